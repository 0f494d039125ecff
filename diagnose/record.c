/* record.c - the DMARC record that a domain should publish, and how a zone writes records */

#include "diagnose/record.h"

#include <string.h>

#define STRING_MAX 255

char *
record_dmarc(const Diagnosis *diagnosis)
{
    return g_strdup_printf("v=DMARC1; p=none; rua=mailto:postmaster@%s", diagnosis->sender->domain);
}

char *
record_line(const char *name, const char *text)
{
    GString *line = g_string_new(NULL);
    gsize length = strlen(text);

    g_string_append_printf(line, "%s. IN TXT", name);
    for (gsize at = 0; at < length; at += STRING_MAX) {
        g_string_append(line, " \"");
        for (gsize i = at; i < MIN(at + STRING_MAX, length); i++)
            g_string_append_printf(line, "%s%c", strchr("\"\\", text[i]) ? "\\" : "", text[i]);
        g_string_append_c(line, '"');
    }
    return g_string_free(line, FALSE);
}
