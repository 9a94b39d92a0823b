#include <algorithm>
#include <chrono>
#include <csignal>
#include <fstream>
#include <optional>
#include <string>
#include <thread>

#include <catch2/catch_test_macros.hpp>

#include <sys/resource.h>
#include <sys/stat.h>

#include "core/memories/photo_folder.hpp"
#include "tests/core/files.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using namespace pictures;
namespace fs = std::filesystem;

namespace {

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (fs::exists(folder))
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file() && entry.path().filename() != "lock")
                files.push_back(entry.path());  // but for that of a program that takes photos in
    return files;
}

StoredPhoto stored(const PhotoResult<StoredPhoto>& result) {
    REQUIRE(result);
    return result.value();
}

mode_t mode_of(const fs::path& path) {
    struct stat status {};
    REQUIRE(::stat(path.c_str(), &status) == 0);
    return status.st_mode & 0777;
}

}  // namespace

TEST_CASE("a photo is kept byte for byte under its hash", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "new" / "data");
    const auto bytes = with_exif(jpeg(quarters(800, 600)), {6, {}, "2024:07:21 18:03:59", {}, {}, "+02:00"});
    const auto file = write(place.path() / "camera" / "IMG_0001.JPG", bytes);

    const auto photo = stored(folder.add(file, Arrival::plain));
    CHECK(photo.source_name == "IMG_0001.JPG");
    CHECK(photo.facts.width == 600);
    CHECK(photo.facts.height == 800);
    REQUIRE(photo.facts.taken);
    CHECK(photo.facts.taken->offset_minutes == 120);
    CHECK(photo.file_modified_utc_ms > 1'600'000'000'000);

    const auto hex = to_hex(photo.hash);
    const auto kept = place.path() / "new" / "data" / "photos" / hex.substr(0, 2) / (hex + ".jpg");
    CHECK(folder.path_of(photo.hash, PhotoFormat::jpeg) == kept);
    CHECK(read(kept) == bytes);
    CHECK(mode_of(kept) == 0440);
    CHECK(mode_of(kept.parent_path()) == 0700);
    CHECK(files_in(place.path() / "new" / "data" / "photos").size() == 1);
    CHECK(read(file) == bytes);
}

TEST_CASE("the same photo is stored once", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "data");
    const auto bytes = jpeg(grainy(100, 80));
    const auto first = stored(folder.add(write(place.path() / "a.jpg", bytes), Arrival::plain));
    const auto path = folder.path_of(first.hash, PhotoFormat::jpeg);
    const auto written = fs::last_write_time(path) - std::chrono::hours(1);
    fs::last_write_time(path, written);

    const auto again = stored(folder.add(write(place.path() / "b.png", bytes), Arrival::plain));
    CHECK(again.hash == first.hash);
    CHECK(again.source_name == "b.png");
    CHECK(stored(folder.add_bytes(bytes, "c", Arrival::plain)).hash == first.hash);
    CHECK(files_in(place.path() / "data" / "photos").size() == 1);
    CHECK(fs::last_write_time(path) == written);
}

TEST_CASE("a kept photo that has gone bad is mended when it comes again", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto bytes = jpeg(grainy(100, 80));
    const auto path = folder.path_of(stored(folder.add_bytes(bytes, "a", Arrival::plain)).hash, PhotoFormat::jpeg);
    fs::permissions(path, fs::perms::owner_all);
    write(path, Bytes(bytes.size(), 0));
    stored(folder.add_bytes(bytes, "a", Arrival::plain));
    CHECK(read(path) == bytes);
}

TEST_CASE("photos added from many threads at once are all kept whole", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    std::vector<Bytes> photos;
    for (std::uint32_t i = 0; i < 6; ++i) photos.push_back(jpeg(grainy(60, 60, i)));
    std::vector<std::thread> threads;
    std::atomic<int> kept = 0;
    for (int t = 0; t < 4; ++t)
        threads.emplace_back([&] {
            for (const auto& bytes : photos)
                if (folder.add_bytes(bytes, "x", Arrival::plain)) ++kept;
        });
    for (auto& thread : threads) thread.join();
    CHECK(kept == 24);
    CHECK(files_in(place.path() / "photos").size() == 6);
    for (const auto& bytes : photos)
        CHECK(read(folder.path_of(hash_of(bytes.data(), bytes.size()), PhotoFormat::jpeg)) == bytes);
}

TEST_CASE("a PNG stays a PNG and its thumbnail lies on white", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto clear = painted(700, 20, [](int, int) { return Colour{0, 0, 0, 0}; });
    const auto photo = stored(folder.add_bytes(png(clear), "drawn", Arrival::plain));
    CHECK(photo.facts.format == PhotoFormat::png);
    CHECK(photo.file_modified_utc_ms == 0);
    CHECK(folder.path_of(photo.hash, photo.facts.format).extension() == ".png");
    for (int time = 0; time < 2; ++time) {
        const auto thumbnail = folder.thumbnail(photo.hash, photo.facts.format);
        REQUIRE(thumbnail);
        CHECK(thumbnail.value().width == thumbnail_side);
        CHECK(near(at(thumbnail.value(), 100, 7), white, 2));
        fs::remove_all(place.path() / "thumbnails");
    }
    const auto picture = folder.picture(photo.hash, photo.facts.format, 100, 100);
    REQUIRE(picture);
    CHECK(at(picture.value(), 50, 1).alpha == 0);
}

TEST_CASE("a thumbnail is made with the photo and again when it is lost or damaged", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto photo = stored(folder.add_bytes(jpeg(quarters(1600, 1200)), "a", Arrival::plain));
    folder.has_arrived(photo.name());
    const auto thumbnails = files_in(place.path() / "thumbnails");
    REQUIRE(thumbnails.size() == 1);
    const auto original = read(thumbnails.front());

    const auto check = [&] {
        const auto thumbnail = folder.thumbnail(photo.hash, PhotoFormat::jpeg);
        REQUIRE(thumbnail);
        CHECK(thumbnail.value().width == 512);
        CHECK(thumbnail.value().height == 384);
        CHECK(shows_quarters(thumbnail.value()));
        CHECK(read(thumbnails.front()) == original);
    };
    check();
    for (const auto& bad :
         {Bytes{}, bytes_of("what"), Bytes(original.begin(), original.begin() + 2000), Bytes(original.size(), 0)}) {
        write(thumbnails.front(), bad);
        check();
    }
    fs::remove_all(place.path() / "thumbnails");
    check();
}

TEST_CASE("a thumbnail that cannot be kept is no failure", "[core][memories]") {
    const TemporaryFolder place;
    write(place.path() / "thumbnails", bytes_of("in the way"));
    const PhotoFolder folder(place.path());
    const auto photo = stored(folder.add_bytes(jpeg(quarters(600, 600)), "a", Arrival::plain));
    const auto thumbnail = folder.thumbnail(photo.hash, PhotoFormat::jpeg);
    REQUIRE(thumbnail);
    CHECK(shows_quarters(thumbnail.value()));
}

TEST_CASE("a photo that is not there is not found", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    CHECK(folder.picture({}, PhotoFormat::jpeg, 10, 10).problem() == PhotoProblem::not_found);
    CHECK(folder.thumbnail({}, PhotoFormat::png).problem() == PhotoProblem::not_found);
    CHECK(folder.add(place.path() / "gone.jpg", Arrival::plain).problem() == PhotoProblem::not_found);
}

TEST_CASE("files that are no good photo are refused with their reason and leave nothing", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "data");
    const auto given = [&](const char* name, const Bytes& bytes) {
        return folder.add(write(place.path() / name, bytes), Arrival::plain).problem();
    };
    const auto whole = jpeg(grainy(200, 200));
    CHECK(given("a.jpg", {}) == PhotoProblem::empty);
    CHECK(given("b.jpg", bytes_of("a letter")) == PhotoProblem::not_a_photo);
    CHECK(given("c.jpg", Bytes(whole.begin(), whole.end() - 500)) == PhotoProblem::damaged);
    CHECK(given("d.jpg", bytes_of("GIF89a        ")) == PhotoProblem::unsupported);
    CHECK(given("e.jpg", claiming(whole, 20'000, 20'000)) == PhotoProblem::too_large);
    CHECK(files_in(place.path() / "data").empty());
}

TEST_CASE("folders, pipes and devices are neither photos nor waited for", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "data");
    fs::create_directory(place.path() / "holiday.jpg");
    CHECK(folder.add(place.path() / "holiday.jpg", Arrival::plain).problem() == PhotoProblem::not_a_photo);
    REQUIRE(::mkfifo((place.path() / "pipe.jpg").c_str(), 0600) == 0);
    CHECK(folder.add(place.path() / "pipe.jpg", Arrival::plain).problem() == PhotoProblem::not_a_photo);
    CHECK(folder.add("/dev/zero", Arrival::plain).problem() == PhotoProblem::not_a_photo);
}

TEST_CASE("a file beyond the byte limit is too large and is not read", "[core][memories]") {
    const TemporaryFolder place;
    const auto file = write(place.path() / "a.jpg", jpeg(quarters(8, 8)));
    fs::resize_file(file, static_cast<std::uintmax_t>(photo_byte_limit) + 1);
    CHECK(PhotoFolder(place.path() / "data").add(file, Arrival::plain).problem() == PhotoProblem::too_large);
}

TEST_CASE("a household folder that cannot be written is said to be so", "[core][memories]") {
    const TemporaryFolder place;
    write(place.path() / "photos", bytes_of("in the way"));
    CHECK(PhotoFolder(place.path()).add_bytes(jpeg(quarters(8, 8)), "a", Arrival::plain).problem() ==
          PhotoProblem::cannot_be_stored);
    CHECK(PhotoFolder(place.path() / "photos").add_bytes(jpeg(quarters(8, 8)), "a", Arrival::plain).problem() ==
          PhotoProblem::cannot_be_stored);
    CHECK(PhotoFolder("/proc/nowhere").add_bytes(jpeg(quarters(8, 8)), "a", Arrival::plain).problem() ==
          PhotoProblem::cannot_be_stored);
}

TEST_CASE("a photo that cannot be written whole leaves nothing behind", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto bytes = jpeg(grainy(300, 300));
    REQUIRE(bytes.size() > 20'000);

    rlimit before{};
    REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
    const auto handler = std::signal(SIGXFSZ, SIG_IGN);
    const rlimit small{10'000, before.rlim_max};
    REQUIRE(::setrlimit(RLIMIT_FSIZE, &small) == 0);
    const auto refused = folder.add_bytes(bytes, "a", Arrival::plain);
    ::setrlimit(RLIMIT_FSIZE, &before);
    std::signal(SIGXFSZ, handler);

    REQUIRE_FALSE(refused);
    CHECK(refused.problem() == PhotoProblem::cannot_be_stored);
    CHECK(files_in(place.path()).empty());
    CHECK(folder.add_bytes(bytes, "a", Arrival::plain));
}

TEST_CASE("what a killed program left half-written is swept after a day, and nothing else", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "data");
    folder.sweep_unfinished();  // a folder that is not there yet
    const auto photo = stored(folder.add_bytes(jpeg(quarters(40, 30)), "a", Arrival::plain));
    const auto kept = folder.path_of(photo.hash, PhotoFormat::jpeg);
    const auto thumbnails = place.path() / "data" / "thumbnails" / kept.parent_path().filename();
    const auto begun = [&](const fs::path& path, int hours) {
        write(path, bytes_of("half a photo"));
        fs::last_write_time(path, fs::file_time_type::clock::now() - std::chrono::hours(hours));
        return path;
    };
    const auto abandoned = begun(kept.parent_path() / ".arriving-aaaaaa", 25);
    const auto abandoned_thumbnail = begun(thumbnails / ".arriving-bbbbbb", 24 * 400);
    const auto arriving = begun(kept.parent_path() / ".arriving-cccccc", 23);
    const auto ahead = begun(kept.parent_path() / ".arriving-dddddd", -48);
    const auto somebodys = begun(kept.parent_path() / "arriving-eeeeee", 25);
    const auto elsewhere = begun(place.path() / "letters" / ".arriving-ffffff", 25);
    fs::create_symlink(place.path() / "letters", place.path() / "data" / "photos" / "zz-link");
    fs::last_write_time(kept, fs::file_time_type::clock::now() - std::chrono::hours(25));

    folder.sweep_unfinished();
    CHECK_FALSE(fs::exists(abandoned));
    CHECK_FALSE(fs::exists(abandoned_thumbnail));
    for (const auto& path : {kept, arriving, ahead, somebodys, elsewhere}) CHECK(fs::exists(path));
    CHECK(folder.picture(photo.hash, PhotoFormat::jpeg, 40, 30));
}

TEST_CASE("a photo that arrives sealed is nowhere in the clear, not even what it is called by", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto bytes = jpeg(quarters(1600, 1200));
    const auto photo = stored(folder.add_bytes(bytes, "a", Arrival::sealed));
    REQUIRE(photo.sealed);
    CHECK(files_in(place.path()).size() == 3);  // with the note that it arrives
    for (const auto& file : files_in(place.path())) {
        CHECK(file.string().find(to_hex(photo.hash)) == std::string::npos);
        CHECK(read(file).size() != bytes.size());
        CHECK_FALSE(inspect_photo(read(file)));
    }
    CHECK(folder.bytes(photo.hash, photo.facts.format, photo.sealed).value() == bytes);
    CHECK(shows_quarters(folder.thumbnail(photo.hash, photo.facts.format, photo.sealed).value()));
    CHECK(folder.bytes(photo.hash, photo.facts.format).problem() == PhotoProblem::not_found);
    CHECK(stored(folder.add_bytes(bytes, "a", Arrival::sealed)).sealed->name != photo.sealed->name);
}

TEST_CASE("photos arrive where the thumbnails were thrown away meanwhile, or cannot be made", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path());
    const auto add = [&](std::uint32_t n) {
        return stored(folder.add_bytes(jpeg(grainy(30, 30, n)), "a", Arrival::plain));
    };
    add(1);
    fs::remove_all(place.path() / "thumbnails");
    const auto second = add(2);
    bool noted = false;
    for (const auto& file : files_in(place.path() / "thumbnails" / "arriving"))
        noted = noted || file.filename() == to_hex(second.hash);
    CHECK(noted);
    fs::remove_all(place.path() / "thumbnails");
    write(place.path() / "thumbnails", bytes_of("in the way"));
    const auto third = add(3);
    CHECK(folder.bytes(third.hash, PhotoFormat::jpeg));
    CHECK(folder.thumbnail(third.hash, PhotoFormat::jpeg));
}

TEST_CASE("a name that is not UTF-8 becomes text", "[core][memories]") {
    const TemporaryFolder place;
    const PhotoFolder folder(place.path() / "data");
    CHECK(stored(folder.add(write(place.path() / "caf\xe9.jpg", jpeg(quarters(8, 8))), Arrival::plain)).source_name ==
          "caf_.jpg");
    CHECK(
        stored(folder.add(write(place.path() / "caf\xc3\xa9.jpg", jpeg(quarters(8, 8))), Arrival::plain)).source_name ==
        "caf\xc3\xa9.jpg");
}

TEST_CASE("a sealed photo that gets its sum is looked at by the next start, as its memory may have been erased",
          "[core][memories]") {
    TemporaryFolder place;
    std::optional<PhotoName> name;
    {
        const PhotoFolder folder(place.path());
        const auto photo = stored(folder.add_bytes(jpeg(quarters(40, 30)), "a.jpg", Arrival::sealed));
        name = photo.name();
        folder.has_arrived(*name);
        const auto file = place.path() / folder.files_of(*photo.sealed).front();
        auto old = tests::bytes_in(file).substr(0, fs::file_size(file) - 32);
        old[7] = 1;
        fs::permissions(file, fs::perms::owner_all);
        std::ofstream(file, std::ios::binary) << old;
        REQUIRE(folder.bytes(photo.hash, PhotoFormat::jpeg, photo.sealed));
        CHECK(fs::file_size(file) == old.size() + 32);
    }
    std::vector<PhotoName> looked_at;
    PhotoFolder(place.path()).each_left_behind([&](const PhotoName& photo) {
        looked_at.push_back(photo);
        return true;
    });
    REQUIRE(looked_at.size() == 1);
    CHECK(looked_at[0].name == name->name);
    CHECK(looked_at[0].sealed);
}
