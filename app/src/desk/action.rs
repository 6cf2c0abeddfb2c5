//! Everything a prescriber can do at the desk: one [`Action`] each, and how those of buttons and boxes
//! stand in the page. What the finder does by itself (take a word back, show more) is the finder's own.

use crate::markup::Markup;

/// Something that a prescriber does. Activities are named by their ids.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// The field says this now.
    Type(String),
    /// Take the age away.
    ForgetAge,
    /// Show a curated list, by its id.
    OpenList(String),
    /// No longer show it.
    CloseList,
    /// Choose an activity, or take it away.
    Tick(String),
    /// The same by the row's number, from 1.
    TickRow(usize),
    /// Choose nothing.
    Clear,
    /// Show what a rule leaves out, or leave it out again.
    ShowLeftOut,
    /// Put the search into the address, for a bookmark.
    Bookmark,
    /// Go on to screen 2.
    HandOver,
    /// Go back to screen 1.
    Back,
    /// Forget everything: the next person comes. A random number for their plan.
    NextPerson(u32),
    /// The language of what is handed over, by its locale.
    Speak(String),
    /// The size of letters on paper, in points.
    Letters(u8),
    /// Tick an option, or take it away.
    Toggle(Choice),
    /// The prescriber's own line, for paper alone.
    Line(String),
    /// Look again after so many weeks.
    Weeks(u8),
    /// Something was handed over in this way.
    Given(Way),
    /// Show the code on the whole screen, or no longer.
    ShowCode(bool),
    /// Keep the reference in "My people"; whether that worked, the browser tells.
    Keep(bool),
}

/// What can be ticked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// The page's language beneath each line.
    Beneath,
    /// A sheet that says nothing to anybody else.
    Plain,
    /// A copy in the page's language for the file.
    CopyForFile,
    /// The text with days and street.
    Long,
    /// The group was called.
    Called,
}

/// How something is handed over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Way {
    /// On paper.
    Print,
    /// As a text: copied, or opened where texts are written.
    Text,
    /// By e-mail.
    Email,
    /// As a code that was scanned.
    Code,
    /// By what the device shares with.
    Share,
    /// Into the record.
    Record,
    /// Into the calendar.
    Review,
}

/// The words by which a page names the ways.
const WAYS: [(Way, &str); 7] = [
    (Way::Print, "print"),
    (Way::Text, "text"),
    (Way::Email, "email"),
    (Way::Code, "code"),
    (Way::Share, "share"),
    (Way::Record, "record"),
    (Way::Review, "review"),
];

const CHOICES: [(Choice, &str); 5] = [
    (Choice::Beneath, "beneath"),
    (Choice::Plain, "plain"),
    (Choice::CopyForFile, "copy"),
    (Choice::Long, "long"),
    (Choice::Called, "called"),
];

/// Before the name of an action of the desk, so that it is none of the finder's.
const PREFIX: &str = "desk-";

impl Action {
    /// The action that stands in the page as `text`; `None` for what the desk did not write.
    pub fn read(text: &str) -> Option<Self> {
        let (name, value) = text.strip_prefix(PREFIX)?.split_once(' ')?;
        let named = |known: &[(Way, &str)]| {
            known.iter().find(|(_, name)| *name == value).map(|(way, _)| *way)
        };
        Some(match name {
            "age" => Self::ForgetAge,
            "tick" => Self::Tick(value.to_owned()),
            "list" => Self::OpenList(value.to_owned()),
            "no-list" => Self::CloseList,
            "clear" => Self::Clear,
            "left-out" => Self::ShowLeftOut,
            "bookmark" => Self::Bookmark,
            "hand-over" => Self::HandOver,
            "back" => Self::Back,
            // The random number is the browser's.
            "next" => Self::NextPerson(0),
            "toggle" => {
                Self::Toggle(CHOICES.iter().find(|(_, name)| *name == value).map(|(c, _)| *c)?)
            }
            "weeks" => Self::Weeks(value.parse().ok()?),
            "given" => Self::Given(named(&WAYS)?),
            "show-code" => Self::ShowCode(true),
            "hide-code" => Self::ShowCode(false),
            // Whether it works, the browser tells.
            "keep" => Self::Keep(true),
            _ => return None,
        })
    }

    /// How it stands in the page; nothing for what is no button and no box.
    pub fn name(&self) -> String {
        let weeks;
        let (name, value) = match self {
            Self::ForgetAge => ("age", ""),
            Self::Tick(id) => ("tick", id.as_str()),
            Self::OpenList(id) => ("list", id.as_str()),
            Self::CloseList => ("no-list", ""),
            Self::Clear => ("clear", ""),
            Self::ShowLeftOut => ("left-out", ""),
            Self::Bookmark => ("bookmark", ""),
            Self::HandOver => ("hand-over", ""),
            Self::Back => ("back", ""),
            Self::NextPerson(_) => ("next", ""),
            Self::Toggle(choice) => (
                "toggle",
                CHOICES.iter().find(|(known, _)| known == choice).map_or("", |(_, name)| name),
            ),
            Self::Weeks(number) => {
                weeks = number.to_string();
                ("weeks", weeks.as_str())
            }
            Self::Given(way) => {
                ("given", WAYS.iter().find(|(known, _)| known == way).map_or("", |(_, name)| name))
            }
            Self::ShowCode(true) => ("show-code", ""),
            Self::ShowCode(false) => ("hide-code", ""),
            Self::Keep(_) => ("keep", ""),
            Self::Type(_)
            | Self::TickRow(_)
            | Self::Speak(_)
            | Self::Letters(_)
            | Self::Line(_) => {
                return String::new();
            }
        };
        [PREFIX, name, " ", value].concat()
    }

    /// Adds it to the tag that is being written.
    pub fn write(&self, markup: &mut Markup) {
        markup.tag(" data-action=\"").text(&self.name()).tag("\"");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_into_a_page_is_read_again() {
        let all = [
            Action::ForgetAge,
            Action::Tick("vh73j".to_owned()),
            Action::OpenList("first-steps-out".to_owned()),
            Action::CloseList,
            Action::Clear,
            Action::ShowLeftOut,
            Action::Bookmark,
            Action::HandOver,
            Action::Back,
            Action::NextPerson(0),
            Action::Weeks(12),
            Action::ShowCode(true),
            Action::ShowCode(false),
            Action::Keep(true),
        ];
        let choices = CHOICES.iter().map(|(choice, _)| Action::Toggle(*choice));
        let ways = WAYS.iter().map(|(way, _)| Action::Given(*way));
        for action in all.into_iter().chain(choices).chain(ways) {
            assert_eq!(Action::read(&action.name()), Some(action.clone()), "{action:?}");
            assert_eq!(crate::finder::state::action::Action::read(&action.name()), None);
        }
        for other in ["", "desk-tick", "desk-weeks x", "desk-toggle x", "tick vh73j"] {
            assert_eq!(Action::read(other), None, "{other}");
        }
    }
}
