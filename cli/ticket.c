/* ticket.c - bounces ticket: a letter to whoever can do something about a refusal */

#include "render/ticket.h"

#include "base/time.h"
#include "cli/cli.h"
#include "cli/diagnosekept.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "event/reason.h"

#include <glib/gi18n.h>

/* Refusals alike are looked for in so many days before this one, and after it. */
#define ALIKE_DAYS 30

typedef struct {
    StorePlace place;
    char *to;
    gboolean names;
} Options;

static void
options_clear(Options *options)
{
    storeplace_clear(&options->place);
    g_free(options->to);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

static const char *const addressees[] = {
    [TICKET_TO_HOST] = "host",
    [TICKET_TO_PROVIDER] = "provider",
};

static gboolean
choose_addressee(const char *word, Ticket *ticket, GError **error)
{
    for (guint i = 0; word && i < G_N_ELEMENTS(addressees); i++) {
        if (g_str_equal(word, addressees[i])) {
            ticket->to = (TicketTo)i;
            return TRUE;
        }
    }
    return !word || storeuse_refuse(error, _("--to is host or provider, not \"%s\""), word);
}

static gboolean
count_alike(const Event *event, gpointer data, GError **error G_GNUC_UNUSED)
{
    Ticket *ticket = data;

    if (!g_str_equal(event->client_ip, ticket->event->client_ip) ||
        !g_str_equal(event->provider, ticket->event->provider))
        return TRUE;
    if (ticket->alike++ == 0 || event->received < ticket->alike_first)
        ticket->alike_first = event->received;
    ticket->alike_last = MAX(ticket->alike_last, event->received);
    return TRUE;
}

/* For the same reason, by the same provider or else domain, and from the same IP. */
static gboolean
find_alike(StoreUse *use, Ticket *ticket, GError **error)
{
    const Event *event = ticket->event;
    g_autofree char *domain = g_strconcat("@", event->recipient_domain, NULL);
    StoreFilter filter = filter_everything;

    filter.type = event_type_name(event->type);
    filter.reason = reason_name(event->reason);
    filter.provider = event->provider;
    filter.recipient = *event->provider ? "" : domain;
    filter.without_strangers = TRUE;
    filter.since = MAX(event->received - ALIKE_DAYS * (gint64)TIME_DAY, 1);
    filter.until = event->received + ALIKE_DAYS * (gint64)TIME_DAY;
    return store_each_event(use->store, &filter, 0, count_alike, ticket, error);
}

/* A letter is about what failed, or does not get through. */
static gboolean
check_type(const Event *event, GError **error)
{
    return event->type == EVENT_BOUNCE || event->type == EVENT_DELAY ||
           storeuse_refuse(error, _("%s is no failure: there is nothing to write about"),
                           event->id);
}

static gboolean
write_ticket(StoreUse *use, const Event *event, const Options *options, GError **error)
{
    g_autofree char *domain = ticket_domain(event);
    g_auto(Earlier) looked = {0};
    Ticket ticket = {.event = event,
                     .looked = &looked,
                     .to = ticket_to(event, &use->style),
                     .names = options->names,
                     .host =
                         provider_of(rules_providers(use->rules), event->reporting_mta, "", "")};

    if (!check_type(event, error) || !choose_addressee(options->to, &ticket, error) ||
        !find_alike(use, &ticket, error) || !diagnosekept_read(use->store, domain, &looked, error))
        return FALSE;
    ticket_write(&ticket, &use->style, use->out);
    return storeuse_write(use, TRUE, error) && output_flush(error);
}

static ExitStatus
write_about(const char *id, const Options *options)
{
    g_auto(StoreUse) use = {0};
    g_autoptr(GError) error = NULL;
    g_autoptr(Event) event = NULL;

    if (!storeuse_open(&use, &options->place, STORE_READ, STOREUSE_PROSE_MAX, &error))
        return complain_error(error);
    use.style.colour = FALSE;
    event = store_find_event(use.store, id, &error);
    if (!event && !error) {
        complain(_("no event's id begins with %s, or several do; bounces list shows them"), id);
        return EXIT_NOT_FOUND;
    }
    if (!event || !write_ticket(&use, event, options, &error))
        return complain_error(error);
    return EXIT_DONE;
}

ExitStatus
ticket_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"to", 0, 0, G_OPTION_ARG_STRING, &options.to,
         N_("Write to the host or the provider, whosever move it is"), N_("WHO")},
        {"names", 0, 0, G_OPTION_ARG_NONE, &options.names,
         N_("Tell the addresses and the subject too"), NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 2)
        return options_refuse(command, argv[2]);
    if (argc == 1) {
        complain(_("ticket wants an id; bounces list has them"));
        return EXIT_TROUBLE;
    }
    return write_about(argv[1], &options);
}
