/* daemonsigns.h - what tells the mail of a mail system from the mail of people */

#ifndef BOUNCES_PARSERS_DAEMONSIGNS_H
#define BOUNCES_PARSERS_DAEMONSIGNS_H

#include "parsers/mime.h"

#include <glib.h>

typedef struct DaemonSigns {
    gboolean is_known;  /* the others were worked out */
    gboolean daemon;    /* From is a mail system, by address or name */
    gboolean program;   /* and by a name that no person writes under */
    gboolean null_path; /* Return-Path is <>, as RFC 5321 4.5.5 asks of notices */
    gboolean named;     /* X-Failed-Recipients is there */
    gboolean subject;   /* the subject is one that notices have */
    gboolean delay;     /* and one of a delay */
    gboolean report;    /* multipart/report of delivery-status, whatever became of its parts */
    gboolean automatic; /* Auto-Submitted says that it answers what was sent */
    gboolean list;      /* it came through a mailing list */
    gboolean answer;    /* the subject is that of an answer or a forwarded mail */
} DaemonSigns;

/* Worked out when they are first asked for; the mail's. */
const DaemonSigns *daemon_signs(const Mail *mail);

/* Whether any of them is there, and whether they are enough to believe words that anybody uses. */
gboolean daemon_signs_any(const DaemonSigns *signs);
gboolean daemon_signs_strong(const DaemonSigns *signs);

#endif
