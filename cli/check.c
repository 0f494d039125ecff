/* check.c - bounces check: an alarm for Nagios, cron and Prometheus */

#include "base/text.h"
#include "base/time.h"
#include "cli/cli.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "cli/storeuse.h"
#include "cli/threshold.h"
#include "render/counted.h"
#include "render/figures.h"
#include "render/prometheus.h"
#include "render/words.h"

#include <glib/gi18n.h>
#include <string.h>

#define SINCE_DEFAULT "1d"

/* As the guidelines of monitoring-plugins.org have them. */
typedef enum { CHECK_OK, CHECK_WARNING, CHECK_CRITICAL, CHECK_UNKNOWN } CheckStatus;
static const char *const status_words[] = {"OK", "WARNING", "CRITICAL", "UNKNOWN"};

typedef struct {
    FilterOptions filter;
    StorePlace place;
    char **warning;
    char **critical;
    int least;
    char *format;
    char *output;
} Options;

static void
options_clear(Options *options)
{
    filter_options_clear(&options->filter);
    storeplace_clear(&options->place);
    g_strfreev(options->warning);
    g_strfreev(options->critical);
    g_free(options->format);
    g_free(options->output);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Options, options_clear)

typedef struct {
    StoreUse use;
    StoreFilter filter;
    Thresholds warning;
    Thresholds critical;
    Measured measured;
    CheckStatus status;
    Measure measure; /* that decided the status */
} Check;

static void
check_clear(Check *check)
{
    storeuse_clear(&check->use);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Check, check_clear)

static CheckStatus
judge(Check *check)
{
    if (threshold_exceeded(&check->critical, &check->measured, &check->measure))
        return CHECK_CRITICAL;
    if (threshold_exceeded(&check->warning, &check->measured, &check->measure))
        return CHECK_WARNING;
    return CHECK_OK;
}

static const Counted failures = NP_("%s failure", "%s failures");

/* "64 failures, 16 % of all, 210 % more than usual". */
static char *
tell(const Check *check)
{
    gint64 change = check->measured.values[MEASURE_CHANGE];
    g_autofree char *count = counted(failures, check->measured.values[MEASURE_COUNT]);
    g_autofree char *period = figures_period(check->filter.since, check->filter.until);
    g_autofree char *share = words_count((guint64)check->measured.values[MEASURE_SHARE]);
    g_autofree char *more = words_count((guint64)MAX(change, 0));
    g_autofree char *usual = words_count((guint64)check->measured.usual);
    GString *line = g_string_new("");

    g_string_append_printf(line, _("%s, %s"), count, period);
    if (check->measured.values[MEASURE_SHARE] < 100 && check->measured.values[MEASURE_COUNT] > 0)
        g_string_append_printf(line, _(", %s %% of all"), share);
    if (change >= 0)
        g_string_append_printf(line, _(", %s %% more than usual (%s)"), more, usual);
    return g_string_free(line, FALSE);
}

/* Data for graphs: label=value;warning;critical;least, as the guidelines have it. */
static void
add_performance(const Check *check, Measure measure, const char *label, const char *unit,
                GString *line)
{
    gint64 limits[] = {check->warning.limits[measure], check->critical.limits[measure]};

    g_string_append_printf(line, " %s=%" G_GINT64_FORMAT "%s", label,
                           check->measured.values[measure], unit);
    for (guint i = 0; i < G_N_ELEMENTS(limits); i++) {
        g_string_append_c(line, ';');
        if (limits[i] >= 0)
            g_string_append_printf(line, "%" G_GINT64_FORMAT, limits[i]);
    }
    g_string_append(line, ";0");
}

static const char *const measure_words[MEASURES] = {
    [MEASURE_COUNT] = N_("too many"),
    [MEASURE_SHARE] = N_("too large a share"),
    [MEASURE_CHANGE] = N_("far more than usual"),
};

static gboolean
write_check(const Check *check, GError **error)
{
    g_autofree char *told = tell(check);
    g_autoptr(GString) line = g_string_new("");

    g_string_append_printf(line, "BOUNCES %s - %s", status_words[check->status], told);
    if (check->status != CHECK_OK)
        g_string_append_printf(line, _(": %s"), _(measure_words[check->measure]));
    g_string_append(line, " |");
    add_performance(check, MEASURE_COUNT, "failures", "", line);
    add_performance(check, MEASURE_SHARE, "share", "%", line);
    if (check->measured.values[MEASURE_CHANGE] >= 0)
        add_performance(check, MEASURE_CHANGE, "change", "%", line);
    g_string_append_c(line, '\n');
    return output_prose(line, error) && output_flush(error);
}

static gboolean
run_check(Options *options, Check *check, GError **error)
{
    gint64 now = storeuse_now();

    if (!threshold_parse(options->warning, &check->warning, error) ||
        !threshold_parse(options->critical, &check->critical, error) ||
        !storeuse_open(&check->use, &options->place, STORE_READ, STOREUSE_WIDTH_MAX, error))
        return FALSE;
    if (!options->filter.since)
        options->filter.since = g_strdup(SINCE_DEFAULT);
    if (!filter_make(&options->filter, check->use.style.providers, now, &check->filter, error))
        return FALSE;
    check->filter.without_strangers = !*check->filter.ours;
    if (!check->filter.until)
        check->filter.until = time_day(now) + TIME_DAY;
    if (check->filter.since >= check->filter.until)
        return storeuse_refuse(error, _("--since %s lies ahead"), options->filter.since);
    if (!measured_take(&check->measured, check->use.store, &check->filter, options->least, error))
        return FALSE;
    check->status = judge(check);
    return write_check(check, error);
}

/* Totals of all days, which Prometheus makes rates of. */
static gboolean
run_prometheus(const Options *options, Check *check, GError **error)
{
    if (!storeuse_open(&check->use, &options->place, STORE_READ, STOREUSE_WIDTH_MAX, error) ||
        !prometheus_write(check->use.store, check->use.out, error))
        return FALSE;
    if (options->output)
        return output_shared_file(options->output, check->use.out, error);
    return output_data(check->use.out, error) && output_flush(error);
}

static gboolean
run(Options *options, Check *check, GError **error)
{
    if (options->format && g_str_equal(options->format, "prometheus"))
        return run_prometheus(options, check, error);
    if (options->format && !g_str_equal(options->format, "nagios"))
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"),
                               options->format, "nagios, prometheus");
    if (options->output)
        return storeuse_refuse(error, _("--output goes with --format prometheus"));
    return run_check(options, check, error);
}

/* Nagios shows what stands on standard output, up to a bar. */
static ExitStatus
unknown(const char *message)
{
    g_autofree char *safe = text_printable(message);
    g_autoptr(GString) line = g_string_new("BOUNCES UNKNOWN - ");

    g_string_append_printf(line, "%s\n", g_strdelimit(safe, "|", ' '));
    if (output_prose(line, NULL))
        output_flush(NULL);
    return (ExitStatus)CHECK_UNKNOWN;
}

ExitStatus
check_run(const Command *command, int argc, char **argv)
{
    g_auto(Options) options = {.least = 10};
    g_auto(Check) check = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    g_autoptr(GError) error = NULL;
    const GOptionEntry own[] = {
        {"warning", 'w', 0, G_OPTION_ARG_STRING_ARRAY, &options.warning,
         N_("Warn above so many failures (50), so large a share (20%) or so much more than usual "
            "(+100%)"),
         N_("LIMIT")},
        {"critical", 'c', 0, G_OPTION_ARG_STRING_ARRAY, &options.critical,
         N_("The same for an alarm"), N_("LIMIT")},
        {"least", 0, 0, G_OPTION_ARG_INT, &options.least,
         N_("Below so many failures (10) nothing is more than usual"), N_("N")},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: nagios (default) or prometheus"), N_("FORMAT")},
        {"output", 'o', 0, G_OPTION_ARG_FILENAME, &options.output,
         N_("Write to this file, which is there whole or not at all"), N_("FILE")},
    };

    filter_add_entries(&options.filter, FILTER_PERIOD, entries);
    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    filter_add_entries(&options.filter, FILTER_EVENTS, entries);
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return unknown(_("its options are not right"));
    if (argc > 1) {
        options_refuse(command, argv[1]);
        return unknown(_("its options are not right"));
    }
    return run(&options, &check, &error) ? (ExitStatus)check.status : unknown(error->message);
}
