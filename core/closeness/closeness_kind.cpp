#include "core/closeness/closeness_kind.hpp"

#include "core/closeness/closeness_store.hpp"
#include "core/items/described_kind.hpp"

namespace core {

template class ItemStore<Closeness>;

const Description<Closeness>& Closeness::description() {
    static const Description<Closeness> described{
        ItemKind::closeness, "closeness",         "closeness",
        "felt_at",           &Closeness::felt_at, {fields::whole("level", &Closeness::level, 1, closest)}};
    return described;
}

namespace {

void show(const Closeness& c, const Viewer&, Glance& glance) {
    glance.day = c.day;
    glance.level = c.level;
}

}  // namespace

const KindOfItem& closeness_kind() {
    static const KindOfItem kind = [] {
        auto k = described_kind<Closeness, show>();
        k.usual = Audience::only_me;
        k.choices = {asked_for_closeness};
        return k;
    }();
    return kind;
}

}  // namespace core
