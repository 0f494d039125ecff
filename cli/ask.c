/* ask.c - questions to somebody at a terminal */

#include "cli/ask.h"

#include "cli/output.h"
#include "scan/secret.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <termios.h>
#include <unistd.h>

#define ANSWER_SIZE 4096

gboolean
ask_is_possible(void)
{
    return isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
}

static void
show(const char *text)
{
    g_autoptr(GString) prose = g_string_new(text);

    output_prose(prose, NULL);
    output_flush(NULL);
}

/* A line without its end; FALSE where none came. */
static gboolean
read_line(char answer[ANSWER_SIZE])
{
    gssize length = read(STDIN_FILENO, answer, ANSWER_SIZE - 1);

    if (length <= 0)
        return FALSE;
    answer[length] = '\0';
    answer[strcspn(answer, "\r\n")] = '\0';
    return TRUE;
}

char *
ask_line(const char *question, const char *preset)
{
    g_autofree char *shown =
        *preset ? g_strdup_printf("%s [%s] ", question, preset) : g_strdup_printf("%s ", question);
    char answer[ANSWER_SIZE];

    show(shown);
    if (!read_line(answer))
        return NULL;
    g_strstrip(answer);
    return g_strdup(*answer ? answer : preset);
}

static void
interrupt(int signal G_GNUC_UNUSED)
{
}

/* Whoever interrupts while nothing is shown must find the terminal as it was. */
static gboolean
read_unseen(char answer[ANSWER_SIZE])
{
    const struct sigaction quiet = {.sa_handler = interrupt};
    struct sigaction before;
    struct termios shown;
    struct termios unseen;
    gboolean got;

    if (tcgetattr(STDIN_FILENO, &shown) < 0)
        return FALSE;
    unseen = shown;
    unseen.c_lflag &= ~(tcflag_t)ECHO;
    sigaction(SIGINT, &quiet, &before);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &unseen);
    got = read_line(answer);
    tcsetattr(STDIN_FILENO, TCSAFLUSH, &shown);
    sigaction(SIGINT, &before, NULL);
    return got;
}

char *
ask_secret(const char *question)
{
    char answer[ANSWER_SIZE] = "";
    g_autofree char *shown = g_strdup_printf("%s ", question);
    char *secret;

    show(shown);
    secret = read_unseen(answer) ? g_strdup(answer) : NULL;
    explicit_bzero(answer, sizeof answer);
    show("\n");
    return secret;
}
