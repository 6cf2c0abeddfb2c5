//! Days on which a whole region is closed, by name: `_places/holidays.toml`.

use catalog::day::Day;

use super::Fields;
use crate::node::{Node, Spanned, Text};
use crate::report::Findings;

/// A list of days as it was typed, such as the public holidays of a province.
#[derive(Debug)]
pub struct DraftHolidays {
    /// The name by which a timetable's `closed_on` calls it.
    pub id: Option<Text>,
    /// The region of the addresses that it holds for; `None`: of all.
    pub region: Option<Text>,
    /// The days.
    pub days: Vec<Spanned<Day>>,
}

impl DraftHolidays {
    /// Takes apart the file, read as a tree.
    pub fn read(node: &Node, findings: &Findings) -> Vec<Self> {
        let fields = Fields::open_toml(node, "[[holidays]]", findings);
        let lists = fields.nodes("holidays").into_iter();
        let lists = lists.map(|node| Self::read_one(node, findings)).collect();
        fields.finish();
        lists
    }

    fn read_one(node: &Node, findings: &Findings) -> Self {
        let fields = Fields::open_toml(node, "[[holidays]]", findings);
        let list = Self {
            id: fields.required("id", "id = \"public-holidays\""),
            region: fields.text("region"),
            days: fields.days("days"),
        };
        fields.finish();
        list
    }

    /// Whether this is the list of a name, for a place in `region`. A place whose region nobody wrote
    /// down has the days of every region.
    pub fn holds(&self, name: &str, region: Option<&str>) -> bool {
        let is_named = self.id.as_ref().is_some_and(|id| id.value == name);
        let is_there = match (&self.region, region) {
            (Some(own), Some(region)) => own.value == region,
            _ => true,
        };
        is_named && is_there
    }
}
