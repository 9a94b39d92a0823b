#include "app/screens.hpp"

#include <algorithm>
#include <vector>

#include "app/answers/answering.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/memories/memory_store.hpp"

namespace app {

namespace {

using widgets::Rect;

template <auto state> void forget(Screens& screens, Forget what) { renew(screens.*state, (screens.*state).kept(what)); }

constexpr std::string_view today_views[] = {"feelings", "activities", "room"};

void open_today(Screens& screens, Ui& ui, std::string_view view) {
    auto& card = screens.today.check_in;
    card.feelings.open = card.activities.open = false;
    if (view == "room") ui.viewer = core::Viewer::room();
    if (view != "feelings" && view != "activities") return;
    const auto day = ui.core.today();
    for (const auto& check_in : ui.core.get<core::CheckInStore>().between(ui.viewer, day, day)) {
        if (check_in.author != ui.viewer.person) continue;
        if (view == "feelings") card.feelings.begin(check_in.mood);
        else card.activities.begin();
        return;
    }
}

constexpr std::string_view rituals_views[] = {"agenda", "new-ritual", "edit-ritual"};

void open_rituals(Screens& screens, Ui& ui, std::string_view view) {
    auto& rituals = screens.rituals;
    if (view == "agenda") rituals.view = rituals::View::agenda;
    if (view == "new-ritual" || view == "edit-ritual") rituals.editor.begin_new(ui.core.today());
    if (view == "edit-ritual") rituals.editor.choosing_template = false;
}

constexpr std::string_view thanks_views[] = {"jar", "reading", "put-away", "give-later"};

void open_thanks(Screens& screens, Ui& ui, std::string_view view) {
    auto& thanks = screens.thanks;
    if (view == "jar")
        if (const auto notes = ui.core.get<core::ThanksReadStore>().next_in_jar(ui.viewer); !notes.empty())
            thanks.jar.drawn = notes.front();
    if (view == "reading")
        if (const auto months = ui.core.get<core::ThanksReadStore>().months(ui.viewer); !months.empty())
            thanks.jar.month = months.front();
    if (view == "put-away") thanks.jar.looking_put_away = true;
    if (view == "give-later") thanks.writing.later = true;
}

constexpr std::string_view memories_views[] = {"add-photos", "photo"};

void open_memories(Screens& screens, Ui& ui, std::string_view view) {
    auto& memories = screens.memories;
    memories.viewer = {};
    if (view == "add-photos") memories.picker.begin(memories::FilePicker::For::photos, ui);
    if (view != "photo") return;
    const auto& store = ui.core.get<core::MemoryStore>();
    if (const auto days = store.days(ui.viewer); !days.empty())
        if (const auto newest = store.between(ui.viewer, days.front().day, days.front().day); !newest.empty())
            memories.viewer.shown = newest.front().id;
}

constexpr std::string_view us_views[] = {"month", "day"};

// One of a day's check-ins is drawn as Today draws it.
void draw_us(Screens& screens, Ui& ui, const Rect& area, int swipe) {
    auto& us = screens.us;
    if (!us.check_in)
        return looking_back::draw(
            us, ui, area, swipe, [&](widgets::Column& column) { closeness::draw_card(screens.closeness, ui, column); });
    if (today::draw_one(screens.today, ui, area, *us.check_in)) us.check_in.reset();
}

void open_us(Screens& screens, Ui&, std::string_view view) {
    screens.us.go_home();
    if (view == "month") screens.us.go(looking_back::View::month);
    if (view == "day") screens.us.go(looking_back::View::day);
}

constexpr std::string_view settings_views[] = {"shared", "trash", "imports"};

void open_settings(Screens& screens, Ui&, std::string_view view) {
    using settings::Behind;
    screens.settings.behind = view == "shared"    ? Behind::shared
                              : view == "trash"   ? Behind::trash
                              : view == "imports" ? Behind::imports
                                                  : Behind::nothing;
}

constexpr Screen rows[] = {
    {.name = "today",
     .place = Place::today,
     .views = today_views,
     .draw =
         [](Screens& s, Ui& ui, const Rect& area, int) {
             today::draw(s.today, ui, area,
                         [&](widgets::Column& column) { closeness::draw_reminder(s.closeness, ui, column); });
         },
     .draw_sheets = [](Screens& s, Ui& ui, int) { today::draw_sheets(s.today, ui); },
     .open = open_today,
     .forget = forget<&Screens::today>,
     .undone = [](Screens& s, const core::Uuid& subject) { today::undone(s.today, subject); }},
    {.name = "rituals",
     .place = Place::rituals,
     .views = rituals_views,
     .draw = [](Screens& s, Ui& ui, const Rect& area, int swipe) { rituals::draw(s.rituals, ui, area, swipe); },
     .draw_sheets = [](Screens& s, Ui& ui, int) { rituals::draw_sheets(s.rituals, ui); },
     .open = open_rituals,
     .forget = forget<&Screens::rituals>},
    {.name = "thanks",
     .place = Place::thanks,
     .views = thanks_views,
     .draw = [](Screens& s, Ui& ui, const Rect& area, int) { thanks::draw(s.thanks, ui, area); },
     .draw_sheets = [](Screens& s, Ui& ui, int swipe) { thanks::draw_sheets(s.thanks, ui, swipe); },
     .open = open_thanks,
     .forget = forget<&Screens::thanks>,
     .undone = [](Screens& s, const core::Uuid& subject) { answering::undone(s.thanks.answering, subject); }},
    {.name = "memories",
     .place = Place::memories,
     .views = memories_views,
     .draw = [](Screens& s, Ui& ui, const Rect& area, int) { memories::draw(s.memories, ui, area); },
     .draw_sheets = [](Screens& s, Ui& ui, int swipe) { memories::draw_sheets(s.memories, ui, swipe); },
     .open = open_memories,
     .forget = forget<&Screens::memories>,
     .update = [](Screens& s, Ui& ui) { s.memories.import.update(ui); },
     .busy = [](const Screens& s, Place) { return s.memories.import.running(); }},
    {.name = "us",
     .place = Place::us,
     .views = us_views,
     .draw = draw_us,
     .open = open_us,
     .forget = forget<&Screens::us>,
     .busy = [](const Screens& s, Place here) { return here == Place::us && s.us.busy(); }},
    {.name = "search",
     .place = Place::search,
     .draw = [](Screens& s, Ui& ui, const Rect& area, int) { search::draw(s.search, ui, area); },
     .open = [](Screens& s, Ui&, std::string_view) { s.search.just_opened = true; },
     .forget = forget<&Screens::search>},
    {.name = "settings",
     .place = Place::settings,
     .views = settings_views,
     .draw =
         [](Screens& s, Ui& ui, const Rect& area, int) {
             settings::draw(s.settings, ui, area,
                            [&](widgets::Column& column) { closeness::draw_setting(s.closeness, ui, column); });
         },
     .draw_sheets = [](Screens& s, Ui& ui, int) { settings::draw_sheets(s.settings, ui); },
     .open = open_settings,
     .forget = forget<&Screens::settings>,
     .update = [](Screens& s, Ui& ui) { imports::update(s.settings.imports, ui); },
     .end = [](Screens& s, core::Household& household) { imports::end(s.settings.imports, household); }},
    // In everything's place while nobody lives here.
    {.name = "welcome",
     .place = Place::welcome,
     .draw = [](Screens& s, Ui& ui, const Rect& area, int) { welcome::draw(s.welcome, ui, area); },
     .draw_sheets = [](Screens& s, Ui& ui, int) { welcome::draw_sheets(s.welcome, ui); },
     .forget = forget<&Screens::welcome>},
    // Its cards stand on other screens.
    {.name = "closeness", .forget = forget<&Screens::closeness>},
    {.name = "vault",
     .draw_sheets = [](Screens& s, Ui& ui, int) { vault::draw_sheets(s.vault, ui); },
     .forget = forget<&Screens::vault>},
};

bool has(const Screen& screen, std::string_view name) {
    return screen.name == name || std::find(screen.views.begin(), screen.views.end(), name) != screen.views.end();
}

}  // namespace

std::span<const Screen> all_screens() { return rows; }

const Screen& screen_at(Place place) {
    return *std::find_if(std::begin(rows), std::end(rows), [&](const Screen& screen) { return screen.place == place; });
}

const Screen* screen_named(std::string_view name) {
    const auto found =
        std::find_if(std::begin(rows), std::end(rows), [&](const Screen& screen) { return has(screen, name); });
    return found == std::end(rows) ? nullptr : found;
}

const std::vector<std::string_view>& screen_names() {
    static const std::vector<std::string_view> names = [] {
        std::vector<std::string_view> list;
        for (const auto& screen : rows) {
            if (!screen.place) continue;
            list.push_back(screen.name);
            list.insert(list.end(), screen.views.begin(), screen.views.end());
        }
        return list;
    }();
    return names;
}

}  // namespace app
