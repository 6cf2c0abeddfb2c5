//! Somebody who waits for an import sees how far it is: each stage says of how many steps it is, and counts them.

use std::sync::{Arc, Mutex};

use indexer::exchange::import::maker::Wishes;
use indexer::exchange::import::{Format, Request, prepare};
use indexer::progress::Progress;

use super::town::{Town, packages, today};

/// Each stage with how many steps it was said to have, and how many were counted.
#[derive(Default)]
struct Told(Mutex<Vec<(String, usize, usize)>>);

impl Progress for Told {
    fn begins(&self, stage: &str, steps: usize) {
        self.0.lock().unwrap().push((stage.to_owned(), steps, 0));
    }

    fn step(&self) {
        if let Some((_, _, counted)) = self.0.lock().unwrap().last_mut() {
            *counted += 1;
        }
    }

    fn ended(&self) {}
}

#[test]
fn somebody_who_waits_for_an_import_sees_of_how_much_how_much_is_done() {
    let town = Town::new();
    let told = Arc::new(Told::default());
    let listener: Arc<dyn Progress + Send> = told.clone();
    let request = Request {
        format: Format::Hsds,
        package: &packages().join("hsds-1"),
        content: town.path(),
        name: "source",
        mapping: None,
        wishes: Wishes::default(),
        today: today(),
    };
    prepare(&request, &listener).unwrap_or_else(|error| panic!("{error}"));
    let stages = told.0.lock().unwrap();
    let names: Vec<&str> = stages.iter().map(|(stage, ..)| stage.as_str()).collect();
    assert_eq!(
        names[..4],
        ["Reading the package, in KB", "Making pages", "Reading files", "Checking"]
    );
    for (stage, steps, counted) in stages.iter() {
        assert!(*steps > 0 && counted <= steps, "{stage}: {counted} of {steps}");
    }
    for (stage, steps, counted) in &stages[1..] {
        assert_eq!(steps, counted, "{stage}");
    }
}
