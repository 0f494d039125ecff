/* wrapping.h - what software writes around an SMTP reply that it quotes */

#ifndef BOUNCES_PARSERS_WRAPPING_H
#define BOUNCES_PARSERS_WRAPPING_H

#include <glib.h>

/* At which command the reply came, by the words around it; "" where they do not tell. Borrowed. */
const char *wrapping_command(const char *quotation);

/* Who gave the reply, by the words around it; "" where they do not tell. Owned by the caller. */
char *wrapping_remote_mta(const char *quotation);

/* Where the words that follow the reply begin: "(in reply to RCPT TO command)"; else the end. */
const char *wrapping_tail(const char *text);

#endif
