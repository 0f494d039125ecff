/* subjects.c - events without the subjects of mail, where these are not to be stored */

#include "scan/subjects.h"

#include "base/text.h"

#include <string.h>

#define HIDDEN "***"

/* A shorter subject is a part of too many words. */
#define SUBJECT_MIN 3

/* The words may be broken into lines, and have had other apostrophes. Owned by the caller. */
static char *
make_pattern(const char *subject)
{
    g_auto(GStrv) words = g_strsplit(subject, " ", -1);
    g_autoptr(GString) pattern = g_string_new("");

    for (char **word = words; *word; word++) {
        g_autofree char *escaped = g_regex_escape_string(*word, -1);

        g_string_append_printf(pattern, "%s%s", pattern->len ? "\\s+" : "", escaped);
    }
    g_string_replace(pattern, "’", "'", 0);
    g_string_replace(pattern, "'", "(?:'|’)", 0);
    return g_strdup_printf("(?<!\\w)%s(?!\\w)", pattern->str);
}

static void
hide(char **text, const GRegex *regex)
{
    char *hidden = g_regex_replace_literal(regex, *text, -1, 0, HIDDEN, 0, NULL);

    if (hidden)
        text_take(text, hidden);
}

static void
hide_subject(Event *event, const char *written)
{
    g_autofree char *subject = text_squeeze(written);
    g_autofree char *pattern = make_pattern(subject);
    g_autoptr(GRegex) regex = NULL;

    if (g_utf8_strlen(subject, -1) < SUBJECT_MIN)
        return;
    regex = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
    if (!regex)
        return;
    hide(&event->text, regex);
    hide(&event->diagnostic, regex);
}

/* Ours, as an automatic reply repeats it behind its own words and others' "Re:". */
static void
hide_answered(Event *event)
{
    const char *colon = strchr(event->notice_subject, ':');

    for (; colon; colon = strchr(colon + 1, ':'))
        hide_subject(event, colon + 1);
}

void
subjects_drop(Event *event)
{
    hide_subject(event, event->original.subject);
    if (event->type == EVENT_AUTO_REPLY)
        hide_answered(event);
    text_set(&event->notice_subject, "");
    text_set(&event->original.subject, "");
}
