/* rulescheck.c - are the rules what they claim to be? */

#include "analyzer/evidence.h"
#include "analyzer/ruleset.h"
#include "parsers/smtpreply.h"

#include <string.h>

typedef struct {
    Rules *rules;
    GPtrArray *findings;
    guint first_builtin;
    GHashTable *by_id; /* of Rule */
} Check;

typedef struct {
    const char *text;
    guint line;
    gboolean must_win; /* else it must not */
} Example;

void
rule_finding_free(RuleFinding *finding)
{
    if (!finding)
        return;
    g_free(finding->where);
    g_free(finding->what);
    g_free(finding);
}

static void
free_finding(gpointer finding)
{
    rule_finding_free(finding);
}

static void G_GNUC_PRINTF(5, 6)
    report(Check *check, gboolean is_error, const char *file, guint line, const char *format, ...)
{
    RuleFinding *finding = g_new0(RuleFinding, 1);
    va_list arguments;

    va_start(arguments, format);
    finding->what = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    finding->where = g_strdup_printf("%s:%u", file, line);
    finding->is_error = is_error;
    g_ptr_array_add(check->findings, finding);
}

static void
check_patterns(Check *check, PatternIndex *patterns)
{
    for (guint n = 0; n < pattern_index_count(patterns); n++) {
        const Pattern *pattern = pattern_index_nth(patterns, n);
        g_autofree char *where = g_strdup_printf("%s:%u: ", pattern->file, pattern->line);
        g_autoptr(GError) error = NULL;

        if (!pattern_index_compile(patterns, n, &error))
            report(check, TRUE, pattern->file, pattern->line, "%s", error->message + strlen(where));
    }
}

static void
check_names(Check *check, const Rule *rule, const Advices *advices)
{
    const char *rest = rule->provider;
    const char *word;
    gsize length;

    while ((word = rulefile_next_word(&rest, &length))) {
        g_autofree char *key = g_strndup(word, length);

        if (!provider_is_known(check->rules->providers, key))
            report(check, TRUE, rule->file, rule->line, "%s: there is no provider \"%s\"", rule->id,
                   key);
    }
    if (advices && !advices_find(advices, rule->advice))
        report(check, TRUE, rule->file, rule->line, "%s: there is no advice \"%s\"", rule->id,
               rule->advice);
}

/* The administrator's were told apart when they were loaded; the built-in ones are here. */
static void
check_ids(Check *check)
{
    for (guint n = 0; n < rules_count(check->rules); n++) {
        Rule *rule = &g_array_index(check->rules->rules, Rule, n);
        const Rule *first = g_hash_table_lookup(check->by_id, rule->id);

        if (first)
            report(check, TRUE, rule->file, rule->line, "a second rule %s; the first is %s:%u",
                   rule->id, first->file, first->line);
        else
            g_hash_table_insert(check->by_id, rule->id, rule);
    }
}

static void
check_disabled(Check *check)
{
    for (guint i = 0; i < check->rules->disabled->len; i++) {
        const Disabled *disabled = &g_array_index(check->rules->disabled, Disabled, i);

        if (!disabled->was_found)
            report(check, TRUE, disabled->file, disabled->line,
                   "Disable: there is no built-in rule \"%s\"", disabled->id);
    }
}

/* The first word of a condition, where the evidence states nothing. Owned by the caller. */
static char *
assume(const char *stated, const char *words)
{
    gsize length;
    const char *word = rulefile_next_word(&words, &length);

    return *stated || !word ? g_strdup(stated) : g_strndup(word, length);
}

/* The rule that wins an example. What the rule asks for and a reply cannot show is assumed. */
static const Rule *
find_winner(Rules *rules, const Rule *rule, const Example *example, const SmtpReply *reply,
            guint from)
{
    g_autofree char *provider = NULL;
    g_autofree char *software = NULL;
    g_autofree char *action = NULL;
    g_autofree char *command = NULL;
    gboolean names_speaker = *reply->remote_mta || !example->must_win;
    Evidence evidence;

    evidence_from_reply(rules, reply, "", &evidence);
    provider = assume(evidence.provider, names_speaker ? "" : rule->provider);
    software = assume(evidence.software, rule->software);
    action = assume(evidence.action, rule->action);
    command = assume(evidence.command, rule->command);
    evidence.provider = provider;
    evidence.software = software;
    evidence.action = action;
    evidence.command = command;
    if (rule->types && !(rule->types & 1U << evidence.type))
        evidence.type = (EventType)(g_bit_nth_lsf(rule->types, -1));
    return rules_match_from(rules, &evidence, from, NULL);
}

/* "550 5.1.1 "user unknown" at google", for who wonders why an example is not won. */
static char *
describe(Rules *rules, const SmtpReply *reply)
{
    g_autofree char *status = status_to_string(reply->status);
    const char *provider = provider_of(rules->providers, reply->remote_mta, reply->text, "");

    return g_strdup_printf("code %d, status %s, provider %s, text \"%s\"", reply->code,
                           *status ? status : "none", *provider ? provider : "none", reply->text);
}

static void
report_loss(Check *check, const Rule *rule, const Example *example, const SmtpReply *reply,
            const Rule *winner)
{
    g_autofree char *read = describe(check->rules, reply);

    if (winner)
        report(check, TRUE, rule->file, example->line,
               "%s: its Example is won by %s (%s:%u); it was read as %s", rule->id, winner->id,
               winner->file, winner->line, read);
    else
        report(check, TRUE, rule->file, example->line,
               "%s: its Example is won by no rule; it was read as %s", rule->id, read);
}

static void
check_example(Check *check, const Rule *rule, const Example *example)
{
    g_auto(SmtpReply) reply;
    guint from = rule->is_builtin ? check->first_builtin : 0;
    const Rule *winner;

    smtpreply_parse(example->text, &reply);
    winner = find_winner(check->rules, rule, example, &reply, from);
    if (!example->must_win) {
        if (winner == rule)
            report(check, TRUE, rule->file, example->line, "%s: it wins its Not-Example", rule->id);
        return;
    }
    if (winner != rule) {
        report_loss(check, rule, example, &reply, winner);
        return;
    }
    winner = from ? find_winner(check->rules, rule, example, &reply, 0) : rule;
    if (winner != rule)
        report(check, FALSE, winner->file, winner->line,
               "%s takes an Example of the built-in rule %s (%s:%u)", winner->id, rule->id,
               rule->file, example->line);
}

/* The rule of the set that came from a group; NULL where that was left out. */
static const Rule *
rule_of_group(const Check *check, const RuleGroup *group)
{
    const char *id = rule_group_get(group, "Rule");
    const Rule *rule = id ? g_hash_table_lookup(check->by_id, id) : NULL;

    return rule && rule->file == group->file && rule->line == group->line ? rule : NULL;
}

/* Checks the examples of a group that a rule of the set came from. */
static gboolean
check_group(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    Check *check = data;
    const Rule *rule = rule_of_group(check, group);

    if (!rule)
        return TRUE;
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);
        Example example = {field->value, field->line, g_str_equal(field->name, "Example")};

        if (g_strv_contains(rule_lines_kept, field->name))
            check_example(check, rule, &example);
    }
    return TRUE;
}

GPtrArray *
rules_check(Rules *rules, const Advices *advices)
{
    g_autoptr(GHashTable) by_id = g_hash_table_new(g_str_hash, g_str_equal);
    Check check = {rules, g_ptr_array_new_with_free_func(free_finding), rules_first_builtin(rules),
                   by_id};

    check_patterns(&check, rules->patterns);
    check_patterns(&check, providers_patterns(rules->providers));
    check_ids(&check);
    check_disabled(&check);
    for (guint n = 0; n < rules_count(rules); n++)
        check_names(&check, rules_nth(rules, n), advices);
    rules_each_group(rules, check_group, &check, NULL); /* they were read before: no error */
    return check.findings;
}
