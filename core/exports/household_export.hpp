#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/exports/contents.hpp"
#include "core/exports/export_job.hpp"
#include "core/exports/words.hpp"
#include "core/memories/photo_folder.hpp"

// All that a viewer may see, as files that other programs and people read.
namespace core::exports {

enum class Format { json, csv, markdown, html };
inline constexpr Format formats[] = {Format::json, Format::csv, Format::markdown, Format::html};

// "json", "csv", "md", "html": what a file of it is called.
const char* ending_of(Format format);

enum class Existing { stays, gives_way };

// JSON, Markdown and HTML are a file, with the photos in a folder beside it that is called after it (diary.html,
// diary-photos); CSV is a folder with a table for each kind, and without photos. Written elsewhere in the same folder
// first: what has the name is whole.
class HouseholdExport final : public ExportJob {
public:
    HouseholdExport(Contents contents, PhotoFolder photos, Format format, std::filesystem::path place,
                    Existing existing, ExportWords words, Day today);
    ~HouseholdExport() override;

    const std::filesystem::path& place() const { return place_; }
    std::size_t unopened() const { return contents_.unopened; }
    const KeptToOneself& left_out() const { return contents_.left_out; }

private:
    bool write_next() override;
    void give_up() noexcept override;
    void begin();
    void add_portrait(PersonRecord& person);
    void add_photo(MemoryRecord& memory);
    void finish();
    void finish_tables();
    std::string written() const;
    std::string add_file(const PhotoHash& photo, const std::vector<std::uint8_t>& bytes, const std::string& name);
    void clear_away(const std::filesystem::path& old);
    void move(const std::filesystem::path& from, const std::filesystem::path& to);
    void tidy_up();

    Contents contents_;
    const PhotoFolder photos_;
    const Format format_;
    const std::filesystem::path place_;
    const Existing existing_;
    const ExportWords words_;
    const Day today_;
    // Of the thread that steps.
    std::filesystem::path unfinished_;  // empty: not begun
    std::map<PhotoHash, std::string> files_;
    std::size_t next_ = 0;
    std::vector<std::pair<std::filesystem::path, std::filesystem::path>> moved_;  // to be moved back if it fails
};

// The folder for the photos of an export into that file.
std::filesystem::path photos_beside(const std::filesystem::path& file);

// Gathers it. Refuses unknown_person, and something_there: what has that name, or the photo folder's, is not written
// over. With gives_way an earlier export is, and nothing that is none; never anything in the household's own folder.
Result<std::shared_ptr<HouseholdExport>> export_household(const Household& household, const Viewer& viewer,
                                                          Format format, const std::filesystem::path& place,
                                                          Existing existing, ExportWords words);
// The same of what was gathered already.
Result<std::shared_ptr<HouseholdExport>> export_contents(const Household& household, Contents contents, Format format,
                                                         const std::filesystem::path& place, Existing existing,
                                                         ExportWords words);

}  // namespace core::exports
