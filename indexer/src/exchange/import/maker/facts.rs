//! For whom it is, what it costs, how one joins.

use authoring::people::numbers;
use authoring::value::Value;
use catalog::day::Day;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::terms::{Table, merge};
use super::super::words::{cut, one_line};
use super::{Maker, cells};

/// Longest text of a row: a check refuses more than 600 letters.
const LINE_MAX: usize = 590;

/// The oldest person on record reached 122.
const AGE_MAX: f64 = 122.0;

impl<'a> Maker<'a> {
    /// Conditions of use.
    pub(super) fn eligibility(&self, page: &mut Page, row: View<'a>, id: &str) {
        let mut texts: Vec<(String, View<'a>, &'static str)> = Vec::new();
        for field in ["eligibility_description", "eligibility"] {
            texts.extend(self.plain(row, field).map(|text| (text, row, field)));
        }
        for other in self.of_service("eligibility", id) {
            other.joined();
            for field in ["eligibility", "eligibility_description", "description"] {
                texts.extend(self.plain(other, field).map(|text| (text, other, field)));
            }
            self.ages(page, other);
        }
        let mut entries = Vec::new();
        let mut own = Vec::new();
        for (text, row, field) in texts {
            let line = one_line(&text);
            let is_short = line.chars().count() <= LINE_MAX && !text.contains("\n- ");
            if is_short && entries.is_empty() {
                entries.push(("text".to_owned(), Value::Text(line)));
                own.extend(cells(row, &[field]));
            } else {
                page.say_labelled(self.label("eligibility"), &text, cells(row, &[field]));
            }
        }
        let [min, max] = self.ages(page, row);
        for (key, age, field) in [("min_age", min, "minimum_age"), ("max_age", max, "maximum_age")]
        {
            if let Some(age) = age {
                entries.push((key.to_owned(), Value::Plain(age.to_string())));
                own.extend(cells(row, &[field]));
            }
        }
        let mut requires = Vec::new();
        for document in self.of_service("required_document", id) {
            document.joined();
            let Some(text) = self.plain(document, "document") else { continue };
            merge(&mut requires, &Table::words(&self.table.requires, &text));
            page.say_labelled(
                self.label("required_documents"),
                &text,
                cells(document, &["document"]),
            );
        }
        if !requires.is_empty() {
            let requires = requires.into_iter().map(Value::Text).collect();
            entries.push(("requires".to_owned(), Value::List(requires)));
        }
        if !entries.is_empty() {
            page.set("eligibility", Value::Map(entries), own);
        }
    }

    /// The youngest and the oldest age of a row.
    fn ages(&self, _: &mut Page, row: View<'a>) -> [Option<u32>; 2] {
        let age = |field: &str| {
            let read =
                row.peek(field)?.parse::<f64>().ok().filter(|age| (0.0..=AGE_MAX).contains(age));
            row.say(
                field,
                if read.is_some() { Fate::Taken } else { Fate::Question("no age in years") },
            );
            read
        };
        let (min, max) = (age("minimum_age"), age("maximum_age"));
        if let (Some(youngest), Some(oldest)) = (min, max)
            && youngest > oldest
        {
            for field in ["minimum_age", "maximum_age"] {
                row.say(field, Fate::Question("the youngest age is above the oldest"));
            }
            return [None, None];
        }
        [min.map(|age| age.ceil() as u32).filter(|age| *age > 0), max.map(|age| age.floor() as u32)]
    }

    /// What it costs.
    pub(super) fn cost(&self, page: &mut Page, row: View<'a>, id: &str) {
        for option in self.of_service("cost_option", id) {
            option.joined();
            self.price(page, option);
        }
        for field in ["fees_description", "fees"] {
            let Some(text) = self.plain(row, field) else { continue };
            let line = one_line(&text);
            if let Some(kind) = Table::whole(&self.table.cost, &line) {
                page.push("cost", kind_of(&kind, None), cells(row, &[field]));
                row.say(field, Fate::Changed("read as a kind of cost"));
            } else if line.chars().count() <= LINE_MAX
                && self.town.has("cost", "unknown")
                && page.get("cost").is_none()
            {
                page.push("cost", kind_of("unknown", Some(line)), cells(row, &[field]));
            } else {
                page.say_labelled(self.label("fees"), &text, cells(row, &[field]));
            }
        }
        for paid in self.of_service("payment_accepted", id) {
            paid.joined();
            paid.say("payment", Fate::Lost("a page has no place for ways to pay"));
        }
    }

    fn price(&self, page: &mut Page, option: View<'a>) {
        let last =
            option.peek("valid_to").and_then(|text| Day::parse(text.get(..10).unwrap_or(text)));
        if last.is_some_and(|last| last < self.today) {
            option.say_rest(Fate::Question("this price was valid until a day that has passed"));
            return;
        }
        let words = ["option", "amount_description"];
        let words: Vec<String> = words
            .iter()
            .filter_map(|field| self.plain(option, field))
            .map(|text| one_line(&text))
            .collect();
        let note = (!words.is_empty()).then(|| cut(&words.join(", "), LINE_MAX).0);
        option.say("valid_from", Fate::Lost("a page has no place for the first day of a price"));
        option.say("valid_to", Fate::Lost("a page has no place for the last day of a price"));
        let own = cells(option, &["amount", "currency", "option", "amount_description"]);
        let Some(amount) = option.peek("amount") else {
            if let Some(note) = note {
                match self.town.has("cost", "unknown") {
                    true => page.push("cost", kind_of("unknown", Some(note)), own),
                    false => page.say_labelled(self.label("fees"), &note, own),
                }
            }
            return;
        };
        let price = numbers::price(amount).plain();
        let currency = option.peek("currency").map(str::to_ascii_uppercase);
        let is_code =
            |code: &String| code.len() == 3 && code.bytes().all(|b| b.is_ascii_uppercase());
        let own_currency = price.as_ref().and_then(|price| price.currency.clone());
        let currency =
            currency.filter(is_code).or(own_currency).or(self.town.currency.map(str::to_owned));
        let (Some(price), Some(currency)) = (price, currency) else {
            option.say("amount", Fate::Question("no price, or nobody knows in which currency"));
            return;
        };
        option.say("amount", Fate::Taken);
        option.say("currency", Fate::Taken);
        if price.cents == 0 && self.town.has("cost", "free") {
            page.push("cost", kind_of("free", note), own);
            return;
        }
        let amount = match (price.cents / 100, price.cents % 100) {
            (whole, 0) => whole.to_string(),
            (whole, part) => format!("{whole}.{part:02}"),
        };
        let mut entries = vec![
            ("kind".to_owned(), Value::Text("fixed".to_owned())),
            ("amount".to_owned(), Value::Plain(amount)),
            ("currency".to_owned(), Value::Text(currency)),
        ];
        entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
        page.push("cost", Value::Map(entries), own);
    }

    /// How one joins, how it is given; what nobody has said stays unsaid.
    pub(super) fn joining(&self, page: &mut Page, row: View<'a>) {
        let Some(text) = self.plain(row, "application_process") else { return };
        let own = cells(row, &["application_process"]);
        if let Some(id) = Table::word(&self.table.joining, &text) {
            page.set("joining", Value::Text(id), own.clone());
        }
        page.say_labelled(self.label("application_process"), &text, own);
    }

    /// In which ways it is given, as far as words of the source say.
    pub(super) fn delivery(&self, page: &mut Page, rows: &[View<'a>]) {
        for row in rows {
            for field in ["attending_type", "location_type"] {
                let Some(text) = row.peek(field) else { continue };
                for id in Table::words(&self.table.delivery, text) {
                    page.push("delivery", Value::Text(id), cells(*row, &[field]));
                    row.say(field, Fate::Changed("read as a way in which it is given"));
                }
            }
        }
    }

    /// Where it serves: places that the town knows, and otherwise words.
    pub(super) fn area(&self, page: &mut Page, id: &str) {
        for area in self.of_service("service_area", id) {
            area.joined();
            for field in ["name", "service_area", "description", "extent"] {
                let Some(raw) = area.peek(field) else { continue };
                let is_geometry = field == "extent" && (raw.starts_with('{') || raw.len() < 12);
                if is_geometry {
                    area.say(field, Fate::Lost("a page has no place for an outline"));
                    continue;
                }
                match self.place_names.get(&super::super::town::folded(raw)) {
                    Some(place) => {
                        page.push("area", Value::Text(place.clone()), cells(area, &[field]));
                        area.say(field, Fate::Taken);
                    }
                    None => {
                        if let Some(text) = self.plain(area, field) {
                            page.say_labelled(
                                self.label("service_areas"),
                                &text,
                                cells(area, &[field]),
                            );
                        }
                    }
                }
            }
            area.say("extent_type", Fate::Lost("a page has no place for an outline"));
            area.say("uri", Fate::Lost("a page has no place for an outline"));
        }
    }
}

fn kind_of(kind: &str, note: Option<String>) -> Value {
    let mut entries = vec![("kind".to_owned(), Value::Text(kind.to_owned()))];
    entries.extend(note.map(|note| ("note".to_owned(), Value::Text(note))));
    Value::Map(entries)
}
