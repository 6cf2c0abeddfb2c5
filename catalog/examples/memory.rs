//! How much memory each file of a built site takes when it is opened:
//! `cargo run --release -p catalog --features tables --example memory -- dist/catalog`.
#![allow(clippy::unwrap_used)]

use std::sync::Arc;
use std::{env, fs, path::PathBuf};

use catalog::format::read;
use catalog::search::Catalog;
use catalog::text::decompose_natively;
use peak_alloc::PeakAlloc;

#[global_allocator]
static MEMORY: PeakAlloc = PeakAlloc;

/// Prints the most memory that `work` took while it ran, and what it holds when it is done.
fn told<T>(name: &str, bytes: usize, work: impl FnOnce() -> T) -> T {
    let before = MEMORY.current_usage();
    MEMORY.reset_peak_usage();
    let made = work();
    let (peak, held) = (MEMORY.peak_usage() - before, MEMORY.current_usage() - before);
    let times = |memory: usize| memory as f64 / bytes as f64;
    println!(
        "{bytes:>9} bytes, at most {peak:>9} ({:.1}), held {held:>9} ({:.1})  {name}",
        times(peak),
        times(held)
    );
    made
}

fn main() {
    let folder = PathBuf::from(env::args().nth(1).unwrap_or_else(|| "dist/catalog".to_owned()));
    let mut names: Vec<String> = fs::read_dir(&folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.starts_with("manifest."))
        .collect();
    names.sort();
    for name in names {
        let file = |name: &str| fs::read(folder.join(name)).unwrap();
        let bytes = file(&name);
        let manifest = Arc::new(told(&name, bytes.len(), || read::manifest(&bytes).unwrap()));
        let bytes = file(&manifest.places.file.name);
        told("places", bytes.len(), || manifest.places.receive(&bytes).unwrap());
        let mut catalog = Catalog::new(manifest.clone(), decompose_natively);
        for (name, is_common) in
            [(&manifest.sayings.name, false), (&manifest.common_sayings.name, true)]
        {
            let bytes = file(name);
            told("sayings", bytes.len(), || catalog.add_sayings(&bytes, is_common).unwrap());
        }
        for (number, tile) in manifest.tiles.iter().enumerate().take(1) {
            let (columns, cards) = (file(&tile.columns.name), file(&tile.cards.name));
            told("columns, and the sets of its choices", columns.len(), || {
                catalog.add_columns(number, &columns).unwrap()
            });
            told("cards", cards.len(), || catalog.add_tile(number, &columns, &cards).unwrap());
            let mut of_cards = cards.len();
            for text in &tile.texts {
                let bytes = file(&text.name);
                told(
                    "text, and for the first one the cards that it indexes",
                    bytes.len() + of_cards,
                    || catalog.add_text(number, &bytes).unwrap(),
                );
                of_cards = 0;
            }
        }
    }
}
