#include <algorithm>
#include <ostream>

#include "app/words/kinds.hpp"
#include "app/words/sentences.hpp"
#include "app/words/tr.hpp"
#include "core/items/kind.hpp"
#include "core/sharing/shared_store.hpp"
#include "core/trash/trash_commands.hpp"
#include "core/trash/trash_store.hpp"
#include "platform/desktop/command_line/commands.hpp"
#include "platform/desktop/command_line/reading.hpp"
#include "platform/desktop/command_line/rows.hpp"
#include "platform/desktop/command_line/unlocking.hpp"

// The trash, and what somebody shares: lists across all kinds.
namespace platform::desktop {

namespace {

std::string kind_name(core::ItemKind kind) {
    std::string name = core::kind_of(kind).table;
    std::replace(name.begin(), name.end(), '_', '-');
    return name;
}

const char* audience_word(core::Audience audience) {
    switch (audience) {
        case core::Audience::household: return app::tr("for us");
        case core::Audience::room: return app::tr("for us and the room");
        case core::Audience::only_me: break;
    }
    return app::tr("only for me");
}

Json to_or_null(core::ItemKind kind, core::ThanksTo to) {
    return kind == core::ItemKind::thanks ? Json(to_text(to)) : Json(nullptr);
}

Row row(const core::TrashItem& item) {
    return {{{"id", core::to_text(item.item.id)},
             {"kind", kind_name(item.item.kind)},
             {"author", person_or_null(item.author)},
             {"audience", to_text(item.audience)},
             {"day", core::to_iso(item.day)},
             {"text", text_or_null(item.text)},
             {"to", to_or_null(item.item.kind, item.to)},
             {"recipient", person_or_null(item.recipient)},
             {"waits_until", item.waits_until ? Json(core::to_iso(*item.waits_until)) : Json(nullptr)},
             {"deleted_at", core::to_iso(item.deleted_at)},
             {"gone_on", core::to_iso(item.gone_on)},
             {"can_restore", item.can_restore},
             {"can_erase", item.can_erase}},
            joined({core::to_text(item.item.id), app::words_of(item.item.kind).word(), core::to_iso(item.day),
                    item.text, filled(app::tr("(until {day})"), {{"day", core::to_iso(item.gone_on)}})})};
}

Row row(const core::Glance& item) {
    Json json = {{"id", core::to_text(item.item.id)},
                 {"kind", kind_name(item.item.kind)},
                 {"day", core::to_iso(item.day)},
                 {"audience", to_text(item.audience)},
                 {"text", text_or_null(item.text)}};
    // A level under the name that it goes by; one that is just called that, under its kind's.
    for (const auto* kind : core::kinds_of_items())
        if (kind->highest_level) {
            const std::string name = kind->level == std::string("level") ? kind->table : kind->level;
            json[name] = item.level && item.item.kind == kind->kind ? Json(*item.level) : Json(nullptr);
        }
    json["to"] = to_or_null(item.item.kind, item.to);
    json["recipient"] = person_or_null(item.recipient);
    json["photo"] = item.photo ? Json(core::to_hex(*item.photo)) : Json(nullptr);
    return {std::move(json), joined({core::to_iso(item.day), app::words_of(item.item.kind).word(),
                                     audience_word(item.audience), item.text})};
}

std::vector<core::TrashItem> trash_of(const Session& session, core::PersonId person) {
    return session.household.get<core::TrashStore>().all(core::Viewer::of(person), session.household.clock().now());
}

void apply(Session& session, const core::Command& command) {
    const auto applied = session.household.apply(command);
    if (!applied) throw Stop{1, app::sentence(applied.refusal())};
}

core::TrashItem read_trash_item(const Session& session, core::PersonId person, const std::string& text) {
    const auto id = core::uuid_from_text(text);
    if (id)
        for (const auto& item : trash_of(session, person))
            if (item.item.id == *id) return item;
    throw Stop{1, filled(app::tr("“{text}” is not in the trash. “inglenook trash list --as NAME” shows what is."),
                         {{"text", text}})};
}

}  // namespace

int list_trash(Session& session, const TrashToLookThrough& wanted) {
    const auto person = read_person(session.household, wanted.as);
    open_to_look(session, person, wanted.unlocking);
    Printer printer(session.out, wanted.format);
    for (const auto& item : trash_of(session, person)) printer.print(row(item));
    return printer.done();
}

int restore_from_trash(Session& session, const TrashToLookThrough& wanted) {
    const auto person = read_person(session.household, wanted.as);
    open_vault(session.household, person, wanted.unlocking.pin_fd);
    const auto item = read_trash_item(session, person, wanted.id);
    apply(session, core::RestoreItem{person, item.item});
    if (item.waits_until && item.waits_until->utc_ms <= session.household.clock().certain_now().utc_ms)
        session.out << app::tr("It is back, for you alone: its moment has passed.") << '\n';
    return 0;
}

int erase_from_trash(Session& session, const TrashToLookThrough& wanted) {
    const auto person = read_person(session.household, wanted.as);
    open_vault(session.household, person, wanted.unlocking.pin_fd);
    apply(session, core::EraseItem{person, read_trash_item(session, person, wanted.id).item});
    return 0;
}

int empty_trash(Session& session, const TrashToLookThrough& wanted) {
    const auto person = read_person(session.household, wanted.as);
    open_vault(session.household, person, wanted.unlocking.pin_fd);
    std::vector<core::Command> commands;
    for (const auto& item : trash_of(session, person))
        if (item.can_erase) commands.push_back(core::EraseItem{person, item.item});
    if (!commands.empty()) {
        const auto applied = session.household.apply(commands);
        if (!applied) throw Stop{1, app::sentence(applied.refusal())};
    }
    session.out << filled(app::trn("{count} thing is gone for good.", "{count} things are gone for good.",
                                   commands.size()),
                          {{"count", std::to_string(commands.size())}})
                << '\n';
    return 0;
}

int list_shared(Session& session, const SharedByOne& wanted) {
    constexpr int page = 500;
    const auto viewer = core::Viewer::of(read_person(session.household, wanted.as));
    Printer printer(session.out, wanted.format);
    for (int skipped = 0;; skipped += page) {
        const auto items = session.household.get<core::SharedStore>().by(viewer, page, skipped);
        for (const auto& item : items) printer.print(row(item));
        if (items.size() < page) return printer.done();
    }
}

}  // namespace platform::desktop
