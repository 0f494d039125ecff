/* doors.c - what a process that reads an account's mail may still ask of the system */

#include "scan/doors.h"

#include "base/landlock.h"
#include "base/sandbox.h"

#include <libintl.h>
#include <string.h>

/* The path of "maildir:PATH" and "mbox:PATH"; "" for a mailbox on a server. */
static const char *
path_of(const Account *account)
{
    const char *colon = strchr(account->local, ':');

    return colon ? colon + 1 : "";
}

/* A Maildir's folders may be links. An empty path is no file. */
static gboolean
shut_files_away(const Account *account, GError **error)
{
    const char *path = path_of(account);
    g_autofree char *new = g_build_filename(path, "new", NULL);
    g_autofree char *cur = g_build_filename(path, "cur", NULL);
    const char *const server[] = {account->ca_file, NULL};
    const char *const local[] = {path, new, cur, NULL};

    return landlock_enter(*path ? local : server, error);
}

/* gettext opens what it has for a language when it is first asked, and then it could not. */
static void
load_words(void)
{
    static const char head[] = ""; /* of the catalogue: no text is looked up */

    gettext(head);
}

gboolean
doors_close(const Account *account, const int *outs, gsize count, int socket, GError **error)
{
    load_words();
    if (account && !shut_files_away(account, error))
        return FALSE;
    return sandbox_enter_with(outs, count, socket, error);
}
