#include "core/thanks/thanks_kind.hpp"

#include "core/items/store_access.hpp"
#include "core/thanks/thanks_commands.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/thanks/thanks_store.hpp"

namespace core {

namespace {

void show(const Thanks& t, const Viewer& viewer, Glance& glance) {
    glance.day = t.day;
    // What lay in an envelope stays in it: it was taken back, perhaps unread.
    if (!t.envelope || t.author == viewer.person) glance.text = first_line(t.text);
    glance.recipient = t.recipient;
    glance.to = t.to;
    if (t.waits) glance.waits_until = t.given_at;
}

Result<Uuid> set_audience(Change& change, PersonId by, const Uuid& id, Audience audience) {
    const auto t = change.seen<Thanks>(change.get<ThanksStore>(), by, ThanksId{id});
    if (!t) return t.refusal();
    return carry_out(EditThanks{by, t.value().id, t.value().text, audience}, change);
}

std::vector<SearchText> texts(const Stores& stores, const Viewer& viewer, Day from, Day to, bool) {
    std::vector<SearchText> texts;
    for (const auto& t : stores.get<ThanksStore>().between(viewer, from, to))
        // One that waits is its author's until its moment, when it is walked through anew.
        texts.push_back({{ItemKind::thanks, t.id.value},
                         t.author,
                         t.waits ? Audience::only_me : t.audience,
                         t.day,
                         t.given_at.utc_ms,
                         t.text,
                         t.shared_at});
    return texts;
}

}  // namespace

const KindOfItem& thanks_kind() {
    static const KindOfItem kind = [] {
        KindOfItem k;
        k.kind = ItemKind::thanks;
        k.table = "thanks";
        k.list = "thanks";
        k.columns = item_columns({{"recipient", Holds::reference, 0, 0, "person"},
                                  {"addressee", Holds::word, 0, 0, "person,us,life"},
                                  {"given_at", Holds::instant},
                                  {"day", Holds::day, 0, 0, "given_at"},
                                  {"text", Holds::line, 0, longest_thanks},
                                  {"memory", Holds::reference, 0, 0, "memory"},
                                  {"envelope", Holds::number, 0, 1},
                                  {"waits", Holds::number, 0, 1},
                                  {"shared_at", Holds::instant}});
        k.content = "text";
        k.in_seal = "text,memory";
        k.day = "day";
        k.moment = "given_at";
        k.shared_moment = "given_at";
        k.text = "text";
        k.recipient = "recipient";
        k.addressee = "addressee";
        k.shared = "(waits IS NOT 1 OR given_at <= moment())";
        k.kept = "(sealed IS NOT NULL OR (waits = 1 AND given_at > moment()))";
        k.has_been_given = "waits IS NOT 1";
        StoreAccess<ThanksStore, Thanks, show>::add_to(k);
        k.empty = [](Change& change, const Uuid& id) {
            change.get<ThanksReadStore>().empty_of_thanks(ThanksId{id}, change.now());
            change.get<ThanksStore>().empty(ThanksId{id}, change.now());
        };
        k.set_audience = set_audience;
        k.texts = texts;
        k.restored = [](Change& change, const Uuid& id) {
            change.get<ThanksStore>().keep_late_to_its_author(ThanksId{id});
        };
        return k;
    }();
    return kind;
}

}  // namespace core
