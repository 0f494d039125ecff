/* blocklists.h - the DNS blocklists that are asked (rules/blocklists) */

#ifndef BOUNCES_DIAGNOSE_BLOCKLISTS_H
#define BOUNCES_DIAGNOSE_BLOCKLISTS_H

#include <glib.h>

typedef enum { LISTS_IPV4 = 1 << 0, LISTS_IPV6 = 1 << 1, LISTS_DOMAINS = 1 << 2 } Lists;

/* From guint32 to guint32, both of them answers too. */
typedef struct {
    guint32 first;
    guint32 last;
} AnswerRange;

typedef struct {
    char *zone;
    Lists lists;
    GArray *listed; /* of AnswerRange */
    char *delist;   /* a page */
    gboolean is_minor;
} Blocklist;

/* All of them, in the file's order (Blocklist); borrowed for ever. */
const GPtrArray *blocklists_all(void);

/* What an answer (an IPv4 address) of that list says. */
typedef enum { BLOCKLIST_NO, BLOCKLIST_YES, BLOCKLIST_REFUSAL } BlocklistAnswer;
BlocklistAnswer blocklist_answer(const Blocklist *list, const char *address);

#endif
