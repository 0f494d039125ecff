/* quarantine.c - which message kills its reader, and when to start that again */

#include "scan/quarantine.h"

/* A message that did it so often is shut away. */
#define KILLS 2

/* Deaths in a row after which it is no message's fault. */
#define DEATHS 5

#define FIRST_PAUSE (G_USEC_PER_SEC / 20)
#define LONGEST_PAUSE (10 * G_USEC_PER_SEC)

static void
free_place(gpointer data)
{
    WirePlace *place = data;

    wire_place_clear(place);
    g_free(place);
}

void
quarantine_init(Quarantine *quarantine)
{
    *quarantine = (Quarantine){0};
    wire_place_set(&quarantine->suspect, "", "");
    quarantine->skip = g_ptr_array_new_with_free_func(free_place);
}

void
quarantine_clear(Quarantine *quarantine)
{
    wire_place_clear(&quarantine->suspect);
    g_clear_pointer(&quarantine->skip, g_ptr_array_unref);
}

static gboolean
is_suspect(const Quarantine *quarantine, const WirePlace *place)
{
    return g_str_equal(quarantine->suspect.folder, place->folder) &&
           g_str_equal(quarantine->suspect.place, place->place);
}

static void
shut_away(Quarantine *quarantine, const WirePlace *place)
{
    WirePlace *copy = g_new0(WirePlace, 1);

    wire_place_set(copy, place->folder, place->place);
    g_ptr_array_add(quarantine->skip, copy);
}

QuarantineAdvice
quarantine_note_death(Quarantine *quarantine, const WirePlace *begun, gboolean is_lost)
{
    quarantine->deaths++;
    if (*begun->folder) {
        quarantine->suspect_kills = is_suspect(quarantine, begun) ? quarantine->suspect_kills : 0;
        wire_place_set(&quarantine->suspect, begun->folder, begun->place);
        if (++quarantine->suspect_kills >= KILLS) {
            shut_away(quarantine, begun);
            if (!is_lost)
                quarantine_note_progress(quarantine);
            return QUARANTINE_SKIP;
        }
    }
    return quarantine->deaths < DEATHS ? QUARANTINE_TRY_AGAIN : QUARANTINE_GIVE_UP;
}

void
quarantine_note_progress(Quarantine *quarantine)
{
    quarantine->deaths = 0;
}

gint64
quarantine_pause(const Quarantine *quarantine)
{
    gint64 pause = FIRST_PAUSE;

    for (guint i = 1; i < quarantine->deaths && pause < LONGEST_PAUSE; i++)
        pause *= 3;
    return MIN(pause, LONGEST_PAUSE);
}
