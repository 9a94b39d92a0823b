#include "core/backups/sealed_file.hpp"

#include <algorithm>
#include <cassert>
#include <cstring>
#include <vector>

#include <sodium.h>

namespace core::backups {

using namespace system;

namespace {

constexpr unsigned char magic[] = {'i', 'n', 'g', 'l', 'e', 'n', 's', 1};
constexpr std::size_t chunk_bytes = 1 << 16;
constexpr std::size_t overhead = crypto_secretstream_xchacha20poly1305_ABYTES;

crypto_secretstream_xchacha20poly1305_state* stream(Secret& state) {
    return reinterpret_cast<crypto_secretstream_xchacha20poly1305_state*>(state.data());
}

const unsigned char* bytes_of(const std::string& text) { return reinterpret_cast<const unsigned char*>(text.data()); }

}  // namespace

Secret derived(const Secret& key, const std::string& use) {
    assert(key.size() == crypto_generichash_KEYBYTES);
    Secret made(crypto_secretstream_xchacha20poly1305_KEYBYTES);
    crypto_generichash(made.data(), made.size(), bytes_of(use), use.size(), key.data(), key.size());
    return made;
}

std::uint64_t sealed_length(std::uint64_t bytes) {
    const auto chunks = bytes == 0 ? 1 : (bytes + chunk_bytes - 1) / chunk_bytes;
    return sizeof magic + crypto_secretstream_xchacha20poly1305_HEADERBYTES + bytes + chunks * overhead;
}

SealedWriter::SealedWriter(std::filesystem::path place, const Secret& key, std::string bound_to)
    : file_(std::move(place)),
      bound_to_(std::move(bound_to)),
      state_(sizeof(crypto_secretstream_xchacha20poly1305_state)),
      chunk_(chunk_bytes) {
    unsigned char header[crypto_secretstream_xchacha20poly1305_HEADERBYTES];
    crypto_secretstream_xchacha20poly1305_init_push(stream(state_), header, key.data());
    file_.write(magic, sizeof magic);
    file_.write(header, sizeof header);
}

void SealedWriter::push(unsigned char tag) {
    std::vector<unsigned char> sealed(filled_ + overhead);
    crypto_secretstream_xchacha20poly1305_push(stream(state_), sealed.data(), nullptr, chunk_.data(), filled_,
                                               bytes_of(bound_to_), bound_to_.size(), tag);
    file_.write(sealed.data(), sealed.size());
    filled_ = 0;
}

void SealedWriter::write(const void* bytes, std::size_t count) {
    const auto* from = static_cast<const unsigned char*>(bytes);
    while (count > 0) {
        // Only once more follows: the last chunk has a mark of its own.
        if (filled_ == chunk_bytes) push(crypto_secretstream_xchacha20poly1305_TAG_MESSAGE);
        const auto part = std::min(count, chunk_bytes - filled_);
        std::memcpy(chunk_.data() + filled_, from, part);
        filled_ += part;
        from += part;
        count -= part;
    }
}

void SealedWriter::write_number(std::uint64_t number) {
    unsigned char bytes[8];
    for (int i = 0; i < 8; ++i) bytes[i] = static_cast<unsigned char>(number >> (8 * i));
    write(bytes, sizeof bytes);
}

void SealedWriter::write_text(const std::string& text) {
    write_number(text.size());
    write(text.data(), text.size());
}

void SealedWriter::commit() {
    push(crypto_secretstream_xchacha20poly1305_TAG_FINAL);
    file_.commit();
}

SealedReader::SealedReader(const std::filesystem::path& path, const Secret& key, std::string bound_to)
    : name_(path.filename().string()),
      file_(open_for_reading(path)),
      bound_to_(std::move(bound_to)),
      state_(sizeof(crypto_secretstream_xchacha20poly1305_state)),
      chunk_(chunk_bytes) {
    unsigned char head[sizeof magic + crypto_secretstream_xchacha20poly1305_HEADERBYTES];
    if (read_up_to(file_, head, sizeof head) != sizeof head || std::memcmp(head, magic, sizeof magic) != 0 ||
        crypto_secretstream_xchacha20poly1305_init_pull(stream(state_), head + sizeof magic, key.data()) != 0)
        throw Fault(Fault::Kind::damaged, name_ + " is not an encrypted file of ours");
    pull();
}

void SealedReader::pull() {
    std::vector<unsigned char> sealed(chunk_bytes + overhead + 1);
    const auto count = read_up_to(file_, sealed.data(), chunk_bytes + overhead);
    unsigned char tag = 0;
    unsigned long long length = 0;
    if (count < overhead ||
        crypto_secretstream_xchacha20poly1305_pull(stream(state_), chunk_.data(), &length, &tag, sealed.data(), count,
                                                   bytes_of(bound_to_), bound_to_.size()) != 0)
        throw Fault(Fault::Kind::damaged, name_ + " is damaged, or is another file under this name");
    filled_ = static_cast<std::size_t>(length);
    taken_ = 0;
    last_ = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
    if (last_ ? read_up_to(file_, sealed.data(), 1) != 0 : count != chunk_bytes + overhead)
        throw Fault(Fault::Kind::damaged, name_ + " does not end where it should");
}

std::size_t SealedReader::read(void* bytes, std::size_t count) {
    auto* to = static_cast<unsigned char*>(bytes);
    std::size_t filled = 0;
    while (filled < count) {
        if (taken_ == filled_) {
            if (last_) break;
            pull();
            continue;
        }
        const auto part = std::min(count - filled, filled_ - taken_);
        std::memcpy(to + filled, chunk_.data() + taken_, part);
        taken_ += part;
        filled += part;
    }
    return filled;
}

void SealedReader::read_exactly(void* bytes, std::size_t count) {
    if (read(bytes, count) != count) throw Fault(Fault::Kind::damaged, name_ + " is shorter than it says");
}

std::uint64_t SealedReader::read_number(std::uint64_t at_most) {
    unsigned char bytes[8];
    read_exactly(bytes, sizeof bytes);
    std::uint64_t number = 0;
    for (int i = 0; i < 8; ++i) number |= static_cast<std::uint64_t>(bytes[i]) << (8 * i);
    if (number > at_most) throw Fault(Fault::Kind::damaged, name_ + " says something impossible");
    return number;
}

std::string SealedReader::read_text(std::size_t at_most) {
    std::string text(static_cast<std::size_t>(read_number(at_most)), '\0');
    read_exactly(text.data(), text.size());
    return text;
}

void SealedReader::expect_end() {
    unsigned char more = 0;
    if (read(&more, 1) != 0) throw Fault(Fault::Kind::damaged, name_ + " is longer than it says");
}

}  // namespace core::backups
