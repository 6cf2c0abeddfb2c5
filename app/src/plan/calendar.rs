//! The next dates of a plan as a calendar file: each session, and the day after it a question how
//! it went.

use catalog::calendar::{Calendar, Entry};
use catalog::day::Moment;
use catalog::format::content_hash;
use catalog::schedule::Session;

use super::state::shown_name;
use super::{Item, day_after};
use crate::locale::{Key, Messages};

/// How long before a session the calendar reminds of it, in minutes: time to get ready and take a
/// bus.
const REMINDER_MINUTES: u16 = 120;

/// When in the morning it asks how it went, in minutes since midnight, and how long that takes.
const ASKED_AT_MINUTE: u16 = 10 * 60;
const ASKED_MINUTES: u16 = 15;

/// What a calendar file needs beside the plan.
pub struct Dating<'a> {
    /// The locale's words.
    pub messages: &'a Messages,
    /// The present moment in UTC.
    pub stamp: Moment,
    /// The address of the locale's folder, such as `https://a.example/en/`.
    pub folder: &'a str,
    /// From the directory's wall clock to UTC.
    pub utc: &'a dyn Fn(Moment) -> Moment,
}

/// The file. What calls for discretion has no name, no place and no address in it: calendars are
/// shared, and speak up on locked screens.
pub fn write(coming: &[(&Item, Session)], dating: &Dating<'_>) -> String {
    let Dating { messages, stamp, folder, utc } = *dating;
    let mut calendar = Calendar::new("-//Signpost//Plan//EN", stamp);
    for (item, session) in coming {
        let name = shown_name(item, messages);
        // Not even its id, which is in the address of its page.
        let kind = if item.sensitive { content_hash(item.id.as_bytes()) } else { item.id.clone() };
        let uid = |of: &str| [&kind, of, &session.start.to_string(), "@signpost.plan"].concat();
        let (uid_there, uid_after) = (uid("-"), uid("-after-"));
        let phone = item.phone.as_ref().map(|phone| messages.phone(phone)).unwrap_or_default();
        let page = item.page_from(folder).unwrap_or_default();
        let plan = [folder, "plan/"].concat();
        let ask = if item.sensitive {
            messages.text(Key::PlanMark).to_owned()
        } else {
            messages.fill(Key::PlanCheckIn, &[("name", &name)])
        };
        let mut there = Entry {
            uid: &uid_there,
            title: &name,
            alarm_minutes: Some(REMINDER_MINUTES),
            ..Entry::default()
        };
        let mut after =
            Entry { uid: &uid_after, title: &ask, alarm_minutes: Some(0), ..Entry::default() };
        if !item.sensitive {
            there = Entry { place: &item.place, text: &phone, address: &page, ..there };
            after = Entry { address: &plan, ..after };
        }
        calendar.once(&there, utc(session.start), session.minutes);
        let asked = Moment { day: day_after(*session), minute: ASKED_AT_MINUTE };
        calendar.once(&after, utc(asked), ASKED_MINUTES);
    }
    calendar.finish()
}
