//! The one line that tells how far a work is.

use std::fmt::Write;
use std::io::IsTerminal;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};

use crate::progress::Progress;

/// How often the line is drawn, in a second: more is not seen.
const DRAWN_A_SECOND: u8 = 10;

/// How often the line moves where no steps are counted, so that somebody sees that work goes on.
const MOVES: Duration = Duration::from_millis(120);

/// What a stage without a number of steps shows.
const WITHOUT_STEPS: &str = "{spinner} {prefix} {elapsed}";

/// What a stage with steps shows: how many there are, and how long what is left will take.
const WITH_STEPS: &str = "{prefix} [{bar:24}] {human_pos} of {human_len}{left}";

/// A line of standard error where that is a terminal, and otherwise nothing: no letter of it reaches a pipe or a file.
pub struct Bar {
    is_seen: bool,
    /// The stage that is going on.
    now: Mutex<Option<ProgressBar>>,
}

impl Bar {
    /// For somebody who wants it quiet, or does not.
    pub fn new(is_quiet: bool) -> Self {
        // A terminal that cannot go back to the beginning of a line would get a line for each step.
        let is_dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let is_seen = !is_quiet && !is_dumb && std::io::stderr().is_terminal();
        Self { is_seen, now: Mutex::default() }
    }

    /// Lets something be written without the line running through it.
    pub fn aside(&self, write: impl FnOnce()) {
        let now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        match now.as_ref() {
            Some(bar) => bar.suspend(write),
            None => write(),
        }
    }

    fn put(&self, next: Option<ProgressBar>) {
        let mut now = self.now.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(bar) = std::mem::replace(&mut *now, next) {
            bar.finish_and_clear();
        }
    }
}

impl Progress for Bar {
    fn begins(&self, stage: &str, steps: usize) {
        if !self.is_seen {
            return;
        }
        self.put(None);
        let target = ProgressDrawTarget::stderr_with_hz(DRAWN_A_SECOND);
        let steps = u64::try_from(steps).unwrap_or(u64::MAX);
        let bar = ProgressBar::with_draw_target(Some(steps), target);
        let template = if steps == 0 { WITHOUT_STEPS } else { WITH_STEPS };
        // The templates are ours: were one wrong, the line would look otherwise.
        let style = ProgressStyle::with_template(template)
            .unwrap_or_else(|_| ProgressStyle::default_bar())
            .with_key("left", |state: &ProgressState, to: &mut dyn Write| {
                let _ = to.write_str(&left(state.pos(), state.eta().as_secs()));
            })
            .progress_chars("=> ")
            .tick_chars("-\\|/ ");
        bar.set_style(style);
        bar.set_prefix(stage.to_owned());
        bar.enable_steady_tick(MOVES);
        self.put(Some(bar));
    }

    fn step(&self) {
        // Many threads draw pages side by side: counting must not make them wait where nobody looks on.
        if !self.is_seen {
            return;
        }
        if let Some(bar) = self.now.lock().unwrap_or_else(PoisonError::into_inner).as_ref() {
            bar.inc(1);
        }
    }

    fn ended(&self) {
        if self.is_seen {
            self.put(None);
        }
    }
}

/// How long what is left will take; nothing before there is a step to tell by, nor for the last moment.
fn left(steps: u64, seconds: u64) -> String {
    match (steps, seconds) {
        (0, _) | (_, 0) => String::new(),
        (_, 1..60) => format!(", {seconds} s left"),
        _ => format!(", {} min left", seconds.div_ceil(60)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn somebody_is_told_how_long_it_will_take_as_soon_as_that_can_be_known() {
        assert_eq!(left(0, 9_999), "");
        assert_eq!(left(5, 0), "");
        assert_eq!(left(5, 59), ", 59 s left");
        assert_eq!(left(5, 61), ", 2 min left");
    }

    #[test]
    fn both_lines_are_ones_that_can_be_drawn() {
        for template in [WITHOUT_STEPS, WITH_STEPS] {
            assert!(ProgressStyle::with_template(template).is_ok(), "{template}");
        }
    }
}
