/* sentlog.h - the Message-IDs of what we sent, as the administrator's logs have them */

#ifndef BOUNCES_ANALYZER_SENTLOG_H
#define BOUNCES_ANALYZER_SENTLOG_H

#include <glib.h>

#define SENTLOG_ERROR (sentlog_error_quark())
typedef enum { SENTLOG_ERROR_LINE, SENTLOG_ERROR_LENGTH } SentLogError;
GQuark sentlog_error_quark(void);

/* More Message-IDs than this are refused; each takes eight bytes. */
#define SENTLOG_MAX 8000000

/* A sorted array of 64-bit hashes: of n ids a foreign one is taken for ours once in 2^64 / n. */
typedef struct SentLog SentLog;

/*
 * Reads a file of Message-IDs, one a line, in brackets or without; empty lines and those that
 * begin with "#" are passed over. NULL with error "FILE:LINE: what" where a line is something
 * else, as a log itself would be.
 */
SentLog *sentlog_load(const char *file, GError **error);
void sentlog_free(SentLog *log);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(SentLog, sentlog_free)

/* Whether the log has that Message-ID, which stands without brackets. */
gboolean sentlog_has(const SentLog *log, const char *message_id);

#endif
