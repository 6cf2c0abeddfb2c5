//! A page that is there already: its facts as answers, and what is sent of it when they change. Only what
//! somebody changed is in the note; whatever else the page says, and the form does not ask, stays as it is.
//! As [`page`](super::page), this knows no browser.

use app::form::answers::Answers;
use app::form::page::{Fact, NEW_GROUP, PLACE_KNOWN, PLACE_NONE, PLACE_PRIVATE};
use app::form::state::{Change, Said as WhatIsSaid};
use app::form::times::{NTHS, ROWS, field};
use authoring::draft::{DraftOrganization, DraftSchedule, DraftService, Source};
use authoring::node::{Text, parse_yaml, split_front_matter};
use authoring::note::{Facts, Line, Note, PageKind, Subject, between};
use authoring::report::Findings;
use authoring::value::Value;
use authoring::write;
use catalog::day::{Day, Moment};
use catalog::schedule::{Frequency, Pause, Schedule};
use catalog::service::Spoken;

use crate::page::value;

/// The page of a group from the file of its facts, and what its fields would hold.
pub fn opened_group(id: &str, file: &str) -> Option<(Change, Answers)> {
    let Facts { of, group: _, discreet, page } = Facts::read(file)?;
    let source = Source { file: 0, path: "group/organization.md", text: &page };
    let draft = DraftOrganization::read(&source, "group", &Findings::default())?;
    let mut answers = Answers::default();
    answers.put("group", NEW_GROUP);
    let contact = draft.contact.first();
    let fields = [
        ("group-id", draft.id.as_ref()),
        ("group-name", draft.name.as_ref()),
        ("group-line", draft.summary.as_ref()),
        ("website", draft.website.as_ref()),
        ("role", contact.and_then(|contact| contact.role.as_ref())),
        ("phone", contact.and_then(|contact| contact.phone.as_ref())),
        ("extension", contact.and_then(|contact| contact.extension.as_ref())),
        ("email", contact.and_then(|contact| contact.email.as_ref())),
    ];
    for (field, said) in fields {
        answers.put(field, said.map_or("", |said| &said.value));
    }
    let is_texted = contact.and_then(|contact| contact.sms.as_ref()).is_some_and(|sms| sms.value);
    answers.tick("sms", "yes", is_texted);
    let change = Change {
        id: id.to_owned(),
        is_group: true,
        of,
        group: answers.text("group-name").to_owned(),
        is_discreet: discreet,
        page,
        before: answers.clone(),
        ..Change::default()
    };
    Some((change, answers))
}

/// A page from the file of its facts, and what its fields would hold.
pub fn opened(id: &str, file: &str, now: Moment) -> Option<(Change, Answers)> {
    let Facts { of, group, discreet, page } = Facts::read(file)?;
    let source = Source { file: 0, path: "group/page.md", text: &page };
    let draft = DraftService::read(&source, "group", "page", &Findings::default())?;
    let answers = answers(&draft, now);
    let room = draft.capacity.as_ref().and_then(|capacity| capacity.status.as_ref());
    let change = Change {
        id: id.to_owned(),
        is_group: false,
        of,
        group,
        is_discreet: discreet,
        times: draft.schedule.iter().filter_map(|row| text(row.text.as_ref())).collect(),
        room: room.map(|room| room.value),
        checked: draft.assurance.as_ref().and_then(|check| Some(check.date.as_ref()?.value)),
        asks_times: draft.schedule.len() <= ROWS
            && draft.schedule.iter().all(|row| row.at.is_none() && can_be_asked(row)),
        page,
        before: answers.clone(),
        said: None,
    };
    Some((change, answers))
}

fn text(text: Option<&Text>) -> Option<String> {
    Some(text?.value.clone())
}

/// What the fields of the form would hold of a page.
fn answers(draft: &DraftService, now: Moment) -> Answers {
    let mut answers = Answers::default();
    let mut put = |field: &str, said: Option<String>| {
        if let Some(said) = said {
            answers.put(field, &said);
        }
    };
    let ids = |terms: &[Text]| {
        let ids: Vec<&str> = terms.iter().map(|term| term.value.as_str()).collect();
        Some(ids.join(" "))
    };
    put("name", text(draft.name.as_ref()));
    put("summary", text(draft.summary.as_ref()));
    put("about", Some(draft.body.markdown.value.trim().to_owned()));
    put("needs", ids(&draft.needs));
    put("audience", ids(&draft.audience));
    put("delivery", ids(&draft.delivery));
    put("joining", text(draft.joining.as_ref()));
    put("area", ids(&draft.area));
    if let Some(eligibility) = &draft.eligibility {
        put("age-from", eligibility.min_age.as_ref().map(|age| age.value.to_string()));
        put("age-to", eligibility.max_age.as_ref().map(|age| age.value.to_string()));
    }
    let spoken = |how: Spoken| {
        let all = draft.languages.iter().filter(|language| {
            language.how.as_ref().map_or(Spoken::Native, |how| how.value) == how
        });
        let codes: Vec<&str> =
            all.filter_map(|it| Some(it.code.as_ref()?.value.as_str())).collect();
        Some(codes.join(" "))
    };
    put("languages", spoken(Spoken::Native));
    put("interpreter", spoken(Spoken::Interpreter));
    if let Some(cost) = draft.cost.first() {
        put("cost", text(cost.kind.as_ref()));
        put("amount", cost.cents.as_ref().map(|cents| amount(cents.value)));
        put("cost-note", text(cost.note.as_ref()));
    }
    let is_private = draft.confidential_address.as_ref().is_some_and(|said| said.value);
    let place = match draft.locations.is_empty() {
        _ if is_private => PLACE_PRIVATE,
        true => PLACE_NONE,
        false => PLACE_KNOWN,
    };
    put("place", Some(place.to_owned()));
    if let Some(location) = draft.locations.first() {
        put("place-name", text(location.name.as_ref()));
        if let Some([line1, _, city, _, postal, _]) = &location.address {
            put("street", text(line1.as_ref()));
            put("town", text(city.as_ref()));
            put("postal", text(postal.as_ref()));
        }
        let spot = location.lat.as_ref().zip(location.lon.as_ref());
        put(
            "spot",
            spot.map(|(lat, lon)| [&*lat.value.to_string(), ",", &lon.value.to_string()].concat()),
        );
        put("transport", text(location.transport.as_ref()));
        for (id, is_so) in &location.access {
            let answer = is_so.map(|is_so| if is_so { "yes" } else { "no" }.to_owned());
            put(&["access.", &id.value].concat(), answer);
        }
        for (id, note) in &location.access_notes {
            put(&["note.", &id.value].concat(), Some(note.value.clone()));
        }
    }
    if let Some(contact) = draft.contact.first() {
        put("role", text(contact.role.as_ref()));
        put("phone", text(contact.phone.as_ref()));
        put("extension", text(contact.extension.as_ref()));
        let is_texted = contact.sms.as_ref().is_some_and(|sms| sms.value);
        put("sms", is_texted.then(|| "yes".to_owned()));
        put("email", text(contact.email.as_ref()));
        put("website", text(contact.url.as_ref()));
    }
    if let Some(visit) = &draft.first_visit {
        let decided = |said: &Option<authoring::node::Spanned<bool>>| {
            said.as_ref().map(|said| if said.value { "yes" } else { "no" }.to_owned())
        };
        put("first", text(visit.what_happens.as_ref()));
        put("ask-for", text(visit.ask_for.as_ref()));
        put("meet", decided(&visit.meet_me));
        put("company", decided(&visit.bring_someone));
        put("bring", text(visit.what_to_bring.as_ref()));
    }
    for (row, schedule) in draft.schedule.iter().enumerate().take(ROWS) {
        if can_be_asked(schedule) {
            times(&mut answers, row, schedule, now);
        }
    }
    answers
}

/// `2.50`, or `2`.
fn amount(cents: u32) -> String {
    match cents % 100 {
        0 => (cents / 100).to_string(),
        rest => {
            [&*(cents / 100).to_string(), if rest < 10 { ".0" } else { "." }, &rest.to_string()]
                .concat()
        }
    }
}

/// Whether the form has questions for all that a row of the timetable says.
fn can_be_asked(row: &DraftSchedule) -> bool {
    let Some(meant) = row.meant() else { return false };
    let is_known = match &meant.rule {
        None => true,
        Some(rule) => match &rule.frequency {
            Frequency::Weekly(_) => rule.interval <= 2,
            Frequency::MonthlyByWeekday(days) => {
                let first = days.first().map(|(nth, _)| *nth);
                let is_known = NTHS.iter().any(|(_, nth)| Some(*nth) == first);
                rule.interval == 1 && is_known && days.iter().all(|(nth, _)| Some(*nth) == first)
            }
            Frequency::Daily | Frequency::MonthlyByDay(_) => false,
        },
    };
    let ends = u32::from(meant.start.minute) + u32::from(meant.minutes);
    is_known && meant.dates.is_empty() && ends < 1_440 && row.kind.is_none()
}

fn times(answers: &mut Answers, row: usize, draft: &DraftSchedule, now: Moment) {
    let Some(meant) = draft.meant() else { return };
    let mut put = |name: &str, said: &str| answers.put(&field(name, row), said);
    let clock = |minute: u16| {
        let two = |number: u16| [if number < 10 { "0" } else { "" }, &number.to_string()].concat();
        [&*two(minute / 60), ":", &two(minute % 60)].concat()
    };
    put("from", &clock(meant.start.minute));
    put("to", &clock(meant.start.minute + meant.minutes));
    let days = |days: &mut dyn Iterator<Item = usize>| {
        days.map(|day| day.to_string()).collect::<Vec<_>>().join(" ")
    };
    match meant.rule.as_ref().map(|rule| (&rule.frequency, rule.interval)) {
        Some((Frequency::Weekly(on), interval)) => {
            put("day", &days(&mut on.iter().map(|day| day.number())));
            if interval == 2 {
                put("often", "second");
                let first = on.first().and_then(|day| next_on(&meant, *day, now));
                put("first", &first.map(|day| day.to_string()).unwrap_or_default());
            }
        }
        Some((Frequency::MonthlyByWeekday(on), _)) => {
            put("often", "monthly");
            put("day", &days(&mut on.iter().map(|(_, day)| day.number())));
            put("nth", &on.first().map(|(nth, _)| nth.to_string()).unwrap_or_default());
        }
        _ => {
            put("often", "once");
            put("date", &meant.start.day.to_string());
        }
    }
    let months = whole_months(&meant.pauses);
    let offs = [
        (!draft.closed_on.is_empty(), "holidays"),
        (!months.is_empty(), "months"),
        (!draft.exdates.is_empty(), "days"),
    ];
    let offs: Vec<&str> = offs.iter().filter(|(is_so, _)| *is_so).map(|(_, id)| *id).collect();
    put("off", &offs.join(" "));
    put("month", &months.join(" "));
    let off_days: Vec<String> = draft.exdates.iter().map(|day| day.value.to_string()).collect();
    put("off-day", &off_days.join(" "));
}

/// The next day of a rule on a weekday, whatever falls out.
fn next_on(schedule: &Schedule, day: catalog::day::Weekday, now: Moment) -> Option<Day> {
    let is_it = |on: &Day| on.weekday() == day && schedule.occurs_on(*on);
    (0..28).map(|ahead| now.day.plus(ahead)).find(is_it)
}

/// The months that pauses mean, where they are whole months.
fn whole_months(pauses: &[Pause]) -> Vec<String> {
    let mut months: Vec<u8> = Vec::new();
    for pause in pauses {
        let (_, from, first) = pause.from.ymd();
        let (_, next, after) = pause.to.plus(1).ymd();
        if (first, after) != (1, 1) {
            return Vec::new();
        }
        let mut month = from;
        while month != next && months.len() < 12 {
            if !months.contains(&month) {
                months.push(month);
            }
            month = month % 12 + 1;
        }
    }
    months.iter().map(u8::to_string).collect()
}

/// The page with what somebody has changed: `before` and `after` are what the form makes of the answers as
/// they were and as they are.
pub fn changed(
    old: &str,
    before: &[(&'static str, Fact)],
    after: &[(&'static str, Fact)],
    body: Option<&str>,
) -> Option<String> {
    let front = split_front_matter(old).ok()?;
    let words = old.get(front.body.clone())?.to_owned();
    let node = parse_yaml(0, old, front.facts, &Findings::default())?;
    let as_map = |facts: &[(&'static str, Fact)]| {
        Value::Map(facts.iter().map(|(key, fact)| ((*key).to_owned(), value(fact))).collect())
    };
    let Value::Map(entries) = merged(&Value::of(&node), &as_map(before), &as_map(after)) else {
        return None;
    };
    Some(write::page(&entries, body.unwrap_or(&words)))
}

/// `old`, with whatever differs between `before` and `after`.
fn merged(old: &Value, before: &Value, after: &Value) -> Value {
    if before == after {
        return old.clone();
    }
    match (old, before, after) {
        (Value::Map(old), Value::Map(before), Value::Map(after)) => {
            let get = |map: &[(String, Value)], key: &str| {
                map.iter().find(|(known, _)| known == key).map(|(_, value)| value.clone())
            };
            let nothing = || Value::Nothing;
            let mut all: Vec<(String, Value)> = Vec::new();
            let new = after.iter().map(|(key, _)| key);
            let new = new.filter(|key| get(old, key).is_none());
            for key in old.iter().map(|(key, _)| key).chain(new) {
                let [was, then, now] = [get(old, key), get(before, key), get(after, key)];
                // What is gone now and was there before is gone; what the form never knew stays.
                let value = match (&then, &now) {
                    (Some(_), None) => continue,
                    _ => merged(
                        &was.unwrap_or_else(nothing),
                        &then.unwrap_or_else(nothing),
                        &now.unwrap_or_else(nothing),
                    ),
                };
                if value != Value::Nothing {
                    all.push((key.clone(), value));
                }
            }
            Value::Map(all)
        }
        (Value::List(old), Value::List(before), Value::List(after)) if has_maps(after) => {
            let mut all: Vec<Value> = after
                .iter()
                .enumerate()
                .map(|(at, now)| match (old.get(at), before.get(at)) {
                    (Some(old), Some(before)) => merged(old, before, now),
                    _ => now.clone(),
                })
                .collect();
            // Entries that the form does not ask for.
            all.extend(old.iter().skip(before.len()).cloned());
            Value::List(all)
        }
        _ => after.clone(),
    }
}

fn has_maps(list: &[Value]) -> bool {
    list.iter().all(|value| matches!(value, Value::Map(_)))
}

/// The note about a change; `None` where nothing has changed, or nobody has said what. `new` is the page as
/// somebody has changed it.
pub fn note(change: &Change, new: Option<&str>, by: Option<String>, today: Day) -> Option<String> {
    let old = change.page.as_str();
    let kind = if change.is_group { PageKind::Group } else { PageKind::Service };
    let id = change.id.clone();
    let (lines, still_right) = match change.said.as_ref()? {
        WhatIsSaid::Right => (Vec::new(), true),
        WhatIsSaid::Room(status) => (vec![Line::room(*status, None)], false),
        WhatIsSaid::Ended => {
            let ended = old.replacen("\nstatus: active\n", "\nstatus: defunct\n", 1);
            (between(Some(old), &ended, PageKind::Service).ok()?, false)
        }
        WhatIsSaid::Changed => (between(Some(old), new?, kind).ok()?, false),
    };
    if lines.is_empty() && !still_right {
        return None;
    }
    let name = change.before.said(if change.is_group { "group-name" } else { "name" });
    let note = Note {
        day: today,
        subject: if change.is_group { Subject::Group(id) } else { Subject::Page(id) },
        title: name.filter(|_| !change.is_discreet),
        of: Some(change.of.clone()),
        lines,
        still_right,
        by,
        group: Some(change.group.clone()).filter(|group| !group.is_empty() && !change.is_discreet),
    };
    Some(note.write())
}

/// New pages as notes, one after the other: a group before its activity.
pub fn of_new_pages(
    pages: &[app::form::send::PageText],
    group: &str,
    by: Option<&str>,
    today: Day,
) -> Option<String> {
    let notes: Option<Vec<String>> = pages
        .iter()
        .map(|page| {
            let kind = if page.is_group { PageKind::Group } else { PageKind::Service };
            let subject = match page.is_group {
                true => Subject::NewGroup,
                false => Subject::NewPage(group.to_owned()),
            };
            let note = Note {
                day: today,
                subject,
                title: page.is_group.then(|| group.to_owned()),
                of: None,
                lines: between(None, &page.text, kind).ok()?,
                still_right: false,
                by: by.map(str::to_owned),
                group: Some(group.to_owned()).filter(|group| !group.is_empty()),
            };
            Some(note.write())
        })
        .collect();
    Some(notes?.join("\n\n"))
}
