//! Everything that somebody can do in "My people": one [`Action`] each, and how those of buttons stand in the page.

use catalog::link::plan::Reference;
use catalog::link::reply::Outcome;

use crate::markup::Markup;

/// In how many weeks one may look again, as at the hand-over.
pub const WEEKS: [u8; 3] = [2, 6, 12];

/// Something that somebody does. Entries are named by their references, activities by their place in the entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Action {
    /// Keep all this on this computer from now on.
    Keep,
    /// Take in what was pasted or typed.
    Hear(String),
    /// Open an entry, or fold it.
    Open(Reference),
    /// Say how an activity went.
    Say(Reference, usize, Outcome),
    /// Look again in so many weeks.
    LookAgain(Reference, u8),
    /// Close an entry.
    Close(Reference),
    /// Open a closed one again.
    Reopen(Reference),
    /// Delete one.
    Remove(Reference),
    /// Put back what was deleted last.
    PutBack,
    /// The text for the record.
    Record(Reference),
    /// A question to the group of an activity.
    Ask(Reference, usize),
    /// The report.
    Report,
    /// All entries as a table.
    Csv,
    /// All entries as FHIR.
    Fhir,
    /// All entries as a file.
    Export,
    /// Add what stands in a file.
    Import(String),
    /// Delete everything.
    Wipe,
}

impl Action {
    /// The action that stands in the page as `text`; `None` for what this program did not write.
    pub fn read(text: &str) -> Option<Self> {
        let mut parts = text.split(' ');
        let name = parts.next()?;
        let reference = |part: Option<&str>| Reference::read(part?);
        Some(match name {
            "keep" => Self::Keep,
            "open" => Self::Open(reference(parts.next())?),
            "again" => Self::LookAgain(reference(parts.next())?, parts.next()?.parse().ok()?),
            "close" => Self::Close(reference(parts.next())?),
            "reopen" => Self::Reopen(reference(parts.next())?),
            "remove" => Self::Remove(reference(parts.next())?),
            "put-back" => Self::PutBack,
            "record" => Self::Record(reference(parts.next())?),
            "ask" => Self::Ask(reference(parts.next())?, parts.next()?.parse().ok()?),
            "report" => Self::Report,
            "csv" => Self::Csv,
            "fhir" => Self::Fhir,
            "export" => Self::Export,
            "wipe" => Self::Wipe,
            _ => return None,
        })
    }

    /// How a button's action stands in the page. What is no button has no word.
    pub fn name(&self) -> String {
        let of = |name: &str, reference: &Reference| [name, " ", &reference.shown()].concat();
        match self {
            Self::Keep => "keep".to_owned(),
            Self::Open(reference) => of("open", reference),
            Self::LookAgain(reference, weeks) => {
                [&*of("again", reference), " ", &weeks.to_string()].concat()
            }
            Self::Close(reference) => of("close", reference),
            Self::Reopen(reference) => of("reopen", reference),
            Self::Remove(reference) => of("remove", reference),
            Self::PutBack => "put-back".to_owned(),
            Self::Record(reference) => of("record", reference),
            Self::Ask(reference, at) => [&*of("ask", reference), " ", &at.to_string()].concat(),
            Self::Report => "report".to_owned(),
            Self::Csv => "csv".to_owned(),
            Self::Fhir => "fhir".to_owned(),
            Self::Export => "export".to_owned(),
            Self::Wipe => "wipe".to_owned(),
            Self::Hear(_) | Self::Say(..) | Self::Import(_) => String::new(),
        }
    }

    /// Adds a button's action to the tag that is being written.
    pub fn write(&self, markup: &mut Markup) {
        markup.tag(" data-action=\"").text(&self.name()).tag("\"");
    }
}
