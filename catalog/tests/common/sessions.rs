//! Sessions by the standard alone, one day after the other.

use catalog::day::{Day, Moment, days_in_month};
use catalog::schedule::{End, Frequency, Schedule, Session};

/// RFC 5545 word for word: every occurrence from the first on, in order, the further dates among them.
fn occurrences(schedule: &Schedule, until: Day) -> Vec<Day> {
    let mut days = of_rule(schedule, until);
    days.extend(&schedule.dates);
    days.sort_unstable();
    days.dedup();
    days
}

fn of_rule(schedule: &Schedule, until: Day) -> Vec<Day> {
    let Some(rule) = &schedule.rule else { return vec![schedule.start.day] };
    let start = schedule.start.day;
    let mut days = Vec::new();
    let mut day = start;
    while day <= until {
        let (year, month, date) = day.ymd();
        let (start_year, start_month, _) = start.ymd();
        let weeks = |day: Day| (day.0 + 3).div_euclid(7);
        let months = (year - start_year) * 12 + i32::from(month) - i32::from(start_month);
        let interval = i32::from(rule.interval);
        let fits = match &rule.frequency {
            Frequency::Daily => (day.0 - start.0) % interval == 0,
            Frequency::Weekly(on) => {
                (weeks(day) - weeks(start)) % interval == 0 && on.contains(&day.weekday())
            }
            Frequency::MonthlyByDay(on) => months % interval == 0 && on.contains(&date),
            Frequency::MonthlyByWeekday(on) => {
                let all: Vec<u8> = (1..=days_in_month(year, month))
                    .filter(|date| {
                        Day::from_ymd(year, month, *date).unwrap().weekday() == day.weekday()
                    })
                    .collect();
                months % interval == 0
                    && on.iter().any(|(nth, weekday)| {
                        let ordinal = if *nth > 0 {
                            usize::try_from(*nth - 1).ok()
                        } else {
                            all.len().checked_sub(usize::from(nth.unsigned_abs()))
                        };
                        *weekday == day.weekday()
                            && ordinal.and_then(|at| all.get(at)) == Some(&date)
                    })
            }
        };
        if fits {
            days.push(day);
        }
        day = day.plus(1);
    }
    match rule.end {
        End::Never => {}
        End::Until(last) => days.retain(|day| *day <= last),
        End::Count(count) => days.truncate(usize::from(count)),
    }
    days
}

/// Its sessions from a moment to the end of a day, in order.
pub fn reference(schedule: &Schedule, from: Moment, to: Day) -> Vec<Session> {
    occurrences(schedule, to)
        .into_iter()
        .filter(|day| !schedule.exdates.contains(day))
        .filter(|day| !schedule.pauses.iter().any(|pause| pause.from <= *day && *day <= pause.to))
        .filter(|day| *day <= to && schedule.valid_to.is_none_or(|last| *day <= last))
        .map(|day| Session {
            start: Moment { day, minute: schedule.start.minute },
            minutes: schedule.minutes,
        })
        .filter(|session| session.start.plus_minutes(u32::from(session.minutes)) > from)
        .collect()
}
