#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/backups/sealed_file.hpp"
#include "core/backups/second_folder.hpp"

// What the fuzz target of archives and its seeds have in common.
namespace fuzz {

// An input's first byte says what the rest is.
enum class ArchiveInput : std::uint8_t { file, content, key_file };
inline constexpr unsigned archive_inputs = 3;

inline constexpr const char* archive_household = "01a20962-e1c8-711b-a40e-3974407e7656";
inline constexpr core::Day archive_day{20'780};
inline constexpr const char* archive_passphrase = "four words of ours";

inline core::Secret archive_key() { return core::Secret::of_text("thirty-two bytes that are no key"); }

inline core::backups::SecondFolder archive_folder(const std::filesystem::path& chosen) {
    return {chosen, archive_household};
}

// Seals what an archive has in it, as SecondBackUp does.
inline void seal_archive(const core::backups::SecondFolder& second, const std::string& content) {
    namespace backups = core::backups;
    backups::SealedWriter sealed(second.file_of(archive_day),
                                 backups::derived(archive_key(), "inglenook second folder: archives"),
                                 second.bound_archive(archive_day));
    sealed.write(content.data(), content.size());
    sealed.commit();
}

}  // namespace fuzz
