/* smtp.h - a conversation with a mail server, as far as one can go without sending mail */

#ifndef BOUNCES_DIAGNOSE_SMTP_H
#define BOUNCES_DIAGNOSE_SMTP_H

#include <glib.h>

typedef struct Smtp Smtp;

#define SMTP_ERROR (smtp_error_quark())
typedef enum { SMTP_ERROR_REPLY } SmtpError;
GQuark smtp_error_quark(void);

/*
 * Connects to the address of host, waits for the greeting and says EHLO. Errors are those of
 * CONNECTION_ERROR, or SMTP_ERROR where the server answers something else than it should.
 */
Smtp *smtp_open(const char *host, const char *address, guint port, GError **error);

/* Takes leave (QUIT), without waiting for the answer. */
void smtp_free(Smtp *smtp);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Smtp, smtp_free)

/* Whether the server offers STARTTLS (RFC 3207). */
gboolean smtp_offers_tls(const Smtp *smtp);

/*
 * STARTTLS, a verified handshake with the authorities in ca_file ("": the system's), EHLO. *expiry
 * is when the certificate runs out, *protocol "TLS1.3" (borrowed). After an error of
 * CONNECTION_ERROR the conversation is over.
 */
gboolean smtp_start_tls(Smtp *smtp, const char *ca_file, gint64 *expiry, const char **protocol,
                        GError **error);

/*
 * Whether the server would take mail from nobody (RFC 5321 4.5.5) for that address: MAIL, RCPT,
 * RSET. *code is that of the reply that decided, *reply its words (owned by the caller).
 */
gboolean smtp_try(Smtp *smtp, const char *recipient, int *code, char **reply, GError **error);

#endif
