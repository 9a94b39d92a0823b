#pragma once

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "app/services.hpp"

struct GLFWwindow;

namespace platform::desktop {

// What the screens may ask of a desktop. Used on the interface thread only, with the window's context current.
class DesktopServices final : public app::Services {
public:
    explicit DesktopServices(GLFWwindow* window);
    ~DesktopServices() override;

    app::Texture create_texture(const core::Pixels& pixels) override;
    void destroy_texture(app::Texture texture) override;
    void request_frame(double seconds) override;
    bool open_with_system(const std::filesystem::path& path) override;
    std::vector<Place> places() const override;
    void set_window_title(const std::string& title) override;
    bool prefers_dark() const override;
    bool prefers_reduced_motion() const override;

    // Around each frame: requests hold for one, and a texture given back may still be in the frame being made.
    void frame_begins();
    void frame_done();
    // On GLFW's clock; infinite when no frame was asked for.
    double frame_wanted_at() const { return frame_wanted_at_; }

private:
    GLFWwindow* window_;
    std::optional<std::string> title_;  // nothing: as it was made
    std::vector<unsigned> given_back_;
    double frame_wanted_at_;
};

}  // namespace platform::desktop
