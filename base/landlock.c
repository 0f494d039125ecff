/* landlock.c - which files a process may still open */

#define _GNU_SOURCE /* O_PATH */

#include "base/landlock.h"

#include "base/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <linux/landlock.h>
#include <sys/prctl.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

/* All that the first Landlock knows of, up to making symbolic links. */
#define ALL_ACCESS ((LANDLOCK_ACCESS_FS_MAKE_SYM << 1) - 1)

/* Converters of character sets and what they link to; authorities, and what GnuTLS may not use. */
static const char *const of_libraries[] = {
    "/usr",
    "/lib",
    "/lib64",
    "/etc/ld.so.cache",
    "/nix/store",
    "/gnu/store",
    "/etc/pkcs11",
    "/etc/ssl",
    "/etc/pki",
    "/etc/ca-certificates",
    "/etc/gnutls",
    "/etc/crypto-policies",
    SANDBOX_IS_WATCHED ? "/proc" : NULL, /* where the sanitizers look for what to report */
    NULL,
};

/* The C library has no functions for these. */

static int
create_ruleset(const struct landlock_ruleset_attr *handled, gsize size, guint32 flags)
{
    return (int)syscall(SYS_landlock_create_ruleset, handled, size, flags);
}

static gboolean
add_rule(int ruleset, const struct landlock_path_beneath_attr *rule)
{
    return syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, rule, 0) == 0;
}

static gboolean
restrict_self(int ruleset)
{
    return prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 &&
           syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
}

/* Folders are listed, too; of a file that would be an error. What is not there is passed over. */
static gboolean
allow(int ruleset, const char *path)
{
    struct landlock_path_beneath_attr rule = {.allowed_access = LANDLOCK_ACCESS_FS_READ_FILE};
    struct stat about;
    gboolean is_done = TRUE;

    rule.parent_fd = open(path, O_PATH | O_CLOEXEC);
    if (rule.parent_fd < 0)
        return TRUE;
    if (fstat(rule.parent_fd, &about) == 0) {
        if (S_ISDIR(about.st_mode))
            rule.allowed_access |= LANDLOCK_ACCESS_FS_READ_DIR;
        is_done = add_rule(ruleset, &rule);
    }
    close(rule.parent_fd);
    return is_done;
}

static gboolean
allow_all(int ruleset, const char *const *paths)
{
    for (; *paths; paths++)
        if (!allow(ruleset, *paths))
            return FALSE;
    return TRUE;
}

gboolean
landlock_is_there(void)
{
    return create_ruleset(NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) > 0;
}

gboolean
landlock_enter(const char *const *paths, GError **error)
{
    const struct landlock_ruleset_attr handled = {.handled_access_fs = ALL_ACCESS};
    gboolean is_done;
    int ruleset;

    if (!landlock_is_there())
        return TRUE;
    ruleset = create_ruleset(&handled, sizeof handled, 0);
    is_done = ruleset >= 0 && allow_all(ruleset, of_libraries) && allow_all(ruleset, paths) &&
              restrict_self(ruleset);
    if (!is_done)
        g_set_error(error, SANDBOX_ERROR, SANDBOX_ERROR_REFUSED,
                    _("the kernel does not shut files away (Landlock): %s"), g_strerror(errno));
    if (ruleset >= 0)
        close(ruleset);
    return is_done;
}
