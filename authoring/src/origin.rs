//! From which words a translation was made: a short hash for each of its fields, written by a tool.
//!
//! `translation: { …, of: { name: 8k3f, schedule: [t04m, 2vqa], access_notes: { lift: 9c1x } } }` says
//! of each translated field which words of the default page it translates. When these change, that
//! field is stale, and no other. A row of a list belongs to the row whose words it was made from,
//! wherever that row stands now: rows that change places take their translations along.
//!
//! A field of which nothing is said belongs to the row at its own place, as ever.

use std::collections::BTreeMap;

use catalog::format::content_hash;

use crate::draft::{
    DraftList, DraftListTranslation, DraftOrganization, DraftOrganizationTranslation, DraftPage,
    DraftService, DraftTranslation,
};
use crate::names::ID_ALPHABET;
use crate::node::Text;
use crate::value::Value;

/// Digits of a hash: 32^4 is a million, and a changed text meets its old hash by chance once in so many.
const DIGITS: usize = 4;

/// The hash of some words; how they are broken into lines does not matter.
pub fn hash(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let hash = u64::from_str_radix(&content_hash(words.as_bytes()), 16).unwrap_or(0);
    (0..DIGITS).map(|place| char::from(ID_ALPHABET[(hash >> (5 * place) & 31) as usize])).collect()
}

/// The words of a page by the names of their fields: one each, or one for each row of a list. Notes are
/// fields of their own, `access_notes.lift`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Fields<'a>(BTreeMap<String, Vec<&'a str>>);

/// The hashes of a page's fields, as `of` has them.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Hashes(BTreeMap<String, Vec<String>>);

impl<'a> Fields<'a> {
    fn one(mut self, key: &str, text: Option<&'a Text>) -> Self {
        let text = text.filter(|text| !text.value.trim().is_empty());
        self.0.extend(text.map(|text| (key.to_owned(), vec![text.value.as_str()])));
        self
    }

    fn rows(mut self, key: &str, rows: Vec<&'a str>) -> Self {
        if rows.iter().any(|row| !row.is_empty()) {
            self.0.insert(key.to_owned(), rows);
        }
        self
    }

    fn notes(mut self, key: &str, notes: impl IntoIterator<Item = (&'a Text, &'a Text)>) -> Self {
        for (id, note) in notes {
            self.0.entry(format!("{key}.{}", id.value)).or_default().push(&note.value);
        }
        self
    }

    /// The words that a service's page has in the default language.
    pub fn of_service(draft: &'a DraftService) -> Self {
        let or_empty = |text: Option<&'a Text>| text.map_or("", |text| text.value.as_str());
        let visit = draft.first_visit.as_ref();
        let places = || draft.locations.iter();
        let language_notes = draft
            .languages
            .iter()
            .filter_map(|language| Some((language.code.as_ref()?, language.note.as_ref()?)));
        Self::default()
            .one("name", draft.name.as_ref())
            .one("summary", draft.summary.as_ref())
            .one("alert", draft.alert.as_ref().and_then(|alert| alert.text.as_ref()))
            .one("eligibility", draft.eligibility.as_ref().and_then(|it| it.text.as_ref()))
            .rows(
                "schedule",
                draft.schedule.iter().map(|row| or_empty(row.text.as_ref())).collect(),
            )
            .rows("cost", draft.cost.iter().map(|cost| or_empty(cost.note.as_ref())).collect())
            .rows("transport", places().map(|place| or_empty(place.transport.as_ref())).collect())
            .notes(
                "access_notes",
                places().flat_map(|place| &place.access_notes).map(|(id, note)| (id, note)),
            )
            .notes(
                "access_only",
                places().flat_map(|place| &place.access_only).map(|(id, when)| (id, when)),
            )
            .notes("language_notes", language_notes)
            .one("what_happens", visit.and_then(|visit| visit.what_happens.as_ref()))
            .one("what_to_bring", visit.and_then(|visit| visit.what_to_bring.as_ref()))
            .one("capacity", draft.capacity.as_ref().and_then(|it| it.note.as_ref()))
            .one("volunteer", draft.volunteer.as_ref().and_then(|it| it.role.as_ref()))
            .one("text", Some(&draft.body.markdown))
    }

    /// The words that a translation has.
    pub fn of_translation(draft: &'a DraftTranslation) -> Self {
        let rows = |list: &'a Option<crate::node::Spanned<Vec<Text>>>| {
            list.iter().flat_map(|list| &list.value).map(|text| text.value.as_str()).collect()
        };
        Self::default()
            .one("name", draft.name.as_ref())
            .one("summary", draft.summary.as_ref())
            .one("alert", draft.alert.as_ref())
            .one("eligibility", draft.eligibility.as_ref())
            .rows("schedule", rows(&draft.schedule))
            .rows("cost", rows(&draft.cost))
            .rows("transport", rows(&draft.transport))
            .notes("access_notes", draft.access_notes.iter().map(|(id, note)| (id, note)))
            .notes("access_only", draft.access_only.iter().map(|(id, when)| (id, when)))
            .notes("language_notes", draft.language_notes.iter().map(|(id, note)| (id, note)))
            .one("what_happens", draft.what_happens.as_ref())
            .one("what_to_bring", draft.what_to_bring.as_ref())
            .one("capacity", draft.capacity.as_ref())
            .one("volunteer", draft.volunteer.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// The words that a group's page has.
    pub fn of_organization(draft: &'a DraftOrganization) -> Self {
        Self::default()
            .one("summary", draft.summary.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// The same in another language.
    pub fn of_organization_translation(draft: &'a DraftOrganizationTranslation) -> Self {
        Self::default()
            .one("summary", draft.summary.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// The words of a list.
    pub fn of_list(draft: &'a DraftList) -> Self {
        Self::default()
            .one("title", draft.title.as_ref())
            .one("for_whom", draft.for_whom.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// The same in another language.
    pub fn of_list_translation(draft: &'a DraftListTranslation) -> Self {
        Self::default()
            .one("title", draft.title.as_ref())
            .one("for_whom", draft.for_whom.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// The words of a plain page.
    pub fn of_page(draft: &'a DraftPage) -> Self {
        Self::default()
            .one("title", draft.title.as_ref())
            .one("summary", draft.summary.as_ref())
            .one("text", Some(&draft.body.markdown))
    }

    /// What `of` has to say of a translation with these fields, made from `original` as it is now.
    pub fn hashes_of(&self, original: &Self) -> Hashes {
        let mut hashes = Hashes::default();
        for (key, translated) in &self.0 {
            let Some(words) = original.0.get(key) else { continue };
            let of_row = |row: usize| match translated.get(row).is_some_and(|text| !text.is_empty())
            {
                true => words.get(row).map_or(String::new(), |words| hash(words)),
                false => String::new(),
            };
            let rows = match is_rows(key) {
                true => (0..translated.len()).map(of_row).collect(),
                false => vec![hash(&words.join("\n"))],
            };
            hashes.0.insert(key.clone(), rows);
        }
        hashes
    }
}

fn is_rows(key: &str) -> bool {
    matches!(key, "schedule" | "cost" | "transport")
}

impl Hashes {
    /// Reads `of` as it was typed.
    pub fn of_value(value: &Value) -> Self {
        let mut hashes = Self::default();
        hashes.gather("", value);
        hashes
    }

    fn gather(&mut self, key: &str, value: &Value) {
        match value {
            Value::Nothing => {}
            Value::Text(text) | Value::Plain(text) => {
                self.0.insert(key.to_owned(), vec![text.clone()]);
            }
            Value::List(list) => {
                let rows = list.iter().map(|row| row.text().unwrap_or_default().to_owned());
                self.0.insert(key.to_owned(), rows.collect());
            }
            Value::Map(entries) => {
                for (name, value) in entries {
                    let key = if key.is_empty() { name.clone() } else { format!("{key}.{name}") };
                    self.gather(&key, value);
                }
            }
        }
    }

    /// As it is written.
    pub fn to_value(&self) -> Value {
        let mut entries: Vec<(String, Value)> = Vec::new();
        for (key, rows) in &self.0 {
            let text = |hash: &String| Value::Text(hash.clone());
            let value = match (is_rows(key), rows.first()) {
                (true, _) => Value::List(rows.iter().map(text).collect()),
                (false, Some(hash)) => text(hash),
                (false, None) => continue,
            };
            match key.split_once('.') {
                None => entries.push((key.clone(), value)),
                Some((key, name)) => {
                    let entry = (name.to_owned(), value);
                    match entries.iter_mut().find(|(known, _)| known == key) {
                        Some((_, Value::Map(notes))) => notes.push(entry),
                        _ => entries.push((key.to_owned(), Value::Map(vec![entry]))),
                    }
                }
            }
        }
        Value::Map(entries)
    }

    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Whether rows of this list are told apart by their words.
    pub fn has(&self, key: &str) -> bool {
        self.0.contains_key(key)
    }

    /// Whether a field was made from other words than the original has now. Where nothing is said of
    /// it, it was not.
    pub fn is_stale(&self, key: &str, original: &Fields<'_>) -> bool {
        let (Some([made_from]), Some(words)) =
            (self.0.get(key).map(Vec::as_slice), original.0.get(key))
        else {
            return false;
        };
        *made_from != hash(&words.join("\n"))
    }

    /// For each row of the original, the number of the translated row that was made from its words.
    /// Without a word about this list, rows belong together by their places.
    pub fn rows(&self, key: &str, original: &Fields<'_>, count: usize) -> Vec<Option<usize>> {
        let Some(made_from) = self.0.get(key) else { return (0..count).map(Some).collect() };
        let words = original.0.get(key).map(Vec::as_slice).unwrap_or_default();
        let row_of = |row: usize| {
            let wanted = hash(words.get(row)?);
            let is_it = |at: usize| made_from.get(at).is_some_and(|hash| *hash == wanted);
            // Rows with the same words belong together by their places.
            if is_it(row) { Some(row) } else { (0..made_from.len()).find(|at| is_it(*at)) }
        };
        (0..count).map(row_of).collect()
    }

    /// The names of all fields whose originals have changed, rows with their numbers.
    pub fn stale(&self, original: &Fields<'_>) -> Vec<String> {
        let mut stale = Vec::new();
        for (key, rows) in &self.0 {
            if !is_rows(key) {
                stale.extend(self.is_stale(key, original).then(|| key.clone()));
                continue;
            }
            let words = original.0.get(key).map(Vec::as_slice).unwrap_or_default();
            let known: Vec<String> = words.iter().map(|words| hash(words)).collect();
            for (at, made_from) in rows.iter().enumerate() {
                if !made_from.is_empty() && !known.contains(made_from) {
                    stale.push(match rows.len() {
                        1 => key.clone(),
                        _ => format!("{key} ({})", at + 1),
                    });
                }
            }
        }
        stale
    }
}

/// Every translation of a folder with the file it stands in, its fields, its original's, and what it
/// says of them.
pub fn translations(drafts: &crate::draft::Drafts) -> Vec<Made<'_>> {
    let mut all = Vec::new();
    let services: BTreeMap<(&str, &str), &DraftService> = drafts
        .services
        .iter()
        .map(|service| ((service.folder.as_str(), service.stem.as_str()), service))
        .collect();
    let groups: BTreeMap<&str, &DraftOrganization> =
        drafts.organizations.iter().map(|group| (group.folder.as_str(), group)).collect();
    for page in &drafts.translations {
        let original = services.get(&(page.folder.as_str(), page.stem.as_str()));
        all.extend(original.map(|original| Made {
            translator: page.translator.as_ref(),
            fields: Fields::of_translation(page),
            original: Fields::of_service(original),
        }));
    }
    for page in &drafts.organization_translations {
        let original = groups.get(page.folder.as_str());
        all.extend(original.map(|original| Made {
            translator: page.translator.as_ref(),
            fields: Fields::of_organization_translation(page),
            original: Fields::of_organization(original),
        }));
    }
    for page in &drafts.list_translations {
        let original = drafts.lists.iter().find(|list| list.id == page.id);
        all.extend(original.map(|original| Made {
            translator: page.translator.as_ref(),
            fields: Fields::of_list_translation(page),
            original: Fields::of_list(original),
        }));
    }
    for page in drafts.pages.iter().filter(|page| page.locale.is_some()) {
        let original =
            drafts.pages.iter().find(|other| other.name == page.name && other.locale.is_none());
        all.extend(original.map(|original| Made {
            translator: page.translator.as_ref(),
            fields: Fields::of_page(page),
            original: Fields::of_page(original),
        }));
    }
    all
}

/// A translation and what it was made from.
pub struct Made<'a> {
    /// Who made it, and from which words.
    pub translator: Option<&'a crate::draft::DraftTranslator>,
    /// Its fields.
    pub fields: Fields<'a>,
    /// Those of its original, as they are now.
    pub original: Fields<'a>,
}

impl Made<'_> {
    /// What it says of the words it was made from.
    pub fn hashes(&self) -> Hashes {
        self.translator.map_or_else(Hashes::default, |translator| translator.made_from())
    }
}
