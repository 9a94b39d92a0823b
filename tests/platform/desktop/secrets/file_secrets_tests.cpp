#include "platform/desktop/secrets/file_secrets.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <thread>
#include <vector>

#include <sys/stat.h>
#include <unistd.h>

#include <catch2/catch_test_macros.hpp>

#include "platform/desktop/secrets/device_fault.hpp"
#include "platform/desktop/secrets/device_secrets.hpp"
#include "tests/core/fault_of.hpp"
#include "tests/core/files.hpp"
#include "tests/core/processes.hpp"
#include "tests/core/temporary_folder.hpp"

namespace fs = std::filesystem;
using core::Secret;
using platform::desktop::DeviceFault;
using platform::desktop::FileSecrets;
using platform::desktop::OwnFolder;
using tests::bytes_in;
using tests::expect;
using tests::in_child;
using tests::in_processes;
using tests::TemporaryFolder;
using tests::write_bytes;
using Kind = core::Fault::Kind;

namespace {

const std::string household = "01936b2a-7c11-7f00-8000-0123456789ab";
constexpr uid_t nobody = 65534;

mode_t mode_of(const fs::path& path) {
    struct stat status {};
    if (lstat(path.c_str(), &status) != 0) throw std::runtime_error("cannot look at " + path.string());
    return status.st_mode & 07777;
}

struct Store {
    TemporaryFolder home;
    fs::path folder = home.path() / "config" / "inglenook" / "device";
    fs::path file = folder / (household + ".secret");

    FileSecrets secrets() const { return FileSecrets(OwnFolder(folder)); }
    void set(const std::string& text) const { secrets().set(household, Secret::of_text(text)); }
    std::string get() const {
        const auto record = secrets().get(household);
        return record ? std::string(record->text()) : "none";
    }
    // What get() throws: its kind, and a sentence that names the path.
    std::optional<Kind> refused(const fs::path& named) const {
        try {
            static_cast<void>(get());
        } catch (const DeviceFault& fault) {
            INFO(fault.what());
            CHECK(std::string(fault.what()).find(named.string()) != std::string::npos);
            return fault.kind;
        }
        return std::nullopt;
    }
};

}  // namespace

TEST_CASE("a record in a file comes back as it was, each household its own", "[platform][secrets]") {
    const Store store;
    CHECK(store.get() == "none");
    CHECK_FALSE(fs::exists(store.folder));  // looking makes nothing
    store.set("first");
    CHECK(store.get() == "first");
    const std::string bytes("\0\n\xff\r zero", 9);
    store.set(bytes);
    CHECK(store.get() == bytes);
    store.set(std::string(5000, 'x'));
    CHECK(store.get() == std::string(5000, 'x'));
    store.set("");
    CHECK(store.get() == "");
    CHECK_FALSE(store.secrets().get("01936b2a-7c11-7f00-8000-000000000000"));
    store.secrets().remove(household);
    CHECK(store.get() == "none");
    store.secrets().remove(household);
}

TEST_CASE("the file is its owner's alone, and so is its folder, whatever the umask", "[platform][secrets]") {
    const Store store;
    const mode_t before = umask(0);
    store.set("x");
    umask(before);
    CHECK(mode_of(store.file) == 0600);
    CHECK(mode_of(store.folder) == 0700);
    CHECK(mode_of(store.folder.parent_path()) == 0700);
    CHECK(bytes_in(store.file).rfind("Inglenook keeps here", 0) == 0);

    fs::permissions(store.folder, fs::perms(0755));
    CHECK(store.get() == "x");
    CHECK(mode_of(store.folder) == 0700);
}

TEST_CASE("a file that others may read or that somebody else owns is refused, with its name and what to do",
          "[platform][secrets]") {
    const Store store;
    store.set("x");
    for (const int mode : {0640, 0604, 0660, 0602}) {
        fs::permissions(store.file, fs::perms(mode));
        CHECK(store.refused(store.file) == Kind::no_access);
    }
    fs::permissions(store.file, fs::perms(0600));
    CHECK(store.get() == "x");
    if (geteuid() == 0) {
        REQUIRE(lchown(store.file.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
        CHECK(store.refused(store.file) == Kind::no_access);
        REQUIRE(lchown(store.file.c_str(), 0, static_cast<gid_t>(-1)) == 0);
        REQUIRE(lchown(store.folder.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
        CHECK(store.refused(store.folder) == Kind::no_access);
        CHECK(tests::fault_of<DeviceFault>([&] { store.set("y"); }) == Kind::no_access);
    }
}

TEST_CASE("a symbolic link is followed neither for the file nor for the folder", "[platform][secrets]") {
    const Store store;
    store.set("x");
    const auto elsewhere = store.home.path() / "elsewhere";
    fs::rename(store.file, elsewhere);
    fs::create_symlink(elsewhere, store.file);
    CHECK(store.refused(store.file) == Kind::no_access);
    // Writing replaces the link and leaves what it led to.
    const auto before = bytes_in(elsewhere);
    store.set("y");
    CHECK(store.get() == "y");
    CHECK(bytes_in(elsewhere) == before);
    CHECK(fs::is_regular_file(fs::symlink_status(store.file)));

    const auto moved = store.home.path() / "moved";
    fs::rename(store.folder, moved);
    fs::create_directory_symlink(moved, store.folder);
    CHECK(store.refused(store.folder) == Kind::no_access);
    CHECK(tests::fault_of<DeviceFault>([&] { store.set("z"); }) == Kind::no_access);
}

TEST_CASE("what is no file of ours is refused without waiting for it", "[platform][secrets]") {
    const Store store;
    store.set("x");
    fs::remove(store.file);
    REQUIRE(mkfifo(store.file.c_str(), 0600) == 0);
    CHECK(store.refused(store.file) == Kind::no_access);
    fs::remove(store.file);
    write_bytes(store.file, std::string((1 << 20) + 1, 'x'));
    fs::permissions(store.file, fs::perms(0600));
    CHECK(store.refused(store.file) == Kind::no_access);
}

TEST_CASE("a damaged record is a fault and never none", "[platform][secrets]") {
    const Store store;
    store.set("a record of some length");
    const auto whole = bytes_in(store.file);
    const auto with = [&](const std::string& content) {
        write_bytes(store.file, content);
        return store.refused(store.file);
    };
    for (std::size_t size = 0; size < whole.size(); ++size) CHECK(with(whole.substr(0, size)) == Kind::damaged);
    auto garbled = whole;
    garbled[garbled.size() - 5] = '*';
    CHECK(with(garbled) == Kind::damaged);
    CHECK(with(whole + "more\n") == Kind::damaged);
    write_bytes(store.file, whole);
    CHECK(store.get() == "a record of some length");
}

TEST_CASE("a temporary file that a crash left disturbs nobody and goes with the next change", "[platform][secrets]") {
    const Store store;
    store.set("old");
    const auto left = fs::path(store.file.string() + ".new");
    write_bytes(left, "half a rec");
    CHECK(store.get() == "old");
    store.set("new");
    CHECK(store.get() == "new");
    CHECK_FALSE(fs::exists(left));
    fs::create_symlink("/etc/hostname", left);
    store.set("newer");
    CHECK_FALSE(fs::exists(fs::symlink_status(left)));
    write_bytes(left, "half a rec");
    store.secrets().remove(household);
    CHECK(fs::is_empty(store.folder));
}

TEST_CASE("a process killed while it writes leaves the old record or the new one", "[platform][secrets]") {
    const Store store;
    const std::string even(3000, 'e'), odd(3000, 'o');
    store.set(even);
    for (int round = 0; round < 40; ++round) {
        const pid_t child = fork();
        REQUIRE(child >= 0);
        if (child == 0)
            for (;;) {
                store.set(odd);
                store.set(even);
            }
        usleep(static_cast<useconds_t>(300 + round * 331));
        kill(child, SIGKILL);
        REQUIRE(waitpid(child, nullptr, 0) == child);
        const auto got = store.get();
        CHECK((got == even || got == odd));
    }
    store.set("after");
    CHECK(store.get() == "after");
}

TEST_CASE("several processes may write at once", "[platform][secrets]") {
    const Store store;
    const auto answers = in_processes(8, [&](int n) {
        for (int i = 0; i < 10; ++i) {
            store.set(std::string(2000, static_cast<char>('a' + n)));
            const auto got = store.get();
            expect(got.size() == 2000 && got == std::string(2000, got[0]), "a whole record");
        }
        return 0;
    });
    CHECK(answers == std::vector<int>(8, 0));
}

TEST_CASE("one program has a household's turn at a time, and who waits too long is told so", "[platform][secrets]") {
    const tests::TemporaryFolder place;
    FileSecrets one{OwnFolder(place.path() / "device")}, other{OwnFolder(place.path() / "device")};
    one.set("home", core::Secret::of_text("a record"));
    auto held = one.turn("home");
    REQUIRE(held);
    CHECK(other.turn("another-home"));
    CHECK_THROWS_AS(other.turn("home"), core::Fault);
    std::atomic<bool> released = false;
    std::thread releases([&] {
        std::this_thread::sleep_for(std::chrono::milliseconds(50));
        released = true;
        held.reset();
    });
    CHECK(other.turn("home"));
    CHECK(released);
    releases.join();
}

TEST_CASE("a folder that cannot be written is a fault, and what is there can still be read", "[platform][secrets]") {
    const Store store;
    const auto as_nobody = [&](const auto& work) {
        return in_child([&] {
            if (geteuid() == 0) expect(setuid(nobody) == 0, "another user");  // the administrator may write everywhere
            work();
        });
    };
    fs::create_directories(store.folder);
    if (geteuid() == 0)
        for (auto path = store.folder; path != store.home.path().parent_path(); path = path.parent_path())
            REQUIRE(chown(path.c_str(), nobody, static_cast<gid_t>(-1)) == 0);
    CHECK(as_nobody([&] { store.set("x"); }) == "");
    fs::permissions(store.folder, fs::perms(0500));
    CHECK(as_nobody([&] {
              expect(store.get() == "x", "still readable");
              expect(tests::fault_of<DeviceFault>([&] { store.set("y"); }) == Kind::no_access, "not writable");
              expect(tests::fault_of<DeviceFault>([&] { store.secrets().remove(household); }) == Kind::no_access,
                     "not removable");
              expect(store.get() == "x", "unchanged");
          }) == "");
    fs::permissions(store.folder, fs::perms(0000));
    CHECK(as_nobody([&] {
              expect(tests::fault_of<DeviceFault>([&] { store.get(); }) == Kind::no_access, "not readable is not none");
          }) == "");
    fs::permissions(store.folder, fs::perms(0700));
}

TEST_CASE("a household is named by an id and by nothing that leads elsewhere", "[platform][secrets]") {
    const Store store;
    for (const auto& name : std::vector<std::string>{"", "../x", "a/b", "a.b", "a b", std::string(65, 'a')})
        CHECK_THROWS_AS(store.secrets().set(name, Secret::of_text("x")), std::invalid_argument);
    CHECK_FALSE(fs::exists(store.folder));
}

TEST_CASE("the device's folder is refused where it would lie in the data folder", "[platform][secrets]") {
    const TemporaryFolder home;
    const auto inside = [&](const fs::path& data) {
        return in_child([&] {
            setenv("XDG_CONFIG_HOME", (home.path() / "config").c_str(), 1);
            setenv("INGLENOOK_SECRETS", "file", 1);
            expect(platform::desktop::device_folder() == home.path() / "config" / "inglenook" / "device",
                   "the folder of the specification");
            static_cast<void>(platform::desktop::device_secrets(data));
        });
    };
    const auto refuses = [&](const fs::path& data) { return inside(data).find("--data") != std::string::npos; };
    CHECK(inside(home.path() / "data") == "");
    CHECK(inside(home.path() / "conf") == "");
    CHECK(inside(home.path() / "config" / "inglenook" / "data") == "");
    CHECK(refuses(home.path()));
    CHECK(refuses(home.path() / "config"));
    CHECK(refuses(home.path() / "config/"));
    CHECK(refuses(home.path() / "config" / "inglenook" / "device"));
    CHECK(refuses(home.path() / "data" / ".." / "config"));
    fs::create_directory(home.path() / "config");
    fs::create_directory_symlink(home.path() / "config", home.path() / "link");
    CHECK(refuses(home.path() / "link"));
    CHECK(refuses("/"));
}

TEST_CASE("tests and passing households may name the folder of the files", "[platform][secrets]") {
    const Store store;
    CHECK(in_child([&] {
              setenv("INGLENOOK_SECRETS", store.folder.c_str(), 1);
              const auto secrets = platform::desktop::device_secrets(store.home.path() / "data");
              secrets->set(household, Secret::of_text("x"));
              expect(secrets->kept() == core::DeviceSecrets::Kept::file, "in a file");
          }) == "");
    CHECK(store.get() == "x");
    CHECK(in_child([&] {
              setenv("INGLENOOK_SECRETS", store.folder.c_str(), 1);
              static_cast<void>(platform::desktop::device_secrets(store.home.path()));
          }).find("--data") != std::string::npos);
}
