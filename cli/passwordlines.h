/* passwordlines.h - a file of settings, and apart from it the passwords in it */

#ifndef BOUNCES_CLI_PASSWORDLINES_H
#define BOUNCES_CLI_PASSWORDLINES_H

#include "scan/secret.h"

#include <glib.h>

typedef struct {
    GString *text;        /* of the file; where a password was there is a number, or nothing */
    GPtrArray *passwords; /* by these numbers */
} PasswordLines;

/*
 * Reads a file. GKeyFile leaves copies of all that it reads where a process that is started later
 * would find them: so it gets to see the text alone. What is no password by its rules is nothing.
 */
gboolean passwordlines_read(PasswordLines *lines, const char *file, GError **error);
void passwordlines_clear(PasswordLines *lines);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(PasswordLines, passwordlines_clear)

/* Puts the password in the place of its number. */
void passwordlines_fill_in(const PasswordLines *lines, Secret *secret);

#endif
