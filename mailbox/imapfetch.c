/* imapfetch.c - messages of the folder that is open, some at a time */

#include "mailbox/imapfetch.h"

#include "mailbox/imapmessage.h"
#include "mailbox/imapset.h"

#include <glib/gi18n.h>

/*
 * What is asked for at once. One by one, a server that is far away makes everything slow; more than
 * this at once is no faster, and lies in memory.
 */
#define COUNT_MAX 300
#define BYTES_MAX ((gsize)8 * 1024 * 1024)

/* What an answer may have beside messages: per message, and all in all. */
#define EXTRA 1024
#define EXTRA_ALL ((guint64)1024 * 1024)

static void
unref_bytes(gpointer bytes)
{
    if (bytes)
        g_bytes_unref(bytes);
}

void
imapfetch_init(ImapFetch *fetch, ImapSession *session, ImapBox *box, gsize first_bytes)
{
    *fetch = (ImapFetch){.session = session, .box = box, .first_bytes = first_bytes};
    fetch->items = g_array_new(FALSE, FALSE, sizeof(ImapItem));
    fetch->bodies = g_ptr_array_new_with_free_func(unref_bytes);
}

void
imapfetch_clear(ImapFetch *fetch)
{
    g_array_unref(fetch->items);
    g_ptr_array_unref(fetch->bodies);
    g_clear_error(&fetch->trouble);
}

void
imapfetch_reset(ImapFetch *fetch)
{
    g_array_set_size(fetch->items, 0);
    g_ptr_array_set_size(fetch->bodies, 0);
    g_clear_error(&fetch->trouble);
    fetch->next = 0;
}

gboolean
imapfetch_has_next(const ImapFetch *fetch)
{
    return fetch->next < fetch->items->len;
}

/* Bytes that the messages on the list will come to, as far as one may believe the server. */
static gsize
expected_bytes(const ImapFetch *fetch)
{
    gsize bytes = 0;

    for (guint i = 0; i < fetch->items->len; i++)
        bytes += MIN(g_array_index(fetch->items, ImapItem, i).size, fetch->first_bytes);
    return bytes;
}

gboolean
imapfetch_add(ImapFetch *fetch, const ImapItem *item)
{
    gsize bytes = expected_bytes(fetch) + MIN(item->size, fetch->first_bytes);

    if (fetch->items->len > 0 && (fetch->items->len == COUNT_MAX || bytes > BYTES_MAX))
        return FALSE;
    g_array_append_val(fetch->items, *item);
    g_ptr_array_add(fetch->bodies, NULL);
    return TRUE;
}

static gint
compare_uid(gconstpointer uid, gconstpointer item)
{
    guint32 wanted = *(const guint32 *)uid;
    guint32 found = ((const ImapItem *)item)->uid;

    return (wanted > found) - (wanted < found);
}

/* An ImapMessageFunc. What was not asked for, or has come already, is none of our business. */
static void
take_body(const ImapMessage *message, gpointer data)
{
    ImapFetch *fetch = data;
    const ImapItem *item =
        bsearch(&message->uid, fetch->items->data, fetch->items->len, sizeof *item, compare_uid);
    gsize index;

    if (!item || !message->body)
        return;
    index = (gsize)(item - (const ImapItem *)(gconstpointer)fetch->items->data);
    if (!g_ptr_array_index(fetch->bodies, index))
        g_ptr_array_index(fetch->bodies, index) =
            g_bytes_new(message->body, MIN(message->body_length, fetch->first_bytes));
}

static char *
write_set(const ImapFetch *fetch)
{
    g_autofree guint32 *uids = g_new(guint32, fetch->items->len);

    for (guint i = 0; i < fetch->items->len; i++)
        uids[i] = g_array_index(fetch->items, ImapItem, i).uid;
    return imapset_write(uids, fetch->items->len);
}

/* Sizes are believed within a factor of two: some servers count line ends as they keep them. */
static ImapRoom
room_for(const ImapFetch *fetch)
{
    const ImapRoom room = {fetch->first_bytes, (guint64)2 * expected_bytes(fetch) +
                                                   (guint64)fetch->items->len * EXTRA + EXTRA_ALL};

    return room;
}

/* An ImapAnswerFunc. */
static void
take_answer(gpointer data)
{
    ImapFetch *fetch = data;
    const ImapRoom room = room_for(fetch);

    imapmessage_hear(fetch->session, &room, take_body, fetch, &fetch->trouble);
}

gboolean
imapfetch_ask(ImapFetch *fetch, GError **error)
{
    g_autofree char *set = write_set(fetch);
    g_autofree char *command = g_strdup_printf(
        "UID FETCH %s (UID BODY.PEEK[]<0.%" G_GSIZE_FORMAT ">)", set, fetch->first_bytes);

    return imapsession_ask_ahead(fetch->session, command, take_answer, fetch, error);
}

gboolean
imapfetch_arrive(ImapFetch *fetch, GError **error)
{
    imapsession_catch_up(fetch->session);
    if (!fetch->trouble)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&fetch->trouble));
    return FALSE;
}

/* One message by itself. */

typedef struct {
    guint32 uid;
    gsize length;
    gboolean is_there;
    GBytes *body;
} Single;

/* An ImapMessageFunc. */
static void
take_single(const ImapMessage *message, gpointer data)
{
    Single *single = data;

    if (message->uid != single->uid)
        return;
    single->is_there = TRUE;
    if (message->body && !single->body)
        single->body = g_bytes_new(message->body, MIN(message->body_length, single->length));
}

/* RFC 5530 3; LIMIT: RFC 9051 7.1. It is said of this moment, and not of the message. */
static gboolean
is_passing(const char *code)
{
    static const char *const codes[] = {"UNAVAILABLE", "LIMIT", "INUSE", "OVERQUOTA"};

    for (gsize i = 0; i < G_N_ELEMENTS(codes); i++)
        if (g_ascii_strcasecmp(code, codes[i]) == 0)
            return TRUE;
    return FALSE;
}

static GBytes *
fail_single(const ImapFetch *fetch, guint32 uid, GError **error)
{
    g_autofree char *said = imapsession_told(fetch->session);

    if (is_passing(imapsession_code(fetch->session))) {
        imapsession_fail(fetch->session, MAILBOX_ERROR_LOST, error,
                         _("the server hands out nothing for the time being%s; try again later"),
                         said);
        return NULL;
    }
    imapsession_fail(fetch->session, MAILBOX_ERROR_LETTER, error,
                     _("the server does not hand out the message with UID %u of \"%s\"%s; it is "
                       "left out"),
                     uid, fetch->box->name, said);
    return NULL;
}

static GBytes *
ask_single(ImapFetch *fetch, guint32 uid, gsize offset, gsize length, GError **error)
{
    const ImapRoom room = {length, length + EXTRA_ALL};
    Single single = {.uid = uid, .length = length};
    g_autofree char *command =
        g_strdup_printf("UID FETCH %u (UID BODY.PEEK[]<%" G_GSIZE_FORMAT ".%" G_GSIZE_FORMAT ">)",
                        uid, offset, length);
    ImapAnswer answer =
        imapmessage_fetch(fetch->session, command, &room, take_single, &single, error);

    if (answer != IMAP_LOST && !single.body && (single.is_there || answer == IMAP_NO))
        fail_single(fetch, uid, error);
    if (answer == IMAP_LOST)
        g_clear_pointer(&single.body, g_bytes_unref);
    return single.body;
}

GBytes *
imapfetch_next(ImapFetch *fetch, ImapItem *item, GError **error)
{
    guint index = fetch->next++;
    GBytes *body = g_ptr_array_index(fetch->bodies, index);

    *item = g_array_index(fetch->items, ImapItem, index);
    g_ptr_array_index(fetch->bodies, index) = NULL;
    return body ? body : ask_single(fetch, item->uid, 0, fetch->first_bytes, error);
}

GBytes *
imapfetch_part(ImapFetch *fetch, const ImapItem *item, gsize offset, gsize length, GError **error)
{
    GError *trouble = NULL;
    GBytes *part = ask_single(fetch, item->uid, offset, length, &trouble);

    if (trouble)
        g_propagate_error(error, trouble);
    else if (!part)
        fail_single(fetch, item->uid, error);
    return part;
}
