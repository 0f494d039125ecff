/* commands.h - the table of commands (its rows are in main.c), and finding one in it */

#ifndef BOUNCES_CLI_COMMANDS_H
#define BOUNCES_CLI_COMMANDS_H

#include "cli/cli.h"

#include <glib.h>

extern const Command commands[];
extern const guint commands_count;

/*
 * The command that argv[1] and what follows name, or NULL; words gets how many of them make up
 * the name.
 */
const Command *commands_find(int argc, char **argv, int *words);

/* The command that was perhaps meant, or NULL; what looks like a path was not meant as one. */
const char *commands_nearest(const char *words);

/* The commands whose names begin with the word, which is none by itself; "" where none do. */
char *commands_beginning(const char *word);

/* Complains of a command that does not exist; returns EXIT_TROUBLE. */
ExitStatus commands_refuse(const char *words);

#endif
