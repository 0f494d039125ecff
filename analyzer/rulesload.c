/* rulesload.c - where rules are loaded from */

#include "analyzer/ruleset.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <sys/stat.h>

#define BUILTIN "/org/bounces/rules/"
#define BUILTIN_FILE "rules/" /* as the built-in files are called in messages */

static void
text_free(gpointer data)
{
    RuleText *text = data;

    g_bytes_unref(text->bytes);
    g_free(text->file);
    g_free(text);
}

/* Takes over bytes. */
static RuleText *
text_new(const char *file, GBytes *bytes, gboolean is_builtin)
{
    RuleText *text = g_new0(RuleText, 1);

    text->file = g_strdup(file);
    text->bytes = bytes;
    text->is_builtin = is_builtin;
    return text;
}

static gboolean
add_provider(Rules *rules, const RuleGroup *group, gboolean is_builtin, GError **error)
{
    return providers_add(rules->providers, group, is_builtin, error);
}

/* Every field of the group is a "Disable: RULE-ID". */
static gboolean
add_disabled(Rules *rules, const RuleGroup *group, gboolean is_builtin G_GNUC_UNUSED,
             GError **error)
{
    for (guint i = 0; i < group->fields->len; i++) {
        const RuleField *field = &g_array_index(group->fields, RuleField, i);
        char *id = g_string_chunk_insert(rules->strings, field->value);
        Disabled disabled = {id, group->file, field->line, FALSE};

        if (!g_str_equal(field->name, "Disable"))
            return rulefile_fail(error, RULE_ERROR_FIELD, group->file, field->line,
                                 "no field but Disable may stand here, not %s", field->name);
        g_array_append_val(rules->disabled, disabled);
        g_hash_table_insert(rules->disabled_ids, id, GUINT_TO_POINTER(rules->disabled->len));
    }
    return TRUE;
}

/* What a group is, by its first field. */
static const struct {
    const char *field;
    gboolean (*add)(Rules *rules, const RuleGroup *group, gboolean is_builtin, GError **error);
} group_kinds[] = {
    {"Rule", rules_add},
    {"Provider", add_provider},
    {"Disable", add_disabled},
};

static gboolean
read_text(const RuleText *text, RuleGroupFunc each, gpointer data, GError **error)
{
    gsize length;
    const char *bytes = g_bytes_get_data(text->bytes, &length);

    return rulefile_each(text->file, bytes ? bytes : "", length, rule_lines_kept, each, data,
                         error);
}

gboolean
rules_each_group(const Rules *rules, RuleGroupFunc each, gpointer data, GError **error)
{
    for (guint i = 0; i < rules->texts->len; i++)
        if (!read_text(g_ptr_array_index(rules->texts, i), each, data, error))
            return FALSE;
    return TRUE;
}

typedef struct {
    Rules *rules;
    const RuleText *text;
} Loading;

static gboolean
take_group(const RuleGroup *group, gpointer data, GError **error)
{
    const Loading *loading = data;
    const char *kind = g_array_index(group->fields, RuleField, 0).name;

    for (guint i = 0; i < G_N_ELEMENTS(group_kinds); i++)
        if (g_str_equal(kind, group_kinds[i].field))
            return group_kinds[i].add(loading->rules, group, loading->text->is_builtin, error);
    return rulefile_fail(error, RULE_ERROR_FIELD, group->file, group->line,
                         "a group begins with Rule, Provider or Disable, not %s", kind);
}

/* Reads either the administrator's texts, in order, or the built-in ones. */
static gboolean
read_texts(Rules *rules, gboolean is_builtin, GError **error)
{
    for (guint i = 0; i < rules->texts->len; i++) {
        const RuleText *text = g_ptr_array_index(rules->texts, i);
        Loading loading = {rules, text};

        if (text->is_builtin == is_builtin && !read_text(text, take_group, &loading, error))
            return FALSE;
    }
    return TRUE;
}

/* Takes over texts. */
static Rules *
load_texts(GPtrArray *texts, GError **error)
{
    g_autoptr(Rules) rules = rules_new(texts);

    if (!read_texts(rules, FALSE, error) || !read_texts(rules, TRUE, error))
        return NULL;
    return g_steal_pointer(&rules);
}

Rules *
rules_load_sources(const RuleSource *sources, guint count, GError **error)
{
    GPtrArray *texts = g_ptr_array_new_with_free_func(text_free);

    for (guint i = 0; i < count; i++)
        g_ptr_array_add(texts,
                        text_new(sources[i].file, g_bytes_new(sources[i].text, sources[i].length),
                                 sources[i].is_builtin));
    return load_texts(texts, error);
}

/* Reads a file of the administrator's: a pipe would hang, a device never end. */
static gboolean
add_file(GPtrArray *texts, const char *path, GError **error)
{
    struct stat about;
    char *bytes;
    gsize length;

    if (stat(path, &about) != 0)
        return rulefile_fail_io(error, path, g_strerror(errno));
    if (!S_ISREG(about.st_mode))
        return rulefile_fail_io(error, path, "no regular file");
    if (about.st_size > RULEFILE_LENGTH_MAX)
        return rulefile_fail_io(error, path, "too long for a file of rules");
    if (!g_file_get_contents(path, &bytes, &length, NULL))
        return rulefile_fail_io(error, path, "cannot be read");
    g_ptr_array_add(texts, text_new(path, g_bytes_new_take(bytes, length), FALSE));
    return TRUE;
}

static gboolean
is_rule_file(const char *name)
{
    return g_str_has_suffix(name, ".rules") && name[0] != '.';
}

static gboolean
add_folder(GPtrArray *texts, const char *folder, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(GDir) dir = g_dir_open(folder, 0, &trouble);
    const char *name;

    if (!dir && g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
        return TRUE;
    if (!dir)
        return rulefile_fail_io(error, folder, "cannot be read");
    while ((name = g_dir_read_name(dir))) {
        g_autofree char *path = g_build_filename(folder, name, NULL);

        if (is_rule_file(name) && !add_file(texts, path, error))
            return FALSE;
    }
    return TRUE;
}

static int
compare_names(gconstpointer a, gconstpointer b)
{
    const RuleText *one = *(const RuleText *const *)a;
    const RuleText *other = *(const RuleText *const *)b;
    g_autofree char *one_name = g_path_get_basename(one->file);
    g_autofree char *other_name = g_path_get_basename(other->file);
    int order = strcmp(one_name, other_name);

    return order ? order : strcmp(one->file, other->file);
}

static gboolean
add_builtin(GPtrArray *texts, GError **error)
{
    g_auto(GStrv) names =
        g_resources_enumerate_children(BUILTIN, G_RESOURCE_LOOKUP_FLAGS_NONE, error);

    if (!names)
        return FALSE;
    for (char **name = names; *name; name++) {
        g_autofree char *path = g_strconcat(BUILTIN, *name, NULL);
        g_autofree char *file = g_strconcat(BUILTIN_FILE, *name, NULL);
        GBytes *bytes;

        if (!is_rule_file(*name) && !g_str_equal(*name, "providers"))
            continue;
        bytes = g_resources_lookup_data(path, G_RESOURCE_LOOKUP_FLAGS_NONE, error);
        if (!bytes)
            return FALSE;
        g_ptr_array_add(texts, text_new(file, bytes, TRUE));
    }
    return TRUE;
}

Rules *
rules_load_files(const char *const *folders, const char *const *files, GError **error)
{
    g_autoptr(GPtrArray) texts = g_ptr_array_new_with_free_func(text_free);

    for (; folders && *folders; folders++)
        if (!add_folder(texts, *folders, error))
            return NULL;
    for (; files && *files; files++)
        if (!add_file(texts, *files, error))
            return NULL;
    if (!add_builtin(texts, error))
        return NULL;
    g_ptr_array_sort(texts, compare_names);
    return load_texts(g_steal_pointer(&texts), error);
}

Rules *
rules_load(const char *const *folders, GError **error)
{
    return rules_load_files(folders, NULL, error);
}
