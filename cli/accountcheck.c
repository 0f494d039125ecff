/* accountcheck.c - whether what the settings say of an account is all there, and fits together */

#include "cli/accountcheck.h"

#include "cli/config.h"
#include "cli/configline.h"
#include "cli/presets.h"

#include <glib/gi18n.h>

/* IANA's ports of imaps and imap (RFC 8314, RFC 9051). */
#define PORT_TLS 993
#define PORT_PLAIN 143

static gboolean
has_server_words(const Account *account)
{
    return *account->host || *account->user || account->secret.kind != SECRET_NONE ||
           *account->ca_file || *account->folders || account->port;
}

/* Whoever writes a mailbox's files is not in our hands: we only ever read them. */
static const char *
find_local_fault(const Account *account)
{
    if (has_server_words(account))
        return N_("has a mailbox of its own on this machine, and words for a server");
    if (account_is_changed(account))
        return N_("wants notices flagged or moved: that is done on IMAP servers only");
    return NULL;
}

static gboolean
needs_token(const Account *account)
{
    const Preset *preset = preset_find(account->provider);

    return preset && preset->needs_token;
}

static const char *
find_server_fault(const Account *account)
{
    if (!*account->host)
        return N_("lacks provider, host or mailbox");
    if (!*account->user)
        return N_("lacks user");
    if (account->secret.kind == SECRET_NONE)
        return N_("lacks one of password, password-file, password-command, password-credential and "
                  "token-command");
    if (needs_token(account) && account->secret.kind != SECRET_TOKEN)
        return N_("needs token-command: this provider takes no password any more");
    if (account->security == MAILBOX_NO_SECURITY && !account_is_loopback(account))
        return N_("has security none, which would show the password to others; it is for this "
                  "machine only");
    return NULL;
}

static void
fill_in(Account *account)
{
    if (!account->port)
        account->port = account->security == MAILBOX_TLS ? PORT_TLS : PORT_PLAIN;
    if (*account->folders)
        return;
    g_strfreev(account->folders);
    account->folders = g_strsplit("INBOX", ";", -1);
}

gboolean
accountcheck(const char *file, Account *account, GError **error)
{
    gboolean is_local = *account->local != '\0';
    const char *fault = is_local ? find_local_fault(account) : find_server_fault(account);

    if (fault) {
        g_autofree char *group = g_strconcat("account ", account->name, NULL);
        g_autofree char *where = configline_of(file, group, NULL);

        g_set_error(error, CONFIG_ERROR, CONFIG_ERROR_VALUE, "%s: [%s] %s", where, group, _(fault));
        return FALSE;
    }
    if (!is_local)
        fill_in(account);
    return TRUE;
}
