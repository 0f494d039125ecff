/* store.h - what is kept of notices: events, positions, counts by day (bounces-store(5)) */

#ifndef BOUNCES_DB_STORE_H
#define BOUNCES_DB_STORE_H

#include "event/event.h"

#include <glib.h>

#define STORE_ERROR (store_error_quark())
GQuark store_error_quark(void);

/* What went wrong; the message names the store and says what to do. */
typedef enum {
    STORE_ERROR_MISSING,   /* there is no store yet, and it was opened to read */
    STORE_ERROR_FOREIGN,   /* a file that is no store of ours */
    STORE_ERROR_VERSION,   /* a newer bounces wrote it */
    STORE_ERROR_BUSY,      /* another process holds it, longer than the time we wait */
    STORE_ERROR_READ_ONLY, /* may not be written */
    STORE_ERROR_FULL,      /* no room on the disk */
    STORE_ERROR_ENGINE,    /* anything else that the engine reports */
} StoreError;

typedef enum { STORE_READ, STORE_WRITE } StoreMode;

typedef struct Store Store;

/*
 * Opens the store at location (a path; the seam for URLs is engine.h). STORE_WRITE makes it, mode
 * 0600, and brings an older schema up to date.
 */
Store *store_open(const char *location, StoreMode mode, GError **error);
void store_free(Store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_free)

/* All that is added between begin and commit is there afterwards, or none of it. */
gboolean store_begin(Store *store, GError **error);
gboolean store_commit(Store *store, GError **error);
void store_rollback(Store *store);

/*
 * Adds an event and its day's count. *added (may be NULL) is FALSE where an event of that id is or
 * was there already, or its recipient asked to be forgotten: then nothing is written. now replaces
 * a received time that is absent or lies ahead. Plain mail (type other) is never added.
 */
gboolean store_add_event(Store *store, const Event *event, const char *account, gint64 now,
                         gboolean *added, GError **error);

/* Counts plain mail of a folder and day (Unix seconds): all that is kept of it. */
gboolean store_count_plain(Store *store, const char *account, const char *folder, gint64 day,
                           gint64 count, GError **error);

/* Which rows a question is about. "" and 0 leave a condition out; until is exclusive. */
typedef struct {
    gint64 since;
    gint64 until;
    const char *account;
    const char *type;
    const char *reason;
    const char *provider;
    const char *recipient; /* an address, or "@example.net" for a domain */
    const char *sender;    /* an address, or "@example.org" */
    const char *status;    /* "5.1.1" */
    const char *move;      /* "you" */
    const char *ours;
    const char *rule;
    gboolean hard_bounce;       /* none but those of dead addresses */
    gboolean without_rule;      /* none that a rule's words decided */
    gboolean without_strangers; /* none of mail that was not ours (OURS_NO) */
    gboolean without_addresses; /* a summary need not count different ones, which takes long */
} StoreFilter;

/* Whether the filter leaves out nothing. */
gboolean store_filter_is_open(const StoreFilter *filter);

/* What a summary counts by. */
typedef enum {
    STORE_BY_TYPE,
    STORE_BY_REASON,
    STORE_BY_PROVIDER,
    STORE_BY_DOMAIN,
    STORE_BY_STATUS,
    STORE_BY_DAY,
    STORE_BY_SENDER,
    STORE_BY_MOVE,
    STORE_BY_COUNT
} StoreBy;

/* Lines behind these have no days: nobody looks at so many little pictures. */
#define STORE_LINES_WITH_DAYS 200

/*
 * One line of a summary. Days go from the filter's since to until, or as far as there are events,
 * oldest first. What there was only before has a line with count 0.
 */
typedef struct {
    char *key;
    gint64 count;
    gint64 before;      /* in the period of the same length that ends at since; 0 without one */
    gint64 addresses;   /* different recipients */
    gint64 dead;        /* those of them that no longer exist: hard bounces */
    gboolean is_purged; /* events of it went: there were more addresses than these */
    char *mostly;       /* the provider or domain with more than half of them; else "" */
    guint day_count;
    gint64 *days;
} StoreLine;
void store_line_free(StoreLine *line);

/*
 * Lines (StoreLine), most first; owned by the caller. Counts come from the days' counts, which
 * purge leaves, unless the filter asks for an address, a rule or parts of days; addresses always
 * from the events.
 */
GPtrArray *store_summarise(Store *store, StoreBy by, const StoreFilter *filter, GError **error);

/* The same, and together gets how many different addresses all lines have, counted on the way. */
typedef struct {
    gint64 addresses;
    gint64 dead;        /* those of them that no longer exist */
    gboolean is_purged; /* of any line */
} StoreAddresses;
GPtrArray *store_summarise_together(Store *store, StoreBy by, const StoreFilter *filter,
                                    StoreAddresses *together, GError **error);

/* How many events that fit are still there with their evidence, and in how many notices they came.
 */
gboolean store_count_notices(Store *store, const StoreFilter *filter, gint64 *notices,
                             gint64 *events, GError **error);

/* Calls each with every event that fits, newest first, at most limit of them (0: all). */
typedef gboolean (*StoreEventFunc)(const Event *event, gpointer data, GError **error);
gboolean store_each_event(Store *store, const StoreFilter *filter, guint limit, StoreEventFunc each,
                          gpointer data, GError **error);

/* The event whose id begins with id; NULL without error where there is none or more than one. */
Event *store_find_event(Store *store, const char *id, GError **error);

/*
 * Gives the event of that id another verdict (reason, advice, rule, confidence, hard_bounce, move,
 * provider, ours) and moves its count; evidence stays as it is.
 */
gboolean store_judge_again(Store *store, const Event *event, GError **error);

/* The digest of the rules that judged last; "" where none is noted. Owned by the caller. */
char *store_rules_digest(Store *store, GError **error);
gboolean store_set_rules_digest(Store *store, const char *digest, GError **error);

/*
 * Forgets evidence received before that time, and what was found of domains before it, but the last
 * of each kind where a domain has events; counts by day stay, and ids, so that nothing comes back.
 * *count (may be NULL) is how many events went.
 */
gboolean store_purge(Store *store, gint64 before, gint64 *count, GError **error);

typedef struct {
    gint64 removed; /* events that were about the address */
    gint64 cleaned; /* events about others that named it */
} StoreForgotten;

/*
 * Removes what is about address, and their counts; takes it out of what is about others, where
 * its domain stays; and refuses both from now on, by a keyed hash.
 */
gboolean store_forget(Store *store, const char *address, StoreForgotten *forgotten, GError **error);

/* A message that killed its reader; no mail is kept. */
gboolean store_add_quarantine(Store *store, const char *account, const char *position,
                              const char *error_text, gint64 now, GError **error);

/* A row of these; borrowed, as long as the function runs that is told. */
typedef struct {
    const char *account;
    const char *source; /* the message, as its event would have it */
    const char *how;    /* its reader ended */
    gint64 added;
} StoreQuarantined;

/* Calls each with all of them, by account and age. */
typedef gboolean (*StoreQuarantineFunc)(const StoreQuarantined *row, gpointer data, GError **error);
gboolean store_each_quarantined(Store *store, StoreQuarantineFunc each, gpointer data,
                                GError **error);

/* A line of what bounces diagnose found; borrowed. Words are those of its JSON. */
typedef struct {
    const char *domain;
    gint64 checked;     /* Unix seconds */
    const char *kind;   /* "spf" */
    const char *result; /* "fail" */
    const char *finding;
    const char *subject;
    const char *found;
    gint64 number;
    const char *page;
    const char *host; /* "ovh": the provider that runs the domain's mail; "" for others */
} StoreFinding;

/* Keeps what was found of domain at that time, in the order of rows; theirs are not looked at. */
gboolean store_add_diagnosis(Store *store, const char *domain, gint64 checked,
                             const StoreFinding *rows, guint count, GError **error);

/* Calls each with all that is kept of domain ("": of all, one after the other), oldest first. */
typedef gboolean (*StoreFindingFunc)(const StoreFinding *row, gpointer data, GError **error);
gboolean store_each_finding(Store *store, const char *domain, StoreFindingFunc each, gpointer data,
                            GError **error);

/* No folder is ever read to here, so that all of it is read again. */
#define STORE_PLACE_AGAIN "again"

/*
 * Forgets those of an account ("": of all), and sets the places of its folders so that the next
 * scan meets the messages again. *count is how many there were.
 */
gboolean store_release_quarantined(Store *store, const char *account, gint64 *count,
                                   GError **error);

/*
 * Where an account's folder was read to; "" where it was not, and to make it so. Owned by the
 * caller.
 */
char *store_position(Store *store, const char *account, const char *folder, GError **error);
gboolean store_set_position(Store *store, const char *account, const char *folder,
                            const char *position, GError **error);

#endif
