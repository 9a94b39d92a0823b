#include <algorithm>
#include <set>
#include <utility>

#include <nlohmann/json.hpp>

#include "core/imports/formats.hpp"
#include "core/imports/written_time.hpp"
#include "core/json_reading.hpp"
#include "core/text.hpp"

namespace core::imports {

namespace {

using Json = nlohmann::json;

constexpr std::size_t deepest = 32;
constexpr std::string_view embed_begin = "![](dayone-moment:";
// A character that stands for nothing, in the place of bytes that are none: the journal stays readable, and the entry
// is known by it.
constexpr std::string_view no_character = "\xef\xb7\x90";  // U+FDD0

std::string readable(std::string_view bytes) {
    if (length_of(bytes)) return std::string(bytes);
    std::string text;
    for (std::size_t i = 0; i < bytes.size();) {
        std::size_t size = 4;
        while (size > 0 && (i + size > bytes.size() || length_of(bytes.substr(i, size)) != 1)) --size;
        text += size > 0 ? bytes.substr(i, size) : no_character;
        i += std::max<std::size_t>(size, 1);
    }
    return text;
}

const Json* find(const Json& object, const char* key) {
    if (!object.is_object()) return nullptr;
    const auto found = object.find(key);
    return found == object.end() ? nullptr : &*found;
}

// A text or a number as text; empty for anything else.
std::string words(const Json& object, const char* key) {
    const auto* value = find(object, key);
    if (value == nullptr) return {};
    if (value->is_string()) return value->get<std::string>();
    return value->is_number() ? value->dump() : std::string();
}

bool is_true(const Json& object, const char* key) {
    const auto* value = find(object, key);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

std::string joined(const Json& object, std::initializer_list<const char*> keys) {
    std::string text, last;
    for (const auto* key : keys) {
        const auto part = words(object, key);
        if (part.empty() || part == last) continue;
        text += (text.empty() ? "" : ", ") + part;
        last = part;
    }
    return text;
}

// Whatever of an entry has no place of its own.
void add_surroundings(std::string& text, const Json& entry) {
    const auto add = [&](const char* sign, const std::string& what) {
        if (!what.empty()) add_line(text, sign + what);
    };
    if (is_true(entry, "starred")) add_line(text, "★");
    if (is_true(entry, "isPinned")) add_line(text, "📌");
    std::string tags;
    if (const auto* list = find(entry, "tags"); list != nullptr && list->is_array())
        for (const auto& tag : *list)
            if (tag.is_string()) tags += (tags.empty() ? "#" : ", #") + tag.get<std::string>();
    add_line(text, tags);
    if (const auto* location = find(entry, "location")) {
        auto place = joined(*location, {"userLabel", "placeName", "localityName", "administrativeArea", "country"});
        const auto latitude = words(*location, "latitude"), longitude = words(*location, "longitude");
        if (!latitude.empty() && !longitude.empty())
            place += (place.empty() ? "" : " ") + ("(" + latitude + ", " + longitude + ")");
        add("📍 ", place);
    }
    if (const auto* weather = find(entry, "weather")) {
        const auto degrees = words(*weather, "temperatureCelsius");
        auto said = words(*weather, "conditionsDescription");
        if (!degrees.empty()) said += (said.empty() ? "" : ", ") + degrees + " °C";
        add("⛅ ", said);
    }
    if (const auto* activity = find(entry, "userActivity")) add("👣 ", joined(*activity, {"activityName", "stepCount"}));
    if (const auto* music = find(entry, "music")) add("🎵 ", joined(*music, {"track", "artist", "album"}));
}

// Markdown as people read it: without the strokes that only keep a sign from meaning something.
std::string unescaped(std::string_view text) {
    constexpr std::string_view signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    std::string plain;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\\' && i + 1 < text.size() && signs.find(text[i + 1]) != std::string_view::npos) ++i;
        plain += text[i];
    }
    return plain;
}

// Without the gaps that photos left: one blank line at most, none at the ends.
std::string closed_up(std::string_view text) {
    std::string closed;
    std::size_t breaks = 0;
    for (const char c : text) {
        breaks = c == '\n' ? breaks + 1 : 0;
        if (breaks <= 2) closed += c;
    }
    const auto first = closed.find_first_not_of(" \n"), last = closed.find_last_not_of(" \n");
    return first == std::string::npos ? std::string() : closed.substr(first, last - first + 1);
}

// Newer versions keep the text a second time, with its looks; it serves where there is no other.
std::string text_of(const Json& entry) {
    auto text = words(entry, "text");
    if (!text.empty()) return text;
    const auto read = read_json_of_strangers(words(entry, "richText"), {deepest - 1, JsonRules::Deeper::left_out});
    const auto rich = read.problem == JsonRead::Problem::none ? read.value : Json();
    if (const auto* contents = find(rich, "contents"); contents != nullptr && contents->is_array())
        for (const auto& part : *contents) text += words(part, "text");
    return text;
}

bool plain_name(const std::string& name, std::size_t least, std::size_t most) {
    return name.size() >= least && name.size() <= most && std::all_of(name.begin(), name.end(), [](char c) {
               return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
           });
}

class Reader {
public:
    Batch read(std::string_view bytes) {
        const auto text = readable(without_byte_order_mark(bytes));
        // Entry by entry, each let go of once it was read; where the file breaks off, those before it were taken.
        JsonRules rules{deepest, JsonRules::Deeper::left_out};
        rules.take = [&](const std::string& member, const Json& element) {
            if (member != "entries") return false;
            ++number_;
            take(element);
            return true;
        };
        const auto read = read_json_of_strangers(text, rules);
        const auto* entries = find(read.value, "entries");
        const bool journal = entries != nullptr && entries->is_array();
        if (read.problem == JsonRead::Problem::not_json) {
            const auto at = std::min(read.at, text.size());
            broken(journal, excerpt(std::string_view(text).substr(at > 20 ? at - 20 : 0)));
        } else if (read.problem != JsonRead::Problem::none) {
            broken(journal, {});  // a number that no computer holds
        }
        if (!journal && batch_.problems.empty()) batch_.report({{}, 0, Trouble::not_this_format});
        return std::move(batch_);
    }

private:
    void broken(bool journal, std::string near) {
        if (journal) report(Trouble::malformed, std::move(near), number_ + 1);
    }

    void report(Trouble what, std::string detail, std::size_t number) {
        batch_.report({{}, number, what, std::move(detail)});
    }
    void report(Trouble what, std::string detail = {}) { report(what, std::move(detail), number_); }

    void take(const Json& json) {
        if (!json.is_object()) return report(Trouble::malformed);
        const auto created = words(json, "creationDate");
        const auto stamp = written_stamp(created);
        if (!stamp) return report(Trouble::not_a_date, excerpt(created));
        Entry entry{{}, number_};
        const auto taken = place_in_time(entry, json, *stamp);
        const auto photos = photos_of(json, taken);
        entry.text = without_embeds(text_of(json), photos);
        add_surroundings(entry.text, json);
        if (entry.text.find(no_character) != std::string::npos) return report(Trouble::not_text);
        for (const auto& each : photos) entry.photos.push_back(each.photo);
        if (entry.text.empty() && entry.photos.empty()) return;
        report_attachments(json);
        batch_.add(std::move(entry));
    }

    // The instant it was written at, on the clock of its own place.
    Instant place_in_time(Entry& entry, const Json& json, const Stamp& stamp) {
        const auto zone = words(json, "timeZone");
        auto offset = zone.empty() ? std::nullopt : offset_in_zone(zone, stamp.utc_seconds);
        if (!zone.empty() && !offset) report(Trouble::unknown_zone, excerpt(zone));
        if (!offset) offset = stamp.offset_minutes.value_or(0);
        const Instant at{stamp.utc_seconds * 1000, *offset};
        const auto local = local_time(at);
        entry.day = local.day;
        // Diaries that know days only come in this form too, and say midnight.
        const bool only_a_day = zone.empty() && !stamp.offset_minutes && stamp.utc_seconds % 86'400 == 0;
        if (!only_a_day && !is_true(json, "isAllDay")) {
            entry.minute = local.minute;
            entry.offset_minutes = offset;
        }
        return at;
    }

    struct Embedded {
        std::string identifier;
        Photo photo;
    };

    std::vector<Embedded> photos_of(const Json& json, Instant taken) {
        std::vector<Embedded> photos;
        const auto* list = find(json, "photos");
        if (list == nullptr || !list->is_array()) return photos;
        for (const auto& each : *list) {
            const auto hash = words(each, "md5"), type = words(each, "type");
            if (!plain_name(hash, 32, 32) || !plain_name(type, 0, 5)) {
                report(Trouble::photo_missing, excerpt(hash));
                continue;
            }
            auto at = taken;
            if (const auto stamp = written_stamp(words(each, "date"))) at.utc_ms = stamp->utc_seconds * 1000;
            photos.push_back(
                {words(each, "identifier"), {"photos/" + hash + "." + (type.empty() ? "jpeg" : type), at}});
        }
        return photos;
    }

    // The text without its photos, which hang with the memories; of anything else what it was stays in its place.
    std::string without_embeds(std::string_view text, const std::vector<Embedded>& photos) {
        std::string kept;
        std::set<std::string_view> known;
        for (const auto& each : photos) known.insert(each.identifier);
        for (;;) {
            const auto from = text.find(embed_begin);
            const auto end = from == std::string_view::npos ? from : text.find(')', from);
            kept += unescaped(text.substr(0, end == std::string_view::npos ? end : from));
            if (end == std::string_view::npos) break;
            const auto target = text.substr(from + embed_begin.size(), end - from - embed_begin.size());
            text.remove_prefix(end + 1);
            if (target.substr(0, 2) == "//") {
                const auto identifier = target.substr(2);
                if (known.count(identifier) == 0) report(Trouble::photo_missing, excerpt(identifier));
            } else {
                const auto kind = target.substr(std::min<std::size_t>(1, target.size()));
                kept += "[" + std::string(kind.substr(0, kind.find('/'))) + "]";
            }
        }
        return closed_up(kept);
    }

    void report_attachments(const Json& json) {
        for (const auto* key : {"videos", "audios", "pdfAttachments"})
            if (const auto* list = find(json, key); list != nullptr && list->is_array())
                for (const auto& each : *list)
                    report(Trouble::attachment_left_behind, excerpt(std::string(key) + "/" + words(each, "md5")));
    }

    Batch batch_;
    std::size_t number_ = 0;
};

}  // namespace

Batch read_day_one(std::string_view bytes) { return Reader().read(bytes); }

}  // namespace core::imports
