/* diagnose.c - bounces diagnose: a sending domain looked at from outside */

#include "cli/diagnose.h"

#include "cli/cli.h"
#include "cli/diagnosekept.h"
#include "cli/filter.h"
#include "cli/options.h"
#include "cli/output.h"
#include "diagnose/record.h"
#include "render/diagnosis.h"

#include <glib/gi18n.h>

#define SECONDS_MAX 10
#define SINCE_DEFAULT "30d"

static void
diagnose_options_clear(DiagnoseOptions *options)
{
    g_free(options->dns);
    g_strfreev(options->addresses);
    g_strfreev(options->helos);
    g_strfreev(options->selectors);
    g_strfreev(options->froms);
    g_free(options->since);
    g_free(options->record);
    g_free(options->key);
    g_strfreev(options->hosts);
    g_free(options->ca_file);
    g_free(options->format);
    storeplace_clear(&options->place);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DiagnoseOptions, diagnose_options_clear)

static void
diagnose_work_clear(DiagnoseWork *work)
{
    g_free(work->domain);
    diagnosefacts_clear(&work->facts);
    earlier_clear(&work->earlier);
    g_strfreev(work->sender.addresses);
    g_strfreev(work->sender.helos);
    g_strfreev(work->sender.selectors);
    g_strfreev(work->sender.signers);
    g_strfreev(work->sender.froms);
    g_strfreev(work->sender.hosts);
    g_clear_pointer(&work->rules, rules_free);
    g_clear_pointer(&work->dns, dns_free);
    g_clear_pointer(&work->diagnosis, diagnosis_free);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(DiagnoseWork, diagnose_work_clear)

static gboolean
check_options(const DiagnoseOptions *options, GError **error)
{
    if (options->format && !diagnosis_writer_find(options->format))
        return storeuse_refuse(error, _("there is no format \"%s\"; there are: %s"),
                               options->format, "text, jsonl");
    if (options->record && !diagnoserecord_exists(options->record))
        return storeuse_refuse(error, _("there is no record \"%s\"; there are: %s"),
                               options->record, DIAGNOSERECORD_NAMES);
    if (options->ca_file && !g_file_test(options->ca_file, G_FILE_TEST_IS_REGULAR))
        return storeuse_refuse(error, _("--ca-file %s is no file"), options->ca_file);
    for (char **address = options->addresses; address && *address; address++)
        if (!g_hostname_is_ip_address(*address))
            return storeuse_refuse(error, _("--ip %s is no address"), *address);
    return TRUE;
}

/* A store that the settings name may be missing; one that the command line names may not. */
static gboolean
ask_store(DiagnoseWork *work, const DiagnoseOptions *options, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(Store) store = storeuse_store(&options->place, STORE_READ, &trouble);
    gint64 since;

    if (!filter_day(options->since ? options->since : SINCE_DEFAULT, storeuse_now(), &since, error))
        return FALSE;
    work->has_store = store != NULL;
    if (store)
        return diagnosefacts_gather(&work->facts, store, work->domain, since, error) &&
               diagnosekept_read(store, work->domain, &work->earlier, error);
    if (!options->place.database && g_error_matches(trouble, STORE_ERROR, STORE_ERROR_MISSING))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* Whether it is the domain as it sends, not as it would if it sent in that way. */
static gboolean
is_as_it_sends(const DiagnoseOptions *options)
{
    return !options->addresses && !options->helos && !options->selectors && !options->froms;
}

/* Where there is a store, so that the next look can tell what changed. */
static gboolean
keep(const DiagnoseWork *work, const DiagnoseOptions *options, GError **error)
{
    g_autoptr(Store) store = NULL;

    if (!work->has_store || !is_as_it_sends(options))
        return TRUE;
    store = storeuse_store(&options->place, STORE_WRITE, error);
    return store && diagnosekept_write(store, work->diagnosis, storeuse_now(), error);
}

/* What the command line says, or else what the store does; at most so many. */
static char **
choose(char **said, const GPtrArray *known, guint max)
{
    g_autoptr(GPtrArray) chosen = g_ptr_array_new();

    for (guint i = 0; said && said[i] && i < max; i++)
        g_ptr_array_add(chosen, g_strdup(said[i]));
    for (guint i = 0; !said && known && i < known->len && i < max; i++)
        g_ptr_array_add(chosen, g_strdup(g_ptr_array_index(known, i)));
    g_ptr_array_add(chosen, NULL);
    return (char **)g_ptr_array_free(g_steal_pointer(&chosen), FALSE);
}

static const char *
shared_by(const char *server, gpointer data)
{
    const Providers *providers = data;

    return provider_name(providers, provider_of_shared(providers, server));
}

static const char *
hosted_by(const char *name, gpointer data)
{
    return provider_of_hosted(data, name);
}

static const char *
spf_of(const char *host, gpointer data)
{
    return provider_spf(data, host);
}

/* --ip puts another server in the place of those that the store knows, with their names. */
static void
take_sender(DiagnoseWork *work, const DiagnoseOptions *options)
{
    const GPtrArray *helos = options->addresses ? NULL : work->facts.helos;

    work->sender.domain = work->domain;
    work->sender.addresses =
        choose(options->addresses, work->facts.addresses, DIAGNOSIS_ADDRESSES_MAX);
    work->sender.helos = choose(options->helos, helos, DIAGNOSIS_ADDRESSES_MAX);
    work->sender.selectors = choose(options->selectors, work->facts.selectors, DIAGNOSIS_NAMES_MAX);
    work->sender.are_seen = options->selectors == NULL;
    work->sender.returned = work->facts.returned;
    work->sender.signers = choose(NULL, work->facts.signers, DIAGNOSIS_NAMES_MAX);
    work->sender.froms = choose(options->froms, work->facts.froms, DIAGNOSIS_NAMES_MAX);
    work->sender.hosts = choose(options->hosts, NULL, DIAGNOSIS_ADDRESSES_MAX);
    work->sender.mail_hosts =
        (MailHosts){shared_by, hosted_by, spf_of, rules_providers(work->rules)};
    work->sender.connects = options->connects;
    work->sender.ca_file = options->ca_file ? options->ca_file : "";
}

static gboolean
write_page(const DiagnoseWork *work, const DiagnoseOptions *options, GError **error)
{
    const DiagnosisWriter *writer =
        diagnosis_writer_find(options->format ? options->format : "text");
    g_autofree char *spf = record_spf(work->dns, work->diagnosis);
    g_autofree char *dmarc = record_dmarc(work->diagnosis);
    g_autoptr(GString) out = g_string_new(NULL);
    RenderStyle style = {0};
    DiagnosisPage page = {.diagnosis = work->diagnosis,
                          .spf = spf,
                          .dmarc = dmarc,
                          .is_verbose = options->is_verbose};

    if (!options->addresses)
        page.bounces = work->facts.bounces;
    if (is_as_it_sends(options))
        page.earlier = &work->earlier;
    for (guint i = 0; i < CHECK_KIND_COUNT; i++)
        page.explained[i] = work->facts.explained[i];
    output_style(&style);
    writer->write(&page, &style, out);
    return (writer->is_prose ? output_prose(out, error) : output_data(out, error)) &&
           output_flush(error);
}

/* Without a single answer nothing is known of the domain, only of the way to the name servers. */
static gboolean
has_answers(const DiagnoseWork *work, GError **error)
{
    if (dns_has_answered(work->dns))
        return TRUE;
    return storeuse_refuse(error, _("no name server answered; --dns HOST:PORT asks another one"));
}

static gboolean
make_diagnosis(DiagnoseWork *work, const DiagnoseOptions *options, GError **error)
{
    if (!check_options(options, error) || !ask_store(work, options, error))
        return FALSE;
    work->rules = options_rules(NULL, RULES_IN_USE, error);
    work->dns = work->rules ? dns_new(options->dns, SECONDS_MAX, error) : NULL;
    if (!work->dns)
        return FALSE;
    take_sender(work, options);
    work->diagnosis = diagnosis_make(work->dns, &work->sender);
    if (!has_answers(work, error))
        return FALSE;
    if (options->record)
        return diagnoserecord_write(work, options, error);
    return write_page(work, options, error) && keep(work, options, error);
}

static ExitStatus
run_for(const char *domain, const DiagnoseOptions *options)
{
    g_auto(DiagnoseWork) work = {.domain = diagnosis_domain(domain)};
    g_autoptr(GError) error = NULL;

    diagnosefacts_init(&work.facts);
    if (!work.domain) {
        complain(_("\"%s\" is no domain; one is written example.org"), domain);
        return EXIT_TROUBLE;
    }
    if (!make_diagnosis(&work, options, &error))
        return complain_error(error);
    if (options->record || diagnosis_count(work.diagnosis, CHECK_FAIL) == 0)
        return EXIT_DONE;
    return EXIT_NOT_FOUND;
}

ExitStatus
diagnose_run(const Command *command, int argc, char **argv)
{
    g_auto(DiagnoseOptions) options = {0};
    g_autoptr(GArray) entries = g_array_new(TRUE, TRUE, sizeof(GOptionEntry));
    const GOptionEntry own[] = {
        {"ip", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.addresses,
         N_("An address that sends, instead of those in the store"), N_("ADDRESS")},
        {"helo", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.helos,
         N_("The name that the sending server gives"), N_("NAME")},
        {"selector", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.selectors,
         N_("A DKIM selector that mail is signed with (s= of DKIM-Signature)"), N_("NAME")},
        {"from", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.froms,
         N_("A domain that stands in From:, where it is another one"), N_("DOMAIN")},
        {"connect", 0, 0, G_OPTION_ARG_NONE, &options.connects,
         N_("Talk to the domain's MX: TLS, certificate, postmaster; no mail is sent"), NULL},
        {"host", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options.hosts,
         N_("Look at the certificate of a server that mail programs use (port 993)"),
         N_("NAME[:PORT]")},
        {"ca-file", 0, 0, G_OPTION_ARG_FILENAME, &options.ca_file,
         N_("Believe the authorities in this file (PEM), not the system's"), N_("FILE")},
        {"record", 0, 0, G_OPTION_ARG_STRING, &options.record,
         N_("Only print the record to publish: spf, dkim or dmarc"), N_("WHICH")},
        {"key", 0, 0, G_OPTION_ARG_FILENAME, &options.key,
         N_("The public key for the DKIM record (PEM)"), N_("FILE")},
        {"dns", 0, 0, G_OPTION_ARG_STRING, &options.dns,
         N_("Ask this name server, not the system's"), N_("HOST:PORT")},
        {"since", 0, 0, G_OPTION_ARG_STRING, &options.since,
         N_("Look at bounces since this day or so long ago (default 30d)"), N_("WHEN")},
        {"format", 'f', 0, G_OPTION_ARG_STRING, &options.format,
         N_("How to write: text (default) or jsonl"), N_("FORMAT")},
        {"verbose", 'v', 0, G_OPTION_ARG_NONE, &options.is_verbose,
         N_("Also what was found word for word, why it matters, who says so"), NULL},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
    storeplace_add_entries(&options.place, entries);
    if (!options_parse(command, (const GOptionEntry *)(gconstpointer)entries->data, &argc, &argv))
        return EXIT_TROUBLE;
    if (argc > 2)
        return options_refuse(command, argv[2]);
    if (argc < 2) {
        complain(_("diagnose wants a domain; see bounces diagnose --help"));
        return EXIT_TROUBLE;
    }
    return run_for(argv[1], &options);
}
