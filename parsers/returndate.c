/* returndate.c - until when somebody is away */

#include "parsers/returndate.h"

#include "parsers/phrase.h"
#include "parsers/writtendate.h"

#include <string.h>

/* How far behind "until" and the like a date may stand: "until, and including, Monday the". */
#define CUE_REACH 60

/* Words behind which the end of an absence is named, folded. */
static const struct {
    const char *words;
    gboolean in_range; /* only behind another date: "from 3 to 7 May" */
    const char *with;  /* counts only where this word follows soon, NULL: always */
} cues[] = {
    {"jusqu'a", FALSE, NULL}, /* and jusqu'au */
    {"retour", FALSE, NULL},
    {"rentr", FALSE, NULL}, /* je rentre, rentrerai */
    {"reprendrai", FALSE, NULL},
    {"reviendrai", FALSE, NULL},
    {"reouvr", FALSE, NULL},
    {"joignable a partir du ", FALSE, NULL},
    {"disponible a partir du ", FALSE, NULL},
    {"a partir du ", FALSE, "nouveau"},
    {"au ", TRUE, NULL},
    {"until ", FALSE, NULL},
    {"till ", FALSE, NULL},
    {"til ", FALSE, NULL},
    {"through ", FALSE, NULL},
    {"thru ", FALSE, NULL},
    {"back ", FALSE, NULL},
    {"return", FALSE, NULL},
    {"reopen", FALSE, NULL},
    {"available again", FALSE, NULL},
    {"to ", TRUE, NULL},
    {"and ", TRUE, NULL}, /* between 3 and 7 May */
    {"bis ", FALSE, NULL},
    {"zuruck ", FALSE, NULL},
    {"wieder ", FALSE, NULL},
    {"ab ", FALSE, "wieder"},
    {"hasta ", FALSE, NULL},
    {"regres", FALSE, NULL}, /* regreso, regresare */
    {"volver", FALSE, NULL}, /* volvere, volveremos */
    {"vuelta", FALSE, NULL},
    {"reincorpor", FALSE, NULL},
    {"al ", TRUE, NULL},
    {"fino al ", FALSE, NULL},
    {"fino a ", FALSE, NULL},
    {"fino all'", FALSE, NULL},
    {"sino al ", FALSE, NULL},
    {"rientr", FALSE, NULL}, /* rientro, rientrero */
    {"tornero ", FALSE, NULL},
    {"all'", TRUE, NULL},
    {"tot ", FALSE, NULL},
    {"t/m ", FALSE, NULL},
    {"terug ", FALSE, NULL},
    {"vanaf ", FALSE, "weer"},
    {"ate ", FALSE, NULL},
    {"a ", TRUE, NULL},
    {"- ", TRUE, NULL},
    {"-", TRUE, NULL},
};

/* "soon. Next": the point behind a number or a short word ends no sentence ("7. Mai", "Mo. 7.") */
static gboolean
ends_sentence(const char *start, const char *at)
{
    const char *word = at;

    if (!strchr(".!?", *at) || at[1] != ' ')
        return FALSE;
    if (*at != '.')
        return TRUE;
    while (word > start && g_ascii_isalnum(word[-1]))
        word--;
    return at - word > 3 && !g_ascii_isdigit(at[-1]);
}

/* The date that stands behind a cue, in the same sentence. */
static gboolean
find_behind(const char *cue, const char *start, const Writing *writing, GDate *date)
{
    for (const char *at = start; *at && at - start < CUE_REACH; at++) {
        if (ends_sentence(cue, at))
            return FALSE;
        if (g_ascii_isalnum(*at) && (at == cue || !g_ascii_isalnum(at[-1])) &&
            writtendate_read(at, writing, date))
            return TRUE;
    }
    return FALSE;
}

/* The date behind "to" in a range; a weekday may stand before it. */
static gboolean
read_range_end(const char *text, const Writing *writing, GDate *date)
{
    gsize word = 0;

    text = writtendate_skip_joint(text);
    if (writtendate_read(text, writing, date))
        return TRUE;
    while (g_ascii_isalpha(text[word]))
        word++;
    text += word;
    text += strspn(text, ". ");
    text = writtendate_skip_joint(text);
    return word > 0 && writtendate_read(text, writing, date);
}

/* Whether a day or a date stands right before at: "3 to 7 May", "3 May - 7 May". */
static gboolean
follows_date(const char *text, const char *at)
{
    const char *end = at, *start;

    while (end > text && strchr(" .,", end[-1]))
        end--;
    for (start = end; start > text && g_ascii_isalnum(start[-1]);)
        start--;
    return start < end && (g_ascii_isdigit(*start) || writtendate_at_month(start));
}

/* The latest of the days that words of this cue lead to. */
static void
read_cue(const char *text, gsize cue, const Writing *writing, GDate *latest)
{
    gsize length = strlen(cues[cue].words);

    for (const char *at = phrase_find(text, cues[cue].words); at;
         at = phrase_find(at + 1, cues[cue].words)) {
        const char *with = cues[cue].with ? phrase_find(at, cues[cue].with) : at;
        GDate date;

        if (!with || with - at > 2 * CUE_REACH || (cues[cue].in_range && !follows_date(text, at)))
            continue;
        if (cues[cue].in_range ? !read_range_end(at + length, writing, &date)
                               : !find_behind(at, at + length, writing, &date))
            continue;
        if (!g_date_valid(latest) || g_date_compare(&date, latest) > 0)
            *latest = date;
    }
}

char *
returndate_find(const char *text, const char *written)
{
    Writing writing = writing_from_header(written);
    GDate latest;

    g_date_clear(&latest, 1);
    for (gsize i = 0; i < G_N_ELEMENTS(cues); i++)
        read_cue(text, i, &writing, &latest);
    if (!g_date_valid(&latest))
        return g_strdup("");
    return g_strdup_printf("%04u-%02u-%02u", g_date_get_year(&latest), g_date_get_month(&latest),
                           g_date_get_day(&latest));
}
