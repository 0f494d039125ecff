/* html.h - text and elements of HTML; whatever goes in is made safe */

#ifndef BOUNCES_RENDER_HTML_H
#define BOUNCES_RENDER_HTML_H

#include <glib.h>

/* Appends text, in which nothing is markup and no control or bidi character is left. */
void html_text(GString *out, const char *text);

/* Appends <tag>text</tag>; tag may have attributes: "p class=\"note\"". */
void html_element(GString *out, const char *tag, const char *text);

/*
 * Appends <style> or <script> with what the program was built with under that name, and its hash
 * for a Content-Security-Policy to hashes: " 'sha256-...'".
 */
void html_resource(GString *out, const char *tag, const char *name, GString *hashes);

#endif
