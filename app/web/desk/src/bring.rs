//! Brings the notes and the slips once the first answer is there: the page's language first, then every
//! other, one file after the other and whatever is asked, so that no request tells whom they are for. In a
//! directory of several files of slips those of the tiles that the question needs are asked for, in every
//! language alike: the host learns as much of a place as it does from the finder.

use std::cell::RefCell;
use std::collections::VecDeque;
use std::rc::Rc;

use app::desk::notes::NoteFile;
use app::slip::{SlipFile, SlipIndex};
use kit::island::on_change;
use kit::loading::Fetch;
use kit::signal::*;

use crate::{Context, SlipSource};

/// A file that is to come.
enum Wanted {
    /// What prescribers are told.
    Notes,
    /// Slips of a locale.
    Slips(String),
    /// Which files of slips a locale has; they stand in this folder.
    Index(String, String),
}

/// Files in the order in which they are asked for.
#[derive(Default)]
struct Queue {
    waiting: VecDeque<(Wanted, String)>,
    is_underway: bool,
    /// Each locale's index, with its folder.
    indexes: Vec<(String, String, SlipIndex)>,
    /// Files of slips that were asked for.
    asked: Vec<String>,
}

/// Brings all of it, and what further tiles need later.
pub fn follow(context: &Context, notes: String, mut sources: Vec<SlipSource>, fetch: Fetch) {
    let own = context.messages().locale.clone();
    sources.sort_by_key(|source| *source.locale != *own);
    let mut queue = Queue::default();
    queue.waiting.push_back((Wanted::Notes, notes));
    for SlipSource { locale, path, is_index } in sources {
        let folder = path.rfind('/').map_or(String::new(), |end| path[..=end].to_owned());
        let wanted = if is_index { Wanted::Index(locale, folder) } else { Wanted::Slips(locale) };
        queue.waiting.push_back((wanted, path));
    }
    let queue = Rc::new(RefCell::new(queue));
    let context = context.clone();
    let model = context.finder.model;
    on_change(move || {
        if model.with(|model| model.loading.is_ready()) {
            go_on(&context, &queue, &fetch);
        }
    });
}

/// Asks for the next file, unless one is on its way.
fn go_on(context: &Context, queue: &Rc<RefCell<Queue>>, fetch: &Fetch) {
    want_tiles(context, &mut queue.borrow_mut());
    let next = {
        let mut queue = queue.borrow_mut();
        if queue.is_underway { None } else { queue.waiting.pop_front() }
    };
    let Some((wanted, name)) = next else { return };
    queue.borrow_mut().is_underway = true;
    let (context, queue, again) = (context.clone(), queue.clone(), fetch.clone());
    fetch.bring(&name, move |bytes| {
        let text = bytes.and_then(|bytes| String::from_utf8(bytes).ok()).unwrap_or_default();
        take_in(&context, &queue, wanted, &text);
        queue.borrow_mut().is_underway = false;
        go_on(&context, &queue, &again);
    });
}

fn take_in(context: &Context, queue: &Rc<RefCell<Queue>>, wanted: Wanted, text: &str) {
    match wanted {
        Wanted::Notes => context.desk.update(|desk| desk.notes = NoteFile::read(text)),
        Wanted::Slips(locale) => {
            let file = serde_json::from_str::<SlipFile>(text);
            context.desk.update(|desk| match file {
                Ok(file) => desk.slips.entry(locale).or_default().push(file),
                Err(_) => desk.is_part_missing = true,
            });
        }
        Wanted::Index(locale, folder) => {
            let index = serde_json::from_str(text).unwrap_or_default();
            queue.borrow_mut().indexes.push((locale, folder, index));
        }
    }
}

/// Adds the files of slips of the tiles that the question needs now.
fn want_tiles(context: &Context, queue: &mut Queue) {
    if queue.indexes.is_empty() {
        return;
    }
    let manifest = &context.finder.props.manifest;
    let tiles = context.finder.model.with_untracked(|model| model.tiles_wanted(manifest));
    let mut new = Vec::new();
    for (locale, folder, index) in &queue.indexes {
        for block in index.blocks.iter().filter(|block| tiles.contains(&(block.tile as usize))) {
            let path = [folder.as_str(), &block.file].concat();
            if !queue.asked.contains(&path) {
                new.push((Wanted::Slips(locale.clone()), path));
            }
        }
    }
    for (wanted, path) in new {
        queue.asked.push(path.clone());
        queue.waiting.push_back((wanted, path));
    }
}
