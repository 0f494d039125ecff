/* explain.h - what the ways of explaining share */

#ifndef BOUNCES_CLI_EXPLAIN_H
#define BOUNCES_CLI_EXPLAIN_H

#include "analyzer/advice.h"
#include "analyzer/rules.h"
#include "event/status.h"
#include "render/render.h"

#include <glib.h>

typedef struct {
    Rules *rules;
    Advices *advices;
    RenderStyle style;
    const char *provider; /* that the user named, as a key; "" where none */
    GString *out;
} Explainer;

/* What is known beside the evidence, for the reading and for the advice; strings are not NULL. */
typedef struct {
    const char *remote_mta;
    const char *recipient;
    const char *recipient_domain;
    const char *sender_domain;
    const char *client_ip;
} Surroundings;

/* One reply: what was read, which rule, what to do (verdict.c). */
gboolean explain_evidence(Explainer *explainer, const Evidence *evidence,
                          const Surroundings *around, GError **error);

/* A whole message: each of its recipients (explainmail.c). */
gboolean explain_mail(Explainer *explainer, const char *text, GError **error);

/* TRUE where text begins with a mail's header: two of the fields that any mail has. */
gboolean explain_is_mail(const char *text);

/* A bare code: its meanings at the provider, and in the standards (codepage.c). */
gboolean explain_codes(Explainer *explainer, int reply_code, Status status, GError **error);

/* A rule: its meaning, and as it is written (rulepage.c). */
gboolean explain_rule(Explainer *explainer, const Rule *rule, GError **error);

#endif
