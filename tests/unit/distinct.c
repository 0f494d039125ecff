/* distinct.c - tests of db/distinct.c: it counts as a table of GLib does */

#include "db/distinct.h"

#define ADDED 100000

/* Hashes that come again, that are alike in their high or low bits, and those at both ends. */
static void
test_as_a_table(void)
{
    static const guint64 odd_ones[] = {0, 1, G_MAXUINT64, 0, G_MAXUINT64};
    g_autoptr(GHashTable) table = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    g_autoptr(GRand) chance = g_rand_new_with_seed(7);
    g_auto(Distinct) distinct = {0};

    for (guint i = 0; i < ADDED; i++) {
        guint64 number = g_rand_int(chance) % (ADDED / 2);
        guint64 hash = i < G_N_ELEMENTS(odd_ones) ? odd_ones[i]
                       : i % 3                    ? number << (i % 2 ? 40 : 0)
                                                  : number * G_GUINT64_CONSTANT(0x9e3779b97f4a7c15);
        gboolean is_new = g_hash_table_add(table, g_memdup2(&hash, sizeof hash));

        g_assert_cmpint(distinct_add(&distinct, hash), ==, is_new);
    }
    g_assert_cmpuint(distinct.count, ==, g_hash_table_size(table));
}

static void
test_empty(void)
{
    g_auto(Distinct) distinct = {0};

    distinct_clear(&distinct);
    g_assert_true(distinct_add(&distinct, 7));
    distinct_clear(&distinct);
    g_assert_cmpuint(distinct.count, ==, 0);
    g_assert_true(distinct_add(&distinct, 7));
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/distinct/as a table", test_as_a_table);
    g_test_add_func("/distinct/empty", test_empty);
    return g_test_run();
}
