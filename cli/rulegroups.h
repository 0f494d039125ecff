/* rulegroups.h - the files that rules came from, read again */

#ifndef BOUNCES_CLI_RULEGROUPS_H
#define BOUNCES_CLI_RULEGROUPS_H

#include "analyzer/rules.h"

#include <glib.h>

/*
 * Calls each for every group of one file: "rules/NAME" compiled in, or a path. Rules keep what
 * they need for a verdict only; explaining them asks for more, and seldom.
 */
gboolean rulegroups_each(const char *file, gboolean is_builtin, RuleGroupFunc each, gpointer data,
                         GError **error);

#endif
