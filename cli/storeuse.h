/* storeuse.h - what the commands that use the store share */

#ifndef BOUNCES_CLI_STOREUSE_H
#define BOUNCES_CLI_STOREUSE_H

#include "analyzer/advice.h"
#include "analyzer/rules.h"
#include "cli/cli.h"
#include "db/store.h"
#include "render/render.h"

#include <glib.h>

/* A store and what its contents are shown with. */
typedef struct {
    Store *store;
    Rules *rules;
    Advices *advices;
    RenderStyle style;
    GString *out;
} StoreUse;

/* What the command line said about where the store is; NULL where it did not. */
typedef struct {
    char *database;
    char *config;
} StorePlace;

/* Appends the GOptionEntry of --db and --config to entries. */
void storeplace_add_entries(StorePlace *place, GArray *entries);
/* Appends to line what the command line said. */
void storeplace_repeat(const StorePlace *place, GString *line);
void storeplace_clear(StorePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StorePlace, storeplace_clear)

/* The store there, or where the settings have it. It must be there: none but import makes one. */
Store *storeuse_store(const StorePlace *place, StoreMode mode, GError **error);

/* The store, the rules in use, the advice and a style as wide as the terminal, at most max. */
gboolean storeuse_open(StoreUse *use, const StorePlace *place, StoreMode mode, int max,
                       GError **error);
void storeuse_clear(StoreUse *use);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(StoreUse, storeuse_clear)

/* Writes out as prose or data and empties it. */
gboolean storeuse_write(StoreUse *use, gboolean is_prose, GError **error);

/* Writes a sentence about what was done, where somebody looks or asked for it. Takes it over. */
ExitStatus storeuse_tell(gboolean verbose, char *sentence);

/* Unix seconds. */
gint64 storeuse_now(void);

/* Sets error to what an option does not take; returns FALSE. */
gboolean storeuse_refuse(GError **error, const char *format, ...) G_GNUC_PRINTF(2, 3);

/*
 * Tables may be wider than what is read line by line; a list of addresses is not cut at all where
 * a file or another program reads it.
 */
#define STOREUSE_PROSE_MAX 80
#define STOREUSE_WIDTH_MAX 120
#define STOREUSE_LIST_MAX 0

#endif
