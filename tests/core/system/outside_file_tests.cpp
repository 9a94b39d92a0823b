#include "core/system/outside_file.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include <catch2/catch_test_macros.hpp>

#include <sys/stat.h>
#include <unistd.h>

#include "tests/core/files.hpp"
#include "tests/core/temporary_folder.hpp"

using namespace core::system;
using tests::bytes_in;
using tests::write_bytes;

namespace fs = std::filesystem;

namespace {

struct Place {
    tests::TemporaryFolder place;
    fs::path root = place.path(), data = root / "data", database = data / "household.db",
             elsewhere = root / "elsewhere";

    Place() {
        fs::create_directories(data / "photos" / "ab");
        fs::create_directories(elsewhere);
        write_bytes(database, "the household");
        write_bytes(data / "photos" / "ab" / "abc.jpg", "a photo");
    }
    bool own(const fs::path& target) const { return is_of_household(target, data); }
    // That nothing is written, and nothing of the household is changed, made or removed.
    void refuses(const fs::path& target) const {
        CAPTURE(target);
        const auto before = names();
        CHECK(own(target));
        CHECK(write_outside(target, "a picture", {data}) == WriteOutside::of_the_household);
        CHECK(bytes_in(database) == "the household");
        CHECK(bytes_in(data / "photos" / "ab" / "abc.jpg") == "a photo");
        CHECK(names() == before);
    }
    void writes(const fs::path& target, const fs::path& real) const {
        CAPTURE(target);
        CHECK_FALSE(own(target));
        CHECK(write_outside(target, "a picture", {data}) == WriteOutside::written);
        CHECK(bytes_in(real) == "a picture");
        for (const auto& name : names()) CHECK(name.find(".unfinished-") == std::string::npos);
    }
    std::vector<std::string> names() const {
        std::vector<std::string> found;
        for (const auto& entry : fs::recursive_directory_iterator(root)) found.push_back(entry.path().string());
        std::sort(found.begin(), found.end());
        return found;
    }
};

}  // namespace

TEST_CASE("nothing is written onto a file of the household or into its folder, by whatever way it is named",
          "[core][backups][outside]") {
    const Place p;
    p.refuses(p.database);
    p.refuses(p.data);
    p.refuses(p.data.string() + "/");
    p.refuses(p.data / "new.png");
    p.refuses(p.data / "photos" / "ab" / "abc.jpg");
    p.refuses(p.data / "not" / "there" / "yet.png");
    p.refuses(p.elsewhere / ".." / "data" / "household.db");
    p.refuses(p.data / "photos" / ".." / "new.png");
    p.refuses(p.elsewhere / "nothing" / ".." / ".." / "data" / "new.png");

    fs::create_directory_symlink(p.data, p.root / "link");
    p.refuses(p.root / "link");
    p.refuses(p.root / "link" / "new.png");
    p.refuses(p.root / "link" / "household.db");
    fs::create_directory_symlink(p.data / "photos", p.elsewhere / "deep");
    p.refuses(p.elsewhere / "deep" / "new.png");
    p.refuses(p.elsewhere / "deep" / ".." / "new.png");  // above what the link leads to
    fs::create_symlink(p.database, p.elsewhere / "file");
    p.refuses(p.elsewhere / "file");
    fs::create_symlink("../data/none-yet.png", p.elsewhere / "dangling");
    p.refuses(p.elsewhere / "dangling");
    fs::create_symlink("dangling", p.elsewhere / "twice");
    p.refuses(p.elsewhere / "twice");
    fs::create_hard_link(p.database, p.elsewhere / "hard");
    p.refuses(p.elsewhere / "hard");
    CHECK(is_of_household(p.data / "x", std::vector<fs::path>{p.elsewhere, p.data}));
}

TEST_CASE("a household's folder that is not there yet is known by its name", "[core][backups][outside]") {
    const Place p;
    const auto later = p.root / "later";
    CHECK(is_of_household(later / "household.db", later));
    CHECK(is_of_household(p.elsewhere / ".." / "later" / "a" / "b.png", later));
    CHECK_FALSE(is_of_household(p.root / "later.png", later));
    CHECK_FALSE(is_of_household(p.root / "later-photos" / "b.png", later));
}

TEST_CASE("elsewhere a file is written, anew and in the place of another", "[core][backups][outside]") {
    const Place p;
    p.writes(p.elsewhere / "new.png", p.elsewhere / "new.png");
    write_bytes(p.elsewhere / "old.png", "an older picture, which was longer");
    p.writes(p.elsewhere / "old.png", p.elsewhere / "old.png");
    p.writes(p.root / "data.png", p.root / "data.png");  // begins like the folder
    p.writes(p.data / ".." / "up.png", p.root / "up.png");
    fs::create_symlink("new.png", p.elsewhere / "link.png");
    write_bytes(p.elsewhere / "new.png", "");
    p.writes(p.elsewhere / "link.png", p.elsewhere / "new.png");
    CHECK(fs::is_symlink(p.elsewhere / "link.png"));
    // Two names of somebody's file: the one that was named is replaced.
    write_bytes(p.elsewhere / "one", "one");
    fs::create_hard_link(p.elsewhere / "one", p.elsewhere / "two");
    p.writes(p.elsewhere / "two", p.elsewhere / "two");
    CHECK(bytes_in(p.elsewhere / "one") == "one");
}

TEST_CASE("what is beside the target never leads the bytes astray", "[core][backups][outside]") {
    const Place p;
    for (const char* name : {"tree.json.new", ".tree.json.unfinished-0-0"})
        fs::create_symlink(p.database, p.elsewhere / name);
    fs::create_symlink(p.database, p.elsewhere / (".tree.json.unfinished-" + std::to_string(::getpid()) + "-0"));
    CHECK(write_outside(p.elsewhere / "tree.json", "{}", {p.data}) == WriteOutside::written);
    CHECK(bytes_in(p.elsewhere / "tree.json") == "{}");
    CHECK(bytes_in(p.database) == "the household");
}

TEST_CASE("what cannot be written is left as it is", "[core][backups][outside]") {
    const Place p;
    CHECK(write_outside(p.elsewhere / "nowhere" / "new.png", "x", {p.data}) == WriteOutside::failed);
    CHECK(write_outside(p.elsewhere, "x", {p.data}) == WriteOutside::failed);
    CHECK(write_outside(p.elsewhere / std::string(300, 'n'), "x", {p.data}) == WriteOutside::failed);
    CHECK(write_outside("", "x", {p.data}) == WriteOutside::failed);
    CHECK(write_outside("/dev/null", "x", {p.data}) == WriteOutside::written);
    struct stat status {};
    CHECK((::stat("/dev/null", &status) == 0 && S_ISCHR(status.st_mode)));
    fs::create_symlink("circle", p.elsewhere / "circle");
    CHECK(write_outside(p.elsewhere / "circle", "x", {p.data}) == WriteOutside::failed);
}
