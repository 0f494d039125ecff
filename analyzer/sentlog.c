/* sentlog.c - the Message-IDs of what we sent, as the administrator's logs have them */

#include "analyzer/sentlog.h"

#include "base/linefile.h"
#include "base/text.h"

#include <glib/gi18n.h>
#include <string.h>

struct SentLog {
    const char *file; /* while it is read */
    GArray *hashes;   /* of guint64, sorted */
};

G_DEFINE_QUARK(bounces - sentlog - error - quark, sentlog_error)

/* The id without brackets, within line. */
static const char *
trim_id(char *line)
{
    gsize length = strlen(line);

    if (length < 2 || *line != '<' || line[length - 1] != '>')
        return line;
    line[length - 1] = '\0';
    return line + 1;
}

static gboolean
take_line(char *line, guint number, gpointer data, GError **error)
{
    SentLog *log = data;
    guint64 hash = text_hash(0, trim_id(line));

    if (line[strcspn(line, " \t")]) {
        g_set_error(error, SENTLOG_ERROR, SENTLOG_ERROR_LINE,
                    _("%s:%u: is no Message-ID; bounces-config(5) tells how to draw them from a "
                      "mail log, one a line"),
                    log->file, number);
        return FALSE;
    }
    if (log->hashes->len == SENTLOG_MAX) {
        g_set_error(error, SENTLOG_ERROR, SENTLOG_ERROR_LENGTH,
                    _("%s: has more than %d Message-IDs; keep those of the last weeks"), log->file,
                    SENTLOG_MAX);
        return FALSE;
    }
    g_array_append_val(log->hashes, hash);
    return TRUE;
}

static int
compare_hashes(gconstpointer a, gconstpointer b)
{
    guint64 first = *(const guint64 *)a;
    guint64 second = *(const guint64 *)b;

    return (first > second) - (first < second);
}

SentLog *
sentlog_load(const char *file, GError **error)
{
    g_autoptr(SentLog) log = g_new0(SentLog, 1);

    log->file = file;
    log->hashes = g_array_new(FALSE, FALSE, sizeof(guint64));
    if (!linefile_each(file, take_line, log, error))
        return NULL;
    g_array_sort(log->hashes, compare_hashes);
    return g_steal_pointer(&log);
}

void
sentlog_free(SentLog *log)
{
    if (!log)
        return;
    g_array_unref(log->hashes);
    g_free(log);
}

gboolean
sentlog_has(const SentLog *log, const char *message_id)
{
    guint64 hash = text_hash(0, message_id);

    return *message_id && g_array_binary_search(log->hashes, &hash, compare_hashes, NULL);
}
