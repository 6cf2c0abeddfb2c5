//! `signpost init`: the content folder of a new town.

use std::io::{self, BufRead, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;

use catalog::place::Position;

use crate::clock;
use crate::init::{self, Town, places};
use crate::new;
use crate::read;

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
      --locales en,zh-Hans,ko,fa --email hello@example.org")]
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
    /// Outlines of neighbourhoods (GeoJSON) to begin with
    #[arg(long)]
    neighbourhoods: Option<PathBuf>,
}

/// Kilometres around the middle, where nobody says how many.
const WITHIN_KM: &str = "12";

/// Writes the folder.
pub fn run(args: &InitArgs, terminal: &Terminal) -> Ended {
    let mut asking =
        Asking { asked: 0, missing: Vec::new(), at_keyboard: io::stdin().is_terminal() };
    let town = town(args, &mut asking);
    if !asking.missing.is_empty() {
        return Err(format!("Say also: {}", asking.missing.join(", ")));
    }
    let Some(town) = town? else {
        return Err("The answers ended before the questions.".to_owned());
    };
    let files = init::files(&town, &new::first_ids())?;
    let folder = args.folder.display();
    init::write(&args.folder, &files).map_err(|error| format!("{folder}: {error}"))?;
    terminal.tell(format!("{folder}: {} files written.", files.len()));
    if places::around(&town.country, town.centre, town.within_km).count == 0 {
        let known: Vec<&str> = places::countries().collect();
        terminal.tell(format!("No postcode areas: this program carries those of {}. Yours go into {folder}/_places/postcodes.csv, a line \
             each: code,lat,lon,name",
            known.join(" and ")));
    }
    terminal.tell(format!("Next: signpost serve --content {folder}        (look at it)"));
    terminal.tell(format!(
        "      ring the help lines in {folder}/directory.toml, and take `placeholder` away"
    ));
    terminal.tell(format!("      signpost check --content {folder}"));
    Ok(ExitCode::SUCCESS)
}

/// The town that was described; `None` where answers are missing.
fn town(args: &InitArgs, asking: &mut Asking) -> Result<Option<Town>, String> {
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
    let email = asking.answer(
        &args.email,
        "--email",
        "Whom can people tell of a mistake, by e-mail? (Enter for nobody)",
        Some(String::new()),
        text,
    )?;
    let phone = asking.answer(
        &args.phone,
        "--phone",
        "And by telephone? (Enter for nobody)",
        Some(String::new()),
        text,
    )?;
    let neighbourhoods = match &args.neighbourhoods {
        None => String::new(),
        Some(path) => {
            std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?
        }
    };
    let some = |text: Option<String>| text.filter(|text| !text.trim().is_empty());
    let (email, phone) = (some(email), some(phone));
    if email.is_none() && phone.is_none() && asking.missing.is_empty() {
        asking.missing.push("--email or --phone, so that people can tell somebody of a mistake");
    }
    let (Some(name), Some(area), Some(country), Some(centre)) = (name, area, country, centre)
    else {
        return Ok(None);
    };
    let (Some(within_km), Some(time_zone), Some(locales)) = (within_km, time_zone, locales) else {
        return Ok(None);
    };
    Ok(Some(Town {
        name,
        area,
        country,
        centre,
        within_km,
        time_zone,
        locales,
        email,
        phone,
        neighbourhoods,
    }))
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
                io::stdin().lock().read_line(&mut line).map_err(|error| error.to_string())?;
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
    let code = typed.to_uppercase();
    let is_code = code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
    if is_code { Ok(code) } else { Err("type two letters, such as CA, GB or FR".to_owned()) }
}

fn position(typed: &str) -> Result<Position, String> {
    let mut degrees =
        typed.split([',', ' ']).filter(|part| !part.is_empty()).map(str::parse::<f64>);
    let position = match (degrees.next(), degrees.next(), degrees.next()) {
        (Some(Ok(lat)), Some(Ok(lon)), None) => Position::from_degrees(lat, lon),
        _ => None,
    };
    position.ok_or_else(|| "type two numbers, such as 49.2488,-122.9805".to_owned())
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
        if !read::knows_locale(locale) {
            let known = read::known_locales().join(", ");
            return Err(format!(
                "there are no words for the page language {locale} yet; there are: {known}"
            ));
        }
        if !locales.iter().any(|known| known == locale) {
            locales.push(locale.to_owned());
        }
    }
    if locales.is_empty() {
        Err("type at least one language, such as en".to_owned())
    } else {
        Ok(locales)
    }
}
