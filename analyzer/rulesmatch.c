/*
 * rulesmatch.c - which rules hold for some evidence
 *
 * All rules for each event would be slow, so sets of bits narrow them down: the rules of which the
 * text shows a pattern's literal (patternindex.c) and those without Text, less those that provider,
 * type and codes rule out. What is left, a handful, is looked at one by one.
 */

#include "analyzer/bits.h"
#include "analyzer/ruleset.h"

#include <string.h>

/* Combinations that are remembered. Mail has few; who makes up more only slows himself down. */
#define ELIGIBLE_MAX 256

typedef struct {
    char *provider;
    EventType type;
    int reply_code;
    Status status;
} EligibleKey;

static guint
hash_key(gconstpointer data)
{
    const EligibleKey *key = data;
    guint status = (key->status.class * 1000U + key->status.subject) * 1000U + key->status.detail;

    return g_str_hash(key->provider) ^ (status * 31U + (guint)key->reply_code * 8U + key->type);
}

static gboolean
equal_keys(gconstpointer a, gconstpointer b)
{
    const EligibleKey *one = a;
    const EligibleKey *other = b;

    return one->type == other->type && one->reply_code == other->reply_code &&
           status_equal(one->status, other->status) && g_str_equal(one->provider, other->provider);
}

static void
free_key(gpointer data)
{
    EligibleKey *key = data;

    g_free(key->provider);
    g_free(key);
}

GHashTable *
rules_new_eligible(void)
{
    return g_hash_table_new_full(hash_key, equal_keys, free_key, g_free);
}

/* TRUE where word is one of words (split at spaces), or these are "": any. */
static gboolean
admits(const char *words, const char *word)
{
    gsize word_length = strlen(word);
    const char *start;
    gsize length;

    if (!*words)
        return TRUE;
    while ((start = rulefile_next_word(&words, &length)))
        if (length == word_length && g_ascii_strncasecmp(start, word, length) == 0)
            return TRUE;
    return FALSE;
}

static gboolean
takes_reply_code(const Rule *rule, int reply_code)
{
    for (guint i = 0; i < rule->codes.count; i++) {
        const CodeRange *range = &g_array_index(rule->set->codes, CodeRange, rule->codes.first + i);

        if (reply_code >= range->low && reply_code <= range->high)
            return TRUE;
    }
    return rule->codes.count == 0;
}

static gboolean
takes_status(const Rule *rule, Status status)
{
    for (guint i = 0; i < rule->statuses.count; i++)
        if (status_range_contains(
                &g_array_index(rule->set->statuses, StatusRange, rule->statuses.first + i), status))
            return TRUE;
    return rule->statuses.count == 0;
}

gboolean
rule_takes_codes(const Rule *rule, int reply_code, Status status)
{
    return takes_reply_code(rule, reply_code) && takes_status(rule, status);
}

/* The rules that provider, type and codes do not rule out. */
static guint64 *
find_eligible(const Rules *rules, const Evidence *evidence)
{
    guint64 *bits = bits_new(rules_count(rules));

    for (guint n = 0; n < rules_count(rules); n++) {
        const Rule *rule = rules_nth(rules, n);

        if ((!rule->types || rule->types & 1U << evidence->type) &&
            rule_takes_codes(rule, evidence->reply_code, evidence->status) &&
            admits(rule->provider, evidence->provider))
            bits_add(bits, n);
    }
    return bits;
}

static const guint64 *
eligible_for(Rules *rules, const Evidence *evidence)
{
    g_autofree char *provider = g_strdup(evidence->provider);
    EligibleKey key = {provider, evidence->type, evidence->reply_code, evidence->status};
    guint64 *bits = g_hash_table_lookup(rules->eligible, &key);

    if (bits)
        return bits;
    if (g_hash_table_size(rules->eligible) == ELIGIBLE_MAX)
        g_hash_table_remove_all(rules->eligible);
    bits = find_eligible(rules, evidence);
    key.provider = g_steal_pointer(&provider);
    g_hash_table_insert(rules->eligible, g_memdup2(&key, sizeof key), bits);
    return bits;
}

static void
find_without_text(Rules *rules)
{
    rules->candidates = bits_new(rules_count(rules));
    rules->without_text = bits_new(rules_count(rules));
    for (guint n = 0; n < rules_count(rules); n++)
        if (!rules_nth(rules, n)->has_text)
            bits_add(rules->without_text, n);
}

/* The rules that may hold; the text has been looked at when this returns. */
static const guint64 *
find_candidates(Rules *rules, const Evidence *evidence)
{
    const guint64 *eligible = eligible_for(rules, evidence);
    const guint64 *seen = pattern_index_look(rules->patterns, evidence->text);
    gsize words = bits_words(rules_count(rules));
    guint count = rules->uses->len;

    if (!rules->candidates)
        find_without_text(rules);
    memcpy(rules->candidates, rules->without_text, words * sizeof(guint64));
    for (guint n = bits_next(seen, count, 0); n < count; n = bits_next(seen, count, n + 1)) {
        const PatternUse *use = &g_array_index(rules->uses, PatternUse, n);

        if (!use->is_not)
            bits_add(rules->candidates, use->rule);
    }
    for (gsize i = 0; i < words; i++)
        rules->candidates[i] &= eligible[i];
    return rules->candidates;
}

/* Tries the Text or the Not-Text patterns of a rule; any will do. */
static gboolean
any_holds(Rules *rules, const Rule *rule, gboolean is_not, RuleMatch *match)
{
    for (guint n = rule->patterns.first; n < rule->patterns.first + rule->patterns.count; n++)
        if (g_array_index(rules->uses, PatternUse, n).is_not == is_not &&
            pattern_index_holds(rules->patterns, n, match))
            return TRUE;
    return FALSE;
}

/* Looks at the conditions that made no difference to the candidates. */
static gboolean
holds(Rules *rules, const Rule *rule, const Evidence *evidence, RuleMatch *match)
{
    return admits(rule->software, evidence->software) && admits(rule->action, evidence->action) &&
           admits(rule->command, evidence->command) &&
           (!rule->has_text || any_holds(rules, rule, FALSE, match)) &&
           !any_holds(rules, rule, TRUE, NULL);
}

const Rule *
rules_match_from(Rules *rules, const Evidence *evidence, guint from, RuleMatch *match)
{
    const guint64 *candidates = find_candidates(rules, evidence);
    guint count = rules_count(rules);
    RuleMatch found = {0, 0};

    for (guint n = bits_next(candidates, count, from); n < count;
         n = bits_next(candidates, count, n + 1)) {
        found.start = found.length = 0;
        if (holds(rules, rules_nth(rules, n), evidence, &found)) {
            if (match)
                *match = found;
            return rules_nth(rules, n);
        }
    }
    if (match)
        match->start = match->length = 0;
    return NULL;
}

const Rule *
rules_match(Rules *rules, const Evidence *evidence, RuleMatch *match)
{
    return rules_match_from(rules, evidence, 0, match);
}

GPtrArray *
rules_match_all(Rules *rules, const Evidence *evidence)
{
    GPtrArray *all = g_ptr_array_new();
    const guint64 *candidates = find_candidates(rules, evidence);
    guint count = rules_count(rules);

    for (guint n = bits_next(candidates, count, 0); n < count;
         n = bits_next(candidates, count, n + 1))
        if (holds(rules, rules_nth(rules, n), evidence, NULL))
            g_ptr_array_add(all, &g_array_index(rules->rules, Rule, n));
    return all;
}
