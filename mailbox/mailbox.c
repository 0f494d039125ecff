/* mailbox.c - where messages come from: the driver for a location */

#include "mailbox/mailbox.h"

#include "mailbox/driver.h"

struct Mailbox {
    const MailboxDriver *driver;
    gpointer state;
};

/* The prefix of the last one is empty: it takes whatever is left. */
static const MailboxDriver *const drivers[] = {
    &mailbox_files,
};

GQuark
mailbox_error_quark(void)
{
    return g_quark_from_static_string("bounces-mailbox-error");
}

static const MailboxDriver *
find_driver(const char *location)
{
    for (guint i = 0; i < G_N_ELEMENTS(drivers); i++)
        if (g_str_has_prefix(location, drivers[i]->prefix))
            return drivers[i];
    g_assert_not_reached();
}

Mailbox *
mailbox_open(const char *location, gsize cap, GError **error)
{
    return mailbox_open_part(location, cap, NULL, NULL, error);
}

Mailbox *
mailbox_open_part(const char *location, gsize cap, MailboxWants wants, gpointer data,
                  GError **error)
{
    const MailboxPart part = {wants, data};
    const MailboxDriver *driver = find_driver(location);
    gpointer state = driver->open(location, cap, &part, error);
    Mailbox *mailbox;

    if (!state)
        return NULL;
    mailbox = g_new(Mailbox, 1);
    mailbox->driver = driver;
    mailbox->state = state;
    return mailbox;
}

Letter *
mailbox_next(Mailbox *mailbox, GError **error)
{
    return mailbox->driver->next(mailbox->state, error);
}

void
mailbox_free(Mailbox *mailbox)
{
    if (!mailbox)
        return;
    mailbox->driver->close(mailbox->state);
    g_free(mailbox);
}
