/* notice.c - libFuzzer: whole messages through parser, rules and JSON (make fuzz) */

#include "parsers/notice.h"
#include "analyzer/advice.h"
#include "analyzer/analyze.h"
#include "analyzer/rules.h"
#include "base/letter.h"
#include "event/event.h"
#include "event/json.h"

#include <glib.h>
#include <jansson.h>
#include <stdint.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static Rules *rules;
static Advices *advices;

static void
load_once(void)
{
    g_autoptr(GError) error = NULL;
    const char *no_folders[] = {NULL};

    if (rules)
        return;

    notice_init();
    rules = rules_load(no_folders, &error);
    if (rules)
        advices = advices_load("en", &error);
    if (!advices)
        g_error("%s", error->message);
}

/* What we print must be JSON whatever came in. */
static void
check_event(gpointer item, gpointer data G_GNUC_UNUSED)
{
    g_autofree char *line = event_to_json(item);
    json_t *json = json_loads(line, JSON_REJECT_DUPLICATES, NULL);

    g_assert_nonnull(json);
    json_decref(json);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autoptr(Letter) letter = NULL;
    g_autoptr(Notice) notice = NULL;
    g_autoptr(GPtrArray) events = NULL;

    load_once();
    letter = letter_new(g_bytes_new(data, size), "fuzz.eml", 1795484820, FALSE);
    notice = notice_parse(letter, NULL);
    if (!notice) /* no mail at all */
        return 0;

    events = analyze(notice, rules, advices, NULL);
    g_assert_cmpuint(events->len, >, 0);
    g_ptr_array_foreach(events, check_event, NULL);
    return 0;
}
