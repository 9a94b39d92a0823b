#include <algorithm>
#include <cmath>
#include <utility>

#include <imgui.h>

#include "app/app.hpp"
#include "app/theme/theme.hpp"
#include "app/words/backup_sentences.hpp"
#include "app/words/dates.hpp"
#include "app/words/tr.hpp"

namespace app {

namespace {

std::string number(std::int64_t n) { return std::to_string(n); }

// Never more than its pages and what was last counted let say.
std::string where_it_came_from(const core::backups::RecoveryReport& report) {
    using From = core::backups::RecoveryReport::From;
    const auto day = report.backup_day ? full_date(*report.backup_day) : std::string();
    if (report.resumed) return tr("A repair that had been interrupted is finished now.");
    switch (report.from) {
        case From::file:
            if (report.any_missing()) return tr("What could still be read of it is back, and some of it is lost.");
            if (report.whole) return tr("Everything in it could still be read.");
            return tr("What could still be read of it is back. Some of its pages are lost, and nobody can tell what was on them.");
        case From::backup: return filled(tr("It came back from the backup of {day}. What was written after that day is not in it."), {{"day", day}});
        case From::both: break;
    }
    return filled(tr("What could still be read came from the file itself, and the rest from the backup of {day}."), {{"day", day}});
}

std::string what_is_missing(const core::backups::RecoveryReport& report) {
    const auto day = full_date(core::local_time(report.known->at).day);
    return filled(tr("Missing: {list}, as they were counted on {day}. A backup in a second place, or an older copy of the folder, may still have them."),
                  {{"list", missing_of(report)}, {"day", day}});
}

// "12 of its 300 pages could not be read."
std::string lost_pages(const core::backups::RecoveryReport& report) {
    const auto lost = report.pages_damaged + report.pages_missing, all = report.pages + report.pages_missing;
    return filled(trn("{n} of the file’s {all} pages could not be read.", "{n} of the file’s {all} pages could not be read.", static_cast<unsigned long>(lost)),
                  {{"n", number(static_cast<std::int64_t>(lost))}, {"all", number(static_cast<std::int64_t>(all))}});
}

}  // namespace

Notice notice_of_problem(std::string sentence) { return {tr("Inglenook could not open"), {std::move(sentence)}, tr("Close")}; }

Notice notice_of_repairing() {
    return {tr("One moment"), {tr("The household’s file is damaged or gone. What can be had back is being fetched, from the file itself and from the newest backup."), tr("Please leave the device on. Nothing is written over.")}, {}};
}

Notice notice_of_recovery(const core::backups::RecoveryReport& report) {
    Notice notice;
    using From = core::backups::RecoveryReport::From;
    const bool all = !report.any_missing() && (report.from != From::file || report.whole || report.resumed);
    notice.heading = all ? tr("It is back") : tr("Part of it is back");
    notice.paragraphs.push_back(report.set_aside.empty() ? std::string(tr("The household’s file was gone.")) : std::string(tr("The household’s file was damaged.")) );
    notice.paragraphs.back() += " " + where_it_came_from(report);
    notice.paragraphs.push_back(filled(tr("Here now: {list}."), {{"list", counted(report.counts)}}));
    if (report.any_missing()) notice.paragraphs.push_back(what_is_missing(report));
    if (report.pages_damaged + report.pages_missing > 0 && report.from != From::backup)
        notice.paragraphs.push_back(lost_pages(report));
    if (report.newest_utc_ms > 0)
        notice.paragraphs.push_back(filled(tr("The newest of it is from {day}."), {{"day", full_date(core::local_time({report.newest_utc_ms, 0}).day)}}));
    if (const auto lost = static_cast<unsigned long>(report.rows_damaged); lost > 0)
        notice.paragraphs.push_back(filled(trn("{n} entry in it could not be read.", "{n} entries in it could not be read.", lost), {{"n", number(static_cast<std::int64_t>(lost))}}));
    if (!report.set_aside.empty())
        notice.paragraphs.push_back(filled(tr("The damaged file was kept as {file}."), {{"file", report.set_aside.filename().string()}}));
    notice.button = tr("Go on");
    return notice;
}

// Stands alone: there is no household to lend, so it draws with the theme and the faces only.
struct NoticePage::Parts {
    platform::Services& services;
    Fonts fonts;
    Notice notice;
    float scale = 1;
    bool answered = false;
    semantics::Tree tree;

    void draw_text(ImFont* font, float size, Colour colour, ImVec2 at, float wrap, std::string_view words, semantics::Role role, float* height) {
        size = std::round(size * scale);
        const char* end = words.data() + words.size();
        ImGui::GetWindowDrawList()->AddText(font, size, at, colour, words.data(), end, wrap);
        const auto extent = font->CalcTextSizeA(size, FLT_MAX, wrap, words.data(), end);
        tree.add(role, words, {at.x, at.y, at.x + extent.x, at.y + extent.y}, {0, 0, ImGui::GetIO().DisplaySize.x, ImGui::GetIO().DisplaySize.y});
        *height = extent.y;
    }

    bool draw_button(const Theme& theme, ImVec2 from) {
        const auto u = [&](float units) { return units * scale; };
        const auto* label = notice.button.c_str();
        const float size = std::round(16.5f * 1.362f * scale);
        const auto extent = fonts.strong->CalcTextSizeA(size, FLT_MAX, 0, label);
        const ImVec2 to = {from.x + extent.x + u(48), from.y + u(44)};
        ImGui::SetCursorScreenPos(from);
        const bool pressed = ImGui::InvisibleButton("answer", {to.x - from.x, to.y - from.y}, ImGuiButtonFlags_EnableNav);
        auto* list = ImGui::GetWindowDrawList();
        list->AddRectFilled(from, to, theme.ember.fill, u(14));
        list->AddText(fonts.strong, size, {from.x + u(24), from.y + (u(44) - size) / 2}, theme.ember.on_fill, label);
        const auto screen = ImGui::GetIO().DisplaySize;
        tree.add(semantics::Role::button, notice.button, {from.x, from.y, to.x, to.y}, {0, 0, screen.x, screen.y});
        return pressed;
    }
};

NoticePage::NoticePage(platform::Services& services, Fonts fonts, Notice notice) : parts_(new Parts{services, fonts, std::move(notice)}) {}

NoticePage::~NoticePage() = default;

void NoticePage::show(Notice notice) {
    parts_->notice = std::move(notice);
    parts_->answered = false;
}

void NoticePage::set_scale(float scale) { parts_->scale = scale; }

void NoticePage::frame() {
    auto& p = *parts_;
    p.tree.begin_frame();
    const Theme theme = make_theme(p.services.prefers_dark() ? Scheme::dark : Scheme::light);
    const auto u = [&](float units) { return units * p.scale; };
    const auto screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({0, 0});
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.paper);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0.f);
    ImGui::Begin("notice", nullptr, ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings);
    const float width = std::min(screen.x - u(48), u(640));
    const float x = std::floor((screen.x - width) / 2);
    float y = std::floor(screen.y * 0.2f), height = 0;
    p.draw_text(p.fonts.heading, 34 * 1.25f, theme.ink, {x, y}, width, p.notice.heading, semantics::Role::heading, &height);
    y += height + u(14);
    for (const auto& paragraph : p.notice.paragraphs) {
        p.draw_text(p.fonts.text, 17 * 1.362f, theme.ink, {x, y}, width, paragraph, semantics::Role::text, &height);
        y += height + u(12);
    }
    if (!p.notice.button.empty()) {
        if (p.draw_button(theme, {x, y + u(12)})) p.answered = true;
        if (ImGui::IsKeyPressed(ImGuiKey_Escape, false) || ImGui::IsKeyPressed(ImGuiKey_Enter, false)) p.answered = true;
    }
    ImGui::End();
    ImGui::PopStyleVar();
    ImGui::PopStyleColor();
}

bool NoticePage::answered() const { return parts_->answered; }

const semantics::Tree& NoticePage::tree() const { return parts_->tree; }

}  // namespace app
