/* ticket.c - tests of letters: persons are left out, contacts belong to providers */

#include "render/ticket.h"

#include "analyzer/rules.h"

static void
test_names(void)
{
    static const struct {
        const char *text;
        const char *person;
        const char *own;
        const char *shown;
    } rows[] = {
        {"550 5.1.1 <anna@example.net>: unknown", "anna@example.net", "example.org",
         "550 5.1.1 <***@example.net>: unknown"},
        {"to news@example.org", "anna@example.net", "example.org", "to news@example.org"},
        {"to news@sub.example.org", "anna@example.net", "example.org", "to ***@sub.example.org"},
        {"<anna>: Recipient address rejected", "anna@example.net", "example.org",
         "<***>: Recipient address rejected"},
        {"<Anna.Doe>, not annabelle", "anna.doe@example.net", "", "<***>, not annabelle"},
        {"an is too short a name", "an@example.net", "", "an is too short a name"},
        {"bounce+anna=example.net@example.org", "anna@example.net", "example.org",
         "***=example.net@example.org"},
        {"<jane.roe>: was expanded", "x@example.net", "", "<***>: was expanded"},
        {"anna@[192.0.2.7] unknown", "x@example.net", "", "***@[192.0.2.7] unknown"},
        {"\"Anna Doe\"@example.com unknown", "x@example.net", "", "***@example.com unknown"},
        {"anna@mail unknown", "x@example.net", "", "***@mail unknown"},
        {"a (c++)@example.net (", "c++@example.net", "", "a (***)@example.net ("},
        {"élodie@example.net", "élodie@example.net", "", "***@example.net"},
        {"192.0.2.7 and mx.example.net[192.0.2.9]:25", "x@example.net", "",
         "192.0.2.7 and mx.example.net[192.0.2.9]:25"},
        {"", "", "", ""},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        const char *const persons[] = {rows[i].person, "jane.roe@example.com", NULL};
        g_autofree char *shown = ticket_without_names(rows[i].text, persons, rows[i].own);

        g_assert_cmpstr(shown, ==, rows[i].shown);
    }
}

static void
test_ids(void)
{
    static const struct {
        const char *id;
        const char *shown;
    } rows[] = {
        {"20261124.4711@example.org", "20261124.4711@example.org"},
        {"anna.20261124@example.org", "***.20261124@example.org"},
        {"n42-anna=example.net@example.org", "***=example.net@example.org"},
        {"c_anna_42@mail.example.org", "c_***_42@mail.example.org"},
        {"joannas.42@anna.example.org", "joannas.42@anna.example.org"},
        {"", ""},
    };
    static const char *const persons[] = {"anna@example.net", "", NULL};

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autofree char *shown = ticket_id_without_names(rows[i].id, persons);

        g_assert_cmpstr(shown, ==, rows[i].shown);
    }
}

/* A contact under a key that no provider has would never be shown. */
static void
test_contacts(void)
{
    g_autoptr(Rules) rules = rules_load_files(NULL, NULL, NULL);
    guint found = 0;
    const char *key;

    for (guint n = 0; (key = providers_nth(rules_providers(rules), n)); n++)
        found += *ticket_contact(key) != '\0';
    g_assert_cmpuint(found, ==, ticket_contacts_count);
    g_assert_cmpstr(ticket_contact("nobody"), ==, "");
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/ticket/names", test_names);
    g_test_add_func("/ticket/ids", test_ids);
    g_test_add_func("/ticket/contacts", test_contacts);
    return g_test_run();
}
