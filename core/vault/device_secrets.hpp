#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "core/vault/secret.hpp"

namespace core {

// What this device knows and the data folder does not: one record of bytes for each household, so that a copied folder
// alone opens nothing. Implemented by the platform: the system's keyring where there is one, else a file that only its
// owner reads.
class DeviceSecrets {
public:
    enum class Kept {
        keyring,  // the system's: opened by logging in
        file,     // mode 0600 outside the data folder: whoever logs in as the same user can read it
        memory,   // gone with the program: tests
    };

    virtual ~DeviceSecrets() = default;

    // Of the household with that id (a UUID's text); nothing when this device has none. Throws Fault (no_access) when
    // the place cannot be read, which is not the same.
    virtual std::optional<Secret> get(const std::string& household) = 0;
    // Durable when it returns. Throws Fault.
    virtual void set(const std::string& household, const Secret& record) = 0;
    virtual void remove(const std::string& household) = 0;
    // Those that this device keeps a record of, as far as the place can tell: for a household that has lost its id.
    virtual std::vector<std::string> households() { return {}; }
    virtual Kept kept() const = 0;

    // Held from reading a record to writing it: programs with other copies of the household's folder wait meanwhile,
    // and none overwrites what another has just added. Over once it is destroyed.
    class Turn {
    public:
        virtual ~Turn() = default;
    };
    // Null where only one program has the records. Throws Fault (busy) when another program keeps its turn for too
    // long.
    virtual std::unique_ptr<Turn> turn(const std::string&) { return nullptr; }
};

// Gone with the program.
class MemorySecrets final : public DeviceSecrets {
public:
    std::optional<Secret> get(const std::string& household) override;
    void set(const std::string& household, const Secret& record) override;
    void remove(const std::string& household) override;
    std::vector<std::string> households() override;
    Kept kept() const override { return Kept::memory; }

private:
    struct Entry {
        std::string household;
        Secret record;
    };
    std::vector<Entry> entries_;
};

}  // namespace core
