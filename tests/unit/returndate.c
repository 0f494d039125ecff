/* returndate.c - tests of parsers/returndate.c */

#include "parsers/returndate.h"
#include "parsers/phrase.h"

#define NOVEMBER "Tue, 24 Nov 2026 09:00:00 +0100"
#define LATE "Thu, 31 Dec 2026 23:30:00 -0500" /* already 2027 in UTC */
#define AMERICAN "Tue, 24 Nov 2026 09:00:00 -0600"

typedef struct {
    const char *text;
    const char *written;
    const char *date;
} Row;

static void
check_rows(const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autofree char *folded = phrase_fold(rows[i].text);
        g_autofree char *date = returndate_find(folded, rows[i].written);

        g_test_message("%s", rows[i].text);
        g_assert_cmpstr(date, ==, rows[i].date);
    }
}

static void
test_languages(void)
{
    static const Row rows[] = {
        {"Je suis absent jusqu\u2019au lundi 7 d\u00e9cembre inclus.", NOVEMBER, "2026-12-07"},
        {"Absente du 24/12/2026 au 04/01/2027.", NOVEMBER, "2027-01-04"},
        {"Je serai de retour le 1er janvier.", NOVEMBER, "2027-01-01"},
        {"En cong\u00e9s du 3 au 7 mai", NOVEMBER, "2027-05-07"},
        {"Retour pr\u00e9vu : mercredi 2 d\u00e9c. 2026", NOVEMBER, "2026-12-02"},
        {"De nouveau joignable \u00e0 partir du 4 janvier.", NOVEMBER, "2027-01-04"},
        {"I am out of the office until December 7th.", NOVEMBER, "2026-12-07"},
        {"I will be away until Monday, 7 December 2026.", NOVEMBER, "2026-12-07"},
        {"currently away, returning to the office on May 5th", NOVEMBER, "2027-05-05"},
        {"out from Monday 3 to Friday the 7th of May", NOVEMBER, "2027-05-07"},
        {"Back on 2026-12-07.", NOVEMBER, "2026-12-07"},
        {"Ich bin bis einschlie\u00dflich 7. Dezember nicht im B\u00fcro.", NOVEMBER, "2026-12-07"},
        {"vom 24.12. bis 02.01. im Urlaub", NOVEMBER, "2027-01-02"},
        {"Ab dem 4.1.2027 bin ich wieder erreichbar.", NOVEMBER, "2027-01-04"},
        {"Ich bin am Mo. 7. M\u00e4rz zur\u00fcck, bis Mo. 7. M\u00e4rz", NOVEMBER, "2027-03-07"},
        {"Estar\u00e9 fuera hasta el 7 de diciembre de 2026.", NOVEMBER, "2026-12-07"},
        {"Regresar\u00e9 el lunes 4 de enero", NOVEMBER, "2027-01-04"},
        {"Sono assente fino al 7 dicembre.", NOVEMBER, "2026-12-07"},
        {"Sar\u00f2 in ferie dal 3 all'8 maggio", NOVEMBER, "2027-05-08"},
        {"Ik ben afwezig tot en met 7 december.", NOVEMBER, "2026-12-07"},
        {"Ik ben vanaf maandag 4 januari weer bereikbaar.", NOVEMBER, "2027-01-04"},
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_years(void)
{
    static const Row rows[] = {
        {"until 24 November", NOVEMBER, "2026-11-24"}, /* that day itself */
        {"until 23 November", NOVEMBER, "2027-11-23"},
        {"until 31 December", LATE, "2026-12-31"}, /* by the clock of who wrote it */
        {"until 29 February", NOVEMBER, "2028-02-29"},
        {"until 5 January 2010", NOVEMBER, "2010-01-05"}, /* forgotten, but stated */
        {"until 5 January", "", ""},
        {"until 5 January 2027", "no date", "2027-01-05"},
        {"until 31 February", NOVEMBER, ""},
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

/* 7/12 is 7 December, but where only 12 July lies in the near future or Americans write. */
static void
test_numeric(void)
{
    static const Row rows[] = {
        {"until 7/12/2026", NOVEMBER, "2026-12-07"},  {"until 12/7/2026", NOVEMBER, "2026-12-07"},
        {"until 1/2/2027", NOVEMBER, "2027-02-01"},   {"until 1/2/2027", AMERICAN, "2027-01-02"},
        {"until 12/28", NOVEMBER, "2026-12-28"},      {"until 7.12.26", NOVEMBER, "2026-12-07"},
        {"until 07-12-2026", NOVEMBER, "2026-12-07"}, {"until 2026/12/07", NOVEMBER, "2026-12-07"},
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

static void
test_no_date(void)
{
    static const Row rows[] = {
        {"", NOVEMBER, ""},
        {"I have read your message of 7 December 2026.", NOVEMBER, ""},
        {"until further notice. Call 01-12-10-26-33.", NOVEMBER, ""},
        {"until dd/mm/yyyy, available 24/7", NOVEMBER, ""},
        {"I am away until 5:00 pm", NOVEMBER, ""},
        {"until 9.10 Uhr", NOVEMBER, ""},
        {"until then. Your offer of 7 December 2026 can wait.", NOVEMBER, ""},
        {"bis 01.12.10.26.33", NOVEMBER, ""},
        {"December 2026", NOVEMBER, ""},
        {"feedback 7 December", NOVEMBER, ""}, /* not "back" */
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

/* Of several days on which something ends the last is the one on which the person is here again. */
static void
test_several(void)
{
    static const Row rows[] = {
        {"away until 4 December, and back on 7 December", NOVEMBER, "2026-12-07"},
        {"Back on 7 December. I am away from 1 to 4 December.", NOVEMBER, "2026-12-07"},
    };

    check_rows(rows, G_N_ELEMENTS(rows));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/returndate/languages", test_languages);
    g_test_add_func("/returndate/years", test_years);
    g_test_add_func("/returndate/numeric", test_numeric);
    g_test_add_func("/returndate/no-date", test_no_date);
    g_test_add_func("/returndate/several", test_several);
    return g_test_run();
}
