/* imapguard.c - tests of mailbox/imapguard.c */

#include "mailbox/imapguard.h"

#include <string.h>

#define LITERAL_MAX 100
#define STEP_MAX 10000

/* Looks at text in pieces of a size. */
static gboolean
look(ImapGuard *guard, const char *text, gsize length, gsize piece)
{
    for (gsize at = 0; at < length; at += piece)
        if (!imapguard_look(guard, text + at, MIN(piece, length - at)))
            return FALSE;
    return TRUE;
}

/* In whichever pieces it comes, the same is refused for the same reason. */
static void
check(const char *text, gsize length, const char *complaint, const char *goodbye)
{
    static const gsize pieces[] = {1, 2, 7, 4096};

    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_auto(ImapGuard) guard;

        imapguard_init(&guard);
        imapguard_begin(&guard, LITERAL_MAX, STEP_MAX);
        g_test_message("%.60s", text);
        g_assert_true(look(&guard, text, length, pieces[i]) == (complaint == NULL));
        g_assert_cmpstr(guard.complaint, ==, complaint);
        g_assert_cmpstr(guard.goodbye, ==, goodbye);
    }
}

static void
test_lines(void)
{
    static const struct {
        const char *text;
        const char *complaint; /* NULL: passed on */
        const char *goodbye;
    } rows[] = {
        {"* OK IMAP4rev1 ready\r\n1 OK done\r\n", NULL, NULL},
        {"* 1 FETCH (UID 7 BODY[]<0> {5}\r\nUID 0)\r\n1 OK\r\n", NULL, NULL},
        {"* 1 FETCH (UID 7 BODY[]<0> {0}\r\n)\r\n", NULL, NULL},
        {"* LIST () \"/\" {5}\r\n{9}\r\n\r\n* 1 EXISTS\r\n", NULL,
         NULL},                                         /* a name like a literal */
        {"* OK more in {200}\r\n* OK\r\n", NULL, NULL}, /* text for people */
        {"1 NO try {200}\r\n", NULL, NULL},
        {"* 1 FETCH (BODY[] \"{200}\")\r\n", NULL, NULL},
        {"* BYE Too many connections\r\n", NULL, " Too many connections"},
        {"* bye\r\n", NULL, ""},
        {"* BYE a\033[2Jb\r\n", NULL, " a\033[2Jb"},
        {"* OK [ALERT] Quota\r\n", NULL, NULL},
        {"* OK [PERMANENTFLAGS ()] None\r\n", NULL, NULL},
        {"* 1 FETCH (UID 4294967295)\r\n", NULL, NULL},
        {"* OK [UIDNEXT 1] 99999999999\r\n", NULL, NULL},

        {"* 1 FETCH (UID 7 BODY[]<0> {101}\r\n", "more of a message than was asked for", NULL},
        {"* 1 FETCH (BODY[] {4294967295}\r\n", "more of a message than was asked for", NULL},
        {"* 1 FETCH (BODY[] {99999999999999999999}\r\n", "more of a message than was asked for",
         NULL},
        {"* OK [ALERT]\r\n", "an alert without a text", NULL},
        {"1 NO [alert] \r\n", NULL, NULL}, /* a space, and then a text of no letters: it lives */
        {"* OK [PARSE]\r\n", "an alert without a text", NULL},
        {"* OK [PERMANENTFLAGS ] x\r\n", "flags without a list", NULL},
        {"* OK [PERMANENTFLAGS] x\r\n", "flags without a list", NULL},
        {"* 1 FETCH (UID 4294967296)\r\n", "a UID that is no 32-bit number", NULL},
        {"* 1 FETCH (uid 0)\r\n", "a UID that is no 32-bit number", NULL},
        {"* 1 FETCH (BODY[] {2}\r\nab UID 18446744073709551617)\r\n",
         "a UID that is no 32-bit number", NULL},
        {"* 1 FETCH (BODYSTRUCTURE (((((((((((((((((((((((\r\n", "lists within lists without end",
         NULL},
        {"* 1 FETCH (X \"(((((((((((((((((((((((((((\\\"((\")\r\n", NULL, NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check(rows[i].text, strlen(rows[i].text), rows[i].complaint, rows[i].goodbye);
}

static void
test_nul(void)
{
    static const char line[] = "* OK hello\0 [ALERT]\r\n";
    static const char literal[] = "* 1 FETCH (BODY[] {3}\r\na\0b)\r\n";

    check(line, sizeof line - 1, "a line with a NUL byte", NULL);
    check(literal, sizeof literal - 1, NULL, NULL);
}

static void
test_amounts(void)
{
    g_autofree char *line = g_strnfill(70000, 'a');
    g_auto(ImapGuard) guard;

    imapguard_init(&guard);
    imapguard_begin(&guard, LITERAL_MAX, G_MAXUINT64);
    g_assert_false(look(&guard, line, strlen(line), 4096));
    g_assert_cmpstr(guard.complaint, ==, "a line without end");

    imapguard_clear(&guard);
    imapguard_init(&guard);
    imapguard_begin(&guard, LITERAL_MAX, 20);
    g_assert_true(look(&guard, "* OK a\r\n* OK b\r\n", 16, 16));
    g_assert_false(look(&guard, "* OK c\r\n", 8, 8));
    g_assert_cmpstr(guard.complaint, ==, "far more than what was asked for");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imapguard/lines", test_lines);
    g_test_add_func("/imapguard/nul", test_nul);
    g_test_add_func("/imapguard/amounts", test_amounts);
    return g_test_run();
}
