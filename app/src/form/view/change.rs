//! "Is this still right?": the facts of a page first, then one press; two where only the room has changed.

use catalog::service::CapacityStatus;

use super::draw::Draw;
use crate::form::screen::Screen;
use crate::form::state::Change;
use crate::locale::Key;

/// The statuses of room that a group says, each with its action.
const ROOMS: [(&str, CapacityStatus, Key); 3] = [
    ("room-open", CapacityStatus::Open, Key::ServiceRoomOpen),
    ("room-waitlist", CapacityStatus::Waitlist, Key::ServiceRoomWaitlist),
    ("room-full", CapacityStatus::Full, Key::ServiceRoomFull),
];

/// What may have changed, with the screen on which it is asked.
const PARTS: [(Screen, Key); 5] = [
    (Screen::When, Key::HandoutWhen),
    (Screen::Where, Key::HandoutWhere),
    (Screen::Reach, Key::AddPhone),
    (Screen::Start, Key::HandoutCost),
    (Screen::What, Key::AddElse),
];

/// The screen.
pub fn ask(draw: &mut Draw<'_>) {
    let model = draw.model;
    let Some(change) = &model.change else { return };
    let said = |field: &str| model.answers.said(field);
    let name = said(if change.is_group { "group-name" } else { "name" });
    draw.tag("<p><strong class=\"big\" dir=\"auto\">").text(&name.unwrap_or_default());
    draw.tag("</strong> <bdi class=\"soft\" translate=\"no\">").text(&change.group);
    draw.tag("</bdi></p><h2 class=\"calm\" id=\"question\" tabindex=\"-1\">");
    draw.words(Key::AddAsk).tag("</h2><dl class=\"fact-list\">");
    if change.is_group {
        of_group(draw);
        return;
    }
    fact(draw, Key::HandoutWhen, &change.times.join(" "));
    let place = [said("place-name"), said("street")];
    let place: Vec<String> = place.into_iter().flatten().collect();
    fact(draw, Key::HandoutWhere, &place.join(", "));
    let phone = [said("phone"), said("extension"), said("role")];
    let phone: Vec<String> = phone.into_iter().flatten().collect();
    fact(draw, Key::AddPhone, &phone.join(", "));
    fact(draw, Key::HandoutCost, &cost(draw));
    let room = ROOMS.iter().find(|(_, status, _)| Some(*status) == change.room);
    let room = room.map_or(Key::ServiceRoomUnknown, |(.., key)| *key);
    let room = draw.props.messages.text(room);
    fact(draw, Key::ServiceRoom, room);
    draw.tag("</dl><button type=\"button\" class=\"full tall\"").action("right").tag(">");
    draw.icon("check").words(Key::AddRight).tag("</button><p class=\"small soft\">");
    draw.words(Key::AddRightText).tag("</p><section class=\"part stack-small\" id=\"f-room\">");
    draw.tag("<h3>").words(Key::AddRoom).tag("</h3><div class=\"send\">");
    for (action, _, key) in ROOMS {
        draw.button(action, key, "quiet");
    }
    draw.tag("</div></section><section class=\"part stack-small\"><h3>");
    draw.words(Key::AddChanged).tag("</h3><div class=\"send\">");
    for (screen, key) in PARTS {
        if screen == Screen::When && !change.asks_times {
            continue;
        }
        draw.tag("<button type=\"button\" class=\"quiet\" data-action=\"change ");
        draw.text(&screen.number().to_string()).tag("\">").words(key).tag("</button>");
    }
    draw.tag("</div>");
    draw.button("ended", Key::AddEnded, "quiet full");
    draw.tag("</section>");
    checked(draw, change);
}

/// Of a group: how it is reached; and the way to its next activity.
fn of_group(draw: &mut Draw<'_>) {
    let answers = &draw.model.answers;
    let facts = [
        (Key::AddGroupLine, "group-line"),
        (Key::AddPhone, "phone"),
        (Key::AddEmail, "email"),
        (Key::AddWebsite, "website"),
    ];
    for (key, field) in facts {
        fact(draw, key, &answers.said(field).unwrap_or_default());
    }
    draw.tag("</dl><section class=\"part stack-small\"><h3>").words(Key::AddChanged);
    draw.tag("</h3><button type=\"button\" class=\"quiet full\" data-action=\"change ");
    draw.text(&Screen::Reach.number().to_string()).tag("\">").words(Key::AddReach);
    draw.tag("</button></section>");
    draw.button("add-activity", Key::AddTitle, "full tall");
}

fn fact(draw: &mut Draw<'_>, about: Key, words: &str) {
    if !words.is_empty() {
        draw.tag("<div><dt>").words(about).tag("</dt><dd dir=\"auto\">").text(words);
        draw.tag("</dd></div>");
    }
}

fn cost(draw: &Draw<'_>) -> String {
    let answers = &draw.model.answers;
    let kind = answers.text("cost");
    if kind.is_empty() {
        return String::new();
    }
    let label = draw.props.file.label("cost", kind);
    match answers.said("amount") {
        Some(amount) => [&label, draw.props.messages.text(Key::FormSeparator), &amount].concat(),
        None => label,
    }
}

fn checked(draw: &mut Draw<'_>, change: &Change) {
    if let Some(day) = change.checked {
        let day = draw.props.messages.day(day);
        let words = draw.props.messages.fill(Key::FreshPlain, &[("day", &day)]);
        draw.tag("<p class=\"small soft\">").text(&words).tag(".</p>");
    }
}
