/* boxes.c - tests of mailboxes that are read again and again: what comes, and what does not */

#include "mailbox/mailbox.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define HEAD "From: a@example.org\nSubject: "

static char *folder;
static char *place; /* where the mailbox was read to */

static char *
below(const char *name)
{
    return g_build_filename(folder, name, NULL);
}

static void
put(const char *name, const char *subject)
{
    g_autofree char *path = below(name);
    g_autofree char *text = g_strdup_printf(HEAD "%s\n\nText\n", subject);

    g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

static void
append(const char *name, const char *text)
{
    g_autofree char *path = below(name);
    int fd = open(path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);

    g_assert_cmpint(write(fd, text, strlen(text)), ==, (gssize)strlen(text));
    close(fd);
}

static char *
place_of(const char *name G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
    return g_strdup(place);
}

static void
add_letter(GString *all, const Mailbox *mailbox, const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    g_autofree char *text = g_strndup(bytes, length);
    const char *subject = strstr(text, "Subject: ") + strlen("Subject: ");

    g_string_append_printf(all, "%s%s%.*s", all->len ? " " : "",
                           mailbox_is_again(mailbox) ? "again:" : "", (int)strcspn(subject, "\n"),
                           subject);
    g_free(place);
    place = g_strdup(mailbox_place(mailbox)->place);
    g_assert_cmpuint(strlen(place), <, 200);
}

/* Reads at most limit letters; returns their subjects, or the error. */
static char *
read_some(const char *location, gint64 since, guint limit)
{
    const MailboxOptions options = {
        .cap = MAILBOX_MESSAGE_CAP, .place_of = place_of, .since = since};
    g_autoptr(GError) error = NULL;
    g_autoptr(Mailbox) mailbox = mailbox_open_with(location, &options, &error);
    GString *all = g_string_new("");

    while (limit--) {
        g_autoptr(Letter) letter = mailbox_next(mailbox, &error);

        if (!letter)
            break;
        add_letter(all, mailbox, letter);
    }
    if (error)
        g_string_append_printf(all, "!%s", error->message);
    return g_string_free(all, FALSE);
}

static void
check(const char *location, guint limit, const char *wanted)
{
    g_autofree char *got = read_some(location, 0, limit);

    g_assert_cmpstr(got, ==, wanted);
}

static void
set_up(void)
{
    folder = g_dir_make_tmp("boxes-XXXXXX", NULL);
    place = g_strdup("");
}

static void
remove_all(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    const char *name;

    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *inner = g_build_filename(path, name, NULL);

        remove_all(inner);
    }
    g_remove(path);
}

static void
tear_down(void)
{
    remove_all(folder);
    g_clear_pointer(&folder, g_free);
    g_clear_pointer(&place, g_free);
}

static char *
make_maildir(void)
{
    static const char *const parts[] = {"cur", "new", "tmp"};

    for (guint i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autofree char *path = below(parts[i]);

        g_mkdir(path, 0700);
    }
    return g_strconcat("maildir:", folder, NULL);
}

static void
move(const char *from, const char *to)
{
    g_autofree char *old = below(from);
    g_autofree char *new = below(to);

    g_assert_cmpint(g_rename(old, new), ==, 0);
}

static void
set_age(const char *name, int days)
{
    g_autofree char *path = below(name);
    const struct timespec times[] = {{0, UTIME_OMIT},
                                     {g_get_real_time() / G_USEC_PER_SEC - days * 86400, 0}};

    g_assert_cmpint(utimensat(AT_FDCWD, path, times, 0), ==, 0);
}

/* What comes in later is read later, however old it is; what is marked is known. */
static void
test_maildir(void)
{
    g_autofree char *location = NULL;

    set_up();
    location = make_maildir();
    put("new/2", "one");
    g_usleep(20000);
    put("new/1", "two");
    g_usleep(20000);
    check(location, 9, "one two");
    check(location, 9, "");
    put("tmp/3", "three");
    set_age("tmp/3", 400);
    move("tmp/3", "cur/3:2,S");
    check(location, 9, "again:three");
    g_usleep(20000);
    move("new/1", "cur/1:2,S");
    check(location, 9, "again:two");
    put("new/4", "four");
    check(location, 9, "four");
    tear_down();
}

/* A reader that ends anywhere goes on there. */
static void
test_maildir_resume(void)
{
    g_autofree char *location = NULL;
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    guint rounds = 0;

    set_up();
    location = make_maildir();
    for (guint i = 0; i < 50; i++) { /* many of the same tick */
        g_autofree char *name = g_strdup_printf("new/%u", i);

        put(name, name);
    }
    for (;;) {
        g_autofree char *got = read_some(location, 0, 20);
        g_auto(GStrv) subjects = g_strsplit(got, " ", -1);

        g_assert_cmpuint(rounds++, <, 50);
        for (guint i = 0; subjects[i]; i++)
            g_hash_table_add(
                seen, g_strdup(subjects[i] +
                               (g_str_has_prefix(subjects[i], "again:") ? strlen("again:") : 0)));
        if (!*got)
            break;
    }
    g_assert_cmpuint(g_hash_table_size(seen), ==, 50);
    tear_down();
}

static void
test_maildir_since(void)
{
    g_autofree char *location = NULL;
    g_autofree char *got = NULL;

    set_up();
    location = make_maildir();
    put("new/1", "old");
    put("new/2", "young");
    set_age("new/1", 40);
    got = read_some(location, g_get_real_time() / G_USEC_PER_SEC - 30 * 86400, 9);
    g_assert_cmpstr(got, ==, "young");
    tear_down();
}

/* Places that fit nowhere: all is read again, and known to be. */
static void
test_maildir_anew(void)
{
    static const char *const strange[] = {"again", "4102444800000000000 1 1", "-1 1 1", "1"};

    for (guint i = 0; i < G_N_ELEMENTS(strange); i++) {
        g_autofree char *location = NULL;

        set_up();
        location = make_maildir();
        put("new/1", "one");
        g_free(place);
        place = g_strdup(strange[i]);
        check(location, 9, "again:one");
        check(location, 9, "");
        tear_down();
    }
}

/* Between the listing, which comes with the first letter, and their turn. */
static void
mark_and_remove(void)
{
    g_autofree char *gone = below("new/3");

    move("new/2", "cur/2:2,S");
    move("cur/4:2,", "cur/4:2,FS");
    g_assert_cmpint(g_remove(gone), ==, 0);
}

/* What somebody reads or marks meanwhile is not lost, nor counted twice. */
static void
test_maildir_renamed(void)
{
    static const char *const names[] = {"new/1", "new/2", "new/22", "new/3", "cur/4:2,"};
    g_autofree char *location = NULL;
    const MailboxOptions options = {.cap = MAILBOX_MESSAGE_CAP};
    g_autoptr(GString) all = g_string_new("");

    set_up();
    location = make_maildir();
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        put(names[i], names[i]);
        g_usleep(20000);
    }
    {
        g_autoptr(Mailbox) mailbox = mailbox_open_with(location, &options, NULL);

        for (guint i = 0; i < 4; i++) {
            g_autoptr(GError) error = NULL;
            g_autoptr(Letter) letter = mailbox_next(mailbox, &error);

            g_assert_no_error(error);
            add_letter(all, mailbox, letter);
            if (i == 0)
                mark_and_remove();
        }
        g_assert_null(mailbox_next(mailbox, NULL));
    }
    g_assert_cmpstr(all->str, ==, "new/1 new/2 new/22 cur/4:2,");
    put("new/5", "new/5");
    check(location, 9, "again:new/2 again:cur/4:2, new/5");
    tear_down();
}

/* Marks a message and takes the mark off again, as long as it is told to. */
static gpointer
keep_renaming(gpointer data)
{
    gint *is_done = data;

    while (!g_atomic_int_get(is_done)) {
        move("cur/1:2,", "cur/1:2,S");
        move("cur/1:2,S", "cur/1:2,");
    }
    return NULL;
}

/* Not even where it is renamed all the time: what is missed then is seen by the next run. */
static void
test_maildir_restless(void)
{
    g_autofree char *location = NULL;
    gint is_done = FALSE;
    GThread *thread;
    guint missed = 0;

    set_up();
    location = make_maildir();
    put("cur/1:2,", "one");
    thread = g_thread_new("restless", keep_renaming, &is_done);
    for (guint i = 0; i < 5000; i++) {
        g_autofree char *got = NULL;

        *place = '\0';
        got = read_some(location, 0, 9);
        g_assert_true(!*got || g_str_equal(got, "one"));
        missed += !*got;
    }
    g_test_message("missed %u times", missed);
    g_atomic_int_set(&is_done, TRUE);
    g_thread_join(thread);
    *place = '\0';
    check(location, 9, "one");
    tear_down();
}

static void
test_maildir_missing(void)
{
    g_autofree char *location = NULL;
    g_autofree char *got = NULL;

    set_up();
    location = g_strconcat("maildir:", folder, NULL);
    got = read_some(location, 0, 9);
    g_assert_nonnull(strstr(got, "/cur: No such file or directory"));
    tear_down();
}

#define MAIL(subject) "From a@example.org Mon Jan  1 00:00:00 2024\n" HEAD subject "\n\nText\n\n"

static void
test_mbox(void)
{
    g_autofree char *location = NULL;
    g_autofree char *path = NULL;

    set_up();
    path = below("mbox");
    location = g_strconcat("mbox:", path, NULL);
    append("mbox", "");
    check(location, 9, "");
    append("mbox", MAIL("one"));
    check(location, 9, "one");
    append("mbox", MAIL("two") MAIL("three"));
    check(location, 1, "two");
    check(location, 9, "three");
    check(location, 9, "");

    /* Somebody is writing. */
    append("mbox", MAIL("four") "From a@example.org Mon Jan  1 00:00:00 2024\n" HEAD "fi");
    check(location, 9, "four");
    append("mbox", "ve\n\nText\n\n");
    check(location, 9, "five");

    /* Somebody takes letters out. */
    g_assert_true(g_file_set_contents(path, MAIL("two") MAIL("six"), -1, NULL));
    check(location, 9, "again:two again:six");
    append("mbox", MAIL("seven"));
    check(location, 9, "seven");

    g_assert_true(g_file_set_contents(path, "", -1, NULL));
    check(location, 9, "");
    append("mbox", MAIL("eight"));
    check(location, 9, "again:eight");
    tear_down();
}

int
main(int argc, char **argv)
{
    g_setenv("LC_ALL", "C", TRUE);
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/boxes/maildir", test_maildir);
    g_test_add_func("/boxes/maildir/resume", test_maildir_resume);
    g_test_add_func("/boxes/maildir/since", test_maildir_since);
    g_test_add_func("/boxes/maildir/anew", test_maildir_anew);
    g_test_add_func("/boxes/maildir/renamed", test_maildir_renamed);
    g_test_add_func("/boxes/maildir/restless", test_maildir_restless);
    g_test_add_func("/boxes/maildir/missing", test_maildir_missing);
    g_test_add_func("/boxes/mbox", test_mbox);
    return g_test_run();
}
