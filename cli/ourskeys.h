/* ourskeys.h - the group [ours] of the settings: what is known of our own mail */

#ifndef BOUNCES_CLI_OURSKEYS_H
#define BOUNCES_CLI_OURSKEYS_H

#include "cli/config.h"

#include <glib.h>

/* Each takes a key's value; FALSE where it is not what the key's row in config.c tells. */
gboolean ourskeys_take_domains(const char *value, Config *config);
gboolean ourskeys_take_verp(const char *value, Config *config);
gboolean ourskeys_take_batv_keys(const char *value, Config *config);
gboolean ourskeys_take_sent_log(const char *value, Config *config);

void ourskeys_clear(OursKeys *keys);

/* Whether text is a domain that mail can come from: "example.org". */
gboolean ourskeys_is_domain(const char *text);

#endif
