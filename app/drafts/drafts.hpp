#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/thanks/delivery.hpp"
#include "app/ui.hpp"

// What is half typed, kept on disk: a killed program, a power cut or another face at the screen loses none of it.
// Sealed for its writer, who finds it again.
namespace app::drafts {

// Beside a field, in each frame that it is there: what is typed into it is kept as well, from one pause to the next,
// for the person who is here. It comes back where that field is opened again: into an empty one, or over the words of
// the same `subject`. Saving, giving and closing let go of it: a field on a sheet when it is gone, one on a page when
// it is gone or empty, but for going to another place. `place` is a literal; `text` lasts until the frame has been
// drawn, and so does `stored`: the words that are on disk already, where they may change while the field is there.
void keep_typed(Ui& ui, const char* place, std::string& text, const core::Uuid& subject = {},
                const std::string* stored = nullptr);
// What is kept of it, for whoever is here; nothing while their vault is shut.
std::optional<std::string> left_of(const Ui& ui, const char* place, const core::Uuid& subject);

// The fields that are taken up with a face, wherever its owner was.
struct Fields {
    std::string& thanks_on_today;
    std::string& thanks;
    // Whom those words are to, where their writer chose, and the photo that goes with them.
    core::Addressee& thanks_to;
    bool& thanks_to_chosen;
    std::optional<core::MemoryId>& thanks_photo;
    // Who is to see them, and when they are to be given.
    core::Audience& thanks_audience;
    bool& thanks_audience_set;
    thanks::Delivery& thanks_delivery;
    bool& thanks_later;
};

// How a note is to be given once it is written: as much of it as its writer chose. Of no words, nothing.
struct Giving {
    std::optional<core::Addressee> to;
    std::optional<core::MemoryId> photo;
    std::optional<core::Audience> audience;
    bool later = false;
    std::optional<core::Instant> at;
    bool operator==(const Giving&) const = default;
};

class Keeper {
public:
    // Once a frame, when it has been drawn: writes what has changed once the typing pauses. `here` is the place that
    // was drawn. Throws Fault.
    void update(const Fields& fields, core::Household& household, Ui& ui, Place here);
    // Writes what has changed since at once.
    void keep(const Fields& fields, core::Household& household, Ui& ui);
    // Fills the empty fields with what their writer left; from now on it is theirs that is kept. Nothing while the
    // vault is shut.
    void take_up(const Fields& fields, core::Household& household, Ui& ui);
    // The fields belong to nobody: nothing in them is kept.
    void forget();

private:
    // One that keep_typed was told of.
    struct Typed {
        const char* place;
        core::Uuid subject;
        bool on_sheet = false, here = true, asked = false;
        std::string original, now;  // as it was when the field was opened, and as it is
        std::string kept;           // on disk; empty: nothing
        double changed_at = 0;
    };
    bool changed(const Fields& fields, const Giving& giving) const;
    void update_typed(core::Household& household, Ui& ui);
    void take_up(Typed& typed, std::string& text, Ui& ui);
    void write(Typed& typed, core::Household& household);
    void let_go(Typed& typed, core::Household& household);

    std::optional<core::PersonId> writer_;
    std::string thanks_on_today_, thanks_;  // as they are on disk
    Giving giving_;
    std::string seen_thanks_on_today_, seen_thanks_;  // in the frame before
    Giving seen_giving_;
    double changed_at_ = 0;
    std::vector<Typed> typed_;
    Place place_ = Place::today;
};

}  // namespace app::drafts
