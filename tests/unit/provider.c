/* provider.c - tests of analyzer/provider.c and hostglobs.c */

#include "analyzer/provider.h"

#include "analyzer/hostglobs.h"

#include <string.h>

static void
test_globs(void)
{
    static const struct {
        const char *glob;
        const char *host;
        gboolean fits;
    } rows[] = {
        {"gmail.com", "gmail.com", TRUE},
        {"gmail.com", "GMail.COM", TRUE},
        {"Gmail.com", "gmail.com.", TRUE},
        {"gmail.com", "x.gmail.com", FALSE},
        {"gmail.com", "notgmail.com", FALSE},
        {"gmail.com", "", FALSE},
        {"gmail.com", ".", FALSE},
        {"*.google.com", "mx.google.com", TRUE},
        {"*.google.com", "a.b.google.com", TRUE},
        {"*.google.com", "google.com", FALSE},
        {"*.google.com", "notgoogle.com", FALSE},
        {"mx*.example.org", "mx12.example.org", TRUE},
        {"mx*.example.org", "mx.a.example.org", TRUE},
        {"mx*.example.org", "smtp.example.org", FALSE},
        {"mx?.example.org", "mx1.example.org", TRUE},
        {"mx?.example.org", "mx12.example.org", FALSE},
        {"*mail.example.org", "hotmail.example.org", TRUE},
        {"*mail.example.org", "mail.example.org", TRUE},
        {"*mail.example.org", "post.example.org", FALSE},
        {"*.mail.*.example.org", "a.mail.b.example.org", TRUE},
        {"*.mail.*.example.org", "a.post.b.example.org", FALSE},
        {"outlook.*", "outlook.fr", TRUE},
        {"outlook.*", "outlook.co.uk", TRUE},
        {"outlook.*", "my.outlook.fr", FALSE},
        {"*", "anything", TRUE},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        HostGlobs *globs = host_globs_new();

        g_assert_true(host_globs_add(globs, rows[i].glob, strlen(rows[i].glob), 7));
        if ((host_globs_find(globs, rows[i].host) == 7) != rows[i].fits)
            g_error("%s: %s", rows[i].glob, rows[i].host);
        host_globs_free(globs);
    }
}

/* Whoever was first wins, whichever glob is finer. */
static void
test_owners(void)
{
    static const struct {
        const char *host;
        guint owner;
    } rows[] = {
        {"mx.a.example.org", 1},
        {"mx.b.example.org", 2},
        {"b.example.org", 3},
        {"example.net", HOST_GLOBS_NONE},
    };
    HostGlobs *globs = host_globs_new();

    host_globs_add(globs, "b.example.org", strlen("b.example.org"), 3);
    host_globs_add(globs, "*.example.org", strlen("*.example.org"), 4);
    host_globs_add(globs, "*.b.example.org", strlen("*.b.example.org"), 2);
    host_globs_add(globs, "mx.a.example.org", strlen("mx.a.example.org"), 5);
    host_globs_add(globs, "mx.a.*", strlen("mx.a.*"), 1);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpuint(host_globs_find(globs, rows[i].host), ==, rows[i].owner);
    host_globs_free(globs);
}

static void
test_bad_globs(void)
{
    static const char *const rows[] = {"", "a b", "a/b", "a@example.org", "(a)"};
    HostGlobs *globs = host_globs_new();
    g_autofree char *length = g_strnfill(256, 'a');

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_false(host_globs_add(globs, rows[i], strlen(rows[i]), 0));
    g_assert_false(host_globs_add(globs, length, strlen(length), 0));
    g_assert_true(host_globs_add(globs, "*", 1, 0));
    g_assert_cmpuint(host_globs_find(globs, length), ==, HOST_GLOBS_NONE);
    host_globs_free(globs);
}

typedef struct {
    Providers *providers;
    gboolean is_builtin;
} Adding;

static gboolean
add(const RuleGroup *group, gpointer data, GError **error)
{
    const Adding *adding = data;

    return providers_add(adding->providers, group, adding->is_builtin, error);
}

static gboolean
read_providers(Providers *providers, const char *text, gboolean is_builtin, GError **error)
{
    Adding adding = {providers, is_builtin};

    return rulefile_each("f", text, strlen(text), NULL, add, &adding, error);
}

static const char builtin[] = "Provider: narrow\n"
                              "Name: Narrow Mail\n"
                              "Remote-MTA: *.mx.example.org\n"
                              "Text: narrowsmtp$\n"
                              "\n"
                              "Provider: wide\n"
                              "Remote-MTA: *.example.org\n"
                              "Remote-MTA: mx?.example.net other.example.net\n"
                              "Text: \\bwidesmtp\\b\n"
                              "Text: narrowsmtp\n"
                              "Recipient-Domain: example.org\n"
                              "Recipient-Domain: *.example.com\n"
                              "Shared-Server: *.out.example.net\n"
                              "Hosted-MX: *.in.example.net\n"
                              "Hosted-SPF: spf.example.net spf.*\n";

/* Servers that send are not those that spoke. */
static void
test_shared(void)
{
    g_autoptr(Providers) providers = providers_new();

    g_assert_true(read_providers(providers, builtin, TRUE, NULL));
    g_assert_cmpstr(provider_of_shared(providers, "7.Out.example.net"), ==, "wide");
    g_assert_cmpstr(provider_of_shared(providers, "out.example.net"), ==, "");
    g_assert_cmpstr(provider_of_shared(providers, "other.example.net"), ==, "");
    g_assert_cmpstr(provider_of(providers, "7.out.example.net", "", ""), ==, "");
}

static void
test_hosted(void)
{
    g_autoptr(Providers) providers = providers_new();

    g_assert_true(read_providers(providers, builtin, TRUE, NULL));
    g_assert_cmpstr(provider_of_hosted(providers, "mx1.in.example.net"), ==, "wide");
    g_assert_cmpstr(provider_of_hosted(providers, "SPF.example.com"), ==, "wide");
    g_assert_cmpstr(provider_of_hosted(providers, "in.example.net"), ==, "");
    g_assert_cmpstr(provider_spf(providers, "wide"), ==, "spf.example.net");
    g_assert_cmpstr(provider_spf(providers, "narrow"), ==, "");
}

static void
test_provider_of(void)
{
    static const struct {
        const char *remote_mta;
        const char *text;
        const char *domain;
        const char *key;
    } rows[] = {
        {"a.mx.example.org", "", "", "narrow"},
        {"a.example.org", "", "", "wide"},
        {"mx1.example.net", "", "", "wide"},
        {"other.example.net", "", "", "wide"},
        {"", "no such user WideSMTP 12", "", "wide"},
        {"", "no such user narrowsmtp", "", "narrow"},
        {"", "narrowsmtp says no such user", "", "wide"},
        {"", "no such user", "example.org", "wide"},
        {"", "", "a.example.com", "wide"},
        {"", "", "example.com", ""},
        {"", "", "", ""},
        /* who spoke counts more than what was said, and that more than to whom */
        {"a.mx.example.org", "widesmtp", "example.org", "narrow"},
        {"mx.example.info", "no such user narrowsmtp", "example.org", "narrow"},
    };
    g_autoptr(Providers) providers = providers_new();
    g_autoptr(GError) error = NULL;

    read_providers(providers, builtin, TRUE, &error);
    g_assert_no_error(error);
    for (guint i = 0; i < G_N_ELEMENTS(rows); i++)
        g_assert_cmpstr(provider_of(providers, rows[i].remote_mta, rows[i].text, rows[i].domain),
                        ==, rows[i].key);

    g_assert_cmpstr(provider_name(providers, "narrow"), ==, "Narrow Mail");
    g_assert_cmpstr(provider_name(providers, "wide"), ==, "wide");
    g_assert_cmpstr(provider_name(providers, "nobody"), ==, "nobody");
    g_assert_true(provider_is_known(providers, "wide"));
    g_assert_false(provider_is_known(providers, "nobody"));
    g_assert_cmpstr(providers_nth(providers, 1), ==, "wide");
    g_assert_null(providers_nth(providers, 2));
}

/* The administrator's group takes the place of the built-in one. */
static void
test_own(void)
{
    g_autoptr(Providers) providers = providers_new();
    g_autoptr(GError) error = NULL;

    read_providers(providers, "Provider: wide\nName: Ours\nRemote-MTA: mx.example.info\n", FALSE,
                   &error);
    g_assert_no_error(error);
    read_providers(providers, builtin, TRUE, &error);
    g_assert_no_error(error);
    g_assert_cmpstr(provider_name(providers, "wide"), ==, "Ours");
    g_assert_cmpstr(provider_of(providers, "mx.example.info", "", ""), ==, "wide");
    g_assert_cmpstr(provider_of(providers, "a.example.org", "", ""), ==, "");
    g_assert_cmpstr(provider_of(providers, "", "no such user widesmtp", ""), ==, "");
}

static void
test_errors(void)
{
    static const struct {
        const char *text;
        const char *message;
    } rows[] = {
        {"Provider: a\nName: b\nName: c\n", "f:3: a second Name"},
        {"Provider: a\nReason: b\n", "f:2: a provider has no field Reason"},
        {"Provider: a\n\nProvider: a\n", "f:3: a second provider a"},
        {"Provider: a b\n", "f:1: \"a b\": a provider's key is one word"},
        {"Provider: a\nRemote-MTA: ok.example.org no/host\n", "f:2: \"no/host\" is no host name"},
    };

    for (guint i = 0; i < G_N_ELEMENTS(rows); i++) {
        g_autoptr(Providers) providers = providers_new();
        g_autoptr(GError) error = NULL;

        g_assert_false(read_providers(providers, rows[i].text, TRUE, &error));
        g_assert_error(error, RULE_ERROR, RULE_ERROR_FIELD);
        g_assert_cmpstr(error->message, ==, rows[i].message);
    }
}

int
main(int argc, char **argv)
{
    g_test_init(&argc, &argv, NULL);
    g_test_add_func("/provider/globs", test_globs);
    g_test_add_func("/provider/owners", test_owners);
    g_test_add_func("/provider/bad-globs", test_bad_globs);
    g_test_add_func("/provider/of", test_provider_of);
    g_test_add_func("/provider/shared", test_shared);
    g_test_add_func("/provider/hosted", test_hosted);
    g_test_add_func("/provider/own", test_own);
    g_test_add_func("/provider/errors", test_errors);
    return g_test_run();
}
