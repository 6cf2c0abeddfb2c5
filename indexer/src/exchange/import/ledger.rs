//! What becomes of every row and every field that was read.
//!
//! A source's values live here, each in a cell with its fate. Whoever makes a page says what became of a
//! value; what nobody says anything about is lost, and counted as such. So the sums of the report cannot
//! differ from the rows that were read.

use std::cell::Cell;
use std::collections::{BTreeMap, HashMap};
use std::rc::Rc;

/// What became of a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Fate {
    /// Nobody has said yet.
    Open,
    /// It is on no page, for this reason.
    Lost(&'static str),
    /// It stands on a page as it came, or joined two rows.
    Taken,
    /// It stands on a page in another form.
    Changed(&'static str),
    /// A person has to say.
    Question(&'static str),
}

/// A row that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct RowId(u32);

/// A value that was read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct CellId(u32);

struct Row {
    source: u32,
    table: &'static str,
    line: u64,
    cells: std::ops::Range<u32>,
    /// Of a row that has no value, or could not be read.
    own: Cell<Fate>,
}

struct Value {
    column: Rc<str>,
    text: Box<str>,
    fate: Cell<Fate>,
}

/// Every row of a package.
#[derive(Default)]
pub struct Ledger {
    sources: Vec<String>,
    rows: Vec<Row>,
    values: Vec<Value>,
    columns: HashMap<String, Rc<str>>,
    empty: u64,
}

/// A value that did not go onto a page as it came.
pub struct Entry<'a> {
    /// The file.
    pub source: &'a str,
    /// Its line, or the number of the object in it.
    pub line: u64,
    /// What the row is.
    pub table: &'static str,
    /// The field; empty for a row as a whole.
    pub column: &'a str,
    /// What stood there.
    pub text: &'a str,
    /// What became of it.
    pub fate: Fate,
}

/// How many came to what.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Sums {
    /// As they came.
    pub taken: u64,
    /// In another form, or (rows) with a part lost.
    pub changed: u64,
    /// Not at all.
    pub lost: u64,
    /// With a question.
    pub question: u64,
}

impl Sums {
    /// All of them.
    pub fn all(self) -> u64 {
        self.taken + self.changed + self.lost + self.question
    }

    fn count(&mut self, fate: Fate) {
        match fate {
            Fate::Taken => self.taken += 1,
            Fate::Changed(_) => self.changed += 1,
            Fate::Question(_) => self.question += 1,
            Fate::Open | Fate::Lost(_) => self.lost += 1,
        }
    }
}

/// Why a value is lost of which nobody has said anything.
const NO_PLACE: &str = "a page has no place for it";

impl Ledger {
    /// A file begins: the number that its rows carry.
    pub fn source(&mut self, name: &str) -> u32 {
        self.sources.push(name.to_owned());
        self.sources.len() as u32 - 1
    }

    /// The number of a file that has begun, or begins now.
    pub fn source_of(&mut self, name: &str) -> u32 {
        match self.sources.last() {
            Some(last) if last == name => self.sources.len() as u32 - 1,
            _ => self.source(name),
        }
    }

    /// A row, with its values; empty ones are counted and nothing else.
    pub fn row<'v>(
        &mut self,
        (source, table, line): (u32, &'static str, u64),
        values: impl IntoIterator<Item = (&'v str, &'v str)>,
    ) -> (RowId, Vec<(Rc<str>, CellId)>) {
        let first = self.values.len() as u32;
        let mut fields = Vec::new();
        for (column, text) in values {
            if text.trim().is_empty() {
                self.empty += 1;
                continue;
            }
            let column = match self.columns.get(column) {
                Some(known) => Rc::clone(known),
                None => {
                    let new: Rc<str> = column.into();
                    self.columns.insert(column.to_owned(), Rc::clone(&new));
                    new
                }
            };
            fields.push((Rc::clone(&column), CellId(self.values.len() as u32)));
            self.values.push(Value { column, text: text.into(), fate: Cell::new(Fate::Open) });
        }
        let cells = first..self.values.len() as u32;
        let own = Cell::new(Fate::Open);
        self.rows.push(Row { source, table, line, cells, own });
        (RowId(self.rows.len() as u32 - 1), fields)
    }

    /// What stands in a cell.
    pub fn text(&self, cell: CellId) -> &str {
        self.values.get(cell.0 as usize).map_or("", |value| &value.text)
    }

    /// Whether a person is asked about a value.
    pub fn is_asked(&self, cell: CellId) -> bool {
        let value = self.values.get(cell.0 as usize);
        value.is_some_and(|value| matches!(value.fate.get(), Fate::Question(_)))
    }

    /// The name of the column that it stands in.
    pub fn column(&self, cell: CellId) -> &str {
        self.values.get(cell.0 as usize).map_or("", |value| &value.column)
    }

    /// Says what became of a value. Of two that are said, the one that asks more of a person counts.
    pub fn set(&self, cell: CellId, fate: Fate) {
        if let Some(value) = self.values.get(cell.0 as usize)
            && fate > value.fate.get()
        {
            value.fate.set(fate);
        }
    }

    /// Says it whatever was said before: the page did not keep the value after all.
    pub fn overrule(&self, cell: CellId, fate: Fate) {
        if let Some(value) = self.values.get(cell.0 as usize) {
            value.fate.set(fate);
        }
    }

    /// Says it of every value of a row of which nothing was said, and of the row.
    pub fn settle(&self, row: RowId, fate: Fate) {
        let Some(row) = self.rows.get(row.0 as usize) else { return };
        if row.own.get() == Fate::Open {
            row.own.set(fate);
        }
        for cell in row.cells.clone() {
            self.set_open(CellId(cell), fate);
        }
    }

    /// Says of a row without values that it was said before.
    pub fn settle_empty(&self, row: RowId) {
        if let Some(row) = self.rows.get(row.0 as usize) {
            row.own.set(Fate::Taken);
        }
    }

    /// The values of a row.
    pub fn cells(&self, row: RowId) -> impl Iterator<Item = CellId> + use<> {
        let cells = self.rows.get(row.0 as usize).map_or(0..0, |row| row.cells.clone());
        cells.map(CellId)
    }

    /// Which file and line a row stands on.
    pub fn place(&self, row: RowId) -> (&str, u64) {
        let row = self.rows.get(row.0 as usize);
        row.map_or(("", 0), |row| (self.source_name(row.source), row.line))
    }

    /// Says it where nothing was said.
    pub fn set_open(&self, cell: CellId, fate: Fate) {
        if let Some(value) = self.values.get(cell.0 as usize)
            && value.fate.get() == Fate::Open
        {
            value.fate.set(fate);
        }
    }

    fn source_name(&self, source: u32) -> &str {
        self.sources.get(source as usize).map_or("", String::as_str)
    }

    fn of(&self, row: &Row) -> &[Value] {
        self.values.get(row.cells.start as usize..row.cells.end as usize).unwrap_or_default()
    }

    /// What became of a row, from what became of its values.
    fn of_row(&self, row: &Row) -> Fate {
        let values = self.of(row);
        let fates = || values.iter().map(|value| value.fate.get());
        if values.is_empty() {
            return match row.own.get() {
                Fate::Open => Fate::Lost("the row is empty"),
                said => said,
            };
        }
        if let Some(question) = fates().find(|fate| matches!(fate, Fate::Question(_))) {
            return question;
        }
        // Ids alone are not what a row says: a link to a term that means nothing here is lost.
        let is_id = |value: &Value| &*value.column == "id" || value.column.ends_with("_id");
        let is_through = |value: &Value| match value.fate.get() {
            Fate::Taken => !is_id(value),
            Fate::Changed(_) => true,
            _ => false,
        };
        match (fates().all(|fate| fate == Fate::Taken), values.iter().any(is_through)) {
            (true, _) => Fate::Taken,
            (false, true) => Fate::Changed("a part of it"),
            (false, false) => {
                let lost = fates().find(|fate| matches!(fate, Fate::Lost(_)));
                lost.unwrap_or(Fate::Lost(NO_PLACE))
            }
        }
    }

    /// Rows read.
    pub fn rows(&self) -> u64 {
        self.rows.len() as u64
    }

    /// Values read that say something, and those that are empty.
    pub fn fields(&self) -> (u64, u64) {
        (self.values.len() as u64, self.empty)
    }

    /// What became of the rows of each table.
    pub fn row_sums(&self) -> BTreeMap<&'static str, Sums> {
        let mut sums: BTreeMap<&'static str, Sums> = BTreeMap::new();
        for row in &self.rows {
            sums.entry(row.table).or_default().count(self.of_row(row));
        }
        sums
    }

    /// What became of each field of each table.
    pub fn field_sums(&self) -> BTreeMap<(&'static str, &str), Sums> {
        let mut sums: BTreeMap<(&'static str, &str), Sums> = BTreeMap::new();
        for row in &self.rows {
            for value in self.of(row) {
                sums.entry((row.table, &value.column)).or_default().count(value.fate.get());
            }
        }
        sums
    }

    /// Every value that did not go onto a page as it came, and every row without a value, in the order in
    /// which they were read.
    pub fn entries(&self) -> impl Iterator<Item = Entry<'_>> {
        self.rows.iter().flat_map(move |row| {
            let entry = move |column, text, fate| Entry {
                source: self.source_name(row.source),
                line: row.line,
                table: row.table,
                column,
                text,
                fate,
            };
            let values = self.of(row);
            let whole = values.is_empty().then(|| entry("", "", self.of_row(row)));
            let of_values = values.iter().filter(|value| value.fate.get() != Fate::Taken);
            let of_values =
                of_values.map(move |value| entry(&value.column, &value.text, value.fate.get()));
            whole.into_iter().filter(|entry| entry.fate != Fate::Taken).chain(of_values)
        })
    }
}

/// A fate as the report names it, and why.
pub fn said(fate: Fate) -> (&'static str, &'static str) {
    match fate {
        Fate::Open => ("lost", NO_PLACE),
        Fate::Lost(why) => ("lost", why),
        Fate::Taken => ("taken", ""),
        Fate::Changed(how) => ("changed", how),
        Fate::Question(what) => ("question", what),
    }
}
