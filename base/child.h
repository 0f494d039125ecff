/* child.h - part of the work in a process of its own, with a pipe each way */

#ifndef BOUNCES_BASE_CHILD_H
#define BOUNCES_BASE_CHILD_H

#include <glib.h>

typedef struct Child Child;

/* What the process does: in brings what child_in was given, child_out gives what goes to out. */
typedef int (*ChildFunc)(int in, int out, gpointer data);

typedef struct {
    gsize memory;       /* bytes of data; 0: as the parent */
    guint files;        /* open at once */
    gboolean is_reader; /* of standard input; else that is /dev/null, as the other two always are */
} ChildLimits;

/*
 * Starts a process that runs run(in, out, data) and ends with its value. It has no other open
 * files, writes none, leaves no core, gains no privileges, is deaf to the terminal's signals and
 * dies with its parent. It is a copy: what it does to data, the parent does not see.
 */
Child *child_start(ChildFunc run, gpointer data, const ChildLimits *limits, GError **error);

/* The parent's ends of the pipes; the child's to close. */
int child_in(const Child *child);
int child_out(const Child *child);

/*
 * Within the process: gives the parent all of the bytes, however long it takes them. FALSE where
 * nobody takes them, with errno.
 */
gboolean child_tell(int out, const char *bytes, gsize length);

/*
 * From now on it may use so much CPU time; a process that uses more is killed. To be called again
 * and again while it does what is expected of it.
 */
void child_allow_cpu(const Child *child, guint seconds);

/*
 * Waits for its end, a second at most, then kills it. "" where it ended well, else how, as in
 * "signal 11 (Segmentation fault)": English in every language, for it is kept. Owned by the caller;
 * to be called once.
 */
char *child_end(Child *child);

/* Kills it where it has not ended. */
void child_free(Child *child);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Child, child_free)

#endif
