#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "core/id.hpp"
#include "core/result.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace core::db {

class Statement;

// One column as it is stored.
using Value = std::variant<std::monostate, std::int64_t, std::string, std::vector<std::uint8_t>>;

// One connection to household.db, with every pragma that matters set: WAL, synchronous FULL, foreign
// keys and trusted schema off, secure delete on, five seconds of patience for another writer. Errors
// are thrown as core::Fault.
class Connection {
public:
    // Looks at a file that is open before anything in it is changed; throws to leave it as it is.
    using Inspect = void (*)(const Connection&);

    enum class Access { write, read };

    // Opens or creates the file. Refuses (Fault not_a_household) a file that is no database, and (read_only) one that
    // may not be written. With Access::read the file and what lies beside it stay as they are, and a write throws
    // read_only. That works too in a place where nothing can be written, unless changes are in the log and SQLite
    // cannot make its index there (log_unread).
    explicit Connection(const std::filesystem::path& file, Inspect inspect = nullptr, Access access = Access::write);

    // Whether what a person keeps to themselves can be read now, all of it or the item named: `visible()` asks it.
    // Without one it can.
    using Opens = std::function<bool(PersonId, const std::optional<Uuid>& item)>;
    void set_opens(Opens opens) { rules_->opens = std::move(opens); }
    // From when on a person sees what is shared; `visible()` asks it. Without one everybody sees all of it.
    void set_sees_since(SeesSince sees_since) { rules_->sees_since = std::move(sees_since); }

    // What `moment()` answers in a query, UTC milliseconds. Without one it is the system's clock.
    using Now = std::function<std::int64_t()>;
    void set_now(Now now) { *now_ = std::move(now); }

    // Runs in every Transaction that changed a row, right before it is committed; a throw gives it up.
    using BeforeCommit = std::function<void()>;
    void set_before_commit(BeforeCommit work) { before_commit_ = std::move(work); }

    void exec(const char* sql);
    Statement prepare(std::string_view sql) const;
    std::int64_t pragma(const char* name) const;
    // Moves when another connection, of this program or another, has committed.
    std::int64_t data_version() const;
    // Throws (no_access) when the database is no longer what lies at its path: removed, renamed, replaced. SQLite would
    // go on writing to what nobody finds again.
    void expect_in_place() const;
    // Rows changed by the statement that ran last, and by all since the connection was opened.
    std::int64_t changes() const;
    std::int64_t total_changes() const;
    // A consistent copy of the whole database as it stands, checked after writing; the file must not exist yet.
    void copy_to(const std::filesystem::path& file) const;
    std::filesystem::path file() const;
    sqlite3* raw() const { return db_.get(); }

    // What visible() in SQL goes by.
    struct Rules {
        Opens opens;
        SeesSince sees_since;
    };

private:
    friend class Transaction;
    struct Close {
        void operator()(sqlite3*) const noexcept;
    };
    void open(const std::string& file, int mode);
    void open_for_reading(const std::filesystem::path& file);
    void open_for_writing(const std::filesystem::path& file);

    std::unique_ptr<Rules> rules_ = std::make_unique<Rules>();  // the functions in SQL point to them
    std::unique_ptr<Now> now_ = std::make_unique<Now>();
    BeforeCommit before_commit_;
    std::unique_ptr<sqlite3, Close> db_;
    std::shared_ptr<Statement> data_version_;
};

// One prepared statement, owned by the store that uses it. Columns are read through the Row passed to
// the callback, so none can outlive its step.
class Statement {
public:
    class Row {
    public:
        bool null(int column) const;
        std::int64_t integer(int column) const;
        int small(int column) const { return static_cast<int>(integer(column)); }
        std::string text(int column) const;
        std::vector<std::uint8_t> blob(int column) const;
        Value value(int column) const;
        std::vector<Value> values() const;  // all columns
        Uuid uuid(int column) const;
        template <class I> I id(int column) const { return I{uuid(column)}; }
        template <class I> std::optional<I> optional_id(int column) const {
            return null(column) ? std::nullopt : std::optional<I>(id<I>(column));
        }
        // A day or instant that no calendar has, from a damaged or foreign file, is read as the nearest one that can be
        // reckoned with: years 1 to 9999, offsets of less than a day.
        Day day(int column) const;
        // Two columns: UTC milliseconds, offset in minutes.
        Instant instant(int column) const;
        std::optional<Instant> optional_instant(int column) const {
            return null(column) ? std::nullopt : std::optional<Instant>(instant(column));
        }
        Audience audience(int column) const { return audience_from_text(text(column)); }

    private:
        friend class Statement;
        explicit Row(sqlite3_stmt* s) : s_(s) {}
        sqlite3_stmt* s_;
    };

    // Each argument binds one parameter, an Instant two (?n, ?n+1), in order.
    template <class... Args> void run(const Args&... args) {
        each([](const Row&) {}, args...);
    }
    template <class OnRow, class... Args> void each(OnRow&& on_row, const Args&... args) {
        until(
            [&](const Row& row) {
                on_row(row);
                return true;
            },
            args...);
    }
    // The same, as long as `on_row` answers with true.
    template <class OnRow, class... Args> void until(OnRow&& on_row, const Args&... args) {
        const Rewind rewind{s_.get()};
        int index = 0;
        (bind(index, args), ...);
        check_arity(index);
        while (step() && on_row(Row{s_.get()})) {
        }
    }

private:
    friend class Connection;
    struct Finalize {
        void operator()(sqlite3_stmt*) const noexcept;
    };
    struct Rewind {  // reset and unbind, also on throw
        sqlite3_stmt* s;
        ~Rewind();
    };
    explicit Statement(sqlite3_stmt* s) : s_(s) {}

    void check_arity(int given) const;
    void bind_null(int& index);
    void bind(int& index, std::int64_t v);
    void bind(int& index, int v) { bind(index, static_cast<std::int64_t>(v)); }
    void bind(int& index, std::string_view v);
    void bind(int& index, const std::string& v) { bind(index, std::string_view(v)); }
    void bind(int& index, const char* v) { bind(index, std::string_view(v)); }
    void bind(int& index, const std::vector<std::uint8_t>& v);
    void bind(int& index, const Uuid& v);
    void bind(int& index, Day v) { bind(index, static_cast<std::int64_t>(v.number)); }
    void bind(int& index, Audience v) { bind(index, to_text(v)); }
    void bind(int& index, Instant v) {
        bind(index, v.utc_ms);
        bind(index, static_cast<std::int64_t>(v.offset_minutes));
    }
    void bind(int& index, const std::optional<Instant>& v) {
        if (v) return bind(index, *v);
        bind_null(index);
        bind_null(index);
    }
    void bind(int& index, const Viewer& v);
    void bind(int& index, const Value& v);
    void bind(int& index, const std::vector<Value>& values) {  // one parameter each
        for (const auto& v : values) bind(index, v);
    }
    template <class Tag> void bind(int& index, const Id<Tag>& v) { bind(index, v.value); }
    template <class T> void bind(int& index, const std::optional<T>& v) {
        if (v) bind(index, *v);
        else bind_null(index);
    }
    bool step();

    std::unique_ptr<sqlite3_stmt, Finalize> s_;
};

// BEGIN IMMEDIATE; rolls back unless committed, and never throws on the way out.
class Transaction {
public:
    explicit Transaction(Connection& connection) : connection_(connection) {
        connection_.exec("BEGIN IMMEDIATE");
        changes_before_ = connection_.total_changes();
    }
    ~Transaction();
    Transaction(const Transaction&) = delete;
    Transaction& operator=(const Transaction&) = delete;
    void commit() {
        connection_.expect_in_place();
        if (connection_.before_commit_ && connection_.total_changes() != changes_before_) connection_.before_commit_();
        connection_.exec("COMMIT");
        open_ = false;
    }

private:
    Connection& connection_;
    std::int64_t changes_before_ = 0;
    bool open_ = true;
};

}  // namespace core::db
