/* provider.c - which receiving provider spoke */

#include "analyzer/provider.h"

#include "analyzer/bits.h"
#include "analyzer/hostglobs.h"

#include <string.h>

#define STRINGS_BLOCK (8 * 1024)

typedef struct {
    const char *key;
    const char *name;
    const char *spf; /* the record that customers include; NULL without */
    gboolean is_builtin;
} Provider;

struct Providers {
    GStringChunk *strings;
    GArray *all;        /* of Provider */
    GHashTable *by_key; /* numbers in all, + 1 */
    HostGlobs *mtas;
    HostGlobs *domains;
    HostGlobs *shared; /* servers that send */
    HostGlobs *hosted; /* MX and SPF records of customers' domains */
    PatternIndex *tokens;
    GArray *token_owners; /* of guint: whose each pattern is */
};

/* Each field that a provider may have, and what becomes of it. */
typedef gboolean (*TakeFunc)(Providers *providers, const RuleGroup *group, const RuleField *field,
                             GError **error);

static gboolean
take_key(Providers *providers, const RuleGroup *group, const RuleField *field, GError **error)
{
    Provider *provider = &g_array_index(providers->all, Provider, providers->all->len - 1);
    char *key = g_string_chunk_insert(providers->strings, field->value);

    provider->key = provider->name = key;
    if (strchr(field->value, ' '))
        return rulefile_fail(error, RULE_ERROR_FIELD, group->file, field->line,
                             "\"%s\": a provider's key is one word", field->value);
    g_hash_table_insert(providers->by_key, key, GUINT_TO_POINTER(providers->all->len));
    return TRUE;
}

static gboolean
take_name(Providers *providers, const RuleGroup *group G_GNUC_UNUSED, const RuleField *field,
          GError **error G_GNUC_UNUSED)
{
    g_array_index(providers->all, Provider, providers->all->len - 1).name =
        g_string_chunk_insert(providers->strings, field->value);
    return TRUE;
}

static gboolean
take_globs(HostGlobs *globs, guint owner, const RuleGroup *group, const RuleField *field,
           GError **error)
{
    const char *rest = field->value;
    const char *word;
    gsize length;

    while ((word = rulefile_next_word(&rest, &length)))
        if (!host_globs_add(globs, word, length, owner))
            return rulefile_fail(error, RULE_ERROR_FIELD, group->file, field->line,
                                 "\"%.*s\" is no host name", (int)length, word);
    return TRUE;
}

static gboolean
take_remote_mta(Providers *providers, const RuleGroup *group, const RuleField *field,
                GError **error)
{
    return take_globs(providers->mtas, providers->all->len - 1, group, field, error);
}

static gboolean
take_recipient_domain(Providers *providers, const RuleGroup *group, const RuleField *field,
                      GError **error)
{
    return take_globs(providers->domains, providers->all->len - 1, group, field, error);
}

static gboolean
take_shared_server(Providers *providers, const RuleGroup *group, const RuleField *field,
                   GError **error)
{
    return take_globs(providers->shared, providers->all->len - 1, group, field, error);
}

static gboolean
take_hosted_mx(Providers *providers, const RuleGroup *group, const RuleField *field, GError **error)
{
    return take_globs(providers->hosted, providers->all->len - 1, group, field, error);
}

/* The first is the one to publish. */
static gboolean
take_hosted_spf(Providers *providers, const RuleGroup *group, const RuleField *field,
                GError **error)
{
    g_array_index(providers->all, Provider, providers->all->len - 1).spf =
        g_string_chunk_insert_len(providers->strings, field->value,
                                  (gssize)strcspn(field->value, " "));
    return take_hosted_mx(providers, group, field, error);
}

static gboolean
take_text(Providers *providers, const RuleGroup *group, const RuleField *field,
          GError **error G_GNUC_UNUSED)
{
    guint owner = providers->all->len - 1;

    pattern_index_add(providers->tokens, g_string_chunk_insert(providers->strings, field->value),
                      group->file, field->line);
    g_array_append_val(providers->token_owners, owner);
    return TRUE;
}

static const struct {
    const char *name;
    TakeFunc take;
    gboolean may_repeat;
} provider_fields[] = {
    {"Provider", take_key, FALSE},
    {"Name", take_name, FALSE},
    {"Remote-MTA", take_remote_mta, TRUE},
    {"Text", take_text, TRUE},
    {"Recipient-Domain", take_recipient_domain, TRUE},
    {"Shared-Server", take_shared_server, TRUE},
    {"Hosted-MX", take_hosted_mx, TRUE},
    {"Hosted-SPF", take_hosted_spf, FALSE},
};

Providers *
providers_new(void)
{
    Providers *providers = g_new0(Providers, 1);

    providers->strings = g_string_chunk_new(STRINGS_BLOCK);
    providers->all = g_array_new(FALSE, TRUE, sizeof(Provider));
    providers->by_key = g_hash_table_new(g_str_hash, g_str_equal);
    providers->mtas = host_globs_new();
    providers->domains = host_globs_new();
    providers->shared = host_globs_new();
    providers->hosted = host_globs_new();
    providers->tokens = pattern_index_new(0);
    providers->token_owners = g_array_new(FALSE, FALSE, sizeof(guint));
    return providers;
}

void
providers_free(Providers *providers)
{
    if (!providers)
        return;
    g_array_free(providers->all, TRUE);
    g_hash_table_unref(providers->by_key);
    host_globs_free(providers->mtas);
    host_globs_free(providers->domains);
    host_globs_free(providers->shared);
    host_globs_free(providers->hosted);
    pattern_index_free(providers->tokens);
    g_array_free(providers->token_owners, TRUE);
    g_string_chunk_free(providers->strings);
    g_free(providers);
}

static const Provider *
find(const Providers *providers, const char *key)
{
    guint n = GPOINTER_TO_UINT(g_hash_table_lookup(providers->by_key, key));

    return n ? &g_array_index(providers->all, Provider, n - 1) : NULL;
}

static gboolean
take_field(Providers *providers, const RuleGroup *group, const RuleField *field, guint *seen,
           GError **error)
{
    for (guint i = 0; i < G_N_ELEMENTS(provider_fields); i++) {
        if (!g_str_equal(field->name, provider_fields[i].name))
            continue;
        if ((*seen & 1U << i) && !provider_fields[i].may_repeat)
            return rulefile_fail(error, RULE_ERROR_FIELD, group->file, field->line, "a second %s",
                                 field->name);
        *seen |= 1U << i;
        return provider_fields[i].take(providers, group, field, error);
    }
    return rulefile_fail(error, RULE_ERROR_FIELD, group->file, field->line,
                         "a provider has no field %s", field->name);
}

gboolean
providers_add(Providers *providers, const RuleGroup *group, gboolean is_builtin, GError **error)
{
    const char *key = rule_group_get(group, "Provider");
    const Provider *known = find(providers, key);
    Provider added = {.key = "", .name = "", .is_builtin = is_builtin};
    guint seen = 0;

    if (known && is_builtin && !known->is_builtin)
        return TRUE;
    if (known)
        return rulefile_fail(error, RULE_ERROR_FIELD, group->file, group->line,
                             "a second provider %s", key);

    g_array_append_val(providers->all, added);
    for (guint i = 0; i < group->fields->len; i++)
        if (!take_field(providers, group, &g_array_index(group->fields, RuleField, i), &seen,
                        error))
            return FALSE;
    return TRUE;
}

/* The provider whose token is in text, or HOST_GLOBS_NONE. */
static guint
find_token(Providers *providers, const char *text)
{
    const guint64 *candidates = pattern_index_look(providers->tokens, text);
    guint count = pattern_index_count(providers->tokens);

    for (guint n = bits_next(candidates, count, 0); n < count;
         n = bits_next(candidates, count, n + 1))
        if (pattern_index_holds(providers->tokens, n, NULL))
            return g_array_index(providers->token_owners, guint, n);
    return HOST_GLOBS_NONE;
}

const char *
provider_of(Providers *providers, const char *remote_mta, const char *text,
            const char *recipient_domain)
{
    guint n = host_globs_find(providers->mtas, remote_mta);

    if (n == HOST_GLOBS_NONE && *text)
        n = find_token(providers, text);
    if (n == HOST_GLOBS_NONE)
        n = host_globs_find(providers->domains, recipient_domain);
    return n == HOST_GLOBS_NONE ? "" : g_array_index(providers->all, Provider, n).key;
}

const char *
provider_of_shared(const Providers *providers, const char *server)
{
    guint n = host_globs_find(providers->shared, server);

    return n == HOST_GLOBS_NONE ? "" : g_array_index(providers->all, Provider, n).key;
}

const char *
provider_of_hosted(const Providers *providers, const char *name)
{
    guint n = host_globs_find(providers->hosted, name);

    return n == HOST_GLOBS_NONE ? "" : g_array_index(providers->all, Provider, n).key;
}

const char *
provider_spf(const Providers *providers, const char *key)
{
    const Provider *provider = find(providers, key);

    return provider && provider->spf ? provider->spf : "";
}

const char *
provider_name(const Providers *providers, const char *key)
{
    const Provider *provider = find(providers, key);

    return provider ? provider->name : key;
}

gboolean
provider_is_known(const Providers *providers, const char *key)
{
    return find(providers, key) != NULL;
}

const char *
providers_nth(const Providers *providers, guint n)
{
    return n < providers->all->len ? g_array_index(providers->all, Provider, n).key : NULL;
}

PatternIndex *
providers_patterns(const Providers *providers)
{
    return providers->tokens;
}
