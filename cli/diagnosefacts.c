/* diagnosefacts.c - what the store knows of how a domain sends, and what came of it */

#include "cli/diagnosefacts.h"

#include "event/reason.h"
#include "parsers/address.h"
#include "render/words.h"

#include <string.h>

/* Which reasons each kind of check may explain. */
static const struct {
    CheckKind kind;
    Reason reason;
} explanations[] = {
    {CHECK_DOMAIN, REASON_SENDER_REJECTED},   {CHECK_SPF, REASON_AUTH_FAILURE},
    {CHECK_DKIM, REASON_AUTH_FAILURE},        {CHECK_DMARC, REASON_AUTH_FAILURE},
    {CHECK_PTR, REASON_PTR_REQUIRED},         {CHECK_HELO, REASON_PTR_REQUIRED},
    {CHECK_BLOCKLIST, REASON_CLIENT_BLOCKED}, {CHECK_BLOCKLIST, REASON_BAD_REPUTATION},
    {CHECK_MX, REASON_SENDER_REJECTED},       {CHECK_TLS, REASON_FAILED_STARTTLS},
};

gboolean
diagnosefacts_may_explain(CheckKind kind, Reason reason)
{
    for (guint i = 0; i < G_N_ELEMENTS(explanations); i++)
        if (explanations[i].kind == kind && explanations[i].reason == reason)
            return TRUE;
    return FALSE;
}

/* What is counted while the events go by. */
typedef struct {
    const char *domain;
    GHashTable *addresses; /* text to number */
    GHashTable *helos;
    GHashTable *froms;
    GHashTable *signers;
    GPtrArray *selectors; /* the latest first */
    gint64 returned;
    gint64 bounces;
    gint64 failures[REASON_COUNT];
    gint64 since[REASON_COUNT];
} Tally;

static void
count_text(GHashTable *table, const char *text)
{
    g_autofree char *key = g_ascii_strdown(text, -1);
    gsize count = GPOINTER_TO_SIZE(g_hash_table_lookup(table, key));

    if (*key)
        g_hash_table_insert(table, g_steal_pointer(&key), GSIZE_TO_POINTER(count + 1));
}

/* "s1._domainkey.example.org" is a selector of example.org, or says that another domain signed. */
static void
count_key(Tally *tally, const char *key)
{
    static const char between[] = "._domainkey.";
    const char *found = strstr(key, between);
    g_autofree char *selector = found ? g_strndup(key, (gsize)(found - key)) : NULL;
    const char *domain = found ? found + strlen(between) : "";

    if (g_ascii_strcasecmp(domain, tally->domain) != 0)
        count_text(tally->signers, domain);
    else if (tally->selectors->len < DIAGNOSIS_NAMES_MAX &&
             !g_ptr_array_find_with_equal_func(tally->selectors, selector, g_str_equal, NULL))
        g_ptr_array_add(tally->selectors, g_steal_pointer(&selector));
}

/* A header that has all of these came back whole, and with it what signatures there were. */
static void
count_signatures(Tally *tally, const Event *event)
{
    const Original *original = &event->original;

    tally->returned += *original->message_id && *original->from && *original->date;
    for (char **key = original->dkim_keys; *key; key++)
        count_key(tally, *key);
}

/*
 * The host that reports is the sending one where another host, the remote one, refused. From other
 * domains in From: DMARC asks whether they agree.
 */
static void
count_sender(Tally *tally, const Event *event)
{
    g_autofree char *author = address_find(event->original.from, NULL);
    const char *domain = address_domain(author);

    if (*event->client_ip && *event->remote_mta && *event->reporting_mta &&
        g_ascii_strcasecmp(event->remote_mta, event->reporting_mta) != 0)
        count_text(tally->helos, event->reporting_mta);
    count_text(tally->addresses, event->client_ip);
    if (g_ascii_strcasecmp(domain, tally->domain) != 0)
        count_text(tally->froms, domain);
    tally->bounces += *event->client_ip != '\0';
}

static gboolean
count_event(const Event *event, gpointer data, GError **error G_GNUC_UNUSED)
{
    Tally *tally = data;
    gint64 *since = &tally->since[event->reason];

    if (event->type == EVENT_BOUNCE) {
        tally->failures[event->reason]++;
        *since = *since == 0 ? event->received : MIN(*since, event->received);
    }
    count_sender(tally, event);
    count_signatures(tally, event);
    return TRUE;
}

static gint
compare_counts(gconstpointer a, gconstpointer b, gpointer table)
{
    const char *left = *(const char *const *)a;
    const char *right = *(const char *const *)b;
    gsize left_count = GPOINTER_TO_SIZE(g_hash_table_lookup(table, left));
    gsize right_count = GPOINTER_TO_SIZE(g_hash_table_lookup(table, right));

    if (left_count != right_count)
        return left_count < right_count ? 1 : -1;
    return g_strcmp0(left, right);
}

/* Adds the most frequent of table's texts, at most so many. */
static void
take_most(GPtrArray *most, GHashTable *table, guint max)
{
    g_autoptr(GList) keys = g_hash_table_get_keys(table);

    for (const GList *key = keys; key; key = key->next)
        g_ptr_array_add(most, g_strdup(key->data));
    g_ptr_array_sort_with_data(most, compare_counts, table);
    if (most->len > max)
        g_ptr_array_remove_range(most, max, most->len - max);
}

void
diagnosefacts_explain(Explained *explained, Reason reason, gint64 failures, gint64 since)
{
    g_autofree char *before = g_steal_pointer(&explained->reasons);
    const char *between = before && *before ? ", " : "";

    explained->reasons = g_strconcat(before ? before : "", between, words_reason(reason), NULL);
    explained->failures += failures;
    if (since && (explained->since == 0 || since < explained->since))
        explained->since = since;
}

static void
explain(DiagnoseFacts *facts, const Tally *tally)
{
    for (guint i = 0; i < G_N_ELEMENTS(explanations); i++) {
        Reason reason = explanations[i].reason;

        if (tally->failures[reason] > 0)
            diagnosefacts_explain(&facts->explained[explanations[i].kind], reason,
                                  tally->failures[reason], tally->since[reason]);
    }
}

static GHashTable *
new_counts(void)
{
    return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
}

gboolean
diagnosefacts_gather(DiagnoseFacts *facts, Store *store, const char *domain, gint64 since,
                     GError **error)
{
    g_autofree char *sender = g_strdup_printf("@%s", domain);
    const StoreFilter filter = {.since = since, .sender = sender, .without_strangers = TRUE};
    g_autoptr(GHashTable) addresses = new_counts();
    g_autoptr(GHashTable) helos = new_counts();
    g_autoptr(GHashTable) froms = new_counts();
    g_autoptr(GHashTable) signers = new_counts();
    Tally tally = {.domain = domain,
                   .addresses = addresses,
                   .helos = helos,
                   .froms = froms,
                   .signers = signers,
                   .selectors = facts->selectors};

    if (!store_each_event(store, &filter, 0, count_event, &tally, error))
        return FALSE;
    take_most(facts->addresses, addresses, DIAGNOSIS_ADDRESSES_MAX);
    take_most(facts->helos, helos, DIAGNOSIS_ADDRESSES_MAX);
    take_most(facts->froms, froms, DIAGNOSIS_NAMES_MAX);
    take_most(facts->signers, signers, DIAGNOSIS_NAMES_MAX);
    facts->returned = tally.returned;
    facts->bounces = tally.bounces;
    explain(facts, &tally);
    return TRUE;
}

void
diagnosefacts_init(DiagnoseFacts *facts)
{
    facts->addresses = g_ptr_array_new_with_free_func(g_free);
    facts->helos = g_ptr_array_new_with_free_func(g_free);
    facts->froms = g_ptr_array_new_with_free_func(g_free);
    facts->selectors = g_ptr_array_new_with_free_func(g_free);
    facts->signers = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < CHECK_KIND_COUNT; i++)
        facts->explained[i].reasons = g_strdup("");
}

void
diagnosefacts_clear(DiagnoseFacts *facts)
{
    if (!facts->addresses)
        return;
    g_ptr_array_unref(facts->addresses);
    g_ptr_array_unref(facts->helos);
    g_ptr_array_unref(facts->froms);
    g_ptr_array_unref(facts->selectors);
    g_ptr_array_unref(facts->signers);
    for (guint i = 0; i < CHECK_KIND_COUNT; i++)
        g_free(facts->explained[i].reasons);
}
