//! Which files of the catalog are asked for, and when what has come is taken in: rules only, so that
//! they are tested natively. The browser's side fetches, and hands the bytes back.
//!
//! The nearest tile comes first and alone, so that its results are there soonest. Everything else
//! around the person is asked for after it, at once: no request follows from what somebody types or
//! ticks. Only a place that they name, "look further" and the map ask for more.

use std::mem::take;
use std::sync::Arc;

use catalog::format::FormatError;
use catalog::manifest::Manifest;
use catalog::search::Catalog;
use catalog::text::Decompose;

use super::model::{Loading, Model};
use crate::markup::Markup;

/// A file of the catalog.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// The facts of a tile, by the tile's number.
    Columns(usize),
    /// The cards of a tile.
    Cards(usize),
    /// A text of a tile, by the numbers of both.
    Text(usize, usize),
    /// The names of places.
    Places,
    /// How people say things in the page's locale.
    Sayings,
    /// How people say things in every locale.
    CommonSayings,
    /// The ground of the map.
    Ground,
}

/// What is to be done after a step.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Step {
    /// Files to ask for now.
    pub ask: Vec<Part>,
    /// The model has changed.
    pub is_changed: bool,
}

/// Asks for every file once, and again after a failure when somebody looks further.
pub struct Loader {
    manifest: Arc<Manifest>,
    /// The file with the map's ground, where the directory has one.
    ground: Option<String>,
    decompose: Decompose,
    /// Batches that were asked for.
    underway: Vec<Batch>,
    /// Batches that wait for the first one.
    later: Vec<Batch>,
    /// Parts that were asked for.
    known: Vec<Part>,
    /// Parts that did not come or could not be read, by batch.
    failed: Vec<Vec<Part>>,
    /// The model's rounds when the loader last looked.
    rounds: u32,
    was_map_open: bool,
}

/// Files that are taken in together, so that no list shows a half of them.
struct Batch(Vec<(Part, Arrival)>);

enum Arrival {
    Awaited,
    Here(Vec<u8>),
    Failed,
}

impl Batch {
    fn new(parts: Vec<Part>) -> Self {
        Self(parts.into_iter().map(|part| (part, Arrival::Awaited)).collect())
    }

    fn parts(&self) -> impl Iterator<Item = Part> {
        self.0.iter().map(|(part, _)| *part)
    }

    fn is_complete(&self) -> bool {
        self.0.iter().all(|(_, arrival)| !matches!(arrival, Arrival::Awaited))
    }

    /// The bytes of a part; damaged where they did not come.
    fn bytes(&self, wanted: Part) -> Result<&[u8], FormatError> {
        let found = self.0.iter().find(|(part, _)| *part == wanted);
        match found {
            Some((_, Arrival::Here(bytes))) => Ok(bytes),
            _ => Err(FormatError::Damaged),
        }
    }
}

impl Loader {
    /// A loader for a directory; `decompose` is the browser's own decomposition of letters.
    pub fn new(manifest: Arc<Manifest>, ground: Option<String>, decompose: Decompose) -> Self {
        Self {
            manifest,
            ground,
            decompose,
            underway: Vec::new(),
            later: Vec::new(),
            known: Vec::new(),
            failed: Vec::new(),
            rounds: 1,
            was_map_open: false,
        }
    }

    /// Whether the names of places are still to come.
    pub fn waits_for_places(&self) -> bool {
        let is_awaited = |batch: &Batch| batch.parts().any(|part| part == Part::Places);
        self.manifest.places.is_empty()
            && (self.underway.iter().any(is_awaited) || self.later.iter().any(is_awaited))
    }

    /// The name of a part's file; `None` for a part that the directory does not have.
    pub fn name(&self, part: Part) -> Option<&str> {
        let tile = |number: usize| self.manifest.tiles.get(number);
        let file = match part {
            Part::Columns(number) => &tile(number)?.columns,
            Part::Cards(number) => &tile(number)?.cards,
            Part::Text(number, text) => tile(number)?.texts.get(text)?,
            Part::Places => &self.manifest.places.file,
            Part::Sayings => &self.manifest.sayings,
            Part::CommonSayings => &self.manifest.common_sayings,
            Part::Ground => return self.ground.as_deref(),
        };
        Some(&file.name)
    }

    /// The files that the model needs and that were not asked for.
    pub fn follow(&mut self, model: &mut Model) -> Vec<Part> {
        let mut batches = Vec::new();
        if model.rounds > self.rounds {
            // Together and in order: a text's body is of no use before its head.
            batches.extend(
                [take(&mut self.failed).concat()].into_iter().filter(|all| !all.is_empty()),
            );
        }
        self.rounds = model.rounds;
        let is_first = self.known.is_empty();
        let wanted = model.tiles_wanted(&self.manifest);
        let is_new = |tile: &usize| !self.known.contains(&Part::Columns(*tile));
        let mut tiles = wanted.into_iter().filter(is_new);
        let first = tiles.next().filter(|_| is_first);
        if let Some(tile) = first {
            let mut late = vec![Part::Places, Part::Sayings, Part::CommonSayings];
            late.extend((1..self.texts_of(tile)).map(|text| Part::Text(tile, text)));
            // The ground of the map is no secret, but a request for it would tell that the map was opened.
            if self.manifest.loads_all && self.ground.is_some() {
                late.push(Part::Ground);
            }
            let (ground, late): (Vec<Part>, Vec<Part>) =
                late.into_iter().partition(|part| *part == Part::Ground);
            self.later.push(Batch::new(late));
            if !ground.is_empty() {
                self.later.push(Batch::new(ground));
            }
            let others: Vec<usize> = tiles.collect();
            model.is_streaming = !others.is_empty() && model.query.is_empty();
            for tile in others {
                let whole = self.whole_tile(tile);
                self.known.extend(&whole);
                self.later.push(Batch::new(whole));
            }
            batches.push(vec![Part::Columns(tile), Part::Text(tile, 0), Part::Cards(tile)]);
        } else {
            let new: Vec<usize> = tiles.collect();
            batches.extend(new.into_iter().map(|tile| self.whole_tile(tile)));
        }
        let opens = model.map.is_some() && !self.was_map_open;
        self.was_map_open = model.map.is_some();
        if opens && self.ground.is_some() && !self.known.contains(&Part::Ground) {
            batches.push(vec![Part::Ground]);
        }
        batches.into_iter().flat_map(|parts| self.ask(Batch::new(parts))).collect()
    }

    /// Takes a file in, or that it did not come (`None`). What belongs together changes the model at
    /// once, when the last of it has come.
    pub fn receive(&mut self, part: Part, bytes: Option<Vec<u8>>, model: &mut Model) -> Step {
        let mut slots = self.underway.iter_mut().flat_map(|batch| &mut batch.0);
        let awaited = |(known, arrival): &&mut (Part, Arrival)| {
            *known == part && matches!(arrival, Arrival::Awaited)
        };
        if let Some((_, arrival)) = slots.find(awaited) {
            *arrival = bytes.map_or(Arrival::Failed, Arrival::Here);
        }
        let mut step = Step::default();
        while let Some(done) = self.underway.iter().position(Batch::is_complete) {
            let batch = self.underway.swap_remove(done);
            self.take_in(&batch, model);
            step.is_changed = true;
            for batch in take(&mut self.later) {
                step.ask.extend(self.ask(batch));
            }
        }
        if self.underway.is_empty() {
            model.is_streaming = false;
            if !model.loading.is_ready() {
                model.loading = Loading::Failed;
            }
        }
        step
    }

    fn ask(&mut self, batch: Batch) -> Vec<Part> {
        let parts: Vec<Part> = batch.parts().collect();
        for part in &parts {
            if !self.known.contains(part) {
                self.known.push(*part);
            }
        }
        self.underway.push(batch);
        parts
    }

    fn texts_of(&self, tile: usize) -> usize {
        self.manifest.tiles.get(tile).map_or(0, |tile| tile.texts.len())
    }

    fn whole_tile(&self, tile: usize) -> Vec<Part> {
        let texts = (0..self.texts_of(tile)).map(|text| Part::Text(tile, text));
        [Part::Columns(tile), Part::Cards(tile)].into_iter().chain(texts).collect()
    }

    /// Takes a complete batch in. Without its texts a tile still answers filters; what failed is
    /// told by the model, and kept in mind for the next try.
    fn take_in(&mut self, batch: &Batch, model: &mut Model) {
        if let Ok(ground) = batch.bytes(Part::Ground) {
            let ground = String::from_utf8(ground.to_vec()).unwrap_or_default();
            model.ground = Markup::from_build(ground);
            return;
        }
        let mut new = None;
        let catalog = match &mut model.loading {
            Loading::Ready(catalog) => catalog,
            Loading::Underway | Loading::Failed => {
                let empty = Catalog::new(self.manifest.clone(), self.decompose);
                new.insert(Box::new(empty))
            }
        };
        let mut failed: Vec<Part> =
            batch.parts().filter(|part| add(catalog, batch, *part).is_err()).collect();
        if let Some(catalog) = new.filter(|catalog| catalog.has_tiles()) {
            model.loading = Loading::Ready(catalog);
        }
        if failed == [Part::Ground] {
            // Without its ground the map still has its marks and rings; it is asked for again when
            // the map is opened again.
            self.known.retain(|known| *known != Part::Ground);
        } else if !failed.is_empty() {
            model.is_part_missing = true;
            let tiles = failed.clone().into_iter();
            failed.extend(tiles.filter_map(|part| match part {
                Part::Columns(tile) => Some(Part::Cards(tile)),
                _ => None,
            }));
            self.failed.push(failed);
        }
    }
}

/// Adds a part of a batch to the catalog.
fn add(catalog: &mut Catalog, batch: &Batch, part: Part) -> Result<(), FormatError> {
    let bytes = batch.bytes(part);
    match part {
        Part::Columns(tile) => catalog.add_tile(tile, bytes?, batch.bytes(Part::Cards(tile))?),
        // Taken in with their tile's facts.
        Part::Cards(_) => Ok(()),
        Part::Text(tile, _) => catalog.add_text(tile, bytes?),
        Part::Sayings => catalog.add_sayings(bytes?, false),
        Part::CommonSayings => catalog.add_sayings(bytes?, true),
        Part::Places => catalog.manifest().places.receive(bytes?),
        Part::Ground => bytes.map(drop),
    }
}
