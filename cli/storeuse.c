/* storeuse.c - what the commands that use the store share */

#include "cli/storeuse.h"

#include "cli/config.h"
#include "cli/language.h"
#include "cli/options.h"
#include "cli/output.h"

#include <glib/gi18n.h>
#include <unistd.h>

void
storeplace_add_entries(StorePlace *place, GArray *entries)
{
    const GOptionEntry own[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &place->database, N_("Where the store is"), N_("PATH")},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &place->config,
         N_("Read this file of settings, and no other"), N_("FILE")},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
}

void
storeplace_repeat(const StorePlace *place, GString *line)
{
    options_repeat("db", place->database, line);
    options_repeat("config", place->config, line);
}

void
storeplace_clear(StorePlace *place)
{
    g_clear_pointer(&place->database, g_free);
    g_clear_pointer(&place->config, g_free);
}

/* A store that is missing is an error here, also for those who want to write. */
static Store *
open_existing(const char *location, StoreMode mode, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Store) store = store_open(location, STORE_READ, &trouble);

    if (store)
        return mode == STORE_READ ? g_steal_pointer(&store) : store_open(location, mode, error);
    if (g_error_matches(trouble, STORE_ERROR, STORE_ERROR_MISSING))
        g_set_error(error, STORE_ERROR, STORE_ERROR_MISSING,
                    _("no store at %s yet: bounces import PATH makes it"), location);
    else
        g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

Store *
storeuse_store(const StorePlace *place, StoreMode mode, GError **error)
{
    g_autoptr(Config) config = config_load_for(place->config, place->database, error);

    return config ? open_existing(config->database, mode, error) : NULL;
}

/* What a file or another program reads is not cut. */
#define WIDTH_UNLIMITED 10000
#define WIDTH_LEAST 40

static int
list_width(void)
{
    if (!isatty(STDOUT_FILENO) && !g_getenv("COLUMNS"))
        return WIDTH_UNLIMITED;
    return CLAMP(output_width(), WIDTH_LEAST, STOREUSE_WIDTH_MAX);
}

gboolean
storeuse_open(StoreUse *use, const StorePlace *place, StoreMode mode, int max, GError **error)
{
    use->store = storeuse_store(place, mode, error);
    use->advices = use->store ? advices_load(language_current(), error) : NULL;
    use->rules = use->advices ? options_rules(NULL, RULES_IN_USE, error) : NULL;
    if (!use->rules)
        return FALSE;
    output_style(&use->style);
    use->style.width =
        max == STOREUSE_LIST_MAX ? list_width() : MIN(MAX(output_width(), use->style.width), max);
    use->style.advices = use->advices;
    use->style.providers = rules_providers(use->rules);
    use->out = g_string_new("");
    return TRUE;
}

void
storeuse_clear(StoreUse *use)
{
    g_clear_pointer(&use->store, store_free);
    g_clear_pointer(&use->rules, rules_free);
    g_clear_pointer(&use->advices, advices_free);
    if (use->out)
        g_string_free(g_steal_pointer(&use->out), TRUE);
}

gboolean
storeuse_write(StoreUse *use, gboolean is_prose, GError **error)
{
    gboolean written = is_prose ? output_prose(use->out, error) : output_data(use->out, error);

    g_string_truncate(use->out, 0);
    return written;
}

ExitStatus
storeuse_tell(gboolean verbose, char *owned_sentence)
{
    g_autofree char *sentence = owned_sentence;
    g_autoptr(GString) line = g_string_new(sentence);
    g_autoptr(GError) error = NULL;

    g_string_append_c(line, '\n');
    if (!verbose && !isatty(STDOUT_FILENO))
        return EXIT_DONE;
    if (output_prose(line, &error) && output_flush(&error))
        return EXIT_DONE;
    return complain_error(error);
}

gint64
storeuse_now(void)
{
    return g_get_real_time() / G_USEC_PER_SEC;
}

gboolean
storeuse_refuse(GError **error, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *message = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
    return FALSE;
}
