//! Everything a person can do in the finder, and what the device answers: one [`Action`] each.
//!
//! Most actions are a button or a box of the page. How such an action stands in the page (the
//! attribute [`ATTRIBUTE`](crate::markup::ACTION)) is written and read here, so that one listener
//! serves all buttons and what is drawn is plain markup.

use catalog::place::Position;
use catalog::query::{Query, Sort};
use catalog::results::Without;

use crate::card::KEEP_ACTION;
use crate::markup::Markup;

/// Something that a person does, or that the device tells. Numbers are those of the manifest.
#[derive(Clone, Debug, PartialEq)]
pub enum Action {
    /// Open the dialog of filters.
    OpenFilters,
    /// Close the dialog of filters.
    CloseFilters,
    /// Ask the device where it is.
    Locate,
    /// Copy a link to this search.
    Share,
    /// Keep a service in one's own plan, by its number in the catalog.
    Keep(u32),
    /// Start again.
    ClearAll,
    /// Show more cards.
    ShowMore,
    /// Search what is further away, too.
    LookFurther,
    /// No longer say where one is.
    ForgetPlace,
    /// Leave out, or take in again, places where a fact of access is not known.
    ToggleKnownOnly,
    /// Take the words away.
    ClearWords,
    /// Choose a need instead of the words that name it.
    ChooseNeed(u32),
    /// Be at a place.
    ChoosePlace(u32),
    /// Choose a value of a facet, or take it away.
    Toggle(u32, u32),
    /// Read a phrase as plain words, by its place among what was understood.
    TakeBack(u32),
    /// Open the map, or close it.
    ToggleMap,
    /// Show more of the map's surroundings.
    ZoomOut,
    /// Show less of the map's surroundings, and that larger.
    ZoomIn,
    /// Show what lies beside the map's picture.
    Pan(Side),
    /// Be in the middle of what the map shows.
    ChooseSpot,
    /// Show the cards of a mark on the map, by its number, or leave them.
    PickMark(u32),
    /// The words in the search field are now these.
    Type(String),
    /// The words in the place field are now these.
    TypePlace(String),
    /// Enter was pressed in the place field: the first suggestion is meant.
    ChooseFirstPlace,
    /// Another order.
    SortBy(Sort),
    /// The map was tapped: how far across the picture and how far down, from 0 to 1.
    TapMap(f64, f64),
    /// The device has said where it is.
    StandAt(Position),
    /// The device could not or would not say where it is.
    StandNowhere(LocateProblem),
    /// What is in the plan now: ids, with spaces between.
    ShowKept(String),
    /// A whole question, from a link or from the browser's history.
    Restore(Query),
}

/// A side of the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Left of the picture.
    West,
    /// Above the picture.
    North,
    /// Below the picture.
    South,
    /// Right of the picture.
    East,
}

/// Why a device did not say where it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LocateProblem {
    /// The device is still looking, or its owner has not said yes yet.
    Looking,
    /// The person said no.
    Refused,
    /// The device cannot tell.
    Unavailable,
}

impl Action {
    /// What takes a part of a question away.
    pub fn without(part: &Without) -> Self {
        match *part {
            Without::Words => Self::ClearWords,
            Without::KnownOnly => Self::ToggleKnownOnly,
            Without::Value(facet, value) => Self::Toggle(facet, value),
        }
    }

    /// Whether it only moves the map or picks what stands on it.
    pub fn is_of_map(&self) -> bool {
        matches!(
            self,
            Self::ToggleMap
                | Self::ZoomOut
                | Self::ZoomIn
                | Self::Pan(_)
                | Self::TapMap(..)
                | Self::PickMark(_)
        )
    }

    /// The action that stands in the page as `text`; `None` for what this program did not write.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let name = parts.next()?;
        let mut number = || parts.next()?.parse().ok();
        match name {
            "need" => Some(Self::ChooseNeed(number()?)),
            "place" => Some(Self::ChoosePlace(number()?)),
            KEEP_ACTION => Some(Self::Keep(number()?)),
            "back" => Some(Self::TakeBack(number()?)),
            "mark" => Some(Self::PickMark(number()?)),
            "toggle" => Some(Self::Toggle(number()?, number()?)),
            "filters" => Some(Self::OpenFilters),
            "close" => Some(Self::CloseFilters),
            "locate" => Some(Self::Locate),
            "share" => Some(Self::Share),
            "clear" => Some(Self::ClearAll),
            "more" => Some(Self::ShowMore),
            "further" => Some(Self::LookFurther),
            "forget" => Some(Self::ForgetPlace),
            "known" => Some(Self::ToggleKnownOnly),
            "no-words" => Some(Self::ClearWords),
            "map" => Some(Self::ToggleMap),
            "wider" => Some(Self::ZoomOut),
            "closer" => Some(Self::ZoomIn),
            "west" => Some(Self::Pan(Side::West)),
            "north" => Some(Self::Pan(Side::North)),
            "south" => Some(Self::Pan(Side::South)),
            "east" => Some(Self::Pan(Side::East)),
            "spot" => Some(Self::ChooseSpot),
            _ => None,
        }
    }

    /// Adds a button's action to the tag that is being written.
    pub fn write(&self, markup: &mut Markup) {
        match *self {
            Self::ChooseNeed(need) => markup.action("need", &[need]),
            Self::ChoosePlace(place) => markup.action("place", &[place]),
            Self::Keep(service) => markup.action(KEEP_ACTION, &[service]),
            Self::TakeBack(meant) => markup.action("back", &[meant]),
            Self::PickMark(mark) => markup.action("mark", &[mark]),
            Self::Toggle(facet, value) => markup.action("toggle", &[facet, value]),
            _ => markup.action(self.name(), &[]),
        };
    }

    /// The name in the page of a button without a number; empty for what is no button.
    fn name(&self) -> &'static str {
        match self {
            Self::OpenFilters => "filters",
            Self::CloseFilters => "close",
            Self::Locate => "locate",
            Self::Share => "share",
            Self::ClearAll => "clear",
            Self::ShowMore => "more",
            Self::LookFurther => "further",
            Self::ForgetPlace => "forget",
            Self::ToggleKnownOnly => "known",
            Self::ClearWords => "no-words",
            Self::ToggleMap => "map",
            Self::ZoomOut => "wider",
            Self::ZoomIn => "closer",
            Self::Pan(Side::West) => "west",
            Self::Pan(Side::North) => "north",
            Self::Pan(Side::South) => "south",
            Self::Pan(Side::East) => "east",
            Self::ChooseSpot => "spot",
            _ => "",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_page_is_read_again() {
        let plain = [
            Action::OpenFilters,
            Action::CloseFilters,
            Action::Locate,
            Action::Share,
            Action::ClearAll,
            Action::ShowMore,
            Action::LookFurther,
            Action::ForgetPlace,
            Action::ToggleKnownOnly,
            Action::ClearWords,
            Action::ToggleMap,
            Action::ZoomOut,
            Action::ZoomIn,
            Action::Pan(Side::West),
            Action::Pan(Side::North),
            Action::Pan(Side::South),
            Action::Pan(Side::East),
            Action::ChooseSpot,
        ];
        let numbered = [
            Action::ChooseNeed(3),
            Action::ChoosePlace(40),
            Action::Toggle(2, 17),
            Action::Keep(7),
            Action::TakeBack(2),
            Action::PickMark(11),
        ];
        for action in plain.into_iter().chain(numbered) {
            let mut markup = Markup::new();
            action.write(&mut markup);
            let markup = markup.into_text();
            let text =
                markup.strip_prefix(" data-action=\"").and_then(|rest| rest.strip_suffix('"'));
            assert_eq!(text.and_then(Action::read), Some(action), "{markup}");
        }
    }

    #[test]
    fn what_a_page_does_not_say_means_nothing() {
        let others =
            ["", "toggle", "toggle 1", "toggle x 1", "need -1", "place 99999999999", "More"];
        for text in others {
            assert_eq!(Action::read(text), None, "{text}");
        }
    }
}
