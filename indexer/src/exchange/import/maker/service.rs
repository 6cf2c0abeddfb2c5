//! The page of a service.

use authoring::addresses::told;
use authoring::value::Value;
use catalog::day::Day;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::{one_line, summary_of};
use super::own::{Own, Said};
use super::{Maker, cells};

/// How a check was made, as pages say it.
pub(super) const HOW: [&str; 5] = ["phone", "visit", "email", "self", "event"];

/// How far one went.
pub(super) const LEVELS: [&str; 4] = ["listed", "self-declared", "checked", "partner-vouched"];

impl<'a> Maker<'a> {
    /// The page of a service; `None` without a name or an id.
    pub(super) fn service(&self, row: View<'a>) -> Option<Page> {
        let Some(id) = row.points_at("id") else {
            row.say_rest(Fate::Question("a service without an id: nothing can hang on it"));
            return None;
        };
        let Some((name_field, _)) = row.peek_any(&["name", "alternate_name"]) else {
            row.say_rest(Fate::Question("a service without a name"));
            return None;
        };
        let Some(name) = self.name(row, name_field) else {
            row.say_rest(Fate::Question("a service without a name"));
            return None;
        };
        row.say("id", Fate::Taken);
        let mut page = Page::new(format!("service/{id}"));
        page.set("name", Value::Text(name.clone()), cells(row, &[name_field]));
        let own = self.own(id);
        page.own_id = own.value("id", "service").map(str::to_owned);
        self.about(&mut page, row, &name, name_field);
        self.status(&mut page, row);
        let sal = self.of_service("service_at_location", id);
        let at: Vec<(String, String)> = sal
            .iter()
            .filter_map(|row| {
                Some((row.points_at("id")?.to_owned(), row.points_at("location_id")?.to_owned()))
            })
            .collect();
        let locations: Vec<&str> = at.iter().map(|(_, location)| location.as_str()).collect();
        self.meanings(&mut page, row, id, &own);
        self.eligibility(&mut page, row, id, &own);
        self.cost(&mut page, row, id);
        self.joining(&mut page, row, &own);
        self.ways(&mut page, &own);
        self.spoken(&mut page, row, id, &locations, &own);
        let at_places = self.contacts_of_service(&mut page, row, id, &at);
        let mut places = self.places_of(&mut page, &sal, row);
        for (location, contact, cells) in at_places {
            match places.iter_mut().find(|place| place.id == location) {
                Some(place) => place.add_contact(contact, cells),
                None => page.push("contact", contact, cells),
            }
        }
        self.area(&mut page, id);
        let named: Vec<(String, Option<String>)> =
            places.iter().map(|place| (place.id.clone(), place.name.clone())).collect();
        self.timetable(&mut page, id, &named, &at);
        let has_position = |value: &Value| matches!(value, Value::Map(entries) if entries.iter().any(|(key, _)| key == "lat"));
        if !places.iter().any(|place| has_position(&place.value)) {
            self.counts.borrow_mut().without_position += 1;
        }
        for place in places {
            page.push("locations", place.value, place.cells);
        }
        self.rest(&mut page, row, id, &own);
        self.room(&mut page, id, &own);
        self.assurance(&mut page, row, &own);
        self.keep_confidential(&mut page, &own);
        page.shorten(self.ledger);
        Some(page)
    }

    /// Its summary and what it says of itself.
    fn about(&self, page: &mut Page, row: View<'a>, name: &str, name_field: &str) {
        match self.plain(row, "description") {
            Some(text) => {
                let own = cells(row, &["description"]);
                let (summary, rest) = summary_of(&text);
                page.set("summary", Value::Text(summary), own.clone());
                page.say(rest.to_owned(), own);
            }
            // Nothing is said of it but what it is called.
            None => page.set("summary", Value::Text(name.to_owned()), cells(row, &[name_field])),
        }
        if name_field == "name"
            && let Some(other) = self.name(row, "alternate_name").filter(|other| other != name)
        {
            page.say_labelled(
                self.label("alternate_name"),
                &other,
                cells(row, &["alternate_name"]),
            );
        }
        row.say("alternate_name", Fate::Taken);
    }

    fn status(&self, page: &mut Page, row: View<'a>) {
        let said = row.peek("status").unwrap_or_default().to_lowercase();
        let status = match said.as_str() {
            "" | "active" => "active",
            "inactive" => "inactive",
            "defunct" | "closed" => "defunct",
            "temporarily closed" | "temporarily-closed" => "temporarily-closed",
            _ => {
                row.say("status", Fate::Question("no status of a service; it was taken as active"));
                "active"
            }
        };
        row.say("status", Fate::Taken);
        page.set("status", Value::Text(status.to_owned()), cells(row, &["status"]));
    }

    /// Texts that have no field of their own.
    fn rest(&self, page: &mut Page, row: View<'a>, id: &str, own: &Own<'a>) {
        if let Some(text) = self.plain(row, "alert") {
            match own.value("alert", "until").and_then(Day::parse) {
                Some(until) => {
                    let alert = vec![
                        ("text".to_owned(), Value::Text(one_line(&text))),
                        ("until".to_owned(), Value::Plain(until.to_string())),
                    ];
                    page.set("alert", Value::Map(alert), cells(row, &["alert"]));
                }
                None => {
                    row.say(
                        "alert",
                        Fate::Changed(
                            "an alert needs a last day, and has none: it stands in the text",
                        ),
                    );
                    page.say_labelled(self.label("alert"), &text, cells(row, &["alert"]));
                }
            }
        }
        self.further_urls(page, id);
        for field in ["wait_time", "additional_urls"] {
            if let Some(text) = self.plain(row, field) {
                page.say_labelled(self.label(field), &one_line(&text), cells(row, &[field]));
            }
        }
        for field in ["accreditations", "licenses"] {
            row.say(field, Fate::Lost("nothing that a resident looks for"));
        }
        row.say("last_modified", Fate::Lost("when the data changed is no check by a person"));
        row.say("program_id", Fate::Lost("a page has no place for programs"));
    }

    /// Nobody here has checked: that is said, and no date is taken from anybody unless the town wishes it. A check that
    /// somebody of another Signpost directory made is theirs, too: where the town believes others' dates, it takes who
    /// checked, how and how far with the date, because these are said by the same person; without the wish nothing of it.
    fn assurance(&self, page: &mut Page, row: View<'a>, own: &Own<'a>) {
        let mut entries = Vec::new();
        let date =
            row.peek("assured_date").and_then(|text| Day::parse(text.get(..10).unwrap_or(text)));
        let date = date.filter(|date| self.wishes.keep_checks && *date <= self.today);
        let level = own.all("assurance").next();
        let mut is_told = "listed";
        if let Some(date) = date {
            entries.push(("date".to_owned(), Value::Plain(date.to_string())));
            row.say("assured_date", Fate::Taken);
            let by = level.and_then(|level| level.value).map(str::to_owned);
            if let Some(by) = by.or_else(|| self.plain(row, "assurer_email")) {
                entries.push(("by".to_owned(), Value::Text(by)));
            }
            let known = |said: &Said<'_>| HOW.contains(&said.code);
            if let Some(how) = own.all("assured-by").find(known) {
                entries.push(("how".to_owned(), Value::Text(how.code.to_owned())));
            }
            // What a person has asked about is told in whole, or it was only found in a list.
            let is_whole = ["needs", "delivery", "joining", "languages"];
            let is_whole = is_whole.iter().all(|key| page.get(key).is_some());
            let level = level.filter(|level| is_whole && LEVELS.contains(&level.code));
            is_told = level.map_or(is_told, |level| level.code);
        }
        row.say("assured_date", Fate::Lost("a check by somebody else; --keep-checks believes it"));
        row.say("assurer_email", Fate::Lost("a check by somebody else; --keep-checks believes it"));
        entries.push(("level".to_owned(), Value::Text(is_told.to_owned())));
        page.set("assurance", Value::Map(entries), cells(row, &["assured_date", "assurer_email"]));
    }

    /// Whether there is room, where a Signpost directory says it. What others count in units of their own has to be asked.
    fn room(&self, page: &mut Page, id: &str, own: &Own<'a>) {
        let Some(said) = own.all("capacity").find(|said| said.code != "note") else { return };
        if !["open", "waitlist", "full", "unknown"].contains(&said.code) {
            return;
        }
        let mut entries = vec![("status".to_owned(), Value::Text(said.code.to_owned()))];
        let note = own.value("capacity", "note");
        entries.extend(note.map(|note| ("note".to_owned(), Value::Text(one_line(note)))));
        let updated = said.value.and_then(Day::parse).filter(|day| *day <= self.today);
        entries.extend(updated.map(|day| ("updated".to_owned(), Value::Plain(day.to_string()))));
        page.set("capacity", Value::Map(entries), []);
        for row in self.of_service("capacity", id) {
            row.joined();
            row.say_rest(Fate::Taken);
        }
    }

    /// A page whose need calls for discretion must not tell where it is, until somebody has said that anybody
    /// may know: the places go, and the sentences that tell them.
    fn keep_confidential(&self, page: &mut Page, own: &Own<'a>) {
        if own.has("discretion", "sensitive") {
            page.set("sensitive", Value::Plain("true".to_owned()), []);
        }
        const SAID: Fate = Fate::Lost("its directory says that its place is confidential");
        const ASKED: Fate = Fate::Question(
            "may anybody know where this is? until somebody says so it is kept confidential",
        );
        // Somebody may have said whether anybody may know.
        let said = [("confidential", true), ("public", false)];
        let said = said.into_iter().find(|(code, _)| own.has("address", code));
        let is_sensitive = own.has("discretion", "sensitive")
            || page
                .list("needs")
                .iter()
                .filter_map(Value::text)
                .any(|need| self.town.is_sensitive(need));
        let why = match said {
            Some((_, false)) => {
                page.set("confidential_address", Value::Plain("false".to_owned()), []);
                return;
            }
            Some((_, true)) => SAID,
            None if is_sensitive => ASKED,
            None => return,
        };
        page.drop("locations", self.ledger, why);
        page.set("confidential_address", Value::Plain("true".to_owned()), []);
        // A row of the timetable may name a place.
        if let Some((_, Value::List(rows))) =
            page.facts.iter_mut().find(|(key, _)| *key == "schedule")
        {
            for row in rows.iter_mut() {
                if let Value::Map(entries) = row {
                    entries.retain(|(key, _)| key != "at");
                }
            }
            rows.dedup();
        }
        let mut shortened = Vec::new();
        for (key, value) in &mut page.facts {
            let before = value.clone();
            self.without_addresses(value);
            if *value != before {
                shortened.push(*key);
            }
        }
        for cell in shortened.iter().flat_map(|key| page.cells_of(key)) {
            self.ledger.set(*cell, why);
        }
        for part in &mut page.paragraphs {
            let kept = self.without_told(&part.text);
            if kept != part.text {
                part.cells.iter().for_each(|cell| self.ledger.set(*cell, why));
                part.text = kept;
            }
        }
        page.paragraphs.retain(|part| !part.text.is_empty());
        if said.is_none() {
            let name = page.get("name").and_then(|name| name.text()).unwrap_or_default().to_owned();
            self.counts.borrow_mut().kept_confidential.push(name);
        }
    }

    fn without_addresses(&self, value: &mut Value) {
        match value {
            Value::Text(text) => {
                let kept = self.without_told(text);
                // A text that is nothing but an address stays for the check to name.
                if !kept.is_empty() {
                    *text = kept;
                }
            }
            Value::List(list) => list.iter_mut().for_each(|value| self.without_addresses(value)),
            Value::Map(entries) => {
                entries.iter_mut().for_each(|(_, value)| self.without_addresses(value))
            }
            Value::Nothing | Value::Plain(_) => {}
        }
    }

    /// A text without the sentences that tell an address.
    fn without_told(&self, text: &str) -> String {
        if told(text, &self.areas).is_empty() {
            return text.to_owned();
        }
        let lines = text.split('\n').map(|line| {
            let sentences = line
                .split_inclusive(". ")
                .filter(|sentence| told(sentence, &self.areas).is_empty());
            sentences.collect::<String>().trim_end().to_owned()
        });
        let text = lines.collect::<Vec<_>>().join("\n");
        // Two sentences could tell together what none of them tells.
        match told(&text, &self.areas).is_empty() {
            true => text.trim().to_owned(),
            false => String::new(),
        }
    }
}
