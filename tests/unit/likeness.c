/* likeness.c - tests of analyzer/likeness.c and ruledrafts.c */

#include "analyzer/likeness.h"

#include "analyzer/ruledrafts.h"
#include "base/text.h"
#include "parsers/notice.h"

#include <string.h>

static void
test_sample(void)
{
    static const struct {
        const char *text;
        const char *recipient;
        const char *sample;
    } rows[] = {
        {"", "u@corp.example", ""},
        {"Mailbox of <anna.b@corp.example> is full", "", "Mailbox of <user@example.net> is full"},
        {"Mailbox anna.b is full", "anna.b@corp.example", "Mailbox user@example.net is full"},
        {"Mailbox Anna.B is full", "anna.b@corp.example", "Mailbox user@example.net is full"},
        {"annabel is no anna", "anna@corp.example", "annabel is no user@example.net"},
        {"an error of mail", "mail@corp.example", "an error of mail"}, /* a word, no name */
        {"5.7.1 blocked: 203.0.113.99, 2001:db8:1::99", "",
         "5.7.1 blocked: 192.0.2.7, 2001:db8::7"},
        {"see https://b.example-list.org/?ip=203.0.113.99 at mx7.corp.example", "",
         "see https://www.example.net/ at mx.example.net"},
        {"id 4A1B2C3D4E of 2048 bytes at 14:03:59", "", "id 4XyZ12 of 1 bytes at 12:00"},
        {"Postf\303\244cher voll: j\303\274rgen@b\303\274cher.example", "",
         "Postf\303\244cher voll: user@example.net"},
        {".*[a-z]+( broken", ".*[a-z]+(@corp.example", "user@example.net broken"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Likeness) likeness = {0};

        likeness_of(rows[i].text, rows[i].recipient, &likeness);
        g_assert_cmpstr(likeness.sample, ==, rows[i].sample);
    }
}

/* Which are the same but for names and numbers. */
static void
test_alike(void)
{
    static const struct {
        const char *one;
        const char *other;
        gboolean alike;
    } rows[] = {
        {"User <a@x.example> unknown (12)", "user <bcd@mail.y.example> UNKNOWN (7)", TRUE},
        {"Zorglub 4XyZ12ab from 192.0.2.1", "Zorglub 9AbC from 203.0.113.7", FALSE},
        {"Zorglub 4XyZ12ab from 192.0.2.1", "Zorglub 9AbC7 from 203.0.113.7", TRUE},
        {"over quota", "over quote", FALSE},
        {"5.7.1 no", "5.1.1 no", FALSE},
        {"", "x", FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Likeness) one = {0};
        g_auto(Likeness) other = {0};

        likeness_of(rows[i].one, "", &one);
        likeness_of(rows[i].other, "", &other);
        g_assert_cmpint(g_str_equal(one.key, other.key), ==, rows[i].alike);
    }
}

/* What comes behind the beginning makes no difference, and is cut between characters. */
static void
test_long(void)
{
    static const char *const units[] = {"word ", "\303\251", "x"};

    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new("");
        g_auto(Likeness) likeness = {0};

        while (text->len < 100000)
            g_string_append(text, units[i]);
        likeness_of(text->str, "", &likeness);
        g_assert_cmpuint(strlen(likeness.key), <=, LIKENESS_TEXT_MAX);
        g_assert_cmpuint(strlen(likeness.key), >, LIKENESS_TEXT_MAX / 2);
        g_assert_true(g_utf8_validate(likeness.key, -1, NULL));
        g_assert_true(g_utf8_validate(likeness.sample, -1, NULL));
    }
}

static void
test_pattern(void)
{
    static const struct {
        const char *text;
        const char *pattern;
    } rows[] = {
        {"User <a@x.example> zorglub at this time (4XyZ12)", "zorglub at this time"},
        {"Zorglub", "^zorglub$"},
        {"Zorglub (a@x.example).", "^zorglub \\(.+\\)\\.$"},
        {"A fullstop. (and) more here", "a fullstop\\. \\(and\\) more here"},
        {"192.0.2.1", ""},
        {"a 12", ""},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_auto(Likeness) likeness = {0};
        g_autofree char *pattern = NULL;

        likeness_of(rows[i].text, "", &likeness);
        pattern = likeness_pattern(likeness.key);
        g_assert_cmpstr(pattern, ==, rows[i].pattern);
    }
}

/* Drafts: what is said, and what is written. */

static const char house[] = "Rule: mine-zorglub\nText: other\nReason: expired\n\n"
                            "Provider: corp\nRecipient-Domain: corp.example\n\n"
                            "Provider: loud\nText: loud server\n";

static Event *
make_event(const char *provider, int reply_code, const char *status, const char *text)
{
    Event *event = event_new();

    event->type = EVENT_BOUNCE;
    event->reply_code = reply_code;
    status_parse(status, &event->status, NULL);
    event->reason = REASON_UNCLASSIFIED;
    text_set(&event->provider, provider);
    text_set(&event->recipient, "anna@corp.example");
    text_set(&event->text, text);
    return event;
}

static void
test_drafts(void)
{
    static const struct {
        const char *provider;
        int reply_code;
        const char *status;
        const char *text;
        const char *draft;
    } rows[] = {
        {"", 550, "5.7.1", "Zorglub",
         "Rule: mine-zorglub-2\nText: ^zorglub$\nReason: unclassified\n"
         "Example: 550 5.7.1 Zorglub\n"},
        {"corp", 554, "", "anna has no zorglubs left here",
         "Rule: corp-has-no-zorglubs-left\nProvider: corp\nText: has no zorglubs left here\n"
         "Reason: unclassified\nExample: 554 user@example.net has no zorglubs left here\n"},
        /* The words name another provider than the server's name did. */
        {"corp", 554, "", "this loud server is not at home",
         "Rule: mine-this-loud-server-is\nText: this loud server is not at home\n"
         "Reason: unclassified\nExample: 554 this loud server is not at home\n"},
        {"", 554, "", "Today this loud server is not at home",
         "# Rule mine-this-loud-server-is holds for these, too: 554 Today this loud server is not "
         "at home\n"},
        {"", 0, "", "the letter was eaten by\033[31m a dog",
         "# No words to go by: the letter was eaten by [31m a dog\n"},
        {"", 554, "5.9.9", "", "# No words to go by: 554 5.9.9\n"},
    };
    const RuleSource source = {"house.rules", house, sizeof house - 1, TRUE};
    g_autoptr(Rules) rules = rules_load_sources(&source, 1, NULL);
    g_autoptr(RuleDrafts) drafts = ruledrafts_new(rules);

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event =
            make_event(rows[i].provider, rows[i].reply_code, rows[i].status, rows[i].text);
        g_autoptr(GString) out = g_string_new("");

        ruledrafts_add(drafts, event, out);
        g_assert_cmpstr(out->str, ==, rows[i].draft);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/likeness/sample", test_sample);
    g_test_add_func("/likeness/alike", test_alike);
    g_test_add_func("/likeness/long", test_long);
    g_test_add_func("/likeness/pattern", test_pattern);
    g_test_add_func("/likeness/drafts", test_drafts);
    return g_test_run();
}
