#pragma once

#include <chrono>
#include <memory>
#include <optional>
#include <string>

#include "core/vault/device_secrets.hpp"

namespace platform::desktop {

// How long a call may take before it ends in a fault.
struct Patience {
    std::chrono::milliseconds answer{5'000};   // of the keyring
    std::chrono::milliseconds person{60'000};  // of somebody whom the system asks to unlock it
};

// In the system's keyring, through the Secret Service (freedesktop.org Secret Storage API 0.2: GNOME Keyring, KWallet,
// KeePassXC). One item for each household in the default collection, found by its attributes application=inglenook and
// household=<id>; its secret is the record in base64. Every call opens the service anew, so that a keyring that was
// started again is found. Throws DeviceFault (no_access) when the keyring is locked and stays so, is gone, or does not
// answer in time.
class KeyringSecrets final : public core::DeviceSecrets {
public:
    // Nothing where there is no Secret Service, or none with a default collection that outlasts the session. A locked
    // one counts: it is not unlocked here, and nobody is asked anything.
    static std::unique_ptr<KeyringSecrets> find(Patience patience = {});

    std::optional<core::Secret> get(const std::string& household) override;
    void set(const std::string& household, const core::Secret& record) override;
    void remove(const std::string& household) override;
    Kept kept() const override { return Kept::keyring; }

private:
    explicit KeyringSecrets(Patience patience) : patience_(patience) {}

    Patience patience_;
};

}  // namespace platform::desktop
