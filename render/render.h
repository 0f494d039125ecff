/* render.h - verdicts written out, for people and for programs */

#ifndef BOUNCES_RENDER_RENDER_H
#define BOUNCES_RENDER_RENDER_H

#include "analyzer/advice.h"
#include "analyzer/provider.h"
#include "event/event.h"

#include <glib.h>

/* How to write for this reader. The pointers are borrowed. */
typedef struct {
    const Advices *advices;
    const Providers *providers;
    int width; /* columns */
    gboolean colour;
    gboolean utf8;        /* else ASCII is all that the terminal shows */
    gboolean name_source; /* begin each message with where it was found */
} RenderStyle;

/* One way of writing. message appends one message's events, UTF-8, to out. */
typedef struct {
    const char *name;
    gboolean is_prose;           /* for people: the terminal's character set counts */
    void (*begin)(GString *out); /* what stands before the first message; may be NULL */
    void (*end)(GString *out);   /* behind the last; may be NULL */
    const char *separator;       /* and between two that wrote something; may be NULL */
    void (*message)(const GPtrArray *events, const RenderStyle *style, GString *out);
} Renderer;

/* One run of a renderer, in the order of these; a zeroed one but for renderer is new. */
typedef struct {
    const Renderer *renderer;
    gboolean has_some;
} RenderRun;
void render_begin(RenderRun *run, GString *out);
void render_message(RenderRun *run, const GPtrArray *events, const RenderStyle *style,
                    GString *out);
void render_end(RenderRun *run, GString *out);

/* The renderer so named ("text", "jsonl", "csv", "sisimai"), or NULL. */
const Renderer *renderer_find(const char *name);

/* All names, "text, jsonl, csv, sisimai", for help and complaints. Owned by the caller. */
char *renderer_names(void);

/* The rows of the table: text.c, jsonl.c, csv.c, sisimai.c. */
void text_message(const GPtrArray *events, const RenderStyle *style, GString *out);
void jsonl_message(const GPtrArray *events, const RenderStyle *style, GString *out);
void csv_begin(GString *out);
void csv_message(const GPtrArray *events, const RenderStyle *style, GString *out);
void sisimai_begin(GString *out);
void sisimai_message(const GPtrArray *events, const RenderStyle *style, GString *out);
void sisimai_end(GString *out);
#define SISIMAI_SEPARATOR ",\n"

#endif
