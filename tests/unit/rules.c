/* rules.c - tests of analyzer/rules*.c, and of the rules that are built in */

#include "analyzer/rules.h"

#include <glib/gstdio.h>
#include <string.h>

/* Loads the administrator's text (or NULL) and a built-in one. */
static Rules *
load(const char *own, const char *builtin, GError **error)
{
    RuleSource sources[] = {
        {"builtin", builtin, strlen(builtin), TRUE},
        {"own", own, own ? strlen(own) : 0, FALSE},
    };

    return rules_load_sources(sources, own ? 2 : 1, error);
}

static Rules *
load_well(const char *own, const char *builtin)
{
    g_autoptr(GError) error = NULL;
    Rules *rules = load(own, builtin, &error);

    g_assert_no_error(error);
    return rules;
}

/* What a row states of the evidence; NULL and 0 are "not stated". */
typedef struct {
    const char *text;
    int reply_code;
    const char *status;
    const char *provider;
    EventType type;
    const char *action;
    const char *command;
    const char *software;
} Stated;

static Evidence
evidence_of(const Stated *stated)
{
    Evidence evidence = {
        .type = stated->type ? stated->type : EVENT_BOUNCE,
        .provider = stated->provider ? stated->provider : "",
        .software = stated->software ? stated->software : "",
        .action = stated->action ? stated->action : "",
        .command = stated->command ? stated->command : "",
        .reply_code = stated->reply_code,
        .text = stated->text ? stated->text : "",
    };

    if (stated->status)
        g_assert_true(status_parse(stated->status, &evidence.status, NULL));
    return evidence;
}

static const char *
winner_of(Rules *rules, const Stated *stated)
{
    Evidence evidence = evidence_of(stated);
    const Rule *rule = rules_match(rules, &evidence, NULL);

    return rule ? rule_id(rule) : NULL;
}

#define RULE(id, conditions) "Rule: " id "\n" conditions "Reason: user-unknown\n\n"

static const char conditions[] = RULE("full", "Text: mailbox (?:is )?full\nText: over quota\n")
    RULE("half", "Text: mailbox\nNot-Text: empty\nNot-Text: gone\n")
        RULE("both", "Provider: google yahoo\nText: user\n") RULE("always-tried", "Text: ^\\d+$\n")
            RULE("code", "Reply-Code: 452 55x\nStatus: X.2.2 5.7.600-5.7.602\n")
                RULE("any-5", "Reply-Code: 5xx\nCommand: RCPT MAIL\n")
                    RULE("delay", "Type: delay auto-reply\n")
                        RULE("relayed", "Action: relayed expanded\n")
                            RULE("qmail", "Software: qmail courier\n")
                                RULE("no-sorry", "Not-Text: sorry\nSoftware: exim\n");

static void
test_conditions(void)
{
    static const struct {
        Stated stated;
        const char *winner;
    } rows[] = {
        {{.text = "Mailbox FULL"}, "full"},
        {{.text = "you are over quota"}, "full"},
        {{.text = "your mailbox is fulminant"}, "half"},
        {{.text = "your mailbox is empty"}, NULL},
        {{.text = "mailbox: gone"}, NULL},
        {{.text = "no user"}, NULL},
        {{.text = "no user", .provider = "yahoo"}, "both"},
        {{.text = "no user", .provider = "Google"}, "both"},
        {{.text = "no user", .provider = "goo"}, NULL},
        {{.text = "12345"}, "always-tried"},
        {{.text = "1234x"}, NULL},
        {{.reply_code = 452, .status = "4.2.2"}, "code"},
        {{.reply_code = 559, .status = "5.2.2"}, "code"},
        {{.reply_code = 452}, NULL}, /* both must hold */
        {{.status = "4.2.2"}, NULL},
        {{.reply_code = 453, .status = "4.2.2"}, NULL},
        {{.reply_code = 550, .status = "5.7.601"}, "code"},
        {{.reply_code = 550, .status = "5.7.603"}, NULL},
        {{.reply_code = 571, .command = "MAIL"}, "any-5"},
        {{.reply_code = 571, .command = "DATA"}, NULL},
        {{.reply_code = 471, .command = "MAIL"}, NULL},
        {{.type = EVENT_DELAY}, "delay"},
        {{.type = EVENT_AUTO_REPLY}, "delay"},
        {{.type = EVENT_SUCCESS}, NULL},
        {{.action = "expanded"}, "relayed"},
        {{.action = "failed"}, NULL},
        {{.software = "Courier"}, "qmail"},
        {{.software = "exim", .text = "no"}, "no-sorry"},
        {{.software = "exim", .text = "Sorry, no"}, NULL},
        {{NULL}, NULL},
    };
    g_autoptr(Rules) rules = load_well(NULL, conditions);

    g_assert_cmpuint(rules_count(rules), ==, 10);
    for (guint round = 0; round < 3; round++)
        for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
            g_assert_cmpstr(winner_of(rules, &rows[i].stated), ==, rows[i].winner);
}

static void
test_words(void)
{
    static const struct {
        Stated stated;
        const char *words;
    } rows[] = {
        {{.text = "the Mailbox is Full now"}, "Mailbox is Full"},
        {{.reply_code = 552, .status = "5.2.2", .text = "x"}, ""},
        {{.text = "nothing"}, ""},
    };
    g_autoptr(Rules) rules = load_well(NULL, conditions);

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        Evidence evidence = evidence_of(&rows[i].stated);
        RuleMatch match = {7, 7};
        g_autofree char *words = NULL;

        rules_match(rules, &evidence, &match);
        words = g_strndup(evidence.text + match.start, match.length);
        g_assert_cmpstr(words, ==, rows[i].words);
    }
}

static void
test_match_all(void)
{
    static const Stated stated = {
        .text = "mailbox full", .reply_code = 550, .command = "RCPT", .software = "exim"};
    g_autoptr(Rules) rules = load_well(NULL, conditions);
    Evidence evidence = evidence_of(&stated);
    g_autoptr(GPtrArray) all = rules_match_all(rules, &evidence);
    g_autoptr(GString) ids = g_string_new(NULL);

    for (guint i = 0; i < all->len; i++)
        g_string_append_printf(ids, " %s", rule_id(g_ptr_array_index(all, i)));
    g_assert_cmpstr(ids->str, ==, " full half any-5 no-sorry");
}

static void
test_rule(void)
{
    g_autoptr(Rules) rules = load_well("\nRule: a\nText: b\nReason: mailbox-full\n",
                                       "Rule: c\nProvider: d e\nReason: spam-detected\n"
                                       "Advice: f\nStatus: 5.7.1\n");
    const Rule *a = rules_find(rules, "a");
    const Rule *c = rules_find(rules, "c");

    g_assert_null(rules_find(rules, "x"));
    g_assert_true(rules_nth(rules, 0) == a && rules_nth(rules, 1) == c);
    g_assert_cmpstr(rule_file(a), ==, "own");
    g_assert_cmpuint(rule_line(a), ==, 2);
    g_assert_cmpint(rule_reason(a), ==, REASON_MAILBOX_FULL);
    g_assert_cmpstr(rule_advice(a), ==, "mailbox-full");
    g_assert_cmpstr(rule_provider(a), ==, "");
    g_assert_true(rule_has_text(a) && !rule_is_builtin(a));
    g_assert_cmpstr(rule_advice(c), ==, "f");
    g_assert_cmpstr(rule_provider(c), ==, "d e");
    g_assert_true(!rule_has_text(c) && rule_is_builtin(c));
    g_assert_true(rule_takes_codes(c, 550, (Status){5, 7, 1}));
    g_assert_false(rule_takes_codes(c, 550, (Status){5, 7, 2}));
}

static void
test_order(void)
{
    static const Stated full = {.text = "mailbox full"};
    static const char builtin[] = RULE("one", "Text: mailbox\n") RULE("two", "Text: full\n");
    static const struct {
        const char *own;
        const char *winner;
        guint count;
    } rows[] = {
        {NULL, "one", 2},
        {RULE("ours", "Text: full\n"), "ours", 3},
        {RULE("two", "Text: mail\n"), "two", 2}, /* replaces, and stands at our place */
        {RULE("one", "Text: inbox\n"), "two", 2},
        {"Disable: one\n", "two", 1},
        {"Disable: one\nDisable: two\n", NULL, 0},
        {"Disable: two\n\nDisable: none\n", "one", 1},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Rules) rules = load_well(rows[i].own, builtin);

        g_assert_cmpstr(winner_of(rules, &full), ==, rows[i].winner);
        g_assert_cmpuint(rules_count(rules), ==, rows[i].count);
    }
}

static void
test_errors(void)
{
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {"Rule: a\nText: b\n", "own:1: rule a has no Reason"},
        {"\nRule: a\nReason: spam-detected\n",
         "own:2: rule a has no condition, it would hold always"},
        {"Rule: a\nTest: b\n", "own:2: a rule has no field Test; is Text meant?"},
        {"Rule: a\nRemote-MTA: b\n", "own:2: a rule has no field Remote-MTA"},
        {"Rule: a\nStatus: 5.1.1\nStatus: 5.1.2\n", "own:3: a second Status"},
        {"Rule: a\nText:\nReason: spam-detected\n", "own:2: Text is empty"},
        {"Rule: a b\n", "own:1: Rule: \"a b\" is more than letters, digits, - . and _"},
        {"Rule: a\nReason: mailboxfull\n",
         "own:2: Reason: \"mailboxfull\" is not known; is \"mailbox-full\" meant?"},
        {"Rule: a\nReason: because\n", "own:2: Reason: \"because\" is not known"},
        {"Rule: a\nType: bounc\n", "own:2: Type: \"bounc\" is not known; is \"bounce\" meant?"},
        {"Rule: a\nAction: failed lost\n", "own:2: Action: \"lost\" is not known"},
        {"Rule: a\nCommand: RSET\n", "own:2: Command: \"RSET\" is not known"},
        {"Rule: a\nReply-Code: 550 x50\n",
         "own:2: Reply-Code: \"x50\" is no reply code such as 452, 55x or 4xx"},
        {"Rule: a\nReply-Code: 5x0\n",
         "own:2: Reply-Code: \"5x0\" is no reply code such as 452, 55x or 4xx"},
        {"Rule: a\nReply-Code: 5500\n",
         "own:2: Reply-Code: \"5500\" is no reply code such as 452, 55x or 4xx"},
        {"Rule: a\nStatus: 3.1.1\n",
         "own:2: Status: \"3.1.1\" is no status such as 5.1.1, X.2.2, 5.7.X or 5.7.606-5.7.649"},
        {RULE("a", "Text: b\n") RULE("a", "Text: c\n"),
         "own:5: a second rule a; the first is own:1"},
        {"Text: a\n", "own:1: a group begins with Rule, Provider or Disable, not Text"},
        {"Disable: a\nReason: b\n", "own:2: no field but Disable may stand here, not Reason"},
        {"nonsense\n", "own:1: a field was expected, such as \"Text: mailbox full\""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(load(rows[i].text, "", &error));
        g_assert_nonnull(error);
        g_assert_cmpstr(error->message, ==, rows[i].message);
    }
}

/* Findings as "WHERE: WHAT" lines; information in brackets. */
static char *
check(const char *own, const char *builtin)
{
    g_autoptr(Rules) rules = load_well(own, builtin);
    g_autoptr(GPtrArray) findings = rules_check(rules, NULL);
    GString *all = g_string_new(NULL);

    for (guint i = 0; i < findings->len; i++) {
        const RuleFinding *finding = g_ptr_array_index(findings, i);

        g_string_append_printf(all, finding->is_error ? "%s: %s\n" : "[%s: %s]\n", finding->where,
                               finding->what);
    }
    return g_string_free(all, FALSE);
}

#define READ(code, status, text)                                                                   \
    "it was read as code " code ", status " status ", provider none, text \"" text "\"\n"

static void
test_check(void)
{
    static const struct {
        const char *own;
        const char *builtin;
        const char *findings;
    } rows[] = {
        {NULL, RULE("a", "Text: full\nExample: 552 5.2.2 Mailbox\n 552 5.2.2 full\n"), ""},
        {NULL, RULE("a", "Text: full\nNot-Example: 552 5.2.2 Mailbox gone\n"), ""},
        {NULL, RULE("a", "Text: full(\n"),
         "builtin:2: \"full(\" is no pattern: missing closing parenthesis at character 6\n"},
        {NULL, RULE("a", "Text: full\nExample: 550 5.1.1 gone\n"),
         "builtin:3: a: its Example is won by no rule; " READ("550", "5.1.1", "gone")},
        {NULL, RULE("a", "Text: full\n") RULE("b", "Text: box\nExample: 550 box full\n"),
         "builtin:7: b: its Example is won by a (builtin:1); " READ("550", "none", "box full")},
        {NULL, RULE("a", "Text: full\nNot-Example: 550 box full\n"),
         "builtin:3: a: it wins its Not-Example\n"},
        {NULL, RULE("a", "Text: b\n") RULE("a", "Text: c\n"),
         "builtin:5: a second rule a; the first is builtin:1\n"},
        {NULL, RULE("a", "Provider: b\nText: c\n"), "builtin:1: a: there is no provider \"b\"\n"},
        {NULL, "Provider: b\nText: c(\n",
         "builtin:2: \"c(\" is no pattern: missing closing parenthesis at character 3\n"},
        {"Disable: b\n", RULE("a", "Text: c\n"),
         "own:1: Disable: there is no built-in rule \"b\"\n"},

        /* what a reply cannot show is assumed; but a host that is named is not this provider */
        {NULL,
         "Provider: p\n\n" RULE("a", "Provider: p\nType: delay\nSoftware: s\nAction: delayed\n"
                                     "Command: RCPT\nExample: 450 4.2.2 full\n"),
         ""},
        {NULL, "Provider: p\n\n" RULE("a", "Provider: p\nText: full\nNot-Example: 552 full\n"), ""},
        {NULL,
         "Provider: p\n\n" RULE("a",
                                "Provider: p\nText: full\n"
                                "Example: host mx.example.net[192.0.2.7] said: 552 5.2.2 full\n"),
         "builtin:6: a: its Example is won by no rule; " READ("552", "5.2.2", "full")},

        /* the administrator's must win among all, built-in ones among themselves */
        {RULE("ours", "Text: full\n"), RULE("a", "Text: full\nExample: 552 full\n"),
         "[own:1: ours takes an Example of the built-in rule a (builtin:3)]\n"},
        {RULE("a", "Text: x\nExample: 550 x\n"), RULE("a", "Text: full\nExample: 552 full\n"), ""},
        {"Disable: a\n", RULE("a", "Text: full\nExample: 552 full\n"), ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *findings = check(rows[i].own, rows[i].builtin);

        g_assert_cmpstr(findings, ==, rows[i].findings);
    }
}

static void
test_digest(void)
{
    static const struct {
        const char *own;
        const char *builtin;
    } rows[] = {
        {NULL, RULE("a", "Text: b\n")},
        {NULL, RULE("a", "Text: c\n")},
        {"", RULE("a", "Text: b\n")},
        {RULE("a", "Text: b\n"), RULE("a", "Text: b\n")},
    };
    g_autoptr(GHashTable) digests = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(Rules) again = load_well(NULL, RULE("a", "Text: b\n"));

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Rules) rules = load_well(rows[i].own, rows[i].builtin);

        g_assert_cmpuint(strlen(rules_digest(rules)), ==, 64);
        g_assert_true(g_hash_table_add(digests, g_strdup(rules_digest(rules))));
    }
    g_assert_true(g_hash_table_contains(digests, rules_digest(again)));
}

/* The n-th of two folders, with a file of rules in it. */
static char *
make_folder(const char *base, const char *folder, const char *file, const char *text)
{
    char *path = g_build_filename(base, folder, NULL);
    g_autofree char *name = g_build_filename(path, file, NULL);

    g_assert_cmpint(g_mkdir_with_parents(path, 0700), ==, 0);
    g_assert_true(g_file_set_contents(name, text, -1, NULL));
    return path;
}

static void
remove_file(const char *folder, const char *file)
{
    g_autofree char *path = g_build_filename(folder, file, NULL);

    g_assert_cmpint(g_remove(path), ==, 0);
}

/* By name through all folders; what does not end in .rules is somebody's note. */
static void
test_folders(void)
{
    g_autofree char *base = g_dir_make_tmp("rules-XXXXXX", NULL);
    g_autofree char *missing = g_build_filename(base, "missing", NULL);
    g_autofree char *one = make_folder(base, "one", "20.rules", RULE("second", "Text: b\n"));
    g_autofree char *two = make_folder(base, "two", "10.rules", RULE("first", "Text: b\n"));
    g_autofree char *note = make_folder(base, "two", "10.rules~", "nonsense");
    g_autofree char *file = g_build_filename(two, "10.rules", NULL);
    const char *folders[] = {one, missing, two, NULL};
    const char *files[] = {file, NULL};
    const char *absent[] = {missing, NULL};
    const char *no_file[] = {one, NULL};
    g_autoptr(GError) error = NULL;
    g_autoptr(Rules) rules = rules_load(folders, &error);
    g_autoptr(Rules) single = rules_load_files(NULL, files, NULL);

    g_assert_no_error(error);
    g_assert_cmpstr(rule_id(rules_nth(rules, 0)), ==, "first");
    g_assert_cmpstr(rule_id(rules_nth(rules, 1)), ==, "second");
    g_assert_true(rule_is_builtin(rules_nth(rules, 2)));
    g_assert_cmpstr(rule_id(rules_nth(single, 0)), ==, "first");
    g_assert_true(rule_is_builtin(rules_nth(single, 1)));
    g_assert_cmpstr(rule_file(rules_nth(single, 0)), ==, file);
    g_assert_null(rules_load_files(NULL, absent, NULL));
    g_assert_null(rules_load_files(NULL, no_file, NULL));

    remove_file(one, "20.rules");
    remove_file(two, "10.rules");
    remove_file(two, "10.rules~");
    g_assert_cmpint(g_rmdir(one), ==, 0);
    g_assert_cmpint(g_rmdir(two), ==, 0);
    g_assert_cmpint(g_rmdir(base), ==, 0);
}

/* The set that is built in is what it claims to be. */
static void
test_builtin(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Rules) rules = rules_load(NULL, &error);
    g_autoptr(Advices) advices = advices_load("en", NULL);
    g_autoptr(GPtrArray) findings = NULL;

    g_assert_no_error(error);
    findings = rules_check(rules, advices);
    for (guint i = 0; i < findings->len; i++) {
        const RuleFinding *finding = g_ptr_array_index(findings, i);

        g_test_message("%s: %s", finding->where, finding->what);
    }
    g_assert_cmpuint(findings->len, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rules/conditions", test_conditions);
    g_test_add_func("/rules/words", test_words);
    g_test_add_func("/rules/match-all", test_match_all);
    g_test_add_func("/rules/rule", test_rule);
    g_test_add_func("/rules/order", test_order);
    g_test_add_func("/rules/errors", test_errors);
    g_test_add_func("/rules/check", test_check);
    g_test_add_func("/rules/digest", test_digest);
    g_test_add_func("/rules/folders", test_folders);
    g_test_add_func("/rules/builtin", test_builtin);
    return g_test_run();
}
