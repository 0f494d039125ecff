/* conditions.h - a StoreFilter as SQL */

#ifndef BOUNCES_DB_CONDITIONS_H
#define BOUNCES_DB_CONDITIONS_H

#include "db/engine.h"

/* Text for behind "WHERE 1 = 1", and the values of its parameters. */
typedef struct {
    GString *sql;
    GArray *values;  /* FieldValue */
    GPtrArray *keep; /* what those of them need that were made here */
} Conditions;

/* All of the filter but its times, for the table events, or for daily where it fits. */
void conditions_init(Conditions *conditions, const StoreFilter *filter);
void conditions_clear(Conditions *conditions);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Conditions, conditions_clear)

/* Adds " AND condition", in which ? stands for value. */
void conditions_add(Conditions *conditions, const char *condition, FieldValue value);

/* Adds a value for later in the statement; the number of its parameter. */
guint conditions_value(Conditions *conditions, FieldValue value);

/* Adds the filter's times as conditions on the column received. */
void conditions_add_times(Conditions *conditions, const StoreFilter *filter);

/* Whether the counts by day are enough to answer: no addresses, no rules, only whole days. */
gboolean conditions_fit_daily(const StoreFilter *filter);

/* The values, for engine_query. */
const FieldValue *conditions_values(const Conditions *conditions);

#endif
