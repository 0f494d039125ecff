/* recordspf.c - the SPF record that a domain should publish */

#include "diagnose/record.h"

#include "diagnose/spf.h"
#include "diagnose/spfrecord.h"

#include <string.h>

static void
add_term(GPtrArray *terms, const char *text)
{
    for (guint i = 0; i < terms->len; i++)
        if (g_ascii_strcasecmp(g_ptr_array_index(terms, i), text) == 0)
            return;
    g_ptr_array_add(terms, g_strdup(text));
}

/* Mechanisms that are worth keeping; the end, where it is one that says no. */
static void
take_terms(GPtrArray *terms, char **end, const char *text)
{
    g_autoptr(SpfRecord) record = spf_record_parse(text);

    for (guint i = 0; i < record->terms->len; i++) {
        const SpfTerm *term = g_ptr_array_index(record->terms, i);
        gboolean refuses = term->qualifier == '-' || term->qualifier == '~';

        if (strcmp(term->text, record->fault) == 0 || term->kind == SPF_PTR ||
            spf_term_permits_all(term))
            continue;
        if (term->kind != SPF_ALL)
            add_term(terms, term->text);
        else if (refuses && !*end)
            *end = g_strdup(term->text);
    }
    if (record->redirect && !*end)
        *end = g_strdup(record->redirect->text);
}

/* What the domain's host tells its customers to include; "" where nothing is known. Borrowed. */
static const char *
hosts_record(const Diagnosis *diagnosis)
{
    const MailHosts *hosts = &diagnosis->sender->mail_hosts;

    return *diagnosis->host ? hosts->spf_of(diagnosis->host, hosts->data) : "";
}

/* The domain's servers send too, as a rule, where nothing else is known. */
static void
add_servers(GPtrArray *terms, Dns *dns, const Diagnosis *diagnosis)
{
    const DnsAnswer *servers = dns_ask(dns, DNS_MX, diagnosis->sender->domain);
    g_autofree char *include = g_strconcat("include:", hosts_record(diagnosis), NULL);

    if (*hosts_record(diagnosis))
        add_term(terms, include);
    else if (terms->len == 0 && dns_count(servers) > 0)
        add_term(terms, "mx");
}

static void
add_refused(GPtrArray *terms, const Diagnosis *diagnosis)
{
    for (guint i = 0; i < diagnosis->checks->len; i++) {
        const Check *check = g_ptr_array_index(diagnosis->checks, i);
        g_autofree char *term = NULL;

        if (check->id != SPF_REFUSES)
            continue;
        term =
            g_strdup_printf("%s:%s", strchr(check->subject, ':') ? "ip6" : "ip4", check->subject);
        add_term(terms, term);
    }
}

/* Without a record all addresses are new, those of a host's shared mail aside: its include has
 * them.
 */
static void
add_addresses(GPtrArray *terms, const Diagnosis *diagnosis)
{
    for (char **address = diagnosis->sender->addresses; *address; address++) {
        g_autofree char *term =
            g_strdup_printf("%s:%s", strchr(*address, ':') ? "ip6" : "ip4", *address);

        if (!*hosts_record(diagnosis))
            add_term(terms, term);
    }
}

char *
record_spf(Dns *dns, const Diagnosis *diagnosis)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *end = NULL;
    const DnsAnswer *texts = dns_ask(dns, DNS_TXT, diagnosis->sender->domain);
    GString *record = g_string_new("v=spf1");
    gboolean is_new = TRUE;

    for (guint i = 0; i < dns_count(texts); i++) {
        if (!spf_record_is(dns_text(texts, i)))
            continue;
        take_terms(terms, &end, dns_text(texts, i));
        is_new = FALSE;
    }
    add_refused(terms, diagnosis);
    if (is_new)
        add_addresses(terms, diagnosis);
    if (is_new || *hosts_record(diagnosis))
        add_servers(terms, dns, diagnosis);
    for (guint i = 0; i < terms->len; i++)
        g_string_append_printf(record, " %s", (const char *)g_ptr_array_index(terms, i));
    g_string_append_printf(record, " %s", end ? end : "~all");
    return g_string_free(record, FALSE);
}
