/* autoptrs.h - g_autoptr for types of other libraries that bring none */

#ifndef BOUNCES_BASE_AUTOPTRS_H
#define BOUNCES_BASE_AUTOPTRS_H

#include <glib.h>
#include <gmime/gmime.h>
#include <jansson.h>

G_DEFINE_AUTOPTR_CLEANUP_FUNC(GMimeStream, g_object_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(json_t, json_decref)

#endif
