#include <csignal>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"
#include "tests/end_to_end/process.hpp"

namespace fs = std::filesystem;
using end_to_end::Arguments;
using end_to_end::Environment;
using end_to_end::pause_for;
using end_to_end::Process;
using end_to_end::seconds_now;
using tests::bytes_in;
using tests::TemporaryFolder;
using tests::write_bytes;

namespace {

const std::string household = "01936b2a-7c11-7f00-8000-0123456789ab";

template <class Look> bool eventually(Look look, double seconds = 20) {
    for (const double until = seconds_now() + seconds; seconds_now() < until; pause_for(0.01))
        if (look()) return true;
    return false;
}

// A session of its own: a home folder, a D-Bus, and a GNOME Keyring daemon when it is started. Everything is real.
class Session {
public:
    Session() {
        fs::create_directories(home());
        // Nothing is started by the bus, so that each test says itself who is there.
        write_bytes(folder_.path() / "bus.conf",
                    "<!DOCTYPE busconfig PUBLIC \"-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN\"\n"
                    " \"http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd\">\n"
                    "<busconfig><type>session</type><listen>unix:path=" +
                        bus().string() + "</listen><auth>EXTERNAL</auth><servicedir>" +
                        (folder_.path() / "services").string() +
                        "</servicedir><policy context=\"default\"><allow send_destination=\"*\" eavesdrop=\"true\"/>"
                        "<allow eavesdrop=\"true\"/><allow own=\"*\"/></policy></busconfig>\n");
        bus_ = std::make_unique<Process>(
            Arguments{"dbus-daemon", "--config-file=" + (folder_.path() / "bus.conf").string(), "--nofork"},
            environment());
        INFO("dbus-daemon (package dbus) has to be installed");
        REQUIRE(eventually([&] { return fs::exists(bus()); }));
    }

    // Unlocked with the password, which makes the login collection at first, else locked.
    void start_keyring(const std::optional<std::string>& password) {
        write_bytes(folder_.path() / "password", password.value_or(""));
        const std::string command =
            "exec gnome-keyring-daemon --foreground --components=secrets --control-directory='" +
            (folder_.path() / "control").string() + "'" + (password ? " --unlock <" : " <") + "'" +
            (folder_.path() / "password").string() + "'";
        keyring_ = std::make_unique<Process>(Arguments{"sh", "-c", command}, environment());
        INFO("gnome-keyring-daemon (package gnome-keyring) has to be installed");
        REQUIRE(eventually([&] { return has_owner() || !keyring_->running(); }));
        REQUIRE(keyring_->running());
    }
    void stop_keyring(int signal = SIGTERM) {
        keyring_->send(signal);
        static_cast<void>(keyring_->wait());
        keyring_.reset();
        REQUIRE(eventually([&] { return !has_owner(); }));
    }
    void stop_bus() {
        bus_->send(SIGKILL);
        static_cast<void>(bus_->wait());
    }
    Process& keyring() { return *keyring_; }

    Process start(Arguments words) const {
        words.insert(words.begin(), INGLENOOK_SECRETS_PROBE);
        return {words, environment()};
    }
    // In a process of its own: what each of them answered, a line each.
    std::string run(Arguments words) const { return said(start(std::move(words))); }
    static std::string said(Process process) {
        const auto ended = process.wait();
        INFO("it said: " << ended.err);
        CHECK(ended.status == 0);
        CHECK(ended.err == "");  // libraries do not complain to the terminal either
        return ended.out;
    }

    fs::path home() const { return folder_.path() / "home"; }
    fs::path file(const std::string& name) const { return folder_.path() / name; }
    fs::path secret_file() const { return home() / ".config" / "inglenook" / "device" / (household + ".secret"); }
    fs::path place_file() const { return home() / ".config" / "inglenook" / "device" / (household + ".place"); }
    Environment environment() const {
        auto changes = environment_;
        changes.insert({{"HOME", home().string()},
                        {"DBUS_SESSION_BUS_ADDRESS", "unix:path=" + bus().string()},
                        {"XDG_RUNTIME_DIR", folder_.path().string()},
                        {"XDG_CONFIG_HOME", ""},
                        {"XDG_DATA_HOME", ""},
                        {"DISPLAY", ""},
                        {"WAYLAND_DISPLAY", ""},
                        {"GNOME_KEYRING_CONTROL", ""},
                        {"INGLENOOK_SECRETS", ""},
                        {"LC_ALL", "C.UTF-8"}});
        return changes;
    }
    void set_environment(const std::string& name, const std::string& value) { environment_[name] = value; }

    // Whatever dbus-send prints about a call to the keyring.
    std::string call(const std::string& path, const std::string& method, Arguments parameters) const {
        return bus_call("org.freedesktop.secrets", path, method, std::move(parameters));
    }
    void lock() const {
        call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.Lock",
             {"array:objpath:/org/freedesktop/secrets/collection/login"});
    }

private:
    fs::path bus() const { return folder_.path() / "bus"; }
    std::string bus_call(const std::string& name, const std::string& path, const std::string& method,
                         Arguments parameters) const {
        Arguments words = {"dbus-send", "--session", "--print-reply", "--dest=" + name, path, method};
        words.insert(words.end(), parameters.begin(), parameters.end());
        return end_to_end::run(words, environment()).out;
    }
    bool has_owner() const {
        return bus_call("org.freedesktop.DBus", "/org/freedesktop/DBus", "org.freedesktop.DBus.NameHasOwner",
                        {"string:org.freedesktop.secrets"})
                   .find("true") != std::string::npos;
    }

    TemporaryFolder folder_;
    Environment environment_;
    std::unique_ptr<Process> bus_, keyring_;
};

struct UnlockedSession : Session {
    UnlockedSession() { start_keyring("a password"); }
};

bool is_no_access(const std::string& said) { return said.rfind("fault no_access: ", 0) == 0; }

}  // namespace

TEST_CASE("a record set in the keyring is there for the next process, and gone when removed", "[platform][keyring]") {
    const UnlockedSession session;
    CHECK(session.run({"get", household, "kept"}) == "none\nkept keyring\n");
    CHECK(session.run({"set", household, "a record"}) == "set\n");
    CHECK(session.run({"get", household}) == "got a record\n");
    CHECK(session.run({"set", household, "another", "get", household}) == "set\ngot another\n");
    CHECK(session.run({"get", "01936b2a-7c11-7f00-8000-000000000000"}) == "none\n");
    CHECK_FALSE(fs::exists(session.secret_file()));
    CHECK(bytes_in(session.place_file()) == "keyring\n");
    CHECK(session.run({"remove", household, "get", household}) == "removed\nnone\n");
    CHECK(session.run({"get", household}) == "none\n");
    CHECK_FALSE(fs::exists(session.place_file()));
}

TEST_CASE("the keyring's entry can be recognised by its owner, and there is one a household", "[platform][keyring]") {
    const UnlockedSession session;
    session.run({"set", household, "one", "set", household, "two"});
    session.run({"set", "01936b2a-7c11-7f00-8000-000000000000", "else"});
    const auto found = session.call("/org/freedesktop/secrets", "org.freedesktop.Secret.Service.SearchItems",
                                    {"dict:string:string:application,inglenook,household," + household});
    const std::string item = "/org/freedesktop/secrets/collection/login/";
    const auto at = found.find(item);
    REQUIRE(at != std::string::npos);
    CHECK(found.find(item, at + 1) == std::string::npos);
    const auto path = found.substr(at, found.find('"', at) - at);
    const auto label = session.call(path, "org.freedesktop.DBus.Properties.Get",
                                    {"string:org.freedesktop.Secret.Item", "string:Label"});
    CHECK(label.find("Inglenook: what only this device knows of your household") != std::string::npos);
}

TEST_CASE("a record outlives the keyring's daemon", "[platform][keyring]") {
    UnlockedSession session;
    CHECK(session.run({"set", household, "a record"}) == "set\n");
    session.stop_keyring(SIGKILL);
    session.start_keyring("a password");
    CHECK(session.run({"get", household}) == "got a record\n");
}

TEST_CASE("a locked keyring that nobody can unlock is a fault, not none", "[platform][keyring]") {
    UnlockedSession session;
    session.run({"set", household, "a record"});
    session.lock();
    const auto said = session.run({"get", household});
    CHECK(is_no_access(said));
    CHECK(said.find("locked") != std::string::npos);
    CHECK(is_no_access(session.run({"set", household, "another"})));
    CHECK(is_no_access(session.run({"remove", household})));
    // It may hide whether there is one.
    CHECK(is_no_access(session.run({"get", "01936b2a-7c11-7f00-8000-000000000000"})));
    CHECK(is_no_access(session.run({"set", "01936b2a-7c11-7f00-8000-000000000000", "x"})));
    CHECK_FALSE(fs::exists(session.secret_file()));
    CHECK(bytes_in(session.place_file()) == "keyring\n");

    session.stop_keyring();
    session.start_keyring(std::nullopt);  // logged in without a password
    CHECK(is_no_access(session.run({"get", household})));
    session.stop_keyring();
    session.start_keyring("a password");
    CHECK(session.run({"get", household}) == "got a record\n");
}

TEST_CASE("a keyring killed between two calls is a fault; started again, it serves the same process",
          "[platform][keyring]") {
    UnlockedSession session;
    const auto killed = session.file("killed"), restarted = session.file("restarted");
    auto probe = session.start({"set", household, "a record", "wait", killed, "get", household, "set", household,
                                "lost", "wait", restarted, "get", household, "set", household, "kept"});
    REQUIRE(eventually([&] { return fs::exists(killed.string() + ".reached"); }));
    session.stop_keyring(SIGKILL);
    write_bytes(killed, "");
    REQUIRE(eventually([&] { return fs::exists(restarted.string() + ".reached"); }));
    session.start_keyring("a password");
    write_bytes(restarted, "");
    const auto said = Session::said(std::move(probe));
    INFO(said);
    CHECK(said.rfind("set\nwaited\nfault no_access: ", 0) == 0);
    CHECK(said.find("waited\ngot a record\nset\n") != std::string::npos);
    CHECK(said.find("got lost") == std::string::npos);
    CHECK(session.run({"get", household}) == "got kept\n");
}

TEST_CASE("a session bus that goes takes neither the program nor the record with it", "[platform][keyring]") {
    UnlockedSession session;
    const auto killed = session.file("killed");
    auto probe = session.start({"set", household, "a record", "wait", killed, "get", household});
    REQUIRE(eventually([&] { return fs::exists(killed.string() + ".reached"); }));
    session.stop_bus();
    write_bytes(killed, "");
    const auto said = Session::said(std::move(probe));
    INFO(said);
    CHECK(said.rfind("set\nwaited\nfault no_access: ", 0) == 0);
    CHECK(is_no_access(session.run({"get", household})));
    CHECK_FALSE(fs::exists(session.secret_file()));
}

TEST_CASE("a keyring that does not answer ends in a fault in time", "[platform][keyring]") {
    UnlockedSession session;
    const auto stopped = session.file("stopped"), woken = session.file("woken");
    auto probe = session.start(
        {"set", household, "a record", "wait", stopped, "get", household, "wait", woken, "get", household});
    REQUIRE(eventually([&] { return fs::exists(stopped.string() + ".reached"); }));
    session.keyring().send(SIGSTOP);
    write_bytes(stopped, "");
    CHECK(eventually([&] { return fs::exists(woken.string() + ".reached"); }));
    session.keyring().send(SIGCONT);
    write_bytes(woken, "");
    const auto said = Session::said(std::move(probe));
    INFO(said);
    CHECK(said.rfind("set\nwaited\nfault no_access: ", 0) == 0);
    CHECK(said.find("does not answer") != std::string::npos);
    CHECK(said.find("waited\ngot a record\n") != std::string::npos);

    // A new process that meets it asleep does not take the household for a new one either.
    session.keyring().send(SIGSTOP);
    CHECK(is_no_access(session.run({"get", household})));
    session.keyring().send(SIGCONT);
}

TEST_CASE("without a keyring the record is in a file, and says so", "[platform][keyring]") {
    Session session;
    CHECK(session.run({"get", household, "kept"}) == "none\nkept file\n");
    CHECK(session.run({"set", household, "a record"}) == "set\n");
    CHECK(session.run({"get", household, "kept"}) == "got a record\nkept file\n");
    CHECK(fs::exists(session.secret_file()));
    session.stop_bus();
    CHECK(session.run({"get", household}) == "got a record\n");
}

TEST_CASE("a keyring whose collection was closed meanwhile is a fault, not none", "[platform][keyring]") {
    UnlockedSession session;
    const auto closed = session.file("closed");
    auto probe = session.start({"get", household, "wait", closed, "get", household, "set", household, "x"});
    REQUIRE(eventually([&] { return fs::exists(closed.string() + ".reached"); }));
    session.call("/org/freedesktop/secrets/collection/login", "org.freedesktop.Secret.Collection.Delete", {});
    write_bytes(closed, "");
    const auto said = Session::said(std::move(probe));
    INFO(said);
    CHECK(said.rfind("none\nwaited\nfault no_access: ", 0) == 0);
    CHECK(said.find("\nset\n") == std::string::npos);
}

TEST_CASE("the session bus is found where the system has it, and none is started to look for one",
          "[platform][keyring]") {
    UnlockedSession session;
    session.set_environment("DBUS_SESSION_BUS_ADDRESS", "");
    CHECK(session.run({"get", household, "kept"}) == "none\nkept keyring\n");
    session.set_environment("XDG_RUNTIME_DIR", session.home().string());
    session.set_environment("DISPLAY", ":0");
    CHECK(session.run({"get", household, "kept"}) == "none\nkept file\n");
    session.set_environment("DBUS_SESSION_BUS_ADDRESS", "autolaunch:");
    CHECK(session.run({"get", household, "kept"}) == "none\nkept file\n");
    session.set_environment("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus");
    CHECK(session.run({"get", household, "kept"}) == "none\nkept file\n");
    CHECK_FALSE(fs::exists(session.home() / ".dbus"));  // where one that is started leaves its name
}

TEST_CASE("a keyring without a default collection is none, and nothing is made in it", "[platform][keyring]") {
    Session session;
    session.start_keyring(std::nullopt);
    CHECK(session.run({"set", household, "a record", "kept"}) == "set\nkept file\n");
    CHECK(fs::exists(session.secret_file()));
}

TEST_CASE("a record in a file moves to a keyring that appears later", "[platform][keyring]") {
    Session session;
    session.run({"set", household, "a record"});
    session.start_keyring("a password");
    CHECK(session.run({"get", household, "kept"}) == "got a record\nkept keyring\n");
    CHECK_FALSE(fs::exists(session.secret_file()));
    CHECK(bytes_in(session.place_file()) == "keyring\n");
    CHECK(session.run({"get", household}) == "got a record\n");
}

TEST_CASE("a record in a file is also replaced in a keyring that appears later", "[platform][keyring]") {
    Session session;
    session.run({"set", household, "a record"});
    session.start_keyring("a password");
    CHECK(session.run({"set", household, "another", "kept"}) == "set\nkept keyring\n");
    CHECK_FALSE(fs::exists(session.secret_file()));
    CHECK(session.run({"get", household}) == "got another\n");
}

TEST_CASE("a record in a file stays in use while the keyring that appeared is locked", "[platform][keyring]") {
    UnlockedSession session;
    session.set_environment("INGLENOOK_SECRETS", "file");
    session.run({"set", household, "a record"});
    session.set_environment("INGLENOOK_SECRETS", "");
    session.lock();
    CHECK(session.run({"get", household, "kept"}) == "got a record\nkept file\n");
    CHECK(session.run({"set", household, "another", "kept"}) == "set\nkept file\n");
    CHECK(session.run({"get", household}) == "got another\n");
    session.stop_keyring();
    session.start_keyring("a password");
    CHECK(session.run({"get", household, "kept"}) == "got another\nkept keyring\n");
    CHECK_FALSE(fs::exists(session.secret_file()));
}

TEST_CASE("a keyring that is missing is a fault, and no file takes its place", "[platform][keyring]") {
    UnlockedSession session;
    session.run({"set", household, "a record"});
    session.stop_keyring();
    for (const Arguments& words :
         {Arguments{"get", household}, Arguments{"set", household, "new"}, Arguments{"remove", household}}) {
        const auto said = session.run(words);
        CHECK(is_no_access(said));
        CHECK(said.find("no keyring here") != std::string::npos);
    }
    CHECK_FALSE(fs::exists(session.secret_file()));
    CHECK(session.run({"get", "01936b2a-7c11-7f00-8000-000000000000"}) == "none\n");
    session.start_keyring("a password");
    CHECK(session.run({"get", household}) == "got a record\n");
}

TEST_CASE("a move that was cut off goes on from wherever it was", "[platform][keyring]") {
    Session session;
    session.run({"set", household, "in the file"});
    const auto file = bytes_in(session.secret_file());
    session.start_keyring("a password");
    session.run({"set", household, "in the keyring"});
    const auto left = [&](const std::string& place) {
        write_bytes(session.secret_file(), file);
        fs::permissions(session.secret_file(), fs::perms(0600));
        if (place.empty()) fs::remove(session.place_file());
        else write_bytes(session.place_file(), place);
    };
    SECTION("before the place was said, the keyring's stands") {
        left("");
        CHECK(session.run({"get", household}) == "got in the keyring\n");
        CHECK(fs::exists(session.secret_file()));  // what differs is nobody's to delete
    }
    SECTION("after it, too") {
        left("keyring\n");
        CHECK(session.run({"get", household}) == "got in the keyring\n");
        CHECK(fs::exists(session.secret_file()));
    }
    SECTION("while the file has it, the file's") {
        left("file\n");
        CHECK(session.run({"get", household}) == "got in the file\n");
        CHECK_FALSE(fs::exists(session.secret_file()));
        CHECK(session.run({"get", household}) == "got in the file\n");
    }
    SECTION("an empty file does not hide what the keyring has") {
        left("");
        write_bytes(session.secret_file(), "");
        CHECK(session.run({"get", household}) == "got in the keyring\n");
    }
    SECTION("a copy of the same is cleared away") {
        session.run({"set", household, "in the file"});
        left("keyring\n");
        CHECK(session.run({"get", household}) == "got in the file\n");
        CHECK_FALSE(fs::exists(session.secret_file()));
    }
}

TEST_CASE("whoever wants files gets them, and what they wrote moves later", "[platform][keyring]") {
    UnlockedSession session;
    session.run({"set", household, "in the keyring"});
    session.set_environment("INGLENOOK_SECRETS", "file");
    CHECK(session.run({"get", household, "kept"}) == "none\nkept file\n");
    CHECK(session.run({"set", household, "in the file"}) == "set\n");
    CHECK(session.run({"get", household}) == "got in the file\n");
    session.set_environment("INGLENOOK_SECRETS", "");
    CHECK(session.run({"get", household, "kept"}) == "got in the file\nkept keyring\n");
    CHECK_FALSE(fs::exists(session.secret_file()));
}
