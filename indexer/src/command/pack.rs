//! `signpost pack`: a booklet of what is around a place, or a poster of an activity, to print and hand out.

use std::path::PathBuf;
use std::process::ExitCode;

use crate::paper::{Wanted, paper};
use crate::plainly::{cannot_write, many};
use app::pages::pack::Letters;
use catalog::day::Moment;

use super::{Ended, Errors, leads_nowhere, moment, moment_of, read, usable};
use crate::terminal::Terminal;

/// What `signpost pack` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost pack --area sunset --locale pa --size 24
      a booklet in Punjabi, in letters of 24 points, of what is around Sunset or comes there
  signpost pack --area V5X --locale en --need company
      only what is for company
  signpost pack --poster qts3g --locale zh-Hant --out door.html
      a poster of one activity for its door

Open the file in a browser and print it, on A4 or US Letter. What calls for discretion is in no booklet.")]
#[command(group(clap::ArgGroup::new("what").required(true).args(["area", "poster"])))]
pub struct PackArgs {
    /// A booklet of what is around this neighbourhood or postcode area, or comes there: sunset, V5X
    #[arg(long)]
    area: Option<String>,
    /// Only what meets this need, by its id in _taxonomy/needs.toml
    #[arg(long, requires = "area")]
    need: Option<String>,
    /// Points of the letters: 14, 18 or 24
    #[arg(long, default_value_t = 14, value_parser = points)]
    size: u8,
    /// A poster of the activity with this id
    #[arg(long)]
    poster: Option<String>,
    /// The language of the words, one of `locales` in directory.toml
    #[arg(long)]
    locale: String,
    /// The file to write; without it the name tells what is in it, in this folder
    #[arg(long)]
    out: Option<PathBuf>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// Print as if it were this moment: 2026-11-23T09:00. Without it SOURCE_DATE_EPOCH is asked, then the clock
    #[arg(long, value_parser = moment)]
    now: Option<Moment>,
}

fn points(text: &str) -> Result<u8, String> {
    let points = text.parse().ok().filter(|points| Letters::of_points(*points).is_some());
    points.ok_or_else(|| "letters are 14, 18 or 24 points".to_owned())
}

/// Writes the file.
pub fn run(args: &PackArgs, terminal: &Terminal) -> Ended {
    let PackArgs { area, need, size, poster, locale, out, content, now } = args;
    usable(content)?;
    let now = moment_of(content, *now)?;
    let found = read(content, now, Errors::Stop, terminal);
    let Some(directory) = found.directory else {
        let errors: Vec<_> = found.diagnostics.into_iter().filter(|one| one.is_error()).collect();
        terminal.complain_of(&errors, found.files);
        terminal.complain("Nothing was written.");
        return Ok(ExitCode::FAILURE);
    };
    if let Some(said) = leads_nowhere(&directory.config, "The printed codes") {
        terminal.complain(said);
    }
    let (wanted, name) = match (area, poster) {
        (Some(area), _) => {
            let need_name = need.as_ref().map(|need| format!("-{need}")).unwrap_or_default();
            let name = format!("{area}{need_name}-{locale}-{size}.html");
            (Wanted::Booklet { area: area.clone(), need: need.clone(), points: *size }, name)
        }
        (None, Some(id)) => (Wanted::Poster(id.clone()), format!("{id}-{locale}-poster.html")),
        (None, None) => return Err("Name an area or a poster: signpost pack --help".to_owned()),
    };
    let paper = paper(directory, locale, &wanted, now)?;
    let out = out.clone().unwrap_or_else(|| PathBuf::from(name));
    std::fs::write(&out, &paper.html).map_err(cannot_write(&out))?;
    let activities = many(paper.activities, "activity", "activities");
    terminal.tell(format!("{}: {activities}", out.display()));
    Ok(ExitCode::SUCCESS)
}
