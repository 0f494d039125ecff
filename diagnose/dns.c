/* dns.c - questions to name servers, many at once, over c-ares */

#include "diagnose/dns.h"

#include "base/text.h"
#include "diagnose/dnswire.h"

#include <ares.h>
#include <gio/gio.h>
#include <string.h>

/* A server that does not answer is asked again after so many milliseconds, so often. */
#define TRY_MILLISECONDS 2000
#define TRIES 3

/* What fits into a datagram on every path (DNS flag day 2020); longer answers come by TCP. */
#define EDNS_BYTES 1232

/* One question. */
typedef struct {
    Dns *dns;
    DnsType type;
    gboolean is_done;
    DnsAnswer answer;
} Question;

struct Dns {
    ares_channel channel; /* NULL where nobody is asked */
    gint64 deadline;      /* of g_get_monotonic_time() */
    gboolean has_answered;
    GHashTable *questions; /* "TYPE name" to Question */
};

G_DEFINE_QUARK(bounces - dns - error, dns_error)

static void
record_free(gpointer data)
{
    DnsRecord *record = data;

    g_free(record->text);
    g_free(record);
}

static void
question_free(gpointer data)
{
    Question *question = data;

    g_ptr_array_unref(question->answer.records);
    g_free(question->answer.alias);
    g_free(question);
}

Dns *
dns_new_closed(void)
{
    Dns *dns = g_new0(Dns, 1);

    dns->questions = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, question_free);
    return dns;
}

void
dns_free(Dns *dns)
{
    /* Calls back for what is still open, so that the questions must be there yet. */
    if (dns->channel) {
        ares_destroy(dns->channel);
        ares_library_cleanup();
    }
    g_hash_table_unref(dns->questions);
    g_free(dns);
}

/* Servers' failures are to be seen, not hidden behind asking the next one (NOCHECKRESP). */
static int
open_channel(Dns *dns)
{
    struct ares_options options = {
        .flags = ARES_FLAG_NOCHECKRESP | ARES_FLAG_EDNS,
        .timeout = TRY_MILLISECONDS,
        .tries = TRIES,
        .ednspsz = EDNS_BYTES,
    };
    int status = ares_library_init(ARES_LIB_INIT_ALL);

    if (status != ARES_SUCCESS)
        return status;
    status =
        ares_init_options(&dns->channel, &options,
                          ARES_OPT_FLAGS | ARES_OPT_TIMEOUTMS | ARES_OPT_TRIES | ARES_OPT_EDNSPSZ);
    if (status != ARES_SUCCESS)
        ares_library_cleanup();
    return status;
}

Dns *
dns_new(const char *servers, guint seconds, GError **error)
{
    g_autoptr(Dns) dns = dns_new_closed();
    int status = open_channel(dns);

    if (status != ARES_SUCCESS) {
        g_set_error(error, DNS_ERROR, DNS_ERROR_LIBRARY, "name servers: %s", ares_strerror(status));
        return NULL;
    }
    if (servers &&
        (!*servers || ares_set_servers_ports_csv(dns->channel, servers) != ARES_SUCCESS)) {
        g_set_error(error, DNS_ERROR, DNS_ERROR_SERVER,
                    "\"%s\" is no address of a name server, as 192.0.2.53 or [2001:db8::53]:5353",
                    servers);
        return NULL;
    }
    dns->deadline = g_get_monotonic_time() + (gint64)seconds * G_USEC_PER_SEC;
    return g_steal_pointer(&dns);
}

static DnsStatus
status_of(int ares_status)
{
    static const struct {
        int ares;
        DnsStatus status;
    } rows[] = {
        {ARES_SUCCESS, DNS_OK},           {ARES_ENODATA, DNS_NO_DATA},
        {ARES_ENOTFOUND, DNS_NO_NAME},    {ARES_EBADNAME, DNS_NO_NAME},
        {ARES_ESERVFAIL, DNS_SERVFAIL},   {ARES_EREFUSED, DNS_REFUSED},
        {ARES_ETIMEOUT, DNS_TIMEOUT},     {ARES_ECANCELLED, DNS_TIMEOUT},
        {ARES_EDESTRUCTION, DNS_TIMEOUT}, {ARES_EFORMERR, DNS_SERVFAIL},
        {ARES_ENOTIMP, DNS_SERVFAIL},     {ARES_ECONNREFUSED, DNS_UNREACHABLE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        if (rows[i].ares == ares_status)
            return rows[i].status;
    return DNS_MALFORMED;
}

static void
take_answer(void *data, int ares_status, int timeouts G_GNUC_UNUSED, unsigned char *bytes,
            int length)
{
    Question *question = data;
    DnsAnswer *answer = &question->answer;

    question->is_done = TRUE;
    answer->status = status_of(ares_status);
    question->dns->has_answered |= bytes != NULL;
    if (!bytes)
        return;
    if (!dnswire_read(bytes, (gsize)length, question->type, answer) && answer->records->len == 0)
        answer->status = DNS_MALFORMED;
    else if (answer->status == DNS_OK && answer->records->len == 0)
        answer->status = DNS_NO_DATA;
}

/* Name servers care for neither case nor the root's dot. Owned by the caller. */
static char *
make_key(DnsType type, const char *name)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);

    if (g_str_has_suffix(lower, "."))
        lower[strlen(lower) - 1] = '\0';
    return g_strdup_printf("%d %s", dnswire_type(type), lower);
}

/* The question so far, or a new one that is not sent yet. */
static Question *
find_question(Dns *dns, DnsType type, const char *name, gboolean *is_new)
{
    g_autofree char *key = make_key(type, name);
    Question *question = g_hash_table_lookup(dns->questions, key);

    *is_new = !question;
    if (question)
        return question;
    question = g_new0(Question, 1);
    question->dns = dns;
    question->type = type;
    question->answer.status = dns->channel ? DNS_TIMEOUT : DNS_NO_NAME;
    question->answer.records = g_ptr_array_new_with_free_func(record_free);
    question->answer.alias = g_strdup("");
    g_hash_table_insert(dns->questions, g_steal_pointer(&key), question);
    return question;
}

static gboolean
is_late(const Dns *dns)
{
    return g_get_monotonic_time() >= dns->deadline;
}

static Question *
send_question(Dns *dns, DnsType type, const char *name)
{
    gboolean is_new;
    Question *question = find_question(dns, type, name, &is_new);

    if (is_new && dns->channel && !is_late(dns))
        ares_query(dns->channel, name, 1, dnswire_type(type), take_answer, question);
    return question;
}

void
dns_want(Dns *dns, DnsType type, const char *name)
{
    send_question(dns, type, name);
}

/* Milliseconds that the library, or else the deadline, allows to wait. */
static int
waiting_time(Dns *dns)
{
    gint64 left = MAX(dns->deadline - g_get_monotonic_time(), 0);
    struct timeval most = {.tv_sec = left / G_USEC_PER_SEC, .tv_usec = left % G_USEC_PER_SEC};
    struct timeval space;
    const struct timeval *time = ares_timeout(dns->channel, &most, &space);

    return (int)(time->tv_sec * 1000 + (time->tv_usec + 999) / 1000);
}

/* Waits for something to come, and lets the library read and write. */
static void
process(Dns *dns)
{
    ares_socket_t sockets[ARES_GETSOCK_MAXNUM];
    GPollFD polled[ARES_GETSOCK_MAXNUM];
    int bits = ares_getsock(dns->channel, sockets, ARES_GETSOCK_MAXNUM);
    guint count = 0;

    for (; count < ARES_GETSOCK_MAXNUM; count++) {
        gboolean reads = ARES_GETSOCK_READABLE(bits, count);
        gboolean writes = ARES_GETSOCK_WRITABLE(bits, count);

        if (!reads && !writes)
            break;
        polled[count] =
            (GPollFD){.fd = sockets[count],
                      .events = (gushort)((reads ? G_IO_IN : 0) | (writes ? G_IO_OUT : 0))};
    }
    g_poll(polled, count, waiting_time(dns));
    for (guint i = 0; i < count; i++)
        ares_process_fd(dns->channel,
                        polled[i].revents & ~G_IO_OUT ? polled[i].fd : ARES_SOCKET_BAD,
                        polled[i].revents & G_IO_OUT ? polled[i].fd : ARES_SOCKET_BAD);
    ares_process_fd(dns->channel, ARES_SOCKET_BAD, ARES_SOCKET_BAD); /* what is overdue */
}

const DnsAnswer *
dns_ask(Dns *dns, DnsType type, const char *name)
{
    const Question *question = send_question(dns, type, name);

    while (dns->channel && !question->is_done) {
        gboolean is_last = is_late(dns); /* what came in meanwhile is read, and not waited for */

        process(dns);
        if (is_last)
            break;
    }
    return &question->answer;
}

void
dns_know(Dns *dns, DnsType type, const char *name, DnsStatus status)
{
    gboolean is_new;

    find_question(dns, type, name, &is_new)->answer.status = status;
}

void
dns_know_record(Dns *dns, DnsType type, const char *name, const char *text, guint preference)
{
    gboolean is_new;
    DnsAnswer *answer = &find_question(dns, type, name, &is_new)->answer;

    answer->status = DNS_OK;
    dnsanswer_add(answer, text, preference);
}

guint
dns_count(const DnsAnswer *answer)
{
    return answer->records->len;
}

const char *
dns_text(const DnsAnswer *answer, guint index)
{
    const DnsRecord *record = g_ptr_array_index(answer->records, index);

    return record->text;
}

gboolean
dns_failed(const DnsAnswer *answer)
{
    return answer->status > DNS_NO_NAME;
}

gboolean
dns_has_answered(const Dns *dns)
{
    return dns->has_answered;
}

const char *
dns_status_name(DnsStatus status)
{
    static const char *const names[] = {
        [DNS_OK] = "NOERROR",
        [DNS_NO_DATA] = "no such record",
        [DNS_NO_NAME] = "NXDOMAIN",
        [DNS_SERVFAIL] = "SERVFAIL",
        [DNS_REFUSED] = "REFUSED",
        [DNS_TIMEOUT] = "no answer in time",
        [DNS_UNREACHABLE] = "name server not reachable",
        [DNS_MALFORMED] = "malformed answer",
    };

    return names[status];
}

char *
dns_reverse(const char *address, const char *suffix_ipv4, const char *suffix_ipv6)
{
    g_autoptr(GInetAddress) parsed = g_inet_address_new_from_string(address);
    gboolean is_ipv4;
    GString *name;

    if (!parsed)
        return g_strdup("");

    const guint8 *bytes = g_inet_address_to_bytes(parsed);
    name = g_string_new(NULL);
    is_ipv4 = g_inet_address_get_family(parsed) == G_SOCKET_FAMILY_IPV4;
    for (gsize i = g_inet_address_get_native_size(parsed); i > 0; i--) {
        guint byte = bytes[i - 1];

        if (is_ipv4)
            g_string_append_printf(name, "%s%u", name->len ? "." : "", byte);
        else
            g_string_append_printf(name, "%s%x.%x", name->len ? "." : "", byte & 15, byte >> 4);
    }
    g_string_append(name, is_ipv4 ? suffix_ipv4 : suffix_ipv6);
    return g_string_free(name, FALSE);
}
