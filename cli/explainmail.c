/* explainmail.c - a whole message explained: each of its recipients */

#include "analyzer/analyze.h"
#include "base/letter.h"
#include "base/text.h"
#include "cli/explain.h"
#include "parsers/notice.h"
#include "render/counsel.h"
#include "render/layout.h"

#include <string.h>

static gboolean
explain_event(Explainer *explainer, const Event *event, GError **error)
{
    g_autofree char *sender_domain = counsel_domain(event->envelope_from);
    Evidence evidence = {event->type,    event->provider,   event->software, event->action,
                         event->command, event->reply_code, event->status,   event->text};
    Surroundings around = {event->remote_mta, event->recipient, event->recipient_domain,
                           sender_domain, event->client_ip};

    if (*explainer->provider)
        evidence.provider = explainer->provider;
    if (*event->recipient) {
        layout_ink(explainer->out, &explainer->style, INK_BOLD, event->recipient);
        g_string_append_c(explainer->out, '\n');
    }
    return explain_evidence(explainer, &evidence, &around, error);
}

/* What is no failure has no reply to explain: it is told as analyze tells it. */
static void
tell_event(Explainer *explainer, Event *event)
{
    g_autoptr(GPtrArray) alone = g_ptr_array_new();

    g_ptr_array_add(alone, event);
    text_message(alone, &explainer->style, explainer->out);
}

gboolean
explain_mail(Explainer *explainer, const char *text, GError **error)
{
    g_autoptr(Letter) letter = letter_new(g_bytes_new(text, strlen(text)), "-", 0, FALSE);

    notice_init();
    g_autoptr(Notice) notice = notice_parse(letter, error);
    if (!notice)
        return FALSE;

    g_autoptr(GPtrArray) events = analyze(notice, explainer->rules, explainer->advices, NULL);
    for (guint i = 0; i < events->len; i++) {
        Event *event = g_ptr_array_index(events, i);

        if (i > 0)
            g_string_append_c(explainer->out, '\n');
        if (event->type != EVENT_BOUNCE && event->type != EVENT_DELAY)
            tell_event(explainer, event);
        else if (!explain_event(explainer, event, error))
            return FALSE;
    }
    return TRUE;
}

gboolean
explain_is_mail(const char *text)
{
    static const char *const names[] = {
        "Received:", "Return-Path:", "Message-ID:", "Date:",
        "From:",     "To:",          "Subject:",    "MIME-Version:"};
    g_auto(GStrv) lines = g_strsplit(text, "\n", 64);
    guint found = 0;

    for (char **line = lines; *line && **line != '\0' && **line != '\r'; line++) {
        for (guint i = 0; i < G_N_ELEMENTS(names); i++)
            found += text_has_prefix(*line, names[i]);
    }
    return found >= 2;
}
