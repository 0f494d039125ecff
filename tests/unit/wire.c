/* wire.c - tests of scan/wire.c */

#include "scan/wire.h"

#include "event/json.h"

#include <string.h>

#define REFUSED "!"

/* What the line says, in a notation of this test's own; REFUSED where it is none. */
static char *
read_line(const char *bytes, gsize length)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *text = g_strndup(bytes, length);
    g_autoptr(WireLine) line = wire_parse(text, length, &error);

    if (!line) {
        g_assert_error(error, WIRE_ERROR, WIRE_ERROR_LINE);
        return g_strdup(REFUSED);
    }
    return g_strdup_printf("%d [%s] [%s] %d %d %s %d %d %d [%s]", (int)line->kind,
                           line->place.folder, line->place.place, (int)line->day, (int)line->count,
                           line->lasts ? "lasts" : "-", (int)line->work.messages,
                           (int)line->work.notices, (int)line->work.bytes, line->what);
}

/* out is a line that was just written. */
static WireLine *
parse_written(GString *out)
{
    g_string_truncate(out, out->len - 1);
    return wire_parse(out->str, out->len, NULL);
}

static void
check(GString *out, const char *wanted)
{
    g_autofree char *got = NULL;

    g_assert_cmpint(out->str[out->len - 1], ==, '\n');
    got = read_line(out->str, out->len - 1);
    g_assert_cmpstr(got, ==, wanted);
    g_string_truncate(out, 0);
}

/* What is written is read. */
static void
test_round(void)
{
    g_autoptr(GString) out = g_string_new("");
    g_auto(WirePlace) place = {0};
    const WireWork work = {12, 3, 4096};

    wire_place_set(&place, "/a\tb\nc\\d/é", "0 17 a:b");
    wire_write_hello(out);
    check(out, "0 [] [] 0 0 - 0 0 0 []");
    wire_write_plain(out, "/m\t", 86400, 7);
    check(out, "2 [/m\t] [] 86400 7 - 0 0 0 []");
    wire_write_begin(out, &place, "/a#17");
    check(out, "3 [/a\tb\nc\\d/é] [0 17 a:b] 0 0 - 0 0 0 [/a#17]");
    wire_write_position(out, &place, TRUE, &work);
    check(out, "4 [/a\tb\nc\\d/é] [0 17 a:b] 0 0 lasts 12 3 4096 []");
    wire_write_ask(out, "");
    check(out, "5 [] [] 0 0 - 0 0 0 []");
    wire_write_wait(out);
    check(out, "6 [] [] 0 0 - 0 0 0 []");
    wire_write_ahead(out, 4012);
    check(out, "7 [] [] 0 4012 - 0 0 0 []");
    wire_write_lost(out, "ovh: gone");
    check(out, "8 [] [] 0 0 - 0 0 0 [ovh: gone]");
    wire_write_trouble(out, "\\t\\");
    check(out, "9 [] [] 0 0 - 0 0 0 [\\t\\]");
    wire_write_remark(out, "\n\n");
    check(out, "10 [] [] 0 0 - 0 0 0 [\n\n]");
    wire_write_end(out);
    check(out, "11 [] [] 0 0 - 0 0 0 []");
}

static Event *
make_event(void)
{
    static const char json[] =
        "{\"schema\":1,\"id\":\"1\",\"type\":\"bounce\",\"recipient\":\"u@example.net\","
        "\"status\":\"5.1.1\",\"reply_code\":550,\"reason\":\"user-unknown\",\"hard_bounce\":true,"
        "\"move\":[\"you\",\"host\"],\"confidence\":\"rule\",\"ours\":\"likely\","
        "\"diagnostic\":\"550\\t\\\\ \\n\",\"received\":\"2026-11-24T01:47:00Z\","
        "\"quirks\":[\"truncated\",\"status-differs\"]}";

    return event_from_json(json, strlen(json), NULL);
}

static void
test_event(void)
{
    g_autoptr(GString) out = g_string_new("");
    g_autoptr(Event) event = make_event();
    g_autoptr(WireLine) line = NULL;
    g_autofree char *before = event_to_json(event);
    g_autofree char *after = NULL;

    g_free(event->text);
    event->text = g_strdup("user\tunknown");
    wire_write_event(out, event);
    g_assert_cmpuint(strcspn(out->str, "\n"), ==, out->len - 1);
    line = parse_written(out);
    g_assert_nonnull(line);
    after = event_to_json(line->event);
    g_assert_cmpstr(after, ==, before);
    g_assert_cmpstr(line->event->text, ==, event->text);
}

/* Texts of any length get through, shorter; characters stay whole. */
static void
test_long(void)
{
    g_autoptr(GString) out = g_string_new("");
    g_autoptr(GString) text = g_string_new("x");
    g_autoptr(Event) event = make_event();
    g_autoptr(WireLine) line = NULL;

    for (guint i = 0; i < 20000; i++)
        g_string_append(text, "é\t");
    g_free(event->diagnostic);
    g_free(event->text);
    event->diagnostic = g_strdup(text->str);
    event->text = g_strdup(text->str);
    wire_write_event(out, event);
    line = parse_written(out);
    g_assert_nonnull(line);
    g_assert_true(g_utf8_validate(line->event->text, -1, NULL));
    g_assert_cmpuint(strlen(line->event->text), <=, WIRE_TEXT_MAX);
    g_assert_cmpuint(strlen(line->event->text), >, WIRE_TEXT_MAX - 4);

    g_string_truncate(out, 0);
    g_clear_pointer(&line, wire_line_free);
    wire_write_trouble(out, text->str);
    line = parse_written(out);
    g_assert_nonnull(line);
    g_assert_true(g_str_has_prefix(text->str, line->what));
}

/* The line of an event with one of its fields replaced. */
static char *
spoil(const char *word, const char *by)
{
    g_autoptr(GString) out = g_string_new("");
    g_autoptr(Event) event = make_event();

    wire_write_event(out, event);
    g_string_truncate(out, out->len - 1);
    g_assert_cmpuint(g_string_replace(out, word, by, 1), ==, 1);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static void
test_words(void)
{
    static const struct {
        const char *word;
        const char *by;
    } rows[] = {
        {"\tbounce\t", "\tbonce\t"},    {"\tuser-unknown\t", "\tuser\t"},
        {"\tyou host\t", "\tyou me\t"}, {"\tyou host\t", "\thost you\t"},
        {"\trule\t", "\tRULE\t"},       {"\tlikely\t", "\tperhaps\t"},
        {"\t550\t", "\t1000\t"},        {"\t550\t", "\t-1\t"},
        {"\t550\t", "\tx\t"},           {"\t550\t", "\t\t"},
        {"\t5.1.1\t", "\t5.1\t"},       {"\t5.1.1\t", "\t5.01.1\t"},
        {"\tbounce\t", "\tbounce\t\t"}, {"\tbounce\t", "\t"},
        {"event\t", "events\t"},        {"event\t", "position\t"},
        {"event\t", "event"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *line = spoil(rows[i].word, rows[i].by);
        g_autofree char *got = read_line(line, strlen(line));

        g_test_message("%s by %s", rows[i].word, rows[i].by);
        g_assert_cmpstr(got, ==, REFUSED);
    }
}

static void
test_refused(void)
{
    static const struct {
        const char *bytes;
        gsize length;
    } rows[] = {
#define ROW(text) {text, sizeof text - 1}
        ROW(""),
        ROW("\t"),
        ROW("hello"),
        ROW("hello\t2"),
        ROW("hello\t1\t1"),
        ROW("Hello\t1"),
        ROW("end"),
        ROW("ask"),
        ROW("ask\t\xff"),
        ROW("ask\ta\0b"),
        ROW("plain\t/m\t1"),
        ROW("plain\t/m\t1\t-1"),
        ROW("plain\t/m\t1\t9999999999999999999"),
        ROW("plain\t/m\t1\t 1"),
        ROW("position\t/m\t1\t2\t0\t0\t0"),
        ROW("position\t/m\t1\tyes\t0\t0\t0"),
        ROW("{\"event\":{}}"),
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *got = read_line(rows[i].bytes, rows[i].length);

        g_test_message("%s", rows[i].bytes);
        g_assert_cmpstr(got, ==, REFUSED);
    }
}

static void
test_bounds(void)
{
    g_autofree char *many = g_strnfill(200, '\t');
    g_autofree char *fill = g_strnfill(WIRE_TEXT_MAX + 1, 'x');
    g_autofree char *place = g_strnfill(201, 'x');
    char *const lines[] = {g_strconcat("ask", many, NULL), g_strconcat("ask\t", fill, NULL),
                           g_strconcat("begin\t/m\t", place, "\t/m#1", NULL)};

    for (guint i = 0; i < G_N_ELEMENTS(lines); i++) {
        g_autofree char *line = lines[i];
        g_autofree char *got = read_line(line, strlen(line));

        g_assert_cmpstr(got, ==, REFUSED);
    }
}

static void
test_replies(void)
{
    static const struct {
        const char *line;
        gboolean is_good;
        WireReply reply;
    } rows[] = {
        {"kept 12", TRUE, {REPLY_KEPT, "12", 12}},
        {"place ", TRUE, {REPLY_PLACE, "", 0}},
        {"place 0 17 1:2", TRUE, {REPLY_PLACE, "0 17 1:2", 0}},
        {"secret  kept 1", TRUE, {REPLY_SECRET, " kept 1", 0}},
        {"kept", FALSE, {0}},
        {"kept -1", FALSE, {0}},
        {"kept 1x", FALSE, {0}},
        {"", FALSE, {0}},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) out = g_string_new("");
        WireReply reply;

        g_assert_cmpint(wire_parse_reply(rows[i].line, &reply), ==, rows[i].is_good);
        if (!rows[i].is_good)
            continue;
        g_assert_cmpint(reply.kind, ==, rows[i].reply.kind);
        g_assert_cmpstr(reply.text, ==, rows[i].reply.text);
        g_assert_cmpint(reply.kept, ==, rows[i].reply.kept);
        wire_write_reply(out, &reply);
        g_string_truncate(out, out->len - 1);
        g_assert_cmpstr(out->str, ==, rows[i].line);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/wire/round", test_round);
    g_test_add_func("/wire/event", test_event);
    g_test_add_func("/wire/long", test_long);
    g_test_add_func("/wire/words", test_words);
    g_test_add_func("/wire/refused", test_refused);
    g_test_add_func("/wire/bounds", test_bounds);
    g_test_add_func("/wire/replies", test_replies);
    return g_test_run();
}
