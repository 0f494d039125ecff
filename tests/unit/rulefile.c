/* rulefile.c - tests of analyzer/rulefile.c and nearest.c */

#include "analyzer/rulefile.h"
#include "base/nearest.h"

#include <string.h>

static const char *const keep_lines[] = {"Example", NULL};

/* Writes a group as "[LINE] Name=value;Name=value". */
static gboolean
write_group(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    GString *all = data;

    g_string_append_printf(all, "[%u]", group->line);
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);

        g_string_append_printf(all, " %s=%s;", field->name, field->value);
    }
    return TRUE;
}

static void
test_groups(void)
{
    static const struct {
        const char *text;
        const char *groups;
    } rows[] = {
        {"", ""},
        {"\n\n# only a comment\n\n", ""},
        {"Rule: a\nText: b c\n", "[1] Rule=a; Text=b c;"},
        {"Rule: a", "[1] Rule=a;"}, /* no newline at the end */
        {"\n\nRule: a\n\n\nRule: b\n", "[3] Rule=a;[6] Rule=b;"},
        {"Rule: a\n \t\nRule: b\n", "[1] Rule=a;[3] Rule=b;"}, /* blank is blank */
        {"Rule: a\r\nText: b\r\n\r\nRule: c\r\n", "[1] Rule=a; Text=b;[4] Rule=c;"},
        {"# x\nRule: a\n# y\nText: b\n", "[2] Rule=a; Text=b;"},
        {"Rule:a\nText:   b  \n", "[1] Rule=a; Text=b;"},
        {"Rule: a\nText: b\n   c\n\td\n", "[1] Rule=a; Text=b c d;"},
        {"Rule: a\nText: b\n# between\n c\n", "[1] Rule=a; Text=b c;"},
        {"Rule: a\nText:\n b\n c\n", "[1] Rule=a; Text=b c;"},
        {"Rule: a\nExample: b\n c\n   d\n", "[1] Rule=a; Example=b\nc\n  d;"},
        {"Rule: a\nExample:\n b\n", "[1] Rule=a; Example=b;"},
        {"Rule: a\nText: b: c\n", "[1] Rule=a; Text=b: c;"},
        {"\xEF\xBB\xBFRule: a\n", "[1] Rule=a;"}, /* editors on Windows write this mark */
        {"Rule: \u00e9t\u00e9\n", "[1] Rule=\u00e9t\u00e9;"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) all = g_string_new(NULL);
        g_autoptr(GError) error = NULL;

        rulefile_each("f", rows[i].text, strlen(rows[i].text), keep_lines, write_group, all,
                      &error);
        g_assert_no_error(error);
        g_assert_cmpstr(all->str, ==, rows[i].groups);
    }
}

static void
check_error(const char *text, gsize length, const char *message)
{
    g_autoptr(GString) all = g_string_new(NULL);
    g_autoptr(GError) error = NULL;

    g_assert_false(rulefile_each("f", text, length, keep_lines, write_group, all, &error));
    g_assert_nonnull(error);
    g_assert_true(error->domain == RULE_ERROR);
    g_assert_cmpstr(error->message, ==, message);
}

static void
test_errors(void)
{
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {"Rule: a\nnonsense\n", "f:2: a field was expected, such as \"Text: mailbox full\""},
        {"Rule a: b\n", "f:1: a field was expected, such as \"Text: mailbox full\""},
        {": b\n", "f:1: a field was expected, such as \"Text: mailbox full\""},
        {"\n continued\n", "f:2: a continued line, but no field before it"},
        {"Rule: a\n\n continued\n", "f:3: a continued line, but no field before it"},
        {"Rule: a\nText:\nReason: b\n", "f:2: Text is empty"},
        {"Rule: a\n\nRule: b\nText:  \n", "f:4: Text is empty"},
        {"Rule: a\nText: \xE9\n", "f:2: not UTF-8"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        check_error(rows[i].text, strlen(rows[i].text), rows[i].message);
    check_error("Rule: a\nText: b\0c\n", 18, "f:2: a NUL byte");
}

static void
test_limits(void)
{
    g_autofree char *line = g_strnfill(RULEFILE_LINE_MAX + 1, 'a');
    g_autofree char *text = g_strnfill(RULEFILE_LENGTH_MAX + 1, '\n');

    check_error(line, strlen(line), "f:1: the line is too long");
    check_error(text, strlen(text), "f:1: longer than 4 MB");
}

static gboolean
refuse(const RuleGroup *group, gpointer data, GError **error)
{
    guint *count = data;

    ++*count;
    return rulefile_fail(error, RULE_ERROR_FIELD, group->file, group->line, "no %s",
                         rule_group_get(group, "Text"));
}

static void
test_stops(void)
{
    static const char text[] = "Rule: a\nText: b\n\nRule: c\n";
    g_autoptr(GError) error = NULL;
    guint count = 0;

    g_assert_false(rulefile_each("f", text, strlen(text), NULL, refuse, &count, &error));
    g_assert_error(error, RULE_ERROR, RULE_ERROR_FIELD);
    g_assert_cmpstr(error->message, ==, "f:1: no b");
    g_assert_cmpuint(count, ==, 1);
}

static void
test_words(void)
{
    const char *rest = "  one two  three ";
    const char *words[] = {"one", "two", "three"};
    gsize length;

    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        const char *start = rulefile_next_word(&rest, &length);
        g_autofree char *word = g_strndup(start, length);

        g_assert_cmpstr(word, ==, words[i]);
    }
    g_assert_null(rulefile_next_word(&rest, &length));
}

static void
test_nearest(void)
{
    static const char *const words[] = {"mailbox-full", "user-unknown", "Text", NULL};
    static const struct {
        const char *word;
        const char *nearest;
    } rows[] = {
        {"mailboxfull", "mailbox-full"},
        {"mailbox_full", "mailbox-full"},
        {"user-unknwon", "user-unknown"},
        {"text", "Text"},
        {"Txt", "Text"},
        {"spam-detected", NULL},
        {"x", NULL},
        {"a-word-that-is-longer-than-all-words-of-ours", NULL},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(nearest_word(rows[i].word, words), ==, rows[i].nearest);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/rulefile/groups", test_groups);
    g_test_add_func("/rulefile/errors", test_errors);
    g_test_add_func("/rulefile/limits", test_limits);
    g_test_add_func("/rulefile/stops", test_stops);
    g_test_add_func("/rulefile/words", test_words);
    g_test_add_func("/rulefile/nearest", test_nearest);
    return g_test_run();
}
