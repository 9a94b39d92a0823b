#pragma once

#include <optional>
#include <vector>

#include "core/db/connection.hpp"
#include "core/thanks/prompts.hpp"

namespace core {

struct ShownPrompt {
    const Prompt* prompt = nullptr;
    Instant at;
};

// One time that a prompt was shown, by its id.
struct PromptShowing {
    Uuid id;
    std::string prompt;
    Instant at;
};

// Which prompts somebody was shown, one row for each time. Answers nobody but them, with their own eyes.
class PromptStore {
public:
    explicit PromptStore(db::Connection& db);

    // The last one shown for thanks to somebody, to us or to life, of that kind or of any.
    std::optional<ShownPrompt> shown(const Viewer& viewer, ThanksTo to, std::optional<PromptKind> kind = {}) const;
    // Those shown the fewest times so far: none comes a second time before all have come once, whichever device showed
    // them.
    std::vector<const Prompt*> next(const Viewer& viewer, ThanksTo to, std::optional<PromptKind> kind = {}) const;
    // Each time, the first first: to be taken along.
    std::vector<PromptShowing> all(const Viewer& viewer) const;

    // Inside a transaction of Household only.
    void insert(const Uuid& id, PersonId person, const Prompt& prompt, Instant at);
    void set_deleted(const Uuid& id, std::optional<Instant> at);

private:
    friend class Household;
    template <class> friend struct FeatureAccess;
    void empty_of(PersonId person, Instant at);  // leaves nothing but that there was something

    mutable db::Statement newest_, times_, all_;
    db::Statement insert_, delete_, empty_of_;
};

}  // namespace core
