//! What the form's program is told of its town, in the page's language: a file of its own, which the build
//! writes and no other page asks for. Nothing of any service is in it.

use std::collections::BTreeMap;

use catalog::day::Day;
use catalog::place::Position;
use serde_json::{Value, json};

/// The file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormFile {
    /// What the directory is called.
    pub site: String,
    /// The directory's own locale, in which pages are written, and what that language is called.
    pub locale: String,
    /// The name of that language, as this page calls it.
    pub language: String,
    /// The texts of [`super::times::WORDS`] in that locale.
    pub own_words: Vec<String>,
    /// The texts that a sheet of paper is drawn with, in the page's locale.
    pub paper_words: Vec<String>,
    /// To whom it is sent: an e-mail address.
    pub email: String,
    /// A number that takes text messages, to be dialled.
    pub phone: String,
    /// Where somebody with an account begins a new file.
    pub propose: String,
    /// Groups that are there: folder, id and name, by name.
    pub groups: Vec<FormGroup>,
    /// Neighbourhoods: id and name.
    pub places: Vec<(String, String)>,
    /// Towns that stand in addresses already.
    pub towns: Vec<String>,
    /// The country (ISO 3166-1); empty where nobody has said.
    pub country: String,
    /// What prices are in.
    pub currency: String,
    /// The list of public holidays, and its days; empty where there is none.
    pub holidays: String,
    /// Those days.
    pub closed: Vec<Day>,
    /// The middle of the town.
    pub centre: Option<Position>,
    /// The word lists, by their names.
    pub lists: BTreeMap<String, Vec<FormTerm>>,
}

/// A group that is there.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormGroup {
    /// Its folder.
    pub folder: String,
    /// Its id.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// A word of a list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormTerm {
    /// Its id.
    pub id: String,
    /// What people read.
    pub label: String,
    /// One plain sentence; may be empty.
    pub about: String,
    /// It calls for discretion.
    pub sensitive: bool,
    /// It reaches people where they are.
    pub comes: bool,
}

impl FormFile {
    /// For the file.
    pub fn to_json(&self) -> Value {
        let groups = self.groups.iter().map(|group| json!([group.folder, group.id, group.name]));
        let term = |term: &FormTerm| {
            let flags = u8::from(term.sensitive) + 2 * u8::from(term.comes);
            json!([term.id, term.label, term.about, flags])
        };
        let lists: BTreeMap<&str, Vec<Value>> = self
            .lists
            .iter()
            .map(|(name, terms)| (name.as_str(), terms.iter().map(term).collect()))
            .collect();
        json!({
            "site": self.site,
            "locale": self.locale,
            "language": self.language,
            "own": self.own_words,
            "paper": self.paper_words,
            "email": self.email,
            "phone": self.phone,
            "propose": self.propose,
            "groups": groups.collect::<Vec<_>>(),
            "places": self.places,
            "towns": self.towns,
            "country": self.country,
            "currency": self.currency,
            "holidays": self.holidays,
            "closed": self.closed.iter().map(|day| day.0).collect::<Vec<_>>(),
            "centre": self.centre.map(|at| [at.lat_e5, at.lon_e5]),
            "lists": lists,
        })
    }

    /// From the file; what is missing is empty.
    pub fn read(file: &Value) -> Self {
        let own = |name: &str| text(file.get(name));
        let texts = |name: &str| all(file.get(name)).map(|value| text(Some(value))).collect();
        let group = |value: &Value| FormGroup {
            folder: text(value.get(0)),
            id: text(value.get(1)),
            name: text(value.get(2)),
        };
        let lists = file.get("lists").and_then(Value::as_object).into_iter().flatten();
        let day = |value: &Value| Some(Day(number(value)?));
        let centre = file.get("centre");
        let degrees = |at: usize| number(centre?.get(at)?);
        Self {
            site: own("site"),
            locale: own("locale"),
            language: own("language"),
            own_words: texts("own"),
            paper_words: texts("paper"),
            email: own("email"),
            phone: own("phone"),
            propose: own("propose"),
            groups: all(file.get("groups")).map(group).collect(),
            places: all(file.get("places"))
                .map(|place| (text(place.get(0)), text(place.get(1))))
                .collect(),
            towns: texts("towns"),
            country: own("country"),
            currency: own("currency"),
            holidays: own("holidays"),
            closed: all(file.get("closed")).filter_map(day).collect(),
            centre: degrees(0).zip(degrees(1)).map(|(lat_e5, lon_e5)| Position { lat_e5, lon_e5 }),
            lists: lists
                .map(|(name, terms)| (name.clone(), all(Some(terms)).map(term).collect()))
                .collect(),
        }
    }

    /// A word list; an empty one where the town has none of this name.
    pub fn list(&self, name: &str) -> &[FormTerm] {
        self.lists.get(name).map_or(&[], Vec::as_slice)
    }

    /// What people read for a word of a list.
    pub fn label(&self, list: &str, id: &str) -> String {
        let term = self.list(list).iter().find(|term| term.id == id);
        term.map_or_else(|| id.to_owned(), |term| term.label.clone())
    }

    /// A group by its id.
    pub fn group(&self, id: &str) -> Option<&FormGroup> {
        self.groups.iter().find(|group| group.id == id)
    }
}

fn term(value: &Value) -> FormTerm {
    let flags = value.get(3).and_then(Value::as_u64).unwrap_or_default();
    FormTerm {
        id: text(value.get(0)),
        label: text(value.get(1)),
        about: text(value.get(2)),
        sensitive: flags & 1 != 0,
        comes: flags & 2 != 0,
    }
}

fn all(value: Option<&Value>) -> impl Iterator<Item = &Value> {
    value.and_then(Value::as_array).into_iter().flatten()
}

fn text(value: Option<&Value>) -> String {
    value.and_then(Value::as_str).unwrap_or_default().to_owned()
}

fn number(value: &Value) -> Option<i32> {
    i32::try_from(value.as_i64()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_build_tells_a_form_is_read_as_it_was_meant() {
        let term = FormTerm {
            id: "safe".into(),
            label: "Safe from harm".into(),
            about: "Quiet".into(),
            sensitive: true,
            comes: false,
        };
        let group = FormGroup { folder: "a".into(), id: "zab5r".into(), name: "Neighbours".into() };
        let file = FormFile {
            site: "Signpost".into(),
            own_words: vec!["ltr".into()],
            groups: vec![group],
            places: vec![("sunset".into(), "Sunset".into())],
            closed: vec![Day(20_000)],
            centre: Some(Position { lat_e5: 4_922_000, lon_e5: -12_309_000 }),
            lists: BTreeMap::from([("needs".to_owned(), vec![term])]),
            ..FormFile::default()
        };
        assert_eq!(FormFile::read(&file.to_json()), file);
        assert_eq!(FormFile::read(&Value::Null), FormFile::default());
    }
}
