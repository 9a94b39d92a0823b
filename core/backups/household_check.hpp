#pragma once

#include <cstddef>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/backups/recovery.hpp"
#include "core/backups/row_check.hpp"
#include "core/backups/seal_check.hpp"
#include "core/jobs/job.hpp"
#include "core/time/instant.hpp"

namespace core::backups {

// Asked of a data folder without opening its household. Throw Fault.
Day today_in(const std::filesystem::path& data_folder,
             const Clock& clock);  // by the household's own start of the day; no later than the real one
int day_start_hour_in(const std::filesystem::path& data_folder);
std::string household_id_in(const std::filesystem::path& data_folder);                      // empty when it has none
std::string device_setting_in(const std::filesystem::path& data_folder, const char* name);  // the same

// Looks at everything a household is made of, and changes nothing: the header and every page (integrity_check), every
// row with each column against its limits, and every photo that a row names: whether it is there with the bytes its
// name or its sum promises. A table or a photo a slice.
class HouseholdCheck final : public Job {
public:
    struct Findings {
        Health health = Health::fine;
        std::string damage;                       // what SQLite says, when `health` is damaged
        std::size_t photos_right = 0;             // those from before sealed photos had a sum count when they are there
        std::vector<std::string> photos_missing;  // hashes
        std::vector<std::string> photos_wrong;    // files in the photo folder
        RowFindings rows;
        std::vector<std::string> keys_missing;  // names of people with sealed rows that no key in the file opens
        std::vector<std::string> keys_twice;  // names of people one of whose public keys is in the file more than once
        SealFindings seals;
        std::string fault;  // one English sentence, when it could not go on
        Fault::Kind fault_kind = Fault::Kind::other;

        bool all_well() const {
            return health == Health::fine && photos_missing.empty() && photos_wrong.empty() && rows.count == 0 &&
                   keys_missing.empty() && keys_twice.empty() && seals.all_well() && fault.empty();
        }
    };

    // With a device, also what it can open of what people keep to themselves (see check_seals); with the time, also
    // what says it was shared later.
    explicit HouseholdCheck(std::filesystem::path data_folder, DeviceSecrets* device = nullptr,
                            std::optional<Instant> now = {});
    ~HouseholdCheck() override;

    bool step() noexcept override;
    const Findings& findings() const { return findings_; }  // once it is finished

private:
    bool begin();
    void look_at_table();
    void look_at_photo();
    void look_at_seals();

    std::filesystem::path folder_;
    DeviceSecrets* device_;
    std::optional<Instant> now_;
    bool begun_ = false, seals_left_ = false;
    std::vector<std::string> tables_, photos_;
    std::size_t next_table_ = 0, next_photo_ = 0;
    Findings findings_;
};

}  // namespace core::backups
