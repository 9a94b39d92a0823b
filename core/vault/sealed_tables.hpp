#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/items/kind.hpp"

namespace core {

// A table with rows that may be sealed for one person, in its column `sealed`. What a seal is bound to (RowName) stands
// in the columns named here; empty where the table's seals have none.
struct SealedTable {
    const char* table;
    const char* person;  // whom it is sealed for
    const char* id;
    const char* day;
    const char* moment;  // UTC milliseconds
    bool exported;       // whether its rows are in an export: drafts and the list of imports are not
};

inline std::vector<SealedTable> sealed_tables() {
    std::vector<SealedTable> tables;
    for (const auto* kind : kinds_of_items())
        tables.push_back({kind->table, "author", "id", kind->day, kind->moment, true});
    tables.insert(tables.end(), {{"activity", "author", "id", "", "created_at", true},
                                 {"import", "author", "id", "", "imported_at", false},
                                 {"draft", "person", "person", "", "", false}});
    return tables;
}

// A select of id, person, seal, day and moment of every sealed row; 0 where its seal is bound to none.
inline std::string select_sealed(const SealedTable& sealed) {
    const auto or_nought = [](std::string_view column) {
        return column.empty() ? std::string("0") : std::string(column);
    };
    return std::string("SELECT ") + sealed.id + ", " + sealed.person + ", sealed, " + or_nought(sealed.day) + ", " +
           or_nought(sealed.moment) + " FROM " + sealed.table + " WHERE sealed IS NOT NULL";
}

}  // namespace core
