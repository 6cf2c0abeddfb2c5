//! How near a person is to what matters to them: a number from 0 to 10 of their own, with their own
//! words, asked twice at most. It is theirs: nothing counts it, names it or sends it.

use catalog::day::Day;

use super::Plan;

/// How often it is asked: at the start, and once more.
pub const ASKED_MAX: usize = 2;

/// After how many days it is asked once more: twelve weeks, as link workers look back.
pub const AGAIN_DAYS: i32 = 84;

/// The largest number.
pub const NEAR_MAX: u8 = 10;

/// Up to this number the help lines are shown beside it.
pub const LOW: u8 = 3;

/// What somebody said once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CheckIn {
    /// When.
    pub day: Day,
    /// From 0 to [`NEAR_MAX`].
    pub near: u8,
    /// Their own words; empty for none.
    pub words: String,
}

/// What somebody is about to say. It is in memory only, until they keep it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct CheckInDraft {
    /// The number, once they have chosen one.
    pub near: Option<u8>,
    /// Their own words.
    pub words: String,
}

impl Plan {
    /// Whether it is asked today: when something is kept, and once more twelve weeks later.
    pub fn asks_how_near(&self, today: Day) -> bool {
        match self.check_ins.as_slice() {
            [] => !self.items.is_empty(),
            [first] => today >= first.day.plus(AGAIN_DAYS),
            _ => false,
        }
    }

    /// Keeps what somebody said, unless they have said it twice.
    pub fn keep_check_in(&mut self, said: CheckIn) -> bool {
        let has_room = self.check_ins.len() < ASKED_MAX && said.near <= NEAR_MAX;
        if has_room {
            self.check_ins.push(said);
        }
        has_room
    }
}

impl CheckInDraft {
    /// Whether somebody may be glad of the help lines: by what they choose now, or said last.
    pub fn is_low(&self, plan: &Plan) -> bool {
        let last = plan.check_ins.last().map(|last| last.near);
        self.near.or(last).is_some_and(|near| near <= LOW)
    }
}
