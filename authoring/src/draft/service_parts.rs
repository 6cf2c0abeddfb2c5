//! The parts of a service page: locations, schedules, prices and so on.

use catalog::day::{Day, Moment};
use catalog::place::Position;
use catalog::schedule::{Pause, Rule, Schedule};
use catalog::service::{CapacityStatus, ScheduleKind, Spoken};

use super::Fields;
use super::people::{DraftContact, read_contacts};
use crate::node::{Spanned, Text};
use crate::people::{numbers, rules};
use crate::report::{Finding, codes};
use crate::source::Span;

/// What is different just now.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftAlert {
    pub text: Option<Text>,
    pub until: Option<Spanned<Day>>,
}

impl DraftAlert {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let example = "alert: { text: No class on 29 December, until: 2026-12-30 }";
        let fields = service.map("alert", example)?;
        let alert = Self { text: fields.required("text", example), until: fields.day("until") };
        if fields.node("until").is_none() {
            fields.missing("until", example);
        }
        fields.finish();
        Some(alert)
    }
}

/// Conditions of use.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftEligibility {
    pub text: Option<Text>,
    pub min_age: Option<Spanned<u32>>,
    pub max_age: Option<Spanned<u32>>,
    pub residency: Vec<Text>,
    /// `[]` says that nothing is asked for.
    pub requires: Option<Vec<Text>>,
}

impl DraftEligibility {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let fields =
            service.map("eligibility", "eligibility: { text: 55 and over, min_age: 55 }")?;
        // The oldest person on record reached 122.
        let age = |key, read: fn(&str) -> Option<u32>| fields.number_as(key, 0..=122, read);
        let eligibility = Self {
            text: fields.text("text"),
            min_age: age("min_age", numbers::youngest),
            max_age: age("max_age", numbers::oldest),
            residency: fields.place_names("residency"),
            requires: fields.list("requires").map(|_| fields.terms("requires")),
        };
        fields.finish();
        Some(eligibility)
    }
}

/// One price.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftCost {
    pub kind: Option<Text>,
    /// In hundredths.
    pub cents: Option<Spanned<u32>>,
    pub currency: Option<Text>,
    pub note: Option<Text>,
}

impl DraftCost {
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let price = fields.text("amount").and_then(|text| {
            let price = numbers::price(&text.value).plain();
            if price.is_none() {
                let message =
                    "a price is digits only, with two after the point; words belong in `note`";
                fields.add(&codes::BAD_AMOUNT, Finding::at(text.span, message));
            }
            Some(Spanned::new(price?, text.span))
        });
        let currency = fields.text("currency").map(|text| {
            let code = text.value.trim().to_ascii_uppercase();
            Spanned::new(if code.len() == 3 { code } else { text.value }, text.span)
        });
        // `amount: 2 CAD` says its currency.
        let with_price = price
            .as_ref()
            .and_then(|price| Some(Spanned::new(price.value.currency.clone()?, price.span)));
        if let (Some(typed), Some(other)) = (&currency, &with_price)
            && typed.value != other.value
        {
            let message =
                format!("the amount is in {}, and here stands {}", other.value, typed.value);
            let finding = Finding::at(typed.span, message).label(other.span, "the amount");
            fields.add(&codes::BAD_AMOUNT, finding);
        }
        let cents = price.map(|price| Spanned::new(price.value.cents, price.span));
        let cost = Self {
            kind: fields.required_term("kind", "kind: free"),
            cents,
            currency: currency.or(with_price),
            note: fields.text("note"),
        };
        fields.finish();
        cost
    }
}

/// A language.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftLanguage {
    pub code: Option<Text>,
    pub how: Option<Spanned<Spoken>>,
    pub note: Option<Text>,
}

pub(crate) const SPOKEN: [(&str, Spoken); 3] = [
    ("native", Spoken::Native),
    ("interpreter", Spoken::Interpreter),
    ("written", Spoken::Written),
];

impl DraftLanguage {
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let language = Self {
            code: fields.required_term("code", "{ code: yue, how: native }"),
            how: fields.word("how", &SPOKEN),
            note: fields.text("note"),
        };
        fields.finish();
        language
    }
}

/// A place where it happens.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftLocation {
    pub span: Span,
    pub name: Option<Text>,
    /// line1, line2, city, region, postal, country.
    pub address: Option<[Option<Text>; 6]>,
    pub lat: Option<Spanned<f64>>,
    pub lon: Option<Spanned<f64>>,
    /// The one of the two that stands alone.
    pub half_position: Option<Text>,
    pub access: Vec<(Text, Option<bool>)>,
    pub access_notes: Vec<(Text, Text)>,
    /// When a fact holds that holds at some times only.
    pub access_only: Vec<(Text, Text)>,
    pub transport: Option<Text>,
    /// Where the place has its own.
    pub contact: Vec<DraftContact>,
}

impl DraftLocation {
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let half_position = match (fields.text("lat"), fields.text("lon")) {
            // Two numbers in one text are said to be two.
            (Some(half), None) | (None, Some(half)) if numbers::pair(&half.value).is_none() => {
                Some(half)
            }
            _ => None,
        };
        let location = Self {
            span: fields.span(),
            half_position,
            name: fields.text("name"),
            address: fields
                .map("address", "address: { line1: 1 Example St, city: Riverside }")
                .map(|fields| {
                    let keys = ["line1", "line2", "city", "region", "postal", "country"];
                    let address = keys.map(|key| fields.text(key));
                    fields.finish();
                    address
                }),
            lat: fields.decimal("lat"),
            lon: fields.decimal("lon"),
            access: fields.named_answers("access"),
            access_notes: fields.named_texts("access_notes"),
            access_only: fields.named_texts("access_only"),
            transport: fields.text("transport"),
            contact: read_contacts(&fields),
        };
        fields.finish();
        location
    }

    /// The region of its address, such as `BC`.
    pub fn region(&self) -> Option<&str> {
        let [.., region, _, _] = self.address.as_ref()?;
        region.as_ref().map(|region| region.value.as_str())
    }

    /// Where it is; `None` when there is no position, or one that is not on the earth.
    pub fn position(&self) -> Option<Position> {
        Position::from_degrees(self.lat.as_ref()?.value, self.lon.as_ref()?.value)
    }
}

/// A row of a timetable.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftSchedule {
    pub text: Option<Text>,
    /// The name of one of the page's places.
    pub at: Option<Text>,
    pub kind: Option<Spanned<ScheduleKind>>,
    pub start: Option<Spanned<Moment>>,
    pub minutes: Option<Spanned<u32>>,
    /// `None` inside: it cannot be read.
    pub rule: Option<Spanned<Option<Rule>>>,
    /// Further days with a session.
    pub dates: Vec<Spanned<Day>>,
    /// Lists of days on which it falls out, such as `public-holidays`.
    pub closed_on: Vec<Text>,
    pub exdates: Vec<Spanned<Day>>,
    pub pauses: Vec<DraftPause>,
    pub valid_to: Option<Spanned<Day>>,
}

/// A stretch without sessions.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftPause {
    pub from: Option<Spanned<Day>>,
    pub to: Option<Spanned<Day>>,
    pub why: Option<Text>,
}

pub(crate) const SCHEDULE_KINDS: [(&str, ScheduleKind); 2] =
    [("session", ScheduleKind::Session), ("by-arrangement", ScheduleKind::ByArrangement)];

impl DraftSchedule {
    pub(super) fn read(fields: Fields<'_>) -> Self {
        let start = fields.required_moment("start");
        // A day is as long as a session can be.
        let minutes = fields.number_as("minutes", 1..=1_440, numbers::minutes);
        if fields.node("minutes").is_none() {
            fields.missing("minutes", "minutes: 90");
        }
        let schedule = Self {
            text: fields.required("text", "text: Tuesdays 10 to 11:30"),
            at: fields.text("at"),
            kind: fields.word("kind", &SCHEDULE_KINDS),
            rule: read_rule(&fields, start.as_ref().map(|start| start.value)),
            start,
            minutes,
            dates: fields.days("dates"),
            closed_on: fields.texts("closed_on"),
            exdates: fields.days("exdates"),
            pauses: fields.maps("pauses", "{ from: 2026-08-01, to: 2026-08-31 }", DraftPause::read),
            valid_to: fields.day("valid_to"),
        };
        fields.finish();
        schedule
    }

    /// The row as it is meant, without what it is `closed_on`; `None` while a part of it cannot be
    /// read.
    pub fn meant(&self) -> Option<Schedule> {
        let mut dates: Vec<Day> = self.dates.iter().map(|day| day.value).collect();
        dates.sort_unstable();
        dates.dedup();
        let mut exdates: Vec<Day> = self.exdates.iter().map(|day| day.value).collect();
        exdates.sort_unstable();
        exdates.dedup();
        let pauses = self.pauses.iter().filter_map(|pause| {
            Some(Pause { from: pause.from.as_ref()?.value, to: pause.to.as_ref()?.value })
        });
        Some(Schedule {
            start: self.start.as_ref()?.value,
            minutes: u16::try_from(self.minutes.as_ref()?.value).ok()?,
            rule: match &self.rule {
                Some(rule) => Some(rule.value.clone()?),
                None => None,
            },
            dates,
            exdates,
            pauses: pauses.collect(),
            valid_to: self.valid_to.as_ref().map(|day| day.value),
        })
    }
}

impl DraftPause {
    fn read(fields: Fields<'_>) -> Self {
        for key in ["from", "to"] {
            if fields.node(key).is_none() {
                fields.missing(key, "{ from: 2026-08-01, to: 2026-08-31, why: Summer break }");
            }
        }
        let pause =
            Self { from: fields.day("from"), to: fields.day("to"), why: fields.text("why") };
        fields.finish();
        pause
    }
}

/// Reads a rule; all that is wrong with it is said at once, with the whole rule to type where nobody
/// has to guess. A start that cannot be read hides no fault of the rule.
fn read_rule(fields: &Fields<'_>, start: Option<Moment>) -> Option<Spanned<Option<Rule>>> {
    let text = fields.text("rrule")?;
    if let Some(Ok(rule)) = start.map(|start| Rule::parse(&text.value, start)) {
        return Some(Spanned::new(Some(rule), text.span));
    }
    let long_ago = Moment { day: Day(0), minute: 0 };
    if start.is_none() && Rule::parse(&text.value, long_ago).is_ok() {
        return None;
    }
    let repair = rules::repair(&text.value, start);
    // A quoted rule begins one character later.
    let is_quoted = (text.span.end - text.span.start) as usize > text.value.len();
    let shift = usize::from(is_quoted);
    let last = repair.faults.len().saturating_sub(1);
    for (number, fault) in repair.faults.into_iter().enumerate() {
        let at = fault.at.start + shift..(fault.at.end + shift).max(fault.at.start + shift + 1);
        let mut finding = Finding::at(text.span.within(at), fault.message);
        // The rule is said once, below the last of its faults.
        if number == last {
            finding = match repair.ways.as_slice() {
                [] => finding,
                [way] => fields.corrected(finding, "rrule", text.span, way),
                ways => finding.choices(ways.iter().map(|way| format!("rrule: {way}"))),
            };
        }
        fields.add(&codes::BAD_RRULE, finding);
    }
    Some(Spanned::new(None, text.span))
}

/// What a first visit is like.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftFirstVisit {
    pub what_happens: Option<Text>,
    pub ask_for: Option<Text>,
    pub meet_me: Option<Spanned<bool>>,
    pub bring_someone: Option<Spanned<bool>>,
    pub what_to_bring: Option<Text>,
}

impl DraftFirstVisit {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let fields =
            service.map("first_visit", "first_visit: { what_happens: …, ask_for: Mei }")?;
        let visit = Self {
            what_happens: fields.text("what_happens"),
            ask_for: fields.text("ask_for"),
            meet_me: fields.tri("meet_me"),
            bring_someone: fields.tri("bring_someone"),
            what_to_bring: fields.text("what_to_bring"),
        };
        fields.finish();
        Some(visit)
    }
}

/// Helpers wanted.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftVolunteer {
    pub role: Option<Text>,
    pub joining: Option<Text>,
}

impl DraftVolunteer {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let example = "volunteer: { role: Tea helper, joining: phone-first }";
        let fields = service.map("volunteer", example)?;
        let volunteer = Self {
            role: fields.required("role", example),
            joining: fields.required_term("joining", example),
        };
        fields.finish();
        Some(volunteer)
    }
}

/// Whether there is room.
#[derive(Debug)]
#[allow(missing_docs, reason = "the field's name says it")]
pub struct DraftCapacity {
    pub status: Option<Spanned<CapacityStatus>>,
    pub note: Option<Text>,
    pub updated: Option<Spanned<Day>>,
}

pub(crate) const CAPACITY: [(&str, CapacityStatus); 4] = [
    ("open", CapacityStatus::Open),
    ("waitlist", CapacityStatus::Waitlist),
    ("full", CapacityStatus::Full),
    ("unknown", CapacityStatus::Unknown),
];

impl DraftCapacity {
    pub(super) fn read(service: &Fields<'_>) -> Option<Self> {
        let example = "capacity: { status: open, updated: 2026-04-30 }";
        let fields = service.map("capacity", example)?;
        let capacity = Self {
            status: fields.word("status", &CAPACITY),
            note: fields.text("note"),
            updated: fields.day("updated"),
        };
        if fields.node("status").is_none() {
            fields.missing("status", example);
        }
        fields.finish();
        Some(capacity)
    }
}
