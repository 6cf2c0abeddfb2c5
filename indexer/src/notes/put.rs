//! Notes into pages, in memory, one after another in the order of the days on which they were said.

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use authoring::edit;
use authoring::names::{id_of_folder, is_id, page_name, plain_name};
use authoring::note::{self, Applied, Fate, Found, Note, Sayer, Subject};
use authoring::report::{Coded, Diagnostic, Finding, codes, locate};
use authoring::source::{SourceFile, Span};
use authoring::value::Value;
use catalog::day::Day;
use catalog::service::AssuranceHow;
use catalog::text::decompose_natively;

use super::Letter;
use crate::new::{another_id, ids_in};
use crate::read::{drafts_in, read_files};

/// A content folder in memory.
#[derive(Clone, Debug)]
pub struct Content {
    /// Every file, as it is read.
    pub files: Vec<SourceFile>,
    /// The pages as their bytes stand on the disk, with whatever line ends they have.
    pub raw: BTreeMap<String, String>,
    /// The day it is.
    pub today: Day,
}

/// What the person at the keyboard adds.
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// Who said it, instead of what the notes say.
    pub by: Option<String>,
    /// How they said it.
    pub how: Option<AssuranceHow>,
    /// The group of pages that come as files.
    pub group: Option<String>,
}

/// What became of one note.
#[derive(Clone, Debug)]
pub struct Done {
    /// The letter's number.
    pub letter: usize,
    /// The note; `None` where it could not be read, or a whole page came.
    pub note: Option<Note>,
    /// The page, where there is one.
    pub path: Option<String>,
    /// The page before.
    pub before: String,
    /// The page after; as before, where nothing was put.
    pub after: String,
    /// Whether the note is the page's check now.
    pub is_checked: bool,
    /// What the page says by now and the note says otherwise, both left for a person.
    pub left: Vec<Left>,
    /// What is to be said: of the note, and of the page as it would be.
    pub diagnostics: Vec<Diagnostic>,
}

/// A fact of which page and note say different things.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Left {
    /// Which, as notes name it.
    pub field: String,
    /// What the page says.
    pub page: String,
    /// What the note says.
    pub note: String,
}

impl Done {
    /// Nothing yet.
    fn of(letter: usize) -> Self {
        Self {
            letter,
            note: None,
            path: None,
            before: String::new(),
            after: String::new(),
            is_checked: false,
            left: Vec::new(),
            diagnostics: Vec::new(),
        }
    }

    /// Whether nothing of the note was left.
    pub fn is_whole(&self) -> bool {
        self.diagnostics.is_empty()
    }
}

/// A note and where it stands.
struct Item {
    letter: usize,
    found: Result<Found, note::Trouble>,
}

/// What came of all notes.
#[derive(Clone, Debug)]
pub struct Outcome {
    /// Of each note, in the order of the letters.
    pub done: Vec<Done>,
    /// What `signpost check` says of the changed pages now, and did not say before.
    pub remarks: Vec<Diagnostic>,
}

/// Puts the notes of all letters into the pages. The content is then as it is to be written; a note that would
/// leave an error on a page is not put.
pub fn put_all(content: &mut Content, letters: &[Letter], options: &Options) -> Outcome {
    let sources: Vec<SourceFile> = letters
        .iter()
        .map(|letter| SourceFile {
            path: letter.path.clone(),
            text: letter.text.clone(),
            trouble: None,
        })
        .collect();
    let before = found_in(content);
    let known: Vec<Diagnostic> = before.iter().filter(|found| found.is_error()).cloned().collect();
    let mut putting = Putting::new(content, &sources, options, &known);
    let mut done = putting.put(letters, Checking::AtTheEnd);
    let mut after = found_in(&putting.content);
    if new_among(&after, &before).iter().any(Diagnostic::is_error) {
        // Which note it is shows when each is checked by itself.
        putting = Putting::new(content, &sources, options, &known);
        done = putting.put(letters, Checking::Each);
        after = found_in(&putting.content);
    }
    *content = putting.content;
    let is_changed = |path: &String| {
        done.iter().any(|done| done.path.as_ref() == Some(path) && done.before != done.after)
    };
    let mut remarks = new_among(&after, &before);
    remarks.retain(|found| is_changed(&found.path));
    Outcome { done, remarks }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Checking {
    AtTheEnd,
    Each,
}

/// What `signpost check` says.
fn found_in(content: &Content) -> Vec<Diagnostic> {
    read_files(content.files.clone(), content.today).diagnostics
}

/// What was not said before, wherever its lines stand now.
fn new_among(now: &[Diagnostic], before: &[Diagnostic]) -> Vec<Diagnostic> {
    let key = |found: &Diagnostic| (found.code, found.path.clone(), found.message.clone());
    let mut known: Vec<_> = before.iter().map(key).collect();
    let is_new = |found: &&Diagnostic| match known.iter().position(|known| *known == key(found)) {
        Some(at) => {
            known.swap_remove(at);
            false
        }
        None => true,
    };
    now.iter().filter(is_new).cloned().collect()
}

struct Putting<'a> {
    content: Content,
    pages: Rc<Pages>,
    sources: &'a [SourceFile],
    options: &'a Options,
    known: &'a [Diagnostic],
}

/// The pages that notes can be about.
struct Pages {
    /// Path of each service's page, by its id.
    services: BTreeMap<String, String>,
    /// Folder and name of each group, by its id.
    groups: BTreeMap<String, (String, String)>,
}

impl Pages {
    fn of(content: &Content) -> Self {
        let drafts = drafts_in(&content.files);
        let services = drafts
            .services
            .iter()
            .filter_map(|draft| Some((draft.id.as_ref()?.value.clone(), draft.path.clone())));
        let groups = drafts.organizations.iter().filter_map(|draft| {
            let name = draft.name.as_ref().map_or("", |name| &name.value);
            Some((draft.id.as_ref()?.value.clone(), (draft.folder.clone(), name.to_owned())))
        });
        Self { services: services.collect(), groups: groups.collect() }
    }

    /// The folder of the group that somebody names by its id, its folder or its name.
    fn folder(&self, said: &str) -> Option<&str> {
        let said = said.trim();
        let found = self
            .groups
            .iter()
            .find(|(id, (folder, name))| *id == said || folder == said || is_same_name(name, said));
        found.map(|(_, (folder, _))| folder.as_str())
    }

    fn name_of_folder(&self, folder: &str) -> Option<&str> {
        self.groups.values().find(|(known, _)| known == folder).map(|(_, name)| name.as_str())
    }
}

fn is_same_name(one: &str, other: &str) -> bool {
    let even = |name: &str| {
        let name = catalog::text::fold(&name.to_lowercase(), decompose_natively);
        name.split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    };
    even(one) == even(other)
}

/// A file as it is to be, for which note.
struct Change {
    path: String,
    before: String,
    after: String,
}

impl<'a> Putting<'a> {
    fn new(
        content: &Content,
        sources: &'a [SourceFile],
        options: &'a Options,
        known: &'a [Diagnostic],
    ) -> Self {
        let pages = Rc::new(Pages::of(content));
        Self { content: content.clone(), pages, sources, options, known }
    }

    fn put(&mut self, letters: &[Letter], checking: Checking) -> Vec<Done> {
        let mut items: Vec<Item> = Vec::new();
        let mut all = Vec::new();
        for (letter, text) in letters.iter().enumerate() {
            if text.is_page {
                all.push(self.page(letter, text, checking));
                continue;
            }
            for found in note::read(&text.text) {
                // An answer quotes what it answers to.
                let is_known = items.iter().any(|item| match (&item.found, &found) {
                    (Ok(known), Ok(found)) => known.note == found.note,
                    _ => false,
                });
                if !is_known {
                    items.push(Item { letter, found });
                }
            }
        }
        // What was said last counts; a group comes before its pages.
        items.sort_by_key(|item| match &item.found {
            Ok(found) => (found.note.subject != Subject::NewGroup, found.note.day),
            Err(_) => (false, Day(i32::MIN)),
        });
        all.extend(items.iter().map(|item| self.one(item, checking)));
        all.sort_by_key(|done| done.letter);
        all
    }

    fn one(&mut self, item: &Item, checking: Checking) -> Done {
        let file = item.letter as u32;
        let mut done = Done::of(item.letter);
        let found = match &item.found {
            Ok(found) => found,
            Err(trouble) => {
                let finding = Finding::at(Span::new(file, trouble.at.clone()), trouble.why);
                done.diagnostics = self.located((&codes::NOTE_NOT_READ, finding));
                return done;
            }
        };
        let mut note = found.note.clone();
        // It is tomorrow already where some phones are.
        if note.day == self.content.today.plus(1) {
            note.day = self.content.today;
        }
        done.note = Some(note.clone());
        let at = Span::new(file, found.at.clone());
        let pages = Rc::clone(&self.pages);
        let (change, applied) = match self.applied(&note, &pages, at) {
            Ok(applied) => applied,
            Err(finding) => {
                done.diagnostics = self.located(*finding);
                return done;
            }
        };
        (done.path, done.before) = (Some(change.path.clone()), change.before.clone());
        done.after = change.before.clone();
        for ((fate, line), at) in applied.fates.iter().zip(&note.lines).zip(&found.lines_at) {
            let at = Span::new(file, at.clone());
            done.left.extend(left(fate, line));
            let found = finding(fate, at).map(|found| self.located(found));
            done.diagnostics.extend(found.unwrap_or_default());
        }
        if note.still_right && !applied.is_checked && done.is_whole() && is_of_service(&note) {
            let message = match self.sayer(&note, &pages, &change.path) {
                Some(_) => "the page has a later check, which stays",
                None => {
                    "nobody of the group says so: the page's check stays; --by and --how say who and how"
                }
            };
            done.diagnostics = self.located((&codes::NOTE_NOBODY_SAID, Finding::at(at, message)));
        }
        done.is_checked = applied.is_checked;
        let refused = self.take(change, checking);
        match refused.is_empty() {
            true => done.after = applied.page,
            false => {
                done.is_checked = false;
                done.diagnostics.extend(refused);
            }
        }
        done
    }

    /// A whole page that came as a file.
    fn page(&mut self, letter: usize, text: &Letter, checking: Checking) -> Done {
        let mut done = Done::of(letter);
        let at = Span::new(letter as u32, 0..text.text.find('\n').unwrap_or(text.text.len()));
        let change = self.page_file(text, at);
        let change = match change {
            Ok(change) => change,
            Err(finding) => {
                done.diagnostics = self.located(*finding);
                return done;
            }
        };
        (done.path, done.after) = (Some(change.path.clone()), change.after.clone());
        done.diagnostics = self.take(change, checking);
        if !done.is_whole() {
            done.after.clear();
        }
        done
    }

    fn page_file(&self, letter: &Letter, at: Span) -> Result<Change, Box<Coded>> {
        let pages = &self.pages;
        let without =
            |message: String| Box::new((&codes::NOTE_WITHOUT_PAGE, Finding::at(at, message)));
        let group = self.options.group.as_deref().ok_or_else(|| {
            without("this is a whole page: say of which group it is with --group".to_owned())
        })?;
        let folder =
            pages.folder(group).ok_or_else(|| without(format!("there is no group `{group}`")))?;
        let taken = ids_in(&self.content.files);
        let own = drafts_in(&[SourceFile::new("group/page.md", &letter.text)]);
        let draft = own.services.first();
        let own_id = draft.and_then(|draft| draft.id.as_ref()).map(|id| id.value.clone());
        let mut page = letter.text.clone();
        if own_id.is_none_or(|id| !is_id(&id) || taken.contains(&id)) {
            let id = Value::Plain(another_id(&taken));
            page = edit::set(&page, &edit::Path::page().key("id"), &id).map_err(|error| {
                Box::new((&codes::NOTE_CANNOT_PUT, Finding::at(at, error.to_string())))
            })?;
        }
        let name = draft.and_then(|draft| draft.name.as_ref()).map_or("", |name| &name.value);
        let path = self.free_path(folder, name, &page);
        Ok(Change { path, before: String::new(), after: page })
    }

    /// A path for a new page that no file has.
    fn free_path(&self, folder: &str, name: &str, page: &str) -> String {
        let stem = page_name(name, page, decompose_natively);
        let is_free = |path: &String| {
            !path.ends_with("/organization.md")
                && !self.content.files.iter().any(|file| file.path == *path)
        };
        let first = format!("{folder}/{stem}.md");
        let more = (2..).map(|number| format!("{folder}/{stem}-{number}.md"));
        std::iter::once(first).chain(more).find(is_free).unwrap_or_default()
    }

    /// The page with the note, before it is taken in.
    fn applied(
        &self,
        note: &Note,
        pages: &Pages,
        at: Span,
    ) -> Result<(Change, Applied), Box<Coded>> {
        let without =
            |message: String| Box::new((&codes::NOTE_WITHOUT_PAGE, Finding::at(at, message)));
        let path = match &note.subject {
            Subject::Page(id) => pages
                .services
                .get(id)
                .cloned()
                .ok_or_else(|| without(format!("no service has the id `{id}`")))?,
            Subject::Group(id) => pages
                .groups
                .get(id)
                .map(|(folder, _)| format!("{folder}/organization.md"))
                .ok_or_else(|| without(format!("no group has the id `{id}`")))?,
            Subject::NewPage(_) | Subject::NewGroup => return self.made(note, pages, at),
        };
        let before = self.content.raw.get(&path).cloned().unwrap_or_default();
        let sayer = self.sayer(note, pages, &path);
        let unreadable = |_| {
            let message = format!("{path} cannot be read as it stands");
            Box::new((&codes::NOTE_CANNOT_PUT, Finding::at(at, message)))
        };
        let applied = note::apply(note, &before, sayer.as_ref()).map_err(unreadable)?;
        Ok((Change { path, before, after: applied.page.clone() }, applied))
    }

    /// A page or a group that is not there yet.
    fn made(&self, note: &Note, pages: &Pages, at: Span) -> Result<(Change, Applied), Box<Coded>> {
        let without =
            |message: String| Box::new((&codes::NOTE_WITHOUT_PAGE, Finding::at(at, message)));
        let said = |key: &str| {
            let line = note.lines.iter().find(|line| line.field.to_string() == key)?;
            Some(line.said.write())
        };
        let name = said("name").unwrap_or_default();
        let id = another_id(&ids_in(&self.content.files));
        let folder = match &note.subject {
            Subject::NewPage(group) => pages
                .folder(group)
                .ok_or_else(|| without(format!("there is no group `{group}`")))?
                .to_owned(),
            _ => {
                let plain = plain_name(&name, decompose_natively);
                let has_letter = plain.bytes().any(|byte| byte.is_ascii_alphabetic());
                let folder =
                    if has_letter { plain } else { format!("group-{}", id_of_folder(&name)) };
                let start = format!("{folder}/");
                if self.content.files.iter().any(|file| file.path.starts_with(&start)) {
                    return Err(without(format!("the group {folder} is there already")));
                }
                folder
            }
        };
        let sayer = self.sayer(note, pages, &format!("{folder}/"));
        let made = note::new_page(note, &id, sayer.as_ref())
            .ok_or_else(|| without("this makes no page".to_owned()))?;
        let path = match note.subject {
            Subject::NewGroup => format!("{folder}/organization.md"),
            _ => self.free_path(&folder, &name, &made.page),
        };
        Ok((Change { path, before: String::new(), after: made.page.clone() }, made))
    }

    /// Who said it: as the person at the keyboard says, or the group itself where the note is in its name.
    fn sayer(&self, note: &Note, pages: &Pages, path: &str) -> Option<Sayer> {
        let folder = path.split('/').next().unwrap_or_default();
        let group = pages.name_of_folder(folder);
        let own =
            note.group.as_deref().filter(|said| group.is_some_and(|name| is_same_name(name, said)));
        let by = self.options.by.as_deref().or(own).or(self.options.how.and(note.by.as_deref()))?;
        let how = self.options.how.or(own.map(|_| AssuranceHow::SelfDeclared))?;
        // As the group writes its name.
        let by = group.filter(|_| self.options.by.is_none() && own.is_some()).unwrap_or(by);
        Some(Sayer { by: by.to_owned(), how })
    }

    /// Takes a change in, unless the page would then have an error that it had not; gives these.
    fn take(&mut self, change: Change, checking: Checking) -> Vec<Diagnostic> {
        let Change { path, before, after } = change;
        if before == after {
            return Vec::new();
        }
        let is_new = before.is_empty();
        let known = (checking == Checking::Each).then(|| self.content.clone());
        let file = SourceFile::new(path.clone(), &after);
        match self.content.files.iter_mut().find(|file| file.path == path) {
            Some(known) => *known = file,
            None => self.content.files.push(file),
        }
        self.content.files.sort_by(|a, b| a.path.cmp(&b.path));
        self.content.raw.insert(path, after);
        let mut found = Vec::new();
        if let Some(known) = known {
            found = new_among(&found_in(&self.content), self.known);
            found.retain(Diagnostic::is_error);
            if !found.is_empty() {
                self.content = known;
            }
        }
        if is_new && found.is_empty() {
            // What a later note can be about.
            self.pages = Rc::new(Pages::of(&self.content));
        }
        found
    }

    fn located(&self, finding: Coded) -> Vec<Diagnostic> {
        locate(&[finding], self.sources, "")
    }
}

fn is_of_service(note: &Note) -> bool {
    matches!(note.subject, Subject::Page(_) | Subject::NewPage(_))
}

/// What both say of a fact that has changed since.
fn left(fate: &Fate, line: &note::Line) -> Option<Left> {
    let Fate::Conflict(now) = fate else { return None };
    let page = now.as_ref().map(|now| note::Said::Is(now.clone()).write());
    Some(Left {
        field: line.field.to_string(),
        page: page.unwrap_or_else(|| note::Said::Nothing.write()),
        note: line.said.write(),
    })
}

/// What to say of a line that was left.
fn finding(fate: &Fate, at: Span) -> Option<Coded> {
    Some(match fate {
        Fate::Put | Fate::AlreadySo => return None,
        Fate::Conflict(_) => (
            &codes::NOTE_CONFLICT,
            Finding::at(at, "the page has changed here since; it stays as it is"),
        ),
        Fate::LeftWith => {
            let message = "left as it is, with another fact of the same row";
            (&codes::NOTE_CONFLICT, Finding::at(at, message))
        }
        Fate::AsksAPerson => {
            let message =
                "no note changes this: ask the group by phone, and change the page by hand";
            (&codes::NOTE_ASKS_A_PERSON, Finding::at(at, message))
        }
        Fate::CannotPut(error) => (&codes::NOTE_CANNOT_PUT, Finding::at(at, error.to_string())),
    })
}

/// The paths of a content's pages that are not as they were.
impl Content {
    /// The pages that are not as in another content, with their texts.
    pub fn changed_from(&self, old: &Self) -> BTreeMap<String, String> {
        let changed = self.raw.iter().filter(|(path, text)| old.raw.get(*path) != Some(text));
        changed.map(|(path, text)| (path.clone(), text.clone())).collect()
    }

    /// All ids of the folder, so that a new one is new.
    pub fn ids(&self) -> BTreeSet<String> {
        ids_in(&self.files)
    }
}
