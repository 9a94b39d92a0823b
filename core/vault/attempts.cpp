#include "core/vault/attempts.hpp"

#include <algorithm>
#include <utility>
#include <vector>

namespace core {

namespace {

constexpr int free_tries = 3;
constexpr std::int64_t first_wait_ms = 5'000, longest_wait_ms = 15 * 60'000;
constexpr std::int64_t note_every_ms = 60'000;

std::int64_t pause_after(std::int64_t failures) {
    if (failures < free_tries) return 0;
    return std::min(first_wait_ms << std::min<std::int64_t>(failures - free_tries, 20), longest_wait_ms);
}

// Of times that can be compared: one that is said to lie ahead was not observed.
bool follows(const ObservedTime& now, const ObservedTime& before) {
    return now.start == before.start && before.ms >= 0 && now.ms >= before.ms;
}

}  // namespace

Attempts::Attempts(db::Connection& db, const Clock& clock)
    : clock_(clock),
      find_(db.prepare("SELECT failures, wait_left, observed_start, observed_ms FROM vault_attempt WHERE person = ?1")),
      all_(db.prepare("SELECT person, failures, wait_left, observed_start, observed_ms FROM vault_attempt")),
      count_(
          db.prepare("INSERT INTO vault_attempt (person, failures, last_at) VALUES (?1, 1, ?2)"
                     " ON CONFLICT (person) DO UPDATE SET failures = min(max(failures, 0), 1000) + 1, last_at = ?2")),
      raise_(db.prepare(
          "INSERT INTO vault_attempt (person, failures, last_at) VALUES (?1, ?2, ?3) ON CONFLICT (person) DO UPDATE"
          " SET failures = ?2, last_at = ?3, wait_left = NULL, observed_start = NULL, observed_ms = NULL WHERE failures < ?2")),
      note_(db.prepare(
          "UPDATE vault_attempt SET wait_left = ?2, observed_start = ?3, observed_ms = ?4 WHERE person = ?1")),
      forget_(db.prepare("DELETE FROM vault_attempt WHERE person = ?1")) {
    looked_ = true;  // unless there is something to look at
    all_.each([&](const auto&) { looked_ = false; });
}

Tries Attempts::read(const db::Statement::Row& row, int first) {
    const auto failures = row.integer(first);
    return {failures,
            row.null(first + 1) ? pause_after(failures) : row.integer(first + 1),
            {row.text(first + 2), row.integer(first + 3)}};
}

std::int64_t Attempts::remains(SeenOf& seen_of, PersonId person, const Tries& tries, const ObservedTime& now) {
    const auto pause = pause_after(tries.failures);
    if (pause == 0) return 0;
    const auto left = std::clamp<std::int64_t>(tries.left, 0, pause);
    if (follows(now, tries.at)) {
        seen_of.erase(person);
        return std::max<std::int64_t>(left - (now.ms - tries.at.ms), 0);
    }
    auto& seen = seen_of.try_emplace(person, Seen{left, now}).first->second;
    if (!follows(now, seen.at)) seen = {std::min(left, seen.left), now};
    return std::max<std::int64_t>(std::min(left, seen.left) - (now.ms - seen.at.ms), 0);
}

std::int64_t Attempts::wait(PersonId person, const Tries& on_device) const {
    Tries in_file;
    find_.each([&](const auto& row) { in_file = read(row, 0); }, person);
    const auto now = clock_.observed();
    if (on_device.failures >= in_file.failures) return remains(seen_on_device_, person, on_device, now);
    return remains(seen_in_file_, person, in_file, now);
}

bool Attempts::any_wait() const {
    const auto now = clock_.observed();
    bool any = false;
    all_.each([&](const auto& row) {
        any = any || remains(seen_in_file_, row.template id<PersonId>(0), read(row, 1), now) > 0;
    });
    return any;
}

void Attempts::raise(PersonId person, std::int64_t failures) {
    if (failures > 0) raise_.run(person, failures, clock_.now().utc_ms);
}

Tries Attempts::count(PersonId person) {
    forget_seen(person);
    count_.run(person, clock_.now().utc_ms);
    Tries tries;
    find_.each([&](const auto& row) { tries.failures = row.integer(0); }, person);
    tries.left = pause_after(tries.failures);
    tries.at = clock_.observed();
    note_.run(person, tries.left, tries.at.start, tries.at.ms);
    running_ = true;
    noted_ = tries.at;
    return tries;
}

void Attempts::forget_seen(PersonId person) {
    seen_in_file_.erase(person);
    seen_on_device_.erase(person);
}

void Attempts::forget(PersonId person) {
    forget_seen(person);
    forget_.run(person);
}

void Attempts::note() {
    const auto now = clock_.observed();
    std::vector<std::pair<PersonId, std::int64_t>> waits;
    all_.each([&](const auto& row) {
        const auto person = row.template id<PersonId>(0);
        const auto found = read(row, 1);
        if (const auto left = remains(seen_in_file_, person, found, now); left > 0 || !follows(now, found.at))
            waits.emplace_back(person, left);
    });
    running_ = false;
    for (const auto& [person, left] : waits) {
        note_.run(person, left, now.start, now.ms);
        seen_in_file_.erase(person);
        running_ = running_ || left > 0;
    }
    looked_ = true;
    noted_ = now;
}

bool Attempts::to_note() const {
    if (!looked_) return true;
    if (!running_) return false;
    const auto now = clock_.observed();
    return !follows(now, noted_) || now.ms - noted_.ms >= note_every_ms;
}

}  // namespace core
