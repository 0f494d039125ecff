/* driver.h - what a kind of mailbox must be able to do */

#ifndef BOUNCES_MAILBOX_DRIVER_H
#define BOUNCES_MAILBOX_DRIVER_H

#include "base/letter.h"
#include "mailbox/mailbox.h"

#include <glib.h>

/*
 * The functions do as those of mailbox.h do; state is the driver's own, from open to close. What is
 * NULL a driver need not do: there are no folders, no place, nothing ahead, and nothing to settle.
 */
typedef struct {
    const char *prefix; /* of the locations it opens; the first driver that fits is taken */
    gpointer (*open)(const char *location, const MailboxOptions *options, GError **error);
    int (*socket)(gconstpointer state);
    char **(*folders)(gpointer state, GError **error);
    Letter *(*next)(gpointer state, GError **error);
    const MailboxPlace *(*place)(gconstpointer state);
    gsize (*ahead)(gconstpointer state);
    Letter *(*more)(gpointer state, gsize length, GError **error);
    gboolean (*keep_alive)(gpointer state, GError **error);
    gboolean (*settle)(gpointer state, const char *folder, const char *const *places, gsize count,
                       const MailboxFate *fate, GError **error);
    gboolean (*is_again)(gconstpointer state);
    void (*close)(gpointer state);
} MailboxDriver;

extern const MailboxDriver mailbox_files;
extern const MailboxDriver mailbox_imap;
extern const MailboxDriver mailbox_maildir;
extern const MailboxDriver mailbox_mbox;

/* What mailbox_open_with does once the driver is known. */
Mailbox *mailbox_start(const MailboxDriver *driver, const char *location,
                       const MailboxOptions *options, GError **error);

#endif
