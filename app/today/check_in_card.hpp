#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/activities/activities_sheet.hpp"
#include "app/feelings/feelings_sheet.hpp"
#include "app/forget.hpp"
#include "app/today/snapshot.hpp"
#include "app/ui.hpp"
#include "app/widgets/layout.hpp"
#include "core/check_ins/check_in.hpp"

// How one is: a face in one tap, and whatever one likes to add to it.
namespace app::today {

enum class More { nothing, around, help, when };
enum class Drawn { nothing, today, one };

struct CheckInCard {
    Drawn drawn = Drawn::nothing;      // in this frame: on Today, or on a page of its own
    Cached<HabitsKey, Habits> habits;  // of the months before these days
    std::string word_draft, around_draft;
    More more = More::nothing;  // of what can be added to a check-in: what is open
    std::optional<std::pair<core::CheckInId, core::Instant>>
        added;              // the check-in that was made or opened here last, and when
    bool changing = false;  // that one was opened again, to be changed
    std::optional<core::CheckInId> adding_to;
    struct Note {
        std::string text, stored;  // as it is written, and as it stands there
        bool on_today = false;     // it is written on Today's card
    };
    std::map<core::CheckInId, Note> notes;  // by what they are about
    feelings::State feelings;               // the sheet with all the words
    activities::State activities;           // the sheet with one's own list

    CheckInCard kept(Forget what);
};

// `snapshot` is the day's, or that of one check-in (CheckInCard::drawn).
void draw_check_in(CheckInCard& card, Ui& ui, widgets::Column& outer, const Snapshot& snapshot);
// What opens from it, above the page.
void draw_check_in_sheets(CheckInCard& card, Ui& ui, const Snapshot& snapshot);
// The check-in that is being written on, whatever its time; nothing: none is.
std::optional<core::CheckInId> about(const CheckInCard& card, const Ui& ui);
inline constexpr const char* note_place = "today.note";  // among the drafts
// In each frame, when everything else was drawn: what was begun to be written and is folded away is kept on disk too.
void keep_begun(CheckInCard& card, Ui& ui);

}  // namespace app::today
