/* ticket.h - a letter about a refusal, to whoever can do something about it */

#ifndef BOUNCES_RENDER_TICKET_H
#define BOUNCES_RENDER_TICKET_H

#include "event/event.h"
#include "render/diagnosis.h"
#include "render/render.h"

#include <glib.h>

typedef enum { TICKET_TO_HOST, TICKET_TO_PROVIDER } TicketTo;

/* What is written. Pointers are borrowed. */
typedef struct {
    const Event *event;
    TicketTo to;
    gboolean names; /* tell addresses and the subject too */
    gint64 alike;   /* refusals for the same reason of mail from the same IP, this one among them */
    gint64 alike_first; /* Unix seconds */
    gint64 alike_last;
    const Earlier *looked; /* what was found of the sending domain */
    const char *host; /* the key of the provider that runs the sending server; "" where unknown */
} Ticket;

/* Whose move it is: the host's where it is named, else that of who refused. */
TicketTo ticket_to(const Event *event, const RenderStyle *style);

/* The domain that the message came from. Owned by the caller. */
char *ticket_domain(const Event *event);

void ticket_write(const Ticket *ticket, const RenderStyle *style, GString *out);

/* Where the provider of that key is written to, a form or an address; "" where none is known. */
const char *ticket_contact(const char *provider);
extern const guint ticket_contacts_count;

/*
 * text without the persons in it: of each address the domain is left, but for those in the domain
 * own; and of persons, which are addresses up to a NULL, no part. Owned by the caller
 * (ticketnames.c).
 */
char *ticket_without_names(const char *text, const char *const *persons, const char *own);

/* The same for a Message-ID, of which the rest is needed to find it in a log. */
char *ticket_id_without_names(const char *id, const char *const *persons);

#endif
