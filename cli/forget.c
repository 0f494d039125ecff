/* forget.c - bounces forget: an address whose owner wants nothing kept */

#include "cli/cli.h"
#include "cli/options.h"
#include "cli/storeuse.h"
#include "render/counted.h"
#include "render/suppression.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

static const Counted cleaned = NP_("%s event about others does not name it any more.",
                                   "%s events about others do not name it any more.");

/* Owned by the caller. */
static char *
make_sentence(const char *address, const StoreForgotten *forgotten)
{
    g_autofree char *number = words_count((guint64)forgotten->removed);
    g_autofree char *others = counted_if_any(cleaned, forgotten->cleaned);
    g_autofree char *sentence =
        g_strdup_printf(ngettext("%s event of %s forgotten; the address is refused from now on.",
                                 "%s events of %s forgotten; the address is refused from now on.",
                                 (gulong)forgotten->removed),
                        number, address);

    return g_strdup_printf("%s%s%s", sentence, *others ? " " : "", others);
}

static ExitStatus
forget(const char *address, const StorePlace *place, gboolean verbose)
{
    g_autoptr(GError) error = NULL;
    StoreForgotten forgotten;

    g_autoptr(Store) store = storeuse_store(place, STORE_WRITE, &error);
    if (!store || !store_forget(store, address, &forgotten, &error))
        return complain_error(error);

    return storeuse_tell(verbose, make_sentence(address, &forgotten));
}

/* As people copy it: with blanks around, and in brackets. Owned by the caller. */
static char *
bare_address(const char *text)
{
    g_autofree char *bare = g_strstrip(g_strdup(text));
    gsize length = strlen(bare);

    return length > 2 && bare[0] == '<' && bare[length - 1] == '>' ? g_strndup(bare + 1, length - 2)
                                                                   : g_steal_pointer(&bare);
}

ExitStatus
forget_run(const Command *command, int argc, char **argv)
{
    gboolean verbose = FALSE;
    g_autofree char *address = NULL;
    g_auto(StorePlace) place = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
         N_("Tell what was done, not to a terminal only"), NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 2)
        return options_refuse(command, argv[2]);
    if (argc == 2)
        address = bare_address(argv[1]);
    if (address && suppression_is_address(address))
        return forget(address, &place, verbose);
    complain(_("forget wants an address: bounces forget user@example.net"));
    return EXIT_TROUBLE;
}
