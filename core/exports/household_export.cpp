#include "core/exports/household_export.hpp"

#include <algorithm>
#include <chrono>
#include <string_view>
#include <system_error>
#include <utility>

#include "core/exports/csv.hpp"
#include "core/exports/fields.hpp"
#include "core/exports/household_json.hpp"
#include "core/exports/page.hpp"
#include "core/people/person_store.hpp"
#include "core/system/durable_file.hpp"
#include "core/system/file_identity.hpp"
#include "core/system/file_steps.hpp"
#include "core/system/outside_file.hpp"

namespace core::exports {

namespace fs = std::filesystem;

namespace {

constexpr std::string_view unfinished_name = ".inglenook-export-", aside = "old-";
constexpr auto surely_abandoned = std::chrono::hours(24);

// What an export that was killed left beside a place, with photos in it that are sealed at home. What it had put aside,
// which was there before, stays.
void sweep(const fs::path& beside) {
    const auto oldest_kept = fs::file_time_type::clock::now() - surely_abandoned;
    std::vector<fs::path> left;
    std::error_code error;
    for (auto entry = fs::directory_iterator(beside, error); !error && entry != fs::directory_iterator();
         entry.increment(error)) {
        const auto name = entry->path().filename().string();
        if (name.size() != unfinished_name.size() + 6 || name.rfind(unfinished_name, 0) != 0) continue;
        if (!system::is_own_folder(entry->path())) continue;
        std::error_code unreadable;  // of this one; the others are looked at all the same
        const auto written = entry->last_write_time(unreadable);
        if (!unreadable && written < oldest_kept) left.push_back(entry->path());
    }
    for (const auto& folder : left) {
        std::vector<fs::path> inside;
        for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
             entry.increment(error))
            if (entry->path().filename().string().rfind(aside, 0) != 0) inside.push_back(entry->path());
        for (const auto& path : inside) fs::remove_all(path, error);
        fs::remove(folder, error);  // only if nothing is left in it
    }
}

// A folder beside the place, so that what is in it can be moved there at once.
fs::path new_folder_beside(const fs::path& place) {
    std::error_code error;
    auto folder = system::try_make_folder_beginning((place.parent_path() / unfinished_name).string(), error);
    if (error) throw_fault(error, place.parent_path());
    return folder;
}

bool has_photos(Format format) { return format != Format::csv; }

// Whether everything in a folder is called as an export calls its files: nothing of anybody else's goes with it.
template <class Ours> bool holds_only(const fs::path& folder, Ours&& ours) {
    std::error_code error;
    for (auto entry = fs::directory_iterator(folder, error); !error && entry != fs::directory_iterator();
         entry.increment(error))
        if (!entry->is_regular_file(error) || error || !ours(entry->path().filename().string())) return false;
    return !error;
}

bool is_table(const std::string& name) {
    bool known = false;
    kinds().each([&](const auto& kind) { known = known || name == std::string(kind.name) + ".csv"; });
    return known;
}

// portrait-0123456789abcdef.jpg, 2026-11-23-0123456789abcdef.png
bool is_photo(const std::string& name) {
    const auto dash = name.rfind('-');
    if (dash == std::string::npos || name.size() != dash + 21) return false;
    const auto ending = name.substr(name.size() - 4), begin = name.substr(0, dash);
    return (ending == ".jpg" || ending == ".png") &&
           name.find_first_not_of("0123456789abcdef", dash + 1) == name.size() - 4 &&
           (begin == "portrait" || day_from_iso(begin));
}

std::string photo_ending(PhotoFormat format) { return format == PhotoFormat::png ? ".png" : ".jpg"; }

}  // namespace

const char* ending_of(Format format) {
    switch (format) {
        case Format::json: return "json";
        case Format::csv: return "csv";
        case Format::markdown: return "md";
        case Format::html: break;
    }
    return "html";
}

fs::path photos_beside(const fs::path& file) { return file.parent_path() / (file.stem().string() + "-photos"); }

HouseholdExport::HouseholdExport(Contents contents, PhotoFolder photos, Format format, fs::path place,
                                 Existing existing, ExportWords words, Day today)
    : contents_(std::move(contents)),
      photos_(std::move(photos)),
      format_(format),
      place_(std::move(place)),
      existing_(existing),
      words_(std::move(words)),
      today_(today) {
    set_total((has_photos(format_) ? contents_.people.size() + contents_.memories.size() : 0) + 1);
}

HouseholdExport::~HouseholdExport() {
    if (!complete()) give_up();
}

void HouseholdExport::give_up() noexcept {
    if (unfinished_.empty()) return;
    std::error_code ignored;
    for (auto moved = moved_.rbegin(); moved != moved_.rend(); ++moved)
        fs::rename(moved->second, moved->first, ignored);
    fs::remove_all(unfinished_, ignored);
    unfinished_.clear();
}

bool HouseholdExport::write_next() {
    if (unfinished_.empty()) {
        begin();
        return true;
    }
    if (has_photos(format_) && next_ < contents_.people.size()) {
        add_portrait(contents_.people[next_++]);
    } else if (has_photos(format_) && next_ < contents_.people.size() + contents_.memories.size()) {
        add_photo(contents_.memories[next_ - contents_.people.size()]);
        ++next_;
    } else {
        format_ == Format::csv ? finish_tables() : finish();
        return false;
    }
    set_done(next_);
    return true;
}

void HouseholdExport::begin() {
    sweep(place_.parent_path());
    unfinished_ = new_folder_beside(place_);
}

std::string HouseholdExport::add_file(const PhotoHash& photo, const std::vector<std::uint8_t>& bytes,
                                      const std::string& name) {
    const auto folder = unfinished_ / "photos";
    if (files_.empty()) {
        fs::create_directory(folder);
        fs::permissions(folder, fs::perms::owner_all);
    }
    write_file(folder / name, bytes.data(), bytes.size());
    return files_[photo] = photos_beside(place_).filename().string() + "/" + name;
}

void HouseholdExport::add_portrait(PersonRecord& person) {
    if (!person.portrait) return;
    if (const auto known = files_.find(*person.portrait); known != files_.end()) {
        person.portrait_file = known->second;
        return;
    }
    for (const auto format : {PhotoFormat::jpeg, PhotoFormat::png})
        if (const auto bytes = photos_.bytes(*person.portrait, format)) {
            note_if_damaged(bytes.value(), *person.portrait, std::nullopt, person.name);
            person.portrait_file =
                add_file(*person.portrait, bytes.value(),
                         "portrait-" + to_hex(*person.portrait).substr(0, 16) + photo_ending(format));
            return;
        }
    note_missing(*person.portrait, std::nullopt, person.name);
}

void HouseholdExport::add_photo(MemoryRecord& memory) {
    if (const auto known = files_.find(memory.photo); known != files_.end()) {
        memory.file = known->second;
        return;
    }
    const auto bytes = photos_.bytes(memory.photo, memory.format, memory.sealed);
    if (!bytes) return note_missing(memory.photo, memory.day, memory.source_name);
    note_if_damaged(bytes.value(), memory.photo, memory.day, memory.source_name);
    memory.file = add_file(memory.photo, bytes.value(),
                           to_iso(memory.day) + "-" + to_hex(memory.photo).substr(0, 16) + photo_ending(memory.format));
}

std::string HouseholdExport::written() const {
    switch (format_) {
        case Format::json: return to_json(contents_);
        case Format::markdown: return to_markdown(diary_of(contents_, words_, today_), words_);
        case Format::html: return to_html(diary_of(contents_, words_, today_), words_);
        case Format::csv: break;
    }
    return {};
}

// Out of the way, into the unfinished folder, which goes.
void HouseholdExport::clear_away(const fs::path& old) {
    std::error_code error;
    if (existing_ != Existing::gives_way || !fs::exists(fs::symlink_status(old, error))) return;
    move(old, unfinished_ / (std::string(aside) + old.filename().string()));
}

void HouseholdExport::move(const fs::path& from, const fs::path& to) {
    put_in_place(from, to);
    moved_.emplace_back(from, to);
}

void HouseholdExport::tidy_up() {
    moved_.clear();
    system::sync_folder(place_.parent_path());
    std::error_code ignored;
    fs::remove_all(unfinished_, ignored);
    set_complete();
}

void HouseholdExport::finish() {
    const auto text = written();
    const auto file = unfinished_ / "file";
    write_file(file, text.data(), text.size());
    const auto beside = photos_beside(place_);
    if (!files_.empty()) {
        system::sync_folder(unfinished_ / "photos");
        clear_away(beside);
        move(unfinished_ / "photos", beside);
    }
    if (existing_ == Existing::gives_way) fs::rename(file, place_);  // in the other's place at once
    else put_in_place(file, place_);
    tidy_up();
}

void HouseholdExport::finish_tables() {
    const auto folder = unfinished_ / "tables";
    fs::create_directory(folder);
    fs::permissions(folder, fs::perms::owner_all);
    for (const auto& [name, table] : to_csv(contents_)) write_file(folder / name, table.data(), table.size());
    system::sync_folder(folder);
    clear_away(place_);
    move(folder, place_);
    tidy_up();
}

Result<std::shared_ptr<HouseholdExport>> export_household(const Household& household, const Viewer& viewer,
                                                          Format format, const fs::path& place, Existing existing,
                                                          ExportWords words) {
    if (viewer.person && !household.get<PersonStore>().find(*viewer.person)) return Refusal::unknown_person;
    return export_contents(household, gather(household, viewer), format, place, existing, std::move(words));
}

Result<std::shared_ptr<HouseholdExport>> export_contents(const Household& household, Contents contents, Format format,
                                                         const fs::path& place, Existing existing, ExportWords words) {
    auto whole = fs::absolute(place).lexically_normal();
    if (!whole.has_filename()) whole = whole.parent_path();
    if (system::is_of_household(whole, household.folder()) ||
        system::is_of_household(photos_beside(whole), household.folder()))
        return Refusal::something_there;
    std::error_code ignored;
    const auto in_the_way = [&](const fs::path& path, const auto& an_export) {
        return fs::exists(fs::symlink_status(path, ignored)) && (existing == Existing::stays || !an_export());
    };
    const auto beside = photos_beside(whole);
    const bool refused =
        has_photos(format)
            ? in_the_way(whole, [&] { return fs::is_regular_file(fs::symlink_status(whole, ignored)); }) ||
                  in_the_way(beside,
                             [&] {
                                 return fs::is_directory(fs::symlink_status(beside, ignored)) &&
                                        holds_only(beside, is_photo);
                             })
            : in_the_way(whole, [&] {
                  return fs::is_directory(fs::symlink_status(whole, ignored)) && holds_only(whole, is_table);
              });
    if (refused) return Refusal::something_there;
    return std::make_shared<HouseholdExport>(std::move(contents), household.photos(), format, whole, existing,
                                             std::move(words), local_time(household.clock().now()).day);
}

}  // namespace core::exports
