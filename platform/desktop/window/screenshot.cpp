#include "platform/desktop/window/screenshot.hpp"

#include <cmath>
#include <ostream>

#include <imgui.h>

#include "app/app.hpp"
#include "app/words/tr.hpp"
#include "core/backups/recovery.hpp"
#include "core/household/household.hpp"
#include "core/jobs/job.hpp"
#include "core/system/outside_file.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"
#include "platform/desktop/system/clocks.hpp"
#include "platform/desktop/window/desktop_services.hpp"
#include "platform/desktop/window/display.hpp"
#include "platform/desktop/window/framebuffer.hpp"
#include "platform/desktop/window/png.hpp"
#include "platform/desktop/window/semantics_file.hpp"

namespace platform::desktop {

namespace {

constexpr int least_frames = 8;    // layout settles, fonts arrive
constexpr int most_frames = 2000;  // a screen that is never done gets its picture taken all the same

int draw_and_write(const Display& display, const WindowRequest& request, core::Household& household,
                   std::ostream& err) {
    const float scale = request.scale.value_or(1.0f);
    const Size size = request.size.value_or(Size{});
    const auto pixels = [&](int units) { return static_cast<int>(std::lround(static_cast<float>(units) * scale)); };
    const int width = pixels(size.width), height = pixels(size.height);

    const GlWindow window(display, 64, 64);
    Gui gui(window, Input::none);
    DesktopServices services(window.get());
    core::JobQueue jobs;
    const Framebuffer picture(width, height);
    app::Options options;
    options.screen = request.screen;
    options.theme = request.theme;
    options.still = true;
    app::App app(household, jobs, services, gui.fonts(), options);
    app.set_scale(scale);

    for (int frame = 0; frame < least_frames || (app.busy() && frame < most_frames); ++frame) {
        ImGuiIO& io = ImGui::GetIO();
        io.DisplaySize = {static_cast<float>(width), static_cast<float>(height)};
        io.DeltaTime = 1.0f / 60;
        services.frame_begins();
        gui.begin_frame();
        app.frame();
        gui.end_frame();
        services.frame_done();
        while (jobs.run_slice()) {
        }
    }
    if (request.semantics)
        SemanticsFile(*request.semantics, request.own_folders).write(app.tree(), width, height, scale);
    const auto png = to_png(picture.read());
    if (!png.empty() && core::system::write_outside(*request.screenshot, png, request.own_folders) ==
                            core::system::WriteOutside::written)
        return 0;
    err << filled(app::tr("The picture cannot be written to {file}. Is the folder there, and may you write in it?"),
                  {{"file", request.screenshot->string()}})
        << '\n';
    return 2;
}

}  // namespace

int take_screenshot(const WindowRequest& request, std::ostream& err) {
    try {
        const Display display;
        const auto clock = make_clock(request.now, Passing::stands_still);
        core::SystemRandom random;
        if (core::backups::needs_repair(core::backups::ready(request.folder)))
            throw core::Fault(core::Fault::Kind::damaged, "the household has to be repaired first");
        const auto secrets = device_secrets(request.folder);
        core::Household household(request.folder, *clock, random, *secrets);
        return draw_and_write(display, request, household, err);
    } catch (const core::Fault& fault) {
        err << printable(sentence(fault, request.folder)) << '\n';
    } catch (const NoDisplay& none) {
        err << none.what() << '\n';
    }
    return 2;
}

}  // namespace platform::desktop
