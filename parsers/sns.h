/* sns.h - what Amazon SES tells by way of Amazon SNS: JSON in a mail */

#ifndef BOUNCES_PARSERS_SNS_H
#define BOUNCES_PARSERS_SNS_H

#include "parsers/mime.h"
#include "parsers/notice.h"

/*
 * Reads a bounce, complaint or delivery notification into notice; FALSE where mail is none.
 * https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
 */
gboolean sns_read(const Mail *mail, Notice *notice);

#endif
