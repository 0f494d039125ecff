/* box.c - the letters of an account's mailbox, from where it was read to */

#include "scan/box.h"

#include "mailbox/mailbox.h"

/* Seconds of a connection; another one goes on from there. */
#define CONNECTION_TIME (60 * 60)

struct Box {
    const ScanPlan *plan;
    const ScanStart *start;
    SourceAsk ask;
    gpointer ask_data;
    char *secret;
    MailboxServer server;
    MailboxOptions options;
    Mailbox *mailbox; /* NULL where it could not be opened: then there is trouble */
    GError *trouble;
    WirePlace place;
};

/* A MailboxPlaceOf. */
static char *
place_of(const char *folder, gpointer data)
{
    const Box *box = data;

    return box->ask(folder, box->ask_data);
}

static void
set_server(Box *box, const Account *account)
{
    box->server = (MailboxServer){
        .host = account->host,
        .port = account->port,
        .security = account->security,
        .ca_file = account->ca_file,
        .user = account->user,
        .secret = box->secret,
        .secret_kind = account->secret.kind == SECRET_TOKEN ? MAILBOX_TOKEN : MAILBOX_PASSWORD,
        .total_seconds = CONNECTION_TIME,
    };
    box->options.server = &box->server;
    box->options.folders = (const char *const *)account->folders;
    box->options.is_writing = !box->plan->is_dry && account_is_changed(account);
}

static void
open_mailbox(Box *box)
{
    const Account *account = box->plan->account;
    g_autofree char *location =
        *account->local ? g_strdup(account->local) : g_strconcat("imap:", account->name, NULL);

    box->options.cap = box->plan->cap;
    box->options.data = box;
    box->options.place_of = place_of;
    box->options.since = box->plan->since;
    if (!*account->local)
        set_server(box, account);
    box->mailbox = mailbox_open_with(location, &box->options, &box->trouble);
}

Box *
box_new(const ScanPlan *plan, const ScanStart *start, SourceAsk ask, gpointer data, char *secret)
{
    Box *box = g_new0(Box, 1);

    box->plan = plan;
    box->start = start;
    box->ask = ask;
    box->ask_data = data;
    box->secret = secret;
    wire_place_set(&box->place, "", "");
    open_mailbox(box);
    return box;
}

void
box_free(Box *box)
{
    if (!box)
        return;
    mailbox_free(box->mailbox);
    g_clear_error(&box->trouble);
    secret_wipe(box->secret);
    wire_place_clear(&box->place);
    g_free(box);
}

static gboolean
is_to_skip(const Box *box)
{
    for (guint i = 0; i < box->start->skip->len; i++) {
        const WirePlace *place = g_ptr_array_index(box->start->skip, i);

        if (g_str_equal(place->folder, box->place.folder) &&
            g_str_equal(place->place, box->place.place))
            return TRUE;
    }
    return FALSE;
}

Letter *
box_next(Box *box, GError **error)
{
    g_autoptr(Letter) letter = NULL;
    const MailboxPlace *place;

    if (box->trouble) {
        g_propagate_error(error, g_steal_pointer(&box->trouble));
        return NULL;
    }
    letter = box->mailbox ? mailbox_next(box->mailbox, error) : NULL;
    place = box->mailbox ? mailbox_place(box->mailbox) : NULL;
    if (place)
        wire_place_set(&box->place, place->folder, place->place);
    if (!letter || !is_to_skip(box))
        return g_steal_pointer(&letter);
    g_set_error_literal(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED, letter->source);
    return NULL;
}

const WirePlace *
box_place(const Box *box)
{
    return &box->place;
}

int
box_socket(const Box *box)
{
    return box->mailbox ? mailbox_socket(box->mailbox) : -1;
}

gint64
box_ahead(const Box *box)
{
    return box->mailbox ? (gint64)mailbox_ahead(box->mailbox) : 0;
}

gboolean
box_is_again(const Box *box)
{
    return mailbox_is_again(box->mailbox);
}

Letter *
box_more(Box *box, GError **error)
{
    return mailbox_more(box->mailbox, box->plan->cap, error);
}

gboolean
box_settle(Box *box, const char *folder, const GPtrArray *places, const After *after,
           GError **error)
{
    const MailboxFate fate = {after->kind, after->name};

    return mailbox_settle(box->mailbox, folder, (const char *const *)places->pdata, places->len,
                          &fate, error);
}
