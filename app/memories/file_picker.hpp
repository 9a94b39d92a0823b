#pragma once

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "app/ui.hpp"
#include "app/widgets/layout.hpp"

// Choosing a folder, photos or another file inside the program: the same on a desk, on the kitchen wall, by finger or
// keyboard.
namespace app::memories {

struct Listing {
    struct Entry {
        std::filesystem::path path;
        std::string name;
        bool folder = false;
    };
    std::vector<Entry> entries;  // folders first, then pictures or files, each by name; hidden ones left out
    std::size_t pictures = 0;
    std::string problem;  // where the folder could not be read
};

class FilePicker {
public:
    enum class For { photos, one_picture, one_folder, one_file, file_or_folder };
    void begin(For what, Ui& ui);
    // A file that ends with one of these, small letters with the dot; or the folder that one is in.
    void begin_file(For what, std::vector<std::string> endings, std::string title, Ui& ui);
    bool open() const { return open_; }
    // Draws the sheet while it is open; answers with what was chosen.
    std::optional<std::vector<std::filesystem::path>> draw(Ui& ui);

private:
    class ListJob;
    struct Inbox {
        std::mutex mutex;
        std::optional<Listing> listing;
    };
    void go(const std::filesystem::path& folder, Ui& ui);
    void draw_places(Ui& ui, widgets::Column& column);
    std::optional<std::vector<std::filesystem::path>> draw_entries(Ui& ui, widgets::Column& column);

    bool open_ = false;
    For what_ = For::photos;
    std::vector<std::string> endings_;
    std::string title_;
    bool for_file() const { return what_ == For::one_file || what_ == For::file_or_folder; }
    std::filesystem::path folder_;  // empty: the places
    std::vector<Services::Place> places_;
    std::string shown_folder_, count_line_;
    Listing listing_;
    bool listing_now_ = false;
    std::shared_ptr<Inbox> inbox_;
};

}  // namespace app::memories
