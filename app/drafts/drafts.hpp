#pragma once

#include <optional>
#include <string>

#include "app/ui.hpp"

// What is half typed, kept on disk: a killed program, a power cut or another face at the screen loses none of it. Sealed for its
// writer, who finds it again.
namespace app::drafts {

// The fields that are kept, as the screens have them.
struct Fields {
    std::string& thanks_on_today;
    std::string& note;
    std::optional<core::CheckInId>& noting;
    std::string& thanks;
    // Whom those words are to, where their writer chose, and the photo that goes with them.
    core::Addressee& thanks_to;
    bool& thanks_to_chosen;
    std::optional<core::MemoryId>& thanks_photo;
};

class Keeper {
public:
    // Once a frame: writes what has changed once the typing pauses. Throws Fault.
    void update(const Fields& fields, Ui& ui);
    // Writes what has changed since at once.
    void keep(const Fields& fields, Ui& ui);
    // Fills the empty fields with what their writer left; from now on it is theirs that is kept. Nothing while the vault is shut.
    void take_up(const Fields& fields, Ui& ui);
    // The fields belong to nobody: nothing in them is kept.
    void forget() { *this = {}; }

private:
    bool changed(const Fields& fields) const;

    std::optional<core::PersonId> writer_;
    std::string thanks_on_today_, note_, thanks_, thanks_to_;  // as they are on disk
    std::optional<core::CheckInId> noting_;
    std::string seen_thanks_on_today_, seen_note_, seen_thanks_, seen_thanks_to_;  // in the frame before
    double changed_at_ = 0;
};

}  // namespace app::drafts
