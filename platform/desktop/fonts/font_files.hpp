#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

namespace platform::desktop {

struct FontFile {
    const unsigned char* data = nullptr;
    std::size_t size = 0;
};

// Font files mapped into memory for as long as this lives, each once. Dear ImGui copies font data or frees it; so while
// this lives it is also ImGui's allocator, whose free leaves mapped files alone.
class FontFiles {
public:
    FontFiles();
    ~FontFiles();
    FontFiles(const FontFiles&) = delete;
    FontFiles& operator=(const FontFiles&) = delete;

    // Nothing when it cannot be read.
    std::optional<FontFile> map(const std::string& path);

private:
    struct Mapped {
        std::string path;
        FontFile file;
    };
    static void* allocate(std::size_t size, void* self);
    static void release(void* pointer, void* self);

    std::vector<Mapped> mapped_;
};

}  // namespace platform::desktop
