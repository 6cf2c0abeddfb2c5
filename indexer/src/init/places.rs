//! Postcode areas: those around a place, from tables that this program carries.
//!
//! Canada's forward sortation areas are GeoNames' (Creative Commons Attribution 4.0), three of them moved to where
//! people live (see the sample's `_places/ATTRIBUTION.md`); the United Kingdom's outward codes are those of
//! github.com/gibbs/uk-postcodes (CC0). Elsewhere, a town brings its own.

use std::fmt::Write as _;

use catalog::place::Position;

/// A table of a country.
struct Table {
    /// ISO 3166-1.
    country: &'static str,
    /// `code,lat,lon,name`, a line each, the first of them these words.
    rows: &'static str,
    /// What is to be told of it wherever it is used.
    attribution: &'static str,
}

const TABLES: [Table; 2] = [
    Table {
        country: "CA",
        rows: include_str!("../../starter/postcodes-ca.csv"),
        attribution: "GeoNames postal code data, Creative Commons Attribution 4.0",
    },
    Table {
        country: "GB",
        rows: include_str!("../../starter/postcodes-gb.csv"),
        attribution: "Outward codes of github.com/gibbs/uk-postcodes, CC0 1.0",
    },
];

/// The head of every table of places.
const HEAD: &str = "code,lat,lon,name\n";

/// Postcode areas for a town.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Postcodes {
    /// The text of `_places/postcodes.csv`.
    pub csv: String,
    /// How many areas it has.
    pub count: usize,
    /// The area whose middle is nearest the town's.
    pub nearest: Option<String>,
    /// What is to be told of where they come from; empty where nothing is.
    pub attribution: &'static str,
}

/// What is told of the tables, each.
pub fn attributions() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.attribution)
}

/// The areas whose middle is within `km` kilometres of `centre`, in the order of their codes; none where the country's
/// table is not here.
pub fn around(country: &str, centre: Position, km: f64) -> Postcodes {
    let table = TABLES.iter().find(|table| table.country == country);
    let mut postcodes = Postcodes {
        csv: HEAD.to_owned(),
        count: 0,
        nearest: None,
        attribution: table.map_or("", |table| table.attribution),
    };
    let mut nearest = f64::INFINITY;
    for row in table.map_or("", |table| table.rows).lines().skip(1) {
        let Some((code, position)) = read(row) else { continue };
        let metres = f64::from(centre.metres_to(position));
        if metres > km * 1000.0 {
            continue;
        }
        let _ = writeln!(postcodes.csv, "{row}");
        postcodes.count += 1;
        if metres < nearest {
            nearest = metres;
            postcodes.nearest = Some(code.to_owned());
        }
    }
    postcodes
}

/// Countries whose postcode areas are here.
pub fn countries() -> impl Iterator<Item = &'static str> {
    TABLES.iter().map(|table| table.country)
}

/// Whether this line of a `postcodes.csv` is one of ours as it is: nobody has edited it.
pub fn is_packaged(country: &str, line: &str) -> bool {
    let table = TABLES.iter().find(|table| table.country == country);
    table.is_some_and(|table| table.rows.lines().skip(1).any(|row| row == line))
}

fn read(row: &str) -> Option<(&str, Position)> {
    let mut fields = row.split(',');
    let code = fields.next()?;
    let (lat, lon) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((code, Position::from_degrees(lat, lon)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Degrees times 100,000.
    fn at(lat_e5: i32, lon_e5: i32) -> Position {
        Position { lat_e5, lon_e5 }
    }

    #[test]
    fn a_town_gets_the_areas_around_its_middle() {
        let burnaby = around("CA", at(4_924_880, -12_298_050), 10.0);
        assert!(
            burnaby.csv.contains("\nV5H,") && !burnaby.csv.contains("\nV0A,"),
            "{}",
            burnaby.csv
        );
        assert_eq!(burnaby.count + 1, burnaby.csv.lines().count());
        assert!(burnaby.nearest.is_some_and(|code| code.starts_with('V')));
        let leeds = around("GB", at(5_379_970, -154_920), 5.0);
        assert!(leeds.csv.contains("\nLS1,") && leeds.attribution.contains("CC0"));
    }

    #[test]
    fn a_country_that_is_not_here_gets_an_empty_table() {
        let nowhere = around("JE", at(4_919_000, -211_000), 10.0);
        assert_eq!((nowhere.csv.as_str(), nowhere.count), (HEAD, 0));
        assert_eq!(nowhere.attribution, "");
    }

    #[test]
    fn every_row_of_every_table_is_a_place() {
        for table in &TABLES {
            let rows = table.rows.lines().skip(1);
            assert!(rows.clone().count() > 1_500, "{}", table.country);
            assert!(rows.clone().all(|row| read(row).is_some()), "{}", table.country);
        }
    }
}
