/* rules.h - rules that turn evidence into a reason and an advice */

#ifndef BOUNCES_ANALYZER_RULES_H
#define BOUNCES_ANALYZER_RULES_H

#include "analyzer/advice.h"
#include "analyzer/pattern.h"
#include "analyzer/provider.h"
#include "analyzer/rulefile.h"
#include "event/event.h"
#include "event/reason.h"
#include "event/status.h"

#include <glib.h>

/* What rules look at. Strings are never NULL; "" is "not stated". */
typedef struct {
    EventType type;
    const char *provider; /* a provider's key */
    const char *software;
    const char *action;
    const char *command;
    int reply_code; /* 0: none */
    Status status;
    const char *text; /* normalised, see smtpreply.h; valid UTF-8 */
} Evidence;

/* One rule; all of it borrowed from the set. */
typedef struct Rule Rule;

const char *rule_id(const Rule *rule);
const char *rule_file(const Rule *rule); /* "rules/10-provider-google.rules" or a path */
guint rule_line(const Rule *rule);
Reason rule_reason(const Rule *rule);
const char *rule_advice(const Rule *rule);   /* its own, or the reason's key */
const char *rule_provider(const Rule *rule); /* as written: keys split at spaces; "" is any */
gboolean rule_has_text(const Rule *rule);    /* decides by words, not by codes alone */
gboolean rule_is_builtin(const Rule *rule);

/* TRUE where the rule's codes, if it has any, take these; 0 and class 0 are "not stated". */
gboolean rule_takes_codes(const Rule *rule, int reply_code, Status status);

typedef struct Rules Rules;

/*
 * The built-in rules behind the administrator's: every *.rules file of each folder in folders
 * (NULL-terminated, or NULL; a missing folder is no error), by name. NULL with error
 * "FILE:LINE: what" on the first fault. Patterns are compiled when first needed, so a faulty one
 * shows in rules_check; until then it just does not hold.
 */
Rules *rules_load(const char *const *folders, GError **error);

/* The same with single files too (NULL-terminated, or NULL), which must be there. */
Rules *rules_load_files(const char *const *folders, const char *const *files, GError **error);

/* The same from texts: the administrator's first, then built-in ones, each in order. */
Rules *rules_load_sources(const RuleSource *sources, guint count, GError **error);

void rules_free(Rules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Rules, rules_free)

guint rules_count(const Rules *rules);
const Rule *rules_nth(const Rules *rules, guint n);
const Rule *rules_find(const Rules *rules, const char *id);

/* The providers that the set knows; borrowed. */
Providers *rules_providers(const Rules *rules);

/*
 * Calls each for every group of all files that were loaded, as rulefile_each does: those that the
 * set left out, too. A group that a rule of the set came from has its rule_file and rule_line.
 */
gboolean rules_each_group(const Rules *rules, RuleGroupFunc each, gpointer data, GError **error);

/* Hex SHA-256 of all that was loaded; changes when a verdict could. Borrowed. */
const char *rules_digest(Rules *rules);

/* The words that a rule's Text matched: a piece of evidence->text. */
typedef PatternMatch RuleMatch;

/* The first rule that holds, or NULL. match (may be NULL) gets the words, length 0 where none. */
const Rule *rules_match(Rules *rules, const Evidence *evidence, RuleMatch *match);

/* All that hold, in order, for `explain`. The array is the caller's, the rules are borrowed. */
GPtrArray *rules_match_all(Rules *rules, const Evidence *evidence);

/* One finding of rules_check: "FILE:LINE: what". */
typedef struct {
    char *where;
    char *what;
    gboolean is_error; /* else information: what an administrator's rule takes from a built-in */
} RuleFinding;
void rule_finding_free(RuleFinding *finding);

/*
 * Compiles every pattern, looks for the providers and advices that are named, and holds each
 * Example against its rule (it must win) and each Not-Example (it must not). The array of
 * RuleFinding is the caller's; no errors among them: all is well. An example is a reply only;
 * where its rule asks for a Type, Software, Action or Command, or for a Provider that the reply
 * does not show, that is taken as given.
 */
GPtrArray *rules_check(Rules *rules, const Advices *advices); /* in rulescheck.c */

#endif
