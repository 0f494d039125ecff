/* diagnosefacts.h - what the store knows of how a domain sends, and what came of it */

#ifndef BOUNCES_CLI_DIAGNOSEFACTS_H
#define BOUNCES_CLI_DIAGNOSEFACTS_H

#include "db/store.h"
#include "event/reason.h"
#include "render/diagnosis.h"

#include <glib.h>

/* Arrays hold char *, most frequent first. */
typedef struct {
    GPtrArray *addresses;
    GPtrArray *helos;
    GPtrArray *froms;
    GPtrArray *selectors; /* of DKIM; the latest first */
    GPtrArray *signers;   /* other domains that signed */
    gint64 returned;      /* messages whose header came back */
    gint64 bounces;       /* that named an address */
    Explained explained[CHECK_KIND_COUNT];
} DiagnoseFacts;

/*
 * Reads what came of mail from domain since then (Unix seconds): failures, and who sent it, which
 * delays, replies and complaints tell too. What is known to be forged is left out.
 */
gboolean diagnosefacts_gather(DiagnoseFacts *facts, Store *store, const char *domain, gint64 since,
                              GError **error);

/* Whether failures for that reason may come of what such checks find. */
gboolean diagnosefacts_may_explain(CheckKind kind, Reason reason);

/* Adds failures of that reason, the first of them at since, to what is explained. */
void diagnosefacts_explain(Explained *explained, Reason reason, gint64 failures, gint64 since);

/* Facts of nothing. */
void diagnosefacts_init(DiagnoseFacts *facts);
void diagnosefacts_clear(DiagnoseFacts *facts);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DiagnoseFacts, diagnosefacts_clear)

#endif
