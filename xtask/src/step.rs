//! Says what is being done and how long it took, on standard error, so that standard output stays the result's.

use std::time::{Duration, Instant};

use crate::problem::Outcome;

/// Announces `what`, does it, and says how long it took.
///
/// Two whole lines instead of one that grows: steps run side by side, and their output comes between.
pub fn step<T>(what: &str, work: impl FnOnce() -> Outcome<T>) -> Outcome<T> {
    eprintln!("• {what} …");
    let start = Instant::now();
    let outcome = work();
    let took = duration(start.elapsed());
    match &outcome {
        Ok(_) => eprintln!("✓ {what} … {took}"),
        Err(_) => eprintln!("✗ {what} … failed after {took}"),
    }
    outcome
}

/// Says something that needs no answer and stops nothing.
pub fn remark(sentence: &str) {
    eprintln!("  {sentence}");
}

/// A duration as people say it: `0.4 s`, `42 s`, `3 min 05 s`.
pub fn duration(time: Duration) -> String {
    let tenths = (time.as_millis() + 50) / 100;
    let seconds = (tenths + 5) / 10;
    if tenths < 100 {
        format!("{}.{} s", tenths / 10, tenths % 10)
    } else if seconds < 60 {
        format!("{seconds} s")
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn durations_read_as_people_say_them() {
        let cases = [
            (0, "0.0 s"),
            (420, "0.4 s"),
            (9_940, "9.9 s"),
            (9_980, "10 s"),
            (42_400, "42 s"),
            (59_900, "1 min 00 s"),
            (185_000, "3 min 05 s"),
        ];
        for (milliseconds, expected) in cases {
            assert_eq!(duration(Duration::from_millis(milliseconds)), expected);
        }
    }
}
