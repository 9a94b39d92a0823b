#pragma once

#include <map>
#include <memory>
#include <typeindex>
#include <utility>

namespace core {

// The stores of one household, each known by its type.
class Stores {
public:
    template <class Store, class... Args> Store& add(Args&&... args) {
        auto store = std::make_shared<Store>(std::forward<Args>(args)...);
        auto& added = *store;
        stores_[typeid(Store)] = std::move(store);
        return added;
    }
    // One that was added.
    template <class Store> Store& get() { return *static_cast<Store*>(stores_.at(typeid(Store)).get()); }
    template <class Store> const Store& get() const { return *static_cast<Store*>(stores_.at(typeid(Store)).get()); }

private:
    std::map<std::type_index, std::shared_ptr<void>> stores_;
};

}  // namespace core
