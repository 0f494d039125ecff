/* identity.h - what makes two readings of a notice the same event */

#ifndef BOUNCES_ANALYZER_IDENTITY_H
#define BOUNCES_ANALYZER_IDENTITY_H

#include "event/event.h"
#include "parsers/notice.h"

/*
 * The ids of the events of the notice's recipients, in their order: each 32 hex digits of a SHA-256
 * over only what no better parser or rule reads differently later (Message-ID, From and Date as
 * written, without a Message-ID the leading text too, the recipient, and which of its groups), so
 * that the same notice is the same event through every door and after every upgrade. The time is
 * linear in the number of recipients. Owned by the caller; g_strfreev() frees it.
 */
char **identities_of(const Notice *notice);

/* The same for a message without recipients. */
char *identity_of_plain(const Notice *notice);

/*
 * The same for an event that came as JSON. That lacks what a notice's identity is made of, so it
 * is another one: over the evidence that it holds.
 */
char *identity_of_foreign(const Event *event);

#endif
