#include "platform/desktop/secrets/file_secrets.hpp"

#include <cstring>
#include <stdexcept>
#include <utility>

#include <sodium.h>

#include "app/words/tr.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"

namespace platform::desktop {

namespace {

// Not translated: it is part of the format.
constexpr std::string_view heading = "Inglenook keeps here what only this device knows. Do not copy or share it.\n";

std::string file_name(const std::string& household) { return checked_household(household) + ".secret"; }

core::Secret first_of(const core::Secret& bytes, std::size_t size) { return {bytes.data(), size}; }

// Nothing when it is cut off or otherwise not what set() wrote.
std::optional<core::Secret> record_in(std::string_view content) {
    if (content.substr(0, heading.size()) != heading || content.back() != '\n') return std::nullopt;
    content.remove_prefix(heading.size());
    if (content.empty()) return std::nullopt;
    content.remove_suffix(1);
    return from_base64(content);
}

}  // namespace

const std::string& checked_household(const std::string& household) {
    constexpr const char* allowed = "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ-";
    if (household.empty() || household.size() > 64 || household.find_first_not_of(allowed) != std::string::npos)
        throw std::invalid_argument("a household is named by its id");
    return household;
}

core::Secret to_base64(const core::Secret& bytes) {
    const auto with_zero = sodium_base64_ENCODED_LEN(bytes.size(), sodium_base64_VARIANT_ORIGINAL);
    core::Secret text(with_zero);
    sodium_bin2base64(reinterpret_cast<char*>(text.data()), with_zero, bytes.data(), bytes.size(),
                      sodium_base64_VARIANT_ORIGINAL);
    return first_of(text, with_zero - 1);
}

std::optional<core::Secret> from_base64(std::string_view text) {
    core::Secret bytes(text.size() / 4 * 3 + 3);
    std::size_t size = 0;
    const char* end = nullptr;
    const int result = sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &size, &end,
                                         sodium_base64_VARIANT_ORIGINAL);
    if (result != 0 || end != text.data() + text.size()) return std::nullopt;
    return first_of(bytes, size);
}

std::optional<core::Secret> FileSecrets::get(const std::string& household) {
    const auto content = folder_.read(file_name(household));
    if (!content) return std::nullopt;
    auto record = record_in(content->text());
    if (!record)
        throw DeviceFault(
            core::Fault::Kind::damaged,
            filled(
                app::tr(
                    "{path}, which holds this device's secret, is damaged. It was left as it is. Bring it back from a copy, or "
                    "move it away and use your recovery words."),
                {{"path", (folder_.path() / file_name(household)).string()}}));
    return record;
}

void FileSecrets::set(const std::string& household, const core::Secret& record) {
    const auto text = to_base64(record);
    core::Secret content(heading.size() + text.size() + 1);
    std::memcpy(content.data(), heading.data(), heading.size());
    if (!text.empty()) std::memcpy(content.data() + heading.size(), text.data(), text.size());
    content.data()[content.size() - 1] = '\n';
    folder_.replace(file_name(household), content.text());
}

std::vector<std::string> FileSecrets::households() { return folder_.named("secret"); }

std::unique_ptr<core::DeviceSecrets::Turn> FileSecrets::turn(const std::string& household) {
    return folder_.turn(checked_household(household) + ".lock");
}

void FileSecrets::remove(const std::string& household) { folder_.remove(file_name(household)); }

}  // namespace platform::desktop
