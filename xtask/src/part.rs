//! The parts of a long command: each is done whatever became of the others, and the last lines say what each came to.

use std::time::{Duration, Instant};

use crate::problem::{Outcome, Problem};
use crate::step::duration;

/// One part of the run.
pub struct Part {
    /// What it is called in the summary.
    pub name: &'static str,
    /// What it came to.
    pub end: End,
    /// How long it took.
    pub time: Duration,
}

/// What a part came to.
pub enum End {
    /// In a few words.
    Passed(String),
    /// By somebody's choice, and what is not known for that.
    LeftOut(&'static str),
    /// Why.
    Failed(Problem),
}

impl Part {
    /// Does it, and says at once when it fails.
    pub fn run(name: &'static str, work: impl FnOnce() -> Outcome<String>) -> Self {
        let start = Instant::now();
        let outcome = work();
        if let Err(problem) = &outcome {
            eprintln!("✗ {name}: {problem}");
        }
        Self::ended(name, outcome, start.elapsed())
    }

    /// A part that was done.
    pub fn ended(name: &'static str, outcome: Outcome<String>, time: Duration) -> Self {
        Self { name, end: outcome.map_or_else(End::Failed, End::Passed), time }
    }

    /// A part that somebody left out.
    pub fn left_out(name: &'static str, unknown: &'static str) -> Self {
        Self { name, end: End::LeftOut(unknown), time: Duration::ZERO }
    }

    /// Whether it failed.
    pub fn failed(&self) -> bool {
        matches!(self.end, End::Failed(_))
    }
}

/// Says what the parts came to, and since when; what failed makes the whole fail.
pub fn conclude(parts: &[Part], start: Instant) -> Outcome<()> {
    println!("\n{}total: {}", summary(parts), duration(start.elapsed()));
    let failed: Vec<&str> =
        parts.iter().filter(|part| part.failed()).map(|part| part.name).collect();
    if failed.is_empty() {
        Ok(())
    } else {
        Err(Problem::new(format!("failed: {}; see above", failed.join(", "))))
    }
}

fn summary(parts: &[Part]) -> String {
    let line = |part: &Part| {
        let (mark, words) = match &part.end {
            End::Passed(words) => ("✓", words.clone()),
            End::LeftOut(words) => ("–", format!("left out: {words}")),
            End::Failed(problem) => ("✗", problem.to_string()),
        };
        format!("{mark} {:<12} {words} ({})\n", part.name, duration(part.time))
    };
    parts.iter().map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_summary_names_every_part_with_its_time() {
        let failed = Err(Problem::new("1 passed, 2 failed"));
        let parts = [
            Part::ended("bundle", Ok("built".to_owned()), Duration::from_secs(42)),
            Part::ended("journeys", failed, Duration::from_secs(75)),
            Part::left_out("html", "no page was checked"),
        ];
        let expected = "✓ bundle       built (42 s)\n✗ journeys     1 passed, 2 failed (1 min 15 s)\n\
             – html         left out: no page was checked (0.0 s)\n";
        assert_eq!(summary(&parts), expected);
        assert!(conclude(&parts, Instant::now()).is_err());
    }
}
