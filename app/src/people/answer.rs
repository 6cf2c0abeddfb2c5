//! The page on which a group answers whether somebody can come: a choice, and the text that it makes. Nothing
//! is sent but by the group's own hand.

use catalog::day::Day;
use catalog::link::Unreadable;
use catalog::link::plan::PlanLink;
use catalog::link::reply::{Outcome, Reply};

use serde_json::Value;

use super::words;
use crate::card::isolated;
use crate::encoded::{encoded, encoded_lines};
use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::slip::Line;

/// What a group can say, in the order of the page; the last three are reasons of a no.
pub const CHOICES: [Outcome; 7] = [
    Outcome::GroupWelcome,
    Outcome::GroupFull,
    Outcome::GroupWaitingList,
    Outcome::GroupNotRight,
    Outcome::GroupEligibility,
    Outcome::GroupMoreSupport,
    Outcome::GroupOutsideArea,
];

/// The texts that the page shows where the program runs.
pub const WORDS: &[Key] = &[
    Key::FormDirection,
    Key::FormDigits,
    Key::FormMonths,
    Key::FormDay,
    Key::PeopleUntil,
    Key::PeopleFull,
    Key::PeopleWaitingList,
    Key::PeopleWelcome,
    Key::PeopleNotRight,
    Key::PeopleEligibility,
    Key::PeopleMoreSupport,
    Key::PeopleOutsideArea,
    Key::AnswerAbout,
    Key::AnswerNoLink,
    Key::AnswerDamaged,
    Key::AnswerReady,
    Key::AnswerNothingSent,
    Key::AnswerText,
    Key::AnswerCopy,
    Key::AnswerCopied,
    Key::AnswerNotCopied,
    Key::AnswerEmail,
    Key::AnswerMessage,
    Key::AnswerDirectory,
    Key::AnswerDirectoryText,
    Key::AnswerDirectoryBody,
];

/// Where an answer is made.
pub struct AnswerProps {
    /// The locale's words.
    pub messages: Messages,
    /// The address of "My people", which the answer's link opens.
    pub people: String,
    /// The directory's address for mail; empty for none.
    pub directory: String,
}

/// An answer in the making.
#[derive(Clone, Debug, Default)]
pub struct AnswerModel {
    /// What the link asks: about which activity, by which reference.
    pub asked: Option<Result<PlanLink, Unreadable>>,
    /// What was chosen.
    pub outcome: Option<Outcome>,
    /// Until when it is full.
    pub until: Option<Day>,
    /// What is listed in the page's language, where it is known: ids and names, each with its language where that
    /// is another.
    pub names: Vec<(String, Line)>,
    /// The one polite line.
    pub said: String,
}

impl AnswerModel {
    /// Takes what stands after `#`.
    pub fn open(&mut self, fragment: &str) {
        self.asked = Some(PlanLink::read(fragment));
    }

    /// Takes the names from the whole file of slips of the page's locale; nothing of anything else.
    pub fn take_names(&mut self, text: &str) {
        let file: Value = serde_json::from_str(text).unwrap_or_default();
        let slips = file.get("slips").and_then(Value::as_array).into_iter().flatten();
        let words =
            |value: &Value, field| value.get(field).and_then(Value::as_str).map(str::to_owned);
        let names = slips.filter_map(|slip| {
            let name = slip.get("name")?;
            let line = Line { text: words(name, "t")?, lang: words(name, "l").unwrap_or_default() };
            Some((words(slip, "id")?, line))
        });
        self.names = names.collect();
    }

    /// The activity that is asked about, with its reference.
    fn asked(&self) -> Option<&PlanLink> {
        self.asked.as_ref()?.as_ref().ok()
    }

    /// The text of the answer; `None` until something was chosen.
    pub fn text(&self, props: &AnswerProps) -> Option<String> {
        let asked = self.asked()?;
        let outcome = self.outcome?;
        let full_until = self.until.filter(|_| outcome == Outcome::GroupFull);
        let reply = Reply {
            reference: asked.reference,
            outcomes: asked.services.iter().map(|id| (id.clone(), outcome)).collect(),
            words: None,
            full_until,
        };
        let link = [&*props.people, "#", &reply.to_fragment()].concat();
        let words = self.words(outcome, full_until, &props.messages);
        let values =
            [("reference", &*asked.reference.shown()), ("outcome", &*words), ("link", &*link)];
        Some(props.messages.fill(Key::AnswerText, &values))
    }

    fn words(&self, outcome: Outcome, until: Option<Day>, messages: &Messages) -> String {
        let words = messages.text(words::key(outcome));
        match until {
            Some(day) => {
                let values = [("outcome", words), ("day", &*messages.day(day))];
                messages.fill(Key::PeopleUntil, &values)
            }
            None => words.to_owned(),
        }
    }
}

/// The page's choices, drawn by the build.
pub fn island(messages: &Messages) -> String {
    let words = |key| messages.text(key);
    let mut all = Markup::new();
    all.tag("<div id=\"answer-asked\" class=\"stack-small\"></div>");
    all.tag("<fieldset class=\"own\" id=\"answer-choices\"><legend>")
        .text(words(Key::AnswerQuestion));
    all.tag("</legend><div class=\"marks\">");
    for outcome in CHOICES {
        all.tag("<label class=\"option\"><input type=\"radio\" name=\"answer\" value=\"");
        all.number(outcome.number()).tag("\"><span>").text(words(words::key(outcome)));
        all.tag("</span></label>");
    }
    all.tag("</div></fieldset><div class=\"own\" id=\"answer-until\" hidden><label for=\"until\">");
    all.text(words(Key::AnswerUntil)).tag("</label><input type=\"date\" id=\"until\"></div>");
    all.tag("<div id=\"answer-ready\" class=\"stack-small\"></div>");
    all.tag("<p class=\"status\" id=\"status\" role=\"status\" tabindex=\"-1\"></p>");
    all.into_text()
}

/// What is asked, or why that is not known.
pub fn asked(model: &AnswerModel, messages: &Messages) -> String {
    let mut part = Markup::new();
    for id in model.asked().into_iter().flat_map(|plan| &plan.services) {
        if let Some((_, name)) = model.names.iter().find(|(known, _)| known == id) {
            let lang = Some(name.lang.as_str()).filter(|lang| !lang.is_empty());
            part.tag("<p class=\"lead strong\"").lang(lang).tag(">").text(&name.text).tag("</p>");
        }
    }
    part.tag("<p>");
    match &model.asked {
        Some(Ok(plan)) => {
            let reference = isolated(&plan.reference.shown());
            let ids = plan.services.join(" ").to_uppercase();
            let values = [("reference", &*reference), ("id", &*isolated(&ids))];
            part.text(&messages.fill(Key::AnswerAbout, &values));
        }
        None | Some(Err(Unreadable::Empty)) => {
            part.text(messages.text(Key::AnswerNoLink));
        }
        Some(Err(_)) => {
            part.text(messages.text(Key::AnswerDamaged));
        }
    }
    part.tag("</p>");
    part.into_text()
}

/// The finished answer, and the ways to send it.
pub fn ready(model: &AnswerModel, props: &AnswerProps) -> String {
    let mut part = Markup::new();
    let (Some(text), Some(asked)) = (model.text(props), model.asked()) else {
        return part.into_text();
    };
    let words = |key| props.messages.text(key);
    let body = encoded_lines(&text);
    let subject = encoded(&asked.reference.shown());
    part.tag("<h2>")
        .text(words(Key::AnswerReady))
        .tag("</h2><pre class=\"exact\" tabindex=\"0\" dir=\"auto\">");
    part.text(&text).tag("</pre><p class=\"soft small\">").text(words(Key::AnswerNothingSent));
    part.tag("</p><p class=\"row\"><button type=\"button\" data-action=\"copy\">");
    part.text(words(Key::AnswerCopy))
        .tag("</button><a class=\"button quiet\" href=\"mailto:?subject=");
    part.text(&subject).tag("&amp;body=").text(&body).tag("\">").text(words(Key::AnswerEmail));
    part.tag("</a><a class=\"button quiet\" href=\"sms:?&amp;body=").text(&body).tag("\">");
    part.text(words(Key::AnswerMessage)).tag("</a></p>");
    if model.outcome == Some(Outcome::GroupFull) && !props.directory.is_empty() {
        let full = model.words(Outcome::GroupFull, model.until, &props.messages);
        let id = asked.services.join(" ");
        let body = [("id", &*id), ("outcome", &*full)];
        let body = encoded_lines(&props.messages.fill(Key::AnswerDirectoryBody, &body));
        part.tag("<p>").text(words(Key::AnswerDirectoryText));
        part.tag("</p><p><a class=\"button quiet\" href=\"mailto:").text(&props.directory);
        part.tag("?subject=").text(&encoded(&id)).tag("&amp;body=").text(&body).tag("\">");
        part.text(words(Key::AnswerDirectory)).tag("</a></p>");
    }
    part.into_text()
}
