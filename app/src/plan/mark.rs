//! What became of an activity, as the person says: [`Mark`] is what happened, [`Why`] the reason, and
//! neither is ever made of the other. Nothing said is [`Mark::NotYet`], which is no "no".

use catalog::link::reply::Outcome;

use crate::locale::Key;

/// What happened.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mark {
    /// They have not been yet, or say nothing.
    #[default]
    NotYet,
    /// They are going to.
    Going,
    /// They went.
    Went,
    /// There was no room.
    Full,
    /// They wait for a place.
    WaitingList,
    /// They could not get there.
    CouldNot,
    /// It is not for them.
    NotForMe,
    /// They want somebody's help to start.
    NeedHelp,
}

/// Why not.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// The way there.
    Bus,
    /// Their health.
    Health,
    /// The time of day or the day.
    Time,
    /// What it costs, or the fare.
    Money,
    /// Nobody spoke their language.
    Language,
    /// They called, and nobody answered.
    NoAnswer,
}

/// What a version of the file before the second called a mark.
const FORMERLY: [(&str, Mark); 1] = [("not-suited", Mark::NotForMe)];

impl Mark {
    /// All of them: its name in a file, and its words.
    pub const ALL: [(Self, &'static str, Key); 8] = [
        (Self::NotYet, "not-yet", Key::PlanNotYet),
        (Self::Going, "going", Key::PlanGoing),
        (Self::Went, "went", Key::PlanWent),
        (Self::Full, "full", Key::PlanFull),
        (Self::WaitingList, "waiting-list", Key::PlanWaitingList),
        (Self::CouldNot, "could-not", Key::PlanCouldNot),
        (Self::NotForMe, "not-for-me", Key::PlanNotForMe),
        (Self::NeedHelp, "need-help", Key::PlanNeedHelp),
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(mark, ..)| *mark == self).map_or("", |(_, name, _)| name)
    }

    /// Its words.
    pub fn key(self) -> Key {
        Self::ALL.iter().find(|(mark, ..)| *mark == self).map_or(Key::PlanNotYet, |(.., key)| *key)
    }

    /// The mark that has this name in a file, or once had it.
    pub fn named(name: &str) -> Option<Self> {
        let now = Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(mark, ..)| *mark);
        let formerly = || FORMERLY.iter().find(|(known, _)| *known == name).map(|(_, mark)| *mark);
        now.or_else(formerly)
    }

    /// Whether the person can say why, as a code or a link of an answer can.
    pub fn has_reason(self) -> bool {
        self == Self::CouldNot
    }

    /// What an answer says of it.
    pub fn outcome(self, why: Option<Why>) -> Outcome {
        match self {
            Self::NotYet => Outcome::NoWord,
            Self::Going => Outcome::Going,
            Self::Went => Outcome::Went,
            Self::Full => Outcome::Full,
            Self::WaitingList => Outcome::WaitingList,
            Self::CouldNot => why.map_or(Outcome::CouldNot, Why::outcome),
            Self::NotForMe => Outcome::NotForMe,
            Self::NeedHelp => Outcome::NeedHelp,
        }
    }
}

impl Why {
    /// All of them: its name in a file, and its words.
    pub const ALL: [(Self, &'static str, Key); 6] = [
        (Self::Bus, "bus", Key::PlanWhyBus),
        (Self::Health, "health", Key::PlanWhyHealth),
        (Self::Time, "time", Key::PlanWhyTime),
        (Self::Money, "money", Key::PlanWhyMoney),
        (Self::Language, "language", Key::PlanWhyLanguage),
        (Self::NoAnswer, "no-answer", Key::PlanWhyNoAnswer),
    ];

    /// Its name in a file.
    pub fn name(self) -> &'static str {
        Self::ALL.iter().find(|(why, ..)| *why == self).map_or("", |(_, name, _)| name)
    }

    /// Its words.
    pub fn key(self) -> Key {
        Self::ALL.iter().find(|(why, ..)| *why == self).map_or(Key::PlanWhyNone, |(.., key)| *key)
    }

    /// What an answer says of whom it kept away.
    pub fn outcome(self) -> Outcome {
        match self {
            Self::Bus => Outcome::CouldNotTransport,
            Self::Health => Outcome::CouldNotHealth,
            Self::Time => Outcome::CouldNotTime,
            Self::Money => Outcome::CouldNotMoney,
            Self::Language => Outcome::CouldNotLanguage,
            Self::NoAnswer => Outcome::CouldNotNoAnswer,
        }
    }

    /// The reason with this name.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(_, known, _)| *known == name).map(|(why, ..)| *why)
    }
}
