/* columns.h - the columns of the table events: an event's members and what is worked out of them */

#ifndef BOUNCES_DB_COLUMNS_H
#define BOUNCES_DB_COLUMNS_H

#include "db/engine.h"

/* An event on its way into the store. */
typedef struct {
    const Event *event; /* its received time is the one that is kept */
    const char *account;
    gint64 now;
} Addition;

/* "id, source, ..." and "$1, $2, ..."; owned by the caller. */
char *columns_names(void);
char *columns_parameters(void);

/* Where the column of that name is in that order, from 0. */
guint columns_place(const char *name);

/* Fills values with those of a row in that order; what they need is added to keep. */
void columns_values(const Addition *addition, GArray *values, GPtrArray *keep);

/* The event of a row that was selected by columns_names; the worked out columns are left. */
Event *columns_event(Statement *row);

#endif
