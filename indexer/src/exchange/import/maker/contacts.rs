//! Numbers, addresses of mail and of the web, and the people who answer.

use authoring::links::{Danger, is_email, is_web_address, judge};
use authoring::people::addresses;
use authoring::value::Value;

use super::super::ledger::{CellId, Fate};
use super::super::page::Page;
use super::super::tables::View;
use super::super::words::{cut, one_line};
use super::spoken::Named;
use super::{Maker, cells};

/// Longest role: a check refuses more than 100 letters.
const ROLE_MAX: usize = 100;

/// A contact on its way.
#[derive(Default)]
struct Contact {
    role: Option<String>,
    phone: Option<String>,
    extension: Option<String>,
    sms: bool,
    email: Option<String>,
    url: Option<String>,
    /// Codes of the town's list.
    languages: Vec<String>,
    /// It is a record of its own, with numbers in it: whoever answers is not the same as somebody else at the same number.
    is_person: bool,
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
        if !self.languages.is_empty() {
            let languages = self.languages.into_iter().map(Value::Text).collect();
            entries.push(("languages".to_owned(), Value::List(languages)));
        }
        Some(Value::Map(entries))
    }
}

/// What a contact says beside its role, for telling whether it was said.
fn ways(value: &Value) -> Vec<(&str, &str)> {
    let Value::Map(entries) = value else { return Vec::new() };
    let ways = entries.iter().filter(|(key, _)| key != "role" && key != "sms");
    ways.filter_map(|(key, value)| Some((key.as_str(), value.text()?))).collect()
}

/// Who answers.
fn role(value: &Value) -> Option<&str> {
    let Value::Map(entries) = value else { return None };
    entries.iter().find(|(key, _)| key == "role").and_then(|(_, role)| role.text())
}

/// Whether a page may have an address of the web: of one that is not encrypted a check warns.
fn may_be_linked(address: &str) -> bool {
    is_web_address(address) || judge(address) == Err(Danger::NotEncrypted)
}

/// An address in which signs that no URI has (RFC 3986) are written as browsers send them: `%7B` for a brace. Whoever
/// takes our data in checks that.
fn as_uri(address: &str) -> String {
    let sign = |sign: char| match sign {
        '{' | '}' | '|' | '\\' | '^' | '`' | '<' | '>' | '"' => format!("%{:02X}", u32::from(sign)),
        _ => sign.to_string(),
    };
    address.chars().map(sign).collect()
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
        let address = as_uri(&address);
        if !may_be_linked(&address) || address.chars().count() > 290 {
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
        let dial = |text: &str| match self.book.read(text).as_deref() {
            Ok([one]) if one.label.is_none() => Some((one.dial.clone(), one.extension.clone())),
            _ => None,
        };
        let is_one = self.book.read(&phone).is_ok_and(|numbers| numbers.len() == 1);
        // An extension with a leading 0 has no room in the standard's number.
        let own = self.own_of(row);
        let extension = own.value("phone", "extension").or_else(|| row.peek("extension"));
        let extension = extension.filter(|text| {
            let digits = text.trim_end_matches(".0");
            is_one && (1..=7).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit())
        });
        if extension.is_some() {
            row.say("extension", Fate::Taken);
        } else {
            row.say("extension", Fate::Question("no extension of one number"));
        }
        let extension = extension.map(|text| text.trim_end_matches(".0").to_owned());
        // A description that is the same number is how its owner writes it.
        let said = self.plain(row, "description").map(|text| one_line(&text));
        let plain = dial(&phone);
        let is_number = |text: &String| {
            let read = dial(text);
            read.is_some()
                && (read == plain
                    || read.map(|(number, _)| (number, None)) == plain
                        && own.has("phone", "extension"))
        };
        let (shown, said): (Vec<String>, Vec<String>) = said.into_iter().partition(is_number);
        let is_with_extension = own.has("phone", "extension");
        let phone = match shown.into_iter().next() {
            Some(shown) if !is_with_extension => shown,
            _ => phone,
        };
        let role = said.into_iter().next().map(|text| cut(&text, ROLE_MAX).0);
        row.say("type", Fate::Taken);
        // What sort of phone, where it is not simply one.
        let is_special = matches!(kind.as_str(), "textphone" | "tty" | "video" | "pager");
        let role =
            role.or_else(|| is_special.then(|| row.peek("type").unwrap_or_default().to_owned()));
        for field in ["language", "priority", "department"] {
            row.say(field, Fate::Lost("a page has no place for it at a number"));
        }
        let id = row.points_at("id").unwrap_or_default();
        let mut languages: Vec<String> = Vec::new();
        for spoken in self.tables.hanging("language", "phone_id", id, self.ledger) {
            spoken.joined();
            let known = match self.by_code(spoken.peek("code").unwrap_or_default()) {
                Named::Language { code, .. } => Some(code),
                Named::Nothing | Named::Several => None,
            };
            let fate = match known {
                Some(_) => Fate::Taken,
                None => Fate::Question("the town's list of languages does not have it"),
            };
            ["code", "name"].iter().for_each(|field| spoken.say(field, fate));
            languages.extend(known.filter(|code| !languages.contains(code)));
        }
        let sms = matches!(kind.as_str(), "text" | "sms");
        let phone = Some(phone);
        let contact = Contact { role, phone, extension, sms, languages, ..Contact::default() };
        Some((contact, cells(row, &["number", "extension", "description", "type"])))
    }

    /// A row of contacts: a person, with a number or an address; `phones` are the numbers that hang on it.
    fn person(
        &self,
        row: View<'a>,
        phones: &mut Vec<(Contact, Vec<CellId>)>,
    ) -> Option<(Contact, Vec<CellId>)> {
        row.joined();
        let is_person = !phones.is_empty();
        let own = self.own_of(row);
        let url = own.value("contact", "url").filter(|url| may_be_linked(url)).map(str::to_owned);
        let email = self.mail(row, "email");
        // HSDS 1 has numbers here, in parts.
        let parts: Vec<&str> =
            ["phone_areacode", "phone_number"].iter().filter_map(|part| row.peek(part)).collect();
        let phone = match parts.is_empty() {
            true => None,
            false => self.number(row, &["phone_areacode", "phone_number"], &parts.join("-")),
        };
        let hanging = match phone {
            None if !phones.is_empty() => Some(phones.remove(0)),
            _ => None,
        };
        if email.is_none() && phone.is_none() && url.is_none() && hanging.is_none() {
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
        let mut own_cells = Vec::new();
        let mut contact = match hanging {
            Some((of_phone, cells)) => {
                own_cells.extend(cells);
                of_phone
            }
            None => {
                Contact { phone, extension: extension.map(str::to_owned), ..Contact::default() }
            }
        };
        let said: Vec<String> = said.into_iter().chain(contact.role.take()).collect();
        contact.role = (!said.is_empty()).then(|| cut(&said.join(", "), ROLE_MAX).0);
        contact.languages.extend(own.words("language"));
        let contact = Contact { email, url, is_person, ..contact };
        own_cells.extend(cells(
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
        ));
        Some((contact, own_cells))
    }

    /// The contacts of rows, each once, after those that are known.
    fn contacts_of(
        &self,
        phones: &[View<'a>],
        people: &[View<'a>],
        known: &mut Vec<Value>,
    ) -> Vec<(Value, Vec<CellId>)> {
        let mut all = Vec::new();
        all.extend(with_texts(phones.iter().filter_map(|row| self.phone(*row)).collect()));
        for row in people {
            let id = row.points_at("id").unwrap_or_default();
            let own = self.tables.hanging("phone", "contact_id", id, self.ledger);
            let mut own = with_texts(own.into_iter().filter_map(|row| self.phone(row)).collect());
            all.extend(self.person(*row, &mut own));
            all.extend(own);
        }
        let mut found = Vec::new();
        for (contact, cells) in all {
            let is_person = contact.is_person;
            let Some(value) = contact.value() else { continue };
            let is_same = |other: &Value| {
                ways(&value).iter().all(|way| ways(other).contains(way))
                    && (!is_person || role(&value).is_none_or(|own| role(other) == Some(own)))
            };
            let is_said = known.iter().any(is_same);
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
        let mut known = Vec::new();
        for (value, cells) in self.contacts_of(&phones, &people, &mut known) {
            page.push("contact", value, cells);
        }
        if let Some(email) = self.mail(row, "email") {
            let contact = Contact { email: Some(email), ..Contact::default() };
            let is_said = |value: &Value| {
                ways(value).iter().all(|way| known.iter().any(|other| ways(other).contains(way)))
            };
            if let Some(value) = contact.value().filter(|value| !is_said(value)) {
                page.push("contact", value, cells(row, &["email"]));
            }
        }
    }

    /// The contacts of a service; those that it has at one of its places only are given back, each with its location. `sal` are the
    /// ids of the service at its places and of the locations. Where a service has one place and no contact but those there,
    /// they are its own.
    pub(super) fn contacts_of_service(
        &self,
        page: &mut Page,
        row: View<'a>,
        id: &str,
        sal: &[(String, String)],
    ) -> Vec<(String, Value, Vec<CellId>)> {
        let phones = self.of_service("phone", id);
        let people = self.of_service("contact", id);
        let mut known = Vec::new();
        for (value, cells) in self.contacts_of(&phones, &people, &mut known) {
            page.push("contact", value, cells);
        }
        let is_reached = !known.is_empty();
        let mut at_places = Vec::new();
        for (at, location) in sal {
            let key = "service_at_location_id";
            let phones = self.tables.hanging("phone", key, at, self.ledger);
            let people = self.tables.hanging("contact", key, at, self.ledger);
            for (value, cells) in self.contacts_of(&phones, &people, &mut known) {
                match is_reached || sal.len() > 1 {
                    true => at_places.push((location.clone(), value, cells)),
                    false => page.push("contact", value, cells),
                }
            }
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
        at_places
    }

    /// Further addresses of the web, where no contact has them.
    pub(super) fn further_urls(&self, page: &mut Page, id: &str) {
        for row in self.of_service("url", id) {
            row.joined();
            if self.own_of(row).has("url", "page") {
                row.say_rest(Fate::Lost("its page in the directory that it came from"));
                continue;
            }
            let label = self.plain(row, "label").map(|text| cut(&one_line(&text), ROLE_MAX).0);
            let Some(url) = self.web(row, "url") else { continue };
            let own = Contact { role: label, url: Some(url), ..Contact::default() };
            let Some(value) = own.value() else { continue };
            let known = page.list("contact");
            let is_said =
                ways(&value).iter().all(|way| known.iter().any(|other| ways(other).contains(way)));
            if !is_said {
                page.push("contact", value, cells(row, &["url", "label"]));
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

/// Numbers, of which one that takes text messages and is among the others is no number of its own.
fn with_texts(phones: Vec<(Contact, Vec<CellId>)>) -> Vec<(Contact, Vec<CellId>)> {
    let mut all: Vec<(Contact, Vec<CellId>)> = Vec::new();
    for (phone, cells) in phones {
        let is_same = |known: &&mut (Contact, Vec<CellId>)| {
            known.0.phone == phone.phone && known.0.extension == phone.extension
        };
        match all.iter_mut().find(is_same).filter(|_| phone.sms) {
            Some((known, known_cells)) => {
                known.sms = true;
                known_cells.extend(cells);
            }
            None => all.push((phone, cells)),
        }
    }
    all
}
