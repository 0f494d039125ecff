/* aftercare.c - what is still to be done to notices, once they are in the store */

#include "scan/aftercare.h"

struct Aftercare {
    Batch *open;    /* being filled */
    GQueue waiting; /* of Batch, oldest first */
};

static Batch *
batch_new(void)
{
    Batch *batch = g_new0(Batch, 1);

    wire_place_set(&batch->done, "", "");
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        batch->letters[type] = g_ptr_array_new_with_free_func(g_free);
    return batch;
}

void
batch_free(Batch *batch)
{
    if (!batch)
        return;
    wire_place_clear(&batch->done);
    plaincount_free(batch->plain);
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        g_ptr_array_unref(batch->letters[type]);
    g_free(batch);
}

static void
free_batch(gpointer batch)
{
    batch_free(batch);
}

Aftercare *
aftercare_new(void)
{
    Aftercare *aftercare = g_new0(Aftercare, 1);

    aftercare->open = batch_new();
    g_queue_init(&aftercare->waiting);
    return aftercare;
}

void
aftercare_free(Aftercare *aftercare)
{
    if (!aftercare)
        return;
    batch_free(aftercare->open);
    g_queue_clear_full(&aftercare->waiting, free_batch);
    g_free(aftercare);
}

void
aftercare_add(Aftercare *aftercare, EventType type, const char *place)
{
    g_ptr_array_add(aftercare->open->letters[type], g_strdup(place));
}

void
aftercare_close(Aftercare *aftercare, gint64 position, const WirePlace *done, PlainCount *plain)
{
    Batch *batch = aftercare->open;

    batch->position = position;
    wire_place_set(&batch->done, done->folder, done->place);
    batch->plain = plain;
    g_queue_push_tail(&aftercare->waiting, batch);
    aftercare->open = batch_new();
}

Batch *
aftercare_take(Aftercare *aftercare, gint64 kept)
{
    const Batch *oldest = g_queue_peek_head(&aftercare->waiting);

    return oldest && oldest->position <= kept ? g_queue_pop_head(&aftercare->waiting) : NULL;
}

gboolean
aftercare_is_waiting(const Aftercare *aftercare)
{
    return aftercare->waiting.length > 0;
}
