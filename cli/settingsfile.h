/* settingsfile.h - adding an account to a file of settings, and leaving what is there */

#ifndef BOUNCES_CLI_SETTINGSFILE_H
#define BOUNCES_CLI_SETTINGSFILE_H

#include <glib.h>

typedef struct {
    const char *key;
    const char *value; /* NULL: to be left out */
    gboolean is_list;  /* the key takes a list: this is its only item */
} Setting;

/*
 * Adds the group of an account behind all that the file has, which is made where there is none, for
 * its owner alone. Comments stay. FALSE with error "FILE: what", and then the file is as it was.
 */
gboolean settingsfile_add(const char *file, const char *account, const Setting *settings,
                          guint count, GError **error);

#endif
