/* source.h - the letters of one reader's share, one after the other */

#ifndef BOUNCES_SCAN_SOURCE_H
#define BOUNCES_SCAN_SOURCE_H

#include "base/letter.h"
#include "scan/plan.h"
#include "scan/wire.h"

#include <glib.h>

/* Where a reader begins. Everything is borrowed. */
typedef struct {
    guint share;            /* of plan->shares, from 0 */
    const WirePlace *after; /* letters up to here are done; folder "" is none */
    gboolean after_lasts;   /* as WIRE_POSITION said of it */
    const GPtrArray *skip;  /* of WirePlace: letters that nobody may look at */
    gboolean is_careful;    /* says what it is about to do */
} ScanStart;

typedef struct Source Source;

/* What a source asks and tells on its way. */
typedef struct {
    /* When a folder turns out to have several letters: the place that it was read to, "" where it
       was not. Owned by the source. */
    char *(*ask)(const char *folder, gpointer data);

    /* A letter that nobody has seen yet is about to be fetched from a server. */
    void (*begin)(const WirePlace *place, gpointer data);

    gpointer data;
} SourceHooks;

/*
 * The files that plan names; or its account's mailbox, which is opened at once: what is wrong with
 * it source_next tells. Borrows all but the account's secret ("" where that has none;
 * NULL for files), which is taken over.
 */
Source *source_new(const ScanPlan *plan, const ScanStart *start, const SourceHooks *hooks,
                   char *secret);
void source_free(Source *source);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Source, source_free)

/* SOURCE_ERROR_SKIPPED: a letter that nobody may look at, to be gone past without a word. */
#define SOURCE_ERROR (source_error_quark())
typedef enum { SOURCE_ERROR_SKIPPED } SourceError;
GQuark source_error_quark(void);

/* As mailbox_next does. Letters that are done do not come, nor those of files to be skipped. */
Letter *source_next(Source *source, GError **error);

/* To be called in pauses: a server that hears nothing hangs up. */
void source_keep_alive(Source *source);

/* Of what source_next came with last: where it stands, borrowed. */
const WirePlace *source_place(const Source *source);

/* TRUE where the place means the same in another run: a file of several letters, unchanged. */
gboolean source_lasts(const Source *source);

/* The socket of an account's server, -1 where there is none; and how many letters are to come. */
int source_socket(const Source *source);
gint64 source_ahead(const Source *source);

/* TRUE where the last letter may have been counted by another run. */
gboolean source_is_again(const Source *source);

/* The last letter of an account again, and more of it. Owned by the caller. */
Letter *source_more(Source *source, GError **error);

/* Does to letters of an account what is to become of them; places are of one folder. */
gboolean source_settle(Source *source, const char *folder, const GPtrArray *places,
                       const After *after, GError **error);

/* The folder to count plain mail under: as people think of it. Owned by the caller. */
char *source_folder(const Source *source);

#endif
