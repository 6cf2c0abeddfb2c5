//! A page on its way: facts, paragraphs, and which values of the source each came from.

use std::collections::BTreeMap;

use authoring::order;
use authoring::value::Value;
use authoring::write;

use super::ledger::{CellId, Fate, Ledger};
use super::words::{escaped, label_of};

/// Most bytes of a page's facts: a check refuses 8 KB.
const FACTS_MAX: usize = 7_600;

/// Most bytes of the text below: a check refuses a page of 32 KB.
const BODY_MAX: usize = 20_000;

/// A page.
pub struct Page {
    /// What it is in the package: `service/136`.
    pub key: String,
    /// Its path inside the content folder.
    pub path: String,
    /// Keys and values in the order in which they are written.
    pub facts: Vec<(&'static str, Value)>,
    /// What stands below.
    pub paragraphs: Vec<Paragraph>,
    /// The id that it has in a Signpost directory: its address, wherever it goes.
    pub own_id: Option<String>,
    /// From which values each key came.
    origins: BTreeMap<&'static str, Vec<CellId>>,
}

/// A paragraph and the values it came from.
pub struct Paragraph {
    /// Its plain words.
    pub text: String,
    /// Where from.
    pub cells: Vec<CellId>,
}

impl Page {
    /// A page without facts.
    pub fn new(key: String) -> Self {
        Self {
            key,
            path: String::new(),
            facts: Vec::new(),
            paragraphs: Vec::new(),
            own_id: None,
            origins: BTreeMap::new(),
        }
    }

    /// Sets a fact, and says where it came from.
    pub fn set(
        &mut self,
        key: &'static str,
        value: Value,
        cells: impl IntoIterator<Item = CellId>,
    ) {
        self.origins.entry(key).or_default().extend(cells);
        match self.facts.iter_mut().find(|(known, _)| *known == key) {
            Some((_, known)) => *known = value,
            None => self.facts.push((key, value)),
        }
    }

    /// A value of a key came from these cells, too.
    pub fn came_from(&mut self, key: &'static str, cells: impl IntoIterator<Item = CellId>) {
        self.origins.entry(key).or_default().extend(cells);
    }

    /// Appends to a list; nothing where the same is in it.
    pub fn push(
        &mut self,
        key: &'static str,
        value: Value,
        cells: impl IntoIterator<Item = CellId>,
    ) {
        self.origins.entry(key).or_default().extend(cells);
        match self.facts.iter_mut().find(|(known, _)| *known == key) {
            Some((_, Value::List(list))) => {
                if !list.contains(&value) {
                    list.push(value);
                }
            }
            _ => self.facts.push((key, Value::List(vec![value]))),
        }
    }

    /// A fact.
    pub fn get(&self, key: &str) -> Option<&Value> {
        self.facts.iter().find(|(known, _)| *known == key).map(|(_, value)| value)
    }

    /// The entries of a list.
    pub fn list(&self, key: &str) -> &[Value] {
        match self.get(key) {
            Some(Value::List(list)) => list,
            _ => &[],
        }
    }

    /// Adds a paragraph, unless its words stand there already.
    pub fn say(&mut self, text: String, cells: impl IntoIterator<Item = CellId>) {
        let cells: Vec<CellId> = cells.into_iter().collect();
        let text = text.trim().to_owned();
        if text.is_empty() {
            return;
        }
        match self.paragraphs.iter_mut().find(|known| known.text == text) {
            Some(known) => known.cells.extend(cells),
            None => self.paragraphs.push(Paragraph { text, cells }),
        }
    }

    /// Adds a paragraph with a label of the town before it, where there is one.
    pub fn say_labelled(
        &mut self,
        label: Option<&str>,
        text: &str,
        cells: impl IntoIterator<Item = CellId>,
    ) {
        self.say(label_of(label, text), cells);
    }

    /// Takes a fact away: its values are not on the page.
    pub fn drop(&mut self, key: &str, ledger: &Ledger, fate: Fate) -> bool {
        let count = self.facts.len();
        self.facts.retain(|(known, _)| *known != key);
        for cell in self.origins.remove(key).unwrap_or_default() {
            ledger.overrule(cell, fate);
        }
        self.facts.len() < count
    }

    /// Takes a paragraph away.
    pub fn drop_paragraph(&mut self, at: usize, ledger: &Ledger, fate: Fate) -> bool {
        if at >= self.paragraphs.len() {
            return false;
        }
        for cell in self.paragraphs.remove(at).cells {
            ledger.overrule(cell, fate);
        }
        true
    }

    /// The values that a fact was made of.
    pub fn cells_of(&self, key: &str) -> &[CellId] {
        self.origins.get(key).map_or(&[], Vec::as_slice)
    }

    /// Every value that is on the page.
    pub fn cells(&self) -> impl Iterator<Item = CellId> {
        let of_facts = self.origins.values().flatten();
        of_facts.chain(self.paragraphs.iter().flat_map(|paragraph| &paragraph.cells)).copied()
    }

    /// Makes the page as short as a page can be: the last places go, then the last contacts and rows.
    pub fn shorten(&mut self, ledger: &Ledger) {
        const NO_ROOM: Fate =
            Fate::Question("the page has no room for all of them; the last were left out");
        while self.facts_length() > FACTS_MAX {
            let longest = ["locations", "schedule", "contact", "languages", "topics"];
            let longest = longest.into_iter().max_by_key(|key| self.list(key).len());
            let Some(key) = longest.filter(|key| self.list(key).len() > 1) else { break };
            if let Some((_, Value::List(list))) =
                self.facts.iter_mut().find(|(known, _)| *known == key)
            {
                let gone = list.pop();
                let last = self.origins.get(key).and_then(|cells| cells.last()).copied();
                last.into_iter().for_each(|cell| ledger.set(cell, NO_ROOM));
                if key == "locations" {
                    self.drop_rows_at(gone);
                }
            }
        }
        let mut length: usize = self.paragraphs.iter().map(|part| part.text.len()).sum();
        while length > BODY_MAX && self.paragraphs.len() > 1 {
            length -= self.paragraphs.last().map_or(0, |part| part.text.len());
            let last = self.paragraphs.len() - 1;
            self.drop_paragraph(
                last,
                ledger,
                Fate::Question("the page has no room for so long a text"),
            );
        }
        if let Some(part) = self.paragraphs.first_mut().filter(|part| part.text.len() > BODY_MAX) {
            part.text = super::words::cut(&part.text, BODY_MAX / 4).0;
            part.cells.iter().for_each(|cell| {
                ledger.set(*cell, Fate::Question("the page has no room for so long a text"));
            });
        }
    }

    /// Rows of a timetable at a place that is gone.
    fn drop_rows_at(&mut self, place: Option<Value>) {
        let name = |value: &Value, key: &str| match value {
            Value::Map(entries) => entries
                .iter()
                .find(|(known, _)| known == key)
                .and_then(|(_, value)| value.text().map(str::to_owned)),
            _ => None,
        };
        let Some(place) = place.and_then(|place| name(&place, "name")) else { return };
        if let Some((_, Value::List(rows))) =
            self.facts.iter_mut().find(|(known, _)| *known == "schedule")
        {
            rows.retain(|row| name(row, "at").as_deref() != Some(&place));
        }
        self.facts.retain(|(key, value)| *key != "schedule" || *value != Value::List(Vec::new()));
    }

    fn facts_length(&self) -> usize {
        write::page(&self.entries(), "").len()
    }

    /// Keys and values in the order of pages.
    pub fn entries(&self) -> Vec<(String, Value)> {
        let mut entries: Vec<&(&str, Value)> = self.facts.iter().collect();
        let keys = order::keys("");
        entries.sort_by_key(|(key, _)| {
            keys.iter().position(|known| known == key).unwrap_or(keys.len())
        });
        entries.into_iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect()
    }

    /// The text below the facts, as Markdown.
    pub fn body(&self) -> String {
        let parts: Vec<String> = self.paragraphs.iter().map(|part| markdown(&part.text)).collect();
        match parts.is_empty() {
            true => String::new(),
            false => format!("{}\n", parts.join("\n\n")),
        }
    }

    /// The page as it is written.
    pub fn text(&self) -> String {
        write::page(&self.entries(), &self.body())
    }

    /// On which line of the page each paragraph begins, from 1.
    pub fn lines_of_paragraphs(&self) -> Vec<usize> {
        let mut line = write::page(&self.entries(), "").matches('\n').count() + 1;
        let mut lines = Vec::new();
        for part in &self.paragraphs {
            lines.push(line);
            line += markdown(&part.text).matches('\n').count() + 2;
        }
        lines
    }
}

/// A text with its paragraphs, as Markdown.
fn markdown(text: &str) -> String {
    let parts = text.split("\n\n").map(str::trim).filter(|part| !part.is_empty());
    parts.map(escaped).collect::<Vec<_>>().join("\n\n")
}
