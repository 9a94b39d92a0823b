#include "core/vault/sealed_row.hpp"

#include <limits>

#include <nlohmann/json.hpp>

#include "core/items/kind.hpp"

namespace core {

using nlohmann::json;

std::string SealedColumns::text(const std::string& name) const {
    const auto found = columns_.find(name);
    const auto* text = found == columns_.end() ? nullptr : std::get_if<std::string>(&found->second);
    return text ? *text : std::string();
}

std::optional<int> SealedColumns::number(const std::string& name) const {
    const auto found = columns_.find(name);
    const auto* number = found == columns_.end() ? nullptr : std::get_if<std::int64_t>(&found->second);
    if (!number || *number < std::numeric_limits<int>::min() || *number > std::numeric_limits<int>::max())
        return std::nullopt;
    return static_cast<int>(*number);
}

std::vector<std::uint8_t> seal_row(Vault& vault, PersonId author, const RowName& row, const SealedColumns& columns) {
    json inside = json::object();
    for (const auto& [name, column] : columns.all())
        std::visit([&inside, key = name](const auto& value) { inside[key] = value; }, column);
    auto text = json{{"table", row.table},
                     {"id", to_text(row.id)},
                     {"day", row.day.number},
                     {"moment", row.moment},
                     {"columns", std::move(inside)}}
                    .dump(-1, ' ', false, json::error_handler_t::replace);
    auto sealed = vault.seal(author, text);
    if (find_kind(row.table)) vault.remember(author, row.id, sealed, text);
    wipe(text);
    return sealed;
}

std::optional<SealedColumns> open_row(const Vault& vault, PersonId author, const RowName& row,
                                      const std::vector<std::uint8_t>& sealed) {
    auto text = vault.open(author, sealed);
    if (!text) return std::nullopt;
    const auto content = json::parse(*text, nullptr, false);
    wipe(*text);
    const auto is = [&](const char* name, const json& expected) {
        return content.contains(name) && content[name] == expected;
    };
    if (!content.is_object() || !is("table", row.table) || !is("id", to_text(row.id)) || !is("day", row.day.number) ||
        !is("moment", row.moment) || row.audience != Audience::only_me || !content.contains("columns") ||
        !content["columns"].is_object()) {
        vault.note_unreadable(sealed);
        return std::nullopt;
    }
    SealedColumns columns;
    for (const auto& [name, value] : content["columns"].items()) {
        if (value.is_string()) columns.set(name, value.get<std::string>());
        if (value.is_number_integer()) columns.set(name, value.get<std::int64_t>());
    }
    return columns;
}

}  // namespace core
