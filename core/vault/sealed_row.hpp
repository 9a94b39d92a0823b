#pragma once

#include <cstdint>
#include <initializer_list>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "core/id.hpp"
#include "core/time/instant.hpp"
#include "core/vault/vault.hpp"
#include "core/viewer.hpp"

namespace core {

// Which row a seal belongs to. It opens in no other row, on no other day and at no other moment than its author gave
// it, and not in a row that says it is shared: what is shared is never sealed.
struct RowName {
    std::string_view table;
    Uuid id;
    Day day{};
    std::int64_t moment = 0;                // UTC milliseconds
    Audience audience = Audience::only_me;  // as the row says
};

// The columns that are sealed together, by name. One that is missing, or of another kind than asked for, is empty.
class SealedColumns {
public:
    using Column = std::variant<std::int64_t, std::string>;

    SealedColumns() = default;
    SealedColumns(std::initializer_list<std::pair<const std::string, Column>> columns) : columns_(columns) {}

    void set(const std::string& name, Column column) { columns_[name] = std::move(column); }
    std::string text(const std::string& name) const;
    std::optional<int> number(const std::string& name) const;
    const std::map<std::string, Column>& all() const { return columns_; }

private:
    std::map<std::string, Column> columns_;
};

// What a row's author keeps to themselves, as one seal for its column `sealed`. Inside a transaction of Household only.
std::vector<std::uint8_t> seal_row(Vault& vault, PersonId author, const RowName& row, const SealedColumns& columns);

// Nothing while the vault is shut, unless it was written just now (Vault::remember), and when the seal does not open or
// belongs elsewhere, which the vault is told.
std::optional<SealedColumns> open_row(const Vault& vault, PersonId author, const RowName& row,
                                      const std::vector<std::uint8_t>& sealed);

}  // namespace core
