#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/answers/answering.hpp"
#include "app/ui.hpp"
#include "app/widgets/long_list.hpp"
#include "core/memories/memory.hpp"

// The jar: kind words that were said to one. One drawn from it, a month of them read in quiet, and what was put away.
namespace app::thanks {

// A note with what stands around it.
struct KindWords {
    core::Thanks thanks;
    std::optional<core::Memory> photo;
    std::string below;  // "Jonas, 12 March 2024"
    answering::Said said;
};

struct Jar {
    using Key = std::pair<core::Viewer, core::Day>;
    struct Contents {
        bool any = false, any_put_away = false;
    };
    Cached<Key, Contents> contents;

    std::optional<core::ThanksId> drawn;
    Cached<core::ThanksId, std::optional<KindWords>> words;

    bool choosing_month = false;
    std::size_t months_page = 0;
    Cached<Key, std::vector<std::pair<core::Day, std::string>>> month_names;
    std::optional<core::Day> month;  // being read
    std::size_t at = 0;
    Cached<std::pair<core::Viewer, core::Day>, std::vector<core::ThanksId>> reading;
    Cached<std::pair<core::ThanksId, std::size_t>, std::optional<KindWords>> page;
    std::string place;  // "3 of 12"
    std::uint64_t placed = 0;

    bool looking_put_away = false;
    Cached<Key, std::vector<KindWords>> put_away;
    widgets::DrawnList put_away_rows;

    Jar kept();  // what was opened, and nothing of what was read
};

void draw_jar_card(Jar& jar, Ui& ui, widgets::Column& outer);
void draw_jar_sheets(Jar& jar, answering::State& answering, Ui& ui, int swipe);

}  // namespace app::thanks
