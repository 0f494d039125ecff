/* render.c - tests of render/: an event in, text out */

#include "render/render.h"
#include "analyzer/rules.h"
#include "render/counsel.h"
#include "render/layout.h"
#include "render/words.h"

#include <string.h>

static Advices *advices;
static Rules *rules;

static RenderStyle
plain_style(void)
{
    RenderStyle style = {advices, rules_providers(rules), 80, FALSE, TRUE, FALSE};

    return style;
}

/* What a row states of an event; NULL and 0 are "not stated". */
typedef struct {
    EventType type;
    const char *recipient;
    int reply_code;
    const char *status;
    const char *text;
    const char *rule;
    const char *action;
    const char *new_address;
    const char *return_date;
    const char *feedback_type;
    gint64 will_retry_until;
    Reason reason;
    Confidence confidence;
} Facts;

static void
set(char **place, const char *value)
{
    if (!value)
        return;
    g_free(*place);
    *place = g_strdup(value);
}

static Event *
make_event(const Facts *facts)
{
    Event *event = event_new();

    event->type = facts->type;
    event->reply_code = facts->reply_code;
    if (facts->status)
        status_parse(facts->status, &event->status, NULL);
    event->reason = facts->reason;
    event->move = reason_move(facts->reason);
    event->will_retry_until = facts->will_retry_until;
    event->confidence = facts->confidence;
    event->date = 1795484820; /* 24 November 2026 */
    set(&event->advice, reason_name(facts->reason));
    set(&event->source, "returned.eml");
    set(&event->recipient, facts->recipient);
    set(&event->text, facts->text);
    set(&event->rule, facts->rule);
    set(&event->action, facts->action);
    set(&event->new_address, facts->new_address);
    set(&event->return_date, facts->return_date);
    set(&event->feedback_type, facts->feedback_type);
    return event;
}

static char *
render(const Facts *facts, guint count, const RenderStyle *style)
{
    g_autoptr(GPtrArray) events = event_array_new();
    GString *out = g_string_new("");

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(events, make_event(&facts[i]));
    text_message(events, style, out);
    return g_string_free(out, FALSE);
}

/* What is said in one line, whole. */
static void
test_lines(void)
{
    static const struct {
        Facts facts;
        const char *text;
    } rows[] = {
        {{.type = EVENT_OTHER}, "Not a bounce or automatic reply.\n"},
        {{.type = EVENT_AUTO_REPLY, .recipient = "claire@example.net", .return_date = "2026-12-07"},
         "claire@example.net is away until 7 December (automatic reply). Nothing to do.\n"},
        {{.type = EVENT_AUTO_REPLY, .recipient = "claire@example.net", .return_date = "2027-01-01"},
         "claire@example.net is away until 1 January 2027 (automatic reply). Nothing to\n"
         "do.\n"},
        {{.type = EVENT_AUTO_REPLY, .recipient = "claire@example.net"},
         "claire@example.net answered automatically. Nothing to do.\n"},
        {{.type = EVENT_AUTO_REPLY,
          .recipient = "paul@example.net",
          .reason = REASON_HAS_MOVED,
          .new_address = "accueil@example.net"},
         "paul@example.net has left; new address: accueil@example.net.\n"},
        {{.type = EVENT_AUTO_REPLY, .recipient = "paul@example.net", .reason = REASON_HAS_MOVED},
         "paul@example.net has left; no new address is given.\n"},
        {{.type = EVENT_FEEDBACK, .recipient = "u@example.net", .feedback_type = "abuse"},
         "u@example.net reported a message as spam. Send no more to this address.\n"},
        {{.type = EVENT_FEEDBACK, .feedback_type = "Opt-Out"},
         "A recipient that is not named complained about a message. Send no more to this\n"
         "address.\n"},
        {{.type = EVENT_RECEIPT, .recipient = "u@example.net"},
         "u@example.net sent a receipt for a message. Nothing to do.\n"},
        {{.type = EVENT_SUCCESS, .recipient = "u@example.net", .action = "delivered"},
         "u@example.net                                                          delivered\n"},
        {{.type = EVENT_SUCCESS, .recipient = "list@example.net", .action = "expanded"},
         "list@example.net                                                        expanded\n"
         "  The address is a list: the message went on to its members.\n"},
    };
    RenderStyle style = plain_style();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = render(&rows[i].facts, 1, &style);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

/* What stands in a longer text, and what does not. */
static void
test_pieces(void)
{
    static const struct {
        Facts facts;
        const char *has;
        const char *has_not;
    } rows[] = {
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .reply_code = 550,
          .status = "5.1.1",
          .text = "User unknown",
          .rule = "some-rule",
          .reason = REASON_USER_UNKNOWN},
         " (550 5.1.1).\n  > User unknown\n  Whose move: you.",
         "No rule"},
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .text = "User unknown",
          .rule = "some-rule",
          .reason = REASON_USER_UNKNOWN},
         "  Rule some-rule; more: bounces explain some-rule\n",
         "address ("},
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .status = "5.1.1",
          .rule = "code-rule",
          .reason = REASON_USER_UNKNOWN,
          .confidence = CONFIDENCE_CODE},
         "Address: take it off your list.",
         "Rule code-rule; "},
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .text = "no such user",
          .rule = "some-rule",
          .reason = REASON_USER_UNKNOWN,
          .confidence = CONFIDENCE_GUESS},
         "Address: probably dead, ",
         "Address: take"},
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .text = "Zorglub",
          .reason = REASON_UNCLASSIFIED},
         "  No rule knows these words",
         "Rule "},
        {{.type = EVENT_BOUNCE, .recipient = "u@example.net", .reason = REASON_UNSTATED},
         "not delivered\n",
         "\n  > "},
        {{.type = EVENT_BOUNCE,
          .recipient = "u@example.net",
          .text = "\033]0;owned\007 red\r\n\xe2\x80\xae",
          .reason = REASON_UNCLASSIFIED},
         "  > ]0;owned red\n",
         "\033"},
        {{.type = EVENT_BOUNCE, .recipient = "\033[2Ju@example.net", .reason = REASON_UNSTATED},
         " [2Ju@example.net",
         "\033"},
        {{.type = EVENT_DELAY,
          .recipient = "u@example.net",
          .reason = REASON_GREYLISTED,
          .will_retry_until = 1795874400},
         "not yet delivered\n  The server is still trying, until 28 November 2026, 14:00 UTC.\n",
         "550"},
    };
    RenderStyle style = plain_style();

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *text = render(&rows[i].facts, 1, &style);

        if (!strstr(text, rows[i].has) || strstr(text, rows[i].has_not))
            g_error("row %u: %s", i, text);
    }
}

/* Two with one verdict are advised once, a third with another by itself. */
static void
test_groups(void)
{
    static const Facts facts[] = {
        {.type = EVENT_BOUNCE,
         .recipient = "a@example.net",
         .text = "<a@example.net> unknown",
         .rule = "some-rule",
         .reason = REASON_USER_UNKNOWN},
        {.type = EVENT_BOUNCE,
         .recipient = "c@example.net",
         .text = "over quota",
         .rule = "other-rule",
         .reason = REASON_MAILBOX_FULL},
        {.type = EVENT_BOUNCE,
         .recipient = "b@example.net",
         .text = "<b@example.net> unknown",
         .rule = "some-rule",
         .reason = REASON_USER_UNKNOWN},
    };
    RenderStyle style = plain_style();
    g_autofree char *text = render(facts, G_N_ELEMENTS(facts), &style);
    const char *a = strstr(text, "a@example.net  ");
    const char *b = strstr(text, "b@example.net  ");
    const char *c = strstr(text, "c@example.net  ");

    g_assert_true(a && b && c && a < b && b < c);
    g_assert_cmpint(strchr(a, '\n') + 1 - b, ==, 0);
    g_assert_null(strstr(strstr(text, "explain some-rule") + 1, "explain some-rule"));
}

static void
test_source_and_colour(void)
{
    static const Facts facts = {
        .type = EVENT_SUCCESS, .recipient = "u@example.net", .action = "relayed"};
    RenderStyle style = plain_style();

    style.width = 40;
    style.colour = TRUE;
    style.name_source = TRUE;
    g_autofree char *text = render(&facts, 1, &style);
    g_assert_true(g_str_has_prefix(text, "\033[2m==> returned.eml <==\033[0m\n"
                                         "\033[1mu@example.net\033[0m                    "
                                         "\033[32mrelayed\033[0m\n"));
}

/* No line is wider than the reader's, but for words that cannot be broken. */
static void
test_width(void)
{
    static const Facts facts = {.type = EVENT_BOUNCE,
                                .recipient = "a-rather-long-name-of-somebody@mail.example.net",
                                .reply_code = 550,
                                .status = "5.1.1",
                                .text = "no such person here, and so on, and so on",
                                .rule = "r",
                                .reason = REASON_USER_UNKNOWN};
    RenderStyle style = plain_style();

    for (style.width = 56; style.width <= 80; style.width += 8) {
        g_autofree char *text = render(&facts, 1, &style);
        g_auto(GStrv) lines = g_strsplit(text, "\n", -1);

        for (char **line = lines; *line; line++)
            g_assert_cmpint((int)g_utf8_strlen(*line, -1), <=, style.width);
    }
}

static void
test_quote_is_capped(void)
{
    RenderStyle style = plain_style();
    g_autoptr(GString) out = g_string_new("");

    style.width = 30;
    layout_quote(out, &style, "> ", "one two three four five six seven eight nine ten eleven", 2);
    g_assert_cmpstr(out->str, ==, "> one two three four five six\n> seven eight nine ten eleven\n");
    g_string_truncate(out, 0);
    layout_quote(out, &style, "> ", "one two three four five six seven eight nine ten eleven", 1);
    g_assert_cmpstr(out->str, ==, "> one two three four five six …\n");
}

static void
test_words(void)
{
    static const struct {
        const char *day;
        const char *words;
    } days[] = {
        {"2026-12-07", "7 December"},
        {"2027-12-07", "7 December 2027"},
        {"2026-13-07", "2026-13-07"},
        {"Monday", "Monday"},
        {"", ""},
    };
    static const struct {
        guint count;
        const char *words;
    } counts[] = {{0, "0"}, {999, "999"}, {1000, "1,000"}, {1234567, "1,234,567"}};
    static const struct {
        const char *address;
        const char *domain;
    } domains[] = {
        {"News <news@example.org>", "example.org"},
        {"news@example.org", "example.org"},
        {"\"a@b\" <news@example.org> (us)", "example.org"},
        {"nobody", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(days); i++) {
        g_autofree char *words = words_day(days[i].day, 1795484820);

        g_assert_cmpstr(words, ==, days[i].words);
    }
    for (guint i = 0; i < G_N_ELEMENTS(counts); i++) {
        g_autofree char *words = words_count(counts[i].count);

        g_assert_cmpstr(words, ==, counts[i].words);
    }
    for (guint i = 0; i < G_N_ELEMENTS(domains); i++) {
        g_autofree char *domain = counsel_domain(domains[i].address);

        g_assert_cmpstr(domain, ==, domains[i].domain);
    }
}

static void
test_code_words(void)
{
    static const struct {
        int code;
        Status status;
        const char *command;
        const char *words;
    } rows[] = {
        {550, {5, 7, 1}, "DATA", "550 5.7.1, after DATA"},
        {0, {5, 1, 1}, "", "5.1.1"},
        {550, {0, 0, 0}, "RCPT", "550, after RCPT TO"},
        {0, {0, 0, 0}, "CONNECT", "on connecting"},
        {0, {0, 0, 0}, "XYZZY", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *words = words_code(rows[i].code, rows[i].status, rows[i].command);

        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_table(void)
{
    g_autofree char *names = renderer_names();

    g_assert_cmpstr(names, ==, "text, jsonl, csv, sisimai");
    g_assert_nonnull(renderer_find("jsonl"));
    g_assert_null(renderer_find("csw"));
}

int
main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    int status;

    g_test_init(&argc, &argv, NULL);
    advices = advices_load("en", &error);
    g_assert_no_error(error);
    rules = rules_load(NULL, &error);
    g_assert_no_error(error);
    g_test_add_func("/render/lines", test_lines);
    g_test_add_func("/render/pieces", test_pieces);
    g_test_add_func("/render/groups", test_groups);
    g_test_add_func("/render/source-and-colour", test_source_and_colour);
    g_test_add_func("/render/width", test_width);
    g_test_add_func("/render/quote-is-capped", test_quote_is_capped);
    g_test_add_func("/render/words", test_words);
    g_test_add_func("/render/code-words", test_code_words);
    g_test_add_func("/render/renderers", test_table);
    status = g_test_run();
    advices_free(advices);
    rules_free(rules);
    return status;
}
