#include "core/household/features.hpp"

#include <type_traits>

#include "core/activities/activity_store.hpp"
#include "core/answers/answer_store.hpp"
#include "core/imports/import_store.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/thanks/prompt_store.hpp"
#include "core/thanks/thanks_read_store.hpp"
#include "core/touches/touch_store.hpp"
#include "core/trash/trash_store.hpp"

namespace core {

// Connects a feature to its store.
template <class Store> struct FeatureAccess {
    static Feature feature() {
        Feature feature;
        feature.add_store = [](Stores& stores, db::Connection& db, Vault& vault) {
            if constexpr (std::is_constructible_v<Store, db::Connection&, Vault&>) stores.add<Store>(db, vault);
            else if constexpr (std::is_constructible_v<Store, db::Connection&>) stores.add<Store>(db);
            else stores.add<Store>(stores);
        };
        if constexpr (requires(Store & store, Instant then) { store.empty_removed(then); })
            feature.empty_removed = [](Stores& stores, Instant then) {
                return stores.get<Store>().empty_removed(then);
            };
        if constexpr (requires(Store & store, PersonId person, Instant at) { store.empty_of(person, at); })
            feature.empty_of = [](Stores& stores, PersonId person, Instant at) {
                stores.get<Store>().empty_of(person, at);
            };
        return feature;
    }
};

const std::vector<Feature>& features() {
    static const std::vector<Feature> all{
        FeatureAccess<ActivityStore>::feature(), FeatureAccess<AnswerStore>::feature(),
        FeatureAccess<ImportStore>::feature(),   FeatureAccess<PromptStore>::feature(),
        FeatureAccess<SharedStore>::feature(),   FeatureAccess<ThanksReadStore>::feature(),
        FeatureAccess<TouchStore>::feature(),    FeatureAccess<TrashStore>::feature()};
    return all;
}

}  // namespace core
