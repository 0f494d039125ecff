/* suppress.c - tests of the policy for addresses: evidence in, state out */

#include "base/time.h"
#include "cli/suppresspolicy.h"

#include <string.h>

#define NOON G_GINT64_CONSTANT(1714737600) /* 3 May 2024, 12:00 */
#define HOUR (60 * 60)

typedef struct {
    gint64 count;
    gint64 days; /* from the first to the last */
    Ours ours;
} Row;

static StoreEvidence
evidence_of(const Row *row)
{
    StoreEvidence evidence = {.count = row->count,
                              .first = NOON,
                              .last = NOON + row->days * TIME_DAY,
                              .ours = row->ours,
                              .reason = REASON_USER_UNKNOWN};

    return evidence;
}

static void
test_judge(void)
{
    static const struct {
        Row hard;
        Row soft;
        Row complaint;
        StoreDecision decision;
        Ours trust;
        SuppressState state;
        guint kind;
    } rows[] = {
        {.trust = OURS_YES, .state = SUPPRESS_NOT},
        {{1, 0, OURS_YES}, .trust = OURS_YES, .state = SUPPRESS_REMOVE, .kind = EVIDENCE_HARD},
        {{1, 0, OURS_LIKELY}, .trust = OURS_YES, .state = SUPPRESS_CONFIRM},
        {{1, 0, OURS_LIKELY}, .trust = OURS_LIKELY, .state = SUPPRESS_REMOVE},
        {{1, 0, OURS_UNKNOWN}, .trust = OURS_LIKELY, .state = SUPPRESS_CONFIRM},
        {{1, 0, OURS_UNKNOWN}, .trust = OURS_UNKNOWN, .state = SUPPRESS_REMOVE},
        {.soft = {4, 30, OURS_YES}, .trust = OURS_YES, .state = SUPPRESS_NOT},
        {.soft = {5, 13, OURS_YES}, .trust = OURS_YES, .state = SUPPRESS_NOT},
        {.soft = {5, 14, OURS_YES},
         .trust = OURS_YES,
         .state = SUPPRESS_REMOVE,
         .kind = EVIDENCE_SOFT},
        {.complaint = {1, 0, OURS_YES},
         .trust = OURS_YES,
         .state = SUPPRESS_REMOVE,
         .kind = EVIDENCE_COMPLAINT},
        {{1, 0, OURS_LIKELY},
         .complaint = {1, 0, OURS_YES},
         .trust = OURS_YES,
         .state = SUPPRESS_REMOVE,
         .kind = EVIDENCE_COMPLAINT},
        {{1, 0, OURS_YES}, .decision = DECISION_KEEP, .trust = OURS_YES, .state = SUPPRESS_KEPT},
        {.decision = DECISION_KEEP, .trust = OURS_YES, .state = SUPPRESS_NOT},
        {.decision = DECISION_ADD,
         .trust = OURS_YES,
         .state = SUPPRESS_REMOVE,
         .kind = SUPPRESS_BY_HAND},
    };
    static char address[] = "user@example.net";

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const SuppressPolicy policy = {rows[i].trust, SUPPRESS_SOFT_COUNT, SUPPRESS_SOFT_DAYS,
                                       TRUE};
        const StoreSuspect suspect = {
            .address = address,
            .evidence = {evidence_of(&rows[i].hard), evidence_of(&rows[i].soft),
                         evidence_of(&rows[i].complaint)},
            .decision = rows[i].decision,
        };
        Suppression line = suppress_judge(&suspect, &policy);

        g_assert_cmpint(line.state, ==, rows[i].state);
        if (line.state == SUPPRESS_REMOVE)
            g_assert_cmpint(line.kind, ==, rows[i].kind);
    }
}

static void
test_address(void)
{
    static const struct {
        const char *text;
        gboolean is;
    } rows[] = {
        {"user@example.net", TRUE},       {"élodie@example.net", TRUE},
        {"u+tag=x@example.net", TRUE},    {"", FALSE},
        {"@example.net", FALSE},          {"user@", FALSE},
        {"example.net", FALSE},           {"user@a@example.net", FALSE},
        {"us er@example.net", FALSE},     {"user@example.net\nother@example.net", FALSE},
        {"\"us er\"@example.net", FALSE}, {"u@example.net,v@example.net", FALSE},
        {"u\302\240@example.net", FALSE}, {"u\342\200\250@example.net", FALSE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpint(suppression_is_address(rows[i].text), ==, rows[i].is);
}

/* So many addresses of a provider, from that hour on, one each so many minutes. */
typedef struct {
    const char *provider;
    guint count;
    gint64 hour;
    gint64 minutes;
    gint64 again; /* days until the last refusal */
} Refusals;

static void
free_suspect(gpointer data)
{
    StoreSuspect *suspect = data;

    g_free(suspect->address);
    g_free(suspect->provider);
    g_free(suspect);
}

static void
add_refusals(GPtrArray *suspects, GPtrArray *lines, const Refusals *refusals)
{
    static char domain[] = "example.net";

    for (guint i = 0; i < refusals->count; i++) {
        const Row row = {1, refusals->again, OURS_YES};
        StoreSuspect *suspect = g_new0(StoreSuspect, 1);
        Suppression line = {suspect, SUPPRESS_REMOVE, EVIDENCE_HARD};

        suspect->address = g_strdup_printf("u%u@example.net", suspects->len);
        suspect->provider = g_strdup(refusals->provider);
        suspect->domain = domain;
        suspect->evidence[EVIDENCE_HARD] = evidence_of(&row);
        suspect->evidence[EVIDENCE_HARD].first +=
            refusals->hour * HOUR + i * refusals->minutes * 60;
        suspect->evidence[EVIDENCE_HARD].last += refusals->hour * HOUR + i * refusals->minutes * 60;
        g_ptr_array_add(suspects, suspect);
        g_ptr_array_add(lines, g_memdup2(&line, sizeof line));
    }
}

static void
test_guard(void)
{
    static const struct {
        const char *what;
        Refusals refusals[3];
        gint64 held;
        guint bursts;
    } rows[] = {
        {"few", {{"orange", 9, 0, 1, 0}}, 0, 0},
        {"a burst", {{"orange", 10, 0, 20, 0}}, 10, 1},
        {"across midnight", {{"orange", 10, 10, 20, 0}}, 10, 1},
        {"slowly", {{"orange", 100, 0, 24 * 60, 0}}, 0, 0},
        {"at two providers", {{"orange", 9, 0, 1, 0}, {"free", 9, 0, 1, 0}}, 0, 0},
        {"each at its own", {{"orange", 12, 0, 1, 0}, {"free", 10, 0, 1, 0}}, 22, 2},
        {"as many as ever", {{"orange", 10, -240, 1, 5}, {"orange", 30, 0, 1, 0}}, 0, 0},
        {"far more than ever", {{"orange", 10, -240, 1, 5}, {"orange", 31, 0, 1, 0}}, 31, 1},
        {"what was long ago", {{"orange", 10, -100 * 24, 1, 5}, {"orange", 30, 0, 1, 0}}, 30, 1},
        {"refused again a day later", {{"orange", 10, 0, 1, 1}, {"orange", 2, 1, 1, 0}}, 2, 1},
        {"no provider: by domain", {{"", 10, 0, 1, 0}}, 10, 1},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(GPtrArray) suspects = g_ptr_array_new_with_free_func(free_suspect);
        g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
        g_autoptr(GPtrArray) bursts = NULL;
        gint64 held = 0;
        gint64 told = 0;

        for (guint n = 0; n < G_N_ELEMENTS(rows[i].refusals) && rows[i].refusals[n].provider; n++)
            add_refusals(suspects, lines, &rows[i].refusals[n]);
        bursts = suppress_guard(lines);
        for (guint n = 0; n < lines->len; n++)
            held += ((const Suppression *)g_ptr_array_index(lines, n))->state == SUPPRESS_HELD;
        for (guint n = 0; n < bursts->len; n++)
            told += ((const SuppressBurst *)g_ptr_array_index(bursts, n))->count;
        g_test_message("%s", rows[i].what);
        g_assert_cmpint(held, ==, rows[i].held);
        g_assert_cmpint(told, ==, rows[i].held);
        g_assert_cmpuint(bursts->len, ==, rows[i].bursts);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/suppress/judge", test_judge);
    g_test_add_func("/suppress/address", test_address);
    g_test_add_func("/suppress/guard", test_guard);
    return g_test_run();
}
