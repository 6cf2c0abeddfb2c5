//! Real directories and queries from `../shared/data`, which is no part of the repository.
#![allow(clippy::unwrap_used, clippy::expect_used, dead_code)]

use std::fs;
use std::io::{self, Write};
use std::path::Path;
use std::sync::Arc;

use catalog::card::{Card, CardPlace, CardText};
use catalog::columns::Row;
use catalog::day::Moment;
use catalog::directory::Freshness;
use catalog::facet::FACETS;
use catalog::format::write;
use catalog::manifest::{FileRef, Manifest, Places, Tile};
use catalog::place::Position;
use catalog::search::Catalog;
use catalog::service::{AssuranceHow, CapacityStatus, PageLocales, Status};
use catalog::text::decompose_natively;
use indexer::conflation::Conflation;
use indexer::pack::index::DirectoryWords;
use indexer::ranking::{Ranking, Texts};
use serde_json::Value;

/// Says that a test had nothing to look at: not by `println!`, which nobody reads of a test that passes.
pub fn skipped(why: &str) {
    let _ = writeln!(io::stdout().lock(), "SKIPPED: {why}");
}

/// A question with its answers.
pub struct Asked {
    pub class: String,
    pub words: String,
    pub dataset: String,
    pub exclude_fields: Vec<String>,
    pub relevant: Vec<String>,
}

/// A directory's texts.
pub struct Set {
    pub ids: Vec<String>,
    pub locales: Vec<String>,
    pub documents: Vec<Texts>,
}

/// A directory ready to be searched, and its oracle.
pub struct Opened {
    pub ids: Vec<String>,
    pub catalog: Catalog,
    pub conflation: Arc<Conflation>,
    pub ranking: Ranking,
    pub head: Vec<u8>,
    pub body: Vec<u8>,
}

pub fn now() -> Moment {
    Moment::parse("2026-11-23T09:00").unwrap()
}

pub fn lines(path: &Path) -> Vec<Value> {
    let text = fs::read_to_string(path).unwrap_or_default();
    text.lines().filter_map(|line| serde_json::from_str(line).ok()).collect()
}

pub fn strings(value: &Value) -> Vec<String> {
    let items = value.as_array().into_iter().flatten();
    items.filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// Every query about words.
pub fn queries(folder: &Path) -> Vec<Asked> {
    let Ok(files) = fs::read_dir(folder.join("queries")) else { return Vec::new() };
    let mut files: Vec<_> = files.map(|file| file.unwrap().path()).collect();
    files.sort();
    let asked = files.iter().flat_map(|file| lines(file)).map(|line| {
        let text = |key: &str| line[key].as_str().unwrap_or_default().to_owned();
        Asked {
            class: text("type"),
            words: text("query"),
            dataset: text("dataset"),
            exclude_fields: strings(&line["exclude_fields"]),
            relevant: strings(&line["relevant"]),
        }
    });
    asked.filter(|asked| !asked.words.is_empty() && !asked.relevant.is_empty()).collect()
}

impl Set {
    /// A set of `services/`, or of `text/`, without some fields.
    pub fn read(folder: &Path, dataset: &str, exclude: &[String]) -> Self {
        let mut set = Self { ids: Vec::new(), locales: Vec::new(), documents: Vec::new() };
        let is_services = !dataset.contains('/');
        let path =
            if is_services { format!("services/{dataset}.jsonl") } else { dataset.to_owned() };
        for line in lines(&folder.join(path)) {
            let text = |key: &str| {
                let is_in = !exclude.iter().any(|excluded| excluded == key);
                line[key].as_str().filter(|_| is_in).unwrap_or_default().to_owned()
            };
            let list = |key: &str| {
                let is_in = !exclude.iter().any(|excluded| excluded == key);
                if is_in { strings(&line[key]).join("\n") } else { String::new() }
            };
            let told = if is_services { text("description") } else { text("text") };
            let (summary, rest) = first_sentence(&told);
            let more =
                ["eligibility", "application", "alternate_name", "address"].map(text).join("\n");
            set.documents.push(vec![
                text("title"),
                text("organization"),
                summary.to_owned(),
                [rest, &more, &list("needs"), &list("languages")].join("\n"),
                String::new(),
            ]);
            if is_services {
                set.ids.push(text("id"));
                set.locales.push("en".to_owned());
            } else {
                set.ids.push(format!("{}@{}", text("key"), text("lang")));
                set.locales.push(text("lang"));
            }
        }
        set
    }

    pub fn open(&self) -> Opened {
        let said = self.documents.iter().zip(&self.locales);
        let said = said
            .flat_map(|(texts, locale)| texts.iter().map(|text| (locale.as_str(), text.as_str())));
        let conflation = Arc::new(Conflation::learn(said));
        let ranking = Ranking::build(&conflation, &self.documents).unwrap();
        let words = DirectoryWords::new(conflation.clone(), &self.documents, &ranking).unwrap();
        let cards: Vec<Card> =
            self.documents.iter().zip(&self.ids).map(|(texts, id)| card(id, texts)).collect();
        let (head, body) = words.tile(0..cards.len(), &cards);
        let (head, body) = (write::head(&head), write::body(&body));
        let row = Row {
            terms: vec![Vec::new(); FACETS.len()],
            assured: Some(now().day),
            is_listed: true,
            ..Row::default()
        };
        let rows = write::columns(&vec![row; cards.len()]);
        let tile = Tile { services: cards.len() as u32, ..Tile::default() };
        let manifest = Manifest { tiles: vec![tile], ..manifest() };
        let mut catalog = Catalog::new(manifest.into(), decompose_natively);
        catalog.add_tile(0, &rows, &write::cards(&cards)).unwrap();
        catalog.add_text(0, &head).unwrap();
        catalog.add_text(0, &body).unwrap();
        Opened { ids: self.ids.clone(), catalog, conflation, ranking, head, body }
    }
}

/// The beginning that would stand on a card, and the rest: a sentence, or 140 characters.
fn first_sentence(text: &str) -> (&str, &str) {
    let end = text.find(['.', '\n', '。', '।', '؟', '።']).map_or(text.len(), |at| at + 1);
    let most = text.char_indices().nth(140).map_or(text.len(), |(at, _)| at);
    let mut cut = end.min(most);
    while !text.is_char_boundary(cut) {
        cut += 1;
    }
    text.split_at(cut)
}

pub fn card(id: &str, texts: &Texts) -> Card {
    let text = |text: &str| CardText { text: text.to_owned(), translated: true };
    Card {
        id: id.to_owned(),
        name: text(&texts[0]),
        organization: texts[1].clone(),
        summary: text(&texts[2]),
        places: vec![CardPlace::default()],
        has_door: true,
        phone: None,
        cost: CardText::default(),
        alert: None,
        capacity: CapacityStatus::Unknown,
        status: Status::Active,
        languages: Vec::new(),
        access: Vec::new(),
        assured: None,
        assured_how: AssuranceHow::NotSaid,
        sensitive: false,
        pages: PageLocales::Every,
    }
}

pub fn manifest() -> Manifest {
    Manifest {
        locale: "en".into(),
        default_locale: "en".into(),
        time_zone: "America/Vancouver".into(),
        centre: Position { lat_e5: 0, lon_e5: 0 },
        freshness: Freshness { remind: vec![11], stale: 14, hide: 18 },
        travel: Vec::new(),
        choices: vec![Vec::new(); FACETS.len()],
        delivery: Vec::new(),
        places: Places::default(),
        tiles: Vec::new(),
        loads_all: false,
        sayings: FileRef::default(),
        common_sayings: FileRef::default(),
        spoken: None,
        messages: Vec::new(),
    }
}
