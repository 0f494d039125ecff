/* secret.c - tests of scan/secret.c: passwords from wherever they are kept */

#include "scan/secret.h"

#include <glib/gstdio.h>
#include <string.h>

static char *folder;

static char *
put_file(const char *name, const char *content, int mode)
{
    char *path = g_build_filename(folder, name, NULL);

    g_assert_true(g_file_set_contents(path, content, -1, NULL));
    g_assert_cmpint(g_chmod(path, mode), ==, 0);
    return path;
}

/* Frees text and command. */
static void
check(SecretKind kind, char *text, char **command, const char *wanted, const char *complaint)
{
    Secret secret;
    g_autoptr(GError) error = NULL;
    char *got;

    secret_init(&secret);
    secret_set(&secret, kind, text, command);
    got = secret_get(&secret, &error);
    g_assert_cmpstr(got, ==, wanted);
    if (complaint) {
        g_assert_nonnull(error);
        g_test_message("%s", error->message);
        g_assert_nonnull(strstr(error->message, complaint));
        g_assert_null(strstr(error->message, "Hush"));
    } else {
        g_assert_no_error(error);
    }
    secret_wipe(got);
    secret_clear(&secret);
    g_free(text);
    g_strfreev(command);
}

static void
test_files(void)
{
    check(SECRET_FILE, put_file("a", "Hush hush\nmore\n", 0600), NULL, "Hush hush", NULL);
    check(SECRET_FILE, put_file("b", "Hush\r\n", 0400), NULL, "Hush", NULL);
    check(SECRET_FILE, put_file("c", "Hush", 0600), NULL, "Hush", NULL);
    check(SECRET_FILE, put_file("d", "Hush\n", 0640), NULL, NULL, "others may read it: chmod 600");
    check(SECRET_FILE, put_file("e", "\nHush\n", 0600), NULL, NULL, "the first line is empty");
    check(SECRET_FILE, g_build_filename(folder, "none", NULL), NULL, NULL, "No such file");
    check(SECRET_PASSWORD, g_strdup("Hush"), NULL, "Hush", NULL);
}

static void
test_credentials(void)
{
    g_unsetenv("CREDENTIALS_DIRECTORY");
    check(SECRET_CREDENTIAL, g_strdup("ovh"), NULL, NULL, "service of systemd");
    g_setenv("CREDENTIALS_DIRECTORY", folder, TRUE);
    g_free(put_file("ovh", "Hush\n", 0440)); /* as systemd makes it for a service's user */
    check(SECRET_CREDENTIAL, g_strdup("ovh"), NULL, "Hush", NULL);
}

static const struct {
    const char *words; /* with | between */
    const char *wanted;
    const char *complaint;
} commands[] = {
    {"echo Hush; echo more", "Hush", NULL},
    {"printf|%s|$HOME;Hush", "$HOME;Hush", NULL}, /* no shell looks at a list */
    {"echo|-n|", NULL, "echo: the first line is empty"},
    {"echo Hush; exit 1", NULL, "echo: the program failed"},
    {"false|Hush", NULL, "false: the program failed"},
    {"no-such-program|Hush", NULL, "no-such-program"},
    {"echo Hush; exec >&-; exec sleep 1000", NULL, "echo: the program does not end"},
};

static void
test_commands(void)
{
    for (guint i = 0; i < G_N_ELEMENTS(commands); i++)
        check(SECRET_COMMAND, g_strdup(""), g_strsplit(commands[i].words, "|", -1),
              commands[i].wanted, commands[i].complaint);
}

int
main(int argc, char **argv)
{
    int status;

    g_setenv("LC_ALL", "C", TRUE);
    g_test_init(&argc, &argv, NULL);
    folder = g_dir_make_tmp("secret-XXXXXX", NULL);
    g_test_add_func("/secret/files", test_files);
    g_test_add_func("/secret/credentials", test_credentials);
    g_test_add_func("/secret/commands", test_commands);
    status = g_test_run();
    for (const char *name = "abcdeo"; *name; name++) {
        g_autofree char *path = *name == 'o' ? g_build_filename(folder, "ovh", NULL)
                                             : g_strdup_printf("%s/%c", folder, *name);

        g_remove(path);
    }
    g_rmdir(folder);
    return status;
}
