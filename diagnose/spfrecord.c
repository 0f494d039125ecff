/* spfrecord.c - an SPF record taken apart (RFC 7208 4.6.1, 12) */

#include "diagnose/spfrecord.h"

#include "base/text.h"
#include "diagnose/spfmacro.h"

#include <string.h>

#define VERSION "v=spf1"

typedef enum { SPEC_NONE, SPEC_OPTIONAL, SPEC_REQUIRED, SPEC_ADDRESS } Spec;

/* Mechanisms (RFC 7208 5) and modifiers (6). */
static const struct {
    const char *name;
    char separator; /* before the domain-spec */
    Spec spec;
    gboolean has_cidr;
} kinds[] = {
    [SPF_ALL] = {"all", ':', SPEC_NONE, FALSE},
    [SPF_INCLUDE] = {"include", ':', SPEC_REQUIRED, FALSE},
    [SPF_A] = {"a", ':', SPEC_OPTIONAL, TRUE},
    [SPF_MX] = {"mx", ':', SPEC_OPTIONAL, TRUE},
    [SPF_PTR] = {"ptr", ':', SPEC_OPTIONAL, FALSE},
    [SPF_IP4] = {"ip4", ':', SPEC_ADDRESS, TRUE},
    [SPF_IP6] = {"ip6", ':', SPEC_ADDRESS, TRUE},
    [SPF_EXISTS] = {"exists", ':', SPEC_REQUIRED, FALSE},
    [SPF_REDIRECT] = {"redirect", '=', SPEC_REQUIRED, FALSE},
    [SPF_EXP] = {"exp", '=', SPEC_REQUIRED, FALSE},
};

static void
term_free(gpointer data)
{
    SpfTerm *term = data;

    g_free(term->text);
    g_free(term->spec);
    g_clear_object(&term->network);
    g_free(term);
}

void
spf_record_free(SpfRecord *record)
{
    g_ptr_array_unref(record->terms);
    g_ptr_array_unref(record->modifiers);
    g_free(record->fault);
    g_free(record);
}

gboolean
spf_record_is(const char *text)
{
    gsize length = strlen(VERSION);

    return text_has_prefix(text, VERSION) && (text[length] == '\0' || text[length] == ' ');
}

/*
 * Takes "/24" off the end of spec into *bits: digits without a leading zero, at most max. FALSE for
 * a length that is none; without one, all is well.
 */
static gboolean
cut_cidr(char *spec, const char *slash, guint max, guint *bits)
{
    char *place = g_strrstr(spec, slash);
    const char *digits;
    guint64 number;

    if (!place)
        return TRUE;
    digits = place + strlen(slash);
    if (!*digits || strspn(digits, "0123456789") != strlen(digits))
        return TRUE; /* no length: the domain-spec or address is judged with it */
    number = g_ascii_strtoull(digits, NULL, 10);
    if ((digits[0] == '0' && digits[1]) || number > max)
        return FALSE;
    *bits = (guint)number;
    *place = '\0';
    return TRUE;
}

/* dual-cidr-length = [ ip4-cidr-length ] [ "/" ip6-cidr-length ] (RFC 7208 5.6) */
static gboolean
cut_cidrs(SpfTerm *term)
{
    switch (term->kind) {
    case SPF_IP4:
        return cut_cidr(term->spec, "/", term->cidr4, &term->cidr4);
    case SPF_IP6:
        return cut_cidr(term->spec, "/", term->cidr6, &term->cidr6);
    default:
        return cut_cidr(term->spec, "//", term->cidr6, &term->cidr6) &&
               cut_cidr(term->spec, "/", term->cidr4, &term->cidr4);
    }
}

static gboolean
read_network(SpfTerm *term)
{
    GSocketFamily family = term->kind == SPF_IP4 ? G_SOCKET_FAMILY_IPV4 : G_SOCKET_FAMILY_IPV6;

    term->network = g_inet_address_new_from_string(term->spec);
    return term->network && g_inet_address_get_family(term->network) == family;
}

/* rest is what follows the name: separator, domain-spec and lengths of networks. */
static gboolean
read_rest(SpfTerm *term, const char *rest)
{
    gboolean has_spec = *rest == kinds[term->kind].separator;
    Spec spec = kinds[term->kind].spec;

    if (!has_spec && *rest && !(kinds[term->kind].has_cidr && *rest == '/'))
        return FALSE;
    text_set(&term->spec, rest + has_spec);
    if (kinds[term->kind].has_cidr && !cut_cidrs(term))
        return FALSE;
    if (has_spec == (*term->spec == '\0'))
        return FALSE; /* "a:" and what is left of "a/x" */
    if (spec == SPEC_NONE || (spec != SPEC_OPTIONAL && !has_spec))
        return spec == SPEC_NONE && !has_spec;
    if (spec == SPEC_ADDRESS)
        return read_network(term);
    return !has_spec || spf_macro_is_valid(term->spec, SPF_DOMAIN_SPEC);
}

/* name = ALPHA *( ALPHA / DIGIT / "-" / "_" / "." ); its length, 0 for none. */
static gsize
name_length(const char *text)
{
    gsize length = 0;

    if (g_ascii_isalpha(*text))
        while (g_ascii_isalnum(text[length]) || (text[length] && strchr("-_.", text[length])))
            length++;
    return length;
}

static gboolean
find_kind(SpfTerm *term, const char *name, gsize length, gboolean is_modifier)
{
    for (guint i = 0; i < G_N_ELEMENTS(kinds); i++) {
        if ((kinds[i].separator == '=') == is_modifier && strlen(kinds[i].name) == length &&
            g_ascii_strncasecmp(kinds[i].name, name, length) == 0) {
            term->kind = (SpfKind)i;
            return TRUE;
        }
    }
    return FALSE;
}

/* An unknown modifier is let be, with macros that are well-formed (RFC 7208 6). */
static gboolean
read_term(SpfTerm *term)
{
    const char *text = term->text;
    gboolean has_qualifier = *text && strchr("+-?~", *text);
    gsize length;

    term->qualifier = has_qualifier ? *text : '+';
    text += has_qualifier;
    length = name_length(text);
    if (text[length] != '=')
        return find_kind(term, text, length, FALSE) && read_rest(term, text + length);
    if (has_qualifier || length == 0)
        return FALSE;
    if (find_kind(term, text, length, TRUE))
        return read_rest(term, text + length);
    term->kind = SPF_UNKNOWN_MODIFIER;
    return spf_macro_is_valid(text + length + 1, SPF_EXPLANATION);
}

/* redirect and exp may each stand there once (RFC 7208 6). */
static gboolean
keep_term(SpfRecord *record, SpfTerm *term)
{
    const SpfTerm **place = term->kind == SPF_REDIRECT ? &record->redirect
                            : term->kind == SPF_EXP    ? &record->exp
                                                       : NULL;

    g_ptr_array_add(term->kind < SPF_REDIRECT ? record->terms : record->modifiers, term);
    if (!place)
        return TRUE;
    if (*place)
        return FALSE;
    *place = term;
    return TRUE;
}

gboolean
spf_term_permits_all(const SpfTerm *term)
{
    if (term->qualifier != '+')
        return FALSE;
    return term->kind == SPF_ALL ||
           (kinds[term->kind].has_cidr && (term->cidr4 == 0 || term->cidr6 == 0));
}

static SpfTerm *
new_term(const char *text)
{
    SpfTerm *term = g_new0(SpfTerm, 1);

    term->text = g_strdup(text);
    term->spec = g_strdup("");
    term->cidr4 = 32;
    term->cidr6 = 128;
    return term;
}

SpfRecord *
spf_record_parse(const char *text)
{
    SpfRecord *record = g_new0(SpfRecord, 1);
    g_auto(GStrv) words = g_strsplit(text + strlen(VERSION), " ", -1);

    record->terms = g_ptr_array_new_with_free_func(term_free);
    record->modifiers = g_ptr_array_new_with_free_func(term_free);
    record->fault = g_strdup("");
    for (char **word = words; *word && !*record->fault; word++) {
        SpfTerm *term;
        gboolean is_well;

        if (!**word)
            continue;
        term = new_term(*word);
        is_well = read_term(term);
        if (!keep_term(record, term) || !is_well)
            text_set(&record->fault, *word);
    }
    return record;
}
