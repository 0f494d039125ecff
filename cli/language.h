/* language.h - the reader's language and character set */

#ifndef BOUNCES_CLI_LANGUAGE_H
#define BOUNCES_CLI_LANGUAGE_H

#include <glib.h>

/* Sets up locale and gettext, in the language that the environment asks for. Call it first. */
void language_init(void);

/*
 * Changes to another language ("fr"); needs no installed locale. FALSE with error where we have no
 * texts in it.
 */
gboolean language_use(const char *language, GError **error);

/*
 * Looks for --lang among the arguments, so that help and complaints about other options are
 * already in that language. What is no language is left for the options to refuse.
 */
void language_peek(int argc, char **argv);

/* "en"; borrowed. */
const char *language_current(void);

#endif
