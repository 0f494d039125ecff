/* mailbox.c - tests of mailbox/ */

#include "mailbox/mailbox.h"

#include <glib-unix.h>
#include <glib/gstdio.h>

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define DATE "Mon Jan  1 00:00:00 2024"
#define FROM "From a@example.org " DATE

static char *folder; /* each test gets an empty one */

static void
set_up(void)
{
    folder = g_dir_make_tmp("mailbox-XXXXXX", NULL);
    g_assert_nonnull(folder);
}

static void
remove_all(const char *path)
{
    g_autoptr(GDir) dir = NULL;
    const char *name;

    if (!g_file_test(path, G_FILE_TEST_IS_SYMLINK))
        dir = g_dir_open(path, 0, NULL);
    while (dir && (name = g_dir_read_name(dir))) {
        g_autofree char *below = g_build_filename(path, name, NULL);

        remove_all(below);
    }
    g_remove(path);
}

static void
tear_down(void)
{
    remove_all(folder);
    g_clear_pointer(&folder, g_free);
}

/* Makes the file and the folders above it. */
static void
put(const char *name, const char *bytes, gssize length)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);
    g_autofree char *above = g_path_get_dirname(path);

    g_assert_cmpint(g_mkdir_with_parents(above, 0700), ==, 0);
    g_assert_true(g_file_set_contents(path, bytes, length, NULL));
}

static void
put_link(const char *name, const char *target)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    g_assert_cmpint(symlink(target, path), ==, 0);
}

/* A path without the folder of the test. */
static const char *
below(const char *path)
{
    return g_str_has_prefix(path, folder) ? path + strlen(folder) : path;
}

static void
add_letter(GString *all, const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);

    g_string_append_printf(all, "%s%s{", below(letter->source), letter->truncated ? "~" : "");
    g_string_append_len(all, bytes, length);
    g_string_append_c(all, '}');
}

/* All that a mailbox gives: "SOURCE{BYTES}" (SOURCE~ where it was cut) and "!ERROR". */
static char *
read_all(const char *location, gsize cap)
{
    GString *all = g_string_new("");
    g_autoptr(GError) error = NULL;
    g_autoptr(Mailbox) mailbox = mailbox_open(location, cap, &error);

    while (mailbox) {
        g_autoptr(Letter) letter = mailbox_next(mailbox, &error);

        if (letter)
            add_letter(all, letter);
        else if (!error)
            break;
        else {
            g_assert_error(error, MAILBOX_ERROR, MAILBOX_ERROR_LETTER);
            g_string_append_printf(all, "!%s", below(error->message));
            g_clear_error(&error);
        }
    }
    if (error) {
        g_assert_error(error, MAILBOX_ERROR, MAILBOX_ERROR_OPEN);
        g_string_append_printf(all, "!!%s", below(error->message));
    }
    return g_string_free(all, FALSE);
}

static char *
read_below(const char *name, gsize cap)
{
    g_autofree char *path = g_build_filename(folder, name, NULL);

    return read_all(path, cap);
}

typedef struct {
    const char *bytes;
    const char *expected;
} Row;

static void
check_files(const Row *rows, gsize count, gsize cap)
{
    for (; count; count--, rows++) {
        g_autofree char *all = NULL;

        set_up();
        put("m", rows->bytes, -1);
        all = read_below("m", cap);
        g_assert_cmpstr(all, ==, rows->expected);
        tear_down();
    }
}

static void
test_single(void)
{
    static const Row rows[] = {
        {"A: b\n\nc\n", "/m{A: b\n\nc\n}"},
        {"A: b\r\n\r\nc\r\n", "/m{A: b\r\n\r\nc\r\n}"},
        {"A: b\r\rc\r", "/m{A: b\r\rc\r}"},
        {"no mail, no line end", "/m{no mail, no line end}"},
        {"\n\nA: b\n", "/m{\n\nA: b\n}"},
        {"", "!/m: is empty"},
        /* A From_ line alone makes no difference, whatever is in it. */
        {FROM "\nA: b\n", "/m{A: b\n}"},
        {FROM "\nA: b\n\nc\n\n", "/m{A: b\n\nc\n}"},
        {"\xef\xbb\xbf\r\n\n" FROM "\r\nA: b\r\n", "/m{A: b\r\n}"},
        {">" FROM "\nA: b\n", "/m{A: b\n}"},
        {FROM "\n>From x " DATE " remote from y\n>From z\nA: b\n", "/m{A: b\n}"},
        {"From somebody\nA: b\n\n" FROM "\nC: d\n", "/m{A: b\n\n" FROM "\nC: d\n}"},
        {"From: a\nA: b\n\n" FROM "\nC: d\n", "/m{From: a\nA: b\n\n" FROM "\nC: d\n}"},
        {"A: b\n\n>From c\n", "/m{A: b\n\n>From c\n}"},
        {FROM "\n", "!/m: is empty"},
    };

    check_files(rows, G_N_ELEMENTS(rows), MAILBOX_MESSAGE_CAP);
}

static void
test_mbox(void)
{
    static const Row rows[] = {
        {FROM "\nA: b\n\nc\n\n" FROM "\nD: e\n\nf\n\n", "/m#1{A: b\n\nc\n}/m#2{D: e\n\nf\n}"},
        {FROM "\r\nA: b\r\n\r\n" FROM "\r\nD: e\r\n", "/m#1{A: b\r\n}/m#2{D: e\r\n}"},
        {FROM "\rA: b\r\rc\r\r" FROM "\rD: e\r", "/m#1{A: b\r\rc\r}/m#2{D: e\r}"},
        {FROM "\nA: b\n\n\n\n" FROM "\nD: e", "/m#1{A: b\n\n\n}/m#2{D: e}"},
        /* mboxrd: one > less */
        {FROM "\nA: b\n\n>From c\n>>From d\n>From\n> From e\n",
         "/m{A: b\n\nFrom c\n>From d\n>From\n> From e\n}"},
        /* what begins no message: no empty line, no field behind, no date */
        {FROM "\nA: b\n\nc\n" FROM "\nD: e\n", "/m{A: b\n\nc\n" FROM "\nD: e\n}"},
        {FROM "\nA: b\n\n" FROM "\nd e\n", "/m{A: b\n\n" FROM "\nd e\n}"},
        {FROM "\nA: b\n\n" FROM "\n\nC: d\n", "/m{A: b\n\n" FROM "\n\nC: d\n}"},
        {FROM "\nA: b\n\n" FROM, "/m{A: b\n\n" FROM "}"},
        {FROM "\nA: b\n\nFrom Monday on:\nNote: closed\n",
         "/m{A: b\n\nFrom Monday on:\nNote: closed\n}"},
        {FROM "\n" FROM "\nA: b\n", "/m{A: b\n}"},
        {FROM "\nA: b\n\n" FROM "\n>From x\nD: e\n", "/m#1{A: b\n}/m#2{D: e\n}"},
    };

    check_files(rows, G_N_ELEMENTS(rows), MAILBOX_MESSAGE_CAP);
}

/* Each after an empty line, with a header field behind it. */
static void
test_from_lines(void)
{
    static const struct {
        const char *line;
        gboolean is_start;
    } rows[] = {
        {"From a@example.org Mon Jan  1 00:00:00 2024", TRUE},
        {"From MAILER-DAEMON  Mon Jan  1 00:00:00 2024", TRUE},
        {"From - Mon Jan 01 00:00:00 2024", TRUE},
        {"From  Mon Jan  1 00:00:00 2024", TRUE},
        {"From a@example.org Mon Jan  1 00:00 2024", TRUE},
        {"From a@example.org Mon Jan  1 00:00:00 CET 2024", TRUE},
        {"From a@example.org Mon Jan  1 00:00:00 2024 CET", TRUE},
        {"From 123@example.org Mon Jan 01 00:00:00 +0000 2024", TRUE},
        {"From a@example.org Mon Jan  1 00:00:00 2024 +0100", TRUE},
        {"From a@example.org Mon, 1 Jan 2024 00:00:00 +0100", TRUE},
        {"From a!b Mon Jan  1 00:00:00 2024 remote from c", TRUE},
        {"From \"Mon Roe\"@example.org Mon Jan  1 00:00:00 2024", TRUE},
        {"From Mon Mon Jan  1 00:00:00 2024", TRUE},
        {"From -", TRUE},
        {"From - ", TRUE},
        {"From ", TRUE},
        {"From", FALSE},
        {"From: Mon Jan  1 00:00:00 2024", FALSE},
        {"from a@example.org Mon Jan  1 00:00:00 2024", FALSE},
        {"From a@example.org", FALSE},
        {"From a@example.org Jan  1 00:00:00 2024", FALSE},
        {"From a@example.org Mon Jan  1 2024", FALSE},
        {"From a@example.org Mon Jan  1 00:00:00", FALSE},
        {"From a@example.org Mon Jan 100 00:00:00 2024", FALSE},
        {"From a Mon Jan  1 00:00:00 2024 to Tue", FALSE},
        {"From a Mon Jan  1 00:00:00 2024 it is", FALSE},
        {"From Mon until Jan 1 00:00:00 2024", FALSE},
        {"From a Monday Jan 1 00:00:00 2024", FALSE},
        {"From 0123456789abcdef0123456789abcdef01234567 Mon Sep 17 00:00:00 2001", FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *bytes = g_strdup_printf(FROM "\nA: b\n\n%s\nC: d\n", rows[i].line);
        g_autofree char *whole = g_strdup_printf("/m{A: b\n\n%s\nC: d\n}", rows[i].line);
        const Row row = {bytes, rows[i].is_start ? "/m#1{A: b\n}/m#2{C: d\n}" : whole};

        g_test_message("%s", rows[i].line);
        check_files(&row, 1, MAILBOX_MESSAGE_CAP);
    }
}

static void
test_cap(void)
{
    static const Row rows[] = {
        {"A: b\n\n", "/m{A: b\n\n}"},
        {"A: b\n\nc", "/m~{A: b\n\n}"},
        {FROM "\nA: b\n\nc\n\n" FROM "\nD: e\n\n" FROM "\nF: gh\n\n",
         "/m#1~{A: b\n\n}/m#2{D: e\n}/m#3{F: gh\n}"},
    };

    check_files(rows, G_N_ELEMENTS(rows), 6);
}

/* Lines and messages beyond the reader's buffer, and a From_ line at each place in it. */
static void
test_long(void)
{
    g_autofree char *line = g_strnfill(140000, 'x');

    for (guint pad = 65440; pad < 65540; pad += 3) {
        g_autofree char *bytes =
            g_strdup_printf(FROM "\nA: %.*s\n\n" FROM "\nC: %s\n\n>" FROM "\n", pad, line, line);
        g_autofree char *expected =
            g_strdup_printf("/m#1{A: %.*s\n}/m#2{C: %s\n\n" FROM "\n}", pad, line, line);
        const Row row = {bytes, expected};

        check_files(&row, 1, MAILBOX_MESSAGE_CAP);
    }
}

static void
test_bytes(void)
{
    static const char bytes[] = "\0\1A: b\0\n\xff";
    g_autofree char *path = NULL;
    g_autoptr(Mailbox) mailbox = NULL;
    g_autoptr(Letter) letter = NULL;
    GStatBuf about;
    gsize length;
    gconstpointer got;

    set_up();
    put("m", bytes, sizeof bytes);
    path = g_build_filename(folder, "m", NULL);
    g_assert_cmpint(g_stat(path, &about), ==, 0);
    mailbox = mailbox_open(path, MAILBOX_MESSAGE_CAP, NULL);
    letter = mailbox_next(mailbox, NULL);
    got = g_bytes_get_data(letter->bytes, &length);
    g_assert_cmpmem(got, (int)length, bytes, (int)sizeof bytes);
    g_assert_cmpint(letter->received, ==, about.st_mtime);
    tear_down();
}

static void
test_folder(void)
{
    g_autofree char *all = NULL;
    g_autofree char *fifo = NULL;

    set_up();
    put("b.eml", "B: b\n", -1);
    put("a/z.eml", "Z: z\n", -1);
    put("a/mbox", FROM "\nA: 1\n\n" FROM "\nA: 2\n", -1);
    put("empty", "", -1);
    put("b.json", "{}\n", -1);
    put("maildir/new/5.host.md", "N: 5\n", -1);
    put(".hidden", "H: h\n", -1);
    put(".git/x", "H: h\n", -1);
    put("maildir/new/2", "N: n\n", -1);
    put("maildir/cur/1:2,S", FROM "\nC: 1\n\n" FROM "\nC: 2\n", -1);
    put("maildir/cur/sub/3", "X: x\n", -1);
    put("maildir/tmp/4", "T: t\n", -1);
    put("caf\xe9", "L: l\n", -1);
    put_link("gone", "nowhere");
    put_link("ring", ".");
    put_link("a/up", "..");
    put_link("linked", "b.eml");
    fifo = g_build_filename(folder, "fifo", NULL);
    g_assert_cmpint(mkfifo(fifo, 0600), ==, 0);

    all = read_below("", MAILBOX_MESSAGE_CAP);
    g_assert_cmpstr(all, ==,
                    "/a/mbox#1{A: 1\n}/a/mbox#2{A: 2\n}/a/z.eml{Z: z\n}"
                    "/b.eml{B: b\n}"
                    "/café{L: l\n}"
                    "!/empty: is empty"
                    "!/gone: No such file or directory"
                    "/linked{B: b\n}"
                    "/maildir/cur/1:2,S{C: 1\n\n" FROM "\nC: 2\n}"
                    "/maildir/new/2{N: n\n}"
                    "/maildir/new/5.host.md{N: 5\n}");
    tear_down();
}

static void
test_maildir(void)
{
    g_autofree char *all = NULL;

    set_up();
    put("new/1", "A: b\n", -1);
    put("cur/2", "C: d\n", -1);
    put("tmp/3", "E: f\n", -1);
    put("dovecot-uidlist", "G: h\n", -1);
    all = read_below("", MAILBOX_MESSAGE_CAP);
    g_assert_cmpstr(all, ==, "/cur/2{C: d\n}/new/1{A: b\n}");
    tear_down();
}

static void
test_trouble(void)
{
    g_autofree char *none = NULL;
    g_autofree char *loop = NULL;
    g_autofree char *nothing = NULL;
    g_autofree char *unreadable = NULL;

    set_up();
    none = read_below("none", MAILBOX_MESSAGE_CAP);
    g_assert_cmpstr(none, ==, "!!/none: No such file or directory");
    put_link("loop", "loop");
    loop = read_below("loop", MAILBOX_MESSAGE_CAP);
    g_assert_cmpstr(loop, ==, "!!/loop: Too many levels of symbolic links");
    remove_all(folder);
    g_assert_cmpint(g_mkdir(folder, 0700), ==, 0);
    nothing = read_below("", MAILBOX_MESSAGE_CAP);
    g_assert_cmpstr(nothing, ==, "");
    tear_down();

    set_up();
    unreadable = read_all("/proc/self/mem", MAILBOX_MESSAGE_CAP); /* opens, but has no byte 0 */
    g_assert_cmpstr(unreadable, ==, "!/proc/self/mem: Input/output error");
    tear_down();
}

/* Writes data into the pipe in small pieces; TRUE when all of it was taken. */
typedef struct {
    int fd;
    const char *bytes;
    gsize length;
} Writer;

static gpointer
write_pieces(gpointer data)
{
    Writer *writer = data;
    gsize done = 0;

    while (done < writer->length) {
        gssize wrote =
            write(writer->fd, writer->bytes + done, MIN(writer->length - done, (gsize)997));

        if (wrote < 0)
            break;
        done += (gsize)wrote;
    }
    close(writer->fd);
    return GINT_TO_POINTER(done == writer->length);
}

static void
check_stdin(const char *bytes, gsize cap, const char *expected)
{
    int ends[2];
    Writer writer = {.bytes = bytes, .length = strlen(bytes)};
    GThread *thread;
    g_autofree char *all = NULL;

    set_up();
    g_assert_cmpint(pipe(ends), ==, 0);
    g_assert_true(g_unix_set_fd_nonblocking(ends[0], TRUE, NULL)); /* as another may leave it */
    g_assert_cmpint(dup2(ends[0], STDIN_FILENO), ==, STDIN_FILENO);
    close(ends[0]);
    writer.fd = ends[1];
    thread = g_thread_new("writer", write_pieces, &writer);
    all = read_all("-", cap);
    g_assert_true(g_thread_join(thread));
    g_assert_cmpstr(all, ==, expected);
    tear_down();
}

static void
test_stdin(void)
{
    g_autofree char *big = g_strnfill(300000, 'x');
    g_autofree char *cut = g_strdup_printf("-~{%.*s}", 1000, big);
    g_autofree char *mbox = g_strdup_printf(FROM "\nA: %s\n\n" FROM "\nC: d\n", big);

    check_stdin("A: b\n", MAILBOX_MESSAGE_CAP, "-{A: b\n}");
    check_stdin(FROM "\nA: b\n\n" FROM "\nC: d\n", MAILBOX_MESSAGE_CAP, "-#1{A: b\n}-#2{C: d\n}");
    check_stdin("", MAILBOX_MESSAGE_CAP, "!-: is empty");
    check_stdin(big, 1000, cut);
    check_stdin(mbox, 6, "-#1~{A: xxx}-#2{C: d\n}");
}

static gpointer
write_fifo(gpointer path)
{
    int fd = open(path, O_WRONLY | O_CLOEXEC);

    g_assert_cmpint(write(fd, "A: b\n", 5), ==, 5);
    close(fd);
    return NULL;
}

/* Within a folder a pipe is skipped; by its name it is read. */
static void
test_fifo(void)
{
    GThread *thread;
    g_autofree char *path = NULL;
    g_autofree char *all = NULL;

    set_up();
    path = g_build_filename(folder, "fifo", NULL);
    g_assert_cmpint(mkfifo(path, 0600), ==, 0);
    thread = g_thread_new("writer", write_fifo, path);
    all = read_all(path, MAILBOX_MESSAGE_CAP);
    g_thread_join(thread);
    g_assert_cmpstr(all, ==, "/fifo{A: b\n}");
    tear_down();
}

int
main(int argc, char **argv)
{
    g_setenv("LC_ALL", "C", TRUE); /* the words of errno */
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/mailbox/single", test_single);
    g_test_add_func("/mailbox/mbox", test_mbox);
    g_test_add_func("/mailbox/from-lines", test_from_lines);
    g_test_add_func("/mailbox/cap", test_cap);
    g_test_add_func("/mailbox/long", test_long);
    g_test_add_func("/mailbox/bytes", test_bytes);
    g_test_add_func("/mailbox/folder", test_folder);
    g_test_add_func("/mailbox/maildir", test_maildir);
    g_test_add_func("/mailbox/trouble", test_trouble);
    g_test_add_func("/mailbox/stdin", test_stdin);
    g_test_add_func("/mailbox/fifo", test_fifo);
    return g_test_run();
}
