//! What pressing something in the finder means, as it stands in the attribute `data-press` of a
//! button or a box: so one listener serves all of them, and what is drawn is plain markup.

use catalog::manifest::Manifest;
use catalog::results::Without;

use super::map::Look;
use super::model::{Intention, choice};
use crate::markup::Markup;

/// What a press means. Numbers are those of the manifest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// Open the sheet of filters.
    Filters,
    /// Close it.
    Close,
    /// Ask the device where it is.
    Locate,
    /// Copy a link to this search.
    Share,
    /// Start again.
    Clear,
    /// Show more cards.
    More,
    /// Search what is further away, too.
    Further,
    /// They no longer say where they are.
    Forget,
    /// Leave out, or take in again, what is not known.
    Known,
    /// Take the words away.
    NoWords,
    /// Choose a need instead of the words that name it.
    Need(u32),
    /// Be at a place.
    Place(u32),
    /// Choose a value of a facet, or take it away.
    Toggle(u32, u32),
    /// Keep a service in one's own plan, by its number here.
    Keep(u32),
    /// Open the map, or close it.
    Map,
    /// Show more of the surroundings on it.
    Wider,
    /// Show less, and that larger.
    Closer,
    /// Show what lies beside: see [`SIDES`](super::map::SIDES).
    Beside(u32),
    /// Be in the middle of what it shows.
    Spot,
    /// Show the cards of a mark, by its number.
    Mark(u32),
}

/// The presses without a number, and how they stand in the page.
const PLAIN: [(&str, Press); 14] = [
    ("filters", Press::Filters),
    ("close", Press::Close),
    ("locate", Press::Locate),
    ("share", Press::Share),
    ("clear", Press::Clear),
    ("more", Press::More),
    ("further", Press::Further),
    ("forget", Press::Forget),
    ("known", Press::Known),
    ("no-words", Press::NoWords),
    ("map", Press::Map),
    ("wider", Press::Wider),
    ("closer", Press::Closer),
    ("spot", Press::Spot),
];

impl Press {
    /// What takes away a part of a question.
    pub fn without(part: &Without) -> Self {
        match *part {
            Without::Words => Self::NoWords,
            Without::KnownOnly => Self::Known,
            Without::Value(facet, value) => Self::Toggle(facet, value),
        }
    }

    /// From the page; `None` for what this program did not write.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let name = parts.next()?;
        let mut number = || parts.next()?.parse().ok();
        match name {
            "need" => Some(Self::Need(number()?)),
            "place" => Some(Self::Place(number()?)),
            "keep" => Some(Self::Keep(number()?)),
            "beside" => Some(Self::Beside(number()?)),
            "mark" => Some(Self::Mark(number()?)),
            "toggle" => Some(Self::Toggle(number()?, number()?)),
            _ => PLAIN.iter().find(|(known, _)| *known == name).map(|(_, press)| *press),
        }
    }

    /// Adds it to the tag that is being written.
    pub fn write(self, markup: &mut Markup) {
        markup.tag(" data-press=\"");
        match self {
            Self::Need(need) => markup.tag("need ").number(need),
            Self::Place(place) => markup.tag("place ").number(place),
            Self::Keep(service) => markup.tag("keep ").number(service),
            Self::Beside(side) => markup.tag("beside ").number(side),
            Self::Mark(mark) => markup.tag("mark ").number(mark),
            Self::Toggle(facet, value) => {
                markup.tag("toggle ").number(facet).tag(" ").number(value)
            }
            plain => {
                let name = PLAIN.iter().find(|(_, known)| *known == plain);
                markup.tag(name.map_or("", |(name, _)| name))
            }
        };
        markup.tag("\"");
    }

    /// What it means for the question; `None` where it means something outside, or where the
    /// directory has no such value.
    pub fn intention(self, manifest: &Manifest) -> Option<Intention> {
        Some(match self {
            Self::Filters | Self::Close | Self::Locate | Self::Share | Self::Keep(_) => {
                return None;
            }
            Self::Map => Intention::OpenMap,
            Self::Wider => Intention::Look(Look::Wider),
            Self::Closer => Intention::Look(Look::Closer),
            Self::Beside(side) => Intention::Look(Look::Beside(side)),
            Self::Mark(mark) => Intention::Look(Look::AtMark(mark)),
            Self::Spot => Intention::ChooseSpot,
            Self::Clear => Intention::ClearAll,
            Self::More => Intention::ShowMore,
            Self::Further => Intention::LookFurther,
            Self::Forget => Intention::ForgetPlace,
            Self::Known => Intention::ToggleKnownOnly,
            Self::NoWords => Intention::TakeAway(Without::Words),
            Self::Need(need) => Intention::MeanNeed(need),
            Self::Place(place) => Intention::ChoosePlace(place as usize),
            Self::Toggle(facet, value) => {
                let (facet, value) = choice(manifest, facet, value)?;
                Intention::Toggle(facet, value.to_owned())
            }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_page_is_read_again() {
        let numbered = [
            Press::Need(3),
            Press::Place(40),
            Press::Toggle(2, 17),
            Press::Keep(7),
            Press::Beside(2),
            Press::Mark(11),
        ];
        for press in PLAIN.iter().map(|(_, press)| *press).chain(numbered) {
            let mut markup = Markup::new();
            press.write(&mut markup);
            let markup = markup.into_text();
            let text =
                markup.strip_prefix(" data-press=\"").and_then(|rest| rest.strip_suffix('"'));
            assert_eq!(text.and_then(Press::read), Some(press), "{markup}");
        }
    }

    #[test]
    fn what_a_page_does_not_say_means_nothing() {
        for text in ["", "toggle", "toggle 1", "toggle x 1", "need -1", "place 99999999999", "More"]
        {
            assert_eq!(Press::read(text), None, "{text}");
        }
    }
}
