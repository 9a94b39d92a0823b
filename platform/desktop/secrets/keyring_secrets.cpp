#include "platform/desktop/secrets/keyring_secrets.hpp"

#include <algorithm>
#include <condition_variable>
#include <cstdlib>
#include <cstring>
#include <mutex>
#include <string_view>
#include <thread>
#include <vector>

#include <libsecret/secret.h>
#include <sys/stat.h>

#include "app/words/tr.hpp"
#include "platform/desktop/command_line/printable.hpp"
#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/file_secrets.hpp"

namespace platform::desktop {

namespace {

using app::tr;
using core::Secret;
using Kind = core::Fault::Kind;

constexpr const char* service_name = "org.freedesktop.secrets";

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
template <class T> using Owned = std::unique_ptr<T, Unref>;

struct FreeVariant {
    void operator()(GVariant* value) const { g_variant_unref(value); }
};
using Variant = std::unique_ptr<GVariant, FreeVariant>;

struct FreeValue {
    void operator()(SecretValue* value) const { secret_value_unref(value); }
};
using Value = std::unique_ptr<SecretValue, FreeValue>;

struct FreeTable {
    void operator()(GHashTable* table) const { g_hash_table_unref(table); }
};
using Attributes = std::unique_ptr<GHashTable, FreeTable>;

using Items = std::vector<Owned<SecretItem>>;

const SecretSchema& schema() {
    static const SecretSchema it = [] {
        SecretSchema made{};
        made.name = "inglenook.DeviceSecret";
        made.flags = SECRET_SCHEMA_NONE;
        made.attributes[0] = {"application", SECRET_SCHEMA_ATTRIBUTE_STRING};
        made.attributes[1] = {"household", SECRET_SCHEMA_ATTRIBUTE_STRING};
        return made;
    }();
    return it;
}

// Calls within it are cancelled when the time is over.
class Deadline {
public:
    explicit Deadline(std::chrono::milliseconds time)
        : cancellable_(g_cancellable_new()), watch_([this, until = std::chrono::steady_clock::now() + time] {
              std::unique_lock lock(mutex_);
              if (!over_.wait_until(lock, until, [this] { return done_; })) g_cancellable_cancel(cancellable_.get());
          }) {}
    ~Deadline() {
        {
            const std::lock_guard lock(mutex_);
            done_ = true;
        }
        over_.notify_one();
        watch_.join();
    }
    Deadline(const Deadline&) = delete;
    Deadline& operator=(const Deadline&) = delete;

    GCancellable* cancellable() const { return cancellable_.get(); }

private:
    Owned<GCancellable> cancellable_;
    std::mutex mutex_;
    std::condition_variable over_;
    bool done_ = false;
    std::thread watch_;  // last: it uses the others
};

// Signals that arrive meanwhile are for this call alone, not for a loop that some other library may run.
class OwnContext {
public:
    OwnContext() : context_(g_main_context_new()) { g_main_context_push_thread_default(context_); }
    ~OwnContext() {
        // GDBus frees here what its subscriptions held.
        while (g_main_context_iteration(context_, FALSE) == TRUE) {
        }
        g_main_context_pop_thread_default(context_);
        g_main_context_unref(context_);
    }
    OwnContext(const OwnContext&) = delete;
    OwnContext& operator=(const OwnContext&) = delete;

private:
    GMainContext* context_;
};

// For GError** parameters: what went wrong, once the call is over.
class Problem {
public:
    ~Problem() { g_clear_error(&error_); }
    Problem() = default;
    Problem(const Problem&) = delete;
    Problem& operator=(const Problem&) = delete;
    GError** out() {
        g_clear_error(&error_);
        return &error_;
    }
    explicit operator bool() const { return error_ != nullptr; }
    bool cancelled() const { return g_error_matches(error_, G_IO_ERROR, G_IO_ERROR_CANCELLED) == TRUE; }
    std::string text() const {
        if (error_ == nullptr) return "?";
        g_dbus_error_strip_remote_error(error_);
        return error_->message;
    }

private:
    GError* error_ = nullptr;
};

[[noreturn]] void fail(const Problem& problem) {
    if (problem.cancelled())
        throw DeviceFault(
            Kind::no_access,
            tr("The system's keyring does not answer. Nothing was changed. Try again, or log out and in."));
    throw DeviceFault(
        Kind::no_access,
        filled(
            tr("The system's keyring, which holds this device's secret, cannot be reached: {reason}. Nothing was changed. Start it, "
               "mostly by logging in to the desktop, and try again."),
            {{"reason", problem.text()}}));
}

[[noreturn]] void stays_locked() {
    throw DeviceFault(
        Kind::no_access,
        tr("The system's keyring is locked, and this device's secret belongs in it. Nothing was changed. Unlock it, mostly by logging in with "
           "your password, and try again."));
}

// Whether a session bus is there already: looking for it must not start one.
bool has_session_bus() {
    if (const char* address = std::getenv("DBUS_SESSION_BUS_ADDRESS"); address != nullptr && *address != '\0')
        return std::string_view(address).rfind("autolaunch:", 0) != 0;
    const char* folder = std::getenv("XDG_RUNTIME_DIR");
    struct stat status {};
    return folder != nullptr && stat((std::string(folder) + "/bus").c_str(), &status) == 0 && S_ISSOCK(status.st_mode);
}

Owned<GDBusConnection> connect(const Deadline& deadline, Problem& problem) {
    Owned<GDBusConnection> bus(g_bus_get_sync(G_BUS_TYPE_SESSION, deadline.cancellable(), problem.out()));
    if (!bus) return bus;
    // GLib would end the program together with the session bus.
    g_dbus_connection_set_exit_on_close(bus.get(), FALSE);
    if (g_dbus_connection_is_closed(bus.get()) != TRUE) return bus;
    g_set_error_literal(problem.out(), G_IO_ERROR, G_IO_ERROR_CLOSED, tr("the session has ended"));
    return nullptr;
}

Variant ask_bus(GDBusConnection* bus, const char* method, GVariant* parameters, const Deadline& deadline,
                Problem& problem) {
    return Variant(g_dbus_connection_call_sync(bus, "org.freedesktop.DBus", "/org/freedesktop/DBus",
                                               "org.freedesktop.DBus", method, parameters, nullptr,
                                               G_DBUS_CALL_FLAGS_NONE, -1, deadline.cancellable(), problem.out()));
}

// Running, or started now by the bus, which knows how where one is installed.
bool has_service(GDBusConnection* bus, const Deadline& deadline) {
    Problem problem;
    gboolean owned = FALSE;
    if (const auto answer = ask_bus(bus, "NameHasOwner", g_variant_new("(s)", service_name), deadline, problem); answer)
        g_variant_get(answer.get(), "(b)", &owned);
    if (owned == TRUE) return true;
    return ask_bus(bus, "StartServiceByName", g_variant_new("(su)", service_name, 0U), deadline, problem) != nullptr;
}

Owned<SecretService> open_service(const Deadline& deadline, Problem& problem) {
    return Owned<SecretService>(secret_service_open_sync(SECRET_TYPE_SERVICE, service_name, SECRET_SERVICE_NONE,
                                                         deadline.cancellable(), problem.out()));
}

Owned<SecretCollection> default_collection(SecretService* service, const Deadline& deadline, Problem& problem) {
    return Owned<SecretCollection>(secret_collection_for_alias_sync(
        service, SECRET_COLLECTION_DEFAULT, SECRET_COLLECTION_NONE, deadline.cancellable(), problem.out()));
}

bool outlasts_session(SecretCollection* collection) {
    const std::string_view path = g_dbus_proxy_get_object_path(G_DBUS_PROXY(collection));
    const std::string_view session = "/session";
    return path.size() < session.size() || path.substr(path.size() - session.size()) != session;
}

// One conversation with the keyring.
class Conversation {
public:
    Conversation(const Patience& patience, const std::string& household)
        : patience_(patience),
          household_(checked_household(household)),
          attributes_(
              secret_attributes_build(&schema(), "application", "inglenook", "household", household_.c_str(), nullptr)),
          deadline_(std::make_unique<Deadline>(patience.answer)) {
        Problem problem;
        if (!connect(deadline(), problem)) fail(problem);
        service_ = open_service(deadline(), problem);
        if (!service_) fail(problem);
    }

    // Unlocked, the one that was changed last first. A locked keyring may hide what it has, so it is unlocked before
    // the answer is none.
    Items items() {
        auto found = search();
        if (found.empty()) {
            const auto collection = collection_there();
            if (secret_collection_get_locked(collection.get()) == TRUE) {
                unlock(collection.get());
                found = search();
            }
        }
        for (const auto& item : found)
            if (secret_item_get_locked(item.get()) == TRUE) unlock(item.get());
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) {
            return secret_item_get_modified(a.get()) > secret_item_get_modified(b.get());
        });
        return found;
    }

    Secret secret_of(SecretItem* item) {
        Problem problem;
        if (secret_item_load_secret_sync(item, within(), problem.out()) != TRUE) fail(problem);
        const Value value(secret_item_get_secret(item));
        if (!value) stays_locked();
        gsize size = 0;
        const char* text = secret_value_get(value.get(), &size);
        auto record = from_base64({text, size});
        if (!record)
            throw DeviceFault(
                Kind::damaged,
                tr("What the system's keyring has under Inglenook's name is not what Inglenook put there. It was left as it is. "
                   "Bring the keyring back from a copy, or delete that entry and use your recovery words."));
        return std::move(*record);
    }

    void put_into(SecretItem* item, const Secret& record) {
        Problem problem;
        const auto value = to_value(record);
        if (secret_item_set_secret_sync(item, value.get(), within(), problem.out()) != TRUE) fail(problem);
    }

    void create(const Secret& record) {
        Problem problem;
        const auto collection = collection_there();
        if (secret_collection_get_locked(collection.get()) == TRUE) unlock(collection.get());
        const auto value = to_value(record);
        const Owned<SecretItem> made(
            secret_item_create_sync(collection.get(), &schema(), attributes_.get(),
                                    tr("Inglenook: what only this device knows of your household"), value.get(),
                                    SECRET_ITEM_CREATE_REPLACE, within(), problem.out()));
        if (!made) fail(problem);
    }

    void erase(SecretItem* item) {
        Problem problem;
        if (secret_item_delete_sync(item, within(), problem.out()) != TRUE) fail(problem);
    }

private:
    static Value to_value(const Secret& record) {
        const auto text = to_base64(record);
        return Value(secret_value_new(reinterpret_cast<const char*>(text.data()), static_cast<gssize>(text.size()),
                                      "text/plain"));
    }

    const Deadline& deadline() const { return *deadline_; }
    GCancellable* within() const { return deadline_->cancellable(); }

    // It was there when the program started; a program for passwords may have closed it since, and what is in it is not
    // none.
    Owned<SecretCollection> collection_there() {
        Problem problem;
        auto collection = default_collection(service_.get(), deadline(), problem);
        if (problem) fail(problem);
        if (collection) return collection;
        throw DeviceFault(
            Kind::no_access,
            tr("The system's keyring has nothing open that this device's secret could be in. Nothing was changed. Open it in the "
               "system's own program for passwords, then try again."));
    }

    Items search() {
        Problem problem;
        GList* found = secret_service_search_sync(service_.get(), &schema(), attributes_.get(), SECRET_SEARCH_ALL,
                                                  within(), problem.out());
        Items items;
        for (const GList* each = found; each != nullptr; each = each->next) items.emplace_back(SECRET_ITEM(each->data));
        g_list_free(found);
        if (problem) fail(problem);
        return items;
    }

    // Asks whoever sits there, through the system.
    void unlock(gpointer object) {
        gint unlocked = 0;
        Problem problem;
        {
            const Deadline person(patience_.person);
            GList* const objects = g_list_append(nullptr, object);
            GList* opened = nullptr;
            unlocked =
                secret_service_unlock_sync(service_.get(), objects, person.cancellable(), &opened, problem.out());
            g_list_free_full(opened, g_object_unref);
            g_list_free(objects);
        }
        deadline_ = std::make_unique<Deadline>(patience_.answer);  // somebody was asked, and took their time
        if (problem && !problem.cancelled()) fail(problem);
        if (unlocked < 1) stays_locked();
    }

    const Patience& patience_;
    const std::string& household_;
    OwnContext context_;
    Attributes attributes_;
    std::unique_ptr<Deadline> deadline_;
    Owned<SecretService> service_;
};

}  // namespace

std::unique_ptr<KeyringSecrets> KeyringSecrets::find(Patience patience) {
    if (!has_session_bus()) return nullptr;
    const OwnContext context;
    const Deadline deadline(patience.answer);
    Problem problem;
    const auto bus = connect(deadline, problem);
    if (!bus || !has_service(bus.get(), deadline)) return nullptr;
    const auto service = open_service(deadline, problem);
    if (!service) return nullptr;
    const auto collection = default_collection(service.get(), deadline, problem);
    if (!collection || !outlasts_session(collection.get())) return nullptr;
    return std::unique_ptr<KeyringSecrets>(new KeyringSecrets(patience));
}

std::optional<Secret> KeyringSecrets::get(const std::string& household) {
    Conversation keyring(patience_, household);
    const auto items = keyring.items();
    if (items.empty()) return std::nullopt;
    return keyring.secret_of(items.front().get());
}

void KeyringSecrets::set(const std::string& household, const Secret& record) {
    Conversation keyring(patience_, household);
    const auto items = keyring.items();
    if (items.empty()) keyring.create(record);
    // Of several, brought together by some other program, none may be left to contradict.
    for (const auto& item : items) keyring.put_into(item.get(), record);
}

void KeyringSecrets::remove(const std::string& household) {
    Conversation keyring(patience_, household);
    for (const auto& item : keyring.items()) keyring.erase(item.get());
}

}  // namespace platform::desktop
