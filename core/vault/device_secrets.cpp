#include "core/vault/device_secrets.hpp"

#include <algorithm>

namespace core {

std::optional<Secret> MemorySecrets::get(const std::string& household) {
    for (const auto& entry : entries_)
        if (entry.household == household) return entry.record.copy();
    return std::nullopt;
}

void MemorySecrets::set(const std::string& household, const Secret& record) {
    remove(household);
    entries_.push_back({household, record.copy()});
}

void MemorySecrets::remove(const std::string& household) {
    entries_.erase(std::remove_if(entries_.begin(), entries_.end(),
                                  [&](const auto& entry) { return entry.household == household; }),
                   entries_.end());
}

std::vector<std::string> MemorySecrets::households() {
    std::vector<std::string> all;
    for (const auto& entry : entries_) all.push_back(entry.household);
    return all;
}

}  // namespace core
