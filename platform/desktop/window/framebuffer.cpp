#include "platform/desktop/window/framebuffer.hpp"

#include <algorithm>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <GL/gl.h>
#include <GL/glext.h>

#include "app/words/tr.hpp"
#include "platform/desktop/window/display.hpp"

namespace platform::desktop {

namespace {

template <class Function> Function gl(const char* name) {
    const auto function = reinterpret_cast<Function>(glfwGetProcAddress(name));
    if (function == nullptr)
        throw NoDisplay(app::tr("Inglenook draws with OpenGL 3, and this display does not offer it."));
    return function;
}

}  // namespace

void generate_mipmap() {
    static const auto generate = gl<PFNGLGENERATEMIPMAPPROC>("glGenerateMipmap");
    generate(GL_TEXTURE_2D);
}

Framebuffer::Framebuffer(int width, int height) : width_(width), height_(height) {
    GLint largest = 0;
    glGetIntegerv(GL_MAX_TEXTURE_SIZE, &largest);
    if (width > largest || height > largest)
        throw NoDisplay(app::tr("A picture of that size is more than this display can draw."));
    glGenTextures(1, &texture_);
    glBindTexture(GL_TEXTURE_2D, texture_);
    glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, GL_RGBA, GL_UNSIGNED_BYTE, nullptr);
    glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
    gl<PFNGLGENFRAMEBUFFERSPROC>("glGenFramebuffers")(1, &framebuffer_);
    gl<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer")(GL_FRAMEBUFFER, framebuffer_);
    gl<PFNGLFRAMEBUFFERTEXTURE2DPROC>("glFramebufferTexture2D")(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_TEXTURE_2D,
                                                                texture_, 0);
    if (gl<PFNGLCHECKFRAMEBUFFERSTATUSPROC>("glCheckFramebufferStatus")(GL_FRAMEBUFFER) != GL_FRAMEBUFFER_COMPLETE)
        throw NoDisplay(app::tr("A picture of that size is more than this display can draw."));
}

Framebuffer::~Framebuffer() {
    gl<PFNGLBINDFRAMEBUFFERPROC>("glBindFramebuffer")(GL_FRAMEBUFFER, 0);
    gl<PFNGLDELETEFRAMEBUFFERSPROC>("glDeleteFramebuffers")(1, &framebuffer_);
    glDeleteTextures(1, &texture_);
}

core::Pixels Framebuffer::read() const {
    core::Pixels pixels{width_, height_, {}};
    const auto row = static_cast<std::size_t>(width_) * 4;
    pixels.rgba.resize(row * static_cast<std::size_t>(height_));
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width_, height_, GL_RGBA, GL_UNSIGNED_BYTE, pixels.rgba.data());
    const auto begin_of = [&](int y) { return pixels.rgba.begin() + static_cast<std::ptrdiff_t>(row) * y; };
    for (int y = 0; y < height_ / 2; ++y) std::swap_ranges(begin_of(y), begin_of(y + 1), begin_of(height_ - 1 - y));
    for (std::size_t i = 3; i < pixels.rgba.size(); i += 4) pixels.rgba[i] = 255;
    return pixels;
}

}  // namespace platform::desktop
