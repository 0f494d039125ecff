/* language.c - the reader's language and character set */

#include "cli/language.h"

#include "cli/place.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <locale.h>
#include <string.h>

#define DOMAIN "bounces"
#define FALLBACK "en"

/* Part of the C library since glibc 2.35, so that it needs no package. */
#define UTF8_LOCALE "C.UTF-8"

static char *current;

/* A language is ours when there is advice in it. */
static gboolean
is_known(const char *language)
{
    g_autofree char *path = g_strdup_printf("/org/bounces/rules/advice.%s", language);

    return g_resources_get_info(path, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL, NULL, NULL);
}

/* The first language of the environment that we have. Owned by the caller. */
static char *
from_environment(void)
{
    const char *const *names = g_get_language_names();

    for (; *names; names++) {
        g_autofree char *language = g_strndup(*names, strcspn(*names, "_.@"));

        if (g_str_equal(language, "C") || g_str_equal(language, "POSIX"))
            break;
        if (is_known(language))
            return g_steal_pointer(&language);
    }
    return g_strdup(FALLBACK);
}

static gboolean
environment_names_utf8(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_CTYPE", "LANG"};

    for (guint i = 0; i < G_N_ELEMENTS(variables); i++) {
        const char *value = g_getenv(variables[i]);

        if (value && *value) {
            g_autofree char *lower = g_ascii_strdown(value, -1);
            return strstr(lower, "utf-8") || strstr(lower, "utf8");
        }
    }
    return FALSE;
}

/*
 * gettext looks at LANGUAGE only where the locale of messages is another than plain "C"; the
 * locale that LANGUAGE names need not exist.
 */
static void
set_language(const char *language)
{
    const char *messages = setlocale(LC_MESSAGES, NULL);

    g_setenv("LANGUAGE", language, TRUE);
    if (g_str_equal(messages, "C") || g_str_equal(messages, "POSIX"))
        setlocale(LC_MESSAGES, UTF8_LOCALE);
    g_free(current);
    current = g_strdup(language);
}

void
language_init(void)
{
    static const char *const beside[] = {"build/locale", "locale", NULL};
    g_autofree char *language = from_environment();
    g_autofree char *catalogs = place_find(beside, G_FILE_TEST_IS_DIR, LOCALEDIR);

    if (!setlocale(LC_ALL, "") && environment_names_utf8())
        setlocale(LC_CTYPE, UTF8_LOCALE);
    setlocale(LC_NUMERIC, "C");
    set_language(language);
    bindtextdomain(DOMAIN, catalogs);
    bind_textdomain_codeset(DOMAIN, "UTF-8");
    textdomain(DOMAIN);
}

gboolean
language_use(const char *language, GError **error)
{
    if (is_known(language)) {
        set_language(language);
        return TRUE;
    }
    g_set_error(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE,
                _("there are no texts in the language \"%s\""), language);
    return FALSE;
}

void
language_peek(int argc, char **argv)
{
    const char *language = NULL;

    for (int i = 1; i < argc && !g_str_equal(argv[i], "--"); i++) {
        if (g_str_equal(argv[i], "--lang") && i + 1 < argc)
            language = argv[i + 1];
        else if (g_str_has_prefix(argv[i], "--lang="))
            language = argv[i] + strlen("--lang=");
    }
    if (language)
        language_use(language, NULL);
}

const char *
language_current(void)
{
    return current;
}
