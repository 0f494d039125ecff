/* sasl.c - tests of mailbox/sasl.c */

#include "mailbox/sasl.h"

#include <string.h>

/* What a mechanism says, with "|" for NUL and "^" for the separator of RFC 7628. */
static void
test_responses(void)
{
    static const struct {
        const SaslMechanism *mechanism;
        const char *name;
        const char *user;
        const char *secret;
        const char *says;
    } rows[] = {
        {&sasl_for_passwords[0], "PLAIN", "tim", "tanstaaftanstaaf", /* RFC 4616, 4 */
         "|tim|tanstaaftanstaaf"},
        {&sasl_for_passwords[0], "PLAIN", "u@example.org", "p\"a\\ss é",
         "|u@example.org|p\"a\\ss é"},
        {&sasl_for_passwords[0], "PLAIN", "", "", "||"},
        {&sasl_for_tokens[0], "OAUTHBEARER", "user@example.com",
         "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29t",
         "n,a=user@example.com,^host=imap.example.net^port=143^auth=Bearer "
         "vF9dft4qmTc2Nvb3RlckBhbHRhdmlzdGEuY29t^^"}, /* RFC 7628, 4.1 */
        {&sasl_for_tokens[0], "OAUTHBEARER", "a,b=c", "t",
         "n,a=a=2Cb=3Dc,^host=imap.example.net^port=143^auth=Bearer t^^"}, /* RFC 5801, 4 */
        {&sasl_for_tokens[1], "XOAUTH2", "someuser@example.com",
         "ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg",
         "user=someuser@example.com^auth=Bearer ya29.vF9dft4qmTc2Nvb3RlckBhdHRhdmlzdGEuY29tCg^^"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *base64 =
            rows[i].mechanism->respond(rows[i].user, rows[i].secret, "imap.example.net", 143);
        gsize length;
        g_autofree guchar *bytes = g_base64_decode(base64, &length);
        g_autofree char *said = g_strndup((const char *)bytes, length);

        memcpy(said, bytes, length);
        for (gsize j = 0; j < length; j++)
            said[j] = (char)(said[j] == '\0' ? '|' : said[j] == '\001' ? '^' : said[j]);
        g_assert_cmpstr(rows[i].mechanism->name, ==, rows[i].name);
        g_assert_cmpstr(said, ==, rows[i].says);
    }
    g_assert_null(sasl_for_passwords[1].name);
    g_assert_null(sasl_for_tokens[2].name);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/sasl/responses", test_responses);
    return g_test_run();
}
