/* suppressone.c - bounces suppress add, remove and why: what becomes of one address */

#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "cli/suppresslist.h"
#include "render/eventtable.h"
#include "render/layout.h"

#include <glib/gi18n.h>

/* By default, but that an answer must not depend on who is trusted. */
static const SuppressPolicy policy = {
    .trust = OURS_YES,
    .soft_count = SUPPRESS_SOFT_COUNT,
    .soft_days = SUPPRESS_SOFT_DAYS,
    .has_guard = TRUE,
};

/* NULL after a complaint. */
static const char *
take_address(const Command *command, const GOptionEntry *entries, int argc, char **argv)
{
    if (!options_parse(command, entries, &argc, &argv))
        return NULL;
    if (argc > 2) {
        options_refuse(command, argv[2]);
        return NULL;
    }
    if (argc == 2 && suppression_is_address(argv[1]))
        return argv[1];
    complain(_("%s wants an address: bounces %s user@example.net"), command->name, command->name);
    return NULL;
}

static GArray *
make_entries(StorePlace *place, gboolean *verbose)
{
    GArray *entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own = {.long_name = "verbose",
                              .short_name = 'v',
                              .arg = G_OPTION_ARG_NONE,
                              .arg_data = verbose,
                              .description = N_("Tell what was done, not to a terminal only")};

    if (verbose)
        g_array_append_val(entries, own);
    storeplace_add_entries(place, entries);
    return entries;
}

static gboolean
decide(const StorePlace *place, const char *address, StoreDecision decision, GError **error)
{
    g_autoptr(Store) store = storeuse_store(place, STORE_WRITE, error);

    return store && store_decide(store, address, decision, storeuse_now(), error);
}

ExitStatus
suppress_add_run(const Command *command, int argc, char **argv)
{
    g_auto(StorePlace) place = {0};
    gboolean verbose = FALSE;
    g_autoptr(GArray) entries = make_entries(&place, &verbose);
    g_autoptr(GError) error = NULL;
    const char *address =
        take_address(command, (const GOptionEntry *)(gconstpointer)entries->data, argc, argv);

    if (!address)
        return EXIT_TROUBLE;
    if (!decide(&place, address, DECISION_ADD, &error))
        return complain_error(error);
    return storeuse_tell(verbose, g_strdup_printf(_("%s is on the list."), address));
}

/* What was put there by hand goes; against evidence an exception is needed. */
static gboolean
take_off(Store *store, const char *address, StoreDecision *decision, GError **error)
{
    g_auto(SuppressList) list = {0};
    const Suppression *line;

    if (!suppresslist_make(&list, store, &filter_everything, &policy, error))
        return FALSE;
    line = suppresslist_find(&list, address);
    *decision = line && line->kind == SUPPRESS_BY_HAND ? DECISION_NONE : DECISION_KEEP;
    if (line && line->kind == SUPPRESS_BY_HAND) {
        StoreSuspect bare = *line->suspect;

        bare.decision = DECISION_NONE;
        if (suppress_judge(&bare, &policy).state != SUPPRESS_NOT)
            *decision = DECISION_KEEP;
    }
    return store_decide(store, address, *decision, storeuse_now(), error);
}

ExitStatus
suppress_remove_run(const Command *command, int argc, char **argv)
{
    g_auto(StorePlace) place = {0};
    gboolean verbose = FALSE;
    g_autoptr(GArray) entries = make_entries(&place, &verbose);
    g_autoptr(GError) error = NULL;
    const char *address =
        take_address(command, (const GOptionEntry *)(gconstpointer)entries->data, argc, argv);
    StoreDecision decision = DECISION_NONE;

    if (!address)
        return EXIT_TROUBLE;

    g_autoptr(Store) store = storeuse_store(&place, STORE_WRITE, &error);
    if (!store || !take_off(store, address, &decision, &error))
        return complain_error(error);
    return storeuse_tell(verbose, g_strdup_printf(decision == DECISION_KEEP
                                                      ? _("%s is off the list and stays off.")
                                                      : _("%s is off the list."),
                                                  address));
}

static const char *const answers[SUPPRESS_STATES] = {
    [SUPPRESS_NOT] = N_("%s is not on the list: what there is does not suffice."),
    [SUPPRESS_REMOVE] = N_("%s is on the list."),
    [SUPPRESS_CONFIRM] = N_("%s is to be confirmed: nothing proves that the mail was yours."),
    [SUPPRESS_HELD] = N_("%s is held: its provider called too many unknown that day."),
    [SUPPRESS_KEPT] = N_("%s is off the list by hand, in spite of what there is."),
};

static const char in_hand[] = N_("%s is on the list, by hand.");
static const char not_known[] = N_("%s is not on the list: nothing is stored about it.");

/* What is stored about the address, for the page. */
typedef struct {
    Table *table;
    const RenderStyle *style;
    guint events;
} Known;

static gboolean
add_event(const Event *event, gpointer data, GError **error G_GNUC_UNUSED)
{
    Known *known = data;

    eventtable_add(known->table, event, known->style);
    known->events++;
    return TRUE;
}

static const char *
choose_answer(const Suppression *line, guint events)
{
    if (line && line->kind == SUPPRESS_BY_HAND)
        return in_hand;
    return line || events > 0 ? answers[line ? line->state : SUPPRESS_NOT] : not_known;
}

/* The answer, and all that is stored about the address. */
static gboolean
write_why(StoreUse *use, const char *address, const Suppression *line, GError **error)
{
    g_autoptr(Table) table = eventtable_new(&use->style);
    Known known = {.table = table, .style = &use->style};
    StoreFilter filter = filter_everything;

    filter.recipient = address;
    if (!store_each_event(use->store, &filter, 0, add_event, &known, error))
        return FALSE;

    g_auto(GStrv) around = g_strsplit(_(choose_answer(line, known.events)), "%s", 2);
    g_autofree char *answer = g_strjoinv(address, around);
    layout_paragraph(use->out, &use->style, "", answer, 0);
    if (known.events > 0)
        table_write(table, use->out);
    return storeuse_write(use, TRUE, error) && output_flush(error);
}

static gboolean
why(const StorePlace *place, const char *address, SuppressState *state, GError **error)
{
    g_auto(StoreUse) use = {0};
    g_auto(SuppressList) list = {0};
    const Suppression *line;

    if (!storeuse_open(&use, place, STORE_READ, STOREUSE_WIDTH_MAX, error) ||
        !suppresslist_make(&list, use.store, &filter_everything, &policy, error))
        return FALSE;
    line = suppresslist_find(&list, address);
    *state = line ? line->state : SUPPRESS_NOT;
    return write_why(&use, address, line, error);
}

ExitStatus
suppress_why_run(const Command *command, int argc, char **argv)
{
    g_auto(StorePlace) place = {0};
    g_autoptr(GArray) entries = make_entries(&place, NULL);
    g_autoptr(GError) error = NULL;
    SuppressState state = SUPPRESS_NOT;
    const char *address =
        take_address(command, (const GOptionEntry *)(gconstpointer)entries->data, argc, argv);

    if (!address)
        return EXIT_TROUBLE;
    if (!why(&place, address, &state, &error))
        return complain_error(error);
    return state == SUPPRESS_REMOVE ? EXIT_DONE : EXIT_NOT_FOUND;
}
