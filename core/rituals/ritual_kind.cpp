#include "core/rituals/ritual_kind.hpp"

#include "core/check_ins/check_in.hpp"
#include "core/items/store_access.hpp"
#include "core/rituals/ritual_commands.hpp"
#include "core/rituals/ritual_store.hpp"

namespace core {

namespace {

void show(const Ritual& r, const Viewer&, Glance& glance) {
    glance.day = r.starts_on;
    glance.text = r.title;
}

Result<Uuid> set_audience(Change& change, PersonId by, const Uuid& id, Audience audience) {
    const auto found = change.seen<Ritual>(change.get<RitualStore>(), by, RitualId{id});
    if (!found) return found.refusal();
    const auto& r = found.value();
    if (r.author && r.author != by) return Refusal::not_yours;
    return carry_out(
        EditRitual{by, r.id, {r.title, r.note, r.symbol, r.colour, r.rule, r.starts_on, r.starts_at, audience}},
        change);
}

// There are never many of them: all at once.
std::vector<SearchText> texts(const Stores& stores, const Viewer& viewer, Day, Day to, bool first) {
    std::vector<SearchText> texts;
    if (!first) return texts;
    for (const auto& r : stores.get<RitualStore>().all(viewer, to)) {
        SearchText text{{ItemKind::ritual, r.id.value}, r.author, r.audience, r.starts_on};
        text.moment = std::int64_t{r.starts_on.number} * 86'400'000;
        text.text = text_of({r.title, r.note});
        text.always = true;
        texts.push_back(std::move(text));
    }
    return texts;
}

}  // namespace

const KindOfItem& ritual_kind() {
    static const KindOfItem kind = [] {
        KindOfItem k;
        k.kind = ItemKind::ritual;
        k.table = "ritual";
        k.list = "rituals";
        k.columns = item_columns({{"title", Holds::line, 0, longest_title},
                                  {"note", Holds::text, 0, longest_note},
                                  {"symbol", Holds::text, 0, 40},
                                  {"colour", Holds::word, 0, 0, "honey,ember,sage,sky,plum,rose,teal,slate"},
                                  {"starts_on", Holds::day},
                                  {"rule", Holds::rule},
                                  {"starts_at", Holds::number, 0, 24 * 60 - 1},
                                  {"created_at", Holds::instant}});
        k.content = "title";
        k.in_seal = "title,note,symbol,colour,rule,starts_on,starts_at";
        k.dated_sharing = false;
        k.shared_day = "(created_at + created_offset * 60000) / 86400000";
        k.shared_moment = "created_at";
        k.text = "title";
        StoreAccess<RitualStore, Ritual, show>::add_to(k);
        k.set_audience = set_audience;
        k.texts = texts;
        k.anybody_restores = true;
        return k;
    }();
    return kind;
}

}  // namespace core
