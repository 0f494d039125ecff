/* record.h - the records that a domain should publish */

#ifndef BOUNCES_DIAGNOSE_RECORD_H
#define BOUNCES_DIAGNOSE_RECORD_H

#include "diagnose/diagnosis.h"

/*
 * The one SPF record for the domain: what it publishes already, without what is broken or unwise,
 * and with the addresses that are refused. Owned by the caller.
 */
char *record_spf(Dns *dns, const Diagnosis *diagnosis);

/* A first DMARC record: reports, no harm. Owned by the caller. */
char *record_dmarc(const Diagnosis *diagnosis);

/*
 * A TXT record as a line of a zone file, in strings of at most 255 bytes (RFC 1035 3.3, 5.1). Owned
 * by the caller.
 */
char *record_line(const char *name, const char *text);

#endif
