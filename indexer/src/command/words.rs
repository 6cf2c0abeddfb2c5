//! `signpost words`: what people looked for and did not find.

use std::fs;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use crate::plainly::cannot_read;
use crate::words::{Answer, ask, read as read_words};
use catalog::day::Moment;

use super::{Ended, Errors, moment, moment_of, read, usable};
use crate::terminal::Terminal;

/// What `signpost words` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost words message.txt
  signpost words letters/*.txt
  signpost words -
      paste the words, then press Ctrl-D

A line each, below a line with the language of the page: [pa]")]
pub struct WordsArgs {
    /// Messages with words that found nothing; `-` for what is typed
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// Prints what the words find today.
pub fn run(args: &WordsArgs, terminal: &Terminal) -> Ended {
    let WordsArgs { files, content, now } = args;
    usable(content)?;
    let now = moment_of(content, *now)?;
    let Some(directory) = read(content, now, Errors::LeaveOut, terminal).directory else {
        return Err("The directory cannot be read: `signpost check` says why.".to_owned());
    };
    let mut sent = Vec::new();
    for file in files {
        sent.extend(read_words(&text_of(file)?, &directory.config.default_locale));
    }
    let answers = ask(&directory, &sent, now)?;
    for answer in &answers {
        terminal.print(&told(answer));
    }
    let open = answers.iter().filter(|answer| answer.is_open()).count();
    terminal
        .line(format!("{open} of {} still find nothing, or are not understood.", answers.len()));
    Ok(ExitCode::SUCCESS)
}

fn text_of(file: &Path) -> Result<String, String> {
    let cannot = cannot_read(file);
    if file != Path::new("-") {
        let bytes = fs::read(file).map_err(&cannot)?;
        return Ok(String::from_utf8_lossy(&bytes).into_owned());
    }
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).map_err(cannot)?;
    Ok(text)
}

fn told(answer: &Answer) -> String {
    let Answer { sent: (locale, words), times, found, first, absent, needs, strange } = answer;
    let mut told = format!("[{locale}] {words}");
    if *times > 1 {
        told.push_str(&format!("  ({times} times)"));
    }
    told.push('\n');
    let mut line = |what: &str, list: &[String]| {
        if !list.is_empty() {
            told.push_str(&format!("    {what}: {}\n", list.join("; ")));
        }
    };
    line("not understood, a phrase to add to _taxonomy/topics.toml", strange);
    line("nobody lists", absent);
    match found {
        0 => line("finds nothing; near to it", first),
        _ => line(&format!("finds {found}"), first),
    }
    line("need", needs);
    if *found == 0 && first.is_empty() && absent.is_empty() && strange.is_empty() {
        told.push_str("    finds nothing\n");
    }
    told
}
