/* blocklists.c - the DNS blocklists that are asked (rules/blocklists) */

#include "diagnose/blocklists.h"

#include <gio/gio.h>
#include <string.h>

#define RESOURCE "/org/bounces/rules/blocklists"

static const struct {
    const char *name;
    Lists lists;
} kinds[] = {{"ip", LISTS_IPV4}, {"ip6", LISTS_IPV6}, {"domain", LISTS_DOMAINS}};

/* How lists say that they do not answer: to public resolvers, to those who ask too much. */
static const char *const refusals[] = {"127.255.255.0-127.255.255.255", "127.0.0.1"};

/* 0 for what is no IPv4 address. */
static guint32
number_of(const char *text)
{
    g_autoptr(GInetAddress) address = g_inet_address_new_from_string(text);
    guint32 number = 0;

    if (!address || g_inet_address_get_family(address) != G_SOCKET_FAMILY_IPV4)
        return 0;
    for (guint i = 0; i < 4; i++)
        number = number << 8 | g_inet_address_to_bytes(address)[i];
    return number;
}

static AnswerRange
read_range(const char *text)
{
    g_auto(GStrv) ends = g_strsplit(text, "-", 2);
    AnswerRange range = {number_of(ends[0]), 0};

    range.last = ends[1] ? number_of(ends[1]) : range.first;
    if (range.first == 0 || range.last < range.first)
        g_error("%s: \"%s\" is no answer of a blocklist", RESOURCE, text);
    return range;
}

static Lists
read_kinds(char **words)
{
    Lists lists = 0;

    for (; *words; words++)
        for (guint i = 0; i < G_N_ELEMENTS(kinds); i++)
            if (g_str_equal(*words, kinds[i].name))
                lists |= kinds[i].lists;
    return lists;
}

static Blocklist *
read_group(GKeyFile *file, const char *zone)
{
    Blocklist *list = g_new0(Blocklist, 1);
    g_auto(GStrv) lists = g_key_file_get_string_list(file, zone, "Lists", NULL, NULL);
    g_auto(GStrv) listed = g_key_file_get_string_list(file, zone, "Listed", NULL, NULL);

    list->zone = g_strdup(zone);
    list->delist = g_key_file_get_string(file, zone, "Delist", NULL);
    list->is_minor = g_key_file_get_boolean(file, zone, "Minor", NULL);
    list->listed = g_array_new(FALSE, FALSE, sizeof(AnswerRange));
    if (!lists || !listed || !list->delist)
        g_error("%s: %s wants Lists, Listed and Delist", RESOURCE, zone);
    list->lists = read_kinds(lists);
    for (char **text = listed; *text; text++) {
        const AnswerRange range = read_range(*text);

        g_array_append_val(list->listed, range);
    }
    return list;
}

/* The file is part of the program: what is wrong in it is our own fault. */
static GPtrArray *
read_all(void)
{
    g_autoptr(GKeyFile) file = g_key_file_new();
    g_autoptr(GBytes) bytes = g_resources_lookup_data(RESOURCE, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
    g_autoptr(GError) error = NULL;
    GPtrArray *all = g_ptr_array_new();

    if (!g_key_file_load_from_bytes(file, bytes, G_KEY_FILE_NONE, &error))
        g_error("%s: %s", RESOURCE, error->message);

    g_auto(GStrv) zones = g_key_file_get_groups(file, NULL);
    for (char **zone = zones; *zone; zone++)
        g_ptr_array_add(all, read_group(file, *zone));
    return all;
}

const GPtrArray *
blocklists_all(void)
{
    static GPtrArray *all;

    if (!all)
        all = read_all();
    return all;
}

static gboolean
is_in(const AnswerRange *range, guint32 number)
{
    return number >= range->first && number <= range->last;
}

BlocklistAnswer
blocklist_answer(const Blocklist *list, const char *address)
{
    guint32 number = number_of(address);

    for (guint i = 0; i < G_N_ELEMENTS(refusals); i++) {
        const AnswerRange range = read_range(refusals[i]);

        if (is_in(&range, number))
            return BLOCKLIST_REFUSAL;
    }
    for (guint i = 0; i < list->listed->len; i++)
        if (is_in(&g_array_index(list->listed, AnswerRange, i), number))
            return BLOCKLIST_YES;
    return BLOCKLIST_NO;
}
