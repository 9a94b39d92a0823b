#include "core/leaving/person_export.hpp"

#include <algorithm>
#include <cstdint>
#include <system_error>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/activities/activity_store.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/exports/export_job.hpp"
#include "core/exports/fields.hpp"
#include "core/exports/unopened.hpp"
#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/memories/memory_store.hpp"
#include "core/people/person_store.hpp"
#include "core/rituals/ritual_store.hpp"
#include "core/system/durable_file.hpp"
#include "core/system/outside_file.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core {

namespace fs = std::filesystem;
using Json = nlohmann::ordered_json;

namespace {

// --- data.json: fields as the command line's --json names them ------------------------------------------------

Json or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }
template <class Tag> Json or_null(const std::optional<Id<Tag>>& id) {
    return id ? Json(to_text(id->value)) : Json(nullptr);
}

class Names {
public:
    explicit Names(const std::vector<Person>& people) : people_(people) {}
    Json of(const std::optional<PersonId>& id) const {
        for (const auto& person : people_)
            if (id == person.id) return person.name;
        return nullptr;
    }

private:
    const std::vector<Person>& people_;
};

Json as_json(const CheckIn& c) {
    return {{"id", to_text(c.id.value)},
            {"day", to_iso(c.day)},
            {"felt_at", to_iso(c.felt_at)},
            {"mood", c.mood},
            {"mood_name", mood_text(c.mood)},
            {"feeling", or_null(joined_names(c.feeling))},
            {"note", or_null(c.note)},
            {"around", or_null(joined_names(c.around))},
            {"wish", or_null(std::string(to_text(c.help)))},
            {"good_news", c.good_news},
            {"audience", to_text(c.audience)}};
}

Json as_json(const Thanks& t, const Names& names) {
    Json hearts = Json::array();
    for (const auto& person : t.hearts)
        if (auto name = names.of(person); !name.is_null()) hearts.push_back(std::move(name));
    return {{"id", to_text(t.id.value)},
            {"author", to_text(t.author.value)},
            {"author_name", names.of(t.author)},
            {"to", to_text(t.to)},
            {"recipient", or_null(t.recipient)},
            {"recipient_name", names.of(t.recipient)},
            {"day", to_iso(t.day)},
            {"given_at", to_iso(t.given_at)},
            {"waits_until", t.waits ? Json(to_iso(t.given_at)) : Json(nullptr)},
            {"text", t.text},
            {"memory", t.memory ? Json(to_text(t.memory->value)) : Json(nullptr)},
            {"edited_at", t.edited_at ? Json(to_iso(*t.edited_at)) : Json(nullptr)},
            {"audience", to_text(t.audience)},
            {"hearts", std::move(hearts)}};
}

Json as_json(const KindOfItem& kind, const Record& record) {
    Json json = {{"id", to_text(record.id.value)}, {"day", to_iso(record.day)}, {kind.moment, to_iso(record.at)}};
    for (std::size_t i = 0; i < kind.fields.size(); ++i)
        json[kind.fields[i].name] = exports::to_json(record.fields.at(i), kind.fields[i]);
    json["audience"] = to_text(record.audience);
    return json;
}

Json as_json(const Ritual& r) {
    return {{"id", to_text(r.id.value)},
            {"title", r.title},
            {"note", or_null(r.note)},
            {"symbol", r.symbol},
            {"colour", r.colour},
            {"rule", or_null(r.rule)},
            {"starts_on", to_iso(r.starts_on)},
            {"starts_at", r.starts_at ? Json(clock_text(*r.starts_at)) : Json(nullptr)},
            {"paused_since", r.paused_since ? Json(to_iso(*r.paused_since)) : Json(nullptr)},
            {"audience", to_text(r.audience)}};
}

Json as_json(const Memory& m, const ExportedPhotos& photos) {
    const auto file = photos.find(m.photo);
    return {{"id", to_text(m.id.value)},
            {"day", to_iso(m.day)},
            {"taken_at", to_iso(m.taken_at)},
            {"dated_by", m.dated_by == DatedBy::photo    ? "photo"
                         : m.dated_by == DatedBy::person ? "person"
                                                         : "file"},
            {"caption", or_null(m.caption)},
            {"photo", to_hex(m.photo)},
            {"format", m.format == PhotoFormat::png ? "png" : "jpeg"},
            {"width", m.width},
            {"height", m.height},
            {"source_name", or_null(m.source_name)},
            {"audience", to_text(m.audience)},
            {"file", file == photos.end() ? Json(nullptr) : Json(file->second)}};
}

// --- files ------------------------------------------------------------------------------------------------------

// A name as part of a folder's name on any system.
std::string file_name_of(const std::string& name) {
    std::string text;
    for (const char c : name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool plain = byte >= 0x80 || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
        if (plain) text += c;
        else if (!text.empty() && text.back() != '-') text += '-';
    }
    while (!text.empty() && text.back() == '-') text.pop_back();
    return text.empty() ? "person" : text;
}

bool holds_something(const fs::path& folder) {
    std::error_code error;
    if (!fs::exists(fs::symlink_status(folder, error))) return false;
    return !fs::is_directory(folder, error) || !fs::is_empty(folder, error) || error;
}

}  // namespace

std::string export_json(const Belongings& b, const ExportedPhotos& photos) {
    const Names names(b.people);
    const auto portrait = b.person.portrait ? photos.find(*b.person.portrait) : photos.end();
    Json all = {{"format", "inglenook-person-1"},
                {"exported_at", to_iso(b.exported_at)},
                {"person",
                 {{"id", to_text(b.person.id.value)},
                  {"name", b.person.name},
                  {"colour", b.person.colour},
                  {"face", b.person.face},
                  {"portrait", portrait == photos.end() ? Json(nullptr) : Json(portrait->second)}}}};
    auto& check_ins = all["check_ins"] = Json::array();
    for (const auto& c : b.check_ins) check_ins.push_back(as_json(c));
    auto& activities = all["activities"] = Json::array();
    for (const auto& a : b.activities) activities.push_back({{"name", a.name}, {"icon", or_null(a.icon)}});
    auto& given = all["thanks_given"] = Json::array();
    for (const auto& t : b.given) given.push_back(as_json(t, names));
    auto& received = all["thanks_received"] = Json::array();
    for (const auto& t : b.received) received.push_back(as_json(t, names));
    auto& rituals = all["rituals"] = Json::array();
    for (const auto& r : b.rituals) rituals.push_back(as_json(r));
    auto& memories = all["memories"] = Json::array();
    for (const auto& m : b.memories) memories.push_back(as_json(m, photos));
    for (const auto* kind : recorded_kinds()) {
        auto& list = all[kind->list] = Json::array();
        if (const auto found = b.records.find(kind->kind); found != b.records.end())
            for (const auto& record : found->second) list.push_back(as_json(*kind, record));
    }
    return all.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

PersonExport::PersonExport(Belongings belongings, PhotoFolder photos, fs::path folder, ExportWords words)
    : belongings_(std::move(belongings)),
      photos_(std::move(photos)),
      folder_(std::move(folder)),
      unfinished_(folder_.string() + "-unfinished"),
      words_(std::move(words)) {
    set_total(belongings_.memories.size() + 1);
}

PersonExport::~PersonExport() {
    if (!begun_ || !cancelled() || complete()) return;
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
}

bool PersonExport::write_next() {
    if (!begun_) {
        if (holds_something(unfinished_))
            throw Fault(Fault::Kind::no_access, "there is something in " + unfinished_.string());
        fs::create_directories(unfinished_ / "photos");
        begun_ = true;
        fs::permissions(unfinished_, fs::perms::owner_all);
        if (const auto& portrait = belongings_.person.portrait) {
            for (const auto format : {PhotoFormat::jpeg, PhotoFormat::png})
                if (const auto bytes = photos_.bytes(*portrait, format)) {
                    const auto file = std::string("photos/portrait") + (format == PhotoFormat::png ? ".png" : ".jpg");
                    exports::write_file(unfinished_ / file, bytes.value().data(), bytes.value().size());
                    note_if_damaged(bytes.value(), *portrait, std::nullopt, belongings_.person.name);
                    exported_.emplace(*portrait, file);
                    break;
                }
            if (exported_.count(*portrait) == 0) note_missing(*portrait, std::nullopt, belongings_.person.name);
        }
        return true;
    }
    if (next_ < belongings_.memories.size()) {
        add_photo(belongings_.memories[next_++]);
        set_done(next_);
        return true;
    }
    finish();
    return false;
}

void PersonExport::add_photo(const Memory& memory) {
    if (exported_.count(memory.photo)) return;
    const auto bytes = photos_.bytes(memory.photo, memory.format, memory.sealed);
    if (!bytes) return note_missing(memory.photo, memory.day, memory.source_name);
    const auto file = "photos/" + to_iso(memory.day) + "-" + to_hex(memory.photo).substr(0, 16) +
                      (memory.format == PhotoFormat::png ? ".png" : ".jpg");
    exports::write_file(unfinished_ / file, bytes.value().data(), bytes.value().size());
    note_if_damaged(bytes.value(), memory.photo, memory.day, memory.source_name);
    exported_.emplace(memory.photo, file);
}

void PersonExport::finish() {
    const auto write = [&](const char* name, const std::string& text) {
        exports::write_file(unfinished_ / name, text.data(), text.size());
    };
    write("data.json", export_json(belongings_, exported_));
    write("index.html", export_page(belongings_, exported_, words_));
    system::sync_folder(unfinished_ / "photos");
    system::sync_folder(unfinished_);
    std::error_code not_empty;
    fs::remove(folder_, not_empty);               // an empty one that was there
    exports::put_in_place(unfinished_, folder_);  // refuses where something came meanwhile
    system::sync_folder(folder_.parent_path());
    set_complete();
}

Result<std::shared_ptr<PersonExport>> export_person(const Household& household, PersonId id, const fs::path& into,
                                                    ExportWords words) {
    const auto person = household.get<PersonStore>().find(id);
    if (!person) return Refusal::unknown_person;
    if (!household.vault().is_open(id)) return Refusal::locked;
    const auto folder = fs::absolute(into) / ("inglenook-" + file_name_of(person->name) + "-" +
                                              to_iso(local_time(household.clock().now()).day));
    if (system::is_of_household(folder, household.folder())) return Refusal::something_there;
    if (holds_something(folder) || holds_something(folder.string() + "-unfinished")) return Refusal::folder_not_empty;

    exports::Unopened unopened(household, id);
    const auto viewer = Viewer::of(id);
    Belongings b;
    b.person = *person;
    b.exported_at = household.clock().now();
    b.people = household.get<PersonStore>().all();
    const auto oldest_first = [](auto& list) { std::reverse(list.begin(), list.end()); };
    for (auto& c : household.get<CheckInStore>().between(viewer, earliest_day, latest_day))
        if (c.author == id) b.check_ins.push_back(std::move(c));
    oldest_first(b.check_ins);
    b.activities = household.get<ActivityStore>().of(viewer);
    for (auto& t : household.get<ThanksStore>().between(viewer, earliest_day, latest_day)) {
        if (t.author == id) b.given.push_back(std::move(t));
        else if (t.recipient == id || t.to == ThanksTo::us) b.received.push_back(std::move(t));
    }
    oldest_first(b.given);
    oldest_first(b.received);
    for (const auto* kind : recorded_kinds()) {
        auto& list = b.records[kind->kind];
        for (auto& record : kind->records(household.stores(), viewer, earliest_day, latest_day))
            if (record.author == id) list.push_back(std::move(record));
        oldest_first(list);
        unopened.taken(list);
    }
    for (auto& r : household.get<RitualStore>().all(viewer, household.today()))
        if (r.author == id) b.rituals.push_back(std::move(r));
    for (auto& m : household.get<MemoryStore>().between(viewer, earliest_day, latest_day))
        if (m.author == id) b.memories.push_back(std::move(m));
    std::stable_sort(b.memories.begin(), b.memories.end(),
                     [](const Memory& x, const Memory& y) { return x.day < y.day; });
    unopened.taken(b.check_ins);
    unopened.taken(b.activities);
    unopened.taken(b.given);
    unopened.taken(b.rituals);
    unopened.taken(b.memories);
    b.unopened = unopened.count();
    return std::make_shared<PersonExport>(std::move(b), household.photos(), folder, std::move(words));
}

}  // namespace core
