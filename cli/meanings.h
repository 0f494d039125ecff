/* meanings.h - the rules that a bare code fits */

#ifndef BOUNCES_CLI_MEANINGS_H
#define BOUNCES_CLI_MEANINGS_H

#include "analyzer/rules.h"
#include "cli/explain.h"

#include <glib.h>

/* A rule that the code fits, and the words of its own example that it goes by ("" for none). */
typedef struct {
    const Rule *rule;
    char *words;
} Meaning;

/*
 * What the codes (0 and class 0: not stated) mean at the explainer's provider, or at any where it
 * has none: an array of Meaning, each provider's advice once, in the rules' order. The caller's;
 * NULL with error where the rules cannot be read again.
 */
GPtrArray *meanings_find(const Explainer *explainer, int reply_code, Status status, GError **error);

/* TRUE where the rule is for this provider among others. */
gboolean meaning_is_at(const Meaning *meaning, const char *provider);

#endif
