//! Postcode areas, or neighbourhoods with their middles, from a table (CSV).

use std::collections::BTreeSet;

use authoring::report::{Finding, Findings, codes};
use authoring::source::Span;

use super::{Bounds, Found, Ground, Kind, Source, Unread, as_written, evened, position};

/// What people call a column with a code, with a name, with a latitude, with a longitude, evened; the likeliest first.
const CODES: [&str; 9] = [
    "code",
    "postcode",
    "postcodearea",
    "outcode",
    "postcodedistrict",
    "postalcode",
    "fsa",
    "zip",
    "zipcode",
];
const NAMES: [&str; 11] = [
    "name",
    "neighbourhood",
    "neighborhood",
    "neighbourhoodname",
    "areaname",
    "placename",
    "place",
    "town",
    "title",
    "ward",
    "community",
];
const LATITUDES: [&str; 3] = ["lat", "latitude", "y"];
const LONGITUDES: [&str; 5] = ["lon", "lng", "long", "longitude", "x"];
/// Columns of a national grid: they say that the file has degrees elsewhere, or none.
const GRID: [&str; 4] = ["easting", "eastings", "northing", "northings"];

/// Reads a file. `name` is the column that holds the name, or the code, where somebody has said which.
///
/// # Errors
/// When something is wrong, which is then among the findings, or when nobody can tell where the names are.
pub fn read(
    file: u32,
    text: &str,
    name: Option<&str>,
    kind: Option<Kind>,
    bounds: Bounds,
    findings: &Findings,
) -> Result<Source, Unread> {
    let tell = |span: Span, message: String| {
        findings.add(&codes::BAD_PLACES, Finding::at(span, message));
        Unread::Told
    };
    let first = text.lines().next().unwrap_or_default();
    let head = Span::new(file, 0..first.len());
    // The sign between columns is the one that the first line has most of.
    let between = [b',', b';', b'\t']
        .into_iter()
        .max_by_key(|sign| first.bytes().filter(|byte| byte == sign).count());
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(between.unwrap_or(b','))
        .flexible(true)
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let columns: Vec<String> = reader
        .headers()
        .map_err(|error| tell(head, format!("the first line does not name the columns: {error}")))?
        .iter()
        .map(str::to_owned)
        .collect();
    let find = |known: &[&str]| {
        known.iter().find_map(|known| columns.iter().position(|column| evened(column) == *known))
    };
    let (Some(lat), Some(lon)) = (find(&LATITUDES), find(&LONGITUDES)) else {
        let has_grid = find(&GRID).is_some();
        let why =
            if has_grid { "; eastings and northings are metres of a map's own grid" } else { "" };
        return Err(tell(
            head,
            format!(
                "no column is called lat or latitude, and none lon or longitude, in degrees (WGS 84){why}"
            ),
        ));
    };
    let (code, named) = (find(&CODES), find(&NAMES));
    let kind = kind.unwrap_or(if code.is_some() { Kind::Postcodes } else { Kind::Neighbourhoods });
    let own = match (name, kind) {
        (Some(name), _) => {
            let found = columns.iter().position(|column| column == name);
            found.ok_or_else(|| {
                tell(head, format!("there is no column {name}; there are: {}", columns.join(", ")))
            })?
        }
        (None, Kind::Postcodes) => {
            code.ok_or_else(|| unclear(&columns, text, [lat, lon], between))?
        }
        (None, Kind::Neighbourhoods) => {
            named.ok_or_else(|| unclear(&columns, text, [lat, lon], between))?
        }
    };
    let label = if kind == Kind::Postcodes { named.filter(|at| *at != own) } else { None };
    let (mut found, mut outside, mut remarks) = (Vec::new(), Vec::new(), Vec::new());
    let mut names = BTreeSet::new();
    let mut is_told = false;
    for record in reader.records() {
        let record = match record {
            Ok(record) => record,
            Err(error) => {
                is_told = true;
                let from = error.position().map_or(0, |at| at.byte() as usize).min(text.len());
                let _ =
                    tell(Span::new(file, from..from), format!("this line cannot be read: {error}"));
                continue;
            }
        };
        let from = record.position().map_or(0, |at| at.byte() as usize).min(text.len());
        let line = text.get(from..).and_then(|rest| rest.lines().next()).unwrap_or_default();
        let span = |column: usize| {
            let field = record.get(column).unwrap_or_default();
            let at = field_at(line, column, between.unwrap_or(b',') as char);
            Span::new(file, from + at..from + (at + field.len()).min(line.len()).max(at))
        };
        let typed = as_written(record.get(own).unwrap_or_default());
        let name = match kind {
            Kind::Postcodes => typed.replace(' ', "").to_uppercase(),
            Kind::Neighbourhoods => typed,
        };
        if name.is_empty() {
            remarks.push("a line without a name is left out".to_owned());
            continue;
        }
        let is_code =
            (2..=8).contains(&name.len()) && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if kind == Kind::Postcodes && !is_code {
            is_told = true;
            let _ = tell(
                span(own),
                format!("{name} is no code of a postcode area: 2 to 8 letters and digits"),
            );
            continue;
        }
        if !names.insert(name.clone()) {
            remarks.push(format!("{name} stands there more than once, and counts the first time"));
            continue;
        }
        let number = |column: usize| {
            let typed = record.get(column).unwrap_or_default();
            let number = typed.parse::<f64>().or_else(|_| typed.replace(',', ".").parse());
            number.map_err(|_| tell(span(column), format!("{typed:?} is no number of degrees")))
        };
        let (Ok(degrees_lat), Ok(degrees_lon)) = (number(lat), number(lon)) else {
            is_told = true;
            continue;
        };
        let order = "the latitude of a place here lies between south and north of [bounds]";
        match position([degrees_lat, degrees_lon], order, bounds, span(lat), findings) {
            Ok(Some(at)) => {
                let label = label.and_then(|column| record.get(column)).map(as_written);
                found.push(Found {
                    name,
                    label: label.unwrap_or_default(),
                    ground: Ground::Spot(at),
                });
            }
            Ok(None) => outside.push(name),
            // The whole file has them the wrong way round: that is said once.
            Err(unread) => return Err(unread),
        }
    }
    if is_told {
        return Err(Unread::Told);
    }
    if found.is_empty() {
        let message =
            "nothing in this file lies within the `[bounds]` of directory.toml".to_owned();
        return Err(tell(Span::top(file), message));
    }
    let named_by = columns.get(own).cloned().unwrap_or_default();
    Ok(Source { kind, found, outside, named_by, corners: 0, remarks })
}

/// The columns that could hold the names, each with its first values.
fn unclear(columns: &[String], text: &str, degrees: [usize; 2], between: Option<u8>) -> Unread {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(between.unwrap_or(b','))
        .flexible(true)
        .from_reader(text.as_bytes());
    let rows: Vec<csv::StringRecord> = reader.records().take(3).flatten().collect();
    let shown =
        columns.iter().enumerate().filter(|(at, _)| !degrees.contains(at)).map(|(at, column)| {
            let values = rows.iter().filter_map(|row| row.get(at)).map(str::to_owned);
            (column.clone(), values.collect())
        });
    Unread::WhichName(shown.collect())
}

/// Where a column begins in a line.
fn field_at(line: &str, column: usize, between: char) -> usize {
    let mut is_quoted = false;
    let mut signs = line.char_indices().filter(|(_, sign)| {
        is_quoted ^= *sign == '"';
        *sign == between && !is_quoted
    });
    match column.checked_sub(1) {
        None => 0,
        Some(before) => signs.nth(before).map_or(line.len(), |(at, sign)| at + sign.len_utf8()),
    }
}
