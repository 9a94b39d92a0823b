#include "platform/desktop/system/folders.hpp"

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <string>

#include <pwd.h>
#include <sys/stat.h>
#include <unistd.h>

#include "app/words/tr.hpp"
#include "platform/desktop/command_line/printable.hpp"

namespace platform::desktop {

namespace fs = std::filesystem;

namespace {

// Relative paths in these variables are to be ignored, says the specification.
std::optional<fs::path> absolute_from_environment(const char* name) {
    const char* value = std::getenv(name);
    if (value == nullptr || value[0] != '/') return std::nullopt;
    return fs::path(value);
}

bool is_folder(const fs::path& path) {
    std::error_code ignored;
    return fs::is_directory(path, ignored);
}

std::vector<fs::path> folders_in(const fs::path& folder) {
    std::vector<fs::path> found;
    std::error_code error;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (is_folder(entry->path())) found.push_back(entry->path());
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace

fs::path home_folder() {
    if (const auto home = absolute_from_environment("HOME")) return *home;
    const passwd* entry = getpwuid(getuid());
    return entry != nullptr && entry->pw_dir != nullptr ? fs::path(entry->pw_dir) : fs::path("/");
}

fs::path config_folder() {
    const auto config = absolute_from_environment("XDG_CONFIG_HOME");
    return config ? *config : home_folder() / ".config";
}

fs::path default_data_folder() {
    const auto data = absolute_from_environment("XDG_DATA_HOME");
    return (data ? *data : home_folder() / ".local" / "share") / "inglenook";
}

std::string problem_of_data_folder(const fs::path& folder) {
    using app::tr;
    const auto with = [&](const char* text) { return filled(text, {{"folder", folder.string()}}); };
    if (folder.empty())
        return tr("No folder is named. Write one behind --data, or leave it out for your own household.");
    const auto of_error = [&](int error) -> std::string {
        if (error == ENAMETOOLONG)
            return with(tr("The name {folder} is too long for this system. Choose a shorter one."));
        if (error == ENOTDIR)
            return with(tr("{folder} cannot be a folder: a part of its path is a file. Choose another one."));
        if (error == ELOOP)
            return with(tr("{folder} cannot be reached: its links lead in a circle. Choose another one."));
        if (error == EACCES)
            return with(tr("You may not look into the folder that {folder} lies in. Allow it, or choose another one."));
        return {};
    };
    struct stat status {};
    // The longest path in it.
    const auto longest = folder / "backups" / "photos" / "00" / (".arriving-" + std::string(64, '0') + ".sealed");
    if (::lstat(longest.c_str(), &status) != 0 && errno == ENAMETOOLONG) return of_error(errno);
    if (::lstat(folder.c_str(), &status) != 0) return of_error(errno);
    if (::stat(folder.c_str(), &status) != 0) {
        if (errno == ENOENT)
            return with(tr(
                "{folder} is a link to something that is not there. If it is on a drive, plug it in and try again."));
        return of_error(errno);
    }
    if (!S_ISDIR(status.st_mode)) return with(tr("{folder} is a file. Inglenook needs a folder; choose another name."));
    if (::access(folder.c_str(), X_OK) != 0)
        return with(tr("You may not look into the folder {folder}. Allow it, or choose another one."));
    return {};
}

std::optional<fs::path> user_folder(std::string_view key, std::string_view english_name) {
    std::ifstream file(config_folder() / "user-dirs.dirs");
    fs::path folder = home_folder() / english_name;
    const std::string beginning = "XDG_" + std::string(key) + "_DIR=\"";
    for (std::string line; std::getline(file, line);) {
        if (line.compare(0, beginning.size(), beginning) != 0) continue;
        std::string value = line.substr(beginning.size());
        value = value.substr(0, value.find('"'));
        const std::string home = "$HOME/";
        if (value.compare(0, home.size(), home) == 0) folder = home_folder() / value.substr(home.size());
        else if (!value.empty() && value[0] == '/') folder = value;
    }
    if (!is_folder(folder)) return std::nullopt;
    std::error_code ignored;
    if (fs::equivalent(folder, home_folder(), ignored)) return std::nullopt;
    return folder;
}

std::vector<fs::path> mounted_media() {
    std::vector<fs::path> media;
    for (const char* root : {"/media", "/run/media"})
        for (const auto& person : folders_in(root))
            for (const auto& medium : folders_in(person)) media.push_back(medium);
    return media;
}

}  // namespace platform::desktop
