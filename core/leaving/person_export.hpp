#pragma once

#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "core/household/household.hpp"
#include "core/jobs/job.hpp"

namespace core {

// The words of the page that people read, in their language. Plain text; {name} and such are filled in.
struct ExportWords {
    std::string language;                                          // "en", as HTML names it
    std::string title, introduction;                               // {name}, {day}
    std::string rituals, since;                                    // {day}
    std::string moods[5];                                          // rough … lovely
    std::string check_in, thanks_to, thanks_to_us, thanks_to_life, thanks_from;  // {name}
    std::string closeness;                                         // {n} of seven
    std::string somebody_who_left;
    std::string photo, photo_missing;
    std::string only_you;                            // a mark on what was kept to oneself
    std::function<std::string(Day)> date;            // "Monday, 23 November"
    std::function<std::string(Day)> full_date;       // "Monday, 23 November 2026"
    std::function<std::string(int)> clock;           // of a minute of the day
    std::function<std::string(const Ritual&)> rule;  // "Fridays"
};

// What is somebody's own, and thanks that others gave them and let them see.
struct Belongings {
    Person person;
    Instant exported_at;
    std::vector<Person> people;  // of the household, for names
    std::vector<CheckIn> check_ins;
    std::vector<Activity> activities;  // in their order
    std::vector<Thanks> given, received;
    std::vector<Ritual> rituals;
    std::vector<Memory> memories;
    std::vector<Closeness> closeness;
};

// Where each photo lies in the export; nothing for one whose file is not there.
using ExportedPhotos = std::map<PhotoHash, std::string>;

std::string export_json(const Belongings& belongings, const ExportedPhotos& photos);
// One page without scripts that needs nothing but the photos beside it.
std::string export_page(const Belongings& belongings, const ExportedPhotos& photos, const ExportWords& words);

// Writes what is somebody's own into a folder that any computer reads: data.json, index.html, photos/. A photo a slice. Until it is
// whole the folder is called …-unfinished; one that was cancelled is taken away, one that failed is left.
class PersonExport final : public Job {
public:
    struct Progress {
        std::size_t done = 0, total = 0;
    };

    PersonExport(Belongings belongings, PhotoFolder photos, std::filesystem::path folder, ExportWords words);
    ~PersonExport() override;

    bool step() noexcept override;

    Progress progress() const;
    // Where it is, or will be when it is whole.
    const std::filesystem::path& folder() const { return folder_; }
    const std::filesystem::path& unfinished_folder() const { return unfinished_; }
    bool complete() const;
    std::optional<Fault::Kind> failure() const;
    // Of photos that are not in the household's folder, or are damaged there; the rest is whole.
    std::size_t missing_photos() const;

private:
    bool write_next();
    void add_photo(const Memory& memory);
    void finish();

    const Belongings belongings_;
    const PhotoFolder photos_;
    const std::filesystem::path folder_, unfinished_;
    const ExportWords words_;
    // Of the thread that steps.
    ExportedPhotos exported_;
    std::size_t next_ = 0;
    bool begun_ = false;

    mutable std::mutex mutex_;  // of what follows
    Progress progress_;
    std::optional<Fault::Kind> failure_;
    std::size_t missing_ = 0;
    bool complete_ = false;
};

// Gathers it, for the folder `into`/inglenook-NAME-DAY. Refuses unknown_person, locked (what they keep to themselves belongs to it), and
// folder_not_empty: there is something in that folder, or in the one an earlier try left.
Result<std::shared_ptr<PersonExport>> export_person(const Household& household, PersonId person, const std::filesystem::path& into,
                                                    ExportWords words);

}  // namespace core
