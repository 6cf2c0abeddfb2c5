//! The values of the facets: how a page names them, and what people read for them.

use catalog::facet::FACETS;
use catalog::manifest::Manifest;

use crate::locale::Messages;

/// The place of a facet in `FACETS`; past the end for one that is not there.
pub fn facet_number(id: &str) -> u32 {
    let place = FACETS.iter().position(|facet| facet.id == id);
    place.unwrap_or(FACETS.len()) as u32
}

/// What people read for a numbered value: a word of the directory, or a message.
pub fn label(manifest: &Manifest, messages: &Messages, facet: u32, value: u32) -> String {
    let values = manifest.choices.get(facet as usize);
    let Some(choice) = values.and_then(|values| values.get(value as usize)) else {
        return String::new();
    };
    if choice.label.is_empty() {
        messages.fixed_choice(facet as usize, &choice.id).to_owned()
    } else {
        choice.label.clone()
    }
}

/// The ids of a numbered value: of its facet, and its own.
pub fn choice_ids(manifest: &Manifest, facet: u32, value: u32) -> Option<(&'static str, &str)> {
    let id = FACETS.get(facet as usize)?.id;
    let value = manifest.choices.get(facet as usize)?.get(value as usize)?;
    Some((id, &value.id))
}
