/* pager.c - long prose on a terminal, page by page */

#include "cli/pager.h"

#include "cli/output.h"

#include <gio/gio.h>
#include <signal.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* As git has it: end at once where all fits, keep colours, leave the text on the screen. */
#define LESS_OPTIONS "FRX"

/* "" for none. Borrowed. */
static const char *
pager_name(void)
{
    const char *own = g_getenv("BOUNCES_PAGER");
    const char *name = own ? own : g_getenv("PAGER");

    if (!name)
        return "less";
    return g_str_equal(name, "cat") ? "" : name;
}

static gboolean
is_longer_than_screen(const GString *text)
{
    struct winsize size = {0};
    guint lines = 0;

    if (!isatty(STDOUT_FILENO) || ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || !size.ws_row)
        return FALSE;
    for (const char *end = text->str; (end = strchr(end, '\n')); end++)
        lines++;
    return lines >= size.ws_row;
}

/* The pager has the keyboard until it ends, and may end before it has read all. */
static gboolean
page(const char *name, const char *shown)
{
    g_autoptr(GSubprocessLauncher) launcher =
        g_subprocess_launcher_new(G_SUBPROCESS_FLAGS_STDIN_PIPE);
    g_autoptr(GSubprocess) pager = NULL;

    g_subprocess_launcher_setenv(launcher, "LESS", LESS_OPTIONS, FALSE);
    pager = g_subprocess_launcher_spawn(launcher, NULL, "sh", "-c", name, NULL);
    if (!pager)
        return FALSE;
    signal(SIGINT, SIG_IGN);
    signal(SIGQUIT, SIG_IGN);
    signal(SIGPIPE, SIG_IGN);
    g_subprocess_communicate_utf8(pager, shown, NULL, NULL, NULL, NULL);
    g_subprocess_wait(pager, NULL, NULL);

    /* What sh says where it finds no such command: nothing was shown then. */
    return !g_subprocess_get_if_exited(pager) || g_subprocess_get_exit_status(pager) != 127;
}

gboolean
pager_write(const GString *text, GError **error)
{
    const char *name = pager_name();

    if (*name && is_longer_than_screen(text)) {
        g_autofree char *shown = output_shown(text->str);

        if (page(name, shown))
            return TRUE;
    }
    return output_prose(text, error);
}
