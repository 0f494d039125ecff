/* imap.c - an account on an IMAP server (RFC 3501): the driver */

#include "mailbox/imapstate.h"

#include "mailbox/imapplace.h"
#include "mailbox/imapset.h"
#include "mailbox/imapsettle.h"

#include <glib/gi18n.h>
#include <string.h>

#define PREFIX "imap:"

/* RFC 3501, 5.4, has servers wait for 30 minutes; what is on the way to them waits for 2 to 5. */
#define SILENCE_SECONDS 60

static const char *const inbox_only[] = {"INBOX", NULL};

static const char odd_folder[] = N_("there is a control character in the name of a folder");
static const char odd_password[] = N_("there is a control character in the password");
static const char odd_token[] = N_("there is a control character in the token");

/* Texts that are no part of the protocol must not become one. */
static gboolean
check_text(const ImapSession *session, const char *text, const char *fault, GError **error)
{
    for (const char *c = text; *c; c++)
        if (g_ascii_iscntrl(*c))
            return imapsession_fail(session, MAILBOX_ERROR_OPEN, error, "%s", _(fault));
    return TRUE;
}

static gboolean
check_texts(const Imap *imap, GError **error)
{
    const MailboxServer *server = imap->options.server;
    gboolean has_token = server->secret_kind == MAILBOX_TOKEN;

    for (const char *const *folder = imap->wanted; *folder; folder++)
        if (!check_text(imap->session, *folder, odd_folder, error))
            return FALSE;
    return check_text(imap->session, server->user,
                      N_("there is a control character in the user's name"), error) &&
           check_text(imap->session, server->secret, has_token ? odd_token : odd_password, error);
}

static void
imap_close(gpointer state)
{
    Imap *imap = state;

    imapsession_free(imap->session);
    g_clear_pointer(&imap->folders, g_ptr_array_unref);
    g_clear_pointer(&imap->last, g_bytes_unref);
    imapfetch_clear(&imap->fetch);
    imapfetch_clear(&imap->ahead);
    imapbox_clear(&imap->box);
    g_free(imap->place.folder);
    g_free(imap->place.place);
    g_free(imap);
}

static gpointer
imap_open(const char *location, const MailboxOptions *options, GError **error)
{
    Imap *imap = g_new0(Imap, 1);
    gsize first_bytes = MIN(options->cap, MAILBOX_FIRST_BYTES);

    imap->options = *options;
    imap->wanted = options->folders && *options->folders ? options->folders : inbox_only;
    imap->session = imapsession_new(location + strlen(PREFIX), options->server, error);
    imapbox_init(&imap->box);
    imapfetch_init(&imap->fetch, imap->session, &imap->box, first_bytes);
    imapfetch_init(&imap->ahead, imap->session, &imap->box, first_bytes);
    imap->place.folder = g_strdup("");
    imap->place.place = g_strdup("");
    if (imap->session && check_texts(imap, error))
        return imap;
    imap_close(imap);
    return NULL;
}

static int
imap_socket(gconstpointer state)
{
    const Imap *imap = state;

    return connection_socket(imap->session->stream->connection);
}

static char **
imap_folders(gpointer state, GError **error)
{
    Imap *imap = state;
    g_autoptr(GPtrArray) names = g_ptr_array_new();

    if (!imap_load_folders(imap, error))
        return NULL;
    for (guint i = 0; i < imap->folders->len; i++) {
        const ImapFolder *folder = g_ptr_array_index(imap->folders, i);

        if (folder->is_box)
            g_ptr_array_add(names, g_strdup(folder->name));
    }
    g_ptr_array_add(names, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&names), FALSE);
}

static const MailboxPlace *
imap_place(gconstpointer state)
{
    const Imap *imap = state;

    return &imap->place;
}

static gsize
imap_ahead(gconstpointer state)
{
    const Imap *imap = state;

    return imapbox_left(&imap->box) + imap->ahead.items->len + imap->fetch.items->len -
           imap->fetch.next;
}

static gboolean
imap_is_again(gconstpointer state)
{
    const Imap *imap = state;

    return imap->item.uid <= imap->again_to;
}

static gboolean
imap_keep_alive(gpointer state, GError **error)
{
    Imap *imap = state;
    guint told = imap->options.server->silence_seconds;
    gint64 silence = (told ? told : SILENCE_SECONDS) * G_USEC_PER_SEC;

    if (!imap->session->is_ready || g_get_monotonic_time() - imap->session->asked < silence)
        return TRUE;
    return imapsession_ask(imap->session, "NOOP", &imapsession_small, error) != IMAP_LOST;
}

/* What becomes of letters. */

/* The UIDs of places, which must be of this folder as it is; they rise. */
static guint32 *
read_places(const Imap *imap, const ImapBox *box, const char *const *places, gsize *count,
            GError **error)
{
    g_autofree guint32 *uids = g_new(guint32, *count);

    for (gsize i = 0; i < *count; i++) {
        ImapPlace place;

        if (!imapplace_read(places[i], &place) || place.validity != box->validity) {
            imapsession_fail(
                imap->session, MAILBOX_ERROR_FOLDER, error,
                _("folder \"%s\" was made anew meanwhile: its messages stay as they are"),
                box->name);
            return NULL;
        }
        uids[i] = place.uid;
    }
    *count = imapset_sort(uids, *count);
    return g_steal_pointer(&uids);
}

/* Where letters are moved to; the folder is made where there is none. Owned by the caller. */
static char *
find_target(Imap *imap, const char *name, GError **error)
{
    const ImapFolder *folder;

    if (!check_text(imap->session, name, odd_folder, error) || !imap_load_folders(imap, error))
        return NULL;
    folder = imapfolders_find(imap->folders, name);
    if (!folder)
        folder = imapfolders_create(imap->session, imap->folders, name, error);
    return folder ? g_strdup(folder->wire) : NULL;
}

/* Opens the folder that letters are in; that may be another than the one that is being read. */
static gboolean
go_to(Imap *imap, ImapBox *box, const char *name, GError **error)
{
    g_autoptr(ImapFolder) folder = imap_find_folder(imap, name, error);

    imap->is_elsewhere = TRUE;
    return folder && imap_open_box(imap, box, folder->name, folder->wire, error);
}

static gboolean
settle_in(Imap *imap, const ImapBox *box, const char *const *places, gsize count,
          const MailboxFate *fate, GError **error)
{
    g_autofree guint32 *uids = read_places(imap, box, places, &count, error);
    g_autofree char *target = NULL;

    if (!uids)
        return FALSE;
    if (fate->kind == MAILBOX_FLAG)
        return imapsettle_flag(imap->session, box, uids, count, fate->name, error);
    target = find_target(imap, fate->name, error);
    return target && imapsettle_move(imap->session, box, uids, count, target, error);
}

static gboolean
imap_settle(gpointer state, const char *folder, const char *const *places, gsize count,
            const MailboxFate *fate, GError **error)
{
    Imap *imap = state;
    ImapBox other;
    gboolean is_here;
    gboolean is_done;

    if (!imapsession_log_in(imap->session, error))
        return FALSE;
    is_here = !imap->is_elsewhere && g_str_equal(imap->box.name, folder);
    if (is_here)
        return settle_in(imap, &imap->box, places, count, fate, error);
    imapbox_init(&other);
    is_done =
        go_to(imap, &other, folder, error) && settle_in(imap, &other, places, count, fate, error);
    imapbox_clear(&other);
    return is_done;
}

const MailboxDriver mailbox_imap = {
    .prefix = PREFIX,
    .open = imap_open,
    .socket = imap_socket,
    .folders = imap_folders,
    .next = imap_next,
    .place = imap_place,
    .ahead = imap_ahead,
    .more = imap_more,
    .keep_alive = imap_keep_alive,
    .settle = imap_settle,
    .is_again = imap_is_again,
    .close = imap_close,
};
