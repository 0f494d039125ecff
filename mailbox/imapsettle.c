/* imapsettle.c - messages of the folder that is open, flagged or moved */

#include "mailbox/imapsettle.h"

#include "mailbox/imapset.h"

#include <glib/gi18n.h>
#include <string.h>

/* UIDs in one command: of a line that every server takes (RFC 7162, 4: 8,192 bytes). */
#define COUNT_MAX 500

/* Messages of one command on their way. */
typedef struct {
    ImapSession *session;
    const ImapBox *box;
    gsize count;
    const char *set;
} Group;

/* What is done to a group; what is the flag or the folder. */
typedef gboolean (*Settle)(const Group *group, const char *what, GError **error);

/* What the server said no to: tried is a verb, in its context. */
static gboolean
fail(const Group *group, const char *tried, GError **error)
{
    g_autofree char *said = imapsession_told(group->session);
    gboolean is_full = g_ascii_strcasecmp(imapsession_code(group->session), "OVERQUOTA") == 0;

    return imapsession_fail(
        group->session, MAILBOX_ERROR_FOLDER, error,
        ngettext("the server does not %s %u message of \"%s\"%s%s; it stays where it is",
                 "the server does not %s %u messages of \"%s\"%s%s; they stay where they are",
                 group->count),
        g_dpgettext2(NULL, "does not", tried), (guint)group->count, group->box->name,
        is_full ? _(": the mailbox is full, make room") : "", said);
}

static gboolean
ask(const Group *group, const char *command, const char *tried, GError **error)
{
    switch (imapsession_ask(group->session, command, &imapsession_small, error)) {
    case IMAP_OK:
        return TRUE;
    case IMAP_NO:
        return fail(group, tried, error);
    default:
        return FALSE;
    }
}

/* A Settle. SILENT: the answer need not tell what we know. */
static gboolean
flag(const Group *group, const char *what, GError **error)
{
    g_autofree char *command = g_strdup_printf("UID STORE %s +FLAGS.SILENT (%s)", group->set, what);

    return ask(group, command, NC_("does not", "flag"), error);
}

/*
 * UID EXPUNGE removes these and no others (RFC 4315, 2.1); EXPUNGE would remove what somebody else
 * has marked, too. And what stays must not be marked when somebody else says EXPUNGE.
 */
static gboolean
take_away(const Group *group, GError **error)
{
    g_autofree char *expunge = g_strdup_printf("UID EXPUNGE %s", group->set);
    g_autofree char *unmark = g_strdup_printf("UID STORE %s -FLAGS.SILENT (\\Deleted)", group->set);

    if (flag(group, "\\Deleted", error) && ask(group, expunge, NC_("does not", "take away"), error))
        return TRUE;
    imapsession_ask(group->session, unmark, &imapsession_small, NULL);
    return FALSE;
}

/* For servers without MOVE, as RFC 6851, 3.3 has it. */
static gboolean
copy_and_take_away(const Group *group, const char *folder, GError **error)
{
    g_autofree char *copy = g_strdup_printf("UID COPY %s %s", group->set, folder);

    return ask(group, copy, NC_("does not", "copy"), error) && take_away(group, error);
}

/* A Settle. */
static gboolean
move(const Group *group, const char *what, GError **error)
{
    g_autofree char *folder = imapsession_quote(what);
    g_autofree char *command = g_strdup_printf("UID MOVE %s %s", group->set, folder);

    if (imapsession_can(group->session, "MOVE"))
        return ask(group, command, NC_("does not", "move"), error);
    if (imapsession_can(group->session, "UIDPLUS"))
        return copy_and_take_away(group, folder, error);
    return imapsession_fail(
        group->session, MAILBOX_ERROR_FOLDER, error,
        _("the server cannot move messages (it knows neither MOVE nor UIDPLUS); "
          "let them be flagged instead"));
}

static gboolean
settle(ImapSession *session, const ImapBox *box, const guint32 *uids, gsize count, Settle how,
       const char *what, GError **error)
{
    for (gsize first = 0; first < count; first += COUNT_MAX) {
        Group group = {session, box, MIN(count - first, COUNT_MAX), NULL};
        g_autofree char *set = imapset_write(uids + first, group.count);

        group.set = set;
        if (!how(&group, what, error))
            return FALSE;
    }
    return TRUE;
}

/* RFC 3501: flag-keyword is an atom, "\" in front is for flags of the system. */
static gboolean
is_flag(const char *name)
{
    if (*name == '\\')
        name++;
    if (!*name)
        return FALSE;
    for (; *name; name++)
        if (*name <= ' ' || *name >= 0x7f || strchr("(){%*\"\\]", *name))
            return FALSE;
    return TRUE;
}

gboolean
imapsettle_flag(ImapSession *session, const ImapBox *box, const guint32 *uids, gsize count,
                const char *name, GError **error)
{
    if (!is_flag(name))
        return imapsession_fail(session, MAILBOX_ERROR_FOLDER, error,
                                _("\"%s\" is no name of a flag; take \\Flagged, \\Seen or a word"),
                                name);
    return settle(session, box, uids, count, flag, name, error);
}

gboolean
imapsettle_move(ImapSession *session, const ImapBox *box, const guint32 *uids, gsize count,
                const char *wire, GError **error)
{
    if (g_str_equal(wire, box->wire))
        return TRUE;
    return settle(session, box, uids, count, move, wire, error);
}
