/* rules.c - the set of rules, and what one rule says */

#include "analyzer/rules.h"

#include "analyzer/ruleset.h"

#define STRINGS_BLOCK (32 * 1024)

/* What the shortest that people write take in a file; more are found room for. */
#define BYTES_PER_RULE 150
#define BYTES_PER_PATTERN 60

/* Room that is not used costs nothing, while growing copies and copies again. */
static guint
room_for(gsize bytes, gsize bytes_of_one)
{
    return (guint)(bytes / bytes_of_one) + 16;
}

static gsize
count_bytes(const GPtrArray *texts)
{
    gsize bytes = 0;

    for (guint i = 0; i < texts->len; i++)
        bytes += g_bytes_get_size(((const RuleText *)g_ptr_array_index(texts, i))->bytes);
    return bytes;
}

Rules *
rules_new(GPtrArray *texts)
{
    Rules *rules = g_new0(Rules, 1);
    gsize bytes = count_bytes(texts);

    rules->texts = texts;
    rules->strings = g_string_chunk_new(STRINGS_BLOCK);
    rules->rules = g_array_sized_new(FALSE, FALSE, sizeof(Rule), room_for(bytes, BYTES_PER_RULE));
    rules->uses =
        g_array_sized_new(FALSE, FALSE, sizeof(PatternUse), room_for(bytes, BYTES_PER_PATTERN));
    rules->codes = g_array_new(FALSE, FALSE, sizeof(CodeRange));
    rules->statuses = g_array_new(FALSE, FALSE, sizeof(StatusRange));
    rules->patterns = pattern_index_new(room_for(bytes, BYTES_PER_PATTERN));
    rules->own_ids = g_hash_table_new(g_str_hash, g_str_equal);
    rules->disabled = g_array_new(FALSE, FALSE, sizeof(Disabled));
    rules->disabled_ids = g_hash_table_new(g_str_hash, g_str_equal);
    rules->providers = providers_new();
    rules->eligible = rules_new_eligible();
    return rules;
}

void
rules_free(Rules *rules)
{
    if (!rules)
        return;
    g_hash_table_unref(rules->eligible);
    providers_free(rules->providers);
    pattern_index_free(rules->patterns);
    g_hash_table_unref(rules->own_ids);
    g_hash_table_unref(rules->disabled_ids);
    g_array_free(rules->disabled, TRUE);
    g_array_free(rules->uses, TRUE);
    g_array_free(rules->statuses, TRUE);
    g_array_free(rules->codes, TRUE);
    g_array_free(rules->rules, TRUE);
    g_string_chunk_free(rules->strings);
    g_ptr_array_unref(rules->texts);
    g_free(rules->without_text);
    g_free(rules->candidates);
    g_free(rules->digest);
    g_free(rules);
}

guint
rules_count(const Rules *rules)
{
    return rules->rules->len;
}

const Rule *
rules_nth(const Rules *rules, guint n)
{
    return &g_array_index(rules->rules, Rule, n);
}

const Rule *
rules_find(const Rules *rules, const char *id)
{
    for (guint n = 0; n < rules_count(rules); n++)
        if (g_str_equal(rules_nth(rules, n)->id, id))
            return rules_nth(rules, n);
    return NULL;
}

guint
rules_first_builtin(const Rules *rules)
{
    guint n = 0;

    while (n < rules_count(rules) && !rules_nth(rules, n)->is_builtin)
        n++;
    return n;
}

Providers *
rules_providers(const Rules *rules)
{
    return rules->providers;
}

const char *
rules_digest(Rules *rules)
{
    g_autoptr(GChecksum) checksum = NULL;

    if (rules->digest)
        return rules->digest;
    checksum = g_checksum_new(G_CHECKSUM_SHA256);
    for (guint i = 0; i < rules->texts->len; i++) {
        const RuleText *text = g_ptr_array_index(rules->texts, i);
        gsize length;
        const guchar *bytes = g_bytes_get_data(text->bytes, &length);
        g_autofree char *head = g_strdup_printf("%s\n%" G_GSIZE_FORMAT "\n", text->file, length);

        g_checksum_update(checksum, (const guchar *)head, -1);
        g_checksum_update(checksum, bytes, (gssize)length);
    }
    rules->digest = g_strdup(g_checksum_get_string(checksum));
    return rules->digest;
}

const char *
rule_id(const Rule *rule)
{
    return rule->id;
}

const char *
rule_file(const Rule *rule)
{
    return rule->file;
}

guint
rule_line(const Rule *rule)
{
    return rule->line;
}

Reason
rule_reason(const Rule *rule)
{
    return rule->reason;
}

const char *
rule_advice(const Rule *rule)
{
    return rule->advice;
}

const char *
rule_provider(const Rule *rule)
{
    return rule->provider;
}

gboolean
rule_has_text(const Rule *rule)
{
    return rule->has_text;
}

gboolean
rule_is_builtin(const Rule *rule)
{
    return rule->is_builtin;
}
