#pragma once

#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

#include "core/vault/device_secrets.hpp"

namespace tests {

// A device whose secrets outlive a killed program: a file for each household, without any protection.
class FolderSecrets final : public core::DeviceSecrets {
public:
    explicit FolderSecrets(std::filesystem::path folder) : folder_(std::move(folder)) {}

    std::optional<core::Secret> get(const std::string& household) override {
        std::ifstream file(folder_ / household, std::ios::binary);
        if (!file) return std::nullopt;
        const std::string bytes{std::istreambuf_iterator<char>(file), {}};
        return core::Secret::of_text(bytes);
    }
    void set(const std::string& household, const core::Secret& record) override {
        std::filesystem::create_directories(folder_);
        const auto next = folder_ / (household + ".next");
        std::ofstream(next, std::ios::binary)
            .write(reinterpret_cast<const char*>(record.data()), static_cast<std::streamsize>(record.size()));
        std::filesystem::rename(next, folder_ / household);
    }
    void remove(const std::string& household) override { std::filesystem::remove(folder_ / household); }
    Kept kept() const override { return Kept::file; }

private:
    std::filesystem::path folder_;
};

}  // namespace tests
