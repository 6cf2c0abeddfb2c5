//! Kind `S`: how people say things, see [`crate::sayings`]. Phrases stand together by what they mean: so a
//! compressor finds most to save, and a meaning is told once.

use super::FormatError;
use super::wire::{Read, Reader, Writer};
use crate::facet::FACETS;
use crate::sayings::{FurtherLine, Meaning, Sayings, ServiceTopics, Strength, Topic};

const KIND: u8 = b'S';

/// What stands between two phrases: no key has it.
const BETWEEN: &str = "\n";

/// The sayings as a file.
pub fn write(sayings: &Sayings) -> Vec<u8> {
    let Sayings { phrases, topics, further, han } = sayings;
    let mut out = Writer::begin(KIND);
    out.list(topics, |out, Topic { id, label, need, services, chooses }| {
        out.text(id);
        out.text(label);
        out.number((*need).into());
        out.number(*services);
        out.list(chooses, |out, (facet, value)| {
            out.byte(*facet);
            out.number((*value).into());
        });
    });
    out.list(further, |out, FurtherLine { display, label, href }| {
        out.text(display);
        out.text(label);
        out.text(href);
    });
    out.text(han);
    out.list(phrases, |out, (meaning, keys)| {
        let (kind, facet, value) = match *meaning {
            Meaning::Topic(topic) => (0, None, Some(topic)),
            Meaning::Choice(facet, value) => (1, Some(facet), Some(value)),
            Meaning::Wish(facet, value) => (2, Some(facet), Some(value)),
            Meaning::Small(language) => (3, Some(language), None),
            Meaning::NotNext => (4, None, None),
            Meaning::NotBefore => (5, None, None),
            Meaning::Place(place) => (6, None, Some(place)),
        };
        out.byte(kind);
        facet.into_iter().for_each(|facet| out.byte(facet));
        value.into_iter().for_each(|value| out.number(value.into()));
        out.text(&keys.join(BETWEEN));
    });
    out.finish()
}

/// What a file of sayings says; its phrases stay where they stand.
pub(crate) struct SayingsRef<'a> {
    pub topics: Vec<Topic>,
    pub further: Vec<FurtherLine>,
    pub phrases: Vec<(Meaning, &'a str)>,
    pub han: &'a str,
}

impl<'a> SayingsRef<'a> {
    /// Each phrase with what it means.
    pub fn phrases(&self) -> impl Iterator<Item = (Meaning, &'a str)> {
        let keys = |(meaning, keys): &(Meaning, &'a str)| {
            let meaning = *meaning;
            keys.split(BETWEEN).filter(|key| !key.is_empty()).map(move |key| (meaning, key))
        };
        self.phrases.iter().flat_map(keys)
    }
}

/// Reads sayings.
///
/// # Errors
/// When the bytes are no sayings of this version, whole and possible.
pub(crate) fn read(bytes: &[u8]) -> Result<SayingsRef<'_>, FormatError> {
    let mut from = Reader::begin(KIND, bytes)?;
    let sayings = SayingsRef {
        topics: from.list(|from| {
            Ok(Topic {
                id: from.text()?,
                label: from.text()?,
                need: from.small()?,
                services: from.number()?,
                chooses: from.list(|from| Ok((read_facet(from)?, from.small()?)))?,
            })
        })?,
        further: from.list(|from| {
            Ok(FurtherLine { display: from.text()?, label: from.text()?, href: from.text()? })
        })?,
        han: from.str()?,
        phrases: from.list(|from| Ok((read_meaning(from)?, from.str()?)))?,
    };
    from.finish()?;
    Ok(sayings)
}

fn read_facet(from: &mut Reader<'_>) -> Read<u8> {
    let facet = from.byte()?;
    if usize::from(facet) < FACETS.len() { Ok(facet) } else { Err(FormatError::Impossible) }
}

fn read_meaning(from: &mut Reader<'_>) -> Read<Meaning> {
    Ok(match from.byte()? {
        0 => Meaning::Topic(from.small()?),
        1 => Meaning::Choice(read_facet(from)?, from.small()?),
        2 => Meaning::Wish(read_facet(from)?, from.small()?),
        3 => Meaning::Small(from.byte()?),
        4 => Meaning::NotNext,
        5 => Meaning::NotBefore,
        6 => Meaning::Place(from.small()?),
        _ => return Err(FormatError::Impossible),
    })
}

/// Writes what each of the `count` services of a tile is about; those beyond the list are about nothing.
pub(super) fn write_topics(out: &mut Writer, services: &[ServiceTopics], count: usize) {
    let none = ServiceTopics::default();
    let all = services.iter().chain(std::iter::repeat(&none));
    for ServiceTopics { main_need, topics } in all.take(count) {
        out.number(main_need.map_or(0, |need| u32::from(need) + 1));
        out.list(topics, |out, (topic, strength)| {
            out.number((*topic).into());
            let place = Strength::ALL.iter().position(|known| known == strength);
            out.byte(place.unwrap_or_default() as u8);
        });
    }
}

/// What the services of a tile are about, in few lists however many they are.
#[derive(Default)]
pub(crate) struct TileTopics {
    /// For each service, the number of its first need and one more; 0: it has none.
    main_needs: Vec<u16>,
    /// For each service, where its topics begin in `topics`.
    starts: Vec<u32>,
    topics: Vec<(u16, Strength)>,
}

impl TileTopics {
    /// The first need of a service.
    pub fn main_need(&self, service: usize) -> Option<usize> {
        self.main_needs.get(service)?.checked_sub(1).map(usize::from)
    }

    /// The topics of a service.
    pub fn of(&self, service: usize) -> &[(u16, Strength)] {
        let Some(start) = self.starts.get(service) else { return &[] };
        let end = self.starts.get(service + 1).map_or(self.topics.len(), |end| *end as usize);
        self.topics.get(*start as usize..end).unwrap_or(&[])
    }
}

/// Reads what each service of a tile is about.
pub(super) fn read_topics(from: &mut Reader<'_>, services: u16) -> Read<TileTopics> {
    let count = usize::from(services);
    let mut all = TileTopics {
        main_needs: Vec::with_capacity(count),
        starts: Vec::with_capacity(count),
        topics: Vec::new(),
    };
    for _ in 0..services {
        all.main_needs.push(from.small()?);
        all.starts.push(all.topics.len() as u32);
        for _ in 0..from.count()? {
            let topic = from.small()?;
            let strength = Strength::ALL.get(usize::from(from.byte()?));
            all.topics.push((topic, *strength.ok_or(FormatError::Impossible)?));
        }
    }
    Ok(all)
}
