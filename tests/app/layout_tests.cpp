#include <algorithm>
#include <cmath>
#include <fstream>
#include <map>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include "core/activities/activity_commands.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/memories/memory.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person_commands.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "tests/app/headless.hpp"

// That no text is cut and nothing lies on something else, from what the screens tell of themselves.

using namespace headless;
using app::semantics::Node;
using app::semantics::Rect;
using app::semantics::Role;

namespace {

// What may end in an ellipsis: people's own words in a line that says so, those on any control too, or everything.
enum class Shortening { nowhere, their_words, anywhere };

bool textual(const Node& node) {
    return node.role == Role::text || node.role == Role::heading || node.role == Role::banner;
}

Rect seen(const Node& node) {
    const auto& r = node.rect;
    const auto& c = node.clip;
    return {std::max(r.x0, c.x0), std::max(r.y0, c.y0), std::min(r.x1, c.x1), std::min(r.y1, c.y1)};
}

std::string told(const Node& node) {
    auto name = node.name.substr(0, 60);
    return std::string(app::semantics::to_text(node.role)) + " \"" + name + "\" " + to_text(node.rect);
}

// How far two rectangles lie on each other; nothing where they only touch.
float shared(const Rect& a, const Rect& b) {
    return std::min(std::min(a.x1, b.x1) - std::max(a.x0, b.x0), std::min(a.y1, b.y1) - std::max(a.y0, b.y0));
}

Rect grown(Rect r, float by) { return {r.x0 - by, r.y0 - by, r.x1 + by, r.y1 + by}; }

// What is drawn together: the page, or the uppermost sheet and what is on it.
std::vector<const Node*> uppermost_of(const Stage& stage, bool overlay) {
    std::vector<const Node*> layer;
    for (const auto& node : stage.tree().nodes()) {
        if (node.overlay != overlay) continue;
        if (overlay && node.role == Role::dialog) layer.clear();
        if (node.visible()) layer.push_back(&node);
    }
    return layer;
}

class Inspection {
public:
    Inspection(const Stage& stage, Shortening shortening) : stage_(stage), shortening_(shortening) {}

    // All that is wrong with what can be seen now.
    std::map<std::string, std::string> faults() {
        const auto drawn = ellipses();
        for (const bool overlay : {false, true}) {
            const auto layer = uppermost_of(stage_, overlay);
            for (const auto* node : layer) look_at(*node);
            for (std::size_t i = 0; i < layer.size(); ++i)
                for (std::size_t k = i + 1; k < layer.size(); ++k) look_at(*layer[i], *layer[k]);
        }
        for (const auto& each : drawn) look_at_ellipsis(each);
        return std::move(faults_);
    }

private:
    float units(float pixels) const { return pixels / stage_.size().scale; }
    // One of a kind is enough: what differs only in its place is said once.
    void fault(const std::string& what) {
        std::string kind;
        bool within = false;
        for (const char c : what) {
            within = (within || c == '[') && c != ']';
            if (!within) kind += c;
        }
        faults_.emplace(kind, what);
    }

    void look_at(const Node& node) {
        const bool control =
            interactive(node) || node.role == Role::list_item || node.role == Role::image || node.role == Role::dialog;
        if (node.name.empty() && (control || textual(node))) fault("without a name: " + told(node));
        if (node.rect.x0 < node.clip.x0 - 1 || node.rect.x1 > node.clip.x1 + 1)
            fault("cut at a side: " + told(node) + " in " + to_text(node.clip));
        if (interactive(node) || node.role == Role::list_item)
            if (units(node.rect.width()) < 43.9f || units(node.rect.height()) < 43.9f)
                fault("too small for a finger: " + told(node));
        if (node.shortened && shortening_ == Shortening::nowhere && !may_be_shortened(node))
            fault("shortened: " + told(node));
    }

    // A day of the calendar and the line below a name may be, whatever they say.
    bool may_be_shortened(const Node& node) const {
        for (const auto& other : stage_.tree().nodes())
            if ((other.role == Role::list_item || other.role == Role::toggle) && other.overlay == node.overlay &&
                grown(other.rect, 1).contains(node.rect))
                return true;
        return false;
    }

    void look_at(const Node& a, const Node& b) {
        const float by = shared(seen(a), seen(b));
        if (by <= 1) return;
        const auto controls = [](const Node& n) { return interactive(n) || n.role == Role::list_item; };
        if (controls(a) && controls(b)) return fault("on each other: " + told(a) + " and " + told(b));
        if (textual(a) && textual(b)) return fault("words on words: " + told(a) + " and " + told(b));
        const auto holds = [](const Node& n) {
            return interactive(n) || n.role == Role::list_item || n.role == Role::image;
        };
        if (textual(a) && holds(b) && !grown(b.rect, 1.5f).contains(a.rect))
            fault("words across a control: " + told(a) + " and " + told(b));
        if (textual(b) && holds(a) && !grown(a.rect, 1.5f).contains(b.rect))
            fault("words across a control: " + told(b) + " and " + told(a));
    }

    // A label that was shortened without telling: only the drawing knows.
    void look_at_ellipsis(const Ellipsis& drawn) {
        const auto at = drawn.at;
        const Node* on = nullptr;
        for (const auto& node : stage_.tree().nodes()) {
            if (node.overlay != drawn.overlay) continue;
            if (at.x < node.rect.x0 - 2 || at.x > node.rect.x1 + 24 * stage_.size().scale || at.y < node.rect.y0 - 2 ||
                at.y > node.rect.y1 + 2)
                continue;
            // Words that end so themselves, and a field's hint.
            if (node.shortened || node.name.find("…") != std::string::npos) return;
            if (node.role == Role::field && node.value.empty()) return;
            if (node.role == Role::field && node.value.find("…") != std::string::npos) return;
            if (interactive(node) || node.role == Role::list_item) on = &node;
        }
        if (shortening_ == Shortening::anywhere && on) return;
        if (shortening_ == Shortening::their_words && on && (on->role == Role::list_item || on->role == Role::toggle))
            return;
        fault(on ? "a label cut short: " + told(*on)
                 : "an ellipsis in the middle of nowhere: " + std::to_string(at.x) + ", " + std::to_string(at.y));
    }

    const Stage& stage_;
    Shortening shortening_;
    std::map<std::string, std::string> faults_;
};

// Looks at the top, and then on down the page or the sheet.
void look_through(Stage& stage, Shortening shortening, const std::string& where, int screens = 6) {
    stage.settle();
    std::map<std::string, std::string> all;
    for (int i = 0; i < screens; ++i) {
        all.merge(Inspection(stage, shortening).faults());
        const auto before = stage.dump();
        const Node* sheet = nullptr;
        for (const auto& node : stage.tree().nodes())
            if (node.role == Role::dialog) sheet = &node;
        const auto at = sheet ? middle(*sheet)
                              : ImVec2(stage.u(static_cast<float>(stage.size().width)) / 2 + stage.u(20),
                                       stage.u(static_cast<float>(stage.size().height)) / 2);
        for (int notch = 0; notch < 4; ++notch) stage.wheel(at, -1);
        stage.move({-1, -1});
        stage.settle();
        if (stage.dump() == before) break;
    }
    for (const auto& [kind, fault] : all) UNSCOPED_INFO(where << ": " << fault);
    CHECK(all.empty());
}

std::string described(Size size) {
    return std::to_string(size.width) + "×" + std::to_string(size.height) + " at " +
           std::to_string(static_cast<int>(size.scale));
}

const std::vector<Size>& sizes() {
    static const std::vector<Size> list = {{390, 844, 1},  {390, 844, 2},   {1280, 800, 1},
                                           {1280, 800, 2}, {1920, 1080, 1}, {1920, 1080, 2}};
    return list;
}

std::string long_word(std::size_t length) {
    std::string word;
    for (std::size_t i = 0; word.size() < length; ++i) word += static_cast<char>('a' + i * 7 % 26);
    return word.substr(0, length);
}

// As long as everything may be, and words that no line can hold.
void at_the_limits(core::Household& h) {
    using core::Audience;
    const core::PersonId me{
        done(h, core::AddPerson{"Maximiliane-Alexandrina von und zu Hohenlohe-Schillingsfurst", "plum", "curls", {}})};
    const core::PersonId other{done(h, core::AddPerson{"W" + long_word(59), "sky", "letter", {}})};
    const core::PersonId third{
        done(h, core::AddPerson{"Käthe-Ottilie Öffingen-Überlingen, genannt die Geduldige", "honey", "fox", {}})};
    const auto& clock = h.clock();
    for (int i = 0; i < 12; ++i)
        done(h, core::AddActivity{me, i % 2 ? long_word(40) : "the allotment behind the railway station",
                                  i % 3 ? "sprout" : ""});
    done(h,
         core::CheckInNow{
             other, 2, {"overwhelmed", "disappointed", "touchy", long_word(70)}, long_word(400), Audience::household});
    done(
        h,
        core::CheckInNow{
            third,
            5,
            {"in love"},
            "A note of many plain words that goes on for quite a while so that it takes several lines on every screen there is, and then some.",
            Audience::room});
    done(h, core::CheckInNow{me,
                             4,
                             {"calm", "hopeful", "content", "rested", "playful", "grateful", long_word(60)},
                             "",
                             Audience::only_me});
    for (int i = 0; i < 4; ++i) {
        done(h,
             core::GiveThanks{other, me,
                              i == 0 ? long_word(600)
                                     : "Thank you for " + long_word(90) +
                                           " and for the rest of it, which was a great deal more than I had expected.",
                              Audience::household});
        done(h, core::GiveThanks{me, i % 2 ? std::optional(other) : std::nullopt, "For " + long_word(120),
                                 i == 1 ? Audience::only_me : Audience::room});
    }
    for (const auto& thanks : h.get<core::ThanksStore>().newest(core::Viewer::of(me), core::ThanksKind::all, 20))
        if (thanks.author == me && thanks.audience == Audience::room) done(h, core::GiveHeart{other, thanks.id});
    const char* rules[] = {"FREQ=DAILY",
                           "FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA",
                           "FREQ=MONTHLY;BYDAY=4MO",
                           "FREQ=YEARLY",
                           "FREQ=WEEKLY;INTERVAL=12;BYDAY=MO,WE,SU;UNTIL=20401231",
                           ""};
    int n = 0;
    for (const char* rule : rules) {
        core::RitualWords words;
        words.title =
            n % 2 ? long_word(80)
                  : std::string("Ten quiet minutes on the bench behind the house, with tea, and no telephones at all")
                        .substr(0, 80);
        words.note =
            n % 2 ? "A note on it that is longer than any one line of this screen, wherever it stands, and goes on"
                  : long_word(200);
        words.colour = core::ritual_colours[n % 8];
        words.rule = rule;
        words.starts_on = h.today();
        if (n % 2) words.starts_at = 23 * 60 + 59;
        words.audience = n == 0 ? Audience::room : n == 1 ? Audience::only_me : Audience::household;
        const core::RitualId id{done(h, core::AddRitual{me, words})};
        if (n == 1) done(h, core::MarkOccurrence{me, id, h.today(), core::Outcome::kept});
        if (n == 2) done(h, core::MarkOccurrence{me, id, h.today(), core::Outcome::skipped});
        ++n;
    }
    core::Pixels grey{60, 40, std::vector<std::uint8_t>(60 * 40 * 4, 128)};
    for (int i = 0; i < 4; ++i) {
        grey.rgba[static_cast<std::size_t>(i) * 4] = 255;
        const auto stored =
            h.photos().add_bytes(core::encode_jpeg(grey, 80), "IMG " + long_word(200) + ".jpg", core::Arrival::plain);
        REQUIRE(stored);
        const core::MemoryId id{done(
            h,
            core::AddPhoto{
                me, stored.value(),
                i % 2
                    ? long_word(300)
                    : "A caption in many words that runs on and on over more than two lines of a title on a telephone, and even three",
                Audience::room})};
        done(h, core::EditMemory{me, id, h.get<core::MemoryStore>().find(core::Viewer::of(me), id)->caption,
                                 core::local_time(clock.now()).day - 365 * (i + 1), Audience::room});
    }
}

struct Home {
    const char* name;
    Setup setup;
    Shortening shortening;
};

Home home(std::string_view name) {
    if (name == "nobody") return {"nobody yet", {}, Shortening::nowhere};
    if (name == "empty") return {"an empty household", {{}, {}, two_people, {}, {}}, Shortening::nowhere};
    if (name == "evening") return {"one evening", {{}, core::demo::Request{0, 1, 12}, {}, {}, {}}, Shortening::nowhere};
    if (name == "years") return {"ten years", {{}, core::demo::Request{10, 1, 100}, {}, {}, {}}, Shortening::nowhere};
    return {"all at its limits", {{}, {}, at_the_limits, {}, {}}, Shortening::anywhere};
}

void look_at_every_screen(std::string_view which) {
    auto chosen = home(which);
    for (const auto size : sizes())
        for (const auto screen : app::screen_names()) {
            if ((screen == "welcome") != (which == "nobody")) continue;
            auto setup = chosen.setup;
            setup.size = size;
            setup.screen = screen;
            Stage stage(std::move(setup));
            look_through(stage, chosen.shortening, std::string(screen) + ", " + chosen.name + ", " + described(size));
        }
}

// Something of every kind, and of each person.
void throw_away(core::Household& h) {
    const auto people = h.get<core::PersonStore>().all();
    for (const auto& person : people) {
        done(h, core::RemoveThanks{
                    person.id, core::ThanksId{done(h, core::GiveThanks{person.id,
                                                                       {},
                                                                       "For the long way home along the water, twice.",
                                                                       core::Audience::household})}});
        done(h, core::RemoveCheckIn{
                    person.id,
                    core::CheckInId{done(h, core::CheckInNow{person.id, 4, {}, "", core::Audience::household})}});
    }
    h.forget_undo();
}

// On a phone the rest unfolds then.
void begin_writing(Stage& s) {
    if (!s.look(Stage::Role::field, "Your words")) return;
    s.click(Stage::Role::field, "Your words");
    s.settle();
}

void give_what_waits(core::Household& h) {
    for (const auto& person : h.get<core::PersonStore>().all())
        for (const auto& note :
             h.get<core::ThanksStore>().newest(core::Viewer::of(person.id), core::ThanksKind::all, 5))
            if (note.waits && note.author == person.id) done(h, core::DeliverThanks{person.id, note.id, {}});
    h.forget_undo();
}

// A diary with moods of its own, long names and lines that are wrong, chosen on the screen.
void look_at_a_diary(Stage& s) {
    std::ofstream(s.pictures() / "daylio_export.csv")
        << "full_date,date,weekday,time,mood,activities,note_title,note\n"
           "2026-11-20,20 November,Friday,22:15,good,\"walk | tea\",,\"by the lake, where the long grass is, and on from there to the mill and back again by the upper path\"\n"
           "2026-11-19,19 November,Thursday,00:30,Anxious but holding on somehow through all of the long week,,,\n"
           "yesterday,19 November,Thursday,00:30,awful,,,\n"
           "2026-11-18,18 November,Wednesday,08:00,meh,,,\"before the talk\"\n";
    s.services.places_offered = {{"Pictures", s.pictures()}};
    s.click(Stage::Role::list_item, "Daylio");
    s.settle();
    s.click(Stage::Role::list_item, "Pictures");
    s.settle();
    s.click(Stage::Role::list_item, "daylio_export.csv");
    s.wait(1);
    s.settle();
}

void bring_a_diary(Stage& s) {
    look_at_a_diary(s);
    s.click(Stage::Role::choice, "Anxious but holding on somehow through all of the long week: Low");
    s.settle();
    s.click(Stage::Role::button, "Bring it in");
    s.wait(1);
    s.settle();
}

// What comes up only after a tap or two.
struct Moment {
    const char* name;
    const char* screen;
    const char* then;  // what is there then, in a household that has something of everything
    void (*reach)(Stage&);
};

const Moment moments[] = {
    {"a backup to go back to is chosen", "settings", "Another folder, a stick or a drive",
     [](Stage& s) { s.click("Restore a backup"); }},
    {"a second place gets its passphrase", "settings", "Set it up",
     [](Stage& s) {
         s.services.places_offered = {{"A stick with a long name from a holiday", s.pictures()}};
         s.click("Choose a folder");
         s.settle();
         s.click("A stick with a long name from a holiday");
         s.settle();
         s.click("Take this folder");
         s.settle();
         s.write("Passphrase", "short");
         s.click("Set it up");
     }},
    {"the day of a backup is chosen", "settings", "Restore a backup",
     [](Stage& s) {
         s.wait(4);
         s.settle();
         s.click("Restore a backup");
         s.settle();
         s.click("Backups on this device");
     }},
    {"a backup has been brought to be looked at", "settings", "Use this backup",
     [](Stage& s) {
         s.wait(4);
         s.settle();
         s.click("Restore a backup");
         s.settle();
         s.click("Backups on this device");
         s.settle();
         s.click(Stage::Role::list_item, "Today");
     }},
    {"what is mine is about to be erased", "settings",
     "To be sure, type your name:", [](Stage& s) { s.click("Erase what is mine"); }},
    {"what was mine is erased", "settings",
     "A second place of the backups keeps its copies too, until their turn to go.",
     [](Stage& s) {
         s.wait(4);
         s.settle();
         s.click("Erase what is mine");
         s.settle();
         s.write("Your name", s.household().get<core::PersonStore>().all().front().name);
         s.click(Stage::Role::button, "Erase what is mine");
     }},
    {"everything is about to be erased", "settings", "Keep everything",
     [](Stage& s) {
         s.click("Erase everything");
         s.settle();
         s.click("I agree");
     }},
    {"all that is mine was taken along", "settings", "Open the folder",
     [](Stage& s) {
         s.services.places_offered = {{"Pictures", s.pictures()}};
         s.click("Take along what is mine");
         s.settle();
         s.click("Pictures");
         s.settle();
         s.click("Take this folder");
     }},
    {"a note was drawn from the jar", "thanks", nullptr,
     [](Stage& s) {
         if (s.look("Draw one")) s.click("Draw one");
     }},
    {"a month is chosen to be read", "thanks", nullptr,
     [](Stage& s) {
         if (s.look("Read a month")) s.click("Read a month");
     }},
    {"a note is to be given on a date, with a photo", "thanks", nullptr,
     [](Stage& s) {
         begin_writing(s);
         if (s.look("Give it later")) s.click("Give it later");
         s.settle();
         if (s.look("On a date")) s.click("On a date");
     }},
    {"a photo is chosen for a note", "thanks", nullptr,
     [](Stage& s) {
         begin_writing(s);
         if (s.look("With a photo")) s.click("With a photo");
     }},
    {"a kind of prompt is chosen", "thanks", nullptr,
     [](Stage& s) {
         begin_writing(s);
         if (s.look("Any kind")) s.click("Any kind");
     }},
    {"a note is being answered", "thanks", nullptr,
     [](Stage& s) {
         if (s.look(Stage::Role::button, "Answer")) s.click(Stage::Role::button, "Answer");
     }},
    {"a note on Today is being answered", "today", nullptr,
     [](Stage& s) {
         if (s.look("Answer this note")) s.click("Answer this note");
     }},
    {"a photo goes along from Today", "today", nullptr,
     [](Stage& s) {
         if (s.look("With a photo")) s.click("With a photo");
         s.settle();
         for (const auto& node : s.tree().nodes())
             if (node.overlay && node.role == Stage::Role::button && node.rect.height() > s.u(50)) {
                 s.click_node(node);
                 break;
             }
     }},
    {"a check-in of the day's story is being changed", "day", nullptr,
     [](Stage& s) {
         if (s.look("Change or delete")) s.click("Change or delete");
     }},
    {"another's check-in is answered from the day's story", "day", nullptr,
     [](Stage& s) {
         if (s.look(Stage::Role::button, "Answer")) s.click(Stage::Role::button, "Answer");
     }},
    {"a waiting note is changed", "thanks", nullptr,
     [](Stage& s) {
         if (s.look("Change this note")) s.click("Change this note");
     }},
    {"an envelope was opened", "today", nullptr,
     [](Stage& s) {
         if (s.look(Stage::Role::button, "A note from Jonas")) s.click(Stage::Role::button, "A note from Jonas");
     }},
    {"the trash holds a few things", "trash", "Empty it", [](Stage& s) { throw_away(s.household()); }},
    {"the trash is about to be emptied", "trash", "Empty the trash?",
     [](Stage& s) {
         throw_away(s.household());
         s.settle();
         if (s.look("Empty it")) s.click("Empty it");
     }},
    {"what was around a mood is asked", "today", "What was around it",
     [](Stage& s) {
         s.click("Okay");
         s.settle();
         s.click("What was around it");
     }},
    {"all the words for it lie on the field", "today", "Feeling words",
     [](Stage& s) {
         s.click("Rough");
         s.settle();
         s.click("More words");
     }},
    {"the finger is in a corner of the field", "today", "Feeling words",
     [](Stage& s) {
         s.click("Okay");
         s.settle();
         s.click("More words");
         s.settle();
         const auto& r = s.node(Role::field, "Feeling words").rect;
         s.click_at({r.x1 - 12, r.y0 + 12});
     }},
    {"the list of what is around one's days is changed", "today", "Add another",
     [](Stage& s) {
         s.click("Okay");
         s.wait(9);
         s.click("What was around it");
         s.settle();
         s.click("Edit activities");
     }},
    {"one of what is around one's days is changed", "today", "What it is called",
     [](Stage& s) {
         s.click("Okay");
         s.wait(9);
         s.click("What was around it");
         s.settle();
         s.click("Edit activities");
         s.settle();
         s.click_node(*s.all(Role::list_item).front());
     }},
    {"good news is asked about", "today", nullptr,
     [](Stage& s) {
         const auto people = s.household().get<core::PersonStore>().all();
         core::CheckInNow glad{people.back().id, 5, {}, "they took the design", core::Audience::household};
         glad.good_news = true;
         done(s.household(), glad);
         s.settle();
         if (s.look("Ask about it")) s.click("Ask about it");
     }},
    {"what would help is asked", "today", "What would help",
     [](Stage& s) {
         s.click("Low");
         s.settle();
         s.click("What would help");
     }},
    {"when it was is asked", "today", "When",
     [](Stage& s) {
         s.click("Lovely");
         s.wait(9);  // on a phone what was said lies over it
         s.settle();
         s.click("When");
     }},
    {"the year before is looked at", "us", nullptr,
     [](Stage& s) {
         if (s.look(Role::button, "Earlier year")) s.click(Role::button, "Earlier year");
     }},
    {"the days of a word are listed", "us", nullptr,
     [](Stage& s) {
         if (s.look(Role::button, "hopeful")) s.click(Role::button, "hopeful");
     }},
    {"another day's story is told", "day", nullptr, [](Stage& s) { s.click("The day before"); }},
    {"closeness is asked for", "us", "The circles overlap by nearly half",
     [](Stage& s) {
         if (s.look("Ask me once a week")) s.click("Ask me once a week");
     }},
    {"this week's closeness is open", "today", "Not this week",
     [](Stage& s) {
         const auto me = s.household().get<core::PersonStore>().all().front().id;
         done(s.household(), core::AskForCloseness{me, true});
         for (const auto& each :
              s.household().get<core::ClosenessStore>().between(core::Viewer::of(me), monday, monday + 6))
             done(s.household(), core::RemoveItem{me, {core::ItemKind::closeness, each.id.value}});
     }},
    {"words were looked for", "search", nullptr, [](Stage& s) { s.write("What to look for", "for the"); }},
    {"words that are nowhere were looked for", "search",
     "Nothing with these words. Try fewer of them, or just how one begins.",
     [](Stage& s) { s.write("What to look for", "xylograph"); }},
    {"a mood was tapped", "today", "A word of your own", [](Stage& s) { s.click("Okay"); }},
    {"words of thanks are being written", "today", "Thanks in your own words",
     [](Stage& s) {
         s.click(Role::field, "Thanks in your own words");
         s.type(
             "Thank you for the long and patient evening, for the soup, and for saying nothing about the parking ticket at all until the next morning.");
     }},
    {"a rule of its own and a wrong time", "edit-ritual", "Own rule",
     [](Stage& s) {
         s.click("Own rule");
         s.click("At a time");
         s.write("Time", "25:99");
         s.write("Name of the ritual", "Tea");
         s.click("Put it on the calendar");
     }},
    {"a monthly rule on the last Monday", "edit-ritual", "On the last Monday",
     [](Stage& s) {
         s.click("Monthly");
         s.click(Role::field, "First day");
         s.click("Monday, 30 November 2026");
     }},
    {"the day's own month is open", "edit-ritual", "A year later", [](Stage& s) { s.click(Role::field, "First day"); }},
    {"a ritual is being changed", "agenda", "Name of the ritual",
     [](Stage& s) {
         const auto rows = s.all(Role::list_item);
         if (!rows.empty()) s.click_node(*rows.front());
     }},
    {"a day is open", "rituals", nullptr,
     [](Stage& s) {
         if (s.all(Role::heading, "Nothing on the calendar yet").empty())
             s.click(Role::list_item, "Monday, 23 November 2026");
     }},
    {"a note is being changed", "thanks",
     "Whoever has read it already keeps what they read; the note will say that it was edited.",
     [](Stage& s) {
         give_what_waits(s.household());
         s.settle();
         // On a phone the notes lie below what one writes them with, and only those in sight are there.
         const auto size = ImGui::GetIO().DisplaySize;
         for (int i = 0; i < 12 && !s.look("Change this note"); ++i) {
             s.wheel({size.x * 0.4f, size.y / 2}, -6);
             s.settle();
         }
         if (s.look("Change this note")) s.click("Change this note");
     }},
    {"empty words were refused", "thanks", "There’s nothing in it yet. Write a few words and try again.",
     [](Stage& s) {
         begin_writing(s);
         s.click(Role::button, "Give");
     }},
    {"a photo's words are being changed", "photo", "The day it belongs to",
     [](Stage& s) {
         if (s.look("Caption and date")) s.click("Caption and date");
     }},
    {"somebody is being changed", "settings", "Remove",
     [](Stage& s) { s.click_node(*s.all(Role::list_item).front()); }},
    {"somebody who joined later is being changed", "settings", "Show everything",
     [](Stage& s) {
         if (s.household().get<core::PersonStore>().all().size() < 3)
             done(s.household(), core::AddPerson{"Kit", "honey", "fox", {}});
         s.settle();
         s.click_node(*s.all(Role::list_item).back());
     }},
    {"somebody joins without a name", "settings", "There’s nothing in it yet. Write a few words and try again.",
     [](Stage& s) {
         s.click("Add someone");
         s.settle();
         s.click("Add");
     }},
    {"a PIN is chosen", "settings", "Done", [](Stage& s) { s.click("Set a PIN"); }},
    {"a passphrase is chosen", "settings", "Next",
     [](Stage& s) {
         s.click("Set a PIN");
         s.settle();
         s.click("Use a passphrase");
     }},
    {"the recovery words are shown", "settings", "I wrote them down", [](Stage& s) { s.click("Recovery words"); }},
    {"the recovery words are asked for", "settings", "The word",
     [](Stage& s) {
         s.click("Recovery words");
         s.settle();
         s.click("I wrote them down");
     }},
    {"a diary is chosen", "imports", "Choose a face for 1 mood first.", look_at_a_diary},
    {"a diary was brought in", "imports", "It is here", bring_a_diary},
    {"a diary can be taken back", "imports", "Take it back",
     [](Stage& s) {
         bring_a_diary(s);
         s.click(Stage::Role::button, "Done");
     }},
    {"a copy is taken out", "settings", "The same diary as plain text, for notebooks and editors.",
     [](Stage& s) { s.click("Export a copy"); }},
    {"a copy was taken out", "settings", "It is written",
     [](Stage& s) {
         s.services.places_offered = {{"Pictures", s.pictures()}};
         s.click("Export a copy");
         s.settle();
         s.click(Stage::Role::list_item, "Tables");
         s.settle();
         s.click("Pictures");
         s.settle();
         s.click("Take this folder");
         s.wait(1);
     }},
    {"all words of what was found are shown", "search", nullptr,
     [](Stage& s) {
         s.write("What to look for", "for");
         s.settle();
         const auto rows = s.all(Role::list_item);
         if (!rows.empty()) s.click_node(*rows.front());
     }},
    {"the room looks", "settings", "Back to mine", [](Stage& s) { s.click(Role::button, "The room"); }},
    {"everything is hidden", "today", nullptr,
     [](Stage& s) {
         s.key(ImGuiKey_Escape);
         s.key(ImGuiKey_Escape);
     }},
    {"a folder is chosen", "add-photos", "Back", [](Stage& s) { s.click("Pictures"); }},
};

void look_at_every_moment(std::string_view which) {
    const auto chosen = home(which);
    for (const auto size : sizes())
        for (const auto& moment : moments) {
            auto setup = chosen.setup;
            setup.size = size;
            setup.screen = moment.screen;
            Stage stage(std::move(setup));
            stage.settle();
            moment.reach(stage);
            stage.settle();
            if (moment.then && which != "empty") {
                INFO(moment.name << ", " << chosen.name << ", " << described(size) << "\n" << stage.dump());
                CHECK(stage.look(moment.then) != nullptr);
            }
            look_through(
                stage, chosen.shortening,
                std::string(moment.screen) + " when " + moment.name + ", " + chosen.name + ", " + described(size), 3);
        }
}

// As many as there are colours.
void eight_people(core::Household& h) {
    for (const char* name : {"Mara", "Jonas", "Grandma Ottilie", "Ben", "Léa", "Oskar", "Aunt Philippa", "Kit"})
        done(h, core::AddPerson{name, "", "letter", {}});
}

}  // namespace

TEST_CASE("no text is cut and nothing overlaps where nobody lives yet", "[app][layout]") {
    look_at_every_screen("nobody");
}
TEST_CASE("no text is cut and nothing overlaps in an empty household", "[app][layout]") {
    look_at_every_screen("empty");
}
TEST_CASE("no text is cut and nothing overlaps after one evening", "[app][layout]") { look_at_every_screen("evening"); }
TEST_CASE("no text is cut and nothing overlaps after ten years", "[app][layout]") { look_at_every_screen("years"); }
TEST_CASE("nothing overlaps where everything is as long as it may be", "[app][layout]") {
    look_at_every_screen("limits");
}

TEST_CASE("no text is cut and nothing overlaps after a tap or two in an empty household", "[app][layout]") {
    look_at_every_moment("empty");
}
TEST_CASE("no text is cut and nothing overlaps after a tap or two with ten years", "[app][layout]") {
    look_at_every_moment("years");
}
TEST_CASE("nothing overlaps after a tap or two where everything is as long as it may be", "[app][layout]") {
    look_at_every_moment("limits");
}

TEST_CASE("eight people have room on every screen", "[app][layout]") {
    for (const auto size : sizes())
        for (const char* screen : {"today", "room", "thanks", "settings"}) {
            Stage stage({size, {}, eight_people, screen, {}});
            look_through(stage, Shortening::nowhere, std::string(screen) + ", eight people, " + described(size));
        }
}

TEST_CASE("larger text is not cut and does not overlap", "[app][layout]") {
    for (const auto size : sizes())
        for (const auto screen : app::screen_names()) {
            if (screen == "welcome") continue;
            Stage stage({size,
                         core::demo::Request{0, 1, 12},
                         [](core::Household& h) { h.set_device_setting("text_size", "3"); },
                         std::string(screen),
                         {}});
            look_through(stage, Shortening::their_words, std::string(screen) + ", larger text, " + described(size));
        }
}
