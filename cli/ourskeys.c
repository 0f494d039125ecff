/* ourskeys.c - the group [ours] of the settings: what is known of our own mail */

#include "cli/ourskeys.h"

#include "analyzer/verp.h"

#include <string.h>

/* Words of a list may stand behind spaces, commas or semicolons. */
#define BETWEEN_WORDS " \t,;"

/* Puts the words of value in *list; FALSE where there is none, or one that is not what is asked. */
static gboolean
take_words(const char *value, gboolean (*is_one)(const char *word), char ***list)
{
    g_auto(GStrv) pieces = g_strsplit_set(value, BETWEEN_WORDS, -1);
    g_autoptr(GStrvBuilder) words = g_strv_builder_new();
    guint count = 0;

    for (char **piece = pieces; *piece; piece++) {
        if (!**piece)
            continue;
        if (!is_one(*piece))
            return FALSE;
        g_strv_builder_add(words, *piece);
        count++;
    }
    g_strfreev(*list);
    *list = g_strv_builder_end(words);
    return count > 0;
}

gboolean
ourskeys_is_domain(const char *text)
{
    const char *dot = strchr(text, '.');

    return dot && dot > text && dot[1] && !strpbrk(text, "@/:*") && !strstr(text, "..");
}

gboolean
ourskeys_take_domains(const char *value, Config *config)
{
    return take_words(value, ourskeys_is_domain, &config->ours.domains);
}

gboolean
ourskeys_take_verp(const char *value, Config *config)
{
    return take_words(value, verp_is_pattern, &config->ours.verp_patterns);
}

static gboolean
take_path(const char *value, char **path)
{
    g_free(*path);
    *path = g_strdup(value);
    return g_path_is_absolute(value);
}

gboolean
ourskeys_take_batv_keys(const char *value, Config *config)
{
    return take_path(value, &config->ours.batv_keys);
}

gboolean
ourskeys_take_sent_log(const char *value, Config *config)
{
    return take_path(value, &config->ours.sent_log);
}

void
ourskeys_clear(OursKeys *keys)
{
    g_clear_pointer(&keys->domains, g_strfreev);
    g_clear_pointer(&keys->verp_patterns, g_strfreev);
    g_clear_pointer(&keys->batv_keys, g_free);
    g_clear_pointer(&keys->sent_log, g_free);
}
