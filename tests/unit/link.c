/* link.c - a reader's pipes: what it waits for comes whole, and in pauses something else is done */

#include "scan/link.h"

#include "base/child.h"

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define PATIENCE 10             /* milliseconds, of the reader */
#define SLOWNESS (200 * 1000)   /* microseconds, of the writer */
#define BYTES (4 * 1024 * 1024) /* far more than a pipe takes */

static guint pauses;

/* A LinkPause. */
static void
count_pause(gpointer data)
{
    pauses += *(const guint *)data;
}

/* A ChildFunc: the reader. Tells many bytes, waits for an answer, and tells how often it paused. */
static int
tell_and_ask(int in, int out, gpointer data)
{
    Link link;
    g_autofree char *reply = NULL;

    link_init(&link, in, out);
    link.patience = PATIENCE;
    link.pause = data ? count_pause : NULL;
    link.pause_data = data;
    g_string_set_size(link.lines, BYTES);
    memset(link.lines->str, 'x', BYTES);
    link_write(&link);
    g_string_append_printf(link.lines, "%u\n", pauses);
    pauses = 0;
    reply = link_take_reply(&link);
    g_string_append_printf(link.lines, "%u %s\n", pauses, reply);
    link_write(&link);
    link_clear(&link);
    return 0;
}

static GString *
read_until(const Child *child, gsize length, char last)
{
    GString *got = g_string_new("");
    char bytes[4096];
    gssize count = 1;

    while (count > 0 && (got->len < length || got->str[got->len - 1] != last)) {
        count = read(child_out(child), bytes, sizeof bytes);
        g_string_append_len(got, bytes, MAX(count, 0));
    }
    return got;
}

/* The writer does something else first, then it answers in two halves. */
static void
check(guint *each, guint *while_telling, guint *while_asking)
{
    static const char *const halves[] = {"place 17", " 4\n"};
    const ChildLimits limits = {.files = 16};
    g_autoptr(Child) child = child_start(tell_and_ask, each, &limits, NULL);
    g_autoptr(GString) told = NULL;
    g_autoptr(GString) rest = NULL;
    g_autofree char *how = NULL;
    char text[16] = "";

    g_assert_nonnull(child);
    g_usleep(SLOWNESS);
    told = read_until(child, BYTES, 'x');
    g_assert_cmpuint(told->len, ==, BYTES);
    for (guint i = 0; i < G_N_ELEMENTS(halves); i++) {
        g_usleep(SLOWNESS);
        g_assert_cmpint(write(child_in(child), halves[i], strlen(halves[i])), ==,
                        (gssize)strlen(halves[i]));
    }
    rest = read_until(child, 4, '\n');
    how = child_end(child);
    g_assert_cmpstr(how, ==, "");
    g_assert_cmpint(sscanf(rest->str, "%u %u %15[^\n]", while_telling, while_asking, text), ==, 3);
    g_assert_cmpstr(text, ==, "17 4");
}

static void
test_pauses(void)
{
    guint each = 1;
    guint while_telling = 0;
    guint while_asking = 0;

    check(&each, &while_telling, &while_asking);
    g_assert_cmpuint(while_telling, >=, 3);
    g_assert_cmpuint(while_asking, >=, 6);
}

/* As before it is known what to do in pauses. */
static void
test_no_pauses(void)
{
    guint while_telling = 0;
    guint while_asking = 0;

    check(NULL, &while_telling, &while_asking);
    g_assert_cmpuint(while_telling + while_asking, ==, 0);
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/link/pauses", test_pauses);
    g_test_add_func("/link/no-pauses", test_no_pauses);
    return g_test_run();
}
