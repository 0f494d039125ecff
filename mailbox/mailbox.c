/* mailbox.c - where messages come from: what every driver does */

#include "mailbox/mailbox.h"

#include "mailbox/driver.h"

#include <glib/gi18n.h>

struct Mailbox {
    const MailboxDriver *driver;
    gpointer state;
};

GQuark
mailbox_error_quark(void)
{
    return g_quark_from_static_string("bounces-mailbox-error");
}

Mailbox *
mailbox_start(const MailboxDriver *driver, const char *location, const MailboxOptions *options,
              GError **error)
{
    gpointer state = driver->open(location, options, error);
    Mailbox *mailbox;

    if (!state)
        return NULL;
    mailbox = g_new(Mailbox, 1);
    mailbox->driver = driver;
    mailbox->state = state;
    return mailbox;
}

Mailbox *
mailbox_open(const char *location, gsize cap, GError **error)
{
    const MailboxOptions options = {.cap = cap};

    return mailbox_start(&mailbox_files, location, &options, error);
}

int
mailbox_socket(const Mailbox *mailbox)
{
    return mailbox->driver->socket ? mailbox->driver->socket(mailbox->state) : -1;
}

char **
mailbox_folders(Mailbox *mailbox, GError **error)
{
    return mailbox->driver->folders ? mailbox->driver->folders(mailbox->state, error)
                                    : g_new0(char *, 1);
}

Letter *
mailbox_next(Mailbox *mailbox, GError **error)
{
    return mailbox->driver->next(mailbox->state, error);
}

const MailboxPlace *
mailbox_place(const Mailbox *mailbox)
{
    return mailbox->driver->place ? mailbox->driver->place(mailbox->state) : NULL;
}

gsize
mailbox_ahead(const Mailbox *mailbox)
{
    return mailbox->driver->ahead ? mailbox->driver->ahead(mailbox->state) : 0;
}

gboolean
mailbox_is_again(const Mailbox *mailbox)
{
    return mailbox->driver->is_again && mailbox->driver->is_again(mailbox->state);
}

/* Of this kind of mailbox, letters are as long as they will get, and stay as they are. */
static gboolean
fail_unable(GError **error)
{
    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN,
                _("messages in files come whole, and stay as they are"));
    return FALSE;
}

Letter *
mailbox_more(Mailbox *mailbox, gsize length, GError **error)
{
    if (mailbox->driver->more)
        return mailbox->driver->more(mailbox->state, length, error);
    fail_unable(error);
    return NULL;
}

gboolean
mailbox_keep_alive(Mailbox *mailbox, GError **error)
{
    return !mailbox->driver->keep_alive || mailbox->driver->keep_alive(mailbox->state, error);
}

gboolean
mailbox_settle(Mailbox *mailbox, const char *folder, const char *const *places, gsize count,
               const MailboxFate *fate, GError **error)
{
    if (fate->kind == MAILBOX_KEEP || count == 0)
        return TRUE;
    if (!mailbox->driver->settle)
        return fail_unable(error);
    return mailbox->driver->settle(mailbox->state, folder, places, count, fate, error);
}

void
mailbox_free(Mailbox *mailbox)
{
    if (!mailbox)
        return;
    mailbox->driver->close(mailbox->state);
    g_free(mailbox);
}
