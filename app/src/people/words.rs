//! What became of an activity, in words.

use catalog::day::Day;
use catalog::link::reply::{Outcome, Sayer};

use super::Activity;
use crate::locale::{Key, Messages};

/// The words of an outcome, about the person.
pub fn key(outcome: Outcome) -> Key {
    match outcome {
        Outcome::NoWord => Key::PeopleNoWord,
        Outcome::Going => Key::PeopleGoing,
        Outcome::Went => Key::PeopleWent,
        Outcome::Full | Outcome::GroupFull => Key::PeopleFull,
        Outcome::WaitingList | Outcome::GroupWaitingList => Key::PeopleWaitingList,
        Outcome::CouldNot => Key::PeopleCouldNot,
        Outcome::CouldNotTransport => Key::PeopleTransport,
        Outcome::CouldNotHealth => Key::PeopleHealth,
        Outcome::CouldNotTime => Key::PeopleTime,
        Outcome::CouldNotMoney => Key::PeopleMoney,
        Outcome::CouldNotLanguage => Key::PeopleLanguage,
        Outcome::CouldNotNoAnswer => Key::PeopleNoAnswer,
        Outcome::NotForMe => Key::PeopleNotForThem,
        Outcome::NeedHelp => Key::PeopleNeedHelp,
        Outcome::GroupWelcome => Key::PeopleWelcome,
        Outcome::GroupNotRight => Key::PeopleNotRight,
        Outcome::GroupEligibility => Key::PeopleEligibility,
        Outcome::GroupMoreSupport => Key::PeopleMoreSupport,
        Outcome::GroupOutsideArea => Key::PeopleOutsideArea,
    }
}

/// All of the words above, and who said so: for a page's data.
pub const WORDS: &[Key] = &[
    Key::PeopleNoWord,
    Key::PeopleGoing,
    Key::PeopleWent,
    Key::PeopleFull,
    Key::PeopleWaitingList,
    Key::PeopleCouldNot,
    Key::PeopleTransport,
    Key::PeopleHealth,
    Key::PeopleTime,
    Key::PeopleMoney,
    Key::PeopleLanguage,
    Key::PeopleNoAnswer,
    Key::PeopleNotForThem,
    Key::PeopleNeedHelp,
    Key::PeopleWelcome,
    Key::PeopleNotRight,
    Key::PeopleEligibility,
    Key::PeopleMoreSupport,
    Key::PeopleOutsideArea,
    Key::PeopleSaidPerson,
    Key::PeopleSaidGroup,
    Key::PeopleUntil,
];

/// "Full until 12 January 2027. The group said so, 24 November 2026"; `day` writes a day.
pub fn told(activity: &Activity, messages: &Messages, day: impl Fn(Day) -> String) -> String {
    let outcome = messages.text(key(activity.outcome));
    let outcome = match activity.full_until {
        Some(until) => {
            messages.fill(Key::PeopleUntil, &[("outcome", outcome), ("day", &day(until))])
        }
        None => outcome.to_owned(),
    };
    let (Some(said), Some(who)) = (activity.said, activity.outcome.said_by()) else {
        return outcome;
    };
    let who = match who {
        Sayer::Person => Key::PeopleSaidPerson,
        Sayer::Group => Key::PeopleSaidGroup,
    };
    messages.fill(who, &[("outcome", &outcome), ("day", &day(said))])
}
