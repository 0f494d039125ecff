/* help.h - what bounces help and --help print */

#ifndef BOUNCES_CLI_HELP_H
#define BOUNCES_CLI_HELP_H

#include "cli/cli.h"

#include <glib.h>

ExitStatus help_run(const Command *command, int argc, char **argv);

/* All commands; those whose names begin with that word; the options of one. */
ExitStatus help_print(void);
ExitStatus help_print_family(const char *word);
ExitStatus help_print_options(GOptionContext *context);

ExitStatus help_version(void);

#endif
