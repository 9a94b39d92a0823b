#include <filesystem>
#include <map>
#include <set>
#include <string>
#include <system_error>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/demo/demo.hpp"
#include "core/demo/picture.hpp"
#include "core/demo/texts.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_store.hpp"
#include "core/text.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "tests/core/device.hpp"

using namespace core;

namespace {

// A folder of its own that goes when the test ends.
struct Folder {
    std::filesystem::path path;
    Folder() {
        SystemRandom random;
        Uuid id;
        random.fill(id.bytes.data(), id.bytes.size());
        path = std::filesystem::temp_directory_path() / ("inglenook-demo-" + to_text(id));
    }
    ~Folder() {
        std::error_code ignored;
        std::filesystem::remove_all(path, ignored);
    }
};

// 23 November 2026, 19:42 in a zone an hour east of Greenwich.
FixedClock monday_evening() {
    FixedClock clock({0, 60});
    clock.set(clock.at(day_from(std::chrono::year(2026) / std::chrono::November / 23), 19 * 60 + 42));
    return clock;
}

struct Filled {
    Folder folder;
    FixedClock clock;
    SystemRandom random;
    Household household;
    bool filled;
    explicit Filled(const demo::Request& request, const FixedClock& at = monday_evening())
        : clock(at), household(folder.path, clock, random, tests::device()), filled(demo::fill(household, request)) {}

    Day first() const { return household.today() - 30 * 366; }
    Day last() const { return household.today() + 366; }
    Viewer viewer(std::size_t person) const { return Viewer::of(household.get<PersonStore>().all().at(person).id); }
};

// Everything that the queries answer, for every viewer, as one text.
std::string told(const Filled& f) {
    const auto& h = f.household;
    std::string all;
    const auto add = [&all](const auto&... parts) {
        ((all += parts, all += '|'), ...);
        all += '\n';
    };
    std::vector<Viewer> viewers = {Viewer::room()};
    for (const auto& p : h.get<PersonStore>().all()) {
        add(to_text(p.id.value), p.name, p.colour, p.face);
        viewers.push_back(Viewer::of(p.id));
    }
    for (const auto& viewer : viewers) {
        for (const auto& c : h.get<CheckInStore>().between(viewer, f.first(), f.last()))
            add(to_text(c.id.value), to_text(c.author.value), std::string(to_text(c.audience)), to_iso(c.day),
                to_iso(c.felt_at), std::to_string(c.mood), joined_names(c.feeling), c.note);
        for (const auto& t : h.get<ThanksStore>().between(viewer, f.first(), f.last())) {
            add(to_text(t.id.value), to_text(t.author.value), t.recipient ? to_text(t.recipient->value) : "life",
                std::string(to_text(t.audience)), to_iso(t.day), to_iso(t.given_at), t.text,
                t.edited_at ? to_iso(*t.edited_at) : "");
            for (const auto& heart : t.hearts) add(to_text(heart.value));
        }
        for (const auto& r : h.get<RitualStore>().all(viewer, h.today()))
            add(to_text(r.id.value), r.title, r.note, r.symbol, r.colour, r.rule, to_iso(r.starts_on),
                r.paused_since ? to_iso(*r.paused_since) : "");
        for (const auto& o :
             h.get<RitualStore>().occurrences(viewer, f.household.today() - 400, f.household.today() + 30))
            add(to_text(o.ritual.value), to_iso(o.day), std::to_string(static_cast<int>(o.outcome)));
        for (const auto& m : h.get<MemoryStore>().between(viewer, f.first(), f.last()))
            add(to_text(m.id.value), std::string(to_text(m.audience)), to_iso(m.day), to_iso(m.taken_at), m.caption,
                to_hex(m.photo), m.source_name);
    }
    return all;
}

demo::Request request(int years, std::uint64_t seed, int photos) {
    demo::Request r;
    r.years = years;
    r.seed = seed;
    r.photos = photos;
    return r;
}

}  // namespace

TEST_CASE("the same request on the same day fills two folders with the same household", "[core][demo]") {
    const Filled one(request(1, 1, 2)), two(request(1, 1, 2));
    REQUIRE(one.filled);
    REQUIRE(two.filled);
    const auto told_once = told(one);
    CHECK(told_once.size() > 10'000);
    CHECK(told_once == told(two));
}

TEST_CASE("another seed is another household, and every fourth one has three people", "[core][demo]") {
    const Filled one(request(0, 2, 0)), two(request(0, 3, 0));
    CHECK(told(one) != told(two));
    CHECK(one.household.get<PersonStore>().all().size() == 2);
    CHECK(two.household.get<PersonStore>().all().size() == 3);
}

TEST_CASE("nothing in a demo household lies after now, also in the small hours", "[core][demo]") {
    auto clock = monday_evening();
    const int minute = GENERATE_COPY(0, 1);
    if (minute == 1) clock.set(clock.at(day_from(std::chrono::year(2026) / std::chrono::November / 24), 4 * 60 + 1));
    const Filled f(request(1, 5, 2), clock);
    const auto& h = f.household;
    const auto now = clock.now();
    for (const auto& p : h.get<PersonStore>().all()) {
        const auto viewer = Viewer::of(p.id);
        for (const auto& c : h.get<CheckInStore>().between(viewer, f.first(), f.last())) {
            REQUIRE(c.felt_at.utc_ms <= now.utc_ms);
            REQUIRE(c.day == day_of(c.felt_at, h.get<SettingStore>().day_start_hour()));
        }
        for (const auto& t : h.get<ThanksStore>().between(viewer, f.first(), f.last())) {
            REQUIRE((t.waits || t.given_at.utc_ms <= now.utc_ms));
            REQUIRE((!t.edited_at || (t.edited_at->utc_ms <= now.utc_ms && t.edited_at->utc_ms >= t.given_at.utc_ms)));
            REQUIRE(t.recipient != t.author);
        }
        for (const auto& m : h.get<MemoryStore>().between(viewer, f.first(), f.last()))
            REQUIRE(m.taken_at.utc_ms <= now.utc_ms);
        for (const auto& o : h.get<RitualStore>().occurrences(viewer, h.today() + 1, f.last()))
            REQUIRE(o.outcome == Outcome::open);
    }
    CHECK(h.get<CheckInStore>().between(f.viewer(0), h.today(), h.today()).size() >= 1);
    CHECK(h.get<ThanksStore>().between(f.viewer(0), h.today(), h.today()).size() >= 1);
}

TEST_CASE("a household that has people is refused and left as it is", "[core][demo]") {
    Folder folder;
    const auto clock = monday_evening();
    SystemRandom random;
    Household household(folder.path, clock, random, tests::device());
    REQUIRE(household.apply(AddPerson{"Nour", "", "letter", std::nullopt}));
    const auto revision = household.revision();
    CHECK_FALSE(demo::fill(household, {}));
    CHECK(household.get<PersonStore>().all().size() == 1);
    CHECK(household.get<RitualStore>()
              .all(Viewer::of(household.get<PersonStore>().all().front().id), household.today())
              .empty());
    CHECK(household.revision() == revision);
}

TEST_CASE("the evening of seed 1 is the one in the sketches", "[core][demo]") {
    const int years = GENERATE(0, 1);
    const Filled f(request(years, 1, 1));
    const auto& h = f.household;
    const auto people = h.get<PersonStore>().all();
    REQUIRE(people.size() == 2);
    CHECK((people[0].name == "Mira" && people[0].colour == "plum"));
    CHECK((people[1].name == "Jonas" && people[1].colour == "sky"));

    const auto mira = f.viewer(0);
    bool shared = false;
    for (const auto& c : h.get<CheckInStore>().between(mira, h.today(), h.today()))
        if (c.author == people[1].id) {
            CHECK((c.mood == 3 && c.feeling == std::vector<std::string>{"tired", "hopeful"} &&
                   c.audience == Audience::household));
            CHECK(local_time(c.felt_at).minute == 18 * 60 + 10);
            shared = true;
        }
    CHECK(shared);
    const auto list = h.get<ThanksStore>().newest(mira, ThanksKind::all, 2);
    REQUIRE(list.size() == 2);
    CHECK(list[0].waits);  // until a Friday morning, and Jonas does not know
    CHECK(h.get<ThanksStore>().newest(f.viewer(1), ThanksKind::all, 1)[0].id == list[1].id);
    CHECK(list[1].text == "You waited with dinner although you were starving. It made the whole day softer.");
    const auto today = h.get<RitualStore>().occurrences(mira, h.today(), h.today());
    REQUIRE(today.size() == 2);
    CHECK((today[0].outcome == Outcome::kept && today[1].outcome == Outcome::open));
    if (years == 0) {
        CHECK(h.get<ThanksStore>().newest(mira, ThanksKind::all, 100).size() == 5);
        CHECK(h.get<ThanksReadStore>().closed(mira).size() == 1);
    } else {
        const auto memory = h.get<MemoryStore>().to_look_back_on(Viewer::room(), h.today());
        REQUIRE(memory);
        CHECK(memory->caption == "The long way home");
    }
}

TEST_CASE("items of every audience are there, and the private ones only for their author", "[core][demo]") {
    const Filled f(request(1, 1, 7));
    const auto& h = f.household;
    std::map<Audience, int> check_ins, memories, rituals;
    for (std::size_t i = 0; i < 2; ++i) {
        const auto viewer = f.viewer(i);
        for (const auto& c : h.get<CheckInStore>().between(viewer, f.first(), f.last())) ++check_ins[c.audience];
        for (const auto& m : h.get<MemoryStore>().between(viewer, f.first(), f.last())) ++memories[m.audience];
        for (const auto& r : h.get<RitualStore>().all(viewer, h.today())) ++rituals[r.audience];
    }
    CHECK(check_ins[Audience::only_me] > check_ins[Audience::household] / 2);
    CHECK(check_ins[Audience::household] > 0);
    CHECK((memories[Audience::household] > 0 && memories[Audience::room] > 0));
    CHECK((rituals[Audience::household] > 0 && rituals[Audience::only_me] == 1));
    CHECK(h.get<CheckInStore>().between(Viewer::room(), f.first(), f.last()).empty());
    bool any_long = false;
    for (const auto& t : h.get<ThanksStore>().newest(f.viewer(0), ThanksKind::all, 10'000))
        any_long = any_long || t.text.size() > 600;
    CHECK(any_long);
}

TEST_CASE("as many photos as asked for, within limits", "[core][demo]") {
    const Filled none(request(1, 1, 0)), few(request(1, 1, 3)), evening(request(0, 1, 1)), absurd(request(-3, 1, -7));
    const auto count = [](const Filled& f) {
        std::set<MemoryId> ids;
        for (std::size_t i = 0; i < f.household.get<PersonStore>().all().size(); ++i)
            for (const auto& m : f.household.get<MemoryStore>().between(f.viewer(i), f.first(), f.last()))
                ids.insert(m.id);
        return ids.size();
    };
    CHECK(count(none) == 0);
    CHECK(count(few) == 3);
    CHECK(count(evening) == 1);
    CHECK(count(absurd) == 0);
    CHECK(absurd.filled);
}

TEST_CASE("what is written keeps to the limits of its kind and does not repeat in the pool", "[core][demo]") {
    const auto distinct = [](const demo::Texts& texts, std::size_t longest) {
        std::set<std::string_view> seen;
        for (const auto text : texts) {
            const auto tidied = tidy(text, longest);
            REQUIRE(tidied);
            CHECK(tidied.value() == text);
            CHECK(seen.insert(text).second);
        }
        return seen.size();
    };
    CHECK(distinct(demo::thanks_texts(), longest_thanks) >= 150);
    CHECK(distinct(demo::thanks_to_life(), longest_thanks) >= 25);
    for (const auto text : demo::long_thanks()) CHECK(length_of(text).value_or(0) > 600);
    std::size_t words = 0, notes = 0, captions = distinct(demo::any_captions(), longest_caption);
    for (int mood = 1; mood <= 5; ++mood) {
        words += distinct(demo::feelings(mood), longest_feeling);
        notes += distinct(demo::check_in_notes(mood), longest_note);
    }
    for (int motif = 0; motif < demo::motif_count; ++motif)
        captions += distinct(demo::captions(static_cast<demo::Motif>(motif)), longest_caption);
    CHECK(words >= 60);
    CHECK(notes >= 60);
    CHECK(captions >= 80);
}

TEST_CASE("every motif is drawn in any format, always alike, and neighbouring seeds differ", "[core][demo]") {
    std::set<int> motifs;
    std::vector<std::uint8_t> before;
    for (std::uint64_t seed = 40; seed < 40 + demo::motif_count; ++seed) {
        motifs.insert(static_cast<int>(demo::sight_of(seed).motif));
        const auto picture = demo::draw_picture(seed, 64, 48);
        REQUIRE(picture.rgba.size() == std::size_t{64} * 48 * 4);
        CHECK(picture.rgba == demo::draw_picture(seed, 64, 48).rgba);
        CHECK(picture.rgba != before);
        before = picture.rgba;
        CHECK(demo::draw_picture(seed, 30, 70).height == 70);
    }
    CHECK(motifs.size() == static_cast<std::size_t>(demo::motif_count));
}
