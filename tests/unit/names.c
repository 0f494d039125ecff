/* names.c - tests of persons in text: one is hidden in all forms that name her, and nobody else */

#include "base/names.h"

#include <string.h>

static gboolean
is_the_same(const char *address, gpointer wanted)
{
    return g_str_equal(address, wanted);
}

static void
test_one(void)
{
    static const struct {
        const char *text;
        const char *hidden; /* NULL: nothing */
    } rows[] = {
        {"550 5.1.1 <Anna@Example.net>: unknown", "550 5.1.1 <***@Example.net>: unknown"},
        {"anna@example.net", "***@example.net"},
        {"to anna@example.net, anna@example.net.", "to ***@example.net, ***@example.net."},
        {"\"anna\"@example.net", "***@example.net"},
        {"'anna@example.net'", "'***@example.net'"},
        {"bounce+anna=example.net@example.org", "bounce+***=example.net@example.org"},
        {"news-anna=example.net@example.org", "news-***=example.net@example.org"},
        {"SRS0=ab1=2X=example.net=anna@example.com", "SRS0=ab1=2X=example.net=***@example.com"},
        {"anna%example.net@relay.example.com", "***%example.net@relay.example.com"},
        {"https://example.org/off?who=anna%40example.net",
         "https://example.org/off?who=***%40example.net"},
        {"joanna@example.net anna@example.com anna.b@example.net a+anna@example.net", NULL},
        {"anna@example.net.org", NULL},
        {"\"other anna\"@example.net", NULL},
        {"anna at example.net", NULL},
        {"@example.net", NULL},
        {"", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        char wanted[] = "anna@example.net";
        g_autofree char *hidden = names_hide(rows[i].text, is_the_same, wanted);

        g_assert_cmpstr(hidden, ==, rows[i].hidden);
    }
}

static gboolean
is_any(const char *address G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
    return TRUE;
}

static void
test_all(void)
{
    static const struct {
        const char *text;
        const char *hidden;
    } rows[] = {
        {"jane@[192.0.2.7] is unknown", "***@[192.0.2.7] is unknown"},
        {"jane@[IPv6:2001:db8::1]", "***@[IPv6:2001:db8::1]"},
        {"\"jane doe\"@example.net", "***@example.net"},
        {"\"j\\\"d\"@example.net \"k", "***@example.net \"k"},
        {"o'neill@example.net", "***@example.net"},
        {"root@localhost", "***@localhost"},
        {"élodie@example.net", "***@example.net"},
        {"host mx.example.net[192.0.2.9]:25 said: \"550 a=b\" 12%", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *hidden = names_hide(rows[i].text, is_any, NULL);

        g_assert_cmpstr(hidden, ==, rows[i].hidden);
    }
}

/* What costs much where each character is begun at anew; a limit of valgrind's would find it. */
static void
test_long(void)
{
    static const char *const units[] = {"a", "\"", "a.", "a=", "a@", "[", "'a"};

    for (guint i = 0; i < G_N_ELEMENTS(units); i++) {
        g_autoptr(GString) text = g_string_new("");
        g_autofree char *hidden = NULL;

        while (text->len < 200000)
            g_string_append(text, units[i]);
        hidden = names_hide(text->str, is_any, NULL);
        g_assert_true(!hidden || strlen(hidden) > 0);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/names/one", test_one);
    g_test_add_func("/names/all", test_all);
    g_test_add_func("/names/long", test_long);
    return g_test_run();
}
