#include "core/exports/fields.hpp"

#include <algorithm>
#include <cstdio>
#include <iterator>
#include <set>
#include <string_view>
#include <utility>

#include "core/check_ins/names.hpp"
#include "core/items/kind.hpp"
#include "core/rituals/recurrence.hpp"
#include "core/text.hpp"

namespace core::exports {

// --- how values are written and read ----------------------------------------------------------------------

int Value::whole(int least, int most) const {
    const auto& json = needed();
    if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > 1u << 31)) wrong();
    const auto number = json.get<std::int64_t>();
    if (number < least || number > most) wrong();
    return static_cast<int>(number);
}

bool Value::flag() const {
    if (empty()) return false;
    if (!json_->is_boolean()) wrong();
    return json_->get<bool>();
}

std::string Value::raw(std::size_t longest) const {
    if (empty()) return {};
    if (!json_->is_string()) wrong();
    const auto& text = json_->get_ref<const std::string&>();
    const auto length = length_of(text);
    if (!length || *length > longest) wrong();
    return text;
}

std::string Value::tidied(std::size_t longest) const {
    const auto text = tidy(raw(longest), longest);
    if (!text) wrong();
    return text.value();
}

std::string Value::tidied_line(std::size_t longest) const {
    const auto text = tidy_line(raw(longest), longest);
    if (!text) wrong();
    return text.value();
}

Uuid Value::uuid() const {
    const auto& json = needed();
    if (!json.is_string()) wrong();
    const auto id = uuid_from_text(json.get_ref<const std::string&>());
    if (!id || !*id) wrong();
    return *id;
}

void Value::read(Day& to) const {
    const auto& json = needed();
    const auto day = json.is_string() ? day_from_iso(json.get_ref<const std::string&>()) : std::nullopt;
    if (!day) wrong();
    to = *day;
}

void Value::read(Instant& to) const {
    const auto& json = needed();
    const auto instant = json.is_string() ? instant_from_iso(json.get_ref<const std::string&>()) : std::nullopt;
    if (!instant) wrong();
    to = *instant;
}

void Value::read(Audience& to) const {
    const auto& json = needed();
    for (const auto audience : {Audience::only_me, Audience::household, Audience::room})
        if (json.is_string() && json.get_ref<const std::string&>() == to_text(audience)) {
            to = audience;
            return;
        }
    wrong();
}

std::string to_exact_iso(Instant instant) {
    const auto text = to_iso(instant);  // with the offset at the end: six characters
    const auto ms = static_cast<int>(((instant.utc_ms % 1000) + 1000) % 1000);
    char fraction[8];
    std::snprintf(fraction, sizeof fraction, ".%03d", ms);
    return text.substr(0, text.size() - 6) + fraction + text.substr(text.size() - 6);
}

std::optional<Instant> instant_from_iso(std::string_view text) {
    // 2026-11-23T18:10:05.000+01:00
    constexpr std::string_view shape = "dddd-dd-ddTdd:dd:dd.ddd?dd:dd";
    if (text.size() != shape.size()) return std::nullopt;
    for (std::size_t i = 0; i < shape.size(); ++i) {
        const char c = text[i];
        const bool fits = shape[i] == 'd'   ? c >= '0' && c <= '9'
                          : shape[i] == '?' ? c == '+' || c == '-'
                                            : c == shape[i];
        if (!fits) return std::nullopt;
    }
    const auto number = [&](std::size_t at, std::size_t digits) {
        int n = 0;
        for (std::size_t i = at; i < at + digits; ++i) n = n * 10 + (text[i] - '0');
        return n;
    };
    const auto day = day_from_iso(text.substr(0, 10));
    const int hour = number(11, 2), minute = number(14, 2), second = number(17, 2),
              away = number(24, 2) * 60 + number(27, 2);
    if (!day || hour > 23 || minute > 59 || second > 59 || number(27, 2) > 59 || away >= 24 * 60) return std::nullopt;
    Instant instant;
    instant.offset_minutes = text[23] == '-' ? -away : away;
    instant.utc_ms = ((std::int64_t{day->number} * 24 + hour) * 60 + minute - instant.offset_minutes) * 60'000 +
                     second * 1000 + number(20, 3);
    return instant;
}

namespace {

Json written(const Uuid& id) { return to_text(id); }
template <class Tag> Json written(const Id<Tag>& id) { return to_text(id.value); }
Json written(Day day) { return to_iso(day); }
Json written(Instant instant) { return to_exact_iso(instant); }
Json written(Audience audience) { return to_text(audience); }
Json written(bool flag) { return flag; }
template <class T> Json written(const std::optional<T>& value) { return value ? written(*value) : Json(nullptr); }

Json or_null(std::string_view text) { return text.empty() ? Json(nullptr) : Json(text); }

// --- how fields are described -----------------------------------------------------------------------------

// One that is written and read as its type is.
template <class Item, class Base, class T> Field<Item> plain(const char* name, T Base::*member) {
    return {name, [member](const Item& item) { return written(item.*member); },
            [member](Item& item, const Value& value) { value.read(item.*member); }};
}

enum class Shape { line, lines, raw };

// What people wrote: null where there is nothing, at most `longest` characters.
template <class Item, class Base>
Field<Item> text(const char* name, std::string Base::*member, std::size_t longest, Shape shape = Shape::lines) {
    return {name, [member](const Item& item) { return or_null(item.*member); },
            [=](Item& item, const Value& value) {
                item.*member = shape == Shape::raw    ? value.raw(longest)
                               : shape == Shape::line ? value.tidied_line(longest)
                                                      : value.tidied(longest);
            }};
}

// The same where there has to be something.
template <class Item, class Base>
Field<Item> needed_text(const char* name, std::string Base::*member, std::size_t longest, Shape shape = Shape::lines) {
    auto field = text<Item>(name, member, longest, shape);
    field.read = [read = field.read, member](Item& item, const Value& value) {
        read(item, value);
        if ((item.*member).empty()) value.wrong(Wrong::What::missing);
    };
    return field;
}

Field<CheckIn> names(const char* name, std::vector<std::string> CheckIn::*member, std::size_t longest) {
    return {name, [member](const CheckIn& c) { return or_null(joined_names(c.*member)); },
            [=](CheckIn& c, const Value& value) { c.*member = parted_names(value.tidied_line(longest)); }};
}

template <class Item, class Base> Field<Item> whole(const char* name, int Base::*member, int least, int most) {
    return {name, [member](const Item& item) { return Json(item.*member); },
            [=](Item& item, const Value& value) { item.*member = value.whole(least, most); }};
}

template <class T> struct Name {
    T value;
    std::string_view name;
};

// One of a few names; `unsaid`, where there is such a value, is written as null.
template <class Item, class Base, class T>
Field<Item> one_of(const char* name, T Base::*member, std::vector<Name<T>> names, std::optional<T> unsaid = {}) {
    return {name,
            [=](const Item& item) {
                for (const auto& each : names)
                    if (each.value == item.*member) return Json(each.name);
                return Json(nullptr);
            },
            [=](Item& item, const Value& value) {
                if (unsaid && value.empty()) {
                    item.*member = *unsaid;
                    return;
                }
                const auto& json = value.needed();
                for (const auto& each : names)
                    if (json.is_string() && json.get_ref<const std::string&>() == each.name) {
                        item.*member = each.value;
                        return;
                    }
                value.wrong();
            }};
}

template <class Names> bool among(const Names& names, const std::string& text) {
    return std::any_of(std::begin(names), std::end(names), [&](const char* name) { return text == name; });
}

template <class T> std::vector<Name<T>> names_of(std::initializer_list<T> values) {
    std::vector<Name<T>> names;
    for (const auto value : values) names.push_back({value, to_text(value)});
    return names;
}

Field<RitualRecord> time_of_day(const char* name) {
    return {name, [](const RitualRecord& r) { return r.starts_at ? Json(clock_text(*r.starts_at)) : Json(nullptr); },
            [](RitualRecord& r, const Value& value) {
                r.starts_at.reset();
                if (value.empty()) return;
                const auto clock = value.raw(5);
                const auto digit = [&](std::size_t i) {
                    return clock[i] >= '0' && clock[i] <= '9' ? clock[i] - '0' : 99;
                };
                if (clock.size() != 5 || clock[2] != ':') value.wrong();
                const int hour = digit(0) * 10 + digit(1), minute = digit(3) * 10 + digit(4);
                if (hour > 23 || minute > 59) value.wrong();
                r.starts_at = hour * 60 + minute;
            }};
}

template <class Item, class Base> Field<Item> hash(const char* name, PhotoHash Base::*member) {
    return {name, [member](const Item& item) { return Json(to_hex(item.*member)); },
            [member](Item& item, const Value& value) {
                const auto hash = hash_from_hex(value.raw(64));
                if (!hash) value.wrong(value.empty() ? Wrong::What::missing : Wrong::What::value);
                item.*member = *hash;
            }};
}

constexpr std::size_t longest_symbol = 40, longest_rule = 1000, longest_file_name = 1000;

Field<RitualRecord> rule() {
    auto field = text<RitualRecord>("rule", &RitualRecord::rule, longest_rule, Shape::line);
    return field;
}

// --- the fields of every kind -----------------------------------------------------------------------------

Kinds make_kinds() {
    Kinds k;
    k.people = {
        "people",
        &Contents::people,
        {plain<PersonRecord>("id", &PersonRecord::id),
         needed_text<PersonRecord>("name", &PersonRecord::name, longest_name, Shape::line),
         {"colour", [](const PersonRecord& p) { return Json(p.colour); },
          [](PersonRecord& p, const Value& value) {
              p.colour = value.raw(longest_symbol);
              if (!among(person_colours, p.colour)) value.wrong();
          }},
         {"face", [](const PersonRecord& p) { return Json(p.face); },
          [](PersonRecord& p, const Value& value) {
              p.face = value.raw(longest_symbol);
              if (!among(person_faces, p.face)) value.wrong();
          }},
         {"portrait", [](const PersonRecord& p) { return p.portrait ? Json(to_hex(*p.portrait)) : Json(nullptr); },
          [](PersonRecord& p, const Value& value) {
              if (value.empty()) return;
              p.portrait = hash_from_hex(value.raw(64));
              if (!p.portrait) value.wrong();
          }},
         text<PersonRecord>("portrait_file", &PersonRecord::portrait_file, longest_file_name, Shape::raw),
         plain<PersonRecord>("joined_at", &PersonRecord::joined_at),
         plain<PersonRecord>("sees_since", &PersonRecord::sees_since)}};
    k.check_ins = {
        "check_ins",
        &Contents::check_ins,
        {plain<CheckIn>("id", &CheckIn::id), plain<CheckIn>("author", &CheckIn::author),
         plain<CheckIn>("audience", &CheckIn::audience), plain<CheckIn>("day", &CheckIn::day),
         plain<CheckIn>("felt_at", &CheckIn::felt_at), whole<CheckIn>("mood", &CheckIn::mood, 1, 5),
         names("feeling", &CheckIn::feeling, longest_feeling), text<CheckIn>("note", &CheckIn::note, longest_note),
         names("around", &CheckIn::around, longest_around),
         one_of<CheckIn>("wish", &CheckIn::help, names_of({Help::listen, Help::hug, Help::space, Help::ideas}),
                         std::optional(Help::unsaid)),
         plain<CheckIn>("good_news", &CheckIn::good_news), plain<CheckIn>("shared_at", &CheckIn::shared_at)}};
    k.thanks = {
        "thanks",
        &Contents::thanks,
        {plain<Thanks>("id", &Thanks::id), plain<Thanks>("author", &Thanks::author),
         one_of<Thanks>("to", &Thanks::to, names_of({ThanksTo::person, ThanksTo::us, ThanksTo::life})),
         plain<Thanks>("recipient", &Thanks::recipient), plain<Thanks>("audience", &Thanks::audience),
         plain<Thanks>("day", &Thanks::day), plain<Thanks>("given_at", &Thanks::given_at),
         needed_text<Thanks>("text", &Thanks::text, longest_thanks), plain<Thanks>("edited_at", &Thanks::edited_at),
         plain<Thanks>("memory", &Thanks::memory), plain<Thanks>("envelope", &Thanks::envelope),
         plain<Thanks>("waits", &Thanks::waits), plain<Thanks>("shared_at", &Thanks::shared_at)}};
    k.hearts = {"hearts",
                &Contents::hearts,
                {plain<Heart>("id", &Heart::id), plain<Heart>("thanks", &Heart::thanks),
                 plain<Heart>("author", &Heart::author), plain<Heart>("given_at", &Heart::given_at)}};
    k.answers = {
        "answers",
        &Contents::answers,
        {plain<Answer>("id", &Answer::id),
         {"to", [](const Answer& a) { return Json(a.subject.kind == ItemKind::thanks ? "thanks" : "check_in"); },
          [](Answer& a, const Value& value) {
              const auto kind = value.raw(longest_symbol);
              if (kind != "thanks" && kind != "check_in") value.wrong();
              a.subject.kind = kind == "thanks" ? ItemKind::thanks : ItemKind::check_in;
          }},
         {"subject", [](const Answer& a) { return Json(to_text(a.subject.id)); },
          [](Answer& a, const Value& value) { a.subject.id = value.uuid(); }},
         plain<Answer>("author", &Answer::author),
         one_of<Answer>("kind", &Answer::kind,
                        names_of({AnswerKind::hard, AnswerKind::more, AnswerKind::hug, AnswerKind::glad,
                                  AnswerKind::question, AnswerKind::words})),
         text<Answer>("text", &Answer::text, longest_answer),
         plain<Answer>("given_at", &Answer::given_at)}};
    k.touches = {"touches",
                 &Contents::touches,
                 {plain<Touch>("id", &Touch::id), plain<Touch>("author", &Touch::author),
                  plain<Touch>("recipient", &Touch::recipient),
                  one_of<Touch>("kind", &Touch::kind,
                                names_of({TouchKind::hug, TouchKind::kiss, TouchKind::thinking, TouchKind::proud})),
                  plain<Touch>("day", &Touch::day), plain<Touch>("given_at", &Touch::given_at)}};
    k.rituals = {"rituals",
                 &Contents::rituals,
                 {plain<RitualRecord>("id", &RitualRecord::id),
                  plain<RitualRecord>("author", &RitualRecord::author),
                  plain<RitualRecord>("audience", &RitualRecord::audience),
                  needed_text<RitualRecord>("title", &RitualRecord::title, longest_title, Shape::line),
                  text<RitualRecord>("note", &RitualRecord::note, longest_note),
                  text<RitualRecord>("symbol", &RitualRecord::symbol, longest_symbol, Shape::line),
                  {"colour", [](const RitualRecord& r) { return Json(r.colour); },
                   [](RitualRecord& r, const Value& value) {
                       r.colour = value.raw(longest_symbol);
                       if (!among(ritual_colours, r.colour)) value.wrong();
                   }},
                  rule(),
                  plain<RitualRecord>("starts_on", &RitualRecord::starts_on),
                  time_of_day("starts_at"),
                  plain<RitualRecord>("added_at", &RitualRecord::added_at)}};
    k.pauses = {
        "pauses",
        &Contents::pauses,
        {plain<RitualPause>("id", &RitualPause::id), plain<RitualPause>("ritual", &RitualPause::ritual),
         plain<RitualPause>("from", &RitualPause::from), plain<RitualPause>("until", &RitualPause::until),
         plain<RitualPause>("author", &RitualPause::author), plain<RitualPause>("made_at", &RitualPause::made_at)}};
    k.marks = {
        "marks",
        &Contents::marks,
        {plain<OccurrenceMark>("id", &OccurrenceMark::id), plain<OccurrenceMark>("ritual", &OccurrenceMark::ritual),
         plain<OccurrenceMark>("day", &OccurrenceMark::day),
         one_of<OccurrenceMark>("outcome", &OccurrenceMark::outcome,
                                {{Outcome::kept, "kept"}, {Outcome::skipped, "skipped"}}),
         plain<OccurrenceMark>("author", &OccurrenceMark::author),
         plain<OccurrenceMark>("marked_at", &OccurrenceMark::marked_at)}};
    k.memories = {
        "memories",
        &Contents::memories,
        {plain<MemoryRecord>("id", &MemoryRecord::id), plain<MemoryRecord>("author", &MemoryRecord::author),
         plain<MemoryRecord>("audience", &MemoryRecord::audience), plain<MemoryRecord>("day", &MemoryRecord::day),
         plain<MemoryRecord>("taken_at", &MemoryRecord::taken_at),
         one_of<MemoryRecord>("dated_by", &MemoryRecord::dated_by,
                              {{DatedBy::photo, "photo"}, {DatedBy::file, "file"}, {DatedBy::person, "person"}}),
         text<MemoryRecord>("caption", &MemoryRecord::caption, longest_caption),
         hash<MemoryRecord>("photo", &MemoryRecord::photo),
         one_of<MemoryRecord>("format", &MemoryRecord::format,
                              {{PhotoFormat::jpeg, "jpeg"}, {PhotoFormat::png, "png"}}),
         whole<MemoryRecord>("width", &MemoryRecord::width, 0, 1'000'000),
         whole<MemoryRecord>("height", &MemoryRecord::height, 0, 1'000'000),
         text<MemoryRecord>("source_name", &MemoryRecord::source_name, longest_file_name, Shape::raw),
         text<MemoryRecord>("file", &MemoryRecord::file, longest_file_name, Shape::raw),
         plain<MemoryRecord>("shared_at", &MemoryRecord::shared_at)}};
    k.activities = {
        "activities",
        &Contents::activities,
        {plain<Activity>("id", &Activity::id),
         plain<Activity>("author", &Activity::author),
         {"name", [](const Activity& a) { return Json(a.name); },
          [](Activity& a, const Value& value) {
              a.name = value.tidied_line(longest_activity);
              if (a.name.empty()) value.wrong(Wrong::What::missing);
              if (a.name.find(',') != std::string::npos) value.wrong();  // it parts the names in a check-in
          }},
         text<Activity>("icon", &Activity::icon, longest_symbol, Shape::line),
         {"position", [](const Activity& a) { return Json(a.position); },
          [](Activity& a, const Value& value) {
              const auto& json = value.needed();
              constexpr std::int64_t farthest = std::int64_t{1} << 60;
              if (!json.is_number_integer() || (json.is_number_unsigned() && json.get<std::uint64_t>() > farthest))
                  value.wrong();
              a.position = json.get<std::int64_t>();
              if (a.position < -farthest) value.wrong();
          }},
         plain<Activity>("created_at", &Activity::created_at)}};
    k.thanks_reads = {
        "thanks_reads",
        &Contents::thanks_reads,
        {plain<ThanksRead>("id", &ThanksRead::id), plain<ThanksRead>("thanks", &ThanksRead::thanks),
         one_of<ThanksRead>("what", &ThanksRead::what,
                            names_of({ReadEvent::opened, ReadEvent::drawn, ReadEvent::put_away, ReadEvent::taken_out})),
         plain<ThanksRead>("at", &ThanksRead::at)}};
    k.prompts = {"prompts",
                 &Contents::prompts,
                 {plain<PromptShowing>("id", &PromptShowing::id),
                  needed_text<PromptShowing>("prompt", &PromptShowing::prompt, longest_symbol, Shape::line),
                  plain<PromptShowing>("at", &PromptShowing::at)}};
    return k;
}

// --- the kinds that are known by their description ----------------------------------------------------------

}  // namespace

Json to_json(const db::Value& value, const Column& column) {
    if (const auto* number = std::get_if<std::int64_t>(&value))
        return is_flag(column) ? Json(*number != 0) : Json(*number);
    const auto* text = std::get_if<std::string>(&value);
    return or_null(text ? std::string_view(*text) : std::string_view());
}

namespace {

db::Value read(const Value& value, const Column& column) {
    switch (column.holds) {
        case Holds::number:
            if (is_flag(column)) return std::int64_t{value.flag() ? 1 : 0};
            return std::int64_t{value.whole(static_cast<int>(column.lowest), static_cast<int>(column.highest))};
        case Holds::word: {
            const auto word = value.raw(longest_symbol);
            if (!is_among(word, column.words)) value.wrong();
            return word;
        }
        default: return value.tidied(static_cast<std::size_t>(column.highest));
    }
}

Field<Record> field_at(std::size_t index, const Column& column) {
    return {column.name, [=](const Record& record) { return to_json(record.fields.at(index), column); },
            [=](Record& record, const Value& value) {
                record.fields.resize(std::max(record.fields.size(), index + 1));
                record.fields[index] = read(value, column);
            }};
}

// --- what has to hold between them --------------------------------------------------------------------------

class Checker {
public:
    explicit Checker(const Contents& contents) : c_(contents) {
        for (const auto& person : c_.people) people_.insert(person.id.value);
    }

    void check() const {
        const auto check_ins = ids(kinds().check_ins), thanks = ids(kinds().thanks), rituals = ids(kinds().rituals);
        ids(kinds().people), ids(kinds().hearts), ids(kinds().answers), ids(kinds().touches), ids(kinds().pauses),
            ids(kinds().marks);
        ids(kinds().activities), ids(kinds().thanks_reads), ids(kinds().prompts);
        const auto memories = ids(kinds().memories);
        if (c_.viewer && people_.count(c_.viewer->value) == 0) throw Wrong{Wrong::What::unknown_person, "viewer"};
        each(kinds().check_ins, [&](const auto& c) { return known("author", c.author); });
        each(kinds().thanks, [&](const auto& t) {
            return first(known("author", t.author),
                         t.recipient == t.author || (t.to == ThanksTo::person) != t.recipient.has_value()
                             ? wrong("recipient")
                             : nothing(),
                         t.memory ? part_of("memory", t.memory->value, memories) : nothing());
        });
        each(kinds().hearts, [&](const auto& h) {
            return first(known("author", h.author), part_of("thanks", h.thanks.value, thanks));
        });
        each(kinds().answers, [&](const auto& a) {
            return first(known("author", a.author),
                         part_of("subject", a.subject.id, a.subject.kind == ItemKind::thanks ? thanks : check_ins),
                         has_words(a.kind) == a.text.empty() ? wrong("text") : nothing());
        });
        each(kinds().touches,
             [&](const auto& t) { return t.author == t.recipient ? wrong("recipient") : known("author", t.author); });
        each(kinds().rituals, [&](const auto& r) {
            const bool own = r.audience == Audience::only_me;
            return first(known("author", r.author), own && !r.author ? wrong("author") : nothing(),
                         Recurrence::parse(r.rule, r.starts_on) ? nothing() : wrong("rule"));
        });
        each(kinds().pauses, [&](const auto& p) {
            return first(known("author", p.author), part_of("ritual", p.ritual.value, rituals));
        });
        each(kinds().marks, [&](const auto& m) {
            return first(known("author", m.author), part_of("ritual", m.ritual.value, rituals));
        });
        each(kinds().memories, [&](const auto& m) {
            return m.audience == Audience::only_me && !m.author ? wrong("author") : known("author", m.author);
        });
        for (const auto& kind : fields_of_recorded_kinds()) {
            ids(kind);
            each(kind, [&](const auto& record) { return known("author", record.author); });
        }
        // Others' things are theirs to seal: nobody can do it for them.
        each(kinds().check_ins, [&](const auto& c) { return sealable(c.author, c.audience); });
        each(kinds().thanks, [&](const auto& t) { return sealable(t.author, t.audience); });
        each(kinds().rituals, [&](const auto& r) { return sealable(r.author, r.audience); });
        each(kinds().memories, [&](const auto& m) { return sealable(m.author, m.audience); });
        for (const auto& kind : fields_of_recorded_kinds())
            each(kind, [&](const auto& record) { return sealable(record.author, record.audience); });
        // What is the viewer's own, for nobody else.
        each(kinds().thanks,
             [&](const auto& t) { return t.waits && t.author != c_.viewer ? wrong("waits") : nothing(); });
        each(kinds().activities, [&](const auto& a) { return a.author != c_.viewer ? wrong("author") : nothing(); });
        each(kinds().thanks_reads,
             [&](const auto& r) { return c_.viewer ? part_of("thanks", r.thanks.value, thanks) : wrong("thanks"); });
        each(kinds().prompts,
             [&](const auto& p) { return p.prompt.empty() || !c_.viewer ? wrong("prompt") : nothing(); });
    }

private:
    using Found = std::optional<Wrong>;
    static Found nothing() { return std::nullopt; }
    static Found wrong(const char* field) { return Wrong{Wrong::What::value, field}; }
    template <class... More> static Found first(Found one, More... more) {
        if (one) return one;
        if constexpr (sizeof...(more) > 0) return first(std::move(more)...);
        else return nothing();
    }

    Found known(const char* field, const std::optional<PersonId>& person) const {
        return person && people_.count(person->value) == 0 ? Found(Wrong{Wrong::What::unknown_person, field})
                                                           : nothing();
    }
    static Found part_of(const char* field, const Uuid& id, const std::set<Uuid>& ids) {
        return ids.count(id) == 0 ? Found(Wrong{Wrong::What::unknown_item, field}) : nothing();
    }
    Found sealable(const std::optional<PersonId>& author, Audience audience) const {
        return audience == Audience::only_me && author != c_.viewer ? wrong("audience") : nothing();
    }

    template <class Kind> static std::string place(const Kind& kind, std::size_t index, const std::string& field) {
        return std::string(kind.name) + "[" + std::to_string(index) + "]." + field;
    }
    template <class Kind, class Look> void each(const Kind& kind, Look&& look) const {
        const auto& list = kind.in(c_);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (const auto found = look(list[i])) throw Wrong{found->what, place(kind, i, found->field)};
    }
    static const Uuid& id_of(const Uuid& id) { return id; }
    template <class Tag> static const Uuid& id_of(const Id<Tag>& id) { return id.value; }
    template <class Kind> std::set<Uuid> ids(const Kind& kind) const {
        std::set<Uuid> seen;
        const auto& list = kind.in(c_);
        for (std::size_t i = 0; i < list.size(); ++i)
            if (!seen.insert(id_of(list[i].id)).second) throw Wrong{Wrong::What::twice, place(kind, i, "id")};
        return seen;
    }

    const Contents& c_;
    std::set<Uuid> people_;
};

}  // namespace

std::vector<RecordedKind> fields_of_recorded_kinds() {
    std::vector<RecordedKind> list;
    for (const auto* kind : recorded_kinds()) {
        RecordedKind recorded{kind->list,
                              kind->kind,
                              kind->absent_before,
                              {plain<Record>("id", &Record::id), plain<Record>("author", &Record::author),
                               plain<Record>("audience", &Record::audience), plain<Record>("day", &Record::day),
                               plain<Record>(kind->moment, &Record::at)}};
        for (std::size_t i = 0; i < kind->fields.size(); ++i) recorded.fields.push_back(field_at(i, kind->fields[i]));
        recorded.fields.push_back(plain<Record>("shared_at", &Record::shared_at));
        list.push_back(std::move(recorded));
    }
    return list;
}

const std::vector<Record>& RecordedKind::in(const Contents& contents) const {
    static const std::vector<Record> none;
    const auto found = contents.records.find(kind);
    return found == contents.records.end() ? none : found->second;
}

const Kinds& kinds() {
    static const Kinds all = make_kinds();
    return all;
}

void check(const Contents& contents) { Checker(contents).check(); }

}  // namespace core::exports
