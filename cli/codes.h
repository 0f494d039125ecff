/* codes.h - what the standards say that a code means */

#ifndef BOUNCES_CLI_CODES_H
#define BOUNCES_CLI_CODES_H

#include "event/status.h"
#include "render/render.h"

#include <glib.h>

/*
 * Reads text that is nothing but "550", "5.7.1" or "550 5.7.1"; FALSE where it is more or less
 * than that. What is not stated is 0 and class 0.
 */
gboolean codes_parse(const char *text, int *reply_code, Status *status);

/*
 * Appends what the registry (rules/codes.LANGUAGE) says about a reply code and a status, the
 * meaning at provider ("" for none) where that differs. FALSE with error where it cannot be read.
 */
gboolean codes_write(const char *language, int reply_code, Status status, const char *provider,
                     const RenderStyle *style, GString *out, GError **error);

#endif
