/* imapset.c - UIDs as IMAP writes them: "2,4:7,9" (RFC 3501, sequence-set) */

#include "mailbox/imapset.h"

#include <stdlib.h>

char *
imapset_write(const guint32 *uids, gsize count)
{
    g_autoptr(GString) set = g_string_new("");

    for (gsize i = 0; i < count; i++) {
        gsize first = i;

        while (i + 1 < count && uids[i + 1] == uids[i] + 1)
            i++;
        g_string_append_printf(set, "%s%u", set->len ? "," : "", uids[first]);
        if (i > first)
            g_string_append_printf(set, ":%u", uids[i]);
    }
    return g_string_free(g_steal_pointer(&set), FALSE);
}

static int
compare_uids(const void *a, const void *b)
{
    const guint32 *first = a;
    const guint32 *second = b;

    return (*first > *second) - (*first < *second);
}

gsize
imapset_sort(guint32 *uids, gsize count)
{
    gsize kept = 0;

    qsort(uids, count, sizeof *uids, compare_uids);
    for (gsize i = 0; i < count; i++)
        if (kept == 0 || uids[i] != uids[kept - 1])
            uids[kept++] = uids[i];
    return kept;
}
