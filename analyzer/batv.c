/* batv.c - addresses that we signed ourselves: Bounce Address Tag Validation */

#include "analyzer/batv.h"

#include "base/linefile.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>
#include <string.h>

#define PREFIX "prvs="
#define SECONDS_OF_DAY (24 * 60 * 60)
/* Days are counted modulo 1000; a tag that expires in more days than this expired before. */
#define DAYS 1000
#define DAYS_AHEAD 500

/* KDDDSSSSSS: number of the key, day of expiry, three bytes of HMAC in hex. */
#define NUMBER_DIGITS 1
#define DAY_DIGITS 3
#define HASH_DIGITS 6
#define TAG_LENGTH (NUMBER_DIGITS + DAY_DIGITS + HASH_DIGITS)

typedef struct {
    char number;
    char *secret;
} Key;

struct BatvKeys {
    const char *file; /* while it is read */
    GArray *keys;     /* of Key */
};

G_DEFINE_QUARK(bounces - batv - error - quark, batv_error)

static void
clear_key(gpointer data)
{
    Key *key = data;

    g_free(key->secret);
}

/* "0 secret": a secret may have spaces in it, but not at its ends. */
static gboolean
take_line(char *line, guint number, gpointer data, GError **error)
{
    BatvKeys *keys = data;
    Key key = {.number = line[0]};

    if (!g_ascii_isdigit(line[0]) || !g_ascii_isspace(line[1])) {
        g_set_error(error, BATV_ERROR, BATV_ERROR_LINE,
                    _("%s:%u: is no key: a line is its number, 0 to 9, a space, and the secret"),
                    keys->file, number);
        return FALSE;
    }
    key.secret = g_strdup(g_strchug(line + 1));
    g_array_append_val(keys->keys, key);
    /* cppcheck-suppress memleak ; the array owns the secret now */
    return TRUE;
}

/* A file that is not there is for the reading to tell. */
static gboolean
check_file(const char *file, GError **error)
{
    GStatBuf about;

    if (g_stat(file, &about) < 0 || !(about.st_mode & S_IRWXO))
        return TRUE;
    g_set_error(error, BATV_ERROR, BATV_ERROR_MODE,
                _("%s: has secrets in it, and everybody may read it: chmod o= %s"), file, file);
    return FALSE;
}

static gboolean
check_count(const BatvKeys *keys, GError **error)
{
    if (keys->keys->len > 0)
        return TRUE;
    g_set_error(error, BATV_ERROR, BATV_ERROR_EMPTY, _("%s: has no key in it"), keys->file);
    return FALSE;
}

BatvKeys *
batv_keys_load(const char *file, GError **error)
{
    g_autoptr(BatvKeys) keys = g_new0(BatvKeys, 1);

    keys->file = file;
    keys->keys = g_array_new(FALSE, FALSE, sizeof(Key));
    g_array_set_clear_func(keys->keys, clear_key);
    if (!check_file(file, error) || !linefile_each(file, take_line, keys, error) ||
        !check_count(keys, error))
        return NULL;
    return g_steal_pointer(&keys);
}

void
batv_keys_free(BatvKeys *keys)
{
    if (!keys)
        return;
    g_array_unref(keys->keys);
    g_free(keys);
}

/* The tag of address, and past it the address that was signed; NULL where it bears none. */
static const char *
find_tag(const char *address, const char **signed_address)
{
    const char *tag = address + strlen(PREFIX);

    if (g_ascii_strncasecmp(address, PREFIX, strlen(PREFIX)) != 0 || strlen(tag) <= TAG_LENGTH ||
        tag[TAG_LENGTH] != '=')
        return NULL;
    for (guint i = 0; i < TAG_LENGTH; i++)
        if (i < NUMBER_DIGITS + DAY_DIGITS ? !g_ascii_isdigit(tag[i]) : !g_ascii_isxdigit(tag[i]))
            return NULL;
    *signed_address = tag + TAG_LENGTH + 1;
    return tag;
}

static gboolean
is_current(const char *tag, gint64 when)
{
    gint64 expires = g_ascii_strtoll((char[]){tag[1], tag[2], tag[3], '\0'}, NULL, 10);
    gint64 left = (expires - when / SECONDS_OF_DAY % DAYS + DAYS) % DAYS;

    return when > 0 && left <= DAYS_AHEAD;
}

/* HMAC-SHA1 of key number, day and address, cut to three bytes. */
static gboolean
made(const Key *key, const char *tag, const char *address)
{
    g_autofree char *source = g_strdup_printf("%.*s%s", NUMBER_DIGITS + DAY_DIGITS, tag, address);
    g_autofree char *hash =
        g_compute_hmac_for_string(G_CHECKSUM_SHA1, (const guchar *)key->secret, strlen(key->secret),
                                  source, (gssize)strlen(source));

    return key->number == tag[0] &&
           g_ascii_strncasecmp(hash, tag + NUMBER_DIGITS + DAY_DIGITS, HASH_DIGITS) == 0;
}

/* As it is written, and in lower case: servers on the way do not always leave that alone. */
static gboolean
made_by_any(const BatvKeys *keys, const char *tag, const char *address)
{
    g_autofree char *lower = g_ascii_strdown(address, -1);

    for (guint i = 0; i < keys->keys->len; i++) {
        const Key *key = &g_array_index(keys->keys, Key, i);

        if (made(key, tag, address) || made(key, tag, lower))
            return TRUE;
    }
    return FALSE;
}

gboolean
batv_holds(const BatvKeys *keys, const char *address, gint64 when)
{
    const char *signed_address;
    const char *tag = find_tag(address, &signed_address);

    return tag && is_current(tag, when) && made_by_any(keys, tag, signed_address);
}
