//! An activity, told in full.

use catalog::schedule::Schedule;

use super::{Shared, Side, Sides, digits, own, piece, proper};
use crate::card::isolated_words;
use crate::locale::Key;
use crate::markup::Markup;
use crate::slip::{Line, Slip};

/// How far ahead a sheet looks, in days: after two months it is old.
const AHEAD_DAYS: i32 = 62;

/// How many of them are named, so that they stay on one line.
const DAYS_OFF_NAMED: usize = 4;

/// Every activity of the plan that is listed, by its number.
pub fn all(sheet: &mut Markup, sides: &Sides<'_>, shared: &Shared) {
    let mut number = 0;
    for at in 0..sides.own.slips.len() {
        if let Some(slip) = sides.own.slips[at] {
            number += 1;
            one(sheet, sides, at, slip, number, shared);
        }
    }
}

fn one(
    sheet: &mut Markup,
    sides: &Sides<'_>,
    at: usize,
    slip: &Slip,
    number: u32,
    shared: &Shared,
) {
    sheet.tag("<section>");
    heading(sheet, sides, at, slip, Some(number));
    let of = |side: &Side<'_>, says: fn(&Slip) -> Vec<Line>| {
        side.slips.get(at).copied().flatten().map(says).unwrap_or_default()
    };
    alerts(sheet, sides, at);
    sheet.tag("<dl>");
    when(sheet, sides, at, slip);
    place(sheet, sides, at, slip);
    let place = slip.next_at(sides.options.now).map_or(0, |(_, place)| place);
    sides.row(sheet, Key::HandoutWay, |side| {
        let slip = side.slips.get(at).copied().flatten();
        slip.and_then(|slip| slip.places.get(place))
            .map(|place| place.transport.clone())
            .into_iter()
            .collect()
    });
    whom(sheet, sides, slip);
    first(sheet, sides, at, shared);
    sides.row(sheet, Key::ServiceWho, |side| of(side, |slip| slip.eligibility.clone()));
    if !shared.is_free {
        sides.row(sheet, Key::HandoutCost, |side| of(side, |slip| slip.cost.clone()));
    }
    if !shared.is_drop_in {
        sides.row(sheet, Key::HandoutStart, |side| {
            // Of what was only listed nobody knows how one joins.
            of(side, |slip| match slip.joining_words.is_empty() {
                true => Vec::new(),
                false => vec![own(slip.joining_words.clone())],
            })
        });
    }
    sheet.tag("</dl></section>");
}

/// What happens the first time, and what to bring: one row, because a sheet is short.
fn first(sheet: &mut Markup, sides: &Sides<'_>, at: usize, shared: &Shared) {
    let says = |side: &Side<'_>| {
        let Some(slip) = side.slips.get(at).copied().flatten() else { return Vec::new() };
        let mut said = vec![slip.first_visit.clone()];
        // Who has written what happens has said that.
        let is_met = slip.meet_me == Some(true) && slip.first_visit.is_empty();
        said.extend(is_met.then(|| side.words(Key::ServiceMeetYou)));
        said.extend(match slip.bring_someone {
            Some(true) if !shared.may_bring_someone => Some(side.words(Key::ServiceBringSomeone)),
            Some(false) => Some(side.words(Key::ServiceComeAlone)),
            _ => None,
        });
        if !slip.bring.is_empty() || !slip.papers.is_empty() {
            said.push(side.words(Key::ServiceWhatToBring));
            said.push(slip.bring.clone());
        }
        if !slip.papers.is_empty() {
            said.push(own(side.messages.list(&slip.papers)));
        }
        said
    };
    sides.row(sheet, Key::HandoutFirst, says);
}

/// Its name and its group.
pub fn heading(sheet: &mut Markup, sides: &Sides<'_>, at: usize, slip: &Slip, number: Option<u32>) {
    sheet.tag("<h3>");
    if let Some(number) = number {
        sheet.text(&sides.own.messages.number(number)).tag(". ");
    }
    piece(sheet, &slip.name);
    let other = sides.beneath.and_then(|side| {
        let name = &side.slips.get(at).copied().flatten()?.name;
        (name.text != slip.name.text).then_some((side, name))
    });
    match other {
        Some((side, name)) => {
            sheet.tag(" <span class=\"beneath\" lang=\"").text(&side.messages.locale);
            sheet.tag("\" dir=\"").tag(side.messages.direction.code()).tag("\">");
            piece(sheet, name);
            sheet.tag(" – ");
        }
        None => {
            sheet.tag(" <span class=\"beneath\">");
        }
    }
    proper(sheet, &slip.group);
    sheet.tag("</span></h3>");
}

/// What stands in its way: before all else.
pub fn alerts(sheet: &mut Markup, sides: &Sides<'_>, at: usize) {
    let today = sides.options.now.day;
    let says = |side: &Side<'_>| {
        let Some(slip) = side.slips.get(at).copied().flatten() else { return Vec::new() };
        let room = slip.room.iter().cloned().map(own);
        slip.alerts_on(today).iter().cloned().chain(room).collect::<Vec<_>>()
    };
    if !says(sides.own).is_empty() {
        sheet.tag("<p class=\"stands-out\">");
        sides.both(sheet, says);
        sheet.tag("</p>");
    }
}

/// The usual times, the next one, and when it is not.
pub fn when(sheet: &mut Markup, sides: &Sides<'_>, at: usize, slip: &Slip) {
    if slip.is_over {
        return;
    }
    sides.about(sheet, Key::HandoutWhen);
    let usual = |side: &Side<'_>| {
        let slip = side.slips.get(at).copied().flatten();
        slip.map(|slip| slip.usual_times(sides.options.now, AHEAD_DAYS)).unwrap_or_default()
    };
    let own_usual = usual(sides.own);
    if !own_usual.is_empty() {
        sheet.tag("<b>");
        super::lines(sheet, &ended(own_usual.clone(), sides.own));
        sheet.tag("</b> ");
    }
    let dates = |side: &Side<'_>| dates(side, sides, at);
    let own_dates = dates(sides.own);
    super::lines(sheet, &own_dates);
    let said: Vec<Line> = own_usual.into_iter().chain(own_dates).collect();
    sides.beneath(sheet, &said, |side| {
        // A line that nobody has translated stands there already.
        let mut usual = usual(side);
        usual.retain(|line| said.iter().all(|own| own.text != line.text));
        ended(usual, side).into_iter().chain(dates(side)).collect()
    });
    sheet.tag("</dd></div>");
}

fn dates(side: &Side<'_>, sides: &Sides<'_>, at: usize) -> Vec<Line> {
    let now = sides.options.now;
    let Some(slip) = side.slips.get(at).copied().flatten() else { return Vec::new() };
    let Some(session) = slip.next(now) else {
        // What is by arrangement has no next date that nobody knows.
        let is_asked = slip.times.is_empty() && !slip.when.is_empty();
        return if is_asked { Vec::new() } else { vec![side.words(Key::ServiceNoNext)] };
    };
    // The hours stand before it, where somebody has written them.
    let next = match slip.when.is_empty() {
        true => side.messages.session_dated(session, now.day),
        false => side.messages.day_dated(session.start.day, now.day),
    };
    let next = side.fill(Key::ServiceNext, &[("session", &next)]);
    let mut said = ended(vec![next], side);
    let schedules = slip.schedules_until(now, AHEAD_DAYS);
    let off = days_off(&schedules, side, sides);
    if !off.is_empty() {
        said.push(side.fill(Key::ServiceNotOn, &[("list", &side.messages.list(&off))]));
    }
    let last = now.day.plus(AHEAD_DAYS);
    let pauses = schedules.iter().flat_map(|row| &row.pauses);
    let mut pauses: Vec<_> =
        pauses.filter(|pause| pause.to >= now.day && pause.from <= last).copied().collect();
    pauses.dedup();
    said.extend(pauses.into_iter().map(|pause| {
        let day = |day| side.messages.day(day);
        side.fill(Key::ServicePause, &[("from", &day(pause.from)), ("to", &day(pause.to))])
    }));
    said
}

/// Lines that others follow: each with the end of a sentence, as this language writes it.
fn ended(mut lines: Vec<Line>, side: &Side<'_>) -> Vec<Line> {
    let end = side.messages.text(Key::ServiceNotOn).chars().next_back();
    let Some(end) = end.filter(|end| !end.is_alphanumeric() && *end != '}') else { return lines };
    for line in lines.iter_mut().filter(|line| !line.is_empty()) {
        if line
            .text
            .ends_with(|last: char| last.is_alphanumeric() || last == ')' || !last.is_ascii())
            && !line.text.ends_with(end)
        {
            line.text.push(end);
        }
    }
    lines
}

/// The next days on which there would be a session, but is none.
fn days_off(schedules: &[Schedule], side: &Side<'_>, sides: &Sides<'_>) -> Vec<String> {
    let today = sides.options.now.day;
    let last = today.plus(AHEAD_DAYS);
    let mut days: Vec<_> = schedules
        .iter()
        .flat_map(|row| row.exdates.iter().filter(|day| row.occurs_on(**day)))
        .copied()
        .filter(|day| (today..=last).contains(day))
        .collect();
    days.sort_unstable();
    days.dedup();
    days.into_iter().take(DAYS_OFF_NAMED).map(|day| side.messages.day_of_week(day)).collect()
}

/// Where it is next, how one gets in, and where else it is as long as the sheet is good.
fn place(sheet: &mut Markup, sides: &Sides<'_>, at: usize, slip: &Slip) {
    if slip.places.is_empty() {
        sides.row(sheet, Key::HandoutWhere, |side| {
            let slip = side.slips.get(at).copied().flatten();
            slip.map(|slip| own(slip.given.clone())).into_iter().collect()
        });
        return;
    }
    let next = slip.next_at(sides.options.now).map_or(0, |(_, place)| place);
    let Some(place) = slip.places.get(next) else { return };
    sides.about(sheet, Key::HandoutWhere);
    sheet.tag("<b>");
    proper(sheet, &place.address);
    sheet.tag("</b> ");
    sides.both(sheet, |side| {
        let place = side.slips.get(at).copied().flatten().and_then(|slip| slip.places.get(next));
        place.map(|place| place.door.clone()).into_iter().collect()
    });
    let others = others(slip, next, sides);
    if !others.is_empty() {
        sheet.tag(" ");
        sides.both(sheet, |side| {
            let others = side.messages.list(&others);
            vec![side.fill(Key::CardAlso, &[("list", &others)])]
        });
    }
    sheet.tag("</dd></div>");
}

/// The other places that have a session as far as a sheet looks ahead.
fn others(slip: &Slip, next: usize, sides: &Sides<'_>) -> Vec<String> {
    let now = sides.options.now;
    let is_soon = |at: usize| {
        let rows = slip.schedules_at(at);
        rows.iter().any(|row| {
            row.next(now).is_some_and(|session| session.start.day <= now.day.plus(AHEAD_DAYS))
        })
    };
    let others = slip.places.iter().enumerate();
    let others =
        others.filter(|(at, place)| *at != next && !place.address.is_empty() && is_soon(*at));
    others.map(|(_, place)| isolated_words(&place.address)).collect()
}

/// Whom to ask for, and the number of who speaks the language.
pub fn whom(sheet: &mut Markup, sides: &Sides<'_>, slip: &Slip) {
    let speaks = &sides.own.file.speaks;
    let contact = slip.contact_for(speaks);
    let phone = contact.map_or("", |contact| contact.phone.as_str());
    let email = slip.contacts.iter().find(|contact| !contact.email.is_empty());
    let email = email.filter(|_| phone.is_empty());
    // Who answers that line, where nobody said whom to ask for.
    let role = contact.map_or("", |contact| contact.role.as_str());
    let name = if slip.ask_for.is_empty() { role } else { &slip.ask_for };
    if name.is_empty() && phone.is_empty() && email.is_none() {
        return;
    }
    sides.about(sheet, Key::HandoutAsk);
    if !name.is_empty() {
        sheet.tag("<b>");
        proper(sheet, name);
        sheet.tag("</b> ");
    }
    if !phone.is_empty() {
        digits(sheet, "tel", &sides.own.messages.phone(phone));
        sheet.tag(" ");
    }
    if let Some(contact) = email {
        digits(sheet, "mail", &contact.email);
        sheet.tag(" ");
    }
    let spoken = |codes: &[String], side: &Side<'_>| {
        let codes = codes.iter().filter(|code| speaks.contains(code));
        let names: Vec<_> =
            codes.filter_map(|code| side.file.languages.get(code)).cloned().collect();
        names.join(" / ")
    };
    sides.both(sheet, |side| {
        let on_line = contact.map(|contact| spoken(&contact.languages, side)).unwrap_or_default();
        let there = spoken(&slip.languages, side);
        if !on_line.is_empty() {
            vec![side.fill(Key::HandoutSpeaks, &[("language", &on_line)])]
        } else if !there.is_empty() {
            vec![side.fill(Key::HandoutSpeaksThere, &[("language", &there)])]
        } else {
            Vec::new()
        }
    });
    sheet.tag("</dd></div>");
}
