/* box.c - the letters of an account's mailbox, from where it was read to */

#include "scan/box.h"

#include "mailbox/mailbox.h"
#include "scan/server.h"

struct Box {
    const ScanPlan *plan;
    const ScanStart *start;
    const SourceHooks *hooks;
    char *secret;
    MailboxServer server;
    MailboxOptions options;
    Mailbox *mailbox; /* NULL where it could not be opened: then there is trouble */
    GError *trouble;
    WirePlace place;
    gboolean has_passed; /* a letter at place, which nobody may look at */
    Letter *held;        /* came behind it; what has come is this or the next */
    GError *held_trouble;
};

/* A MailboxPlaceOf. */
static char *
place_of(const char *folder, gpointer data)
{
    const Box *box = data;

    return box->hooks->ask(folder, box->hooks->data);
}

static gboolean
is_to_skip(const Box *box, const MailboxPlace *place)
{
    for (guint i = 0; i < box->start->skip->len; i++) {
        const WirePlace *skipped = g_ptr_array_index(box->start->skip, i);

        if (g_str_equal(skipped->folder, place->folder) &&
            g_str_equal(skipped->place, place->place))
            return TRUE;
    }
    return FALSE;
}

/* A MailboxWantsLetter: even to fetch a letter has ended readers. */
static gboolean
wants_letter(const MailboxPlace *place, gpointer data)
{
    Box *box = data;
    const WirePlace here = {place->folder, place->place};

    if (is_to_skip(box, place)) {
        wire_place_set(&box->place, place->folder, place->place);
        box->has_passed = TRUE;
        return FALSE;
    }
    if (box->start->is_careful)
        box->hooks->begin(&here, box->hooks->data);
    return TRUE;
}

static void
set_server(Box *box, const Account *account)
{
    box->server = server_of(account, box->secret);
    box->options.server = &box->server;
    box->options.folders = (const char *const *)account->folders;
    box->options.is_writing = !box->plan->is_dry && account_is_changed(account);
}

static void
open_mailbox(Box *box)
{
    const Account *account = box->plan->account;
    g_autofree char *location = server_location(account);

    box->options.cap = box->plan->cap;
    box->options.data = box;
    box->options.place_of = place_of;
    box->options.since = box->plan->since;
    box->options.wants_letter = wants_letter;
    box->options.is_careful = box->start->is_careful;
    if (!*account->local)
        set_server(box, account);
    box->mailbox = mailbox_open_with(location, &box->options, &box->trouble);
}

Box *
box_new(const ScanPlan *plan, const ScanStart *start, const SourceHooks *hooks, char *secret)
{
    Box *box = g_new0(Box, 1);

    box->plan = plan;
    box->start = start;
    box->hooks = hooks;
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
    letter_free(box->held);
    g_clear_error(&box->held_trouble);
    secret_wipe(box->secret);
    wire_place_clear(&box->place);
    g_free(box);
}

static Letter *
fail_skipped(GError **error)
{
    g_set_error_literal(error, SOURCE_ERROR, SOURCE_ERROR_SKIPPED, "left out");
    return NULL;
}

static void
set_place(Box *box)
{
    const MailboxPlace *place = mailbox_place(box->mailbox);

    wire_place_set(&box->place, place->folder, place->place);
}

/* What came behind letters that were passed over waits until that has been told. */
static Letter *
take_next(Box *box, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    Letter *letter = mailbox_next(box->mailbox, &trouble);

    if (box->has_passed) {
        box->has_passed = FALSE;
        box->held = letter;
        box->held_trouble = g_steal_pointer(&trouble);
        return fail_skipped(error);
    }
    set_place(box);
    if (trouble)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return letter;
}

static Letter *
take_held(Box *box, GError **error)
{
    set_place(box);
    if (box->held_trouble)
        g_propagate_error(error, g_steal_pointer(&box->held_trouble));
    return g_steal_pointer(&box->held);
}

Letter *
box_next(Box *box, GError **error)
{
    g_autoptr(Letter) letter = NULL;
    gboolean is_held = box->held || box->held_trouble;

    if (box->trouble)
        g_propagate_error(error, g_steal_pointer(&box->trouble));
    if (!box->mailbox)
        return NULL;
    letter = is_held ? take_held(box, error) : take_next(box, error);
    return letter && is_to_skip(box, mailbox_place(box->mailbox)) ? fail_skipped(error)
                                                                  : g_steal_pointer(&letter);
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

void
box_keep_alive(Box *box)
{
    if (box->mailbox)
        mailbox_keep_alive(box->mailbox, NULL);
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
