#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "core/activities/activity.hpp"
#include "core/answers/answer.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/exports/unopened.hpp"
#include "core/items/record.hpp"
#include "core/memories/memory.hpp"
#include "core/people/person.hpp"
#include "core/rituals/ritual.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/prompts.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/touches/touch.hpp"

// All that one viewer may see, as plain values: what every export is written from, and what a household that is brought
// in again is read into. How to add to it: a field of a kind that is here already is one line in its list in
// fields.cpp, which is written as JSON and CSV and read again through that line; if people read it too, diary.cpp says
// it in words. A kind of its own is a list here, gathered in contents.cpp, a list of fields and a line in each_kind()
// in fields.cpp, what has to hold of it in check() there, and how it is written into a household in Household::take_in.
namespace core::exports {

struct PersonRecord : Person {
    Instant joined_at;
    std::string portrait_file;  // beside the export; empty where there is none
};

struct RitualRecord : Ritual {
    Instant added_at;
};

struct MemoryRecord : Memory {
    std::string file;  // its photo's, beside the export; empty where there is none
};

struct Contents {
    std::optional<PersonId> viewer;  // nobody: the room
    int day_start_hour = 4;
    std::optional<std::map<ItemKind, Audience>> defaults;  // the viewer's own
    std::set<std::string> chosen;                          // of the viewer's choices, by their names in files
    KeptToOneself left_out;                                // of the viewer's, because their vault is shut
    std::size_t unopened = 0;  // of the viewer's, that did not open though their vault is open

    // Each in an order of its own, the oldest first.
    std::vector<PersonRecord> people;
    std::vector<CheckIn> check_ins;
    std::vector<Thanks> thanks;  // without hearts: those are a list by themselves
    std::vector<Heart> hearts;
    std::vector<Answer> answers;
    std::vector<Touch> touches;
    std::vector<RitualRecord> rituals;
    std::vector<RitualPause> pauses;
    std::vector<OccurrenceMark> marks;
    std::vector<MemoryRecord> memories;
    std::map<ItemKind, std::vector<Record>> records;  // of the kinds that are known by their description
    std::vector<Activity> activities;                 // the viewer's own, and so are these:
    std::vector<ThanksRead> thanks_reads;             // what they did with notes to them
    std::vector<PromptShowing> prompts;               // which questions they were shown
};

// Asks the household's stores as that viewer, a year a step: what is sealed takes its time to open. Begins again where
// something was written meanwhile. The household outlives it.
class Gathering {
public:
    Gathering(const Household& household, const Viewer& viewer) : household_(household), viewer_(viewer) {}

    bool step();  // true while there is more
    Contents take() { return std::move(all_); }

private:
    void begin();
    void add_years(Day from, Day to);
    void finish();

    const Household& household_;
    const Viewer viewer_;
    std::optional<Day> next_;     // where it goes on
    std::uint64_t revision_ = 0;  // that it began with
    Unopened unopened_;
    Contents all_;
};

// All of it at once.
Contents gather(const Household& household, const Viewer& viewer);

}  // namespace core::exports
