//! The page of a group.

use authoring::value::Value;

use super::super::ledger::Fate;
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::summary_of;
use super::{Maker, cells};

impl<'a> Maker<'a> {
    /// The page of an organization, with its id in the package and its name; `None` without a name.
    pub(super) fn group(&self, row: View<'a>) -> Option<(String, Page, String)> {
        let Some(id) = row.points_at("id").map(str::to_owned) else {
            row.say_rest(Fate::Question("an organization without an id: nothing can hang on it"));
            return None;
        };
        let Some((field, _)) = row.peek_any(&["name", "alternate_name"]) else {
            row.say_rest(Fate::Question("an organization without a name"));
            return None;
        };
        let name = self.name(row, field)?;
        row.joined();
        let mut page = Page::new(format!("organization/{id}"));
        page.set("name", Value::Text(name.clone()), cells(row, &[field]));
        if field == "name"
            && let Some(other) = self.name(row, "alternate_name").filter(|other| *other != name)
        {
            page.say_labelled(
                self.label("alternate_name"),
                &other,
                cells(row, &["alternate_name"]),
            );
        }
        page.own_id = self.own(&id).value("id", "organization").map(str::to_owned);
        // A description that is the name says nothing of it.
        if let Some(text) = self.plain(row, "description").filter(|text| *text != name) {
            let (summary, rest) = summary_of(&text);
            page.set("summary", Value::Text(summary), cells(row, &["description"]));
            page.say(rest.to_owned(), cells(row, &["description"]));
        }
        if let Some((field, _)) = row.peek_any(&["website", "url"])
            && let Some(address) = self.web(row, field)
        {
            page.set("website", Value::Text(address), cells(row, &[field]));
        }
        self.contacts_of_group(&mut page, row, &id);
        for key in [
            "tax_status",
            "tax_id",
            "year_incorporated",
            "legal_status",
            "logo",
            "uri",
            "parent_organization_id",
        ] {
            row.say(key, Fate::Lost("it is about the organization as a company"));
        }
        page.shorten(self.ledger);
        Some((id, page, name))
    }

    /// A page for the group of a service of which nobody knows who offers it. It speaks for itself: two services of one
    /// organization that is missing have no name in common, and that of one is not the provider of the other.
    pub(super) fn stand_in(&self, service: &str, name: &str) -> Page {
        let mut page = Page::new(stand_in_of(service));
        page.set("name", Value::Text(name.to_owned()), []);
        page
    }
}

/// What the group of a service is called in the package, of which the package knows no group. `service` is the key of the
/// service's page.
pub fn stand_in_of(service: &str) -> String {
    format!("{STAND_IN}{}", service.replacen('/', "-", 1))
}

/// The key of the page of a service whose group this stands in for.
pub fn stood_in_for(group: &str) -> Option<String> {
    group.strip_prefix(STAND_IN).map(|service| service.replacen('-', "/", 1))
}

const STAND_IN: &str = "missing-organization/";
