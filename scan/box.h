/* box.h - the letters of an account's mailbox, from where it was read to */

#ifndef BOUNCES_SCAN_BOX_H
#define BOUNCES_SCAN_BOX_H

#include "base/letter.h"
#include "scan/source.h"

#include <glib.h>

typedef struct Box Box;

/*
 * Opens the mailbox of plan's account; what is wrong with it box_next tells. Everything is borrowed
 * but the secret, which is taken over ("" where there is none).
 */
Box *box_new(const ScanPlan *plan, const ScanStart *start, const SourceHooks *hooks, char *secret);
void box_free(Box *box);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Box, box_free)

/* As the functions of source.h. */
Letter *box_next(Box *box, GError **error);
void box_keep_alive(Box *box);
const WirePlace *box_place(const Box *box);
int box_socket(const Box *box);
gint64 box_ahead(const Box *box);
gboolean box_is_again(const Box *box);
Letter *box_more(Box *box, GError **error);
gboolean box_settle(Box *box, const char *folder, const GPtrArray *places, const After *after,
                    GError **error);

#endif
