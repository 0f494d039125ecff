/* dmarc.c - a DMARC record taken apart (RFC 7489 6.3) */

#include "diagnose/dmarc.h"

#include "base/text.h"
#include "diagnose/taglist.h"

#include <string.h>

#define VERSION "DMARC1"

/* More addresses than these are not looked at; receivers need heed two (RFC 7489 6.2). */
#define RUA_MAX 5

gboolean
dmarc_is(const char *text)
{
    return taglist_is(text, VERSION);
}

static gboolean
read_policy(const char *value, DmarcPolicy *policy)
{
    static const char *const names[] = {"none", "quarantine", "reject"};

    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        if (g_ascii_strcasecmp(value, names[i]) == 0) {
            *policy = (DmarcPolicy)i;
            return TRUE;
        }
    }
    return FALSE;
}

static gboolean
read_mode(const char *value, gboolean *is_strict)
{
    *is_strict = g_ascii_strcasecmp(value, "s") == 0;
    return *is_strict || g_ascii_strcasecmp(value, "r") == 0;
}

/* pct= is a number up to 100. */
static gboolean
read_percent(const char *value, guint *percent)
{
    *percent = (guint)g_ascii_strtoull(value, NULL, 10);
    return *value && strlen(value) <= 3 && strspn(value, "0123456789") == strlen(value) &&
           *percent <= 100;
}

/* dmarc-uri, with "!10m" behind it taken off; what is not mailto: is left alone. */
static gboolean
read_rua(const char *value, char ***rua)
{
    g_auto(GStrv) uris = g_strsplit(value, ",", RUA_MAX + 1);
    g_autoptr(GPtrArray) addresses = g_ptr_array_new_with_free_func(g_free);
    gboolean is_well = TRUE;

    for (guint i = 0; i < RUA_MAX && uris[i]; i++) {
        const char *uri = g_strstrip(uris[i]);
        g_autofree char *address = NULL;

        if (text_has_prefix(uri, "mailto:")) {
            uri += strlen("mailto:");
            address = g_strndup(uri, strcspn(uri, "!"));
            is_well &= strchr(address, '@') != NULL;
            g_ptr_array_add(addresses, g_steal_pointer(&address));
        } else {
            is_well &= strchr(uri, ':') != NULL;
        }
    }
    g_ptr_array_add(addresses, NULL);
    *rua = g_strdupv((char **)addresses->pdata);
    return is_well;
}

/* The first tag whose value is none of its kind; NULL where all are well. */
static const char *
read_tags(Dmarc *dmarc, const TagList *tags)
{
    const char *policy = taglist_get(tags, "p", "");
    const char *rua = taglist_get(tags, "rua", NULL);

    if (!taglist_begins(tags, "v", VERSION))
        return "v";
    if (!read_policy(policy, &dmarc->policy))
        return "p";
    if (!read_policy(taglist_get(tags, "sp", policy), &dmarc->subdomains))
        return "sp";
    if (!read_mode(taglist_get(tags, "aspf", "r"), &dmarc->is_strict_spf))
        return "aspf";
    if (!read_mode(taglist_get(tags, "adkim", "r"), &dmarc->is_strict_dkim))
        return "adkim";
    if (!read_percent(taglist_get(tags, "pct", "100"), &dmarc->percent))
        return "pct";
    if (rua) {
        g_clear_pointer(&dmarc->rua, g_strfreev);
        if (!read_rua(rua, &dmarc->rua))
            return "rua";
    }
    return NULL;
}

Dmarc *
dmarc_parse(const char *text, const char **fault)
{
    g_autoptr(TagList) tags = taglist_parse(text);
    g_autoptr(Dmarc) dmarc = g_new0(Dmarc, 1);

    dmarc->rua = g_new0(char *, 1);
    *fault = tags ? read_tags(dmarc, tags) : "";
    return *fault ? NULL : g_steal_pointer(&dmarc);
}

void
dmarc_free(Dmarc *dmarc)
{
    g_strfreev(dmarc->rua);
    g_free(dmarc);
}
