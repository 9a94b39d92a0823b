#include "app/sharing/audience_mark.hpp"

#include "app/widgets/controls.hpp"
#include "core/sharing/audience_commands.hpp"

namespace app::sharing {

using namespace widgets;
using core::Audience;

Audience next(Audience audience) {
    switch (audience) {
        case Audience::only_me: return Audience::household;
        case Audience::household: return Audience::room;
        case Audience::room: break;
    }
    return Audience::only_me;
}

const char* seen_by(Audience audience) {
    switch (audience) {
        case Audience::only_me: return tr("Seen by me only");
        case Audience::household: return tr("Seen by us");
        case Audience::room: break;
    }
    return tr("Seen by us and the room");
}

namespace {

const char* said(Audience audience) {
    switch (audience) {
        case Audience::household: return tr("Everybody who lives here sees it now.");
        case Audience::room: return tr("Whoever stands before the screen sees it now.");
        case Audience::only_me: break;
    }
    return tr("Only you see it now. Who has read it has read it, and backups made before keep it as it was.");
}

}  // namespace

const char* said_of_change(Audience before, Audience after) {
    if (before == after) return tr("Changed.");
    if (before == Audience::room && after == Audience::household)
        return tr("The room sees it no more. Who has read it has read it.");
    return said(after);
}

void change_audience(Ui& ui, const core::ItemRef& item, Audience to) {
    if (ui.me()) ui.post_and_say(core::SetAudience{*ui.me(), item, to}, said(to));
}

void audience_mark(Ui& ui, const char* id, const core::ItemRef& item, const std::optional<core::PersonId>& author,
                   Audience audience, ImVec2 c) {
    const float half = ui.u(control_height / 2);
    const Rect rect = {c.x - half, c.y - half, c.x + half, c.y + half};
    const bool own = ui.me() && author == ui.me();
    if (!own) {
        icon(ui, audience_icon(audience), c, ui.u(17), ui.theme.quiet);
        tell(ui, semantics::Role::image, seen_by(audience),
             {c.x - ui.u(9), c.y - ui.u(9), c.x + ui.u(9), c.y + ui.u(9)});
        return;
    }
    const auto touched = press(ui, id, rect, semantics::Role::button, seen_by(audience), false, control_height / 2);
    if (touched.hovered || touched.held)
        ImGui::GetWindowDrawList()->AddCircleFilled(c, ui.u(17), faded(ui.theme.ink, 0.05f), 0);
    icon(ui, audience_icon(audience), c, ui.u(17), ui.theme.quiet);
    if (touched.pressed) change_audience(ui, item, next(audience));
}

}  // namespace app::sharing
