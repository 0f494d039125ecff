/* taglist.c - "v=DMARC1; p=none": the tag-lists of DKIM, DMARC, MTA-STS and TLS-RPT */

#include "diagnose/taglist.h"

#include <string.h>

typedef struct {
    char *name;
    char *value;
} Tag;

struct TagList {
    GPtrArray *tags; /* of Tag */
};

static void
tag_free(gpointer data)
{
    Tag *tag = data;

    g_free(tag->name);
    g_free(tag->value);
    g_free(tag);
}

void
taglist_free(TagList *list)
{
    g_ptr_array_unref(list->tags);
    g_free(list);
}

static const Tag *
find_tag(const TagList *list, const char *name)
{
    for (guint i = 0; i < list->tags->len; i++) {
        const Tag *tag = g_ptr_array_index(list->tags, i);

        if (g_str_equal(tag->name, name))
            return tag;
    }
    return NULL;
}

/* tag-name = ALPHA *ALNUMPUNC; MTA-STS and TLS-RPT allow "-" and "." too. */
static gboolean
is_name(const char *name)
{
    gsize length = 0;

    if (!g_ascii_isalpha(*name))
        return FALSE;
    while (g_ascii_isalnum(name[length]) || (name[length] && strchr("_-.", name[length])))
        length++;
    return name[length] == '\0';
}

/* tag-spec = [FWS] tag-name [FWS] "=" [FWS] tag-value [FWS] */
static gboolean
take_tag(TagList *list, const char *text)
{
    const char *equals = strchr(text, '=');
    Tag *tag;

    if (!equals)
        return FALSE;
    tag = g_new0(Tag, 1);
    tag->name = g_strstrip(g_strndup(text, (gsize)(equals - text)));
    tag->value = g_strstrip(g_strdup(equals + 1));
    if (is_name(tag->name) && !find_tag(list, tag->name)) {
        g_ptr_array_add(list->tags, tag);
        return TRUE;
    }
    tag_free(tag);
    return FALSE;
}

static gboolean
is_blank(const char *text)
{
    return text[strspn(text, " \t\r\n")] == '\0';
}

/* More tags than anybody has a use for. */
#define TAGS_MAX 64

TagList *
taglist_parse(const char *text)
{
    g_autoptr(TagList) list = g_new0(TagList, 1);
    g_auto(GStrv) specs = g_strsplit(text, ";", TAGS_MAX);

    list->tags = g_ptr_array_new_with_free_func(tag_free);
    for (guint i = 0; specs[i]; i++) {
        gboolean is_end = i > 0 && !specs[i + 1] && is_blank(specs[i]);

        if (!is_end && !take_tag(list, specs[i]))
            return NULL;
    }
    return list->tags->len > 0 ? g_steal_pointer(&list) : NULL;
}

const char *
taglist_get(const TagList *list, const char *name, const char *fallback)
{
    const Tag *tag = find_tag(list, name);

    return tag ? tag->value : fallback;
}

gboolean
taglist_begins(const TagList *list, const char *name, const char *value)
{
    const Tag *first = list->tags->len > 0 ? g_ptr_array_index(list->tags, 0) : NULL;

    return first && g_str_equal(first->name, name) && g_str_equal(first->value, value);
}

gboolean
taglist_value_has(const char *value, const char *separators, const char *word)
{
    g_auto(GStrv) words = g_strsplit_set(value, separators, -1);

    for (char **each = words; *each; each++)
        if (g_ascii_strcasecmp(g_strstrip(*each), word) == 0)
            return TRUE;
    return FALSE;
}

gboolean
taglist_is(const char *text, const char *version)
{
    const char *rest;

    text += strspn(text, " \t");
    if (*text != 'v')
        return FALSE;
    rest = text + 1 + strspn(text + 1, " \t");
    if (*rest != '=')
        return FALSE;
    rest += 1 + strspn(rest + 1, " \t");
    if (!g_str_has_prefix(rest, version))
        return FALSE;
    rest += strlen(version);
    rest += strspn(rest, " \t");
    return *rest == ';' || *rest == '\0';
}
