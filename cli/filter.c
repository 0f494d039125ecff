/* filter.c - which events a command is about: --since, --reason and the like */

#include "cli/filter.h"

#include "base/nearest.h"
#include "base/time.h"
#include "cli/options.h"
#include "cli/storeuse.h"

#include <glib/gi18n.h>
#include <string.h>

const StoreFilter filter_everything = {
    .account = "",
    .type = "",
    .reason = "",
    .provider = "",
    .recipient = "",
    .sender = "",
    .status = "",
    .move = "",
    .ours = "",
    .rule = "",
};

#define OPTION(member) G_STRUCT_OFFSET(FilterOptions, member)

/* Every option that takes a value. */
static const struct {
    const char *name;
    FilterParts part;
    gsize offset;
    const char *help;
    const char *value;
} options_table[] = {
    {"since", FILTER_PERIOD, OPTION(since),
     N_("From this day on: 7d, 2w, 1y or 2026-05-01; days are UTC"), N_("DAY")},
    {"until", FILTER_PERIOD, OPTION(until), N_("To this day, and with it"), N_("DAY")},
    {"account", FILTER_EVENTS, OPTION(account), N_("Only what this account received"), N_("NAME")},
    {"type", FILTER_TYPE, OPTION(type), N_("Only this type: bounce, delay, auto-reply ..."),
     N_("TYPE")},
    {"reason", FILTER_EVENTS, OPTION(reason), N_("Only this reason: user-unknown ..."),
     N_("REASON")},
    {"provider", FILTER_EVENTS, OPTION(provider), N_("Only what this provider said: Gmail ..."),
     N_("NAME")},
    {"domain", FILTER_EVENTS, OPTION(domain), N_("Only recipients in this domain"), N_("DOMAIN")},
    {"recipient", FILTER_EVENTS, OPTION(recipient), N_("Only this recipient"), N_("ADDRESS")},
    {"sender", FILTER_EVENTS, OPTION(sender), N_("Only mail from this address or domain"),
     N_("ADDRESS")},
    {"status", FILTER_EVENTS, OPTION(status), N_("Only this status code: 5.1.1"), N_("CODE")},
    {"move", FILTER_EVENTS, OPTION(move),
     N_("Only where it is their move: you, host, recipient, recipient-host, nobody"), N_("WHO")},
    {"ours", FILTER_EVENTS, OPTION(ours), N_("Whether the mail was ours: yes, likely, no, unknown"),
     N_("WORD")},
    {"rule", FILTER_EVENTS, OPTION(rule), N_("Only what this rule decided"), N_("RULE-ID")},
};

static char **
option_place(FilterOptions *options, guint i)
{
    return G_STRUCT_MEMBER_P(options, options_table[i].offset);
}

void
filter_add_entries(FilterOptions *options, FilterParts parts, GArray *entries)
{
    for (guint i = 0; i < G_N_ELEMENTS(options_table); i++) {
        const GOptionEntry entry = {.long_name = options_table[i].name,
                                    .arg = G_OPTION_ARG_STRING,
                                    .arg_data = option_place(options, i),
                                    .description = options_table[i].help,
                                    .arg_description = options_table[i].value};

        if (options_table[i].part & parts)
            g_array_append_val(entries, entry);
    }
    if (parts & FILTER_EVENTS) {
        const GOptionEntry hard = {.long_name = "hard",
                                   .arg = G_OPTION_ARG_NONE,
                                   .arg_data = &options->hard,
                                   .description = N_("Only addresses that no longer exist")};

        g_array_append_val(entries, hard);
    }
}

void
filter_repeat(FilterOptions *options, GString *line)
{
    for (guint i = 0; i < G_N_ELEMENTS(options_table); i++)
        options_repeat(options_table[i].name, *option_place(options, i), line);
    if (options->hard)
        g_string_append(line, " --hard");
}

void
filter_options_clear(FilterOptions *options)
{
    for (guint i = 0; i < G_N_ELEMENTS(options_table); i++)
        g_free(*option_place(options, i));
    g_free(options->recipient_made);
    g_free(options->sender_made);
}

gboolean
filter_day(const char *text, gint64 now, gint64 *day, GError **error)
{
    if (time_parse_day(text, now, day))
        return TRUE;
    return storeuse_refuse(error, _("\"%s\" is no day; a day is written 7d, 2w, 1y or 2026-05-01"),
                           text);
}

static gboolean
make_period(const FilterOptions *options, gint64 now, StoreFilter *filter, GError **error)
{
    if (options->since && !filter_day(options->since, now, &filter->since, error))
        return FALSE;
    if (options->until && !filter_day(options->until, now, &filter->until, error))
        return FALSE;
    if (options->until)
        filter->until += TIME_DAY;
    if (filter->since && filter->until && filter->since >= filter->until)
        return storeuse_refuse(error, _("--until %s lies before --since %s"), options->until,
                               options->since);
    return TRUE;
}

static gboolean
refuse_provider(const char *word, const Providers *providers, GError **error)
{
    g_autoptr(GArray) names = g_array_new(TRUE, FALSE, sizeof(const char *));
    const char *nearest;
    const char *key;

    for (guint n = 0; (key = providers_nth(providers, n)); n++) {
        const char *name = provider_name(providers, key);

        g_array_append_val(names, key);
        g_array_append_val(names, name);
    }
    nearest = nearest_word(word, (const char *const *)(gconstpointer)names->data);
    if (nearest)
        return storeuse_refuse(error, _("%s has no \"%s\"; did you mean \"%s\"?"), "--provider",
                               word, nearest);
    return storeuse_refuse(error, _("there is no provider \"%s\"; bounces rules list shows them"),
                           word);
}

gboolean
filter_provider(const char *word, const Providers *providers, const char **key, GError **error)
{
    for (guint n = 0; (*key = providers_nth(providers, n)); n++)
        if (g_ascii_strcasecmp(word, *key) == 0 ||
            g_ascii_strcasecmp(word, provider_name(providers, *key)) == 0)
            return TRUE;
    return refuse_provider(word, providers, error);
}

/* A domain may be written with or without its @. */
static char *
as_domain(const char *text)
{
    return strchr(text, '@') ? g_strdup(text) : g_strconcat("@", text, NULL);
}

static const char *
or_empty(const char *text)
{
    return text ? text : "";
}

static void
make_texts(FilterOptions *options, StoreFilter *filter)
{
    if (options->domain)
        options->recipient_made = as_domain(options->domain);
    if (options->sender)
        options->sender_made = as_domain(options->sender);
    filter->recipient = options->recipient ? options->recipient : or_empty(options->recipient_made);
    filter->sender = or_empty(options->sender_made);
    filter->account = or_empty(options->account);
    filter->type = or_empty(options->type);
    filter->reason = or_empty(options->reason);
    filter->status = or_empty(options->status);
    filter->move = or_empty(options->move);
    filter->ours = or_empty(options->ours);
    filter->rule = or_empty(options->rule);
    filter->hard_bounce = options->hard;
}

gboolean
filter_make(FilterOptions *options, const Providers *providers, gint64 now, StoreFilter *filter,
            GError **error)
{
    if (options->recipient && options->domain)
        return storeuse_refuse(error, _("--recipient and --domain exclude each other"));
    if (!filter_check_words(options, error))
        return FALSE;
    make_texts(options, filter);
    filter->provider = "";
    if (options->provider &&
        !filter_provider(options->provider, providers, &filter->provider, error))
        return FALSE;
    return make_period(options, now, filter, error);
}
