/* aftercare.c - letters wait until they are kept, and go together as far as they are of one folder
 */

#include "scan/aftercare.h"

static void
close_batch(Aftercare *aftercare, gint64 position, const char *folder, const char *place)
{
    PlainCount *plain = plaincount_new();
    const WireWork work = {.messages = 1};
    WirePlace done = {0};

    aftercare_add(aftercare, EVENT_BOUNCE, place);
    plaincount_add(plain, folder, 0, 1);
    wire_place_set(&done, folder, place);
    aftercare_close(aftercare, position, &done, &work, plain);
    wire_place_clear(&done);
}

/* A PlainCountFunc */
static gboolean
sum(const char *folder G_GNUC_UNUSED, gint64 day G_GNUC_UNUSED, gint64 count, gpointer data,
    GError **error G_GNUC_UNUSED)
{
    *(gint64 *)data += count;
    return TRUE;
}

/* "INBOX 2: 1 2, 2 plain": where it is read to, the letters, and the plain mail, one for each. */
static char *
describe(const Batch *batch)
{
    g_autoptr(GString) text = g_string_new("");
    const GPtrArray *letters = batch->letters[EVENT_BOUNCE];
    gint64 plain = 0;

    plaincount_each(batch->plain, sum, &plain, NULL);
    g_assert_cmpint(batch->work.messages, ==, plain);
    g_string_printf(text, "%s %s:", batch->done.folder, batch->done.place);
    for (guint i = 0; i < letters->len; i++)
        g_string_append_printf(text, " %s", (const char *)g_ptr_array_index(letters, i));
    g_string_append_printf(text, ", %d plain", (int)plain);
    return g_string_free(g_steal_pointer(&text), FALSE);
}

static void
expect_take(Aftercare *aftercare, gint64 kept, const char *expected)
{
    g_autoptr(Batch) batch = aftercare_take(aftercare, kept);
    g_autofree char *got = batch ? describe(batch) : g_strdup("");

    g_assert_cmpstr(got, ==, expected);
}

static void
test_take(void)
{
    g_autoptr(Aftercare) aftercare = aftercare_new();

    expect_take(aftercare, 9, "");
    close_batch(aftercare, 1, "INBOX", "1");
    close_batch(aftercare, 2, "INBOX", "2");
    close_batch(aftercare, 3, "INBOX", "3");
    close_batch(aftercare, 4, "Junk", "1");
    close_batch(aftercare, 5, "INBOX", "4");
    expect_take(aftercare, 0, "");
    expect_take(aftercare, 2, "INBOX 2: 1 2, 2 plain");
    expect_take(aftercare, 2, "");
    expect_take(aftercare, 5, "INBOX 3: 3, 1 plain");
    expect_take(aftercare, 5, "Junk 1: 1, 1 plain");
    g_assert_true(aftercare_is_waiting(aftercare));
    expect_take(aftercare, 5, "INBOX 4: 4, 1 plain");
    g_assert_false(aftercare_is_waiting(aftercare));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/aftercare/take", test_take);
    return g_test_run();
}
