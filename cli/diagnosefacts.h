/* diagnosefacts.h - what the store knows of how a domain sends, and what came of it */

#ifndef BOUNCES_CLI_DIAGNOSEFACTS_H
#define BOUNCES_CLI_DIAGNOSEFACTS_H

#include "db/store.h"
#include "render/diagnosis.h"

#include <glib.h>

/* Arrays hold char *, most frequent first. */
typedef struct {
    GPtrArray *addresses;
    GPtrArray *helos;
    GPtrArray *froms;
    gint64 bounces; /* that named an address */
    Explained explained[CHECK_KIND_COUNT];
} DiagnoseFacts;

/* Reads failures of mail from domain received since then (Unix seconds). */
gboolean diagnosefacts_gather(DiagnoseFacts *facts, Store *store, const char *domain, gint64 since,
                              GError **error);

/* Facts of nothing. */
void diagnosefacts_init(DiagnoseFacts *facts);
void diagnosefacts_clear(DiagnoseFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DiagnoseFacts, diagnosefacts_clear)

#endif
