/* suppress.h - what speaks for writing no more to an address, and what people decided about it */

#ifndef BOUNCES_DB_SUPPRESS_H
#define BOUNCES_DB_SUPPRESS_H

#include "db/store.h"

#include <glib.h>

/* What an event says of its address. */
typedef enum {
    EVIDENCE_HARD,      /* it is dead */
    EVIDENCE_SOFT,      /* full, suspended, or dead for now: it counts when it goes on */
    EVIDENCE_COMPLAINT, /* who has it complained of being written to */
    EVIDENCE_KINDS
} EvidenceKind;

/* 16 bytes in hexadecimal digits. */
#define STORE_ID_LENGTH 32

/* All events of a kind since the address last received a message. */
typedef struct {
    gint64 count;
    gint64 first; /* Unix seconds of receipt */
    gint64 last;
    Ours ours;     /* the best that any of them has: yes, then likely, then unknown */
    Reason reason; /* these four are the newest's */
    Status status;
    int reply_code;
    char id[STORE_ID_LENGTH + 1];
} StoreEvidence;

typedef enum { DECISION_NONE, DECISION_ADD, DECISION_KEEP } StoreDecision;

/* An address with evidence against it, or one that somebody decided about. */
typedef struct {
    char *address; /* in lower case */
    char *provider;
    char *domain;
    StoreEvidence evidence[EVIDENCE_KINDS];
    StoreDecision decision;
    gint64 decided; /* Unix seconds */
    gint64 told;    /* when --since-last gave it; 0: never */
} StoreSuspect;

/*
 * All of them (StoreSuspect) by address, owned by the caller. The filter is about the events that
 * are evidence; with one, only addresses with evidence are there. Guesses, and events of mail that
 * was a stranger's, are no evidence.
 */
GPtrArray *store_suspects(Store *store, const StoreFilter *filter, GError **error);

/* Notes what somebody decided; DECISION_NONE takes back what was decided before. */
gboolean store_decide(Store *store, const char *address, StoreDecision decision, gint64 now,
                      GError **error);

/* Notes that the address was given to whoever asked for what is new. */
gboolean store_set_told(Store *store, const char *address, gint64 now, GError **error);

#endif
