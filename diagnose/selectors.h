/* selectors.h - DKIM selectors that hosts and services are known to use (rules/selectors) */

#ifndef BOUNCES_DIAGNOSE_SELECTORS_H
#define BOUNCES_DIAGNOSE_SELECTORS_H

/* NULL-terminated; borrowed for ever. */
const char *const *selectors_known(void);

#endif
