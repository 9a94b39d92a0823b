#pragma once

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/vault/device_secrets.hpp"
#include "core/vault/secret.hpp"

namespace platform::desktop {

// A folder that only its owner may open (mode 0700), with small files that only their owner may read (0600). It is made
// when something is first put in. Everything throws DeviceFault.
class OwnFolder {
public:
    explicit OwnFolder(std::filesystem::path path) : path_(std::move(path)) {}

    const std::filesystem::path& path() const { return path_; }
    // Nothing when there is no such file. A file that others may read, that somebody else owns or that is a symbolic
    // link is refused (no_access): what it says may be known or made up.
    std::optional<core::Secret> read(const std::string& name) const;
    // The file is the old one or the new one, whatever happens; the new one when this returns, even if the power goes.
    void replace(const std::string& name, std::string_view content) const;
    // Files whose names end in a dot and `ending`, without it; nothing where the folder cannot be looked at.
    std::vector<std::string> named(std::string_view ending) const;
    // Waits until no other program has the turn of that name. Null where no file can be made or locked.
    std::unique_ptr<core::DeviceSecrets::Turn> turn(const std::string& name) const;
    // Also what a replacement that was cut off left.
    void remove(const std::string& name) const;

private:
    std::filesystem::path path_;
};

}  // namespace platform::desktop
