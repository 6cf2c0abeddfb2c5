//! Screen 2 as markup: what they get on one side, and what the prescriber does on the other, in the order
//! of what is used.

use catalog::day::{Day, Moment};
use catalog::phone::Phone;

use super::action::{Action, Choice, Way};
use super::message::{self, Alphabet};
use super::state::{DeskLocale, DeskModel, LETTERS, WEEKS};
use super::view::button;
use crate::handout::{self, Look, Note, Options, Side};
use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::people::{Activity, Entry, asks_group};
use crate::qr::Qr;
use crate::slip::Slip;

/// What is handed over, ready: all texts of screen 2 follow from it.
pub struct HandOver<'a> {
    /// The page's words.
    pub messages: &'a Messages,
    /// What the desk knows.
    pub desk: &'a DeskModel,
    /// All page locales.
    pub locales: &'a [DeskLocale],
    /// The language of what is handed over.
    pub locale: &'a str,
    /// The address of the root of the site, with its scheme: links begin with it.
    pub site: &'a str,
    /// The text for the record.
    pub record: &'a str,
    /// The sheet as markup.
    pub sheet: &'a Markup,
    /// The code to scan as markup.
    pub code: &'a Markup,
    /// Today.
    pub today: Day,
    /// Whether the device shares with other programs.
    pub can_share: bool,
}

impl HandOver<'_> {
    /// The plan's link.
    pub fn link(&self) -> String {
        plan_address(self.site, self.locale, &self.desk.link().to_fragment())
    }

    /// The text message: a line an activity, then the link. Short: what it is called and its number; long:
    /// with the days and the street.
    pub fn text(&self) -> String {
        let slips = self.desk.chosen_slips(self.locale);
        let mut lines: Vec<String> = slips.iter().map(|slip| self.text_of(slip)).collect();
        lines.push(self.link());
        lines.join("\n")
    }

    fn text_of(&self, slip: &Slip) -> String {
        let phone =
            slip.contact_for(self.speaks()).map(|contact| self.messages.phone(&contact.phone));
        let phone = phone.unwrap_or_default();
        if !self.desk.is_long {
            return [&*slip.name.text, &phone].join(" ").trim_end().to_owned();
        }
        let when = slip.when.iter().map(|line| line.text.as_str());
        let place = slip.places.first().map(|place| place.address.as_str());
        let parts = [slip.name.text.as_str()].into_iter().chain(when).chain(place);
        let parts: Vec<&str> = parts.chain([&*phone]).filter(|part| !part.is_empty()).collect();
        parts.join(self.messages.text(Key::FormSeparator))
    }

    /// The languages that people speak who read what is handed over.
    fn speaks(&self) -> &[String] {
        let locale = self.locales.iter().find(|known| known.locale == self.locale);
        locale.map_or(&[], |locale| locale.speaks.as_slice())
    }

    /// What the first of them is called on this page; what its readers call it, where nobody has a word.
    fn language_name(&self) -> String {
        let first = self.speaks().first();
        let name = first.and_then(|code| self.desk.language_name(&self.messages.locale, code));
        name.unwrap_or_else(|| own_name(self.locale, self.locales)).to_owned()
    }

    /// What "My people" keeps of it: a reference, a language and the activities, named in the page's language.
    pub fn entry(&self) -> Entry {
        let activity = |slip: &&Slip| {
            let contact = slip.contact_for(self.speaks());
            Activity {
                id: slip.id.clone(),
                name: slip.name.text.clone(),
                phone: contact.map(|contact| contact.phone.clone()).unwrap_or_default(),
                takes_texts: contact.is_some_and(|contact| contact.sms),
                asks_group: asks_group(&slip.joining),
                ..Activity::default()
            }
        };
        let language = self.speaks().first().map_or(self.locale, String::as_str);
        Entry {
            reference: self.desk.reference,
            language: language.to_owned(),
            given: self.today,
            look_again: Some(self.desk.review(self.today)),
            closed: None,
            words: None,
            activities: self
                .desk
                .chosen_slips(&self.messages.locale)
                .iter()
                .map(activity)
                .collect(),
        }
    }

    /// The title of the day to look again, for a calendar.
    pub fn review_title(&self) -> String {
        let reference = self.desk.reference.shown();
        self.messages.fill(Key::HandOverCalendarTitle, &[("reference", &reference)])
    }
}

/// The address of a plan that was handed over.
pub fn plan_address(site: &str, locale: &str, fragment: &str) -> String {
    [site, locale, "/p/#", fragment].concat()
}

/// Screen 2.
pub fn screen(hand: &HandOver<'_>) -> String {
    let HandOver { messages, desk, .. } = hand;
    let words = |key| messages.text(key);
    let mut all = Markup::new();
    all.tag("<div class=\"row spread noprint\"><div>");
    all.tag("<button type=\"button\" class=\"quiet small\"");
    Action::Back.write(&mut all);
    all.tag(">").icon("arrow-left").text(words(Key::HandOverBack)).tag("</button>");
    all.tag("<h1 id=\"hand-title\" tabindex=\"-1\">");
    all.text(&messages.count(Key::HandOverHead, desk.chosen.len() as u32, &[])).tag("</h1></div>");
    next_person(&mut all, messages);
    all.tag("</div>");
    all.tag("<p class=\"soft noprint\">").text(words(Key::HandOverKept)).tag("</p>");
    let is_here = desk.chosen_slips(hand.locale).len() == desk.chosen.len();
    if !is_here {
        let key = if desk.is_part_missing { Key::HandOverNotHere } else { Key::HandOverLoading };
        all.tag("<p class=\"noprint\" role=\"status\">").text(words(key)).tag("</p>");
        return all.into_text();
    }
    all.tag("<div class=\"hand\"><section class=\"get noprint\" aria-labelledby=\"get\">");
    get(&mut all, hand);
    all.tag("</section><section class=\"does noprint\"><ol class=\"do\">");
    print(&mut all, hand);
    call(&mut all, hand);
    text(&mut all, hand);
    code(&mut all, hand);
    record(&mut all, hand);
    review(&mut all, hand);
    all.tag("</ol></section><section class=\"see\"><div class=\"a4\">");
    all.drawn(hand.sheet).tag("</div></section></div>");
    if desk.shows_code {
        whole_code(&mut all, hand);
    }
    all.into_text()
}

/// The button that forgets everything.
pub fn next_person(all: &mut Markup, messages: &Messages) {
    all.tag("<button type=\"button\" class=\"quiet\"");
    Action::NextPerson(0).write(all);
    all.tag(">").icon("refresh-cw").text(messages.text(Key::HandOverNext)).tag("</button>");
}

/// What they get: language, letters, and what stands on the sheet.
fn get(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, locales, locale, .. } = hand;
    all.tag("<h2 id=\"get\">")
        .text(messages.text(Key::HandOverGet))
        .tag("</h2><div class=\"set\">");
    all.tag("<div><label for=\"speaks\">").text(messages.text(Key::HandOverLanguage));
    all.tag("</label><select id=\"speaks\">");
    for known in *locales {
        all.tag("<option value=\"")
            .text(&known.locale)
            .tag("\" lang=\"")
            .text(&known.locale)
            .tag("\"");
        if known.locale == *locale {
            all.tag(" selected");
        }
        all.tag(">").text(&known.own_name).tag("</option>");
    }
    all.tag("</select></div><div><label for=\"letters\">").text(messages.text(Key::TakeLetters));
    all.tag("</label><select id=\"letters\">");
    // The style sheet knows a size by the id of its choice.
    for (points, (id, key)) in LETTERS.into_iter().zip(handout::LETTERS) {
        all.tag("<option id=\"").tag(id).tag("\" value=\"").number(u32::from(points)).tag("\"");
        if points == desk.letters {
            all.tag(" selected");
        }
        all.tag(">").text(messages.text(*key)).tag("</option>");
    }
    all.tag("</select></div></div>");
    let own = own_name(&messages.locale, locales);
    if **locale != *messages.locale {
        let words = messages.fill(Key::HandOverBeneath, &[("language", own)]);
        tick(all, Choice::Beneath, desk.beneath, &words);
    }
    tick(all, Choice::Plain, desk.is_plain, messages.text(Key::HandOverPlain));
}

fn own_name<'a>(locale: &'a str, locales: &'a [DeskLocale]) -> &'a str {
    let known = locales.iter().find(|known| known.locale == locale);
    known.map_or(locale, |known| known.own_name.as_str())
}

/// A box to tick.
fn tick(all: &mut Markup, choice: Choice, is_ticked: bool, words: &str) {
    all.tag("<label class=\"option\"><input type=\"checkbox\"");
    Action::Toggle(choice).write(all);
    if is_ticked {
        all.tag(" checked");
    }
    all.tag("><span>").text(words).tag("</span></label>");
}

/// The beginning of one of the steps.
fn step(all: &mut Markup, is_done: bool, title: &str) {
    all.tag(if is_done { "<li class=\"done\"><h2>" } else { "<li><h2>" }).text(title).tag("</h2>");
}

/// A button that hands over in a way, with its picture.
fn give(all: &mut Markup, way: Way, class: &'static str, icon: &'static str, words: &str) {
    all.tag("<button type=\"button\" class=\"").tag(class).tag("\"");
    Action::Given(way).write(all);
    all.tag(">").icon(icon).text(words).tag("</button>");
}

fn print(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, locale, locales, .. } = hand;
    let words = |key| messages.text(key);
    step(all, desk.given.contains(&Way::Print), words(Key::HandOverPrintTitle));
    all.tag("<div class=\"row\">");
    give(all, Way::Print, "button", "printer", words(Key::HandOverPrint));
    if **locale != *messages.locale {
        let own = own_name(&messages.locale, locales);
        let copy = messages.fill(Key::HandOverCopy, &[("language", own)]);
        tick(all, Choice::CopyForFile, desk.copy_for_file, &copy);
    }
    all.tag("</div><label for=\"line\">").text(words(Key::HandOverLine));
    all.tag(" <span class=\"soft small\">")
        .text(words(Key::HandOverLineHint))
        .tag("</span></label>");
    // What stands in the field is the person's own; it is emptied with the person.
    all.tag("<input type=\"text\" id=\"line\" autocomplete=\"off\" maxlength=\"200\" value=\"");
    all.text(&desk.line).tag("\"></li>");
}

fn call(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, .. } = hand;
    step(all, desk.called, messages.text(Key::HandOverCallTitle));
    let slips = desk.chosen_slips(&messages.locale);
    let language = hand.language_name();
    let mut is_any = false;
    for slip in slips {
        let Some(contact) = slip.contact_for(hand.speaks()) else { continue };
        is_any = true;
        let shown = messages.phone(&contact.phone);
        let number = Phone::read(&contact.phone);
        all.tag("<p class=\"row\"><a class=\"button quiet\" href=\"")
            .text(&number.link())
            .tag("\">");
        all.icon("phone").tag("<span>").text(&slip.name.text).tag(", ");
        all.tag("<bdi dir=\"ltr\" translate=\"no\">").text(&shown).tag("</bdi></span></a>");
        if !contact.role.is_empty() {
            all.tag("<span class=\"soft small\" translate=\"no\">")
                .text(&contact.role)
                .tag("</span>");
        }
        all.tag("</p>");
    }
    if !is_any {
        all.tag("<p>").text(messages.text(Key::HandOverCallNone)).tag("</p></li>");
        return;
    }
    let name = desk.chosen_slips(&messages.locale).first().map(|slip| slip.name.text.clone());
    let name = name.unwrap_or_default();
    all.tag("<ol class=\"spoken-list\"><li>");
    all.text(&messages.fill(Key::HandOverCallHello, &[("name", &name)])).tag("</li><li>");
    all.text(&messages.fill(Key::HandOverCallSpeak, &[("language", &language)])).tag("</li><li>");
    all.text(messages.text(Key::HandOverCallWhen)).tag("</li></ol>");
    tick(all, Choice::Called, desk.called, messages.text(Key::HandOverCalled));
    all.tag("</li>");
}

fn text(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, locale, .. } = hand;
    let words = |key| messages.text(key);
    step(all, desk.given.contains(&Way::Text), words(Key::HandOverTextTitle));
    let text = hand.text();
    tick(all, Choice::Long, desk.is_long, words(Key::HandOverTextLong));
    all.tag("<p class=\"exact\" id=\"the-text\" dir=\"auto\" lang=\"").text(locale).tag("\">");
    all.text(&text).tag("</p><p class=\"small\">");
    let count = message::count(&text);
    let number = |n| messages.number(n);
    let total = messages.count(Key::HandOverTextMessages, count.messages, &[]);
    let values =
        [("used", &*number(count.used)), ("room", &*number(count.room)), ("messages", &*total)];
    all.text(&messages.fill(Key::HandOverTextCount, &values));
    if count.alphabet == Alphabet::Ucs2 {
        all.tag(" ").text(words(Key::HandOverTextWide));
    }
    all.tag("</p><div class=\"row\">");
    give(all, Way::Text, "quiet", "copy", words(Key::HandOverTextCopy));
    let encoded = catalog::query::escape(&text);
    let subject = catalog::query::escape(words(Key::HandOverEmailSubject));
    // Where no program takes texts, the press does nothing: so the copy comes first, and a mouse sees none.
    link(
        all,
        Way::Text,
        "touch",
        "message-square",
        &["sms:?&body=", &encoded].concat(),
        words(Key::HandOverTextOpen),
    );
    let mail = ["mailto:?subject=", &subject, "&body=", &encoded].concat();
    link(all, Way::Email, "", "mail", &mail, words(Key::HandOverEmail));
    let whatsapp = ["whatsapp://send?text=", &encoded].concat();
    link(all, Way::Text, "touch", "smartphone", &whatsapp, words(Key::HandOverWhatsapp));
    if hand.can_share {
        give(all, Way::Share, "quiet", "share-2", words(Key::HandOverShare));
    }
    all.tag("</div></li>");
}

/// A link that opens another program of the device.
fn link(
    all: &mut Markup,
    way: Way,
    class: &'static str,
    icon: &'static str,
    href: &str,
    words: &str,
) {
    all.tag("<a class=\"button quiet ").tag(class).tag("\" href=\"").text(href).tag("\"");
    Action::Given(way).write(all);
    all.tag(">").icon(icon).text(words).tag("</a>");
}

fn code(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, site, locale, .. } = hand;
    step(all, desk.given.contains(&Way::Code), messages.text(Key::HandOverCodeTitle));
    all.tag("<div class=\"with-code\">").drawn(hand.code).tag("<div><p>");
    let address = [*site, *locale, "/p/"].concat();
    let shown = address.split_once("://").map_or(&*address, |(_, rest)| rest);
    all.text(&messages.fill(Key::HandOverCodeTyped, &[("address", shown)])).tag("</p>");
    all.tag("<p class=\"typed\" dir=\"ltr\" translate=\"no\">").text(&desk.link().to_code());
    all.tag("</p>");
    button(all, &Action::ShowCode(true), "quiet small", messages.text(Key::HandOverCodeFill));
    all.tag("</div></div></li>");
}

/// The code alone, as large as the screen.
fn whole_code(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, locales, locale, .. } = hand;
    all.tag("<div class=\"whole-code noprint\" role=\"dialog\" aria-modal=\"true\" aria-label=\"");
    all.text(messages.text(Key::HandOverCodeTitle)).tag("\">").drawn(hand.code);
    all.tag("<p class=\"typed\" dir=\"ltr\" translate=\"no\">").text(&desk.link().to_code());
    all.tag("</p><p lang=\"").text(locale).tag("\">").text(own_name(locale, locales)).tag("</p>");
    button(all, &Action::ShowCode(false), "button", messages.text(Key::HandOverCodeClose));
    all.tag("</div>");
}

fn record(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, record, .. } = hand;
    let is_done = desk.given.contains(&Way::Record);
    step(all, is_done, messages.text(Key::HandOverRecordTitle));
    all.tag(
        "<pre class=\"exact record\" id=\"the-record\" dir=\"ltr\" tabindex=\"0\" aria-label=\"",
    );
    all.text(messages.text(Key::HandOverRecordTitle)).tag("\">").text(record);
    all.tag("</pre><div class=\"row\">");
    give(all, Way::Record, "quiet", "copy", messages.text(Key::HandOverRecordCopy));
    if is_done {
        let signs = messages.number(record.chars().count() as u32);
        all.tag("<p class=\"yes iconic\">").icon("check").tag("<span>");
        all.text(&messages.fill(Key::HandOverCopied, &[("n", &signs)])).tag("</span></p>");
    }
    all.tag("</div></li>");
}

fn review(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, today, .. } = hand;
    step(all, desk.given.contains(&Way::Review), messages.text(Key::HandOverReviewTitle));
    all.tag("<fieldset class=\"seg\"><legend class=\"unseen\">");
    all.text(messages.text(Key::HandOverReviewTitle)).tag("</legend>");
    for weeks in WEEKS {
        let monday = DeskModel { weeks, ..DeskModel::default() }.review(*today);
        let number = messages.number(u32::from(weeks));
        let values = [("n", &*number), ("day", &*messages.day(monday))];
        all.tag("<label><input type=\"radio\" name=\"weeks\"");
        Action::Weeks(weeks).write(all);
        if weeks == desk.weeks {
            all.tag(" checked");
        }
        all.tag(">").text(&messages.fill(Key::HandOverWeeks, &values)).tag("</label>");
    }
    all.tag("</fieldset><div class=\"row\">");
    give(all, Way::Review, "quiet", "calendar", messages.text(Key::HandOverCalendar));
    keep(all, hand);
    all.tag("</div><p class=\"small soft\">");
    let title = hand.review_title();
    all.text(&messages.fill(Key::HandOverCalendarHint, &[("title", &title)])).tag("</p></li>");
}

/// The second press that keeps the reference on this computer, and what came of it.
fn keep(all: &mut Markup, hand: &HandOver<'_>) {
    let HandOver { messages, desk, .. } = hand;
    let reference = desk.reference.shown();
    let values = [("reference", &*reference)];
    match desk.is_kept {
        None => {
            all.tag("<button type=\"button\" class=\"quiet\"");
            Action::Keep(true).write(all);
            all.tag(">").icon("list").text(&messages.fill(Key::HandOverKeep, &values));
            all.tag("</button>");
        }
        Some(true) => {
            all.tag("<p class=\"iconic yes\">").icon("check").tag("<a href=\"../people/\">");
            all.text(&messages.fill(Key::HandOverKeptHere, &values)).tag("</a></p>");
        }
        Some(false) => {
            all.tag("<p>").text(&messages.fill(Key::HandOverNotKept, &values)).tag("</p>");
        }
    }
}

/// The sheet, with a copy for the file where that is wanted, and the code to scan. `locale` is the language
/// of what is handed over, `own` the page's.
pub fn paper(
    desk: &DeskModel,
    locale: &str,
    own: &str,
    site: &str,
    name: &str,
    now: Moment,
) -> (Markup, Markup) {
    let link = desk.link();
    let files = |locale: &str| desk.slips.get(locale).map_or(&[][..], Vec::as_slice);
    let side = |locale: &str| Side::new(files(locale), &desk.chosen);
    let (theirs, ours) = (side(locale), side(own));
    let mut sheet = Markup::new();
    if let Some(theirs) = &theirs {
        let note = if desk.line.is_empty() { Note::Line } else { Note::Words(&desk.line) };
        let look = if desk.is_plain { Look::Discreet } else { Look::Whole };
        let options = Options { look, now, review: Some(desk.review(now.day)), note };
        let beneath = ours.as_ref().filter(|_| desk.beneath);
        sheet.drawn(&handout::sheet(theirs, beneath, &link, &options));
    }
    if let Some(ours) = ours.as_ref().filter(|_| desk.copy_for_file) {
        let options =
            Options { look: Look::Copy, now, review: Some(desk.review(now.day)), note: Note::None };
        sheet.drawn(&handout::sheet(ours, None, &link, &options));
    }
    let mut code = Markup::new();
    if let Some(qr) = Qr::of(&plan_address(site, locale, &link.to_fragment())) {
        qr.draw(&mut code, name);
    }
    (sheet, code)
}
