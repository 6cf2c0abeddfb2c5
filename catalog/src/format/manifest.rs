//! Kind `M`: the manifest of a locale.

use super::FormatError;
use super::wire::{Read, Reader, Writer};
use crate::directory::{Freshness, Travel};
use crate::manifest::{Choice, FileRef, Manifest, Places, Tile};

const KIND: u8 = b'M';

/// Most choices of all facets: twenty times as many as the sample has. A catalog has a set for each,
/// of one bit for each service, and a second one for a fact of access or a language.
pub const CHOICES_MAX: usize = 4_096;

/// The manifest as a file.
pub fn write(manifest: &Manifest) -> Vec<u8> {
    let Manifest {
        locale,
        default_locale,
        time_zone,
        centre,
        freshness: Freshness { remind, stale, hide },
        travel,
        choices,
        delivery,
        places,
        loads_all,
        tiles,
        sayings,
        common_sayings,
        spoken,
        messages,
    } = manifest;
    let mut out = Writer::begin(KIND);
    for text in [locale, default_locale, time_zone] {
        out.text(text);
    }
    out.position(*centre);
    out.bytes(remind);
    out.byte(*stale);
    out.byte(*hide);
    out.list(travel, |out, Travel { id, metres }| {
        out.text(id);
        out.number(*metres);
    });
    out.list(choices, |out, values| out.list(values, write_choice));
    out.list(delivery, write_choice);
    write_file(&mut out, &places.file);
    out.flag(*loads_all);
    out.list(tiles, write_tile);
    write_file(&mut out, sayings);
    write_file(&mut out, common_sayings);
    out.option(spoken.as_ref(), |out, spoken| out.number((*spoken).into()));
    out.list(messages, |out, message| out.text(message));
    out.finish()
}

fn write_choice(out: &mut Writer, choice: &Choice) {
    let Choice { id, label, sensitive } = choice;
    out.text(id);
    out.text(label);
    out.flag(*sensitive);
}

fn write_tile(out: &mut Writer, tile: &Tile) {
    let Tile { bounds, services, columns, texts, cards } = tile;
    out.option(bounds.as_ref(), |out, (south_west, north_east)| {
        out.position(*south_west);
        out.position(*north_east);
    });
    out.number(*services);
    write_file(out, columns);
    out.list(texts, write_file);
    write_file(out, cards);
}

fn write_file(out: &mut Writer, FileRef { name, bytes }: &FileRef) {
    out.text(name);
    out.number(*bytes);
}

/// Reads a manifest.
///
/// # Errors
/// When the bytes are no manifest of this version, whole and possible.
pub fn read(bytes: &[u8]) -> Result<Manifest, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let manifest = Manifest {
        locale: from.text()?,
        default_locale: from.text()?,
        time_zone: from.text()?,
        centre: from.position()?,
        freshness: Freshness {
            remind: from.bytes()?.to_vec(),
            stale: from.byte()?,
            hide: from.byte()?,
        },
        travel: from.list(|from| Ok(Travel { id: from.text()?, metres: from.number()? }))?,
        choices: from.list(|from| from.list(read_choice))?,
        delivery: from.list(read_choice)?,
        places: Places::in_file(read_file(&mut from)?),
        loads_all: from.flag()?,
        tiles: from.list(read_tile)?,
        sayings: read_file(&mut from)?,
        common_sayings: read_file(&mut from)?,
        spoken: from.option(Reader::small)?,
        messages: from.list(Reader::text)?,
    };
    from.finish()?;
    if manifest.choices.iter().map(Vec::len).sum::<usize>() > CHOICES_MAX {
        return Err(FormatError::Impossible);
    }
    Ok(manifest)
}

fn read_choice(from: &mut Reader<'_>) -> Read<Choice> {
    Ok(Choice { id: from.text()?, label: from.text()?, sensitive: from.flag()? })
}

fn read_tile(from: &mut Reader<'_>) -> Read<Tile> {
    Ok(Tile {
        bounds: from.option(|from| Ok((from.position()?, from.position()?)))?,
        services: from.number()?,
        columns: read_file(from)?,
        texts: from.list(read_file)?,
        cards: read_file(from)?,
    })
}

fn read_file(from: &mut Reader<'_>) -> Read<FileRef> {
    Ok(FileRef { name: from.text()?, bytes: from.number()? })
}
