/* meanings.c - the rules that a bare code fits */

#include "cli/meanings.h"

#include "analyzer/evidence.h"
#include "cli/rulegroups.h"
#include "parsers/smtpreply.h"

typedef struct {
    const Explainer *explainer;
    int reply_code;
    Status status;
    GPtrArray *meanings;
} Search;

static void
meaning_free(gpointer data)
{
    Meaning *meaning = data;

    g_free(meaning->words);
    g_free(meaning);
}

static gboolean
is_known(const Search *search, const Rule *rule)
{
    for (guint i = 0; i < search->meanings->len; i++) {
        const Meaning *meaning = g_ptr_array_index(search->meanings, i);

        if (g_str_equal(rule_advice(meaning->rule), rule_advice(rule)) &&
            g_str_equal(rule_provider(meaning->rule), rule_provider(rule)))
            return TRUE;
    }
    return FALSE;
}

static void
add_meaning(Search *search, const Rule *rule, const char *words, gsize length)
{
    Meaning *meaning = g_new0(Meaning, 1);

    meaning->rule = rule;
    meaning->words = g_strndup(words, length);
    g_ptr_array_add(search->meanings, meaning);
}

/*
 * Rules that go by words alone name no codes, but their examples carry them. TRUE where this one
 * carries the code and belongs to rule.
 */
static gboolean
take_example(Search *search, const Rule *rule, const char *example)
{
    g_auto(SmtpReply) reply = {0};
    Evidence evidence = {0};
    RuleMatch match = {0};

    smtpreply_parse(example, &reply);
    if ((search->reply_code && search->reply_code != reply.code) ||
        (status_is_set(search->status) && !status_equal(search->status, reply.status)))
        return FALSE;

    evidence_from_reply(search->explainer->rules, &reply, "", &evidence);
    if (rules_match(search->explainer->rules, &evidence, &match) != rule)
        match = (RuleMatch){0};
    add_meaning(search, rule, evidence.text + match.start, match.length);
    return TRUE;
}

/* rule_provider has one key or several. */
static gboolean
is_rule_of(const Rule *rule, const char *provider)
{
    g_auto(GStrv) keys = g_strsplit(rule_provider(rule), " ", -1);

    return g_strv_contains((const char *const *)keys, provider);
}

/* A rule that belongs to the provider that is asked about, or to any where none is. */
static gboolean
is_wanted(const Search *search, const Rule *rule)
{
    const char *provider = search->explainer->provider;

    return *provider ? is_rule_of(rule, provider) : *rule_provider(rule) != '\0';
}

static gboolean
takes_code(const Search *search, const Rule *rule, const RuleGroup *group)
{
    gboolean has_status = rule_group_get(group, "Status") != NULL;
    gboolean has_code = rule_group_get(group, "Reply-Code") != NULL;

    return (status_is_set(search->status) ? has_status : has_code) &&
           rule_takes_codes(rule, search->reply_code, search->status);
}

static gboolean
take_group(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    Search *search = data;
    const char *id = rule_group_get(group, "Rule");
    const Rule *rule = id ? rules_find(search->explainer->rules, id) : NULL;

    if (!rule || !g_str_equal(rule_file(rule), group->file) || !is_wanted(search, rule) ||
        is_known(search, rule))
        return TRUE;
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);

        if (g_str_equal(field->name, "Example") && take_example(search, rule, field->value))
            return TRUE;
    }
    if (takes_code(search, rule, group))
        add_meaning(search, rule, "", 0);
    return TRUE;
}

/* Goes once through each file that rules came from; those of one file stand together. */
static gboolean
find_all(Search *search, GError **error)
{
    const Rules *rules = search->explainer->rules;
    const char *file = "";

    for (guint i = 0; i < rules_count(rules); i++) {
        const Rule *rule = rules_nth(rules, i);

        if (g_str_equal(rule_file(rule), file))
            continue;
        file = rule_file(rule);
        if (!rulegroups_each(file, rule_is_builtin(rule), take_group, search, error))
            return FALSE;
    }
    return TRUE;
}

GPtrArray *
meanings_find(const Explainer *explainer, int reply_code, Status status, GError **error)
{
    g_autoptr(GPtrArray) meanings = g_ptr_array_new_with_free_func(meaning_free);
    Search search = {explainer, reply_code, status, meanings};

    return find_all(&search, error) ? g_steal_pointer(&meanings) : NULL;
}

gboolean
meaning_is_at(const Meaning *meaning, const char *provider)
{
    return is_rule_of(meaning->rule, provider);
}
