//! The page of a service.

use authoring::addresses::told;
use authoring::value::Value;
use catalog::day::Day;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::{first_sentence, one_line};
use super::{Maker, cells};

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
        self.about(&mut page, row, &name, name_field);
        self.status(&mut page, row);
        let sal = self.of_service("service_at_location", id);
        let at: Vec<(String, String)> = sal
            .iter()
            .filter_map(|row| {
                Some((row.points_at("id")?.to_owned(), row.points_at("location_id")?.to_owned()))
            })
            .collect();
        let at_ids: Vec<&str> = at.iter().map(|(id, _)| id.as_str()).collect();
        let locations: Vec<&str> = at.iter().map(|(_, location)| location.as_str()).collect();
        self.meanings(&mut page, row, id);
        self.eligibility(&mut page, row, id);
        self.cost(&mut page, row, id);
        self.joining(&mut page, row);
        self.spoken(&mut page, row, id, &locations);
        self.contacts_of_service(&mut page, row, id, &at_ids);
        let places = self.places_of(&mut page, &sal, row);
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
        self.rest(&mut page, row);
        self.assurance(&mut page, row);
        self.keep_confidential(&mut page);
        page.shorten(self.ledger);
        Some(page)
    }

    /// Its summary and what it says of itself.
    fn about(&self, page: &mut Page, row: View<'a>, name: &str, name_field: &str) {
        match self.plain(row, "description") {
            Some(text) => {
                let own = cells(row, &["description"]);
                page.set("summary", Value::Text(first_sentence(&text, 138)), own.clone());
                page.say(text, own);
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
    fn rest(&self, page: &mut Page, row: View<'a>) {
        if let Some(text) = self.plain(row, "alert") {
            row.say(
                "alert",
                Fate::Changed("an alert needs a last day, and has none: it stands in the text"),
            );
            page.say_labelled(self.label("alert"), &text, cells(row, &["alert"]));
        }
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

    /// Nobody has checked: that is said, and no date is taken from anybody unless the town wishes it.
    fn assurance(&self, page: &mut Page, row: View<'a>) {
        let mut entries = Vec::new();
        let date =
            row.peek("assured_date").and_then(|text| Day::parse(text.get(..10).unwrap_or(text)));
        let date = date.filter(|date| self.wishes.keep_checks && *date <= self.today);
        if let Some(date) = date {
            entries.push(("date".to_owned(), Value::Plain(date.to_string())));
            row.say("assured_date", Fate::Taken);
            if let Some(by) = self.plain(row, "assurer_email") {
                entries.push(("by".to_owned(), Value::Text(by)));
            }
        }
        row.say("assured_date", Fate::Lost("a check by somebody else; --keep-checks believes it"));
        row.say("assurer_email", Fate::Lost("a check by somebody else; --keep-checks believes it"));
        entries.push(("level".to_owned(), Value::Text("listed".to_owned())));
        page.set("assurance", Value::Map(entries), cells(row, &["assured_date", "assurer_email"]));
    }

    /// A page whose need calls for discretion must not tell where it is, until somebody has said that anybody
    /// may know: the places go, and the sentences that tell them.
    fn keep_confidential(&self, page: &mut Page) {
        let needs: Vec<String> =
            page.list("needs").iter().filter_map(|need| need.text().map(str::to_owned)).collect();
        if !needs.iter().any(|need| self.town.is_sensitive(need)) {
            return;
        }
        const WHY: Fate = Fate::Question(
            "may anybody know where this is? until somebody says so it is kept confidential",
        );
        page.drop("locations", self.ledger, WHY);
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
        for (_, value) in &mut page.facts {
            self.without_addresses(value);
        }
        for part in &mut page.paragraphs {
            let kept = self.sentences(&part.text);
            if kept != part.text {
                part.cells.iter().for_each(|cell| self.ledger.set(*cell, WHY));
                part.text = kept;
            }
        }
        page.paragraphs.retain(|part| !part.text.is_empty());
        let name = page.get("name").and_then(|name| name.text()).unwrap_or_default().to_owned();
        self.counts.borrow_mut().kept_confidential.push(name);
    }

    fn without_addresses(&self, value: &mut Value) {
        match value {
            Value::Text(text) => {
                let kept = self.sentences(text);
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
    fn sentences(&self, text: &str) -> String {
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
