/* moves.h - failures by what is to be done about them */

#ifndef BOUNCES_DB_MOVES_H
#define BOUNCES_DB_MOVES_H

#include "db/store.h"

#include <glib.h>

/* Failures that one advice would remove. */
typedef struct {
    char *advice; /* its key, "" where the rule names none: then the reason stands for it */
    char *reason; /* of the first that was met */
    char *move;   /* "you host" */
    gint64 count;
    char *first_day;  /* "2026-11-15" */
    char **providers; /* keys, most failures first; "" is no known one */
} StoreMove;

/*
 * StoreMoves, most failures first; owned by the caller. Failures of mail that was a stranger's are
 * left out: nothing that the reader does would remove them.
 */
GPtrArray *store_moves(Store *store, const StoreFilter *filter, GError **error);
void store_move_free(StoreMove *move);

/* A GCompareFunc for an array of them: most failures first. */
int store_move_compare(gconstpointer a, gconstpointer b);

/*
 * The newest failure that fits and has that advice; NULL without error where its evidence was
 * purged. Owned by the caller.
 */
Event *store_newest_of_move(Store *store, const StoreFilter *filter, const StoreMove *move,
                            GError **error);

#endif
