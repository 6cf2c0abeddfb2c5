//! Brings the catalog onto the phone, tile by tile.
//!
//! What is nearest comes first and alone, so that it is there soonest; everything else around the
//! person, and the names of places, are asked for before the finder says that it is ready, so that
//! no request follows from what they type or tick. Only a place that they name, and "look further",
//! bring more tiles.

use std::cell::RefCell;
use std::rc::Rc;
use std::sync::Arc;

use catalog::format::FormatError;
use catalog::manifest::{FileRef, Manifest, Tile};
use catalog::search::Catalog;
use js_sys::{Function, Promise, Uint8Array};
use leptos::prelude::*;
use wasm_bindgen::prelude::*;
use wasm_bindgen_futures::{JsFuture, spawn_local};

use super::{decompose, mark_ready, on_change};
use crate::finder::model::{Loading, Model};
use crate::markup::Markup;

/// Asks for files of the catalog; the same name twice is one request.
#[derive(Clone)]
pub(super) struct Loader {
    /// JavaScript: from a name to a promise of its bytes.
    fetch: Function,
}

/// A file on its way.
struct Coming(Result<Promise, JsValue>);

/// A tile's files on their way.
struct ComingTile {
    number: usize,
    columns: Coming,
    texts: Vec<Coming>,
    cards: Coming,
}

impl Coming {
    async fn bytes(self) -> Result<Vec<u8>, JsValue> {
        Ok(Uint8Array::new(&JsFuture::from(self.0?).await?).to_vec())
    }
}

impl Loader {
    pub fn new(fetch: Function) -> Self {
        Self { fetch }
    }

    /// The bytes of a file.
    pub async fn bytes(&self, name: &str) -> Result<Vec<u8>, JsValue> {
        self.ask(name).bytes().await
    }

    fn ask(&self, name: &str) -> Coming {
        Coming(self.fetch.call1(&JsValue::NULL, &name.into()).map(Promise::from))
    }

    /// Asks for a tile; of its texts only the first `texts`.
    fn ask_tile(&self, number: usize, tile: &Tile, texts: usize) -> ComingTile {
        ComingTile {
            number,
            columns: self.ask(&tile.columns.name),
            texts: tile.texts.iter().take(texts).map(|file| self.ask(&file.name)).collect(),
            cards: self.ask(&tile.cards.name),
        }
    }
}

/// What is done with the bytes of a file.
type TakeIn = Box<dyn Fn(&mut Catalog, &[u8]) -> Result<(), FormatError>>;

/// Tiles that were asked for, and whether they did not come.
type AskedFor = Rc<RefCell<Vec<(usize, bool)>>>;

/// Keeps the catalog as large as the model's question needs, from now on.
pub(super) fn stream(model: RwSignal<Model>, manifest: Arc<Manifest>, loader: Loader) {
    let asked_for: AskedFor = Rc::default();
    let mut rounds = u32::MAX;
    on_change(move || {
        let (wanted, now) = model.with(|model| (model.tiles_wanted(&manifest), model.rounds));
        let mut known = asked_for.borrow_mut();
        let is_first = known.is_empty();
        if std::mem::replace(&mut rounds, now) < now {
            // Whoever looks further also tries again what did not come.
            known.retain(|(_, has_failed)| !has_failed);
        }
        let is_new = |tile: &usize| known.iter().all(|(known, _)| known != tile);
        let missing: Vec<usize> = wanted.into_iter().filter(is_new).collect();
        known.extend(missing.iter().map(|tile| (*tile, false)));
        if !missing.is_empty() {
            let (manifest, loader, asked_for) =
                (manifest.clone(), loader.clone(), asked_for.clone());
            spawn_local(async move {
                bring(model, &manifest, &loader, &missing, is_first).await;
                for (tile, has_failed) in asked_for.borrow_mut().iter_mut() {
                    *has_failed |= missing.contains(tile)
                        && !model.with_untracked(|model| has_tile(model, *tile));
                }
            });
        }
    });
}

/// Asks for the ground of the map, once, when the map is opened: whole, whatever part of it is
/// looked at. Without it the map still has its marks and rings.
pub(super) fn bring_ground(model: RwSignal<Model>, name: String, loader: Loader) {
    let mut was_open = false;
    on_change(move || {
        let (is_open, is_missing) =
            model.with(|model| (model.map.is_some(), model.ground == Markup::new()));
        let opens = is_open && !was_open;
        was_open = is_open;
        if opens && is_missing {
            let (name, loader) = (name.clone(), loader.clone());
            spawn_local(async move {
                let ground = loader.bytes(&name).await.ok();
                if let Some(ground) = ground.and_then(|bytes| String::from_utf8(bytes).ok()) {
                    model.update(|model| model.ground = Markup::from_build(ground));
                }
            });
        }
    });
}

fn has_tile(model: &Model, tile: usize) -> bool {
    model.catalog().is_some_and(|catalog| catalog.has_tile(tile))
}

async fn bring(
    model: RwSignal<Model>,
    manifest: &Arc<Manifest>,
    loader: &Loader,
    tiles: &[usize],
    is_first: bool,
) {
    let known = |number: &usize| Some((*number, manifest.tiles.get(*number)?));
    let mut tiles = tiles.iter().filter_map(known);
    let mut late: Vec<(Coming, TakeIn)> = Vec::new();
    if is_first && let Some((number, tile)) = tiles.next() {
        let goes_on = tiles.clone().next().is_some();
        model.update_untracked(|model| model.is_streaming = goes_on);
        arrive(model, manifest, loader.ask_tile(number, tile, 1)).await;
        let mut ask = |file: &FileRef, take_in| late.push((loader.ask(&file.name), take_in));
        ask(
            &manifest.places.file,
            Box::new(|catalog, bytes| catalog.manifest().places.receive(bytes)),
        );
        for text in tile.texts.get(1..).unwrap_or_default() {
            ask(text, Box::new(move |catalog, bytes| catalog.add_text(number, bytes)));
        }
        ask(&manifest.synonyms, Box::new(Catalog::add_synonyms));
    }
    let others: Vec<ComingTile> =
        tiles.map(|(number, tile)| loader.ask_tile(number, tile, tile.texts.len())).collect();
    if model.with_untracked(|model| model.loading.is_ready()) {
        mark_ready();
    }
    for (file, take_in) in late {
        let bytes = file.bytes().await;
        receive(model, manifest, |catalog| take_in(catalog, &there(bytes)?));
    }
    for tile in others {
        arrive(model, manifest, tile).await;
    }
    model.update(|model| {
        model.is_streaming = false;
        if !model.loading.is_ready() {
            model.loading = Loading::Failed;
        }
    });
    mark_ready();
}

/// A tile whose files are coming is added as one, so that no card is missing and no list flashes;
/// what does not arrive is missing, and the rest works.
async fn arrive(model: RwSignal<Model>, manifest: &Arc<Manifest>, tile: ComingTile) {
    let number = tile.number;
    let columns = tile.columns.bytes().await;
    let mut texts = Vec::new();
    for text in tile.texts {
        texts.push(text.bytes().await);
    }
    let cards = tile.cards.bytes().await;
    receive(model, manifest, |catalog| {
        let (columns, cards) = (there(columns)?, there(cards)?);
        let mut outcome = catalog.add_tile(number, &columns, &cards);
        for text in texts {
            outcome = outcome.and(there(text).and_then(|text| catalog.add_text(number, &text)));
        }
        outcome
    });
}

fn receive(
    model: RwSignal<Model>,
    manifest: &Arc<Manifest>,
    add: impl FnOnce(&mut Catalog) -> Result<(), FormatError>,
) {
    model.update(|model| model.receive(add, || Catalog::new(manifest.clone(), decompose)));
}

/// Bytes that did not arrive are as good as none.
fn there(bytes: Result<Vec<u8>, JsValue>) -> Result<Vec<u8>, FormatError> {
    bytes.map_err(|_| FormatError::Damaged)
}
