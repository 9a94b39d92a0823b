#include "platform/desktop/fonts/font_files.hpp"

#include <climits>
#include <cstdlib>

#include <fcntl.h>
#include <imgui.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "platform/desktop/secrets/wiping_memory.hpp"

namespace platform::desktop {

FontFiles::FontFiles() { ImGui::SetAllocatorFunctions(allocate, release, this); }

FontFiles::~FontFiles() {
    ImGui::SetAllocatorFunctions([](std::size_t size, void*) { return std::malloc(size); },
                                 [](void* pointer, void*) { wipe_and_free(pointer); }, nullptr);
    for (const auto& mapped : mapped_) munmap(const_cast<unsigned char*>(mapped.file.data), mapped.file.size);
}

void* FontFiles::allocate(std::size_t size, void*) { return std::malloc(size); }

void FontFiles::release(void* pointer, void* self) {
    for (const auto& mapped : static_cast<FontFiles*>(self)->mapped_)
        if (mapped.file.data == pointer) return;
    wipe_and_free(pointer);
}

std::optional<FontFile> FontFiles::map(const std::string& path) {
    for (const auto& mapped : mapped_)
        if (mapped.path == path) return mapped.file;
    const int file = open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (file < 0) return std::nullopt;
    struct stat facts {};
    void* data = MAP_FAILED;
    if (fstat(file, &facts) == 0 && facts.st_size > 0 && facts.st_size <= INT_MAX)
        data = mmap(nullptr, static_cast<std::size_t>(facts.st_size), PROT_READ, MAP_PRIVATE, file, 0);
    close(file);
    if (data == MAP_FAILED) return std::nullopt;
    mapped_.push_back({path, {static_cast<const unsigned char*>(data), static_cast<std::size_t>(facts.st_size)}});
    return mapped_.back().file;
}

}  // namespace platform::desktop
