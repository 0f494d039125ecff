/* account.c - a mailbox that is read again and again, as the settings describe it */

#include "scan/account.h"

#include "base/text.h"

#include <gio/gio.h>

Account *
account_new(const char *name)
{
    Account *account = g_new0(Account, 1);

    account->name = g_strdup(name);
    account->settings = g_strdup("");
    account->provider = g_strdup("");
    account->local = g_strdup("");
    account->host = g_strdup("");
    account->user = g_strdup("");
    account->ca_file = g_strdup("");
    account->folders = g_new0(char *, 1);
    secret_init(&account->secret);
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        account->after[type].name = g_strdup("");
    return account;
}

void
account_free(Account *account)
{
    if (!account)
        return;
    g_free(account->name);
    g_free(account->settings);
    g_free(account->provider);
    g_free(account->local);
    g_free(account->host);
    g_free(account->user);
    g_free(account->ca_file);
    secret_clear(&account->secret);
    g_strfreev(account->folders);
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        g_free(account->after[type].name);
    g_free(account);
}

void
account_set_after(Account *account, EventType type, MailboxFateKind kind, const char *name)
{
    account->after[type].kind = kind;
    text_set(&account->after[type].name, name);
}

gboolean
account_is_changed(const Account *account)
{
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        if (account->after[type].kind != MAILBOX_KEEP)
            return TRUE;
    return FALSE;
}

/* RFC 6761 section 6.3: no other name is sure to mean this machine. */
gboolean
account_is_loopback(const Account *account)
{
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(account->host);

    return address ? g_inet_address_get_is_loopback(address)
                   : g_ascii_strcasecmp(account->host, "localhost") == 0;
}
