//! "My people" as markup: the same functions draw it natively, empty, and on a computer.

use catalog::day::Day;
use catalog::link::reply::Outcome;
use catalog::phone::Phone;

use super::action::{Action, WEEKS};
use super::state::{PeopleModel, Storage};
use super::{Activity, Entry, csv, report, words};
use crate::card::isolated;
use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::spelling;

/// Why no code is scanned: the ids by which the page's script knows the sentences.
const SCAN_SAYS: &[(&str, Key)] = &[
    ("scan-none", Key::PeopleScanNone),
    ("scan-refused", Key::PeopleScanRefused),
    ("scan-missing", Key::PeopleScanMissing),
];

/// The texts that are shown where the program runs; the page carries them along.
pub fn keys() -> Vec<Key> {
    let own = [
        Key::FormDirection,
        Key::FormPlural,
        Key::FormDigits,
        Key::FormGroup,
        Key::FormMonths,
        Key::FormWeekdays,
        Key::FormDay,
        Key::FormListMore,
        Key::FormListLast,
        Key::FormPhoneExtension,
        Key::CardCall,
        Key::CardCallWhom,
        Key::UrgentText,
        Key::PlanWhom,
        Key::PlanPutBack,
        Key::PlanNewer,
        Key::PeopleMemory,
        Key::PeopleKept,
        Key::PeopleKeep,
        Key::PeopleKeepText,
        Key::PeopleNone,
        Key::PeopleNoneText,
        Key::PeopleCount,
        Key::PeopleDue,
        Key::PeopleDueDay,
        Key::PeopleAgainDay,
        Key::PeopleGiven,
        Key::PeopleClosedUntil,
        Key::PeopleTitleOf,
        Key::PeopleOwnWords,
        Key::PeopleHeard,
        Key::PeopleUnknown,
        Key::PeopleOther,
        Key::PeopleNothingHeard,
        Key::PeopleFound,
        Key::PeopleNewer,
        Key::PeopleOpen,
        Key::PeopleHow,
        Key::PeopleLookAgain,
        Key::PeopleClose,
        Key::PeopleReopen,
        Key::PeopleRemove,
        Key::PeopleRemoved,
        Key::PeopleCopyFollow,
        Key::PeopleCopyClosing,
        Key::PeopleAsk,
        Key::PeopleQuestion,
        Key::PeopleCopied,
        Key::PeopleNotCopied,
        Key::PeopleNotALedger,
        Key::PeopleNoRoom,
        Key::PeopleAdded,
        Key::PeopleNothingNew,
        Key::PeopleBroken,
        Key::PeopleNotSaved,
        Key::PeopleWiped,
    ];
    let parts = [words::WORDS, report::WORDS, csv::WORDS, &spelling::WORDS];
    own.into_iter().chain(parts.into_iter().flatten().copied()).collect()
}

/// Where the ledger is drawn.
pub struct PeopleProps {
    /// The locale's words.
    pub messages: Messages,
    /// Codes of languages, and what they are called in this locale.
    pub languages: Vec<(String, String)>,
}

/// The whole of it, before a browser has said what is kept.
pub fn island(props: &PeopleProps) -> String {
    let words = |key| props.messages.text(key);
    let mut all = Markup::new();
    all.tag("<div id=\"people-storage\" class=\"stack-small\"></div>");
    all.tag("<p class=\"status\" id=\"status\" role=\"status\" tabindex=\"-1\"></p>");
    all.tag("<div id=\"people-undo\" class=\"row noprint\"></div>");
    all.tag("<div id=\"people-copied\"></div>");
    all.tag("<section class=\"own noprint\"><h2>").text(words(Key::PeopleAnswered));
    all.tag("</h2><label for=\"paste\">").text(words(Key::PeoplePaste));
    all.tag("</label><p class=\"soft small\" id=\"paste-hint\">").text(words(Key::PeoplePasteHint));
    all.tag("</p><textarea id=\"paste\" rows=\"1\" dir=\"auto\" autocomplete=\"off\" spellcheck=\"false\"");
    all.tag(" aria-describedby=\"paste-hint\"></textarea><p class=\"row\">");
    all.tag("<button type=\"button\" id=\"hear\">").text(words(Key::PeopleHear));
    all.tag("</button><button type=\"button\" class=\"quiet\" id=\"scan\" hidden>");
    all.text(words(Key::PeopleScan)).tag("</button></p>");
    // What the page's script says of the camera: nothing of it before somebody presses, but that this browser
    // reads no codes.
    for (id, key) in SCAN_SAYS {
        all.tag("<p role=\"alert\" class=\"soft small\" hidden id=\"").tag(id).tag("\">");
        all.text(words(*key)).tag("</p>");
    }
    all.tag("<div id=\"camera\" hidden><p>").text(words(Key::PeopleScanning));
    all.tag("</p><video muted playsinline></video><p>");
    all.tag("<button type=\"button\" class=\"quiet\" id=\"scan-stop\">");
    all.text(words(Key::PeopleScanStop)).tag("</button></p></div></section>");
    all.tag("<ol class=\"cards people\" id=\"people-list\"></ol>");
    all.tag("<section class=\"answer noprint\"><h2>").text(words(Key::ReportTitle));
    all.tag("</h2><p id=\"people-report\"></p><div class=\"row\">");
    for (action, key) in [
        (Action::Report, Key::PeopleCopyReport),
        (Action::Csv, Key::PeopleCsv),
        (Action::Fhir, Key::PeopleFhir),
    ] {
        button(&mut all, &action, words(key), None);
    }
    all.tag("</div><p class=\"soft small\">").text(words(Key::PeopleFilesHint));
    all.tag("</p></section><section class=\"answer noprint\"><h2>").text(words(Key::PeopleHere));
    all.tag("</h2><p>").text(words(Key::PeopleHereText)).tag("</p><div class=\"row\">");
    button(&mut all, &Action::Export, words(Key::PeopleExport), None);
    // The label is the button: what a browser writes on its own is in the browser's language.
    all.tag("</div><div class=\"own\"><input type=\"file\" id=\"import\" class=\"unseen\"");
    all.tag(" accept=\".json,application/json\"><label for=\"import\" class=\"button quiet\">");
    all.text(words(Key::PeopleImport)).tag("</label></div>");
    all.tag("<details class=\"fold wipe\"><summary><span>").text(words(Key::PeopleWipe));
    all.tag("</span></summary><p>").text(words(Key::PeopleWipeText)).tag("</p>");
    button(&mut all, &Action::Wipe, words(Key::PlanWipeNow), None);
    all.tag("</details></section>");
    all.into_text()
}

/// Where the ledger is, and the way to keep it.
pub fn storage(model: &PeopleModel, props: &PeopleProps) -> String {
    let words = |key| props.messages.text(key);
    let mut part = Markup::new();
    match model.storage {
        Storage::Kept => {
            part.tag("<p class=\"note\">").text(words(Key::PeopleKept)).tag("</p>");
        }
        Storage::Unreadable => {}
        Storage::Memory | Storage::Refused => {
            part.tag("<p class=\"note\">")
                .text(words(Key::PeopleMemory))
                .tag("</p><p class=\"soft small\">");
            part.text(words(Key::PeopleKeepText)).tag("</p><p>");
            button(&mut part, &Action::Keep, words(Key::PeopleKeep), None);
            part.tag("</p>");
        }
    }
    if model.ledger.entries.is_empty() {
        part.tag("<p>").text(words(Key::PeopleNoneText)).tag("</p>");
    }
    part.into_text()
}

/// What stands beside the status: the way back.
pub fn undo(model: &PeopleModel, props: &PeopleProps) -> String {
    let mut row = Markup::new();
    if model.taken.is_some() {
        button(&mut row, &Action::PutBack, props.messages.text(Key::PlanPutBack), None);
    }
    row.into_text()
}

/// The text that was copied last.
pub fn copied(model: &PeopleModel) -> String {
    let mut part = Markup::new();
    if let Some(text) = &model.copied {
        part.tag("<pre class=\"exact\" tabindex=\"0\" dir=\"auto\">").text(text).tag("</pre>");
    }
    part.into_text()
}

/// The sentences of the report.
pub fn report(model: &PeopleModel, props: &PeopleProps) -> String {
    let mut part = Markup::new();
    part.text(&report::write(&model.ledger, &props.messages));
    part.into_text()
}

/// Everything that an entry's card depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntryState {
    entry: Entry,
    is_open: bool,
    today: Day,
}

impl EntryState {
    /// What names the card among others.
    pub fn key(&self) -> String {
        self.entry.reference.shown()
    }
}

/// The states of the cards, what is due first.
pub fn entries(model: &PeopleModel) -> Vec<EntryState> {
    let Some(today) = model.today else { return Vec::new() };
    let state = |entry: &Entry| EntryState {
        entry: entry.clone(),
        is_open: model.open == Some(entry.reference),
        today,
    };
    model.ledger.in_order(today).into_iter().map(state).collect()
}

/// An entry's card.
pub fn entry(state: &EntryState, props: &PeopleProps) -> String {
    let EntryState { entry, is_open, today } = state;
    let messages = &props.messages;
    let reference = entry.reference.shown();
    let mut card = Markup::new();
    card.tag("<li class=\"card");
    if entry.closed.is_some() {
        card.tag(" closed");
    } else if entry.is_due(*today) {
        card.tag(" due");
    }
    card.tag("\" id=\"entry-").text(&reference).tag("\"><h2 class=\"card-title\">");
    let language = props.languages.iter().find(|(code, _)| *code == entry.language);
    let language = language.map_or(&entry.language, |(_, name)| name);
    let values = [("reference", &*isolated(&reference)), ("language", &**language)];
    card.text(&messages.fill(Key::PeopleTitleOf, &values)).tag("</h2><p class=\"");
    let (is_strong, when) = match (entry.closed, entry.goes_on(), entry.look_again) {
        (Some(_), Some(until), _) => {
            (false, messages.fill(Key::PeopleClosedUntil, &[("day", &messages.day(until))]))
        }
        (_, _, Some(day)) => {
            let is_due = entry.is_due(*today);
            let key = if is_due { Key::PeopleDueDay } else { Key::PeopleAgainDay };
            (is_due, messages.fill(key, &[("day", &messages.day(day))]))
        }
        _ => (false, String::new()),
    };
    card.tag(if is_strong { "state\">" } else { "soft\">" });
    card.text(&when).tag("</p><ul class=\"facts\">");
    for activity in &entry.activities {
        card.tag("<li><div><p class=\"strong\"><bdi>").text(&activity.name).tag("</bdi></p><p>");
        card.text(&words::told(activity, messages, |day| messages.day(day))).tag("</p></div></li>");
    }
    card.tag("</ul>");
    if let Some(own) = &entry.words {
        card.tag("<p dir=\"auto\">").text(&messages.fill(Key::PeopleOwnWords, &[("words", own)]));
        card.tag("</p>");
    }
    card.tag("<p class=\"soft small\">");
    card.text(&messages.fill(Key::PeopleGiven, &[("day", &messages.day(entry.given))])).tag("</p>");
    // What is due can be done from the card as it stands; the rest opens.
    if *is_open || entry.is_due(*today) {
        card.tag("<ul class=\"row card-foot noprint\">");
        for (at, activity) in entry.activities.iter().enumerate() {
            reach(&mut card, entry, at, activity, messages);
        }
        card.tag("</ul>");
    }
    let whole = |key: Key| {
        let values = [("action", messages.text(key)), ("name", &*reference)];
        messages.fill(Key::PlanWhom, &values)
    };
    card.tag("<div class=\"row card-foot noprint\">");
    let copy = match entry.closed {
        Some(_) => Key::PeopleCopyClosing,
        None => Key::PeopleCopyFollow,
    };
    button(&mut card, &Action::Record(entry.reference), messages.text(copy), Some(&whole(copy)));
    card.tag("<button type=\"button\" class=\"quiet\" aria-expanded=\"");
    card.tag(if *is_open { "true\"" } else { "false\"" });
    Action::Open(entry.reference).write(&mut card);
    card.tag(" aria-label=\"").text(&whole(Key::PeopleOpen)).tag("\">");
    card.text(messages.text(Key::PeopleOpen)).tag("</button></div>");
    if *is_open {
        opened(&mut card, entry, messages);
    }
    card.tag("</li>");
    card.into_text()
}

/// Ways to reach the group of an activity.
fn reach(card: &mut Markup, entry: &Entry, at: usize, activity: &Activity, messages: &Messages) {
    if !activity.phone.is_empty() {
        let phone = isolated(&messages.phone(&activity.phone));
        let values = [("phone", &*phone), ("name", &*activity.name)];
        card.tag("<li><a class=\"button\" href=\"").text(&Phone::read(&activity.phone).link());
        card.tag("\" aria-label=\"").text(&messages.fill(Key::CardCallWhom, &values)).tag("\">");
        card.text(&messages.fill(Key::CardCall, &[("phone", &phone)])).tag("</a></li>");
        // Only where the group takes texts: one that nobody reads looks like an answer that did not come.
        if activity.takes_texts {
            let words = messages.fill(Key::UrgentText, &[("phone", &phone)]);
            let values = [("action", &*words), ("name", &*activity.name)];
            card.tag("<li><a class=\"button quiet\" href=\"sms:");
            card.text(Phone::read(&activity.phone).number).tag("\" aria-label=\"");
            card.text(&messages.fill(Key::PlanWhom, &values)).tag("\">");
            card.text(&words).tag("</a></li>");
        }
    }
    if activity.asks_group {
        let words = messages.text(Key::PeopleAsk);
        let whole = messages.fill(Key::PlanWhom, &[("action", words), ("name", &activity.name)]);
        card.tag("<li>");
        button(card, &Action::Ask(entry.reference, at), words, Some(&whole));
        card.tag("</li>");
    }
}

/// What can be changed of an entry.
fn opened(card: &mut Markup, entry: &Entry, messages: &Messages) {
    let reference = entry.reference.shown();
    card.tag("<div class=\"own noprint\">");
    for (at, activity) in entry.activities.iter().enumerate() {
        let id = ["how-", &reference, "-", &at.to_string()].concat();
        card.tag("<label for=\"").text(&id).tag("\">");
        card.text(&messages.fill(Key::PeopleHow, &[("name", &activity.name)]));
        card.tag("</label><select id=\"").text(&id).tag("\">");
        for outcome in Outcome::ALL {
            card.tag("<option value=\"").number(outcome.number()).tag("\"");
            if outcome == activity.outcome {
                card.tag(" selected");
            }
            // Two outcomes have the same words, and another sayer.
            let said = Activity { outcome, said: None, ..Activity::default() };
            card.tag(">").text(&with_sayer(&said, messages)).tag("</option>");
        }
        card.tag("</select>");
    }
    card.tag("</div><div class=\"row card-foot noprint\">");
    if entry.closed.is_none() {
        for weeks in WEEKS {
            let words = messages.count(Key::PeopleLookAgain, u32::from(weeks), &[]);
            let whole = messages.fill(Key::PlanWhom, &[("action", &*words), ("name", &*reference)]);
            button(card, &Action::LookAgain(entry.reference, weeks), &words, Some(&whole));
        }
    }
    let (close, key) = match entry.closed {
        None => (Action::Close(entry.reference), Key::PeopleClose),
        Some(_) => (Action::Reopen(entry.reference), Key::PeopleReopen),
    };
    for (action, key) in [(close, key), (Action::Remove(entry.reference), Key::PeopleRemove)] {
        let words = messages.text(key);
        let whole = messages.fill(Key::PlanWhom, &[("action", words), ("name", &*reference)]);
        button(card, &action, words, Some(&whole));
    }
    card.tag("</div>");
}

/// "Full (the group)", for a choice of outcomes.
fn with_sayer(activity: &Activity, messages: &Messages) -> String {
    use catalog::link::reply::Sayer;
    let outcome = messages.text(words::key(activity.outcome));
    match activity.outcome.said_by() {
        Some(Sayer::Group) => {
            let group = messages.text(Key::ColumnGroup);
            messages.fill(Key::PlanWhom, &[("action", group), ("name", outcome)])
        }
        _ => outcome.to_owned(),
    }
}

fn button(markup: &mut Markup, action: &Action, words: &str, whole: Option<&str>) {
    markup.tag("<button type=\"button\" class=\"quiet\"");
    action.write(markup);
    if let Some(whole) = whole {
        markup.tag(" aria-label=\"").text(whole).tag("\"");
    }
    markup.tag(">").text(words).tag("</button>");
}
