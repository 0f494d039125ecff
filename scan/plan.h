/* plan.h - what is to be read, and how: the same for all readers of a run */

#ifndef BOUNCES_SCAN_PLAN_H
#define BOUNCES_SCAN_PLAN_H

#include "analyzer/advice.h"
#include "analyzer/ours.h"
#include "analyzer/rules.h"
#include "base/letter.h"
#include "scan/account.h"

#include <glib.h>
#include <sys/types.h>

/*
 * The verdicts on one letter: an array of Event, of type "other" alone for plain mail; NULL with
 * error where it is nothing that can be judged.
 */
typedef GPtrArray *(*ScanJudge)(const Letter *letter, gpointer data, GError **error);

typedef struct {
    const char *const *locations; /* as mailbox_open takes them, NULL-terminated */
    guint shares;                 /* readers; each takes the files whose names fall to it */
    gsize cap;                    /* bytes of a message */
    gboolean is_jsonl;            /* the files are events, one a line, not mail */
    gboolean keep_subjects;
    gint64 stdin_start;     /* where standard input begins; -1 where it cannot be read again */
    const Account *account; /* to be read instead of locations, from where it was read to */
    guint jurors;           /* processes that judge beside its reader; 0: that does it itself */
    gint64 since;           /* Unix seconds: of a folder that was not read before, what came then */
    gboolean is_dry;        /* nothing is kept, and nothing done to the mailbox */
    ScanJudge judge;
    gpointer judge_data;
} ScanPlan;

/* What a run came to so far. */
typedef struct {
    gint64 messages;
    gint64 notices;
    gint64 bytes;
    gint64 failures;
    guint addresses;            /* different ones among the failures, as far as counted */
    gboolean is_addresses_full; /* there are more */
    gint64 events;
    gint64 added;   /* of the events: not in the store before */
    gint64 ahead;   /* messages still to come, as far as known */
    guint troubles; /* messages, files or readers that had to be left out */
    int stopped_by; /* a signal; 0 where the run went to its end */
} ScanTotals;

/* One thing to be read. */
typedef struct {
    const ScanPlan *plan;
    const char *name;  /* the account that events are kept under */
    ScanTotals totals; /* what it came to */
} ScanJob;

/* What the judges here look at: their data. */
typedef struct {
    Rules *rules;
    const Advices *advices;
    const OwnMail *own;
} ScanRules;

GPtrArray *scan_judge_mail(const Letter *letter, gpointer data, GError **error);

/* For a line of an event's JSON: the verdict is worked out again from its evidence. */
GPtrArray *scan_judge_json(const Letter *letter, gpointer data, GError **error);

#endif
