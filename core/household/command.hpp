#pragma once

#include <concepts>
#include <memory>
#include <optional>
#include <string>
#include <typeindex>
#include <utility>
#include <vector>

#include "core/household/change.hpp"

namespace core {

// A household is changed through commands, each a plain value that names its author; Household::apply carries one out
// in one transaction. The comment behind a command lists its refusals. Any text may also be refused as not_text, and
// any command may also return `locked`, except for items written since the face changed.
//
// A command that makes an item may leave out the audience: then it is the author's default
// (Household::default_audience).
template <class C>
concept CanBeCarriedOut = requires(const C& command, Change& change) {
    { carry_out(command, change) } -> std::same_as<Result<Uuid>>;
};

// Any one of the commands: see Change. No variant: with as many alternatives every screen that posts one would take a
// second longer to compile.
class Command {
public:
    template <CanBeCarriedOut C>
    Command(C command) : does_(&does<C>), held_(std::make_shared<const C>(std::move(command))) {}

    std::type_index kind() const { return does_->kind(); }
    template <class C> bool is() const { return kind() == typeid(C); }
    // Nothing: it is another one.
    template <class C> const C* as() const { return is<C>() ? static_cast<const C*>(held_.get()) : nullptr; }

    // Who does it; nothing: nobody in particular.
    std::optional<PersonId> by() const { return does_->by(held_.get()); }
    Result<Uuid> perform(Change& change) const { return does_->perform(held_.get(), change); }
    // The plain photo files that it writes: they are noted before its transaction, so that one that does not come
    // through leaves none behind. For the few that have `files_brought_by(command, change)` beside them.
    std::vector<std::string> files_it_brings(Change& change) const { return does_->files(held_.get(), change); }
    // Whether it may take longer than a frame. For the few that have `takes_long(command, change)` beside them.
    bool may_take_long(Change& change) const { return does_->may_take_long(held_.get(), change); }

private:
    struct Does {
        std::type_index (*kind)();
        std::optional<PersonId> (*by)(const void*);
        Result<Uuid> (*perform)(const void*, Change&);
        std::vector<std::string> (*files)(const void*, Change&);
        bool (*may_take_long)(const void*, Change&);
    };
    template <class C> static std::optional<PersonId> by_of(const void* held) {
        const auto& command = *static_cast<const C*>(held);
        if constexpr (requires { command.by; }) return command.by;
        else if constexpr (requires { command.author; }) return command.author;
        else return std::nullopt;
    }
    template <class C> static Result<Uuid> perform_it(const void* held, Change& change) {
        return carry_out(*static_cast<const C*>(held), change);
    }
    template <class C> static std::vector<std::string> files_of(const void* held, Change& change) {
        const auto& command = *static_cast<const C*>(held);
        if constexpr (requires { files_brought_by(command, change); }) return files_brought_by(command, change);
        else return {};
    }
    template <class C> static bool is_long(const void* held, Change& change) {
        const auto& command = *static_cast<const C*>(held);
        if constexpr (requires { takes_long(command, change); }) return takes_long(command, change);
        else return false;
    }
    template <class C>
    static constexpr Does does = {[]() -> std::type_index { return typeid(C); }, by_of<C>, perform_it<C>, files_of<C>,
                                  is_long<C>};

    const Does* does_;
    std::shared_ptr<const void> held_;
};

}  // namespace core
