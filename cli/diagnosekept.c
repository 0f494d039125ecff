/* diagnosekept.c - what earlier looks at a domain found, kept in the store */

#include "cli/diagnosekept.h"

#include "base/text.h"

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

/*
 * FALSE where a newer bounces wrote words that this one does not know. A finding knows its kind
 * better than a row does, which may be from when hosts were among the servers.
 */
static gboolean
read_words(const StoreFinding *row, CheckKind *kind, CheckResult *result)
{
    FindingId id;

    *kind = (CheckKind)find_name(row->kind, CHECK_KIND_COUNT, kind_name);
    *result = (CheckResult)find_name(row->result, CHECK_OK + 1, result_name);
    if (finding_from_key(row->finding, &id))
        *kind = finding(id)->kind;
    return *kind < CHECK_KIND_COUNT && *result <= CHECK_OK;
}

/* While rows go by, those of a look one after the other. */
typedef struct {
    GPtrArray *all; /* of Kept; the last is the one whose rows these are */
    gint64 looked;
    gboolean is_made[CHECK_KIND_COUNT]; /* in that look, */
    CheckResult worst[CHECK_KIND_COUNT];
} Reading;

static void
free_kept(gpointer data)
{
    Kept *kept = data;

    g_free(kept->domain);
    g_free(kept->host);
    earlier_clear(&kept->last);
    g_free(kept);
}

static Kept *
current(const Reading *reading)
{
    return reading->all->len > 0 ? g_ptr_array_index(reading->all, reading->all->len - 1) : NULL;
}

static void
go_on(Course *course, CheckResult result, gint64 checked)
{
    if (course->checked && result != course->is) {
        course->was = course->is;
        course->until = course->checked;
        course->since = checked;
    }
    course->is = result;
    course->checked = checked;
}

/* A look is over. What it could not find out says nothing of how things went. */
static void
end_look(Reading *reading)
{
    Kept *kept = current(reading);

    for (guint kind = 0; kind < CHECK_KIND_COUNT; kind++) {
        if (reading->is_made[kind] && reading->worst[kind] != CHECK_UNKNOWN)
            go_on(&kept->courses[kind], reading->worst[kind], reading->looked);
        reading->is_made[kind] = FALSE;
    }
}

static Kept *
begin_look(Reading *reading, const StoreFinding *row)
{
    Kept *kept = current(reading);

    if (!kept || !g_str_equal(kept->domain, row->domain)) {
        kept = g_new0(Kept, 1);
        kept->domain = g_strdup(row->domain);
        kept->last.checks = g_ptr_array_new_with_free_func(check_free);
        g_ptr_array_add(reading->all, kept);
    }
    kept->checked = reading->looked = row->checked;
    text_set(&kept->host, row->host);
    return kept;
}

static void
drop_kind(GPtrArray *checks, CheckKind kind)
{
    for (guint i = checks->len; i > 0; i--)
        if (finding(((const Check *)g_ptr_array_index(checks, i - 1))->id)->kind == kind)
            g_ptr_array_remove_index(checks, i - 1);
}

static void
keep_check(Kept *kept, const StoreFinding *row, CheckKind kind)
{
    FindingId id;
    Check *check;

    if (!finding_from_key(row->finding, &id))
        return;
    check = check_new(id, row->subject, row->found, row->number);
    check_set_page(check, row->page);
    if (kept->last.dates[kind] != row->checked)
        drop_kind(kept->last.checks, kind);
    kept->last.dates[kind] = row->checked;
    g_ptr_array_add(kept->last.checks, check);
}

static gboolean
take_row(const StoreFinding *row, gpointer data, GError **error G_GNUC_UNUSED)
{
    Reading *reading = data;
    Kept *kept = current(reading);
    CheckResult result;
    CheckKind kind;

    if (!read_words(row, &kind, &result))
        return TRUE;
    if (!kept || row->checked != reading->looked || !g_str_equal(kept->domain, row->domain)) {
        end_look(reading);
        kept = begin_look(reading, row);
    }
    if (!reading->is_made[kind] || result < reading->worst[kind])
        reading->worst[kind] = result;
    reading->is_made[kind] = TRUE;
    keep_check(kept, row, kind);
    return TRUE;
}

GPtrArray *
diagnosekept_all(Store *store, const char *domain, GError **error)
{
    g_autoptr(GPtrArray) all = g_ptr_array_new_with_free_func(free_kept);
    Reading reading = {.all = all};

    if (!store_each_finding(store, domain, take_row, &reading, error))
        return NULL;
    end_look(&reading);
    for (guint i = 0; i < all->len; i++)
        checks_sort(((Kept *)g_ptr_array_index(all, i))->last.checks);
    return g_steal_pointer(&all);
}

gboolean
diagnosekept_read(Store *store, const char *domain, Earlier *earlier, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(domain, -1);
    g_autoptr(GPtrArray) all = NULL;

    if (!*lower)
        return TRUE;
    all = diagnosekept_all(store, lower, error);
    if (all && all->len > 0) {
        Kept *kept = g_ptr_array_index(all, 0);

        *earlier = kept->last;
        kept->last.checks = NULL;
    }
    return all != NULL;
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

        g_ptr_array_add(founds,
                        g_strndup(check->found, text_fitting_length(check->found, FOUND_MAX)));
        rows[i] = (StoreFinding){.kind = check_kind_name(row->kind),
                                 .result = check_result_name(row->result),
                                 .finding = row->key,
                                 .subject = check->subject,
                                 .found = g_ptr_array_index(founds, i),
                                 .number = check->number,
                                 .page = check->page,
                                 .host = diagnosis->host};
    }
    return store_add_diagnosis(store, diagnosis->sender->domain, now, rows, count, error);
}
