/* notice.h - what a message says: who was not reached, and in which words */

#ifndef BOUNCES_PARSERS_NOTICE_H
#define BOUNCES_PARSERS_NOTICE_H

#include "base/letter.h"
#include "event/event.h"
#include "event/status.h"
#include "parsers/smtpreply.h"

#include <glib.h>

/* One recipient as the notice tells of it. Strings are UTF-8 and never NULL. */
typedef struct {
    EventType type;           /* what happened to this recipient */
    char *address;            /* the final recipient, as an address to look up: "u@example.net" */
    char *original_recipient; /* what was asked for, where that is another */
    char *action;             /* failed, delayed, delivered, relayed, expanded */
    Status status_field;      /* the Status field, for what it is worth */
    char *remote_mta;
    char *diagnostic; /* the reply as the notice has it, on one line */
    SmtpReply reply;  /* the last reply that counts; read from diagnostic or the human text */
    char *words;      /* the notice's own words for this recipient, where there is no reply */
    gint64 date;      /* Last-Attempt-Date */
    gint64 will_retry_until;
} Recipient;

/* What one message says. No opinion: why and whose move is for the analyzer. */
typedef struct {
    EventType type;   /* what the message is; one that only some recipients share is the first's */
    gboolean guessed; /* found by the general reader: an address near failure words */
    gboolean forwarded;
    char *source;
    char *software; /* "postfix"; "" when not recognised */
    char *reporting_mta;
    char *message_id; /* as written, without <> */
    char *from;       /* the From field, decoded */
    char *raw_from;   /* From and Date as written: they are part of the identity */
    char *raw_date;
    char *subject;
    char *envelope_from; /* to whom the notice was sent: our sender address */
    char *return_path;   /* the same with the tag that it bears; "" where it bears none */
    GPtrArray *sent_by;  /* of char *: hosts that vouch for the returned message (origin.h) */
    char *leading_text;  /* decoded text, at most 4 KB; stands in for a missing Message-ID */
    gint64 received;
    gint64 date;
    gint64 arrival_date;
    char *feedback_type;
    char *client_ip;
    gboolean has_left; /* an automatic reply says that the address is given up */
    char *new_address;
    char *return_date;
    Original original;
    GPtrArray *recipients;  /* of Recipient; empty for plain mail */
    GHashTable *by_address; /* the first of each address in lower case; see notice_find_recipient */
    GPtrArray *quirks;      /* of char *: odd things met on the way, each once */
} Notice;

#define NOTICE_ERROR (notice_error_quark())
typedef enum { NOTICE_ERROR_NOT_MAIL } NoticeError;
GQuark notice_error_quark(void);

/*
 * Reads a message. What is no notice comes back as type EVENT_OTHER, what is odd as a quirk; only
 * what is no mail at all (no header field) is an error. Owned by the caller. notice_init must have
 * run once.
 */
Notice *notice_parse(const Letter *letter, GError **error);

/* Prepares GMime; call once, before the first notice_parse. */
void notice_init(void);

/* A notice that says nothing yet. Owned by the caller. */
Notice *notice_new(void);

void notice_free(Notice *notice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Notice, notice_free)

/* A new recipient at the end of the notice; owned by it. */
Recipient *notice_add_recipient(Notice *notice, const char *address);

/*
 * The first recipient that was added with this address, without regard to case; NULL where there
 * is none. The notice's.
 */
Recipient *notice_find_recipient(const Notice *notice, const char *address);
void notice_add_quirk(Notice *notice, const char *quirk);

#endif
