#pragma once

#include <cstddef>
#include <optional>

#include "core/imports/import.hpp"

namespace core::imports {

// A plan on its way into the household, some entries a step, so that no frame waits for a large diary. Each step is on
// disk when it returns and belongs to the one import, which is taken back in one step, also where the program ended
// halfway: what came is known then, and the rest comes with another try. It goes on where the vault is shut meanwhile,
// or somebody else is at the screen.
class Bringing {
public:
    // `photos` of PhotosToBring, once it is finished.
    Bringing(Plan plan, std::vector<PhotosToBring::Arrived> photos);

    // True while there is more; else it has ended. Throws Fault, and has ended too.
    bool step(Household& household, std::size_t entries = 100);
    // Ends it where it is. What came stays, and photos that were still to come go from the photo folder.
    void end(Household& household) noexcept;

    std::size_t done() const { return next_; }
    std::size_t total() const { return plan_.commands.size(); }
    const Brought& brought() const { return brought_; }
    std::optional<Refusal> refusal() const { return refusal_; }

private:
    bool go_on(Household& household, std::size_t entries);
    void plan_photos(const Household& household);

    Plan plan_;
    std::vector<PhotosToBring::Arrived> photos_;
    std::size_t next_ = 0;
    bool begun_ = false, ended_ = false;
    Brought brought_;
    std::optional<Refusal> refusal_;
};

}  // namespace core::imports
