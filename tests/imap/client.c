/*
 * client.c - reads an IMAP account as a reader of scan does, for tests/imap*.t
 *
 * Behind closed doors it prints a line for each thing that happens:
 *     folder NAME                                (--folders)
 *     letter BYTES WHOLE|CUT FOLDER PLACE URL SHA-256 SUBJECT
 *     error KIND MESSAGE
 *     end
 * The exit status is 0 where it came to the end. The secret is read from standard input.
 */

#include "base/child.h"
#include "base/sandbox.h"
#include "mailbox/mailbox.h"

#include <locale.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

typedef struct {
    char *host;
    int port;
    char *security;
    char *ca_file;
    char *user;
    gboolean is_token;
    int step;
    int total;
    int budget;
    int cap;
    int more;
    int stop;
    int pause;
    char **folders;
    char *place;
    char *since;
    char *move;
    char *flag;
    char *skip;
    gboolean lists;
    gboolean is_careful;
    gboolean is_quiet;
} Options;

static Options options = {.security = NULL, .cap = MAILBOX_MESSAGE_CAP};

static const char *const kinds[] = {
    [MAILBOX_ERROR_LETTER] = "LETTER", [MAILBOX_ERROR_FOLDER] = "FOLDER",
    [MAILBOX_ERROR_OPEN] = "OPEN",     [MAILBOX_ERROR_REFUSED] = "REFUSED",
    [MAILBOX_ERROR_LOST] = "LOST",
};

static void G_GNUC_PRINTF(1, 2) say(const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    g_autofree char *line = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    if (write(STDOUT_FILENO, line, strlen(line)) < 0)
        _exit(EXIT_FAILURE);
}

static int
say_error(const GError *error)
{
    say("error %s %s\n", kinds[error->code], error->message);
    return EXIT_FAILURE;
}

static char *
read_secret(void)
{
    char line[4096];
    gssize got = read(STDIN_FILENO, line, sizeof line - 1);

    line[MAX(got, 0)] = '\0';
    line[strcspn(line, "\n")] = '\0';
    return g_strdup(line);
}

/* A MailboxPlaceOf. */
static char *
place_of(const char *folder G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
    return g_strdup(options.place ? options.place : "");
}

/* A MailboxWantsLetter. */
static gboolean
wants(const MailboxPlace *place, gpointer data G_GNUC_UNUSED)
{
    if (options.is_careful)
        say("begin %s %s\n", place->folder, place->place);
    return !options.skip || !g_str_has_suffix(place->place, options.skip);
}

/* What stands behind "Subject: ", so that it can be seen that letters are the right ones. */
static char *
subject_of(const Letter *letter)
{
    gsize length;
    const char *bytes = g_bytes_get_data(letter->bytes, &length);
    g_autofree char *text = g_strndup(bytes ? bytes : "", MIN(length, 4096));
    const char *subject = strstr(text, "Subject: ");

    return subject ? g_strndup(subject + 9, strcspn(subject + 9, "\r\n")) : g_strdup("-");
}

static void
say_letter(const Mailbox *mailbox, const Letter *letter)
{
    const MailboxPlace *place = mailbox_place(mailbox);
    g_autofree char *subject = subject_of(letter);
    g_autofree char *digest = g_compute_checksum_for_bytes(G_CHECKSUM_SHA256, letter->bytes);

    if (!options.is_quiet)
        say("letter %" G_GSIZE_FORMAT " %s %s %s %s %s %s\n", g_bytes_get_size(letter->bytes),
            letter->truncated ? "CUT" : "WHOLE", place->folder, place->place, letter->source,
            digest, subject);
}

static gboolean
settle(Mailbox *mailbox, const char *folder, GPtrArray *places, GError **error)
{
    const MailboxFate fate = {options.move ? MAILBOX_MOVE : MAILBOX_FLAG,
                              options.move ? options.move : options.flag};

    if ((!options.move && !options.flag) || places->len == 0)
        return TRUE;
    return mailbox_settle(mailbox, folder, (const char *const *)places->pdata, places->len, &fate,
                          error);
}

static gboolean
say_more(Mailbox *mailbox, const Letter *letter, GError **error)
{
    g_autoptr(Letter) longer = NULL;

    if (!options.more || !letter->truncated)
        return TRUE;
    longer = mailbox_more(mailbox, (gsize)options.more, error);
    if (longer)
        say_letter(mailbox, longer);
    return longer != NULL;
}

/* As when somebody who waits for letters is slow. */
static gboolean
pause_once(Mailbox *mailbox, GError **error)
{
    int seconds = options.pause;

    options.pause = 0;
    if (seconds)
        poll(NULL, 0, seconds * 1000);
    return !seconds || mailbox_keep_alive(mailbox, error);
}

static int
read_all(Mailbox *mailbox)
{
    g_autoptr(GPtrArray) places = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folder = g_strdup("");
    gint64 count = 0;
    gint64 bytes = 0;

    while (options.stop == 0 || count < options.stop) {
        g_autoptr(GError) error = NULL;
        g_autoptr(Letter) letter = mailbox_next(mailbox, &error);

        if (!letter && !error)
            break;
        if (!letter) {
            say_error(error);
            if (error->code != MAILBOX_ERROR_LETTER && error->code != MAILBOX_ERROR_FOLDER)
                return EXIT_FAILURE;
            continue;
        }
        count++;
        bytes += (gint64)g_bytes_get_size(letter->bytes);
        say_letter(mailbox, letter);
        if (!say_more(mailbox, letter, &error) || !pause_once(mailbox, &error))
            say_error(error);
        g_free(folder);
        folder = g_strdup(mailbox_place(mailbox)->folder);
        g_ptr_array_add(places, g_strdup(mailbox_place(mailbox)->place));
    }
    g_autoptr(GError) error = NULL;
    if (!settle(mailbox, folder, places, &error) || !mailbox_keep_alive(mailbox, &error))
        return say_error(error);
    say("end %" G_GINT64_FORMAT " letters %" G_GINT64_FORMAT " bytes\n", count, bytes);
    return EXIT_SUCCESS;
}

static int
list_folders(Mailbox *mailbox)
{
    g_autoptr(GError) error = NULL;
    g_auto(GStrv) names = mailbox_folders(mailbox, &error);

    if (!names)
        return say_error(error);
    for (char **name = names; *name; name++)
        say("folder %s\n", *name);
    say("end\n");
    return EXIT_SUCCESS;
}

static MailboxSecurity
security_of(const char *name)
{
    if (g_str_equal(name, "starttls"))
        return MAILBOX_STARTTLS;
    return g_str_equal(name, "none") ? MAILBOX_NO_SECURITY : MAILBOX_TLS;
}

static void
say_memory(void)
{
    struct rusage usage;

    if (getrusage(RUSAGE_SELF, &usage) == 0 && options.is_quiet)
        say("memory %ld MB\n", usage.ru_maxrss / 1024);
}

static int
run(const char *secret)
{
    const MailboxServer server = {
        .host = options.host,
        .port = (guint)options.port,
        .security = security_of(options.security),
        .ca_file = options.ca_file ? options.ca_file : "",
        .user = options.user,
        .secret = secret,
        .secret_kind = options.is_token ? MAILBOX_TOKEN : MAILBOX_PASSWORD,
        .step_seconds = (guint)options.step,
        .total_seconds = (guint)options.total,
        .budget = (guint64)options.budget,
        .silence_seconds = (guint)options.pause,
    };
    const MailboxOptions how = {
        .cap = (gsize)options.cap,
        .server = &server,
        .folders = (const char *const *)options.folders,
        .place_of = place_of,
        .since = options.since ? g_ascii_strtoll(options.since, NULL, 10) : 0,
        .is_writing = options.move || options.flag,
        .wants_letter = wants,
        .is_careful = options.is_careful,
    };
    g_autoptr(GError) error = NULL;
    g_autoptr(Mailbox) mailbox = mailbox_open_with("imap:test", &how, &error);
    int status;

    if (!mailbox)
        return say_error(error);
    if (!sandbox_enter(STDOUT_FILENO, mailbox_socket(mailbox), &error)) {
        say("no sandbox: %s\n", error->message);
        return EXIT_FAILURE;
    }
    status = options.lists ? list_folders(mailbox) : read_all(mailbox);
    say_memory();
    return status;
}

int
main(int argc, char **argv)
{
    const GOptionEntry entries[] = {
        {"host", 0, 0, G_OPTION_ARG_STRING, &options.host, NULL, NULL},
        {"port", 0, 0, G_OPTION_ARG_INT, &options.port, NULL, NULL},
        {"security", 0, 0, G_OPTION_ARG_STRING, &options.security, NULL, NULL},
        {"ca", 0, 0, G_OPTION_ARG_STRING, &options.ca_file, NULL, NULL},
        {"user", 0, 0, G_OPTION_ARG_STRING, &options.user, NULL, NULL},
        {"token", 0, 0, G_OPTION_ARG_NONE, &options.is_token, NULL, NULL},
        {"step", 0, 0, G_OPTION_ARG_INT, &options.step, NULL, NULL},
        {"total", 0, 0, G_OPTION_ARG_INT, &options.total, NULL, NULL},
        {"budget", 0, 0, G_OPTION_ARG_INT, &options.budget, NULL, NULL},
        {"cap", 0, 0, G_OPTION_ARG_INT, &options.cap, NULL, NULL},
        {"more", 0, 0, G_OPTION_ARG_INT, &options.more, NULL, NULL},
        {"stop", 0, 0, G_OPTION_ARG_INT, &options.stop, NULL, NULL},
        {"pause", 0, 0, G_OPTION_ARG_INT, &options.pause, NULL, NULL},
        {"folder", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.folders, NULL, NULL},
        {"place", 0, 0, G_OPTION_ARG_STRING, &options.place, NULL, NULL},
        {"since", 0, 0, G_OPTION_ARG_STRING, &options.since, NULL, NULL},
        {"move", 0, 0, G_OPTION_ARG_STRING, &options.move, NULL, NULL},
        {"flag", 0, 0, G_OPTION_ARG_STRING, &options.flag, NULL, NULL},
        {"skip", 0, 0, G_OPTION_ARG_STRING, &options.skip, NULL, NULL},
        {"folders", 0, 0, G_OPTION_ARG_NONE, &options.lists, NULL, NULL},
        {"careful", 0, 0, G_OPTION_ARG_NONE, &options.is_careful, NULL, NULL},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &options.is_quiet, NULL, NULL},
        {NULL, 0, 0, G_OPTION_ARG_NONE, NULL, NULL, NULL},
    };
    g_autoptr(GOptionContext) context = g_option_context_new("- read an IMAP account");
    g_autoptr(GError) error = NULL;
    g_autofree char *secret = NULL;

    setlocale(LC_ALL, "");
    options.host = g_strdup("localhost");
    options.security = g_strdup("tls");
    options.user = g_strdup("lab");
    g_option_context_add_main_entries(context, entries, NULL);
    if (!g_option_context_parse(context, &argc, &argv, &error)) {
        say("error USAGE %s\n", error->message);
        return 2;
    }
    secret = read_secret();
    return run(secret);
}
