/* presets.c - the mail servers of providers whose names people know */

#include "cli/presets.h"

#include "base/nearest.h"

#include <glib/gi18n.h>

#define APP_PASSWORD                                                                               \
    N_("It wants an app password, made in the settings of the account, not the usual one.")
#define NUMBERED N_("The number in the server's name is in OVH's control panel; set host to yours.")
#define ALLOWED N_("Access by IMAP may have to be allowed in the settings of the account.")

static const Preset presets[] = {
    {"ovh", "OVH MX Plan, Zimbra", "imap.mail.ovh.net", FALSE, ""},
    {"ovh-pro", "OVH Email Pro", "pro1.mail.ovh.net", FALSE, NUMBERED},
    {"ovh-exchange", "OVH Hosted Exchange", "ex.mail.ovh.net", FALSE, NUMBERED},
    {"gmail", "Gmail, Google Workspace", "imap.gmail.com", FALSE, APP_PASSWORD},
    {"microsoft365", "Microsoft 365", "outlook.office365.com", TRUE,
     N_("It takes no password any more: token-command names a program that prints an OAuth 2.0 "
        "token.")},
    {"yahoo", "Yahoo", "imap.mail.yahoo.com", FALSE, APP_PASSWORD},
    {"orange", "Orange", "imap.orange.fr", FALSE, ALLOWED},
    {"free", "Free", "imap.free.fr", FALSE, ""},
    {"sfr", "SFR", "imap.sfr.fr", FALSE, ""},
    {"laposte", "La Poste", "imap.laposte.net", FALSE, ALLOWED},
    {"gandi", "Gandi", "mail.gandi.net", FALSE, ""},
    {"infomaniak", "Infomaniak", "mail.infomaniak.com", FALSE,
     N_("It wants a password made for this device alone.")},
    {"ionos", "IONOS", "imap.ionos.fr", FALSE,
     N_("Outside France the server is imap.ionos.com; set host to it.")},
};

const Preset *
preset_at(guint i)
{
    return i < G_N_ELEMENTS(presets) ? &presets[i] : NULL;
}

const Preset *
preset_find(const char *name)
{
    for (guint i = 0; i < G_N_ELEMENTS(presets); i++)
        if (g_str_equal(presets[i].name, name))
            return &presets[i];
    return NULL;
}

const char *
preset_nearest(const char *name)
{
    const char *names[G_N_ELEMENTS(presets) + 1] = {NULL};

    for (guint i = 0; i < G_N_ELEMENTS(presets); i++)
        names[i] = presets[i].name;
    return nearest_word(name, names);
}
