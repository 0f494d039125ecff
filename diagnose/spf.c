/* spf.c - Sender Policy Framework: who may send for a domain (RFC 7208) */

#include "diagnose/spf.h"

#include "base/text.h"
#include "diagnose/spfmacro.h"
#include "diagnose/spfrecord.h"

#include <string.h>

/* RFC 7208 4.6.4: names that one mx or ptr may bring. */
#define NAMES_MAX 10

/* A survey looks past the 10 look-ups to say how many there are, and ends somewhere. */
#define SURVEY_LOOKUPS_MAX 60

#define NAME_MAX_LENGTH 253
#define LABEL_MAX_LENGTH 63

/* One check, through all records that it leads to. */
typedef struct {
    Dns *dns;
    GInetAddress *client;
    gboolean is_survey; /* nothing matches */
    char *local;
    char *sender_domain;
    const char *helo;
    const char *own_domain; /* the one that was asked about */
    char *validated;        /* %{p}; NULL before it is asked for */
    char *exp_domain;
    SpfVerdict *verdict;
} Check;

/* What a mechanism said; problems are in the verdict. */
typedef enum { MATCH_NO, MATCH_YES, MATCH_TEMPERROR, MATCH_PERMERROR } Match;

static SpfResult check_domain(Check *check, const char *domain);

void
spf_verdict_free(SpfVerdict *verdict)
{
    g_free(verdict->where);
    g_free(verdict->record);
    g_free(verdict->mechanism);
    g_free(verdict->explanation);
    g_free(verdict->open);
    g_free(verdict);
}

const char *
spf_result_name(SpfResult result)
{
    static const char *const names[] = {
        [SPF_NONE] = "none",           [SPF_NEUTRAL] = "neutral",   [SPF_PASS] = "pass",
        [SPF_FAIL] = "fail",           [SPF_SOFTFAIL] = "softfail", [SPF_TEMPERROR] = "temperror",
        [SPF_PERMERROR] = "permerror",
    };

    return names[result];
}

/* Problems. The first one counts. */

static void
note_problem(Check *check, SpfProblem problem, const char *where)
{
    if (check->verdict->problem != SPF_NO_PROBLEM)
        return;
    check->verdict->problem = problem;
    text_set(&check->verdict->where, where);
}

static Match
fault(Check *check, SpfProblem problem, const char *where)
{
    note_problem(check, problem, where);
    return problem == SPF_DNS_TROUBLE ? MATCH_TEMPERROR : MATCH_PERMERROR;
}

/* Names. */

/* RFC 7208 4.3: several labels, none of them empty or too long. */
static gboolean
is_domain(const char *domain)
{
    g_auto(GStrv) labels = g_strsplit(domain, ".", -1);
    guint count = g_strv_length(labels);

    if (count > 0 && !*labels[count - 1])
        count--; /* the root's dot */
    for (guint i = 0; i < count; i++)
        if (!*labels[i] || strlen(labels[i]) > LABEL_MAX_LENGTH)
            return FALSE;
    return count > 1;
}

/* RFC 7208 7.3: a name that is too long loses labels at its left. */
static char *
shorten(char *owned_name)
{
    g_autofree char *name = owned_name;
    const char *rest = name;

    while (strlen(rest) > NAME_MAX_LENGTH && strchr(rest, '.'))
        rest = strchr(rest, '.') + 1;
    return g_strdup(rest);
}

/* Whether name is domain or below it. */
static gboolean
is_within(const char *name, const char *domain)
{
    gsize length = strlen(name);
    gsize end = strlen(domain);

    return length >= end && g_ascii_strcasecmp(name + length - end, domain) == 0 &&
           (length == end || name[length - end - 1] == '.');
}

/* Addresses. */

static gboolean
is_ipv4(const Check *check)
{
    return g_inet_address_get_family(check->client) == G_SOCKET_FAMILY_IPV4;
}

static gboolean
is_in_network(const Check *check, GInetAddress *network, const SpfTerm *term)
{
    const guint8 *client = g_inet_address_to_bytes(check->client);
    const guint8 *bytes = g_inet_address_to_bytes(network);
    guint bits = is_ipv4(check) ? term->cidr4 : term->cidr6;

    if (g_inet_address_get_family(network) != g_inet_address_get_family(check->client))
        return FALSE;
    for (guint i = 0; bits > 0; i++) {
        guint part = MIN(bits, 8);

        if ((client[i] ^ bytes[i]) >> (8 - part))
            return FALSE;
        bits -= part;
    }
    return TRUE;
}

/* Questions. */

/* One more of the terms that cost a look-up (RFC 7208 4.6.4); FALSE when that is one too many. */
static gboolean
spend_lookup(Check *check, const SpfTerm *term)
{
    guint most = check->is_survey ? SURVEY_LOOKUPS_MAX : SPF_LOOKUPS_MAX;

    check->verdict->lookups++;
    if (check->verdict->lookups > SPF_LOOKUPS_MAX)
        note_problem(check, SPF_MANY_LOOKUPS, term->text);
    return check->verdict->lookups <= most;
}

/* An answer, counted where it is void. FALSE where the check cannot go on, *match says how. */
static gboolean
ask(Check *check, DnsType type, const char *name, const SpfTerm *term, const DnsAnswer **answer,
    Match *match)
{
    *answer = dns_ask(check->dns, type, name);
    if (dns_failed(*answer)) {
        *match = fault(check, SPF_DNS_TROUBLE, name);
        return FALSE;
    }
    if (dns_count(*answer) == 0 && ++check->verdict->voids > SPF_VOIDS_MAX) {
        *match = fault(check, SPF_MANY_VOIDS, term->text);
        return check->is_survey;
    }
    return TRUE;
}

/* Whether one of a name's addresses is the client's, or in its network as term has it. */
static gboolean
is_among(Check *check, const DnsAnswer *answer, const SpfTerm *term)
{
    for (guint i = 0; i < dns_count(answer) && !check->is_survey; i++) {
        g_autoptr(GInetAddress) address = g_inet_address_new_from_string(dns_text(answer, i));

        if (address && is_in_network(check, address, term))
            return TRUE;
    }
    return FALSE;
}

static Match
match_addresses(Check *check, const char *name, const SpfTerm *term)
{
    const DnsAnswer *answer;
    Match match = MATCH_NO;

    if (!ask(check, is_ipv4(check) ? DNS_A : DNS_AAAA, name, term, &answer, &match))
        return match;
    return is_among(check, answer, term) ? MATCH_YES : MATCH_NO;
}

/* RFC 7208 5.5: the client's names that lead back to its address. */
static char *
find_validated(Check *check, const char *domain)
{
    const SpfTerm exactly = {.cidr4 = 32, .cidr6 = 128};
    g_autofree char *client = g_inet_address_to_string(check->client);
    g_autofree char *reverse = dns_reverse(client, DNS_PTR_SUFFIXES);
    const DnsAnswer *names = dns_ask(check->dns, DNS_PTR, reverse);
    g_autofree char *other = g_strdup("");

    for (guint i = 0; i < MIN(dns_count(names), NAMES_MAX); i++) {
        const char *name = dns_text(names, i);

        if (!is_among(check, dns_ask(check->dns, is_ipv4(check) ? DNS_A : DNS_AAAA, name),
                      &exactly))
            continue;
        if (g_ascii_strcasecmp(name, domain) == 0)
            return g_strdup(name);
        if (!*other || (is_within(name, domain) && !is_within(other, domain)))
            text_set(&other, name);
    }
    return g_steal_pointer(&other);
}

/* Macros. */

typedef struct {
    Check *check;
    const char *domain;
} Validation;

/* The name for %{p}: RFC 7208 7.3 wants "unknown" where there is none. */
static const char *
validate(gpointer data)
{
    Validation *validation = data;
    Check *check = validation->check;

    if (!check->validated) {
        check->validated = find_validated(check, validation->domain);
        if (!*check->validated)
            text_set(&check->validated, "unknown");
    }
    return check->validated;
}

static char *
expand(Check *check, const char *text, const char *domain)
{
    Validation validation = {check, domain};
    const SpfMacros macros = {.client = check->client,
                              .local = check->local,
                              .sender_domain = check->sender_domain,
                              .domain = domain,
                              .helo = check->helo,
                              .validate = validate,
                              .data = &validation};

    return spf_macro_expand(text, &macros);
}

/* The name that a term is about: its domain-spec, or the record's domain. */
static char *
target_of(Check *check, const SpfTerm *term, const char *domain)
{
    return *term->spec ? shorten(expand(check, term->spec, domain)) : g_strdup(domain);
}

/* Mechanisms (RFC 7208 5). */

static Match
match_all(Check *check G_GNUC_UNUSED, const SpfTerm *term G_GNUC_UNUSED,
          const char *target G_GNUC_UNUSED)
{
    return MATCH_YES;
}

static Match
match_include(Check *check, const SpfTerm *term G_GNUC_UNUSED, const char *target)
{
    static const Match matches[] = {
        [SPF_NONE] = MATCH_PERMERROR,
        [SPF_NEUTRAL] = MATCH_NO,
        [SPF_PASS] = MATCH_YES,
        [SPF_FAIL] = MATCH_NO,
        [SPF_SOFTFAIL] = MATCH_NO,
        [SPF_TEMPERROR] = MATCH_TEMPERROR,
        [SPF_PERMERROR] = MATCH_PERMERROR,
    };
    SpfResult result = check_domain(check, target);

    if (result == SPF_NONE)
        note_problem(check, SPF_TARGET_MISSING, target);
    if (check->is_survey && check->verdict->lookups <= SURVEY_LOOKUPS_MAX)
        return MATCH_NO;
    return matches[result];
}

static Match
match_a(Check *check, const SpfTerm *term, const char *target)
{
    return match_addresses(check, target, term);
}

static Match
match_mx(Check *check, const SpfTerm *term, const char *target)
{
    const DnsAnswer *servers;
    Match match = MATCH_NO;

    if (!ask(check, DNS_MX, target, term, &servers, &match))
        return match;
    if (dns_count(servers) > NAMES_MAX)
        return fault(check, SPF_MANY_NAMES, term->text);
    for (guint i = 0; i < dns_count(servers); i++)
        dns_want(check->dns, is_ipv4(check) ? DNS_A : DNS_AAAA, dns_text(servers, i));
    for (guint i = 0; i < dns_count(servers) && match == MATCH_NO; i++)
        if (*dns_text(servers, i))
            match = match_addresses(check, dns_text(servers, i), term);
    return match;
}

static Match
match_ptr(Check *check, const SpfTerm *term G_GNUC_UNUSED, const char *target)
{
    g_autofree char *name = NULL;

    if (check->is_survey)
        return MATCH_NO;
    name = find_validated(check, target);
    return *name && is_within(name, target) ? MATCH_YES : MATCH_NO;
}

static Match
match_network(Check *check, const SpfTerm *term, const char *target G_GNUC_UNUSED)
{
    return !check->is_survey && is_in_network(check, term->network, term) ? MATCH_YES : MATCH_NO;
}

/* RFC 7208 5.7: an A record, also for a client with IPv6. */
static Match
match_exists(Check *check, const SpfTerm *term, const char *target)
{
    const DnsAnswer *answer;
    Match match = MATCH_NO;

    if (check->is_survey || !ask(check, DNS_A, target, term, &answer, &match))
        return match;
    return dns_count(answer) > 0 ? MATCH_YES : MATCH_NO;
}

static const struct {
    Match (*match)(Check *check, const SpfTerm *term, const char *target);
    gboolean costs_lookup;
} mechanisms[] = {
    [SPF_ALL] = {match_all, FALSE},     [SPF_INCLUDE] = {match_include, TRUE},
    [SPF_A] = {match_a, TRUE},          [SPF_MX] = {match_mx, TRUE},
    [SPF_PTR] = {match_ptr, TRUE},      [SPF_IP4] = {match_network, FALSE},
    [SPF_IP6] = {match_network, FALSE}, [SPF_EXISTS] = {match_exists, TRUE},
};

static Match
match_term(Check *check, const SpfTerm *term, const char *domain)
{
    g_autofree char *target = NULL;

    if (mechanisms[term->kind].costs_lookup && !spend_lookup(check, term))
        return MATCH_PERMERROR;
    /* What depends on a client, a survey cannot follow. */
    if (check->is_survey && spf_macro_has(term->spec, '\0'))
        return MATCH_NO;
    target = target_of(check, term, domain);
    return mechanisms[term->kind].match(check, term, target);
}

static SpfResult
result_of(Match match, const SpfTerm *term)
{
    if (match == MATCH_TEMPERROR)
        return SPF_TEMPERROR;
    if (match == MATCH_PERMERROR)
        return SPF_PERMERROR;
    switch (term->qualifier) {
    case '-':
        return SPF_FAIL;
    case '~':
        return SPF_SOFTFAIL;
    case '?':
        return SPF_NEUTRAL;
    default:
        return SPF_PASS;
    }
}

/* Records. */

/* The domain's one SPF record (RFC 7208 4.4, 4.5); NULL where *result is the end of it. */
static const char *
find_record(Check *check, const char *domain, SpfResult *result)
{
    const DnsAnswer *answer = dns_ask(check->dns, DNS_TXT, domain);
    const char *found = NULL;

    *result = SPF_NONE;
    if (dns_failed(answer)) {
        fault(check, SPF_DNS_TROUBLE, domain);
        *result = SPF_TEMPERROR;
        return NULL;
    }
    for (guint i = 0; i < dns_count(answer); i++) {
        if (!spf_record_is(dns_text(answer, i)))
            continue;
        if (found) {
            fault(check, SPF_MANY_RECORDS, domain);
            *result = SPF_PERMERROR;
            return NULL;
        }
        found = dns_text(answer, i);
    }
    return found;
}

/* RFC 7208 6.1: the record of another domain decides. */
static SpfResult
follow_redirect(Check *check, const SpfRecord *record, const char *domain)
{
    g_autofree char *target = NULL;
    SpfResult result;

    if (!record->redirect)
        return SPF_NEUTRAL;
    if (!spend_lookup(check, record->redirect))
        return SPF_PERMERROR;
    if (check->is_survey && spf_macro_has(record->redirect->spec, '\0'))
        return SPF_NEUTRAL;
    target = target_of(check, record->redirect, domain);
    result = check_domain(check, target);
    if (result != SPF_NONE)
        return result;
    note_problem(check, SPF_TARGET_MISSING, target);
    return SPF_PERMERROR;
}

/* Where a fail's explanation is: the last record that failed knows (RFC 7208 6.2). */
static void
note_exp(Check *check, const SpfRecord *record, const char *domain)
{
    g_free(check->exp_domain);
    check->exp_domain = record->exp ? target_of(check, record->exp, domain) : g_strdup("");
}

static SpfResult
evaluate(Check *check, const SpfRecord *record, const char *domain)
{
    for (guint i = 0; i < record->terms->len; i++) {
        const SpfTerm *term = g_ptr_array_index(record->terms, i);
        Match match = match_term(check, term, domain);
        SpfResult result = result_of(match, term);

        if (spf_term_permits_all(term) && !*check->verdict->open)
            text_set(&check->verdict->open, term->text);
        check->verdict->has_ptr |= term->kind == SPF_PTR && domain == check->own_domain;
        if (match == MATCH_NO)
            continue;
        text_set(&check->verdict->mechanism, term->text);
        if (result == SPF_FAIL)
            note_exp(check, record, domain);
        return result;
    }
    return follow_redirect(check, record, domain);
}

static SpfResult
check_domain(Check *check, const char *domain)
{
    g_autoptr(SpfRecord) record = NULL;
    SpfResult result = SPF_NONE;
    const char *text = is_domain(domain) ? find_record(check, domain, &result) : NULL;

    if (!text)
        return result;
    if (!*check->verdict->record)
        text_set(&check->verdict->record, text);
    record = spf_record_parse(text);
    if (*record->fault) {
        fault(check, SPF_BAD_SYNTAX, record->fault);
        return SPF_PERMERROR;
    }
    return evaluate(check, record, domain);
}

/* RFC 7208 6.2: what cannot be found or read is as if it were not there. */
static void
find_explanation(Check *check, const char *domain)
{
    const DnsAnswer *answer;

    if (check->verdict->result != SPF_FAIL || !check->exp_domain || !*check->exp_domain)
        return;
    answer = dns_ask(check->dns, DNS_TXT, check->exp_domain);
    if (dns_count(answer) == 1 && spf_macro_is_valid(dns_text(answer, 0), SPF_EXPLANATION))
        text_take(&check->verdict->explanation, expand(check, dns_text(answer, 0), domain));
}

/* An IPv4-mapped address is one of IPv4 (RFC 7208 5). */
static GInetAddress *
read_client(const char *text)
{
    static const guint8 mapped[12] = {[10] = 0xff, [11] = 0xff};
    GInetAddress *address = g_inet_address_new_from_string(text);

    if (address && g_inet_address_get_family(address) == G_SOCKET_FAMILY_IPV6 &&
        memcmp(g_inet_address_to_bytes(address), mapped, sizeof(mapped)) == 0) {
        g_autoptr(GInetAddress) whole = address;
        const guint8 *bytes = g_inet_address_to_bytes(whole);

        return g_inet_address_new_from_bytes(bytes + sizeof(mapped), G_SOCKET_FAMILY_IPV4);
    }
    return address ? address : g_inet_address_new_any(G_SOCKET_FAMILY_IPV4);
}

static void
check_clear(Check *check)
{
    g_clear_object(&check->client);
    g_free(check->local);
    g_free(check->sender_domain);
    g_free(check->validated);
    g_free(check->exp_domain);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Check, check_clear)

/* RFC 7208 2.4, 4.3: who has no local part is the postmaster. */
static void
take_sender(Check *check, const char *sender, const char *helo)
{
    const char *at = strrchr(sender, '@');

    check->local =
        at && at > sender ? g_strndup(sender, (gsize)(at - sender)) : g_strdup("postmaster");
    check->sender_domain = g_strdup(at ? at + 1 : *sender ? sender : helo);
    check->helo = helo;
}

static SpfVerdict *
run(Check *check, const char *domain)
{
    SpfVerdict *verdict = g_new0(SpfVerdict, 1);

    verdict->where = g_strdup("");
    verdict->record = g_strdup("");
    verdict->mechanism = g_strdup("");
    verdict->explanation = g_strdup("");
    verdict->open = g_strdup("");
    check->verdict = verdict;
    check->own_domain = domain;
    verdict->result = check_domain(check, domain);
    find_explanation(check, domain);
    return verdict;
}

SpfVerdict *
spf_check_host(Dns *dns, const char *address, const char *domain, const char *sender,
               const char *helo)
{
    g_auto(Check) check = {.dns = dns, .client = read_client(address)};

    take_sender(&check, sender, helo);
    return run(&check, domain);
}

SpfVerdict *
spf_survey(Dns *dns, const char *domain)
{
    g_auto(Check) check = {.dns = dns, .is_survey = TRUE, .client = read_client("0.0.0.0")};

    take_sender(&check, domain, domain);
    return run(&check, domain);
}
