#include "core/memories/exif.hpp"

#include <algorithm>
#include <chrono>
#include <memory>
#include <string>
#include <vector>

#include <libexif/exif-data.h>

namespace core {

namespace {

constexpr std::uint8_t exif_mark[] = {'E', 'x', 'i', 'f', 0, 0};
constexpr std::size_t longest_block = 0xffff;  // libexif reads no further
constexpr int first_photograph = 1826;

struct Unref {
    void operator()(ExifData* data) const { exif_data_unref(data); }
};

std::string text_of(const ExifEntry* entry) {
    if (!entry || entry->format != EXIF_FORMAT_ASCII || !entry->data) return {};
    const std::string text(entry->data, entry->data + entry->size);
    return text.substr(0, text.find('\0'));
}

// The number in `count` digits at `at`; -1 for anything else.
int number_at(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int number = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        number = number * 10 + (text[i] - '0');
    }
    return number;
}

std::optional<int> offset_from(std::string_view text) {
    if (text.size() < 6 || (text[0] != '+' && text[0] != '-') || text[3] != ':') return std::nullopt;
    const int hours = number_at(text, 1, 2), minutes = number_at(text, 4, 2);
    if (hours < 0 || minutes < 0 || minutes > 59 || hours * 60 + minutes > 14 * 60) return std::nullopt;
    return (text[0] == '-' ? -1 : 1) * (hours * 60 + minutes);
}

}  // namespace

std::optional<TakenAt> taken_from_exif(std::string_view text, std::string_view offset) {
    if (text.size() < 19) return std::nullopt;
    const auto separates_date = [](char c) { return c == ':' || c == '-' || c == '/'; };
    if (!separates_date(text[4]) || !separates_date(text[7]) || (text[10] != ' ' && text[10] != 'T') ||
        text[13] != ':' || text[16] != ':')
        return std::nullopt;
    const int year = number_at(text, 0, 4), month = number_at(text, 5, 2), day = number_at(text, 8, 2);
    const int hour = number_at(text, 11, 2), minute = number_at(text, 14, 2), second = number_at(text, 17, 2);
    if (year < first_photograph || month < 1 || day < 1) return std::nullopt;
    if (hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59) return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                                           std::chrono::day{static_cast<unsigned>(day)}};
    if (!date.ok()) return std::nullopt;
    return TakenAt{day_from(date), hour * 60 + minute, second, offset_from(offset)};
}

ExifFacts read_exif(std::span<const std::uint8_t> block) {
    ExifFacts facts;
    if (block.empty()) return facts;
    std::vector<std::uint8_t> marked;
    if (block.size() < sizeof exif_mark || !std::equal(std::begin(exif_mark), std::end(exif_mark), block.begin())) {
        marked.assign(std::begin(exif_mark), std::end(exif_mark));
        marked.insert(marked.end(), block.begin(), block.end());
        block = marked;
    }

    const std::unique_ptr<ExifData, Unref> data(exif_data_new());
    if (!data) return facts;
    // It would fill in what the standard wants and the file lacks, among it today as the date.
    exif_data_unset_option(data.get(), EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
    exif_data_load_data(data.get(), block.data(), static_cast<unsigned>(std::min(block.size(), longest_block)));

    ExifContent* const main = data->ifd[EXIF_IFD_0];
    ExifContent* const photo = data->ifd[EXIF_IFD_EXIF];
    const auto order = exif_data_get_byte_order(data.get());
    if (const ExifEntry* entry = exif_content_get_entry(main, EXIF_TAG_ORIENTATION)) {
        unsigned orientation = 0;
        if (entry->format == EXIF_FORMAT_SHORT && entry->size >= 2) orientation = exif_get_short(entry->data, order);
        if (entry->format == EXIF_FORMAT_LONG && entry->size >= 4) orientation = exif_get_long(entry->data, order);
        if (orientation >= 1 && orientation <= 8) facts.orientation = static_cast<int>(orientation);
    }

    const struct {
        ExifContent* content;
        ExifTag date, offset;
    } dates[] = {{photo, EXIF_TAG_DATE_TIME_ORIGINAL, EXIF_TAG_OFFSET_TIME_ORIGINAL},
                 {photo, EXIF_TAG_DATE_TIME_DIGITIZED, EXIF_TAG_OFFSET_TIME_DIGITIZED},
                 {main, EXIF_TAG_DATE_TIME, EXIF_TAG_OFFSET_TIME}};
    for (const auto& [content, date, offset] : dates) {
        facts.taken = taken_from_exif(text_of(exif_content_get_entry(content, date)),
                                      text_of(exif_content_get_entry(photo, offset)));
        if (facts.taken) break;
    }
    return facts;
}

}  // namespace core
