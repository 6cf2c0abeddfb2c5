//! `signpost places`: neighbourhoods and postcode areas from a town's own open data.

use std::fs;
use std::io::{self, BufRead, IsTerminal, Read as _, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use authoring::report::{Findings, locate};
use authoring::source::SourceFile;

use crate::checked::write_whole;
use crate::exchange::import::encoding::Letters;
use crate::init::places::{attributions, is_packaged};
use crate::places::merge::{Edited, MEMORY, Merged, merge};
use crate::places::{Bounds, Kind, Source, Unread, geojson, table};
use crate::plainly::{self, cannot_read, cannot_write};
use crate::read::drafts_of;
use crate::terminal::Terminal;

use super::{Ended, usable};

/// What `signpost places` is asked.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost places neighbourhoods.geojson
      outlines or points, in degrees (WGS 84)
  signpost places wards.geojson --name WD24NM
      where nobody can tell which property holds the name
  signpost places outcodes.csv
      postcode areas: columns such as postcode, latitude, longitude, town
  signpost places villages.csv --as neighbourhoods

What people have edited in _places stays: names, other properties, a moved place. What is gone from \
the source stays, too, and is named.")]
pub struct PlacesArgs {
    /// Files of the town: GeoJSON or CSV
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The content folder
    #[arg(long, default_value = "content")]
    content: PathBuf,
    /// The property or column that holds the name, or the code of a postcode area
    #[arg(long)]
    name: Option<String>,
    /// What a table holds, where its columns do not tell
    #[arg(long = "as", value_enum)]
    holds: Option<Holds>,
    /// Where the data come from and under which licence, for _places/ATTRIBUTION.md
    #[arg(long)]
    attribution: Option<String>,
    /// Let the source's names and places take the place of what people have edited
    #[arg(long)]
    replace: bool,
    /// Say what would be done, and write nothing
    #[arg(long)]
    dry_run: bool,
}

/// What a table holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Holds {
    /// Neighbourhoods
    Neighbourhoods,
    /// Postcode areas
    Postcodes,
}

/// Reads every file, and writes only when all of them are right.
pub fn run(args: &PlacesArgs, terminal: &Terminal) -> Ended {
    usable(&args.content)?;
    let (_, drafts) = drafts_of(&args.content).map_err(cannot_read(&args.content))?;
    let bounds = drafts.config.as_ref().and_then(|config| config.bounds());
    let bounds = bounds
        .ok_or("directory.toml has no `[bounds]` that can be read: signpost check says why")?;
    let country = drafts.config.as_ref().and_then(|config| config.country.as_ref());
    let country = country.map(|country| country.value.to_uppercase()).unwrap_or_default();
    let mut sources = Vec::new();
    let mut is_wrong = false;
    for path in &args.files {
        match read(path, args, bounds, terminal)? {
            Some(source) => sources.push((path, source)),
            None => is_wrong = true,
        }
    }
    if is_wrong {
        terminal.complain("Nothing was written.");
        return Ok(ExitCode::FAILURE);
    }
    let edited = if args.replace { Edited::GivesWay } else { Edited::Stays };
    for (path, source) in &sources {
        let here = text_of(&args.content.join(source.kind.file()))?;
        let memory = text_of(&args.content.join(MEMORY))?;
        let is_ours = |line: &str| is_packaged(&country, line);
        let merged = merge(source, &here, &memory, edited, &is_ours)?;
        terminal.print(&said(path, source, &merged));
        if !args.dry_run {
            write(&args.content.join(source.kind.file()), &merged.text)?;
            write(&args.content.join(MEMORY), &merged.memory)?;
            attribute(&args.content, source.kind, args.attribution.as_deref())?;
        }
    }
    if args.dry_run {
        terminal.tell("Nothing was written: this was --dry-run.");
    }
    Ok(ExitCode::SUCCESS)
}

/// Reads a file; `None` where what is wrong with it has been printed.
fn read(
    path: &Path,
    args: &PlacesArgs,
    bounds: Bounds,
    terminal: &Terminal,
) -> Result<Option<Source>, String> {
    let kind = args.holds.map(|holds| match holds {
        Holds::Neighbourhoods => Kind::Neighbourhoods,
        Holds::Postcodes => Kind::Postcodes,
    });
    source(path, args.name.clone(), kind, bounds, terminal)
}

/// Reads a file, and asks where nobody can tell what holds the names; `None` where what is wrong with it has been printed.
///
/// # Errors
/// When the file cannot be opened, or nobody is there to be asked.
pub fn source(
    path: &Path,
    mut name: Option<String>,
    kind: Option<Kind>,
    bounds: Bounds,
    terminal: &Terminal,
) -> Result<Option<Source>, String> {
    let told = cannot_read(path);
    let bytes = fs::read(path).map_err(&told)?;
    let letters = Letters::of(&mut bytes.as_slice()).map_err(&told)?;
    let mut text = String::new();
    letters.read(&mut bytes.as_slice()).read_to_string(&mut text).map_err(&told)?;
    let is_json = text.trim_start().starts_with(['{', '[']);
    loop {
        let findings = Findings::default();
        let read = match is_json {
            true => geojson::read(0, &text, name.as_deref(), bounds, &findings),
            false => table::read(0, &text, name.as_deref(), kind, bounds, &findings),
        };
        match read {
            Ok(source) => return Ok(Some(source)),
            Err(Unread::WhichName(choices)) => name = Some(which(path, &choices)?),
            Err(Unread::Told) => {
                // As they stand in the file, with the separators of every system.
                let shown = path.display().to_string().replace('\\', "/");
                let file = SourceFile { path: shown, text, trouble: None };
                let found = locate(&findings.take(), &[file], "");
                terminal.complain_of(&found, 1);
                return Ok(None);
            }
        }
    }
}

/// Asks which property or column holds the names, where somebody is at the keyboard.
fn which(path: &Path, choices: &[(String, Vec<String>)]) -> Result<String, String> {
    let shown: Vec<String> = choices
        .iter()
        .map(|(name, values)| format!("  --name {name:<20} such as {}", values.join(", ")))
        .collect();
    let question =
        format!("{}: which of these holds the names?\n{}", path.display(), shown.join("\n"));
    if choices.is_empty() {
        return Err(format!(
            "{}: nothing in it has a name of its own: name the property with --name",
            path.display()
        ));
    }
    if !io::stdin().is_terminal() {
        return Err(question);
    }
    println!("{question}");
    loop {
        print!("Its name: ");
        let _ = io::stdout().flush();
        let mut line = String::new();
        if io::stdin().lock().read_line(&mut line).map_err(|error| plainly::said(&error))? == 0 {
            return Err("The answers ended before the questions.".to_owned());
        }
        let typed = line.trim();
        if let Some((name, _)) = choices.iter().find(|(name, _)| name.eq_ignore_ascii_case(typed)) {
            return Ok(name.clone());
        }
    }
}

/// What was done, for people.
fn said(path: &Path, source: &Source, merged: &Merged) -> String {
    let report = &merged.report;
    let mut said = format!(
        "{} ({} holds the names) into {}\n",
        path.display(),
        source.named_by,
        source.kind.file()
    );
    let mut line = |what: &str, count: usize, names: String| {
        if count > 0 {
            said.push_str(&format!("  {what:<8} {count:>5}  {names}\n"));
        }
    };
    line("new", report.new.len(), some(&report.new));
    let changed: Vec<String> =
        report.changed.iter().map(|(id, what)| format!("{id} ({what})")).collect();
    line("changed", changed.len(), some(&changed));
    line("same", report.same, String::new());
    line("left", report.left.len(), format!("{}: here, and not in the source", some(&report.left)));
    line(
        "outside",
        source.outside.len(),
        format!("{}: not within [bounds]", some(&source.outside)),
    );
    line(
        "kept",
        report.kept.len(),
        "otherwise here, by hand, and stays; --replace takes the source's:".to_owned(),
    );
    for sentence in &report.kept {
        said.push_str(&format!("                  {sentence}\n"));
    }
    for remark in &source.remarks {
        said.push_str(&format!("  {remark}\n"));
    }
    if source.corners > 0 {
        said.push_str(&format!(
            "  outlines of {} corners became {}: no border moved by more than {} m\n",
            source.corners, report.corners, report.tolerance
        ));
    }
    said.push_str(&format!("  {}: {:.1} KB\n", source.kind.file(), merged.text.len() as f64 / 1e3));
    said
}

/// Most names that a line tells.
const NAMED: usize = 12;

/// Names, as far as they fit.
fn some(names: &[String]) -> String {
    let told: Vec<&str> = names.iter().take(NAMED).map(String::as_str).collect();
    let more = names.len().saturating_sub(NAMED);
    if more > 0 { format!("{} and {more} more", told.join(", ")) } else { told.join(", ") }
}

/// Says in `_places/ATTRIBUTION.md` where a file comes from, unless something is said there.
fn attribute(content: &Path, kind: Kind, said: Option<&str>) -> Result<(), String> {
    let path = content.join("_places/ATTRIBUTION.md");
    let text = text_of(&path)?;
    let file = kind.file().trim_start_matches("_places/");
    let waiting = format!("- `{file}`: TELL HERE where it comes from, and its licence.\n");
    let line = said.map_or_else(
        || waiting.clone(),
        |said| format!("- `{file}`: {}.\n", said.trim_end_matches('.')),
    );
    // A list goes on below its last line.
    let is_list = text.trim_end().lines().next_back().is_some_and(|last| last.starts_with("- "));
    let added = || [text.trim_end(), if is_list { "\n" } else { "\n\n" }, &line].concat();
    let text = match (text.contains(&waiting), said) {
        (true, Some(_)) => text.replace(&waiting, &line),
        (false, Some(said)) if !lines_of(&text, file).any(|line| line.contains(said)) => added(),
        (false, None) if !is_told(&text, file) => added(),
        _ => return Ok(()),
    };
    write(&path, &text)
}

/// Whether it is said where a file comes from, other than from the tables of this program: what a town reads takes the
/// place of their rows.
fn is_told(text: &str, file: &str) -> bool {
    lines_of(text, file).any(|line| !attributions().any(|packaged| line.contains(packaged)))
}

/// The lines that tell where a file comes from.
fn lines_of<'t>(text: &'t str, file: &str) -> impl Iterator<Item = &'t str> {
    let named = format!("`{file}`");
    text.lines().filter(move |line| line.contains(&named))
}

fn text_of(path: &Path) -> Result<String, String> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(text.replace("\r\n", "\n")),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(String::new()),
        Err(error) => Err(cannot_read(path)(error)),
    }
}

/// Writes a file whole, and its folder where there is none yet.
fn write(path: &Path, text: &str) -> Result<(), String> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder).map_err(cannot_write(folder))?;
    }
    write_whole(path, text).map_err(cannot_write(path))
}
