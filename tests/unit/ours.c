/* ours.c - tests of analyzer/ours.c, verp.c, batv.c, sentlog.c and parsers/origin.c */

#include "analyzer/ours.h"

#include "analyzer/verp.h"
#include "base/text.h"
#include "parsers/notice.h"

#include <glib/gstdio.h>
#include <string.h>

/* 24 November 2026, when Exim 4.96 made the tags below; they expire seven days later. */
#define SIGNED G_GINT64_CONSTANT(1795508029)
#define DAY (24 * 60 * 60)

#define TAGGED "prvs=0788a7f51f=news@example.org"
#define VERP "news+{user}={domain}@lists.example.org"

static char *folder;

/* A file in the test's folder; its name is the caller's. */
static char *
write_file(const char *name, const char *text, int mode)
{
    char *file = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(file, text, -1, NULL));
    g_assert_cmpint(g_chmod(file, mode), ==, 0);
    return file;
}

static void
remove_file(char *file)
{
    g_remove(file);
    g_free(file);
}

static BatvKeys *
load_keys(const char *text)
{
    g_autoptr(GError) error = NULL;
    char *file = write_file("keys", text, 0600);
    BatvKeys *keys = batv_keys_load(file, &error);

    g_assert_no_error(error);
    remove_file(file);
    return keys;
}

static SentLog *
load_log(const char *text)
{
    g_autoptr(GError) error = NULL;
    char *file = write_file("sent", text, 0600);
    SentLog *log = sentlog_load(file, &error);

    g_assert_no_error(error);
    remove_file(file);
    return log;
}

static void
test_verp(void)
{
    static const struct {
        const char *pattern;
        const char *address;
        const char *recipient;
        gboolean fits;
    } rows[] = {
        {VERP, "news+user=example.net@lists.example.org", "user@example.net", TRUE},
        {VERP, "News+USER=Example.Net@lists.example.ORG", "user@example.net", TRUE},
        {VERP, "news+other=example.net@lists.example.org", "user@example.net", FALSE},
        {VERP, "news+user=example.net@lists.example.com", "user@example.net", FALSE},
        {VERP, "news+user=example.net@lists.example.org.evil.example", "user@example.net", FALSE},
        {VERP, "xnews+user=example.net@lists.example.org", "user@example.net", FALSE},
        {VERP, "news+user=exampleXnet@lists.example.org", "user@example.net", FALSE},
        {VERP, "news+user=example.net@lists.example.org\n", "user@example.net", FALSE},
        {VERP, "news+=@lists.example.org", "", FALSE},
        {VERP, "news+=example.net@lists.example.org", "@example.net", FALSE},
        /* What a notice calls a recipient may look like a pattern. */
        {VERP, "news+user=example.net@lists.example.org", ".*@example.net", FALSE},
        {VERP, "news+user=example.net@lists.example.org", "*@*", FALSE},
        {VERP, "news+a.b=example.net@lists.example.org", "a.b@example.net", TRUE},
        /* Mailman, ezmlm, Sympa */
        {"*-bounces+{user}={domain}@lists.example.org",
         "talk-bounces+user=example.net@lists.example.org", "user@example.net", TRUE},
        {"talk-return-*-{user}={domain}@example.org", "talk-return-17-user=example.net@example.org",
         "user@example.net", TRUE},
        {"bounce+{user}==a=={domain}==*@lists.example.org",
         "bounce+user==a==example.net==talk@lists.example.org", "user@example.net", TRUE},
        {"*+{user}={domain}@example.org", "a@b+user=example.net@example.org", "user@example.net",
         FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(verp_fits(rows[i].pattern, rows[i].address, rows[i].recipient), ==,
                        rows[i].fits);
    g_assert_true(verp_is_pattern(VERP));
    g_assert_false(verp_is_pattern("news+{user}@lists.example.org"));
    g_assert_false(verp_is_pattern("news+{user}={domain}"));
    g_assert_false(verp_is_pattern("news+{user}={domain}@"));
}

static void
test_batv(void)
{
    static const struct {
        const char *address;
        gint64 when;
        gboolean holds;
    } rows[] = {
        {TAGGED, SIGNED, TRUE},
        {"PRVS=0788A7F51F=news@example.org", SIGNED, TRUE},
        {"prvs=0788a7f51f=News@Example.org", SIGNED, TRUE}, /* changed on the way */
        {"prvs=37885fd697=Anna.B@Example.org", SIGNED, TRUE},
        {TAGGED, SIGNED + 7 * DAY, TRUE},
        {TAGGED, SIGNED + 8 * DAY, FALSE},
        {TAGGED, SIGNED + 1000 * DAY, TRUE}, /* days are counted modulo 1000 */
        {TAGGED, 0, FALSE},
        {"prvs=0788a7f51e=news@example.org", SIGNED, FALSE},
        {"prvs=0789a7f51f=news@example.org", SIGNED, FALSE},
        {"prvs=3788a7f51f=news@example.org", SIGNED, FALSE}, /* the other key */
        {"prvs=9788a7f51f=news@example.org", SIGNED, FALSE},
        {"prvs=0788a7f51f=anna@example.org", SIGNED, FALSE},
        {"prvs=0788a7f51f=", SIGNED, FALSE},
        {"prvs=0788a7f51", SIGNED, FALSE},
        {"prvs=", SIGNED, FALSE},
        {"news@example.org", SIGNED, FALSE},
        {"", SIGNED, FALSE},
    };
    g_autoptr(BatvKeys) keys = load_keys("# Exim\n\n0 secret\n3\tother key \n");

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(batv_holds(keys, rows[i].address, rows[i].when), ==, rows[i].holds);
}

static void
test_bad_keys(void)
{
    static const struct {
        const char *text;
        int mode;
        const char *what;
    } rows[] = {
        {"0 top-secret\n", 0644, "everybody may read it"},
        {"# nothing\n", 0600, "has no key in it"},
        {"0 a\ntop-secret\n", 0600, "keys:2: is no key"},
        {"0\n", 0600, "keys:1: is no key"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        char *file = write_file("keys", rows[i].text, rows[i].mode);

        g_assert_null(batv_keys_load(file, &error));
        g_assert_nonnull(strstr(error->message, rows[i].what));
        g_assert_null(strstr(error->message, "top-secret"));
        remove_file(file);
    }
}

static void
test_sent_log(void)
{
    static const struct {
        const char *id;
        gboolean has;
    } rows[] = {
        {"a@example.org", TRUE},     {"b@example.org", TRUE},
        {"c.d=x@example.org", TRUE}, {"A@example.org", FALSE},
        {"<a@example.org>", FALSE},  {"a@example.or", FALSE},
        {"z@example.org", FALSE},    {"", FALSE},
    };
    g_autoptr(SentLog) log = load_log(
        "<b@example.org>\r\n\n# old\na@example.org\n  <c.d=x@example.org>  \na@example.org");

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(sentlog_has(log, rows[i].id), ==, rows[i].has);
}

static void
test_bad_log(void)
{
    g_autofree char *long_line = g_strnfill(3000, 'a');
    const struct {
        const char *text;
        const char *what;
    } rows[] = {
        {"<a@example.org>\nNov 24 01:47:00 mx postfix/cleanup[9]: 4XyZ: message-id=<b@x>\n",
         "sent:2: is no Message-ID"},
        {long_line, "sent:1: is longer than 1024 bytes"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GError) error = NULL;
        char *file = write_file("sent", rows[i].text, 0600);

        g_assert_null(sentlog_load(file, &error));
        g_assert_nonnull(strstr(error->message, rows[i].what));
        remove_file(file);
    }
    g_autoptr(GError) missing = NULL;
    g_assert_null(sentlog_load("/nonexistent/sent", &missing));
    g_assert_cmpstr(missing->message, ==, "/nonexistent/sent: No such file or directory");
}

/* The verdict: what is known, and what came back. */

typedef enum { DOMAINS = 1, PATTERN = 2, KEYS = 4, LOG = 8 } Known;

typedef struct {
    int known;
    const char *return_path;
    const char *from;
    const char *message_id;
    const char *list_id;
    const char *sent_by; /* split by spaces */
    const char *ours;
} Row;

#define ALL (DOMAINS | PATTERN | KEYS | LOG)
#define STRANGER "Spammer <x@spam.example>"

static const Row rows[] = {
    /* Nothing is known, or there is nothing to look at. */
    {0, TAGGED, "news@example.org", "a@example.org", "", "example.org", "unknown"},
    {ALL, "", "", "", "", "", "unknown"},
    {ALL, "", "", "1@eurprd01.prod.example.com", "", "", "unknown"},
    /* What a stranger lacks. */
    {KEYS, TAGGED, "", "", "", "", "yes"},
    {DOMAINS, TAGGED, "", "", "", "", "unknown"},
    {ALL, "prvs=0788aaaaaa=news@example.org", STRANGER, "", "", "", "no"},
    {PATTERN, "news+user=example.net@lists.example.org", "", "", "", "", "yes"},
    {PATTERN, "news+asked=example.com@lists.example.org", "", "", "", "", "yes"},
    {ALL, "news+else=example.net@lists.example.org", STRANGER, "", "", "", "no"},
    {LOG, "", "", "a@example.org", "", "", "yes"},
    {LOG, "", "news@example.org", "z@example.org", "", "example.org", "unknown"},
    /* What can be copied. */
    {DOMAINS, "", "News <news@example.org>", "", "", "", "likely"},
    {DOMAINS, "", "news@MAIL.Example.ORG", "", "", "", "likely"},
    {DOMAINS, "", "news@b\303\274cher.example", "", "", "", "likely"},
    {DOMAINS, "", "news@xn--bcher-kva.example", "", "", "", "likely"},
    {DOMAINS, "", STRANGER, "1@mail.example.org", "", "", "likely"},
    {DOMAINS, "", STRANGER, "", "Talk <talk.example.org>", "", "likely"},
    {DOMAINS, "", STRANGER, "", "talk.example.org", "", "likely"},
    {DOMAINS, "", STRANGER, "", "", "mx.spam.example mail.example.org", "likely"},
    /* None of that. */
    {DOMAINS, "", STRANGER, "1@spam.example", "<l.spam.example>", "mx.spam.example", "no"},
    {DOMAINS, "", "x@notexample.org", "", "", "", "no"},
    {DOMAINS, "", "x@example.org.spam.example", "", "", "", "no"},
    {DOMAINS, "", "\"news@example.org\" <x@spam.example>", "", "", "", "no"},
};

static OwnMail *
make_own(int known)
{
    OwnMail *own = ownmail_new();

    if (known & DOMAINS) {
        g_ptr_array_add(own->domains, ours_domain("Example.org"));
        g_ptr_array_add(own->domains, ours_domain("b\303\274cher.example"));
    }
    if (known & PATTERN)
        g_ptr_array_add(own->verp_patterns, g_strdup(VERP));
    if (known & KEYS)
        own->batv_keys = load_keys("0 secret\n");
    if (known & LOG)
        own->sent_log = load_log("a@example.org\n");
    return own;
}

static Event *
make_event(const Row *row)
{
    Event *event = event_new();

    event->received = SIGNED;
    text_set(&event->recipient, "user@example.net");
    text_set(&event->original_recipient, "asked@example.com");
    text_set(&event->return_path, row->return_path);
    text_set(&event->original.from, row->from);
    text_set(&event->original.message_id, row->message_id);
    text_set(&event->original.list_id, row->list_id);
    g_strfreev(event->sent_by);
    event->sent_by = *row->sent_by ? g_strsplit(row->sent_by, " ", -1) : g_new0(char *, 1);
    return event;
}

static void
test_ours(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(OwnMail) own = make_own(rows[i].known);
        g_autoptr(Event) event = make_event(&rows[i]);

        g_test_message("row %u", i);
        g_assert_cmpstr(ours_name(ours_of(event, own)), ==, rows[i].ours);
    }
}

/* What is judged again: from what, with which evidence, to what. */
static void
test_again(void)
{
    static const struct {
        Ours before;
        int known;
        const char *from;
        Ours after;
    } steps[] = {
        {OURS_UNKNOWN, DOMAINS, "news@example.org", OURS_LIKELY},
        {OURS_LIKELY, DOMAINS, STRANGER, OURS_NO},
        {OURS_NO, DOMAINS, "news@example.org", OURS_LIKELY},
        {OURS_LIKELY, 0, "news@example.org", OURS_LIKELY}, /* settings are gone */
        {OURS_NO, 0, STRANGER, OURS_NO},
        {OURS_YES, DOMAINS, STRANGER, OURS_YES}, /* the log was rotated since */
    };

    for (guint i = 0; i < G_N_ELEMENTS(steps); i++) {
        const Row row = {0, "", steps[i].from, "", "", "", ""};
        g_autoptr(OwnMail) own = make_own(steps[i].known);
        g_autoptr(Event) event = make_event(&row);

        event->ours = steps[i].before;
        ours_judge(event, own);
        g_assert_cmpstr(ours_name(event->ours), ==, ours_name(steps[i].after));
    }
}

/* What a notice tells of where the message came from. */

#define NOTICE(header, body)                                                                       \
    "From: MAILER-DAEMON@mx.example.net\nDate: Tue, 24 Nov 2026 02:41:15 +0000\n"                  \
    "Message-ID: <1@mx.example.net>\nSubject: Undelivered\nContent-Type: multipart/report; "       \
    "report-type=delivery-status; boundary=b\n" header "\n--b\nContent-Type: "                     \
    "message/delivery-status\n\nReporting-MTA: dns; mx.example.net\n\nFinal-Recipient: rfc822; "   \
    "u@example.net\nAction: failed\nStatus: 5.1.1\n\n--b\nContent-Type: " body "\n--b--\n"
#define RETURNED(header) NOTICE("To: news@example.org\n", "message/rfc822\n\n" header "\n\nHello")
#define HEADERS(header) NOTICE("To: news@example.org\n", "text/rfc822-headers\n\n" header "\n")
#define TO(header) NOTICE(header, "text/plain\n\n")
#define AUTHOR "From: a@example.org\nSubject: x\nDate: Tue, 24 Nov 2026 02:41:00 +0000\n"

static void
test_origin(void)
{
    static const struct {
        const char *text;
        const char *return_path;
        const char *sent_by;
        const char *dkim_keys;
    } notices[] = {
        {RETURNED(AUTHOR), "", "", ""},
        {RETURNED("Received: from evil.example.org (x [192.0.2.7])\n by MX.Example.NET. with ESMTP;"
                  "\n Tue, 24 Nov 2026 02:41:00 +0000\nReceived: by mail.example.org (Postfix, "
                  "from userid 1000)\n id 4XyZ; Tue, 24 Nov 2026 02:40:00 +0000\n" AUTHOR),
         "", "mx.example.net mail.example.org", ""},
        {HEADERS("Received: from a by mail.example.org; Tue, 24 Nov 2026 02:41:00 +0000\n"
                 "Received: by localhost; Tue, 24 Nov 2026 02:41:00 +0000\n" AUTHOR),
         "", "mail.example.org", ""},
        {RETURNED("DKIM-Signature: v=1; a=rsa-sha256; bh=d=; d = Example.ORG; s=x;\n b=d=zz\n"
                  "DKIM-Signature: v=1;d=esp.example;b=\n" AUTHOR),
         "", "example.org esp.example", "x._domainkey.example.org"},
        {RETURNED("Sender: \"a@evil.example\" <news@lists.example.org>\n" AUTHOR), "",
         "lists.example.org", ""},
        {RETURNED("Received: by \nDKIM-Signature: d=\nSender: nobody\n" AUTHOR), "", "", ""},
        {TO("To: news@example.org\n"), "", "", ""},
        {TO("To: <" TAGGED ">\n"), TAGGED, "", ""},
        {TO("To: news@example.org\nDelivered-To: news+a@example.org\nX-Original-To: " TAGGED "\n"),
         TAGGED, "", ""},
        {TO("To: " TAGGED "\nDelivered-To: news+a@example.org\n"), TAGGED, "", ""},
        {TO("To: news+user=example.net@lists.example.org\n"),
         "news+user=example.net@lists.example.org", "", ""},
        {NOTICE("To: news@example.org\n",
                "text/rfc822-headers\n\nReturn-Path: <" TAGGED ">\n" AUTHOR),
         TAGGED, "", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(notices); i++) {
        const char *text = notices[i].text;
        g_autoptr(Letter) letter =
            letter_new(g_bytes_new_static(text, strlen(text)), "test.eml", SIGNED, FALSE);
        g_autoptr(Notice) notice = notice_parse(letter, NULL);
        g_autofree char *sent_by = NULL;
        g_autofree char *dkim_keys = NULL;

        g_test_message("notice %u", i);
        g_ptr_array_add(notice->sent_by, NULL);
        sent_by = g_strjoinv(" ", (char **)notice->sent_by->pdata);
        g_assert_cmpstr(notice->return_path, ==, notices[i].return_path);
        dkim_keys = g_strjoinv(" ", notice->original.dkim_keys);
        g_assert_cmpstr(sent_by, ==, notices[i].sent_by);
        g_assert_cmpstr(dkim_keys, ==, notices[i].dkim_keys);
    }
}

int
main(int argc, char **argv)
{
    int result;

    g_test_init(&argc, &argv, NULL);
    notice_init();
    folder = g_dir_make_tmp("ours-XXXXXX", NULL);
    g_assert_nonnull(folder);
    g_test_add_func("/ours/verp", test_verp);
    g_test_add_func("/ours/batv", test_batv);
    g_test_add_func("/ours/bad-keys", test_bad_keys);
    g_test_add_func("/ours/sent-log", test_sent_log);
    g_test_add_func("/ours/bad-log", test_bad_log);
    g_test_add_func("/ours/verdict", test_ours);
    g_test_add_func("/ours/again", test_again);
    g_test_add_func("/ours/origin", test_origin);
    result = g_test_run();
    g_rmdir(folder);
    g_free(folder);
    return result;
}
