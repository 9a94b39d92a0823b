#include "tests/core/household/house.hpp"

#include <fstream>

#include "core/activities/activity_store.hpp"
#include "core/answers/answer.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/time/instant.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_store.hpp"
#include "tests/core/device.hpp"

namespace tests {

using namespace core;

namespace {

template <class... Parts> std::string line(const Parts&... parts) {
    std::string text;
    ((text += parts, text += '|'), ...);
    return text;
}

std::string text_of(const std::optional<PersonId>& id) { return id ? to_text(id->value) : "nobody"; }
std::string text_of(const std::optional<Instant>& at) { return at ? to_iso(*at) : "never"; }
std::string text_of(const std::optional<Day>& day) { return day ? to_iso(*day) : "never"; }
std::string text_of(const std::optional<int>& minute) { return minute ? std::to_string(*minute) : "any"; }

std::string text_of(const CheckIn& c) {
    return line("check-in", to_text(c.id.value), to_text(c.author.value), to_text(c.audience), to_iso(c.day),
                to_iso(c.felt_at), std::to_string(c.mood), joined_names(c.feeling), c.note, joined_names(c.around),
                to_text(c.help), c.good_news ? "good news" : "");
}

std::string text_of(const Thanks& t) {
    auto text = line("thanks", to_text(t.id.value), to_text(t.author.value), text_of(t.recipient), to_text(t.audience),
                     to_iso(t.day), to_iso(t.given_at), t.text, text_of(t.edited_at), to_text(t.to),
                     t.memory ? to_text(t.memory->value) : "no photo", t.waits ? "waits" : "",
                     t.envelope ? "in an envelope" : "");
    for (const auto& heart : t.hearts) text += " heart " + to_text(heart.value);
    return text;
}

std::string text_of(const Answer& a) {
    return line("answer", to_text(a.id.value), to_text(a.subject.id), to_text(a.author.value), to_text(a.kind), a.text,
                to_iso(a.given_at));
}

std::string text_of(const Activity& a) {
    return line("activity", to_text(a.id.value), to_text(a.author.value), a.name, a.icon);
}

std::string text_of(const Touch& t) {
    return line("touch", to_text(t.id.value), to_text(t.author.value), to_text(t.recipient.value), to_text(t.kind),
                to_iso(t.day), to_iso(t.given_at));
}

std::string text_of(const Closeness& c) {
    return line("closeness", to_text(c.id.value), to_text(c.author.value), to_text(c.audience), to_iso(c.day),
                to_iso(c.felt_at), std::to_string(c.level));
}

std::string text_of(const Ritual& r) {
    return line("ritual", to_text(r.id.value), text_of(r.author), to_text(r.audience), r.title, r.note, r.symbol,
                r.colour, r.rule, to_iso(r.starts_on), text_of(r.starts_at), text_of(r.paused_since));
}

std::string text_of(const Memory& m) {
    return line("memory", to_text(m.id.value), text_of(m.author), to_text(m.audience), to_iso(m.day),
                to_iso(m.taken_at), std::to_string(static_cast<int>(m.dated_by)), m.caption, to_hex(m.photo),
                std::to_string(static_cast<int>(m.format)), std::to_string(m.width), std::to_string(m.height),
                m.source_name);
}

std::string text_of(const Person& p) {
    return line("person", to_text(p.id.value), p.name, p.colour, p.face, p.portrait ? to_hex(*p.portrait) : "drawn");
}

}  // namespace

std::vector<std::string> rows_in(const std::filesystem::path& database) {
    const db::Connection db(database);
    std::vector<std::string> tables, rows;
    db.prepare("SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name").each([&](const auto& row) {
        tables.push_back(row.text(0));
    });
    for (const auto& table : tables) {
        std::string columns;
        db.prepare("SELECT name FROM pragma_table_info(?1) ORDER BY cid")
            .each(
                [&](const auto& row) {
                    columns += (columns.empty() ? "quote(" : " || ', ' || quote(") + row.text(0) + ")";
                },
                table);
        db.prepare("SELECT " + columns + " FROM " + table + " ORDER BY 1").each([&](const auto& row) {
            // How many changes there were is no part of what they made: recovering and putting back count on.
            if (const auto text = table + ": " + row.text(0); text.rfind("device_setting: 'changes', ", 0) != 0)
                rows.push_back(text);
        });
    }
    return rows;
}

std::vector<std::string> answers_to(const Viewer& viewer, const Household& h) {
    const Day from = h.today() - 400, to = h.today() + 400;
    std::vector<std::string> all;
    all.push_back("as " + text_of(viewer.person));
    for (const auto& c : h.get<CheckInStore>().between(viewer, from, to)) {
        for (const auto& a : h.get<AnswerStore>().to(viewer, {ItemKind::check_in, c.id.value}))
            all.push_back("to it " + text_of(a));
        all.push_back(text_of(c));
        all.push_back(h.get<CheckInStore>().find(viewer, c.id) ? text_of(*h.get<CheckInStore>().find(viewer, c.id))
                                                               : "not found");
    }
    for (const auto& a : h.get<ActivityStore>().of(viewer)) all.push_back(text_of(a));
    for (const auto& c : h.get<ClosenessStore>().between(viewer, from, to)) {
        all.push_back(text_of(c));
        all.push_back(h.get<ClosenessStore>().find(viewer, c.id) ? text_of(*h.get<ClosenessStore>().find(viewer, c.id))
                                                                 : "not found");
    }
    for (const auto& a : h.get<AnswerStore>().by(viewer)) all.push_back(text_of(a));
    for (const auto& a : h.get<AnswerStore>().all(viewer)) all.push_back("all " + text_of(a));
    for (const auto& t : h.get<TouchStore>().all(viewer)) all.push_back("all " + text_of(t));
    for (const auto& heart : h.get<ThanksStore>().hearts(viewer))
        all.push_back(line("heart", to_text(heart.id), to_text(heart.thanks.value), to_text(heart.author.value),
                           to_iso(heart.given_at)));
    for (const auto& p : h.get<RitualStore>().pauses(viewer))
        all.push_back(line("pause", to_text(p.id), to_text(p.ritual.value), to_iso(p.from), text_of(p.until),
                           text_of(p.author), to_iso(p.made_at)));
    for (const auto& m : h.get<RitualStore>().marks(viewer))
        all.push_back(line("mark", to_text(m.id), to_text(m.ritual.value), to_iso(m.day),
                           std::to_string(static_cast<int>(m.outcome)), text_of(m.author), to_iso(m.marked_at)));
    const auto kept = h.get<SharedStore>().kept(viewer);
    for (const auto* kind : kinds_of_items())
        all.push_back(line("kept", kind->table, std::to_string(kept.of(kind->kind))));
    for (const auto& t : h.get<TouchStore>().received(viewer, from)) all.push_back(text_of(t));
    for (const auto& t : h.get<TouchStore>().given(viewer, from, to)) all.push_back("given " + text_of(t));
    for (const auto& t : h.get<TouchStore>().on(viewer, h.today())) all.push_back("on " + text_of(t));
    for (const auto& t : h.get<ThanksStore>().between(viewer, from, to)) {
        for (const auto& a : h.get<AnswerStore>().to(viewer, {ItemKind::thanks, t.id.value}))
            all.push_back("to it " + text_of(a));
        all.push_back(text_of(t));
        all.push_back(h.get<ThanksStore>().find(viewer, t.id) ? text_of(*h.get<ThanksStore>().find(viewer, t.id))
                                                              : "not found");
    }
    for (const auto kind : {ThanksKind::all, ThanksKind::between_us, ThanksKind::to_life})
        for (const auto& t : h.get<ThanksStore>().newest(viewer, kind, 50)) all.push_back("newest " + text_of(t));
    for (const auto& id : h.get<ThanksReadStore>().closed(viewer))
        all.push_back("closed " + to_text(id.value) +
                      (h.get<ThanksReadStore>().is_closed(viewer, id) ? "" : " or not"));
    for (const auto& id : h.get<ThanksReadStore>().next_in_jar(viewer))
        all.push_back("next in the jar " + to_text(id.value));
    for (const auto& id : h.get<ThanksReadStore>().put_away(viewer)) all.push_back("put away " + to_text(id.value));
    for (const auto& month : h.get<ThanksReadStore>().months(viewer))
        for (const auto& id : h.get<ThanksReadStore>().in_month(viewer, month))
            all.push_back("in " + to_iso(month) + " " + to_text(id.value));
    all.push_back(h.get<ThanksReadStore>().anything_in_jar(viewer) ? "something in the jar" : "nothing in the jar");
    for (const auto& t : h.get<ThanksStore>().newest(viewer, ThanksKind::all, 50, ThanksStore::PutAway::left_out))
        all.push_back("listed " + to_text(t.id.value));
    for (const auto to_whom : {ThanksTo::person, ThanksTo::us, ThanksTo::life}) {
        if (const auto shown = h.get<PromptStore>().shown(viewer, to_whom))
            all.push_back(line("prompt", shown->prompt->id, to_iso(shown->at)));
        all.push_back(line("prompts to come", std::to_string(h.get<PromptStore>().next(viewer, to_whom).size())));
    }
    for (const auto& r : h.get<RitualStore>().all(viewer, h.today())) {
        all.push_back(text_of(r));
        const auto found = h.get<RitualStore>().find(viewer, r.id, h.today());
        all.push_back(found ? text_of(*found) : "not found");
        all.push_back("added " + text_of(h.get<RitualStore>().added(viewer, r.id)));
        for (const Day on : {h.today(), h.today() + 4}) {
            all.push_back(line("on", to_iso(on), std::to_string(h.get<RitualStore>().occurs_on(r, on)),
                               std::to_string(static_cast<int>(h.get<RitualStore>().outcome(r.id, on)))));
        }
        all.push_back("open pauses " + std::to_string(h.get<RitualStore>().open_pauses(r.id).size()));
    }
    for (const auto& o : h.get<RitualStore>().occurrences(viewer, h.today() - 30, h.today() + 60))
        all.push_back(line("occurrence", to_text(o.ritual.value), to_iso(o.day), text_of(o.at),
                           std::to_string(static_cast<int>(o.outcome))));
    for (const auto& d : h.get<MemoryStore>().days(viewer))
        all.push_back(line("memories", to_iso(d.day), std::to_string(d.count)));
    for (const auto& m : h.get<MemoryStore>().between(viewer, from - 40'000, to)) {
        all.push_back(text_of(m));
        all.push_back(h.get<MemoryStore>().find(viewer, m.id) ? text_of(*h.get<MemoryStore>().find(viewer, m.id))
                                                              : "not found");
        all.push_back(h.get<MemoryStore>().has_photo(viewer, m.photo) ? "has it" : "has it not");
    }
    for (const auto& item : h.get<SharedStore>().by(viewer, 1'000))
        all.push_back(line("shared", to_text(item.item.id), item.text, to_text(item.audience)));
    const auto back = h.get<MemoryStore>().to_look_back_on(viewer, h.today());
    all.push_back(back ? "look back on " + text_of(*back) : "nothing to look back on");
    return all;
}

std::vector<std::string> answers_of(const Household& h) {
    std::vector<std::string> all{
        line("today", to_iso(h.today()), std::to_string(h.get<SettingStore>().day_start_hour()))};
    const auto people = h.get<PersonStore>().all();
    std::vector<Viewer> viewers{Viewer::room(), Viewer::of(PersonId{})};
    for (const auto& p : people) {
        all.push_back(h.get<SettingStore>().chose(p.id, asked_for_closeness) ? "asked weekly" : "not asked");
        all.push_back(text_of(p) + (h.get<PersonStore>().has_items(p.id) ? " with items" : ""));
        all.push_back(h.get<PersonStore>().find(p.id) ? text_of(*h.get<PersonStore>().find(p.id)) : "not found");
        all.push_back(h.get<PersonStore>().named(p.name) ? text_of(*h.get<PersonStore>().named(p.name))
                                                         : "not found by name");
        viewers.push_back(Viewer::of(p.id));
        for (const auto& text : h.get<ThanksStore>().frequent(p.id, std::nullopt, h.today() - 400, 50))
            all.push_back("often to life: " + text);
        for (const auto& other : people)
            for (const auto& text : h.get<ThanksStore>().frequent(p.id, other.id, h.today() - 400, 50))
                all.push_back("often: " + text);
    }
    for (const auto& viewer : viewers)
        for (auto& text : answers_to(viewer, h)) all.push_back(std::move(text));
    return all;
}

StoredPhoto photo(std::uint8_t n, std::optional<TakenAt> taken) {
    StoredPhoto stored;
    stored.hash.bytes[0] = n;
    stored.facts.width = 40;
    stored.facts.height = 30;
    stored.facts.taken = taken ? taken : TakenAt{day("2026-11-01"), at(12), 0, std::nullopt};
    stored.source_name = "photo" + std::to_string(n) + ".jpg";
    return stored;
}

RitualWords weekly(std::string title, Day starts_on) {
    static constexpr const char* names[] = {"MO", "TU", "WE", "TH", "FR", "SA", "SU"};
    RitualWords words;
    words.title = std::move(title);
    words.rule = std::string("FREQ=WEEKLY;BYDAY=") + names[weekday_of(starts_on) - 1];
    words.starts_on = starts_on;
    return words;
}

House::House()
    : clock(FixedClock({0, 60}).at(day("2026-11-23"), at(18, 10))),
      household(folder(), clock, random, tests::device(), KeyCost{1, 8192}) {
    ada = made<PersonId>(AddPerson{"Ada", "", "letter", std::nullopt});
    ben = made<PersonId>(AddPerson{"Ben", "", "letter", std::nullopt});
    cleo = made<PersonId>(AddPerson{"Cleo", "", "letter", std::nullopt});
    household.forget_undo();
}

// Something lies where the photo's file would, for encrypting and decrypting, if the photo itself does not.
void House::put_file(const StoredPhoto& photo) {
    const auto path = household.photos().path_of(photo.hash, photo.facts.format);
    if (std::filesystem::exists(path)) return;
    std::filesystem::create_directories(path.parent_path());
    std::ofstream(path, std::ios::binary) << "the photo " << to_hex(photo.hash);
}

Uuid House::done(const Command& command) {
    clock.advance_ms(1'000);
    if (const auto* added = command.as<AddPhoto>()) put_file(added->photo);
    const auto result = household.apply(command);
    if (!result) FAIL("refused: " << static_cast<int>(result.refusal()));
    return result.value().subject;
}

Refusal House::refused(const std::vector<Command>& commands) {
    const auto rows = rows_in(database());
    const auto answers = answers_of(household);
    const auto revision = household.revision();
    const std::vector<Viewer> viewers{Viewer::room(), Viewer::of(ada), Viewer::of(ben), Viewer::of(cleo)};
    std::vector<bool> undoable;
    for (const auto& viewer : viewers) undoable.push_back(household.can_undo(viewer));

    const auto result = household.apply(commands);
    REQUIRE_FALSE(result);
    CHECK(rows_in(database()) == rows);
    CHECK(answers_of(household) == answers);
    CHECK(household.revision() == revision);
    for (std::size_t i = 0; i < viewers.size(); ++i) CHECK(household.can_undo(viewers[i]) == undoable[i]);
    return result.refusal();
}

void House::comes_back(const Command& command, Viewer by) {
    const auto before = answers_of(household);
    const auto revision = household.revision();
    const auto subject = done(command);
    const auto between = answers_of(household);
    CHECK(between != before);
    CHECK(household.revision() > revision);
    CHECK(answers_of(Household(folder(), clock, random, tests::device())) == between);

    if (by.person) {
        for (const auto& other : {Viewer::room(), Viewer::of(ada), Viewer::of(ben), Viewer::of(cleo)}) {
            if (other == by) continue;
            CHECK_FALSE(household.can_undo(other));
            const auto refusal = household.undo(other);
            REQUIRE_FALSE(refusal);
            CHECK(refusal.refusal() == Refusal::nothing_to_undo);
        }
        CHECK(answers_of(household) == between);
    }
    CHECK(household.can_undo(by));
    clock.advance_ms(1'000);
    const auto after_command = household.revision();
    const auto undone = household.undo(by);
    REQUIRE(undone);
    CHECK(undone.value().subject == subject);
    CHECK(household.revision() > after_command);
    CHECK(answers_of(household) == before);
    CHECK(answers_of(Household(folder(), clock, random, tests::device())) == before);

    // And forth, and back once more.
    CHECK(household.can_redo(by));
    const auto redone = household.redo(by);
    REQUIRE(redone);
    CHECK(redone.value().subject == subject);
    CHECK(answers_of(household) == between);
    CHECK(answers_of(Household(folder(), clock, random, tests::device())) == between);
    CHECK_FALSE(household.can_redo(by));
    REQUIRE(household.undo(by));
    CHECK(answers_of(household) == before);
}

}  // namespace tests
