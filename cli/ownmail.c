/* ownmail.c - what is known of our own mail, from the settings and from the command line */

#include "cli/ownmail.h"

#include "cli/ourskeys.h"
#include "cli/storeuse.h"

#include <glib/gi18n.h>

void
ownmailoptions_add_entries(OwnMailOptions *options, GArray *entries)
{
    const GOptionEntry own[] = {
        {"sender-domain", 0, 0, G_OPTION_ARG_STRING_ARRAY, &options->domains,
         N_("A domain that you send from; may be repeated"), N_("DOMAIN")},
        {"sent-log", 0, 0, G_OPTION_ARG_FILENAME, &options->sent_log,
         N_("The Message-IDs of what you sent, one a line"), N_("FILE")},
    };

    g_array_append_vals(entries, own, G_N_ELEMENTS(own));
}

void
ownmailoptions_clear(OwnMailOptions *options)
{
    g_clear_pointer(&options->domains, g_strfreev);
    g_clear_pointer(&options->sent_log, g_free);
}

static void
add_domains(OwnMail *own, char **domains)
{
    for (; domains && *domains; domains++)
        g_ptr_array_add(own->domains, ours_domain(*domains));
}

static gboolean
take_domains(OwnMail *own, const OursKeys *keys, const OwnMailOptions *options, GError **error)
{
    for (char **domain = options->domains; domain && *domain; domain++)
        if (!ourskeys_is_domain(*domain))
            return storeuse_refuse(error, _("\"%s\" is no domain; one is written example.org"),
                                   *domain);
    add_domains(own, keys->domains);
    add_domains(own, options->domains);
    return TRUE;
}

static void
take_verp_patterns(OwnMail *own, const OursKeys *keys)
{
    for (char **pattern = keys->verp_patterns; pattern && *pattern; pattern++)
        g_ptr_array_add(own->verp_patterns, g_strdup(*pattern));
}

static gboolean
take_files(OwnMail *own, const OursKeys *keys, const OwnMailOptions *options, GError **error)
{
    const char *log = options->sent_log ? options->sent_log : keys->sent_log;

    if (log && !(own->sent_log = sentlog_load(log, error)))
        return FALSE;
    return !keys->batv_keys || (own->batv_keys = batv_keys_load(keys->batv_keys, error));
}

OwnMail *
ownmail_load(const OursKeys *keys, const OwnMailOptions *options, GError **error)
{
    g_autoptr(OwnMail) own = ownmail_new();

    take_verp_patterns(own, keys);
    if (!take_domains(own, keys, options, error) || !take_files(own, keys, options, error))
        return NULL;
    return g_steal_pointer(&own);
}
