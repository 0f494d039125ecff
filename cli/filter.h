/* filter.h - which events a command is about: --since, --reason and the like */

#ifndef BOUNCES_CLI_FILTER_H
#define BOUNCES_CLI_FILTER_H

#include "analyzer/provider.h"
#include "db/store.h"

#include <glib.h>

/* What the command line said; NULL where it did not. */
typedef struct {
    char *since;
    char *until;
    char *account;
    char *type;
    char *reason;
    char *provider;
    char *domain;
    char *recipient;
    char *sender;
    char *status;
    char *move;
    char *ours;
    char *rule;
    gboolean hard;
    char *recipient_made; /* what the filter asks for, where it is not as written */
    char *sender_made;
} FilterOptions;

/* The filter that leaves nothing out. */
extern const StoreFilter filter_everything;

typedef enum { FILTER_PERIOD = 1 << 0, FILTER_TYPE = 1 << 1, FILTER_EVENTS = 1 << 2 } FilterParts;

/* Appends a GOptionEntry for each option of these parts to entries. */
void filter_add_entries(FilterOptions *options, FilterParts parts, GArray *entries);

/*
 * Fills filter, which borrows from options. until is the end of the last day. FALSE with error
 * for a word or a day that there is not.
 */
gboolean filter_make(FilterOptions *options, const Providers *providers, gint64 now,
                     StoreFilter *filter, GError **error);

/* Appends to line what the command line said: " --since 30d --provider Gmail". */
void filter_repeat(FilterOptions *options, GString *line);

void filter_options_clear(FilterOptions *options);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(FilterOptions, filter_options_clear)

/* FALSE with error where a value is no word of its option, or no code (filterwords.c). */
gboolean filter_check_words(FilterOptions *options, GError **error);

/* The key of a provider by that or by the name that people know; FALSE with error for none. */
gboolean filter_provider(const char *word, const Providers *providers, const char **key,
                         GError **error);

/* A day as --since takes it; FALSE with error where text is none. */
gboolean filter_day(const char *text, gint64 now, gint64 *day, GError **error);

#endif
