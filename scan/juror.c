/* juror.c - a process that judges the letters which another one has fetched */

#include "scan/juror.h"

#include "base/child.h"
#include "mailbox/reader.h"
#include "scan/doors.h"

#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

/* Bytes of verdicts that go out together, where letters come faster than they are judged. */
#define BATCH_BYTES (32 * 1024)

/* FALSE where nothing more comes. */
static gboolean
take_bytes(Reader *letters, char *to, gsize length)
{
    while (length > 0) {
        gsize part = MIN(reader_want(letters, 1), length);

        if (part == 0)
            return FALSE;
        memcpy(to, reader_bytes(letters), part);
        reader_take(letters, part);
        to += part;
        length -= part;
    }
    return TRUE;
}

static Letter *
take_letter(Reader *letters)
{
    JurorLetter head;
    g_autofree char *source = NULL;
    g_autofree char *bytes = NULL;

    if (!take_bytes(letters, (char *)&head, sizeof head))
        return NULL;
    source = g_malloc0(head.source + 1);
    bytes = g_malloc(head.bytes);
    if (!take_bytes(letters, source, head.source) || !take_bytes(letters, bytes, head.bytes))
        return NULL;
    return letter_new(g_bytes_new_take(g_steal_pointer(&bytes), head.bytes), source, head.received,
                      head.is_truncated != 0);
}

static void
add_verdict(const ScanPlan *plan, const Letter *letter, GString *verdicts)
{
    gsize at = verdicts->len;
    Verdict verdict = {0};

    g_string_append_len(verdicts, (const char *)&verdict, sizeof verdict);
    verdict_reach(plan, letter, &verdict, verdicts);
    memcpy(verdicts->str + at, &verdict, sizeof verdict);
}

/* Its CPU time was counted for the process that it was copied from; that one has an eye on it. */
static void
forget_cpu_limit(void)
{
    struct rlimit most;

    getrlimit(RLIMIT_CPU, &most);
    most.rlim_cur = most.rlim_max;
    setrlimit(RLIMIT_CPU, &most);
}

int
juror_run(const ScanPlan *plan, int in, int out)
{
    g_autoptr(Reader) letters = reader_new(in);
    g_autoptr(GString) verdicts = g_string_new("");

    forget_cpu_limit();
    if (!doors_close(plan->account, &out, 1, -1, NULL))
        return EXIT_FAILURE;
    for (;;) {
        g_autoptr(Letter) letter = take_letter(letters);

        if (!letter)
            return EXIT_SUCCESS;
        add_verdict(plan, letter, verdicts);
        if (verdicts->len < BATCH_BYTES && reader_has_more(letters))
            continue;
        if (!child_tell(out, verdicts->str, verdicts->len))
            return EXIT_FAILURE;
        g_string_truncate(verdicts, 0);
    }
}
