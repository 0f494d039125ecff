/* ruledrafts.h - rules for words that no rule knows, for an administrator to complete */

#ifndef BOUNCES_ANALYZER_RULEDRAFTS_H
#define BOUNCES_ANALYZER_RULEDRAFTS_H

#include "analyzer/rules.h"
#include "event/event.h"

#include <glib.h>

/* The drafts of one file: each has a name of its own, and none takes another's example. */
typedef struct RuleDrafts RuleDrafts;

/* rules is borrowed; its rules have their names, and its providers are known. */
RuleDrafts *ruledrafts_new(Rules *rules);
void ruledrafts_free(RuleDrafts *drafts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(RuleDrafts, ruledrafts_free)

/*
 * Appends a rule that holds for the event's words, with them as its Example, names and numbers
 * made anonymous, and with its reason, which is for the administrator to change. Where there is
 * none to draft (no words to go by, or an earlier draft holds), a comment that says so.
 */
void ruledrafts_add(RuleDrafts *drafts, const Event *event, GString *out);

#endif
