/* ruledrafts.c - rules for words that no rule knows, for an administrator to complete */

#include "analyzer/ruledrafts.h"

#include "analyzer/evidence.h"
#include "analyzer/likeness.h"
#include "parsers/smtpreply.h"

#include <string.h>

/* Words of the pattern that a name is made of, and its longest. */
#define ID_WORDS 4
#define ID_MAX 50

typedef struct {
    char *id;
    char *provider; /* "" is any */
    char *pattern;
    GRegex *regex;
    char *example;
} Draft;

struct RuleDrafts {
    Rules *rules;
    GPtrArray *drafts;
};

static void
draft_free(gpointer data)
{
    Draft *draft = data;

    g_free(draft->id);
    g_free(draft->provider);
    g_free(draft->pattern);
    g_clear_pointer(&draft->regex, g_regex_unref);
    g_free(draft->example);
    g_free(draft);
}
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Draft, draft_free)

RuleDrafts *
ruledrafts_new(Rules *rules)
{
    RuleDrafts *drafts = g_new0(RuleDrafts, 1);

    drafts->rules = rules;
    drafts->drafts = g_ptr_array_new_with_free_func(draft_free);
    return drafts;
}

void
ruledrafts_free(RuleDrafts *drafts)
{
    if (!drafts)
        return;
    g_ptr_array_unref(drafts->drafts);
    g_free(drafts);
}

/* "550 5.7.1 Zorglub at user@example.net": as a log has it. */
static char *
make_example(const Event *event)
{
    g_auto(Likeness) likeness = {0};
    g_autofree char *status = status_to_string(event->status);
    GString *example = g_string_new("");

    likeness_of(event->text, event->recipient, &likeness);
    if (event->reply_code)
        g_string_append_printf(example, "%d ", event->reply_code);
    /* X.0.0 is mostly who reports, not who refused (evidence.c) */
    if (event->reply_code && (event->status.subject || event->status.detail))
        g_string_append_printf(example, "%s ", status);
    g_string_append(example, likeness.sample);
    return g_strchomp(g_string_free(example, FALSE));
}

/* Of what rules_check will read in the example, which need not be all of it. */
static char *
make_pattern(const SmtpReply *reply)
{
    g_auto(Likeness) likeness = {0};

    likeness_of(reply->text, "", &likeness);
    return likeness_pattern(likeness.key);
}

/* A provider is a condition where the example leaves it open, or shows the same. */
static char *
make_provider(const RuleDrafts *drafts, const Event *event, const SmtpReply *reply)
{
    Evidence evidence;

    evidence_from_reply(drafts->rules, reply, "", &evidence);
    return g_strdup(!*evidence.provider || g_str_equal(evidence.provider, event->provider)
                        ? event->provider
                        : "");
}

static gboolean
has_id(const RuleDrafts *drafts, const char *id)
{
    for (guint i = 0; i < drafts->drafts->len; i++)
        if (g_str_equal(((const Draft *)g_ptr_array_index(drafts->drafts, i))->id, id))
            return TRUE;
    return rules_find(drafts->rules, id) != NULL;
}

/* "google-account-is-over"; "mine-..." where any provider may say it. */
static char *
make_stem(const char *provider, const char *pattern)
{
    GString *stem = g_string_new(*provider ? provider : "mine");
    g_auto(GStrv) words = g_str_tokenize_and_fold(pattern, "en", NULL);
    guint taken = 0;

    for (char **word = words; *word && taken < ID_WORDS && stem->len < ID_MAX; word++) {
        if (!g_ascii_isalpha(**word) || !g_str_is_ascii(*word))
            continue;
        g_string_append_printf(stem, "-%s", *word);
        taken++;
    }
    return g_string_free(stem, FALSE);
}

static char *
make_id(const RuleDrafts *drafts, const char *provider, const char *pattern)
{
    g_autofree char *stem = make_stem(provider, pattern);
    char *id = g_strdup(stem);

    for (guint n = 2; has_id(drafts, id); n++) {
        g_free(id);
        id = g_strdup_printf("%s-%u", stem, n);
    }
    return id;
}

static gboolean
holds(const Draft *draft, const char *provider, const char *text)
{
    return (!*draft->provider || g_str_equal(draft->provider, provider)) &&
           g_regex_match(draft->regex, text, 0, NULL);
}

/* The draft that is asked before, and would win that text. */
static const Draft *
find_earlier(const RuleDrafts *drafts, const char *provider, const char *text)
{
    for (guint i = 0; i < drafts->drafts->len; i++) {
        const Draft *draft = g_ptr_array_index(drafts->drafts, i);

        if (holds(draft, provider, text))
            return draft;
    }
    return NULL;
}

/* NULL where there are no words that both the example and the event have. */
static Draft *
make_draft(const RuleDrafts *drafts, const Event *event, const SmtpReply *reply,
           const char *example)
{
    g_autoptr(Draft) draft = g_new0(Draft, 1);

    draft->provider = make_provider(drafts, event, reply);
    draft->pattern = make_pattern(reply);
    draft->regex = g_regex_new(draft->pattern, G_REGEX_CASELESS, 0, NULL);
    if (!*draft->pattern || !draft->regex || !holds(draft, event->provider, reply->text) ||
        !holds(draft, event->provider, event->text))
        return NULL;
    draft->id = make_id(drafts, draft->provider, draft->pattern);
    draft->example = g_strdup(example);
    return g_steal_pointer(&draft);
}

static void
write_draft(const Draft *draft, Reason reason, GString *out)
{
    g_string_append_printf(out, "Rule: %s\n", draft->id);
    if (*draft->provider)
        g_string_append_printf(out, "Provider: %s\n", draft->provider);
    g_string_append_printf(out, "Text: %s\nReason: %s\nExample: %s\n", draft->pattern,
                           reason_name(reason), draft->example);
}

void
ruledrafts_add(RuleDrafts *drafts, const Event *event, GString *out)
{
    g_autofree char *example = make_example(event);
    g_auto(SmtpReply) reply = {0};
    const Draft *earlier;
    Draft *draft;

    smtpreply_parse(example, &reply);
    earlier = find_earlier(drafts, event->provider, reply.text);
    if (earlier) {
        g_string_append_printf(out, "# Rule %s holds for these, too: %s\n", earlier->id, example);
        return;
    }
    draft = make_draft(drafts, event, &reply, example);
    if (draft) {
        write_draft(draft, event->reason, out);
        g_ptr_array_add(drafts->drafts, draft);
    } else {
        g_string_append_printf(out, "# No words to go by: %s\n", example);
    }
}
