/* address.c - tests of parsers/address.c */

#include "parsers/address.h"

typedef struct {
    const char *text;
    const char *address; /* NULL: none */
} Row;

static void
test_field(void)
{
    static const Row rows[] = {
        {"rfc822; u@example.net", "u@example.net"},
        {"RFC822;<u@example.net>", "u@example.net"},
        {"<u@example.net>", "u@example.net"},
        {"u@example.net", "u@example.net"},
        {"rfc822; \"john doe\"@example.net", "\"john doe\"@example.net"},
        {"rfc822; postmaster@[203.0.113.9]", "postmaster@[203.0.113.9]"},
        {"rfc822;@relay.example.org:u@example.net", "u@example.net"},
        {"rfc822; u@example.net (some user)", "u@example.net"},
        {"rfc822; 'u@example.net'", "u@example.net"},
        {"utf-8; \u00e9lodie@example.net", "\u00e9lodie@example.net"},
        {"utf-8; \\x{E9}lodie@example.net", "\u00e9lodie@example.net"},
        {"rfc822; name+2Btag@example.net", "name+2Btag@example.net"},
        {"system;<>", ""},
        {"rfc822; bob", "bob"},
        {"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *address = address_from_field(rows[i].text, FALSE);

        g_assert_cmpstr(address, ==, rows[i].address);
    }
}

/* RFC 3461 4: "+" and two hexadecimal digits, for what may not stand in ORCPT. */
static void
test_xtext(void)
{
    static const Row rows[] = {
        {"rfc822; name+2Btag@example.net", "name+tag@example.net"},
        {"rfc822; a+3Db@example.net", "a=b@example.net"},
        {"rfc822; user+2024@example.net", "user+2024@example.net"},
        {"rfc822; user+abc@example.net", "user+abc@example.net"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *address = address_from_field(rows[i].text, TRUE);

        g_assert_cmpstr(address, ==, rows[i].address);
    }
}

static void
test_find(void)
{
    static const Row rows[] = {
        {"could not be delivered to <u@example.net>.", "u@example.net"},
        {"c=US;a= ;p=X;dda:SMTP=u@example.net; on Fri", "u@example.net"},
        {"to 'u@example.net' failed", "u@example.net"},
        {"say \"john doe\"@example.net: no", "\"john doe\"@example.net"},
        {"at 5 @ noon, u@example.net.", "u@example.net"},
        {"nobody", ""},
        {"@", ""},
        {"\"@\"", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *address = address_find(rows[i].text, NULL);

        g_assert_cmpstr(address, ==, rows[i].address);
    }
}

static void
test_at(void)
{
    const char *end;
    g_autofree char *bracketed = address_at("<u@example.net>: said", &end);
    g_autofree char *open = address_at("<u@example.net : said", NULL);
    g_autofree char *word = address_at("to u@example.net", NULL);

    g_assert_cmpstr(bracketed, ==, "u@example.net");
    g_assert_cmpstr(end, ==, ": said");
    g_assert_null(open);
    g_assert_null(word);
}

static void
test_verp(void)
{
    static const Row rows[] = {
        {"list-bounces+user=example.net@example.org", "user@example.net"},
        {"bounce-user=example.net@example.org", "user@example.net"},
        {"bounce+first.last=example.net@example.org", "first.last@example.net"},
        {"list-bounces@example.org", NULL},
        {"a=b@example.org", NULL},
        {"SRS0=xyz=ab=example.net=user@example.org", NULL},
        {"prvs=0123456789=user@example.org", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *address = address_from_verp(rows[i].text);

        g_assert_cmpstr(address, ==, rows[i].address);
    }
}

static void
test_unwrap(void)
{
    static const Row rows[] = {
        {"SRS0=HHH=TT=example.net=user@forward.example.org", "user@example.net"},
        {"SRS1=HHH=forward.example.org==HHH=TT=example.net=user@other.example.com",
         "user@example.net"},
        {"prvs=0123456789=user@example.org", "user@example.org"},
        {"user+tag@example.org", "user@example.org"},
        {"user@example.org", "user@example.org"},
        {"+tag@example.org", "+tag@example.org"},
        {"nobody", "nobody"},
        {"SRS0=broken@example.org", "SRS0=broken@example.org"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *address = address_unwrap(rows[i].text, TRUE);

        g_assert_cmpstr(address, ==, rows[i].address);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/address/field", test_field);
    g_test_add_func("/address/xtext", test_xtext);
    g_test_add_func("/address/find", test_find);
    g_test_add_func("/address/at", test_at);
    g_test_add_func("/address/verp", test_verp);
    g_test_add_func("/address/unwrap", test_unwrap);
    return g_test_run();
}
