#pragma once

#include "core/leaving/person_export.hpp"

namespace app {

// The words of the page that somebody takes along, in this program's language.
core::ExportWords export_words();

}  // namespace app
