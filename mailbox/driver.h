/* driver.h - what a kind of mailbox must be able to do */

#ifndef BOUNCES_MAILBOX_DRIVER_H
#define BOUNCES_MAILBOX_DRIVER_H

#include "base/letter.h"
#include "mailbox/mailbox.h"

#include <glib.h>

/* Which files to read: see MailboxWants. */
typedef struct {
    MailboxWants wants;
    gpointer data;
} MailboxPart;

/* The functions fail as those of mailbox.h do; state is the driver's own, from open to close. */
typedef struct {
    const char *prefix; /* of the locations it opens; the first driver that fits is taken */
    gpointer (*open)(const char *location, gsize cap, const MailboxPart *part, GError **error);
    Letter *(*next)(gpointer state, GError **error);
    void (*close)(gpointer state);
} MailboxDriver;

extern const MailboxDriver mailbox_files;

#endif
