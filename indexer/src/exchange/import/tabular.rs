//! Packages of tables: HSDS 1, 2 and 3 as CSV, with or without a `datapackage.json`.

use std::collections::BTreeMap;
use std::io::{self, Read};

use super::encoding::Letters;
use super::ledger::{Fate, Ledger};
use super::package::Package;
use super::tables::{Record, Tables, canonical};
use super::{ImportError, Notes};

/// Most rows of a package: 200 times the largest we know.
pub const ROWS_MAX: u64 = 5_000_000;

/// Most columns of a table.
const COLUMNS_MAX: usize = 1_000;

/// Reads every table of a package.
///
/// # Errors
/// When a file cannot be opened, or the package is far too large.
pub fn read(
    package: &mut Package,
    ledger: &mut Ledger,
    tables: &mut Tables,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    let described = described(package, notes);
    for name in package.names().into_iter().filter(|name| is_table(name)) {
        let stem = described.get(&name).cloned().unwrap_or_else(|| stem_of(&name));
        let Some(table) = canonical(&stem) else {
            notes.file(&name, "no table of HSDS has this name; it was not read");
            continue;
        };
        table_of(package, &name, table, ledger, tables, notes)?;
    }
    Ok(())
}

/// Whether a file is a table.
pub fn is_table(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    [".csv", ".tsv", ".txt"].iter().any(|end| name.ends_with(end))
        && !name.rsplit('/').next().unwrap_or(&name).starts_with("readme")
}

/// A file's name without folders and ending.
pub fn stem_of(name: &str) -> String {
    let file = name.rsplit('/').next().unwrap_or(name);
    file.rsplit_once('.').map_or(file, |(stem, _)| stem).to_owned()
}

/// Which table a file is, as `datapackage.json` says.
fn described(package: &mut Package, notes: &mut Notes) -> BTreeMap<String, String> {
    let names = package.names();
    let Some(name) = names.iter().find(|name| stem_of(name) == "datapackage") else {
        return BTreeMap::new();
    };
    let read = package.with(name, |reader| {
        let letters = Letters::of(reader)?;
        Ok(letters)
    });
    let text = read.and_then(|letters| {
        package.with(name, |reader| {
            let mut text = String::new();
            // A description of 30 tables takes 54 KB.
            letters.read(reader).take(4 << 20).read_to_string(&mut text)?;
            Ok(text)
        })
    });
    let described = text.ok().and_then(|text| serde_json::from_str(&text).ok());
    let Some(described): Option<serde_json::Value> = described else {
        notes.file(name, "it does not describe the tables; each is known by its file's name");
        return BTreeMap::new();
    };
    let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
    let resources = described.get("resources").and_then(|resources| resources.as_array());
    let resources = resources.into_iter().flatten().filter_map(|resource| {
        let text = |key: &str| resource.get(key).and_then(|value| value.as_str());
        let path = text("path")?.trim_start_matches("./");
        let path = if folder.is_empty() { path.to_owned() } else { format!("{folder}/{path}") };
        Some((path, text("name")?.to_owned()))
    });
    resources.filter(|(_, table)| canonical(table).is_some()).collect()
}

/// Reads one table, row by row.
fn table_of(
    package: &mut Package,
    name: &str,
    table: &'static str,
    ledger: &mut Ledger,
    tables: &mut Tables,
    notes: &mut Notes,
) -> Result<(), ImportError> {
    rows(package, name, notes, |header, row, line| {
        let source = ledger.source_of(name);
        let Some(row) = row else {
            let (id, _) = ledger.row((source, table, line), []);
            ledger.settle(id, Fate::Lost("the row cannot be read"));
            return ledger.rows();
        };
        let values = row.iter().enumerate().map(|(at, value)| {
            let column = header.get(at).map_or("", String::as_str);
            (if column.is_empty() { "(a column without a name)" } else { column }, value)
        });
        let (id, fields) = ledger.row((source, table, line), values);
        let record = Record::new(id, fields);
        if ledger.cells(id).next().is_some() {
            tables.add(table, record, ledger);
        }
        ledger.rows()
    })
}

/// Reads a file of rows. `each` gets the names of the columns, the values (`None` for a row that cannot be
/// read) and the line, and says how many rows were read in all.
///
/// # Errors
/// When the file cannot be opened, or there are far too many rows.
pub fn rows(
    package: &mut Package,
    name: &str,
    notes: &mut Notes,
    mut each: impl FnMut(&[String], Option<&csv::StringRecord>, u64) -> u64,
) -> Result<(), ImportError> {
    let failed = |error: io::Error| ImportError::Io(name.into(), error);
    let letters = package.with(name, Letters::of).map_err(failed)?;
    if !letters.is_usual() {
        notes.file(name, &format!("its letters are {}; they were read as such", letters.name()));
    }
    let separator = package
        .with(name, |reader| {
            let mut start = Vec::new();
            letters.read(reader).take(64 * 1024).read_to_end(&mut start)?;
            Ok(separator(&start))
        })
        .map_err(failed)?;
    let mut too_many = false;
    package
        .with(name, |reader| {
            let mut reader = csv::ReaderBuilder::new()
                .has_headers(false)
                .flexible(true)
                .delimiter(separator)
                .from_reader(Lines::of(letters.read(reader)));
            let mut header: Vec<String> = Vec::new();
            let mut record = csv::StringRecord::new();
            loop {
                let line = reader.position().line();
                match reader.read_record(&mut record) {
                    Ok(false) => return Ok(()),
                    Ok(true) if header.is_empty() => {
                        let names = record.iter().take(COLUMNS_MAX);
                        header = names.map(|name| name.trim().to_ascii_lowercase()).collect();
                    }
                    Ok(true) => {
                        let line = begins(&record, line, reader.position().line());
                        too_many = each(&header, Some(&record), line) > ROWS_MAX;
                    }
                    Err(error) => match error.into_kind() {
                        csv::ErrorKind::Io(error) => return Err(error),
                        _ => too_many = each(&header, None, line) > ROWS_MAX,
                    },
                }
                if too_many {
                    return Ok(());
                }
            }
        })
        .map_err(failed)?;
    match too_many {
        true => Err(ImportError::Refused(format!("it has over {ROWS_MAX} rows"))),
        false => Ok(()),
    }
}

/// The line on which a row begins, as an editor counts. `before` is where the row before has ended: empty lines may follow
/// it, which are no rows. `after` is where this one has ended, its own lines and its end behind it.
fn begins(row: &csv::StringRecord, before: u64, after: u64) -> u64 {
    let within = row.as_slice().bytes().filter(|byte| *byte == b'\n').count() as u64;
    before.max(after.saturating_sub(within + 1))
}

/// A text whose lines all end in a line feed, the last one, too. Programs end them by a carriage return before it, or alone;
/// the reader of rows counts line feeds, and of a carriage return with one it leaves the line feed to the next row.
struct Lines<R> {
    inner: R,
    /// The last byte was a carriage return, which has become a line feed: one that follows is the same end.
    after_return: bool,
    is_ended: bool,
}

impl<R: Read> Lines<R> {
    fn of(inner: R) -> Self {
        Self { inner, after_return: false, is_ended: false }
    }
}

impl<R: Read> Read for Lines<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        // Until something is left of what was read: nothing would be the end.
        while !buffer.is_empty() {
            let count = self.inner.read(buffer)?;
            if count == 0 {
                // An end too many is an empty line, which is no row.
                let last = buffer.first_mut().filter(|_| !self.is_ended);
                let count = usize::from(last.is_some());
                last.into_iter().for_each(|byte| *byte = b'\n');
                self.is_ended = true;
                return Ok(count);
            }
            let mut kept = 0;
            for at in 0..count {
                let byte = buffer[at];
                let is_same_end = byte == b'\n' && self.after_return;
                self.after_return = byte == b'\r';
                if !is_same_end {
                    buffer[kept] = if byte == b'\r' { b'\n' } else { byte };
                    kept += 1;
                }
            }
            if kept > 0 {
                return Ok(kept);
            }
        }
        Ok(0)
    }
}

/// What stands between the values: what the first line has most of, outside of quotes.
fn separator(start: &[u8]) -> u8 {
    let mut in_quotes = false;
    let mut counts = [(b',', 0), (b';', 0), (b'\t', 0), (b'|', 0)];
    for byte in start {
        match byte {
            b'"' => in_quotes = !in_quotes,
            b'\n' if !in_quotes => break,
            _ if !in_quotes => {
                for (sign, count) in &mut counts {
                    *count += usize::from(sign == byte);
                }
            }
            _ => {}
        }
    }
    // Of equals, the first: a file of one column has commas.
    counts.iter().rev().max_by_key(|(_, count)| *count).map_or(b',', |(sign, _)| *sign)
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    /// Gives one byte at a time, as a slow disk may.
    struct Slow<'a>(&'a [u8]);

    impl Read for Slow<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let most = buffer.len().min(1);
            self.0.read(buffer.get_mut(..most).unwrap())
        }
    }

    #[test]
    fn lines_end_alike_whoever_has_ended_them() {
        for (text, even) in
            [("a\r\nb", "a\nb\n"), ("a\rb\r", "a\nb\n\n"), ("\r\n\r\n\n", "\n\n\n\n"), ("", "\n")]
        {
            let mut read = String::new();
            Lines::of(text.as_bytes()).read_to_string(&mut read).unwrap();
            assert_eq!(read, even, "{text:?}");
            read.clear();
            Lines::of(Slow(text.as_bytes())).read_to_string(&mut read).unwrap();
            assert_eq!(read, even, "{text:?}");
        }
    }
}
