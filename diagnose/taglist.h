/* taglist.h - "v=DMARC1; p=none": the tag-lists of DKIM, DMARC, MTA-STS and TLS-RPT */

#ifndef BOUNCES_DIAGNOSE_TAGLIST_H
#define BOUNCES_DIAGNOSE_TAGLIST_H

#include <glib.h>

typedef struct TagList TagList;

/*
 * Takes text apart as RFC 6376 3.2 has it, white space around names and values left out. NULL for
 * what is no tag-list, or names a tag twice. Owned by the caller.
 */
TagList *taglist_parse(const char *text);
void taglist_free(TagList *list);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TagList, taglist_free)

/* A tag's value, fallback where it is not there; borrowed. Names are case-sensitive. */
const char *taglist_get(const TagList *list, const char *name, const char *fallback);

/* Whether the list begins with that tag and value, as a version must. */
gboolean taglist_begins(const TagList *list, const char *name, const char *value);

/* Whether a value that is a list ("sha1:sha256") has that word, in any case. */
gboolean taglist_value_has(const char *value, const char *separators, const char *word);

/* Whether a TXT record is of that version: begins with "v=NAME" and ends or goes on with ";". */
gboolean taglist_is(const char *text, const char *version);

#endif
