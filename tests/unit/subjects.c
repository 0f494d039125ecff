/* subjects.c - tests of subjects that are not stored: nor are they where replies quote them */

#include "scan/subjects.h"

#include "base/text.h"

static void
test_drop(void)
{
    static const struct {
        EventType type;
        const char *notice;
        const char *original;
        const char *text;
        const char *kept;
    } rows[] = {
        {EVENT_AUTO_REPLY, "Automatic reply: Our offer", "",
         "I am away. Your mail \"our offer\" is not read.",
         "I am away. Your mail \"***\" is not read."},
        {EVENT_AUTO_REPLY, "Away: Re: L’offre d’hiver", "", "Re:\n L'offre\n d'hiver: away",
         "***: away"},
        {EVENT_AUTO_REPLY, "Away", "November (1)", "to November (1), thanks", "to ***, thanks"},
        {EVENT_AUTO_REPLY, "Away: Re: The offer", "", "on The offer", "on ***"},
        {EVENT_AUTO_REPLY, "Away: Hi", "", "This is Hi", "This is Hi"},
        {EVENT_AUTO_REPLY, "Away: art", "", "party art", "party ***"},
        {EVENT_BOUNCE, "Undelivered: unknown user", "Dear customer",
         "550 unknown user (Dear customer)", "550 unknown user (***)"},
        {EVENT_BOUNCE, "", "", "550 unknown user", "550 unknown user"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Event) event = event_new();

        event->type = rows[i].type;
        text_set(&event->notice_subject, rows[i].notice);
        text_set(&event->original.subject, rows[i].original);
        text_set(&event->text, rows[i].text);
        text_set(&event->diagnostic, rows[i].text);
        subjects_drop(event);
        g_assert_cmpstr(event->text, ==, rows[i].kept);
        g_assert_cmpstr(event->diagnostic, ==, rows[i].kept);
        g_assert_cmpstr(event->notice_subject, ==, "");
        g_assert_cmpstr(event->original.subject, ==, "");
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/subjects/drop", test_drop);
    return g_test_run();
}
