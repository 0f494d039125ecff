/* reportcounsel.c - what a report advises, out of the store */

#include "base/time.h"
#include "cli/reportfacts.h"
#include "event/fields.h"
#include "render/reportwords.h"

#include <string.h>

#define MOVES_MAX 3
#define MEANINGS_MAX 16 /* Gmail's 5.7.1 has fewer */
#define PEOPLE_MAX 5

/* People are looked for among so many automatic replies, the newest. */
#define REPLIES_MAX 500

static void
free_move(gpointer data)
{
    ReportMove *move = data;

    store_move_free(move->move);
    event_free(move->newest);
    g_free(move);
}

/* Whether the reader, or who runs the sending server, can do something; and it is known what. */
static gboolean
is_ours_to_make(const StoreMove *move)
{
    Reason reason;

    return (report_moves_parse(move->move) & (MOVE_YOU | MOVE_HOST)) &&
           reason_from_name(move->reason, &reason) && reason != REASON_UNCLASSIFIED &&
           reason != REASON_UNSTATED;
}

static gboolean
is_removal(const StoreMove *move)
{
    Reason reason;

    return reason_from_name(move->reason, &reason) && reason_is_dead_address(reason);
}

/* Nobody is asked to remove addresses where none is hard, or known any more. */
static gboolean
is_worth_making(const ReportFacts *facts, const StoreMove *move)
{
    return is_ours_to_make(move) && (facts->report.dead > 0 || !is_removal(move));
}

/* Dead addresses are removed in one go, for whatever reason they are dead. */
static void
join_removals(GPtrArray *moves)
{
    StoreMove *first = NULL;

    for (guint i = 0; i < moves->len; i++) {
        StoreMove *move = g_ptr_array_index(moves, i);

        if (!is_removal(move))
            continue;
        if (!first) {
            first = move;
            continue;
        }
        first->count += move->count;
        if (strcmp(move->first_day, first->first_day) < 0) {
            g_free(first->first_day);
            first->first_day = g_strdup(move->first_day);
        }
        g_ptr_array_remove_index(moves, i--);
    }
    g_ptr_array_sort(moves, store_move_compare);
}

static gint64
first_day(const GPtrArray *moves)
{
    gint64 first = 0;
    gint64 day;

    for (guint i = 0; i < moves->len; i++) {
        const StoreMove *move = g_ptr_array_index(moves, i);

        if (time_parse_day(move->first_day, 0, &day) && (!first || day < first))
            first = day;
    }
    return first;
}

/* Takes over move. NULL with an error. */
static ReportMove *
make_move(ReportFacts *facts, const StoreFilter *filter, StoreMove *owned_move, GError **error)
{
    ReportMove *move = g_new0(ReportMove, 1);
    g_autoptr(GError) trouble = NULL;

    move->move = owned_move;
    move->is_removal = is_removal(owned_move);
    move->newest = store_newest_of_move(facts->store, filter, owned_move, &trouble);
    if (!trouble)
        return move;
    g_propagate_error(error, g_steal_pointer(&trouble));
    free_move(move);
    return NULL;
}

/* The first of moves, which lose them. NULL with an error. */
static GPtrArray *
take_moves(ReportFacts *facts, const StoreFilter *filter, GPtrArray *moves, guint max,
           GError **error)
{
    g_autoptr(GPtrArray) taken = g_ptr_array_new_with_free_func(free_move);

    while (moves->len > 0 && taken->len < max) {
        ReportMove *move = make_move(facts, filter, g_ptr_array_steal_index(moves, 0), error);

        if (!move)
            return NULL;
        g_ptr_array_add(taken, move);
    }
    return g_steal_pointer(&taken);
}

static gboolean
find_moves(ReportFacts *facts, GError **error)
{
    g_autoptr(GPtrArray) moves = store_moves(facts->store, &facts->filter, error);

    if (!moves)
        return FALSE;
    facts->report.first_failure = first_day(moves);
    for (guint i = moves->len; i > 0; i--) {
        if (!is_worth_making(facts, g_ptr_array_index(moves, i - 1)))
            g_ptr_array_remove_index(moves, i - 1);
    }
    join_removals(moves);
    facts->moves = take_moves(facts, &facts->filter, moves, MOVES_MAX, error);
    facts->report.moves = facts->moves;
    return facts->moves != NULL;
}

/* Of what the filter asks for; where that is something else there are none. */
static gboolean
find_meanings(ReportFacts *facts, GError **error)
{
    StoreFilter filter = facts->filter;
    g_autoptr(GPtrArray) moves = NULL;

    if (!reportfacts_narrow(&filter.provider, REPORT_MEANINGS_PROVIDER) ||
        !reportfacts_narrow(&filter.status, REPORT_MEANINGS_STATUS))
        return TRUE;
    moves = store_moves(facts->store, &filter, error);
    facts->meanings = moves ? take_moves(facts, &filter, moves, MEANINGS_MAX, error) : NULL;
    facts->report.meanings = facts->meanings;
    return facts->meanings != NULL;
}

typedef struct {
    GHashTable *seen; /* addresses */
    GPtrArray *people;
    guint left_out;
    char *today; /* who was back by then is not away */
} Gathering;

static gboolean
is_worth_telling(const Gathering *gathering, const Event *event)
{
    return event->reason == REASON_HAS_MOVED || strcmp(event->return_date, gathering->today) >= 0;
}

/* Events come newest first, so that the first of an address is what holds today. */
static gboolean
take_person(const Event *event, gpointer data, GError **error G_GNUC_UNUSED)
{
    Gathering *gathering = data;
    g_autofree char *address = g_ascii_strdown(event->recipient, -1);

    if (!*address || !g_hash_table_add(gathering->seen, g_steal_pointer(&address)) ||
        !is_worth_telling(gathering, event))
        return TRUE;
    if (gathering->people->len < PEOPLE_MAX)
        g_ptr_array_add(gathering->people, event_copy(event));
    else
        gathering->left_out++;
    return TRUE;
}

static gboolean
find_people(ReportFacts *facts, GError **error)
{
    Gathering gathering = {.people = event_array_new()};
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autofree char *today = time_day_name(facts->filter.until - 1);
    StoreFilter replies = facts->filter;
    gboolean found;

    facts->people = gathering.people;
    gathering.seen = seen;
    gathering.today = today;
    replies.type = event_type_name(EVENT_AUTO_REPLY);
    found = store_each_event(facts->store, &replies, REPLIES_MAX, take_person, &gathering, error);
    facts->report.people = facts->people;
    facts->report.people_left_out = gathering.left_out;
    return found;
}

gboolean
reportfacts_counsel(ReportFacts *facts, GError **error)
{
    return find_moves(facts, error) && find_meanings(facts, error) && find_people(facts, error);
}

void
reportfacts_clear_counsel(ReportFacts *facts)
{
    g_clear_pointer(&facts->moves, g_ptr_array_unref);
    g_clear_pointer(&facts->meanings, g_ptr_array_unref);
    g_clear_pointer(&facts->people, g_ptr_array_unref);
}
