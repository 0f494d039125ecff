/* presets.h - the mail servers of providers whose names people know */

#ifndef BOUNCES_CLI_PRESETS_H
#define BOUNCES_CLI_PRESETS_H

#include <glib.h>

typedef struct {
    const char *name;    /* as settings have it */
    const char *product; /* as its seller has it */
    const char *host;    /* port 993 and TLS everywhere */
    gboolean needs_token;
    const char *note; /* what to know before one tries, to be translated; "" */
} Preset;

/* NULL where there is none of that name. */
const Preset *preset_find(const char *name);

/* The one whose name was perhaps meant, or NULL. */
const char *preset_nearest(const char *name);

/* All of them, NULL behind the last. */
const Preset *preset_at(guint i);

#endif
