//! Asks for the slips: one file, the same for everybody, or those of a large directory that hold this plan.

use std::cell::RefCell;
use std::rc::Rc;

use app::handed::state::Slips;
use app::slip::{SlipFile, SlipIndex};

use crate::Context;

/// Asks for what the plan needs.
pub fn load(context: &Rc<Context>) {
    let own = context.clone();
    context.fetch.bring(&context.slips, move |bytes| {
        let Some(bytes) = bytes else { return receive(&own, None) };
        if own.is_index {
            match serde_json::from_str(&text(&bytes)) {
                Ok(index) => load_blocks(&own, &index),
                Err(_) => receive(&own, None),
            }
        } else {
            let file: Option<SlipFile> = serde_json::from_str(&text(&bytes)).ok();
            receive(&own, file.map(|file| vec![file]));
        }
    });
}

/// Asks for the files that hold the activities of the plan: their host then knows in which of them they are,
/// each with some 250 others.
fn load_blocks(context: &Rc<Context>, index: &SlipIndex) {
    let ids = context.model.borrow().link().map(|link| link.services.clone()).unwrap_or_default();
    let names = index.files_of(&ids);
    let folder = context.slips.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    // Without any of them there are still the words of a sheet to be had, and "no longer listed" to be told.
    let first = index.blocks.first().map(|block| block.file.as_str());
    let names: Vec<&str> = if names.is_empty() { first.into_iter().collect() } else { names };
    let awaited = Rc::new(RefCell::new((names.len(), Some(Vec::new()))));
    for name in names {
        let (own, awaited) = (context.clone(), awaited.clone());
        context.fetch.bring(&[folder.as_str(), "/", name].concat(), move |bytes| {
            let file = bytes.and_then(|bytes| serde_json::from_str(&text(&bytes)).ok());
            let mut awaited = awaited.borrow_mut();
            let (left, files) = &mut *awaited;
            *left -= 1;
            match (file, files.as_mut()) {
                (Some(file), Some(files)) => files.push(file),
                _ => *files = None,
            }
            if *left == 0 {
                receive(&own, files.take());
            }
        });
    }
}

/// The file as text: one parser reads everything.
fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn receive(context: &Rc<Context>, files: Option<Vec<SlipFile>>) {
    let stored = kit::storage::read(&context.stored);
    context.update(|model, _| {
        // What is there already stays where a second try fails.
        if files.is_some() || model.slips != Slips::Arrived {
            model.receive(files);
        }
        model.look_at(stored.as_deref());
    });
}
