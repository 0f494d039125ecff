/* store.c - tests of db/: what goes in and comes out */

#include "tests/unit/storetest.h"

#include "db/store.h"
#include "event/json.h"

/* Each text says which member it is. */
static Event *
full_event(void)
{
    Event *event = an_event(1, "Anna@example.net", NOW - 60);

    set(&event->source, "SOURCE");
    event->move = MOVE_YOU | MOVE_HOST;
    set(&event->rule, "RULE");
    event->forwarded = TRUE;
    set(&event->action, "ACTION");
    set(&event->command, "COMMAND");
    set(&event->diagnostic, "DIAGNOSTIC\n\"two\" 'lines' é");
    set(&event->provider, "PROVIDER");
    set(&event->software, "SOFTWARE");
    set(&event->remote_mta, "REMOTE");
    set(&event->reporting_mta, "REPORTING");
    set(&event->client_ip, "CLIENT");
    set(&event->original_recipient, "ORCPT");
    set(&event->envelope_from, "ENVELOPE");
    event->date = 1795484821;
    event->arrival_date = 1795484822;
    event->will_retry_until = 1795484823;
    set(&event->feedback_type, "FEEDBACK");
    set(&event->new_address, "NEW");
    set(&event->return_date, "RETURN");
    g_strfreev(event->quirks);
    event->quirks = g_strsplit("one two", " ", -1);
    set(&event->notice_message_id, "N-ID");
    set(&event->notice_from, "N-FROM");
    set(&event->notice_subject, "N-SUBJECT");
    set(&event->original.message_id, "O-ID");
    set(&event->original.from, "O-FROM");
    set(&event->original.subject, "O-SUBJECT");
    set(&event->original.date, "O-DATE");
    set(&event->original.list_id, "O-LIST");
    g_strfreev(event->original.dkim_keys);
    event->original.dkim_keys =
        g_strsplit("a._domainkey.example.org b._domainkey.b.example", " ", -1);
    set(&event->text, "TEXT");
    return event;
}

/* What was stored comes back as it was, the evidence that rules read too. */
static void
test_round_trip(void)
{
    g_autoptr(Store) store = open_store();
    Event *events[] = {full_event(), an_event(2, "", NOW)};

    for (guint i = 0; i < G_N_ELEMENTS(events); i++) {
        g_autoptr(Event) event = events[i];
        g_autoptr(Event) found = NULL;
        g_autofree char *wanted = event_to_json(event);
        g_autofree char *got = NULL;

        g_assert_true(add(store, event));
        found = store_find_event(store, event->id, NULL);
        g_assert_nonnull(found);
        got = event_to_json(found);
        g_assert_cmpstr(got, ==, wanted);
        g_assert_cmpstr(found->text, ==, event->text);
    }
}

static void
test_only_once(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Event) again = an_event(1, "u@example.net", NOW - TIME_DAY);

    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_assert_false(add_new(store, 1, "u@example.net", NOW));
    again->reason = REASON_SPAM_DETECTED;
    g_assert_false(add(store, again));
    g_assert_cmpint(count_events(store), ==, 1);
    g_assert_cmpint(count_daily(store), ==, 1);
}

static void
test_all_or_nothing(void)
{
    g_autoptr(Store) store = open_store();

    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_assert_true(store_set_position(store, "ovh", "INBOX", "17", NULL));
    store_rollback(store);
    g_assert_cmpint(count_events(store) + count_daily(store), ==, 0);
    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_clear_pointer(&store, store_free);
    store = open_store();
    g_assert_cmpint(count_events(store) + count_daily(store), ==, 0);
    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 1, "u@example.net", NOW));
    g_assert_true(store_commit(store, NULL));
    g_clear_pointer(&store, store_free);
    store = open_store();
    g_assert_cmpint(count_events(store), ==, 1);
    g_assert_cmpint(count_daily(store), ==, 1);
}

/* Counts wait for the end of their transaction: more of them than fit, and with somebody asking. */
static void
test_waiting_counts(void)
{
    const guint domains = 5000;
    g_autoptr(Store) store = open_store();
    g_autoptr(GPtrArray) lines = NULL;

    g_assert_true(store_begin(store, NULL));
    g_assert_true(add_new(store, 0, "u@example.org", NOW));
    store_rollback(store);

    g_assert_true(store_begin(store, NULL));
    for (guint i = 0; i < 2 * domains; i++) {
        g_autofree char *recipient = g_strdup_printf("u@%u.example.net", i % domains);

        g_assert_true(add_new(store, i, recipient, NOW));
    }
    lines = store_summarise(store, STORE_BY_REASON, &EVERYTHING, NULL);
    g_assert_cmpuint(lines->len, ==, 1);
    g_assert_cmpint(((const StoreLine *)g_ptr_array_index(lines, 0))->count, ==, 2 * domains);
    g_assert_true(add_new(store, 2 * domains, "u@0.example.net", NOW));
    g_assert_true(store_commit(store, NULL));
    g_assert_cmpint(count_daily(store), ==, 2 * domains + 1);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM daily"), ==, domains);
    g_assert_cmpint(ask_number(store, "SELECT max(count) FROM daily"), ==, 3);
    check_store(store);
}

/* A clock that goes back stamps what comes later with an earlier time, and that is all it does. */
static void
test_time(void)
{
    static const struct {
        gint64 received;
        gint64 now;
        gint64 kept;
    } rows[] = {
        {NOW - 5, NOW, NOW - 5},
        {NOW, NOW, NOW},
        {0, NOW, NOW},
        {-5, NOW, NOW},
        {NOW + 1, NOW, NOW},
        {NOW, NOW - 40 * TIME_DAY, NOW - 40 * TIME_DAY},
        {NOW, -7, 1},
    };
    g_autoptr(Store) store = open_store();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = an_event(i, "u@example.net", rows[i].received);
        g_autoptr(Event) found = NULL;
        gboolean added;

        g_assert_true(store_add_event(store, event, "ovh", rows[i].now, &added, NULL));
        g_assert_true(added);
        found = store_find_event(store, event->id, NULL);
        g_assert_cmpint(found->received, ==, rows[i].kept);
        g_assert_true(store_add_event(store, event, "ovh", NOW + TIME_DAY, &added, NULL));
        g_assert_false(added);
    }
    g_assert_cmpint(count_daily(store), ==, G_N_ELEMENTS(rows));
    g_assert_cmpint(ask_number(store, "SELECT count FROM daily WHERE day = '2026-10-15'"), ==, 1);
}

static void
test_plain_mail(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Event) event = an_event(1, "u@example.net", NOW);

    event->type = EVENT_OTHER;
    g_assert_false(add(store, event));
    g_assert_true(store_count_plain(store, "ovh", "INBOX", NOW, 3, NULL));
    g_assert_true(store_count_plain(store, "ovh", "INBOX", NOW, 4, NULL));
    g_assert_true(store_count_plain(store, "ovh", "INBOX", NOW - TIME_DAY, 1, NULL));
    g_assert_cmpint(count_events(store) + count_daily(store), ==, 0);
    g_assert_cmpint(ask_number(store, "SELECT count FROM plain_mail WHERE day = '2026-11-24'"), ==,
                    7);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM plain_mail"), ==, 2);
}

/* A notice to two recipients is one; what has no Message-ID is known by nothing else. */
static void
test_notices(void)
{
    static const struct {
        const char *message_id;
        const char *from;
        gint64 received;
        gint64 notices; /* with this row and those before */
    } rows[] = {
        {"<1@example.net>", "a@example.net", NOW, 1},
        {"<1@example.net>", "a@example.net", NOW, 1},
        {"<1@example.net>", "b@example.net", NOW, 2},
        {"<1@example.net>", "b@example.net", NOW - 1, 3},
        {"<1@example.net>b", "@example.net", NOW, 4},
        {"", "a@example.net", NOW, 5},
        {"", "a@example.net", NOW, 6},
    };
    g_autoptr(Store) store = open_store();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = an_event(i, "u@example.net", rows[i].received);
        gint64 notices = 0;
        gint64 events = 0;

        set(&event->notice_message_id, rows[i].message_id);
        set(&event->notice_from, rows[i].from);
        g_assert_true(add(store, event));
        g_assert_true(store_count_notices(store, &EVERYTHING, &notices, &events, NULL));
        g_assert_cmpint(notices, ==, rows[i].notices);
        g_assert_cmpint(events, ==, i + 1);
    }
}

static void
test_positions(void)
{
    g_autoptr(Store) store = open_store();
    static const char *const rows[][2] = {
        {"INBOX", "uid 17"}, {"INBOX", "uid 18"}, {"Junk", "uid 3"}};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *position = NULL;

        g_assert_true(store_set_position(store, "ovh", rows[i][0], rows[i][1], NULL));
        position = store_position(store, "ovh", rows[i][0], NULL);
        g_assert_cmpstr(position, ==, rows[i][1]);
    }

    g_autofree char *none = store_position(store, "other", "INBOX", NULL);
    g_autofree char *removed = NULL;

    g_assert_cmpstr(none, ==, "");
    g_assert_true(store_set_position(store, "ovh", "Junk", "", NULL));
    removed = store_position(store, "ovh", "Junk", NULL);
    g_assert_cmpstr(removed, ==, "");
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM positions"), ==, 1);
}

static void
test_settings(void)
{
    g_autoptr(Store) store = open_store();
    g_autofree char *before = store_rules_digest(store, NULL);

    g_assert_cmpstr(before, ==, "");
    g_assert_true(store_set_rules_digest(store, "abc", NULL));
    g_assert_true(store_set_rules_digest(store, "def", NULL));

    g_autofree char *after = store_rules_digest(store, NULL);

    g_assert_cmpstr(after, ==, "def");
    g_assert_true(store_add_quarantine(store, "ovh", "INBOX 9", "killed by 11", NOW, NULL));
    g_assert_true(store_add_quarantine(store, "ovh", "INBOX 9", "killed by 6", NOW, NULL));
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM quarantine WHERE error LIKE '%6'"), ==,
                    1);
}

static gboolean
collect(const Event *event, gpointer data, GError **error G_GNUC_UNUSED)
{
    g_string_append_printf(data, "%s ", event->recipient);
    return TRUE;
}

static void
add_varied(Store *store)
{
    Event *delay = an_event(3, "c@example.com", NOW - TIME_DAY);
    Event *foreign = an_event(4, "d@example.com", NOW - 2 * TIME_DAY);

    g_assert_true(add_new(store, 1, "A@example.net", NOW));
    g_assert_true(add_new(store, 2, "b@example.net", NOW - 1));
    delay->type = EVENT_DELAY;
    delay->reason = REASON_MAILBOX_FULL;
    delay->hard_bounce = FALSE;
    delay->move = MOVE_RECIPIENT | MOVE_HOST;
    delay->status = (Status){4, 2, 2};
    set(&delay->provider, "google");
    set(&delay->envelope_from, "News@example.org");
    delay->confidence = CONFIDENCE_CODE;
    set(&delay->rule, "google-full");
    g_assert_true(add(store, delay));
    foreign->ours = OURS_NO;
    set(&foreign->original.from, "Office <office@mail.example.org>");
    g_assert_true(add(store, foreign));
    event_free(delay);
    event_free(foreign);
}

/* Newest first. */
static void
test_list(void)
{
    static const struct {
        StoreFilter filter;
        guint limit;
        const char *recipients;
    } rows[] = {
        {{0}, 0, "A@example.net b@example.net c@example.com d@example.com "},
        {{0}, 2, "A@example.net b@example.net "},
        {{.since = TODAY}, 0, "A@example.net b@example.net "},
        {{.until = TODAY}, 0, "c@example.com d@example.com "},
        {{.since = NOW - TIME_DAY, .until = NOW}, 0, "b@example.net c@example.com "},
        {{.type = "delay"}, 0, "c@example.com "},
        {{.reason = "user-unknown"}, 0, "A@example.net b@example.net d@example.com "},
        {{.reason = "user-unknown"}, 1, "A@example.net "},
        {{.provider = "google"}, 0, "c@example.com "},
        {{.account = "ovh", .type = ""}, 1, "A@example.net "},
        {{.account = "other"}, 0, ""},
        {{.recipient = "a@EXAMPLE.net"}, 0, "A@example.net "},
        {{.recipient = "@Example.com"}, 0, "c@example.com d@example.com "},
        {{.recipient = "@ample.com"}, 0, ""},
        {{.sender = "news@example.org"}, 0, "c@example.com "},
        {{.sender = "office@mail.example.org"}, 0, "d@example.com "},
        {{.sender = "@example.org"}, 0, "c@example.com "},
        {{.sender = "@very-long-name-of-a-domain.example.org"}, 0, ""},
        {{.status = "4.2.2"}, 0, "c@example.com "},
        {{.move = "host"}, 0, "c@example.com "},
        {{.move = "recipient-host"}, 0, ""},
        {{.ours = "no"}, 0, "d@example.com "},
        {{.without_rule = TRUE}, 0, "c@example.com "},
        {{.without_strangers = TRUE}, 0, "A@example.net b@example.net c@example.com "},
        {{.without_strangers = TRUE, .ours = "no"}, 0, ""},
        {{.rule = "google-full"}, 0, "c@example.com "},
        {{.hard_bounce = TRUE}, 0, "A@example.net b@example.net d@example.com "},
        {{.recipient = "' OR 1 = 1 --"}, 0, ""},
    };
    g_autoptr(Store) store = open_store();

    add_varied(store);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) got = g_string_new("");
        g_autoptr(GError) error = NULL;

        store_each_event(store, &rows[i].filter, rows[i].limit, collect, got, &error);
        g_assert_no_error(error);
        g_assert_cmpstr(got->str, ==, rows[i].recipients);
    }
}

typedef struct {
    Store *store;
    guint count;
    guint stop_at;
} Judging;

static gboolean
judge_each(const Event *event, gpointer data, GError **error)
{
    Judging *judging = data;
    Event other = *event;

    if (++judging->count == judging->stop_at)
        return FALSE;
    other.reason = REASON_SPAM_DETECTED;
    other.hard_bounce = FALSE;
    return store_judge_again(judging->store, &other, error);
}

/* More than one page, all of the same second, and what is listed changes under way. */
static void
test_judging_a_list(void)
{
    g_autoptr(Store) store = open_store();
    Judging judging = {store, 0, 0};
    StoreFilter unknown = {.reason = "user-unknown"};

    g_assert_true(store_begin(store, NULL));
    for (guint i = 0; i < 600; i++)
        g_assert_true(add_new(store, i, "u@example.net", NOW));
    g_assert_true(store_each_event(store, &unknown, 0, judge_each, &judging, NULL));
    g_assert_cmpint(judging.count, ==, 600);
    g_assert_true(store_commit(store, NULL));
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM events WHERE reason = 'spam-detected'"),
                    ==, 600);
    g_assert_cmpint(
        ask_number(store, "SELECT sum(count) FROM daily WHERE reason = 'spam-detected'"), ==, 600);
    g_assert_cmpint(count_daily(store), ==, 600);
    check_store(store);
    judging = (Judging){store, 0, 300};
    g_assert_false(store_each_event(store, &EVERYTHING, 0, judge_each, &judging, NULL));
    g_assert_cmpint(judging.count, ==, 300);
}

static void
test_judge_again(void)
{
    g_autoptr(Store) store = open_store();
    g_autoptr(Event) event = full_event();
    g_autoptr(Event) found = NULL;
    g_autofree char *wanted = NULL;
    g_autofree char *got = NULL;

    g_assert_true(add(store, event));
    event->reason = REASON_MAILBOX_FULL;
    event->hard_bounce = FALSE;
    event->move = MOVE_RECIPIENT;
    event->confidence = CONFIDENCE_CODE;
    set(&event->advice, "mailbox-full");
    set(&event->rule, "other-rule");
    set(&event->provider, "other");
    event->ours = OURS_NO;
    wanted = event_to_json(event);
    set(&event->diagnostic, "evidence is not a verdict");
    g_assert_true(store_judge_again(store, event, NULL));
    found = store_find_event(store, event->id, NULL);
    got = event_to_json(found);
    g_assert_cmpstr(got, ==, wanted);
    g_assert_cmpint(ask_number(store, "SELECT count(*) FROM daily"), ==, 1);
    g_assert_cmpint(ask_number(store, "SELECT count FROM daily WHERE reason = 'mailbox-full'"
                                      " AND ours = 'no'"),
                    ==, 1);
    set(&event->id, "there-is-none");
    g_assert_true(store_judge_again(store, event, NULL));
    g_assert_cmpint(count_daily(store), ==, 1);
}

static void
test_find(void)
{
    static const struct {
        const char *id;
        const char *found; /* NULL: none */
    } rows[] = {
        {"abcd01", "abcd01"}, {"abcd0", NULL}, {"abcd02", "abcd02"}, {"ABCD02", "abcd02"},
        {"ab", NULL},         {"fff", NULL},   {"ffff", "ffff"},     {"ffff0", "ffff00"},
        {"", NULL},           {"0", NULL},     {"abcd01 ", NULL},    {"%", NULL},
    };
    static const char *const ids[] = {"abcd01", "abcd02", "ffff", "ffff00"};
    g_autoptr(Store) store = open_store();

    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_autoptr(Event) event = an_event(i, "u@example.net", NOW);

        set(&event->id, ids[i]);
        g_assert_true(add(store, event));
    }
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Event) event = store_find_event(store, rows[i].id, &error);

        g_assert_no_error(error);
        g_assert_cmpstr(event ? event->id : NULL, ==, rows[i].found);
    }
}

/* The views answer, and agree with the tables. */
static void
test_views(void)
{
    static const struct {
        const char *sql;
        gint64 number;
    } rows[] = {
        {"SELECT sum(count) FROM by_reason", 4},
        {"SELECT count FROM by_reason WHERE reason = 'mailbox-full' AND type = 'delay'", 1},
        {"SELECT sum(count) FROM by_provider", 4},
        {"SELECT count FROM by_provider WHERE provider = 'google'", 1},
        {"SELECT sum(count) FROM by_domain WHERE recipient_domain = 'example.net'", 2},
        {"SELECT bounces FROM by_day WHERE day = '2026-11-24'", 2},
        {"SELECT delays FROM by_day WHERE day = '2026-11-23'", 1},
        {"SELECT sum(all_types) FROM by_day", 4},
        {"SELECT sum(hard_bounces) FROM by_day", 3},
        {"SELECT count(*) FROM addresses_to_remove", 2},
        {"SELECT count FROM addresses_to_remove WHERE address = 'a@example.net'", 1},
        {"SELECT count(*) FROM new_addresses", 0},
        {"SELECT count(*) FROM not_understood", 0},
    };
    g_autoptr(Store) store = open_store();

    add_varied(store);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(ask_number(store, rows[i].sql), ==, rows[i].number);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    add_test("/store/round-trip", test_round_trip);
    add_test("/store/only-once", test_only_once);
    add_test("/store/all-or-nothing", test_all_or_nothing);
    add_test("/store/waiting-counts", test_waiting_counts);
    add_test("/store/time", test_time);
    add_test("/store/plain-mail", test_plain_mail);
    add_test("/store/notices", test_notices);
    add_test("/store/positions", test_positions);
    add_test("/store/settings", test_settings);
    add_test("/store/list", test_list);
    add_test("/store/judging-a-list", test_judging_a_list);
    add_test("/store/judge-again", test_judge_again);
    add_test("/store/find", test_find);
    add_test("/store/views", test_views);
    return g_test_run();
}
