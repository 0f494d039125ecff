/* ruleset.h - a set of rules from within; for rules.c, rulefields.c, rulesmatch.c and rulescheck.c
 */

#ifndef BOUNCES_ANALYZER_RULESET_H
#define BOUNCES_ANALYZER_RULESET_H

#include "analyzer/patternindex.h"
#include "analyzer/rules.h"

#include <glib.h>

#define RULES_MAX 100000

/* Some neighbours of an array that all rules share. */
typedef struct {
    guint first;
    guint count;
} Span;

/* Reply codes from low to high: 452, 4xx. */
typedef struct {
    int low;
    int high;
} CodeRange;

/* Where a pattern belongs. */
typedef struct {
    guint rule;
    gboolean is_not; /* of Not-Text */
} PatternUse;

/* Strings lie in the set's; "" is "any". */
struct Rule {
    Rules *set;
    char *id;
    const char *file;
    guint line;
    gboolean is_builtin;
    gboolean has_text;
    Reason reason;
    const char *advice;
    const char *provider; /* words split at spaces, like the next three */
    const char *software;
    const char *action;
    const char *command;
    guint types; /* a bit for each EventType, 0: any */
    Span codes;
    Span statuses;
    Span patterns; /* Text and Not-Text */
};

struct Rules {
    GPtrArray *texts; /* of RuleText */
    GStringChunk *strings;
    GArray *rules;          /* of Rule, in the order in which they are tried */
    GArray *codes;          /* of CodeRange */
    GArray *statuses;       /* of StatusRange */
    GArray *uses;           /* of PatternUse: one for each pattern */
    PatternIndex *patterns; /* of Text and Not-Text, in the order of their rules */
    GHashTable *own_ids;    /* of the administrator's rules: numbers in rules, + 1 */
    GArray *disabled;       /* of Disabled */
    GHashTable *disabled_ids;
    Providers *providers;
    GHashTable *eligible;  /* which rules codes and the like admit; see rulesmatch.c */
    guint64 *without_text; /* rules that codes and the like decide; NULL until needed */
    guint64 *candidates;
    char *digest;
};

/* A text that was loaded. */
typedef struct {
    char *file;
    GBytes *bytes;
    gboolean is_builtin;
} RuleText;

/* A "Disable: RULE-ID" of the administrator's. */
typedef struct {
    const char *id;
    const char *file;
    guint line;
    gboolean was_found;
} Disabled;

/* Adds the rule of a group that begins with "Rule:"; its fields are a table in rulefields.c. */
gboolean rules_add(Rules *rules, const RuleGroup *group, gboolean is_builtin, GError **error);

/* An empty set with room for what texts (of RuleText, taken over) may hold. */
Rules *rules_new(GPtrArray *texts);

/* An empty memory of eligible rules; see rulesmatch.c. */
GHashTable *rules_new_eligible(void);

/* The names of fields whose lines are kept. */
extern const char *const rule_lines_kept[];

/* rules_match among the rules from number `from` on. */
const Rule *rules_match_from(Rules *rules, const Evidence *evidence, guint from, RuleMatch *match);

/* The number of the first built-in rule; rules_count where there is none. */
guint rules_first_builtin(const Rules *rules);

#endif
