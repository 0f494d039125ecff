/* jsondata.c - objects for programs: values that may not be stated, and lines of JSON */

#include "render/jsondata.h"

#include "base/time.h"

#include <stdlib.h>

json_t *
jsondata_text(const char *text)
{
    return *text ? json_string(text) : json_null();
}

json_t *
jsondata_time(gint64 seconds)
{
    g_autofree char *text = time_format(seconds);

    return jsondata_text(text);
}

json_t *
jsondata_code(int reply_code)
{
    return reply_code ? json_integer(reply_code) : json_null();
}

/* ASCII, since words and addresses may hold whatever Unicode calls the end of a line. */
void
jsondata_write(const json_t *object, GString *out)
{
    char *json = json_dumps(object, JSON_COMPACT | JSON_ENSURE_ASCII);

    g_string_append(out, json);
    free(json);
}
