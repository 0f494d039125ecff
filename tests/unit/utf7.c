/* utf7.c - tests of mailbox/utf7.c */

#include "mailbox/utf7.h"

/* Names both ways. The first two are RFC 3501's, 5.1.3. */
static void
test_both_ways(void)
{
    static const struct {
        const char *name;
        const char *wire;
    } rows[] = {
        {"~peter/mail/台北/日本語", "~peter/mail/&U,BTFw-/&ZeVnLIqe-"},
        {"☺!", "&Jjo-!"},
        {"INBOX", "INBOX"},
        {"", ""},
        {"Envoyés", "Envoy&AOk-s"},
        {"Boîte de réception", "Bo&AO4-te de r&AOk-ception"},
        {"Courrier indésirable", "Courrier ind&AOk-sirable"},
        {"Entwürfe", "Entw&APw-rfe"},
        {"A&B", "A&-B"},
        {"&", "&-"},
        {"é&é", "&AOk-&-&AOk-"},
        {"é-", "&AOk--"},
        {"😀x", "&2D3eAA-x"}, /* a pair of surrogates */
        {"éé", "&AOkA6Q-"},
        {"a\tb", "a&AAk-b"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *wire = utf7_encode(rows[i].name);
        g_autofree char *name = utf7_decode(rows[i].wire);

        g_assert_cmpstr(wire, ==, rows[i].wire);
        g_assert_cmpstr(name, ==, rows[i].name);
    }
}

static void
test_invalid(void)
{
    static const char *const rows[] = {
        "&",                  /* a shift that nothing follows */
        "&AOk",               /* not ended */
        "&Jjo!",              /* RFC 3501: not ended either */
        "&U,BTFw-&ZeVnLIqe-", /* RFC 3501: a superfluous shift */
        "&AOl-",              /* bits that are left over are not 0 */
        "&AO-",               /* half a character */
        "&AOkA-",             /* six bits too many */
        "&AGE-",              /* "a" stands for itself */
        "&ACY-",              /* so does "&", as "&-" */
        "&AAA-",              /* NUL */
        "&2D3-",              /* the first half of a pair */
        "&3gA-",              /* the second one */
        "&2D0AYQ-",           /* a first half and no second one */
        "&U/BTFw-",           /* "/" is "," here */
        "&AOk=-",             /* never padded */
        "caf\xc3\xa9",        /* UTF-8 */
        "a\tb",
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *name = utf7_decode(rows[i]);

        g_test_message("%s", rows[i]);
        g_assert_null(name);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/utf7/both-ways", test_both_ways);
    g_test_add_func("/utf7/invalid", test_invalid);
    return g_test_run();
}
