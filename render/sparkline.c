/* sparkline.c - numbers day by day, one column of a terminal for each day or few */

#include "render/sparkline.h"

/* From nothing to most. */
static const char *const blocks[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
static const char *const ascii[] = {".", ":", "-", "=", "+", "*", "#", "%", "@"};

guint
sparkline_days(guint count, int width)
{
    guint columns = (guint)MAX(width, 1);

    return MAX((count + columns - 1) / columns, 1);
}

static gint64
sum(const gint64 *days, guint count)
{
    gint64 total = 0;

    for (guint i = 0; i < count; i++)
        total += days[i];
    return total;
}

/* What each column stands for. The first has the days that are left over. */
static GArray *
make_columns(const gint64 *days, guint count, guint each)
{
    GArray *columns = g_array_new(FALSE, FALSE, sizeof(gint64));
    guint first = count % each ? count % each : MIN(each, count);
    guint length = first;

    for (guint i = 0; i < count; i += length, length = each) {
        gint64 total = sum(days + i, length);

        g_array_append_val(columns, total);
    }
    return columns;
}

static const char *
find_level(gint64 value, gint64 most, const char *const *levels, guint count)
{
    if (value <= 0)
        return levels[0];
    return levels[1 + (value * (count - 1) - 1) / most];
}

char *
sparkline(const gint64 *days, guint count, guint each, gboolean utf8)
{
    g_autoptr(GArray) columns = make_columns(days, count, each);
    const char *const *levels = utf8 ? blocks : ascii;
    guint level_count = utf8 ? G_N_ELEMENTS(blocks) : G_N_ELEMENTS(ascii);
    GString *line = g_string_new("");
    gint64 most = 0;

    for (guint i = 0; i < columns->len; i++)
        most = MAX(most, g_array_index(columns, gint64, i));
    for (guint i = 0; i < columns->len; i++)
        g_string_append(line,
                        find_level(g_array_index(columns, gint64, i), most, levels, level_count));
    return g_string_free(line, FALSE);
}

char *
sparkline_bar(gint64 part, gint64 whole, int width, gboolean utf8)
{
    GString *bar = g_string_new("");
    gint64 columns = whole > 0 ? (part * width + whole - 1) / whole : 0;

    for (gint64 i = 0; i < columns; i++)
        g_string_append(bar, utf8 ? "█" : "#");
    return g_string_free(bar, FALSE);
}
