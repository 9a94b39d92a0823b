#pragma once

#include <string_view>
#include <vector>

#include "core/demo/picture.hpp"

// What the people of a demo household write: made up, in no one's words.
namespace core::demo {

using Texts = std::vector<std::string_view>;

const Texts& first_names();

const Texts& thanks_texts();  // to one another, each said once in a long while
const Texts& thanks_taps();   // the short ones that a tap gives, said often
const Texts& thanks_deeds();  // "For …", to be joined with a coda
const Texts& thanks_codas();  // a sentence of its own
const Texts& thanks_to_life();
const Texts& long_thanks();  // more than 600 characters each

const Texts& feelings(int mood);  // 1…5
const Texts& check_in_notes(int mood);

const Texts& captions(Motif motif);
const Texts& any_captions();  // fit whatever a picture shows

}  // namespace core::demo
