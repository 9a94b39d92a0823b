#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/activities/activity.hpp"
#include "core/exports/export_job.hpp"
#include "core/exports/words.hpp"
#include "core/household/household.hpp"
#include "core/memories/photo_folder.hpp"
#include "core/people/person.hpp"

namespace core {

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
    std::map<ItemKind, std::vector<Record>> records;  // of the kinds that are known by their description
    std::size_t unopened = 0;                         // of theirs, that did not open though their vault is open
};

// Where each photo lies in the export; nothing for one whose file is not there.
using ExportedPhotos = std::map<PhotoHash, std::string>;

std::string export_json(const Belongings& belongings, const ExportedPhotos& photos);
// One page without scripts that needs nothing but the photos beside it.
std::string export_page(const Belongings& belongings, const ExportedPhotos& photos, const ExportWords& words);

// Writes what is somebody's own into a folder that any computer reads: data.json, index.html, photos/. A photo a slice.
// Until it is whole the folder is called …-unfinished; one that was cancelled is taken away, one that failed is left.
class PersonExport final : public exports::ExportJob {
public:
    PersonExport(Belongings belongings, PhotoFolder photos, std::filesystem::path folder, ExportWords words);
    ~PersonExport() override;

    // Where it is, or will be when it is whole.
    const std::filesystem::path& folder() const { return folder_; }
    std::size_t unopened() const { return belongings_.unopened; }
    // Whether nothing of theirs is missing in it; once it is complete.
    bool whole() const { return missing_photos() == 0 && unopened() == 0; }
    const std::filesystem::path& unfinished_folder() const { return unfinished_; }

private:
    bool write_next() override;
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
};

// Gathers it, for the folder `into`/inglenook-NAME-DAY. Refuses unknown_person, locked (what they keep to themselves
// belongs to it), and folder_not_empty: there is something in that folder, or in the one an earlier try left.
Result<std::shared_ptr<PersonExport>> export_person(const Household& household, PersonId person,
                                                    const std::filesystem::path& into, ExportWords words);

}  // namespace core
