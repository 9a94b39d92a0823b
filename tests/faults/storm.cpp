#include "tests/faults/storm.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <stdexcept>
#include <type_traits>
#include <utility>

#include <sodium.h>

#include "core/activities/activity_commands.hpp"
#include "core/activities/activity_store.hpp"
#include "core/answers/answer.hpp"
#include "core/answers/answer_commands.hpp"
#include "core/answers/answer_store.hpp"
#include "core/check_ins/check_in.hpp"
#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/closeness/closeness.hpp"
#include "core/closeness/closeness_commands.hpp"
#include "core/closeness/closeness_store.hpp"
#include "core/imports/import_commands.hpp"
#include "core/imports/import_store.hpp"
#include "core/leaving/remains.hpp"
#include "core/memories/memory_commands.hpp"
#include "core/memories/memory_store.hpp"
#include "core/memories/photo_import.hpp"
#include "core/people/person.hpp"
#include "core/people/person_commands.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/settings/setting_commands.hpp"
#include "core/sharing/audience_commands.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"
#include "core/touches/touch.hpp"
#include "core/touches/touch_commands.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "core/vault/recovery_phrase.hpp"
#include "tests/core/folder_secrets.hpp"
#include "tests/core/memories/pictures.hpp"

namespace faults {

using namespace core;
namespace fs = std::filesystem;

std::unique_ptr<Household> opened(const fs::path& folder, const Clock& clock, Random& random) {
    // Beside the data folder, as on a real device: what a killed program knew is there for the next.
    static std::map<fs::path, tests::FolderSecrets> devices;
    auto& device = devices.try_emplace(folder, fs::path(folder.string() + ".device")).first->second;
    return std::make_unique<Household>(folder, clock, random, device);
}

namespace {

thread_local std::mt19937_64 sodium_engine;

void fill_for_sodium(void* buffer, std::size_t size) {
    auto* bytes = static_cast<unsigned char*>(buffer);
    for (std::size_t i = 0; i < size; ++i) bytes[i] = static_cast<unsigned char>(sodium_engine() >> 24);
}

randombytes_implementation seeded_sodium{[] { return "seeded"; },
                                         [] { return static_cast<std::uint32_t>(sodium_engine() >> 24); },
                                         nullptr,
                                         nullptr,
                                         fill_for_sodium,
                                         nullptr};

// What a command is about is chosen among what there is; now and then it is nothing that there is, and then it is
// refused.
template <class I, class List> I one_of(Storm& storm, const List& list) {
    if (list.empty() || storm.chance(20)) return I{};
    const auto& one = list[storm.below(list.size())];
    if constexpr (std::is_same_v<std::decay_t<decltype(one)>, I>) return one;
    else return one.id;
}

Day first_day(const Storm&, const Household& h) { return h.today() - 30; }
Day last_day(const Storm&, const Household& h) { return h.today() + 2; }

CheckInId a_check_in(Storm& s, PersonId by) {
    auto& h = s.household();
    return one_of<CheckInId>(s, h.get<CheckInStore>().between(Viewer::of(by), first_day(s, h), last_day(s, h)));
}
ThanksId a_thanks(Storm& s, PersonId by) {
    auto& h = s.household();
    return one_of<ThanksId>(s, h.get<ThanksStore>().between(Viewer::of(by), first_day(s, h), last_day(s, h)));
}
// One that can still be given at once: there are few of them.
ThanksId a_waiting_thanks(Storm& s, PersonId by) {
    auto& h = s.household();
    auto list = h.get<ThanksStore>().between(Viewer::of(by), first_day(s, h), last_day(s, h));
    list.erase(std::remove_if(list.begin(), list.end(), [](const Thanks& thanks) { return !thanks.waits; }),
               list.end());
    return one_of<ThanksId>(s, list);
}
RitualId a_ritual(Storm& s, PersonId by) {
    auto& h = s.household();
    return one_of<RitualId>(s, h.get<RitualStore>().all(Viewer::of(by), h.today()));
}
MemoryId a_memory(Storm& s, PersonId by) {
    auto& h = s.household();
    return one_of<MemoryId>(s, h.get<MemoryStore>().between(Viewer::of(by), Day{-30'000}, last_day(s, h)));
}

ClosenessId a_closeness(Storm& s, PersonId by) {
    auto& h = s.household();
    return one_of<ClosenessId>(s, h.get<ClosenessStore>().between(Viewer::of(by), first_day(s, h), last_day(s, h)));
}

ActivityId an_activity(Storm& s, PersonId by) {
    return one_of<ActivityId>(s, s.household().get<ActivityStore>().of(Viewer::of(by)));
}

ItemRef a_deleted_item(Storm& s, PersonId by) {
    const auto& h = s.household();
    const auto items = h.get<TrashStore>().all(Viewer::of(by), h.clock().now());
    if (items.empty() || s.chance(20)) return {};
    return items[s.below(items.size())].item;
}

std::string a_colour(Storm& s) { return person_colours[s.below(std::size(person_colours))]; }
std::string a_face(Storm& s) { return person_faces[s.below(std::size(person_faces))]; }

RitualWords ritual_words(Storm& s) {
    static constexpr const char* rules[] = {
        "", "FREQ=DAILY", "FREQ=WEEKLY;BYDAY=MO,FR", "FREQ=MONTHLY;BYDAY=-1SU", "FREQ=YEARLY", "FREQ=HOURLY"};
    RitualWords words;
    words.title = s.text(80);
    words.note = s.text(300);
    words.symbol = s.chance(2) ? "cup" : "moon";
    words.colour = ritual_colours[s.below(std::size(ritual_colours))];
    words.rule = rules[s.below(std::size(rules))];
    words.starts_on = s.household().today() - static_cast<int>(s.below(20));
    if (s.chance(2)) words.starts_at = static_cast<int>(s.below(24 * 60));
    words.audience = s.audience();
    return words;
}

std::optional<StoredPhoto> a_stored_photo(Storm& s, Arrival as = Arrival::plain) {
    const auto stored = s.household().photos().add(s.pictures()[s.below(s.pictures().size())], as);
    if (!stored) throw std::runtime_error("a picture could not be stored");
    return stored.value();
}

// --- every command ------------------------------------------------------------------------------------

struct Kind {
    std::size_t weight;
    Command (*make)(Storm&);
};

const Kind kinds[] = {
    {2,
     [](Storm& s) -> Command {
         AddPerson person{s.text(20), s.chance(2) ? "" : a_colour(s), a_face(s), {}};
         if (s.chance(2)) person.sees = s.chance(2) ? Sees::everything : Sees::from_today_on;
         return person;
     }},
    {1,
     [](Storm& s) -> Command {
         return LetSee{s.person(), s.person()};
     }},
    {2,
     [](Storm& s) -> Command {
         std::optional<PhotoHash> portrait;
         if (s.chance(3)) portrait = a_stored_photo(s)->hash;
         return EditPerson{s.person(), s.text(20), a_colour(s), a_face(s), portrait};
     }},
    // Mostly the last that joined: only somebody without a trace can be removed.
    {3,
     [](Storm& s) -> Command {
         return RemovePerson{s.chance(4) ? s.person() : s.household().get<PersonStore>().all().back().id};
     }},
    {4,
     [](Storm& s) -> Command {
         const auto by = s.person();
         switch (s.below(5)) {
             case 0: return SetAudience{by, {ItemKind::check_in, a_check_in(s, by).value}, s.audience()};
             case 1: return SetAudience{by, {ItemKind::thanks, a_thanks(s, by).value}, s.audience()};
             case 2: return SetAudience{by, {ItemKind::ritual, a_ritual(s, by).value}, s.audience()};
             case 3: return SetAudience{by, {ItemKind::closeness, a_closeness(s, by).value}, s.audience()};
             default: return SetAudience{by, {ItemKind::memory, a_memory(s, by).value}, s.audience()};
         }
     }},
    {1,
     [](Storm& s) -> Command {
         return SetDefaultAudience{s.person(), static_cast<ItemKind>(s.below(5)), s.audience()};
     }},
    {6,
     [](Storm& s) -> Command {
         CheckInNow now{s.person(),  static_cast<int>(1 + s.below(5)), {s.text(20)}, s.text(2'000), s.audience(),
                        {s.text(60)}};
         now.help = static_cast<Help>(s.below(5));
         now.good_news = s.chance(3);
         return now;
     }},
    {4,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditCheckIn{by,           a_check_in(s, by), static_cast<int>(1 + s.below(5)),
                            {s.text(20)}, s.text(4'000),     s.audience()};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveCheckIn{by, a_check_in(s, by)};
     }},
    {6,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return GiveThanks{by, s.chance(3) ? std::nullopt : std::optional(s.person()), s.text(1'000), s.audience()};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         GiveThanks later{by, s.chance(3) ? Addressee::us() : Addressee(s.person()), s.text(400), s.audience()};
         later.deliver_at = s.household().clock().now();
         later.deliver_at->utc_ms += static_cast<std::int64_t>(s.below(200)) * 60'000 + 1;
         return later;
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return DeliverThanks{by, a_waiting_thanks(s, by), {}};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return ReadThanks{by, a_thanks(s, by), static_cast<ReadEvent>(s.below(4))};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return ReadThanks{by, one_of<ThanksId>(s, s.household().get<ThanksReadStore>().closed(Viewer::of(by))),
                           ReadEvent::opened};
     }},
    {2, [](Storm& s) -> Command { return DrawFromJar{s.person()}; }},
    {2,
     [](Storm& s) -> Command {
         return ShowPrompt{s.person(), static_cast<ThanksTo>(s.below(3)), {}};
     }},
    {4,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditThanks{by, a_thanks(s, by), s.text(4'000), s.audience()};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveThanks{by, a_thanks(s, by)};
     }},
    {4,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return GiveHeart{by, a_thanks(s, by)};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return TakeBackHeart{by, a_thanks(s, by)};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         const auto subject = s.chance(2) ? ItemRef{ItemKind::check_in, a_check_in(s, by).value}
                                          : ItemRef{ItemKind::thanks, a_thanks(s, by).value};
         return GiveAnswer{by, subject, static_cast<AnswerKind>(s.below(6)), s.text(200)};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return TakeBackAnswer{by, one_of<AnswerId>(s, s.household().get<AnswerStore>().by(Viewer::of(by)))};
     }},
    {2,
     [](Storm& s) -> Command {
         return AddActivity{s.person(), s.text(30), s.chance(2) ? "cup" : "moon"};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditActivity{by, an_activity(s, by), s.text(30), "leaf"};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return MoveActivity{by, an_activity(s, by), s.below(6)};
     }},
    {1,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveActivity{by, an_activity(s, by)};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return GiveTouch{by, s.person(), static_cast<TouchKind>(s.below(4))};
     }},
    {2,
     [](Storm& s) -> Command {
         return NoteCloseness{s.person(), 1 + static_cast<int>(s.below(7)), s.audience()};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditCloseness{by, a_closeness(s, by), 1 + static_cast<int>(s.below(7)), s.audience()};
     }},
    {1,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveItem{by, {ItemKind::closeness, a_closeness(s, by).value}};
     }},
    {1,
     [](Storm& s) -> Command {
         return AskForCloseness{s.person(), s.chance(2)};
     }},
    {4,
     [](Storm& s) -> Command {
         return AddRitual{s.person(), ritual_words(s)};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditRitual{by, a_ritual(s, by), ritual_words(s)};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return PauseRitual{by, a_ritual(s, by)};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return ResumeRitual{by, a_ritual(s, by)};
     }},
    {1,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveRitual{by, a_ritual(s, by)};
     }},
    {6,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return MarkOccurrence{by, a_ritual(s, by), s.household().today() - static_cast<int>(s.below(7)),
                               static_cast<Outcome>(s.below(3))};
     }},
    {4,
     [](Storm& s) -> Command {
         const auto audience = s.audience();
         // Now and then somebody changes their mind while it arrives.
         const auto as = arrival_for(s.chance(5) ? s.audience() : audience);
         return AddPhoto{s.person(), *a_stored_photo(s, as), s.text(200), audience};
     }},
    {4,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EditMemory{by, a_memory(s, by), s.text(1'000), s.household().today() - static_cast<int>(s.below(9'000)),
                           s.audience()};
     }},
    {2,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RemoveMemory{by, a_memory(s, by)};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return RestoreItem{by, a_deleted_item(s, by)};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return EraseItem{by, a_deleted_item(s, by)};
     }},
    {3,
     [](Storm& s) -> Command {
         return RecordImport{s.person(), "jrnl", s.text(40), s.audience()};
     }},
    {3,
     [](Storm& s) -> Command {
         const auto by = s.person();
         return TakeBackImport{by, one_of<ImportId>(s, s.household().get<ImportStore>().all(Viewer::of(by)))};
     }},
    {2, [](Storm& s) -> Command { return SetDayStart{static_cast<int>(s.below(13))}; }},
};

template <class Table> const auto& drawn(Storm& storm, const Table& table) {
    const auto all = std::accumulate(std::begin(table), std::end(table), std::size_t{0},
                                     [](std::size_t sum, const auto& entry) { return sum + entry.weight; });
    auto left = storm.below(all);
    for (const auto& entry : table) {
        if (left < entry.weight) return entry;
        left -= entry.weight;
    }
    throw std::logic_error("nothing drawn");
}

Command a_command(Storm& storm) { return drawn(storm, kinds).make(storm); }

// --- everything else that writes: one transaction each -------------------------------------------------------

struct Action {
    std::size_t weight;
    void (*act)(Storm&);
};

void import_photos(Storm& s) {
    const auto by = s.person();
    std::vector<fs::path> files;
    for (auto count = 1 + s.below(4); count > 0; --count) files.push_back(s.pictures()[s.below(s.pictures().size())]);
    PhotoImport import(s.household().photos(), files, Arrival::plain);
    while (import.step()) {
    }
    if (!import.failed().empty()) throw std::runtime_error("a picture could not be imported");
    std::vector<Command> rows;
    for (auto& arrived : import.take_arrived())
        if (!s.household().get<MemoryStore>().has_photo(Viewer::of(by), arrived.photo.hash))
            rows.push_back(AddPhoto{by, arrived.photo, {}, Audience::household});
    s.apply(rows, Household::Recorded::no);
}

const Action actions[] = {
    {30, [](Storm& s) { s.apply({a_command(s)}); }},
    {8,
     [](Storm& s) {
         std::vector<Command> several;
         for (auto count = 2 + s.below(4); count > 0; --count) several.push_back(a_command(s));
         s.apply(several);
     }},
    {6, [](Storm& s) { (void)s.household().undo(Viewer::of(s.person())); }},
    {4, [](Storm& s) { (void)s.household().redo(Viewer::of(s.person())); }},
    {8, import_photos},
    {3, [](Storm& s) { s.household().set_device_setting(s.chance(2) ? "any words" : "other words", s.text(60)); }},
    {2, [](Storm& s) { s.open_again(); }},
    {2, [](Storm& s) { s.write_from_another_window(a_command(s)); }},
    {3, [](Storm& s) { s.set_a_pin(s.person()); }},
    {1, [](Storm& s) { s.remove_the_pin(s.person()); }},
    {6, [](Storm& s) { s.open_vault(s.person()); }},
    {1, [](Storm& s) { s.try_a_wrong_pin(s.person()); }},
    {1, [](Storm& s) { s.shut_vaults(); }},
    {2, [](Storm& s) { s.make_words(s.person()); }},
    {1, [](Storm& s) { s.recover_vault(s.person()); }},
    {12, [](Storm& s) { s.go_on_backing_up(); }},
    {1, [](Storm& s) { s.empty_trash(); }},
    {1, [](Storm& s) { s.erase(s.person()); }},
};

}  // namespace

std::shared_ptr<PinStretch> pin_with(const std::array<std::uint8_t, 16>& salt) {
    std::string pin = std::to_string(1000 + salt[1] * 7);
    if (salt[0] % 2 == 0) pin += " words of ours";
    const auto stretch = std::make_shared<PinStretch>(Secret::of_text(pin), salt, KeyCost{1, 8192});
    while (stretch->step()) {
    }
    return stretch;
}

Result<std::shared_ptr<PinStretch>> pin_of(const Household& household, PersonId person) {
    const auto asked = household.vault().stretch(person, Secret::of_text("0000"));
    if (!asked) return asked.refusal();
    return pin_with(asked.value()->salt());
}

namespace {

constexpr std::uint8_t phrases = 3;  // that one person may have, one after the other

Secret entropy_for(PersonId person, std::uint8_t which) {
    Secret entropy(person.value.bytes.data(), recovery_entropy_bytes);
    entropy.data()[0] = which;
    return entropy;
}

}  // namespace

bool recover(Household& household, PersonId person) {
    for (std::uint8_t which = 0; which < phrases; ++which)
        if (household.recover(person, recovery_phrase(entropy_for(person, which)))) return true;
    return false;
}

void seed_sodium(std::uint64_t seed) {
    static const bool set = randombytes_set_implementation(&seeded_sodium) == 0 && sodium_init() >= 0;
    if (!set) throw std::runtime_error("libsodium did not start");
    sodium_engine.seed(seed);
}

std::vector<fs::path> draw_pictures(const fs::path& folder) {
    std::vector<fs::path> files;
    for (std::uint32_t n = 0; n < 24; ++n) {
        auto bytes = pictures::jpeg(pictures::grainy(40 + static_cast<int>(n) * 5, 30 + static_cast<int>(n) * 4, n));
        if (n % 2 == 0)
            bytes = pictures::with_exif(std::move(bytes),
                                        {1 + static_cast<int>(n % 8), {}, "2024:07:21 18:03:59", {}, {}, {}});
        files.push_back(pictures::write(folder / ("IMG_" + std::to_string(100 + n) + ".jpg"), bytes));
    }
    return files;
}

std::vector<fs::path> pictures_in(const fs::path& folder) {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    return files;
}

core::Instant Storm::begins(std::uint64_t seed) {
    return {1'795'453'805'000 + static_cast<std::int64_t>(seed % 1'000) * 600'000, 60};
}

// In the week of Monday 23 November 2026, an hour east of Greenwich. The next session may well begin before the last
// one: clocks do go wrong.
Storm::Storm(fs::path folder, std::vector<fs::path> pictures, std::uint64_t seed)
    : folder_(std::move(folder)), pictures_(std::move(pictures)), dice_(seed), random_(seed), clock_(begins(seed)) {
    seed_sodium(seed);
    household_ = opened(folder_, clock_, random_);
}

void Storm::step() {
    again_ = nullptr;
    clock_.advance_ms(static_cast<std::int64_t>(below(20'000)));
    if (household_->get<PersonStore>().all().size() < 2) return apply({AddPerson{"Ada " + text(5), "", "letter", {}}});
    drawn(*this, actions).act(*this);
}

std::string Storm::text(std::size_t longest) {
    static constexpr const char* pieces[] = {"a", "tea", " ", "walk ", "ü", "–", "\n", "❤", "x'00'", "n0", ", "};
    std::string made;
    for (auto count = below(longest); made.size() + 4 < count;) made += pieces[below(std::size(pieces))];
    return made;
}

PersonId Storm::person() { return one_of<PersonId>(*this, household_->get<PersonStore>().all()); }

void Storm::apply(const std::vector<Command>& commands, Household::Recorded recorded) {
    if (!household_->apply(commands, recorded)) return;  // refused: nothing was written
    for (const auto& command : commands) carried_out_.insert(command.kind());
}

void Storm::open_again() {
    household_.reset();
    household_ = opened(folder_, clock_, random_);
}

void Storm::write_from_another_window(const Command& command) {
    (void)opened(folder_, clock_, random_)->apply(command);
    household_->notice_others();
}

void Storm::set_a_pin(PersonId person) {
    std::array<std::uint8_t, 16> salt;
    for (auto& byte : salt) byte = static_cast<std::uint8_t>(below(256));
    const bool before = household_->vault().has_pin(person);
    if (household_->set_pin(person, *pin_with(salt))) deeds_.insert(before ? Deed::pin_changed : Deed::pin_set);
}

void Storm::remove_the_pin(PersonId person) {
    const bool before = household_->vault().has_pin(person);
    if (household_->remove_pin(person) && before) deeds_.insert(Deed::pin_removed);
}

void Storm::open_vault(PersonId person) {
    const auto pin = pin_of(*household_, person);
    if (!pin) return;
    if (!household_->unlock(person, *pin.value())) throw std::runtime_error("the PIN does not open");
    deeds_.insert(Deed::opened);
}

void Storm::try_a_wrong_pin(PersonId person) {
    const auto asked = household_->vault().stretch(person, Secret::of_text("0000"));
    if (!asked) return;
    while (asked.value()->step()) {
    }
    if (household_->unlock(person, *asked.value())) throw std::runtime_error("a wrong PIN opens");
    deeds_.insert(Deed::wrong_pin);
}

void Storm::shut_vaults() {
    if (household_->vault().any_unlocked()) deeds_.insert(Deed::shut);
    household_->lock();
}

void Storm::make_words(PersonId person) {
    if (household_->set_phrase(person, entropy_for(person, static_cast<std::uint8_t>(below(phrases)))))
        deeds_.insert(Deed::words_made);
}

void Storm::recover_vault(PersonId person) {
    if (recover(*household_, person)) deeds_.insert(Deed::recovered);
}

// A few slices of a backup, and then others write again. What dice it takes does not hang on how far it comes.
void Storm::go_on_backing_up() {
    const auto today = Day{household_->today().number + static_cast<int>(below(60)) - 30};
    const auto slices = 1 + below(6);
    if (!backing_up_) backing_up_ = std::make_unique<backups::BackUp>(folder_, today, backups::BackUp::When::again, 16);
    for (std::size_t n = 0; n < slices; ++n) {
        if (backing_up_->step()) continue;
        const auto& outcome = backing_up_->outcome();
        if (outcome.state != backups::BackupState::written)
            throw std::runtime_error("no backup was written: " + outcome.detail);
        deeds_.insert(Deed::backup_written);
        backing_up_.reset();
        return;
    }
}

void Storm::empty_trash() {
    // All that is in it is old enough then, and the clock is not so far ahead that it would not be believed.
    const Instant then{clock_.now().utc_ms + days_in_trash * a_day_ms, clock_.now().offset_minutes};
    again_ = [then](Household& household) { household.empty_trash(then); };
    if (household_->empty_trash(then) > 0) deeds_.insert(Deed::trash_emptied);
}

void Storm::erase(PersonId person) {
    if (household_->erase(person)) deeds_.insert(Deed::person_erased);
}

}  // namespace faults
