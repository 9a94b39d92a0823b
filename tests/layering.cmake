# Fails when a layer includes something above it or past it. Run with: cmake -DROOT=… -P
function(forbid layer pattern)
  file(GLOB_RECURSE files ${ROOT}/${layer}/*.hpp ${ROOT}/${layer}/*.cpp)
  if(NOT files)
    message(SEND_ERROR "${layer} has no files: is ROOT right?")
  endif()
  foreach(file IN LISTS files)
    file(STRINGS ${file} hits REGEX "^ *# *include *[<\"](${pattern})")
    if(hits)
      message(SEND_ERROR "${file}: ${hits}")
    endif()
  endforeach()
endfunction()

forbid(core "app/|platform/|imgui|misc/|GLFW|GL/|ft2build|fontconfig|CLI/")
forbid(app "sqlite3|GLFW|GL/|imgui_impl|core/db/|platform/|fontconfig|ft2build|CLI/")
forbid(platform "sqlite3|core/db/")

# What another system does otherwise stands in core/system only.
file(GLOB_RECURSE everywhere ${ROOT}/core/*.hpp ${ROOT}/core/*.cpp)
list(FILTER everywhere EXCLUDE REGEX "^${ROOT}/core/system/[^/]*[.]cpp$")
foreach(file IN LISTS everywhere)
  file(STRINGS ${file} hits REGEX "^ *# *include *[<\"](unistd|fcntl|sys/|dirent|poll|signal|pthread|pwd|grp|dlfcn|termios)|[^A-Za-z0-9_>:]::(stat|open|close|unlink|rename|mkdir)\\(")
  if(hits)
    message(SEND_ERROR "${file}: the system is asked in core/system: ${hits}")
  endif()
endforeach()

# A terminal is given values through platform/desktop/command_line/printable.hpp only, where nothing in them can steer it.
file(GLOB_RECURSE printing ${ROOT}/platform/*.hpp ${ROOT}/platform/*.cpp)
foreach(file IN LISTS printing)
  file(STRINGS ${file} hits REGEX "app::filled")
  if(hits AND NOT file MATCHES "printable.hpp$")
    message(SEND_ERROR "${file}: filled() of platform/desktop/command_line/printable.hpp instead: ${hits}")
  endif()
endforeach()

# The names that say nothing about what they hold.
file(GLOB_RECURSE vague LIST_DIRECTORIES true ${ROOT}/core/* ${ROOT}/app/* ${ROOT}/platform/*)
foreach(path IN LISTS vague)
  if(path MATCHES "/(utils?|common|manager|helpers?|misc)(\\.[a-z]+)?$")
    message(SEND_ERROR "${path}: name it after what it holds")
  endif()
endforeach()

# The top level is what a newcomer sees first.
file(GLOB top RELATIVE ${ROOT} ${ROOT}/*)
list(FILTER top EXCLUDE REGEX "^\\.")
list(REMOVE_ITEM top build CMakeLists.txt CMakePresets.json README.md LICENSE run app core assets platform tests)
if(top)
  message(SEND_ERROR "at the top level: ${top}")
endif()
