#include <utility>

#include "core/imports/csv.hpp"
#include "core/imports/formats.hpp"
#include "core/imports/written_time.hpp"
#include "core/text.hpp"

namespace core::imports {

Batch read_presently(std::string_view bytes) {
    Batch batch;
    each_row(bytes, {"entrydate", "entrycontent"}, batch, [&](const TableRow& row) {
        const auto day = written_day(row["entrydate"]);
        if (!day) return batch.report({{}, row.line(), Trouble::not_a_date, excerpt(row["entrydate"])});
        Entry entry{{}, row.line(), *day};
        entry.kind = Kind::thanks;
        entry.text = row["entrycontent"];
        // A day that was opened and left empty: there is nothing to lose.
        if (const auto tidied = tidy(entry.text, entry.text.size()); tidied && !tidied.value().empty())
            batch.add(std::move(entry));
    });
    return batch;
}

}  // namespace core::imports
