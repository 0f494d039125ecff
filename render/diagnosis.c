/* diagnosis.c - what was found about a sending domain, one line a check, worst first */

#include "render/diagnosis.h"

#include "base/text.h"
#include "render/diagnosiswords.h"
#include "render/figures.h"
#include "render/layout.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

#define GAP 2
#define KIND_WIDTH 12

/* Records can be long; -v shows all of them. What is to be published, --record does. */
#define LINES_MAX 3
#define REMEDY_LINES_MAX 8

gboolean
diagnosis_explains(const Finding *row)
{
    return row->result == CHECK_FAIL || row->result == CHECK_WARN;
}

static const DiagnosisWriter writers[] = {
    {"text", TRUE, diagnosis_text},
    {"jsonl", FALSE, diagnosis_jsonl},
};

const DiagnosisWriter *
diagnosis_writer_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(writers); i++)
        if (g_str_equal(writers[i].name, name))
            return &writers[i];
    return NULL;
}

/* From where the domain sends, and who says so. */
static void
write_head(const DiagnosisPage *page, const RenderStyle *style, GString *out)
{
    const Sender *sender = page->diagnosis->sender;
    g_autofree char *addresses = g_strjoinv(", ", sender->addresses);
    g_autofree char *helos = g_strjoinv(", ", sender->helos);
    g_autofree char *from =
        *helos ? g_strdup_printf("%s (%s)", addresses, helos) : g_strdup(addresses);
    g_autofree char *count = words_count((guint64)page->bounces);
    g_autofree char *line = NULL;

    if (!*addresses)
        line = g_strdup_printf(_("%s: from which address it sends is not known; bounces import, or "
                                 "--ip, tells."),
                               sender->domain);
    else if (page->bounces > 0)
        line = g_strdup_printf(ngettext("%s sends from %s, as %s stored bounce shows.",
                                        "%s sends from %s, as %s stored bounces show.",
                                        (gulong)page->bounces),
                               sender->domain, from, count);
    else
        line = g_strdup_printf(_("%s, as if sent from %s."), sender->domain, from);
    layout_paragraph(out, style, "", line, 0);
}

/* The widest result in the reader's language, and the gap behind it. */
static int
result_width(void)
{
    int width = 0;

    for (guint result = 0; result <= CHECK_OK; result++)
        width = MAX(width, text_width(diagnosis_result_word((CheckResult)result)));
    return width + GAP;
}

/* As wide as the columns of results and kinds. Owned by the caller. */
static char *
make_blank(void)
{
    return g_strnfill((gsize)result_width() + KIND_WIDTH, ' ');
}

/* "FAIL  SPF         " in colour, and the finding beside it. */
static void
write_finding(const DiagnosisPage *page, const Check *check, const RenderStyle *style, GString *out)
{
    static const Ink inks[] = {
        [CHECK_FAIL] = INK_BAD,
        [CHECK_WARN] = INK_LATER,
        [CHECK_UNKNOWN] = INK_DIM,
        [CHECK_OK] = INK_GOOD,
    };
    const Finding *row = finding(check->id);
    g_autofree char *what = diagnosis_what(page, check);
    g_autoptr(GString) result = g_string_new(NULL);
    g_autoptr(GString) kind = g_string_new(NULL);
    g_autoptr(GString) lines = g_string_new(NULL);

    layout_cell(result, diagnosis_result_word(row->result), result_width());
    layout_cell(kind, diagnosis_kind_word(row->kind), KIND_WIDTH);
    layout_ink(out, style, inks[row->result], result->str);
    layout_ink(out, style, INK_BOLD, kind->str);

    g_autofree char *blank = make_blank();
    layout_paragraph(lines, style, blank, what, page->is_verbose ? 0 : LINES_MAX);
    g_string_append(out, lines->str + strlen(blank));
}

static void
write_below(GString *out, const RenderStyle *style, const char *text, guint lines)
{
    g_autofree char *blank = make_blank();

    if (*text)
        layout_paragraph(out, style, blank, text, lines);
}

static void
write_explained(const Explained *explained, const RenderStyle *style, GString *out)
{
    g_autofree char *line = diagnosis_explained(explained);

    write_below(out, style, line, 0);
}

/*
 * The remedy, unless the line before had it; with -v also what was found, why it matters, and who
 * says so.
 */
static void
write_rest(const DiagnosisPage *page, const Check *check, const Check *last,
           const RenderStyle *style, GString *out)
{
    const Finding *row = finding(check->id);
    g_autofree char *remedy = diagnosis_remedy(page, check);
    g_autofree char *before = last && last->id == check->id ? diagnosis_remedy(page, last) : NULL;
    g_autofree char *source = NULL;

    if (!before || !g_str_equal(before, remedy))
        write_below(out, style, remedy, page->is_verbose ? 0 : REMEDY_LINES_MAX);
    if (!page->is_verbose)
        return;
    if (*check->found) {
        g_autofree char *blank = make_blank();
        g_autofree char *lead = g_strconcat(blank, "> ", NULL);

        layout_quote(out, style, lead, check->found, 0);
    }
    write_below(out, style, diagnosis_why(row->kind), 0);
    source = g_strdup_printf(_("%s: %s"), row->key, row->source);
    write_below(out, style, source, 0);
}

void
earlier_clear(Earlier *earlier)
{
    g_clear_pointer(&earlier->checks, g_ptr_array_unref);
}

/* Whether one of checks is of that kind and about that subject. */
static gboolean
has_subject(const GPtrArray *checks, CheckKind kind, const char *subject)
{
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = g_ptr_array_index(checks, i);

        if (finding(check->id)->kind == kind && g_str_equal(check->subject, subject))
            return TRUE;
    }
    return FALSE;
}

/* Of hosts, which somebody names anew each time, only those count that others are about, too. */
static CheckResult
worst_result(const GPtrArray *checks, CheckKind kind, const GPtrArray *others)
{
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = g_ptr_array_index(checks, i);
        const Finding *row = finding(check->id);

        if (row->kind == kind && (kind != CHECK_HOST || has_subject(others, kind, check->subject)))
            return row->result;
    }
    return CHECK_UNKNOWN;
}

CheckResult
earlier_worst(const Earlier *earlier, CheckKind kind)
{
    return earlier->checks ? worst_result(earlier->checks, kind, earlier->checks) : CHECK_UNKNOWN;
}

/* What is another result than the last time; what was or is not known is none. */
static void
write_changes(const DiagnosisPage *page, const RenderStyle *style, GString *out)
{
    const GPtrArray *before = page->earlier ? page->earlier->checks : NULL;
    const GPtrArray *now = page->diagnosis->checks;

    for (guint kind = 0; before && kind < CHECK_KIND_COUNT; kind++) {
        CheckResult was = worst_result(before, (CheckKind)kind, now);
        CheckResult is = worst_result(now, (CheckKind)kind, before);
        g_autofree char *date = figures_date(page->earlier->dates[kind]);
        g_autofree char *line = NULL;

        if (was == is || was == CHECK_UNKNOWN || is == CHECK_UNKNOWN)
            continue;
        line = g_strdup_printf(_("Changed: %s is %s now; on %s it was %s."),
                               diagnosis_kind_word((CheckKind)kind), diagnosis_result_word(is),
                               date, diagnosis_result_word(was));
        layout_paragraph(out, style, "", line, 0);
    }
}

/* What no look at the DNS can find. */
static void
write_foot(const DiagnosisPage *page, const RenderStyle *style, GString *out)
{
    const char *domain = page->diagnosis->sender->domain;
    g_autofree char *line = NULL;

    if (page->diagnosis->sender->connects)
        return;
    line = g_strdup_printf(_("Mail from outside that never arrives leaves no bounce. Whether the "
                             "servers of %s take mail:"),
                           domain);
    layout_paragraph(out, style, "", line, 0);
    g_string_append_printf(out, "  bounces diagnose %s --connect\n", domain);
}

void
diagnosis_text(const DiagnosisPage *page, const RenderStyle *style, GString *out)
{
    const GPtrArray *checks = page->diagnosis->checks;
    const Check *last = NULL;
    guint told = 0; /* kinds, as bits */

    write_head(page, style, out);
    write_changes(page, style, out);
    for (guint i = 0; i < checks->len; i++) {
        const Check *check = g_ptr_array_index(checks, i);
        const Finding *row = finding(check->id);

        write_finding(page, check, style, out);
        if (!(told & 1U << row->kind) && diagnosis_explains(row))
            write_explained(&page->explained[row->kind], style, out);
        told |= 1U << row->kind;
        write_rest(page, check, last, style, out);
        last = check;
    }
    write_foot(page, style, out);
}
