/* fields.c - tests of parsers/fields.c */

#include "parsers/fields.h"

static void
check_value(const FieldGroups *groups, guint n, const char *name, const char *value)
{
    g_assert_cmpuint(n, <, fields_count(groups));
    g_assert_cmpstr(field_get(fields_nth(groups, n), name), ==, value);
}

static void
test_groups(void)
{
    g_autoptr(FieldGroups) groups =
        fields_parse("\n\nReporting-MTA: dns; a.example.org\n\n\nFinal-Recipient: rfc822; "
                     "u@example.net\nAction: failed\n",
                     TRUE);

    g_assert_cmpuint(fields_count(groups), ==, 2);
    check_value(groups, 0, "reporting-mta", "dns; a.example.org");
    check_value(groups, 1, "Final-Recipient", "rfc822; u@example.net");
    check_value(groups, 1, "Action", "failed");
    check_value(groups, 1, "Status", NULL);
}

static void
test_spelling(void)
{
    g_autoptr(FieldGroups) groups = fields_parse("Final-Recepient: a\nction: b\nDiagnostic-Code : "
                                                 "c\nFinalRecipient: d\nDate: e\n",
                                                 FALSE);

    check_value(groups, 0, "Final-Recipient", "a");
    check_value(groups, 0, "Action", "b");
    check_value(groups, 0, "Diagnostic-Code", "c");
    check_value(groups, 0, "Rate", NULL); /* short names must be right */
}

/* Folded, not folded, and folded with less than RFC 5322 asks for. */
static void
test_continued(void)
{
    g_autoptr(FieldGroups) groups =
        fields_parse("Diagnostic-Code: smtp; 550-5.2.1 one\n550-5.2.1 two\nhttps://example.net/: "
                     "three\n    four: five\nStatus: 5.2.1\n",
                     TRUE);
    g_autofree char *line = field_dup_line(fields_nth(groups, 0), "Diagnostic-Code");

    check_value(groups, 0, "Diagnostic-Code",
                "smtp; 550-5.2.1 one\n550-5.2.1 two\nhttps://example.net/: three\nfour: five");
    check_value(groups, 0, "Status", "5.2.1");
    g_assert_cmpstr(line, ==,
                    "smtp; 550-5.2.1 one 550-5.2.1 two https://example.net/: three four: five");
}

/* The blank line between two recipients is missing. */
static void
test_repeated(void)
{
    const char *text =
        "Reporting-MTA: dns; a\nFinal-Recipient: rfc822; u@example.net\nX-A: 1\nX-A: "
        "2\nStatus: 5.1.1\nFinal-Recipient: rfc822; v@example.net\nStatus: 5.2.2\n";
    g_autoptr(FieldGroups) split = fields_parse(text, TRUE);
    g_autoptr(FieldGroups) whole = fields_parse(text, FALSE);

    g_assert_cmpuint(fields_count(split), ==, 2);
    check_value(split, 0, "Status", "5.1.1");
    check_value(split, 1, "Final-Recipient", "rfc822; v@example.net");
    check_value(split, 1, "Status", "5.2.2");
    g_assert_cmpuint(fields_count(whole), ==, 1);
}

/* All of it indented alike: a margin, and not one long folded line. */
static void
test_margin(void)
{
    g_autoptr(FieldGroups) groups = fields_parse("  Reporting-MTA: dns; a\n\n  Action: failed\n"
                                                 "  Diagnostic-Code: smtp; 550 one\n    two\n",
                                                 TRUE);

    g_assert_cmpuint(fields_count(groups), ==, 2);
    check_value(groups, 1, "Action", "failed");
    check_value(groups, 1, "Diagnostic-Code", "smtp; 550 one\ntwo");
}

static void
test_prose(void)
{
    g_autoptr(FieldGroups) none = fields_parse("no field here\n\n: nor here\n", TRUE);
    g_autoptr(FieldGroups) empty = fields_parse("", TRUE);

    g_assert_cmpuint(fields_count(none), ==, 0);
    g_assert_cmpuint(fields_count(empty), ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/fields/groups", test_groups);
    g_test_add_func("/fields/spelling", test_spelling);
    g_test_add_func("/fields/continued", test_continued);
    g_test_add_func("/fields/repeated", test_repeated);
    g_test_add_func("/fields/margin", test_margin);
    g_test_add_func("/fields/prose", test_prose);
    return g_test_run();
}
