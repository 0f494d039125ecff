/* conditions.c - a StoreFilter as SQL */

#include "db/conditions.h"

#include "base/time.h"
#include "db/storeimpl.h"

static char *
as_it_is(const char *value)
{
    return g_strdup(value);
}

static char *
without_at(const char *domain)
{
    return g_ascii_strdown(domain + 1, -1);
}

static char *
one_of_words(const char *word)
{
    return g_strdup_printf("%% %s %%", word);
}

/* What stands for a member of the filter, and for one that begins with "@". */
typedef struct {
    const char *sql;
    char *(*value)(const char *member);
    gboolean is_daily; /* the counts by day have that column */
} Condition;

#define FILTER(member) G_STRUCT_OFFSET(StoreFilter, member)
#define NO_DOMAIN                                                                                  \
    {                                                                                              \
        NULL, NULL, FALSE                                                                          \
    }

static const struct {
    gsize offset;
    Condition whole;
    Condition domain;
} members[] = {
    {FILTER(account), {"account = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(type), {"type = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(reason), {"reason = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(provider), {"provider = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(recipient),
     {"address = ?", store_address, FALSE},
     {"recipient_domain = ?", without_at, TRUE}},
    {FILTER(sender),
     {"sender = ?", store_address, TRUE},
     {"substr(sender, length(sender) - length(?) + 1) = ?", store_address, TRUE}},
    {FILTER(status), {"status = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(move), {"' ' || move || ' ' LIKE ?", one_of_words, TRUE}, NO_DOMAIN},
    {FILTER(ours), {"ours = ?", as_it_is, TRUE}, NO_DOMAIN},
    {FILTER(rule), {"rule = ?", as_it_is, FALSE}, NO_DOMAIN},
};

/* The filter's member, "" where it is left out, and the condition that it makes. */
static const char *
member_of(const StoreFilter *filter, guint i, const Condition **condition)
{
    const char *member =
        *(const char *const *)(gconstpointer)((const char *)filter + members[i].offset);

    if (!member)
        member = "";
    *condition = *member == '@' && members[i].domain.sql ? &members[i].domain : &members[i].whole;
    return member;
}

void
conditions_init(Conditions *conditions, const StoreFilter *filter)
{
    conditions->sql = g_string_new("");
    conditions->values = g_array_new(FALSE, FALSE, sizeof(FieldValue));
    conditions->keep = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const Condition *condition;
        const char *member = member_of(filter, i, &condition);

        if (*member) {
            g_ptr_array_add(conditions->keep, condition->value(member));
            conditions_add(conditions, condition->sql,
                           TEXT_VALUE(conditions->keep->pdata[conditions->keep->len - 1]));
        }
    }
    if (filter->hard_bounce)
        conditions_add(conditions, "hard_bounce = ?", NUMBER_VALUE(1));
    if (filter->without_rule)
        conditions_add(conditions, "confidence <> ?", TEXT_VALUE(confidence_name(CONFIDENCE_RULE)));
    if (filter->without_strangers)
        conditions_add(conditions, "ours <> ?", TEXT_VALUE(ours_name(OURS_NO)));
}

void
conditions_clear(Conditions *conditions)
{
    if (!conditions->sql)
        return;
    g_string_free(conditions->sql, TRUE);
    g_array_unref(conditions->values);
    g_ptr_array_unref(conditions->keep);
    conditions->sql = NULL;
}

guint
conditions_value(Conditions *conditions, FieldValue value)
{
    g_array_append_val(conditions->values, value);
    return conditions->values->len;
}

void
conditions_add(Conditions *conditions, const char *condition, FieldValue value)
{
    guint number = conditions_value(conditions, value);

    g_string_append(conditions->sql, " AND ");
    for (; *condition; condition++)
        if (*condition == '?')
            g_string_append_printf(conditions->sql, "$%u", number);
        else
            g_string_append_c(conditions->sql, *condition);
}

void
conditions_add_times(Conditions *conditions, const StoreFilter *filter)
{
    if (filter->since)
        conditions_add(conditions, "received >= ?", NUMBER_VALUE(filter->since));
    if (filter->until)
        conditions_add(conditions, "received < ?", NUMBER_VALUE(filter->until));
}

gboolean
conditions_fit_daily(const StoreFilter *filter)
{
    gboolean fit =
        filter->since % TIME_DAY == 0 && filter->until % TIME_DAY == 0 && !filter->without_rule;

    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        const Condition *condition;

        if (*member_of(filter, i, &condition))
            fit = fit && condition->is_daily;
    }
    return fit;
}

gboolean
store_filter_is_open(const StoreFilter *filter)
{
    g_auto(Conditions) conditions = {0};

    conditions_init(&conditions, filter);
    conditions_add_times(&conditions, filter);
    return conditions.sql->len == 0;
}

const FieldValue *
conditions_values(const Conditions *conditions)
{
    return (const FieldValue *)(gconstpointer)conditions->values->data;
}
