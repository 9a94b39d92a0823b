#include "core/backups/counts.hpp"

#include <chrono>
#include <exception>
#include <sstream>
#include <string>
#include <system_error>

#include "core/backups/household_file.hpp"
#include "core/items/kind.hpp"
#include "core/system/durable_file.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

fs::path file_in(const fs::path& data_folder) { return data_folder / "backups" / "household.counts"; }

}  // namespace

std::vector<CountedTable> counted_tables() {
    std::vector<CountedTable> tables{{"person"}};
    for (const auto* kind : kinds_of_items()) tables.push_back({kind->table});
    for (const auto* table : {"answer", "heart", "touch", "activity", "occurrence_mark", "ritual_pause", "thanks_read",
                              "prompt_shown", "import"})
        tables.push_back({table});
    for (const auto* table : {"draft", "setting", "person_setting"}) tables.push_back({table, false});
    return tables;
}

std::optional<KnownCounts> known_counts(const fs::path& data_folder) {
    const auto text = read_small(file_in(data_folder), 4096);
    if (!text) return std::nullopt;
    const auto tables = counted_tables();
    KnownCounts known;
    bool whole = false;
    std::istringstream lines(*text);
    std::string name;
    std::int64_t number = 0;
    while (lines >> name >> number) {
        if (number < 0) return std::nullopt;
        if (name == "counted_at") known.at.utc_ms = number;
        for (const auto& counted : tables)
            if (name == counted.table) known.counts.tables[name] = number;
        whole = name == "end";
    }
    return whole ? std::optional(known) : std::nullopt;
}

void keep_counts(const fs::path& data_folder, const KnownCounts& known) {
    std::string text = "counted_at " + std::to_string(known.at.utc_ms) + "\n";
    for (const auto& [table, _] : counted_tables())
        text += std::string(table) + " " + std::to_string(known.counts.of(table)) + "\n";
    text += "end 1\n";
    make_folder(data_folder / "backups");
    NewFile file(file_in(data_folder));
    file.write(text.data(), text.size());
    file.commit();
}

void keep_present_counts(const fs::path& data_folder, const Clock& clock, Often often) noexcept {
    try {
        const auto large = fs::file_size(data_folder / "household.db") > (16u << 20);
        std::error_code error;
        const auto written = fs::last_write_time(file_in(data_folder), error);
        const auto age = fs::file_time_type::clock::now() - written;
        if (often == Often::unless_costly && large && !error && age >= age.zero() && age < std::chrono::minutes(1))
            return;
        keep_counts(data_folder,
                    {clock.now(), HouseholdFile(data_folder / "household.db", HouseholdFile::Kept::in_use).counts()});
    } catch (const std::exception&) {
    }
}

}  // namespace core::backups
