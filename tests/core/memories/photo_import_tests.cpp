#include <algorithm>
#include <string>

#include <catch2/catch_test_macros.hpp>

#include "core/memories/photo_import.hpp"
#include "tests/core/memories/pictures.hpp"

using namespace core;
using namespace pictures;
namespace fs = std::filesystem;

namespace {

void run(PhotoImport& import) {
    int steps = 0;
    while (import.step()) REQUIRE(++steps < 1000);
}

std::vector<std::string> names_of(const std::vector<PhotoImport::Arrived>& arrived) {
    std::vector<std::string> names;
    for (const auto& each : arrived) names.push_back(each.file.filename().string());
    return names;
}

using Names = std::vector<std::string>;

Bytes photo(std::uint32_t seed) { return jpeg(grainy(24, 24, seed)); }

}  // namespace

TEST_CASE("a folder with good and bad files brings the good ones and names the others", "[core][memories]") {
    const TemporaryFolder place;
    const auto holiday = place.path() / "holiday";
    const auto whole = photo(1);
    write(holiday / "1.jpg", whole);
    write(holiday / "2.jpg", Bytes(whole.begin(), whole.end() - 100));
    write(holiday / "3.HEIC", bytes_of(std::string_view("\0\0\0\x18"
                                                        "ftypheic\0\0\0\0mif1heic",
                                                        24)));
    write(holiday / "4.png", bytes_of("a letter"));
    write(holiday / "5.jpeg", {});
    write(holiday / "6.PNG", png(quarters(9, 9)));
    write(holiday / "notes.txt", bytes_of("not asked for"));

    PhotoImport import(PhotoFolder(place.path() / "data"), {holiday}, Arrival::plain);
    CHECK(import.progress().searching);
    run(import);

    CHECK(names_of(import.take_arrived()) == Names{"1.jpg", "6.PNG"});
    CHECK(import.take_arrived().empty());
    const auto failed = import.failed();
    REQUIRE(failed.size() == 4);
    CHECK(failed[0].file == holiday / "2.jpg");
    CHECK(failed[0].problem == PhotoProblem::damaged);
    CHECK(failed[1].problem == PhotoProblem::unsupported);
    CHECK(failed[2].problem == PhotoProblem::not_a_photo);
    CHECK(failed[3].problem == PhotoProblem::empty);
    CHECK_FALSE(import.progress().searching);
    CHECK(import.progress().done == 6);
    CHECK(import.progress().total == 6);
    CHECK_FALSE(import.step());
}

TEST_CASE("folders are searched whole, in the order of names, without what is hidden", "[core][memories]") {
    const TemporaryFolder place;
    const auto root = place.path() / "root";
    write(root / "b" / "2.jpg", photo(2));
    write(root / "b" / "deep" / "er" / "3.jpg", photo(3));
    write(root / "c" / "4.jpg", photo(4));
    write(root / "a.jpg", photo(1));
    write(root / ".hidden.jpg", photo(5));
    write(root / ".thumbnails" / "x.jpg", photo(6));
    PhotoImport import(PhotoFolder(place.path() / "data"), {root}, Arrival::plain);
    run(import);
    CHECK(names_of(import.take_arrived()) == Names{"a.jpg", "2.jpg", "3.jpg", "4.jpg"});
    CHECK(import.failed().empty());
}

TEST_CASE("links to folders are not followed and a loop does no harm", "[core][memories]") {
    const TemporaryFolder place;
    const auto root = place.path() / "root";
    write(root / "a.jpg", photo(1));
    write(root / "sub" / "b.jpg", photo(2));
    write(place.path() / "elsewhere" / "c.jpg", photo(3));
    write(place.path() / "elsewhere" / "d.jpg", photo(4));
    fs::create_directory_symlink(root, root / "sub" / "loop");
    fs::create_directory_symlink(place.path() / "elsewhere", root / "other.jpg");
    fs::create_symlink(place.path() / "elsewhere" / "d.jpg", root / "linked.jpg");
    fs::create_symlink(root / "a.jpg", root / "same.jpg");
    fs::create_symlink("nowhere", root / "torn.jpg");
    PhotoImport import(PhotoFolder(place.path() / "data"), {root}, Arrival::plain);
    run(import);
    CHECK(names_of(import.take_arrived()) == Names{"a.jpg", "linked.jpg", "b.jpg"});
    REQUIRE(import.failed().size() == 1);
    CHECK(import.failed()[0].problem == PhotoProblem::not_found);
}

TEST_CASE("files and folders named twice are taken once, in the order they were named", "[core][memories]") {
    const TemporaryFolder place;
    const auto b = write(place.path() / "in" / "b.jpg", photo(1));
    const auto a = write(place.path() / "in" / "a.jpg", photo(2));
    PhotoImport import(PhotoFolder(place.path() / "data"),
                       {b, a, place.path() / "in", place.path() / "in" / ".." / "in" / "b.jpg", place.path() / "in"},
                       Arrival::plain);
    run(import);
    CHECK(names_of(import.take_arrived()) == Names{"b.jpg", "a.jpg"});
    CHECK(import.progress().total == 2);
}

TEST_CASE("a file that is named itself needs no ending", "[core][memories]") {
    const TemporaryFolder place;
    const auto plain = write(place.path() / "picture", photo(1));
    const auto hidden = write(place.path() / ".hidden", photo(2));
    const auto text = write(place.path() / "letter.txt", bytes_of("Dear"));
    const auto gone = place.path() / "gone.jpg";
    PhotoImport import(PhotoFolder(place.path() / "data"), {plain, hidden, text, gone}, Arrival::plain);
    run(import);
    CHECK(import.take_arrived().size() == 2);
    REQUIRE(import.failed().size() == 2);
    CHECK(import.failed()[0].problem == PhotoProblem::not_a_photo);
    CHECK(import.failed()[1].file == gone);
    CHECK(import.failed()[1].problem == PhotoProblem::not_found);
}

TEST_CASE("the household's own folder is not imported into itself", "[core][memories]") {
    const TemporaryFolder place;
    const auto data = place.path() / "data";
    write(place.path() / "a.jpg", photo(1));
    const PhotoFolder folder(data);
    REQUIRE(folder.add_bytes(photo(2), "b.jpg", Arrival::plain));
    PhotoImport import(folder, {place.path()}, Arrival::plain);
    run(import);
    CHECK(names_of(import.take_arrived()) == Names{"a.jpg"});
}

TEST_CASE("a cancelled import stops before the next file and keeps what has arrived", "[core][memories]") {
    const TemporaryFolder place;
    std::vector<fs::path> files;
    for (std::uint32_t i = 0; i < 5; ++i) files.push_back(write(place.path() / (std::to_string(i) + ".jpg"), photo(i)));
    PhotoImport import(PhotoFolder(place.path() / "data"), files, Arrival::plain);
    while (import.progress().done < 2) REQUIRE(import.step());
    import.cancel();
    CHECK_FALSE(import.step());
    CHECK_FALSE(import.step());
    CHECK(import.take_arrived().size() == 2);
    CHECK(import.progress().done == 2);
    CHECK(import.progress().total == 5);
}

TEST_CASE("every file is reported when the household's folder cannot be written", "[core][memories]") {
    const TemporaryFolder place;
    write(place.path() / "data" / "photos", bytes_of("in the way"));
    write(place.path() / "in" / "a.jpg", photo(1));
    write(place.path() / "in" / "b.jpg", photo(2));
    PhotoImport import(PhotoFolder(place.path() / "data"), {place.path() / "in"}, Arrival::plain);
    run(import);
    CHECK(import.take_arrived().empty());
    REQUIRE(import.failed().size() == 2);
    CHECK(import.failed()[1].problem == PhotoProblem::cannot_be_stored);
}

TEST_CASE("an empty import is done at once", "[core][memories]") {
    const TemporaryFolder place;
    PhotoImport import(PhotoFolder(place.path()), {}, Arrival::plain);
    CHECK_FALSE(import.step());
    CHECK_FALSE(import.progress().searching);
    CHECK(import.progress().total == 0);
}
