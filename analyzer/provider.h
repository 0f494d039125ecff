/* provider.h - which receiving provider spoke */

#ifndef BOUNCES_ANALYZER_PROVIDER_H
#define BOUNCES_ANALYZER_PROVIDER_H

#include "analyzer/patternindex.h"
#include "analyzer/rulefile.h"

#include <glib.h>

typedef struct Providers Providers;

Providers *providers_new(void);
void providers_free(Providers *providers);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Providers, providers_free)

/*
 * Adds a group that begins with "Provider:"; its file must live as long as providers. The
 * administrator's are added first: a built-in one with the same key is left out. Where several
 * fit, the one that was added first is it.
 */
gboolean providers_add(Providers *providers, const RuleGroup *group, gboolean is_builtin,
                       GError **error);

/*
 * The key of the provider that spoke ("google"), or "": by the remote MTA's name, then by a token
 * in the text, then by the recipient's domain. Borrowed. Arguments may be "".
 */
const char *provider_of(Providers *providers, const char *remote_mta, const char *text,
                        const char *recipient_domain);

/* The key of the provider whose customers share that sending server, or "". Borrowed. */
const char *provider_of_shared(const Providers *providers, const char *server);

/*
 * The key of the provider whose customers have that name as their MX, or include it in their SPF
 * record, or "". The record that these should include, "" where none is told. Borrowed.
 */
const char *provider_of_hosted(const Providers *providers, const char *name);
const char *provider_spf(const Providers *providers, const char *key);

/* The name that people know it by ("Gmail"); the key itself where none is given. Borrowed. */
const char *provider_name(const Providers *providers, const char *key);

gboolean provider_is_known(const Providers *providers, const char *key);

/* The n-th provider's key, in order, or NULL; borrowed. */
const char *providers_nth(const Providers *providers, guint n);

/* The Text patterns of all, for rules_check to compile. Borrowed. */
PatternIndex *providers_patterns(const Providers *providers);

#endif
