/* diagnosis.h - a sending domain looked at from outside: DNS, blocklists, its servers */

#ifndef BOUNCES_DIAGNOSE_DIAGNOSIS_H
#define BOUNCES_DIAGNOSE_DIAGNOSIS_H

#include "diagnose/check.h"
#include "diagnose/dns.h"

#include <glib.h>

/* More than these of anything are not looked at. */
#define DIAGNOSIS_ADDRESSES_MAX 4
#define DIAGNOSIS_NAMES_MAX 10

/* What is known of those who run mail for others. Answers are borrowed, and "" for what is not. */
typedef struct {
    const char *(*shared_by)(const char *server, gpointer data); /* whose customers send from it */
    const char *(*hosted_by)(const char *name,
                             gpointer data);                /* the key of whose MX or SPF it is */
    const char *(*spf_of)(const char *host, gpointer data); /* by its key: what to include */
    gpointer data;
} MailHosts;

/* Who sends, as bounces or the command line tell. Arrays are NULL-terminated, never NULL. */
typedef struct {
    const char *domain;
    char **addresses;    /* IP addresses that mail goes out from */
    char **helos;        /* names that their servers give */
    char **selectors;    /* of DKIM */
    gboolean are_seen;   /* selectors are those of returned mail, the latest first */
    gint64 returned;     /* messages that came back with their header */
    char **signers;      /* other domains that signed some of these */
    char **froms;        /* domains of From: fields, where they are others than domain */
    gboolean connects;   /* talk to the MX too */
    char **hosts;        /* servers that people's mail programs use: "imap.example.org:993" */
    const char *ca_file; /* authorities that are believed, PEM; "": the system's */
    MailHosts mail_hosts;
} Sender;

typedef struct {
    const Sender *sender; /* borrowed */
    GPtrArray *checks;    /* of Check, worst first, else in the order of CheckKind */
    const char *host;     /* the key of who runs the domain's mail, by MX and SPF; "": not known */
} Diagnosis;

/* Makes all checks. Never fails: what cannot be found out is a check whose result is unknown. */
Diagnosis *diagnosis_make(Dns *dns, const Sender *sender);
void diagnosis_free(Diagnosis *diagnosis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Diagnosis, diagnosis_free)

/* How many checks have that result. */
guint diagnosis_count(const Diagnosis *diagnosis, CheckResult result);

/*
 * The domain in lower case, in the letters that DNS has (IDNA), without a dot at its end; NULL for
 * what is no domain of at least two labels. Owned by the caller.
 */
char *diagnosis_domain(const char *text);

#endif
