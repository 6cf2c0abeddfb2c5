//! `signpost checked`: somebody was asked, and it is still right.

use std::fs;
use std::path::PathBuf;
use std::process::ExitCode;

use crate::checked::{Checked, put, write_whole};
use crate::plainly::{cannot_read, cannot_write};
use crate::read;
use catalog::day::{Day, Moment};
use catalog::service::AssuranceHow;
use clap::ValueEnum;

use super::{Ended, moment, moment_of, usable};
use crate::terminal::Terminal;

/// What `signpost checked` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost checked rb146 --by \"Signpost founders\" --how phone
  signpost checked rb146 q1afj --by \"Sunset Neighbours\" --how self
      the group has looked at its own pages")]
pub struct CheckedArgs {
    /// Ids of pages that are still right
    #[arg(required = true)]
    ids: Vec<String>,
    /// Who asked or looked: a name that people may read
    #[arg(long)]
    by: String,
    /// How they did
    #[arg(long, value_enum)]
    how: How,
    /// How far it went, where the page is to say something else than now
    #[arg(long, value_enum)]
    level: Option<Level>,
    /// The day of it, if not today: 2026-11-20
    #[arg(long, value_parser = day)]
    date: Option<Day>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// As if it were this moment: 2026-11-23T09:00
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

/// The words of `assurance.how`.
#[derive(Clone, Copy, ValueEnum)]
pub enum How {
    /// They called
    Phone,
    /// They went there
    Visit,
    /// They wrote
    Email,
    /// They met at an event
    Event,
    /// The group looked at its own page
    #[value(name = "self")]
    Own,
}

impl How {
    /// What a page's check says then.
    pub fn meant(self) -> AssuranceHow {
        match self {
            Self::Phone => AssuranceHow::Phone,
            Self::Visit => AssuranceHow::Visit,
            Self::Email => AssuranceHow::Email,
            Self::Event => AssuranceHow::Event,
            Self::Own => AssuranceHow::SelfDeclared,
        }
    }
}

/// The words of `assurance.level`.
#[derive(Clone, Copy, ValueEnum)]
enum Level {
    /// Copied from somewhere
    Listed,
    /// The group says so
    SelfDeclared,
    /// Somebody else asked or looked
    Checked,
    /// A partner vouches for it
    PartnerVouched,
}

fn day(text: &str) -> Result<Day, String> {
    Day::parse(text).ok_or_else(|| "a day is written 2026-11-20".to_owned())
}

fn word(value: &impl ValueEnum) -> String {
    value.to_possible_value().map_or_else(String::new, |word| word.get_name().to_owned())
}

/// Writes the assurance of each page; none where one of them is not known.
pub fn run(args: &CheckedArgs, terminal: &Terminal) -> Ended {
    let CheckedArgs { ids, by, how, level, date, content, now } = args;
    usable(content)?;
    let today = moment_of(content, *now)?.day;
    let day = date.unwrap_or(today);
    if day > today {
        return Err(format!("{day} has not come yet: a check is a thing of the past."));
    }
    if by.trim().is_empty() {
        return Err("Say who asked: --by \"A name\".".to_owned());
    }
    let (files, drafts) = read::drafts_of(content).map_err(cannot_read(content))?;
    let mut pages = Vec::new();
    let mut unknown = Vec::new();
    for id in ids {
        let known = drafts.services.iter().find_map(|service| {
            service.id.as_ref().filter(|known| known.value == *id).map(|known| known.span.file)
        });
        match known.and_then(|file| files.get(file as usize)) {
            Some(file) => pages.push((id, content.join(&file.path))),
            None => unknown.push(id.as_str()),
        }
    }
    if !unknown.is_empty() {
        return Err(format!(
            "No service has this id: {}. Nothing was written.",
            unknown.join(", ")
        ));
    }
    let checked =
        Checked { day, by: by.trim().to_owned(), how: word(how), level: level.as_ref().map(word) };
    // All are read and changed before one is written.
    let mut new = Vec::new();
    for (id, file) in pages {
        let text = fs::read_to_string(&file).map_err(cannot_read(&file))?;
        let page = put(&text, &checked)
            .map_err(|error| format!("{}: {error}. Nothing was written.", file.display()))?;
        new.push((id, file, page));
    }
    for (id, file, page) in new {
        write_whole(&file, &page).map_err(cannot_write(&file))?;
        terminal.tell(format!("{id}: {}: checked on {day} by {}.", file.display(), checked.by));
    }
    Ok(ExitCode::SUCCESS)
}
