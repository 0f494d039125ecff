/* reason.c - tests of event/reason.c and of the words in event/event.c */

#include "event/reason.h"
#include "event/event.h"

static void
test_names(void)
{
    for (guint i = 0; i < REASON_COUNT; i++) {
        Reason reason = REASON_COUNT;

        g_assert_nonnull(reason_name((Reason)i));
        g_assert_true(reason_from_name(reason_name((Reason)i), &reason));
        g_assert_cmpint(reason, ==, i);
        g_assert_cmpint(reason_move(reason), !=, MOVE_NONE);
    }
}

static void
test_no_name(void)
{
    static const char *const words[] = {"", "userunknown", "User-Unknown", "user-unknown "};
    Reason reason;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_false(reason_from_name(words[i], &reason));
}

static void
test_meaning(void)
{
    static const struct {
        const char *name;
        Move move;
        gboolean is_dead_address;
    } rows[] = {
        {"user-unknown", MOVE_YOU, TRUE},
        {"host-unknown", MOVE_YOU, TRUE},
        {"has-moved", MOVE_YOU, TRUE},
        {"no-mail-accepted", MOVE_YOU, TRUE},
        {"mailbox-suspended", MOVE_YOU, FALSE},
        {"mailbox-full", MOVE_RECIPIENT, FALSE},
        {"network-error", MOVE_HOST, FALSE},
        {"client-blocked", MOVE_YOU | MOVE_HOST, FALSE},
        {"no-relaying", MOVE_YOU | MOVE_RECIPIENT_HOST, FALSE},
        {"greylisted", MOVE_NOBODY, FALSE},
        {"vacation", MOVE_NOBODY, FALSE},
        {"delivered", MOVE_NOBODY, FALSE},
    };
    guint dead = 0;

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Reason reason = REASON_COUNT;

        g_assert_true(reason_from_name(rows[i].name, &reason));
        g_assert_cmpint(reason_move(reason), ==, rows[i].move);
        g_assert_cmpint(reason_is_dead_address(reason), ==, rows[i].is_dead_address);
    }
    for (guint i = 0; i < REASON_COUNT; i++)
        dead += reason_is_dead_address((Reason)i) ? 1 : 0;
    g_assert_cmpuint(dead, ==, 4);
}

static void
test_moves(void)
{
    static const char *const words[] = {"you", "host", "recipient", "recipient-host", "nobody"};
    const char *names[MOVE_NAMES_MAX];
    Move all = MOVE_NONE;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        Move move = MOVE_NONE;

        g_assert_true(move_from_name(words[i], &move));
        g_assert_cmpint(move, ==, 1 << i);
        g_assert_cmpstr(move_name(move), ==, words[i]);
        all |= move;
    }
    move_names(all, names);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++)
        g_assert_cmpstr(names[i], ==, words[i]);
    g_assert_null(names[G_N_ELEMENTS(words)]);

    move_names(MOVE_RECIPIENT_HOST | MOVE_YOU, names);
    g_assert_cmpstr(names[0], ==, "you");
    g_assert_cmpstr(names[1], ==, "recipient-host");
    g_assert_null(names[2]);

    move_names(MOVE_NONE, names);
    g_assert_null(names[0]);
    g_assert_false(move_from_name("sender", &all));
    g_assert_cmpstr(move_name(MOVE_NONE), ==, "");
}

static void
test_types(void)
{
    EventType type;

    for (guint i = 0; i < EVENT_TYPE_COUNT; i++) {
        g_assert_true(event_type_from_name(event_type_name((EventType)i), &type));
        g_assert_cmpint(type, ==, i);
    }
    g_assert_cmpstr(event_type_name(EVENT_AUTO_REPLY), ==, "auto-reply");
    g_assert_false(event_type_from_name("failed", &type));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/reason/names", test_names);
    g_test_add_func("/reason/no-name", test_no_name);
    g_test_add_func("/reason/meaning", test_meaning);
    g_test_add_func("/reason/moves", test_moves);
    g_test_add_func("/event/types", test_types);
    return g_test_run();
}
