/* filterwords.c - options whose values are words of the house */

#include "base/nearest.h"
#include "cli/filter.h"
#include "cli/storeuse.h"
#include "event/event.h"
#include "render/words.h"

#include <glib/gi18n.h>

#define OPTION(member) G_STRUCT_OFFSET(FilterOptions, member)

/* Plain mail is not stored. */
static const char *
nth_type(guint n)
{
    EventType type = (EventType)(n + EVENT_BOUNCE);

    return type < EVENT_TYPE_COUNT ? event_type_name(type) : NULL;
}

static const char *
nth_reason(guint n)
{
    return n < REASON_COUNT ? reason_name((Reason)n) : NULL;
}

static const char *
nth_move(guint n)
{
    const char *name = move_name((Move)(1U << n));

    return *name ? name : NULL;
}

static const char *
nth_ours(guint n)
{
    return n <= OURS_NO ? ours_name((Ours)n) : NULL;
}

/* The options whose values are words of the house. */
static const struct {
    const char *option;
    gsize offset;
    const char *(*nth)(guint n);
} words[] = {
    {"--type", OPTION(type), nth_type},
    {"--reason", OPTION(reason), nth_reason},
    {"--move", OPTION(move), nth_move},
    {"--ours", OPTION(ours), nth_ours},
};

/* A word must be one of those; else the nearest is told, or all. */
static gboolean
check_word(const char *option, const char *word, const char *(*nth)(guint n), GError **error)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    const char *name;

    for (guint n = 0; (name = nth(n)); n++) {
        if (g_str_equal(name, word))
            return TRUE;
        g_array_append_val(names, name);
    }

    const char *nearest = nearest_word(word, (const char *const *)(gconstpointer)names->data);
    g_autofree char *list = g_strjoinv(", ", (char **)(gpointer)names->data);

    if (nearest)
        return storeuse_refuse(error, _("%s has no \"%s\"; did you mean \"%s\"?"), option, word,
                               nearest);
    return storeuse_refuse(error, _("%s has no \"%s\"; there are: %s"), option, word, list);
}

/* What people read in their language is as good as the word that it stands for. */
static void
take_shown_reason(FilterOptions *options)
{
    for (guint i = 0; options->reason && i < REASON_COUNT; i++) {
        if (g_str_equal(options->reason, words_reason((Reason)i))) {
            g_free(options->reason);
            options->reason = g_strdup(reason_name((Reason)i));
        }
    }
}

gboolean
filter_check_words(FilterOptions *options, GError **error)
{
    Status status;
    const char *end;

    take_shown_reason(options);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *word = G_STRUCT_MEMBER(char *, options, words[i].offset);

        if (word && !check_word(words[i].option, word, words[i].nth, error))
            return FALSE;
    }
    if (options->status && (!status_parse(options->status, &status, &end) || *end))
        return storeuse_refuse(error, _("\"%s\" is no status code; one is written 5.1.1"),
                               options->status);
    return TRUE;
}
