//! A new town's content folder: what `signpost init` writes.
//!
//! [`files`] is pure: from answers to the text of every file. Its word lists are the sample's, cut to the town's
//! languages ([`words`]); its postcode areas are those around its middle ([`places`]); its pages are the
//! sample's own without what is said of the sample ([`prose`]).

mod guide;
pub mod places;
mod prose;
mod settings;
pub(crate) mod words;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::places::Kind;
use crate::read::knows_locale;
use crate::wording;
use authoring::directory::STANDS_IN as ENGLISH;
use catalog::directory::Host;
use catalog::place::Position;
use words::Region;

/// What is known of a new town.
#[derive(Clone, Debug, PartialEq)]
pub struct Town {
    /// What the directory is called: `Signpost Burnaby`.
    pub name: String,
    /// What people call the area: `Burnaby`.
    pub area: String,
    /// Two capital letters of ISO 3166-1.
    pub country: String,
    /// Its middle.
    pub centre: Position,
    /// Kilometres from there within which places belong to it.
    pub within_km: f64,
    /// IANA name.
    pub time_zone: String,
    /// Page languages; the first is the one that groups write in.
    pub locales: Vec<String>,
    /// Whom to tell of a mistake.
    pub email: Option<String>,
    /// The same by telephone.
    pub phone: Option<String>,
    /// The town's own places as the content folder keeps them, by their paths, with what `signpost places` remembers of
    /// them, so that it can bring them up to date later. Empty where it has none of its own.
    pub places: BTreeMap<String, String>,
    /// Whose computers the site is to stand on, where somebody has said.
    pub host: Option<Host>,
    /// Where the site is to stand, with the last `/`.
    pub base_url: String,
}

/// An address that nobody can open (RFC 2606), until somebody has said where the site is to stand.
pub const NO_ADDRESS: &str = "https://directory.example/";

/// Degrees that hold a town.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bounds {
    /// Latitude of the southern edge.
    pub south: f64,
    /// Longitude of the western edge.
    pub west: f64,
    /// Latitude of the northern edge.
    pub north: f64,
    /// Longitude of the eastern edge.
    pub east: f64,
}

/// Kilometres of a degree of latitude on the mean sphere (6,371 km x 2 pi / 360).
const KM_A_DEGREE: f64 = 111.195;

/// How much wider than the town its bounds are: who serves it may stand in the next one.
const WIDER: f64 = 3.0;

impl Town {
    /// A short name for programs: the area in small letters, digits and hyphens.
    pub fn id(&self) -> String {
        authoring::names::plain_name_or(&self.area, "town", catalog::text::decompose_natively)
    }

    /// Whether its short name says less than the area's own: a letter of that has no place in one.
    pub fn loses_letters(&self) -> bool {
        let letters = self.area.chars().filter(|c| c.is_alphabetic());
        letters.map(String::from).any(|letter| {
            authoring::names::plain_name(&letter, catalog::text::decompose_natively).is_empty()
        })
    }

    /// The degrees within which a position is believed.
    pub fn bounds(&self) -> Bounds {
        let (lat, lon) = (self.centre.lat(), self.centre.lon());
        let high = self.within_km * WIDER / KM_A_DEGREE;
        // Near the poles a degree of longitude is nothing; no town is there.
        let wide = high / lat.to_radians().cos().max(0.1);
        let round = |degrees: f64| (degrees * 100.0).round() / 100.0;
        Bounds {
            south: round((lat - high).max(-90.0)),
            west: round((lon - wide).max(-180.0)),
            north: round((lat + high).min(90.0)),
            east: round((lon + wide).min(180.0)),
        }
    }

    /// The languages of its word lists: those of its pages, and English where the one that groups write in is new. Its words
    /// stand in for those that nobody has translated yet.
    fn spoken(&self) -> Vec<String> {
        let mut spoken = self.locales.clone();
        if !self.locales.first().is_some_and(|first| knows_locale(first))
            && !spoken.contains(&ENGLISH.to_owned())
        {
            spoken.push(ENGLISH.to_owned());
        }
        spoken
    }

    /// What people there call the code at the end of an address.
    fn postcode(&self) -> &'static str {
        match self.country.as_str() {
            "GB" | "AU" | "NZ" => "postcode",
            "IE" => "Eircode",
            "US" => "ZIP code",
            _ => "postal code",
        }
    }

    /// Where it is, seen from the sample.
    fn region(&self) -> Region {
        let (lat, lon) = (self.centre.lat(), self.centre.lon());
        match self.country.as_str() {
            // The province's own extent: 48.2 to 60 degrees north, 139.1 to 114 west.
            "CA" if (48.2..=60.0).contains(&lat) && (-139.1..=-114.0).contains(&lon) => {
                Region::BritishColumbia
            }
            "CA" => Region::Canada,
            _ => Region::World,
        }
    }
}

/// The text of every file of the town's content folder, by its path. `ids` are those of the example group and activity.
///
/// # Errors
/// When a part of this program cannot be read: a fault of ours.
pub fn files(town: &Town, ids: &[String; 2]) -> Result<BTreeMap<String, String>, String> {
    let spoken = town.spoken();
    let line = words::emergency_line(&town.country, &spoken)?;
    let postcodes = places::around(&town.country, town.centre, town.within_km);
    let mut files = words::lists(&spoken, town.region(), &town.country, &line)?;
    files.extend(prose::pages(&town.locales, town.postcode()));
    for locale in town.locales.iter().filter(|locale| !knows_locale(locale)) {
        files.insert(wording::path_of(locale), wording::begun(locale)?);
    }
    if let Some(text) = prose::otherwise(town) {
        files.insert(wording::path_of("en"), text);
    }
    files.insert("directory.toml".to_owned(), settings::directory(town, &line)?);
    files.insert("_places/holidays.toml".to_owned(), HOLIDAYS.to_owned());
    files.insert("_places/ATTRIBUTION.md".to_owned(), attribution(&postcodes, town));
    if postcodes.count > 0 {
        files.insert(Kind::Postcodes.file().to_owned(), postcodes.csv);
    }
    files.extend(town.places.clone());
    files.extend(example(town, ids));
    files.insert("README.md".to_owned(), guide::guide(town, &line, &files)?);
    Ok(files)
}

/// Days on which a region is closed: every town fills in its own.
const HOLIDAYS: &str = "# Days on which a whole region is closed. A timetable says `closed_on: [public-holidays]`, and falls out on those of them
# that its place's region has (`region` of its address). Add next year's in good time.

# [[holidays]]
# id = \"public-holidays\"
# region = \"\"
# days = [\"2027-01-01\"]
";

fn attribution(postcodes: &places::Postcodes, town: &Town) -> String {
    let mut lines = Vec::new();
    for kind in [Kind::Postcodes, Kind::Neighbourhoods] {
        let file = kind.file().trim_start_matches("_places/");
        let is_own = town.places.contains_key(kind.file());
        if is_own {
            lines.push(format!("- `{file}`: TELL HERE where it comes from, and its licence.\n"));
        } else if kind == Kind::Postcodes && !postcodes.attribution.is_empty() {
            lines.push(format!("- `{file}`: {}.\n", postcodes.attribution));
        }
    }
    let mut text = "# Where the places come from\n\nThe licences ask that this is told; the page of the directory that says who made it is the place.\n".to_owned();
    if !lines.is_empty() {
        text.push('\n');
    }
    text + &lines.concat()
}

/// A group and an activity to write over, in English, where groups write in English: an untouched
/// example in another language would be ours to get wrong.
fn example(town: &Town, [group_id, id]: &[String; 2]) -> BTreeMap<String, String> {
    if town.locales.first().map(String::as_str) != Some("en") {
        return BTreeMap::new();
    }
    let group = format!(
        "---\nid: {group_id}\nname: Example group\nsummary: Write over this page, or delete its folder.\n---\nWho you are, in two sentences.\n"
    );
    let service = format!(
        "---\n\
         id: {id}\n\
         name: Example tea and chat\n\
         summary: An invented page to write over. Tea, and somebody to talk to.\n\
         status: active\n\
         needs: [company]\n\
         joining: drop-in\n\
         cost: [{{ kind: free }}]\n\
         delivery: [in-person-group]\n\
         languages: [{{ code: en }}]\n\
         locations:\n\
         \x20 - name: Example hall\n\
         \x20   lat: {lat}\n\
         \x20   lon: {lon}\n\
         \x20   access: {{ step-free-entrance: \"yes\", accessible-toilet: unknown }}\n\
         schedule:\n\
         \x20 - {{ text: \"Tuesdays 10:00 to 11:30\", start: 2026-01-06T10:00, minutes: 90, rrule: FREQ=WEEKLY;BYDAY=TU }}\n\
         contact: [{{ email: hello@example.org }}]\n\
         ---\n\
         This page is invented, to show how one looks. Somebody opens the door at ten and puts the kettle on. You can come\n\
         alone or with a friend, sit where you like, and talk or only listen.\n",
        lat = town.centre.lat(),
        lon = town.centre.lon(),
    );
    BTreeMap::from([
        ("example-group/organization.md".to_owned(), group),
        ("example-group/tea-and-chat.md".to_owned(), service),
    ])
}

/// Writes the files into a new folder: all of them, or none.
///
/// # Errors
/// When something is there already, or the file system refuses.
pub fn write(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    if fs::exists(folder)? && fs::read_dir(folder)?.next().is_some() {
        return Err(io::Error::new(
            io::ErrorKind::AlreadyExists,
            "something is there already, and stays as it is; name a new folder",
        ));
    }
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    let beside = folder.with_file_name(format!(".{name}.new"));
    let written = write_all(&beside, files).and_then(|()| {
        // An empty folder gives way.
        let _ = fs::remove_dir(folder);
        fs::rename(&beside, folder)
    });
    if written.is_err() {
        let _ = fs::remove_dir_all(&beside);
    }
    written
}

fn write_all(folder: &Path, files: &BTreeMap<String, String>) -> io::Result<()> {
    for (path, text) in files {
        let path = folder.join(path);
        if let Some(parent) = path.parent() {
            fs::create_dir_all(parent)?;
        }
        fs::write(path, text)?;
    }
    Ok(())
}
