/* imapread.c - letters of an IMAP account, folder after folder */

#include "mailbox/imapstate.h"

#include "base/text.h"
#include "mailbox/imapplace.h"

#include <glib/gi18n.h>

/* Bytes of a message that are asked for at once, where more of it is wanted. */
#define PART_BYTES ((gsize)4 * 1024 * 1024)

/* Folders. */

gboolean
imap_load_folders(Imap *imap, GError **error)
{
    if (!imapsession_log_in(imap->session, error))
        return FALSE;
    if (!imap->folders)
        imap->folders = imapfolders_list(imap->session, error);
    return imap->folders != NULL;
}

ImapFolder *
imap_find_folder(Imap *imap, const char *wanted, GError **error)
{
    const ImapFolder *found;
    g_autofree char *why = NULL;

    if (g_ascii_strcasecmp(wanted, "INBOX") == 0) /* RFC 3501, 5.1: there always, in any case */
        return imapfolder_new("INBOX", "", '\0', TRUE);
    if (!imap_load_folders(imap, error))
        return NULL;
    found = imapfolders_find(imap->folders, wanted);
    if (found)
        return imapfolder_new(found->wire, found->use, found->delimiter, TRUE);
    why = imapfolders_explain(imap->folders, wanted);
    imapsession_fail(imap->session, MAILBOX_ERROR_FOLDER, error, "%s", why);
    return NULL;
}

static gboolean
fail_folder(const Imap *imap, const char *name, GError **error)
{
    g_autofree char *said = imapsession_told(imap->session);

    return imapsession_fail(imap->session, MAILBOX_ERROR_FOLDER, error,
                            _("the server does not open folder \"%s\"%s"), name, said);
}

gboolean
imap_open_box(const Imap *imap, ImapBox *box, const char *name, const char *wire, GError **error)
{
    switch (imapbox_open(box, imap->session, name, wire, imap->options.is_writing, error)) {
    case IMAP_OK:
        return box->validity != 0 ||
               imapsession_fail(imap->session, MAILBOX_ERROR_FOLDER, error,
                                _("the server cannot tell the messages of \"%s\" apart "
                                  "(UIDVALIDITY is missing)"),
                                name);
    case IMAP_NO:
        return fail_folder(imap, name, error);
    default:
        return FALSE;
    }
}

/* All that is there now may be old; a server that does not tell its next UID counts none as new. */
static guint32
last_known(const Imap *imap)
{
    return imap->box.end > 0 ? imap->box.end - 1 : G_MAXUINT32;
}

/*
 * The last UID that was read before; 0 where that is not known, or not true any more. A run that
 * was killed while it read a folder again leaves in its place how far that was to go.
 */
static guint32
read_up_to(Imap *imap)
{
    g_autofree char *text = imap->options.place_of
                                ? imap->options.place_of(imap->box.name, imap->options.data)
                                : g_strdup("");
    ImapPlace place;

    imap->again_to = 0;
    imap->since = *text ? 0 : imap->options.since;
    if (imapplace_read(text, &place) && place.validity == imap->box.validity) {
        imap->again_to = place.again_to;
        return place.uid;
    }
    imap->again_to = *text ? last_known(imap) : 0;
    return 0;
}

static gboolean
enter_folder(Imap *imap, const char *wanted, GError **error)
{
    g_autoptr(ImapFolder) folder = imap_find_folder(imap, wanted, error);

    imap->is_elsewhere = TRUE;
    if (!folder || !imap_open_box(imap, &imap->box, folder->name, folder->wire, error))
        return FALSE;
    imap->is_elsewhere = FALSE;
    imap->is_reading = TRUE;
    return imapbox_start(&imap->box, imap->session, read_up_to(imap), error);
}

/* Back to the folder that is being read, which must be the same still. */
static gboolean
go_back(Imap *imap, GError **error)
{
    guint32 validity = imap->box.validity;

    if (!imap->is_elsewhere || !imap->is_reading)
        return TRUE;
    imap->is_elsewhere = FALSE;
    if (!imap_open_box(imap, &imap->box, imap->box.name, imap->box.wire, error))
        return FALSE;
    return imap->box.validity == validity ||
           imapsession_fail(imap->session, MAILBOX_ERROR_LOST, error,
                            _("folder \"%s\" was made anew meanwhile"), imap->box.name);
}

/* Letters. */

static void
set_place(Imap *imap, guint32 uid)
{
    const ImapPlace place = {imap->box.validity, uid,
                             imap->again_to == G_MAXUINT32 ? 0 : imap->again_to};

    text_set(&imap->place.folder, imap->box.name);
    text_take(&imap->place.place, imapplace_write(&place));
}

/* RFC 5092 */
static char *
url_of(const Imap *imap, guint32 uid)
{
    const ImapSession *session = imap->session;
    g_autofree char *user = g_uri_escape_string(session->server->user, NULL, FALSE);
    g_autofree char *folder = g_uri_escape_string(imap->box.name, "/", TRUE);

    return g_strdup_printf("imap://%s@%s/%s;UIDVALIDITY=%u/;UID=%u", user, session->server->host,
                           folder, imap->box.validity, uid);
}

static Letter *
make_letter(const Imap *imap)
{
    g_autofree char *url = url_of(imap, imap->item.uid);
    gboolean is_cut = g_bytes_get_size(imap->last) < imap->item.size;

    return letter_new(g_bytes_ref(imap->last), url, imap->item.received, is_cut);
}

static gboolean
is_wanted(Imap *imap, const ImapItem *item)
{
    if (!imap->options.wants_letter)
        return TRUE;
    set_place(imap, item->uid);
    return imap->options.wants_letter(&imap->place, imap->options.data);
}

/* Asks for the next of those that are listed: as many as go together, or one. */
static gboolean
ask_ahead(Imap *imap, GError **error)
{
    guint most = imap->options.is_careful ? 1 : G_MAXUINT;

    imapfetch_reset(&imap->ahead);
    while (imapbox_left(&imap->box) > 0 && imap->ahead.items->len < most) {
        const ImapItem *item = &g_array_index(imap->box.items, ImapItem, imap->box.next);

        if (is_wanted(imap, item) && !imapfetch_add(&imap->ahead, item))
            break;
        imap->box.next++;
    }
    return !imapfetch_has_next(&imap->ahead) || imapfetch_ask(&imap->ahead, error);
}

/*
 * What was asked for is what is handed out next, and what is behind it comes meanwhile; but with
 * care one message is asked for when the one before it has been read.
 */
static gboolean
take_ahead(Imap *imap, GError **error)
{
    ImapFetch done = imap->fetch;

    if (!imapfetch_arrive(&imap->ahead, error))
        return FALSE;
    imap->fetch = imap->ahead;
    imap->ahead = done;
    imapfetch_reset(&imap->ahead);
    return imap->options.is_careful || ask_ahead(imap, error);
}

/* Makes sure that there is a letter to hand out; FALSE with error, or without at the very end. */
static gboolean
supply(Imap *imap, GError **error)
{
    while (!imapfetch_has_next(&imap->fetch)) {
        if (imap->is_reading) {
            if (!go_back(imap, error) ||
                !imapbox_list(&imap->box, imap->session, imap->since, error))
                return FALSE;
            if (!imapfetch_has_next(&imap->ahead) && !ask_ahead(imap, error))
                return FALSE;
            imap->is_reading = imapfetch_has_next(&imap->ahead) || !imap->box.is_all;
            if (imapfetch_has_next(&imap->ahead) && !take_ahead(imap, error))
                return FALSE;
        } else if (!*imap->wanted || !enter_folder(imap, *imap->wanted++, error))
            return FALSE;
    }
    return TRUE;
}

static void
leave_folder(Imap *imap)
{
    imapsession_catch_up(imap->session);
    imapfetch_reset(&imap->fetch);
    imapfetch_reset(&imap->ahead);
    imap->is_reading = FALSE;
}

Letter *
imap_next(gpointer state, GError **error)
{
    Imap *imap = state;
    GError *trouble = NULL;

    g_clear_pointer(&imap->last, g_bytes_unref);
    if (!imapsession_log_in(imap->session, error))
        return NULL;
    while (supply(imap, &trouble) && go_back(imap, &trouble)) {
        imap->last = imapfetch_next(&imap->fetch, &imap->item, &trouble);
        set_place(imap, imap->item.uid);
        if (imap->last)
            return make_letter(imap);
        if (trouble)
            break;
    }
    if (trouble && !g_error_matches(trouble, MAILBOX_ERROR, MAILBOX_ERROR_LETTER))
        leave_folder(imap);
    if (trouble)
        g_propagate_error(error, trouble);
    return NULL;
}

Letter *
imap_more(gpointer state, gsize length, GError **error)
{
    Imap *imap = state;
    g_autoptr(GByteArray) bytes = g_byte_array_new();

    if (!imap->last) {
        imapsession_fail(imap->session, MAILBOX_ERROR_LETTER, error, _("there was no letter yet"));
        return NULL;
    }
    if (!go_back(imap, error))
        return NULL;
    g_byte_array_append(bytes, g_bytes_get_data(imap->last, NULL),
                        (guint)g_bytes_get_size(imap->last));
    length = MIN(length, imap->item.size);
    while (bytes->len < length) {
        g_autoptr(GBytes) part = imapfetch_part(&imap->fetch, &imap->item, bytes->len,
                                                MIN(length - bytes->len, PART_BYTES), error);

        if (!part)
            return NULL;
        if (g_bytes_get_size(part) == 0)
            break;
        g_byte_array_append(bytes, g_bytes_get_data(part, NULL), (guint)g_bytes_get_size(part));
    }
    g_bytes_unref(imap->last);
    imap->last = g_byte_array_free_to_bytes(g_steal_pointer(&bytes));
    return make_letter(imap);
}
