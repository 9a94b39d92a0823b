#include <algorithm>
#include <cfloat>
#include <cmath>
#include <utility>
#include <vector>

#include <imgui_internal.h>

#include "app/app.hpp"
#include "app/theme/theme.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/dates.hpp"
#include "app/words/tr.hpp"

namespace app {

namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

using core::backups::RecoveryReport;

// Whether all of it is here, as far as the file's own pages and what was last counted tell.
bool all_back(const RecoveryReport& report) {
    return !report.any_missing() &&
           (report.from != RecoveryReport::From::file || report.whole || report.resumed || report.known);
}

std::string what_happened(FileIs file) {
    switch (file) {
        case FileIs::missing: return tr("Your household’s file was missing.");
        case FileIs::empty: return tr("Your household’s file was empty.");
        case FileIs::damaged: break;
    }
    return tr("Your household’s file was damaged.");
}

FileIs file_of(const RecoveryReport& report) {
    if (report.was_empty) return FileIs::empty;
    return report.set_aside.empty() ? FileIs::missing : FileIs::damaged;
}

// Never more than its pages and what was last counted let say.
std::string where_it_came_from(const RecoveryReport& report, const DayOf& day_of) {
    using From = RecoveryReport::From;
    const auto day = report.backup_day ? full_date(*report.backup_day) : std::string();
    if (report.resumed) return tr("An earlier repair was interrupted. It’s finished now.");
    switch (report.from) {
        case From::file:
            if (report.any_missing()) return tr("Inglenook brought back what it could still read. Some of it is lost.");
            if (report.whole) return tr("Inglenook could still read everything in it.");
            if (report.known)
                return filled(tr("Everything counted on {day} is back. Something you wrote after that may be lost."),
                              {{"day", full_date(day_of(report.known->at.utc_ms))}});
            return tr(
                "Inglenook brought back what it could still read. Some of it may be lost, and nobody can tell what.");
        case From::backup:
            return filled(tr("Inglenook brought back the backup of {day}. Anything you wrote after it is missing."),
                          {{"day", day}});
        case From::both: break;
    }
    return filled(tr("Inglenook took what it could still read from the file, and the rest from the backup of {day}."),
                  {{"day", day}});
}

std::string what_is_missing(const RecoveryReport& report, const DayOf& day_of) {
    const auto day = full_date(day_of(report.known->at.utc_ms));
    return filled(
        tr("Missing: {list}, as counted on {day}. A backup in a second place, or an older copy of the folder, may still have them."),
        {{"list", missing_of(report)}, {"day", day}});
}

// How many of the file's pages could not be read; empty where nobody knows how many it had.
std::string lost_pages(const RecoveryReport& report) {
    const auto lost = report.pages_damaged + report.pages_missing, all = report.pages + report.pages_missing;
    if (lost == 0 || report.pages == 0) return {};
    return filled(tr("Inglenook couldn’t read {n} of the file’s {all} pages."),
                  {{"n", number(static_cast<std::int64_t>(lost))}, {"all", number(static_cast<std::int64_t>(all))}});
}

}  // namespace

Notice notice_of_problem(std::string sentence, std::filesystem::path folder) {
    return {tr("Inglenook can’t open"), {std::move(sentence)}, tr("Close"), std::move(folder), false};
}

Notice notice_of_repairing(FileIs file) {
    const char* doing = file == FileIs::damaged
                            ? tr("Inglenook is bringing back what it can, from the file and from the newest backup.")
                            : tr("Inglenook is bringing back what it can from the newest backup.");
    return {tr("One moment"),
            {what_happened(file) + " " + doing, tr("Please leave this device on. Nothing gets overwritten.")},
            {}};
}

Notice notice_of_recovery(const RecoveryReport& report, const DayOf& day_of) {
    Notice notice;
    using From = RecoveryReport::From;
    const bool all = all_back(report);
    const auto file = file_of(report);
    notice.heading = all ? tr("Your household is back") : tr("Part of your household is back");
    notice.paragraphs.push_back(what_happened(file) + " " + where_it_came_from(report, day_of));
    notice.paragraphs.push_back(filled(tr("Here now: {list}."), {{"list", counted(report.counts)}}));
    if (report.any_missing()) notice.paragraphs.push_back(what_is_missing(report, day_of));
    // Of a file whose content is here again nobody wants to know how many of its pages were not.
    if (const auto lost = lost_pages(report); !all && report.from != From::backup && !lost.empty())
        notice.paragraphs.push_back(lost);
    if (report.newest_utc_ms > 0)
        notice.paragraphs.push_back(
            filled(tr("The newest entry is from {day}."), {{"day", full_date(day_of(report.newest_utc_ms))}}));
    if (const auto lost = static_cast<unsigned long>(report.rows_damaged); !all && lost > 0)
        notice.paragraphs.push_back(filled(trn("{n} entry couldn’t be read.", "{n} entries couldn’t be read.", lost),
                                           {{"n", number(static_cast<std::int64_t>(lost))}}));
    if (file == FileIs::damaged)
        notice.paragraphs.push_back(
            filled(tr("The damaged file is kept as {file}."), {{"file", report.set_aside.filename().string()}}));
    notice.button = tr("Open Inglenook");
    return notice;
}

Notice notice_of_failed_recovery(const RecoveryReport& report, const std::filesystem::path& folder) {
    using State = core::backups::RecoveryState;
    auto notice = notice_of_problem(sentence(report.state, report.was_empty), folder);
    notice.can_restore = report.state == State::nothing_to_recover_from || report.state == State::file_is_lost ||
                         report.state == State::failed;
    return notice;
}

// Stands alone: there is no household to lend, so it draws with the theme and the faces only.
struct NoticePage::Parts {
    Services& services;
    Fonts fonts;
    Notice notice;
    std::optional<std::string> theme;
    float scale = 1;
    bool answered = false, restore_asked = false, no_file_manager = false;
    semantics::Tree tree;

    float u(float units) const { return units * scale; }

    void draw_text(ImFont* font, float size, Colour colour, ImVec2 at, float width, std::string_view words,
                   semantics::Role role, float* height) {
        size = std::round(size * scale);
        const char* end = words.data() + words.size();
        ImGui::GetWindowDrawList()->AddText(font, size, at, colour, words.data(), end, width);
        const auto extent = font->CalcTextSizeA(size, FLT_MAX, width, words.data(), end);
        tree.add(role, words, {at.x, at.y, at.x + extent.x, at.y + extent.y}, clip());
        *height = extent.y;
    }

    semantics::Rect clip() const {
        const auto& window = *ImGui::GetCurrentWindow();
        return {window.ClipRect.Min.x, window.ClipRect.Min.y, window.ClipRect.Max.x, window.ClipRect.Max.y};
    }

    float text_size() const { return std::round(16.5f * 1.362f * scale); }
    float button_width(const char* label) const {
        return fonts.strong->CalcTextSizeA(text_size(), FLT_MAX, 0, label).x + u(48);
    }

    bool draw_button(const char* id, const char* label, ImVec2 from, float width, Colour ground, Colour ink,
                     Colour ring) {
        const float size = text_size();
        const auto extent = fonts.strong->CalcTextSizeA(size, FLT_MAX, 0, label);
        const ImVec2 to = {from.x + width, from.y + u(44)};
        ImGui::SetCursorScreenPos(from);
        const bool pressed = ImGui::InvisibleButton(id, {to.x - from.x, to.y - from.y}, ImGuiButtonFlags_EnableNav);
        const bool focused = ImGui::IsItemFocused() && ImGui::GetCurrentContext()->NavCursorVisible;
        auto* list = ImGui::GetWindowDrawList();
        list->AddRectFilled(from, to, ground, u(14));
        if (focused) list->AddRect({from.x - u(3), from.y - u(3)}, {to.x + u(3), to.y + u(3)}, ring, u(17), 0, u(2));
        list->AddText(fonts.strong, size, {from.x + (width - extent.x) / 2, from.y + (u(44) - size) / 2}, ink, label);
        tree.add(semantics::Role::button, label, {from.x, from.y, to.x, to.y}, clip()).focused = focused;
        return pressed;
    }

    // Beside each other, or below where they have no room; the one that goes on first.
    float draw_buttons(const Theme& t, ImVec2 from, float width) {
        struct Offered {
            const char* id;
            const char* label;
        };
        std::vector<Offered> offered;
        if (notice.can_restore) offered.push_back({"restore", tr("Restore a backup")});
        if (!notice.folder.empty()) offered.push_back({"folder", tr("Open the folder")});
        if (!notice.button.empty())
            offered.insert(notice.can_restore ? offered.end() : offered.begin(), {"answer", notice.button.c_str()});
        float all = 0;
        for (const auto& each : offered) all += button_width(each.label) + u(10);
        const bool beside = all - u(10) <= width;
        ImVec2 at = from;
        for (std::size_t i = 0; i < offered.size(); ++i) {
            const auto& each = offered[i];
            const float wide = beside ? button_width(each.label) : width;
            const bool pressed =
                draw_button(each.id, each.label, at, wide, i == 0 ? t.ember.fill : mix(t.card, t.line, 0.55f),
                            i == 0 ? t.ember.on_fill : t.ink, t.ember.solid);
            if (beside) at.x += wide + u(10);
            else at.y += u(54);
            if (!pressed) continue;
            if (each.id == std::string_view("restore")) restore_asked = true;
            else if (each.id == std::string_view("folder")) no_file_manager = !services.open_with_system(notice.folder);
            else answered = true;
        }
        return beside ? from.y + u(44) : at.y - u(10);
    }
};

NoticePage::NoticePage(Services& services, Fonts fonts, Notice notice, std::optional<std::string> theme)
    : parts_(new Parts{services, fonts, std::move(notice), std::move(theme)}) {}

NoticePage::~NoticePage() = default;

void NoticePage::show(Notice notice) {
    parts_->notice = std::move(notice);
    parts_->answered = parts_->restore_asked = parts_->no_file_manager = false;
}

void NoticePage::set_scale(float scale) { parts_->scale = scale; }

void NoticePage::frame() {
    auto& p = *parts_;
    p.tree.begin_frame();
    const bool dark = p.theme ? *p.theme == "dark" : p.services.prefers_dark();
    const Theme theme = make_theme(dark ? Scheme::dark : Scheme::light);
    const auto u = [&](float units) { return p.u(units); };
    const auto screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.paper);
    ImGui::PushStyleColor(ImGuiCol_ScrollbarBg, 0);
    ImGui::PushStyleColor(ImGuiCol_NavCursor, 0);  // drawn by what is focused
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("notice", nullptr,
                 (ImGuiWindowFlags_NoDecoration & ~ImGuiWindowFlags_NoScrollbar) | ImGuiWindowFlags_NoMove |
                     ImGuiWindowFlags_NoSavedSettings);
    const float width = std::min(screen.x - u(48), u(640));
    const float x = std::floor((screen.x - width) / 2);
    const auto origin = ImGui::GetCursorScreenPos();
    float y = std::floor(origin.y + screen.y * (screen.x < u(640) ? 0.1f : 0.2f)), height = 0;
    p.draw_text(p.fonts.heading, (screen.x < u(640) ? 30.f : 34.f) * 1.25f, theme.ink, {x, y}, width, p.notice.heading,
                semantics::Role::heading, &height);
    y += height + u(14);
    for (const auto& paragraph : p.notice.paragraphs) {
        p.draw_text(p.fonts.text, 17 * 1.362f, theme.ink, {x, y}, width, paragraph, semantics::Role::text, &height);
        y += height + u(12);
    }
    if (!p.notice.folder.empty()) {
        p.draw_text(p.fonts.text, 14.5f * 1.362f, theme.quiet, {x, y}, width, p.notice.folder.native(),
                    semantics::Role::text, &height);
        y += height + u(12);
    }
    if (!p.notice.button.empty()) {
        y = p.draw_buttons(theme, {x, y + u(12)}, width);
        if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) ||
            (!ImGui::GetCurrentContext()->NavCursorVisible && ImGui::IsKeyPressed(ImGuiKey_Enter, false)))
            p.answered = true;
    }
    if (p.no_file_manager) {
        p.draw_text(p.fonts.text, 14.5f * 1.362f, theme.ember.deep, {x, y + u(12)}, width,
                    tr("This device has no file manager. The folder is shown above."), semantics::Role::banner,
                    &height);
        y += height + u(12);
    }
    ImGui::SetCursorScreenPos({x, y + u(24)});
    ImGui::Dummy({1, 1});
    ImGui::End();
    ImGui::PopStyleVar(2);
    ImGui::PopStyleColor(3);
}

bool NoticePage::answered() const { return parts_->answered; }

bool NoticePage::restore_asked() const { return parts_->restore_asked; }

const semantics::Tree& NoticePage::tree() const { return parts_->tree; }

}  // namespace app
