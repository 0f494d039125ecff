/* imapfolders.c - the folders of an IMAP account, and the one that somebody means */

#include "mailbox/imapfolders.h"

#include "base/nearest.h"
#include "base/text.h"
#include "mailbox/utf7.h"

#include <glib/gi18n.h>
#include <string.h>

/* Folders that are listed; and told, where none is like the one that is missing. */
#define FOLDERS_MAX 10000
#define FOLDERS_TOLD 8

static const ImapRoom list_room = {4 * 1024, 4 * 1024 * 1024};

/* What servers put in front of what people see. */
static const char *const prefixes[] = {"", "inbox/", "[gmail]/", "[google mail]/"};

/* The names that servers and webmails (English and French) give the folder of a use, in lower case.
 */
static const struct {
    const char *use; /* RFC 6154 */
    const char *names[14];
} uses[] = {
    {"Junk",
     {"junk", "spam", "junk email", "junk e-mail", "bulk", "bulk mail", "indésirables",
      "courrier indésirable", "courriers indésirables", "pourriel", "pourriels", "quarantaine"}},
    {"Trash",
     {"trash", "corbeille", "deleted items", "deleted messages", "éléments supprimés",
      "messages supprimés"}},
    {"Sent",
     {"sent", "sent items", "sent messages", "sent mail", "envoyés", "envoyé", "éléments envoyés",
      "messages envoyés", "outbox"}},
    {"Drafts", {"drafts", "draft", "brouillons"}},
    {"Archive", {"archive", "archives"}},
    {"All", {"all mail", "all", "tous les messages"}},
    {"Inbox", {"inbox", "boîte de réception", "courrier entrant"}},
};

ImapFolder *
imapfolder_new(const char *wire, const char *use, char delimiter, gboolean is_box)
{
    ImapFolder *folder = g_new0(ImapFolder, 1);

    folder->wire = g_strdup(wire);
    folder->name = utf7_decode(wire);
    if (!folder->name) /* as some servers write them: let it be seen, and opened as it is */
        folder->name = text_to_utf8(wire, strlen(wire));
    folder->use = g_strdup(use);
    folder->delimiter = delimiter;
    folder->is_box = is_box;
    return folder;
}

void
imapfolder_free(ImapFolder *folder)
{
    if (!folder)
        return;
    g_free(folder->name);
    g_free(folder->wire);
    g_free(folder->use);
    g_free(folder);
}

static void
free_folder(gpointer folder)
{
    imapfolder_free(folder);
}

/* The list. */

/* The use among flags, and whether the folder can be opened. */
static const char *
use_of(const struct mailimap_mbx_list_flags *flags, gboolean *is_box)
{
    const char *use = "";

    *is_box = TRUE;
    if (!flags)
        return use;
    if (flags->mbf_type == MAILIMAP_MBX_LIST_FLAGS_SFLAG)
        *is_box = flags->mbf_sflag != MAILIMAP_MBX_LIST_SFLAG_NOSELECT;
    for (clistiter *i = clist_begin(flags->mbf_oflags); i; i = clist_next(i)) {
        const struct mailimap_mbx_list_oflag *flag = clist_content(i);

        if (flag->of_type != MAILIMAP_MBX_LIST_OFLAG_FLAG_EXT || !flag->of_flag_ext)
            continue;
        if (g_ascii_strcasecmp(flag->of_flag_ext, "NonExistent") == 0) /* RFC 5258 */
            *is_box = FALSE;
        for (gsize j = 0; j < G_N_ELEMENTS(uses); j++)
            if (g_ascii_strcasecmp(flag->of_flag_ext, uses[j].use) == 0)
                use = uses[j].use;
    }
    return use;
}

/* A name may come as a literal, and hold what would be a command of its own in one of ours. */
static gboolean
can_be_asked_for(const char *wire)
{
    while (*wire && !g_ascii_iscntrl(*wire))
        wire++;
    return *wire == '\0';
}

static gint
compare_folders(gconstpointer a, gconstpointer b)
{
    const ImapFolder *const *first = a;
    const ImapFolder *const *second = b;

    return strcmp((*first)->name, (*second)->name);
}

GPtrArray *
imapfolders_list(ImapSession *session, GError **error)
{
    g_autoptr(GPtrArray) folders = g_ptr_array_new_with_free_func(free_folder);
    ImapAnswer answer = imapsession_ask(session, "LIST \"\" \"*\"", &list_room, error);
    const struct mailimap_response_info *info = session->imap->imap_response_info;

    if (answer == IMAP_LOST)
        return NULL;
    if (answer == IMAP_NO || !info || !info->rsp_mailbox_list)
        return g_steal_pointer(&folders);
    for (clistiter *i = clist_begin(info->rsp_mailbox_list); i && folders->len < FOLDERS_MAX;
         i = clist_next(i)) {
        const struct mailimap_mailbox_list *found = clist_content(i);
        gboolean is_box;
        const char *use = use_of(found->mb_flag, &is_box);

        if (can_be_asked_for(found->mb_name))
            g_ptr_array_add(folders,
                            imapfolder_new(found->mb_name, use, found->mb_delimiter, is_box));
    }
    g_ptr_array_sort(folders, compare_folders);
    return g_steal_pointer(&folders);
}

/* The one that is meant. */

/* A name in one spelling: lower case, "/" between levels, whichever of the usual ones it was. */
static char *
plain_name(const char *name, char delimiter)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    char *plain = g_utf8_normalize(lower, -1, G_NORMALIZE_NFC);

    for (char *c = plain; *c; c++)
        if (*c == '.' || (delimiter && *c == delimiter))
            *c = '/';
    return plain;
}

/* What is behind the prefix of a name in plain spelling. */
static const char *
skip_prefix(const char *plain)
{
    for (gsize i = G_N_ELEMENTS(prefixes) - 1; i > 0; i--)
        if (g_str_has_prefix(plain, prefixes[i]))
            return plain + strlen(prefixes[i]);
    return plain;
}

static const char *
use_by_name(const char *plain)
{
    for (gsize i = 0; i < G_N_ELEMENTS(uses); i++)
        for (gsize j = 0; j < G_N_ELEMENTS(uses[i].names) && uses[i].names[j]; j++)
            if (g_str_equal(uses[i].names[j], plain))
                return uses[i].use;
    return "";
}

/* Ways to be meant, the surest first. wanted is as it was written, and in plain spelling. */
typedef gboolean (*IsMeant)(const ImapFolder *folder, const char *wanted, const char *plain);

static gboolean
is_same(const ImapFolder *folder, const char *wanted, const char *plain G_GNUC_UNUSED)
{
    return g_str_equal(folder->name, wanted) || g_str_equal(folder->wire, wanted);
}

static gboolean
is_same_in_plain(const ImapFolder *folder, const char *wanted G_GNUC_UNUSED, const char *plain)
{
    g_autofree char *name = plain_name(folder->name, folder->delimiter);

    return g_str_equal(name, plain);
}

static gboolean
is_same_behind_prefix(const ImapFolder *folder, const char *wanted G_GNUC_UNUSED, const char *plain)
{
    g_autofree char *name = plain_name(folder->name, folder->delimiter);

    return g_str_equal(skip_prefix(name), skip_prefix(plain));
}

static gboolean
has_use(const ImapFolder *folder, const char *wanted G_GNUC_UNUSED, const char *plain)
{
    const char *use = use_by_name(skip_prefix(plain));

    return *use && g_str_equal(folder->use, use);
}

static gboolean
has_name_of_use(const ImapFolder *folder, const char *wanted G_GNUC_UNUSED, const char *plain)
{
    g_autofree char *name = plain_name(folder->name, folder->delimiter);
    const char *use = use_by_name(skip_prefix(plain));

    return *use && g_str_equal(use_by_name(skip_prefix(name)), use);
}

static const IsMeant ways[] = {is_same, is_same_in_plain, is_same_behind_prefix, has_use,
                               has_name_of_use};

const ImapFolder *
imapfolders_find(const GPtrArray *folders, const char *wanted)
{
    for (gsize way = 0; way < G_N_ELEMENTS(ways); way++)
        for (guint i = 0; i < folders->len; i++) {
            const ImapFolder *folder = g_ptr_array_index(folders, i);
            g_autofree char *plain = plain_name(wanted, folder->delimiter);

            if (folder->is_box && ways[way](folder, wanted, plain))
                return folder;
        }
    return NULL;
}

char *
imapfolders_explain(const GPtrArray *folders, const char *wanted)
{
    g_autoptr(GPtrArray) names = g_ptr_array_new();
    g_autoptr(GString) text = g_string_new("");
    const char *nearest;

    g_string_append_printf(text, _("there is no folder \"%s\""), wanted);
    for (guint i = 0; i < folders->len; i++)
        g_ptr_array_add(names, ((const ImapFolder *)g_ptr_array_index(folders, i))->name);
    g_ptr_array_add(names, NULL);
    nearest = nearest_word(wanted, (const char *const *)names->pdata);
    if (nearest)
        g_string_append_printf(text, _("; did you mean \"%s\"?"), nearest);
    else
        for (guint i = 0; i < MIN(folders->len, FOLDERS_TOLD); i++)
            g_string_append_printf(text, "%s%s", i ? ", " : _("; there are: "),
                                   (const char *)g_ptr_array_index(names, i));
    if (!nearest && folders->len > FOLDERS_TOLD)
        g_string_append(text, ", ...");
    return text_printable(text->str);
}

/* Making one. */

static char
delimiter_of(const GPtrArray *folders)
{
    for (guint i = 0; i < folders->len; i++) {
        const ImapFolder *folder = g_ptr_array_index(folders, i);

        if (folder->delimiter)
            return folder->delimiter;
    }
    return '/';
}

/* People part the levels of a name by "/", whatever the server does. */
static char *
wire_name(const char *prefix, const char *name, char delimiter)
{
    g_autofree char *plain = g_strconcat(prefix, name, NULL);

    g_strdelimit(plain, "/", delimiter);
    return utf7_encode(plain);
}

static gboolean
fail_create(const ImapSession *session, const char *name, GError **error)
{
    g_autofree char *said = imapsession_told(session);

    return imapsession_fail(session, MAILBOX_ERROR_FOLDER, error,
                            _("there is no folder \"%s\", and the server does not make it%s"), name,
                            said);
}

/* Some servers have all folders below INBOX, and refuse others. */
const ImapFolder *
imapfolders_create(ImapSession *session, GPtrArray *folders, const char *name, GError **error)
{
    static const char *const above[] = {"", "INBOX/"};

    for (gsize i = 0; i < G_N_ELEMENTS(above); i++) {
        char delimiter = delimiter_of(folders);
        g_autofree char *wire = wire_name(above[i], name, delimiter);
        g_autofree char *quoted = imapsession_quote(wire);
        g_autofree char *command = g_strconcat("CREATE ", quoted, NULL);
        ImapAnswer answer = imapsession_ask(session, command, &imapsession_small, error);

        if (answer == IMAP_LOST)
            return NULL;
        if (answer == IMAP_NO)
            continue;
        g_ptr_array_add(folders, imapfolder_new(wire, "", delimiter, TRUE));
        return g_ptr_array_index(folders, folders->len - 1);
    }
    fail_create(session, name, error);
    return NULL;
}
