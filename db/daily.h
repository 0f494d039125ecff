/* daily.h - how many events there are by day: the table daily */

#ifndef BOUNCES_DB_DAILY_H
#define BOUNCES_DB_DAILY_H

#include "db/engine.h"

/* The columns by which events are counted, the key of the table, but for the sender. */
#define DAILY_KEY                                                                                  \
    "day, account, type, reason, provider, ours, recipient_domain, hard_bounce, move, advice,"     \
    " status"

#define DAILY_UPSERT                                                                               \
    " ON CONFLICT (" DAILY_KEY ", sender) DO UPDATE SET count = daily.count + excluded.count"

/* A statement that counts for the sender $2 what the sender $1 has. */
#define DAILY_COPY_SENDER                                                                          \
    "INSERT INTO daily (" DAILY_KEY ", sender, count)"                                             \
    " SELECT " DAILY_KEY ", $2, count FROM daily WHERE sender = $1" DAILY_UPSERT

/*
 * What came in one transaction is counted in memory and written at its end: thousands of events
 * share a few rows, and each row is written once.
 */
typedef struct DailyCounts DailyCounts;

DailyCounts *daily_new(void);
void daily_free(DailyCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(DailyCounts, daily_free)

/* Counts an event, of which values are those that columns_values gave. */
void daily_add(DailyCounts *counts, const GArray *values);

/* TRUE where so much is counted that it has to be written before the transaction's end. */
gboolean daily_is_full(const DailyCounts *counts);

gboolean daily_write(DailyCounts *counts, Engine *engine, GError **error);

/* Forgets what was not written: the transaction that it belonged to is rolled back. */
void daily_clear(DailyCounts *counts);

/* Of an event that is in the store, one at a time; nothing may be waiting to be written. */
gboolean daily_count_stored(Engine *engine, const char *id, GError **error);
gboolean daily_uncount_stored(Engine *engine, const char *id, GError **error);

#endif
