/* ticketcontacts.c - where mail providers are written to about a refusal */

#include "render/ticket.h"

/* Pages with a form or an address, which lives longer than what stands on them. */
static const struct {
    const char *provider;
    const char *contact;
} contacts[] = {
    {"google", "https://postmaster.google.com/"},
    {"outlook", "https://sendersupport.olc.protection.outlook.com/pm/"},
    {"microsoft365", "https://sender.office.com/, delist@messaging.microsoft.com"},
    {"yahoo", "https://senders.yahooinc.com/"},
    {"aol", "https://senders.yahooinc.com/"},
    {"apple", "icloudadmin@apple.com (https://support.apple.com/en-us/102322)"},
    {"orange", "https://postmaster.orange.fr/"},
    {"free", "https://postmaster.free.fr/"},
    {"laposte", "https://postmaster.laposte.net/"},
    {"ovh", "https://help.ovhcloud.com/"},
    {"gmx", "https://postmaster.gmx.net/"},
    {"ionos", "https://postmaster.1und1.de/"},
    {"t-online", "https://postmaster.t-online.de/"},
    {"infomaniak", "https://www.infomaniak.com/"},
    {"renater", "https://services.renater.fr/"},
    {"vade", "https://sendertool.vadesecure.com/"},
    {"comcast", "https://postmaster.comcast.net/"},
    {"mailru", "https://postmaster.mail.ru/"},
    {"yandex", "https://postoffice.yandex.com/"},
    {"qq", "https://service.mail.qq.com/detail/122"},
    {"proofpoint", "https://ipcheck.proofpoint.com/"},
    {"mimecast", "https://community.mimecast.com/"},
    {"ironport", "https://talosintelligence.com/reputation_center"},
    {"trendmicro", "https://servicecentral.trendmicro.com/en-us/ers/"},
    {"barracuda", "https://www.barracudacentral.org/rbl/removal-request"},
};

const guint ticket_contacts_count = G_N_ELEMENTS(contacts);

const char *
ticket_contact(const char *provider)
{
    for (guint i = 0; i < G_N_ELEMENTS(contacts); i++) {
        if (g_str_equal(contacts[i].provider, provider))
            return contacts[i].contact;
    }
    return "";
}
