#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/items/choice.hpp"
#include "core/items/column.hpp"
#include "core/items/glance.hpp"
#include "core/items/item.hpp"
#include "core/items/record.hpp"
#include "core/result.hpp"
#include "core/time/instant.hpp"
#include "core/viewer.hpp"

namespace core {

class Change;
class Stores;
class Vault;
namespace db {
class Connection;
}

// What search goes by, of one item.
struct SearchText {
    ItemRef item;
    std::optional<PersonId> author;
    Audience audience = Audience::only_me;
    Day day;
    std::int64_t moment = 0;  // UTC milliseconds
    std::string text;
    std::optional<Instant> shared_at;
    bool always = false;  // who joins sees those of before, too
};
// Several texts as one: a line each, without those that are empty.
std::string text_of(const std::vector<std::string>& texts);

// A kind of item, described once, in its own folder. What works for all of them (the trash, what somebody shares,
// imports that are taken back, erasing, the checks, search) goes through kinds_of_items() and names none.
struct KindOfItem {
    ItemKind kind = ItemKind::check_in;
    const char* table = "";                // and what files call one of it
    const char* list = "";                 // and several: "check_ins"
    Audience usual = Audience::household;  // of a new one, unless its author says otherwise

    // --- its rows. Each has id, author, audience, sealed, edited_at and deleted_at. ---
    std::vector<Column> columns;
    const char* content = "";            // never NULL in a row that holds something and is not sealed
    std::string in_seal;                 // what is in the seal instead, by name, with commas between
    const char *day = "", *moment = "";  // the columns that its seal is bound to; empty: none
    bool dated_sharing = true;           // it has shared_at: who joins sees what is shared from then on

    // --- one that is shared, in SQL: where it stands in its author's list, and what a Glance shows of it ---
    const char *shared_day = "day", *shared_moment = "", *text = "NULL", *level = "NULL", *recipient = "NULL",
               *photo = "NULL", *format = "NULL", *addressee = "NULL";
    const char* shared = "1";                 // that it is shared by now
    const char* kept = "sealed IS NOT NULL";  // that its author keeps it to themselves
    const char* has_been_given = "1";         // that its audience sees it, whatever the clock says
    std::optional<int> least_level, highest_level;

    std::vector<OwnChoice> choices;

    // --- its items, through its store ---
    void (*add_store)(Stores&, db::Connection&, Vault&) = nullptr;
    // Those in the trash that the viewer may see, or the one named; the latest first.
    std::vector<Deleted<Glance>> (*in_trash)(const KindOfItem&, const Stores&, const Viewer&,
                                             const std::optional<Uuid>& only) = nullptr;
    // With anything left in them: in the trash since then or longer, at most `limit`; by a person, wherever they are.
    std::vector<Uuid> (*in_trash_since)(const Stores&, Instant then, int limit) = nullptr;
    std::vector<Uuid> (*written_by)(const Stores&, PersonId author) = nullptr;
    void (*set_deleted)(Stores&, const Uuid&, const std::optional<Instant>& at) = nullptr;
    void (*empty)(Change&, const Uuid&) = nullptr;  // leaves nothing but that there was something
    // What they added to others' items (hearts, marks), the same way. Null: nothing can be added to it.
    void (*empty_added_by)(Stores&, PersonId, Instant at) = nullptr;
    // These two refuse what `by` does not see or may not change. Null: it has a command of its own for it.
    Result<Uuid> (*remove)(Change&, PersonId by, const Uuid&) = nullptr;
    Result<Uuid> (*set_audience)(Change&, PersonId by, const Uuid&, Audience) = nullptr;
    bool (*sees)(const Stores&, const Viewer&, const Uuid&, Day today) = nullptr;
    // Of those the viewer may see, both days included. Kinds without a day return everything when `first` is set.
    // Null: not searchable.
    std::vector<SearchText> (*texts)(const Stores&, const Viewer&, Day from, Day to, bool first) = nullptr;

    // --- in files, where its description is enough for them; null: the exports write it their own way ---
    bool absent_before = false;  // there are exports from before this kind
    std::vector<Column> fields;
    // Those the viewer may see, both days included, newest first.
    std::vector<Record> (*records)(const Stores&, const Viewer&, Day from, Day to) = nullptr;
    void (*insert)(Stores&, const Record&) = nullptr;

    // --- what is special to it ---
    bool anybody_restores = false;  // it is the household's
    std::optional<Refusal> (*may_restore)(Change&, PersonId by, const Glance&) = nullptr;
    void (*restored)(Change&, const Uuid&) = nullptr;
};

// All of them, as they stand in lists. The one place where a kind is added (core/items/kinds.cpp).
const std::vector<const KindOfItem*>& kinds_of_items();
const KindOfItem* find_kind(ItemKind kind);  // nothing: a newer program's
const KindOfItem* find_kind(std::string_view table);
const KindOfItem& kind_of(ItemKind kind);
// Those that files know by their description.
std::vector<const KindOfItem*> recorded_kinds();

// One more while it lives, for tests.
class ExtraKind {
public:
    explicit ExtraKind(const KindOfItem& kind);
    ~ExtraKind();
    ExtraKind(const ExtraKind&) = delete;
    ExtraKind& operator=(const ExtraKind&) = delete;
};

}  // namespace core
