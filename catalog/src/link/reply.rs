//! What became of a plan that was handed over: the answer of the person, or of a group, as a link that
//! they send themselves ([`Reply`]) and as a few digits to read over the telephone ([`Spoken`]).
//!
//! An answer is said by somebody, and a no has a reason: both are in the [`Outcome`]. Silence is
//! [`Outcome::NoWord`], which is never a no.

use super::Unreadable;
use super::code::{self, is_id};
use super::plan::{REFERENCE_DIGITS, Reference, SERVICES_MAX};
use crate::day::Day;

mod base64url;

/// The version of links that is written. No plan's link has it, so that neither is taken for the other.
const VERSION: char = 'r';

/// The version of plans' links, which are no answer.
const OF_PLANS: char = '1';

/// Most characters of somebody's own words: as letters of three bytes, a link of some 900 characters, and
/// Outlook is said to fail near 2,000.
pub const WORDS_MAX: usize = 200;

/// Most activities in a spoken code: eight digits are what people repeat without a slip.
pub const SPOKEN_MAX: usize = 3;

/// Between an id of more than five characters and what stands before it, as in a plan's link.
const LONG: char = 'u';

/// Length of most ids.
const SHORT: usize = 5;

/// Between the answers and the own words, which are in another alphabet.
const OWN_WORDS: char = '~';

/// How many digits a day has: days from 1970, to the year 4840.
const DAY_DIGITS: usize = 4;

/// Bits of the digit that says what else is in a link.
const HAS_WORDS: u32 = 1;
const HAS_DAY: u32 = 2;

/// A code whose first answer is this digit is one of a later version: no outcome will ever have the
/// number 31.
const LATER: u32 = 31;

/// What became of an activity. Numbers are frozen for ever, and 31 is no number.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
#[repr(u8)]
pub enum Outcome {
    /// Nobody has said anything: that is not a no.
    #[default]
    NoWord = 0,
    /// The person is going.
    Going = 1,
    /// The person went.
    Went = 2,
    /// The person was told that it is full.
    Full = 3,
    /// The person is on a waiting list.
    WaitingList = 4,
    /// The person could not get there, and did not say why.
    CouldNot = 5,
    /// They could not, for want of a way there.
    CouldNotTransport = 6,
    /// They could not, because of their health.
    CouldNotHealth = 7,
    /// The time did not fit.
    CouldNotTime = 8,
    /// It cost too much.
    CouldNotMoney = 9,
    /// Nobody there spoke their language.
    CouldNotLanguage = 10,
    /// Nobody answered when they asked.
    CouldNotNoAnswer = 11,
    /// It is not for them.
    NotForMe = 12,
    /// They need help to start.
    NeedHelp = 13,
    /// The group says that they are welcome.
    GroupWelcome = 14,
    /// The group says that it is full.
    GroupFull = 15,
    /// The group has put them on a waiting list.
    GroupWaitingList = 16,
    /// The group says that it does not fit, and not why.
    GroupNotRight = 17,
    /// It does not fit: the group is for others.
    GroupEligibility = 18,
    /// It does not fit: more support is needed than the group can give.
    GroupMoreSupport = 19,
    /// It does not fit: they live outside of its area.
    GroupOutsideArea = 20,
}

/// What each [`Outcome`] is called, in the order of their numbers.
const IDS: [&str; 21] = [
    "no-word",
    "going",
    "went",
    "full",
    "waiting-list",
    "could-not",
    "could-not-transport",
    "could-not-health",
    "could-not-time",
    "could-not-money",
    "could-not-language",
    "could-not-no-answer",
    "not-for-me",
    "need-help",
    "group-welcome",
    "group-full",
    "group-waiting-list",
    "group-not-right",
    "group-eligibility",
    "group-more-support",
    "group-outside-area",
];

/// Who says what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sayer {
    /// The person.
    Person,
    /// The group.
    Group,
}

impl Outcome {
    /// All of them, in the order of their numbers.
    pub const ALL: [Self; 21] = [
        Self::NoWord,
        Self::Going,
        Self::Went,
        Self::Full,
        Self::WaitingList,
        Self::CouldNot,
        Self::CouldNotTransport,
        Self::CouldNotHealth,
        Self::CouldNotTime,
        Self::CouldNotMoney,
        Self::CouldNotLanguage,
        Self::CouldNotNoAnswer,
        Self::NotForMe,
        Self::NeedHelp,
        Self::GroupWelcome,
        Self::GroupFull,
        Self::GroupWaitingList,
        Self::GroupNotRight,
        Self::GroupEligibility,
        Self::GroupMoreSupport,
        Self::GroupOutsideArea,
    ];

    /// What it is called in files that people write.
    pub fn id(self) -> &'static str {
        IDS[self as usize]
    }

    /// The outcome that is called so.
    pub fn of_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|outcome| outcome.id() == id)
    }

    /// Its number, below 31.
    pub fn number(self) -> u32 {
        u32::from(self as u8)
    }

    /// The outcome with this number.
    pub fn of_number(number: u32) -> Option<Self> {
        Self::ALL.get(number as usize).copied()
    }

    /// Who says so; `None` where nobody has.
    pub fn said_by(self) -> Option<Sayer> {
        match self {
            Self::NoWord => None,
            outcome if outcome >= Self::GroupWelcome => Some(Sayer::Group),
            _ => Some(Sayer::Person),
        }
    }

    /// The same without the reason, for who wants to say only that.
    pub fn without_reason(self) -> Self {
        match self.number() {
            5..=11 => Self::CouldNot,
            17..=20 => Self::GroupNotRight,
            _ => self,
        }
    }
}

/// An answer as a link.
///
/// As characters: each activity's id with the digit of its outcome behind it, the reference, a day where
/// there is one, a digit for what else there is, the version, the check. Own words follow behind `~`, as
/// base64url with a check of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reply {
    /// The reference of the plan.
    pub reference: Reference,
    /// What became of each activity, by the service's id: 1 to [`SERVICES_MAX`], each once.
    pub outcomes: Vec<(String, Outcome)>,
    /// Own words, as [`own_words`] leaves them.
    pub words: Option<String>,
    /// Until when it is full.
    pub full_until: Option<Day>,
}

/// An answer as digits to read over the telephone, such as `7KQ4 20D`: the reference, the digit of an
/// outcome for each activity in the order of the plan, one digit of check. What the activities are knows
/// whoever has the plan of that reference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spoken {
    /// The reference of the plan.
    pub reference: Reference,
    /// What became of the activities, in the order of the plan: 1 to [`SPOKEN_MAX`].
    pub outcomes: Vec<Outcome>,
}

/// Somebody's own words as they are sent and kept: in one line, without what steers a screen, and no
/// more than [`WORDS_MAX`] characters; `None` for none.
pub fn own_words(typed: &str) -> Option<String> {
    let mut words = String::new();
    let seen = typed.chars().filter(|c| !steers(*c)).map(|c| if c.is_control() { ' ' } else { c });
    for character in seen {
        // One space between words, none at the beginning.
        let is_space = character.is_whitespace();
        if !is_space || !(words.is_empty() || words.ends_with(' ')) {
            words.push(if is_space { ' ' } else { character });
        }
    }
    let words: String = words.chars().take(WORDS_MAX).collect();
    let words = words.trim_end();
    (!words.is_empty()).then(|| words.to_owned())
}

/// Marks that turn the direction of what follows (Unicode's bidi controls), and U+FEFF.
fn steers(character: char) -> bool {
    matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
}

impl Reply {
    /// Who answers: a group where any of the outcomes is a group's.
    pub fn said_by(&self) -> Sayer {
        let is_group = |(_, outcome): &(String, Outcome)| outcome.said_by() == Some(Sayer::Group);
        if self.outcomes.iter().any(is_group) { Sayer::Group } else { Sayer::Person }
    }

    /// What stands after `#`. Services beyond [`SERVICES_MAX`], and what is no id, are left out.
    pub fn to_fragment(&self) -> String {
        let mut text = String::new();
        let mut ids: Vec<&str> = Vec::new();
        for (id, outcome) in &self.outcomes {
            if !is_id(id) || ids.contains(&id.as_str()) || ids.len() == SERVICES_MAX {
                continue;
            }
            ids.push(id);
            if id.len() != SHORT {
                text.push(LONG);
                text.push(code::digit(id.len() as u32));
            }
            text.push_str(id);
            text.push(code::digit(outcome.number()));
        }
        text.push_str(&self.reference.digits());
        let words = self.words.as_deref().and_then(own_words);
        let day = self.full_until.and_then(|day| u32::try_from(day.0).ok());
        let day = day.filter(|day| *day < 1 << (5 * DAY_DIGITS));
        text.extend(day.map(|day| code::digits(day, DAY_DIGITS)));
        let has =
            if words.is_some() { HAS_WORDS } else { 0 } | if day.is_some() { HAS_DAY } else { 0 };
        text.push(code::digit(has));
        text.push(VERSION);
        let mut text = code::checked(text);
        if let Some(words) = words {
            text.push(OWN_WORDS);
            text.push_str(&base64url::write(words.as_bytes()));
            text.push_str(&code::digits(words_check(&words), code::CHECK));
        }
        text
    }

    /// Reads what stands after `#`.
    ///
    /// # Errors
    /// Why it says nothing. A version or an outcome that is not known is [`Unreadable::Newer`] only where
    /// the check fits.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let text = text.trim().trim_start_matches('#');
        let (text, words) = match text.split_once(OWN_WORDS) {
            Some((text, words)) => (text, Some(words)),
            None => (text, None),
        };
        let text = code::typed(text);
        if text.is_empty() {
            return Err(Unreadable::Empty);
        }
        let text = code::unchecked(&text).ok_or(Unreadable::Damaged)?;
        match text.strip_suffix(VERSION) {
            Some(text) => Self::read_1(text, words),
            None if text.ends_with(OF_PLANS) => Err(Unreadable::Damaged),
            None => Err(Unreadable::Newer),
        }
    }

    fn read_1(text: &str, words: Option<&str>) -> Result<Self, Unreadable> {
        let mut rest = text;
        let has = take_last(&mut rest, 1)?;
        if has > HAS_WORDS | HAS_DAY {
            return Err(Unreadable::Newer);
        }
        let full_until = if has & HAS_DAY == 0 {
            None
        } else {
            Some(Day(take_last(&mut rest, DAY_DIGITS)? as i32))
        };
        let reference = Reference::new(take_last(&mut rest, REFERENCE_DIGITS)?);
        let words = match words {
            Some(words) if has & HAS_WORDS != 0 => Some(read_words(words)?),
            // A link that has lost its words is damaged, and so is one that has got some.
            None if has & HAS_WORDS == 0 => None,
            _ => return Err(Unreadable::Damaged),
        };
        let mut outcomes: Vec<(String, Outcome)> = Vec::new();
        while !rest.is_empty() {
            let (id, number) = take_answer(&mut rest).ok_or(Unreadable::Damaged)?;
            if outcomes.iter().any(|(known, _)| *known == id) {
                return Err(Unreadable::Damaged);
            }
            outcomes.push((id, Outcome::of_number(number).ok_or(Unreadable::Newer)?));
        }
        if !(1..=SERVICES_MAX).contains(&outcomes.len()) {
            return Err(Unreadable::Damaged);
        }
        Ok(Self { reference, outcomes, words, full_until })
    }

    /// The same as a code, for the plan that holds these activities in this order; `None` where the code
    /// could not say all of it: more than [`SPOKEN_MAX`] activities, or one that the plan does not have.
    pub fn spoken(&self, plan: &[String]) -> Option<Spoken> {
        let is_said = |(id, _): &(String, Outcome)| plan.contains(id);
        if !(1..=SPOKEN_MAX).contains(&plan.len()) || !self.outcomes.iter().all(is_said) {
            return None;
        }
        let of = |id: &String| {
            let said = self.outcomes.iter().find(|(known, _)| known == id);
            said.map_or(Outcome::NoWord, |(_, outcome)| *outcome)
        };
        Some(Spoken { reference: self.reference, outcomes: plan.iter().map(of).collect() })
    }
}

/// Takes the last digits of a text, as a number.
fn take_last(text: &mut &str, digits: usize) -> Result<u32, Unreadable> {
    let taken = || {
        let at = text.len().checked_sub(digits)?;
        Some((text.get(..at)?, code::number(text.get(at..)?)?))
    };
    let (before, number) = taken().ok_or(Unreadable::Damaged)?;
    *text = before;
    Ok(number)
}

/// Takes the first id of a text, and the number of its outcome.
fn take_answer(text: &mut &str) -> Option<(String, u32)> {
    let mut length = SHORT;
    if let Some(long) = text.strip_prefix(LONG) {
        length = code::value(*long.as_bytes().first()?)? as usize;
        *text = long.get(1..)?;
    }
    let id = text.get(..length).filter(|id| is_id(id))?.to_owned();
    let number = code::value(*text.as_bytes().get(length)?)?;
    *text = &text[length + 1..];
    Some((id, number))
}

/// Own words from behind the `~`, without spaces that a mail program put in.
fn read_words(text: &str) -> Result<String, Unreadable> {
    // Four bytes a character make six characters of a link.
    let whole = text.len() <= 8 * WORDS_MAX;
    let text: String = text.chars().filter(|c| whole && !c.is_whitespace()).collect();
    let read = || {
        let at = text.len().checked_sub(code::CHECK)?;
        let (text, check) = (text.get(..at)?, text.get(at..)?);
        let words = String::from_utf8(base64url::read(text)?).ok()?;
        (code::number(check)? == words_check(&words)).then_some(())?;
        own_words(&words)
    };
    read().ok_or(Unreadable::Damaged)
}

/// Ten bits that change with every byte, and with the order of any two neighbours.
fn words_check(words: &str) -> u32 {
    // 1,021 is prime; 257 leaves no byte without weight.
    words.bytes().fold(1, |rest, byte| (rest * 257 + u32::from(byte) + 1) % 1_021)
}

impl Spoken {
    /// As people say it: `7KQ4 20D`. Activities beyond [`SPOKEN_MAX`] are left out.
    pub fn to_code(&self) -> String {
        let mut end: String = self
            .outcomes
            .iter()
            .take(SPOKEN_MAX)
            .map(|outcome| code::digit(outcome.number()))
            .collect();
        let reference = self.reference.digits();
        end.push(code::digit(spoken_check(&[reference.as_str(), &end].concat())));
        [&reference, " ", &end].concat().to_ascii_uppercase()
    }

    /// Reads what somebody typed or said.
    ///
    /// # Errors
    /// Why it says nothing.
    pub fn read(text: &str) -> Result<Self, Unreadable> {
        let text = code::typed(text);
        if text.is_empty() {
            return Err(Unreadable::Empty);
        }
        let is_length =
            (REFERENCE_DIGITS + 2..=REFERENCE_DIGITS + SPOKEN_MAX + 1).contains(&text.len());
        let is_digits = text.bytes().all(|byte| code::value(byte).is_some());
        if !is_length || !is_digits {
            return Err(Unreadable::Damaged);
        }
        let (text, check) = text.split_at(text.len() - 1);
        if code::number(check) != Some(spoken_check(text)) {
            return Err(Unreadable::Damaged);
        }
        let (reference, outcomes) = text.split_at(REFERENCE_DIGITS);
        let reference = Reference::read(reference).ok_or(Unreadable::Damaged)?;
        let numbers: Vec<u32> = outcomes.bytes().filter_map(code::value).collect();
        if numbers.first() == Some(&LATER) {
            return Err(Unreadable::Newer);
        }
        let outcomes: Option<Vec<_>> = numbers.into_iter().map(Outcome::of_number).collect();
        Ok(Self { reference, outcomes: outcomes.ok_or(Unreadable::Newer)? })
    }
}

/// One digit of check, by arithmetic in the field of 32 elements (x⁵ = x² + 1): each wrong digit is
/// found, and each two digits that changed places, neighbours or not.
fn spoken_check(text: &str) -> u32 {
    text.bytes().fold(0, |rest, byte| times_x(rest ^ code::value(byte).unwrap_or(0)))
}

fn times_x(element: u32) -> u32 {
    let doubled = element << 1;
    if doubled & 32 == 0 { doubled } else { (doubled ^ 0b10_0101) & 31 }
}
