/* tame.h - hostile mail cut down before it is taken apart */

#ifndef BOUNCES_PARSERS_TAME_H
#define BOUNCES_PARSERS_TAME_H

#include <glib.h>

/*
 * A message that is read in bounded time and memory (measured: GMime takes 13 s for 50,000
 * parameters): leading blank lines and a "From " line are left out, bare CR is a line end, no
 * logical line that looks like a header field is longer than 16 KB, no header block longer than 256
 * KB, and it ends at the 1,000th line that looks like a boundary. Of a message that a report
 * returns only the header is left. Shares memory with bytes where nothing was to be done. *cut (may
 * not be NULL) tells whether anything but line ends was lost. NULL where no header field begins it.
 */
GBytes *tame(GBytes *bytes, gboolean *cut);

#endif
