/* rulefields.c - the fields that a rule may have */

#include "analyzer/ruleset.h"

#include "base/nearest.h"

#include <string.h>

typedef struct FieldRow FieldRow;

/* A rule that is being put together. */
typedef struct {
    Rules *rules;
    Rule *rule;
    const RuleGroup *group;
} Work;

typedef gboolean (*TakeFunc)(const Work *work, const FieldRow *row, const RuleField *field,
                             GError **error);

struct FieldRow {
    const char *name;
    TakeFunc take;
    gsize offset;             /* of the string in Rule that take_words sets */
    const char *const *words; /* that may stand in it, NULL: any */
    gboolean may_repeat;
    gboolean is_condition;
};

const char *const rule_lines_kept[] = {"Example", "Not-Example", NULL};

/* RFC 3464 section 2.3.3, and smtpreply.h */
static const char *const actions[] = {"failed",  "delayed",  "delivered",
                                      "relayed", "expanded", NULL};
static const char *const commands[] = {"CONNECT", "EHLO", "STARTTLS", "MAIL", "RCPT",
                                       "DATA",    "EOM",  "PIPE",     NULL};

static gboolean
fail(const Work *work, const RuleField *field, const char *word, const char *what, GError **error)
{
    return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, field->line, "%s: \"%s\" %s",
                         field->name, word, what);
}

/* A word that is none of words: names the one that was perhaps meant. */
static gboolean
fail_unknown(const Work *work, const RuleField *field, const char *word, const char *const *words,
             GError **error)
{
    const char *meant = nearest_word(word, words);
    g_autofree char *what = NULL;

    what =
        meant ? g_strdup_printf("is not known; is \"%s\" meant?", meant) : g_strdup("is not known");
    return fail(work, field, word, what, error);
}

static gboolean
is_one_of(const char *word, const char *const *words)
{
    for (; *words; words++)
        if (g_ascii_strcasecmp(word, *words) == 0)
            return TRUE;
    return FALSE;
}

/* Hands each word of a field to take, until one fails. */
static gboolean
each_word(const Work *work, const FieldRow *row, const RuleField *field, GError **error,
          gboolean (*take)(const Work *work, const FieldRow *row, const RuleField *field,
                           const char *word, GError **error))
{
    const char *rest = field->value;
    const char *start;
    gsize length;

    while ((start = rulefile_next_word(&rest, &length))) {
        g_autofree char *word = g_strndup(start, length);

        if (!take(work, row, field, word, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
take_id(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field, GError **error)
{
    for (const char *c = field->value; *c; c++)
        if (!g_ascii_isalnum(*c) && !strchr("-._", *c))
            return fail(work, field, field->value, "is more than letters, digits, - . and _",
                        error);
    work->rule->id = g_string_chunk_insert(work->rules->strings, field->value);
    return TRUE;
}

static gboolean
check_word(const Work *work, const FieldRow *row, const RuleField *field, const char *word,
           GError **error)
{
    return !row->words || is_one_of(word, row->words) ||
           fail_unknown(work, field, word, row->words, error);
}

static gboolean
take_words(const Work *work, const FieldRow *row, const RuleField *field, GError **error)
{
    *(const char **)G_STRUCT_MEMBER_P(work->rule, row->offset) =
        g_string_chunk_insert_const(work->rules->strings, field->value);
    return !row->words || each_word(work, row, field, error, check_word);
}

static gboolean
take_type(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
          const char *word, GError **error)
{
    const char *names[EVENT_TYPE_COUNT + 1] = {NULL};
    EventType type;

    if (event_type_from_name(word, &type)) {
        work->rule->types |= 1U << type;
        return TRUE;
    }
    for (guint i = 0; i < EVENT_TYPE_COUNT; i++)
        names[i] = event_type_name((EventType)i);
    return fail_unknown(work, field, word, names, error);
}

static gboolean
take_types(const Work *work, const FieldRow *row, const RuleField *field, GError **error)
{
    return each_word(work, row, field, error, take_type);
}

/* "452", "55x" or "4xx": an x is any digit, and only x may follow it. */
static gboolean
take_code(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
          const char *word, GError **error)
{
    CodeRange range = {0, 0};
    gsize digits = strspn(word, "0123456789");

    if (strlen(word) != 3 || digits + strspn(word + digits, "xX") != 3 || !strchr("245", *word))
        return fail(work, field, word, "is no reply code such as 452, 55x or 4xx", error);
    for (gsize i = 0; i < 3; i++) {
        range.low = range.low * 10 + (i < digits ? g_ascii_digit_value(word[i]) : 0);
        range.high = range.high * 10 + (i < digits ? g_ascii_digit_value(word[i]) : 9);
    }
    g_array_append_val(work->rules->codes, range);
    return TRUE;
}

static gboolean
take_codes(const Work *work, const FieldRow *row, const RuleField *field, GError **error)
{
    return each_word(work, row, field, error, take_code);
}

static gboolean
take_status(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
            const char *word, GError **error)
{
    StatusRange range;

    if (!status_range_parse(word, &range))
        return fail(work, field, word,
                    "is no status such as 5.1.1, X.2.2, 5.7.X or 5.7.606-5.7.649", error);
    g_array_append_val(work->rules->statuses, range);
    return TRUE;
}

static gboolean
take_statuses(const Work *work, const FieldRow *row, const RuleField *field, GError **error)
{
    return each_word(work, row, field, error, take_status);
}

static void
add_pattern(const Work *work, const RuleField *field, gboolean is_not)
{
    PatternUse use = {work->rules->rules->len, is_not};
    const char *text = g_string_chunk_insert(work->rules->strings, field->value);

    pattern_index_add(work->rules->patterns, text, work->group->file, field->line);
    g_array_append_val(work->rules->uses, use);
}

static gboolean
take_text(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
          GError **error G_GNUC_UNUSED)
{
    work->rule->has_text = TRUE;
    add_pattern(work, field, FALSE);
    return TRUE;
}

static gboolean
take_not_text(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
              GError **error G_GNUC_UNUSED)
{
    add_pattern(work, field, TRUE);
    return TRUE;
}

static gboolean
take_reason(const Work *work, const FieldRow *row G_GNUC_UNUSED, const RuleField *field,
            GError **error)
{
    const char *names[REASON_COUNT + 1] = {NULL};

    if (reason_from_name(field->value, &work->rule->reason))
        return TRUE;
    for (guint i = 0; i < REASON_COUNT; i++)
        names[i] = reason_name((Reason)i);
    return fail_unknown(work, field, field->value, names, error);
}

/* Source is for who reads the file; an example waits until rules_check reads it. */
static gboolean
take_nothing(const Work *work G_GNUC_UNUSED, const FieldRow *row G_GNUC_UNUSED,
             const RuleField *field G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
    return TRUE;
}

#define OFFSET(member) G_STRUCT_OFFSET(Rule, member)

/* clang-format off */
static const FieldRow rule_fields[] = {
    /* name         take           offset             words     repeats  condition */
    {"Rule",        take_id,       0,                 NULL,     FALSE,   FALSE},
    {"Text",        take_text,     0,                 NULL,     TRUE,    TRUE},
    {"Example",     take_nothing,  0,                 NULL,     TRUE,    FALSE},
    {"Reason",      take_reason,   0,                 NULL,     FALSE,   FALSE},
    {"Source",      take_nothing,  0,                 NULL,     TRUE,    FALSE},
    {"Provider",    take_words,    OFFSET(provider),  NULL,     FALSE,   TRUE},
    {"Advice",      take_words,    OFFSET(advice),    NULL,     FALSE,   FALSE},
    {"Software",    take_words,    OFFSET(software),  NULL,     FALSE,   TRUE},
    {"Type",        take_types,    0,                 NULL,     FALSE,   TRUE},
    {"Action",      take_words,    OFFSET(action),    actions,  FALSE,   TRUE},
    {"Command",     take_words,    OFFSET(command),   commands, FALSE,   TRUE},
    {"Reply-Code",  take_codes,    0,                 NULL,     FALSE,   TRUE},
    {"Status",      take_statuses, 0,                 NULL,     FALSE,   TRUE},
    {"Not-Text",    take_not_text, 0,                 NULL,     TRUE,    TRUE},
    {"Not-Example", take_nothing,  0,                 NULL,     TRUE,    FALSE},
};
/* clang-format on */

static const FieldRow *
find_row(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(rule_fields); i++)
        if (g_str_equal(name, rule_fields[i].name))
            return &rule_fields[i];
    return NULL;
}

static gboolean
fail_field(const Work *work, const RuleField *field, GError **error)
{
    const char *names[G_N_ELEMENTS(rule_fields) + 1] = {NULL};
    const char *meant;

    for (guint i = 0; i < G_N_ELEMENTS(rule_fields); i++)
        names[i] = rule_fields[i].name;
    meant = nearest_word(field->name, names);
    if (!meant)
        return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, field->line,
                             "a rule has no field %s", field->name);
    return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, field->line,
                         "a rule has no field %s; is %s meant?", field->name, meant);
}

/* Takes all fields; seen gets a bit for each row that was met. */
static gboolean
take_fields(const Work *work, guint *seen, GError **error)
{
    for (guint i = 0; i < work->group->fields->len; i++) {
        const RuleField *field = &g_array_index(work->group->fields, RuleField, i);
        const FieldRow *row = find_row(field->name);

        if (!row)
            return fail_field(work, field, error);
        if ((*seen & 1U << (row - rule_fields)) && !row->may_repeat)
            return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, field->line,
                                 "a second %s", field->name);
        *seen |= 1U << (row - rule_fields);
        if (!row->take(work, row, field, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean
check_complete(const Work *work, guint seen, GError **error)
{
    guint conditions = 0;

    for (guint i = 0; i < G_N_ELEMENTS(rule_fields); i++)
        conditions |= rule_fields[i].is_condition ? seen & 1U << i : 0;
    if (!(seen & 1U << (find_row("Reason") - rule_fields)))
        return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, work->group->line,
                             "rule %s has no Reason", work->rule->id);
    if (!conditions)
        return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, work->group->line,
                             "rule %s has no condition, it would hold always", work->rule->id);
    if (!*work->rule->advice)
        work->rule->advice = reason_name(work->rule->reason);
    return TRUE;
}

/* The spans of a rule begin where the shared arrays end... */
static void
begin_spans(const Rules *rules, Rule *rule)
{
    rule->codes.first = rules->codes->len;
    rule->statuses.first = rules->statuses->len;
    rule->patterns.first = rules->uses->len;
}

/* ... and hold what was added since. */
static void
end_spans(const Rules *rules, Rule *rule)
{
    rule->codes.count = rules->codes->len - rule->codes.first;
    rule->statuses.count = rules->statuses->len - rule->statuses.first;
    rule->patterns.count = rules->uses->len - rule->patterns.first;
}

/* The administrator's rule with this id, or NULL. That the built-in ids differ, rules_check sees.
 */
static const Rule *
find_own(const Rules *rules, const char *id)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(rules->own_ids, id));

    return n ? rules_nth(rules, n - 1) : NULL;
}

static gboolean
is_disabled(Rules *rules, const char *id)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(rules->disabled_ids, id));

    if (n)
        g_array_index(rules->disabled, Disabled, n - 1).was_found = TRUE;
    return n != 0;
}

/* Puts a rule together and adds it to the set. */
static gboolean
add_rule(Rules *rules, const RuleGroup *group, gboolean is_builtin, GError **error)
{
    Rule rule = {.set = rules,
                 .file = group->file,
                 .line = group->line,
                 .is_builtin = is_builtin,
                 .advice = "",
                 .provider = "",
                 .software = "",
                 .action = "",
                 .command = ""};
    const Work work = {rules, &rule, group};
    guint seen = 0;

    begin_spans(rules, &rule);
    if (!take_fields(&work, &seen, error) || !check_complete(&work, seen, error))
        return FALSE;
    end_spans(rules, &rule);
    g_array_append_val(rules->rules, rule);
    if (!is_builtin)
        g_hash_table_insert(rules->own_ids, rule.id, GUINT_TO_POINTER(rules->rules->len));
    return TRUE;
}

gboolean
rules_add(Rules *rules, const RuleGroup *group, gboolean is_builtin, GError **error)
{
    const char *id = rule_group_get(group, "Rule");
    const Rule *own = find_own(rules, id);

    if (is_builtin && (is_disabled(rules, id) || own))
        return TRUE;
    if (own)
        return rulefile_fail(error, RULE_ERROR_FIELD, group->file, group->line,
                             "a second rule %s; the first is %s:%u", id, own->file, own->line);
    if (rules->rules->len == RULES_MAX)
        return rulefile_fail(error, RULE_ERROR_FIELD, group->file, group->line,
                             "more than %d rules", RULES_MAX);
    return add_rule(rules, group, is_builtin, error);
}
