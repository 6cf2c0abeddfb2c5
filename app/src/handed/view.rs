//! The plan as markup.

use catalog::phone::Phone;
use catalog::query::escape;

use super::state::{HandedModel, Opened, Slips};
use crate::card::isolated;
use crate::handout::{LETTERS, Look, Note, Options, Side, sheet};
use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::plan::view::{changed, next};
use crate::slip::{Line, Slip, SlipPlace};

/// The texts that the page shows on a phone; the page carries them along.
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
    Key::FinderTryAgain,
    Key::BrowseCount,
    Key::CardNow,
    Key::CardCall,
    Key::CardCallWhom,
    Key::ServiceNext,
    Key::ServiceNoNext,
    Key::ServiceMap,
    Key::ServiceAskFor,
    Key::ServiceMeetYou,
    Key::ServiceWhatToBring,
    Key::ServiceNotOn,
    Key::ServiceRoomWaitlist,
    Key::ServiceRoomFull,
    Key::HandoutSpeaks,
    Key::HandoutGone,
    Key::PlanSince,
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
    Key::PlanTitle,
    Key::PlanDates,
    Key::PlanNoDate,
    Key::PlanNeutral,
    Key::PlanMark,
    Key::PlanCheckIn,
    Key::PlanBroken,
    Key::PlanRefused,
    Key::PlanNoRoom,
    Key::PlanTake,
    Key::TakeLetters,
    Key::TakeOrdinary,
    Key::TakeLarge,
    Key::TakeLargest,
    Key::HandedLead,
    Key::HandedCodeEmpty,
    Key::HandedCodeSign,
    Key::HandedCodePart,
    Key::HandedCodeWrong,
    Key::HandedDamaged,
    Key::HandedNewer,
    Key::HandedRepaired,
    Key::HandedKeep,
    Key::HandedKept,
    Key::HandedLoading,
    Key::HandedFailed,
    Key::HandedReference,
    Key::HandedPrint,
    Key::SpellingDigits,
    Key::SpellingLetters,
    Key::SpellingTimes,
    Key::SpellingLike,
    Key::SpellingNothing,
];

/// Keep everything.
pub const KEEP: &str = "keep";
/// Open the code that was typed.
pub const OPEN: &str = "open";
/// Print the sheet.
pub const PRINT: &str = "print";
/// The next dates as a calendar file.
pub const DATES: &str = "dates";
/// Ask for the slips once more.
pub const AGAIN: &str = "again";

/// Where the plan is drawn.
pub struct HandedProps {
    /// The locale's words.
    pub messages: Messages,
    /// From this page to the locale's folder, such as `../`.
    pub folder: String,
}

/// The whole of it, before a browser has said what stands in the address.
pub fn island(props: &HandedProps) -> String {
    let words = |key| props.messages.text(key);
    let mut all = Markup::new();
    all.tag("<div id=\"handed-top\" class=\"stack\" tabindex=\"-1\"></div>");
    all.tag("<p class=\"status\" id=\"status\" role=\"status\"></p>");
    all.tag("<div id=\"handed-keep\"></div><div id=\"handed-changed\" class=\"stack\"></div>");
    all.tag("<ul class=\"cards kept\" id=\"handed-list\"></ul><div id=\"handed-take\"></div>");
    all.tag("<div class=\"own\"><label for=\"code\">").text(words(Key::HandedCode));
    all.tag("</label><p class=\"soft small\" id=\"code-hint\">").text(words(Key::HandedCodeHint));
    all.tag("<br>").text(words(Key::HandedCodeVoice));
    // Words of any language may stand here: said, a code of twelve activities is some 600 letters.
    all.tag("</p><input id=\"code\" type=\"text\" dir=\"auto\" autocomplete=\"off\"");
    all.tag(" autocapitalize=\"characters\" spellcheck=\"false\" maxlength=\"1000\"");
    all.tag(" aria-describedby=\"code-hint code-wrong\"><p id=\"code-wrong\" class=\"plan-said\"");
    all.tag(" role=\"alert\"></p><p>");
    button(&mut all, OPEN, words(Key::HandedOpen), "quiet");
    all.tag("</p></div><div id=\"handed-paper\" class=\"for-paper\"></div>");
    all.into_text()
}

/// What was opened.
pub fn top(model: &HandedModel, props: &HandedProps) -> String {
    let messages = &props.messages;
    let words = |key| messages.text(key);
    let mut top = Markup::new();
    if model.is_repaired {
        panel(&mut top, words(Key::HandedRepaired));
    }
    let link = match &model.opened {
        Opened::Nothing => return top.into_text(),
        Opened::Unreadable(why) => {
            panel(&mut top, words(refusal(*why)));
            return top.into_text();
        }
        Opened::Plan(link) => link,
    };
    match model.slips {
        Slips::Awaited => {
            top.tag("<p>").text(words(Key::HandedLoading)).tag("</p>");
            return top.into_text();
        }
        Slips::Failed => {
            panel(&mut top, words(Key::HandedFailed));
            top.tag("<p>");
            button(&mut top, AGAIN, words(Key::FinderTryAgain), "quiet");
            top.tag("</p>");
            return top.into_text();
        }
        Slips::Arrived => {}
    }
    let gone = model.gone() as u32;
    if gone > 0 {
        panel(&mut top, &messages.count(Key::HandoutGone, gone, &[]));
    }
    if model.can_be_kept() {
        top.tag("<p class=\"lead\">").text(words(Key::HandedLead)).tag("</p>");
    }
    if !link.reference.is_none() {
        let reference = isolated(&link.reference.shown());
        top.tag("<p class=\"soft small\">");
        top.text(&messages.fill(Key::HandedReference, &[("reference", &reference)])).tag("</p>");
    }
    top.into_text()
}

/// The one press that keeps everything, or the way to the plan.
pub fn keep(model: &HandedModel, props: &HandedProps) -> String {
    let messages = &props.messages;
    let kept = model.items().len() as u32;
    let mut keep = Markup::new();
    if kept == 0 {
        return keep.into_text();
    }
    keep.tag("<p>");
    if model.is_kept {
        keep.tag("<a class=\"button\" href=\"").text(&props.folder).tag("plan/\">");
        keep.icon("check").text(messages.text(Key::PlanTitle)).tag("</a>");
    } else {
        keep.tag("<button type=\"button\"").action(KEEP, &[]).tag(">").icon("bookmark");
        keep.text(&messages.count(Key::HandedKeep, kept, &[])).tag("</button>");
    }
    keep.tag("</p>");
    keep.into_text()
}

/// What has changed of activities that the person keeps, since they last looked.
pub fn changes(model: &HandedModel, props: &HandedProps) -> String {
    let mut list = Markup::new();
    let Some(now) = model.now else { return list.into_text() };
    for slip in model.listed() {
        let Some((_, changes)) = model.changed.iter().find(|(id, _)| *id == slip.id) else {
            continue;
        };
        list.tag("<section class=\"card\"><h2 class=\"card-title\"")
            .lang(lang(&slip.name))
            .tag(">");
        list.text(&slip.name.text).tag("</h2>");
        changed(&mut list, changes, &model.item(slip), now, &props.messages);
        list.tag("</section>");
    }
    list.into_text()
}

fn refusal(why: catalog::link::Unreadable) -> Key {
    match why {
        catalog::link::Unreadable::Newer => Key::HandedNewer,
        catalog::link::Unreadable::Empty | catalog::link::Unreadable::Damaged => Key::HandedDamaged,
    }
}

/// What the polite line says: how many activities there are.
pub fn said(model: &HandedModel, props: &HandedProps) -> String {
    match model.listed().len() as u32 {
        0 => String::new(),
        listed => props.messages.count(Key::BrowseCount, listed, &[]),
    }
}

/// A card for each activity.
pub fn list(model: &HandedModel, props: &HandedProps) -> String {
    let mut list = Markup::new();
    for slip in model.listed() {
        card(&mut list, slip, model, props);
    }
    list.into_text()
}

fn card(list: &mut Markup, slip: &Slip, model: &HandedModel, props: &HandedProps) {
    let messages = &props.messages;
    let item = model.item(slip);
    list.tag("<li class=\"card\"><h2 class=\"card-title\"");
    let page = slip.page_from(&props.folder);
    if let Some(page) = &page {
        list.tag("><a href=\"").text(page).tag("\"");
    }
    list.lang(lang(&slip.name)).tag(">").text(&slip.name.text);
    list.tag(if page.is_some() { "</a></h2>" } else { "</h2>" });
    list.tag("<p class=\"who\"><bdi translate=\"no\">").text(&slip.group).tag("</bdi></p>");
    let alerts = model.now.map_or(slip.alerts.as_slice(), |now| slip.alerts_on(now.day));
    for alert in alerts {
        list.tag("<p class=\"alert\"");
        line(list, alert);
    }
    if !slip.room.is_empty() {
        list.tag("<p class=\"alert\">").text(&slip.room.join(" ")).tag("</p>");
    }
    if slip.is_over {
        list.tag("</li>");
        return;
    }
    list.tag("<ul class=\"facts\"><li>").icon("calendar").tag("<div>");
    if !slip.times.is_empty() || slip.when.is_empty() {
        list.tag("<p class=\"strong\">").text(&next(&item, model.now, messages)).tag("</p>");
    }
    for when in &slip.when {
        list.tag("<p class=\"soft\"");
        line(list, when);
    }
    list.tag("</div></li>");
    for place in &slip.places {
        draw_place(list, place, messages);
    }
    if !slip.given.is_empty() {
        list.tag("<li>").icon("map-pin").tag("<p>").text(&slip.given).tag("</p></li>");
    }
    first(list, slip, model, messages);
    list.tag("</ul>");
    if let Some(phone) = &item.phone {
        let shown = isolated(&messages.phone(phone));
        let whom = messages.fill(Key::CardCallWhom, &[("phone", &shown), ("name", &item.name)]);
        list.tag("<p><a class=\"button\" href=\"").text(&Phone::read(phone).link());
        list.tag("\" aria-label=\"").text(&whom).tag("\">").icon("phone");
        list.text(&messages.fill(Key::CardCall, &[("phone", &shown)])).tag("</a></p>");
    }
    list.tag("</li>");
}

fn draw_place(list: &mut Markup, place: &SlipPlace, messages: &Messages) {
    list.tag("<li>").icon("map-pin").tag("<div>");
    if !place.address.is_empty() {
        let asked = [place.address.as_str(), ", ", &place.town].concat();
        let asked = escape(asked.trim_end_matches(", "));
        list.tag("<p><bdi translate=\"no\">").text(&place.address).tag("</bdi></p>");
        list.tag("<p><a class=\"tap\" href=\"geo:0,0?q=").text(&asked).tag("\">");
        list.text(messages.text(Key::ServiceMap));
        list.tag("<span class=\"unseen\"> ").text(&place.address).tag("</span></a></p>");
    }
    for note in [&place.door].into_iter().chain(&place.access).filter(|note| !note.is_empty()) {
        list.tag("<p class=\"soft\"");
        line(list, note);
    }
    list.tag("</div></li>");
    if !place.transport.is_empty() {
        list.tag("<li>").icon("bus").tag("<div><p");
        line(list, &place.transport);
        list.tag("</div></li>");
    }
}

/// Whom to ask for, in which language, what happens the first time and what to bring.
fn first(list: &mut Markup, slip: &Slip, model: &HandedModel, messages: &Messages) {
    let file = model.files.first();
    let contact = file.and_then(|file| Some((file, slip.contact_for(&file.speaks)?)));
    let spoken = contact.map(|(file, contact)| {
        let own = contact.languages.iter().filter(|code| file.speaks.contains(code));
        own.filter_map(|code| file.languages.get(code)).cloned().collect::<Vec<_>>().join(" / ")
    });
    let spoken = spoken.filter(|spoken| !spoken.is_empty());
    let ask_for = (!slip.ask_for.is_empty())
        .then(|| messages.fill(Key::ServiceAskFor, &[("name", &slip.ask_for)]));
    let speaks = spoken.map(|spoken| messages.fill(Key::HandoutSpeaks, &[("language", &spoken)]));
    let is_met = slip.meet_me == Some(true) && slip.first_visit.is_empty();
    let meets = is_met.then(|| messages.text(Key::ServiceMeetYou).to_owned());
    let whom: Vec<String> = [ask_for, speaks, meets].into_iter().flatten().collect();
    let is_nothing = whom.is_empty()
        && slip.first_visit.is_empty()
        && slip.bring.is_empty()
        && slip.papers.is_empty();
    if is_nothing {
        return;
    }
    list.tag("<li>").icon("info").tag("<div>");
    if !whom.is_empty() {
        list.tag("<p>").text(&whom.join(" ")).tag("</p>");
    }
    if !slip.first_visit.is_empty() {
        list.tag("<p class=\"soft\"");
        line(list, &slip.first_visit);
    }
    if !slip.bring.is_empty() || !slip.papers.is_empty() {
        list.tag("<p class=\"soft\">").text(messages.text(Key::ServiceWhatToBring)).tag(" <span");
        list.lang(lang(&slip.bring)).tag(">").text(&slip.bring.text).tag("</span>");
        for paper in &slip.papers {
            list.tag(" <span>").text(paper).tag("</span>");
        }
        list.tag("</p>");
    }
    list.tag("</div></li>");
}

/// Paper and calendar.
pub fn take(model: &HandedModel, props: &HandedProps) -> String {
    let messages = &props.messages;
    let mut take = Markup::new();
    if model.listed().is_empty() {
        return take.into_text();
    }
    take.tag("<section class=\"answer\"><h2>").text(messages.text(Key::PlanTake));
    take.tag("</h2><div class=\"told\"><p class=\"row\">");
    button(&mut take, PRINT, messages.text(Key::HandedPrint), "quiet");
    button(&mut take, DATES, messages.text(Key::PlanDates), "quiet");
    take.tag("</p><fieldset><legend>").text(messages.text(Key::TakeLetters));
    take.tag("</legend><div class=\"row\">");
    for (number, (id, key)) in LETTERS.iter().enumerate() {
        take.tag("<label class=\"option\"><input type=\"radio\" name=\"letters\" id=\"").tag(id);
        take.tag(if number == 0 { "\" checked>" } else { "\">" });
        take.text(messages.text(*key)).tag("</label>");
    }
    take.tag("</div></fieldset></div></section>");
    take.into_text()
}

/// The sheet, which only a printer shows.
pub fn paper(model: &HandedModel) -> String {
    let (Some(link), Some(now)) = (model.link(), model.now) else { return String::new() };
    match Side::new(&model.files, &link.services) {
        Some(side) if !model.listed().is_empty() => {
            let options = Options { look: Look::Whole, now, review: None, note: Note::None };
            let beneath = Side::new(&model.beneath, &link.services);
            sheet(&side, beneath.as_ref(), link, &options).into_text()
        }
        _ => String::new(),
    }
}

fn panel(markup: &mut Markup, words: &str) {
    markup.tag("<p class=\"panel\">").text(words).tag("</p>");
}

fn button(markup: &mut Markup, action: &'static str, words: &str, class: &'static str) {
    markup.tag("<button type=\"button\" class=\"").tag(class).tag("\"");
    markup.action(action, &[]).tag(">").text(words).tag("</button>");
}

/// Ends the tag of a paragraph with its language, and draws the rest of it.
fn line(markup: &mut Markup, line: &Line) {
    markup.lang(lang(line)).tag(">").text(&line.text).tag("</p>");
}

fn lang(line: &Line) -> Option<&str> {
    (!line.lang.is_empty()).then_some(line.lang.as_str())
}
