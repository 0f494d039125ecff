/* plan.h - what is to be read, and how: the same for all readers of a run */

#ifndef BOUNCES_SCAN_PLAN_H
#define BOUNCES_SCAN_PLAN_H

#include "analyzer/advice.h"
#include "analyzer/ours.h"
#include "analyzer/rules.h"
#include "base/letter.h"

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
    gint64 stdin_start; /* where standard input begins; -1 where it cannot be read again */
    ScanJudge judge;
    gpointer judge_data;
} ScanPlan;

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
