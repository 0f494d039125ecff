/* words.h - the house's words in the reader's language (gettext) */

#ifndef BOUNCES_RENDER_WORDS_H
#define BOUNCES_RENDER_WORDS_H

#include "analyzer/advice.h"
#include "event/event.h"
#include "event/reason.h"

#include <glib.h>

/* "not delivered"; borrowed. */
const char *words_outcome(const Event *event);

/* "550 5.7.1, after DATA" as far as it is known, "" where nothing is. Owned by the caller. */
char *words_code(int reply_code, Status status, const char *command);

/* "you, host". Owned by the caller. */
char *words_moves(Move moves);

/* "keep it, nothing is wrong with it". sure: the address is known to be dead. Borrowed. */
const char *words_address(AddressAdvice advice, gboolean sure);

/*
 * "7 December" for "2026-12-07", with the year where it is not that of near (Unix seconds); day as
 * it is where it is no date. Owned by the caller.
 */
char *words_day(const char *day, gint64 near);

/* "1,234". Owned by the caller. */
char *words_count(guint64 count);

/* "user-unknown": in English the word that --reason takes. Borrowed. */
const char *words_reason(Reason reason);

/* "auto-reply"; borrowed. */
const char *words_type(EventType type);

/* "28 November 2026, 14:00 UTC". Owned by the caller. */
char *words_time(gint64 seconds);

#endif
