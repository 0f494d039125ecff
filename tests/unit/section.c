/* section.c - tests of finding words, sections and the returned message in the text of a notice */

#include "parsers/section.h"

#include "parsers/returned.h"
#include "parsers/wording.h"

#include <string.h>

static void
test_leading_address(void)
{
    static const struct {
        const char *line;
        const char *address; /* NULL: none leads the line */
        const char *rest;
    } rows[] = {
        {"<u@example.net>: no", "u@example.net", ": no"},
        {"    u@example.net\n", "u@example.net", "\n"},
        {"- \"u@example.net\" failed", "u@example.net", "\" failed"},
        {"\"john doe\"@example.net: no", "\"john doe\"@example.net", ": no"},
        {"To: u@example.net", "u@example.net", ""},
        {"Recipient: <u@example.net>", "u@example.net", ""},
        {"Recipient address: u@example.net", "u@example.net", ""},
        {"u@example.org <u@example.net>: no", "u@example.net", ": no"}, /* a name that looks so */
        {"u@example.net <no>", "u@example.net", " <no>"},
        {"write to u@example.net", NULL, NULL},
        {"u at example.net", NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *rest;
        g_autofree char *address = section_leading_address(rows[i].line, &rest);

        g_assert_cmpstr(address, ==, rows[i].address);
        if (address)
            g_assert_cmpstr(rest, ==, rows[i].rest);
    }
}

static void
test_labelled(void)
{
    g_assert_true(section_is_labelled("  RCPT TO: u@example.net"));
    g_assert_true(section_is_labelled("* Intended recipient: u@example.net"));
    g_assert_false(section_is_labelled("  MAIL FROM: u@example.net"));
    g_assert_false(section_is_labelled("u@example.net"));
}

static void
test_section_of(void)
{
    static const char text[] = "a@example.net\n  see below\n\nb@example.net\n  gone\n\n"
                               "a@example.net\n  550 5.1.1 unknown\n\n"
                               "d@example.net\n\nReason:\n\nfull\n\nBye\n-----\n"
                               "  e@example.com\n    (generated from e@example.net)\n"
                               "    Unrouteable address\n  f@example.com\n";
    static const struct {
        const char *address;
        const char *section;
    } rows[] = {
        {"a@example.net", "\n  550 5.1.1 unknown\n"}, /* the place that holds a reply */
        {"B@EXAMPLE.NET", "\n  gone\n"},
        {"c@example.net", ""},
        {"d@example.net", "\n\nReason:\n\nfull\n"}, /* what leads in leads on */
        {"e@example.net", "Unrouteable address\n"}, /* as Exim has it */
    };

    g_autoptr(GHashTable) index = section_index(text);

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *section = section_of(index, rows[i].address);

        g_assert_cmpstr(section, ==, rows[i].section);
    }
}

static void
test_around(void)
{
    static const char text[] = "Mail to\n\nu@example.net\n\nis full.\n\nBye, v@example.net\n";
    const char *u = strchr(text, 'u');
    const char *v = strchr(text, 'v');
    g_autofree char *alone = section_around(text, u, u + strlen("u@example.net"));
    g_autofree char *within = section_around(text, v, v + strlen("v@example.net"));

    g_assert_cmpstr(alone, ==, "Mail to\n\nu@example.net\n\nis full.");
    g_assert_cmpstr(within, ==, "Bye, v@example.net\n");
}

/* The paragraph that tells whom is followed by the one that tells why. */
static void
test_reason(void)
{
    static const char text[] = "Not delivered to u@example.net\n\nReason: no such user\n\nBye\n";
    const char *u = strstr(text, "u@");
    g_autofree char *around = section_around(text, u, u + strlen("u@example.net"));

    g_assert_cmpstr(around, ==, "Not delivered to u@example.net\n\nReason: no such user");
}

static void
test_transcript(void)
{
    static const char text[] = "----- Transcript of session follows -----\n"
                               "<<< 550 5.1.1 a\n550 <a@example.net>... unknown\n"
                               "<<< 552 5.2.2 b\n552 <b@example.net>... full\n";
    g_autofree char *a = section_of_transcript(text, "a@example.net", FALSE);
    g_autofree char *alone = section_of_transcript(text, "c@example.net", TRUE);
    g_autofree char *none = section_of_transcript(text, "c@example.net", FALSE);

    g_assert_cmpstr(a, ==, "<<< 550 5.1.1 a\n550 <a@example.net>... unknown\n");
    g_assert_nonnull(strstr(alone, "b@example.net"));
    g_assert_cmpstr(none, ==, "");
}

static void
test_wording(void)
{
    static const struct {
        const char *text;
        const char *words;
        const char *rest; /* NULL: the words are not there */
    } rows[] = {
        {"This IS\n  the program at", "is the program", " at"},
        {"n\u2019a pas \u00e9t\u00e9 remis\u00a0: x", "n'a pas \u00e9t\u00e9 remis :", " x"},
        {"this isthe", "is the", NULL},
        {"axis the", "is the", NULL}, /* not within a word */
        {"--- copy", "--- copy", ""},
        {"", "x", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *end = NULL;
        const char *found = wording_find(rows[i].text, rows[i].words, &end);

        g_assert_cmpint(found != NULL, ==, rows[i].rest != NULL);
        g_assert_cmpstr(end, ==, rows[i].rest);
    }
}

static void
test_returned(void)
{
    static const struct {
        const char *text;
        const char *returned; /* how it begins; NULL: nothing is returned */
    } rows[] = {
        {"Gone.\n----- Original message -----\nhi\n", "----- Original"},
        {"Gone.\n   ----- Message header follows -----\n", "   ----- Message"},
        {"Gone.\nEn-t\u00eates de message d\u2019origine :\n", "En-t"},
        {"Gone.\n\nReceived: a\nFrom: b\nTo: c\n\nhi", "Received: a"},
        {"Gone.\n\n  To: c\n  Subject: d\n  Date: e\n\nhi", NULL}, /* told, not returned */
        {"Gone.\n\nFrom: b\n\nhi", NULL},
        {"The original message was received at noon.\nGone.\n", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *found = returned_find(rows[i].text);

        g_assert_cmpint(found != NULL, ==, rows[i].returned != NULL);
        if (found)
            g_assert_true(g_str_has_prefix(found, rows[i].returned));
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/section/leading-address", test_leading_address);
    g_test_add_func("/section/labelled", test_labelled);
    g_test_add_func("/section/of", test_section_of);
    g_test_add_func("/section/around", test_around);
    g_test_add_func("/section/reason", test_reason);
    g_test_add_func("/section/transcript", test_transcript);
    g_test_add_func("/section/wording", test_wording);
    g_test_add_func("/section/returned", test_returned);
    return g_test_run();
}
