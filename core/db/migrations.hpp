#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/time/instant.hpp"

namespace core::db {

// One step of the file's schema. Once landed it is never edited; a new one only adds.
struct Migration {
    int version;  // 1, 2, 3, … without gaps
    std::string sql;
};

// The steps embedded in this program, from core/db/migrations/NNNN_*.sql.
const std::vector<Migration>& embedded_migrations();

// One more after them while it lives, for tests.
class ExtraMigration {
public:
    explicit ExtraMigration(std::string sql);
    ~ExtraMigration();
    ExtraMigration(const ExtraMigration&) = delete;
    ExtraMigration& operator=(const ExtraMigration&) = delete;
};

// Throws Fault not_a_household for another program's database and newer_version for one that knows more than
// `migrations`. Only reads.
void refuse_foreign(const Connection& connection, const std::vector<Migration>& migrations);

// Brings the file up to the newest of `migrations`, each in a transaction of its own, and before the
// first step on a file that holds something copies it to `backups/before-vN-DATE.db`. A file from a newer version is
// refused (Fault newer_version), one that is another program's too (Fault not_a_household); both untouched.
// Two programs may do this at once: the second finds the work done.
void migrate(Connection& connection, const std::vector<Migration>& migrations, const std::filesystem::path& backups,
             Instant now);

}  // namespace core::db
