//! A plan as markup: the same functions draw it natively, empty, and on the phone.

use catalog::day::Moment;
use catalog::phone::Phone;

use super::action::Action;
use super::since::{Change, words as change_words};
use super::state::{PlanModel, shown_name};
use super::{Item, Mark, WORDS_MAX, Way, Why};
use crate::card::{SENSITIVE, isolated};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

mod parts;

pub use parts::{plans, said};

/// The texts that the plan shows on a phone; the page carries them along.
pub const WORDS: &[Key] = &[
    Key::FormDirection,
    Key::FormPlural,
    Key::FormDigits,
    Key::FormGroup,
    Key::FormMonths,
    Key::FormWeekdays,
    Key::FormDay,
    Key::FormWeekdayDay,
    Key::FormToday,
    Key::FormTomorrow,
    Key::FormHours,
    Key::FormMorning,
    Key::FormAfternoon,
    Key::FormEvening,
    Key::FormSession,
    Key::FormListMore,
    Key::FormListLast,
    Key::FormPhoneExtension,
    Key::CardNow,
    Key::CardCall,
    Key::CardCallWhom,
    Key::ServiceNext,
    Key::ServiceNoNext,
    Key::ServiceNotOn,
    Key::ServiceRoomWaitlist,
    Key::ServiceRoomFull,
    Key::PlanSince,
    Key::PlanSinceCount,
    Key::PlanSeen,
    Key::PlanSinceGone,
    Key::PlanSinceOver,
    Key::PlanSincePaused,
    Key::PlanSinceRuns,
    Key::PlanSinceTimes,
    Key::PlanSinceNewTimes,
    Key::PlanSinceNoTimes,
    Key::PlanSinceAlso,
    Key::PlanSincePlace,
    Key::PlanSinceNoPlace,
    Key::PlanSincePhone,
    Key::PlanSinceNoPhone,
    Key::PlanSinceRoom,
    Key::PlanWhom,
    Key::PlanEmpty,
    Key::PlanCount,
    Key::PlanNeutral,
    Key::PlanDiscreet,
    Key::PlanMark,
    Key::PlanNotYet,
    Key::PlanGoing,
    Key::PlanWent,
    Key::PlanFull,
    Key::PlanWaitingList,
    Key::PlanCouldNot,
    Key::PlanNotForMe,
    Key::PlanNeedHelp,
    Key::PlanWhy,
    Key::PlanWhyHint,
    Key::PlanWhyNone,
    Key::PlanWhyBus,
    Key::PlanWhyHealth,
    Key::PlanWhyTime,
    Key::PlanWhyMoney,
    Key::PlanWhyLanguage,
    Key::PlanWhyNoAnswer,
    Key::PlanNote,
    Key::PlanUp,
    Key::PlanDown,
    Key::PlanRemove,
    Key::PlanPutBack,
    Key::PlanDate,
    Key::PlanCheckIn,
    Key::PlanMoved,
    Key::PlanRemoved,
    Key::PlanAdded,
    Key::PlanNothingNew,
    Key::PlanNotAPlan,
    Key::PlanNewer,
    Key::PlanTooLarge,
    Key::PlanBroken,
    Key::PlanNotSaved,
    Key::PlanNoDate,
    Key::PlanWiped,
    Key::PlanReplyHead,
    Key::PlanReplyLine,
    Key::PlanReplyLineWhy,
    Key::PlanNearKept,
    Key::PlanNearChoose,
    Key::PlanNearSaved,
    Key::PlanNearAgain,
    Key::PlanNearForgotten,
    Key::PlanNearHelp,
];

/// The class of a button that can do nothing just now.
pub const IDLE: &str = "idle";

/// Where a plan is drawn.
pub struct PlanProps {
    /// The locale's words.
    pub messages: Messages,
    /// From this page to the locale's folder, such as `../`.
    pub folder: String,
}

/// The parts of the plan whose words stand in the page from the beginning: the phone only shows, hides
/// and fills them.
#[derive(Clone, Debug, Default)]
pub struct PlanParts {
    /// The answer that its owner may send.
    pub reply: Markup,
    /// How near they are to what matters to them.
    pub near: Markup,
    /// What is listed is in several files: a plan is not compared with it, because which of them are asked for
    /// would tell what somebody keeps.
    pub is_index: bool,
}

/// The whole of it, before a browser has said what is kept.
pub fn island(props: &PlanProps, parts: &PlanParts) -> String {
    let messages = &props.messages;
    let words = |key| messages.text(key);
    let mut all = Markup::new();
    all.tag("<p class=\"status\" id=\"status\" role=\"status\" tabindex=\"-1\"></p>");
    all.tag("<div id=\"plan-undo\" class=\"row noprint\"></div>");
    all.tag("<div class=\"own\"><label for=\"matters\">").text(words(Key::PlanMatters));
    all.tag("</label><p class=\"soft small noprint\" id=\"matters-hint\">");
    all.text(words(Key::PlanMattersHint)).tag("</p>");
    own_words(&mut all, "matters", "", Some("matters-hint"));
    all.tag("</div><ol class=\"cards kept\" id=\"plan-list\"></ol><div class=\"soft as-kept\">");
    all.tag("<p id=\"looked\" hidden>").text(words(Key::PlanSinceLooked));
    all.tag("</p><p id=\"as-kept\">").text(words(Key::PlanAsKept)).tag("</p>");
    if parts.is_index {
        all.tag("<p>").text(words(Key::PlanSinceCannot)).tag("</p>");
    }
    all.tag("</div>");
    all.tag("<section class=\"answer\" id=\"pack\" hidden><h2>").text(words(Key::PlanPack));
    all.tag("</h2><ul id=\"plan-pack\"></ul></section>").drawn(&parts.reply).drawn(&parts.near);
    all.tag("<section class=\"answer noprint\"><h2>")
        .text(words(Key::PlanTake))
        .tag("</h2><div class=\"row\">");
    for (action, key) in [
        (Action::Print, Key::PlanPrint),
        (Action::TakeDates, Key::PlanDates),
        (Action::Export, Key::PlanExport),
    ] {
        button(&mut all, action, words(key), None);
    }
    // The label is the button: what a browser writes on its own is in the browser's language.
    all.tag("</div><div class=\"own\"><input type=\"file\" id=\"import\" class=\"unseen\"");
    all.tag(" accept=\".json,application/json\" aria-describedby=\"import-hint\">");
    all.tag("<label for=\"import\" class=\"button quiet\">").text(words(Key::PlanImport));
    all.tag("</label><p class=\"soft small\" id=\"import-hint\">").text(words(Key::PlanImportHint));
    all.tag("</p></div>");
    all.tag("<details class=\"fold wipe\"><summary><span>").text(words(Key::PlanWipe));
    all.tag("</span></summary><p>").text(words(Key::PlanWipeText)).tag("</p>");
    button(&mut all, Action::Wipe, words(Key::PlanWipeNow), None);
    all.tag("</details></section>");
    all.into_text()
}

/// What stands beside the status: the way back.
pub fn undo(model: &PlanModel, props: &PlanProps) -> String {
    let mut row = Markup::new();
    if model.taken.is_some() {
        button(&mut row, Action::PutBack, props.messages.text(Key::PlanPutBack), None);
    }
    row.into_text()
}

/// Everything that an activity's card depends on, but for what its owner types or ticks in the card
/// itself, for its place in the list and for the clock: those change in the card.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ItemState {
    item: Item,
    changes: Vec<Change>,
    revision: u32,
}

impl ItemState {
    /// What names the card among others: the activity's id.
    pub fn key(&self) -> &str {
        &self.item.id
    }
}

/// The states of the kept activities' cards, in the plan's order.
pub fn items(model: &PlanModel) -> Vec<ItemState> {
    let state = |item: &Item| ItemState {
        item: Item { note: String::new(), mark: Mark::default(), why: None, ..item.clone() },
        changes: model.changes_of(&item.id).to_vec(),
        revision: model.revision,
    };
    model.plan.items.iter().map(state).collect()
}

/// An activity's card as markup, with what its owner has written; nothing where it is not kept.
pub fn item(list: &mut Markup, state: &ItemState, model: &PlanModel, props: &PlanProps) {
    let Some(item) = model.plan.items.iter().find(|item| item.id == state.item.id) else { return };
    let changes = model.changes_of(&item.id);
    draw_item(list, item, changes, model.now, |way| model.plan.is_end(&item.id, way), props);
}

fn draw_item(
    list: &mut Markup,
    item: &Item,
    changes: &[Change],
    now: Option<Moment>,
    is_end: impl Fn(Way) -> bool,
    props: &PlanProps,
) {
    let messages = &props.messages;
    let name = shown_name(item, messages);
    let lang =
        (!item.name.is_empty() && *item.lang != *messages.locale).then_some(item.lang.as_str());
    list.tag("<li class=\"card");
    if item.sensitive {
        list.tag(" ").tag(SENSITIVE);
    }
    list.tag("\" id=\"kept-").text(&item.id).tag("\"><h2 class=\"card-title\"");
    let page = item.page_from(&props.folder);
    if let Some(page) = &page {
        list.tag("><a href=\"").text(page).tag("\"");
    }
    list.lang(lang).tag(">").text(&name).tag(if page.is_some() { "</a></h2>" } else { "</h2>" });
    if let Some(now) = now.filter(|_| !changes.is_empty()) {
        changed(list, changes, item, now, messages);
    }
    if item.sensitive {
        list.tag("<p class=\"iconic noprint\">").icon("info").tag("<span>");
        list.text(messages.text(Key::PlanDiscreet)).tag("</span></p>");
    }
    if let Some(phone) = &item.phone {
        call(list, phone, &name, messages);
    }
    list.tag("<ul class=\"facts\"><li>")
        .icon("calendar")
        .tag("<div><p class=\"big noprint\" data-next=\"");
    list.text(&item.id)
        .tag("\">")
        .text(&next(item, now, messages))
        .tag("</p><p class=\"big on-paper\">");
    list.text(&next_on_paper(item, now, messages)).tag("</p>");
    if !item.when.is_empty() {
        list.tag("<p class=\"soft\"").lang(lang).tag(">").text(&item.when).tag("</p>");
    }
    list.tag("</div></li>");
    if !item.place.is_empty() {
        list.tag("<li>")
            .icon("map-pin")
            .tag("<bdi translate=\"no\">")
            .text(&item.place)
            .tag("</bdi></li>");
    }
    list.tag("</ul>");
    marks(list, item, messages);
    let field = ["note-", &item.id].concat();
    list.tag("<div class=\"own\"><label for=\"").text(&field).tag("\">");
    list.text(messages.text(Key::PlanNote))
        .tag("<span class=\"unseen\"> ")
        .text(&name)
        .tag("</span></label>");
    own_words(list, &field, &item.note, None);
    list.tag("</div><div class=\"row card-foot noprint\">");
    for (way, key) in [(Way::Up, Key::PlanUp), (Way::Down, Key::PlanDown)] {
        let action = Action::Shift(item.id.clone(), way);
        if is_end(way) {
            // It keeps the focus: whoever moves something to the top is still there.
            idle_button(list, action, messages.text(key), &whom(key, &name, messages));
        } else {
            button(list, action, messages.text(key), Some(&whom(key, &name, messages)));
        }
    }
    for (action, key) in [
        (Action::TakeDate(item.id.clone()), Key::PlanDate),
        (Action::Remove(item.id.clone()), Key::PlanRemove),
    ] {
        button(list, action, messages.text(key), Some(&whom(key, &name, messages)));
    }
    list.tag("</div></li>");
}

/// What has changed since its owner last looked, and the button that says that they have seen it.
pub fn changed(
    list: &mut Markup,
    changes: &[Change],
    item: &Item,
    now: Moment,
    messages: &Messages,
) {
    list.tag("<div class=\"alert\"><p class=\"strong\">");
    list.text(messages.text(Key::PlanSince)).tag("</p><ul>");
    for change in changes {
        list.tag("<li>").text(&change_words(change, messages, now.day)).tag("</li>");
    }
    list.tag("</ul><p class=\"noprint\">");
    let whom = whom(Key::PlanSeen, &shown_name(item, messages), messages);
    button(list, Action::Seen(item.id.clone()), messages.text(Key::PlanSeen), Some(&whom));
    list.tag("</p></div>");
}

/// "Move up: Tuesday tea", for who hears the buttons without the card.
fn whom(key: Key, name: &str, messages: &Messages) -> String {
    messages.fill(Key::PlanWhom, &[("action", messages.text(key)), ("name", name)])
}

fn call(list: &mut Markup, phone: &str, name: &str, messages: &Messages) {
    let shown = isolated(&messages.phone(phone));
    list.tag("<p><a class=\"button\" href=\"").text(&Phone::read(phone).link());
    list.tag("\" aria-label=\"");
    list.text(&messages.fill(Key::CardCallWhom, &[("phone", &shown), ("name", name)])).tag("\">");
    list.icon("phone").text(&messages.fill(Key::CardCall, &[("phone", &shown)])).tag("</a></p>");
}

/// When it is next, as far as this phone knows.
pub fn next(item: &Item, now: Option<Moment>, messages: &Messages) -> String {
    let Some((now, session)) = now.and_then(|now| Some((now, item.next(now)?))) else {
        return messages.text(Key::ServiceNoNext).to_owned();
    };
    if session.start <= now {
        let end = session.start.plus_minutes(u32::from(session.minutes));
        return messages.fill(Key::CardNow, &[("time", &messages.time(end.minute))]);
    }
    let session = messages.session_soon(session, now.day);
    messages.fill(Key::ServiceNext, &[("session", &session)])
}

/// The same by its date: whoever reads the paper tomorrow must not be told "tomorrow".
fn next_on_paper(item: &Item, now: Option<Moment>, messages: &Messages) -> String {
    match now.and_then(|now| Some((now, item.next(now)?))) {
        Some((now, session)) => {
            let session = messages.session_dated(session, now.day);
            messages.fill(Key::ServiceNext, &[("session", &session)])
        }
        None => messages.text(Key::ServiceNoNext).to_owned(),
    }
}

/// What became of it: folded, because there are many on a phone's screen; what was chosen is seen. The
/// reasons stand under the answers, for those that have one.
fn marks(list: &mut Markup, item: &Item, messages: &Messages) {
    let question = messages.text(Key::PlanMark);
    let name = shown_name(item, messages);
    list.tag("<details class=\"fold\" id=\"how-")
        .text(&item.id)
        .tag("\"><summary><span>")
        .text(question);
    list.tag(" <span class=\"soft\" data-mark=\"")
        .text(&item.id)
        .tag("\">")
        .text(mark_words(item, messages));
    list.tag("</span></span></summary><fieldset class=\"marks\"><legend class=\"unseen\">")
        .text(question);
    list.tag(" ").text(&name).tag("</legend>");
    for (mark, value, key) in Mark::ALL {
        choice(list, "mark-", &item.id, value, item.mark == mark, messages.text(key));
    }
    list.tag("</fieldset><fieldset class=\"marks why\" data-why=\"").text(&item.id).tag("\"");
    if !item.mark.has_reason() {
        list.tag(" hidden");
    }
    list.tag("><legend>").text(messages.text(Key::PlanWhy)).tag(" <span class=\"soft small\">");
    list.text(messages.text(Key::PlanWhyHint)).tag("</span><span class=\"unseen\"> ");
    list.text(&name).tag("</span></legend>");
    let none = ("", None, Key::PlanWhyNone);
    for (value, why, key) in
        Why::ALL.map(|(why, value, key)| (value, Some(why), key)).into_iter().chain([none])
    {
        choice(list, "why-", &item.id, value, item.why == why, messages.text(key));
    }
    list.tag("</fieldset></details>");
}

/// One of several answers about an activity.
fn choice(
    list: &mut Markup,
    group: &'static str,
    id: &str,
    value: &'static str,
    is_chosen: bool,
    words: &str,
) {
    list.tag("<label class=\"option\"><input type=\"radio\" name=\"").tag(group).text(id);
    list.tag("\" value=\"").tag(value).tag("\"");
    if is_chosen {
        list.tag(" checked");
    }
    list.tag("><span>").text(words).tag("</span></label>");
}

/// What became of it, in words.
pub fn mark_words<'a>(item: &Item, messages: &'a Messages) -> &'a str {
    messages.text(item.mark.key())
}

/// A field for a person's own words, and the same words for paper, where a field cuts them off.
fn own_words(markup: &mut Markup, id: &str, words: &str, hint: Option<&str>) {
    markup
        .tag("<textarea class=\"noprint\" dir=\"auto\" id=\"")
        .text(id)
        .tag("\" rows=\"2\" maxlength=\"");
    markup.number(WORDS_MAX as u32).tag("\"");
    if let Some(hint) = hint {
        markup.tag(" aria-describedby=\"").text(hint).tag("\"");
    }
    // A browser leaves out the first new line in such a field.
    markup
        .tag(">\n")
        .text(words)
        .tag("</textarea><p class=\"on-paper\" dir=\"auto\">")
        .text(words)
        .tag("</p>");
}

fn button(markup: &mut Markup, action: Action, words: &str, whole: Option<&str>) {
    markup.tag("<button type=\"button\" class=\"quiet\"");
    action.write(markup);
    if let Some(whole) = whole {
        markup.tag(" aria-label=\"").text(whole).tag("\"");
    }
    markup.tag(">").text(words).tag("</button>");
}

fn idle_button(markup: &mut Markup, action: Action, words: &str, whole: &str) {
    markup.tag("<button type=\"button\" class=\"quiet idle\" aria-disabled=\"true\"");
    action.write(markup);
    markup.tag(" aria-label=\"").text(whole).tag("\">").text(words).tag("</button>");
}
