/* advice.c - what to do, in the reader's language */

#include "analyzer/advice.h"

#include "analyzer/adviceset.h"

#include <gio/gio.h>
#include <string.h>

#define STRINGS_BLOCK (32 * 1024)
#define REFERENCE "advice.en" /* has Move and Address, and what a translation lacks */

static const char *const addresses[] = {
    [ADDRESS_KEEP] = "keep",
    [ADDRESS_WAIT] = "wait",
    [ADDRESS_CORRECT] = "correct",
    [ADDRESS_REMOVE] = "remove",
};

static void
free_advice(gpointer data)
{
    Advice *advice = data;

    g_ptr_array_unref(advice->steps);
    g_free(advice);
}

void
advices_free(Advices *advices)
{
    if (!advices)
        return;
    g_hash_table_unref(advices->by_key);
    g_ptr_array_unref(advices->all);
    g_string_chunk_free(advices->strings);
    g_free(advices);
}

static Advices *
advices_new(void)
{
    Advices *advices = g_new0(Advices, 1);

    advices->strings = g_string_chunk_new(STRINGS_BLOCK);
    advices->all = g_ptr_array_new_with_free_func(free_advice);
    advices->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    return advices;
}

/* A group at hand; advice is NULL in that of a placeholder. */
typedef struct {
    Advices *advices;
    gboolean is_translation;
    const RuleGroup *group;
} Work;

static gboolean
fail(const Work *work, const RuleField *field, const char *what, GError **error)
{
    return rulefile_fail(error, RULE_ERROR_FIELD, work->group->file, field->line, "%s: \"%s\" %s",
                         field->name, field->value, what);
}

/* A copy that lives as long as the advices. */
static char *
keep(const Work *work, const char *text)
{
    return g_string_chunk_insert(work->advices->strings, text);
}

/* Checks that what stands in braces can be filled in. */
static gboolean
check_braces(const Work *work, const RuleField *field, GError **error)
{
    const char *open = strchr(field->value, '{');

    for (; open; open = strchr(open + 1, '{')) {
        gsize length = strcspn(open + 1, "}");

        if (open[1 + length] != '}' || advice_placeholder(open + 1, length) == PLACEHOLDER_COUNT)
            return fail(work, field, "has a placeholder that is not known", error);
    }
    return TRUE;
}

static gboolean
take_moves(const Work *work, Advice *advice, const RuleField *field, GError **error)
{
    const char *rest = field->value;
    const char *start;
    gsize length;

    while ((start = rulefile_next_word(&rest, &length))) {
        g_autofree char *word = g_strndup(start, length);
        Move move;

        if (!move_from_name(word, &move))
            return fail(work, field, "does not say who must act", error);
        advice->move |= move;
    }
    return TRUE;
}

static gboolean
take_address(const Work *work, Advice *advice, const RuleField *field, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(addresses); i++)
        if (g_str_equal(field->value, addresses[i])) {
            advice->address = (AddressAdvice)i;
            advice->has_address = TRUE;
            return TRUE;
        }
    return fail(work, field, "is not keep, wait, correct or remove", error);
}

static gboolean
take_title(const Work *work, Advice *advice, const RuleField *field, GError **error)
{
    advice->title = keep(work, field->value);
    return check_braces(work, field, error);
}

static gboolean
take_step(const Work *work, Advice *advice, const RuleField *field, GError **error)
{
    g_ptr_array_add(advice->steps, keep(work, field->value));
    return check_braces(work, field, error);
}

/* The key, which is known already; and Source, for who reads the file. */
static gboolean
take_nothing(const Work *work G_GNUC_UNUSED, Advice *advice G_GNUC_UNUSED,
             const RuleField *field G_GNUC_UNUSED, GError **error G_GNUC_UNUSED)
{
    return TRUE;
}

static const struct {
    const char *name;
    gboolean (*take)(const Work *work, Advice *advice, const RuleField *field, GError **error);
    gboolean may_repeat;
    gboolean in_translation;
} advice_fields[] = {
    {"Advice", take_nothing, FALSE, TRUE}, {"Move", take_moves, FALSE, FALSE},
    {"Title", take_title, FALSE, TRUE},    {"Address", take_address, FALSE, FALSE},
    {"Step", take_step, TRUE, TRUE},       {"Source", take_nothing, TRUE, FALSE},
};

static gboolean
take_field(const Work *work, Advice *advice, const RuleField *field, guint *seen, GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(advice_fields); i++) {
        if (!g_str_equal(field->name, advice_fields[i].name) ||
            (work->is_translation && !advice_fields[i].in_translation))
            continue;
        if ((*seen & 1U << i) && !advice_fields[i].may_repeat)
            return fail(work, field, "is a second one", error);
        *seen |= 1U << i;
        return advice_fields[i].take(work, advice, field, error);
    }
    return fail(work, field, "stands in a field that does not belong here", error);
}

/* The advice that a group is about: a new one, or the one that it translates. */
static Advice *
begin_advice(const Work *work, const RuleField *key, GError **error)
{
    Advice *advice = g_hash_table_lookup(work->advices->by_key, key->value);

    if (work->is_translation && (!advice || advice->is_translated)) {
        fail(work, key, advice ? "is a second one" : "is not in the reference", error);
        return NULL;
    }
    if (!work->is_translation && advice) {
        fail(work, key, "is a second one", error);
        return NULL;
    }
    if (!advice) {
        advice = g_new0(Advice, 1);
        advice->key = keep(work, key->value);
        advice->steps = g_ptr_array_new();
        g_ptr_array_add(work->advices->all, advice);
        g_hash_table_insert(work->advices->by_key, advice->key, advice);
    }
    g_ptr_array_set_size(advice->steps, 0);
    advice->title = NULL;
    advice->is_translated = work->is_translation;
    return advice;
}

static gboolean
add_advice(const Work *work, GError **error)
{
    const RuleField *key = &g_array_index(work->group->fields, RuleField, 0);
    Advice *advice = begin_advice(work, key, error);
    guint seen = 0;

    if (!advice)
        return FALSE;
    for (guint i = 0; i < work->group->fields->len; i++)
        if (!take_field(work, advice, &g_array_index(work->group->fields, RuleField, i), &seen,
                        error))
            return FALSE;
    if (!advice->title || !advice->move || !advice->has_address)
        return fail(work, key, "lacks a Title, a Move or an Address", error);
    return TRUE;
}

/* "Placeholder: provider" and the words that stand for it where it is not known. */
static gboolean
add_placeholder(const Work *work, GError **error)
{
    const RuleField *name = &g_array_index(work->group->fields, RuleField, 0);
    const char *otherwise = rule_group_get(work->group, "Otherwise");
    guint n = advice_placeholder(name->value, strlen(name->value));

    if (n == PLACEHOLDER_COUNT)
        return fail(work, name, "is not known", error);
    if (!otherwise || work->group->fields->len != 2)
        return fail(work, name, "needs an Otherwise, and that alone", error);
    work->advices->otherwise[n] = keep(work, otherwise);
    return TRUE;
}

static gboolean
take_group(const RuleGroup *group, gpointer data, GError **error)
{
    Work *work = data;
    const RuleField *first = &g_array_index(group->fields, RuleField, 0);

    work->group = group;
    if (g_str_equal(first->name, "Advice"))
        return add_advice(work, error);
    if (g_str_equal(first->name, "Placeholder"))
        return add_placeholder(work, error);
    return fail(work, first, "does not begin a group; Advice or Placeholder does", error);
}

static gboolean
read_source(Advices *advices, const RuleSource *source, gboolean is_translation, GError **error)
{
    Work work = {advices, is_translation, NULL};

    return rulefile_each(source->file, source->text, source->length, NULL, take_group, &work,
                         error);
}

Advices *
advices_load_sources(const RuleSource *reference, const RuleSource *translation, GError **error)
{
    g_autoptr(Advices) advices = advices_new();

    if (!read_source(advices, reference, FALSE, error) ||
        (translation && !read_source(advices, translation, TRUE, error)))
        return NULL;
    for (guint i = 0; i < PLACEHOLDER_COUNT; i++)
        if (!advices->otherwise[i]) {
            rulefile_fail_io(error, reference->file, "a placeholder has no Otherwise");
            return NULL;
        }
    return g_steal_pointer(&advices);
}

static GBytes *
look_up(const char *name, GError **error)
{
    g_autofree char *path = g_strconcat("/org/bounces/rules/", name, NULL);

    return g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
}

static RuleSource
source_of(const char *name, GBytes *bytes)
{
    RuleSource source = {name, NULL, 0, TRUE};

    source.text = g_bytes_get_data(bytes, &source.length);
    return source;
}

Advices *
advices_load(const char *language, GError **error)
{
    g_autofree char *name = g_strconcat("advice.", language, NULL);
    g_autoptr(GBytes) reference_bytes = look_up(REFERENCE, error);
    g_autoptr(GBytes) translation_bytes = reference_bytes ? look_up(name, error) : NULL;
    RuleSource reference;
    RuleSource translation;

    if (!translation_bytes)
        return NULL;
    reference = source_of("rules/" REFERENCE, reference_bytes);
    translation = source_of(name, translation_bytes);
    return advices_load_sources(&reference, g_str_equal(name, REFERENCE) ? NULL : &translation,
                                error);
}

const Advice *
advices_find(const Advices *advices, const char *key)
{
    return g_hash_table_lookup(advices->by_key, key);
}

const char *
advices_nth(const Advices *advices, guint n)
{
    const Advice *advice = n < advices->all->len ? g_ptr_array_index(advices->all, n) : NULL;

    return advice ? advice->key : NULL;
}

Move
advice_move(const Advice *advice)
{
    return advice->move;
}

AddressAdvice
advice_address(const Advice *advice)
{
    return advice->address;
}

gboolean
advice_is_translated(const Advice *advice)
{
    return advice->is_translated;
}
