/* partgmime.c - parsers/part.c beside GMime's parser, on whole and on mutilated notices */

#include "base/autoptrs.h"
#include "parsers/part.h"
#include "parsers/tame.h"

#include <string.h>

#define SAMPLES "samples"

/* Mutilated forms of each sample, the same ones every time; one of so many may differ. */
#define FORMS 50
#define UNLIKE_MAX 1000

/*
 * Both trees as text: "multipart/mixed(text/plain[CHECKSUM] message/rfc822(...))". GMime's message
 * and its only part are one Part of ours.
 */
static void
add_content(GString *tree, const char *content, gsize length)
{
    g_autofree char *sum =
        g_compute_checksum_for_data(G_CHECKSUM_MD5, (const guchar *)content, length);

    g_string_append_printf(tree, "[%" G_GSIZE_FORMAT " %s]", length, sum);
}

static void
add_part(GString *tree, const Part *part)
{
    g_string_append_printf(tree, " %s/%s", part->type.type, part->type.subtype);
    if (part->kind == PART_LEAF) {
        add_content(tree, part->content, part->length);
        return;
    }
    g_string_append_c(tree, '(');
    for (guint i = 0; i < part->parts->len; i++)
        add_part(tree, g_ptr_array_index(part->parts, i));
    g_string_append_c(tree, ')');
}

static void add_object(GString *tree, GMimeObject *object);

static void
add_leaf(GString *tree, GMimePart *leaf)
{
    GMimeDataWrapper *content = g_mime_part_get_content(leaf);
    GMimeStream *stream = content ? g_mime_data_wrapper_get_stream(content) : NULL;
    g_autoptr(GMimeStream) copy = g_mime_stream_mem_new();
    GByteArray *bytes;

    if (stream) {
        g_mime_stream_reset(stream);
        g_mime_stream_write_to_stream(stream, copy);
    }
    bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(copy));
    add_content(tree, bytes->len ? (const char *)bytes->data : "", bytes->len);
}

static void
add_message(GString *tree, GMimeMessagePart *part)
{
    GMimeMessage *message = g_mime_message_part_get_message(part);

    g_string_append_c(tree, '(');
    if (message && g_mime_message_get_mime_part(message))
        add_object(tree, g_mime_message_get_mime_part(message));
    g_string_append_c(tree, ')');
}

static void
add_multipart(GString *tree, GMimeMultipart *multipart)
{
    g_string_append_c(tree, '(');
    for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
        add_object(tree, g_mime_multipart_get_part(multipart, i));
    g_string_append_c(tree, ')');
}

static void
add_object(GString *tree, GMimeObject *object)
{
    GMimeContentType *type = g_mime_object_get_content_type(object);

    g_string_append_printf(tree, " %s/%s", g_mime_content_type_get_media_type(type),
                           g_mime_content_type_get_media_subtype(type));
    if (GMIME_IS_MULTIPART(object))
        add_multipart(tree, GMIME_MULTIPART(object));
    else if (GMIME_IS_MESSAGE_PART(object))
        add_message(tree, GMIME_MESSAGE_PART(object));
    else
        add_leaf(tree, GMIME_PART(object));
}

static char *
our_tree(const char *bytes, gsize length)
{
    g_autoptr(Part) part = part_parse(bytes, length);
    GString *tree = g_string_new("");

    if (part)
        add_part(tree, part);
    return g_string_free(tree, FALSE);
}

static char *
their_tree(const char *bytes, gsize length)
{
    g_autoptr(GMimeStream) stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    GString *tree = g_string_new("");

    if (message && g_mime_message_get_mime_part(message))
        add_object(tree, g_mime_message_get_mime_part(message));
    g_clear_object(&message);
    g_object_unref(parser);
    return g_string_free(tree, FALSE);
}

/* Whether both make the same of a message. */
static gboolean
is_alike(const char *bytes, gsize length)
{
    g_autoptr(GBytes) whole = g_bytes_new(bytes, length);
    gboolean is_cut;
    g_autoptr(GBytes) tamed = tame(whole, &is_cut);
    g_autofree char *ours = NULL;
    g_autofree char *theirs = NULL;
    gconstpointer text;
    gsize size;

    if (!tamed)
        return TRUE;
    text = g_bytes_get_data(tamed, &size);
    ours = our_tree(text, size);
    theirs = their_tree(text, size);
    return strcmp(ours, theirs) == 0;
}

/* Ways to mutilate a message between two places of it. */
static void
drop(GString *mail, gsize from, gsize to)
{
    g_string_erase(mail, (gssize)from, (gssize)(to - from));
}

static void
repeat(GString *mail, gsize from, gsize to)
{
    g_autofree char *span = g_strndup(mail->str + from, to - from);

    g_string_insert(mail, (gssize)from, span);
}

static void
cut(GString *mail, gsize from, gsize to G_GNUC_UNUSED)
{
    g_string_truncate(mail, from);
}

static void
end_line(GString *mail, gsize from, gsize to G_GNUC_UNUSED)
{
    g_string_insert(mail, (gssize)from, "\n");
}

static void
begin_boundary(GString *mail, gsize from, gsize to G_GNUC_UNUSED)
{
    g_string_insert(mail, (gssize)from, "\n--");
}

static void
join_lines(GString *mail, gsize from, gsize to)
{
    char *lf = memchr(mail->str + from, '\n', to - from);

    if (lf)
        *lf = ' ';
}

static void
use_crlf(GString *mail, gsize from G_GNUC_UNUSED, gsize to G_GNUC_UNUSED)
{
    g_string_replace(mail, "\r\n", "\n", 0);
    g_string_replace(mail, "\n", "\r\n", 0);
}

static void (*const mutilations[])(GString *mail, gsize from, gsize to) = {
    drop, repeat, cut, end_line, begin_boundary, join_lines, use_crlf,
};

static void
mutilate(GString *mail, GRand *rand)
{
    for (int times = g_rand_int_range(rand, 1, 4); times > 0 && mail->len > 0; times--) {
        gsize from = (gsize)g_rand_int_range(rand, 0, (gint32)mail->len);
        gsize length = (gsize)g_rand_int_range(rand, 1, 400);
        gsize to = MIN(mail->len, from + length);

        mutilations[g_rand_int_range(rand, 0, G_N_ELEMENTS(mutilations))](mail, from, to);
    }
}

/* Of how many mutilated forms of a notice the two differ. */
static guint
count_unlike(const char *name, const char *bytes, gsize length)
{
    g_autoptr(GRand) rand = g_rand_new_with_seed(g_str_hash(name));
    guint count = 0;

    for (guint form = 0; form < FORMS; form++) {
        g_autoptr(GString) mail = g_string_new_len(bytes, (gssize)length);

        mutilate(mail, rand);
        count += !is_alike(mail->str, mail->len);
    }
    return count;
}

/*
 * Notices as they are, all of them. Mutilated ones but for few: where a boundary is used twice, one
 * within the other, or a Content-Type is broken in a word, each makes something else of it.
 */
static void
test_like_gmime(void)
{
    g_autoptr(GDir) folder = g_dir_open(SAMPLES, 0, NULL);
    const char *name;
    guint count = 0;
    guint unlike = 0;

    g_assert_nonnull(folder);
    while ((name = g_dir_read_name(folder))) {
        g_autofree char *path = g_build_filename(SAMPLES, name, NULL);
        g_autofree char *bytes = NULL;
        gsize length;

        if (!g_str_has_suffix(name, ".eml") || !g_file_get_contents(path, &bytes, &length, NULL))
            continue;
        if (!is_alike(bytes, length))
            g_error("GMime makes something else of %s", path);
        unlike += count_unlike(name, bytes, length);
        count++;
    }
    g_test_message("%u of %u mutilated notices are not alike", unlike, count * FORMS);
    g_assert_cmpuint(count, >, 100);
    g_assert_cmpuint(unlike * UNLIKE_MAX, <, count * FORMS);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_mime_init();
    g_test_add_func("/part/like-gmime", test_like_gmime);
    return g_test_run();
}
