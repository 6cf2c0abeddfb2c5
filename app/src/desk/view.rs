//! Screen 1 as markup: what was understood, a row an activity, what is left out, and what is chosen. Plain
//! functions of the state, which build and browser share.

use catalog::card::Card;
use catalog::day::{Day, Moment};
use catalog::results::{Hit, Results};
use catalog::service::Spoken;

use super::action::Action;
use super::notes::Note;
use super::rules::{self, Rule};
use super::state::{Answer, DeskModel, languages_asked, numbers_of};
use crate::card::{CardView, Clock, spoken};
use crate::choice::{facet_number, label};
use crate::finder::state::FinderProps;
use crate::finder::state::action::Action as FinderAction;
use crate::finder::state::model::{Loading, Model};
use crate::finder::view::chips::chip_list;
use crate::finder::view::place::named_area;
use crate::locale::{Key, Messages};
use crate::markup::Markup;

/// The texts that the desk shows in the browser beside the finder's; the page carries them along.
pub const WORDS: &[Key] = &[
    Key::HandOverAge,
    Key::HandOverFit,
    Key::HandOverBookmark,
    Key::HandOverBookmarked,
    Key::HandOverChoose,
    Key::HandOverSpeaks,
    Key::HandOverSpeaksUnknown,
    Key::HandOverRoom,
    Key::HandOverRoomOld,
    Key::HandOverTooYoung,
    Key::HandOverTooOld,
    Key::HandOverLives,
    Key::HandOverServes,
    Key::HandOverRequires,
    Key::HandOverLeftOut,
    Key::HandOverShow,
    Key::HandOverHide,
    Key::HandOverSensitive,
    Key::HandOverSensitiveText,
    Key::HandOverChosen,
    Key::HandOverChosenMost,
    Key::HandOverClear,
    Key::HandOverGo,
    Key::HandOverMore,
    Key::HandOverNext,
    Key::HandOverBack,
    Key::HandOverHead,
    Key::HandOverKept,
    Key::HandOverKeep,
    Key::HandOverKeptHere,
    Key::HandOverNotKept,
    Key::PeopleTitle,
    Key::HandOverGet,
    Key::HandOverLanguage,
    Key::HandOverBeneath,
    Key::HandOverPlain,
    Key::HandOverCopy,
    Key::HandOverLine,
    Key::HandOverLineHint,
    Key::HandOverPrintTitle,
    Key::HandOverPrint,
    Key::HandOverCallTitle,
    Key::HandOverCallHello,
    Key::HandOverCallSpeak,
    Key::HandOverCallWhen,
    Key::HandOverCallNone,
    Key::HandOverCalled,
    Key::HandOverTextTitle,
    Key::HandOverTextLong,
    Key::HandOverTextCount,
    Key::HandOverTextMessages,
    Key::HandOverTextWide,
    Key::HandOverTextCopy,
    Key::HandOverTextOpen,
    Key::HandOverEmail,
    Key::HandOverEmailSubject,
    Key::HandOverWhatsapp,
    Key::HandOverShare,
    Key::HandOverCodeTitle,
    Key::HandOverCodeTyped,
    Key::HandOverCodeFill,
    Key::HandOverCodeClose,
    Key::HandOverRecordTitle,
    Key::HandOverRecordCopy,
    Key::HandOverCopied,
    Key::HandOverReviewTitle,
    Key::HandOverWeeks,
    Key::HandOverCalendar,
    Key::HandOverCalendarTitle,
    Key::HandOverCalendarHint,
    Key::HandOverLoading,
    Key::HandOverNotHere,
    Key::HandOverForgotten,
    Key::TakeLetters,
    Key::TakeOrdinary,
    Key::TakeLarge,
    Key::TakeLargest,
];

/// After how many days what was said of room is old: two months, as groups fill up within a season.
const ROOM_OLD_DAYS: i32 = 60;

/// Most reasons that a record tells: a line's worth.
const REASONS_MAX: usize = 3;

/// Everything that a row depends on, beside the catalog's own words.
#[derive(Clone, Debug, PartialEq)]
pub struct RowState {
    hit: Hit,
    number: usize,
    is_chosen: bool,
    is_full: bool,
    /// The rule that would leave it out, where it is shown all the same.
    rule: Option<Rule>,
    now: Moment,
    area: Option<String>,
    asked: Vec<String>,
    has_notes: bool,
}

impl RowState {
    /// What names the row among others: the service's number in the catalog.
    pub fn key(&self) -> u32 {
        self.hit.service
    }
}

/// What was understood of the question: the finder's chips, and the age.
pub fn chips(
    model: &Model,
    results: Option<&Results>,
    desk: &DeskModel,
    props: &FinderProps,
) -> String {
    let mut list = Markup::from_build(chip_list(model, results, props));
    let topics = model.catalog().map_or(&[][..], |catalog| catalog.topics());
    let mut asked: Vec<u32> = results
        .into_iter()
        .flat_map(|results| results.hits.iter().flat_map(|hit| &hit.why.topics))
        .copied()
        .collect();
    asked.sort_unstable();
    asked.dedup();
    let topics = asked.into_iter().filter_map(|topic| topics.get(topic as usize));
    let mut told = reasons(model, results, props);
    told.extend(topics.map(|topic| topic.label.clone()));
    for words in told.iter().filter(|_| !model.query.words.trim().is_empty()) {
        list.tag("<li class=\"tag\">").text(words).tag("</li>");
    }
    lists(&mut list, model, desk, props);
    if let Some(age) = desk.age {
        let words =
            props.messages.fill(Key::HandOverAge, &[("n", &props.messages.number(u32::from(age)))]);
        list.tag("<li><button type=\"button\" class=\"chip\" aria-label=\"");
        list.text(&props.messages.fill(Key::FinderRemove, &[("name", &words)])).tag("\"");
        Action::ForgetAge.write(&mut list);
        list.tag(">").text(&words).icon("x").tag("</button></li>");
    }
    list.into_text()
}

/// While nothing is asked: the curated lists, or the one that is shown.
fn lists(all: &mut Markup, model: &Model, desk: &DeskModel, props: &FinderProps) {
    let Some(notes) = desk.notes.as_ref().filter(|_| model.query.is_empty()) else { return };
    if let Some(shown) = desk.list.as_ref().and_then(|id| notes.list(id)) {
        all.tag("<li><button type=\"button\" class=\"chip\" aria-label=\"");
        all.text(&props.messages.fill(Key::FinderRemove, &[("name", &shown.title)])).tag("\"");
        Action::CloseList.write(all);
        all.tag(">").text(&shown.title).icon("x").tag("</button></li>");
        return;
    }
    for known in &notes.lists {
        all.tag("<li><button type=\"button\" class=\"quiet small\"");
        Action::OpenList(known.id.clone()).write(all);
        all.tag(">").icon("list").text(&known.title).tag("</button></li>");
    }
}

/// The one polite line.
pub fn status(model: &Model, answer: Option<&Answer>, props: &FinderProps) -> String {
    let messages = &props.messages;
    match (&model.loading, answer) {
        (Loading::Failed, _) => messages.text(Key::FinderFailed).to_owned(),
        (Loading::Underway, _) | (_, None) => messages.text(Key::FinderSearching).to_owned(),
        (_, Some(answer)) if answer.found == 0 => messages.text(Key::FinderNone).to_owned(),
        (_, Some(answer)) => messages.count(Key::HandOverFit, answer.found, &[]),
    }
}

/// The states of the rows, best first.
pub fn rows(
    model: &Model,
    results: &Results,
    answer: &Answer,
    desk: &DeskModel,
    props: &FinderProps,
) -> Vec<RowState> {
    let FinderProps { manifest, .. } = props;
    let (Some(catalog), Some(now)) = (model.catalog(), model.now) else { return Vec::new() };
    let origin = model.origin(results, manifest);
    let area = named_area(origin.as_ref(), manifest);
    let asked = languages_asked(model, Some(results), manifest);
    let place = match &origin {
        Some(catalog::query::Origin::Place(id)) => Some(id.as_str()),
        _ => None,
    };
    let person = rules::Person { age: desk.age, place };
    let rows = answer.rows.iter().enumerate();
    rows.filter_map(|(place, hit)| {
        let id = catalog.card(hit.service)?.id;
        let rule = desk.note(&id).and_then(|note| rules::broken(note, person, &manifest.places));
        Some(RowState {
            hit: Hit { score: 0.0, ..hit.clone() },
            number: place + 1,
            is_chosen: desk.chosen.contains(&id),
            is_full: desk.is_full(),
            rule,
            now,
            area: area.clone(),
            asked: asked.clone(),
            has_notes: desk.notes.is_some(),
        })
    })
    .collect()
}

/// The ids of the rows, in their order: what the keys 1 to 9 tick.
pub fn row_ids(model: &Model, answer: &Answer) -> Vec<String> {
    let Some(catalog) = model.catalog() else { return Vec::new() };
    answer.rows.iter().filter_map(|hit| Some(catalog.card(hit.service)?.id)).collect()
}

/// A row as markup.
pub fn row(
    list: &mut Markup,
    state: &RowState,
    model: &Model,
    desk: &DeskModel,
    props: &FinderProps,
) {
    let RowState { hit, number, is_chosen, is_full, rule, now, area, asked, .. } = state;
    let Some(card) = model.catalog().and_then(|catalog| catalog.card(hit.service)) else { return };
    let FinderProps { manifest, messages, root } = props;
    let clock = Clock::Live(*now);
    let view = CardView::new(&card, hit, area.as_deref(), manifest, messages, clock, root);
    let note = desk.note(&card.id);
    list.tag("<li id=\"row-")
        .text(&card.id)
        .tag("\"><label class=\"tick\"><input type=\"checkbox\"");
    Action::Tick(card.id.clone()).write(list);
    list.tag(" aria-label=\"");
    list.text(&messages.fill(Key::HandOverChoose, &[("name", &view.name.text)])).tag("\"");
    if *is_chosen {
        list.tag(" checked");
    } else if *is_full {
        list.tag(" disabled");
    }
    list.tag(">");
    if *number <= super::ROWS {
        list.tag("<kbd aria-hidden=\"true\">").number(*number as u32).tag("</kbd>");
    }
    list.tag("</label><div class=\"cell head\"><h2>");
    if let Some(href) = &view.href {
        // A tab of its own: the list and what is ticked stay as they are.
        list.tag("<a target=\"_blank\" rel=\"noopener\" href=\"").text(href).tag("\"");
    } else {
        list.tag("<span");
    }
    list.lang(view.name.lang.as_deref()).tag(">").text(&view.name.text);
    list.tag(if view.href.is_some() { "</a></h2>" } else { "</span></h2>" });
    list.tag("<p class=\"soft small\"><bdi translate=\"no\">")
        .text(&view.organization)
        .tag("</bdi>");
    if let Some(far) = &view.far {
        list.text(&view.separator).text(far);
    }
    list.tag("</p>");
    if let Some(state) = &view.state {
        list.tag("<p class=\"strong\">").text(state).tag("</p>");
    }
    list.tag("</div><div class=\"cell\">");
    iconic(list, "languages", |list| who_speaks(list, &card, note, asked, props));
    iconic(list, "calendar", |list| {
        let next = view.next.as_deref().unwrap_or(messages.text(Key::ServiceNoNext));
        list.tag("<span class=\"strong\">").text(next).tag("</span>");
        if let Some(usually) = &view.usually {
            list.tag(" <span class=\"small\"").lang(usually.lang.as_deref()).tag(">");
            list.text(&usually.text).tag("</span>");
        }
    });
    list.tag("</div><div class=\"cell\">");
    if !view.facts.is_empty() || view.access_unknown.is_some() {
        iconic(list, "accessibility", |list| {
            for (answer, words) in &view.facts {
                let (class, _) = answer.look();
                list.tag("<span class=\"line ").tag(class).tag("\">").text(words).tag("</span>");
            }
            if let Some(words) = &view.access_unknown {
                list.tag("<span class=\"unknown\">").text(words).tag("</span>");
            }
        });
    }
    list.tag("</div><div class=\"cell start\">");
    if let Some(note) = note {
        start(list, note, now.day, messages);
    }
    list.tag("</div>");
    suits(list, note, rule.as_ref(), props);
    list.tag("</li>");
}

/// A line with a picture before it.
fn iconic(list: &mut Markup, icon: &'static str, words: impl FnOnce(&mut Markup)) {
    list.tag("<p class=\"iconic\">").icon(icon).tag("<span>");
    words(list);
    list.tag("</span></p>");
}

/// Who speaks the languages that were asked for; without any, which languages are spoken.
fn who_speaks(
    list: &mut Markup,
    card: &Card,
    note: Option<&Note>,
    asked: &[String],
    props: &FinderProps,
) {
    let FinderProps { manifest, messages, .. } = props;
    let facet = facet_number("language");
    let code = |value: u32| {
        let choices = manifest.choices.get(facet as usize);
        choices.and_then(|choices| choices.get(value as usize)).map_or("", |choice| &choice.id)
    };
    let name = |value: u32| label(manifest, messages, facet, value);
    let mut is_first = true;
    let mut line = |list: &mut Markup, class: &'static str, words: &str| {
        if !std::mem::take(&mut is_first) {
            list.text(messages.text(Key::FormSeparator));
        }
        list.tag("<span class=\"").tag(class).tag("\">").text(words).tag("</span>");
    };
    for wanted in asked {
        let there = card.languages.iter().find(|(value, _)| code(*value) == wanted);
        match there {
            Some((value, Spoken::Native)) => {
                let who = note.and_then(|note| {
                    note.speakers.iter().find(|(code, _)| code == wanted).map(|(_, who)| &**who)
                });
                let values = [("language", &*name(*value)), ("who", who.unwrap_or_default())];
                line(list, "yes", messages.fill(Key::HandOverSpeaks, &values).trim());
            }
            Some((value, how)) => line(list, "", &spoken(&name(*value), *how, messages)),
            None => {
                let choices = manifest.choices.get(facet as usize).into_iter().flatten();
                let value = choices.zip(0..).find(|(choice, _)| choice.id == *wanted);
                let language = value.map(|(_, value)| name(value)).unwrap_or_default();
                let words = messages.fill(Key::HandOverSpeaksUnknown, &[("language", &language)]);
                line(list, "unknown", &words);
            }
        }
    }
    if asked.is_empty() {
        let all: Vec<String> = card
            .languages
            .iter()
            .map(|(value, how)| spoken(&name(*value), *how, messages))
            .collect();
        line(list, "", &all.join(messages.text(Key::FormSeparator)));
    }
}

/// How one starts, which papers are asked for, and whether there is room.
fn start(list: &mut Markup, note: &Note, today: Day, messages: &Messages) {
    if !note.start.is_empty() {
        iconic(list, "door-open", |list| {
            list.text(&note.start);
        });
    }
    if !note.requires.is_empty() {
        let papers = messages.list(&note.requires);
        iconic(list, "file-text", |list| {
            list.text(&messages.fill(Key::HandOverRequires, &[("list", &papers)]));
        });
    }
    if note.room.is_empty() {
        return;
    }
    let asked = note.room_asked.map(Day);
    let is_old = asked.is_none_or(|asked| today.0.saturating_sub(asked.0) > ROOM_OLD_DAYS);
    list.tag(if is_old { "<p class=\"iconic old\">" } else { "<p class=\"iconic\">" });
    list.icon("users").tag("<span>");
    match asked {
        Some(asked) => {
            let key = if is_old { Key::HandOverRoomOld } else { Key::HandOverRoom };
            let values = [("room", &*note.room), ("day", &*messages.day(asked))];
            list.text(&messages.fill(key, &values));
        }
        None => {
            list.text(&note.room);
        }
    }
    list.tag("</span></p>");
}

/// Whom it suits, the rule that would leave it out, and the prescriber's note.
fn suits(list: &mut Markup, note: Option<&Note>, rule: Option<&Rule>, props: &FinderProps) {
    let Some(note) = note else { return };
    let FinderProps { manifest, messages, .. } = props;
    let lives = (!note.residency.is_empty() && rule.is_none())
        .then(|| Rule::Lives(rules::names(&note.residency, &manifest.places)));
    let rule = rule.cloned().or(lives).map(|rule| rule_words(&rule, messages));
    if rule.is_none() && note.suits.is_empty() && note.note.is_empty() {
        return;
    }
    list.tag("<p class=\"suits small\">");
    if let Some(rule) = rule {
        list.tag("<span class=\"rule\">").text(&rule).tag("</span> ");
    }
    if !note.suits.is_empty() {
        list.tag("<span>").text(&note.suits).tag("</span> ");
    }
    if !note.note.is_empty() {
        let is_foreign = manifest.locale != manifest.default_locale;
        let lang = is_foreign.then_some(manifest.default_locale.as_str());
        list.tag("<span").lang(lang).tag(">").text(&note.note).tag("</span>");
    }
    list.tag("</p>");
}

/// A rule in words.
pub fn rule_words(rule: &Rule, messages: &Messages) -> String {
    let years = |age: u8| messages.number(u32::from(age));
    match rule {
        Rule::TooYoung(min) => messages.fill(Key::HandOverTooYoung, &[("n", &years(*min))]),
        Rule::TooOld(max) => messages.fill(Key::HandOverTooOld, &[("n", &years(*max))]),
        Rule::Lives(list) => messages.fill(Key::HandOverLives, &[("list", &messages.list(list))]),
        Rule::Serves(list) => messages.fill(Key::HandOverServes, &[("list", &messages.list(list))]),
    }
}

/// What stands under the rows: more of them, what a rule leaves out, and what is never among them.
pub fn below(model: &Model, answer: &Answer, desk: &DeskModel, props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut all = Markup::new();
    let shown = (answer.rows.len() + answer.left_out.len()) as u32;
    if answer.found > shown {
        all.tag("<p>");
        let words = messages.count(Key::HandOverMore, answer.found - shown, &[]);
        all.tag("<button type=\"button\" class=\"quiet\"");
        FinderAction::ShowMore.write(&mut all);
        all.tag(">").text(&words).tag("</button></p>");
    }
    all.tag("<div class=\"cols\">");
    if !answer.left_out.is_empty() || desk.shows_left_out {
        all.tag("<section class=\"note\"><h2 class=\"small-head\">");
        let number = answer.left_out.len() as u32;
        if !desk.shows_left_out {
            all.text(&messages.count(Key::HandOverLeftOut, number, &[]));
        }
        all.tag("</h2><ul>");
        for (hit, rule) in &answer.left_out {
            let Some(card) = model.catalog().and_then(|catalog| catalog.card(hit.service)) else {
                continue;
            };
            all.tag("<li><span class=\"strong\">").text(&card.name.text).tag("</span> ");
            all.text(&rule_words(rule, messages)).tag("</li>");
        }
        all.tag("</ul><p>");
        let key = if desk.shows_left_out { Key::HandOverHide } else { Key::HandOverShow };
        button(&mut all, &Action::ShowLeftOut, "quiet small", messages.text(key));
        all.tag("</p></section>");
    }
    if answer.has_sensitive {
        all.tag("<section class=\"note\"><h2 class=\"small-head\">");
        all.text(messages.text(Key::HandOverSensitive)).tag("</h2><p>");
        all.text(messages.text(Key::HandOverSensitiveText)).tag("</p></section>");
    }
    all.tag("</div>");
    all.into_text()
}

/// What is chosen, and the way on: at the foot of the screen.
pub fn tray(model: &Model, desk: &DeskModel, props: &FinderProps) -> String {
    let messages = &props.messages;
    let mut tray = Markup::new();
    if desk.chosen.is_empty() {
        return String::new();
    }
    let names: Vec<String> =
        desk.chosen.iter().map(|id| name_of(id, model, desk, &props.manifest.locale)).collect();
    tray.tag("<div class=\"wrap\"><p role=\"status\">");
    tray.text(&messages.count(Key::HandOverChosen, desk.chosen.len() as u32, &[]));
    tray.tag(" <span class=\"soft small\">");
    let most = messages.number(super::CHOSEN_MAX as u32);
    let values = [("n", &*most), ("list", &*messages.list(&names))];
    tray.text(&messages.fill(Key::HandOverChosenMost, &values));
    tray.tag("</span></p><div class=\"row\">");
    button(&mut tray, &Action::Clear, "quiet small", messages.text(Key::HandOverClear));
    tray.tag("<button type=\"button\" class=\"button\"");
    Action::HandOver.write(&mut tray);
    tray.tag(">").text(messages.text(Key::HandOverGo)).icon("arrow-right");
    tray.tag("<kbd aria-hidden=\"true\">Enter</kbd></button></div></div>");
    tray.into_text()
}

/// What an activity is called here.
pub(super) fn name_of(id: &str, model: &Model, desk: &DeskModel, locale: &str) -> String {
    let files = desk.slips.get(locale).map_or(&[][..], Vec::as_slice);
    let slip = files.iter().flat_map(|file| &file.slips).find(|slip| slip.id == id);
    if let Some(slip) = slip {
        return slip.name.text.clone();
    }
    // Until the slips are here.
    let number = model.catalog().and_then(|catalog| numbers_of(catalog, &[id.to_owned()]).pop());
    let card = number.and_then(|number| model.catalog()?.card(number));
    card.map_or_else(|| id.to_owned(), |card| card.name.text)
}

/// The needs that were asked for or understood, as people read them: the reasons that a record tells.
pub fn reasons(model: &Model, results: Option<&Results>, props: &FinderProps) -> Vec<String> {
    let need = facet_number("need");
    let needs = needs(model, results, props).into_iter();
    needs.map(|(value, _)| label(&props.manifest, &props.messages, need, value)).collect()
}

/// The same as ids.
pub fn needs_asked(model: &Model, results: Option<&Results>, props: &FinderProps) -> Vec<String> {
    needs(model, results, props).into_iter().map(|(_, id)| id.to_owned()).collect()
}

/// The first few needs that were asked for or understood, each with its value and its id; none that calls
/// for discretion.
fn needs<'a>(
    model: &Model,
    results: Option<&Results>,
    props: &'a FinderProps,
) -> Vec<(u32, &'a str)> {
    let Some(choices) = props.manifest.choices.get(facet_number("need") as usize) else {
        return Vec::new();
    };
    let asked = choices.iter().zip(0..).filter(|(choice, _)| model.query.has("need", &choice.id));
    let understood = results.into_iter().flat_map(|results| &results.suggested_needs);
    let mut needs: Vec<(u32, &str)> = Vec::new();
    for value in asked.map(|(_, value)| value).chain(understood.map(|(value, _)| *value)) {
        if let Some(choice) = choices.get(value as usize)
            && !choice.sensitive
            && !needs.iter().any(|(known, _)| *known == value)
        {
            needs.push((value, &choice.id));
        }
    }
    needs.truncate(REASONS_MAX);
    needs
}

/// A button with words.
pub(super) fn button(markup: &mut Markup, action: &Action, class: &'static str, words: &str) {
    markup.tag("<button type=\"button\" class=\"").tag(class).tag("\"");
    action.write(markup);
    markup.tag(">").text(words).tag("</button>");
}
