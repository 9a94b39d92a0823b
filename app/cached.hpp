#pragma once

#include <cstdint>
#include <memory>
#include <utility>

namespace app {

// Asks again only when the key or the household's revision has moved.
template <class Key, class Value> class Cached {
public:
    template <class Query> const Value& get(const Key& key, std::uint64_t revision, Query&& query) {
        if (!kept_ || revision != kept_->revision || !(key == kept_->key)) {
            // Whole before the last one goes: a question that throws changes nothing.
            kept_ = std::unique_ptr<Kept>(new Kept{key, revision, query(key)});
            ++version_;
        }
        return kept_->value;
    }
    // Moves with every new answer, for what is laid out from it.
    std::uint64_t version() const { return version_; }
    // The last answer, as it was; null where nothing was asked.
    const Value* latest() const { return kept_ ? &kept_->value : nullptr; }
    void forget() { kept_.reset(); }

private:
    // On the heap, where the program wipes what it frees: a short text lies within its string, and a search's words in
    // its key.
    struct Kept {
        Key key;
        std::uint64_t revision = 0;
        Value value;
    };
    std::unique_ptr<Kept> kept_;
    std::uint64_t version_ = 0;
};

}  // namespace app
