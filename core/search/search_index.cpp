#include "core/search/search_index.hpp"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "core/household/household.hpp"
#include "core/items/kind.hpp"
#include "core/people/person_store.hpp"
#include "core/text.hpp"

namespace core {

namespace {

constexpr int least_stride = 14, longest_stride = 40 * 365;  // days
constexpr int days_ahead = 800;                              // rituals and photos whose camera was ahead
constexpr std::size_t indexed_beginning = 6;                 // letters, as in `prefix`
constexpr int most_endings = 32;     // of a longer beginning: words that are asked for each by itself
constexpr int moments_apart = 4096;  // places in the order for one millisecond

const std::string shape =
    "CREATE TABLE item (place INTEGER PRIMARY KEY, kind INTEGER NOT NULL, id BLOB NOT NULL, author BLOB, audience TEXT NOT NULL, shared INTEGER NOT NULL,"
    " day INTEGER NOT NULL, mark INTEGER NOT NULL, walk INTEGER NOT NULL) STRICT;"
    "CREATE INDEX item_id ON item(id);"
    "CREATE VIRTUAL TABLE word USING fts5(text, tokenize = \"" +
    std::string(Tokenizer::name) + "\", prefix = '1 2 3 4 5 6', columnsize = 0, detail = 'none')";

db::Connection made() {
    db::Connection db(":memory:");
    db.exec(shape.c_str());
    return db;
}

// For FTS5: nothing in it is read as an operator.
std::string in_quotes(const std::string& word) { return '"' + word + '"'; }

std::size_t letters_of(const std::string& word) {
    std::size_t letters = 0;
    for (std::size_t at = 0; at < word.size(); at = end_of_code_point(word, at)) ++letters;
    return letters;
}

}  // namespace

SearchIndex::SearchIndex(const Household& household)
    : household_(household),
      db_(made()),
      tokenizer_(db_),
      known_(db_.prepare("SELECT place, mark FROM item WHERE id = ?1")),
      find_(db_.prepare(
          "SELECT i.kind, i.id, i.author, i.audience, i.day FROM word w JOIN item i ON i.place = w.rowid WHERE word MATCH ?2"
          " AND visible(i.author, i.audience, i.shared, ?1, i.id) AND (?3 IS NULL OR i.kind = ?3) AND (?4 IS NULL OR i.author = ?4)"
          " AND (?5 IS NULL OR i.day >= ?5) AND (?6 IS NULL OR i.day <= ?6) ORDER BY w.rowid DESC")),
      last_place_(db_.prepare("SELECT max(place) FROM item WHERE place BETWEEN ?1 AND ?2")),
      add_item_(db_.prepare(
          "INSERT INTO item (place, kind, id, author, audience, shared, day, mark, walk) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)")),
      add_text_(db_.prepare("INSERT INTO word (rowid, text) VALUES (?1, ?2)")),
      keep_(db_.prepare("UPDATE item SET walk = ?2 WHERE place = ?1")),
      remove_item_(db_.prepare("DELETE FROM item WHERE place = ?1")),
      remove_text_(db_.prepare("DELETE FROM word WHERE rowid = ?1")),
      outdated_(db_.prepare("SELECT place FROM item WHERE walk <> ?1")) {
    db_.set_opens(
        [&household](PersonId person, const std::optional<Uuid>& item) { return household.can_read(person, item); });
    db_.set_sees_since([&household](PersonId person) { return household.get<PersonStore>().sees_since(person); });
}

bool SearchIndex::ready() const { return !next_ && walked_ == household_.revision(); }

bool SearchIndex::step() {
    if (ready()) return false;
    if (!next_ || walking_ != household_.revision()) begin_walk();
    const auto to = *next_;
    const auto from = std::max(earliest_day, to - (stride_ - 1));
    const bool last = from == earliest_day;
    const auto texts = texts_of(from, to);
    put_all(texts);
    if (last) in_transaction([&] { end_walk(); });
    next_ = last ? std::nullopt : std::optional(from - 1);
    stride_ = !texts.empty() ? least_stride : std::min(stride_ * 2, longest_stride);
    return !ready();
}

template <class Work> void SearchIndex::in_transaction(Work&& work) {
    db_.exec("BEGIN");
    try {
        work();
        db_.exec("COMMIT");
    } catch (...) {
        db_.exec("ROLLBACK");
        throw;
    }
}

void SearchIndex::put_all(const std::vector<Text>& texts) {
    in_transaction([&] {
        for (const auto& text : texts) put(text);
    });
    ++version_;
}

void SearchIndex::begin_walk() {
    walking_ = household_.revision();
    ++walk_;
    next_ = household_.today() + days_ahead;
    stride_ = days_ahead;
}

void SearchIndex::end_walk() {
    std::vector<std::int64_t> gone;
    outdated_.each([&](const auto& row) { gone.push_back(row.integer(0)); }, walk_);
    for (const auto place : gone) {
        remove_text_.run(place);
        remove_item_.run(place);
    }
    walked_ = walking_;
}

std::vector<SearchIndex::Text> SearchIndex::texts_of(Day from, Day to) const {
    const auto& h = household_;
    const bool first = to >= h.today() + days_ahead;
    std::vector<Text> texts;
    // Everybody sees something that the others do not.
    auto viewers = std::vector<Viewer>{Viewer::room()};
    for (const auto& person : h.get<PersonStore>().all()) viewers.push_back(Viewer::of(person.id));
    for (const auto& viewer : viewers)
        for (const auto* kind : kinds_of_items()) {
            if (!kind->texts) continue;
            for (auto& each : kind->texts(h.stores(), viewer, from, to, first)) {
                const auto made = made_at(each.item.id);
                const auto shared = each.always      ? Shared::always()
                                    : each.shared_at ? Shared::at(each.shared_at->utc_ms)
                                    : made           ? Shared::at(*made)
                                                     : Shared::unknown();
                texts.push_back(
                    {{each.item, each.author, each.audience, each.day}, each.moment, std::move(each.text), shared});
            }
        }
    return texts;
}

void SearchIndex::put(const Text& item) {
    const auto& [found, moment, text, shared] = item;
    // What an item is known by: another text, audience or moment, of sharing too, and it is put in anew.
    const auto mark = static_cast<std::int64_t>(
        std::hash<std::string>{}(text + '\n' + std::string(to_text(found.audience)) + std::to_string(moment) + ' ' +
                                 std::to_string(shared.utc_ms)));
    std::optional<std::int64_t> place;
    bool same = false;
    known_.each([&](const auto& row) { place = row.integer(0), same = row.integer(1) == mark; }, found.item.id);
    if (same) return keep_.run(*place, walk_);
    if (place) {
        remove_text_.run(*place);
        remove_item_.run(*place);
    }
    const auto new_place = free_place(moment);
    add_item_.run(new_place, static_cast<int>(found.item.kind), found.item.id, found.author, to_text(found.audience),
                  shared.utc_ms, found.day, mark, walk_);
    add_text_.run(new_place, text);
    for (auto& word : tokenizer_.words_of(text))
        if (letters_of(word.folded) > indexed_beginning)
            long_words_.emplace(std::move(word.folded), std::move(word.written));
}

// The order of places is the order of moments, as FTS5 gives the newest first by row id alone. A millisecond that is
// full (a folder of photos with one file time) goes on in the next that is not: never a place that is taken, at the
// price of an order that is a few milliseconds off there.
std::int64_t SearchIndex::free_place(std::int64_t moment) {
    moment = std::clamp<std::int64_t>(moment, -(std::int64_t{1} << 50), std::int64_t{1} << 50);
    const auto begun = full_until_.find(moment);
    auto slot = begun == full_until_.end() ? moment : begun->second;
    for (;; ++slot) {
        const auto first = slot * moments_apart, last = first + (moments_apart - 1);
        std::optional<std::int64_t> taken;
        last_place_.each(
            [&](const auto& row) {
                if (!row.null(0)) taken = row.integer(0);
            },
            first, last);
        if (taken == last) continue;
        if (slot != moment) full_until_[moment] = slot;
        return taken ? *taken + 1 : first;
    }
}

bool SearchIndex::still_seen(const Viewer& viewer, const Found& found) const {
    return kind_of(found.item.kind).sees(household_.stores(), viewer, found.item.id, household_.today());
}

std::vector<Found> SearchIndex::matching(const std::string& match, const Viewer& viewer, const SearchQuery& query,
                                         int limit) const {
    std::vector<Found> list;
    const auto kind = query.kind ? std::optional<int>(static_cast<int>(*query.kind)) : std::nullopt;
    const bool current = ready();
    find_.until(
        [&](const auto& row) {
            Found found{{static_cast<ItemKind>(row.small(0)), row.uuid(1)},
                        row.template optional_id<PersonId>(2),
                        row.audience(3),
                        row.day(4)};
            if (current || still_seen(viewer, found)) list.push_back(found);
            return static_cast<int>(list.size()) < limit;
        },
        viewer, match, kind, query.author, query.from, query.to);
    return list;
}

std::string SearchIndex::beginning(const Tokenizer::Word& word) const {
    const auto all = in_quotes(word.written) + '*';
    // A short beginning has an index of its own. For a longer one FTS5 would gather the places of all the words that
    // begin so before it gives the first, which takes its time where one of them is frequent: so each is asked for by
    // itself, where they are few.
    if (letters_of(word.folded) <= indexed_beginning) return all;
    std::string each;
    int count = 0;
    for (auto known = long_words_.lower_bound(word.folded);
         known != long_words_.end() && known->first.compare(0, word.folded.size(), word.folded) == 0; ++known) {
        if (++count > most_endings) return all;
        each += (each.empty() ? "" : " OR ") + in_quotes(known->second);
    }
    return each.empty() ? all : '(' + each + ')';
}

std::vector<Found> SearchIndex::find(const Viewer& viewer, const SearchQuery& query, int limit) const {
    const auto words = tokenizer_.words_of(query.text);
    if (words.empty() || limit <= 0) return {};
    std::string match;
    std::set<std::string> asked;
    for (auto word = words.begin(); word != words.end() - 1; ++word)
        if (asked.insert(word->folded).second) match += in_quotes(word->written) + " AND ";
    return matching(match + beginning(words.back()), viewer, query, limit);
}

}  // namespace core
