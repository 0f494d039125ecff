/* account.h - a mailbox that is read again and again, as the settings describe it */

#ifndef BOUNCES_SCAN_ACCOUNT_H
#define BOUNCES_SCAN_ACCOUNT_H

#include "event/event.h"
#include "mailbox/mailbox.h"
#include "scan/secret.h"

#include <glib.h>

/* What becomes of a notice that is in the store: a MailboxFate of our own. */
typedef struct {
    MailboxFateKind kind;
    char *name; /* of MAILBOX_MOVE, a folder as people write it; of MAILBOX_FLAG, a flag; else "" */
} After;

/* Strings are never NULL; "" is "not said". A local mailbox has nothing from host to secret. */
typedef struct {
    char *name;
    char *settings; /* where they are, for people */
    char *provider; /* the preset that filled in what nobody said */
    char *local;    /* "maildir:PATH" or "mbox:PATH"; "" for one on a server */
    char *host;
    guint port;
    MailboxSecurity security;
    char *user;
    char *ca_file; /* certificates to trust instead of the system's */
    Secret secret;
    char **folders; /* as people write them; at least one, but for a local mailbox */
    After after[EVENT_TYPE_COUNT];
} Account;

Account *account_new(const char *name);
void account_free(Account *account);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Account, account_free)

/* Sets what becomes of notices of that type. */
void account_set_after(Account *account, EventType type, MailboxFateKind kind, const char *name);

/* TRUE where something is done to the mailbox at all. */
gboolean account_is_changed(const Account *account);

/* TRUE where the host can be nobody but this machine: nobody listens on that way. */
gboolean account_is_loopback(const Account *account);

#endif
