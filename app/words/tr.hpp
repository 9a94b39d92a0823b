#pragma once

#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>

namespace app {

// The one way to visible text: looks a message up in the catalogue, by gettext's conventions (the English text is the
// key; xgettext finds tr, trn and trc). The pointer lives as long as the program.
const char* tr(const char* message);
const char* trn(const char* one, const char* many, unsigned long n);
// With a context, for words that read alike but mean different things.
const char* trc(const char* context, const char* message);

// Puts values into a translated sentence by name: filled(tr("Thank {name}"), {{"name", person.name}}).
std::string filled(std::string_view text, std::initializer_list<std::pair<std::string_view, std::string_view>> values);

}  // namespace app
