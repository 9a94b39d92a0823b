#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/items/item.hpp"
#include "core/vault/vault.hpp"

namespace core {

// Something that was brought in from another program, at once or in slices.
struct ImportRecord {
    ImportId id;
    PersonId author;
    std::string format;       // "daylio", "dayone", …
    std::string source_name;  // the file's, without folders
    Audience audience = Audience::only_me;
    Instant at;
    int check_ins = 0, thanks = 0, memories = 0;
};

// What taking an import back would do.
struct ImportItems {
    std::vector<ItemRef> untouched;  // goes into the trash
    std::vector<ItemRef> changed;    // by hand since; stays
    std::size_t gone = 0;            // in the trash or erased already
};

// What somebody brought in, for their own eyes.
class ImportStore {
public:
    ImportStore(db::Connection& db, Vault& vault);

    // Not taken back, the newest first. Nothing while the vault is shut, nor through another's eyes.
    std::vector<ImportRecord> all(const Viewer& viewer) const;
    std::optional<ImportRecord> find(const Viewer& viewer, ImportId id) const;
    ImportItems items(const Viewer& viewer, ImportId id) const;

    // Inside a transaction of Household only.
    void insert(const ImportRecord& record);
    void add(const Uuid& id, ImportId import, const ItemRef& item);
    void set_deleted(ImportId id, std::optional<Instant> at);
    // For any viewer, with the vault open or not: an import of theirs that was not taken back.
    bool outside(PersonId author, ImportId id);

private:
    friend class Household;  // asks on behalf of nobody, for carrying out commands
    template <class> friend struct FeatureAccess;
    void empty_of(PersonId author, Instant at);  // leaves nothing but that there was something

    std::optional<ImportRecord> to_record(const db::Statement::Row& row) const;

    Vault& vault_;
    mutable db::Statement all_, find_, outside_, counts_, items_;
    db::Statement insert_, add_, delete_, empty_of_, empty_items_of_;
};

}  // namespace core
