//! `signpost dates`: days that no rule tells, to be put into a timetable.

use std::process::ExitCode;

use crate::lunar;
use catalog::day::Day;

use super::Ended;
use crate::terminal::Terminal;

/// What `signpost dates` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost dates --lunar 1,15 --from 2026-12-01 --to 2027-12-31 --hours 7
      new and full moon of the Vietnamese calendar, as lines of a timetable")]
pub struct DatesArgs {
    /// Days of the lunar month: 1,15
    #[arg(long, value_delimiter = ',', required = true, value_parser = clap::value_parser!(u8).range(1..=30))]
    lunar: Vec<u8>,
    /// The first day: 2026-12-01
    #[arg(long, value_parser = day)]
    from: Day,
    /// The last day: 2027-12-31
    #[arg(long, value_parser = day)]
    to: Day,
    /// Where the calendar is kept, in hours ahead of UTC: 7 for the Vietnamese, 8 for the Chinese, 9 for
    /// the Korean
    #[arg(long, default_value_t = 8, value_parser = clap::value_parser!(i8).range(-12..=14))]
    hours: i8,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a day is written 2026-12-01".to_owned())
}

/// Prints the first of the days and the others, as a row of a timetable has them.
pub fn run(args: &DatesArgs, terminal: &Terminal) -> Ended {
    let DatesArgs { lunar, from, to, hours } = args;
    let days = lunar::days(lunar, *from, *to, *hours);
    let Some((first, others)) = days.split_first() else {
        return Err(format!("no such day lies between {from} and {to}"));
    };
    let others: Vec<String> = others.iter().map(ToString::to_string).collect();
    terminal.line(format!("start: {first}T10:00   # the hour is yours to write"));
    terminal.line(format!("dates: [{}]", others.join(", ")));
    Ok(ExitCode::SUCCESS)
}
