/* diagnosekept.c - what earlier looks at a domain found, kept in the store */

#include "cli/diagnosekept.h"

#include <string.h>

/* Bytes of what was found word for word: records can be as long as their zone's owner likes. */
#define FOUND_MAX 500

/* The kind or result of that name; count where a newer bounces wrote another one. */
static guint
find_name(const char *name, guint count, const char *(*name_of)(guint number))
{
    guint number = 0;

    while (number < count && !g_str_equal(name_of(number), name))
        number++;
    return number;
}

static const char *
kind_name(guint number)
{
    return check_kind_name((CheckKind)number);
}

static const char *
result_name(guint number)
{
    return check_result_name((CheckResult)number);
}

static gboolean
take_finding(const StoreFinding *row, gint64 checked, gpointer data, GError **error G_GNUC_UNUSED)
{
    Earlier *earlier = data;
    guint kind = find_name(row->kind, CHECK_KIND_COUNT, kind_name);
    guint result = find_name(row->result, CHECK_OK + 1, result_name);

    if (kind == CHECK_KIND_COUNT || result > CHECK_OK)
        return TRUE;
    if (checked > earlier->checked[kind] || result < earlier->worst[kind])
        earlier->worst[kind] = (CheckResult)result;
    earlier->checked[kind] = checked;
    return TRUE;
}

gboolean
diagnosekept_read(Store *store, const char *domain, Earlier *earlier, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(domain, -1);

    memset(earlier, 0, sizeof(*earlier));
    return store_each_finding(store, lower, take_finding, earlier, error);
}

/* Cut between characters. Owned by the caller. */
static char *
cut(const char *found)
{
    const char *end = found + MIN(strlen(found), FOUND_MAX);

    if (*end)
        end = g_utf8_find_prev_char(found, end + 1);
    return g_strndup(found, (gsize)(end - found));
}

gboolean
diagnosekept_write(Store *store, const Diagnosis *diagnosis, gint64 now, GError **error)
{
    guint count = diagnosis->checks->len;
    g_autofree StoreFinding *rows = g_new0(StoreFinding, count);
    g_autoptr(GPtrArray) founds = g_ptr_array_new_with_free_func(g_free);

    for (guint i = 0; i < count; i++) {
        const Check *check = g_ptr_array_index(diagnosis->checks, i);
        const Finding *row = finding(check->id);

        g_ptr_array_add(founds, cut(check->found));
        rows[i] = (StoreFinding){.kind = check_kind_name(row->kind),
                                 .result = check_result_name(row->result),
                                 .finding = row->key,
                                 .subject = check->subject,
                                 .found = g_ptr_array_index(founds, i)};
    }
    return store_add_diagnosis(store, diagnosis->sender->domain, now, rows, count, error);
}
