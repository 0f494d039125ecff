/* show.c - bounces show: one event in full, or all of an address */

#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "render/dossier.h"

#include <glib/gi18n.h>
#include <string.h>

/* Fewer digits may be a slip, and hit another event. */
#define ID_DIGITS_MIN 6

typedef struct {
    StoreUse use;
    RenderRun run;
    guint count;
} Work;

static void
work_clear(Work *work)
{
    storeuse_clear(&work->use);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

static gboolean
write_event(const Event *event, gpointer data, GError **error)
{
    Work *work = data;
    g_autoptr(GPtrArray) one = g_ptr_array_new();

    if (work->count++ > 0 && work->run.renderer->is_prose)
        g_string_append_c(work->use.out, '\n');
    if (work->run.renderer->is_prose) {
        dossier_write(event, &work->use.style, work->use.out);
    } else {
        g_ptr_array_add(one, (gpointer)(gsize)event);
        render_message(&work->run, one, &work->use.style, work->use.out);
    }
    return storeuse_write(&work->use, work->run.renderer->is_prose, error);
}

static gboolean
is_id(const char *text)
{
    return strlen(text) >= ID_DIGITS_MIN && strspn(text, "0123456789abcdefABCDEF") == strlen(text);
}

static gboolean
show_id(Work *work, const char *text, GError **error)
{
    g_autofree char *id = g_ascii_strdown(text, -1);
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Event) event = store_find_event(work->use.store, id, &trouble);

    if (event)
        return write_event(event, work, error);
    if (!trouble)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean
show_address(Work *work, const char *address, GError **error)
{
    StoreFilter filter = filter_everything;

    filter.recipient = address;
    return store_each_event(work->use.store, &filter, 0, write_event, work, error);
}

static gboolean
prepare(Work *work, const char *format, const StorePlace *place, GError **error)
{
    g_autofree char *names = renderer_names();

    work->run.renderer = renderer_find(format);
    if (!work->run.renderer)
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format, names);
    if (!storeuse_open(&work->use, place, STORE_READ, STOREUSE_PROSE_MAX, error))
        return FALSE;
    render_begin(&work->run, work->use.out);
    return TRUE;
}

static gboolean
end(Work *work, GError **error)
{
    render_end(&work->run, work->use.out);
    return storeuse_write(&work->use, work->run.renderer->is_prose, error) && output_flush(error);
}

static ExitStatus
show(const char *what, const char *format, const StorePlace *place)
{
    g_auto(Work) work = {0};
    g_autoptr(GError) error = NULL;
    gboolean is_address = strchr(what, '@') != NULL;

    if (!is_address && !is_id(what)) {
        complain(_("\"%s\" is neither an address nor an id of at least %d digits"), what,
                 ID_DIGITS_MIN);
        return EXIT_TROUBLE;
    }
    if (!prepare(&work, format, place, &error) ||
        !(is_address ? show_address(&work, what, &error) : show_id(&work, what, &error)) ||
        !end(&work, &error))
        return complain_error(error);
    if (work.count > 0)
        return EXIT_DONE;
    if (is_address)
        complain(_("nothing is stored about %s"), what);
    else
        complain(_("no event's id begins with %s, or several do; bounces list shows them"), what);
    return EXIT_NOT_FOUND;
}

ExitStatus
show_run(const Command *command, int argc, char **argv)
{
    g_autofree char *format = NULL;
    g_auto(StorePlace) place = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"format", 'f', 0, G_OPTION_ARG_STRING, &format,
         N_("How to write: text (default), jsonl, csv or sisimai"), N_("FORMAT")},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 2)
        return options_refuse(command, argv[2]);
    if (argc == 1) {
        complain(_("show wants an address or an id; bounces list has them"));
        return EXIT_TROUBLE;
    }
    return show(argv[1], format ? format : "text", &place);
}
