/* pattern.c - tests of analyzer/literals.c, pattern.c and patternindex.c */

#include "analyzer/bits.h"
#include "analyzer/literals.h"
#include "analyzer/patternindex.h"
#include "analyzer/rulefile.h"

#include <string.h>

static void
test_literals(void)
{
    static const struct {
        const char *pattern;
        const char *literals; /* joined by "|"; "" is none */
    } rows[] = {
        {"mailbox full", "mailbox full"},
        {"Mailbox FULL", "mailbox full"},
        {"ab", ""}, /* too short to tell anything */
        {"spf", "spf"},
        {"", ""},
        {"^mailbox$", "mailbox"},
        {"\\bmailbox\\b is", "mailbox is"},
        {"5\\.7\\.1", "5.7.1"},
        {"support\\.google\\.com/mail/\\?p=", "support.google.com/mail/?p="},
        {"tr\u00e8s faible", "s faible"}, /* beyond ASCII nothing is compared */

        /* what is optional may be missing */
        {"mails?box", "mail"},
        {"abcdx*yz", "abcd"},
        {"abcd{0,3}efgh", "efgh"},
        {"abcd{0}efgh", "efgh"},
        {"abcd??efgh", "efgh"},
        {"(?:your )?quota", "quota"},
        {"(?:mailbox)*", ""},
        {"mail\u00e9?box", "mail"},

        /* what repeats is there once */
        {"abcd+efg", "abcd"},
        {"abcd{2}efg", "abcd"},
        {"abcd{2,}+efg", "abcd"},
        {"(?:over )+it", "over "},

        /* what may be many things is none */
        {"over.quota", "quota"},
        {"over\\s+quota", "quota"},
        {"r[e\u00e9]putation", "putation"},
        {"x[]abc]literal", "literal"},
        {"x[^]abc]literal", "literal"},
        {"x[a\\]b]literal", "literal"},
        {"x[[:alpha:]_]literal", "literal"},
        {"x[(|)]literal", "literal"},
        {"(?i)Mail(?-i)Boxes", "boxes"},
        {"(mailbox) \\d", "mailbox"},

        /* alternatives */
        {"user unknown|no such user", "user unknown|no such user"},
        {"user unknown|no", ""},
        {"user unknown|", ""},
        {"(?:his|her|their) quota", " quota"},
        {"(?:mailbox|inbox) (?:is )?full", "mailbox|inbox"},
        {"(?:mailbox|inbox|x) (?:is )?full", "full"},
        {"(?<name>mailbox|inbox)", "mailbox|inbox"},
        {"(?P<name>mailbox|inbox)", "mailbox|inbox"},
        {"(?|mailbox|inbox)", "mailbox|inbox"},
        {"(?>mailbox|inbox)", "mailbox|inbox"},
        {"(?i:mailbox|inbox)", "mailbox|inbox"},
        {"((mailbox|(inbox|postbox)) )x", "mailbox|inbox|postbox"},
        {"abcd(?:ef|gh)?ijklm", "ijklm"},

        /* what looks around takes no place */
        {"abcd(?=efghij)", "abcd"},
        {"(?<!not )full", "full"},
        {"(?!mailbox|inbox)abc", "abc"},
        {"(?<=mailbox )full", "full"},

        /* what the reader does not follow */
        {"mailbox(?(1)a|b)", ""},
        {"mailbox(?R)?", ""},
        {"mailbox(?1)", ""},
        {"mailbox(?#|)", ""},
        {"(*ACCEPT)mailbox", ""},
        {"mailbox(*ACCEPT)full", ""},
        {"(?x) mail box", ""},
        {"(?x: mail box)", ""},
        {"\\Qmail|box\\E", ""},
        {"mailbox\\x41", ""},
        {"mailbox\\1", ""},
        {"mailbox\\p{L}", ""},
        {"mailbox\\N{U+41}", ""},
        {"mailbox{,3}", ""}, /* a quantifier in later versions of PCRE2 */
        {"mailbox{x", ""},
        {"[[:]abcd|efgh[x]mailbox", ""},
        {"mailbox[abc", ""},
        {"mailbox)", ""},
        {"(mailbox", ""},
        {"mailbox\\", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GString) all = g_string_new(NULL);
        Literals found;

        literals_read(rows[i].pattern, &found);
        for (guint n = 0; n < found.count; n++)
            g_string_append_printf(all, "%s%.*s", n ? "|" : "", found.at[n].length,
                                   found.text + found.at[n].start);
        if (!g_str_equal(all->str, rows[i].literals))
            g_error("%s: %s, not %s", rows[i].pattern, all->str, rows[i].literals);
    }
}

/* Deep, long and wide patterns give none, and no crash. */
static void
test_literal_limits(void)
{
    g_autofree char *deep = g_strnfill(10000, '(');
    g_autofree char *length = g_strnfill(LITERALS_TEXT_MAX + 1, 'a');
    g_autoptr(GString) wide = g_string_new("abc");
    Literals found;

    for (guint i = 0; i < LITERALS_MAX; i++)
        g_string_append(wide, "|abc");
    literals_read(deep, &found);
    g_assert_cmpuint(found.count, ==, 0);
    literals_read(length, &found);
    g_assert_cmpuint(found.count, ==, 0);
    literals_read(wide->str, &found);
    g_assert_cmpuint(found.count, ==, 0);
    literals_read(wide->str + 4, &found);
    g_assert_cmpuint(found.count, ==, LITERALS_MAX);
}

typedef struct {
    const char *pattern;
    const char *text;
    const char *words; /* that match; NULL: none */
} MatchRow;

static const MatchRow match_rows[] = {
    {"over (?:his )?quota", "is Over Quota, sorry", "Over Quota"},
    {"mailbox full", "mailbox is full", NULL},
    {"bo\u00eete pleine", "La BO\u00ceTE PLEINE", "BO\u00ceTE PLEINE"},
    {"^mail", "mailbox", "mail"},
    {"^box", "mailbox", NULL},
    {"spf", "SPF", "SPF"},
    {"full", "ful", NULL},
    {"full", "", NULL},
    {"x?", "", ""},
    {"mail\\Kbox", "mailbox", "box"},
    /* caseless matching takes these two for ASCII letters, so the prefilter must, too */
    {"kelvin sign", "\u212Aelvin \u017fign", "\u212Aelvin \u017fign"},
};

static void
check_match(PatternIndex *index, guint n, const MatchRow *row)
{
    PatternMatch match = {0, 0};
    g_autofree char *words = NULL;

    if (pattern_index_holds(index, n, &match))
        words = g_strndup(row->text + match.start, match.length);
    g_assert_cmpstr(words, ==, row->words);
}

/* Each row by itself, a hundred times: machine code and interpreter agree. */
static void
test_match(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(match_rows); i++) {
        PatternIndex *index = pattern_index_new(0);

        pattern_index_add(index, match_rows[i].pattern, "f", 1);
        for (guint n = 0; n < 100; n++) {
            pattern_index_look(index, match_rows[i].text);
            check_match(index, 0, &match_rows[i]);
        }
        pattern_index_free(index);
    }
}

/* All in one index, and patterns that come later. */
static void
test_index(void)
{
    PatternIndex *index = pattern_index_new(0);

    for (guint i = 0; i < G_N_ELEMENTS(match_rows); i++) {
        pattern_index_add(index, match_rows[i].pattern, "f", 1);
        for (guint n = 0; n <= i; n++) {
            pattern_index_look(index, match_rows[n].text);
            check_match(index, n, &match_rows[n]);
        }
    }
    pattern_index_free(index);
}

/* A pattern whose literals are not in the text is not even a candidate. */
static void
test_candidates(void)
{
    static const struct {
        const char *text;
        const char *candidates; /* one digit for each pattern */
    } rows[] = {
        {"nothing of it", "00010"},
        {"the MAILBOX is full", "11010"},
        {"the inbox", "10010"},
        {"spf fail", "00011"},
        {"sp", "00010"},
        {"", "00010"},
    };
    static const char *const patterns[] = {"mailbox|inbox", "is full", "is fuller", "a?", "spf"};
    PatternIndex *index = pattern_index_new(0);

    for (guint i = 0; i < G_N_ELEMENTS(patterns); i++)
        pattern_index_add(index, patterns[i], "f", i + 1);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const guint64 *candidates = pattern_index_look(index, rows[i].text);

        for (guint n = 0; n < G_N_ELEMENTS(patterns); n++)
            g_assert_cmpint(bits_has(candidates, n), ==, rows[i].candidates[n] == '1');
    }
    pattern_index_free(index);
}

static void
test_broken(void)
{
    PatternIndex *index = pattern_index_new(0);
    g_autoptr(GError) error = NULL;

    pattern_index_add(index, "mail(box", "f", 7);
    pattern_index_add(index, "mail\\Cbox", "f", 8); /* would cut characters in two */
    pattern_index_look(index, "mailbox");
    g_assert_false(pattern_index_holds(index, 0, NULL));
    g_assert_false(pattern_index_holds(index, 1, NULL));
    g_assert_false(pattern_index_compile(index, 0, &error));
    g_assert_error(error, RULE_ERROR, RULE_ERROR_PATTERN);
    g_assert_true(g_str_has_prefix(error->message, "f:7: \"mail(box\" is no pattern: "));
    g_assert_false(pattern_index_compile(index, 1, NULL));
    pattern_index_free(index);
}

/* Patterns that would run for years give up, and long texts are cut. */
static void
test_limits(void)
{
    PatternIndex *index = pattern_index_new(0);
    g_autofree char *text = g_strnfill(PATTERN_TEXT_MAX - 1, 'a');
    g_autofree char *over = g_strconcat(text, "\u00e9mailbox", NULL);
    gint64 start = g_get_monotonic_time();

    pattern_index_add(index, "^(a+)+$", "f", 1);
    pattern_index_add(index, "(a|aa)+$", "f", 2);
    pattern_index_add(index, "mailbox", "f", 3);
    pattern_index_add(index, "a$", "f", 4);
    for (guint i = 0; i < 3; i++) {
        pattern_index_look(index, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaab");
        g_assert_false(pattern_index_holds(index, 0, NULL));
        g_assert_false(pattern_index_holds(index, 1, NULL));
    }
    pattern_index_look(index, over);
    g_assert_false(pattern_index_holds(index, 2, NULL));
    g_assert_true(pattern_index_holds(index, 3, NULL)); /* the character is not cut in two */
    g_assert_cmpint(g_get_monotonic_time() - start, <, 5 * G_USEC_PER_SEC);
    pattern_index_free(index);
}

static void
test_bits(void)
{
    guint64 *bits = bits_new(130);

    bits_add(bits, 0);
    bits_add(bits, 63);
    bits_add(bits, 64);
    bits_add(bits, 129);
    g_assert_cmpuint(bits_next(bits, 130, 0), ==, 0);
    g_assert_cmpuint(bits_next(bits, 130, 1), ==, 63);
    g_assert_cmpuint(bits_next(bits, 130, 64), ==, 64);
    g_assert_cmpuint(bits_next(bits, 130, 65), ==, 129);
    g_assert_cmpuint(bits_next(bits, 130, 130), ==, 130);
    g_assert_cmpuint(bits_next(bits, 100, 65), ==, 100);
    g_free(bits);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/pattern/literals", test_literals);
    g_test_add_func("/pattern/literal-limits", test_literal_limits);
    g_test_add_func("/pattern/match", test_match);
    g_test_add_func("/pattern/index", test_index);
    g_test_add_func("/pattern/candidates", test_candidates);
    g_test_add_func("/pattern/broken", test_broken);
    g_test_add_func("/pattern/limits", test_limits);
    g_test_add_func("/pattern/bits", test_bits);
    return g_test_run();
}
