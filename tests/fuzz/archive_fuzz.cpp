// A second folder that somebody else can write: its archive as bytes, its archive once it is decrypted (as a
// household's own key makes anything possible in it), and its key.json. A fault is a good answer; what is restored
// passes its check, and nothing is written anywhere but in the folder meant.
#include "tests/fuzz/archive_place.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>

#include "core/backups/backup_check.hpp"
#include "core/backups/restore.hpp"
#include "core/db/connection.hpp"
#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core;
using namespace core::backups;
namespace fs = std::filesystem;

namespace {

void check(bool holds) {
    if (!holds) std::abort();
}

std::size_t entries_in(const fs::path& folder) {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

void read_archive(const SecondFolder& second, const fs::path& place) {
    const auto found = core::backups::BackupCheck(second, fuzz::archive_key()).look_at(fuzz::archive_day);
    const auto into = place / "into";
    fs::remove_all(into);
    Restore job(second, fuzz::archive_key(), fuzz::archive_day, into);
    while (job.step()) {
    }
    const bool restored = job.report().state == RestoreState::restored;
    check(fs::exists(into / "household.db") == restored);
    // Photos that an archive names may be missing and rows beyond their limits, and then it is restored as it is; its
    // database is whole, if not the very one that was brought.
    check(!restored || found.damage.empty() || found.damage == "its bytes are not those that were brought");
    check(entries_in(place) == 2);
    if (!restored) return;
    std::string integrity;
    db::Connection(into / "household.db").prepare("PRAGMA integrity_check").each([&](const auto& row) {
        integrity += row.text(0);
    });
    check(integrity == "ok");
}

// Whether key.json asks for as much as can be paid for every input; more than the highest is refused at once.
bool is_cheap(const std::string& text) {
    bool cheap = true;
    try {
        const db::Connection json(":memory:");
        json.prepare("SELECT json_extract(?1, '$.passes'), json_extract(?1, '$.memory') WHERE json_valid(?1)")
            .each(
                [&](const auto& row) {
                    const auto passes = static_cast<std::uint64_t>(row.integer(0)),
                               memory = static_cast<std::uint64_t>(row.integer(1));
                    const bool refused =
                        passes > highest_archive_cost.passes || memory > highest_archive_cost.memory_bytes;
                    cheap = refused || (passes <= 2 && memory <= 1 << 16);
                },
                text);
    } catch (const Fault&) {
    }
    return cheap;
}

void read_key_file(const SecondFolder& second, const std::string& text) {
    tests::write_bytes(second.folder() / "key.json", text);
    const auto found = second.check(fuzz::archive_key());
    check(found != SecondFolder::KeyState::missing || text.size() > 4096);
    if (!is_cheap(text)) return;
    const auto opened = second.open(Secret::of_text(fuzz::archive_passphrase));
    check((opened.state == SecondFolder::KeyState::right) == (opened.key.size() == 32));
    check((found == SecondFolder::KeyState::damaged) == (opened.state == SecondFolder::KeyState::damaged));
    if (opened.state == SecondFolder::KeyState::right) check(second.check(opened.key) == SecondFolder::KeyState::right);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* bytes, std::size_t count) {
    static const tests::TemporaryFolder place;
    static const auto second = fuzz::archive_folder(place.path() / "stick");
    if (count == 0) return 0;
    const std::string rest(reinterpret_cast<const char*>(bytes) + 1, count - 1);
    fs::create_directories(second.folder());
    switch (static_cast<fuzz::ArchiveInput>(bytes[0] % fuzz::archive_inputs)) {
        case fuzz::ArchiveInput::file:
            tests::write_bytes(second.file_of(fuzz::archive_day), rest);
            read_archive(second, place.path());
            break;
        case fuzz::ArchiveInput::content:
            fuzz::seal_archive(second, rest);
            read_archive(second, place.path());
            break;
        case fuzz::ArchiveInput::key_file: read_key_file(second, rest); break;
    }
    return 0;
}
