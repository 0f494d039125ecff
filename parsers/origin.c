/* origin.c - who sent the message that came back: hosts that say so, and the address it bore */

#include "parsers/origin.h"

#include "base/text.h"
#include "parsers/address.h"

#include <string.h>

/* More servers on its way than a message outlives (RFC 5321 6.3), and the longest host name. */
#define HOSTS_MAX 32
#define HOST_MAX 255

/* More signatures than those of a sender, its service and a list or two. */
#define KEYS_MAX 8

/* Bytes of the host name at text; dots at its end are not its own. */
static gsize
host_length(const char *text)
{
    gsize length = 0;

    while (g_ascii_isalnum(text[length]) || (text[length] & 0x80) ||
           (text[length] && strchr("-._", text[length])))
        length++;
    while (length > 0 && text[length - 1] == '.')
        length--;
    return length;
}

/* A name without a dot is nobody's but its neighbours'. */
static void
add_host(Notice *notice, const char *text)
{
    gsize length = host_length(text);

    if (length == 0 || length > HOST_MAX || !memchr(text, '.', length) ||
        notice->sent_by->len == HOSTS_MAX)
        return;

    g_autofree char *lower = g_ascii_strdown(text, (gssize)length);
    g_autofree char *host = text_to_utf8(lower, length);
    if (!g_ptr_array_find_with_equal_func(notice->sent_by, host, g_str_equal, NULL))
        g_ptr_array_add(notice->sent_by, g_steal_pointer(&host));
}

/* Where white space or the text's beginning stands before the word, past it and what follows. */
static const char *
find_word(const char *text, const char *word)
{
    gsize length = strlen(word);

    for (const char *found = text_find(text, word); found; found = text_find(found + 1, word))
        if (found == text || g_ascii_isspace(found[-1]))
            return found + length + strspn(found + length, " \t\r\n");
    return NULL;
}

static void
take_received(Notice *notice, const char *value)
{
    const char *host = find_word(value, "by ");

    if (host)
        add_host(notice, host);
}

/* The tag of that name in "v=1; d=example.org; s=..."; NULL where there is none. */
static const char *
find_tag(const char *value, char name)
{
    for (const char *tag = value; tag; tag = strchr(tag, ';')) {
        tag += strspn(tag, "; \t\r\n");
        if (g_ascii_tolower(tag[0]) == name) {
            const char *equals = tag + 1 + strspn(tag + 1, " \t\r\n");

            if (*equals == '=')
                return equals + 1 + strspn(equals + 1, " \t\r\n");
        }
    }
    return NULL;
}

/* The name that the key is published under (RFC 6376 3.6.2.1). */
static void
add_key(Original *original, const char *selector, const char *domain)
{
    gsize selector_length = host_length(selector), domain_length = host_length(domain);
    guint count = g_strv_length(original->dkim_keys);
    g_autofree char *key = NULL;
    g_autofree char *lower = NULL;

    if (selector_length == 0 || domain_length == 0 || count == KEYS_MAX ||
        selector_length + domain_length > HOST_MAX)
        return;
    key = g_strdup_printf("%.*s._domainkey.%.*s", (int)selector_length, selector,
                          (int)domain_length, domain);
    lower = g_ascii_strdown(key, -1);
    original->dkim_keys = g_renew(char *, original->dkim_keys, count + 2);
    original->dkim_keys[count] = text_to_utf8(lower, strlen(lower));
    original->dkim_keys[count + 1] = NULL;
}

static void
take_signature(Notice *notice, const char *value)
{
    const char *domain = find_tag(value, 'd');
    const char *selector = find_tag(value, 's');

    if (domain)
        add_host(notice, domain);
    if (domain && selector)
        add_key(&notice->original, selector, domain);
}

static void
take_sender(Notice *notice, const char *value)
{
    g_autofree char *address = address_of_author(value);

    add_host(notice, address_domain(address));
}

static const struct {
    const char *name;
    void (*take)(Notice *notice, const char *value);
} fields[] = {
    {"Received", take_received},
    {"DKIM-Signature", take_signature},
    {"Sender", take_sender},
};

void
origin_take_field(Notice *notice, const char *name, const char *value)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (g_ascii_strcasecmp(name, fields[i].name) == 0)
            fields[i].take(notice, value);
}

/* Where servers write whom they deliver the notice to, those who keep the envelope's first. */
static const char *const return_fields[] = {
    "X-Original-To", "Envelope-To", "X-Envelope-To", "Delivered-To", "To",
};

/* What tags are set apart by, the surer sign first: VERP and BATV have "=" in them. */
static const char tag_signs[] = "=+";

static gboolean
bears(const char *address, char sign)
{
    const char *at = strrchr(address, '@');

    return at && memchr(address, sign, (gsize)(at - address));
}

static void
choose_tagged(Notice *notice, const GPtrArray *addresses)
{
    for (const char *sign = tag_signs; *sign; sign++)
        for (guint i = 0; i < addresses->len; i++)
            if (bears(g_ptr_array_index(addresses, i), *sign)) {
                text_set(&notice->return_path, g_ptr_array_index(addresses, i));
                return;
            }
}

void
origin_read_return_path(Notice *notice, const Mail *mail)
{
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);

    g_ptr_array_add(addresses, g_strdup(notice->envelope_from));
    for (gsize i = 0; i < G_N_ELEMENTS(return_fields); i++) {
        g_autofree char *value = mail_header(mail, return_fields[i]);

        g_ptr_array_add(addresses, address_find(value, NULL));
    }
    choose_tagged(notice, addresses);
}
