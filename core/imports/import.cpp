#include "core/imports/import.hpp"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>
#include <utility>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/imports/batch.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/moods.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core::imports {

namespace {

constexpr int noon = 12 * 60;
constexpr int without_a_mood = 3;

// Where a text is cut that is too long for one: at the last paragraph, line or word that fits, or within a word of its
// own length.
std::size_t cut_at(std::string_view text, std::size_t longest) {
    std::size_t end = 0;
    for (std::size_t count = 0; end < text.size() && count < longest; ++count) end = end_of_code_point(text, end);
    if (end == text.size()) return end;
    const auto head = text.substr(0, end);
    for (const std::string_view gap : {"\n\n", "\n", " "})
        if (const auto found = head.rfind(gap); found != std::string_view::npos && found > end / 2) return found;
    return end;
}

// A tidied text in as few tidied parts as its length asks for.
std::vector<std::string> in_parts(std::string_view text, std::size_t longest) {
    std::vector<std::string> parts;
    while (!text.empty() && parts.size() <= most_parts) {
        const auto cut = cut_at(text, longest);
        const auto part = tidy(text.substr(0, cut), longest);
        if (part && !part.value().empty()) parts.push_back(part.value());
        text.remove_prefix(cut);
    }
    return parts;
}

// As many of the names as fit, parted by commas; the others stand in the text.
std::string names_that_fit(const std::vector<std::string>& names, std::size_t longest, std::string& text) {
    std::string fit, rest;
    for (const auto& name : names) {
        const auto tidied = tidy_line(name, name.size());
        if (!tidied || tidied.value().empty()) continue;
        const auto longer = fit.empty() ? tidied.value() : fit + ", " + tidied.value();
        if (rest.empty() && length_of(longer) <= longest) fit = longer;
        else rest += (rest.empty() ? "" : ", ") + tidied.value();
    }
    add_line(text, rest);
    return fit;
}

std::string file_name(const std::string& path) { return path.substr(path.rfind('/') + 1); }

struct When {
    Day day;  // the household's
    LocalTime local;
};

template <class C> void set_moment(Command& command, Instant at) {
    if (!command.is<C>()) return;
    auto changed = *command.as<C>();
    changed.at = at;
    command = std::move(changed);
}

// What is there already, by its words.
class Known {
public:
    Known() = default;
    Known(const Household& household, PersonId author, Day from, Day to) {
        const auto viewer = Viewer::of(author);
        for (const auto& each : household.get<CheckInStore>().between(viewer, from, to))
            if (each.author == author)
                list_[{each.mood, each.feeling, each.around, each.note}].push_back(
                    {each.day, local_time(each.felt_at)});
        for (const auto& each : household.get<ThanksStore>().between(viewer, from, to))
            if (each.author == author && !each.recipient)
                list_[{0, {}, {}, each.text}].push_back({each.day, local_time(each.given_at)});
    }

    void add(const Command& command, When when) { list_[key_of(command)].push_back(when); }
    bool has(const Command& command, When when, bool any_time) const {
        const auto found = list_.find(key_of(command));
        if (found == list_.end()) return false;
        return std::any_of(found->second.begin(), found->second.end(), [&](const When& each) {
            return any_time ? each.day == when.day
                            : each.local.day == when.local.day && each.local.minute == when.local.minute;
        });
    }

private:
    using Key = std::tuple<int, std::vector<std::string>, std::vector<std::string>,
                           std::string>;  // mood (0: thanks), feeling, around, text

    static Key key_of(const CheckInNow& c) { return {c.mood, c.feeling, c.around, c.note}; }
    static Key key_of(const GiveThanks& c) { return {0, {}, {}, c.text}; }
    static Key key_of(const Command& command) {
        if (const auto* check_in = command.as<CheckInNow>()) return key_of(*check_in);
        if (const auto* thanks = command.as<GiveThanks>()) return key_of(*thanks);
        return {};
    }
    std::map<Key, std::vector<When>> list_;
};

class Planner {
public:
    Planner(const Household& household, PersonId author, const Batch& batch, const Mapping& mapping)
        : household_(household),
          batch_(batch),
          mapping_(mapping),
          known_(household, author, first_day(batch), last_day(batch)) {
        plan_.author = author;
        plan_.audience = mapping.audience;
        plan_.problems = batch.problems;
        plan_.problems_left_out = batch.problems_left_out;
        const bool any_photo = std::any_of(batch.entries.begin(), batch.entries.end(),
                                           [](const auto& each) { return !each.photos.empty(); });
        if (!any_photo) return;
        for (const auto& memory :
             household.get<MemoryStore>().between(Viewer::of(author), Day{-1'000'000}, Day{1'000'000})) {
            photos_here_.insert(memory.source_name);  // made of their content
            plan_.photos_here.insert(memory.photo);
        }
    }

    Plan plan() {
        for (std::size_t i = 0; i < batch_.entries.size(); ++i) plan_.entries.push_back(look_at(i, batch_.entries[i]));
        std::stable_sort(plan_.problems.begin(), plan_.problems.end(), [](const Problem& a, const Problem& b) {
            return std::tie(a.file, a.line) < std::tie(b.file, b.line);
        });
        return std::move(plan_);
    }

private:
    // A day on either side: the household's may begin in the night, and zones differ.
    static Day first_day(const Batch& batch) {
        const auto first = std::min_element(batch.entries.begin(), batch.entries.end(),
                                            [](const auto& a, const auto& b) { return a.day < b.day; });
        return first == batch.entries.end() ? Day{} : first->day - 2;
    }
    static Day last_day(const Batch& batch) {
        const auto last = std::max_element(batch.entries.begin(), batch.entries.end(),
                                           [](const auto& a, const auto& b) { return a.day < b.day; });
        return last == batch.entries.end() ? Day{} : last->day + 2;
    }

    Standing refused(const Entry& entry, Trouble what, std::string detail = {}) {
        if (plan_.problems.size() < most_problems)
            plan_.problems.push_back({entry.file, entry.line, what, std::move(detail)});
        else ++plan_.problems_left_out;
        return Standing::refused;
    }

    // With a time of its own, or without one at noon, which is on that day wherever the household's day begins.
    std::optional<Instant> moment(const Entry& entry) const {
        const auto minute = entry.minute.value_or(noon);
        const auto now = household_.clock().now();
        const auto at = entry.offset_minutes ? FixedClock({0, *entry.offset_minutes}).at(entry.day, minute)
                                             : household_.clock().at(entry.day, minute);
        if (at.utc_ms <= now.utc_ms) return at;
        if (!entry.minute && entry.day == household_.today()) return now;
        return std::nullopt;
    }

    std::optional<int> level_of(const std::string& name) {
        const auto key = folded(name);
        const auto [place, first] = mood_places_.emplace(key, plan_.moods.size());
        if (first) {
            MoodName mood{name, {}};
            if (const auto chosen = mapping_.moods.find(key); chosen != mapping_.moods.end())
                mood.level = chosen->second;
            else if (name.size() == 1 && name[0] >= '1' && name[0] <= '5') mood.level = name[0] - '0';
            else if (const auto known = known_mood(name)) mood.level = known->level;
            plan_.moods.push_back(std::move(mood));
        }
        auto& mood = plan_.moods[place->second];
        ++mood.count;
        return mood.level;
    }

    std::vector<Command> check_ins(const Entry& entry, int mood, std::string text, Instant at) const {
        CheckInNow first{plan_.author, mood, {}, {}, mapping_.audience};
        first.feeling = parted_names(names_that_fit(entry.feelings, longest_feeling, text));
        first.around = parted_names(names_that_fit(entry.activities, longest_around, text));
        first.at = at;
        std::vector<Command> commands;
        for (auto& part : in_parts(text, longest_note)) {
            auto command = commands.empty() ? first : CheckInNow{plan_.author, mood, {}, {}, mapping_.audience};
            command.note = std::move(part);
            command.at = at;
            commands.emplace_back(std::move(command));
        }
        if (commands.empty()) commands.emplace_back(std::move(first));
        return commands;
    }

    std::vector<Command> thanks(const std::string& text, Instant at) const {
        std::vector<Command> commands;
        for (auto& part : in_parts(text, longest_thanks)) {
            GiveThanks command{plan_.author, std::nullopt, std::move(part), mapping_.audience};
            command.at = at;
            commands.emplace_back(std::move(command));
        }
        return commands;
    }

    Standing look_at(std::size_t index, const Entry& entry) {
        const auto tidied = tidy(entry.text, entry.text.size());
        if (!tidied) return refused(entry, Trouble::not_text);
        const auto& text = tidied.value();
        if (year_of(entry.day) < 1900) return refused(entry, Trouble::too_long_ago, to_iso(entry.day));
        const auto at = moment(entry);
        if (!at) return refused(entry, Trouble::in_the_future, to_iso(entry.day));
        std::optional<int> mood;
        if (entry.kind == Kind::check_in) {
            mood = level_of(entry.mood);
            if (!mood) return Standing::needs_mood;
        } else if (entry.kind == Kind::note && mapping_.notes == Mapping::Notes::check_ins) {
            mood = without_a_mood;
        }
        auto parts = mood && (entry.kind == Kind::check_in || !text.empty()) ? check_ins(entry, *mood, text, *at)
                                                                             : thanks(text, *at);
        if (parts.empty() && entry.photos.empty()) return refused(entry, Trouble::empty);
        if (parts.size() > most_parts) return refused(entry, Trouble::too_long, excerpt(text));
        const bool any_photo = take_photos(index, entry, text);
        return take(entry, std::move(parts), *at, any_photo);
    }

    // Of a long one only what is not there yet.
    Standing take(const Entry& entry, std::vector<Command> parts, Instant at, bool any_photo) {
        const When when{day_of(at, household_.get<SettingStore>().day_start_hour()), local_time(at)};
        std::vector<Command> fresh;
        bool in_file = false;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            // The newest stands on top wherever they are listed: the first part is the newest by a millisecond, to be
            // read from there.
            const auto later = static_cast<std::int64_t>(parts.size() - 1 - i);
            const Instant moment{std::min(at.utc_ms + later, household_.clock().now().utc_ms), at.offset_minutes};
            set_moment<CheckInNow>(parts[i], moment);
            set_moment<GiveThanks>(parts[i], moment);
            const bool above = in_file_.has(parts[i], when, !entry.minute);
            in_file = in_file || above;
            if (!above && !known_.has(parts[i], when, !entry.minute)) fresh.push_back(parts[i]);
        }
        const bool any = any_photo || !fresh.empty();
        if (!fresh.empty() && parts.size() > 1) ++plan_.in_parts;
        for (auto& command : fresh) {
            in_file_.add(command, when);
            plan_.commands.push_back(std::move(command));
        }
        if (any) return Standing::fresh;
        return in_file ? Standing::twice_in_file : Standing::there_already;
    }

    // Whether there are any that are not here yet.
    bool take_photos(std::size_t index, const Entry& entry, const std::string& text) {
        auto caption = text.substr(0, text.find('\n'));
        caption.erase(0, std::min(caption.find_first_not_of("# "), caption.size()));
        // The words themselves are kept with the entry.
        if (length_of(caption) > longest_caption) caption.clear();
        bool any = false;
        for (const auto& photo : entry.photos) {
            if (photos_here_.count(file_name(photo.name)) > 0) {
                ++plan_.photos_there_already;
            } else if (photo_names_.insert(photo.name).second) {
                plan_.photos.push_back({photo.name, index, photo.taken, caption});
                any = true;
            }
        }
        return any;
    }

    const Household& household_;
    const Batch& batch_;
    const Mapping& mapping_;
    Known known_, in_file_;
    std::map<std::string, std::size_t> mood_places_;
    std::set<std::string> photo_names_, photos_here_;
    Plan plan_;
};

}  // namespace

std::size_t Plan::count(Standing standing) const {
    return static_cast<std::size_t>(std::count(entries.begin(), entries.end(), standing));
}

std::size_t Plan::check_ins() const {
    return static_cast<std::size_t>(
        std::count_if(commands.begin(), commands.end(), [](const Command& c) { return c.is<CheckInNow>(); }));
}

std::size_t Plan::thanks() const { return commands.size() - check_ins(); }

Result<Plan> plan(const Household& household, PersonId author, const Batch& batch, const Mapping& mapping) {
    if (!household.get<PersonStore>().find(author)) return Refusal::unknown_person;
    const auto vault = household.vault().state(author);
    if (vault.key_changed) return Refusal::key_changed;
    if (vault.key_missing) return Refusal::key_missing;
    if (!vault.open) return Refusal::locked;
    return Planner(household, author, batch, mapping).plan();
}

bool PhotosToBring::step() noexcept {
    if (cancelled() || next_ >= plan_.photos.size()) return false;
    const auto& wanted = plan_.photos[next_++];
    try {
        bring(wanted);
    } catch (...) {
        // Out of memory, most likely; the next one may be smaller.
        try {
            const auto& entry = batch_.entries[wanted.entry];
            problems_.push_back(
                {entry.file, entry.line, Trouble::photo_refused, wanted.name, PhotoProblem::cannot_be_read});
        } catch (...) {
        }
    }
    return next_ < plan_.photos.size();
}

void PhotosToBring::bring(const PlannedPhoto& wanted) {
    const auto& entry = batch_.entries[wanted.entry];
    const auto content = batch_.photo ? batch_.photo(wanted.name) : Batch::PhotoBytes(Trouble::photo_missing);
    if (const auto* trouble = std::get_if<Trouble>(&content)) {
        problems_.push_back({entry.file, entry.line, *trouble, excerpt(wanted.name)});
        return;
    }
    auto stored = folder_.add_bytes(std::get<0>(content), file_name(wanted.name), arrival_for(plan_.audience));
    if (!stored) {
        problems_.push_back({entry.file, entry.line, Trouble::photo_refused, excerpt(wanted.name), stored.problem()});
        return;
    }
    stored.value().file_modified_utc_ms = wanted.taken.utc_ms;
    arrived_.push_back({std::move(stored.value()), wanted.caption});
}

void take_away_unused(Household& household, const std::vector<PhotosToBring::Arrived>& photos) noexcept {
    try {
        std::vector<PhotoName> names;
        for (const auto& arrived : photos) names.push_back(arrived.photo.name());
        household.take_away_unused(names);
    } catch (const std::exception&) {
        // Out of memory: the next start finds them.
    }
}

Result<Brought> apply(Household& household, const Plan& plan, const std::vector<PhotosToBring::Arrived>& photos) {
    const struct Ended {
        Household& household;
        const std::vector<PhotosToBring::Arrived>& photos;
        ~Ended() { take_away_unused(household, photos); }
    } ended{household, photos};
    if (plan.count(Standing::needs_mood) > 0) return Refusal::mood_out_of_range;
    Brought brought;
    brought.written = plan.commands.size();
    auto commands = plan.commands;
    std::set<PhotoHash> hung;
    for (const auto& [photo, caption] : photos) {
        if (household.get<MemoryStore>().has_photo(Viewer::of(plan.author), photo.hash) ||
            !hung.insert(photo.hash).second) {
            ++brought.photos_there_already;
            continue;
        }
        commands.emplace_back(AddPhoto{plan.author, photo, caption, plan.audience});
        ++brought.photos;
    }
    if (commands.empty()) return brought;
    commands.emplace_back(RecordImport{plan.author, plan.format, plan.source_name, plan.audience});
    const auto applied = household.apply(commands);
    if (!applied) return applied.refusal();
    brought.import = applied.value().as<ImportId>();
    return brought;
}

}  // namespace core::imports
