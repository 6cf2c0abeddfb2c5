//! A directory of any size, made from the sample: the same pages, told again in other words, other towns and on
//! other days. The same seed gives the same bytes, and a smaller directory is the beginning of a larger one.
//!
//! Deliberately absent: a parser. The sample is our own and evenly written, so that lines can be changed where they
//! stand; `signpost check` reads what comes out before anything is measured.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use anyhow::{Result, bail};

use crate::chance::Chance;
use crate::days::{rotate_codes, rotate_names, shift_dates};
use crate::files::{entries, make, name_of, put, read};

/// Services of one group, of which the last has fewer.
const SERVICES_A_GROUP: u64 = 4;

/// One page in so many keeps its translations, and with them its words and days.
const TRANSLATED: u64 = 3;

/// What a directory is made from.
pub struct Sample {
    services: Vec<Page>,
    groups: Vec<String>,
    areas: Vec<Area>,
    languages: Vec<String>,
}

/// A service page of the sample.
struct Page {
    /// Between the lines of `---`.
    front: String,
    /// Below them.
    paragraphs: Vec<String>,
    /// Its name.
    name: String,
    /// The first of its needs.
    need: String,
    /// Its translations, by locale.
    translations: BTreeMap<String, String>,
}

/// A postcode area: where services gather.
struct Area {
    code: String,
    name: String,
    lat: f64,
    lon: f64,
}

impl Sample {
    /// Reads a content folder.
    pub fn read(content: &Path) -> Result<Self> {
        let mut sample = Self {
            services: Vec::new(),
            groups: Vec::new(),
            areas: areas(content)?,
            languages: languages(&read(&content.join("_taxonomy/languages.toml"))?),
        };
        for folder in folders(content)? {
            if !name_of(&folder).starts_with('_') {
                sample.read_group(&folder)?;
            }
        }
        if sample.services.is_empty() || sample.groups.is_empty() || sample.areas.is_empty() {
            bail!(
                "{} has no service, group or postcode area to make others from",
                content.display()
            );
        }
        Ok(sample)
    }

    fn read_group(&mut self, folder: &Path) -> Result<()> {
        let mut texts = BTreeMap::new();
        for file in entries(folder)? {
            if let Some(stem) = name_of(&file).strip_suffix(".md") {
                texts.insert(stem.to_owned(), read(&file)?);
            }
        }
        for (stem, text) in &texts {
            if stem.contains('.') {
                continue;
            }
            if stem == "organization" {
                self.groups.push(text.clone());
            } else if let Some(mut page) = Page::read(text) {
                let translated = texts.iter().filter_map(|(other, text)| {
                    let locale = other.strip_prefix(stem)?.strip_prefix('.')?;
                    Some((locale.to_owned(), text.clone()))
                });
                page.translations = translated.collect();
                self.services.push(page);
            }
        }
        Ok(())
    }

    /// Writes a directory of `services` services in some of the sample's locales into the empty folder `out`.
    pub fn write(
        &self,
        content: &Path,
        services: u64,
        locales: &[String],
        seed: u64,
        out: &Path,
    ) -> Result<()> {
        let speaks = |name: &str| {
            let mut parts = name.split('.').rev().skip(1);
            let locale = parts.next().filter(|_| parts.next().is_some());
            locale.is_none_or(|locale| locales.iter().any(|known| known == locale))
        };
        for name in ["_taxonomy", "_places", "_pages"] {
            let (from, to) = (content.join(name), out.join(name));
            make(&to)?;
            for file in entries(&from)? {
                if speaks(&name_of(&file)) {
                    put(&to.join(name_of(&file)), &read(&file)?)?;
                }
            }
        }
        let settings = read(&content.join("directory.toml"))?;
        let lines = settings.lines().map(|line| {
            if line.starts_with("locales = ") {
                format!("locales = {locales:?}\n")
            } else {
                format!("{line}\n")
            }
        });
        put(&out.join("directory.toml"), &lines.collect::<String>())?;
        for group in 0..services.div_ceil(SERVICES_A_GROUP) {
            let folder = out.join(format!("group-{group:06}"));
            make(&folder)?;
            put(&folder.join("organization.md"), &self.group(group, seed))?;
            let first = group * SERVICES_A_GROUP;
            for number in first..services.min(first + SERVICES_A_GROUP) {
                for (name, text) in
                    self.service(number, seed).iter().filter(|(name, _)| speaks(name))
                {
                    put(&folder.join(name), text)?;
                }
            }
        }
        Ok(())
    }

    /// A group's own page.
    fn group(&self, number: u64, seed: u64) -> String {
        let mut chance = Chance::new(seed, "group", number);
        let text = chance.one_of(&self.groups);
        let area = self.area(number, seed);
        let name = field(text, "name").unwrap_or_default();
        let name = format!("{} of {} {}", plain(name), area.name, number + 1);
        with_fields(text, &id(number, 6), &name)
    }

    /// Where a group is at home: near the first areas there is more than near the last.
    fn area(&self, group: u64, seed: u64) -> &Area {
        let mut chance = Chance::new(seed, "area", group);
        let place = chance.share() * chance.share() * self.areas.len() as f64;
        &self.areas[(place as usize).min(self.areas.len() - 1)]
    }

    /// A service's files: their names and texts.
    fn service(&self, number: u64, seed: u64) -> Vec<(String, String)> {
        let mut chance = Chance::new(seed, "service", number);
        let page = chance.one_of(&self.services);
        let area = self.area(number / SERVICES_A_GROUP, seed);
        let name = format!("{}, {}", page.name, area.name);
        let is_translated = !page.translations.is_empty() && chance.below(TRANSLATED) == 0;
        let mut front = moved(&page.front, area, &mut chance);
        let mut paragraphs = page.paragraphs.clone();
        if !is_translated {
            front = self.retimed(&front, &mut chance);
            let alike: Vec<&Page> =
                self.services.iter().filter(|other| other.need == page.need).collect();
            for paragraph in &mut paragraphs {
                let page = *chance.one_of(&alike);
                paragraph.clone_from(chance.one_of(&page.paragraphs));
            }
            paragraphs.dedup();
        }
        let text = format!("---\n{front}---\n{}\n", paragraphs.join("\n\n"));
        let stem = format!("service-{number:06}");
        let mut files = vec![(format!("{stem}.md"), with_fields(&text, &id(number, 7), &name))];
        if is_translated {
            files.extend(
                page.translations
                    .iter()
                    .map(|(locale, text)| (format!("{stem}.{locale}.md"), text.clone())),
            );
        }
        files
    }

    /// On other days of the week, and in one more language.
    fn retimed(&self, front: &str, chance: &mut Chance) -> String {
        let days = chance.below(7) as u32;
        let is_weekly = !front.contains("INTERVAL") && !front.contains("MONTHLY");
        let mut text = String::with_capacity(front.len());
        let mut block = "";
        for line in front.lines() {
            if !line.starts_with(' ') {
                block = line.split(':').next().unwrap_or_default();
            }
            if block == "schedule" && is_weekly {
                text += &shift_dates(&rotate_codes(&rotate_names(line, days), days), days);
            } else {
                text += line;
            }
            text.push('\n');
            if line == "languages:" {
                let language = chance.one_of(&self.languages);
                if !front.contains(&format!("code: {language}")) {
                    text += &format!("  - {{ code: {language}, how: interpreter }}\n");
                }
            }
        }
        text
    }
}

impl Page {
    fn read(text: &str) -> Option<Self> {
        let (front, body) = text.strip_prefix("---\n")?.split_once("\n---\n")?;
        let needs = field(text, "needs")?;
        Some(Self {
            front: format!("{front}\n"),
            paragraphs: body.trim().split("\n\n").map(str::to_owned).collect(),
            name: plain(field(text, "name")?),
            need: needs.trim_matches(['[', ']']).split(',').next()?.to_owned(),
            translations: BTreeMap::new(),
        })
    }
}

/// A page in another town: its positions, its city, its postcode; access facts not all as before.
fn moved(front: &str, area: &Area, chance: &mut Chance) -> String {
    let mut text = String::with_capacity(front.len());
    let mut block = "";
    // What holds at some times only stays a yes.
    let only: Vec<&str> = front
        .lines()
        .skip_while(|line| line.trim() != "access_only:")
        .skip(1)
        .take_while(|line| line.starts_with("      "))
        .filter_map(|line| line.trim().split(':').next())
        .collect();
    for line in front.lines() {
        let key = line.trim_start().split(':').next().unwrap_or_default();
        let depth = line.len() - line.trim_start().len();
        if depth <= 4 {
            block = key;
        }
        // About a kilometre around the middle of the area, closer to it more often.
        let mut near = |middle: f64, reach: f64| {
            middle + (chance.share() + chance.share() + chance.share() - 1.5) * reach
        };
        let line = match key {
            "lat" if depth == 4 => format!("    lat: {:.4}", near(area.lat, 0.009)),
            "lon" if depth == 4 => format!("    lon: {:.4}", near(area.lon, 0.014)),
            "address" => with_area(line, area),
            _ if depth == 6
                && block == "access"
                && chance.below(6) == 0
                && !only.contains(&key) =>
            {
                swap_answers(line)
            }
            _ => line.to_owned(),
        };
        text += &line;
        text.push('\n');
    }
    text
}

/// An address line in another town.
fn with_area(line: &str, area: &Area) -> String {
    let line = line.replace("city: Vancouver", &format!("city: \"{}\"", area.name));
    match line.split_once("postal: ") {
        // The first half of a Canadian postal code has three characters.
        Some((before, code)) => {
            [before, "postal: ", &area.code, code.get(3..).unwrap_or_default()].concat()
        }
        None => line,
    }
}

fn swap_answers(line: &str) -> String {
    if line.ends_with("\"yes\"") {
        line.replace("\"yes\"", "\"no\"")
    } else {
        line.replace("\"no\"", "\"yes\"")
    }
}

/// With another id and another name.
fn with_fields(text: &str, id: &str, name: &str) -> String {
    let mut done = [false; 2];
    let mut changed = String::with_capacity(text.len());
    for line in text.lines() {
        match line {
            _ if line.starts_with("id:") && !done[0] => {
                done[0] = true;
                changed += &format!("id: {id}");
            }
            _ if line.starts_with("name:") && !done[1] => {
                done[1] = true;
                changed += &format!("name: \"{name}\"");
            }
            _ => changed += line,
        }
        changed.push('\n');
    }
    changed
}

/// A number as an id of so many characters: no two numbers have the same one.
fn id(number: u64, length: u32) -> String {
    const ALPHABET: &[u8; 32] = b"0123456789abcdefghjkmnpqrstvwxyz";
    let space = 1 << (5 * length);
    // An odd factor keeps them apart, and looks like no order.
    let mut rest = number.wrapping_mul(0x9E37_79B9_7F4A_7C15) % space;
    (0..length)
        .map(|_| {
            let digit = char::from(ALPHABET[(rest % 32) as usize]);
            rest /= 32;
            digit
        })
        .collect()
}

fn field<'t>(text: &'t str, key: &str) -> Option<&'t str> {
    text.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(": "))
}

/// Words without the quotes around them.
fn plain(words: &str) -> String {
    words.trim_matches('"').replace('"', "'")
}

fn areas(content: &Path) -> Result<Vec<Area>> {
    let settings = read(&content.join("directory.toml"))?;
    let bound = |key: &str| {
        let line = settings.lines().find_map(|line| line.strip_prefix(key)?.strip_prefix(" = "));
        line.and_then(|value| value.parse::<f64>().ok())
    };
    let (Some(south), Some(west), Some(north), Some(east)) =
        (bound("south"), bound("west"), bound("north"), bound("east"))
    else {
        bail!("directory.toml of the sample has no [bounds]");
    };
    // Room for what gathers around the middle of an area.
    const MARGIN: f64 = 0.03;
    let table = read(&content.join("_places/postcodes.csv"))?;
    let rows = table.lines().skip(1).filter_map(|row| {
        let mut cells = row.splitn(4, ',');
        let code = cells.next()?.to_owned();
        let lat: f64 = cells.next()?.parse().ok()?;
        let lon: f64 = cells.next()?.parse().ok()?;
        let name = cells.next()?.trim_matches('"');
        let name = name.split_once('(').map_or(name, |(_, inner)| inner);
        let name = name.split(['/', ')', ',']).next()?.trim().to_owned();
        let inside = (south + MARGIN..north - MARGIN).contains(&lat)
            && (west + MARGIN..east - MARGIN).contains(&lon);
        // An area that is called after a street would put one into the names of confidential pages.
        let is_street = name.ends_with("Road") || name.ends_with("Street");
        (inside && !is_street).then_some(Area { code, name, lat, lon })
    });
    Ok(rows.collect())
}

fn languages(list: &str) -> Vec<String> {
    let ids = list.lines().filter_map(|line| line.strip_prefix("id = "));
    ids.map(|id| id.trim_matches('"').to_owned()).collect()
}

fn folders(folder: &Path) -> Result<Vec<PathBuf>> {
    Ok(entries(folder)?.into_iter().filter(|path| path.is_dir()).collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sample() -> Sample {
        let content = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
        Sample::read(&content).unwrap_or_else(|problem| unreachable!("{problem:#}"))
    }

    #[test]
    fn the_same_seed_tells_the_same_and_another_seed_something_else() {
        let (one, two) = (sample(), sample());
        let tell = |sample: &Sample, seed| {
            (0..40).flat_map(|number| sample.service(number, seed)).collect::<Vec<_>>()
        };
        assert_eq!(tell(&one, 1), tell(&two, 1));
        assert_ne!(tell(&one, 1), tell(&one, 2));
    }

    #[test]
    fn no_two_services_share_an_id_and_some_speak_several_languages() {
        let sample = sample();
        let files: Vec<_> = (0..3000).flat_map(|number| sample.service(number, 1)).collect();
        let ids: std::collections::BTreeSet<_> =
            files.iter().filter_map(|(_, text)| field(text, "id")).collect();
        assert_eq!(ids.len(), 3000);
        assert!(files.len() > 3300, "{}", files.len());
    }
}
