/* storeimpl.h - what a store consists of, for db/ alone */

#ifndef BOUNCES_DB_STOREIMPL_H
#define BOUNCES_DB_STOREIMPL_H

#include "db/daily.h"
#include "db/engine.h"
#include "db/store.h"

/* Whether the store has anything that may not come back: who was forgotten, what was purged. */
typedef enum { REFUSALS_UNKNOWN, REFUSALS_NONE, REFUSALS_SOME } Refusals;

struct Store {
    Engine *engine;
    DailyCounts *counts; /* of the open transaction, not yet in it */
    char *insert;        /* the statement that adds an event, NULL before the first */
    GBytes *forget_key;  /* NULL before it was asked for; of the open transaction, as is the next */
    Refusals refusals;   /* unknown again after such a change */
};

/*
 * engine_enter and engine_leave for what writes to the store: counts go with their transaction.
 */
gboolean store_enter(Store *store, gboolean *own, GError **error);
gboolean store_leave(Store *store, gboolean own, gboolean ok, GError **error);

/* The setting of that name, "" where it is not set. Owned by the caller; NULL with an error. */
char *store_setting(Store *store, const char *name, GError **error);
gboolean store_set_setting(Store *store, const char *name, const char *value, GError **error);

/* The text in the first column of a statement's only row, "" where there is none. */
char *store_find_text(Store *store, const char *sql, const FieldValue *values, guint count,
                      GError **error);

/* Whether the statement returns a row. */
gboolean store_has_row(Store *store, const char *sql, const FieldValue *values, guint count,
                       gboolean *has, GError **error);

/* An address as rows are found by it: in lower case. Owned by the caller. */
char *store_address(const char *address);

/* Forgets that addresses were told of which there is no evidence any more. */
gboolean store_drop_told(Store *store, GError **error);

/*
 * Sets *hidden to the event without addresses that are forgotten; NULL where it has none. Only
 * behind store_is_forgotten, in the same transaction: that has looked whether there are any.
 */
gboolean store_hide_forgotten(Store *store, const Event *event, Event **hidden, GError **error);

/* What purging does to what was found of domains (diagnoses.c). */
gboolean store_purge_diagnoses(Store *store, gint64 before, GError **error);

/* Whether the event is about an address that asked to be forgotten. */
gboolean store_is_forgotten(Store *store, const Event *event, gboolean *is, GError **error);

#endif
