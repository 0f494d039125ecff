/* server.c - an account as its mailbox wants to be told of it */

#include "scan/server.h"

/* Seconds and bytes of one connection; another goes on where it ended. */
#define CONNECTION_TIME (60 * 60)
#define CONNECTION_BYTES ((guint64)4 * 1024 * 1024 * 1024)

MailboxServer
server_of(const Account *account, const char *secret)
{
    return (MailboxServer){
        .host = account->host,
        .port = account->port,
        .security = account->security,
        .ca_file = account->ca_file,
        .user = account->user,
        .secret = secret,
        .secret_kind = account->secret.kind == SECRET_TOKEN ? MAILBOX_TOKEN : MAILBOX_PASSWORD,
        .total_seconds = CONNECTION_TIME,
        .budget = CONNECTION_BYTES,
    };
}

char *
server_location(const Account *account)
{
    return *account->local ? g_strdup(account->local) : g_strconcat("imap:", account->name, NULL);
}
