#include "app/memories/file_picker.hpp"

#include <algorithm>
#include <cctype>
#include <system_error>

namespace app::memories {

using namespace widgets;
namespace fs = std::filesystem;

namespace {

std::string ending_of(const fs::path& path) {
    auto ending = path.extension().string();
    for (auto& c : ending) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    return ending;
}

bool named_like_a_picture(const fs::path& path) {
    const auto ending = ending_of(path);
    for (const char* known :
         {".jpg", ".jpeg", ".jpe", ".png", ".heic", ".heif", ".webp", ".gif", ".tif", ".tiff", ".bmp", ".avif"})
        if (ending == known) return true;
    return false;
}

}  // namespace

class FilePicker::ListJob final : public core::Job {
public:
    ListJob(fs::path folder, For what, std::vector<std::string> endings, std::shared_ptr<Inbox> inbox)
        : folder_(std::move(folder)), what_(what), endings_(std::move(endings)), inbox_(std::move(inbox)) {}

    bool step() noexcept override {
        Listing listing;
        try {
            std::error_code error;
            for (fs::directory_iterator it(folder_, error), end; !error && it != end; it.increment(error)) {
                const auto name = it->path().filename().string();
                if (name.empty() || name[0] == '.') continue;
                std::error_code ignored;
                const bool folder = it->is_directory(ignored);
                if (!folder && !wanted(it->path())) continue;
                listing.pictures += folder ? 0 : 1;
                listing.entries.push_back({it->path(), name, folder});
            }
            if (error) listing.problem = tr("This folder cannot be read. Check that you may open it.");
            std::sort(listing.entries.begin(), listing.entries.end(),
                      [](const auto& a, const auto& b) { return a.folder != b.folder ? a.folder : a.name < b.name; });
        } catch (...) {
            listing.problem = tr("This folder cannot be read. Check that you may open it.");
        }
        const std::lock_guard lock(inbox_->mutex);
        inbox_->listing = std::move(listing);
        return false;
    }

private:
    bool wanted(const fs::path& path) const {
        if (what_ == For::one_folder) return false;
        if (endings_.empty()) return named_like_a_picture(path);
        return std::find(endings_.begin(), endings_.end(), ending_of(path)) != endings_.end();
    }

    fs::path folder_;
    For what_;
    std::vector<std::string> endings_;
    std::shared_ptr<Inbox> inbox_;
};

void FilePicker::begin(For what, Ui& ui) {
    *this = {};
    what_ = what;
    open_ = true;
    places_ = ui.services.places();
}

void FilePicker::begin_file(For what, std::vector<std::string> endings, std::string title, Ui& ui) {
    begin(what, ui);
    endings_ = std::move(endings);
    title_ = std::move(title);
}

void FilePicker::go(const fs::path& folder, Ui& ui) {
    folder_ = folder;
    shown_folder_ = folder.string();
    listing_ = {};
    count_line_.clear();
    if (folder.empty()) return;
    listing_now_ = true;
    inbox_ = std::make_shared<Inbox>();
    ui.jobs.add(std::make_shared<ListJob>(folder, what_, endings_, inbox_), core::JobQueue::Priority::soon);
}

namespace {

// A row with an icon and a name; true when pressed.
bool row(Ui& ui, Column& column, const char* icon_name, std::string_view name) {
    const Rect rect = rect_at(column.x - ui.u(8), column.y, column.width + ui.u(16), ui.u(control_height + 4));
    const auto touched = press(ui, "row", rect, semantics::Role::list_item, name, false, 12);
    if (touched.hovered)
        ImGui::GetWindowDrawList()->AddRectFilled(top_left(rect), bottom_right(rect), faded(ui.theme.ink, 0.04f),
                                                  ui.u(12));
    icon(ui, icon_name, {column.x + ui.u(14), centre(rect).y}, ui.u(22), ui.theme.quiet);
    label(ui, Type::text, ui.theme.ink, {column.x + ui.u(40), centre(rect).y - line_height(ui, Type::text) / 2},
          column.width - ui.u(44), name);
    column.y = rect.y1;
    return touched.pressed;
}

}  // namespace

void FilePicker::draw_places(Ui& ui, Column& column) {
    column.y += text(ui, Type::text, ui.theme.quiet, {column.x, column.y},
                     what_ == For::one_folder ? tr("Where should it be?")
                     : for_file()             ? tr("Where is it?")
                                              : tr("Where are they? You can also drop files on the window."),
                     column.width)
                    .y;
    column.gap(ui.u(10));
    std::optional<fs::path> chosen;
    for (std::size_t i = 0; i < places_.size(); ++i) {
        const IdScope id(static_cast<int>(i));
        if (row(ui, column, i == 0 ? "home" : "folder", places_[i].name)) chosen = places_[i].path;
    }
    if (chosen) go(*chosen, ui);
}

std::optional<std::vector<fs::path>> FilePicker::draw_entries(Ui& ui, Column& column) {
    std::optional<std::vector<fs::path>> chosen;
    std::optional<fs::path> next;
    const float half = ui.u(control_height / 2);
    if (icon_button(ui, "back", "left", tr("Back"), {column.x + half - ui.u(10), column.y + half}, ui.theme.ink, 20))
        next = std::any_of(places_.begin(), places_.end(), [&](const auto& place) { return place.path == folder_; }) ||
                       !folder_.has_relative_path()
                   ? fs::path()
                   : folder_.parent_path();
    const float room = column.width - 2 * half;
    const float tall = std::min(measure(ui, Type::small, shown_folder_, room).y, 2 * line_height(ui, Type::small));
    lines(ui, Type::small, ui.theme.quiet, {column.x + 2 * half, column.y + half - tall / 2}, room, shown_folder_, 2);
    column.gap(ui.u(control_height + 4));

    // The rows scroll on their own; the buttons below stay.
    const float height = ui.u(ui.narrow ? 330 : 300);
    ImGui::SetCursorScreenPos({column.x - ui.u(8), column.y});
    ImGui::BeginChild("entries", {column.width + ui.u(16), height}, ImGuiChildFlags_NavFlattened);
    {
        const auto origin = ImGui::GetCursorScreenPos();
        Column rows = {origin.x + ui.u(8), origin.y, column.width};
        const float row_height = ui.u(control_height + 4);
        const auto clip = current_clip();
        if (!listing_.problem.empty())
            rows.y += text(ui, Type::text, ui.theme.ember.deep, {rows.x, rows.y}, listing_.problem, rows.width).y;
        else if (!listing_now_ && listing_.entries.empty())
            rows.y += text(ui, Type::text, ui.theme.quiet, {rows.x, rows.y},
                           what_ == For::one_folder ? tr("No folders in here.")
                           : for_file()             ? tr("No folders and no such files in here.")
                                                    : tr("No folders and no pictures in here."),
                           rows.width)
                          .y;
        for (std::size_t i = 0; i < listing_.entries.size(); ++i) {
            const auto& entry = listing_.entries[i];
            if (rows.y + row_height < clip.y0 || rows.y > clip.y1) {
                rows.gap(row_height);
                continue;
            }
            const IdScope id(static_cast<int>(i));
            if (!row(ui, rows, entry.folder ? "folder" : for_file() ? "book" : "image", entry.name)) continue;
            if (entry.folder) next = entry.path;
            else chosen = std::vector<fs::path>{entry.path};
        }
        ImGui::SetCursorScreenPos(rows.y > origin.y ? ImVec2(rows.x, rows.y) : origin);
        ImGui::Dummy({1, 1});
    }
    ImGui::EndChild();
    column.gap(height + ui.u(14));
    if (what_ != For::one_picture && what_ != For::one_file) {
        const char* all = what_ == For::photos ? tr("Take this whole folder") : tr("Take this folder");
        const float width = ui.narrow ? column.width : button_width(ui, all);
        if (!count_line_.empty())
            line(ui, Type::small, ui.theme.quiet,
                 {column.x, column.y + (ui.narrow ? 0 : half - line_height(ui, Type::small) / 2)},
                 column.width - (ui.narrow ? 0 : width + ui.u(8)), count_line_);
        if (ui.narrow) column.gap(line_height(ui, Type::small) + ui.u(8));
        if (button(ui, "take", all, {column.x + column.width - width, column.y}, Look::primary, width))
            chosen = std::vector<fs::path>{folder_};
        column.gap(ui.u(control_height));
    }
    if (next) go(*next, ui);
    return chosen;
}

std::optional<std::vector<fs::path>> FilePicker::draw(Ui& ui) {
    if (!open_) return std::nullopt;
    if (listing_now_ && inbox_) {
        const std::lock_guard lock(inbox_->mutex);
        if (inbox_->listing) {
            listing_ = std::move(*inbox_->listing);
            inbox_->listing.reset();
            listing_now_ = false;
            if (listing_.pictures > 0 && !for_file())
                count_line_ = filled(trn("{n} picture here", "{n} pictures here", listing_.pictures),
                                     {{"n", std::to_string(listing_.pictures)}});
        }
    }
    Sheet sheet(ui, "file-picker",
                !title_.empty()             ? title_.c_str()
                : what_ == For::photos      ? tr("Add photos")
                : what_ == For::one_picture ? tr("Choose a picture")
                                            : tr("Choose a folder"),
                560);
    if (!sheet) return std::nullopt;
    std::optional<std::vector<fs::path>> chosen;
    if (folder_.empty()) draw_places(ui, sheet.column);
    else chosen = draw_entries(ui, sheet.column);
    if (chosen || sheet.close_asked()) open_ = false;
    return chosen;
}

}  // namespace app::memories
