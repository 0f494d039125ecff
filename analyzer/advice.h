/* advice.h - what to do, in the reader's language */

#ifndef BOUNCES_ANALYZER_ADVICE_H
#define BOUNCES_ANALYZER_ADVICE_H

#include "analyzer/rulefile.h"
#include "event/event.h"
#include "event/reason.h"

#include <glib.h>

typedef enum { ADDRESS_KEEP, ADDRESS_WAIT, ADDRESS_CORRECT, ADDRESS_REMOVE } AddressAdvice;

typedef struct Advices Advices;
typedef struct Advice Advice;

/*
 * The advice texts in language ("en", "fr"); NULL with error where there are none. What a
 * translation lacks is there in English.
 */
Advices *advices_load(const char *language, GError **error);

/* The same from texts: the reference, then a translation or NULL. */
Advices *advices_load_sources(const RuleSource *reference, const RuleSource *translation,
                              GError **error);

void advices_free(Advices *advices);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Advices, advices_free)

/* The advice under key, or NULL. Borrowed. */
const Advice *advices_find(const Advices *advices, const char *key);
Move advice_move(const Advice *advice);
AddressAdvice advice_address(const Advice *advice);

/* TRUE where the advice was not left in English. */
gboolean advice_is_translated(const Advice *advice);

/* The n-th key in the order of the reference, or NULL behind the last. Borrowed. */
const char *advices_nth(const Advices *advices, guint n);

/* What its placeholders are filled with; "" takes the language's "Otherwise". */
typedef struct {
    const char *provider; /* as people know it */
    const char *sender_domain;
    const char *client_ip;
    const char *recipient;
    const char *recipient_domain;
} AdviceFacts;

/*
 * Title and steps with placeholders filled. A title that begins with an "Otherwise" gets a
 * capital. Owned by the caller (g_free, g_strfreev).
 */
char *advice_title(const Advices *advices, const Advice *advice, const AdviceFacts *facts);
char **advice_steps(const Advices *advices, const Advice *advice, const AdviceFacts *facts);

#endif
