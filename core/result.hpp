#pragma once

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>

namespace core {

// A rule that a person ran into. The screens put it in words; nothing was written.
enum class Refusal {
    empty_text,
    text_too_long,
    not_text,  // not valid UTF-8
    unknown_person,
    not_found,
    not_yours,
    mood_out_of_range,
    no_such_picture,
    invalid_rule,
    rule_too_frequent,    // finer than daily
    rule_without_a_date,  // a rule that never occurs
    invalid_date,
    invalid_time,
    not_on_that_day,  // a ritual that does not occur on the day named
    invalid_hour,
    unknown_colour,
    person_has_items,
    already_there,  // the same photo twice
    nothing_to_undo,
    thanks_to_oneself,
    touch_to_oneself,
    locked,  // what somebody keeps to themselves, and their vault is shut
    no_pin,  // there is none to be right or wrong
    wrong_pin,
    wait_a_while,      // too many wrong ones; see Vault::wait
    pin_too_short,     // fewer than shortest_pin characters
    wrong_words,       // not a recovery phrase, or not this person's
    no_phrase,         // none was made
    made_elsewhere,    // the PIN was set on another device: the recovery phrase opens here
    key_changed,       // the file has another key for the person than this device knows
    key_missing,       // neither the file nor this device has the key for what is sealed in it
    wrap_damaged,      // what the PIN would open is damaged in the file, and this device does not remember it
    wrap_weakened,     // somebody made it cheap to try PINs: none is tried
    not_all_agreed,    // everybody has to confirm that all of it goes
    folder_not_empty,  // an export goes into a folder of its own
    already_given,     // thanks that wait for no moment (any more)
    jar_is_empty,
    something_there,      // what has that name already is not written over
    household_not_empty,  // a whole household is brought in where nobody has been yet
};

template <class T> class [[nodiscard]] Result {
public:
    Result(T value) : v_(std::move(value)) {}
    Result(Refusal refusal) : v_(refusal) {}
    explicit operator bool() const { return v_.index() == 0; }
    const T& value() const { return std::get<0>(v_); }
    T& value() { return std::get<0>(v_); }
    Refusal refusal() const { return std::get<1>(v_); }

private:
    std::variant<T, Refusal> v_;
};

// Something outside the rules went wrong: a full disk, a damaged file, a folder that cannot be written.
// Thrown; what() is one English sentence for a log, `kind` is what the screens put in words.
struct Fault : std::runtime_error {
    enum class Kind {
        disk_full,
        read_only,
        no_access,
        damaged,
        not_a_household,
        newer_version,
        busy,
        no_locks,
        log_unread,
        io,
        other
    };
    Fault(Kind k, const std::string& what) : std::runtime_error(what), kind(k) {}
    Kind kind;
};

}  // namespace core
