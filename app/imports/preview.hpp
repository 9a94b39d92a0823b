#pragma once

#include <string>
#include <vector>

#include "app/imports/imports_screen.hpp"

// What an import is in words, for the screen.
namespace app::imports {

Preview preview_of(const Ui& ui, const core::imports::Plan& plan, core::imports::Program program,
                   const std::string& file_name);
// "daylio.csv, line 4: that is not a date …"
std::string problem_line(const core::imports::Problem& problem, core::imports::Program program,
                         const std::string& file_name);
std::vector<std::string> summary_of(const core::imports::Brought& brought, std::size_t check_ins,
                                    const std::string& file_name);
Earlier earlier_of(const Ui& ui, const core::Viewer& viewer);
// What stays where it is when that import is taken back, because it was changed since.
std::vector<std::string> kept_of(const Ui& ui, core::ImportId id);

}  // namespace app::imports
