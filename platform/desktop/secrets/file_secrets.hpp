#pragma once

#include <memory>
#include <optional>
#include <string>

#include "core/vault/device_secrets.hpp"
#include "platform/desktop/secrets/own_folder.hpp"

namespace platform::desktop {

// One file for each household, `<household>.secret`, in a folder of its owner alone: a line for people, then the record
// in base64. Where there is no keyring. Throws DeviceFault; std::invalid_argument for a household that is not named by
// an id.
class FileSecrets final : public core::DeviceSecrets {
public:
    explicit FileSecrets(OwnFolder folder) : folder_(std::move(folder)) {}

    std::optional<core::Secret> get(const std::string& household) override;
    void set(const std::string& household, const core::Secret& record) override;
    void remove(const std::string& household) override;
    std::vector<std::string> households() override;
    Kept kept() const override { return Kept::file; }
    std::unique_ptr<Turn> turn(const std::string& household) override;

private:
    OwnFolder folder_;
};

// Text that stands for bytes, and back; nothing when it is no such text. RFC 4648 base64 with padding.
core::Secret to_base64(const core::Secret& bytes);
std::optional<core::Secret> from_base64(std::string_view text);

// A household's id as part of a file's name. Throws std::invalid_argument for anything but digits, letters and hyphens.
const std::string& checked_household(const std::string& household);

}  // namespace platform::desktop
