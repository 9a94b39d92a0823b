#include "core/items/item_store.hpp"

namespace core::item_sql {

Text text_of(const std::string& table, const std::string& moment, const std::vector<std::string>& fields) {
    const auto offset = moment.substr(0, moment.rfind('_')) + "_offset";
    std::string names, places, set, set_null;
    // Parameters 1 to 9 are the common columns' when inserting, 1 to 10 when updating.
    for (std::size_t i = 0; i < fields.size(); ++i) {
        names += ", " + fields[i];
        places += ", ?" + std::to_string(10 + i);
        set += ", " + fields[i] + " = ?" + std::to_string(11 + i);
        set_null += ", " + fields[i] + " = NULL";
    }
    Text text;
    text.select = "SELECT id, author, audience, day, " + moment + ", " + offset +
                  ", sealed, deleted_at, deleted_offset, shared_at, shared_offset" + names + " FROM " + table;
    text.in_use = text.select + " WHERE deleted_at IS NULL";
    text.holds_something = " AND (" + fields.front() + " IS NOT NULL OR sealed IS NOT NULL)";
    text.seen = text.in_use + text.holds_something + " AND visible(author, audience, coalesce(shared_at, id), ?1, id)";
    text.insert = "INSERT INTO " + table + " (id, author, audience, day, " + moment + ", " + offset +
                  ", sealed, shared_at, shared_offset" + names + ") VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9" +
                  places + ")";
    text.update = "UPDATE " + table + " SET audience = ?2, day = ?3, " + moment + " = ?4, " + offset +
                  " = ?5, sealed = ?6, shared_at = ?7, shared_offset = ?8, edited_at = ?9, edited_offset = ?10" + set +
                  " WHERE id = ?1";
    text.empty = "UPDATE " + table + " SET audience = 'only_me', day = 0, " + moment + " = 0, " + offset +
                 " = 0, sealed = NULL, shared_at = NULL, shared_offset = NULL, edited_at = NULL, edited_offset = NULL" +
                 set_null +
                 ", deleted_at = coalesce(deleted_at, ?2), deleted_offset = coalesce(deleted_offset, ?3) WHERE id = ?1";
    return text;
}

}  // namespace core::item_sql
