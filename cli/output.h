/* output.h - standard output: its width, colours, characters, and what goes wrong with it */

#ifndef BOUNCES_CLI_OUTPUT_H
#define BOUNCES_CLI_OUTPUT_H

#include "render/render.h"

#include <glib.h>

/* Sets width, colour and utf8 of style for what standard output is. */
void output_style(RenderStyle *style);

/* Columns of the terminal that standard output is, 80 where it is none. */
int output_width(void);

/* text in the characters that the locale has. Owned by the caller. */
char *output_shown(const char *text);

/*
 * Writes to standard output: prose in the locale's characters, data as it is. Output is buffered;
 * G_FILE_ERROR_PIPE where nobody reads it any more.
 */
gboolean output_prose(const GString *text, GError **error);
gboolean output_data(const GString *text, GError **error);

/*
 * The same to a file: written beside it and renamed, so that it is there whole or as it was. A new
 * one is for its owner alone (mode 0600), since it may have addresses in it. A link stays one, and
 * into a pipe or a device it is written.
 */
gboolean output_file(const char *path, const GString *text, gboolean is_prose, GError **error);

/* The same for data without addresses: a new file can be read by everybody (mode 0644). */
gboolean output_shared_file(const char *path, const GString *text, GError **error);

/* Writes what is still buffered: only then is it known that all arrived. */
gboolean output_flush(GError **error);

#endif
