#include "app/shell/messages.hpp"

#include <string>
#include <utility>

#include "app/words/dates.hpp"
#include "app/words/sentences.hpp"
#include "core/settings/setting_store.hpp"

namespace app::shell {

namespace {

// What concerns one person is drawn for them alone, and only while their vault is unlocked.
bool is_for_here(const Ui& ui, const Banner& banner) { return !banner.of || (banner.of == ui.me() && !ui.shut); }

}  // namespace

void draw(Messages& messages, Ui& ui, widgets::Rect& area) {
    if (is_for_here(ui, messages.banner)) draw_banner(ui, messages.banner, area);
}

void tell_of_older_backup(Messages& messages, Ui& ui) {
    if (!ui.me() || ui.shut || messages.told == ui.me()) return;
    messages.told = ui.me();
    const auto put_back = ui.core.get<core::SettingStore>().device("put_back");
    const auto day = put_back ? core::day_from_iso(*put_back) : std::nullopt;
    const auto mine = "put_back.told." + to_text(ui.me()->value);
    if (!day || ui.core.get<core::SettingStore>().device(mine) == put_back) return;
    messages.banner = {
        filled(
            tr("On {day}, an older backup replaced this household. Things you had deleted or stopped sharing may be back. Check “What I share”."),
            {{"day", full_date(*day)}}),
        true, Banner::About::backup, ui.me()};
    ui.post_write([mine, value = *put_back](core::Household& household) { household.set_device_setting(mine, value); });
}

void tell_of_keys(Messages& messages, Ui& ui) {
    auto& banner = messages.banner;
    if (!ui.me() || ui.shut) return;
    if (banner.about == Banner::About::keys && banner.of == ui.me()) {
        if (banner.shown) return;
        banner = {};
        ui.post_write([me = *ui.me()](core::Household& household) { household.told_of_keys(me); });
        return;
    }
    if ((banner.shown && !banner.text.empty() && is_for_here(ui, banner)) || !ui.core.vault().state(*ui.me()).put_back)
        return;
    banner = {keys_put_back_sentence(), true, Banner::About::keys, ui.me()};
}

void tell_of_fault(Messages& messages, Ui& ui, const core::Fault& problem) {
    auto text = sentence(problem, ui.core.folder());
    if (text == messages.banner.text) return;  // said already; closing it stays closed until something else happens
    messages.banner = {std::move(text), true, Banner::About::fault, {}};
    ui.wake_in(0);
}

void fault_is_over(Messages& messages) {
    if (messages.banner.about == Banner::About::fault) messages.banner.text.clear();
}

}  // namespace app::shell
