/* imapbox.c - the folder that is open, and the messages in it */

#include "mailbox/imapbox.h"

#include "base/text.h"
#include "mailbox/imapmessage.h"

#include <glib/gi18n.h>

/*
 * libetpan keeps the lines of an answer until its end. So the messages of a large folder are listed
 * by windows of UIDs, which grow where there are few: UIDs may be far apart.
 */
#define SMALL_BOX 10000
#define WINDOW_FIRST 10000
#define WINDOW_MAX 262144
#define FEW 1000
#define MANY 20000

/* Bytes of a line of the list, and of all of one. */
#define LINE_BYTES 256
#define LIST_BYTES_MAX (32 * 1024 * 1024)

typedef struct {
    ImapBox *box;
    guint32 last; /* UID that was asked for */
    gint64 since;
} Listing;

void
imapbox_init(ImapBox *box)
{
    *box = (ImapBox){.name = g_strdup(""), .wire = g_strdup("")};
    box->items = g_array_new(FALSE, FALSE, sizeof(ImapItem));
}

void
imapbox_clear(ImapBox *box)
{
    g_free(box->name);
    g_free(box->wire);
    g_array_unref(box->items);
}

ImapAnswer
imapbox_open(ImapBox *box, ImapSession *session, const char *name, const char *wire,
             gboolean is_writing, GError **error)
{
    const char *verb = is_writing ? "SELECT" : "EXAMINE";
    const struct mailimap_selection_info *info;
    ImapAnswer answer;
    int code;

    if (!imapsession_begin(session, &imapsession_small, verb, error))
        return IMAP_LOST;
    code =
        is_writing ? mailimap_select(session->imap, wire) : mailimap_examine(session->imap, wire);
    answer = imapsession_conclude(session, code, verb, error);
    info = session->imap->imap_selection_info;
    if (answer != IMAP_OK || !info)
        return answer;
    text_set(&box->name, name);
    text_set(&box->wire, wire);
    box->validity = info->sel_uidvalidity;
    box->end = info->sel_uidnext;
    box->exists = info->sel_exists;
    return IMAP_OK;
}

/* An ImapMessageFunc. What the server tells of others, unasked, lies behind the first. */
static void
note_first(const ImapMessage *message, gpointer data)
{
    guint32 *first = data;

    *first = MIN(*first, message->uid);
}

/* UIDs may begin anywhere; so from its beginning a large folder is not searched for them. */
static gboolean
find_first(ImapBox *box, ImapSession *session, GError **error)
{
    guint32 first = G_MAXUINT32;

    if (imapmessage_fetch(session, "FETCH 1 (UID)", &imapsession_small, note_first, &first,
                          error) == IMAP_LOST)
        return FALSE;
    if (first != G_MAXUINT32)
        box->listed = first - 1;
    return TRUE;
}

gboolean
imapbox_start(ImapBox *box, ImapSession *session, guint32 after, GError **error)
{
    g_array_set_size(box->items, 0);
    box->next = 0;
    box->listed = after;
    box->window = box->exists <= SMALL_BOX || box->end == 0 ? 0 : WINDOW_FIRST;
    box->is_all = box->exists == 0 || (box->end > 0 && box->end - 1 <= after);
    return box->is_all || after > 0 || box->window == 0 || find_first(box, session, error);
}

static guint32
window_end(const ImapBox *box)
{
    guint64 last = box->end ? box->end - 1 : G_MAXUINT32;

    return (guint32)(box->window ? MIN(box->listed + box->window, last) : last);
}

static void
adapt_window(ImapBox *box, guint found)
{
    if (box->window && found < FEW)
        box->window = MIN(box->window * 2, box->exists > WINDOW_MAX ? WINDOW_MAX : G_MAXUINT32);
    else if (found > MANY)
        box->window = MAX(box->window / 2, WINDOW_FIRST);
}

/*
 * An ImapMessageFunc. "n:*" brings the last message even where its UID is below n; and what changes
 * elsewhere in the folder is told unasked (RFC 3501, 7.4.2).
 */
static void
add_item(const ImapMessage *message, gpointer data)
{
    const Listing *listing = data;
    const ImapItem item = {message->uid, message->size, message->received};

    if (message->uid > listing->box->listed && message->uid <= listing->last &&
        message->received >= listing->since)
        g_array_append_val(listing->box->items, item);
}

static gint
compare_items(gconstpointer a, gconstpointer b)
{
    const ImapItem *first = a;
    const ImapItem *second = b;

    return (first->uid > second->uid) - (first->uid < second->uid);
}

/* Servers list by UID nearly always, and each message once. */
static void
sort_items(GArray *items)
{
    guint kept = 0;

    g_array_sort(items, compare_items);
    for (guint i = 0; i < items->len; i++) {
        const ImapItem *item = &g_array_index(items, ImapItem, i);

        if (kept == 0 || item->uid != g_array_index(items, ImapItem, kept - 1).uid)
            g_array_index(items, ImapItem, kept++) = *item;
    }
    g_array_set_size(items, kept);
}

static gboolean
fail_list(const ImapBox *box, ImapSession *session, GError **error)
{
    g_autofree char *said = imapsession_told(session);

    return imapsession_fail(session, MAILBOX_ERROR_FOLDER, error,
                            _("the server does not list the messages of \"%s\"%s; the folder is "
                              "left out"),
                            box->name, said);
}

/* Lists one window. */
static gboolean
list_window(ImapBox *box, ImapSession *session, gint64 since, GError **error)
{
    const ImapRoom room = {4 * 1024,
                           MIN(((guint64)box->exists + 1000) * LINE_BYTES, LIST_BYTES_MAX)};
    guint32 last = window_end(box);
    gboolean is_open = last == G_MAXUINT32;
    g_autofree char *upto = is_open ? g_strdup("*") : g_strdup_printf("%u", last);
    g_autofree char *command =
        g_strdup_printf("UID FETCH %u:%s (UID RFC822.SIZE INTERNALDATE)", box->listed + 1, upto);
    Listing listing = {box, last, since};

    switch (imapmessage_fetch(session, command, &room, add_item, &listing, error)) {
    case IMAP_LOST:
        return FALSE;
    case IMAP_NO:
        return fail_list(box, session, error);
    default:
        break;
    }
    sort_items(box->items);
    box->listed = last;
    box->is_all = is_open || last + 1 >= box->end;
    return TRUE;
}

gboolean
imapbox_list(ImapBox *box, ImapSession *session, gint64 since, GError **error)
{
    while (imapbox_left(box) == 0 && !box->is_all) {
        g_array_set_size(box->items, 0);
        box->next = 0;
        if (!list_window(box, session, since, error))
            return FALSE;
        adapt_window(box, box->items->len);
    }
    return TRUE;
}

guint
imapbox_left(const ImapBox *box)
{
    return box->items->len - box->next;
}
