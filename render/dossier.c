/* dossier.c - all that is stored of one event, for people */

#include "render/dossier.h"

#include "base/text.h"
#include "base/time.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

/* One more than the widest label in any of our languages. */
#define LABEL_WIDTH 17

static char *
tell_received(const Event *event)
{
    return event->received ? words_time(event->received) : g_strdup("");
}

static char *
tell_subject(const Event *event)
{
    return g_strdup(event->original.subject);
}

static char *
tell_from(const Event *event)
{
    return g_strdup(*event->original.from ? event->original.from : event->envelope_from);
}

/* As the reader writes it; what is no date, as it was written. */
static char *
tell_sent(const Event *event)
{
    gint64 sent = time_parse_mail(event->original.date);

    return sent ? words_time(sent) : g_strdup(event->original.date);
}

static char *
tell_message_id(const Event *event)
{
    return g_strdup(event->original.message_id);
}

static char *
tell_refused_by(const Event *event)
{
    return g_strdup(event->remote_mta);
}

static char *
tell_reported_by(const Event *event)
{
    if (*event->reporting_mta && *event->software)
        return g_strdup_printf("%s (%s)", event->reporting_mta, event->software);
    return g_strdup(*event->reporting_mta ? event->reporting_mta : event->software);
}

static char *
tell_client(const Event *event)
{
    return g_strdup(event->client_ip);
}

/* Nothing where nothing is known. */
static const char *const ours_words[] = {
    [OURS_UNKNOWN] = "",
    [OURS_YES] = N_("yes, that is proven"),
    [OURS_LIKELY] = N_("likely, by the names in it"),
    [OURS_NO] = N_("no"),
};

static char *
tell_ours(const Event *event)
{
    const char *words = ours_words[event->ours];

    return g_strdup(*words ? _(words) : "");
}

static char *
tell_return_path(const Event *event)
{
    return g_strdup(event->return_path);
}

static char *
tell_sent_by(const Event *event)
{
    return g_strjoinv(", ", event->sent_by);
}

static char *
tell_first_recipient(const Event *event)
{
    return g_strdup(event->original_recipient);
}

static char *
tell_source(const Event *event)
{
    return g_strdup(event->source);
}

static char *
tell_id(const Event *event)
{
    return g_strdup(event->id);
}

static const struct {
    const char *label;
    char *(*tell)(const Event *event);
} rows[] = {
    {N_("received"), tell_received},
    {N_("subject"), tell_subject},
    {N_("from"), tell_from},
    {N_("sent"), tell_sent},
    {N_("Message-ID"), tell_message_id},
    {N_("first sent to"), tell_first_recipient},
    {N_("answered by"), tell_refused_by},
    {N_("reported by"), tell_reported_by},
    {N_("sent from"), tell_client},
    {N_("sent by"), tell_sent_by},
    {N_("came back to"), tell_return_path},
    {N_("yours"), tell_ours},
    {N_("found in"), tell_source},
    {N_("id"), tell_id},
};

static void
write_row(const char *label, const char *text, const RenderStyle *style, GString *out)
{
    g_autoptr(GString) lead = g_string_new("  ");

    layout_cell(lead, label, LABEL_WIDTH);
    layout_paragraph(out, style, lead->str, text, 0);
}

void
dossier_write(const Event *event, const RenderStyle *style, GString *out)
{
    g_autoptr(GPtrArray) one = g_ptr_array_new();

    g_ptr_array_add(one, (gpointer)(gsize)event);
    text_message(one, style, out);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = rows[i].tell(event);

        if (*text)
            write_row(_(rows[i].label), text, style, out);
    }
}
