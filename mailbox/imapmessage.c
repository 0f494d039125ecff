/* imapmessage.c - what a server tells of a message (FETCH) */

#include "mailbox/imapmessage.h"

typedef struct {
    ImapMessageFunc each;
    gpointer data;
} Listener;

/* dt_zone is 100 times the hours and the minutes. 0 for what is no date. */
static gint64
seconds_of(const struct mailimap_date_time *date)
{
    int minutes = date->dt_zone / 100 * 60 + date->dt_zone % 100;
    g_autoptr(GDateTime) time =
        g_date_time_new_utc(date->dt_year, date->dt_month, date->dt_day, date->dt_hour,
                            date->dt_min, MIN(date->dt_sec, 59));

    return time ? MAX(g_date_time_to_unix(time) - (gint64)minutes * 60, 0) : 0;
}

static void
read_item(ImapMessage *message, const struct mailimap_msg_att_static *item)
{
    const struct mailimap_msg_att_body_section *section;

    switch (item->att_type) {
    case MAILIMAP_MSG_ATT_UID:
        message->uid = item->att_data.att_uid;
        break;
    case MAILIMAP_MSG_ATT_RFC822_SIZE:
        message->size = item->att_data.att_rfc822_size;
        break;
    case MAILIMAP_MSG_ATT_INTERNALDATE:
        message->received = seconds_of(item->att_data.att_internal_date);
        break;
    case MAILIMAP_MSG_ATT_BODY_SECTION:
        section = item->att_data.att_body_section;
        message->body = section->sec_body_part;
        message->body_length = section->sec_body_part ? section->sec_length : 0;
        break;
    default:
        break;
    }
}

/* A mailimap_msg_att_handler. */
static void
take(struct mailimap_msg_att *attributes, void *data)
{
    const Listener *listener = data;
    ImapMessage message = {0};

    for (clistiter *i = clist_begin(attributes->att_list); i; i = clist_next(i)) {
        const struct mailimap_msg_att_item *item = clist_content(i);

        if (item->att_type == MAILIMAP_MSG_ATT_ITEM_STATIC)
            read_item(&message, item->att_data.att_static);
    }
    if (message.uid != 0)
        listener->each(&message, listener->data);
}

/* A mailprogress_function: libetpan calls handlers of messages only where there is one. */
static void
ignore(size_t current G_GNUC_UNUSED, size_t maximum G_GNUC_UNUSED, void *data G_GNUC_UNUSED)
{
}

static void
set_listener(const ImapSession *session, Listener *listener)
{
    mailprogress_function *progress = listener ? ignore : NULL;

    mailimap_set_progress_callback(session->imap, progress, progress, NULL);
    mailimap_set_msg_att_handler(session->imap, listener ? take : NULL, listener);
}

ImapAnswer
imapmessage_fetch(ImapSession *session, const char *command, const ImapRoom *room,
                  ImapMessageFunc each, gpointer data, GError **error)
{
    Listener listener = {each, data};
    ImapAnswer answer;

    imapsession_catch_up(session);
    set_listener(session, &listener);
    answer = imapsession_ask(session, command, room, error);
    set_listener(session, NULL);
    return answer;
}

ImapAnswer
imapmessage_hear(ImapSession *session, const ImapRoom *room, ImapMessageFunc each, gpointer data,
                 GError **error)
{
    Listener listener = {each, data};
    ImapAnswer answer;

    set_listener(session, &listener);
    answer = imapsession_hear(session, room, "UID FETCH", error);
    set_listener(session, NULL);
    return answer;
}
