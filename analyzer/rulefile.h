/* rulefile.h - groups of fields as rules/ has them; strict where mail is tolerant */

#ifndef BOUNCES_ANALYZER_RULEFILE_H
#define BOUNCES_ANALYZER_RULEFILE_H

#include <glib.h>

#define RULE_ERROR (rule_error_quark())
typedef enum { RULE_ERROR_SYNTAX, RULE_ERROR_FIELD, RULE_ERROR_PATTERN, RULE_ERROR_IO } RuleError;
GQuark rule_error_quark(void);

/* More than anybody writes by hand; what is beyond is refused. */
#define RULEFILE_LENGTH_MAX (4 * 1024 * 1024)
#define RULEFILE_LINE_MAX (16 * 1024)

/* One field of a group, and living as long as it. */
typedef struct {
    const char *name; /* "Reply-Code" */
    char *value;      /* continued lines joined by a space, or by newline for keep_lines fields */
    guint line;       /* 1-based line of the field's name */
} RuleField;

/* A group: the fields between two blank lines, at least one. */
typedef struct {
    const char *file;
    guint line;
    GArray *fields; /* of RuleField */
} RuleGroup;

/* A text to read, and the name that errors give it. All borrowed. */
typedef struct {
    const char *file;
    const char *text;
    gsize length;
    gboolean is_builtin;
} RuleSource;

/*
 * Calls each for every group of text in order until one returns FALSE with error set. Names of
 * fields whose continued lines keep their newline are listed in keep_lines (NULL-terminated, or
 * NULL). Errors are written "FILE:LINE: what". Groups and fields live only during the call.
 */
typedef gboolean (*RuleGroupFunc)(const RuleGroup *group, gpointer data, GError **error);
gboolean rulefile_each(const char *file, const char *text, gsize length,
                       const char *const *keep_lines, RuleGroupFunc each, gpointer data,
                       GError **error);

/* The value of the first field so named, or NULL; borrowed. */
const char *rule_group_get(const RuleGroup *group, const char *name);

/* Sets error to "FILE:LINE: what"; returns FALSE, for the caller to return. */
gboolean rulefile_fail(GError **error, RuleError code, const char *file, guint line,
                       const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Sets error to "FILE: what", where there is no line to name. Returns FALSE too. */
gboolean rulefile_fail_io(GError **error, const char *file, const char *what);

/*
 * Takes the next word off the front of *list, which is split at spaces; NULL after the last. The
 * word does not end in NUL, its length is set.
 */
const char *rulefile_next_word(const char **list, gsize *length);

#endif
