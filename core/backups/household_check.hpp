#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "core/backups/recovery.hpp"
#include "core/jobs/job.hpp"
#include "core/time/instant.hpp"

namespace core::backups {

// Asked of a data folder without opening its household. Throw Fault.
Day today_in(const std::filesystem::path& data_folder, const Clock& clock);  // by the household's own start of the day; no later than the real one
std::string household_id_in(const std::filesystem::path& data_folder);       // empty when it has none

// Looks at everything a household is made of, and changes nothing: every page (integrity_check), whether every photo that a row names
// is there with the bytes its name promises, and whether every row points to rows that exist. A photo a slice.
class HouseholdCheck final : public Job {
public:
    struct DanglingRows {
        std::string table, column, target;
        std::int64_t count = 0;
    };
    struct Findings {
        Health health = Health::fine;
        std::string damage;                       // what SQLite says, when `health` is damaged
        std::size_t photos_right = 0;             // sealed ones count when they are there
        std::vector<std::string> photos_missing;  // hashes
        std::vector<std::string> photos_wrong;    // files in the photo folder
        std::vector<DanglingRows> dangling;
        std::string fault;  // one English sentence, when it could not go on

        bool all_well() const {
            return health == Health::fine && photos_missing.empty() && photos_wrong.empty() && dangling.empty() && fault.empty();
        }
    };

    explicit HouseholdCheck(std::filesystem::path data_folder);
    ~HouseholdCheck() override;

    bool step() noexcept override;
    const Findings& findings() const { return findings_; }  // once it is finished

private:
    bool begin();
    void look_at_photo();

    std::filesystem::path folder_;
    bool begun_ = false;
    std::vector<std::string> photos_;
    std::size_t next_ = 0;
    Findings findings_;
};

}  // namespace core::backups
