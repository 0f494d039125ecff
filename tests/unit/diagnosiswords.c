/* diagnosiswords.c - tests of diagnose/check.c and render/diagnosiswords.c: a row for each finding
 */

#include "render/diagnosiswords.h"

#include <string.h>

static char *no_texts[] = {NULL};

/* Every finding has a key of its own, a source, words that use no unknown braces, and a remedy
 * unless all is well. */
static void
test_rows(void)
{
    g_autoptr(GHashTable) keys = g_hash_table_new(g_str_hash, g_str_equal);
    const Sender sender = {.domain = "example.org",
                           .addresses = no_texts,
                           .helos = no_texts,
                           .selectors = no_texts,
                           .froms = no_texts,
                           .hosts = no_texts,
                           .ca_file = ""};
    Diagnosis diagnosis = {.sender = &sender, .host = ""};
    const DiagnosisPage page = {.diagnosis = &diagnosis, .spf = "v=spf1", .dmarc = "v=DMARC1"};

    for (guint id = 0; id < FINDING_COUNT; id++) {
        const Finding *row = finding((FindingId)id);
        Check *check = check_new((FindingId)id, "subject", "found", 12);

        g_assert_nonnull(row->key);
        g_test_message("%s", row->key);
        g_assert_true(g_hash_table_add(keys, (gpointer)(gsize)row->key));
        g_assert_true(g_str_has_prefix(row->key, check_kind_name(row->kind)));
        g_assert_true(strlen(row->source) > 0 && strlen(check_result_name(row->result)) > 0);
        for (int is_ovh = 0; is_ovh <= 1; is_ovh++) {
            g_autofree char *what = NULL;
            g_autofree char *remedy = NULL;

            diagnosis.host = is_ovh ? "ovh" : "";
            what = diagnosis_what(&page, check);
            remedy = diagnosis_remedy(&page, check);
            g_assert_true(*what && !strpbrk(what, "{}") && !strpbrk(remedy, "{}"));
            g_assert_cmpint(*remedy == '\0', ==, row->result == CHECK_OK);
        }
        check_free(check);
    }
}

/* What is filled in is foreign: its own braces stay as they are. */
static void
test_foreign(void)
{
    const Sender sender = {.domain = "{subject}.example"};
    Diagnosis diagnosis = {.sender = &sender, .host = ""};
    const DiagnosisPage page = {.diagnosis = &diagnosis, .spf = "{found}", .dmarc = ""};
    Check *check = check_new(SPF_REFUSES, "{found}", "{spf}{subject}", 0);
    g_autofree char *what = diagnosis_what(&page, check);
    g_autofree char *remedy = diagnosis_remedy(&page, check);

    g_assert_cmpstr(what, ==, "{found} is not among those who may send: {spf}{subject}");
    g_assert_cmpstr(remedy, ==, "If this server sends for you, publish: {found}");
    check_free(check);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_set_nonfatal_assertions();
    g_test_add_func("/diagnosiswords/rows", test_rows);
    g_test_add_func("/diagnosiswords/foreign", test_foreign);
    return g_test_run();
}
