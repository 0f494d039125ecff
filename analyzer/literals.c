/* literals.c - the words that every match of a pattern must contain */

#include "analyzer/literals.h"

#include <string.h>

#define DEPTH_MAX 30

/* Literals of which one must occur; worth is the length of the shortest. */
typedef struct {
    guint count;
    guint worth;
    Literal at[LITERALS_MAX];
} Choice;

typedef struct {
    const char *at;
    guint depth;
    gboolean is_lost; /* met what it does not understand */
    char *text;
    gsize used;
    gsize run; /* where the literal at hand began in text */
} Reader;

typedef enum {
    ATOM_CHAR,    /* one literal character */
    ATOM_OTHER,   /* something in the text, but which characters is not known */
    ATOM_NOTHING, /* takes no place in the text: \b ^ $ */
} Atom;

typedef enum { REPEAT_ONCE, REPEAT_MORE, REPEAT_OPTIONAL } Repeat;

static void read_choice(Reader *reader, Choice *choice);

static gboolean
take(Reader *reader, const char *prefix)
{
    if (!g_str_has_prefix(reader->at, prefix))
        return FALSE;
    reader->at += strlen(prefix);
    return TRUE;
}

/* The literal at hand ends here; best keeps it if it is longer than what it has. */
static void
end_run(Reader *reader, Choice *best)
{
    gsize length = reader->used - reader->run;

    if (length > best->worth) {
        best->count = 1;
        best->worth = (guint)length;
        best->at[0].start = (guint16)reader->run;
        best->at[0].length = (guint16)length;
    }
    reader->run = reader->used;
}

static void
add_to_run(Reader *reader, char c)
{
    if (reader->used == LITERALS_TEXT_MAX)
        reader->is_lost = TRUE;
    else
        reader->text[reader->used++] = g_ascii_tolower(c);
}

static gboolean
is_repeat(char c)
{
    return c == '?' || c == '*' || c == '+' || c == '{';
}

/* "{2}", "{1,}", "{0,30}". Any other brace means different things to different versions. */
static Repeat
read_braces(Reader *reader)
{
    const char *at = reader->at + 1;
    gsize low = strspn(at, "0123456789");
    gboolean is_zero = low == strspn(at, "0");

    at += low;
    if (*at == ',')
        at += 1 + strspn(at + 1, "0123456789");
    if (low == 0 || *at != '}') {
        reader->is_lost = TRUE;
        return REPEAT_OPTIONAL;
    }
    reader->at = at + 1;
    return is_zero ? REPEAT_OPTIONAL : REPEAT_MORE;
}

static Repeat
read_repeat(Reader *reader)
{
    Repeat repeat = REPEAT_MORE;

    if (!is_repeat(*reader->at))
        return REPEAT_ONCE;
    if (*reader->at == '{')
        repeat = read_braces(reader);
    else if (take(reader, "?") || take(reader, "*"))
        repeat = REPEAT_OPTIONAL;
    else
        take(reader, "+");
    if (!take(reader, "?"))
        take(reader, "+"); /* lazy and possessive ones are the same here */
    return repeat;
}

static Atom
read_escape(Reader *reader, char *c)
{
    char letter = *++reader->at;

    if (letter)
        reader->at++;
    *c = letter;
    if (g_ascii_ispunct(letter) || letter == ' ')
        return ATOM_CHAR;
    if (letter & 0x80)
        return ATOM_OTHER;
    if (letter && strchr("bBAzZG", letter))
        return ATOM_NOTHING;
    if (!letter || !strchr("dDwWsShHvVRXKNtnrfea", letter) || (letter == 'N' && *reader->at == '{'))
        reader->is_lost = TRUE;
    return ATOM_OTHER;
}

/* Skips "[:alpha:]" within a class. */
static void
skip_posix_class(Reader *reader)
{
    if (take(reader, "[:"))
        reader->at += strspn(reader->at, "^abcdefghijklmnopqrstuvwxyz");
    if (!take(reader, ":]"))
        reader->is_lost = TRUE;
}

/* Skips "[...]". A "]" that comes first is one of the class. */
static Atom
read_class(Reader *reader)
{
    take(reader, "[");
    take(reader, "^");
    take(reader, "]");
    while (*reader->at && *reader->at != ']' && !reader->is_lost) {
        if (take(reader, "\\Q") || take(reader, "\\E"))
            reader->is_lost = TRUE;
        else if (*reader->at == '[' && reader->at[1] && strchr(":.=", reader->at[1]))
            skip_posix_class(reader);
        else
            reader->at += *reader->at == '\\' && reader->at[1] ? 2 : 1;
    }
    if (!take(reader, "]"))
        reader->is_lost = TRUE;
    return ATOM_OTHER;
}

/* One that is no group. */
static Atom
read_atom(Reader *reader, char *c)
{
    *c = *reader->at;
    if (*c == '\\')
        return read_escape(reader, c);
    if (*c == '[')
        return read_class(reader);
    reader->at++;
    if (*c == '^' || *c == '$')
        return ATOM_NOTHING;
    if (*c == '.' || *c & 0x80)
        return ATOM_OTHER;
    if (strchr("*+?{", *c))
        reader->is_lost = TRUE;
    return ATOM_CHAR;
}

/* Takes the head of a group whose content must be in the text: "(", "(?:", "(?i:", "(?<name>". */
static gboolean
take_plain_head(Reader *reader)
{
    const char *at;

    if (!take(reader, "(?"))
        return reader->at[1] != '*' && take(reader, "(");

    at = reader->at + strspn(reader->at, "ims-");
    if (*at == ':') {
        reader->at = at + 1;
        return TRUE;
    }
    if (take(reader, ">") || take(reader, "|"))
        return TRUE;
    if (take(reader, "P<") || (reader->at[1] != '=' && reader->at[1] != '!' && take(reader, "<"))) {
        reader->at += strcspn(reader->at, ">");
        return take(reader, ">");
    }
    return FALSE;
}

/* Takes the head of a look-ahead or look-behind, after "(?". */
static gboolean
take_look_head(Reader *reader)
{
    return take(reader, "=") || take(reader, "!") || take(reader, "<=") || take(reader, "<!");
}

/* Takes "i)" after "(?". The x and n flags would change how to read on. */
static gboolean
take_flags(Reader *reader)
{
    gsize length = strspn(reader->at, "ims-");

    if (length == 0 || reader->at[length] != ')')
        return FALSE;
    reader->at += length + 1;
    return TRUE;
}

/* Reads a group; what it is sure to bring into the text goes to choice. */
static void
read_group(Reader *reader, Choice *choice)
{
    gboolean is_plain = take_plain_head(reader);

    choice->count = choice->worth = 0;
    if (!is_plain && take_flags(reader))
        return;
    if (++reader->depth > DEPTH_MAX || (!is_plain && !take_look_head(reader))) {
        reader->is_lost = TRUE;
        return;
    }

    read_choice(reader, choice);
    reader->depth--;
    if (!is_plain)
        choice->count = choice->worth = 0;
    if (!take(reader, ")"))
        reader->is_lost = TRUE;
}

static void
read_group_piece(Reader *reader, Choice *best)
{
    Choice group;

    end_run(reader, best);
    read_group(reader, &group);
    reader->run = reader->used;
    if (read_repeat(reader) == REPEAT_OPTIONAL || group.worth <= best->worth)
        return;
    best->count = group.count;
    best->worth = group.worth;
    memcpy(best->at, group.at, group.count * sizeof group.at[0]);
}

/* An atom with what says how often it stands. */
static void
read_piece(Reader *reader, Choice *best)
{
    char c;
    Atom atom = read_atom(reader, &c);
    Repeat repeat = read_repeat(reader);

    if (atom == ATOM_CHAR && repeat != REPEAT_OPTIONAL)
        add_to_run(reader, c);
    if (atom == ATOM_OTHER || (atom == ATOM_CHAR && repeat != REPEAT_ONCE))
        end_run(reader, best);
}

/* Most of a pattern is letters and spaces that stand for themselves, once. */
static gboolean
is_plain(char c)
{
    return g_ascii_isalnum(c) || c == ' ';
}

/* Reads up to the next "|" or ")"; best gets the longest that must occur. */
static void
read_branch(Reader *reader, Choice *best)
{
    best->count = best->worth = 0;
    while (*reader->at && *reader->at != '|' && *reader->at != ')' && !reader->is_lost) {
        if (is_plain(*reader->at) && !is_repeat(reader->at[1]))
            add_to_run(reader, *reader->at++);
        else if (*reader->at == '(')
            read_group_piece(reader, best);
        else
            read_piece(reader, best);
    }
    end_run(reader, best);
}

static void
unite(Choice *all, const Choice *one)
{
    if (all->worth == 0)
        return;
    if (one->worth == 0 || all->count + one->count > LITERALS_MAX) {
        all->count = all->worth = 0;
        return;
    }
    memcpy(all->at + all->count, one->at, one->count * sizeof one->at[0]);
    all->count += one->count;
    all->worth = MIN(all->worth, one->worth);
}

/* Reads alternatives: what must occur is one of each. */
static void
read_choice(Reader *reader, Choice *choice)
{
    read_branch(reader, choice);
    while (!reader->is_lost && take(reader, "|")) {
        Choice branch;

        read_branch(reader, &branch);
        unite(choice, &branch);
    }
}

void
literals_read(const char *pattern, Literals *literals)
{
    Reader reader = {.at = pattern, .text = literals->text};
    Choice choice;

    read_choice(&reader, &choice);
    literals->count = 0;
    if (reader.is_lost || *reader.at || choice.worth < LITERAL_LENGTH_MIN)
        return;
    literals->count = choice.count;
    memcpy(literals->at, choice.at, choice.count * sizeof choice.at[0]);
}
