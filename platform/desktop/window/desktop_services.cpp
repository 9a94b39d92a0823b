#include "platform/desktop/window/desktop_services.hpp"

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <limits>
#include <string_view>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <GL/gl.h>
#include <GL/glext.h>

#include "app/words/tr.hpp"
#include "platform/desktop/system/folders.hpp"
#include "platform/desktop/system/open_file.hpp"
#include "platform/desktop/window/framebuffer.hpp"

namespace platform::desktop {

namespace {

constexpr double never = std::numeric_limits<double>::infinity();

std::string lower(const char* text) {
    std::string result = text != nullptr ? text : "";
    std::transform(result.begin(), result.end(), result.begin(),
                   [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    return result;
}

}  // namespace

DesktopServices::DesktopServices(GLFWwindow* window) : window_(window), frame_wanted_at_(never) {}

DesktopServices::~DesktopServices() { frame_done(); }

app::Texture DesktopServices::create_texture(const core::Pixels& pixels) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    const auto bytes = static_cast<std::size_t>(pixels.width) * static_cast<std::size_t>(pixels.height) * 4;
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.width > largest || pixels.height > largest ||
        pixels.rgba.size() < bytes)
        return 0;
    GLint before = 0;
    glGetIntegerv(GL_TEXTURE_BINDING_2D, &before);
    GLuint texture = 0;
    glGenTextures(1, &texture);
    glBindTexture(GL_TEXTURE_2D, texture);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, pixels.width, pixels.height, 0, GL_RGBA, GL_UNSIGNED_BYTE,
                 pixels.rgba.data());
    generate_mipmap();
    glBindTexture(GL_TEXTURE_2D, static_cast<GLuint>(before));
    return texture;
}

void DesktopServices::destroy_texture(app::Texture texture) {
    if (texture != 0) given_back_.push_back(static_cast<unsigned>(texture));
}

void DesktopServices::request_frame(double seconds) {
    frame_wanted_at_ = std::min(frame_wanted_at_, glfwGetTime() + std::max(seconds, 0.0));
}

bool DesktopServices::open_with_system(const std::filesystem::path& path) { return open_file(path); }

std::vector<app::Services::Place> DesktopServices::places() const {
    std::vector<Place> places;
    if (const auto pictures = user_folder("PICTURES", "Pictures")) places.push_back({app::tr("Pictures"), *pictures});
    if (const auto downloads = user_folder("DOWNLOAD", "Downloads"))
        places.push_back({app::tr("Downloads"), *downloads});
    places.push_back({app::tr("Home"), home_folder()});
    for (const auto& medium : mounted_media()) places.push_back({medium.filename().string(), medium});
    return places;
}

void DesktopServices::set_window_title(const std::string& title) {
    if (title == title_) return;
    title_ = title;
    glfwSetWindowTitle(window_, title.c_str());
}

bool DesktopServices::prefers_dark() const {
    const std::string theme = lower(std::getenv("GTK_THEME"));
    return theme.ends_with("-dark") || theme.ends_with(":dark");
}

bool DesktopServices::prefers_reduced_motion() const {
    const char* wish = std::getenv("INGLENOOK_REDUCE_MOTION");
    return wish != nullptr && std::string_view(wish) != "0" && std::string_view(wish) != "";
}

void DesktopServices::frame_begins() { frame_wanted_at_ = never; }

void DesktopServices::frame_done() {
    if (!given_back_.empty()) glDeleteTextures(static_cast<GLsizei>(given_back_.size()), given_back_.data());
    given_back_.clear();
}

}  // namespace platform::desktop
