/* ask.h - questions to somebody at a terminal */

#ifndef BOUNCES_CLI_ASK_H
#define BOUNCES_CLI_ASK_H

#include <glib.h>

/* TRUE where there is a terminal to ask at. */
gboolean ask_is_possible(void);

/*
 * Asks on standard output and reads a line, without the white space around it; where that is empty,
 * preset (may be ""), which is shown. NULL where there is no answer: end of input, or an interrupt.
 * Owned by the caller.
 */
char *ask_line(const char *question, const char *preset);

/* The same as it was written, without showing it. To be freed with secret_wipe. */
char *ask_secret(const char *question);

#endif
