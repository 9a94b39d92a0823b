#include "core/imports/bringing.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include "core/imports/batch.hpp"
#include "core/imports/import_commands.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"

namespace core::imports {

Bringing::Bringing(Plan plan, std::vector<PhotosToBring::Arrived> photos)
    : plan_(std::move(plan)), photos_(std::move(photos)) {
    if (plan_.count(Standing::needs_mood) > 0) refusal_ = Refusal::mood_out_of_range;
}

void Bringing::plan_photos(const Household& household) {
    std::set<PhotoHash> hung;
    for (const auto& [photo, caption] : photos_) {
        // Where the vault was shut since it was planned, what is sealed is known from then.
        if (plan_.photos_here.count(photo.hash) > 0 ||
            household.get<MemoryStore>().has_photo(Viewer::of(plan_.author), photo.hash) ||
            !hung.insert(photo.hash).second)
            ++brought_.photos_there_already;
        else plan_.commands.emplace_back(AddPhoto{plan_.author, photo, caption, plan_.audience});
    }
}

bool Bringing::step(Household& household, std::size_t entries) {
    if (ended_) return false;
    bool more = false;
    try {
        more = go_on(household, entries);
    } catch (...) {
        end(household);
        throw;
    }
    if (!more) end(household);
    return more;
}

void Bringing::end(Household& household) noexcept {
    if (!std::exchange(ended_, true)) take_away_unused(household, photos_);
}

bool Bringing::go_on(Household& household, std::size_t entries) {
    if (refusal_) return false;
    if (!std::exchange(begun_, true)) {
        plan_photos(household);
        return !plan_.commands.empty();
    }
    const auto end = std::min(plan_.commands.size(), next_ + std::max<std::size_t>(entries, 1));
    if (next_ == end) return false;
    std::vector<Command> commands(plan_.commands.begin() + static_cast<std::ptrdiff_t>(next_),
                                  plan_.commands.begin() + static_cast<std::ptrdiff_t>(end));
    const auto photos = static_cast<std::size_t>(
        std::count_if(commands.begin(), commands.end(), [](const Command& c) { return c.is<AddPhoto>(); }));
    const auto written = commands.size() - photos;
    commands.emplace_back(RecordImport{plan_.author, plan_.format, plan_.source_name, plan_.audience, brought_.import});
    const auto applied = household.apply(commands, Household::Recorded::no);
    if (!applied) {
        refusal_ = applied.refusal();
        return false;
    }
    brought_.import = applied.value().as<ImportId>();
    brought_.written += written;
    brought_.photos += photos;
    next_ = end;
    return next_ < plan_.commands.size();
}

}  // namespace core::imports
