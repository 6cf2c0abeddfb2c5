//! `signpost`: from a folder of Markdown to a directory that stands on any static host.

use std::process::ExitCode;

use clap::{Parser, Subcommand};

use crate::command::{
    apply, build, check, checked, dates, diff, due, explain, gaps, import, init, new, pack, places,
    published, serve, translated, words,
};
use crate::staging;

/// A directory of things to do, made from Markdown pages, standing on any static host.
///
/// Exit codes: 0 fine, 1 the content has errors, 2 wrong usage, or a file could not be read or written.
#[derive(Parser)]
#[command(name = "signpost", version, arg_required_else_help = true)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

/// The exit code of a program that was told to end: 128 and the number of the signal SIGINT, as
/// shells have it.
const INTERRUPTED: i32 = 130;

#[derive(Subcommand)]
enum Command {
    /// Write the content folder of a new town
    Init(init::InitArgs),
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
}

/// Does what was typed.
pub fn run() -> ExitCode {
    // A system without signals leaves what is half built to the next build.
    let _ = ctrlc::set_handler(|| {
        staging::give_up();
        std::process::exit(INTERRUPTED);
    });
    let ended = match Cli::parse().command {
        Command::Init(args) => init::run(&args),
        Command::Places(args) => places::run(&args),
        Command::New(args) => new::run(&args),
        Command::Check(args) => check::run(&args),
        Command::Explain(args) => explain::run(&args),
        Command::Diff(args) => diff::run(&args),
        Command::Build(args) => build::run(&args),
        Command::Import(args) => import::run(&args),
        Command::Dates(args) => dates::run(&args),
        Command::Pack(args) => pack::run(&args),
        Command::Due(args) => due::run(&args),
        Command::Checked(args) => checked::run(&args),
        Command::Apply(args) => apply::run(&args),
        Command::Published(args) => published::run(&args),
        Command::Gaps(args) => gaps::run(&args),
        Command::Serve(args) => serve::run(&args),
        Command::Translated(args) => translated::run(&args),
        Command::Words(args) => words::run(&args),
    };
    ended.unwrap_or_else(|sentence| {
        eprintln!("{sentence}");
        ExitCode::from(2)
    })
}
