/* lines.c - what takes one line: there is nothing to do, or one thing that fits in it */

#include "render/lines.h"

#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>

const char *
lines_who(const Event *event)
{
    return *event->recipient ? event->recipient : _("A recipient that is not named");
}

static void
write_line(GString *out, const RenderStyle *style, char *owned_line)
{
    g_autofree char *line = owned_line;

    layout_paragraph(out, style, "", line, 0);
}

void
lines_other(const Event *event G_GNUC_UNUSED, const RenderStyle *style, GString *out)
{
    write_line(out, style, g_strdup(_("Not a bounce or automatic reply.")));
}

static char *
departure(const Event *event)
{
    if (*event->new_address)
        return g_strdup_printf(_("%s has left; new address: %s."), lines_who(event),
                               event->new_address);
    return g_strdup_printf(_("%s has left; no new address is given."), lines_who(event));
}

void
lines_auto_reply(const Event *event, const RenderStyle *style, GString *out)
{
    g_autofree char *day = words_day(event->return_date, event->date);

    if (event->reason == REASON_HAS_MOVED)
        write_line(out, style, departure(event));
    else if (*day)
        write_line(out, style,
                   g_strdup_printf(_("%s is away until %s (automatic reply). Nothing to do."),
                                   lines_who(event), day));
    else
        write_line(
            out, style,
            g_strdup_printf(_("%s answered automatically. Nothing to do."), lines_who(event)));
}

/* The Feedback-Type of RFC 5965, section 7.3, and RFC 6591; any other takes the last row. */
static const struct {
    const char *type;
    const char *line;
} complaints[] = {
    {"abuse", N_("%s reported a message as spam. Send no more to this address.")},
    {"not-spam", N_("%s reported that a message is not spam. Nothing to do.")},
    {"virus", N_("%s reported a virus in a message. Check the computer and account it left from.")},
    {"fraud", N_("%s reported a message as fraud. Check whether it came from you.")},
    {"auth-failure",
     N_("A message to %s failed SPF, DKIM or DMARC. Check whether it came from you.")},
    {"", N_("%s complained about a message. Send no more to this address.")},
};

void
lines_feedback(const Event *event, const RenderStyle *style, GString *out)
{
    guint i = 0;

    while (*complaints[i].type && g_ascii_strcasecmp(complaints[i].type, event->feedback_type) != 0)
        i++;

    g_auto(GStrv) around = g_strsplit(_(complaints[i].line), "%s", 2);
    write_line(out, style, g_strjoinv(lines_who(event), around));
}

void
lines_receipt(const Event *event, const RenderStyle *style, GString *out)
{
    write_line(
        out, style,
        g_strdup_printf(_("%s sent a receipt for a message. Nothing to do."), lines_who(event)));
}

void
lines_challenge(const Event *event, const RenderStyle *style, GString *out)
{
    write_line(out, style,
               g_strdup_printf(_("%s asks for proof that a person wrote. If you did, do as the "
                                 "message says; it waits until then."),
                               lines_who(event)));
}
