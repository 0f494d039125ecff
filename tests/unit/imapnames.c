/* imapnames.c - tests of mailbox/imapfolders.c, imapset.c and imapplace.c: what things are called
 */

#include "base/text.h"
#include "mailbox/imapfolders.h"
#include "mailbox/imapplace.h"
#include "mailbox/imapset.h"

static void
free_folder(gpointer folder)
{
    imapfolder_free(folder);
}

/* Folders as "wire" or "wire=use", with "!" in front of what cannot be opened. */
static GPtrArray *
folders_of(const char *list, char delimiter)
{
    g_auto(GStrv) words = g_strsplit(list, "|", -1);
    GPtrArray *folders = g_ptr_array_new_with_free_func(free_folder);

    for (char **word = words; *word; word++) {
        g_auto(GStrv) parts = g_strsplit(*word, "=", 2);
        const char *wire = parts[0] + (*parts[0] == '!');

        g_ptr_array_add(
            folders, imapfolder_new(wire, parts[1] ? parts[1] : "", delimiter, *parts[0] != '!'));
    }
    return folders;
}

#define DOVECOT "INBOX|Archive|Junk|Sent|Trash|clients/Spam|clients.2"
#define OVH "INBOX|INBOX.Brouillons|INBOX.Envoy&AOk-s|INBOX.SPAM|INBOX.retours.2026"
#define GMAIL                                                                                      \
    "INBOX|![Gmail]|[Gmail]/Corbeille=Trash|[Gmail]/Messages envoy&AOk-s=Sent|"                    \
    "[Gmail]/Spam=Junk|[Gmail]/Tous les messages=All"
#define EXCHANGE "INBOX|Courrier ind&AOk-sirable|&AMk-l&AOk-ments supprim&AOk-s|Sent Items"

static void
test_find(void)
{
    static const struct {
        const char *folders;
        char delimiter;
        const char *wanted;
        const char *wire; /* NULL: there is none */
    } rows[] = {
        {DOVECOT, '/', "Junk", "Junk"},
        {DOVECOT, '/', "junk", "Junk"},
        {DOVECOT, '/', "Indésirables", "Junk"}, /* Roundcube's name for it */
        {DOVECOT, '/', "Corbeille", "Trash"},
        {DOVECOT, '/', "INBOX.Sent", "Sent"},
        {DOVECOT, '/', "clients/Spam", "clients/Spam"},
        {DOVECOT, '/', "clients.spam", "clients/Spam"},
        {DOVECOT, '/', "clients.2", "clients.2"},
        {DOVECOT, '/', "Brouillons", NULL},
        {DOVECOT, '/', "", NULL},
        {OVH, '.', "Spam", "INBOX.SPAM"},
        {OVH, '.', "Indésirables", "INBOX.SPAM"},
        {OVH, '.', "Junk", "INBOX.SPAM"},
        {OVH, '.', "Envoyés", "INBOX.Envoy&AOk-s"},
        {OVH, '.', "ENVOYÉS", "INBOX.Envoy&AOk-s"},
        {OVH, '.', "Envoye\xcc\x81s", "INBOX.Envoy&AOk-s"}, /* as a Mac writes it */
        {OVH, '.', "Sent", "INBOX.Envoy&AOk-s"},
        {OVH, '.', "INBOX.Envoy&AOk-s", "INBOX.Envoy&AOk-s"},
        {OVH, '.', "retours/2026", "INBOX.retours.2026"},
        {OVH, '.', "INBOX/retours/2026", "INBOX.retours.2026"},
        {OVH, '.', "retours", NULL},
        {GMAIL, '/', "Spam", "[Gmail]/Spam"},
        {GMAIL, '/', "Indésirables", "[Gmail]/Spam"},
        {GMAIL, '/', "[Gmail]/Trash", "[Gmail]/Corbeille"},
        {GMAIL, '/', "All Mail", "[Gmail]/Tous les messages"},
        {GMAIL, '/', "[Gmail]", NULL},
        {EXCHANGE, '/', "Junk Email", "Courrier ind&AOk-sirable"},
        {EXCHANGE, '/', "Deleted Items", "&AMk-l&AOk-ments supprim&AOk-s"},
        {"INBOX|Bo\xc3\xaete", '/', "Boîte", "Bo\xc3\xaete"}, /* no UTF-7, but there it is */
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) folders = folders_of(rows[i].folders, rows[i].delimiter);
        const ImapFolder *found = imapfolders_find(folders, rows[i].wanted);

        g_test_message("%s", rows[i].wanted);
        g_assert_cmpstr(found ? found->wire : NULL, ==, rows[i].wire);
    }
}

static void
test_explain(void)
{
    static const struct {
        const char *folders;
        const char *wanted;
        const char *text;
    } rows[] = {
        {"INBOX|Retours", "Retour", "there is no folder \"Retour\"; did you mean \"Retours\"?"},
        {"INBOX|Retours", "xyz", "there is no folder \"xyz\"; there are: INBOX, Retours"},
        {"a|b|c|d|e|f|g|h|i", "xyz",
         "there is no folder \"xyz\"; there are: a, b, c, d, e, f, g, h, ..."},
        {"INBOX|e\033vil", "xyz", "there is no folder \"xyz\"; there are: INBOX, e vil"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) folders = folders_of(rows[i].folders, '/');
        g_autofree char *text = imapfolders_explain(folders, rows[i].wanted);

        g_assert_cmpstr(text, ==, rows[i].text);
    }
}

static void
test_set(void)
{
    guint32 uids[] = {9, 4, 5, G_MAXUINT32, 6, 2, 4, 7, G_MAXUINT32 - 1};
    gsize count = imapset_sort(uids, G_N_ELEMENTS(uids));
    g_autofree char *set = imapset_write(uids, count);
    g_autofree char *one = imapset_write(uids, 1);
    g_autofree char *none = imapset_write(uids, 0);

    g_assert_cmpstr(set, ==, "2,4:7,9,4294967294:4294967295");
    g_assert_cmpstr(one, ==, "2");
    g_assert_cmpstr(none, ==, "");
    g_assert_cmpuint(count, ==, 8);
}

static void
test_place(void)
{
    static const char *const wrong[] = {
        "",     "again", "1",    "1 ",   " 1 2", "1 2 3", "0 1",     "1 0",   "1 4294967296",
        "-1 2", "1 x",   "1  2", "1\n2", "1 2,", "1 ,2",  "1 2,3,4", "1 2,0", "1,2"};
    ImapPlace place;
    g_autofree char *text = NULL;

    g_assert_true(imapplace_read("1795508864 4294967295", &place));
    g_assert_cmpuint(place.validity, ==, 1795508864);
    g_assert_cmpuint(place.uid, ==, G_MAXUINT32);
    text = imapplace_write(&place);
    g_assert_cmpstr(text, ==, "1795508864 4294967295");
    g_assert_true(imapplace_read("7 3,12", &place));
    g_assert_cmpuint(place.uid, ==, 3);
    g_assert_cmpuint(place.again_to, ==, 12);
    text_take(&text, imapplace_write(&place));
    g_assert_cmpstr(text, ==, "7 3,12");
    place.uid = 12; /* the end of what is read again */
    text_take(&text, imapplace_write(&place));
    g_assert_cmpstr(text, ==, "7 12");
    for (guint i = 0; i < G_N_ELEMENTS(wrong); i++)
        g_assert_false(imapplace_read(wrong[i], &place));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/imapnames/find", test_find);
    g_test_add_func("/imapnames/explain", test_explain);
    g_test_add_func("/imapnames/set", test_set);
    g_test_add_func("/imapnames/place", test_place);
    return g_test_run();
}
