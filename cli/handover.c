/*
 * handover.c - the commands that ask servers, and what reads by the same machinery, are a program
 * apart
 *
 * Half of the time that a single message takes is the dynamic linker's. IMAP, TLS and DNS bring a
 * dozen libraries which only these commands need, so they are linked into bounces-network; in
 * bounces itself the functions here stand in their places.
 */

#include "cli/cli.h"
#include "cli/place.h"

#include <errno.h>
#include <glib/gi18n.h>
#include <unistd.h>

#define NETWORK "bounces-network"

/*
 * Runs the command there, in this process; comes back only where it cannot. It goes by the path of
 * this executable, for that is what a line of a crontab must name.
 */
static ExitStatus
hand_over(const Command *command, int argc, char **argv)
{
    static const char *const beside[] = {NETWORK, NULL};
    g_autofree char *self = place_of_self();
    g_autofree char *network =
        place_find(beside, G_FILE_TEST_IS_EXECUTABLE, LIBEXECDIR "/" NETWORK);
    g_auto(GStrv) name = g_strsplit(command->name, " ", -1);
    g_autoptr(GPtrArray) words = g_ptr_array_new();

    g_ptr_array_add(words, self);
    for (char **word = name; *word; word++)
        g_ptr_array_add(words, *word);
    for (int i = 1; i <= argc; i++)
        g_ptr_array_add(words, argv[i]);

    execv(network, (char **)words->pdata);
    complain(_("%s: %s; it belongs to bounces, which must be installed whole"), network,
             g_strerror(errno));
    return EXIT_TROUBLE;
}

ExitStatus
import_run(const Command *command, int argc, char **argv)
{
    return hand_over(command, argc, argv);
}

ExitStatus
scan_run(const Command *command, int argc, char **argv)
{
    return hand_over(command, argc, argv);
}

ExitStatus
setup_run(const Command *command, int argc, char **argv)
{
    return hand_over(command, argc, argv);
}

ExitStatus
diagnose_run(const Command *command, int argc, char **argv)
{
    return hand_over(command, argc, argv);
}
