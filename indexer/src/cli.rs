//! `signpost`: from a folder of Markdown to a directory that stands on any static host.

mod exits;

use std::process::ExitCode;

use clap::error::{ContextKind, ContextValue};
use clap::{CommandFactory as _, FromArgMatches as _, Parser, Subcommand};

use crate::command::{
    Ended, apply, build, check, checked, completions, dates, diff, due, explain, gaps, help,
    import, init, man, new, pack, places, published, serve, translated, version, wording, words,
};
use crate::staging;
use crate::terminal::{Manner, Terminal, heed_colour};

/// A directory of things to do, made from Markdown pages, standing on any static host.
#[derive(Parser)]
#[command(
    name = "signpost",
    version,
    arg_required_else_help = true,
    disable_help_subcommand = true,
    after_long_help = EXAMPLES
)]
struct Cli {
    #[command(flatten)]
    manner: Manner,
    #[command(subcommand)]
    command: Command,
}

/// What stands below `signpost --help`, and in the manual.
const EXAMPLES: &str = "\
Examples:
  signpost init my-town
      writes the content folder of a new town
  signpost serve --content my-town --watch --open
      shows it in your browser while you write
  signpost check --content my-town
      says what is wrong, and what to type instead
  signpost explain stale-page
      says what a code of a check means
  signpost build --content my-town --out dist
      writes the site, for any static host

Each command has examples of its own: signpost check --help

Environment:
  NO_COLOR, CLICOLOR, CLICOLOR_FORCE, TERM
      whether colours are used, where --color does not say it
  SOURCE_DATE_EPOCH
      the moment for which a site is built, in seconds since 1970, where --now does not say it";

/// The exit code of a program that was told to end: 128 and the number of the signal SIGINT, as
/// shells have it. SIGTERM and SIGHUP end it with the same, because the handler does not hear which it was.
const INTERRUPTED: i32 = 130;

#[derive(Subcommand)]
enum Command {
    /// Write the content folder of a new town
    Init(Box<init::InitArgs>),
    /// Take neighbourhoods and postcode areas from the town's own GeoJSON and CSV
    Places(places::PlacesArgs),
    /// Write a page for a new service, ready to be filled in
    New(new::NewArgs),
    /// Read everything, and say what is wrong and what to type instead
    Check(check::CheckArgs),
    /// Say what a code of a check means, and what to do
    Explain(explain::ExplainArgs),
    /// Say what a change means to readers: "Tuesday becomes Thursday", and what to look at first
    Diff(diff::DiffArgs),
    /// Write the whole site into a folder
    Build(build::BuildArgs),
    /// Make pages of another directory's data: HSDS, Open Referral UK, or a sheet
    Import(import::ImportArgs),
    /// Tell the days of a lunar month, for a timetable
    Dates(dates::DatesArgs),
    /// Make a booklet of what is around a place, or a poster of an activity, to print
    Pack(pack::PackArgs),
    /// Say whom to ask this month whether their pages are still right, with messages ready to send
    Due(due::DueArgs),
    /// Say that somebody was asked, and that pages are still right
    Checked(checked::CheckedArgs),
    /// Put change notes of groups into their pages, from mails, texts or standard input
    Apply(apply::ApplyArgs),
    /// Note every address that is public now, so that no printed code ever leads nowhere
    Published(published::PublishedArgs),
    /// Say what the directory lacks, and what has changed since the last release
    Gaps(gaps::GapsArgs),
    /// Build the site and show it on this machine
    Serve(serve::ServeArgs),
    /// Say in translations from which words they were made, so that a change shows
    Translated(translated::TranslatedArgs),
    /// Say what words find today that people sent because they found nothing
    Words(words::WordsArgs),
    /// Print the texts of a page language, for a town that translates them or says them otherwise
    Wording(wording::WordingArgs),
    /// Print what a shell completes
    Completions(completions::CompletionsArgs),
    /// Print the manual
    Man(man::ManArgs),
    /// Print the help of a command, as --help does
    Help(help::HelpArgs),
    /// Print the version, as --version does
    Version(version::VersionArgs),
}

/// Does what was typed.
pub fn run() -> ExitCode {
    // Ctrl-C, a terminal that is closed, a computer that is shut down. A system without signals leaves what is half built to
    // the next build; so does a program that was told to go on through one of them, as by nohup, and must.
    let _ = ctrlc::try_set_handler(|| {
        staging::give_up();
        std::process::exit(INTERRUPTED);
    });
    heed_colour(std::env::args_os());
    let typed = whole().try_get_matches().and_then(|typed| Cli::from_arg_matches(&typed));
    let Cli { manner, command } = typed.unwrap_or_else(|error| hinted(error).exit());
    let terminal = Terminal::new(&manner);
    done(command, &terminal).unwrap_or_else(|sentence| {
        terminal.fail(&sentence);
        ExitCode::from(2)
    })
}

/// The command with all that stands below its helps.
fn whole() -> clap::Command {
    exits::below_each_help(Cli::command())
}

/// Who types `export` hears that nothing has to be typed: the command that looks most like it, `import`, does the
/// contrary.
fn hinted(mut error: clap::Error) -> clap::Error {
    let typed = error.get(ContextKind::InvalidSubcommand);
    if matches!(typed, Some(ContextValue::String(name)) if name == "export") {
        error.remove(ContextKind::SuggestedSubcommand);
        let hint = "every build writes what others take, as HSDS, FHIR, iCalendar, CSV and Atom, into the folder data of the site: \
                    signpost build";
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![hint.into()]));
    }
    error
}

fn done(command: Command, terminal: &Terminal) -> Ended {
    match command {
        Command::Init(args) => init::run(&args, terminal),
        Command::Places(args) => places::run(&args, terminal),
        Command::New(args) => new::run(&args, terminal),
        Command::Check(args) => check::run(&args, terminal),
        Command::Explain(args) => explain::run(&args, terminal),
        Command::Diff(args) => diff::run(&args, terminal),
        Command::Build(args) => build::run(&args, terminal),
        Command::Import(args) => import::run(&args, terminal),
        Command::Dates(args) => dates::run(&args, terminal),
        Command::Pack(args) => pack::run(&args, terminal),
        Command::Due(args) => due::run(&args, terminal),
        Command::Checked(args) => checked::run(&args, terminal),
        Command::Apply(args) => apply::run(&args, terminal),
        Command::Published(args) => published::run(&args, terminal),
        Command::Gaps(args) => gaps::run(&args, terminal),
        Command::Serve(args) => serve::run(&args, terminal),
        Command::Translated(args) => translated::run(&args, terminal),
        Command::Words(args) => words::run(&args, terminal),
        Command::Wording(args) => wording::run(&args, terminal),
        Command::Completions(args) => completions::run(&args, whole(), terminal),
        Command::Man(args) => man::run(&args, whole(), terminal),
        Command::Help(args) => help::run(&args, whole()),
        Command::Version(version::VersionArgs {}) => version::run(&whole(), terminal),
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Each command, signpost itself the first, with what stands below its help.
    fn helps() -> Vec<(String, String)> {
        let mut whole = whole();
        whole.build();
        let all = std::iter::once(&whole).chain(whole.get_subcommands());
        let below = |command: &clap::Command| {
            command.get_after_long_help().map(ToString::to_string).unwrap_or_default()
        };
        all.map(|command| (command.get_name().to_owned(), below(command))).collect()
    }

    /// The words of a line as a shell hands them over, up to a pipe or where it writes into a file.
    fn words(line: &str) -> Vec<String> {
        let (mut words, mut word, mut is_quoted) = (Vec::new(), String::new(), false);
        for character in line.chars() {
            match character {
                '"' => is_quoted = !is_quoted,
                ' ' if !is_quoted => words.push(std::mem::take(&mut word)),
                _ => word.push(character),
            }
        }
        words.push(word);
        words.retain(|word| !word.is_empty());
        let end = words.iter().position(|word| matches!(word.as_str(), "|" | ">" | ">>"));
        words.truncate(end.unwrap_or(words.len()));
        words
    }

    #[test]
    fn every_command_is_shown_at_work_and_every_example_can_be_typed() {
        for (name, below) in helps() {
            assert!(below.starts_with("Examples:\n"), "{name}: {below}");
            let joined = below.replace("\\\n", " ");
            let typed: Vec<&str> = joined
                .lines()
                .filter_map(|line| line.strip_prefix("  "))
                .map(|line| line.trim_start_matches("pbpaste | "))
                .filter(|line| line.starts_with("signpost "))
                .collect();
            assert!(!typed.is_empty(), "{name}");
            for line in typed {
                if let Err(error) = Cli::try_parse_from(words(line)) {
                    assert!(!error.use_stderr(), "{line}: {error}");
                }
            }
        }
    }

    #[test]
    fn a_script_can_read_in_every_help_what_an_exit_code_says() {
        for (name, below) in helps() {
            let (_, codes) = below.split_once("\n\nExit codes:\n").unwrap_or_default();
            assert!(codes.starts_with("  0\n      "), "{name}: {below}");
            assert!(
                codes.contains("\n  2\n      ") && codes.contains("\n  130\n"),
                "{name}: {codes}"
            );
            assert_eq!(below.matches("Exit codes:").count(), 1, "{name}");
        }
    }

    /// Lines that somebody has broken by hand are broken twice where the terminal is narrower.
    #[test]
    fn only_the_terminal_breaks_what_stands_below_a_help() {
        let indent = |line: &str| line.len() - line.trim_start().len();
        for (name, below) in helps() {
            let lines: Vec<&str> = below.lines().collect();
            for pair in lines.windows(2) {
                let is_typed = pair.iter().any(|line| {
                    let line = line.trim_start();
                    // Examples in a row, and one that a shell takes over several lines.
                    line.starts_with("signpost ")
                        || line.starts_with("pbpaste ")
                        || line.starts_with("--")
                });
                let are_words = pair.iter().all(|line| !line.is_empty()) && !is_typed;
                let are_one = are_words && indent(pair[0]) == indent(pair[1]);
                assert!(!are_one, "{name}: {pair:#?}");
            }
        }
    }

    #[test]
    fn a_help_fits_narrow_and_wide_terminals() {
        for width in [60, 80, 100] {
            let mut whole = whole().term_width(width);
            whole.build();
            let helps = whole.get_subcommands().cloned().chain([whole.clone()]);
            for mut command in helps {
                let help = command.render_long_help().to_string();
                // What a shell takes has words that nobody can break.
                let words = help.lines().filter(|line| !line.contains("signpost "));
                for line in words {
                    let is_one_word = line.split_whitespace().count() < 2;
                    assert!(line.chars().count() <= width || is_one_word, "{width}: {line}");
                }
            }
        }
    }

    #[test]
    fn somebody_who_asks_for_an_export_hears_that_every_build_makes_them() {
        let told = |name: &str| {
            let error = whole().try_get_matches_from(["signpost", name]).unwrap_err();
            hinted(error).to_string()
        };
        assert!(told("export").contains("tip: every build writes"), "{}", told("export"));
        assert!(!told("export").contains("import"), "{}", told("export"));
        assert!(told("imporrt").contains("'import'"), "{}", told("imporrt"));
    }

    #[test]
    fn the_definition_of_the_command_is_sound() {
        Cli::command().debug_assert();
    }
}
