#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <string>

#include "core/system/durable_file.hpp"
#include "core/vault/secret.hpp"

// Files encrypted by libsodium's secretstream (XChaCha20-Poly1305) in chunks of 64 KiB. Each chunk is bound to what the
// file is and what it is called, so that one file cannot stand in for another, and the last is marked, so that a part
// is not taken for the whole.
namespace core::backups {

// A key of its own for each use of `key` (32 bytes).
Secret derived(const Secret& key, const std::string& use);

// How long the file of so many bytes is.
std::uint64_t sealed_length(std::uint64_t bytes);

class SealedWriter {
public:
    SealedWriter(std::filesystem::path place, const Secret& key, std::string bound_to);
    void write(const void* bytes, std::size_t count);
    void write_number(std::uint64_t number);  // eight bytes, the lowest first
    void write_text(const std::string& text);
    void commit();  // until then there is no such file

private:
    void push(unsigned char tag);

    system::NewFile file_;
    std::string bound_to_;
    Secret state_, chunk_;
    std::size_t filled_ = 0;
};

class SealedReader {
public:
    // Throws Fault damaged, here and when reading, for what was not written with this key under this name.
    SealedReader(const std::filesystem::path& path, const Secret& key, std::string bound_to);
    // Fewer than `count` only at the end that its writer meant.
    std::size_t read(void* bytes, std::size_t count);
    void read_exactly(void* bytes, std::size_t count);
    std::uint64_t read_number(std::uint64_t at_most);
    std::string read_text(std::size_t at_most);
    void expect_end();

private:
    void pull();

    std::string name_;
    system::Descriptor file_;
    std::string bound_to_;
    Secret state_, chunk_;
    std::size_t filled_ = 0, taken_ = 0;
    bool last_ = false;
};

}  // namespace core::backups
