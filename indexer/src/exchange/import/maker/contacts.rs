//! Numbers, addresses of mail and of the web, and the people who answer.

use authoring::links::{is_email, judge};
use authoring::people::addresses;
use authoring::value::Value;

use super::super::ledger::{CellId, Fate};
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::{cut, one_line};
use super::{Maker, cells};

/// Longest role: a check refuses more than 100 letters.
const ROLE_MAX: usize = 98;

/// A contact on its way.
#[derive(Default)]
struct Contact {
    role: Option<String>,
    phone: Option<String>,
    extension: Option<String>,
    sms: bool,
    email: Option<String>,
    url: Option<String>,
}

impl Contact {
    fn value(self) -> Option<Value> {
        if self.phone.is_none() && self.email.is_none() && self.url.is_none() {
            return None;
        }
        let mut entries = Vec::new();
        let mut text = |key: &str, value: Option<String>| {
            entries.extend(value.map(|value| (key.to_owned(), Value::Text(value))));
        };
        text("role", self.role);
        text("phone", self.phone);
        text("extension", self.extension);
        if self.sms {
            entries.push(("sms".to_owned(), Value::Plain("true".to_owned())));
        }
        let mut text = |key: &str, value: Option<String>| {
            entries.extend(value.map(|value| (key.to_owned(), Value::Text(value))));
        };
        text("email", self.email);
        text("url", self.url);
        Some(Value::Map(entries))
    }
}

/// What a contact says beside its role, for telling whether it was said.
fn ways(value: &Value) -> Vec<(&str, &str)> {
    let Value::Map(entries) = value else { return Vec::new() };
    let ways = entries.iter().filter(|(key, _)| key != "role" && key != "sms");
    ways.filter_map(|(key, value)| Some((key.as_str(), value.text()?))).collect()
}

impl<'a> Maker<'a> {
    /// A web address that can be pressed or at least read.
    pub(super) fn web(&self, row: View<'_>, field: &str) -> Option<String> {
        let raw = row.peek(field)?;
        // Of several, the first.
        let first =
            raw.split_whitespace().next().unwrap_or(raw).split([',', ';']).next().unwrap_or(raw);
        let address = addresses::web(first);
        let address = match address.contains("://") {
            true => address,
            false => addresses::encrypted(&address).unwrap_or(address),
        };
        let is_safe = match judge(&address) {
            Ok(()) => true,
            Err(danger) => danger == authoring::links::Danger::NotEncrypted,
        };
        if !is_safe || address.chars().count() > 290 {
            row.say(field, Fate::Question("it is no address of a page"));
            return None;
        }
        row.say(
            field,
            if address == raw { Fate::Taken } else { Fate::Changed("written as a whole address") },
        );
        Some(address)
    }

    /// A mail address.
    fn mail(&self, row: View<'_>, field: &str) -> Option<String> {
        let raw = row.peek(field)?;
        let first = raw.split([',', ';', ' ']).map(addresses::email).find(|part| is_email(part));
        match first {
            Some(address) => {
                row.say(
                    field,
                    if address == raw {
                        Fate::Taken
                    } else {
                        Fate::Changed("the address without what stood around it")
                    },
                );
                Some(address)
            }
            None => {
                row.say(field, Fate::Question("it is no address of mail"));
                None
            }
        }
    }

    /// A number that can be dialled, as it came.
    fn number(&self, row: View<'_>, fields: &[&str], text: &str) -> Option<String> {
        let text = one_line(text.trim_matches('"'));
        match self.book.read(&text) {
            Ok(numbers) if text.chars().count() <= 100 && numbers.len() <= 3 => {
                fields.iter().for_each(|field| row.say(field, Fate::Taken));
                Some(text)
            }
            _ => {
                let why = Fate::Question("no whole number can be dialled from it");
                fields.iter().for_each(|field| row.say(field, why));
                None
            }
        }
    }

    /// A row of phones.
    fn phone(&self, row: View<'a>) -> Option<(Contact, Vec<CellId>)> {
        let kind = row.peek("type").unwrap_or_default().to_lowercase();
        let raw = row.peek("number")?;
        if kind == "fax" {
            row.say_rest(Fate::Lost("a fax answers nobody"));
            return None;
        }
        row.joined();
        let phone = self.number(row, &["number"], raw)?;
        let is_one = self.book.read(&phone).is_ok_and(|numbers| numbers.len() == 1);
        let extension = row.peek("extension").filter(|text| {
            let digits = text.trim_end_matches(".0");
            is_one && (1..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        });
        if extension.is_some() {
            row.say("extension", Fate::Taken);
        } else {
            row.say("extension", Fate::Question("no extension of one number"));
        }
        row.say("type", Fate::Taken);
        let role = self.plain(row, "description").map(|text| cut(&one_line(&text), ROLE_MAX).0);
        // What sort of phone, where it is not simply one.
        let is_special = matches!(kind.as_str(), "textphone" | "tty" | "video" | "pager");
        let role =
            role.or_else(|| is_special.then(|| row.peek("type").unwrap_or_default().to_owned()));
        for field in ["language", "priority", "department"] {
            row.say(field, Fate::Lost("a page has no place for it at a number"));
        }
        let extension = extension.map(|text| text.trim_end_matches(".0").to_owned());
        let sms = matches!(kind.as_str(), "text" | "sms");
        let contact = Contact { role, phone: Some(phone), extension, sms, ..Contact::default() };
        Some((contact, cells(row, &["number", "extension", "description", "type"])))
    }

    /// A row of contacts: a person, with a number or an address.
    fn person(&self, row: View<'a>) -> Option<(Contact, Vec<CellId>)> {
        row.joined();
        let email = self.mail(row, "email");
        // HSDS 1 has numbers here, in parts.
        let parts: Vec<&str> =
            ["phone_areacode", "phone_number"].iter().filter_map(|part| row.peek(part)).collect();
        let phone = match parts.is_empty() {
            true => None,
            false => self.number(row, &["phone_areacode", "phone_number"], &parts.join("-")),
        };
        if email.is_none() && phone.is_none() {
            let why = Fate::Lost("a name alone reaches nobody");
            for field in ["name", "title", "department", "phone_extension"] {
                row.say(field, why);
            }
            return None;
        }
        let extension = row.peek("phone_extension").filter(|text| {
            phone.is_some()
                && (1..=7).contains(&text.len())
                && text.bytes().all(|b| b.is_ascii_digit())
        });
        row.say(
            "phone_extension",
            if extension.is_some() {
                Fate::Taken
            } else {
                Fate::Question("no extension of a number")
            },
        );
        let said = ["name", "title", "department"];
        let said: Vec<String> = said
            .iter()
            .filter_map(|field| self.plain(row, field))
            .map(|text| one_line(&text))
            .collect();
        let role = (!said.is_empty()).then(|| cut(&said.join(", "), ROLE_MAX).0);
        let contact = Contact {
            role,
            phone,
            extension: extension.map(str::to_owned),
            email,
            ..Contact::default()
        };
        Some((
            contact,
            cells(
                row,
                &[
                    "name",
                    "title",
                    "department",
                    "email",
                    "phone_areacode",
                    "phone_number",
                    "phone_extension",
                ],
            ),
        ))
    }

    /// The contacts of rows, each once, after those that are known.
    fn contacts_of(
        &self,
        phones: &[View<'a>],
        people: &[View<'a>],
        known: &mut Vec<Value>,
    ) -> Vec<(Value, Vec<CellId>)> {
        let mut all = Vec::new();
        for row in phones {
            all.extend(self.phone(*row));
        }
        for row in people {
            let id = row.points_at("id").unwrap_or_default();
            let own = self.tables.hanging("phone", "contact_id", id, self.ledger);
            let own: Vec<_> = own.into_iter().filter_map(|row| self.phone(row)).collect();
            all.extend(self.person(*row));
            all.extend(own);
        }
        let mut found = Vec::new();
        for (contact, cells) in all {
            let Some(value) = contact.value() else { continue };
            let is_said =
                known.iter().any(|other| ways(&value).iter().all(|way| ways(other).contains(way)));
            if !is_said {
                known.push(value.clone());
                found.push((value, cells));
            }
        }
        found
    }

    /// The contacts of a group.
    pub(super) fn contacts_of_group(&self, page: &mut Page, row: View<'a>, id: &str) {
        let phones = self.tables.hanging("phone", "organization_id", id, self.ledger);
        // A number that says of which service or place it is stands there.
        let own = |row: &View<'a>| {
            row.points_at("service_id").is_none() && row.points_at("location_id").is_none()
        };
        let phones: Vec<View<'a>> = phones.into_iter().filter(own).collect();
        let people = self.tables.hanging("contact", "organization_id", id, self.ledger);
        let people: Vec<View<'a>> = people.into_iter().filter(own).collect();
        if let Some(email) = self.mail(row, "email") {
            let contact = Contact { email: Some(email), ..Contact::default() };
            if let Some(value) = contact.value() {
                page.push("contact", value, cells(row, &["email"]));
            }
        }
        let mut known = page.list("contact").to_vec();
        for (value, cells) in self.contacts_of(&phones, &people, &mut known) {
            page.push("contact", value, cells);
        }
    }

    /// The contacts of a service, at whichever place; `sal` are the ids of it at its places.
    pub(super) fn contacts_of_service(
        &self,
        page: &mut Page,
        row: View<'a>,
        id: &str,
        sal: &[&str],
    ) {
        let mut phones = self.of_service("phone", id);
        let mut people = self.of_service("contact", id);
        for at in sal {
            phones.extend(self.tables.hanging("phone", "service_at_location_id", at, self.ledger));
            people.extend(self.tables.hanging(
                "contact",
                "service_at_location_id",
                at,
                self.ledger,
            ));
        }
        let mut known = Vec::new();
        for (value, cells) in self.contacts_of(&phones, &people, &mut known) {
            page.push("contact", value, cells);
        }
        let email = self.mail(row, "email");
        let url = self.web(row, "url");
        let own = Contact { email: email.clone(), url, ..Contact::default() };
        if let Some(value) = own.value() {
            let is_said =
                ways(&value).iter().all(|way| known.iter().any(|other| ways(other).contains(way)));
            if !is_said {
                page.push("contact", value, cells(row, &["email", "url"]));
            }
        }
    }

    /// The contacts that a place has of its own, and no service has.
    pub(super) fn contacts_of_place(
        &self,
        id: &str,
        known: &mut Vec<Value>,
    ) -> Vec<(Value, Vec<CellId>)> {
        let own = |row: &View<'a>| {
            row.points_at("service_id").is_none()
                && row.points_at("service_at_location_id").is_none()
        };
        let phones = self.tables.hanging("phone", "location_id", id, self.ledger);
        let phones: Vec<View<'a>> = phones.into_iter().filter(own).collect();
        let people = self.tables.hanging("contact", "location_id", id, self.ledger);
        let people: Vec<View<'a>> = people.into_iter().filter(own).collect();
        self.contacts_of(&phones, &people, known)
    }
}
