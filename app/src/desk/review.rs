//! A day to look again, for the prescriber's own calendar: a reference, and nothing of the person.

use catalog::calendar::{Calendar, Entry};
use catalog::day::{Day, Moment};

/// When in the morning, and for how long, in minutes.
const AT_MINUTE: u16 = 9 * 60;
const MINUTES: u16 = 15;

/// The calendar file. `title` names the reference, `address` is the plan's link; `utc` tells what a clock in
/// UTC shows when the directory's shows a moment, `stamp` is the present moment in UTC.
pub fn write(
    monday: Day,
    title: &str,
    reference: &str,
    address: &str,
    stamp: Moment,
    utc: &dyn Fn(Moment) -> Moment,
) -> String {
    let uid = ["review-", reference, "-", &monday.to_string(), "@signpost.desk"].concat();
    let entry = Entry { uid: &uid, title, address, alarm_minutes: Some(0), ..Entry::default() };
    let mut calendar = Calendar::new("-//Signpost//Desk//EN", stamp);
    calendar.once(&entry, utc(Moment { day: monday, minute: AT_MINUTE }), MINUTES);
    calendar.finish()
}
