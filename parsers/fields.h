/* fields.h - "Name: value" lines, as in message headers and message/delivery-status */

#ifndef BOUNCES_PARSERS_FIELDS_H
#define BOUNCES_PARSERS_FIELDS_H

#include <glib.h>

/* Groups of fields, parted by blank lines. Strings are UTF-8. */
typedef struct FieldGroups FieldGroups;
typedef struct FieldGroup FieldGroup;

/*
 * Reads text leniently: names in any case and with spaces before the colon; continued lines keep
 * their newline; a line that is neither a field nor indented continues the field before it, as
 * nullmailer and others leave replies unfolded. Lines before the first field are passed over.
 * With split_repeated a field that the group already has begins a new one, for delivery-status
 * that forgot the blank line.
 */
FieldGroups *fields_parse(const char *text, gboolean split_repeated);
void fields_free(FieldGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FieldGroups, fields_free)

guint fields_count(const FieldGroups *groups);
const FieldGroup *fields_nth(const FieldGroups *groups, guint n);

/*
 * The value of the first field whose name is name but for case, hyphens and one letter ("Final-
 * Recepient"); NULL where there is none. Borrowed.
 */
const char *field_get(const FieldGroup *group, const char *name);

/* The name of field n of field_count, and its value; in the order of the text. Borrowed. */
guint field_count(const FieldGroup *group);
const char *field_nth(const FieldGroup *group, guint n, const char **value);

/* The value that field_get finds, "" where there is none, all on one line. Owned by the caller. */
char *field_dup_line(const FieldGroup *group, const char *name);

#endif
