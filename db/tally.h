/* tally.h - rows of a summary counted into lines */

#ifndef BOUNCES_DB_TALLY_H
#define BOUNCES_DB_TALLY_H

#include "db/store.h"

/*
 * Rows are added up here and not by GROUP BY: that would sort them, on disk where they are many,
 * and once for each question.
 */
typedef struct Tally Tally;

/* Addresses are counted into together, too, which is borrowed and may be NULL. */
Tally *tally_new(StoreAddresses *together);
void tally_free(Tally *tally);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tally, tally_free)

/* One row of the period: so many events of that day ("2026-11-24") at that place. */
void tally_add(Tally *tally, const char *key, const char *day, const char *place, gint64 count);

/* One row of the period before. */
void tally_add_before(Tally *tally, const char *key, gint64 count);

/* An event of a line that is still there: the hash of its address, 0 where it has none. */
void tally_add_address(Tally *tally, const char *key, gint64 address, gboolean is_dead);

/*
 * The lines (StoreLine), most first. Days go from the filter's since to until (0: as far as there
 * are rows), and only the first STORE_LINES_WITH_DAYS have them. Takes over tally; owned by the
 * caller.
 */
GPtrArray *tally_end(Tally *tally, const StoreFilter *filter);

#endif
