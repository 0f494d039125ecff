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
aftercare_close(Aftercare *aftercare, gint64 position, const WirePlace *done, const WireWork *work,
                PlainCount *plain)
{
    Batch *batch = aftercare->open;

    batch->position = position;
    wire_place_set(&batch->done, done->folder, done->place);
    batch->work = *work;
    batch->plain = plain;
    g_queue_push_tail(&aftercare->waiting, batch);
    aftercare->open = batch_new();
}

/* The oldest batch, where it is kept. */
static Batch *
take_one(Aftercare *aftercare, gint64 kept)
{
    const Batch *oldest = g_queue_peek_head(&aftercare->waiting);

    return oldest && oldest->position <= kept ? g_queue_pop_head(&aftercare->waiting) : NULL;
}

/* Whether what comes next is of the same folder. */
static gboolean
goes_on(Aftercare *aftercare, const Batch *batch)
{
    const Batch *next = g_queue_peek_head(&aftercare->waiting);

    return next && g_str_equal(next->done.folder, batch->done.folder);
}

/* A PlainCountFunc; data is the PlainCount that it is added to. */
static gboolean
add_plain(const char *folder, gint64 day, gint64 count, gpointer data, GError **error G_GNUC_UNUSED)
{
    plaincount_add(data, folder, day, count);
    return TRUE;
}

/* Makes next a part of batch. */
static void
join(Batch *batch, Batch *next)
{
    batch->position = next->position;
    wire_place_set(&batch->done, next->done.folder, next->done.place);
    batch->work.messages += next->work.messages;
    batch->work.notices += next->work.notices;
    batch->work.bytes += next->work.bytes;
    plaincount_each(next->plain, add_plain, batch->plain, NULL);
    for (guint type = 0; type < EVENT_TYPE_COUNT; type++)
        g_ptr_array_extend_and_steal(batch->letters[type], g_ptr_array_ref(next->letters[type]));
}

Batch *
aftercare_take(Aftercare *aftercare, gint64 kept)
{
    Batch *batch = take_one(aftercare, kept);

    while (batch && goes_on(aftercare, batch)) {
        g_autoptr(Batch) next = take_one(aftercare, kept);

        if (!next)
            break;
        join(batch, next);
    }
    return batch;
}

gboolean
aftercare_is_waiting(const Aftercare *aftercare)
{
    return aftercare->waiting.length > 0;
}
