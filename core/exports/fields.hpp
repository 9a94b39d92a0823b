#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "core/exports/contents.hpp"
#include "core/items/column.hpp"
#include "core/items/record.hpp"

// Which fields each kind of an export has, by name: the one place that says how a field is written and how it is read.
namespace core::exports {

using Json = nlohmann::json;

// What stands where it should not. Thrown by a Value, caught where a file is read.
struct Wrong {
    enum class What { missing, value, twice, unknown_person, unknown_item };
    What what = What::value;
    std::string field;
};

// One field as it was read; nothing where it is missing or null.
class Value {
public:
    Value(std::string field, const Json* json) : field_(std::move(field)), json_(json) {}

    bool empty() const { return json_ == nullptr || json_->is_null(); }
    [[noreturn]] void wrong(Wrong::What what = Wrong::What::value) const { throw Wrong{what, field_}; }
    const Json& needed() const {
        if (empty()) wrong(Wrong::What::missing);
        return *json_;
    }

    int whole(int least, int most) const;
    bool flag() const;                              // false where it is missing
    std::string raw(std::size_t longest) const;     // empty where it is missing; characters
    std::string tidied(std::size_t longest) const;  // the same, as people's texts are kept
    std::string tidied_line(std::size_t longest) const;
    Uuid uuid() const;

    void read(Uuid& to) const { to = uuid(); }
    void read(Day& to) const;
    void read(Instant& to) const;
    void read(Audience& to) const;
    void read(bool& to) const { to = flag(); }
    template <class Tag> void read(Id<Tag>& to) const { to = Id<Tag>{uuid()}; }
    template <class T> void read(std::optional<T>& to) const {
        to.reset();
        if (!empty()) read(to.emplace());
    }

private:
    std::string field_;
    const Json* json_;
};

// "2026-11-23T18:10:05.000+01:00": to the millisecond, since that is what things are kept in order by.
std::string to_exact_iso(Instant instant);
std::optional<Instant> instant_from_iso(std::string_view text);

template <class Item> struct Field {
    const char* name;
    std::function<Json(const Item&)> write;
    std::function<void(Item&, const Value&)> read;
};

template <class Item> struct Kind {
    const char* name;  // of its list in the JSON, and of its CSV file
    std::vector<Item> Contents::*list;
    std::vector<Field<Item>> fields;

    std::vector<Item>& in(Contents& contents) const { return contents.*list; }
    const std::vector<Item>& in(const Contents& contents) const { return contents.*list; }
};

// The same of a kind that is known by its description.
struct RecordedKind {
    const char* name;
    ItemKind kind;
    bool absent_before;
    std::vector<Field<Record>> fields;

    std::vector<Record>& in(Contents& contents) const { return contents.records[kind]; }
    const std::vector<Record>& in(const Contents& contents) const;
};
std::vector<RecordedKind> fields_of_recorded_kinds();
// One field of a record, as every file has it.
Json to_json(const db::Value& value, const Column& column);

struct Kinds {
    Kind<PersonRecord> people;
    Kind<CheckIn> check_ins;
    Kind<Thanks> thanks;
    Kind<Heart> hearts;
    Kind<Answer> answers;
    Kind<Touch> touches;
    Kind<RitualRecord> rituals;
    Kind<RitualPause> pauses;
    Kind<OccurrenceMark> marks;
    Kind<MemoryRecord> memories;
    Kind<Activity> activities;
    Kind<ThanksRead> thanks_reads;
    Kind<PromptShowing> prompts;

    template <class Visit> void each(Visit&& visit) const {
        visit(people), visit(check_ins), visit(thanks), visit(hearts), visit(answers), visit(touches), visit(rituals),
            visit(pauses), visit(marks), visit(memories);
        for (const auto& kind : fields_of_recorded_kinds()) visit(kind);
        visit(activities), visit(thanks_reads), visit(prompts);
    }
};
const Kinds& kinds();

// What has to hold between the items of all kinds: every id once, every author there, nothing that hangs on what is not
// there. Throws Wrong with the list and the number of the item before the field.
void check(const Contents& contents);

}  // namespace core::exports
