#pragma once

#include <cstdint>
#include <optional>
#include <utility>

namespace app {

// Asks again only when the key or the household's revision has moved.
template <class Key, class Value>
class Cached {
public:
    template <class Query>
    const Value& get(const Key& key, std::uint64_t revision, Query&& query) {
        if (!value_ || revision != revision_ || !(key == key_)) {
            value_.emplace(query(key));
            key_ = key;
            revision_ = revision;
            ++version_;
        }
        return *value_;
    }
    // Moves with every new answer, for what is laid out from it.
    std::uint64_t version() const { return version_; }
    // The last answer, as it was; null where nothing was asked.
    const Value* latest() const { return value_ ? &*value_ : nullptr; }
    void forget() { value_.reset(); }

private:
    Key key_{};
    std::uint64_t revision_ = 0, version_ = 0;
    std::optional<Value> value_;
};

}  // namespace app
