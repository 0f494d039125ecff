/* advicetext.c - the words of an advice, with the facts of the case filled in */

#include "analyzer/adviceset.h"

#include <stddef.h>
#include <string.h>

/* What stands in braces, and which of the facts it is. */
static const struct {
    const char *name;
    gsize offset;
} placeholders[PLACEHOLDER_COUNT] = {
    {"provider", offsetof(AdviceFacts, provider)},
    {"sender-domain", offsetof(AdviceFacts, sender_domain)},
    {"domain-argument", offsetof(AdviceFacts, sender_domain)},
    {"client-ip", offsetof(AdviceFacts, client_ip)},
    {"recipient", offsetof(AdviceFacts, recipient)},
    {"recipient-domain", offsetof(AdviceFacts, recipient_domain)},
};

static const char *
fact_of(const AdviceFacts *facts, guint placeholder)
{
    return *(const char *const *)((const char *)facts + placeholders[placeholder].offset);
}

guint
advice_placeholder(const char *name, gsize length)
{
    guint n = 0;

    while (n < PLACEHOLDER_COUNT &&
           (strncmp(name, placeholders[n].name, length) != 0 || placeholders[n].name[length]))
        n++;
    return n;
}

/* A copy of text with placeholders filled. */
static GString *
fill(const Advices *advices, const char *text, const AdviceFacts *facts)
{
    GString *filled = g_string_new(NULL);

    while (*text) {
        gsize plain = strcspn(text, "{");
        gsize length;
        guint n;
        const char *fact;

        g_string_append_len(filled, text, (gssize)plain);
        text += plain;
        if (!*text)
            break;
        length = strcspn(text, "}");
        n = advice_placeholder(text + 1, length - 1);
        fact = fact_of(facts, n);
        g_string_append(filled, *fact ? fact : advices->otherwise[n]);
        text += length + 1;
    }
    return filled;
}

static gboolean
begins_with_otherwise(const char *title, const AdviceFacts *facts)
{
    guint n =
        *title == '{' ? advice_placeholder(title + 1, strcspn(title + 1, "}")) : PLACEHOLDER_COUNT;

    return n < PLACEHOLDER_COUNT && !*fact_of(facts, n);
}

char *
advice_title(const Advices *advices, const Advice *advice, const AdviceFacts *facts)
{
    GString *title = fill(advices, advice->title, facts);

    if (begins_with_otherwise(advice->title, facts)) {
        gunichar capital = g_unichar_toupper(g_utf8_get_char(title->str));

        g_string_erase(title, 0, g_utf8_next_char(title->str) - title->str);
        g_string_prepend_unichar(title, capital);
    }
    return g_string_free(title, FALSE);
}

char **
advice_steps(const Advices *advices, const Advice *advice, const AdviceFacts *facts)
{
    GPtrArray *steps = g_ptr_array_new();

    for (guint i = 0; i < advice->steps->len; i++)
        g_ptr_array_add(
            steps, g_string_free(fill(advices, g_ptr_array_index(advice->steps, i), facts), FALSE));
    g_ptr_array_add(steps, NULL);
    return (char **)g_ptr_array_free(steps, FALSE);
}
