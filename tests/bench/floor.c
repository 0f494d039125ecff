/* floor.c - the least that reading mail with GMime costs (make bench) */

#include <glib.h>
#include <gmime/gmime.h>
#include <string.h>

static void walk(GMimeObject *object);

/* Into nothing; text is turned into UTF-8 on the way. */
static void
decode(GMimePart *part)
{
    GMimeDataWrapper *content = g_mime_part_get_content(part);
    const char *charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
    GMimeStream *stream = g_mime_stream_null_new();

    if (GMIME_IS_TEXT_PART(part) && charset && g_ascii_strcasecmp(charset, "utf-8") != 0) {
        GMimeStream *filtered = g_mime_stream_filter_new(stream);
        GMimeFilter *filter = g_mime_filter_charset_new(charset, "UTF-8");

        if (filter) {
            g_mime_stream_filter_add(GMIME_STREAM_FILTER(filtered), filter);
            g_object_unref(filter);
        }
        g_object_unref(stream);
        stream = filtered;
    }
    if (content)
        g_mime_data_wrapper_write_to_stream(content, stream);
    g_object_unref(stream);
}

static void
walk_children(GMimeMultipart *multipart)
{
    for (int i = 0; i < g_mime_multipart_get_count(multipart); i++)
        walk(g_mime_multipart_get_part(multipart, i));
}

/* A returned message is not opened: nobody needs its body to tell why it came back. */
static void
walk(GMimeObject *object)
{
    if (GMIME_IS_MULTIPART(object))
        walk_children(GMIME_MULTIPART(object));
    else if (GMIME_IS_PART(object))
        decode(GMIME_PART(object));
}

static void
read_message(const char *path, gboolean construct_only)
{
    g_autofree char *bytes = NULL;
    gsize length;
    GMimeStream *stream;
    GMimeParser *parser;
    GMimeMessage *message;

    if (!g_file_get_contents(path, &bytes, &length, NULL))
        g_error("%s cannot be read", path);

    stream = g_mime_stream_mem_new_with_buffer(bytes, length);
    parser = g_mime_parser_new_with_stream(stream);
    message = g_mime_parser_construct_message(parser, NULL);
    if (message && !construct_only)
        walk(g_mime_message_get_mime_part(message));

    g_clear_object(&message);
    g_object_unref(parser);
    g_object_unref(stream);
}

int
main(int argc, char **argv)
{
    gboolean construct_only = argc == 3 && strcmp(argv[1], "--construct") == 0;
    const char *folder = argv[argc - 1];
    g_autoptr(GDir) dir = argc < 2 ? NULL : g_dir_open(folder, 0, NULL);
    const char *name;

    if (!dir) {
        g_printerr("usage: floor [--construct] FOLDER\n");
        return 2;
    }

    g_mime_init();
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        read_message(path, construct_only);
    }
    return 0;
}
