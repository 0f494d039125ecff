/* report.c - bounces report: what came back in a period, beside the period before */

#include "render/report.h"

#include "base/time.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/pager.h"
#include "cli/reportfacts.h"
#include "cli/storeuse.h"

#include <glib/gi18n.h>

#define SINCE_DEFAULT "30d"

typedef struct {
    FilterOptions filter;
    char *by;
    char *format;
    char *output;
    StorePlace place;
    int top;
} Options;

static void
options_clear(Options *options)
{
    filter_options_clear(&options->filter);
    g_free(options->by);
    g_free(options->format);
    g_free(options->output);
    storeplace_clear(&options->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    const ReportWriter *writer;
    char *options;
    char *place;
    ReportFacts facts;
} Work;

static void
work_clear(Work *work)
{
    reportfacts_clear(&work->facts);
    storeuse_clear(&work->use);
    g_free(work->options);
    g_free(work->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Work, work_clear)

/* Options with which other commands speak of the same store, and of the same events. */
static void
repeat_options(Work *work, Options *options)
{
    g_autoptr(GString) place = g_string_new("");
    g_autoptr(GString) line = g_string_new("");

    storeplace_repeat(&options->place, place);
    filter_repeat(&options->filter, line);
    g_string_append(line, place->str);
    work->place = g_strdup(g_strchug(place->str));
    work->options = g_strdup(g_strchug(line->str));
    work->facts.report.place = work->place;
    work->facts.report.options = work->options;
}

static gboolean
choose(Work *work, const Options *options, GError **error)
{
    const char *by = options->by ? options->by : "reason";
    const char *format = options->format ? options->format : "text";
    g_autofree char *names = report_by_names();
    g_autofree char *formats = report_writer_names();

    work->writer = report_writer_find(format);
    if (!work->writer)
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"), format,
                               formats);
    if (!report_by_from_name(by, &work->facts.report.by))
        return storeuse_refuse(error, _("a report is not by \"%s\", but by: %s"), by, names);
    if (options->top < -1)
        return storeuse_refuse(error, _("--top wants a number of lines, 0 for all"));
    return TRUE;
}

static gboolean
choose_period(Work *work, Options *options, GError **error)
{
    gint64 now = storeuse_now();

    if (!options->filter.since)
        options->filter.since = g_strdup(SINCE_DEFAULT);
    repeat_options(work, options);
    if (!filter_make(&options->filter, work->use.style.providers, now, &work->facts.filter, error))
        return FALSE;
    if (!work->facts.filter.until)
        work->facts.filter.until = time_day(now) + TIME_DAY;
    if (work->facts.filter.since >= work->facts.filter.until)
        return storeuse_refuse(error, _("--since %s lies ahead"), options->filter.since);
    work->facts.report.since = work->facts.filter.since;
    work->facts.report.until = work->facts.filter.until;
    return TRUE;
}

/* Every day has its line, and what is by another thing than the reason is asked about that alone.
 */
static gboolean
gather(Work *work, int top, GError **error)
{
    StoreBy by = work->facts.report.by;
    gboolean is_by_day = by == STORE_BY_DAY;
    guint parts = work->writer->parts;

    if (top < 0)
        top = is_by_day ? 0 : (int)work->writer->top;
    if (by != STORE_BY_REASON)
        parts &= ~(guint)(REPORT_COUNSEL | REPORT_DIAGNOSES);
    return reportfacts_gather(&work->facts, work->use.store, top, parts, error);
}

static gboolean
write_report(Work *work, const Options *options, GError **error)
{
    work->writer->write(&work->facts.report, &work->use.style, work->use.out);
    if (options->output)
        return output_file(options->output, work->use.out, work->writer->is_prose, error);
    return (work->writer->is_prose ? pager_write(work->use.out, error)
                                   : output_data(work->use.out, error)) &&
           output_flush(error);
}

static gboolean
make_report(Options *options, GError **error)
{
    g_auto(Work) work = {0};

    if (!choose(&work, options, error) ||
        !storeuse_open(&work.use, &options->place, STORE_READ, STOREUSE_WIDTH_MAX, error) ||
        !choose_period(&work, options, error))
        return FALSE;
    work.use.style.colour = work.use.style.colour && !options->output;
    return gather(&work, options->top, error) && write_report(&work, options, error);
}

ExitStatus
report_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {.top = -1};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"by", 'b', 0, G_OPTION_ARG_STRING, &options.by,
         N_("A line for each reason (default), provider, domain, status, day, sender or move"),
         N_("WHAT")},
        {"top", 'n', 0, G_OPTION_ARG_INT, &options.top, N_("Only so many lines; 0 is all of them"),
         N_("N")},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: text (default), html, jsonl or csv"), N_("FORMAT")},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         N_("Write to this file, which is there whole or not at all"), N_("FILE")},
    };

    filter_add_entries(&options.filter, FILTER_PERIOD, entries);
    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    filter_add_entries(&options.filter, FILTER_EVENTS, entries);
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 1)
        return options_refuse(command, argv[1]);
    return make_report(&options, &error) ? EXIT_DONE : complain_error(error);
}
