/* probe.c - trying an account before anybody relies on it */

#include "scan/probe.h"

#include "base/child.h"
#include "mailbox/mailbox.h"
#include "scan/doors.h"
#include "scan/server.h"

#include <glib/gi18n.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define MEMORY ((gsize)256 * 1024 * 1024)
#define FILES_MAX 64
#define CPU_SECONDS 20

/* Bytes of an answer: names of folders, or an error. */
#define ANSWER_MAX ((gsize)1024 * 1024)

/* Who waits at a terminal does not wait for long. */
#define SECONDS 60

/* The answer's first byte: names follow, each with a NUL behind it; or a code and a message. */
#define GOOD '+'

typedef struct {
    const Account *account;
    const char *secret;
} Errand;

/* What is read of a local mailbox is its first letter. */
static char **
try(Mailbox *mailbox, const Account *account, GError **error)
{
    g_autoptr(GError) trouble = NULL;

    if (!*account->local)
        return mailbox_folders(mailbox, error);
    letter_free(mailbox_next(mailbox, &trouble));
    if (!trouble || g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_LETTER))
        return g_new0(char *, 1);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

static char **
open_and_try(const Errand *errand, int out, GError **error)
{
    MailboxServer server = server_of(errand->account, errand->secret);
    MailboxOptions options = {.cap = MAILBOX_FIRST_BYTES, .server = &server};
    g_autofree char *location = server_location(errand->account);
    g_autoptr(Mailbox) mailbox = NULL;

    server.total_seconds = SECONDS;
    mailbox = mailbox_open_with(location, &options, error);
    if (!mailbox || !doors_close(errand->account, &out, 1, mailbox_socket(mailbox), error))
        return NULL;
    return try(mailbox, errand->account, error);
}

/* A ChildFunc. */
static int
run(int in G_GNUC_UNUSED, int out, gpointer data)
{
    g_autoptr(GString) answer = g_string_new("");
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) folders = open_and_try(data, out, &error);

    g_string_append_c(answer, folders ? GOOD : (char)('0' + error->code));
    for (char **folder = folders; folder && *folder; folder++)
        g_string_append_len(answer, *folder, (gssize)strlen(*folder) + 1);
    if (!folders)
        g_string_append(answer, error->message);
    child_tell(out, answer->str, answer->len);
    return EXIT_SUCCESS;
}

static void
read_all(int fd, GString *answer)
{
    char bytes[4096];
    gssize got = 1;

    while (got > 0 && answer->len < ANSWER_MAX) {
        got = read(fd, bytes, sizeof bytes);
        if (got < 0 && errno == EINTR)
            got = 1;
        else if (got > 0)
            g_string_append_len(answer, bytes, got);
    }
}

static char **
take_folders(const GString *answer)
{
    GPtrArray *folders = g_ptr_array_new();
    gsize next = 1;

    while (next < answer->len) {
        const char *name = answer->str + next;

        g_ptr_array_add(folders, g_utf8_make_valid(name, -1));
        next += strlen(name) + 1;
    }
    g_ptr_array_add(folders, NULL);
    return (char **)g_ptr_array_free(folders, FALSE);
}

/* What the process said may be a stranger's words by now. */
static char **
take_answer(const GString *answer, const Account *account, const char *how, GError **error)
{
    int code = answer->len ? answer->str[0] - '0' : -1;
    g_autofree char *what = NULL;

    if (answer->len && answer->str[0] == GOOD)
        return take_folders(answer);
    if (code < MAILBOX_ERROR_LETTER || code > MAILBOX_ERROR_LOST) {
        g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN,
                    *how ? _("%s: the process that tried it was ended by %s")
                         : _("%s: the process that tried it has ended"),
                    account->name, how);
        return NULL;
    }
    what = g_utf8_make_valid(answer->str + 1, -1);
    g_set_error_literal(error, MAILBOX_ERROR, code, what);
    return NULL;
}

char **
probe_folders(const Account *account, const char *secret, GError **error)
{
    const ChildLimits limits = {.memory = MEMORY, .files = FILES_MAX};
    Errand errand = {account, secret};
    g_autoptr(GString) answer = g_string_new("");
    g_autoptr(Child) child = child_start(run, &errand, &limits, error);
    g_autofree char *how = NULL;

    if (!child)
        return NULL;
    child_allow_cpu(child, CPU_SECONDS);
    read_all(child_out(child), answer);
    how = child_end(child);
    return take_answer(answer, account, how, error);
}
