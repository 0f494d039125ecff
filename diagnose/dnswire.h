/* dnswire.h - a name server's answer taken apart (RFC 1035 4.1) */

#ifndef BOUNCES_DIAGNOSE_DNSWIRE_H
#define BOUNCES_DIAGNOSE_DNSWIRE_H

#include "diagnose/dns.h"

/* The type's number in a question, as IANA has it. */
int dnswire_type(DnsType type);

/*
 * Adds the answer section's records of that type, and its last CNAME, to answer. FALSE where the
 * bytes are no answer; what stood before the fault is then added all the same.
 */
gboolean dnswire_read(const guint8 *bytes, gsize length, DnsType type, DnsAnswer *answer);

/* Adds a record, unless there are enough. Copies text. */
void dnsanswer_add(DnsAnswer *answer, const char *text, guint preference);

#endif
