/* ours.c - did the message that came back come from us? */

#include "analyzer/ours.h"

#include "analyzer/verp.h"
#include "parsers/address.h"

#include <gio/gio.h>
#include <string.h>

OwnMail *
ownmail_new(void)
{
    OwnMail *own = g_new0(OwnMail, 1);

    own->domains = g_ptr_array_new_with_free_func(g_free);
    own->verp_patterns = g_ptr_array_new_with_free_func(g_free);
    return own;
}

void
ownmail_free(OwnMail *own)
{
    if (!own)
        return;
    g_ptr_array_unref(own->domains);
    g_ptr_array_unref(own->verp_patterns);
    batv_keys_free(own->batv_keys);
    sentlog_free(own->sent_log);
    g_free(own);
}

char *
ours_domain(const char *domain)
{
    g_autofree char *ascii = g_hostname_to_ascii(domain);

    return g_ascii_strdown(ascii ? ascii : domain, -1);
}

/* Proof. */

/* A list writes to the address that was asked for, which may lead to another. */
static gboolean
fits_recipient(const Event *event, const char *pattern)
{
    return verp_fits(pattern, event->return_path, event->recipient) ||
           verp_fits(pattern, event->return_path, event->original_recipient);
}

static gboolean
bears_our_tag(const Event *event, const OwnMail *own)
{
    if (!*event->return_path)
        return FALSE;
    for (guint i = 0; i < own->verp_patterns->len; i++)
        if (fits_recipient(event, g_ptr_array_index(own->verp_patterns, i)))
            return TRUE;
    return own->batv_keys && batv_holds(own->batv_keys, event->return_path, event->received);
}

static gboolean
is_proven(const Event *event, const OwnMail *own)
{
    return bears_our_tag(event, own) ||
           (own->sent_log && sentlog_has(own->sent_log, event->original.message_id));
}

/* Signs. */

/* example.org has mail.example.org too. */
static gboolean
is_within(const char *host, const char *domain)
{
    gsize host_length = strlen(host);
    gsize length = strlen(domain);

    return g_str_has_suffix(host, domain) &&
           (host_length == length || host[host_length - length - 1] == '.');
}

static gboolean
is_our_domain(const OwnMail *own, const char *host)
{
    g_autofree char *name = ours_domain(host);

    for (guint i = 0; *name && i < own->domains->len; i++)
        if (is_within(name, g_ptr_array_index(own->domains, i)))
            return TRUE;
    return FALSE;
}

/* "News of the house <news.example.org>" (RFC 2919); its domain is the list's whole name. */
static gboolean
is_our_list(const OwnMail *own, const char *list_id)
{
    const char *open = strrchr(list_id, '<');
    const char *start = open ? open + 1 : list_id;
    g_autofree char *name = g_strndup(start, strcspn(start, "> \t"));

    return is_our_domain(own, name);
}

static gboolean
names_our_domain(const Event *event, const OwnMail *own)
{
    g_autofree char *author = address_of_author(event->original.from);

    if (is_our_domain(own, address_domain(author)) ||
        is_our_domain(own, address_domain(event->original.message_id)) ||
        is_our_list(own, event->original.list_id))
        return TRUE;
    for (char **host = event->sent_by; *host; host++)
        if (is_our_domain(own, *host))
            return TRUE;
    return FALSE;
}

/* Some return the subject alone, or a Message-ID, which the sender's provider may have made. */
static gboolean
has_author(const Event *event)
{
    return strchr(event->original.from, '@') != NULL;
}

Ours
ours_of(const Event *event, const OwnMail *own)
{
    if (own && is_proven(event, own))
        return OURS_YES;
    if (!own || own->domains->len == 0)
        return OURS_UNKNOWN;
    if (names_our_domain(event, own))
        return OURS_LIKELY;
    return has_author(event) ? OURS_NO : OURS_UNKNOWN;
}

void
ours_judge(Event *event, const OwnMail *own)
{
    Ours now = ours_of(event, own);

    if (event->ours != OURS_YES && now != OURS_UNKNOWN)
        event->ours = now;
}
