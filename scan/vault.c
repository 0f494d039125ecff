/* vault.c - texts that no process started from this one gets to see */

#define _GNU_SOURCE /* MADV_WIPEONFORK */

#include "scan/vault.h"

#include <string.h>
#include <sys/mman.h>

/* In front of the text. Behind a fork(2) it is 0, as all of the vault is. */
typedef struct {
    gsize size; /* bytes of the vault */
} Head;

/* A page has one text alone: there are few. A kernel before 4.14 copies them nevertheless. */
char *
vault_new(const char *text, gsize length)
{
    gsize size = sizeof(Head) + length + 1;
    Head *head = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);

    if (head == MAP_FAILED)
        g_error("there is no memory for a password");
    madvise(head, size, MADV_WIPEONFORK);
    madvise(head, size, MADV_DONTDUMP);
    head->size = size;
    memcpy(head + 1, text, length);
    return (char *)(head + 1);
}

void
vault_free(char *text)
{
    Head *head = text ? (Head *)(gpointer)text - 1 : NULL;

    if (!head || head->size == 0)
        return;
    explicit_bzero(text, head->size - sizeof *head);
    munmap(head, head->size);
}
