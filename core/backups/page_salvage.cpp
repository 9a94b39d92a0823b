#include "core/backups/page_salvage.hpp"

#include <algorithm>
#include <cstring>
#include <map>
#include <optional>
#include <system_error>
#include <utility>

#include "core/backups/big_endian.hpp"
#include "core/system/durable_file.hpp"
#include "core/text.hpp"

namespace core::backups {

namespace fs = std::filesystem;
using namespace system;

namespace {

using Bytes = std::vector<std::uint8_t>;
using PageNumber = std::uint32_t;

constexpr std::size_t usual_page_size = 4096, file_header = 100;
constexpr int deepest_tree = 20;
enum PageType : std::uint8_t { index_inner = 0x02, table_inner = 0x05, index_leaf = 0x0a, table_leaf = 0x0d };

bool is_page_size(std::size_t size) { return size >= 512 && size <= 65'536 && (size & (size - 1)) == 0; }

// --- pages ------------------------------------------------------------------------------------------

// The pages of a database as its last commit left them: the log's where it has one, else the file's.
class Pages {
public:
    explicit Pages(const fs::path& database) {
        std::error_code error;
        const auto log = database.string() + "-wal";
        if (fs::exists(database, error)) file_ = open_for_reading(database);
        if (fs::exists(log, error)) log_ = open_for_reading(log);
        size_ = guessed_size();
        if (log_) read_log();
        const auto logged = count_;
        if (file_) count_ = std::max<std::size_t>(count_, (fs::file_size(database) + size_ - 1) / size_);
        // The last commit in the log says how many there are; else the header does, where its two counters agree.
        const auto head = at(file_, 0, file_header);
        if (logged == 0 && head.size() == file_header && std::memcmp(head.data() + 24, head.data() + 92, 4) == 0) {
            const std::size_t counted = be32(head.data() + 28);
            if (counted > count_ && counted / 1000 <= count_) missing_ = counted - count_;
        }
    }

    std::size_t size() const { return size_; }
    std::size_t count() const { return count_; }
    std::size_t missing() const { return missing_; }
    // Zeros where the file ends too early.
    Bytes page(PageNumber number) const {
        const auto logged = logged_.find(number);
        auto bytes = logged != logged_.end() ? at(log_, logged->second, size_)
                                             : at(file_, std::uint64_t{number - 1} * size_, size_);
        bytes.resize(size_);
        return bytes;
    }

private:
    static Bytes at(const Descriptor& file, std::uint64_t offset, std::size_t count) {
        Bytes bytes;
        if (!file || !move_to(file, offset)) return bytes;
        bytes.resize(count);
        try {
            bytes.resize(read_up_to(file, bytes.data(), count));
        } catch (const Fault&) {
            bytes.clear();  // a sector that cannot be read any more
        }
        return bytes;
    }

    // What the header says may be damaged: the size by which the most of the first megabytes look like pages of a tree.
    // Our files have the usual one, so in doubt it is that.
    std::size_t guessed_size() const {
        const auto bytes = at(file_, 0, 4 << 20);
        std::size_t best = usual_page_size, most = trees_in(bytes, usual_page_size);
        for (std::size_t size = 512; size <= 65'536; size *= 2)
            if (const auto count = trees_in(bytes, size); count > most) {
                best = size;
                most = count;
            }
        return best;
    }

    static std::size_t trees_in(const Bytes& bytes, std::size_t size) {
        std::size_t count = 0;
        for (std::size_t start = size; start + size <= bytes.size(); start += size) {
            const auto* page = bytes.data() + start;
            const bool inner = page[0] == index_inner || page[0] == table_inner;
            if (!inner && page[0] != index_leaf && page[0] != table_leaf) continue;
            const std::size_t cells = be16(page + 3), pointers = inner ? 12 : 8;
            bool fits = cells > 0 && pointers + 2 * cells < size;
            for (std::size_t n = 0; fits && n < cells; ++n) {
                const std::size_t cell = be16(page + pointers + 2 * n);
                fits = cell >= pointers + 2 * cells && cell < size;
            }
            count += fits;
        }
        return count;
    }

    // The log's frames up to the last commit whose checksums follow from one another (file format, section 4.2).
    void read_log() {
        const auto head = at(log_, 0, 32);
        if (head.size() != 32 || (be32(head.data()) & 0xfffffffe) != 0x377f0682) return;
        const bool big_endian = be32(head.data()) & 1;
        const std::size_t size = be32(head.data() + 8);
        std::uint32_t sums[2] = {0, 0};
        add_up(sums, head.data(), 24, big_endian);
        if (!is_page_size(size) || sums[0] != be32(head.data() + 24) || sums[1] != be32(head.data() + 28)) return;
        size_ = size;
        std::vector<std::pair<PageNumber, std::uint64_t>> open;
        for (std::uint64_t offset = 32;; offset += 24 + size) {
            const auto frame = at(log_, offset, 24 + size);
            if (frame.size() != 24 + size || std::memcmp(frame.data() + 8, head.data() + 16, 8) != 0) return;
            add_up(sums, frame.data(), 8, big_endian);
            add_up(sums, frame.data() + 24, size, big_endian);
            if (sums[0] != be32(frame.data() + 16) || sums[1] != be32(frame.data() + 20)) return;
            open.emplace_back(be32(frame.data()), offset + 24);
            if (const auto pages = be32(frame.data() + 4); pages > 0) {
                for (const auto& [number, place] : open) logged_[number] = place;
                open.clear();
                count_ = pages;
            }
        }
    }

    static void add_up(std::uint32_t* sums, const std::uint8_t* bytes, std::size_t count, bool big_endian) {
        const auto word = [&](const std::uint8_t* p) {
            return big_endian ? be32(p)
                              : static_cast<std::uint32_t>(p[3]) << 24 | static_cast<std::uint32_t>(p[2]) << 16 |
                                    static_cast<std::uint32_t>(p[1]) << 8 | p[0];
        };
        for (std::size_t i = 0; i < count; i += 8) {
            sums[0] += word(bytes + i) + sums[1];
            sums[1] += word(bytes + i + 4) + sums[0];
        }
    }

    Descriptor file_, log_;
    std::size_t size_ = usual_page_size, count_ = 0, missing_ = 0;
    std::map<PageNumber, std::uint64_t> logged_;
};

// --- records ----------------------------------------------------------------------------------------

struct Reader {
    const std::uint8_t* at;
    const std::uint8_t* end;

    std::optional<std::uint64_t> varint() {
        std::uint64_t value = 0;
        for (int n = 0; n < 9; ++n) {
            if (at == end) return std::nullopt;
            const auto byte = *at++;
            if (n == 8) return value << 8 | byte;
            value = value << 7 | (byte & 0x7f);
            if (!(byte & 0x80)) return value;
        }
        return std::nullopt;
    }
};

std::optional<std::vector<StoredValue>> record_from(const Bytes& payload) {
    Reader head{payload.data(), payload.data() + payload.size()};
    const auto head_size = head.varint();
    if (!head_size || *head_size > payload.size()) return std::nullopt;
    head.end = payload.data() + *head_size;
    if (head.at > head.end) return std::nullopt;
    const auto* body = head.end;
    const auto* const end = payload.data() + payload.size();
    std::vector<StoredValue> values;
    while (head.at < head.end) {
        const auto type = head.varint();
        if (!type) return std::nullopt;
        static constexpr std::size_t sizes[] = {0, 1, 2, 3, 4, 6, 8, 8, 0, 0};
        if (*type == 10 || *type == 11) return std::nullopt;
        const auto size = *type < 10 ? sizes[*type] : (*type - 12) / 2;
        if (size > static_cast<std::uint64_t>(end - body)) return std::nullopt;
        if (*type == 0) {
            values.emplace_back();
        } else if (*type == 7) {
            std::uint64_t bits = 0;
            for (int n = 0; n < 8; ++n) bits = bits << 8 | body[n];
            double number = 0;
            std::memcpy(&number, &bits, 8);
            values.emplace_back(number);
        } else if (*type < 10) {
            std::uint64_t number = *type == 9 ? 1 : 0;
            if (size > 0 && body[0] & 0x80) number = ~std::uint64_t{0};
            for (std::size_t n = 0; n < size; ++n) number = number << 8 | body[n];
            values.emplace_back(static_cast<std::int64_t>(number));
        } else if (*type & 1) {
            std::string text(reinterpret_cast<const char*>(body), static_cast<std::size_t>(size));
            if (!length_of(text)) return std::nullopt;
            values.emplace_back(std::move(text));
        } else {
            values.emplace_back(Bytes(body, body + size));
        }
        body += size;
    }
    if (body != end) return std::nullopt;
    return values;
}

bool fits(const StoredTable::Column& column, const StoredValue& value) {
    if (std::holds_alternative<std::monostate>(value)) return !column.required;
    if (column.type == "INTEGER" || column.type == "INT") return std::holds_alternative<std::int64_t>(value);
    if (column.type == "REAL")
        return std::holds_alternative<double>(value) || std::holds_alternative<std::int64_t>(value);
    if (column.type == "TEXT") return std::holds_alternative<std::string>(value);
    if (column.type != "BLOB") return true;
    const auto* bytes = std::get_if<Bytes>(&value);
    return bytes && (!column.key || bytes->size() == 16);  // keys that are bytes are ids
}

bool fits(const StoredTable& table, const std::vector<StoredValue>& row) {
    if (row.empty() || row.size() > table.columns.size()) return false;
    for (std::size_t n = 0; n < table.columns.size(); ++n)
        if (n < row.size() ? !fits(table.columns[n], row[n]) : table.columns[n].required || table.columns[n].key)
            return false;
    return true;
}

// --- trees ------------------------------------------------------------------------------------------

struct Page {
    PageType type = index_leaf;
    std::vector<std::optional<std::vector<StoredValue>>> rows;  // nothing where one cannot be understood
    std::vector<PageNumber> children;
};

class Trees {
public:
    explicit Trees(const Pages& pages) : pages_(pages) {
        const auto first = pages.count() > 0 ? pages.page(1) : Bytes();
        if (first.size() <= file_header) return;
        version_ = be32(first.data() + 60);
        // Our files reserve nothing at the end of a page. Another number is believed where more rows can be read by it.
        if (const std::size_t reserved = first[20]; reserved > 0 && reserved + 480 <= usable_) {
            const auto with_all = rows_readable();
            usable_ -= reserved;
            if (rows_readable() <= with_all) usable_ += reserved;
        }
    }

    std::int64_t version() const { return version_; }

    // Nothing when it is no page of a tree.
    std::optional<Page> read(PageNumber number) const {
        if (number == 0 || number > pages_.count()) return std::nullopt;
        const auto bytes = pages_.page(number);
        const std::size_t start = number == 1 ? file_header : 0;
        Page page;
        page.type = static_cast<PageType>(bytes[start]);
        const bool inner = page.type == index_inner || page.type == table_inner;
        if (!inner && page.type != index_leaf && page.type != table_leaf) return std::nullopt;
        const std::size_t cells = be16(bytes.data() + start + 3), pointers = start + (inner ? 12 : 8);
        if (pointers + 2 * cells > usable_) return std::nullopt;
        for (std::size_t n = 0; n < cells; ++n) {
            const std::size_t offset = be16(bytes.data() + pointers + 2 * n);
            if (offset < pointers + 2 * cells || offset + 4 > usable_) {
                if (page.type != table_inner) page.rows.emplace_back();
                continue;
            }
            if (inner) page.children.push_back(be32(bytes.data() + offset));
            if (page.type != table_inner) page.rows.push_back(row_at(bytes, offset + (inner ? 4 : 0), page.type));
        }
        if (inner) page.children.push_back(be32(bytes.data() + start + 8));
        return page;
    }

private:
    std::size_t rows_readable() const {
        constexpr std::size_t looked_at = 300;
        std::size_t count = 0;
        for (PageNumber number = 2; number <= std::min(pages_.count(), looked_at); ++number)
            if (const auto page = read(number))
                count += static_cast<std::size_t>(std::count_if(page->rows.begin(), page->rows.end(),
                                                                [](const auto& row) { return row.has_value(); }));
        return count;
    }

    std::optional<std::vector<StoredValue>> row_at(const Bytes& page, std::size_t offset, PageType type) const {
        Reader cell{page.data() + offset, page.data() + usable_};
        const auto length = cell.varint();
        if (!length || *length == 0 || *length > pages_.count() * pages_.size()) return std::nullopt;
        if (type == table_leaf && !cell.varint()) return std::nullopt;
        const auto local = local_part(static_cast<std::size_t>(*length), type);
        if (local > static_cast<std::size_t>(cell.end - cell.at)) return std::nullopt;
        Bytes payload(cell.at, cell.at + local);
        if (local < *length) {
            if (cell.end - cell.at < static_cast<std::ptrdiff_t>(local + 4)) return std::nullopt;
            auto next = be32(cell.at + local);
            while (payload.size() < *length) {
                if (next == 0 || next > pages_.count()) return std::nullopt;
                const auto overflow = pages_.page(next);
                const auto part = std::min(static_cast<std::size_t>(*length) - payload.size(), usable_ - 4);
                payload.insert(payload.end(), overflow.begin() + 4,
                               overflow.begin() + 4 + static_cast<std::ptrdiff_t>(part));
                next = be32(overflow.data());
            }
            if (next != 0) return std::nullopt;  // a chain ends with its record
        }
        return record_from(payload);
    }

    // How much of a record stands on its own page (file format, section 1.6).
    std::size_t local_part(std::size_t length, PageType type) const {
        const auto most = type == table_leaf ? usable_ - 35 : (usable_ - 12) * 64 / 255 - 23;
        if (length <= most) return length;
        const auto least = (usable_ - 12) * 32 / 255 - 23;
        const auto part = least + (length - least) % (usable_ - 4);
        return part <= most ? part : least;
    }

    const Pages& pages_;
    std::size_t usable_ = pages_.size();
    std::int64_t version_ = 0;
};

// What the schema says of a tree.
struct Root {
    PageNumber page;
    const StoredTable* table;  // none: an index, or a table that is not ours
};

class Salvaging {
public:
    Salvaging(const fs::path& database, const std::vector<StoredTable>& tables,
              const std::function<void(const StoredTable&, const std::vector<StoredValue>&)>& on_row)
        : pages_(database), trees_(pages_), tables_(tables), on_row_(on_row), taken_(pages_.count() + 1, false) {}

    Salvage run() {
        result_.pages = pages_.count();
        result_.version = trees_.version();
        result_.pages_missing = pages_.missing();
        read_schema(1, 0);
        for (const auto& root : roots_) take_tree(root.page, root.table, 0);
        const bool all_known = schema_whole_ && std::all_of(tables_.begin(), tables_.end(), [&](const auto& table) {
                                   return std::any_of(roots_.begin(), roots_.end(),
                                                      [&](const auto& root) { return root.table == &table; });
                               });
        if (!all_known) guess_roots();
        const bool hanging = result_.pages_damaged == 0 && result_.rows_damaged == 0;
        // Where every tree can be followed there are no rows elsewhere.
        if (!(all_known && hanging)) take_strays();
        result_.whole = all_known && hanging && result_.pages > 0;
        // Where every tree can be followed to its end nothing was on them, whatever the header counts.
        if (result_.whole) result_.pages_missing = 0;
        return result_;
    }

private:
    void read_schema(PageNumber number, int depth) {
        const auto page = depth < deepest_tree ? trees_.read(number) : std::nullopt;
        if (!page || (page->type != table_leaf && page->type != table_inner)) {
            schema_whole_ = false;
            return;
        }
        taken_[number] = true;
        for (const auto child : page->children) read_schema(child, depth + 1);
        for (const auto& row : page->rows) {
            if (!row || row->size() < 4 || !std::holds_alternative<std::string>((*row)[0])) {
                schema_whole_ = false;
                continue;
            }
            const auto* root = std::get_if<std::int64_t>(&(*row)[3]);
            if (!root || *root <= 1 || static_cast<std::uint64_t>(*root) > pages_.count()) continue;
            const auto* name = std::get_if<std::string>(&(*row)[1]);
            const auto table = std::find_if(tables_.begin(), tables_.end(), [&](const auto& each) {
                return std::get<std::string>((*row)[0]) == "table" && name && each.name == *name;
            });
            roots_.push_back({static_cast<PageNumber>(*root), table == tables_.end() ? nullptr : &*table});
        }
    }

    void take_tree(PageNumber number, const StoredTable* table, int depth) {
        if (number == 0 || number > pages_.count() || taken_[number] || depth > deepest_tree) {
            if (table) ++result_.pages_damaged;
            return;
        }
        const auto page = trees_.read(number);
        const bool ours = page && (!table || page->type == index_leaf || page->type == index_inner);
        if (!ours) {
            if (table) ++result_.pages_damaged;
            return;
        }
        if (table && !page->rows.empty() && std::none_of(page->rows.begin(), page->rows.end(), [&](const auto& row) {
                return row && fits(*table, *row);
            })) {
            ++result_.pages_damaged;
            return;
        }
        taken_[number] = true;
        if (table) {
            for (const auto& row : page->rows) {
                if (row && fits(*table, *row)) on_row_(*table, *row);
                else ++result_.rows_damaged;
            }
        }
        for (const auto child : page->children) take_tree(child, table, depth + 1);
    }

    // A file of ours was made by the same steps as any other: so its tables begin on the same pages.
    void guess_roots() {
        for (const auto& table : tables_) {
            const auto number = table.usual_root;
            if (number < 2 || number > pages_.count() || taken_[number]) continue;
            if (std::any_of(roots_.begin(), roots_.end(),
                            [&](const auto& root) { return root.table == &table || root.page == number; }))
                continue;
            const auto page = trees_.read(number);
            if (page && std::all_of(page->rows.begin(), page->rows.end(),
                                    [&](const auto& row) { return row && fits(table, *row); }))
                take_tree(number, &table, 0);
        }
    }

    // Pages that hang on nothing any more. Each holds rows of one table: the one whose columns most of them fit.
    void take_strays() {
        for (PageNumber number = 1; number <= pages_.count(); ++number) {
            if (taken_[number]) continue;
            const auto page = trees_.read(number);
            if (!page || (page->type != index_leaf && page->type != index_inner)) continue;
            const StoredTable* best = nullptr;
            std::ptrdiff_t most = 0;
            for (const auto& table : tables_) {
                const auto count = std::count_if(page->rows.begin(), page->rows.end(),
                                                 [&](const auto& row) { return row && fits(table, *row); });
                if (count > most) {
                    most = count;
                    best = &table;
                }
            }
            if (!best) continue;
            for (const auto& row : page->rows) {
                if (row && fits(*best, *row)) on_row_(*best, *row);
                else ++result_.rows_damaged;
            }
        }
    }

    Pages pages_;
    Trees trees_;
    const std::vector<StoredTable>& tables_;
    const std::function<void(const StoredTable&, const std::vector<StoredValue>&)>& on_row_;
    std::vector<bool> taken_;
    std::vector<Root> roots_;
    bool schema_whole_ = true;
    Salvage result_;
};

}  // namespace

Salvage salvage_rows(const fs::path& database, const std::vector<StoredTable>& tables,
                     const std::function<void(const StoredTable&, const std::vector<StoredValue>&)>& on_row) {
    return Salvaging(database, tables, on_row).run();
}

}  // namespace core::backups
