/* server.c - an account as its mailbox wants to be told of it */

#include "scan/server.h"

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
    };
}

char *
server_location(const Account *account)
{
    return *account->local ? g_strdup(account->local) : g_strconcat("imap:", account->name, NULL);
}
