//! The slots: what changes on a screen while somebody types.

use catalog::day::Moment;
use catalog::place::Plane;
use catalog::schedule::Session;

use super::draw::{Draw, Takes, button, id_of};
use super::{FormProps, Slot, sends, wipe};
use crate::card::isolated;
use crate::form::page::{NEW_GROUP, PLACE_KNOWN, PLACE_NONE, PLACE_PRIVATE, has_amount};
use crate::form::preview::Preview;
use crate::form::remark::{Remark, Weight};
use crate::form::screen::Screen;
use crate::form::state::{FormModel, MapView};
use crate::form::times::{NTHS, Often, Times, field, month_name, nth_words, weekday};
use crate::locale::Key;
use crate::map::{Window, write_circle};
use crate::markup::Markup;

/// How many of the next times are read back.
const NEXT_TIMES: usize = 3;

/// How far ahead they are looked for, in days: a summer's pause is over by then.
const NEXT_DAYS: i32 = 200;

/// Every slot of the screen that somebody is on.
pub fn slots(model: &FormModel, props: &FormProps) -> Vec<Slot> {
    if model.is_asking {
        return Vec::new();
    }
    let mut slots = remarks(model, props);
    match model.screen {
        Screen::Group => slots.push(group(model, props)),
        Screen::When => (0..model.rows).for_each(|row| times(&mut slots, row, model, props)),
        Screen::Where => {
            slots.push(place(model, props));
            slots.extend(spot(model, props));
        }
        Screen::Access => {
            let terms = props.file.list("access").iter();
            slots.extend(terms.map(|term| note(&term.id, model, props)));
        }
        Screen::Start => slots.push(amount(model, props)),
        Screen::Look => sends::slots(&mut slots, model, props),
        Screen::What | Screen::Fits | Screen::Reach => {}
    }
    if let Some(now) = model.now.filter(|_| model.screen != Screen::Look) {
        slots.push(drawn("form-card", preview(model, props, now).card()));
    }
    slots.push(drawn("form-wipe", wipe(model, props)));
    slots
}

pub(super) fn drawn(id: &str, markup: String) -> Slot {
    Slot { id: id.to_owned(), shape: None, markup }
}

pub(super) fn preview<'a>(model: &'a FormModel, props: &'a FormProps, now: Moment) -> Preview<'a> {
    Preview { answers: &model.answers, file: &props.file, messages: &props.messages, now }
}

/// What is said beside the fields of this screen.
fn remarks(model: &FormModel, props: &FormProps) -> Vec<Slot> {
    let mut slots: Vec<Slot> = Vec::new();
    // A field about which nothing is said any more is emptied: the program knows which it has drawn.
    for remark in model.remarks_on(model.screen).filter(|remark| model.is_shown(remark)) {
        let id = [&id_of(remark.field), "-says"].concat();
        let mut markup = Markup::new();
        says(&mut markup, remark, props);
        match slots.iter_mut().find(|slot| slot.id == id) {
            Some(slot) => slot.markup.push_str(markup.as_text()),
            None => slots.push(drawn(&id, markup.into_text())),
        }
    }
    slots
}

/// What a check says, in the person's language where there are words, and in the check's own.
pub fn says(markup: &mut Markup, remark: &Remark, props: &FormProps) {
    let is_backwards = remark.field == "to.0" && remark.code == "missing-field";
    let key = if is_backwards { Some(Key::AddSaysBackwards) } else { remark.key() };
    let must = remark.weight == Weight::Mend;
    markup.tag(if must { "<div class=\"remark\">" } else { "<div class=\"remark could\">" });
    markup.tag("<p class=\"iconic\">").icon(if must { "circle-alert" } else { "info" });
    markup.tag("<span>");
    if let Some(key) = key {
        markup.text(props.messages.text(key)).tag("</span></p><p class=\"small soft\">");
    }
    markup.tag("<span lang=\"en\" dir=\"ltr\">").text(&remark.message);
    markup.tag(" <span class=\"code\">").text(&remark.code).tag("</span></span>");
    markup.tag(if key.is_some() { "</p>" } else { "</span></p>" });
    for (word, words) in &remark.suggestions {
        markup.tag("<p class=\"small soft\" lang=\"en\" dir=\"ltr\">").text(word).tag(": ");
        markup.text(words).tag("</p>");
    }
    markup.tag("</div>");
}

/// What is asked of a group that is not there yet.
fn group(model: &FormModel, props: &FormProps) -> Slot {
    let is_new = model.answers.text("group") == NEW_GROUP;
    let mut draw = Draw::new(model, props);
    if is_new {
        draw.tag("<div class=\"under\">");
        draw.field("group-name", Key::AddGroupName, None, Takes::Words);
        draw.field("group-line", Key::AddGroupLine, None, Takes::Words);
        draw.tag("</div>");
    }
    shaped("form-group", &is_new.to_string(), draw)
}

fn shaped(id: &str, shape: &str, draw: Draw<'_>) -> Slot {
    Slot { id: id.to_owned(), shape: Some(shape.to_owned()), markup: draw.into_text() }
}

/// A row of the timetable: its days, what belongs to how often, what falls out, and what people read.
fn times(slots: &mut Vec<Slot>, row: usize, model: &FormModel, props: &FormProps) {
    let messages = &props.messages;
    let often_id = model.answers.text(&field("often", row));
    let often = Often::ALL.iter().find(|(_, id, _)| *id == often_id);
    let often = often.map_or(Often::Weekly, |(often, ..)| *often);
    let times = Times::of(&model.answers, row);
    let today = model.now.map(|now| now.day);

    let mut draw = Draw::new(model, props);
    if often == Often::Once {
        draw.field(&field("date", row), Key::AddDate, None, Takes::Date);
    } else {
        let name = field("day", row);
        draw.open_group(&name, messages.text(Key::AddDays), None);
        let days = catalog::day::Weekday::ALL.iter().zip(["0", "1", "2", "3", "4", "5", "6"]);
        let days = days.map(|(day, id)| (id, weekday(*day, messages)));
        draw.ticks(&name, "days", days);
        draw.close_group();
    }
    let shape = (often == Often::Once).to_string();
    slots.push(shaped(&id_of(&field("days", row)), &shape, draw));

    let mut draw = Draw::new(model, props);
    let mut shape = often_id.to_owned();
    let firsts = times.as_ref().zip(today).and_then(|(times, today)| {
        Some((weekday(*times.days.first()?, messages), times.firsts(today)?))
    });
    match (often, firsts) {
        (Often::Second, Some((day, firsts))) => {
            shape.push_str(&firsts[0].to_string());
            let question = messages.fill(Key::AddFirst, &[("day", &day)]);
            draw.tag("<fieldset class=\"under\"><legend>").text(&question).tag("</legend>");
            let ids = firsts.map(|day| day.to_string());
            let choices = ids.iter().zip(firsts).map(|(id, on)| (&**id, messages.day_of_week(on)));
            draw.radios(&field("first", row), "seg", &ids[0], choices);
            draw.tag("</fieldset>");
        }
        (Often::Monthly, _) => {
            draw.tag("<fieldset class=\"under\"><legend>").words(Key::AddNth).tag("</legend>");
            let choices = NTHS.iter().map(|(id, nth)| (*id, nth_words(*nth, messages)));
            draw.radios(&field("nth", row), "seg", "1", choices);
            draw.tag("</fieldset>");
        }
        _ => {}
    }
    slots.push(shaped(&id_of(&field("under", row)), &shape, draw));
    slots.push(off(row, model, props));
    slots.push(drawn(&id_of(&field("reads", row)), reads(times.as_ref(), model, props)));
}

/// Months and days without.
fn off(row: usize, model: &FormModel, props: &FormProps) -> Slot {
    let messages = &props.messages;
    let name = field("off", row);
    let has = |what: &str| model.answers.has(&name, what);
    let mut draw = Draw::new(model, props);
    if has("months") {
        draw.tag("<div class=\"under\">");
        let ids: Vec<String> = (1..=12u8).map(|month| month.to_string()).collect();
        let months = (1..=12u8).zip(&ids).map(|(month, id)| (&**id, month_name(month, messages)));
        draw.ticks(&field("month", row), "seg", months);
        draw.tag("</div>");
    }
    let days = field("off-day", row);
    if has("days") {
        draw.tag("<div class=\"under\">");
        draw.field(&field("off-new", row), Key::AddOffDay, None, Takes::Date);
        let numbers = row.to_string();
        draw.tag("<button type=\"button\" class=\"quiet\" data-action=\"off-add ").text(&numbers);
        draw.tag("\">").words(Key::AddOffDayAdd).tag("</button>");
        for day in model.answers.ticked(&days).filter_map(catalog::day::Day::parse) {
            let shown = messages.day(day);
            let words = messages.fill(Key::FinderRemove, &[("name", &shown)]);
            draw.tag("<button type=\"button\" class=\"chip\" data-action=\"off-remove ");
            draw.text(&numbers).tag(" ").text(&day.0.to_string()).tag("\" aria-label=\"");
            draw.text(&words).tag("\">").text(&shown).icon("x").tag("</button>");
        }
        draw.tag("</div>");
    }
    let shape = [model.answers.text(&name), "|", model.answers.text(&days)].concat();
    shaped(&id_of(&field("off-under", row)), &shape, draw)
}

/// What people will read, and the next times.
fn reads(times: Option<&Times>, model: &FormModel, props: &FormProps) -> String {
    let messages = &props.messages;
    let mut markup = Markup::new();
    markup.tag("<h3 class=\"iconic\">").icon("check").text(messages.text(Key::AddReads));
    markup.tag("</h3>");
    let words = times.and_then(|times| times.words(messages));
    let Some((times, words)) = times.zip(words) else {
        let is_backwards = times.is_some_and(Times::is_backwards);
        let key = if is_backwards { Key::AddSaysBackwards } else { Key::AddReadsNone };
        markup.tag("<p class=\"soft\">").text(messages.text(key)).tag("</p>");
        return markup.into_text();
    };
    markup.tag("<p class=\"big\">").text(&words).tag("</p>");
    let next = model.now.and_then(|now| {
        let schedule = times.schedule(now.day, &props.file.closed)?;
        let from = if schedule.start > now { schedule.start } else { now };
        let sessions = schedule.sessions(from, from.day.plus(NEXT_DAYS));
        let day = |session: &Session| messages.day_of_week(session.start.day);
        let days: Vec<String> = sessions.iter().take(NEXT_TIMES).map(day).collect();
        (!days.is_empty()).then(|| messages.list(&days))
    });
    if let Some(list) = next {
        markup.tag("<p class=\"soft\">");
        markup.text(&messages.fill(Key::AddReadsNext, &[("list", &list)])).tag("</p>");
    }
    markup.into_text()
}

/// The address, or what is asked where there is none.
fn place(model: &FormModel, props: &FormProps) -> Slot {
    let chosen = model.answers.text("place");
    let mut draw = Draw::new(model, props);
    match chosen {
        PLACE_KNOWN => {
            draw.field("place-name", Key::AddPlaceName, None, Takes::Words);
            draw.field("street", Key::AddStreet, None, Takes::Words);
            draw.tag("<div class=\"from-to\">");
            draw.field("town", Key::AddTown, None, Takes::Words);
            draw.field("postal", Key::AddPostal, None, Takes::Words);
            draw.tag("</div>");
            if props.has_map {
                draw.open_group("spot", props.messages.text(Key::AddSpot), Some(Key::AddSpotText));
                draw.slot("form-spot");
                draw.close_group();
            }
            let hint = Some(Key::AddTransportHint);
            draw.field("transport", Key::AddTransport, hint, Takes::Words);
        }
        PLACE_PRIVATE | PLACE_NONE => {
            if chosen == PLACE_PRIVATE {
                draw.tag("<p>").words(Key::AddPlacePrivateText).tag("</p>");
            }
            let legend = props.messages.text(Key::AddArea);
            draw.open_group("area", legend, Some(Key::AddAreaHint));
            let places = props.file.places.iter().map(|(id, name)| (id.as_str(), name.clone()));
            draw.ticks("area", "seg", places);
            draw.close_group();
        }
        _ => {}
    }
    shaped("form-place", chosen, draw)
}

/// The mark on the map, and the open map.
fn spot(model: &FormModel, props: &FormProps) -> Option<Slot> {
    if model.answers.text("place") != PLACE_KNOWN || !props.has_map {
        return None;
    }
    let messages = &props.messages;
    let mut markup = Markup::new();
    markup.tag("<p class=\"row\">");
    if model.spot().is_some() {
        markup.tag("<span class=\"iconic\">").icon("check");
        markup.tag("<span>").text(messages.text(Key::AddSpotSet)).tag("</span></span>");
        button(&mut markup, "map-clear", messages.text(Key::AddSpotClear), "quiet");
    }
    markup.tag("<button type=\"button\" class=\"quiet\" aria-expanded=\"");
    markup.tag(if model.map.is_some() { "true\"" } else { "false\"" }).action("map", &[]);
    markup.tag(">").icon("map-pin").text(messages.text(Key::AddSpot)).tag("</button></p>");
    if let Some(view) = model.map {
        map(&mut markup, view, model, props);
    }
    Some(drawn("form-spot", markup.into_text()))
}

/// The buttons that move and scale the map, each with its sign and its words.
const MOVES: [(&str, &str, Key); 6] = [
    ("map-west", "\u{2190}", Key::FinderMapWest),
    ("map-north", "\u{2191}", Key::FinderMapNorth),
    ("map-south", "\u{2193}", Key::FinderMapSouth),
    ("map-east", "\u{2192}", Key::FinderMapEast),
    ("map-closer", "+", Key::FinderMapCloser),
    ("map-wider", "\u{2212}", Key::FinderMapWider),
];

/// What the map shows: a square of the town's own plane.
pub fn map_window(view: MapView, props: &FormProps) -> Window {
    let plane = Plane::at(props.file.centre.unwrap_or(view.middle));
    Window::around(plane, view.middle, view.half)
}

fn map(markup: &mut Markup, view: MapView, model: &FormModel, props: &FormProps) {
    let messages = &props.messages;
    let window = map_window(view, props);
    markup.tag("<div class=\"mapped\"><svg id=\"map\" role=\"img\" aria-label=\"");
    markup.text(messages.text(Key::FinderMap)).tag("\"");
    window.write(markup);
    // The program puts the town's own picture in here, once it is there.
    markup.tag("><g id=\"ground\"></g>");
    if let Some(at) = model.spot() {
        markup.tag("<circle class=\"you\" r=\".7em\"");
        write_circle(markup, window.plane.put(at));
        markup.tag("/>");
    }
    markup.tag("<text class=\"middle\" dy=\".36em\" aria-hidden=\"true\"");
    crate::map::write_at(markup, window.middle);
    markup.tag(">+</text></svg><div class=\"row moves\">");
    for (action, sign, key) in MOVES {
        markup.tag("<button type=\"button\" class=\"quiet\"").action(action, &[]);
        markup.tag(" aria-label=\"").text(messages.text(key)).tag("\">").text(sign);
        markup.tag("</button>");
    }
    button(markup, "map-middle", messages.text(Key::AddSpotMiddle), "quiet");
    markup.tag("</div></div>");
}

/// A note beside a fact that is known.
fn note(id: &str, model: &FormModel, props: &FormProps) -> Slot {
    let answer = model.answers.text(&["access.", id].concat());
    let is_known = matches!(answer, "yes" | "no");
    let mut draw = Draw::new(model, props);
    if is_known {
        draw.field(&["note.", id].concat(), Key::AddNote, None, Takes::Words);
    }
    shaped(&id_of(&["note-of.", id].concat()), &is_known.to_string(), draw)
}

/// How much it costs.
fn amount(model: &FormModel, props: &FormProps) -> Slot {
    let kind = model.answers.text("cost");
    let mut draw = Draw::new(model, props);
    if has_amount(kind) {
        draw.tag("<div class=\"under\">");
        draw.field("amount", Key::AddAmount, None, Takes::Digits);
        draw.field("cost-note", Key::AddNote, None, Takes::Words);
        draw.tag("</div>");
    }
    shaped("form-amount", &has_amount(kind).to_string(), draw)
}

/// A number of the directory, to be read.
pub(super) fn shown_phone(phone: &str, props: &FormProps) -> String {
    isolated(&props.messages.phone(phone))
}
