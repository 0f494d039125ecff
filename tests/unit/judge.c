/* judge.c - tests of analyzer/judge.c: what a store kept of an event, judged once more */

#include "analyzer/judge.h"
#include "base/text.h"

#include "parsers/notice.h"

/* Rules that show what they were asked. */
static const char rules_text[] = "Rule: words\n"
                                 "Text: no such user\n"
                                 "Reason: user-unknown\n"
                                 "\n"
                                 "Rule: bare\n"
                                 "Status: 5.0.0\n"
                                 "Reason: system-error\n"
                                 "\n"
                                 "Rule: code\n"
                                 "Reply-Code: 552\n"
                                 "Reason: mailbox-full\n"
                                 "\n"
                                 "Provider: somebody\n"
                                 "Recipient-Domain: example.net\n";

typedef struct {
    EventType type;
    int reply_code;
    const char *status;
    const char *diagnostic;
    const char *text;
    Reason before;
    Confidence confidence;
    Reason reason;
    const char *rule;
    Confidence judged;
    gboolean hard_bounce;
} Row;

static const Row rows[] = {
    {EVENT_BOUNCE, 550, "5.1.1", "550 5.1.1 no such user", "no such user", REASON_UNSTATED,
     CONFIDENCE_CODE, REASON_USER_UNKNOWN, "words", CONFIDENCE_RULE, TRUE},
    {EVENT_BOUNCE, 450, "4.1.1", "450 4.1.1 no such user", "no such user", REASON_UNSTATED,
     CONFIDENCE_CODE, REASON_USER_UNKNOWN, "words", CONFIDENCE_RULE, FALSE},
    /* What was guessed at stays a guess, and is no reason to give an address up. */
    {EVENT_BOUNCE, 550, "5.1.1", "", "no such user", REASON_UNSTATED, CONFIDENCE_GUESS,
     REASON_USER_UNKNOWN, "words", CONFIDENCE_GUESS, FALSE},
    {EVENT_DELAY, 552, "", "552 full", "full", REASON_UNSTATED, CONFIDENCE_RULE,
     REASON_MAILBOX_FULL, "code", CONFIDENCE_CODE, FALSE},
    /* A bare status beside a reply code counts where the reply said it, not where a report did. */
    {EVENT_BOUNCE, 552, "5.0.0", "552 5.0.0 full", "full", REASON_UNSTATED, CONFIDENCE_RULE,
     REASON_SYSTEM_ERROR, "bare", CONFIDENCE_CODE, FALSE},
    {EVENT_BOUNCE, 552, "5.0.0", "552 full", "full", REASON_UNSTATED, CONFIDENCE_RULE,
     REASON_MAILBOX_FULL, "code", CONFIDENCE_CODE, FALSE},
    {EVENT_BOUNCE, 0, "5.0.0", "", "", REASON_UNSTATED, CONFIDENCE_RULE, REASON_SYSTEM_ERROR,
     "bare", CONFIDENCE_CODE, FALSE},
    /* The rule that there was is there no more. */
    {EVENT_BOUNCE, 554, "", "554 Zorglub", "Zorglub", REASON_UNSTATED, CONFIDENCE_RULE,
     REASON_UNCLASSIFIED, "", CONFIDENCE_CODE, FALSE},
    {EVENT_BOUNCE, 0, "", "", "", REASON_UNSTATED, CONFIDENCE_RULE, REASON_UNSTATED, "",
     CONFIDENCE_CODE, FALSE},
    {EVENT_AUTO_REPLY, 0, "", "", "", REASON_UNSTATED, CONFIDENCE_RULE, REASON_VACATION, "",
     CONFIDENCE_RULE, FALSE},
    {EVENT_AUTO_REPLY, 0, "", "", "", REASON_HAS_MOVED, CONFIDENCE_RULE, REASON_HAS_MOVED, "",
     CONFIDENCE_RULE, FALSE},
};

static Event *
make_event(const Row *row)
{
    Event *event = event_new();

    event->type = row->type;
    event->reply_code = row->reply_code;
    status_parse(row->status, &event->status, NULL);
    event->confidence = row->confidence;
    text_set(&event->diagnostic, row->diagnostic);
    text_set(&event->text, row->text);
    event->reason = row->before;
    text_set(&event->recipient_domain, "example.net");
    text_set(&event->rule, "gone-rule");
    return event;
}

static void
test_again(void)
{
    const RuleSource source = {"test.rules", rules_text, sizeof rules_text - 1, TRUE};
    g_autoptr(Rules) rules = rules_load_sources(&source, 1, NULL);
    g_autoptr(Advices) advices = advices_load("en", NULL);

    g_assert_nonnull(rules);
    g_assert_nonnull(advices);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = make_event(&rows[i]);

        g_assert_true(judge_again(event, rules, advices, NULL));
        g_assert_cmpstr(reason_name(event->reason), ==, reason_name(rows[i].reason));
        g_assert_cmpstr(event->rule, ==, rows[i].rule);
        g_assert_cmpint(event->confidence, ==, rows[i].judged);
        g_assert_cmpint(event->hard_bounce, ==, rows[i].hard_bounce);
        g_assert_cmpstr(event->provider, ==, "somebody");
        g_assert_false(judge_again(event, rules, advices, NULL));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    notice_init();
    g_test_add_func("/judge/again", test_again);
    return g_test_run();
}
