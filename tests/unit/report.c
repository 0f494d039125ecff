/* report.c - tests of a report as text and as data: counted lines in, text out */

#include "render/report.h"

#include "analyzer/rules.h"
#include "render/table.h"

#include <locale.h>

#define SINCE 1794873600 /* 17 November 2026 */
#define DAYS 8

static Advices *advices;
static Rules *rules;

static RenderStyle
make_style(int width, gboolean utf8)
{
    RenderStyle style = {
        .advices = advices, .providers = rules_providers(rules), .width = width, .utf8 = utf8};

    return style;
}

typedef struct {
    const char *key;
    gint64 count;
    gint64 before;
    gint64 addresses;
    const char *mostly;
    gint64 days[DAYS];
    gint64 dead;
} Row;

static void
free_line(gpointer data)
{
    StoreLine *line = data;

    g_free(line->key);
    g_free(line->mostly);
    g_free(line->days);
    g_free(line);
}

static GPtrArray *
make_lines(const Row *rows, guint count)
{
    GPtrArray *lines = g_ptr_array_new_with_free_func(free_line);

    for (guint i = 0; i < count; i++) {
        StoreLine *line = g_new0(StoreLine, 1);

        line->key = g_strdup(rows[i].key);
        line->count = rows[i].count;
        line->before = rows[i].before;
        line->addresses = rows[i].addresses;
        line->dead = rows[i].dead;
        line->mostly = g_strdup(rows[i].mostly);
        line->day_count = DAYS;
        line->days = g_memdup2(rows[i].days, sizeof rows[i].days);
        g_ptr_array_add(lines, line);
    }
    return lines;
}

static const Row by_reason[] = {
    {"spam-detected", 310, 100, 201, "google", {0, 0, 10, 20, 40, 60, 80, 100}, 0},
    {"user-unknown", 90, 100, 61, "mx.example.net", {11, 11, 11, 11, 11, 11, 12, 12}, 61},
    {"client-blocked", 1, 0, 1, "", {0, 0, 0, 0, 0, 0, 0, 1}, 0},
};

static const Row by_move[] = {
    {"you", 310, 100, 201, "google", {0}, 0},
    {"you recipient-host", 1, 0, 1, "", {0}, 0},
};

static char *
write_report(const Report *facts, const char *format, const RenderStyle *style)
{
    GString *out = g_string_new("");

    report_writer_find(format)->write(facts, style, out);
    return g_string_free(out, FALSE);
}

static Report
make_report(StoreBy by, const GPtrArray *lines)
{
    Report report = {.by = by,
                     .since = SINCE,
                     .until = SINCE + DAYS * 24 * 60 * 60,
                     .options = "--since 7d",
                     .place = "",
                     .sender = "example.org",
                     .events = 1240,
                     .notices = 1202,
                     .types = {[EVENT_BOUNCE] = 401, [EVENT_DELAY] = 1, [EVENT_FEEDBACK] = 2},
                     .before = 200,
                     .addresses = 263,
                     .strangers = 5,
                     .dead = 61,
                     .unclassified = 1,
                     .lines = lines};

    return report;
}

static void
test_text(void)
{
    g_autoptr(GPtrArray) lines = make_lines(by_reason, G_N_ELEMENTS(by_reason));
    Report report = make_report(STORE_BY_REASON, lines);
    RenderStyle style = make_style(80, FALSE);
    g_autofree char *text = write_report(&report, "text", &style);

    g_assert_cmpstr(
        text, ==,
        "example.org   17 to 24 November 2026                               1,202 notices\n"
        "401 deliveries failed, to 263 addresses   101 % more than in the 8 days before\n"
        "1 delayed   2 complaints   5 that were not from you\n"
        "\n"
        "WHY             FAILED   %  BY DAY    CHANGE  MOSTLY AT       WHOSE MOVE\n"
        "spam-detected      310  77  ..:-+*%@  +210 %  Gmail           you\n"
        "user-unknown        90  22  @@@@@@@@   -10 %  mx.example.net  remove 61\n"
        "client-blocked       1  <1  .......@     new                  you, host\n"
        "\n"
        "61 addresses no longer exist:  bounces suppress --since 7d\n"
        "1 failure no rule knew:        bounces unknown --since 7d\n");
}

/* What is not there is said, or left out; nothing is divided by it. */
static void
test_nothing(void)
{
    static const struct {
        gboolean is_store_empty;
        gint64 events;
        const char *text;
    } rows[] = {
        {TRUE, 0, "The store is empty; bounces import PATH reads notices into it.\n"},
        {FALSE, 0, "No notices from 17 to 24 November 2026.\n"},
        {FALSE, 2,
         "17 to 24 November 2026                                                  2 events\n"
         "No delivery failed.\n"
         "2 automatic replies\n"},
    };
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    RenderStyle style = make_style(80, TRUE);

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Report report = {.by = STORE_BY_REASON,
                         .since = SINCE,
                         .until = SINCE + DAYS * 24 * 60 * 60,
                         .options = "",
                         .sender = "",
                         .is_store_empty = rows[i].is_store_empty,
                         .events = rows[i].events,
                         .types = {[EVENT_AUTO_REPLY] = rows[i].events},
                         .lines = none};
        g_autofree char *text = write_report(&report, "text", &style);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

static void
test_data(void)
{
    static const struct {
        const char *format;
        const char *text;
    } rows[] = {
        {"jsonl",
         "{\"schema\":1,\"since\":\"2026-11-17\",\"until\":\"2026-11-24\",\"move\":[\"you\"],"
         "\"failed\":310,\"share\":77,\"days\":[0,0,0,0,0,0,0,0],\"before\":100,\"change\":210,"
         "\"addresses\":201,\"dead_addresses\":0,\"mostly_at\":\"google\",\"whose_move\":[]}\n"
         "{\"schema\":1,\"since\":\"2026-11-17\",\"until\":\"2026-11-24\","
         "\"move\":[\"you\",\"recipient-host\"],\"failed\":1,\"share\":0,"
         "\"days\":[0,0,0,0,0,0,0,0],\"before\":0,\"change\":null,\"addresses\":1,"
         "\"dead_addresses\":0,\"mostly_at\":null,\"whose_move\":[]}\n"},
        {"csv", "schema,since,until,move,failed,share,days,before,change,addresses,"
                "dead_addresses,mostly_at,whose_move\r\n"
                "1,2026-11-17,2026-11-24,you,310,77,0 0 0 0 0 0 0 0,100,210,201,0,google,\r\n"
                "1,2026-11-17,2026-11-24,you recipient-host,1,0,0 0 0 0 0 0 0 0,0,,1,0,,\r\n"},
    };
    g_autoptr(GPtrArray) lines = make_lines(by_move, G_N_ELEMENTS(by_move));
    Report report = make_report(STORE_BY_MOVE, lines);
    RenderStyle style = make_style(80, TRUE);

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = write_report(&report, rows[i].format, &style);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

/* Cells are cut where that helps, and it shows; numbers never are. */
static void
test_table(void)
{
    static const TableColumn columns[] = {
        {"NAME", TABLE_CUT}, {"MOVE", TABLE_TRIM}, {"N", TABLE_NUMBER}};
    static const char *const cells[] = {"somebody.else@example.net", "you and their host", "1,000"};
    static const struct {
        int width;
        const char *text;
    } rows[] = {
        {80, "NAME                       MOVE                    N\n"
             "somebody.else@example.net  you and their host  1,000\n"},
        {40, "NAME             MOVE                  N\n"
             "somebody.else@…  you and their h…  1,000\n"},
        {20, "NAME       MOVE                 N\n"
             "somebody…  you and their …  1,000\n"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        RenderStyle style = make_style(rows[i].width, TRUE);
        g_autoptr(Table) table = table_new(columns, G_N_ELEMENTS(columns), &style);
        g_autoptr(GString) text = g_string_new("");

        table_add(table, cells);
        table_write(table, text);
        g_assert_cmpstr(text->str, ==, rows[i].text);
    }
}

int
main(int argc, char **argv)
{
    setlocale(LC_CTYPE, "C.UTF-8");
    g_test_init(&argc, &argv, NULL);
    advices = advices_load("en", NULL);
    rules = rules_load(NULL, NULL);
    g_test_add_func("/report/text", test_text);
    g_test_add_func("/report/nothing", test_nothing);
    g_test_add_func("/report/data", test_data);
    g_test_add_func("/report/table", test_table);

    int status = g_test_run();
    rules_free(rules);
    advices_free(advices);
    return status;
}
