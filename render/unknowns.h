/* unknowns.h - what no rule knew, in groups of like words */

#ifndef BOUNCES_RENDER_UNKNOWNS_H
#define BOUNCES_RENDER_UNKNOWNS_H

#include "analyzer/rules.h"
#include "event/event.h"
#include "render/render.h"

#include <glib.h>

/* Events of one provider whose words differ in names and numbers only. */
typedef struct {
    Event *newest; /* judged by the rules in use */
    char *sample;  /* its words, names and numbers made anonymous */
    gint64 count;
} UnknownGroup;

/* Pointers are borrowed. */
typedef struct {
    const GPtrArray *groups; /* UnknownGroup, in the order in which they are told */
    Rules *rules;            /* in use */
    gint64 unclassified;     /* events that no rule knew at all */
    gint64 by_code;          /* events of which the code alone told */
    gint64 left_out;         /* groups that there are beside */
    const char *options;     /* that lead to the same events; "" where there are none */
} Unknowns;

/* One way of writing them. */
typedef struct {
    const char *name;
    gboolean is_prose;
    void (*write)(const Unknowns *unknowns, const RenderStyle *style, GString *out);
} UnknownsWriter;

/* The writer so named ("text", "rules", ...), or NULL; all names, owned by the caller. */
const UnknownsWriter *unknowns_writer_find(const char *name);
char *unknowns_writer_names(void);

/* The rows of the table of writers: unknowns.c, unknownsdata.c. */
void unknowns_text(const Unknowns *unknowns, const RenderStyle *style, GString *out);
void unknowns_jsonl(const Unknowns *unknowns, const RenderStyle *style, GString *out);
void unknowns_csv(const Unknowns *unknowns, const RenderStyle *style, GString *out);
void unknowns_rules(const Unknowns *unknowns, const RenderStyle *style, GString *out);

#endif
