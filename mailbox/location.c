/*
 * location.c - which driver a location needs
 *
 * It is apart from mailbox.c so that a program that reads files only is not linked with what talks
 * to servers.
 */

#include "mailbox/driver.h"

/* The prefix of the last one is empty: it takes whatever is left. */
static const MailboxDriver *const drivers[] = {
    &mailbox_imap,
    &mailbox_maildir,
    &mailbox_mbox,
    &mailbox_files,
};

static const MailboxDriver *
find_driver(const char *location)
{
    for (guint i = 0; i < G_N_ELEMENTS(drivers); i++)
        if (g_str_has_prefix(location, drivers[i]->prefix))
            return drivers[i];
    g_assert_not_reached();
}

Mailbox *
mailbox_open_with(const char *location, const MailboxOptions *options, GError **error)
{
    return mailbox_start(find_driver(location), location, options, error);
}
