/* mime.h - a message taken apart: what of it can tell of a delivery */

#ifndef BOUNCES_PARSERS_MIME_H
#define BOUNCES_PARSERS_MIME_H

#include "base/letter.h"
#include "parsers/part.h"

#include <glib.h>

struct DaemonSigns; /* parsers/daemonsigns.h */

/* Strings are UTF-8 with LF line ends. */
typedef struct {
    const Part *message;
    Part *whole;             /* the same; NULL where it is attached to another, which has it */
    GBytes *bytes;           /* what the whole lies in */
    GString *text;           /* what it says to people, before and around the returned message */
    GPtrArray *status_parts; /* of char *: each message/delivery-status */
    char *feedback_report;   /* message/feedback-report, NULL where there is none */
    char *disposition;       /* message/disposition-notification, NULL where there is none */
    const Part *returned;    /* the attached message; borrowed, NULL where there is none */
    char *returned_headers;  /* text/rfc822-headers, NULL where there is none */
    gboolean has_html;       /* text was made from HTML */
    gboolean tamed;          /* headers or parts beyond all measure were cut off */
    struct DaemonSigns *signs;
} Mail;

/*
 * Takes the letter apart. NULL where it has no header field at all: then it is no mail. Attached
 * messages are not walked into: a DSN in the returned message is not ours.
 */
Mail *mail_parse(const Letter *letter);

/* The same for a message that is attached to another. */
Mail *mail_of_message(const Part *message);
void mail_free(Mail *mail);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Mail, mail_free)

/* What stands in the brackets of Message-ID; NULL where there is none. Owned by the caller. */
char *mail_message_id(const Mail *mail);

/* A header field's value, decoded, on one line; "" where there is none. Owned by the caller. */
char *mail_header(const Mail *mail, const char *name);

/* The same as written, not decoded; NULL where there is none. Borrowed. */
const char *mail_raw_header(const Mail *mail, const char *name);

/* A parameter of the Content-Type field; NULL where there is none. Borrowed. */
const char *mail_content_parameter(const Mail *mail, const char *name);

/* The decoded value of a header of any message; "" where there is none. Owned by the caller. */
char *message_header(const Part *message, const char *name);

#endif
