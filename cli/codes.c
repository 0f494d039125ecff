/* codes.c - what the standards say that a code means (rules/codes.LANGUAGE) */

#include "cli/codes.h"

#include "cli/rulegroups.h"
#include "render/layout.h"

#include <glib/gi18n.h>
#include <string.h>

/* A code to look for; the best group so far is written into found. */
typedef struct {
    const char *code;        /* "5.7.1" or "550", as it is shown */
    const char *patterns[4]; /* "X.7.1", "X.7.X", "5.X.X": a finer one comes first */
    const char *provider;
    const char *registry; /* whose meaning it is, unless it is the provider's own */
    guint rank;           /* of the pattern that found; the number of patterns where none did */
    gboolean is_own;      /* what was found is the provider's own meaning */
    char *found;
} Search;

static gboolean
take_reply_code(const char **text, int *reply_code)
{
    const char *p = *text;

    if (!strchr("245", *p) || !g_ascii_isdigit(p[0]) || !g_ascii_isdigit(p[1]) ||
        !g_ascii_isdigit(p[2]) || g_ascii_isalnum(p[3]) || p[3] == '.')
        return FALSE;
    *reply_code = (p[0] - '0') * 100 + (p[1] - '0') * 10 + (p[2] - '0');
    *text = p + 3 + strspn(p + 3, " -\t");
    return TRUE;
}

gboolean
codes_parse(const char *text, int *reply_code, Status *status)
{
    gboolean found;

    *reply_code = 0;
    *status = (Status){0};
    text += strspn(text, " \t\r\n#(");
    found = take_reply_code(&text, reply_code);
    text += strspn(text, "#(");
    found = status_parse(text, status, &text) || found;
    return found && !text[strspn(text, " \t\r\n)")];
}

/* `5.7.1 "Delivery not authorized" (RFC 3463). The sender ...` Owned by the caller. */
static char *
describe(const Search *search, const RuleGroup *group)
{
    const char *name = rule_group_get(group, "Name");
    const char *meaning = rule_group_get(group, "Meaning");
    const char *source = rule_group_get(group, "Source");
    g_autofree char *quoted = name ? g_strdup_printf(_("\"%s\""), name) : NULL;

    if (rule_group_get(group, "Provider"))
        return g_strdup_printf("%s. %s", search->code, meaning);
    if (!quoted)
        return g_strdup_printf("%s (%s). %s", search->code, source, meaning);
    return g_strdup_printf("%s %s (%s). %s", search->code, quoted, source, meaning);
}

static gboolean
take_group(const RuleGroup *group, gpointer data, GError **error G_GNUC_UNUSED)
{
    Search *search = data;
    const char *code = rule_group_get(group, "Code");
    const char *provider = rule_group_get(group, "Provider");

    if (!code || (provider && !g_str_equal(provider, search->provider)))
        return TRUE;
    for (guint i = 0; i < search->rank + (provider != NULL); i++) {
        if (i < G_N_ELEMENTS(search->patterns) && search->patterns[i] &&
            g_str_equal(code, search->patterns[i])) {
            search->rank = i;
            search->is_own = provider != NULL;
            g_free(search->found);
            search->found = describe(search, group);
        }
    }
    return TRUE;
}

static gboolean
write_search(const char *language, Search *search, const RenderStyle *style, GString *out,
             GError **error)
{
    g_autofree char *file = g_strdup_printf("rules/codes.%s", language);
    g_autofree char *label = NULL;
    gboolean done;

    search->rank = G_N_ELEMENTS(search->patterns);
    done = rulegroups_each(file, TRUE, take_group, search, error);
    label = g_strdup_printf(_("%s: "), search->is_own
                                           ? provider_name(style->providers, search->provider)
                                           : search->registry);
    if (search->found)
        layout_paragraph(out, style, label, search->found, 0);
    g_free(search->found);
    return done;
}

gboolean
codes_write(const char *language, int reply_code, Status status, const char *provider,
            const RenderStyle *style, GString *out, GError **error)
{
    g_autofree char *number = g_strdup_printf("%d", reply_code);
    g_autofree char *dotted = status_to_string(status);
    g_autofree char *any = g_strdup_printf("X.%d.%d", status.subject, status.detail);
    g_autofree char *subject = g_strdup_printf("X.%d.X", status.subject);
    g_autofree char *class = g_strdup_printf("%d.X.X", status.class);
    Search by_status = {.code = dotted,
                        .patterns = {any, subject, class},
                        .provider = provider,
                        .registry = "IANA"};
    Search by_number = {
        .code = number, .patterns = {number}, .provider = provider, .registry = "SMTP"};

    if (status_is_set(status))
        return write_search(language, &by_status, style, out, error);
    return !reply_code || write_search(language, &by_number, style, out, error);
}
