//! Timetables that are a text: read as rows where every word of it is understood, and kept as a text where not.

use std::collections::BTreeSet;

use catalog::day::Weekday;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::times::{Unclear, between, weekday};
use super::super::town::folded;
use super::super::when::Hours;
use super::super::words::{cut, one_line};
use super::timetable::{RULE, Slot};
use super::{Maker, cells};

/// What a row says that is more than a text: how it repeats, from when to when, and what else is to be known.
const MORE: [&str; 14] = [
    "opens_at",
    "closes_at",
    "freq",
    "interval",
    "byday",
    "bymonthday",
    "byweekno",
    "byyearday",
    "dtstart",
    "until",
    "count",
    "valid_from",
    "valid_to",
    "notes",
];

/// Where a row has its words.
const WORDS: [&str; 2] = ["description", "original_text"];

/// What is asked where a text cannot be read.
pub(super) const UNREAD: Fate = Fate::Question(
    "its days and times cannot be read; they stand in the text: on which days, from when to when?",
);

/// What is asked where it cannot be said how a row repeats.
const UNSAID: Fate = Fate::Question(
    "how it repeats, or its times, cannot be read; they are on no page: when is it?",
);

/// Where a row has its days and its times.
const TIMES: [&str; 3] = ["weekday", "opens_at", "closes_at"];

impl<'a> Maker<'a> {
    /// The rows that a text says, such as `Mondays 10am-12pm`.
    ///
    /// # Errors
    /// What to ask a person, when the text is not wholly understood, or a row says more than its text; nothing of a row
    /// without words.
    pub(super) fn slots_in_words(
        &self,
        row: View<'a>,
        at: Option<String>,
    ) -> Result<Vec<Slot>, Option<Fate>> {
        let days = row.peek("weekday");
        let words: Vec<(&str, String)> = WORDS
            .iter()
            .filter_map(|field| Some((*field, one_line(&self.plain(row, field)?))))
            .collect();
        let is_letters = |days: &str| days.contains(char::is_alphabetic);
        if ["opens_at", "closes_at"].iter().any(|field| row.peek(field).is_some())
            || (words.is_empty() && !days.is_some_and(is_letters))
        {
            return Err(None);
        }
        // Every week, where nothing is said of it.
        let says_more = |field: &str, said: &str| field != "interval" || !matches!(said, "0" | "1");
        if MORE.iter().any(|field| row.peek(field).is_some_and(|said| says_more(field, said))) {
            return Err(Some(UNREAD));
        }
        let text = words.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let hours = self.hours_of(
            days.filter(|_| !words.is_empty()),
            match words.is_empty() {
                true => days.unwrap_or_default(),
                false => &text,
            },
        );
        let hours = hours.map_err(|why| match why {
            Unclear::HalfOfDay => Some(Fate::Question("in the morning or in the evening?")),
            Unclear::NotATime => Some(UNREAD),
        })?;
        let minutes = |hours: &Hours| between(hours.opens, hours.closes);
        if hours.iter().any(|hours| minutes(hours).is_none()) {
            return Err(Some(Fate::Question("it closes before it opens")));
        }
        let mut fields: Vec<&str> = words.iter().map(|(field, _)| *field).collect();
        fields.extend(days.map(|_| "weekday"));
        for field in &fields {
            row.say(field, Fate::Changed("read as days of the week and times"));
        }
        // The words of one row, where they say its days; of several rows, each is said anew.
        let words = (hours.len() == 1 && days.is_none()).then(|| cut(&text, 600).0);
        let slot = |hours: Hours| Slot {
            minutes: minutes(&hours).unwrap_or_default(),
            opens: hours.opens,
            days: hours.days,
            rule: None,
            count: None,
            text: words.clone(),
            at: at.clone(),
            kind: None,
            from: None,
            valid_from: None,
            valid_to: None,
            off: Vec::new(),
            gaps: Vec::new(),
            dates: Vec::new(),
            cells: cells(row, &fields),
        };
        Ok(hours.into_iter().map(slot).collect())
    }

    /// The hours of a text. A sheet may have the days in one column and the times in another, or the days in both:
    /// then both have to name the same.
    fn hours_of(&self, days: Option<&str>, text: &str) -> Result<Vec<Hours>, Unclear> {
        let alone = self.day_names.hours(text);
        let Some(days) = days else { return alone };
        let days = self.days_of(days).ok_or(Unclear::NotATime)?;
        let named: Vec<&str> = days.iter().map(|day| day.id()).collect();
        let together = || self.day_names.hours(&[&named.join(","), " ", text].concat());
        let hours = alone.or_else(|_| together())?;
        let said: BTreeSet<Weekday> = hours.iter().flat_map(|hours| hours.days.clone()).collect();
        if said == days { Ok(hours) } else { Err(Unclear::NotATime) }
    }

    /// A row that no rule can say stands in the text, in the words of the source.
    pub(super) fn in_words(&self, page: &mut Page, row: View<'a>, question: Option<Fate>) {
        let stands = Fate::Changed("stands in the text, since its times cannot be read");
        let words: Vec<(&str, String)> = ["original_text", "description", "notes"]
            .into_iter()
            .filter_map(|field| Some((field, self.plain(row, field)?)))
            .collect();
        let all = words.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let fields = cells(row, &TIMES);
        let has_rule = RULE.iter().any(|field| row.peek(field).is_some());
        let mut asked = cells(row, &RULE).into_iter().chain(fields.iter().copied());
        let is_asked = question.is_some() || asked.any(|cell| self.ledger.is_asked(cell));
        let day = row.peek("weekday").and_then(|day| self.days_of(day));
        let is_said = self.are_in(row, &all);
        // Times without a day stand behind the words: `Every third day (10:00–11:00)`.
        let is_beside = !is_said && !words.is_empty() && row.peek("weekday").is_none();
        let mut beside = if is_beside { self.line(row) } else { None };
        let fate = match question {
            _ if has_rule && !is_said && beside.is_none() => UNSAID,
            // Of a day that is clear beside other words nothing is asked.
            Some(_) if day.is_some() && !words.is_empty() => stands,
            Some(question) => question,
            None if is_asked => stands,
            // Days and times without a word.
            None => UNREAD,
        };
        fields.iter().for_each(|cell| self.ledger.set(*cell, fate));
        // Without how it repeats, `Monday 10:00–12:00` would be every week.
        if !has_rule
            && !is_said
            && beside.is_none()
            && let Some(line) = self.line(row)
        {
            page.say_labelled(self.label("schedules"), &line, fields.iter().copied());
        }
        for (field, text) in words {
            row.say(field, question.unwrap_or(stands));
            let (text, times) = match beside.take() {
                Some(times) => (format!("{text} ({times})"), fields.clone()),
                None => (text, Vec::new()),
            };
            let all = cells(row, &[field]).into_iter().chain(times);
            page.say_labelled(self.label("schedules"), &text, all);
        }
        row.say_rest(Fate::Lost("no times are said, or they cannot be read"));
    }

    /// The days and the times of a row as they were written: `First Monday of the month 10:00–12:00`.
    fn line(&self, row: View<'a>) -> Option<String> {
        // `10:00:00` is a program's.
        let of_day = |text: String| match text.as_bytes() {
            [_, _, b':', _, _, b':', b'0', b'0'] => {
                text.get(..5).map_or(text.clone(), str::to_owned)
            }
            _ => text,
        };
        let times = ["opens_at", "closes_at"].iter().filter_map(|field| self.plain(row, field));
        let times: Vec<String> = times.map(of_day).collect();
        let day = self.plain(row, "weekday").map(|day| match weekday(&day) {
            // A number of a program says nothing to people.
            Some(day) if !day_is_word(row) => self.day_name(day),
            _ => one_line(&day),
        });
        let day = day.or_else(|| {
            let has_rule = RULE.iter().any(|field| row.peek(field).is_some());
            let is_day = !times.is_empty() && !has_rule;
            is_day.then(|| self.plain(row, "dtstart"))?
        });
        let parts: Vec<String> =
            day.into_iter().chain((!times.is_empty()).then(|| times.join("–"))).collect();
        (!parts.is_empty()).then(|| parts.join(" "))
    }

    /// Whether a text already says the days and the times of a row.
    fn are_in(&self, row: View<'a>, text: &str) -> bool {
        let spaced = |text: &str| [" ", &folded(text), " "].concat();
        let whole = spaced(text);
        let is_in = |field: &&str| row.peek(field).is_none_or(|said| whole.contains(&spaced(said)));
        let day_is_in = row.peek("weekday").is_none_or(|day| match self.days_of(day) {
            Some(days) => days.is_subset(&self.day_names.named(text)),
            None => whole.contains(&spaced(day)),
        });
        day_is_in && ["opens_at", "closes_at"].iter().all(is_in)
    }
}

/// Whether the day of a row is a word, and no number.
fn day_is_word(row: View<'_>) -> bool {
    row.peek("weekday").is_some_and(|day| day.contains(char::is_alphabetic))
}
