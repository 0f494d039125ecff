/* source.c - the letters of one reader's share, one after the other */

#include "scan/source.h"

#include "base/text.h"
#include "mailbox/mailbox.h"
#include "scan/box.h"
#include "scan/lines.h"

#include <glib/gi18n.h>
#include <string.h>
#include <unistd.h>

/* Where letters come from: messages, or lines. */
typedef struct {
    gpointer (*open)(Source *source, const char *location, GError **error);
    Letter *(*next)(gpointer supply, GError **error);
    void (*close)(gpointer supply);
} Supply;

/*
 * A place is "LOCATION NUMBER IDENTITY": which of the plan's locations, how many letters of the
 * file, and which file and state of it that was. The first is for the same run only.
 */
struct Source {
    const ScanPlan *plan;
    const ScanStart *start;
    const SourceHooks *hooks;
    Box *box; /* of an account; then nothing below counts */
    const Supply *supply;
    gpointer letters;    /* the supply's; NULL between locations */
    guint location;      /* index of the next to be opened */
    gboolean is_passing; /* files up to start->after are not opened */
    char *path;          /* of the file that is read */
    char *identity;
    gboolean is_again; /* the file can be read again from its beginning */
    gboolean is_several;
    gboolean is_torn; /* a pipe, and a reader before this one may have taken from it */
    guint64 number;   /* letters of the file that came so far */
    guint64 done;     /* of these were known before */
    WirePlace place;
};

static gpointer open_mail(Source *source, const char *location, GError **error);
static gpointer open_lines(Source *source, const char *location, GError **error);

static Letter *
next_mail(gpointer letters, GError **error)
{
    return mailbox_next(letters, error);
}

static void
close_mail(gpointer letters)
{
    mailbox_free(letters);
}

static Letter *
next_line(gpointer letters, GError **error)
{
    return lines_next(letters, error);
}

static void
close_lines(gpointer letters)
{
    lines_free(letters);
}

static const Supply mail_supply = {open_mail, next_mail, close_mail};
static const Supply line_supply = {open_lines, next_line, close_lines};

Source *
source_new(const ScanPlan *plan, const ScanStart *start, const SourceHooks *hooks, char *secret)
{
    Source *source = g_new0(Source, 1);

    source->plan = plan;
    source->start = start;
    source->hooks = hooks;
    source->supply = plan->is_jsonl ? &line_supply : &mail_supply;
    source->path = g_strdup("");
    source->identity = g_strdup("");
    wire_place_set(&source->place, "", "");
    if (plan->account)
        source->box = box_new(plan, start, hooks, secret);
    else if (*start->after->folder) {
        source->location = (guint)g_ascii_strtoull(start->after->place, NULL, 10);
        source->is_passing = TRUE;
    }
    return source;
}

void
source_free(Source *source)
{
    if (!source)
        return;
    box_free(source->box);
    if (source->letters)
        source->supply->close(source->letters);
    g_free(source->path);
    g_free(source->identity);
    wire_place_clear(&source->place);
    g_free(source);
}

/* Which files. */

/* A file that has changed has another. */
static char *
identity_of(const struct stat *about)
{
    if (!about)
        return g_strdup("-");
    return g_strdup_printf("%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT ".%ld:%" G_GINT64_FORMAT,
                           (guint64)about->st_ino, (gint64)about->st_mtim.tv_sec,
                           about->st_mtim.tv_nsec, (gint64)about->st_size);
}

/* TRUE for a file that was done before the reader was started again. */
static gboolean
is_passed(Source *source, const char *name)
{
    gboolean is_last = source->is_passing && g_str_equal(name, source->start->after->folder);

    if (!source->is_passing)
        return FALSE;
    source->is_passing = !is_last;
    return !is_last || !source->start->after_lasts;
}

static void
enter_file(Source *source, char *name, const struct stat *about)
{
    g_free(source->path);
    g_free(source->identity);
    source->path = name;
    source->identity = identity_of(about);
    source->is_again = about && S_ISREG(about->st_mode);
    source->is_several = FALSE;
    source->is_torn = source->start->is_careful && !source->is_again;
    source->number = 0;
    source->done = 0;
}

/* A MailboxWants. */
static gboolean
wants(const char *path, const struct stat *about, gpointer data)
{
    Source *source = data;
    g_autofree char *name = NULL;

    if (g_str_hash(path) % source->plan->shares != source->start->share)
        return FALSE;
    name = text_to_utf8(path, strlen(path));
    if (is_passed(source, name))
        return FALSE;
    enter_file(source, g_steal_pointer(&name), about);
    return TRUE;
}

static gpointer
open_mail(Source *source, const char *location, GError **error)
{
    const MailboxOptions options = {.cap = source->plan->cap, .wants = wants, .data = source};

    return mailbox_open_with(location, &options, error);
}

static gpointer
open_lines(Source *source, const char *location, GError **error)
{
    return lines_open(location, wants, source, error);
}

static gboolean
open_location(Source *source, GError **error)
{
    const char *location = source->plan->locations[source->location];

    if (g_str_equal(location, "-") && source->plan->stdin_start >= 0)
        lseek(STDIN_FILENO, source->plan->stdin_start, SEEK_SET);
    source->letters = source->supply->open(source, location, error);
    if (!source->letters)
        source->location++;
    return source->letters != NULL;
}

/*
 * At its end, a location in which the last file that was done did not turn up is read anew: who
 * moved or removed that file must not hide the ones behind it.
 */
static void
close_location(Source *source)
{
    source->supply->close(source->letters);
    source->letters = NULL;
    if (!source->is_passing)
        source->location++;
    source->is_passing = FALSE;
}

/* Which letters. */

static void
set_place(Source *source)
{
    g_autofree char *place = g_strdup_printf("%u %" G_GUINT64_FORMAT " %s", source->location,
                                             source->number, source->identity);

    wire_place_set(&source->place, source->path, place);
}

/* How many letters of this very file the place says are done. */
static guint64
count_done(const Source *source, const char *place)
{
    g_auto(GStrv) words = g_strsplit(place, " ", 3);

    if (g_strv_length(words) != 3 || !g_str_equal(words[2], source->identity))
        return 0;
    return g_ascii_strtoull(words[1], NULL, 10);
}

/* The second letter of a file shows that there are several: so does the name of the first. */
static void
look_at_first(Source *source, const Letter *letter)
{
    g_autofree char *place = NULL;

    source->is_several = letter && !g_str_equal(letter->source, source->path);
    if (!source->is_several || !source->is_again)
        return;
    place = source->hooks->ask(source->path, source->hooks->data);
    source->done = count_done(source, place);
}

static gboolean
is_to_skip(const Source *source)
{
    for (guint i = 0; i < source->start->skip->len; i++) {
        const WirePlace *place = g_ptr_array_index(source->start->skip, i);

        if (g_str_equal(place->folder, source->place.folder) &&
            g_str_equal(place->place, source->place.place))
            return TRUE;
    }
    return FALSE;
}

GQuark
source_error_quark(void)
{
    return g_quark_from_static_string("bounces-source-error");
}

static Letter *
fail_torn(Source *source, GError **error)
{
    source->is_torn = FALSE;
    set_place(source);
    g_set_error(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER,
                _("%s: cannot be read again from its beginning, so that messages may be missing; "
                  "import it from a file"),
                source->path);
    return NULL;
}

Letter *
source_next(Source *source, GError **error)
{
    if (source->box)
        return box_next(source->box, error);
    while (source->letters || source->plan->locations[source->location]) {
        GError *spoilt = NULL;
        g_autoptr(Letter) letter = NULL;

        if (!source->letters && !open_location(source, error))
            return NULL;
        if (source->is_torn)
            return fail_torn(source, error);
        letter = source->supply->next(source->letters, &spoilt);
        if (!letter && !spoilt) {
            close_location(source);
            continue;
        }
        if (source->number++ == 0)
            look_at_first(source, letter);
        set_place(source);
        if (source->number <= source->done || is_to_skip(source)) {
            g_clear_error(&spoilt);
            continue;
        }
        if (spoilt)
            g_propagate_error(error, spoilt);
        return g_steal_pointer(&letter);
    }
    return NULL;
}

const WirePlace *
source_place(const Source *source)
{
    return source->box ? box_place(source->box) : &source->place;
}

gboolean
source_lasts(const Source *source)
{
    return source->box || (source->is_several && source->is_again);
}

int
source_socket(const Source *source)
{
    return source->box ? box_socket(source->box) : -1;
}

void
source_keep_alive(Source *source)
{
    if (source->box)
        box_keep_alive(source->box);
}

gint64
source_ahead(const Source *source)
{
    return source->box ? box_ahead(source->box) : 0;
}

gboolean
source_is_again(const Source *source)
{
    return source->box && box_is_again(source->box);
}

Letter *
source_more(Source *source, GError **error)
{
    return box_more(source->box, error);
}

gboolean
source_settle(Source *source, const char *folder, const GPtrArray *places, const After *after,
              GError **error)
{
    return box_settle(source->box, folder, places, after, error);
}

static char *
file_folder(const Source *source)
{
    const char *location = source->plan->locations[source->location];
    g_autofree char *name = text_to_utf8(location, strlen(location));

    if (source->is_several || g_str_equal(name, "-"))
        return g_strdup(source->path);
    return g_str_equal(name, source->path) ? g_path_get_dirname(name) : g_steal_pointer(&name);
}

char *
source_folder(const Source *source)
{
    return source->box ? g_strdup(box_place(source->box)->folder) : file_folder(source);
}
