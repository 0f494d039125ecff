/* nameless.c - whom a report is about that names nobody */

#include "parsers/nameless.h"

#include "base/text.h"
#include "parsers/freeform.h"
#include "parsers/guess.h"
#include "parsers/returned.h"

static Recipient *
nth(const Notice *notice, guint n)
{
    return g_ptr_array_index(notice->recipients, n);
}

static gboolean
names_nobody(const Notice *notice)
{
    for (guint i = 0; i < notice->recipients->len; i++)
        if (*nth(notice, i)->address)
            return FALSE;
    return notice->recipients->len > 0;
}

/* The text beside the report names as many as the report has groups. */
static gboolean
name_by_text(const Mail *mail, Notice *notice)
{
    g_autoptr(Notice) beside = notice_new();
    const char *returned = NULL;

    if (!freeform_read(mail, beside, &returned))
        guess_read(mail, beside, &returned);
    if (beside->recipients->len != notice->recipients->len || names_nobody(beside))
        return FALSE;
    for (guint i = 0; i < notice->recipients->len; i++)
        text_set(&nth(notice, i)->address, nth(beside, i)->address);
    notice->guessed |= beside->guessed;
    return TRUE;
}

static gboolean
name_by_returned(const Mail *mail, Notice *notice)
{
    g_autoptr(GPtrArray) sent = returned_recipients(mail, NULL);

    if (sent->len != 1 || notice->recipients->len != 1)
        return FALSE;
    text_set(&nth(notice, 0)->address, g_ptr_array_index(sent, 0));
    notice->guessed = TRUE;
    return TRUE;
}

void
nameless_read(const Mail *mail, Notice *notice)
{
    if (names_nobody(notice) && (name_by_text(mail, notice) || name_by_returned(mail, notice)))
        notice_add_quirk(notice, "recipient-not-in-report");
}
