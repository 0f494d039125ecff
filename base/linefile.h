/* linefile.h - small things in a file, one a line */

#ifndef BOUNCES_BASE_LINEFILE_H
#define BOUNCES_BASE_LINEFILE_H

#include <glib.h>

#define LINEFILE_ERROR (linefile_error_quark())
typedef enum { LINEFILE_ERROR_LONG } LineFileError;
GQuark linefile_error_quark(void);

/* Longer lines are errors. */
#define LINEFILE_LINE_MAX 1024

/*
 * Calls each for every line of the file, without white space around it, until one returns FALSE
 * with error set. Empty lines and those that begin with "#" are passed over. number counts all
 * lines from 1. Errors are written "FILE: what" or "FILE:LINE: what".
 */
typedef gboolean (*LineFunc)(char *line, guint number, gpointer data, GError **error);
gboolean linefile_each(const char *file, LineFunc each, gpointer data, GError **error);

#endif
