/* wire.h - what a reader and the writer say to each other, in lines; private to us */

#ifndef BOUNCES_SCAN_WIRE_H
#define BOUNCES_SCAN_WIRE_H

#include "event/event.h"

#include <glib.h>

#define WIRE_VERSION 1

/* Bytes of the longest text, and of the longest line: an event of long texts and escapes. */
#define WIRE_TEXT_MAX ((gsize)16 * 1024)
#define WIRE_LINE_MAX ((gsize)1024 * 1024)
#define WIRE_PLACE_MAX ((gsize)200)

#define WIRE_ERROR (wire_error_quark())
typedef enum { WIRE_ERROR_LINE } WireError;
GQuark wire_error_quark(void);

typedef enum {
    WIRE_HELLO, /* the first line: the reader has closed the door behind it */
    WIRE_EVENT,
    WIRE_PLAIN,    /* plain mail of a folder and day: a number */
    WIRE_BEGIN,    /* about to look at the message of this place and name (careful readers only) */
    WIRE_POSITION, /* all before this line is whole; what was done since the last one */
    WIRE_ASK,      /* where was this folder read to? The answer is a WireReply */
    WIRE_WAIT,     /* for all positions to be kept */
    WIRE_AHEAD,    /* so many messages are still to come: a number */
    WIRE_LOST,     /* the server is not there, or not there any more; the reader ends now */
    WIRE_TROUBLE,  /* could not be read; the others go on */
    WIRE_REMARK,   /* worth knowing */
    WIRE_END,      /* all is read */
    WIRE_KINDS
} WireKind;

/* The word that a line of the kind begins with. */
extern const char *const wire_names[WIRE_KINDS];

/* Where a reader is: a folder (or file) and a place in it, which only readers understand. */
typedef struct {
    char *folder;
    char *place;
} WirePlace;

void wire_place_set(WirePlace *to, const char *folder, const char *place);
void wire_place_clear(WirePlace *place);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(WirePlace, wire_place_clear)

/* What was read between two positions. */
typedef struct {
    gint64 messages;
    gint64 notices;
    gint64 bytes;
} WireWork;

/* A line; which members count depends on kind. Strings are never NULL. */
typedef struct {
    WireKind kind;
    Event *event;    /* EVENT; with its normalised text */
    WirePlace place; /* PLAIN and ASK: the folder; BEGIN and POSITION */
    gint64 day;      /* PLAIN: Unix seconds, 0 is today */
    gint64 count;    /* PLAIN and AHEAD */
    gboolean lasts;  /* POSITION: good for another run too */
    WireWork work;   /* POSITION */
    char *what;      /* TROUBLE, REMARK, LOST: one line for people; BEGIN: the message's source */
} WireLine;

/*
 * Reads a line of somebody who may be in a stranger's hands by now: anything that this file does
 * not write is an error. A NUL stands for its newline; it is taken apart where it lies. Owned by
 * the caller.
 */
WireLine *wire_parse(char *text, gsize length, GError **error);
void wire_line_free(WireLine *line);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(WireLine, wire_line_free)

/* wirewrite.c. Each appends one line, newline and all. Texts that are too long are cut. */
void wire_write_hello(GString *out);
void wire_write_event(GString *out, Event *event);
void wire_write_plain(GString *out, const char *folder, gint64 day, gint64 count);
void wire_write_begin(GString *out, const WirePlace *place, const char *source);
void wire_write_position(GString *out, const WirePlace *place, gboolean lasts,
                         const WireWork *work);
void wire_write_ask(GString *out, const char *folder);
void wire_write_wait(GString *out);
void wire_write_ahead(GString *out, gint64 count);
void wire_write_lost(GString *out, const char *what);
void wire_write_trouble(GString *out, const char *what);
void wire_write_remark(GString *out, const char *what);
void wire_write_end(GString *out);

typedef enum {
    REPLY_KEPT,   /* how many positions are kept by now */
    REPLY_PLACE,  /* the answer to an ASK: "" where nothing is known */
    REPLY_SECRET, /* the account's password or token, which comes before anything else */
} WireReplyKind;

/* What the writer answers, a line of words each. */
typedef struct {
    WireReplyKind kind;
    const char *text; /* PLACE and SECRET; borrowed from the line */
    gint64 kept;      /* KEPT */
} WireReply;

void wire_write_reply(GString *out, const WireReply *reply);
gboolean wire_parse_reply(const char *line, WireReply *reply);

#endif
