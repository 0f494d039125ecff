/* stspolicy.c - the policy of MTA-STS (RFC 8461 3.2) */

#include "diagnose/stspolicy.h"

#include <string.h>

#define MAX_AGE_MAX 31557600 /* a year */
#define MX_MAX 1000

static const char *const modes[] = {
    [STS_MODE_NONE] = "none",
    [STS_MODE_TESTING] = "testing",
    [STS_MODE_ENFORCE] = "enforce",
};

/* The fields as they are read; NULL where there is none. */
typedef struct {
    char *version;
    char *mode;
    char *max_age;
    GPtrArray *mx;
} Fields;

static void
fields_clear(Fields *fields)
{
    g_free(fields->version);
    g_free(fields->mode);
    g_free(fields->max_age);
    g_ptr_array_unref(fields->mx);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Fields, fields_clear)

/* All but mx count once, the first time; names that are not known are skipped. */
static void
take_field(Fields *fields, const char *name, const char *value)
{
    const struct {
        const char *name;
        char **place;
    } once[] = {
        {"version", &fields->version},
        {"mode", &fields->mode},
        {"max_age", &fields->max_age},
    };

    for (guint i = 0; i < G_N_ELEMENTS(once); i++)
        if (g_str_equal(name, once[i].name) && !*once[i].place)
            *once[i].place = g_strdup(value);
    if (g_str_equal(name, "mx") && fields->mx->len < MX_MAX)
        g_ptr_array_add(fields->mx, g_strdup(value));
}

/* FALSE for a line that is no "name: value"; it is what is wrong. */
static gboolean
read_line(Fields *fields, char *line, char **wrong)
{
    char *colon = strchr(line, ':');

    g_strchomp(line); /* not in front, where colon would not be what it was any more */
    if (!*line)
        return TRUE;
    if (!colon || colon == line) {
        *wrong = g_strdup(line);
        return FALSE;
    }
    *colon = '\0';
    take_field(fields, g_strchomp(line), g_strstrip(colon + 1));
    return TRUE;
}

static gboolean
is_max_age(const char *text)
{
    gsize length = strspn(text, "0123456789");

    return length > 0 && length <= 10 && !text[length] &&
           g_ascii_strtoll(text, NULL, 10) <= MAX_AGE_MAX;
}

static gboolean
read_mode(const char *text, StsMode *mode)
{
    for (guint i = 0; i < G_N_ELEMENTS(modes); i++) {
        if (!g_str_equal(text, modes[i]))
            continue;
        *mode = (StsMode)i;
        return TRUE;
    }
    return FALSE;
}

/* The field that is missing or wrong, as it stands there; NULL where all is well. */
static char *
find_wrong(const Fields *fields, StsMode *mode)
{
    if (!fields->version || !g_str_equal(fields->version, "STSv1"))
        return g_strdup_printf("version: %s", fields->version ? fields->version : "");
    if (!fields->mode || !read_mode(fields->mode, mode))
        return g_strdup_printf("mode: %s", fields->mode ? fields->mode : "");
    if (!fields->max_age || !is_max_age(fields->max_age))
        return g_strdup_printf("max_age: %s", fields->max_age ? fields->max_age : "");
    if (*mode != STS_MODE_NONE && fields->mx->len == 0)
        return g_strdup("mx: ");
    return NULL;
}

StsPolicy *
stspolicy_parse(const char *text, char **wrong)
{
    g_auto(Fields) fields = {.mx = g_ptr_array_new_with_free_func(g_free)};
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    StsPolicy *policy;
    StsMode mode = STS_MODE_NONE;

    *wrong = NULL;
    for (char **line = lines; *line; line++)
        if (!read_line(&fields, *line, wrong))
            return NULL;
    *wrong = find_wrong(&fields, &mode);
    if (*wrong)
        return NULL;
    policy = g_new0(StsPolicy, 1);
    policy->mode = mode;
    policy->max_age = g_ascii_strtoll(fields.max_age, NULL, 10);
    g_ptr_array_add(fields.mx, NULL);
    policy->mx = g_strdupv((char **)fields.mx->pdata);
    return policy;
}

void
stspolicy_free(StsPolicy *policy)
{
    g_strfreev(policy->mx);
    g_free(policy);
}

/* RFC 8461 4.1: the asterisk stands for one label, the first (RFC 6125 6.4.3). */
static gboolean
fits(const char *pattern, const char *server)
{
    const char *dot = strchr(server, '.');

    if (g_str_has_prefix(pattern, "*."))
        return dot && dot > server && g_ascii_strcasecmp(pattern + 1, dot) == 0;
    return g_ascii_strcasecmp(pattern, server) == 0;
}

gboolean
stspolicy_lists(const StsPolicy *policy, const char *server)
{
    for (char **pattern = policy->mx; *pattern; pattern++)
        if (fits(*pattern, server))
            return TRUE;
    return FALSE;
}
