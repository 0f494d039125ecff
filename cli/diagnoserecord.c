/* diagnoserecord.c - bounces diagnose --record: the record to publish */

#include "cli/diagnose.h"
#include "cli/output.h"
#include "diagnose/dkimrecord.h"
#include "diagnose/record.h"

#include <glib/gi18n.h>

/* The record's name and text (owned by the caller); NULL with error. */
typedef char *(*MakeRecord)(const DiagnoseWork *work, const DiagnoseOptions *options, char **name,
                            GError **error);

static char *
make_spf(const DiagnoseWork *work, const DiagnoseOptions *options G_GNUC_UNUSED, char **name,
         GError **error G_GNUC_UNUSED)
{
    *name = g_strdup(work->domain);
    return record_spf(work->dns, work->diagnosis);
}

/* Only who signs has the key: what a record could be without it would be made up. */
static char *
make_dkim(const DiagnoseWork *work, const DiagnoseOptions *options, char **name, GError **error)
{
    if (!options->key || g_strv_length(work->sender.selectors) != 1) {
        storeuse_refuse(error,
                        _("--record dkim wants --selector NAME and --key FILE, the public key of "
                          "the server that signs; at OVH, the panel shows the records: Web Cloud > "
                          "Emails > %s > DKIM"),
                        work->domain);
        return NULL;
    }
    *name = g_strdup_printf("%s._domainkey.%s", work->sender.selectors[0], work->domain);
    return dkimrecord_read(options->key, error);
}

static char *
make_dmarc(const DiagnoseWork *work, const DiagnoseOptions *options G_GNUC_UNUSED, char **name,
           GError **error G_GNUC_UNUSED)
{
    *name = g_strdup_printf("_dmarc.%s", work->domain);
    return record_dmarc(work->diagnosis);
}

static const struct {
    const char *name;
    MakeRecord make;
} records[] = {
    {"spf", make_spf},
    {"dkim", make_dkim},
    {"dmarc", make_dmarc},
};

static MakeRecord
find_record(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(records); i++)
        if (g_str_equal(records[i].name, name))
            return records[i].make;
    return NULL;
}

gboolean
diagnoserecord_exists(const char *name)
{
    return find_record(name) != NULL;
}

gboolean
diagnoserecord_write(const DiagnoseWork *work, const DiagnoseOptions *options, GError **error)
{
    g_autofree char *name = NULL;
    g_autofree char *text = find_record(options->record)(work, options, &name, error);
    g_autofree char *line = text ? record_line(name, text) : NULL;
    g_autoptr(GString) out = g_string_new(line);

    g_string_append_c(out, '\n');
    return line && output_data(out, error) && output_flush(error);
}
