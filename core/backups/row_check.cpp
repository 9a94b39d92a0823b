#include "core/backups/row_check.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <sodium.h>

#include "core/answers/answer.hpp"
#include "core/db/migrations.hpp"
#include "core/hex.hpp"
#include "core/id.hpp"
#include "core/items/kind.hpp"
#include "core/people/person.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/text.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core::backups {

namespace {

struct Limit {
    const char* table;
    Column column;
};

constexpr std::int64_t any_number = std::int64_t{1} << 62;
constexpr std::int64_t length_of_wrapped = crypto_box_SECRETKEYBYTES + crypto_aead_xchacha20poly1305_ietf_ABYTES;
constexpr std::int64_t day_ms = 86'400'000, most_offset = 18 * 60;
constexpr std::int64_t clock_slack_ms = day_ms;  // a clock in another time zone is no finding

constexpr Limit deleted(const char* table) { return {table, {"deleted_at", Holds::instant}}; }
constexpr Limit edited(const char* table) { return {table, {"edited_at", Holds::instant}}; }

// Every column of every table but those of the kinds, which say it themselves. The limits are those of the commands
// that write it.
constexpr Limit limits[] = {
    {"setting", {"name", Holds::line, 0, 200}},
    {"setting", {"value", Holds::setting}},
    {"setting", {"changed_at", Holds::instant}},
    {"device_setting", {"name", Holds::line, 0, 200}},
    {"device_setting", {"value", Holds::setting}},

    {"person", {"id", Holds::id}},
    {"person", {"name", Holds::name, 0, longest_name}},
    {"person", {"colour", Holds::word, 0, 0, "plum,sky,ember,sage,honey,rose,teal,slate"}},
    {"person", {"face", Holds::word, 0, 0, "letter,smile,curls,glasses,beard,bun,cap,fox"}},
    {"person", {"portrait", Holds::bytes, 32, 32}},
    {"person", {"created_at", Holds::instant}},
    {"person", {"sees_since", Holds::instant}},
    edited("person"),
    deleted("person"),

    {"thanks_read", {"id", Holds::id}},
    {"thanks_read", {"thanks", Holds::reference, 0, 0, "thanks"}},
    {"thanks_read", {"reader", Holds::reference, 0, 0, "person"}},
    {"thanks_read", {"what", Holds::word, 0, 0, "opened,drawn,put_away,taken_out"}},
    {"thanks_read", {"done_at", Holds::instant}},
    deleted("thanks_read"),

    {"prompt_shown", {"id", Holds::id}},
    {"prompt_shown", {"person", Holds::reference, 0, 0, "person"}},
    {"prompt_shown", {"prompt", Holds::line, 0, 200}},
    {"prompt_shown", {"shown_at", Holds::instant}},
    deleted("prompt_shown"),

    {"heart", {"id", Holds::id}},
    {"heart", {"thanks", Holds::reference, 0, 0, "thanks"}},
    {"heart", {"author", Holds::reference, 0, 0, "person"}},
    {"heart", {"given_at", Holds::instant}},
    deleted("heart"),

    {"answer", {"id", Holds::id}},
    {"answer", {"subject_kind", Holds::word, 0, 0, "check_in,thanks"}},
    {"answer", {"subject", Holds::id}},
    {"answer", {"author", Holds::reference, 0, 0, "person"}},
    {"answer", {"kind", Holds::word, 0, 0, "hard,more,hug,glad,question,words"}},
    {"answer", {"text", Holds::text, 0, longest_answer}},
    {"answer", {"given_at", Holds::instant}},
    deleted("answer"),

    {"touch", {"id", Holds::id}},
    {"touch", {"author", Holds::reference, 0, 0, "person"}},
    {"touch", {"recipient", Holds::reference, 0, 0, "person"}},
    {"touch", {"kind", Holds::word, 0, 0, "hug,kiss,thinking,proud"}},
    {"touch", {"given_at", Holds::instant}},
    {"touch", {"day", Holds::day, 0, 0, "given_at"}},
    deleted("touch"),

    {"activity", {"id", Holds::id}},
    {"activity", {"author", Holds::reference, 0, 0, "person"}},
    {"activity", {"position", Holds::number, -any_number, any_number}},
    {"activity", {"sealed", Holds::bytes, shortest_seal, longest_seal}},
    {"activity", {"created_at", Holds::instant}},
    edited("activity"),
    deleted("activity"),

    {"ritual_pause", {"id", Holds::id}},
    {"ritual_pause", {"ritual", Holds::reference, 0, 0, "ritual"}},
    {"ritual_pause", {"from_day", Holds::day}},
    {"ritual_pause", {"until_day", Holds::day}},
    {"ritual_pause", {"author", Holds::reference, 0, 0, "person"}},
    {"ritual_pause", {"created_at", Holds::instant}},
    deleted("ritual_pause"),

    {"occurrence_mark", {"id", Holds::id}},
    {"occurrence_mark", {"ritual", Holds::reference, 0, 0, "ritual"}},
    {"occurrence_mark", {"day", Holds::day}},
    {"occurrence_mark", {"outcome", Holds::word, 0, 0, "kept,skipped"}},
    {"occurrence_mark", {"author", Holds::reference, 0, 0, "person"}},
    {"occurrence_mark", {"marked_at", Holds::instant}},
    deleted("occurrence_mark"),

    {"import", {"id", Holds::id}},
    {"import", {"author", Holds::reference, 0, 0, "person"}},
    {"import", {"sealed", Holds::bytes, shortest_seal, longest_seal}},
    {"import", {"imported_at", Holds::instant}},
    deleted("import"),

    {"import_item", {"id", Holds::id}},
    {"import_item", {"import", Holds::reference, 0, 0, "import"}},
    {"import_item", {"item", Holds::id}},
    {"import_item", {"item_kind", Holds::kind}},
    deleted("import_item"),

    {"vault_key", {"id", Holds::id}},
    {"vault_key", {"person", Holds::reference, 0, 0, "person"}},
    {"vault_key", {"public_key", Holds::bytes, crypto_box_PUBLICKEYBYTES, crypto_box_PUBLICKEYBYTES}},
    {"vault_key", {"created_at", Holds::instant}},
    deleted("vault_key"),

    {"vault_wrap", {"id", Holds::id}},
    {"vault_wrap", {"vault_key", Holds::reference, 0, 0, "vault_key"}},
    {"vault_wrap", {"kind", Holds::word, 0, 0, "device,pin,passphrase,phrase"}},
    {"vault_wrap", {"salt", Holds::bytes, crypto_pwhash_SALTBYTES, crypto_pwhash_SALTBYTES}},
    {"vault_wrap", {"passes", Holds::number, 0, any_number}},
    {"vault_wrap", {"memory", Holds::number, 0, any_number}},
    {"vault_wrap", {"device_mark", Holds::bytes, 1, 64}},
    {"vault_wrap",
     {"nonce", Holds::bytes, crypto_aead_xchacha20poly1305_ietf_NPUBBYTES,
      crypto_aead_xchacha20poly1305_ietf_NPUBBYTES}},
    {"vault_wrap", {"wrapped", Holds::bytes, length_of_wrapped, length_of_wrapped}},
    {"vault_wrap", {"created_at", Holds::instant}},
    deleted("vault_wrap"),

    {"vault_attempt", {"person", Holds::reference, 0, 0, "person"}},
    {"vault_attempt", {"failures", Holds::number, 0, any_number}},
    {"vault_attempt", {"last_at", Holds::anything}},
    {"vault_attempt", {"wait_left", Holds::number, 0, any_number}},
    {"vault_attempt", {"observed_start", Holds::text, 0, 200}},
    {"vault_attempt", {"observed_ms", Holds::number, 0, any_number}},

    {"person_setting", {"person", Holds::reference, 0, 0, "person"}},
    {"person_setting", {"name", Holds::line, 0, 200}},
    {"person_setting", {"value", Holds::setting}},
    {"person_setting", {"changed_at", Holds::instant}},

    {"draft", {"person", Holds::reference, 0, 0, "person"}},
    {"draft", {"place", Holds::line, 0, 400}},
    {"draft", {"sealed", Holds::bytes, shortest_seal, longest_seal}},
    {"draft", {"changed_at", Holds::instant}},

    {"file_removal", {"path", Holds::line, 0, 4096}},
};

// What is in the rows of a table, by column.
std::vector<Column> columns_of(std::string_view table) {
    if (const auto* kind = find_kind(table)) return kind->columns;
    std::vector<Column> columns;
    for (const auto& limit : limits)
        if (table == limit.table) columns.push_back(limit.column);
    return columns;
}

std::vector<std::string> words_of(std::string_view list) {
    std::vector<std::string> words;
    for (;;) {
        const auto comma = list.find(',');
        words.emplace_back(list.substr(0, comma));
        if (comma == std::string_view::npos) return words;
        list.remove_prefix(comma + 1);
    }
}

// "felt_at" has "felt_offset" beside it, "sees_since" has "sees_since_offset".
std::string offset_beside(const std::string& instant) {
    const auto stem =
        instant.size() - (instant.size() > 3 && instant.compare(instant.size() - 3, 3, "_at") == 0 ? 3 : 0);
    return instant.substr(0, stem) + "_offset";
}

std::optional<std::int64_t> number_in(const std::string& text) {
    if (text.empty() || text.size() > 18) return std::nullopt;
    for (std::size_t i = text[0] == '-' ? 1 : 0; i < text.size(); ++i)
        if (text[i] < '0' || text[i] > '9') return std::nullopt;
    if (text == "-") return std::nullopt;
    return std::stoll(text);
}

// What the settings that have limits may be; others are text.
bool setting_parses(const std::string& name, const std::string& value) {
    const auto number = number_in(value);
    if (name == "day_start_hour") return number && *number >= 0 && *number <= 12;
    if (name == "household_id") return uuid_from_text(value).has_value();
    if (name.compare(0, 9, "audience.") == 0) return to_text(audience_from_text(value)) == value;
    for (const auto* kind : kinds_of_items())
        for (const auto& choice : kind->choices)
            if (name == choice.setting) return value == choice.yes || value == choice.no;
    if (name == "theme") return is_among(value, "light,dark,system");
    if (name == "still") return value == "0" || value == "1";
    if (name == "text_size") return number.has_value();
    if (name == "changes") return number && *number >= 0;
    if (name == "put_back") return value.empty() || day_from_iso(value);
    return true;
}

std::string hex_of(sqlite3_stmt* row, int column) {
    const auto* bytes = sqlite3_column_blob(row, column);
    return to_hex(bytes, static_cast<std::size_t>(std::min(sqlite3_column_bytes(row, column), 32)));
}

class RowCheck {
public:
    RowCheck(const HouseholdFile& file, const std::string& table, RowFindings& into, std::optional<Instant> now)
        : file_(file), table_(table), into_(into), now_(now) {}

    void run() {
        std::string names;
        file_.each("SELECT name, pk FROM pragma_table_info(" + in_quotes(table_) + ")", [&](sqlite3_stmt* row) {
            const auto name = text_of(row, 0);
            if (sqlite3_column_int(row, 1) > 0) keys_.push_back(static_cast<int>(at_.size()));
            at_.emplace(name, static_cast<int>(at_.size()));
            names += (names.empty() ? "" : ", ") + in_quotes(name);
        });
        for (const auto& column : columns_of(table_))
            if (at_.count(column.name) > 0) limits_.push_back(column);
        if (limits_.empty()) return;
        if (table_ == "answer")
            for (const char* subjects : {"check_in", "thanks"}) known_[subjects] = ids_of(subjects);
        for (const auto& limit : limits_)
            if (limit.holds == Holds::reference && known_.count(limit.words) == 0)
                for (auto& ids = known_[limit.words]; const auto& id : ids_of(limit.words)) ids.push_back(id);
        if (at_.count("shared_at") > 0)
            file_.each("SELECT sees_since FROM person WHERE sees_since IS NOT NULL",
                       [&](sqlite3_stmt* row) { joinings_.insert(sqlite3_column_int64(row, 0)); });
        file_.each("SELECT " + names + " FROM " + in_quotes(table_), [&](sqlite3_stmt* row) { look_at(row); });
    }

private:
    std::vector<std::string> ids_of(const char* table) const {
        std::vector<std::string> ids;
        file_.each(std::string("SELECT id FROM ") + table + " ORDER BY id",
                   [&](sqlite3_stmt* row) { ids.push_back(bytes_of(row, 0)); });
        return ids;
    }

    static std::string bytes_of(sqlite3_stmt* row, int column) {
        const auto* bytes = static_cast<const char*>(sqlite3_column_blob(row, column));
        return bytes ? std::string(bytes, static_cast<std::size_t>(sqlite3_column_bytes(row, column))) : std::string();
    }

    std::optional<int> column(const char* name) const {
        const auto found = at_.find(name);
        return found == at_.end() ? std::nullopt : std::optional(found->second);
    }
    bool is_null(sqlite3_stmt* row, const char* name) const {
        const auto at = column(name);
        return !at || sqlite3_column_type(row, *at) == SQLITE_NULL;
    }

    void look_at(sqlite3_stmt* row) {
        gone_ = !is_null(row, "deleted_at");
        for (const auto& limit : limits_) {
            const int at = *column(limit.name);
            if (sqlite3_column_type(row, at) == SQLITE_NULL) {
                const auto beside =
                    limit.holds == Holds::instant ? column(offset_beside(limit.name).c_str()) : std::nullopt;
                if (beside && sqlite3_column_type(row, *beside) != SQLITE_NULL)
                    note(row, limit.name, RowFault::no_date);
                continue;
            }
            if (const auto fault = fault_of(row, limit, at))
                note(row, limit.name, *fault, *fault == RowFault::names_nothing ? limit.words : "");
        }
        look_at_seal(row);
        look_at_sharing(row);
        if (gone_) return;
        if (table_ == "answer") look_at_subject(row);
        if (table_ == "vault_wrap") look_at_cost(row);
        if (table_ == "ritual" && is_null(row, "sealed") && is_null(row, "starts_on"))
            note(row, "starts_on", RowFault::empty);
        // One that is taken up again on its first day ends the day before.
        if (table_ == "ritual_pause" && !is_null(row, "until_day") &&
            number(row, "until_day") < number(row, "from_day") - 1)
            note(row, "until_day", RowFault::backwards);
    }

    // What was erased leaves zeros and empty texts behind.
    std::optional<RowFault> fault_of(sqlite3_stmt* row, const Column& limit, int at) const {
        switch (limit.holds) {
            case Holds::id:
            case Holds::reference: {
                const auto id = bytes_of(row, at);
                if (id.size() != 16) return RowFault::no_id;
                if (id == std::string(16, '\0')) return gone_ ? std::nullopt : std::optional(RowFault::no_id);
                if (limit.holds == Holds::id) return std::nullopt;
                const auto& ids = known_.at(limit.words);
                return std::binary_search(ids.begin(), ids.end(), id) ? std::nullopt
                                                                      : std::optional(RowFault::names_nothing);
            }
            case Holds::text:
            case Holds::name:
            case Holds::line: {
                const auto text = text_of(row, at);
                const auto length = length_of(text);
                if (!length) return RowFault::not_text;
                if (limit.holds == Holds::name && *length > 0)
                    if (const auto tidied = tidy_line(text, *length); !tidied || tidied.value() != text)
                        return RowFault::not_shown;
                if (static_cast<std::int64_t>(*length) > limit.highest) return RowFault::too_long;
                return limit.holds != Holds::text && *length == 0 && !gone_ ? std::optional(RowFault::empty)
                                                                            : std::nullopt;
            }
            case Holds::word: {
                const auto word = text_of(row, at);
                return is_among(word, limit.words) || (gone_ && word.empty()) ? std::nullopt
                                                                              : std::optional(RowFault::unknown_word);
            }
            case Holds::kind: {
                const auto word = text_of(row, at);
                return find_kind(word) || (gone_ && word.empty()) ? std::nullopt
                                                                  : std::optional(RowFault::unknown_word);
            }
            case Holds::audience: {
                const auto word = text_of(row, at);
                return to_text(audience_from_text(word)) == word ? std::nullopt : std::optional(RowFault::unknown_word);
            }
            case Holds::number: {
                const auto number = sqlite3_column_int64(row, at);
                return number >= limit.lowest && number <= limit.highest ? std::nullopt
                                                                         : std::optional(RowFault::out_of_range);
            }
            case Holds::day: return fault_of_day(row, limit, at);
            case Holds::instant: {
                if (!instant(row, limit.name)) return RowFault::no_date;
                return std::nullopt;
            }
            case Holds::rule: {
                const auto starts_on = column("starts_on");
                const auto start = starts_on ? sqlite3_column_int64(row, *starts_on) : 0;
                if (start < earliest_day.number || start > latest_day.number)
                    return std::nullopt;  // told of that column
                return Recurrence::parse(text_of(row, at), Day{static_cast<std::int32_t>(start)})
                           ? std::nullopt
                           : std::optional(RowFault::no_rule);
            }
            case Holds::bytes: {
                const std::int64_t length = sqlite3_column_bytes(row, at);
                if (table_ == "vault_key" && bytes_of(row, at) == std::string(crypto_box_PUBLICKEYBYTES, '\0'))
                    return RowFault::empty;
                return length >= limit.lowest && length <= limit.highest ? std::nullopt
                                                                         : std::optional(RowFault::wrong_length);
            }
            case Holds::setting: {
                const auto value = text_of(row, at);
                if (!length_of(value)) return RowFault::not_text;
                const auto name = column("name");
                return !name || setting_parses(text_of(row, *name), value) ? std::nullopt
                                                                           : std::optional(RowFault::no_such_value);
            }
            case Holds::anything: break;
        }
        return std::nullopt;
    }

    std::optional<Instant> instant(sqlite3_stmt* row, const std::string& name) const {
        const auto at = column(name.c_str()), offset = column(offset_beside(name).c_str());
        if (!at || !offset || sqlite3_column_type(row, *offset) == SQLITE_NULL) return std::nullopt;
        const auto ms = sqlite3_column_int64(row, *at), minutes = sqlite3_column_int64(row, *offset);
        if (ms < earliest_day.number * day_ms || ms >= (latest_day.number + 1) * day_ms || minutes < -most_offset ||
            minutes > most_offset)
            return std::nullopt;
        return Instant{ms, static_cast<std::int32_t>(minutes)};
    }

    // A day begins between midnight and noon: so it is the civil day of its instant or the one before.
    std::optional<RowFault> fault_of_day(sqlite3_stmt* row, const Column& limit, int at) const {
        const auto day = sqlite3_column_int64(row, at);
        if (day < earliest_day.number || day > latest_day.number) return RowFault::no_date;
        if (!*limit.words || is_null(row, limit.words)) return std::nullopt;
        const auto at_that_time = instant(row, limit.words);
        if (!at_that_time) return std::nullopt;  // told of that column
        const auto civil = local_time(*at_that_time).day.number;
        return day == civil || day == civil - 1 ? std::nullopt : std::optional(RowFault::moved);
    }

    // What is its author's alone is sealed, and nothing else is; what is neither deleted nor sealed says something.
    void look_at_seal(sqlite3_stmt* row) {
        const auto* kind = find_kind(table_);
        if (!kind || !column("sealed") || !column("audience")) return;
        const bool sealed = !is_null(row, "sealed"), plain = !is_null(row, kind->content);
        const auto audience = text_of(row, *column("audience"));
        if (to_text(audience_from_text(audience)) != audience) return;  // told of that column
        const bool alone = audience == to_text(Audience::only_me) && !is_null(row, "author");
        const bool is_memory = table_ == "memory";  // of a sealed one the name of its file stands there
        if (sealed != alone && (sealed || plain)) return note(row, "audience", RowFault::plain_and_sealed);
        if (sealed && plain && !is_memory) return note(row, kind->content, RowFault::plain_and_sealed);
        for (const auto& name : words_of(kind->in_seal))
            if (sealed && !is_null(row, name.c_str()) && !text_of(row, *column(name.c_str())).empty())
                note(row, name.c_str(), RowFault::left_beside_seal);
        if (!gone_ && !sealed && !plain) note(row, kind->content, RowFault::empty);
    }

    // As Household writes it: never before the last joining, whatever the clock says, and right before one for what a
    // clock that was ahead had dated.
    void look_at_sharing(sqlite3_stmt* row) {
        if (is_null(row, "shared_at")) return;
        const auto shared = number(row, "shared_at");
        const auto id = bytes_of(row, *column("id"));
        Uuid uuid;
        if (id.size() != uuid.bytes.size()) return;
        std::memcpy(uuid.bytes.data(), id.data(), id.size());
        const auto made = made_at(uuid);
        if (made && shared < *made - clock_slack_ms && joinings_.count(shared + 1) == 0)
            return note(row, "shared_at", RowFault::shared_too_soon);
        if (!now_) return;
        auto latest = now_->utc_ms;
        if (!joinings_.empty()) latest = std::max(latest, *joinings_.rbegin());
        if (table_ == "thanks" && !is_null(row, "waits") && number(row, "waits") == 1)
            latest = std::max(latest, number(row, "given_at"));
        if (shared > latest + clock_slack_ms) note(row, "shared_at", RowFault::shared_too_late);
    }

    std::int64_t number(sqlite3_stmt* row, const char* name) const { return sqlite3_column_int64(row, *column(name)); }

    // What it answers may be in no table any more, but never in the other one.
    void look_at_subject(sqlite3_stmt* row) {
        const auto id = bytes_of(row, *column("subject")), kind = text_of(row, *column("subject_kind"));
        for (const char* other : {"check_in", "thanks"})
            if (const auto& ids = known_.at(other);
                kind != other && is_among(kind, "check_in,thanks") && std::binary_search(ids.begin(), ids.end(), id))
                note(row, "subject", RowFault::names_nothing, kind == "thanks" ? "thanks" : "check_in");
    }

    // A PIN is never stretched for less than libsodium does at least.
    void look_at_cost(sqlite3_stmt* row) {
        if (!is_among(text_of(row, *column("kind")), "pin,passphrase")) return;
        if (number(row, "passes") < static_cast<std::int64_t>(crypto_pwhash_OPSLIMIT_MIN))
            note(row, "passes", RowFault::out_of_range);
        if (number(row, "memory") < static_cast<std::int64_t>(crypto_pwhash_MEMLIMIT_MIN))
            note(row, "memory", RowFault::out_of_range);
    }

    void note(sqlite3_stmt* row, const char* name, RowFault fault, const char* target = "") {
        ++into_.count;
        if (into_.rows.size() >= RowFindings::most_named) return;
        std::string id;
        for (const auto key : keys_)
            id += (id.empty() ? "" : " ") +
                  (sqlite3_column_type(row, key) == SQLITE_BLOB ? named(row, key) : text_of(row, key));
        into_.rows.push_back({table_, id, name, fault, target});
    }

    static std::string named(sqlite3_stmt* row, int key) {
        Uuid id;
        if (sqlite3_column_bytes(row, key) != 16) return hex_of(row, key);
        std::memcpy(id.bytes.data(), sqlite3_column_blob(row, key), 16);
        return to_text(id);
    }

    const HouseholdFile& file_;
    const std::string& table_;
    RowFindings& into_;
    std::optional<Instant> now_;
    std::set<std::int64_t> joinings_;  // UTC milliseconds
    std::map<std::string, int> at_;
    std::vector<int> keys_;
    std::vector<Column> limits_;
    std::map<std::string, std::vector<std::string>> known_;
    bool gone_ = false;
};

}  // namespace

void check_rows(const HouseholdFile& file, const std::string& table, RowFindings& into, std::optional<Instant> now) {
    RowCheck(file, table, into, now).run();
}

void check_schema(const HouseholdFile& file, RowFindings& into) {
    constexpr const char* made =
        "SELECT type, name FROM sqlite_schema WHERE name NOT LIKE 'sqlite~_%' ESCAPE '~' ORDER BY type, name";
    const auto& migrations = db::embedded_migrations();
    std::int64_t version = 0;
    file.each("PRAGMA user_version", [&](sqlite3_stmt* row) { version = sqlite3_column_int64(row, 0); });
    if (version > migrations.back().version) return;
    std::set<std::pair<std::string, std::string>> ours;
    {
        sqlite3* memory = nullptr;
        const int opened = sqlite3_open(":memory:", &memory);
        const std::unique_ptr<sqlite3, decltype(&sqlite3_close)> db(memory, sqlite3_close);
        if (opened != SQLITE_OK) throw_sqlite(memory, opened, "cannot make the schema");
        for (const auto& migration : migrations)
            if (const int rc = sqlite3_exec(memory, migration.sql.c_str(), nullptr, nullptr, nullptr); rc != SQLITE_OK)
                throw_sqlite(memory, rc, "cannot make the schema");
        const auto add = [](void* set, int, char** values, char**) {
            static_cast<decltype(ours)*>(set)->emplace(values[0], values[1]);
            return 0;
        };
        if (const int rc = sqlite3_exec(memory, made, add, &ours, nullptr); rc != SQLITE_OK)
            throw_sqlite(memory, rc, "cannot make the schema");
    }
    file.each(made, [&](sqlite3_stmt* row) {
        const auto type = text_of(row, 0), name = text_of(row, 1);
        if (ours.count({type, name}) > 0) return;
        ++into.count;
        if (into.rows.size() < RowFindings::most_named)
            into.rows.push_back({"sqlite_schema", name, type, RowFault::not_ours, {}});
    });
}

std::vector<std::string> checked_columns() {
    std::vector<std::string> names;
    const auto add = [&](const std::string& table, const Column& column) {
        names.push_back(table + "." + column.name);
        if (column.holds == Holds::instant) names.push_back(table + "." + offset_beside(column.name));
    };
    for (const auto& limit : limits) add(limit.table, limit.column);
    for (const auto* kind : kinds_of_items())
        for (const auto& column : kind->columns) add(kind->table, column);
    return names;
}

}  // namespace core::backups
