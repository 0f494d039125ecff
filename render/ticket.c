/* ticket.c - a letter about a refusal, to whoever can do something about it */

#include "render/ticket.h"

#include "base/text.h"
#include "render/counsel.h"
#include "render/counted.h"
#include "render/diagnosiswords.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* One more than the widest label in any of our languages. */
#define LABEL_WIDTH 22

static Counsel
counsel_of(const Event *event, const char *domain, const RenderStyle *style)
{
    Counsel counsel = {
        .advice = event->advice,
        .reason = event->reason,
        .facts = {.provider = provider_name(style->providers, event->provider),
                  .sender_domain = domain,
                  .client_ip = event->client_ip,
                  .recipient = "",
                  .recipient_domain = event->recipient_domain},
    };
    return counsel;
}

TicketTo
ticket_to(const Event *event, const RenderStyle *style)
{
    Counsel counsel = counsel_of(event, "", style);

    return counsel_move(&counsel, style) & MOVE_HOST ? TICKET_TO_HOST : TICKET_TO_PROVIDER;
}

/* The address that the message bore, and its domain. */
static const char *
sender_of(const Event *event)
{
    return strchr(event->original.from, '@') ? event->original.from : event->envelope_from;
}

char *
ticket_domain(const Event *event)
{
    return counsel_domain(sender_of(event));
}

/* Who refused, as people know them. */
static const char *
refuser(const Ticket *ticket, const RenderStyle *style)
{
    const Event *event = ticket->event;

    return *event->provider ? provider_name(style->providers, event->provider)
                            : event->recipient_domain;
}

/* Whom the message was for, under all of their addresses. */
#define PERSONS(event) (event)->recipient, (event)->original_recipient, (event)->new_address

static char *
message_id(const Ticket *ticket)
{
    const Event *event = ticket->event;
    const char *const persons[] = {PERSONS(event), NULL};

    return ticket->names ? g_strdup(event->original.message_id)
                         : ticket_id_without_names(event->original.message_id, persons);
}

static char *
shown(const Ticket *ticket, const char *text)
{
    const Event *event = ticket->event;
    const char *const persons[] = {PERSONS(event), NULL};
    g_autofree char *own = ticket_domain(event);

    return ticket->names ? g_strdup(text) : ticket_without_names(text, persons, own);
}

/* RFC 5321, section 4.5.1, has every domain read mail to its postmaster. */
static char *
addressee(const Ticket *ticket, const RenderStyle *style)
{
    const Event *event = ticket->event;
    const char *key = ticket->to == TICKET_TO_HOST ? ticket->host : event->provider;
    const char *contact = ticket_contact(key);

    if (*contact)
        return g_strdup_printf("%s, %s", provider_name(style->providers, key), contact);
    if (ticket->to == TICKET_TO_HOST)
        return g_strdup(*key ? provider_name(style->providers, key)
                             : _("the support of who runs your mail server"));
    return g_strdup_printf("postmaster@%s", event->recipient_domain);
}

static void
write_line(const char *label, char *owned_text, const RenderStyle *style, GString *out)
{
    g_autofree char *text = owned_text;
    g_autoptr(GString) lead = g_string_new("");

    if (!*text)
        return;
    layout_cell(lead, label, LABEL_WIDTH);
    layout_paragraph(out, style, lead->str, text, 0);
}

static char *
subject_of(const Ticket *ticket, const RenderStyle *style)
{
    const Event *event = ticket->event;
    g_autofree char *code = words_code(event->reply_code, event->status, "");
    g_autofree char *domain = ticket_domain(event);
    const char *what = *event->client_ip ? event->client_ip : domain;

    return *code ? g_strdup_printf(_("Mail from %s refused by %s (%s)"), what,
                                   refuser(ticket, style), code)
                 : g_strdup_printf(_("Mail from %s refused by %s"), what, refuser(ticket, style));
}

static const Counted refusals = NP_("%s refusal like this", "%s refusals like this");

static char *
how_often(const Ticket *ticket)
{
    g_autofree char *count = counted(refusals, ticket->alike);
    g_autofree char *first = words_time(ticket->alike_first);
    g_autofree char *last = words_time(ticket->alike_last);

    if (ticket->alike < 2)
        return g_strdup("");
    return g_strdup_printf(_("%s, from %s to %s"), count, first, last);
}

static char *
recipient_of(const Ticket *ticket)
{
    const Event *event = ticket->event;

    return ticket->names ? g_strdup(event->recipient)
                         : g_strdup_printf(_("an address in %s"), event->recipient_domain);
}

static void
write_facts(const Ticket *ticket, const RenderStyle *style, GString *out)
{
    const Event *event = ticket->event;
    gint64 time = event->date ? event->date : event->received;

    write_line(_("Sent from"), g_strdup(event->client_ip), style, out);
    write_line(_("Sending domain"), ticket_domain(event), style, out);
    write_line(_("Recipient"), recipient_of(ticket), style, out);
    write_line(_("Refused by"), shown(ticket, event->remote_mta), style, out);
    write_line(_("Code"), words_code(event->reply_code, event->status, event->command), style, out);
    write_line(_("Time"), words_time(time), style, out);
    write_line(_("Message-ID"), message_id(ticket), style, out);
    if (ticket->names)
        write_line(_("Subject of the mail"), g_strdup(event->original.subject), style, out);
    write_line(_("Reported by"), shown(ticket, event->reporting_mta), style, out);
    write_line(_("How often"), how_often(ticket), style, out);
}

static void
write_reply(const Ticket *ticket, const RenderStyle *style, GString *out)
{
    const Event *event = ticket->event;
    g_autofree char *reply = shown(ticket, *event->diagnostic ? event->diagnostic : event->text);

    if (!*reply)
        return;
    layout_paragraph(out, style, "", _("The reply:"), 0);
    layout_quote(out, style, "> ", reply, 0);
}

/* What is asked for, by the reason; the last row takes all others. */
static const struct {
    Reason reason;
    const char *host;
    const char *provider;
} requests[] = {
    {REASON_BAD_REPUTATION,
     N_("Please find out what was sent from this IP, stop it, and have its reputation restored "
        "there; until then, please let our mail leave through another IP."),
     N_("Please tell us what you saw from this IP or domain, and restore its reputation if "
        "nothing speaks against it any more.")},
    {REASON_CLIENT_BLOCKED,
     N_("Please find out why this IP is blocked, end the cause, and ask for the block to be "
        "removed; only who runs the IP can do so."),
     N_("Please remove the block of this IP, or tell us what you saw from it.")},
    {REASON_PTR_REQUIRED, N_("Please give this IP a reverse DNS name (PTR) that leads back to it."),
     N_("Please tell us which name you expect for this IP.")},
    {REASON_NETWORK_ERROR,
     N_("Please look into the log of your server at that time: it did not reach theirs."),
     N_("Please look into why your servers could not be reached from this IP.")},
    {REASON_RATE_LIMITED,
     N_("Please spread the mail that leaves through this IP, or let ours leave through another."),
     N_("Please tell us which rate you accept from this IP, or raise it.")},
    {REASON_TOO_MANY_CONNECTIONS,
     N_("Please lower the number of connections that your server opens to theirs at once."),
     N_("Please tell us how many connections at once you accept from this IP.")},
    {REASON_AUTH_FAILURE,
     N_("Please check that your server signs our mail (DKIM) and that its IP is in the SPF record "
        "that you give."),
     N_("Please tell us which of SPF, DKIM and DMARC failed, and what you saw.")},
    {REASON_SPAM_DETECTED,
     N_("Please check whether this IP sends spam for others, and whether your server marks our "
        "mail as such."),
     N_("Please check whether this message was taken for spam by mistake.")},
    {REASON_COUNT,
     N_("Please look into the log of your server at that time, and tell us what can be done."),
     N_("Please tell us why this message was refused, and what is to be changed.")},
};

static void
write_request(const Ticket *ticket, const RenderStyle *style, GString *out)
{
    guint i = 0;

    while (requests[i].reason != REASON_COUNT && requests[i].reason != ticket->event->reason)
        i++;
    layout_paragraph(out, style, "",
                     ticket->to == TICKET_TO_HOST ? _(requests[i].host) : _(requests[i].provider),
                     0);
}

/* When the domain was looked at last (Unix seconds); 0 where it was not. */
static gint64
last_look(const Earlier *looked)
{
    gint64 last = 0;

    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++)
        last = MAX(last, looked->dates[kind]);
    return last;
}

/* "SPF ok, DKIM FAIL", as the last look at the domain found it. */
static void
write_looked(const Ticket *ticket, const char *domain, const RenderStyle *style, GString *out)
{
    gint64 last = last_look(ticket->looked);
    g_autofree char *date = figures_date(last);
    g_autoptr(GString) results = g_string_new(NULL);
    g_autofree char *line = NULL;

    for (guint kind = 0; last && kind < CHECK_KIND_COUNT; kind++) {
        CheckResult worst = earlier_worst(ticket->looked, (CheckKind)kind);

        if (ticket->looked->dates[kind] == last && worst != CHECK_UNKNOWN)
            g_string_append_printf(results, "%s%s %s", results->len ? ", " : "",
                                   diagnosis_kind_word((CheckKind)kind),
                                   diagnosis_result_word(worst));
    }
    if (results->len == 0)
        return;
    line = g_strdup_printf(_("%s, looked at on %s: %s."), domain, date, results->str);
    layout_paragraph(out, style, "- ", line, 0);
}

/* Only what is known: the verdict, and what it was reached by. */
static void
write_checks(const Ticket *ticket, const RenderStyle *style, GString *out)
{
    const Event *event = ticket->event;
    g_autofree char *domain = ticket_domain(event);
    Counsel counsel = counsel_of(event, domain, style);
    g_autofree char *title = counsel_title(&counsel, style);
    g_autofree char *verdict =
        event->confidence == CONFIDENCE_RULE
            ? g_strdup_printf(_("By the words of the reply: %s."), title)
            : g_strdup_printf(_("By the code of the reply alone: %s."), title);

    g_string_append_printf(out, "\n%s\n", _("What was checked:"));
    layout_paragraph(out, style, "- ", verdict, 0);
    if (event->ours == OURS_YES)
        layout_paragraph(out, style, "- ", _("The message was ours: it bore our own mark."), 0);
    write_looked(ticket, domain, style, out);
}

void
ticket_write(const Ticket *ticket, const RenderStyle *style, GString *out)
{
    g_autofree char *subject = subject_of(ticket, style);

    write_line(_("To"), addressee(ticket, style), style, out);
    write_line(_("Subject"), g_steal_pointer(&subject), style, out);
    g_string_append_printf(out, "\n%s\n\n", _("Hello,"));
    layout_paragraph(out, style, "",
                     ticket->to == TICKET_TO_HOST
                         ? _("mail that we send through your server is refused:")
                         : _("mail that we send to your users is refused:"),
                     0);
    g_string_append_c(out, '\n');
    write_facts(ticket, style, out);
    g_string_append_c(out, '\n');
    write_reply(ticket, style, out);
    write_checks(ticket, style, out);
    g_string_append_c(out, '\n');
    write_request(ticket, style, out);
    g_string_append_printf(out, "\n%s\n", _("Thank you, and kind regards"));
}
