/* counted.c - numbers with their noun, in the reader's language (gettext) */

#include "render/counted.h"

#include "render/words.h"

#include <glib/gi18n.h>

char *
counted(Counted words, gint64 count)
{
    const char *format = ngettext(words.one, words.many, (gulong)count);
    g_auto(GStrv) around = g_strsplit(format, "%s", 2);
    g_autofree char *number = words_count((guint64)count);

    return g_strjoinv(number, around);
}

char *
counted_if_any(Counted words, gint64 count)
{
    return count > 0 ? counted(words, count) : g_strdup("");
}
