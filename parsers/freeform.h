/* freeform.h - notices without delivery-status, written for people */

#ifndef BOUNCES_PARSERS_FREEFORM_H
#define BOUNCES_PARSERS_FREEFORM_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Reads a notice of a family (families.h) into notice. *returned is set to where the returned
 * message begins in the text of mail, NULL where it does not. FALSE where it is none, and where
 * the words of a family stand in mail of a person.
 */
gboolean freeform_read(const Mail *mail, Notice *notice, const char **returned);

#endif
