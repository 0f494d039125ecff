/* dkimcheck.c - the keys that the domain's signatures are checked with (RFC 6376) */

#include "diagnose/dkimkey.h"
#include "diagnose/inquiry.h"
#include "diagnose/selectors.h"

#include <string.h>

static char *
key_name(const Inquiry *inquiry, const char *selector)
{
    return g_strdup_printf("%s._domainkey.%s", selector, inquiry->sender->domain);
}

/* The name above all selectors: where it does not exist, none of them does (RFC 8020). */
static char *
parent_name(const Inquiry *inquiry)
{
    return g_strdup_printf("_domainkey.%s", inquiry->sender->domain);
}

/* The selectors that somebody named, else those that are usual. */
static const char *const *
candidates(const Inquiry *inquiry)
{
    if (*inquiry->sender->selectors)
        return (const char *const *)inquiry->sender->selectors;
    return selectors_known();
}

static const DnsAnswer *
ask_key(Inquiry *inquiry, const char *selector)
{
    g_autofree char *name = key_name(inquiry, selector);

    return dns_ask(inquiry->dns, DNS_TXT, name);
}

void
dkim_want(Inquiry *inquiry)
{
    g_autofree char *parent = parent_name(inquiry);

    dns_want(inquiry->dns, DNS_TXT, parent);
    for (const char *const *selector = candidates(inquiry); *selector; selector++) {
        g_autofree char *name = key_name(inquiry, *selector);

        dns_want(inquiry->dns, DNS_TXT, name);
    }
}

/* What is published for the selector, whatever its worth. */
static void
judge_usable(Inquiry *inquiry, const char *selector, const char *text, const DkimKey *key)
{
    if (!key->is_ed25519 && key->bits < DKIM_BITS_MIN)
        inquiry_add(inquiry, DKIM_SHORT, selector, text, key->bits);
    else if (!key->is_ed25519 && key->bits < DKIM_BITS_GOOD)
        inquiry_add(inquiry, DKIM_MEDIUM, selector, text, key->bits);
    else if (key->is_ed25519)
        inquiry_add(inquiry, DKIM_ED25519, selector, text, 0);
    else
        inquiry_add(inquiry, DKIM_RSA, selector, text, key->bits);
    if (key->is_testing)
        inquiry_add(inquiry, DKIM_TESTING, selector, text, 0);
}

static void
judge_key(Inquiry *inquiry, const char *selector, const char *text)
{
    static const FindingId ids[] = {
        [DKIM_KEY_SYNTAX] = DKIM_SYNTAX,       [DKIM_KEY_REVOKED] = DKIM_REVOKED,
        [DKIM_KEY_ALGORITHM] = DKIM_ALGORITHM, [DKIM_KEY_BROKEN] = DKIM_BROKEN,
        [DKIM_KEY_SERVICE] = DKIM_SERVICE,     [DKIM_KEY_HASH] = DKIM_HASH,
    };
    const DkimKey key = dkimkey_read(text);

    if (key.state == DKIM_KEY_USABLE)
        judge_usable(inquiry, selector, text, &key);
    else
        inquiry_add(inquiry, ids[key.state], selector, text, 0);
}

/* RFC 6376 3.6.2.2: what several records mean is not defined. */
static gboolean
judge_answer(Inquiry *inquiry, const char *selector, const DnsAnswer *answer)
{
    if (dns_count(answer) == 1)
        judge_key(inquiry, selector, dns_text(answer, 0));
    else if (dns_count(answer) > 1)
        inquiry_add(inquiry, DKIM_SEVERAL, selector, dns_text(answer, 0), dns_count(answer));
    else if (*answer->alias)
        inquiry_add(inquiry, DKIM_ALIAS, selector, answer->alias, 0);
    else
        return FALSE;
    return TRUE;
}

/* A selector that mail is known to be signed with must be there. */
static void
judge_named(Inquiry *inquiry, const char *selector)
{
    const DnsAnswer *answer = ask_key(inquiry, selector);

    if (!inquiry_failed(inquiry, answer, DKIM_UNANSWERED, selector) &&
        !judge_answer(inquiry, selector, answer))
        inquiry_add(inquiry, DKIM_MISSING, selector, inquiry->sender->domain, 0);
}

/* Whether the selector has nothing but a key that was taken back: usual after a change of keys. */
static gboolean
is_revoked(const DnsAnswer *answer)
{
    return dns_count(answer) == 1 && dkimkey_read(dns_text(answer, 0)).state == DKIM_KEY_REVOKED;
}

/* Behind an alias it is another name that does not exist. */
static gboolean
is_missing(const DnsAnswer *parent)
{
    return parent->status == DNS_NO_NAME && !*parent->alias;
}

/* Nothing under the usual names: that proves something only where there is no name at all. */
static void
judge_none(Inquiry *inquiry, guint asked)
{
    g_autofree char *parent = parent_name(inquiry);
    const DnsAnswer *answer = dns_ask(inquiry->dns, DNS_TXT, parent);

    if (is_missing(answer))
        inquiry_add(inquiry, DKIM_NONE, parent, dns_status_name(answer->status), 0);
    else if (!inquiry_failed(inquiry, answer, DKIM_UNANSWERED, parent))
        inquiry_add(inquiry, DKIM_UNKNOWN, parent, "", asked);
}

static gboolean
has_text(const DnsAnswer *answer, const char *text)
{
    for (guint i = 0; i < dns_count(answer); i++)
        if (g_str_equal(dns_text(answer, i), text))
            return TRUE;
    return FALSE;
}

/* A name that stands for all others ("*") answers for each selector as for the name above them. */
static gboolean
is_wildcard(const DnsAnswer *answer, const DnsAnswer *parent)
{
    guint alike = 0;

    for (guint i = 0; i < dns_count(answer); i++)
        alike += has_text(parent, dns_text(answer, i));
    return g_str_equal(answer->alias, parent->alias) && alike == dns_count(answer);
}

static void
judge_known(Inquiry *inquiry)
{
    g_autofree char *name = parent_name(inquiry);
    const DnsAnswer *parent = dns_ask(inquiry->dns, DNS_TXT, name);
    guint asked = 0, found = 0;

    for (const char *const *selector = selectors_known(); *selector; selector++, asked++) {
        const DnsAnswer *answer = ask_key(inquiry, *selector);

        found += !is_revoked(answer) && !is_wildcard(answer, parent) &&
                 judge_answer(inquiry, *selector, answer);
    }
    if (found == 0)
        judge_none(inquiry, asked);
}

/* Of the selectors that returned mail bears, older ones may have been taken back since. */
static void
judge_selectors(Inquiry *inquiry)
{
    const Sender *sender = inquiry->sender;

    for (guint i = 0; sender->selectors[i]; i++) {
        if (i == 0 || !sender->are_seen)
            judge_named(inquiry, sender->selectors[i]);
        else
            judge_answer(inquiry, sender->selectors[i], ask_key(inquiry, sender->selectors[i]));
    }
}

/* Whether mail is signed at all. Where there is no key either, that says it already. */
static void
judge_signatures(Inquiry *inquiry)
{
    const Sender *sender = inquiry->sender;
    g_autofree char *parent = parent_name(inquiry);

    if (sender->returned == 0 || is_missing(dns_ask(inquiry->dns, DNS_TXT, parent)))
        return;
    if (*sender->signers)
        inquiry_add(inquiry, DKIM_FOREIGN, sender->signers[0], sender->domain, 0);
    else
        inquiry_add(inquiry, DKIM_UNSIGNED, sender->domain, "", sender->returned);
}

void
dkim_judge(Inquiry *inquiry)
{
    if (*inquiry->sender->selectors) {
        judge_selectors(inquiry);
    } else {
        judge_known(inquiry);
        judge_signatures(inquiry);
    }
}
