/* cli.h - what the commands share */

#ifndef BOUNCES_CLI_CLI_H
#define BOUNCES_CLI_CLI_H

#include <glib.h>

/* Exit statuses, as bounces(1) has them. */
typedef enum { EXIT_DONE = 0, EXIT_NOT_FOUND = 1, EXIT_TROUBLE = 2 } ExitStatus;

typedef struct Command Command;
struct Command {
    const char *name;      /* one or two words: "rules check" */
    const char *arguments; /* "[PATH]...", translated in help */
    const char *summary;   /* one line, without a full stop */
    const char *notes;     /* more for its own help; with an example */
    ExitStatus (*run)(const Command *command, int argc, char **argv);
};

ExitStatus analyze_run(const Command *command, int argc, char **argv);
ExitStatus explain_run(const Command *command, int argc, char **argv);
ExitStatus rules_check_run(const Command *command, int argc, char **argv);
ExitStatus rules_list_run(const Command *command, int argc, char **argv);
ExitStatus import_run(const Command *command, int argc, char **argv);
ExitStatus scan_run(const Command *command, int argc, char **argv);
ExitStatus quarantine_list_run(const Command *command, int argc, char **argv);
ExitStatus quarantine_retry_run(const Command *command, int argc, char **argv);
ExitStatus setup_run(const Command *command, int argc, char **argv);
ExitStatus report_run(const Command *command, int argc, char **argv);
ExitStatus suppress_run(const Command *command, int argc, char **argv);
ExitStatus suppress_add_run(const Command *command, int argc, char **argv);
ExitStatus suppress_remove_run(const Command *command, int argc, char **argv);
ExitStatus suppress_why_run(const Command *command, int argc, char **argv);
ExitStatus check_run(const Command *command, int argc, char **argv);
ExitStatus list_run(const Command *command, int argc, char **argv);
ExitStatus show_run(const Command *command, int argc, char **argv);
ExitStatus unknown_run(const Command *command, int argc, char **argv);
ExitStatus ticket_run(const Command *command, int argc, char **argv);
ExitStatus reclassify_run(const Command *command, int argc, char **argv);
ExitStatus purge_run(const Command *command, int argc, char **argv);
ExitStatus forget_run(const Command *command, int argc, char **argv);
ExitStatus diagnose_run(const Command *command, int argc, char **argv);

/*
 * The one way to standard error: "bounces: " and the message, made safe for a terminal. In main.c,
 * as are the rows of commands[].
 */
void complain(const char *format, ...) G_GNUC_PRINTF(1, 2);

/* The same for an error; returns EXIT_TROUBLE. Says nothing where standard output was closed. */
ExitStatus complain_error(const GError *error);

#endif
