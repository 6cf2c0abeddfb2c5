//! When things happen, and how old what is said has become.

use std::collections::{BTreeMap, BTreeSet};

use catalog::day::{Day, Moment};
use catalog::schedule::{End, Frequency, Schedule};
use catalog::service::{CapacityStatus, ScheduleKind, Status};

use super::{CheckFindings, Context};
use crate::draft::{DraftSchedule, DraftService};
use crate::node::{Spanned, Text, nearest};
use crate::report::Finding;
use crate::timetable::{self, Reader};

/// Days after which what is said about free places is worth little: two monthly rounds of calls.
const CAPACITY_DAYS: i32 = 60;

/// Longest that anybody plans: twenty years of days.
const LONGEST_DAYS: i32 = 20 * 366;

fn schedules<'a>(context: &Context<'a>) -> impl Iterator<Item = (&'a DraftSchedule, Schedule)> {
    let drafts = context.drafts.services.iter().flat_map(|service| &service.schedule);
    drafts.filter_map(|draft| Some((draft, draft.meant()?)))
}

/// A first day that is no day of the rule. RFC 5545 counts it all the same, and not every calendar
/// program does.
pub(super) fn start_not_occurrence(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (draft, schedule) in schedules(context) {
        let Some(start) = draft.start.as_ref().filter(|start| !schedule.occurs_on(start.value.day))
        else {
            continue;
        };
        let named = weekday(start.value.day);
        let mut message = format!("this is a {named}, which is not a day of the rrule");
        let near = around(&schedule);
        if let Some((last, before)) = near.split_last().filter(|(_, before)| !before.is_empty()) {
            let before: Vec<String> = before.iter().map(ToString::to_string).collect();
            message.push_str(&format!("; which is the first: {} or {last}?", before.join(", ")));
        }
        if schedule.rule.as_ref().is_some_and(|rule| rule.interval > 1) {
            message.push_str(" It decides which weeks follow");
        }
        let mut finding = Finding::at(start.span, message);
        if let Some(rule) = &draft.rule {
            finding = finding.label(rule.span, "the rule");
        }
        findings.add(finding);
    }
}

/// The three days nearest to the start that the rule would have, if it began on one of them.
fn around(schedule: &Schedule) -> Vec<Day> {
    let start = schedule.start.day;
    let fits = |day: &Day| {
        let mut moved = schedule.clone();
        moved.start.day = *day;
        moved.exdates.clear();
        moved.pauses.clear();
        moved.valid_to = None;
        if let Some(rule) = &mut moved.rule {
            rule.end = End::Never;
        }
        moved.occurs_on(*day)
    };
    let before = (1..=62).map(|days| start.plus(-days)).find(|day| fits(day));
    let after = (1..=62).map(|days| start.plus(days)).filter(fits).take(2);
    before.into_iter().chain(after).collect()
}

/// A cancelled day on which there is no session: the day that was meant is not cancelled.
pub(super) fn exdate_hits_nothing(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for (draft, schedule) in schedules(context).filter(|(draft, _)| !draft.exdates.is_empty()) {
        // Without a start that fits, no day would.
        if !schedule.occurs_on(schedule.start.day) {
            continue;
        }
        let days = occurrences(&schedule);
        for day in draft.exdates.iter().filter(|day| !days.contains(&day.value)) {
            let is_session = |near: &Day| days.contains(near) && !schedule.exdates.contains(near);
            let before = (1..=31).map(|days| day.value.plus(-days)).find(is_session);
            let after = (1..=31).map(|days| day.value.plus(days)).find(is_session);
            let near: Vec<String> =
                before.into_iter().chain(after).map(|near| near.to_string()).collect();
            let mut message = format!("this is a {}, and nothing happens then", weekday(day.value));
            if !near.is_empty() {
                message.push_str(&format!("; there are sessions on {}", near.join(" and ")));
            }
            findings.add(Finding::at(day.span, message));
        }
    }
}

/// Every day of the rule up to a month after the last exdate, in one walk: asking day by day
/// would count from the start each time.
fn occurrences(schedule: &Schedule) -> BTreeSet<Day> {
    let mut endless = schedule.clone();
    let (mut until, mut count) = (None, u32::MAX);
    if let Some(rule) = &mut endless.rule {
        match std::mem::replace(&mut rule.end, End::Never) {
            End::Never => {}
            End::Until(day) => until = Some(day),
            End::Count(sessions) => count = u32::from(sessions),
        }
    }
    let first = schedule.start.day;
    let last = schedule.exdates.last().map_or(first, |day| day.plus(31));
    let last = last.min(first.plus(LONGEST_DAYS)).min(until.unwrap_or(last));
    (first.0..=last.0).map(Day).filter(|day| endless.occurs_on(*day)).take(count as usize).collect()
}

/// A list of days that the directory does not have.
pub(super) fn unknown_holidays(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let lists = || context.drafts.holidays.iter().filter_map(|list| list.id.as_ref());
    let rows = context.drafts.services.iter().flat_map(|service| &service.schedule);
    for name in rows.flat_map(|row| &row.closed_on) {
        if lists().any(|id| id.value == name.value) {
            continue;
        }
        let message = format!("`{}` is not in _places/holidays.toml", name.value);
        let known: Vec<&str> = lists().map(|id| id.value.as_str()).collect();
        let finding = Finding::at(name.span, message);
        findings.add(match nearest(&name.value, known.iter().copied()) {
            Some(id) => finding.correct(id),
            None => finding.choices(known),
        });
    }
}

fn weekday(day: Day) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(day.weekday().number()).copied().unwrap_or_default()
}

/// The days of the week on which a row happens; `None` where they change from month to month.
fn weekdays(schedule: &Schedule) -> Option<BTreeSet<usize>> {
    let one = |day: Day| BTreeSet::from([day.weekday().number()]);
    Some(match schedule.rule.as_ref().map(|rule| (&rule.frequency, rule.interval)) {
        None => one(schedule.start.day),
        Some((Frequency::Daily, 1)) => (0..7).collect(),
        Some((Frequency::Daily, interval)) if interval % 7 == 0 => one(schedule.start.day),
        Some((Frequency::Weekly(days), _)) => days.iter().map(|day| day.number()).collect(),
        Some((Frequency::MonthlyByWeekday(days), _)) => {
            days.iter().map(|(_, day)| day.number()).collect()
        }
        Some((Frequency::Daily | Frequency::MonthlyByDay(_), _)) => return None,
    })
}

/// What people read and what is counted name other days, or other times: somebody comes to a closed
/// door. Texts of translations are compared as well, in their own language.
pub(super) fn words_and_rule_differ(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let drafts = context.drafts;
    let locales = context.locales.iter().copied().chain([context.default_locale]);
    let readers: BTreeMap<&str, Reader> = locales
        .filter_map(|locale| Some((locale, Reader::new(locale, context.world.decompose)?)))
        .collect();
    for service in context.living() {
        let Some(reader) = readers.get(context.default_locale) else { break };
        for row in &service.schedule {
            if let Some(text) = &row.text {
                compare(reader, text, row, findings);
            }
        }
    }
    for page in &drafts.translations {
        let Some(service) = context.service_at(&page.folder, &page.stem) else { continue };
        let Some(reader) = readers.get(page.locale.as_str()) else { continue };
        let texts = page.schedule.iter().flat_map(|list| &list.value);
        for (text, row) in texts.zip(&service.schedule) {
            compare(reader, text, row, findings);
        }
    }
}

fn compare(reader: &Reader, text: &Text, row: &DraftSchedule, findings: &CheckFindings<'_>) {
    let Some(schedule) = row.meant() else { return };
    let rule = row.rule.as_ref().map(|rule| rule.span).or(row.start.as_ref().map(|at| at.span));
    let add = |message: String| {
        let finding = Finding::at(text.span, message);
        findings.add(match rule {
            Some(rule) => finding.label(rule, "what the finder and calendars count"),
            None => finding,
        });
    };
    let said = reader.days(&text.value);
    // "Weekends too" beside "every day" adds nothing, and says no other day.
    let is_beside = |said: &BTreeSet<usize>, counted: &BTreeSet<usize>| {
        *said == BTreeSet::from([5, 6]) && counted.len() == 7
    };
    if let (Some(said), Some(counted)) = (said, weekdays(&schedule))
        && said != counted
        && !is_beside(&said, &counted)
    {
        add(format!(
            "the words say {}, and the rule counts {}: which is right?",
            names(&said),
            names(&counted)
        ));
        return;
    }
    let start = schedule.start.minute;
    let counted = (start % 720, (start + schedule.minutes) % 720);
    let said = reader.stretches(&text.value);
    if let Some(first) = said.first().filter(|_| !said.contains(&counted)) {
        let clock = |minute: u16| format!("{}:{:02}", (minute / 60 + 11) % 12 + 1, minute % 60);
        add(format!(
            "the words say {} to {}, and `start` and `minutes` make it {} to {}: which is right?",
            clock(first.0),
            clock(first.1),
            clock(counted.0),
            clock(counted.1)
        ));
    }
}

fn names(days: &BTreeSet<usize>) -> String {
    let names: Vec<&str> = days.iter().map(|day| timetable::name(*day)).collect();
    match names.as_slice() {
        [] => "no day".to_owned(),
        [one] => (*one).to_owned(),
        [before @ .., last] => format!("{} and {last}", before.join(", ")),
    }
}

/// A pause, a rule or a timetable that ends before it begins.
pub(super) fn dates_backwards(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for draft in context.drafts.services.iter().flat_map(|service| &service.schedule) {
        for pause in &draft.pauses {
            if let (Some(from), Some(to)) = (&pause.from, &pause.to)
                && to.value < from.value
            {
                findings.add(Finding::at(
                    to.span,
                    format!("this is before the pause begins, {}", from.value),
                ));
            }
        }
        let Some(start) = draft.start.as_ref().map(|start| start.value.day) else { continue };
        for day in draft.dates.iter().filter(|day| day.value < start) {
            findings.add(Finding::at(day.span, format!("this is before the first day, {start}")));
        }
        if let Some(end) = draft.valid_to.as_ref().filter(|end| end.value < start) {
            findings.add(Finding::at(end.span, format!("this is before the first day, {start}")));
        }
        if let Some(rule) = &draft.rule
            && let Some(End::Until(until)) = rule.value.as_ref().map(|rule| rule.end)
            && until < start
        {
            let message = format!("the rule ends on {until}, before the first day, {start}");
            findings.add(Finding::at(rule.span, message));
        }
    }
}

/// An active service, all rows of whose timetable are over.
pub(super) fn schedule_over(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let now = Moment { day: context.world.today, minute: 0 };
    for service in context.living().filter(|service| is(service, Status::Active)) {
        let rows: Option<Vec<Schedule>> =
            service.schedule.iter().map(DraftSchedule::meant).collect();
        let Some(rows) = rows.filter(|rows| !rows.is_empty()) else { continue };
        let is_arranged = |row: &DraftSchedule| {
            row.kind.as_ref().is_some_and(|kind| kind.value == ScheduleKind::ByArrangement)
        };
        if service.schedule.iter().all(is_arranged) {
            continue;
        }
        // A first day that is far ahead lies beyond what `next` looks at from today.
        let is_over = |row: &Schedule| {
            let first = if row.start > now { row.start } else { now };
            row.next(first).is_none()
        };
        if rows.iter().all(is_over) {
            let last = service.schedule.last();
            let place = last.and_then(|row| {
                row.valid_to
                    .as_ref()
                    .map(|day| day.span)
                    .or(row.start.as_ref().map(|start| start.span))
            });
            let message = "no session lies ahead: are there new dates, or is it `inactive`?";
            findings.add(Finding::at(place.unwrap_or(service.front), message));
        }
    }
}

fn is(service: &DraftService, status: Status) -> bool {
    service.status.as_ref().is_some_and(|said| said.value == status)
}

/// An alert whose last day has passed, so that it is not shown any more.
pub(super) fn alert_expired(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for alert in context.living().filter_map(|service| service.alert.as_ref()) {
        if let Some(until) = alert.until.as_ref().filter(|until| until.value < context.world.today)
        {
            findings.add(Finding::at(
                until.span,
                "this day has passed: the alert is not shown any more",
            ));
        }
    }
}

/// A check, or an update of the capacity, that is dated after tomorrow.
pub(super) fn date_in_future(context: &Context<'_>, findings: &CheckFindings<'_>) {
    // It may be tomorrow already where the writer is.
    let latest = context.world.today.plus(1);
    let check = |day: Option<&Spanned<Day>>| {
        if let Some(day) = day.filter(|day| day.value > latest) {
            findings.add(Finding::at(
                day.span,
                format!("this is after today, {}", context.world.today),
            ));
        }
    };
    for service in &context.drafts.services {
        check(service.assurance.as_ref().and_then(|assurance| assurance.date.as_ref()));
        check(service.capacity.as_ref().and_then(|capacity| capacity.updated.as_ref()));
    }
}

/// A page without a date of a check, or whose last check is older than `stale` and younger than `hide`.
pub(super) fn stale_page(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some((stale, hide)) = thresholds(context) else { return };
    for service in context.living() {
        let date = service.assurance.as_ref().and_then(|assurance| assurance.date.as_ref());
        match date.map(|date| (date, date.value.months_until(context.world.today))) {
            None if service.assurance.is_some() => {}
            None => {
                let message = "no person's check is written down yet, and the page says so";
                let example = "assurance: { date: …, by: …, how: …, level: … }";
                findings.add(Finding::at(service.place(), message).example(example));
            }
            Some((date, months)) if (stale..hide).contains(&months) => {
                let message = format!(
                    "nobody has checked for {months} months; ring them, then write the day here"
                );
                findings.add(Finding::at(date.span, message));
            }
            Some(_) => {}
        }
    }
}

/// A page whose last check is older than `hide`, so that it has left search.
pub(super) fn hidden_page(context: &Context<'_>, findings: &CheckFindings<'_>) {
    let Some((_, hide)) = thresholds(context) else { return };
    for service in context.living() {
        let Some(date) = service.assurance.as_ref().and_then(|assurance| assurance.date.as_ref())
        else {
            continue;
        };
        let months = date.value.months_until(context.world.today);
        if months >= hide {
            let message =
                format!("nobody has checked for {months} months: the page has left search");
            findings.add(Finding::at(date.span, message));
        }
    }
}

/// Months after which a page is stale, and hidden.
fn thresholds(context: &Context<'_>) -> Option<(i32, i32)> {
    let freshness = context.drafts.config.as_ref()?.freshness();
    Some((freshness.stale.into(), freshness.hide.into()))
}

/// A capacity that was told more than [`CAPACITY_DAYS`] ago, or without a date.
pub(super) fn capacity_old(context: &Context<'_>, findings: &CheckFindings<'_>) {
    for capacity in context.living().filter_map(|service| service.capacity.as_ref()) {
        let Some(status) =
            capacity.status.as_ref().filter(|said| said.value != CapacityStatus::Unknown)
        else {
            continue;
        };
        match &capacity.updated {
            None => {
                let finding = Finding::at(status.span, "it is not said when this was so");
                findings.add(finding.example("updated: …"));
            }
            Some(day) if context.world.today.0 - day.value.0 > CAPACITY_DAYS => {
                let days = context.world.today.0 - day.value.0;
                findings.add(Finding::at(day.span, format!("this was {days} days ago; ask again")));
            }
            Some(_) => {}
        }
    }
}
