#include "core/thanks/prompt_store.hpp"

#include <limits>
#include <map>
#include <string>

namespace core {

namespace {

bool wanted(const Prompt& prompt, ThanksTo to, const std::optional<PromptKind>& kind) {
    return prompts_for(prompt.kind) == to && (!kind || prompt.kind == *kind);
}

}  // namespace

PromptStore::PromptStore(db::Connection& db)
    : newest_(db.prepare(
          "SELECT prompt, shown_at, shown_offset FROM prompt_shown WHERE person = ?1 AND prompt IS NOT NULL AND deleted_at IS NULL"
          " ORDER BY shown_at DESC, id DESC")),
      times_(db.prepare(
          "SELECT prompt, count(*) FROM prompt_shown WHERE person = ?1 AND prompt IS NOT NULL AND deleted_at IS NULL GROUP BY prompt")),
      all_(db.prepare(
          "SELECT id, prompt, shown_at, shown_offset FROM prompt_shown WHERE person = ?1 AND prompt IS NOT NULL AND deleted_at IS NULL"
          " ORDER BY shown_at, id")),
      insert_(db.prepare(
          "INSERT INTO prompt_shown (id, person, prompt, shown_at, shown_offset) VALUES (?1, ?2, ?3, ?4, ?5)")),
      delete_(db.prepare("UPDATE prompt_shown SET deleted_at = ?2, deleted_offset = ?3 WHERE id = ?1")),
      empty_of_(db.prepare(
          "UPDATE prompt_shown SET prompt = NULL, shown_at = 0, shown_offset = 0, deleted_at = coalesce(deleted_at, ?2),"
          " deleted_offset = coalesce(deleted_offset, ?3) WHERE person = ?1")) {}

std::optional<ShownPrompt> PromptStore::shown(const Viewer& viewer, ThanksTo to, std::optional<PromptKind> kind) const {
    std::optional<ShownPrompt> found;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return found;
    newest_.until(
        [&](const auto& row) {
            const auto* prompt = find_prompt(row.text(0));
            if (prompt && wanted(*prompt, to, kind)) found = {prompt, row.instant(1)};
            return !found;
        },
        *viewer.person);
    return found;
}

std::vector<const Prompt*> PromptStore::next(const Viewer& viewer, ThanksTo to, std::optional<PromptKind> kind) const {
    std::vector<const Prompt*> list;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return list;
    std::map<std::string, std::int64_t> times;
    times_.each([&](const auto& row) { times[row.text(0)] = row.integer(1); }, *viewer.person);
    auto fewest = std::numeric_limits<std::int64_t>::max();
    for (const auto& prompt : prompts()) {
        if (!wanted(prompt, to, kind)) continue;
        const auto count = times.count(prompt.id) ? times[prompt.id] : 0;
        if (count < fewest) list.clear();
        fewest = std::min(fewest, count);
        if (count == fewest) list.push_back(&prompt);
    }
    return list;
}

std::vector<PromptShowing> PromptStore::all(const Viewer& viewer) const {
    std::vector<PromptShowing> list;
    if (!viewer.person || viewer.eyes != Viewer::Eyes::own) return list;
    all_.each([&](const auto& row) { list.push_back({row.uuid(0), row.text(1), row.instant(2)}); }, *viewer.person);
    return list;
}

void PromptStore::insert(const Uuid& id, PersonId person, const Prompt& prompt, Instant at) {
    insert_.run(id, person, prompt.id, at);
}

void PromptStore::set_deleted(const Uuid& id, std::optional<Instant> at) { delete_.run(id, at); }

void PromptStore::empty_of(PersonId person, Instant at) { empty_of_.run(person, at); }

}  // namespace core
