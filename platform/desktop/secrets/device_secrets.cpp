#include "platform/desktop/secrets/device_secrets.hpp"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "app/words/tr.hpp"
#include "core/system/outside_file.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/file_secrets.hpp"
#include "platform/desktop/secrets/own_folder.hpp"
#include "platform/desktop/system/folders.hpp"

namespace platform::desktop {

namespace fs = std::filesystem;

namespace {

using core::Secret;

enum class Place { unsaid, file, keyring };
enum class Keyring { wanted, unwanted };

// Which of the two has a household's record. It changes after the record is where it says, and before the other copy
// goes, so that after a crash in between the right one is found.
class Places {
public:
    explicit Places(OwnFolder folder) : folder_(std::move(folder)) {}

    Place of(const std::string& household) const {
        const auto content = folder_.read(name(household));
        if (!content) return Place::unsaid;
        return content->text() == in_file ? Place::file : Place::keyring;
    }
    std::vector<std::string> all() const { return folder_.named("place"); }
    void say(const std::string& household, Place place) const {
        if (of(household) == place) return;
        if (place == Place::unsaid) folder_.remove(name(household));
        else folder_.replace(name(household), place == Place::file ? in_file : in_keyring);
    }

private:
    static constexpr std::string_view in_file = "file\n", in_keyring = "keyring\n";
    static std::string name(const std::string& household) { return checked_household(household) + ".place"; }

    OwnFolder folder_;
};

class KeyringOrFile final : public core::DeviceSecrets {
public:
    KeyringOrFile(const OwnFolder& folder, std::unique_ptr<KeyringSecrets> keyring, Keyring wanted)
        : keyring_(std::move(keyring)),
          file_(folder),
          places_(folder),
          wanted_(wanted),
          kept_(keyring_ ? Kept::keyring : Kept::file) {}

    std::optional<Secret> get(const std::string& household) override {
        const Place place = places_.of(household);
        if (!keyring_) {
            if (place == Place::keyring && wanted_ == Keyring::wanted) keyring_is_missing();
            return file_.get(household);
        }
        if (place == Place::file)
            if (auto record = file_.get(household)) return moved(household, std::move(*record));
        if (auto record = from_keyring(household, place)) return record;
        if (auto record = file_.get(household)) return moved(household, std::move(*record));
        return std::nullopt;
    }

    void set(const std::string& household, const Secret& record) override {
        const Place before = places_.of(household);
        if (!keyring_) {
            if (before == Place::keyring && wanted_ == Keyring::wanted) keyring_is_missing();
            file_.set(household, record);
            if (before == Place::keyring) places_.say(household, Place::file);
            return;
        }
        // Said first where the keyring will be the only one to have it: were it missing at the next start, that must be
        // noticed.
        const bool in_file = before == Place::file || (before == Place::unsaid && file_.get(household));
        places_.say(household, in_file ? Place::file : Place::keyring);
        try {
            keyring_->set(household, record);
        } catch (const core::Fault&) {
            if (in_file) {
                file_.set(household, record);
                kept_ = Kept::file;
                return;
            }
            places_.say(household, before);
            throw;
        }
        places_.say(household, Place::keyring);
        file_.remove(household);
        kept_ = Kept::keyring;
    }

    void remove(const std::string& household) override {
        if (keyring_) keyring_->remove(household);
        else if (places_.of(household) == Place::keyring && wanted_ == Keyring::wanted) keyring_is_missing();
        file_.remove(household);
        places_.say(household, Place::unsaid);
    }

    std::vector<std::string> households() override {
        auto all = file_.households();
        for (auto& each : places_.all())
            if (std::find(all.begin(), all.end(), each) == all.end()) all.push_back(std::move(each));
        return all;
    }

    Kept kept() const override { return kept_; }
    std::unique_ptr<Turn> turn(const std::string& household) override { return file_.turn(household); }

private:
    [[noreturn]] static void keyring_is_missing() {
        throw DeviceFault(
            core::Fault::Kind::no_access,
            app::tr(
                "This device's secret is in the system's keyring, and there is no keyring here now. Nothing was changed. Log in to the "
                "desktop as you mostly do, and try again."));
    }

    // A keyring that cannot be read is no reason to ignore a file that can, unless the keyring is known to have the
    // record.
    std::optional<Secret> from_keyring(const std::string& household, Place place) {
        try {
            auto record = keyring_->get(household);
            if (!record) return std::nullopt;
            kept_ = Kept::keyring;
            places_.say(household, Place::keyring);
            forget_copy(household, *record);
            return record;
        } catch (const core::Fault&) {
            if (place == Place::keyring) throw;
            auto record = file_.get(household);
            if (!record) throw;
            return kept_in_file(std::move(*record));
        }
    }

    // The file goes when the keyring has shown that it has the record. Until it can take it, the file serves on.
    Secret moved(const std::string& household, Secret record) {
        if (kept_ == Kept::file) return record;  // it would not take it a moment ago
        try {
            places_.say(household, Place::file);
            keyring_->set(household, record);
            const auto back = keyring_->get(household);
            if (!back || !(*back == record)) return kept_in_file(std::move(record));
            places_.say(household, Place::keyring);
            file_.remove(household);
            kept_ = Kept::keyring;
            return record;
        } catch (const core::Fault&) {
            return kept_in_file(std::move(record));
        }
    }

    Secret kept_in_file(Secret record) {
        kept_ = Kept::file;
        return record;
    }

    // A file that says something else is nobody's to delete.
    void forget_copy(const std::string& household, const Secret& record) const {
        try {
            const auto copy = file_.get(household);
            if (copy && *copy == record) file_.remove(household);
        } catch (const core::Fault&) {
            // The keyring has the record; what is wrong with an old copy need not stop anybody.
        }
    }

    std::unique_ptr<KeyringSecrets> keyring_;
    mutable FileSecrets file_;
    Places places_;
    Keyring wanted_;
    Kept kept_;
};

std::string_view wish() {
    const char* said = std::getenv("INGLENOOK_SECRETS");
    return said != nullptr ? said : "";
}

}  // namespace

fs::path secrets_folder() { return !wish().empty() && wish().front() == '/' ? fs::path(wish()) : device_folder(); }

fs::path device_folder() { return config_folder() / "inglenook" / "device"; }

std::unique_ptr<core::DeviceSecrets> device_secrets(const fs::path& data_folder, Patience patience) {
    const auto wished = wish();
    const bool named = !wished.empty() && wished.front() == '/';
    const auto folder = secrets_folder();
    if (core::system::is_of_household(folder, data_folder))
        throw DeviceFault(
            core::Fault::Kind::no_access,
            filled(
                app::tr(
                    "{folder}, where this device keeps its secret, lies in the household's own folder, so whoever copies that would "
                    "have both. Choose another folder with --data."),
                {{"folder", folder.string()}}));
    const bool only_file = named || wished == "file";
    auto keyring = only_file ? nullptr : KeyringSecrets::find(patience);
    return std::make_unique<KeyringOrFile>(OwnFolder(folder), std::move(keyring),
                                           only_file ? Keyring::unwanted : Keyring::wanted);
}

}  // namespace platform::desktop
