#include "platform/desktop/secrets/device_fault.hpp"

#include "app/words/sentences.hpp"

namespace platform::desktop {

std::string sentence(const core::Fault& fault, const std::filesystem::path& folder) {
    if (const auto* own = dynamic_cast<const DeviceFault*>(&fault)) return own->what();
    return app::sentence(fault, folder);
}

}  // namespace platform::desktop
