/* options.h - what the command line said */

#ifndef BOUNCES_CLI_OPTIONS_H
#define BOUNCES_CLI_OPTIONS_H

#include "analyzer/rules.h"
#include "cli/cli.h"

#include <glib.h>

/*
 * Parses a command's options, --lang among them, and takes them out of argv; --help prints the
 * command's help and ends the program. FALSE after a complaint.
 */
gboolean options_parse(const Command *command, const GOptionEntry *entries, int *argc,
                       char ***argv);

/* Appends " --name value", quoted for a shell where it must be; nothing where value is NULL. */
void options_repeat(const char *name, const char *value, GString *line);

/* Complains about an argument that the command does not take; returns EXIT_TROUBLE. */
ExitStatus options_refuse(const Command *command, const char *argument);

/* Bytes for "512K", "10M", "1G" or a bare number; FALSE with error for 0 and what is none. */
gboolean options_size(const char *text, gsize *size, GError **error);

/* Where rules come from beside the built-in ones. */
typedef enum { RULES_IN_USE, RULES_GIVEN_ONLY } RulesFrom;

/*
 * The built-in rules and, asked before them, those of paths (files or folders, NULL-terminated, or
 * NULL) and, when in use, those of the user and of the system.
 */
Rules *options_rules(char **paths, RulesFrom from, GError **error);

#endif
