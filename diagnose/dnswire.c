/* dnswire.c - a name server's answer taken apart (RFC 1035 4.1) */

#include "diagnose/dnswire.h"

#include "base/text.h"

#include <ares.h>
#include <arpa/inet.h>
#include <string.h>

#define HEADER 12  /* bytes before the question */
#define QUESTION 4 /* bytes behind a question's name: type and class */
#define FIXED 10   /* bytes behind a record's name: type, class, TTL, length of the data */
#define CLASS_IN 1

/* The answer, and where in it the reader stands. */
typedef struct {
    const guint8 *bytes;
    gsize length;
    gsize at;
} Wire;

/* A record's data, within the wire. */
typedef struct {
    const Wire *wire;
    const guint8 *data;
    gsize length;
} Data;

static guint
number_at(const guint8 *bytes)
{
    return (guint)(bytes[0] << 8 | bytes[1]);
}

/* The name at a place, compressed or not, and how many bytes it takes there; NULL for none. */
static char *
name_at(const Wire *wire, const guint8 *place, gsize *taken)
{
    char *expanded = NULL;
    long length = 0;

    if (ares_expand_name(place, wire->bytes, (int)wire->length, &expanded, &length) != ARES_SUCCESS)
        return NULL;
    *taken = (gsize)length;

    char *name = g_strdup(expanded);
    ares_free_string(expanded);
    return name;
}

static char *
read_address(const Data *data, int family, gsize length)
{
    char text[INET6_ADDRSTRLEN];

    if (data->length != length || !inet_ntop(family, data->data, text, sizeof(text)))
        return NULL;
    return g_strdup(text);
}

static char *
read_a(const Data *data, guint *preference G_GNUC_UNUSED)
{
    return read_address(data, AF_INET, sizeof(struct in_addr));
}

static char *
read_aaaa(const Data *data, guint *preference G_GNUC_UNUSED)
{
    return read_address(data, AF_INET6, sizeof(struct in6_addr));
}

static char *
read_name(const Data *data, guint *preference G_GNUC_UNUSED)
{
    gsize taken;

    return data->length > 0 ? name_at(data->wire, data->data, &taken) : NULL;
}

static char *
read_mx(const Data *data, guint *preference)
{
    gsize taken;

    if (data->length < 3)
        return NULL;
    *preference = number_at(data->data);
    return name_at(data->wire, data->data + 2, &taken);
}

/*
 * The strings are joined without anything between them (RFC 7208 3.3, RFC 6376 3.6.2.2). A NUL must
 * not make a bad record look well: it becomes a byte that is no character either.
 */
static char *
read_txt(const Data *data, guint *preference G_GNUC_UNUSED)
{
    g_autoptr(GString) joined = g_string_new(NULL);
    gsize at = 0;

    while (at < data->length) {
        gsize length = data->data[at];

        if (length > data->length - at - 1)
            return NULL;
        g_string_append_len(joined, (const char *)data->data + at + 1, (gssize)length);
        at += 1 + length;
    }
    for (at = 0; at < joined->len; at++)
        if (joined->str[at] == '\0')
            joined->str[at] = '\x81';
    return text_to_utf8(joined->str, joined->len);
}

static const struct {
    guint number;
    char *(*read)(const Data *data, guint *preference);
} types[] = {
    [DNS_A] = {1, read_a},    [DNS_AAAA] = {28, read_aaaa}, [DNS_CNAME] = {5, read_name},
    [DNS_MX] = {15, read_mx}, [DNS_PTR] = {12, read_name},  [DNS_TXT] = {16, read_txt},
};

int
dnswire_type(DnsType type)
{
    return (int)types[type].number;
}

void
dnsanswer_add(DnsAnswer *answer, const char *text, guint preference)
{
    DnsRecord *record;

    if (answer->records->len >= DNS_RECORDS_MAX)
        return;
    record = g_new0(DnsRecord, 1);
    record->text = g_strdup(text);
    record->preference = preference;
    g_ptr_array_add(answer->records, record);
}

/* A record of the type that was asked for, or an alias on the way to it. */
static gboolean
take_data(const Data *data, guint number, DnsType type, DnsAnswer *answer)
{
    guint preference = 0;
    g_autofree char *text = NULL;

    if (number == types[DNS_CNAME].number) {
        text = read_name(data, NULL);
        if (text)
            text_set(&answer->alias, text);
    } else if (number == types[type].number) {
        text = types[type].read(data, &preference);
        if (text)
            dnsanswer_add(answer, text, preference);
    } else {
        return TRUE;
    }
    return text != NULL;
}

/* Skips a name and what must follow it; NULL where the wire ends before, else what follows. */
static const guint8 *
skip_name(Wire *wire, gsize behind)
{
    gsize taken;
    g_autofree char *name =
        wire->at < wire->length ? name_at(wire, wire->bytes + wire->at, &taken) : NULL;

    if (!name || taken > wire->length - wire->at || behind > wire->length - wire->at - taken)
        return NULL;
    wire->at += taken + behind;
    return wire->bytes + wire->at - behind;
}

static gboolean
take_record(Wire *wire, DnsType type, DnsAnswer *answer)
{
    const guint8 *fixed = skip_name(wire, FIXED);
    Data data = {.wire = wire};

    if (!fixed)
        return FALSE;
    data.data = wire->bytes + wire->at;
    data.length = number_at(fixed + 8);
    if (data.length > wire->length - wire->at)
        return FALSE;
    wire->at += data.length;
    return number_at(fixed + 2) != CLASS_IN || take_data(&data, number_at(fixed), type, answer);
}

gboolean
dnswire_read(const guint8 *bytes, gsize length, DnsType type, DnsAnswer *answer)
{
    Wire wire = {.bytes = bytes, .length = length, .at = HEADER};

    if (length < HEADER)
        return FALSE;
    for (guint left = number_at(bytes + 4); left > 0; left--)
        if (!skip_name(&wire, QUESTION))
            return FALSE;
    for (guint left = number_at(bytes + 6); left > 0; left--)
        if (!take_record(&wire, type, answer))
            return FALSE;
    return TRUE;
}
