//! Timetables that are a text: read as rows where every word of it is understood, and kept as a text where not.

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::times::{Unclear, between, weekday};
use super::super::when::Hours;
use super::super::words::{cut, one_line};
use super::timetable::Slot;
use super::{Maker, cells};

/// What a row says that is more than a text: how it repeats, from when to when, and what else is to be known.
const MORE: [&str; 11] = [
    "opens_at",
    "closes_at",
    "freq",
    "byday",
    "bymonthday",
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

impl<'a> Maker<'a> {
    /// The rows that a text says, such as `Mondays 10am-12pm`.
    ///
    /// # Errors
    /// What to ask a person, when the text is not wholly understood; nothing of a row that is more than a text.
    pub(super) fn slots_in_words(
        &self,
        row: View<'a>,
        at: Option<String>,
    ) -> Result<Vec<Slot>, Option<Fate>> {
        if MORE.iter().any(|field| row.peek(field).is_some()) {
            return Err(None);
        }
        // A sheet may have the days in one column, and the times in another.
        let days = row.peek("weekday").filter(|days| days.contains(char::is_alphabetic));
        let words: Vec<(&str, String)> = WORDS
            .iter()
            .filter_map(|field| Some((*field, one_line(&self.plain(row, field)?))))
            .collect();
        if words.is_empty() && days.is_none() {
            return Err(None);
        }
        let text = words.iter().map(|(_, text)| text.as_str()).collect::<Vec<_>>().join(" ");
        let together = || self.day_names.hours(&[days?, " ", &text].concat()).ok();
        let alone = self.day_names.hours(&text);
        let hours = alone.or_else(|why| together().ok_or(why)).map_err(|why| match why {
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

    /// A row that no rule can say stands in the text, in the words of the source.
    pub(super) fn in_words(&self, page: &mut Page, row: View<'a>, question: Option<Fate>) {
        let has_words = WORDS.iter().any(|field| row.peek(field).is_some());
        // A day beside other words says nothing by itself; `Mondays and Thursdays` does.
        let is_said = |days: &&str| weekday(days).is_none() || !has_words;
        let days = row.peek("weekday").filter(is_said).and(question).map(|_| "weekday");
        for field in days.into_iter().chain(["original_text", "description", "notes"]) {
            if let Some(text) = self.plain(row, field) {
                let stands = Fate::Changed("stands in the text, since its times cannot be read");
                row.say(field, question.unwrap_or(stands));
                page.say_labelled(self.label("schedules"), &text, cells(row, &[field]));
            }
        }
        row.say_rest(Fate::Lost("no times are said, or they cannot be read"));
    }
}
