#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/db/connection.hpp"
#include "core/household/household.hpp"
#include "core/items/item.hpp"
#include "core/search/tokenizer.hpp"

namespace core {

// What is looked for. Words are found with or without accents and capitals; the last one also where a word only begins
// with it.
struct SearchQuery {
    std::string text;
    std::optional<ItemKind> kind;
    std::optional<PersonId> author;
    std::optional<Day> from, to;  // both included
    bool operator==(const SearchQuery&) const = default;
};

struct Found {
    ItemRef item;
    std::optional<PersonId> author;
    Audience audience = Audience::only_me;
    Day day;
};

// The words of all that can be read now, in memory alone: nothing that was unshared, erased or locked up stays behind
// in a file's pages. Made anew for each opening of the program, in slices.
class SearchIndex {
public:
    // Asks `household` through its stores, as everybody who lives there: with a vault shut, without what lies in it.
    explicit SearchIndex(const Household& household);

    // Takes up a fortnight more, or as many years as nothing was in, the newest first; true while there is more to take
    // up or to look at again.
    bool step();
    // With everything taken up that the household holds now.
    bool ready() const;
    // Moves whenever an answer may be another one.
    std::uint64_t version() const { return version_; }

    // The newest first, at most `limit`; nothing for a text without a word in it. What has just been locked or unshared
    // is left out before it is looked at again.
    std::vector<Found> find(const Viewer& viewer, const SearchQuery& query, int limit) const;

    // Puts texts in, all at once; each in the place of the one that its item had.
    struct Text {
        Found found;
        std::int64_t moment = 0;  // UTC milliseconds
        std::string text;
        Shared shared = Shared::always();
    };
    void put_all(const std::vector<Text>& texts);

private:
    template <class Work> void in_transaction(Work&& work);
    void begin_walk();
    void put(const Text& text);
    std::int64_t free_place(std::int64_t moment);  // UTC milliseconds
    std::vector<Text> texts_of(Day from, Day to) const;
    void end_walk();
    // What FTS5 is asked for, so that it finds the words that begin with this one.
    std::string beginning(const Tokenizer::Word& word) const;
    std::vector<Found> matching(const std::string& match, const Viewer& viewer, const SearchQuery& query,
                                int limit) const;
    bool still_seen(const Viewer& viewer, const Found& found) const;

    const Household& household_;
    db::Connection db_;
    Tokenizer tokenizer_;
    mutable db::Statement known_, find_;
    db::Statement last_place_, add_item_, add_text_, keep_, remove_item_, remove_text_, outdated_;
    std::optional<std::uint64_t> walked_;  // the revision that was walked through last
    std::optional<Day> next_;              // of the walk that is on its way: where it goes on, backwards
    int stride_ = 0;                       // days
    std::uint64_t walking_ = 0, version_ = 0;
    std::int64_t walk_ = 0;
    std::map<std::int64_t, std::int64_t>
        full_until_;  // milliseconds without a free place, and where their items are put instead
    std::map<std::string, std::string>
        long_words_;  // that stand in the index, or did: folded, and as one of them was written
};

}  // namespace core
