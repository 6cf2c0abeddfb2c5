//! A plan that was handed over: which activities, and a reference that says nothing of anybody.

use super::Unreadable;
use super::code::{self, is_id};
use super::dictated::Spelling;

/// Most activities in a link: what a QR code of version 7 holds (ISO/IEC 18004, level M, 122 bytes).
pub const SERVICES_MAX: usize = 12;

/// How many digits a reference has.
pub const REFERENCE_DIGITS: usize = 4;

/// The version that is written.
const VERSION: char = '1';

/// Length of most ids; longer ones stand behind [`LONG`] and their length.
const SHORT: usize = 5;

/// Before an id of more than five characters: no id has this letter, and no digit of a code is it.
const LONG: char = 'u';

/// What somebody is handed: ids only, never a need, a name or a date.
///
/// As characters: the ids one behind the other, the reference, the version, the check. All but the
/// ids stand at the end, so that the code on paper reads `VH73J NXM23 7KQ4 1S6`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlanLink {
    /// Ids of services, in the order of the hand-over: 1 to [`SERVICES_MAX`], each once.
    pub services: Vec<String>,
    /// The reference.
    pub reference: Reference,
}

/// A random number of 20 bits, by which a plan is spoken of and written into a record: made where it is
/// handed over, and never of anything that is known of the person. 0 for a plan that nobody will ask
/// after, such as one that a resident shares.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference(u32);

impl Reference {
    /// A reference of the lowest 20 bits of a random number.
    pub fn new(random: u32) -> Self {
        Self(random & ((1 << (5 * REFERENCE_DIGITS)) - 1))
    }

    /// The reference that somebody types, such as `7KQ4`.
    pub fn read(typed: &str) -> Option<Self> {
        let digits = code::typed(typed);
        let number = code::number(&digits).filter(|_| digits.len() == REFERENCE_DIGITS)?;
        Some(Self(number))
    }

    /// Whether nobody will ask after it.
    pub fn is_none(self) -> bool {
        self.0 == 0
    }

    /// As it stands in a link.
    pub(super) fn digits(self) -> String {
        code::digits(self.0, REFERENCE_DIGITS)
    }

    /// As people write it: `7KQ4`.
    pub fn shown(self) -> String {
        self.digits().to_ascii_uppercase()
    }
}

impl PlanLink {
    /// What stands after `#`. Services beyond [`SERVICES_MAX`], and what is no id, are left out.
    pub fn to_fragment(&self) -> String {
        let mut text = self.groups().concat() + &self.reference.digits();
        text.push(VERSION);
        code::checked(text)
    }

    /// Each id as it stands in a link.
    fn groups(&self) -> Vec<String> {
        let mut ids: Vec<&String> = Vec::new();
        for id in self.services.iter().filter(|id| is_id(id)) {
            if !ids.contains(&id) && ids.len() < SERVICES_MAX {
                ids.push(id);
            }
        }
        let group = |id: &&String| match id.len() {
            SHORT => (*id).clone(),
            length => format!("{LONG}{}{id}", code::digit(length as u32)),
        };
        ids.iter().map(group).collect()
    }

    /// The same characters in groups, for paper and voice: an id each, the reference, the rest.
    pub fn to_code(&self) -> String {
        let mut groups = self.groups();
        let text = self.to_fragment();
        let (reference, end) = text[groups.concat().len()..].split_at(REFERENCE_DIGITS);
        groups.extend([reference.to_owned(), end.to_owned()]);
        groups.join(" ").to_ascii_uppercase()
    }

    /// Reads what stands after `#`, or what somebody typed from paper or heard.
    ///
    /// # Errors
    /// Why it leads nowhere. A version that is not known is [`Unreadable::Newer`] only where the check
    /// fits.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let text = code::typed(text.trim_start_matches('#'));
        if text.is_empty() {
            return Err(Unreadable::Empty);
        }
        let text = code::unchecked(&text).ok_or(Unreadable::Damaged)?;
        let version = text.chars().next_back().ok_or(Unreadable::Damaged)?;
        let text = &text[..text.len() - version.len_utf8()];
        match version {
            VERSION => Self::read_1(text).ok_or(Unreadable::Damaged),
            _ => Err(Unreadable::Newer),
        }
    }

    /// Reads what somebody typed or dictated from paper: as it stands, or else as the words of their language
    /// say it, where exactly one reading is a plan.
    ///
    /// # Errors
    /// Why the text as it stands leads nowhere.
    pub fn hear(text: &str, spelling: &Spelling) -> Result<Self, Unreadable> {
        Self::read(text)
            .or_else(|why| spelling.decide(text, |code| Self::read(code).ok()).ok_or(why))
    }

    fn read_1(text: &str) -> Option<Self> {
        let at = text.len().checked_sub(REFERENCE_DIGITS)?;
        let reference = Reference(code::number(text.get(at..)?)?);
        let mut rest = text.get(..at)?;
        let mut services: Vec<String> = Vec::new();
        while !rest.is_empty() {
            let length = match rest.strip_prefix(LONG) {
                None => SHORT,
                Some(long) => {
                    let length = code::value(*long.as_bytes().first()?)? as usize;
                    rest = long.get(1..)?;
                    length
                }
            };
            let id = rest.get(..length).filter(|id| is_id(id))?;
            rest = &rest[length..];
            if services.iter().any(|known| known == id) {
                return None;
            }
            services.push(id.to_owned());
        }
        (1..=SERVICES_MAX).contains(&services.len()).then_some(Self { services, reference })
    }
}
