#include "core/check_ins/check_in_kind.hpp"

#include "core/check_ins/check_in_commands.hpp"
#include "core/check_ins/check_in_store.hpp"
#include "core/check_ins/names.hpp"
#include "core/items/described_kind.hpp"

namespace core {

template class ItemStore<CheckIn>;

namespace {

// At most `longest` characters, as one text.
Field<CheckIn> names(const char* name, std::vector<std::string> CheckIn::*member, std::size_t longest) {
    return {{name, Holds::text, 0, static_cast<std::int64_t>(longest)},
            [member](const CheckIn& c) { return db::Value(joined_names(c.*member)); },
            [member](CheckIn& c, const db::Value& value) {
                if (const auto* text = std::get_if<std::string>(&value)) c.*member = parted_names(*text);
            }};
}

}  // namespace

const Description<CheckIn>& CheckIn::description() {
    using namespace fields;
    static const Description<CheckIn> described{
        ItemKind::check_in,
        "check_in",
        "check_ins",
        "felt_at",
        &CheckIn::felt_at,
        {whole("mood", &CheckIn::mood, 1, 5), names("feeling", &CheckIn::feeling, longest_feeling),
         text("note", &CheckIn::note, longest_note), names("around", &CheckIn::around, longest_around),
         word("help", &CheckIn::help, ",listen,hug,space,ideas", help_from_text),
         flag("good_news", &CheckIn::good_news)}};
    return described;
}

namespace {

void show(const CheckIn& c, const Viewer&, Glance& glance) {
    glance.day = c.day;
    glance.text = first_line(c.note.empty() ? joined_names(c.feeling) : c.note);
    glance.level = c.mood;
}

Result<Uuid> set_audience(Change& change, PersonId by, const Uuid& id, Audience audience) {
    const auto c = change.seen<CheckIn>(change.get<CheckInStore>(), by, CheckInId{id});
    if (!c) return c.refusal();
    return carry_out(EditCheckIn{by, c.value().id, c.value().mood, c.value().feeling, c.value().note, audience},
                     change);
}

}  // namespace

const KindOfItem& check_in_kind() {
    static const KindOfItem kind = [] {
        auto k = described_kind<CheckIn, show>();
        k.usual = Audience::only_me;
        k.text = "coalesce(nullif(note, ''), feeling)";
        k.set_audience = set_audience;
        k.records = nullptr;  // its files call the fields otherwise
        k.texts = described_texts<CheckIn>;
        return k;
    }();
    return kind;
}

}  // namespace core
