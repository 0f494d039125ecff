/* stspolicy.h - the policy of MTA-STS (RFC 8461 3.2) */

#ifndef BOUNCES_DIAGNOSE_STSPOLICY_H
#define BOUNCES_DIAGNOSE_STSPOLICY_H

#include <glib.h>

typedef enum { STS_MODE_NONE, STS_MODE_TESTING, STS_MODE_ENFORCE } StsMode;

typedef struct {
    StsMode mode;
    gint64 max_age; /* seconds */
    char **mx;      /* patterns: "mx.example.net", "*.example.net" */
} StsPolicy;

/* NULL where it is no policy; *wrong is then what is wrong with it, owned by the caller. */
StsPolicy *stspolicy_parse(const char *text, char **wrong);
void stspolicy_free(StsPolicy *policy);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StsPolicy, stspolicy_free)

/* Whether the policy lists a server of that name (RFC 8461 4.1). */
gboolean stspolicy_lists(const StsPolicy *policy, const char *server);

#endif
