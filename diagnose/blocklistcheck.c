/* blocklistcheck.c - whether addresses and domain are on DNS blocklists (RFC 5782) */

#include "diagnose/blocklists.h"
#include "diagnose/inquiry.h"

#include <string.h>

/* What no list may list (RFC 5782 5): where it does, it lists the world, or somebody lies. */
static const struct {
    Lists kind;
    const char *name;
} controls[] = {
    {LISTS_IPV4, "1.0.0.127"},
    {LISTS_IPV6, "1.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.0.f.f.f.f.0.0.0.0.0.0.0.0"},
    {LISTS_DOMAINS, "invalid"},
};

/* One thing to look for, and where. */
typedef struct {
    const char *text;
    Lists kind;
    char *label; /* below a zone's name */
} Subject;

static void
subject_clear(Subject *subject)
{
    g_free(subject->label);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Subject, subject_clear)

static Subject
subject_of_address(const char *address)
{
    return (Subject){.text = address,
                     .kind = strchr(address, ':') ? LISTS_IPV6 : LISTS_IPV4,
                     .label = dns_reverse(address, "", "")};
}

static Subject
subject_of_domain(const char *domain)
{
    return (Subject){.text = domain, .kind = LISTS_DOMAINS, .label = g_strdup(domain)};
}

static void
want_subject(Inquiry *inquiry, const Subject *subject)
{
    const GPtrArray *all = blocklists_all();

    for (guint i = 0; i < all->len; i++) {
        const Blocklist *list = g_ptr_array_index(all, i);
        g_autofree char *name = g_strdup_printf("%s.%s", subject->label, list->zone);

        if (list->lists & subject->kind)
            dns_want(inquiry->dns, DNS_A, name);
    }
}

/* The worst that the addresses of an answer say. */
static BlocklistAnswer
worst_answer(const Blocklist *list, const DnsAnswer *answer, const char **address)
{
    BlocklistAnswer worst = BLOCKLIST_NO;

    for (guint i = 0; i < dns_count(answer); i++) {
        BlocklistAnswer each = blocklist_answer(list, dns_text(answer, i));

        if (each == BLOCKLIST_REFUSAL)
            return each;
        if (each == BLOCKLIST_YES && worst == BLOCKLIST_NO) {
            worst = each;
            *address = dns_text(answer, i);
        }
    }
    return worst;
}

static gboolean
lists_the_world(Inquiry *inquiry, const Blocklist *list, Lists kind)
{
    for (guint i = 0; i < G_N_ELEMENTS(controls); i++) {
        g_autofree char *name = g_strdup_printf("%s.%s", controls[i].name, list->zone);

        if (controls[i].kind == kind)
            return dns_count(dns_ask(inquiry->dns, DNS_A, name)) > 0;
    }
    return FALSE;
}

/* Whose customers share that server, by its name; "": the sender can mend it. Borrowed. */
static const char *
shared_by(Inquiry *inquiry, const Subject *subject)
{
    g_autofree char *reverse = dns_reverse(subject->text, DNS_PTR_SUFFIXES);
    const DnsAnswer *answer = *reverse ? dns_ask(inquiry->dns, DNS_PTR, reverse) : NULL;
    const Sender *sender = inquiry->sender;
    const char *host = "";

    for (guint i = 0; answer && i < dns_count(answer) && !*host; i++)
        host = sender->mail_hosts.shared_by(dns_text(answer, i), sender->mail_hosts.data);
    return host;
}

/* "zen.spamhaus.org (127.0.0.4): its own words" */
static void
add_listing(Inquiry *inquiry, const Blocklist *list, const Subject *subject, const char *name,
            const char *address)
{
    const DnsAnswer *words = dns_ask(inquiry->dns, DNS_TXT, name);
    const char *said = dns_count(words) > 0 ? dns_text(words, 0) : "";
    const char *host = list->is_minor ? "" : shared_by(inquiry, subject);
    FindingId id = list->is_minor ? BLOCKLIST_MINOR : *host ? BLOCKLIST_SHARED : BLOCKLIST_LISTED;
    g_autofree char *found =
        g_strdup_printf("%s (%s)%s%s", list->zone, address, *said ? ": " : "", said);
    Check *check = inquiry_add(inquiry, id, subject->text, found, 0);

    check_set_page(check, *host ? host : list->delist);
}

/* What came of asking all lists for one subject. */
typedef struct {
    guint asked;
    guint listed;
    GString *silent; /* zones that gave no answer that counts */
} Outcome;

static void
judge_list(Inquiry *inquiry, const Blocklist *list, const Subject *subject, Outcome *outcome)
{
    g_autofree char *name = g_strdup_printf("%s.%s", subject->label, list->zone);
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_A, name);
    const char *address = "";
    BlocklistAnswer worst = worst_answer(list, answer, &address);

    outcome->asked++;
    if (dns_failed(answer) || worst == BLOCKLIST_REFUSAL ||
        (worst == BLOCKLIST_YES && lists_the_world(inquiry, list, subject->kind))) {
        g_string_append_printf(outcome->silent, "%s%s", outcome->silent->len ? " " : "",
                               list->zone);
        outcome->asked--;
    } else if (worst == BLOCKLIST_YES) {
        outcome->listed++;
        add_listing(inquiry, list, subject, name, address);
    }
}

static void
judge_subject(Inquiry *inquiry, const Subject *subject)
{
    g_autoptr(GString) silent = g_string_new(NULL);
    Outcome outcome = {.silent = silent};
    const GPtrArray *all = blocklists_all();

    for (guint i = 0; i < all->len; i++) {
        const Blocklist *list = g_ptr_array_index(all, i);

        if (list->lists & subject->kind)
            judge_list(inquiry, list, subject, &outcome);
    }
    if (outcome.listed == 0 && outcome.asked > 0)
        inquiry_add(inquiry, BLOCKLIST_CLEAN, subject->text, "", outcome.asked);
    if (silent->len > 0)
        inquiry_add(inquiry, BLOCKLIST_SILENT, subject->text, silent->str, 0);
}

/* Each address, and the domain. */
static void
each_subject(Inquiry *inquiry, void (*act)(Inquiry *inquiry, const Subject *subject))
{
    g_auto(Subject) domain = subject_of_domain(inquiry->sender->domain);

    for (char **address = inquiry->sender->addresses; *address; address++) {
        g_auto(Subject) subject = subject_of_address(*address);

        act(inquiry, &subject);
    }
    act(inquiry, &domain);
}

void
blocklist_want(Inquiry *inquiry)
{
    each_subject(inquiry, want_subject);
}

void
blocklist_judge(Inquiry *inquiry)
{
    each_subject(inquiry, judge_subject);
}
