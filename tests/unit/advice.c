/* advice.c - tests of analyzer/advice.c and advicetext.c, and of the advices that are built in */

#include "analyzer/advice.h"

#include <string.h>

#define PLACEHOLDERS                                                                               \
    "Placeholder: provider\nOtherwise: the receiving server\n\n"                                   \
    "Placeholder: sender-domain\nOtherwise: your domain\n\n"                                       \
    "Placeholder: domain-argument\nOtherwise: DOMAIN\n\n"                                          \
    "Placeholder: client-ip\nOtherwise: \u00e9our IP\n\n"                                          \
    "Placeholder: recipient\nOtherwise: this address\n\n"                                          \
    "Placeholder: recipient-domain\nOtherwise: their domain\n\n"

#define FULL                                                                                       \
    "Advice: full\nMove: recipient you\nTitle: {provider} says that {recipient} is full\n"         \
    "Address: wait\nStep: Wait, {sender-domain}.\nStep: Write\n otherwise.\nSource: x\n\n"

static const AdviceFacts facts = {"Gmail", "example.org", "192.0.2.7", "u@example.net",
                                  "example.net"};
static const AdviceFacts no_facts = {"", "", "", "", ""};

static Advices *
read_advices(const char *reference, const char *translation, GError **error)
{
    RuleSource en = {"en", reference, strlen(reference), TRUE};
    RuleSource fr = {"fr", translation, translation ? strlen(translation) : 0, TRUE};

    return advices_load_sources(&en, translation ? &fr : NULL, error);
}

static void
check_words(const Advices *advices, const char *key, const AdviceFacts *of, const char *title,
            const char *steps)
{
    const Advice *advice = advices_find(advices, key);
    g_autofree char *got_title = NULL;
    g_autofree char *got_steps = NULL;
    g_auto(GStrv) all = NULL;

    g_assert_nonnull(advice);
    got_title = advice_title(advices, advice, of);
    all = advice_steps(advices, advice, of);
    got_steps = g_strjoinv("|", all);
    g_assert_cmpstr(got_title, ==, title);
    g_assert_cmpstr(got_steps, ==, steps);
}

static void
test_reference(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Advices) advices = read_advices(PLACEHOLDERS FULL, NULL, &error);
    const Advice *advice;

    g_assert_no_error(error);
    advice = advices_find(advices, "full");
    g_assert_cmpint(advice_move(advice), ==, MOVE_RECIPIENT | MOVE_YOU);
    g_assert_cmpint(advice_address(advice), ==, ADDRESS_WAIT);
    g_assert_false(advice_is_translated(advice));
    g_assert_null(advices_find(advices, "nothing"));
    g_assert_cmpstr(advices_nth(advices, 0), ==, "full");
    g_assert_null(advices_nth(advices, 1));
    check_words(advices, "full", &facts, "Gmail says that u@example.net is full",
                "Wait, example.org.|Write otherwise.");
    check_words(advices, "full", &no_facts, "The receiving server says that this address is full",
                "Wait, your domain.|Write otherwise.");
}

/* Only words of ours that begin a title get a capital; a name is as it is. */
static void
test_capital(void)
{
    static const AdviceFacts small = {"ovh", "", "", "", ""};
    g_autoptr(GError) error = NULL;
    g_autoptr(Advices) advices = read_advices(
        PLACEHOLDERS "Advice: a\nMove: you\nAddress: keep\nTitle: {provider}: {client-ip}\n\n"
                     "Advice: b\nMove: you\nAddress: keep\nTitle: {client-ip}\n",
        NULL, &error);

    g_assert_no_error(error);
    check_words(advices, "a", &small, "ovh: \u00e9our IP", "");
    check_words(advices, "b", &small, "\u00c9our IP", "");
}

static void
test_translation(void)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(Advices) advices = read_advices(
        PLACEHOLDERS FULL "Advice: other\nMove: nobody\nAddress: keep\nTitle: Nothing\n",
        "Placeholder: provider\nOtherwise: le serveur\n\n"
        "Advice: full\nTitle: Pleine chez {provider} : {recipient}\nStep: Attendre.\n",
        &error);

    g_assert_no_error(error);
    check_words(advices, "full", &no_facts, "Pleine chez le serveur : this address", "Attendre.");
    check_words(advices, "other", &no_facts, "Nothing", "");
    g_assert_true(advice_is_translated(advices_find(advices, "full")));
    g_assert_false(advice_is_translated(advices_find(advices, "other")));
    g_assert_cmpint(advice_address(advices_find(advices, "full")), ==, ADDRESS_WAIT);
}

static void
test_errors(void)
{
    static const struct {
        const char *reference;
        const char *translation;
        const char *message;
    } rows[] = {
        {FULL, NULL, "en: a placeholder has no Otherwise"},
        {FULL FULL, NULL, "en:10: Advice: \"full\" is a second one"},
        {"Advice: a\nMove: you\nTitle: b\n", NULL,
         "en:1: Advice: \"a\" lacks a Title, a Move or an Address"},
        {"Advice: a\nMove: them\n", NULL, "en:2: Move: \"them\" does not say who must act"},
        {"Advice: a\nAddress: eat\n", NULL,
         "en:2: Address: \"eat\" is not keep, wait, correct or remove"},
        {"Advice: a\nTitle: {provder}\n", NULL,
         "en:2: Title: \"{provder}\" has a placeholder that is not known"},
        {"Advice: a\nStep: {provider\n", NULL,
         "en:2: Step: \"{provider\" has a placeholder that is not known"},
        {"Advice: a\nTitle: b\nTitle: c\n", NULL, "en:3: Title: \"c\" is a second one"},
        {"Advice: a\nText: b\n", NULL,
         "en:2: Text: \"b\" stands in a field that does not belong here"},
        {"Rule: a\n", NULL, "en:1: Rule: \"a\" does not begin a group; Advice or Placeholder does"},
        {"Placeholder: x\nOtherwise: y\n", NULL, "en:1: Placeholder: \"x\" is not known"},
        {"Placeholder: provider\n", NULL,
         "en:1: Placeholder: \"provider\" needs an Otherwise, and that alone"},
        {PLACEHOLDERS FULL, "Advice: full\nMove: you\n",
         "fr:2: Move: \"you\" stands in a field that does not belong here"},
        {PLACEHOLDERS FULL, "Advice: other\nTitle: x\n",
         "fr:1: Advice: \"other\" is not in the reference"},
        {PLACEHOLDERS FULL, "Advice: full\nTitle: x\n\nAdvice: full\nTitle: x\n",
         "fr:4: Advice: \"full\" is a second one"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;

        g_assert_null(read_advices(rows[i].reference, rows[i].translation, &error));
        g_assert_nonnull(error);
        g_assert_cmpstr(error->message, ==, rows[i].message);
    }
}

/* All that is built in can be shown, in both languages, and every reason has its advice. */
static void
test_builtin(void)
{
    static const char *const languages[] = {"en", "fr"};

    for (guint i = 0; i < G_N_ELEMENTS(languages); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Advices) advices = advices_load(languages[i], &error);
        const char *key;

        g_assert_no_error(error);
        for (guint n = 0; (key = advices_nth(advices, n)); n++) {
            const Advice *advice = advices_find(advices, key);
            g_autofree char *title = advice_title(advices, advice, &no_facts);
            g_auto(GStrv) steps = advice_steps(advices, advice, &no_facts);

            g_assert_true(*title && steps[0]);
            if (i > 0 && !advice_is_translated(advice))
                g_error("%s is not translated", key);
        }
        for (guint n = 0; n < REASON_COUNT; n++)
            if (!advices_find(advices, reason_name((Reason)n)))
                g_error("no advice for %s", reason_name((Reason)n));
    }
    g_assert_null(advices_load("xx", NULL));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/advice/reference", test_reference);
    g_test_add_func("/advice/capital", test_capital);
    g_test_add_func("/advice/translation", test_translation);
    g_test_add_func("/advice/errors", test_errors);
    g_test_add_func("/advice/builtin", test_builtin);
    return g_test_run();
}
