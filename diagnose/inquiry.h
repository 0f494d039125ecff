/* inquiry.h - what the checks share while they are made; private to the room */

#ifndef BOUNCES_DIAGNOSE_INQUIRY_H
#define BOUNCES_DIAGNOSE_INQUIRY_H

#include "diagnose/diagnosis.h"

typedef struct {
    Dns *dns;
    const Sender *sender;
    Diagnosis *diagnosis;
} Inquiry;

/* Adds a line to the page. The check is the diagnosis's. */
Check *inquiry_add(Inquiry *inquiry, FindingId id, const char *subject, const char *found,
                   gint64 number);

/* Adds id with the words for how the question ended, where it did not end in yes or no. */
gboolean inquiry_failed(Inquiry *inquiry, const DnsAnswer *answer, FindingId id,
                        const char *subject);

/*
 * Each topic of the page: the first function sends the questions that are known beforehand, so that
 * all of them are on their way together; the second waits for answers and judges. Servers are asked
 * one after the other, when all else is known.
 */
void spf_want(Inquiry *inquiry);
void spf_judge(Inquiry *inquiry);
void dkim_want(Inquiry *inquiry);
void dkim_judge(Inquiry *inquiry);
void dmarc_want(Inquiry *inquiry);
void dmarc_judge(Inquiry *inquiry);
void ptr_want(Inquiry *inquiry);
void ptr_judge(Inquiry *inquiry);
void helo_want(Inquiry *inquiry);
void helo_judge(Inquiry *inquiry);
void blocklist_want(Inquiry *inquiry);
void blocklist_judge(Inquiry *inquiry);
void mx_want(Inquiry *inquiry);
void mx_judge(Inquiry *inquiry);
void policy_want(Inquiry *inquiry);
void policy_judge(Inquiry *inquiry);
void sts_want(Inquiry *inquiry);
void sts_judge(Inquiry *inquiry);
void transport_want(Inquiry *inquiry);
void transport_judge(Inquiry *inquiry);

#endif
