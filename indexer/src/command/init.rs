//! `signpost init`: the content folder of a new town.

use std::collections::BTreeMap;
use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use authoring::links::is_email;
use authoring::validate::{meant_country, site_address};
use catalog::directory::Host;
use catalog::place::Position;
use clap::ValueEnum as _;

use crate::clock;
use crate::init::{self, Bounds, Town, places};
use crate::new;
use crate::places::Kind;
use crate::places::merge::{Edited, MEMORY, merge};
use crate::plainly::{self, cannot_write};
use crate::read;
use crate::wording;
use crate::workflow::{self, Publishing, Release};

use super::Ended;
use crate::terminal::Terminal;

/// What `signpost init` is asked. What is not said is asked for, where somebody is at the keyboard.
#[derive(clap::Args)]
#[command(after_long_help = "\
Examples:
  signpost init my-town
      asks nine questions, and writes the folder my-town
  signpost init burnaby --name \"Signpost Burnaby\" --area Burnaby --country CA \\
      --centre 49.2488,-122.9805 --time-zone America/Vancouver \\
      --locales en,zh-Hans,ko,fa --email hello@example.org
  signpost init leeds --area Leeds --country GB --centre 53.7997,-1.5492 \\
      --time-zone Europe/London --locales en --email hello@example.org --host github
      writes a whole repository: leeds/content, and what GitHub Pages needs")]
pub struct InitArgs {
    /// The new content folder
    folder: PathBuf,
    /// What the directory is to be called
    #[arg(long)]
    name: Option<String>,
    /// What people call the area
    #[arg(long)]
    area: Option<String>,
    /// The country, two capital letters: CA, GB
    #[arg(long)]
    country: Option<String>,
    /// The middle of the area: latitude and longitude in degrees, such as 49.2488,-122.9805
    #[arg(long, allow_hyphen_values = true)]
    centre: Option<String>,
    /// How many kilometres around the middle belong to it
    #[arg(long)]
    within: Option<String>,
    /// The time zone (IANA), such as America/Vancouver or Europe/London
    #[arg(long)]
    time_zone: Option<String>,
    /// The languages of the pages, the one that groups write in first: en,zh-Hans,ko,fa
    #[arg(long)]
    locales: Option<String>,
    /// Whom to tell of a mistake, by e-mail
    #[arg(long)]
    email: Option<String>,
    /// Whom to tell of a mistake, by telephone
    #[arg(long)]
    phone: Option<String>,
    /// Where the site will stand: the folder then becomes a whole repository, with the content in content/ and all that
    /// the host needs to check, preview, publish and renew the site
    #[arg(long, value_enum)]
    host: Option<Where>,
    /// The address of the site. A last / that is missing is added
    #[arg(long, value_parser = address)]
    base_url: Option<String>,
    /// The address below which the files of each release of signpost are, for the host to fetch it
    #[arg(long)]
    releases: Option<String>,
    /// The SHA-256 of this release's file for Linux on x86_64, as SHA256SUMS has it
    #[arg(long)]
    sha256: Option<String>,
    /// Neighbourhoods to begin with: their outlines (GeoJSON), or a table of their middles (CSV)
    #[arg(long)]
    neighbourhoods: Option<PathBuf>,
    /// Postcode areas to begin with (CSV or GeoJSON), where this program carries none of the country or others
    #[arg(long)]
    postcodes: Option<PathBuf>,
}

/// Where a site may stand.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
enum Where {
    /// GitHub Pages
    Github,
    /// Netlify
    Netlify,
    /// Cloudflare Pages
    Cloudflare,
    /// Anywhere else: only the content is written
    None,
}

impl Where {
    fn host(self) -> Option<Host> {
        match self {
            Self::Github => Some(Host::GithubPages),
            Self::Netlify => Some(Host::Netlify),
            Self::Cloudflare => Some(Host::CloudflarePages),
            Self::None => None,
        }
    }
}

/// The folder of the content in a repository.
const CONTENT: &str = "content";

/// Kilometres around the middle, where nobody says how many.
const WITHIN_KM: &str = "12";

/// Writes the folder.
pub fn run(args: &InitArgs, terminal: &Terminal) -> Ended {
    let mut asking =
        Asking { asked: 0, missing: Vec::new(), at_keyboard: io::stdin().is_terminal() };
    let town = town(args, &mut asking, terminal);
    if !asking.missing.is_empty() {
        return Err(format!("Say also: {}", asking.missing.join(", ")));
    }
    let Some(town) = town? else {
        return Err("The answers ended before the questions.".to_owned());
    };
    let release = own_release().with(args.releases.as_deref(), args.sha256.as_deref())?;
    let mut files = init::files(&town, &new::first_ids())?;
    let content = match town.host {
        None => args.folder.clone(),
        Some(_) => args.folder.join(CONTENT),
    };
    if let Some(host) = town.host {
        files = files.into_iter().map(|(path, text)| (format!("{CONTENT}/{path}"), text)).collect();
        let publishing = Publishing {
            host,
            release: &release,
            title: &town.name,
            id: &town.id(),
            ahead: clock::minutes_ahead(&town.time_zone),
        };
        files.extend(workflow::files(&publishing));
    }
    init::write(&args.folder, &files).map_err(cannot_write(&args.folder))?;
    terminal.tell(format!(
        "{}: {} written.",
        args.folder.display(),
        plainly::many(files.len(), "file", "files")
    ));
    let (folder, typed) = (content.display(), plainly::to_type(&content));
    let has_own = town.places.contains_key(Kind::Postcodes.file());
    if !has_own && places::around(&town.country, town.centre, town.within_km).count == 0 {
        let known: Vec<&str> = places::countries().collect();
        terminal.tell(format!("No postcode areas: this program carries those of {}. Yours: signpost places --content {typed} postcodes.csv", known.join(" and ")));
    }
    if town.host.is_some() && !release.is_whole() {
        terminal.tell(format!(
            "This signpost does not know its own release: fill in {} before the first push.",
            args.folder.join(".github/signpost/release").display()
        ));
    }
    if town.loses_letters() {
        terminal.tell(format!(
            "Not every letter of {} can stand in an address: its `id` in {folder}/directory.toml is {}. Write a better one \
             before anybody uses the site.",
            town.area,
            town.id()
        ));
    }
    for locale in town.locales.iter().filter(|locale| !read::knows_locale(locale)) {
        terminal.tell(format!(
            "{locale} is new to Signpost: its texts wait in {folder}/{} to be translated, and stand in English until then.",
            wording::path_of(locale)
        ));
    }
    if town.locales.first().is_some_and(|first| !read::knows_locale(first)) {
        terminal
            .tell(format!("The pages in {folder}/_pages are in English: translate them first."));
    }
    terminal.tell(format!("Next: signpost serve --content {typed}        (look at it)"));
    terminal.tell(format!(
        "      ring the help lines in {folder}/directory.toml and {folder}/_taxonomy/urgent.toml, and take each `placeholder` away"
    ));
    terminal.tell(format!("      signpost check --content {typed}"));
    if town.host.is_some() {
        terminal.tell(format!(
            "      {} tells how to publish",
            args.folder.join("README.md").display()
        ));
    }
    Ok(ExitCode::SUCCESS)
}

/// What this program knows of its own release.
fn own_release() -> Release {
    // Hosts have Linux on x86_64: there alone this program's own bytes are those that they fetch.
    let is_theirs = cfg!(all(target_os = "linux", target_arch = "x86_64"));
    let program = || std::fs::read(std::env::current_exe().ok()?).ok();
    Release::own(is_theirs.then(program).flatten().as_deref())
}

/// The town that was described; `None` where answers are missing.
fn town(args: &InitArgs, asking: &mut Asking, terminal: &Terminal) -> Result<Option<Town>, String> {
    let text = |text: &str| Ok(text.to_owned());
    let area = asking.answer(&args.area, "--area", "What do people call the area?", None, text)?;
    let suggested = area.as_ref().map(|area| format!("Signpost {area}"));
    let name = asking.answer(
        &args.name,
        "--name",
        "What is the directory to be called?",
        suggested,
        text,
    )?;
    let country = asking.answer(
        &args.country,
        "--country",
        "In which country is it? Two letters, such as CA or GB",
        None,
        country,
    )?;
    let centre = asking.answer(
        &args.centre,
        "--centre",
        "Where is its middle? Latitude and longitude in degrees, such as 49.2488,-122.9805",
        None,
        position,
    )?;
    let within_km = asking.answer(
        &args.within,
        "--within",
        "How many kilometres around it belong to it?",
        Some(WITHIN_KM.to_owned()),
        kilometres,
    )?;
    let time_zone = asking.answer(
        &args.time_zone,
        "--time-zone",
        "In which time zone? Such as America/Vancouver or Europe/London",
        None,
        time_zone,
    )?;
    let locales = asking.answer(
        &args.locales,
        "--locales",
        "In which languages? The one that groups write in first, such as en,zh-Hans,ko",
        None,
        locales,
    )?;
    let told = match (&args.email, &args.phone) {
        (None, None) => asking.answer(
            &None,
            "--email or --phone",
            "Whom can people tell of a mistake? An e-mail address, a telephone number, or both",
            None,
            contact,
        )?,
        (Some(email), _) if !is_email(email) => {
            return Err(format!(
                "--email {email}: this is no e-mail address; type one like hello@example.org"
            ));
        }
        (email, phone) => Some((email.clone(), phone.clone())),
    };
    let host = match args.host {
        Some(host) => Some(host),
        None => asking.answer(
            &None,
            "--host",
            "Where will the site stand? github, netlify, cloudflare or none",
            Some("none".to_owned()),
            host,
        )?,
    };
    let (Some(name), Some(area), Some(country), Some(centre)) = (name, area, country, centre)
    else {
        return Ok(None);
    };
    let (Some(within_km), Some(time_zone), Some(locales)) = (within_km, time_zone, locales) else {
        return Ok(None);
    };
    let (Some((email, phone)), Some(host)) = (told, host) else { return Ok(None) };
    let base_url = args.base_url.clone();
    let mut town = Town {
        name,
        area,
        country,
        centre,
        within_km,
        time_zone,
        locales,
        email,
        phone,
        places: BTreeMap::new(),
        host: host.host(),
        base_url: base_url.unwrap_or_else(|| init::NO_ADDRESS.to_owned()),
    };
    let own = [(&args.neighbourhoods, Kind::Neighbourhoods), (&args.postcodes, Kind::Postcodes)];
    for (path, kind) in own.into_iter().filter_map(|(path, kind)| Some((path.as_ref()?, kind))) {
        let Bounds { south, west, north, east } = town.bounds();
        let corners = Position::from_degrees(south, west).zip(Position::from_degrees(north, east));
        let bounds = corners.ok_or("the area is not on the earth")?;
        let source = super::places::source(path, None, Some(kind), bounds, terminal)?;
        let source = source.ok_or("Nothing was written.")?;
        if source.kind != kind {
            let flag = match source.kind {
                Kind::Neighbourhoods => "--neighbourhoods",
                Kind::Postcodes => "--postcodes",
            };
            return Err(format!("{}: what is in it belongs behind {flag}", path.display()));
        }
        let memory = town.places.remove(MEMORY).unwrap_or_default();
        let merged = merge(&source, "", &memory, Edited::Stays, &|_| false)?;
        town.places.insert(kind.file().to_owned(), merged.text);
        town.places.insert(MEMORY.to_owned(), merged.memory);
    }
    Ok(Some(town))
}

/// Questions at the keyboard, for what was not said.
struct Asking {
    /// How many were asked.
    asked: u32,
    /// What nobody said, where nobody can be asked.
    missing: Vec<&'static str>,
    at_keyboard: bool,
}

impl Asking {
    /// What was said, or what is answered now; `usual` is what Enter means. Asked again until it can be read.
    fn answer<T>(
        &mut self,
        said: &Option<String>,
        flag: &'static str,
        question: &str,
        usual: Option<String>,
        read: impl Fn(&str) -> Result<T, String>,
    ) -> Result<Option<T>, String> {
        if let Some(said) = said {
            return read(said.trim())
                .map(Some)
                .map_err(|problem| format!("{flag} {said}: {problem}"));
        }
        if !self.at_keyboard {
            return match usual {
                Some(usual) => read(&usual).map(Some),
                None => {
                    self.missing.push(flag);
                    Ok(None)
                }
            };
        }
        self.asked += 1;
        loop {
            let hint = usual.as_ref().filter(|usual| !usual.is_empty());
            let hint = hint.map_or(String::new(), |usual| format!(" [{usual}]"));
            print!("{}. {question}{hint}: ", self.asked);
            let _ = io::stdout().flush();
            let mut line = String::new();
            let length =
                io::stdin().lock().read_line(&mut line).map_err(|error| plainly::said(&error))?;
            if length == 0 {
                return Ok(None);
            }
            let typed = match (line.trim(), &usual) {
                ("", Some(usual)) => usual.as_str(),
                ("", None) => continue,
                (typed, _) => typed,
            };
            match read(typed) {
                Ok(answer) => return Ok(Some(answer)),
                Err(problem) => println!("   {problem}"),
            }
        }
    }
}

fn country(typed: &str) -> Result<String, String> {
    meant_country(typed).ok_or_else(|| {
        "there is no such country; type two letters, such as CA, GB or FR".to_owned()
    })
}

/// An e-mail address, a telephone number, or both, as somebody types them.
fn contact(typed: &str) -> Result<(Option<String>, Option<String>), String> {
    let parts = || typed.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
    let email = parts().find(|part| part.contains('@'));
    let phone =
        parts().find(|part| !part.contains('@') && part.contains(|c: char| c.is_ascii_digit()));
    if email.is_none() && phone.is_none() {
        return Err(
            "type an e-mail address, a telephone number, or both with a comma between them"
                .to_owned(),
        );
    }
    if let Some(email) = email.filter(|email| !is_email(email)) {
        return Err(format!("{email} is no e-mail address; type one like hello@example.org"));
    }
    Ok((email.map(str::to_owned), phone.map(str::to_owned)))
}

fn host(typed: &str) -> Result<Where, String> {
    Where::from_str(typed, true).map_err(|_| "type github, netlify, cloudflare or none".to_owned())
}

/// An address as `--base-url` takes it.
fn address(typed: &str) -> Result<String, String> {
    site_address(typed).ok_or_else(|| "type an address like https://example.org/".to_owned())
}

fn position(typed: &str) -> Result<Position, String> {
    let parts: Vec<&str> = typed.split([',', ' ', ';']).filter(|part| !part.is_empty()).collect();
    let [lat, lon] = parts.as_slice() else {
        return Err("type two numbers, such as 49.2488,-122.9805".to_owned());
    };
    let degrees = |text: &str, what: &str, most: f64| {
        let number = text.parse::<f64>().map_err(|_| {
            format!("{text} is no number in degrees; type two such as 49.2488,-122.9805")
        })?;
        match number.abs() <= most {
            true => Ok(number),
            false => {
                Err(format!("{what} {text} is not on the earth: it is from -{most} to {most}"))
            }
        }
    };
    match (degrees(lat, "the latitude", 90.0), degrees(lon, "the longitude", 180.0)) {
        (Ok(lat), Ok(lon)) => Position::from_degrees(lat, lon)
            .ok_or_else(|| "type two numbers, such as 49.2488,-122.9805".to_owned()),
        (Err(problem), Ok(first))
            if first.abs() <= 90.0 && degrees(parts[0], "", 180.0).is_ok() =>
        {
            Err(format!("{problem}; the latitude comes first: perhaps {},{}", parts[1], parts[0]))
        }
        (Err(problem), _) | (_, Err(problem)) => Err(problem),
    }
}

fn kilometres(typed: &str) -> Result<f64, String> {
    let km = typed.parse::<f64>().ok().filter(|km| (1.0..=500.0).contains(km));
    km.ok_or_else(|| "type a number from 1 to 500".to_owned())
}

fn time_zone(typed: &str) -> Result<String, String> {
    if clock::knows_zone(typed) {
        Ok(typed.to_owned())
    } else {
        Err("there is no time zone of this name; type one such as Europe/London".to_owned())
    }
}

fn locales(typed: &str) -> Result<Vec<String>, String> {
    let mut locales: Vec<String> = Vec::new();
    for locale in typed.split([',', ' ']).filter(|part| !part.is_empty()) {
        let locale = wording::page_language(locale)?;
        if !locales.contains(&locale) {
            locales.push(locale);
        }
    }
    if locales.is_empty() {
        Err("type at least one language, such as en".to_owned())
    } else {
        Ok(locales)
    }
}
