/* event.h - one recipient of one notice, with its verdict */

#ifndef BOUNCES_EVENT_EVENT_H
#define BOUNCES_EVENT_EVENT_H

#include "event/reason.h"
#include "event/status.h"

#include <glib.h>

typedef enum {
    EVENT_OTHER, /* plain mail */
    EVENT_BOUNCE,
    EVENT_DELAY,
    EVENT_SUCCESS,
    EVENT_AUTO_REPLY,
    EVENT_FEEDBACK, /* ARF */
    EVENT_RECEIPT,  /* MDN */
    EVENT_CHALLENGE,
    EVENT_TYPE_COUNT
} EventType;

typedef enum { CONFIDENCE_RULE, CONFIDENCE_CODE, CONFIDENCE_GUESS } Confidence;
typedef enum { OURS_UNKNOWN, OURS_YES, OURS_LIKELY, OURS_NO } Ours;

/* The message that came back, as far as it came back. Strings are never NULL. */
typedef struct {
    char *message_id;
    char *from;
    char *subject;
    char *date;
    char *list_id;
    char **dkim_keys; /* "s1._domainkey.example.org": where its signatures' keys are published */
} Original;

/* Strings are UTF-8 and never NULL; "" is "not stated". Times are Unix seconds, 0 "not stated". */
typedef struct {
    char *id;
    char *source;
    EventType type;
    char *recipient;
    Status status;
    int reply_code;
    Reason reason;
    gboolean hard_bounce;
    Move move;
    char *advice;
    Confidence confidence;
    char *rule;
    Ours ours;
    gboolean forwarded;
    char *action;
    char *command;
    char *diagnostic;
    char *provider;
    char *software;
    char *remote_mta;
    char *reporting_mta;
    char *client_ip;
    char *original_recipient;
    char *recipient_domain;
    char *envelope_from;
    gint64 received;
    gint64 date;
    gint64 arrival_date;
    gint64 will_retry_until;
    char *feedback_type;
    char *new_address;
    char *return_date; /* "2026-12-07" */
    char **quirks;     /* NULL-terminated */
    char *notice_message_id;
    char *notice_from;
    char *notice_subject;
    Original original;
    char
        *return_path; /* our address with its tag, as the notice came back to it; not in the JSON */
    char **sent_by;   /* hosts that vouch for the returned message; not in the JSON */
    char *text;       /* the normalised text that the rules read; not in the JSON */
} Event;

/* An event of which nothing is stated. */
Event *event_new(void);

/* The same with NULL for every string, for whoever then sets each field (event/fields.h). */
Event *event_new_blank(void);
void event_free(Event *event);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Event, event_free)

/* An array of Event that frees them. Owned by the caller. */
GPtrArray *event_array_new(void);

/* "auto-reply"; borrowed. */
const char *event_type_name(EventType type);
gboolean event_type_from_name(const char *name, EventType *type);
const char *confidence_name(Confidence confidence);
gboolean confidence_from_name(const char *name, Confidence *confidence);
const char *ours_name(Ours ours);
gboolean ours_from_name(const char *name, Ours *ours);

void original_init(Original *original);
void original_clear(Original *original);

#endif
