//! For whom it is, how one joins, in which ways it is given and where.

use authoring::names::is_elsewhere;
use authoring::value::Value;
use catalog::text::decompose_natively;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::terms::{Table, merge};
use super::super::words::one_line;
use super::own::Own;
use super::{Maker, cells};

/// Longest text of a row: a check refuses more than 600 letters.
pub(super) const LINE_MAX: usize = 600;

/// The oldest person on record reached 122.
const AGE_MAX: f64 = 122.0;

impl<'a> Maker<'a> {
    /// Conditions of use.
    pub(super) fn eligibility(&self, page: &mut Page, row: View<'a>, id: &str, own: &Own<'a>) {
        let residency = own.words("residency");
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
        let mut own_cells = Vec::new();
        for (text, row, field) in texts {
            let line = one_line(self.without_residency(&text, &residency));
            if line.is_empty() {
                own_cells.extend(cells(row, &[field]));
                continue;
            }
            let is_short = line.chars().count() <= LINE_MAX && !text.contains("\n- ");
            if is_short && entries.is_empty() {
                entries.push(("text".to_owned(), Value::Text(line)));
                own_cells.extend(cells(row, &[field]));
            } else {
                page.say_labelled(self.label("eligibility"), &text, cells(row, &[field]));
            }
        }
        let [min, max] = self.ages(page, row);
        for (key, age, field) in [("min_age", min, "minimum_age"), ("max_age", max, "maximum_age")]
        {
            if let Some(age) = age {
                entries.push((key.to_owned(), Value::Plain(age.to_string())));
                own_cells.extend(cells(row, &[field]));
            }
        }
        let list = |ids: Vec<String>| Value::List(ids.into_iter().map(Value::Text).collect());
        if !residency.is_empty() {
            entries.push(("residency".to_owned(), list(residency)));
        }
        let mut requires = own.words("requires");
        requires.retain(|word| word != "nothing");
        for document in self.of_service("required_document", id) {
            document.joined();
            let Some(text) = self.plain(document, "document") else { continue };
            // A document by the town's own name needs no words beside it.
            let said = self.own_of(document).words("requires");
            let named = said.into_iter().next();
            let named = named.or_else(|| self.named_term("requires", &text).map(str::to_owned));
            if let Some(id) = named {
                merge(&mut requires, &[id]);
                own_cells.extend(cells(document, &["document"]));
                continue;
            }
            merge(&mut requires, &Table::words(&self.table.requires, &text));
            page.say_labelled(
                self.label("required_documents"),
                &text,
                cells(document, &["document"]),
            );
        }
        if !requires.is_empty() || own.has("requires", "nothing") {
            entries.push(("requires".to_owned(), list(requires)));
        }
        if !entries.is_empty() {
            page.set("eligibility", Value::Map(entries), own_cells);
        }
    }

    /// A text about who can come, without the sentence that the town makes of where one must live.
    fn without_residency<'t>(&self, text: &'t str, residency: &[String]) -> &'t str {
        let places = self.town.directory.as_ref().map_or(&[][..], |directory| &directory.places);
        let sentence = self.sentences().and_then(|all| all.residency(places, residency));
        let rest = sentence.and_then(|sentence| text.strip_suffix(sentence.as_str()));
        rest.map_or(text, str::trim_end)
    }

    /// Whether a page of this town can say that one must live there. Another town's place would be refused, and all
    /// conditions with it: of such a place the sentence stays, in words.
    pub(super) fn can_be_lived_in(&self, place: &str) -> bool {
        let known = || self.place_names.values().map(String::as_str);
        known().any(|id| id == place) || is_elsewhere(place, known(), decompose_natively)
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

    /// How one joins, how it is given; what nobody has said stays unsaid. Lines that are the town's own words for a way to join
    /// and for what to bring are read as these, and between them stands what happens the first time.
    pub(super) fn joining(&self, page: &mut Page, row: View<'a>, own: &Own<'a>) {
        let way = own.words("joining").into_iter().next();
        if let Some(id) = &way {
            page.set("joining", Value::Text(id.clone()), []);
        }
        let mut visit: Vec<(String, Value)> = Vec::new();
        let cells = cells(row, &["application_process"]);
        if let Some(text) = self.plain(row, "application_process") {
            self.first_visit(page, &text, way, &cells, &mut visit);
        }
        if let Some(whom) = own.value("first-visit", "ask-for") {
            visit.push(("ask_for".to_owned(), Value::Text(one_line(whom))));
        }
        for (code, key) in [("meet-me", "meet_me"), ("bring-someone", "bring_someone")] {
            let said = own.value("first-visit", code).filter(|said| matches!(*said, "yes" | "no"));
            visit.extend(said.map(|said| (key.to_owned(), Value::Text(said.to_owned()))));
        }
        if !visit.is_empty() {
            let keys = authoring::order::keys("first_visit");
            visit.sort_by_key(|(key, _)| keys.iter().position(|known| known == key));
            page.set("first_visit", Value::Map(visit), cells);
        }
    }

    /// Reads a text about how one begins.
    fn first_visit(
        &self,
        page: &mut Page,
        text: &str,
        way: Option<String>,
        cells: &[super::CellId],
        visit: &mut Vec<(String, Value)>,
    ) {
        let mut lines: Vec<&str> = text.split('\n').collect();
        let named = lines.first().and_then(|line| self.named_term("joining", line));
        if named.is_some() {
            lines.remove(0);
        }
        let bring = self.sentences().map(|sentences| sentences.bring().to_owned());
        let to_bring = |line: &&str| {
            let rest = line.strip_prefix(bring.as_deref()?)?.trim();
            (!rest.is_empty()).then(|| rest.to_owned())
        };
        if let Some(bring) = lines.last().and_then(to_bring) {
            lines.pop();
            visit.push(("what_to_bring".to_owned(), Value::Text(bring)));
        }
        let rest = lines.join("\n");
        if way.is_none() {
            let read = named.map(str::to_owned).or_else(|| Table::word(&self.table.joining, &rest));
            if let Some(id) = read {
                page.set("joining", Value::Text(id), cells.iter().copied());
            }
        }
        if rest.is_empty() {
            return;
        }
        match named.is_some() && rest.chars().count() <= LINE_MAX {
            true => visit.push(("what_happens".to_owned(), Value::Text(rest))),
            false => {
                page.say_labelled(self.label("application_process"), &rest, cells.iter().copied())
            }
        }
    }

    /// What a Signpost directory says of how it is given, whether one comes to take part or to help, and how a helper starts.
    pub(super) fn ways(&self, page: &mut Page, own: &Own<'a>) {
        let texts = |ids: Vec<String>| Value::List(ids.into_iter().map(Value::Text).collect());
        let mut intent = own.words("intent");
        intent.retain(|intent| matches!(intent.as_str(), "join" | "volunteer"));
        for (key, ids) in [("delivery", own.words("delivery")), ("intent", intent)] {
            if !ids.is_empty() {
                page.set(key, texts(ids), []);
            }
        }
        let joining = own.words("volunteer-joining").into_iter().next();
        if let (Some(role), Some(joining)) = (own.value("volunteer", "role"), joining) {
            let entries = [("role", one_line(role)), ("joining", joining)];
            let entries = entries.map(|(key, text)| (key.to_owned(), Value::Text(text)));
            page.set("volunteer", Value::Map(entries.to_vec()), []);
        }
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
                let known = |name: &str| self.place_names.get(&super::super::town::folded(name));
                let pieces: Option<Vec<&String>> = raw.split(';').map(known).collect();
                match pieces {
                    Some(places) => {
                        for place in places {
                            page.push("area", Value::Text(place.clone()), cells(area, &[field]));
                        }
                        area.say(field, Fate::Taken);
                    }
                    None if is_geometry => {
                        area.say(field, Fate::Lost("a page has no place for an outline"));
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
