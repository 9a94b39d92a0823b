#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace core {

// Bytes that must not be found in memory afterwards: kept out of the swap file where the system allows it, and
// overwritten when they go. Moved, never copied by accident.
class Secret {
public:
    Secret() = default;
    explicit Secret(std::size_t size);  // zeros. Throws std::bad_alloc.
    Secret(const void* bytes, std::size_t size);
    static Secret of_text(std::string_view text) { return {text.data(), text.size()}; }

    Secret copy() const { return {data(), size()}; }
    std::uint8_t* data() { return bytes_.get(); }
    const std::uint8_t* data() const { return bytes_.get(); }
    std::size_t size() const { return size_; }
    bool empty() const { return size_ == 0; }
    std::string_view text() const { return {reinterpret_cast<const char*>(data()), size_}; }
    // Takes the same time wherever they differ.
    bool operator==(const Secret& other) const;

private:
    struct Wipe {
        void operator()(std::uint8_t*) const noexcept;
    };
    std::unique_ptr<std::uint8_t, Wipe> bytes_;
    std::size_t size_ = 0;
};

// Overwrites a text that held something secret, and empties it.
void wipe(std::string& text);
void wipe(void* bytes, std::size_t count);
// Overwrites what calls that have returned left on the stack: a short text lies within its string, and that in a
// variable.
void wipe_stack();

}  // namespace core
