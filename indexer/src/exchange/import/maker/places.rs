//! Where a service is: its locations, with addresses, positions, what is known of getting in.

use std::collections::BTreeSet;

use authoring::people::answers::{Answer, read_exactly};
use authoring::people::numbers;
use authoring::value::Value;
use catalog::place::Position;

use super::super::ledger::{CellId, Fate};
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::{cut, one_line};
use super::own::{Own, Said};
use super::{Maker, cells};

/// A location of a service.
pub(super) struct Place {
    /// Its id in the package.
    pub id: String,
    /// Its name on the page, when there are several.
    pub name: Option<String>,
    /// What is written.
    pub value: Value,
    /// The values it came from.
    pub cells: Vec<CellId>,
}

impl Place {
    /// Somebody to reach at this place only.
    pub(super) fn add_contact(&mut self, contact: Value, cells: Vec<CellId>) {
        self.cells.extend(cells);
        let Value::Map(entries) = &mut self.value else { return };
        match entries.iter_mut().find(|(key, _)| key == "contact") {
            Some((_, Value::List(list))) => list.push(contact),
            _ => entries.push(("contact".to_owned(), Value::List(vec![contact]))),
        }
    }
}

impl<'a> Maker<'a> {
    /// The locations of a service, in the order of the package.
    pub(super) fn places_of(&self, page: &mut Page, sal: &[View<'a>], row: View<'a>) -> Vec<Place> {
        let mut places: Vec<Place> = Vec::new();
        let mut names: BTreeSet<String> = BTreeSet::new();
        let mut seen = BTreeSet::new();
        for at in sal {
            at.joined();
            let Some(id) = at.points_at("location_id") else { continue };
            let Some(location) = self.tables.get("location", id, self.ledger) else {
                if let Some(cell) = at.cell("location_id") {
                    self.ledger
                        .overrule(cell, Fate::Question("its location is not in the package"));
                }
                continue;
            };
            if let Some(text) = self.plain(*at, "description") {
                page.say(text, cells(*at, &["description"]));
            }
            if !seen.insert(id.to_owned()) {
                continue;
            }
            location.joined();
            if let Some(place) = self.place(page, location, id, row, &mut names, sal.len() == 1) {
                places.push(place);
            }
        }
        if places.len() == 1 {
            return places;
        }
        // Of several, each has a name by which rows of the timetable can tell it.
        for (number, place) in places.iter_mut().enumerate() {
            if place.name.is_none() {
                let name = (number + 1).to_string();
                set(&mut place.value, "name", Value::Text(name.clone()));
                place.name = Some(name);
            }
        }
        places
    }

    fn place(
        &self,
        page: &mut Page,
        row: View<'a>,
        id: &str,
        service: View<'a>,
        names: &mut BTreeSet<String>,
        is_only: bool,
    ) -> Option<Place> {
        let mut own_cells = Vec::new();
        let address = self.address(id, &mut own_cells);
        let kind = row.peek("location_type").unwrap_or_default().to_lowercase();
        if kind == "virtual" {
            row.say("location_type", Fate::Taken);
            if let Some(url) = self.web(row, "url") {
                page.push(
                    "contact",
                    Value::Map(vec![("url".to_owned(), Value::Text(url))]),
                    cells(row, &["url"]),
                );
            }
            row.say_rest(Fate::Lost("it is no place where one goes"));
            return None;
        }
        if kind == "postal" {
            row.say_rest(Fate::Lost("an address for letters, not one to go to"));
            return None;
        }
        row.say("location_type", Fate::Taken);
        let line1 = address
            .iter()
            .find(|(key, _)| key == "line1")
            .and_then(|(_, value)| value.text())
            .map(str::to_owned);
        let said = self.name(row, "name");
        let other = self.name(row, "alternate_name");
        // A place of a Signpost directory without a name has none; what others list is told apart by its street.
        let own = self.own(id);
        let is_unnamed = own.is_declared() && is_only;
        let name = said.or(other.clone()).or(line1.filter(|_| !is_unnamed));
        // Two of a name are told apart by a number.
        let name = name.map(|name| {
            let mut numbered =
                std::iter::once(name.clone()).chain((2..).map(|number| format!("{name} {number}")));
            let free = numbered.find(|name| !names.contains(name)).unwrap_or(name);
            names.insert(free.clone());
            free
        });
        own_cells.extend(cells(row, &["name"]));
        let mut entries: Vec<(String, Value)> = Vec::new();
        entries.extend(name.clone().map(|name| ("name".to_owned(), Value::Text(name))));
        if !address.is_empty() {
            entries.push(("address".to_owned(), Value::Map(address)));
        }
        if let Some((lat, lon)) = self.position(row) {
            entries.push(("lat".to_owned(), Value::Plain(lat.to_string())));
            entries.push(("lon".to_owned(), Value::Plain(lon.to_string())));
            own_cells.extend(cells(row, &["latitude", "longitude"]));
        }
        self.getting_in(page, id, &own, &mut entries, &mut own_cells);
        if let Some(text) = self.plain(row, "transportation") {
            entries.push(("transport".to_owned(), Value::Text(cut(&one_line(&text), 600).0)));
            own_cells.extend(cells(row, &["transportation"]));
        }
        // What is said of the place and was not said of the service.
        let is_said = row.peek("description") == service.peek("description");
        match is_said {
            true => row.say("description", Fate::Taken),
            false => {
                if let Some(text) = self.plain(row, "description") {
                    page.say(text, cells(row, &["description"]));
                }
            }
        }
        row.say("alternate_name", Fate::Lost("a place has one name on a page"));
        for field in ["external_identifier", "external_identifier_type", "uprn"] {
            row.say(field, Fate::Lost("a number of a register"));
        }
        let known: Vec<Value> = page.list("contact").to_vec();
        let contacts = self.contacts_of_place(id, &mut known.clone());
        if !contacts.is_empty() {
            let (values, from): (Vec<Value>, Vec<Vec<CellId>>) = contacts.into_iter().unzip();
            entries.push(("contact".to_owned(), Value::List(values)));
            own_cells.extend(from.into_iter().flatten());
        }
        if entries.is_empty() {
            row.say_rest(Fate::Lost("nothing is said of the place"));
            return None;
        }
        Some(Place { id: id.to_owned(), name, value: Value::Map(entries), cells: own_cells })
    }

    /// The address of a location: the first that is one to go to.
    fn address(&self, id: &str, own: &mut Vec<CellId>) -> Vec<(String, Value)> {
        let mut found = Vec::new();
        for row in self.tables.hanging("address", "location_id", id, self.ledger) {
            row.joined();
            let is_for_letters =
                row.peek("address_type").is_some_and(|kind| kind.eq_ignore_ascii_case("postal"))
                    && self.tables.hanging("address", "location_id", id, self.ledger).len() > 1;
            if is_for_letters {
                row.say_rest(Fate::Lost("an address for letters, not one to go to"));
                continue;
            }
            if !found.is_empty() {
                row.say_rest(Fate::Question(
                    "a second address of one location: is it another place?",
                ));
                continue;
            }
            row.say("address_type", Fate::Taken);
            let line =
                |field: &str| self.plain(row, field).map(|text| cut(&one_line(&text), 290).0);
            let more: Vec<String> = ["address_2", "address_3", "address_4"]
                .iter()
                .filter_map(|field| line(field))
                .collect();
            let fields = [
                ("line1", line("address_1")),
                ("line2", (!more.is_empty()).then(|| more.join(", "))),
                ("city", line("city").map(|city| self.small(&city))),
                ("region", line("state_province").or_else(|| line("region"))),
                ("postal", line("postal_code")),
                (
                    "country",
                    line("country")
                        .map(|country| country.to_uppercase())
                        .or_else(|| self.town.country().map(str::to_owned)),
                ),
            ];
            row.say("region", Fate::Lost("a page has one region: the state or province"));
            row.say("attention", Fate::Lost("a name on letters"));
            // A country alone is no address.
            let has_more = fields.iter().any(|(key, value)| *key != "country" && value.is_some());
            if has_more {
                let fields = fields
                    .into_iter()
                    .filter_map(|(key, value)| Some((key.to_owned(), Value::Text(value?))));
                found = fields.collect();
                own.extend(self.ledger.cells(row.record.row));
            }
        }
        found
    }

    fn small(&self, name: &str) -> String {
        match super::super::words::is_in_capitals(name) {
            true => {
                super::super::words::without_capitals(name, &self.table.capitals, &self.short_forms)
            }
            false => name.to_owned(),
        }
    }

    /// A position inside the town's area; one outside is nobody's guess.
    fn position(&self, row: View<'_>) -> Option<(f64, f64)> {
        let (lat, lon) = (row.peek("latitude"), row.peek("longitude"));
        let say =
            |fate: Fate| ["latitude", "longitude"].iter().for_each(|field| row.say(field, fate));
        let (Some(lat), Some(lon)) = (lat, lon) else {
            say(Fate::Lost("half a position"));
            return None;
        };
        let read = numbers::degrees(lat).zip(numbers::degrees(lon));
        let Some((lat, lon)) = read else {
            say(Fate::Question("no position"));
            return None;
        };
        let Some(position) = Position::from_degrees(lat, lon).filter(|_| (lat, lon) != (0.0, 0.0))
        else {
            say(Fate::Question("there is no such place on the earth"));
            return None;
        };
        if let Some(bounds) = self.town.bounds()
            && !is_within(position, bounds)
        {
            let swapped = Position::from_degrees(lon, lat).is_some_and(|at| is_within(at, bounds));
            let turned = Position::from_degrees(lat, -lon).is_some_and(|at| is_within(at, bounds));
            say(Fate::Question(match (swapped, turned) {
                (true, _) => {
                    "the position is outside of the town; its two numbers seem to be swapped"
                }
                (_, true) => "the position is outside of the town; a minus seems to be missing",
                _ => "the position is outside of the town",
            }));
            return None;
        }
        // Five places are a metre.
        let round = |degrees: f64| (degrees * 100_000.0).round() / 100_000.0;
        let (short_lat, short_lon) = (round(lat), round(lon));
        say(if (short_lat, short_lon) == (lat, lon) {
            Fate::Taken
        } else {
            Fate::Changed("rounded to a metre")
        });
        Some((short_lat, short_lon))
    }

    /// The fact that a mere yes or no is about, where the column is called as the town calls a fact. A wheelchair gets in where
    /// there is no step, and not wherever there is none: under another name the answer stands in the text with the name of its
    /// column, and a person is asked.
    fn answered(
        &self,
        page: &mut Page,
        row: View<'a>,
        field: &'static str,
        answer: &str,
    ) -> Option<String> {
        let column = row.cell(field).map(|cell| self.ledger.column(cell)).unwrap_or_default();
        if let Some(fact) = self.named_term("access", column) {
            row.say(
                field,
                Fate::Changed("read as the fact about getting in that its column names"),
            );
            return Some(fact.to_owned());
        }
        let mut letters = column.chars();
        // Of a column that is called as every package calls it, nobody knows what is answered.
        let named = letters.next().filter(|_| column != field);
        row.say(
            field,
            Fate::Question(match named {
                Some(_) => {
                    "is this one of the town's facts about getting in? say which in the mapping: access.step-free-entrance"
                }
                None => "a yes or no about getting in, and it does not say to what",
            }),
        );
        if let Some(first) = named {
            let capital = first.to_uppercase().chain(letters).collect::<String>();
            let said = match answer {
                "yes" => "Yes",
                _ => "No",
            };
            page.say(format!("{capital}: {said}"), cells(row, &[field]));
        }
        None
    }

    /// What is known of getting in. Words that the town's table knows are facts, with the words beside
    /// them; all others stand in the text.
    fn getting_in(
        &self,
        page: &mut Page,
        id: &str,
        terms: &Own<'a>,
        entries: &mut Vec<(String, Value)>,
        own: &mut Vec<CellId>,
    ) {
        let mut facts: Vec<(String, Value)> = Vec::new();
        let mut notes: Vec<(String, Value)> = Vec::new();
        let mut only: Vec<(String, Value)> = Vec::new();
        for row in self.tables.hanging("accessibility", "location_id", id, self.ledger) {
            row.joined();
            let said = self.own_of(row);
            if let Some(answered) = said.all("access").find_map(|said| Answered::of(&said)) {
                let details = self.plain(row, "details");
                answered.write(details.as_deref(), &mut facts, &mut notes, &mut only);
                row.say("description", Fate::Taken);
                own.extend(cells(row, &["description", "details"]));
                continue;
            }
            for field in ["description", "accessibility", "details"] {
                let Some(text) = self.plain(row, field) else { continue };
                let line = one_line(&text);
                if let Some(answer) = answer(&line) {
                    match self.answered(page, row, field, answer) {
                        Some(fact) if !facts.iter().any(|(known, _)| *known == fact) => {
                            facts.push((fact, Value::Text(answer.to_owned())));
                            own.extend(cells(row, &[field]));
                        }
                        _ => {}
                    }
                    continue;
                }
                // "No wheelchair access", "not accessible": words that deny are read by nobody but a person.
                let denies = super::super::town::folded(&line).split(' ').any(|word| {
                    matches!(word, "no" | "not" | "without" | "limited" | "partial" | "partially")
                });
                let found = if denies { Vec::new() } else { self.table.facts(&line) };
                if found.is_empty() {
                    page.say_labelled(self.label("accessibility"), &text, cells(row, &[field]));
                    continue;
                }
                for fact in found {
                    if !facts.iter().any(|(known, _)| *known == fact) {
                        facts.push((fact.clone(), Value::Text("yes".to_owned())));
                        notes.push((fact, Value::Text(cut(&line, 600).0)));
                    }
                }
                row.say(
                    field,
                    Fate::Changed("read as facts about getting in, with its words beside them"),
                );
                own.extend(cells(row, &[field]));
            }
            row.say("url", Fate::Lost("a page has no place for it"));
        }
        for answered in terms.all("access").filter_map(|said| Answered::of(&said)) {
            answered.write(None, &mut facts, &mut notes, &mut only);
        }
        for (key, map) in [("access", facts), ("access_notes", notes), ("access_only", only)] {
            if !map.is_empty() {
                entries.push((key.to_owned(), Value::Map(map)));
            }
        }
    }
}

/// A mere yes or no, in any language of Signpost's.
fn answer(line: &str) -> Option<&'static str> {
    match read_exactly(line) {
        Answer::Yes => Some("yes"),
        Answer::No => Some("no"),
        _ => None,
    }
}

/// A fact of access with what a Signpost directory knows of it.
struct Answered<'a> {
    fact: &'a str,
    is: bool,
    at_times: bool,
}

impl<'a> Answered<'a> {
    fn of(said: &Said<'a>) -> Option<Self> {
        let (is, at_times) = match said.value? {
            "yes" => (true, false),
            "no" => (false, false),
            "at-times" => (true, true),
            _ => return None,
        };
        Some(Self { fact: said.code, is, at_times })
    }

    /// Writes it, unless it is written already. Of what holds at times, the first line of the words says when.
    fn write(
        self,
        words: Option<&str>,
        facts: &mut Vec<(String, Value)>,
        notes: &mut Vec<(String, Value)>,
        only: &mut Vec<(String, Value)>,
    ) {
        let Self { fact, is, at_times } = self;
        let words = words.unwrap_or_default();
        let (when, note) = match at_times {
            true => words.split_once('\n').unwrap_or((words, "")),
            false => ("", words),
        };
        // That something holds at times, without a word when, is not known well enough to be told.
        if facts.iter().any(|(known, _)| known == fact) || (at_times && when.is_empty()) {
            return;
        }
        let text = |text: &str| Value::Text(cut(&one_line(text), 600).0);
        facts.push((fact.to_owned(), text(if is { "yes" } else { "no" })));
        for (list, words) in [(notes, note), (only, when)] {
            if !words.trim().is_empty() {
                list.push((fact.to_owned(), text(words)));
            }
        }
    }
}

fn set(map: &mut Value, key: &str, value: Value) {
    if let Value::Map(entries) = map {
        entries.insert(0, (key.to_owned(), value));
    }
}

/// Whether a position lies between two corners; between west and east may lie 180 degrees.
fn is_within(at: Position, (south_west, north_east): (Position, Position)) -> bool {
    let (west, east) = (south_west.lon_e5, north_east.lon_e5);
    let is_between = match west <= east {
        true => (west..=east).contains(&at.lon_e5),
        false => at.lon_e5 >= west || at.lon_e5 <= east,
    };
    (south_west.lat_e5..=north_east.lat_e5).contains(&at.lat_e5) && is_between
}
