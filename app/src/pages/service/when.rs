//! When is it? The next time, then the usual times, then what is different.

use catalog::day::Day;
use catalog::service::ServiceSchedule;
use leptos::prelude::*;

use super::dates::FILE;
use super::parts::{ServicePage, answer, paragraph};
use crate::icon::Icon;
use crate::locale::Key;

/// How many days on which a session falls out are named: further ahead, they are told in time.
const DAYS_OFF_NAMED: usize = 6;

/// How far ahead later sessions are looked for, in days, and how many are named.
const NEXT_DAYS: i32 = 92;
const LATER: usize = 3;

/// The answer.
pub fn when(page: &ServicePage<'_>) -> AnyView {
    let context = page.context;
    let schedules = &page.service.schedule;
    let next = page.is_running().then(|| next(page)).flatten();
    let later = page.is_running().then(|| later(page)).flatten();
    let is_arranged = !schedules.is_empty() && !schedules.iter().any(ServiceSchedule::has_sessions);
    let no_next = (page.is_running() && next.is_none() && !is_arranged).then(|| {
        let key = if schedules.is_empty() { Key::ServiceNoSchedule } else { Key::ServiceNoNext };
        view! { <p>{context.text(key)}</p> }
    });
    let rows =
        schedules.iter().enumerate().map(|(index, row)| times(page, index, row)).collect_view();
    let words = view! {
        {next.map(|next| view! { <p class="big">{next}</p> })}
        {later.map(|later| view! { <p class="noprint">{later}</p> })}
        {no_next}
        {rows}
        {page.has_dates().then(|| dates_link(page))}
    };
    answer(context.text(Key::ServiceWhen), words)
}

/// All dates as a file that a calendar takes in.
fn dates_link(page: &ServicePage<'_>) -> AnyView {
    let words = page.context.text(Key::ServiceDates);
    view! {
        <p class="noprint"><a class="tap" href=FILE download=FILE><Icon name="calendar" />{words}</a></p>
    }
    .into_any()
}

/// The next session, by its date: whoever reads the page tomorrow must not be told "tomorrow".
fn next(page: &ServicePage<'_>) -> Option<String> {
    let messages = &page.context.messages;
    let hit = page.hit.as_ref()?;
    let session = messages.session_dated(hit.next?, page.context.site.now.day);
    let places = page.service.whereabouts.places();
    let place = places.get(usize::from(hit.at)).filter(|_| places.len() > 1);
    let session = match place.and_then(|place| place.name.as_deref()) {
        Some(place) => messages.fill(Key::CardPlace, &[("place", &session), ("city", place)]),
        None => session,
    };
    Some(messages.fill(Key::ServiceNext, &[("session", &session)]))
}

/// The sessions after the next one, so that a page that was built some weeks ago still names one.
fn later(page: &ServicePage<'_>) -> Option<String> {
    let now = page.context.site.now;
    let messages = &page.context.messages;
    let mut days: Vec<Day> = page
        .service
        .schedule
        .iter()
        .filter(|row| row.has_sessions())
        .flat_map(|row| row.times.sessions(now, now.day.plus(NEXT_DAYS)))
        .filter(|session| session.start > now)
        .map(|session| session.start.day)
        .collect();
    days.sort_unstable();
    days.dedup();
    let days: Vec<String> =
        days.into_iter().skip(1).take(LATER).map(|day| messages.day_of_week(day)).collect();
    (!days.is_empty()).then(|| messages.fill(Key::ServiceThen, &[("list", &messages.list(&days))]))
}

/// The usual times of one row, and its exceptions that are still to come.
fn times(page: &ServicePage<'_>, index: usize, row: &ServiceSchedule) -> AnyView {
    let context = page.context;
    let places = page.service.whereabouts.places();
    let place = row.at.and_then(|at| places.get(usize::from(at))).filter(|_| places.len() > 1);
    let place = place.and_then(|place| place.name.clone());
    let place = place.map(|name| view! { <h3><bdi translate="no">{name}</bdi></h3> });
    let arrangement = (!row.has_sessions())
        .then(|| view! { <p class="soft">{context.text(Key::ServiceByArrangement)}</p> });
    let row = &row.times;
    let today = context.site.now.day;
    let text = page.said(move |words| words.schedule.get(index).map_or("", String::as_str));
    let days_off: Vec<String> = row
        .exdates
        .iter()
        .filter(|day| **day >= today)
        .take(DAYS_OFF_NAMED)
        .map(|day| context.messages.day(*day))
        .collect();
    let not_on = (!days_off.is_empty())
        .then(|| context.fill(Key::ServiceNotOn, &[("list", &context.messages.list(&days_off))]));
    let pauses = row
        .pauses
        .iter()
        .enumerate()
        .filter(|(_, pause)| pause.to >= today)
        .map(|(number, pause)| pause_words(page, (index, number), pause.from, pause.to))
        .collect_view();
    let known = row
        .valid_to
        .filter(|day| *day >= today)
        .map(|day| context.fill(Key::ServiceKnownUntil, &[("day", &context.messages.day(day))]));
    view! {
        {place}
        {text.map(|text| paragraph(text, ""))}
        {arrangement}
        {not_on.map(|not_on| view! { <p class="soft">{not_on}</p> })}
        {pauses}
        {known.map(|known| view! { <p class="soft small">{known}</p> })}
    }
    .into_any()
}

/// A stretch without sessions, and why.
fn pause_words(page: &ServicePage<'_>, place: (usize, usize), from: Day, to: Day) -> AnyView {
    let context = page.context;
    let (row, number) = place;
    let words = context.fill(
        Key::ServicePause,
        &[("from", &context.messages.day(from)), ("to", &context.messages.day(to))],
    );
    let why = page.said(move |words| {
        let why = words.pauses.get(row).and_then(|pauses| pauses.get(number));
        why.map_or("", String::as_str)
    });
    view! {
        <p class="soft">{words}</p>
        {why.map(|why| paragraph(why, "soft"))}
    }
    .into_any()
}
