/* section.h - the lines of a notice that speak of one recipient */

#ifndef BOUNCES_PARSERS_SECTION_H
#define BOUNCES_PARSERS_SECTION_H

#include <glib.h>

/*
 * The address that leads the line at line: "<u@example.net>: ...", "    u@example.net",
 * "- \"u@example.net\" ...", "To: u@example.net". NULL where the line begins otherwise. *rest is
 * set behind it. Owned by the caller.
 */
char *section_leading_address(const char *line, const char **rest);

/* Whether the line begins with words that only stand before a recipient: "RCPT TO:". */
gboolean section_is_labelled(const char *line);

/*
 * The lines of text that an address leads, by address: made once, because a notice may have a
 * thousand recipients. Borrows text. Owned by the caller (g_hash_table_unref).
 */
GHashTable *section_index(const char *text);

/*
 * What the indexed text says of address: from behind its name to the next recipient, the end of the
 * paragraph or a rule of dashes. Where it is named more than once, the place that holds an SMTP
 * reply counts, else the first that says anything. "" where no line is led by it. Owned by the
 * caller.
 */
char *section_of(GHashTable *index, const char *address);

/* What stands behind the last line that address leads in the indexed text; NULL where none does. */
const char *section_behind_last(GHashTable *index, const char *address);

/* One paragraph: text up to an empty line, a rule of dashes or another leading address. */
char *section_paragraph(const char *text);

/*
 * The paragraph of text that begins behind the address that ends at at. Lines that are indented
 * deeper than the address are part of it though another address leads them:
 * "<u@example.net>: host mx said: 550\n    <v@example.net>: unknown".
 */
char *section_behind(const char *text, const char *at);

/* By how many columns a line is indented; a tab goes to the next eighth. */
int section_indent(const char *line);

/*
 * Whether line, in the paragraph of text that an address indented by indent leads, is more of what
 * is said of that one, though an address leads it.
 */
gboolean section_goes_on(const char *text, const char *line, int indent);

/*
 * The paragraph of text around what stands from start to end, with those before and behind it
 * where there is nothing else in it. Owned by the caller.
 */
char *section_around(const char *text, const char *start, const char *end);

/*
 * The part of a Sendmail transcript ("----- Transcript of session follows -----") that ends with
 * the line about address, so that its last reply is the one to that recipient; all of it where no
 * line names the address and alone is set. "" where there is none. Owned by the caller.
 */
char *section_of_transcript(const char *text, const char *address, gboolean alone);

#endif
