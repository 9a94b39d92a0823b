#include "core/exports/unopened.hpp"

#include <cstring>
#include <string>

#include "core/backups/household_file.hpp"
#include "core/vault/sealed_tables.hpp"

namespace core::exports {

Unopened::Unopened(const Household& household, PersonId person) {
    if (!household.vault().is_open(person)) return;
    const backups::HouseholdFile file(household.folder() / "household.db", backups::HouseholdFile::Kept::in_use);
    std::string rows;
    for (const auto& sealed : sealed_tables())
        if (sealed.exported)
            rows += std::string(rows.empty() ? "" : " UNION ALL ") + "SELECT id, " + sealed.person + " FROM " +
                    sealed.table + " WHERE sealed IS NOT NULL AND deleted_at IS NULL";
    file.each(rows, [&](sqlite3_stmt* row) {
        const auto* author = sqlite3_column_blob(row, 1);
        if (sqlite3_column_bytes(row, 0) != 16 || sqlite3_column_bytes(row, 1) != 16 ||
            std::memcmp(author, person.value.bytes.data(), 16) != 0)
            return;
        Uuid id;
        std::memcpy(id.bytes.data(), sqlite3_column_blob(row, 0), 16);
        left_.insert(id);
    });
}

}  // namespace core::exports
