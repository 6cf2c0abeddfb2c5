//! The facts of a page, of what was typed and ticked: keys and values in the order in which a page has
//! them. Nothing is in them that nobody said; the crate `authoring` writes and checks them.

use catalog::day::Day;
use catalog::schedule::Pause;

use super::answers::Answers;
use super::file::FormFile;
use super::times::{ROWS, Times};
use crate::locale::Messages;

/// A value of a page's facts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fact {
    /// Words for people.
    Text(String),
    /// A number, a day, a time, `true`.
    Plain(String),
    /// One after another.
    List(Vec<Fact>),
    /// Keys and values.
    Map(Vec<(&'static str, Fact)>),
    /// Words of a list, each with yes, no or a note.
    Named(Vec<(String, Fact)>),
}

/// A page in the making.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageFacts {
    /// It is the page of a new group.
    pub is_group: bool,
    /// The folder of a group that is there; `None`: one that is made of the group's name.
    pub folder: Option<String>,
    /// The name of the group, or of the activity: its file is called by that.
    pub name: String,
    /// The facts.
    pub facts: Vec<(&'static str, Fact)>,
    /// The text below them.
    pub body: String,
}

/// The choice that stands for a group that is not there yet.
pub const NEW_GROUP: &str = "new";

/// Whether there is a place to come to.
pub const PLACE_KNOWN: &str = "known";
/// There is one, and nobody may be told where.
pub const PLACE_PRIVATE: &str = "private";
/// There is none.
pub const PLACE_NONE: &str = "none";

/// The kinds of price that have no amount.
const WITHOUT_AMOUNT: [&str; 2] = ["free", "unknown"];

/// Whether a price of this kind has an amount.
pub fn has_amount(kind: &str) -> bool {
    !kind.is_empty() && !WITHOUT_AMOUNT.contains(&kind)
}

/// The town, the day, and the words in which times are told on the page.
pub struct Making<'a> {
    /// What the form knows of its town.
    pub file: &'a FormFile,
    /// Today on the directory's wall clock.
    pub today: Day,
    /// The directory's own language.
    pub own: &'a Messages,
}

/// The pages that somebody has made: the activity's, and before it that of a new group.
pub fn pages(answers: &Answers, making: &Making<'_>) -> Vec<PageFacts> {
    let group = (answers.text("group") == NEW_GROUP).then(|| group(answers));
    group.into_iter().chain([service(answers, making)]).collect()
}

/// Facts, key by key: what nobody said gets no key.
#[derive(Default)]
struct Facts(Vec<(&'static str, Fact)>);

impl Facts {
    fn add(&mut self, key: &'static str, fact: Option<Fact>) {
        self.0.extend(fact.map(|fact| (key, fact)));
    }

    fn text(&mut self, key: &'static str, words: Option<String>) {
        self.add(key, words.map(Fact::Text));
    }

    fn plain(&mut self, key: &'static str, value: Option<String>) {
        self.add(key, value.map(Fact::Plain));
    }

    fn list(&mut self, key: &'static str, list: Vec<Fact>) {
        self.add(key, (!list.is_empty()).then_some(Fact::List(list)));
    }

    fn ticked(&mut self, key: &'static str, answers: &Answers, field: &str) {
        self.list(key, answers.ticked(field).map(|id| Fact::Text(id.to_owned())).collect());
    }

    fn map(self) -> Option<Fact> {
        (!self.0.is_empty()).then_some(Fact::Map(self.0))
    }
}

/// The page of a new group. What reaches its activity reaches the group.
fn group(answers: &Answers) -> PageFacts {
    let mut facts = Facts::default();
    facts.text("id", answers.said("group-id"));
    facts.text("name", answers.said("group-name"));
    facts.text("summary", answers.said("group-line"));
    facts.text("website", answers.said("website"));
    // Its site stands in a field of its own.
    let reached = contact(answers).and_then(|contact| match contact {
        Fact::Map(mut map) => {
            map.retain(|(key, _)| *key != "url");
            (!map.is_empty()).then_some(Fact::Map(map))
        }
        other => Some(other),
    });
    facts.list("contact", reached.into_iter().collect());
    PageFacts {
        is_group: true,
        folder: None,
        name: answers.said("group-name").unwrap_or_default(),
        facts: facts.0,
        body: String::new(),
    }
}

fn service(answers: &Answers, making: &Making<'_>) -> PageFacts {
    let Making { file, today, .. } = making;
    let mut facts = Facts::default();
    facts.text("id", answers.said("id"));
    facts.text("name", answers.said("name"));
    facts.text("summary", answers.said("summary"));
    facts.text("status", Some("active".to_owned()));
    facts.ticked("needs", answers, "needs");
    facts.ticked("audience", answers, "audience");
    let mut ages = Facts::default();
    ages.plain("min_age", answers.said("age-from"));
    ages.plain("max_age", answers.said("age-to"));
    facts.add("eligibility", ages.map());
    facts.list("cost", cost(answers, &file.currency).into_iter().collect());
    facts.ticked("delivery", answers, "delivery");
    facts.text("joining", answers.said("joining"));
    facts.list("languages", languages(answers));
    facts.list("locations", location(answers).into_iter().collect());
    facts.ticked("area", answers, "area");
    // Said in either case: silence about a place where somebody hides is no answer.
    let is_private = answers.text("place") == PLACE_PRIVATE;
    let is_said = !answers.text("place").is_empty();
    facts.plain("confidential_address", is_said.then(|| is_private.to_string()));
    let rows = (0..ROWS).filter_map(|row| Times::of(answers, row));
    facts.list("schedule", rows.map(|times| schedule(&times, making)).collect());
    facts.list("contact", contact(answers).into_iter().collect());
    facts.add("first_visit", first_visit(answers));
    let by = group_name(answers, file);
    let mut assurance = Facts::default();
    assurance.plain("date", Some(today.to_string()));
    assurance.text("by", by);
    assurance.text("how", Some("self".to_owned()));
    assurance.text("level", Some("self-declared".to_owned()));
    facts.add("assurance", assurance.map());
    facts.plain("sensitive", is_sensitive(answers, file).then(|| "true".to_owned()));
    PageFacts {
        is_group: false,
        folder: file.group(answers.text("group")).map(|group| group.folder.clone()),
        name: answers.said("name").unwrap_or_default(),
        facts: facts.0,
        body: body(answers.text("about")),
    }
}

/// The name of the group that was chosen, or that is new.
pub fn group_name(answers: &Answers, file: &FormFile) -> Option<String> {
    match file.group(answers.text("group")) {
        Some(group) => Some(group.name.clone()),
        None => answers.said("group-name"),
    }
}

/// Whether a need or an audience was ticked that calls for discretion.
pub fn is_sensitive(answers: &Answers, file: &FormFile) -> bool {
    ["needs", "audience"].into_iter().any(|list| {
        file.list(list).iter().any(|term| term.sensitive && answers.has(list, &term.id))
    })
}

fn cost(answers: &Answers, currency: &str) -> Option<Fact> {
    let kind = answers.said("cost")?;
    let amount = answers.said("amount").filter(|_| has_amount(&kind));
    let mut facts = Facts::default();
    facts.text("kind", Some(kind));
    let is_priced = amount.is_some() && !currency.is_empty();
    facts.plain("amount", amount);
    facts.text("currency", is_priced.then(|| currency.to_owned()));
    facts.text("note", answers.said("cost-note"));
    facts.map()
}

fn languages(answers: &Answers) -> Vec<Fact> {
    let language = |code: &str, how: &str| {
        let how = Fact::Text(how.to_owned());
        Fact::Map(vec![("code", Fact::Text(code.to_owned())), ("how", how)])
    };
    let native = answers.ticked("languages").map(|code| language(code, "native"));
    let interpreted = answers.ticked("interpreter").filter(|code| !answers.has("languages", code));
    native.chain(interpreted.map(|code| language(code, "interpreter"))).collect()
}

/// The place, where people may know it.
fn location(answers: &Answers) -> Option<Fact> {
    if answers.text("place") != PLACE_KNOWN {
        return None;
    }
    let mut address = Facts::default();
    address.text("line1", answers.said("street"));
    address.text("city", answers.said("town"));
    address.text("postal", answers.said("postal"));
    let spot = answers.text("spot").split_once(',');
    let mut facts = Facts::default();
    facts.text("name", answers.said("place-name"));
    facts.add("address", address.map());
    facts.plain("lat", spot.map(|(lat, _)| lat.to_owned()));
    facts.plain("lon", spot.map(|(_, lon)| lon.to_owned()));
    facts.add("access", access(answers, false));
    facts.add("access_notes", access(answers, true));
    facts.text("transport", answers.said("transport"));
    facts.map()
}

/// The answers about getting in, or the notes beside them. "Don't know" is what nobody has said.
fn access(answers: &Answers, notes: bool) -> Option<Fact> {
    let answered = answers.entries().filter_map(|(field, answer)| {
        let fact = field.strip_prefix("access.")?;
        matches!(answer, "yes" | "no").then_some((fact, answer))
    });
    let named: Vec<(String, Fact)> = answered
        .filter_map(|(fact, answer)| {
            let words = match notes {
                true => answers.said(&["note.", fact].concat())?,
                false => answer.to_owned(),
            };
            Some((fact.to_owned(), Fact::Text(words)))
        })
        .collect();
    (!named.is_empty()).then_some(Fact::Named(named))
}

fn schedule(times: &Times, making: &Making<'_>) -> Fact {
    let start = times.start(making.today);
    let mut facts = Facts::default();
    facts.text("text", times.words(making.own));
    let at = start.zip(times.from);
    let moment = at.map(|(day, minute)| catalog::day::Moment { day, minute }.to_string());
    facts.plain("start", moment);
    facts.plain("minutes", times.minutes().map(|minutes| minutes.to_string()));
    facts.plain("rrule", times.rule().map(|rule| rule.to_string()));
    let holidays = times.is_off_on_holidays.then(|| Fact::Text(making.file.holidays.clone()));
    facts.list("closed_on", holidays.into_iter().collect());
    facts.list("exdates", times.off.iter().map(|day| Fact::Plain(day.to_string())).collect());
    let pauses = start.map(|start| times.pauses(start)).unwrap_or_default();
    facts.list("pauses", pauses.iter().map(pause).collect());
    Fact::Map(facts.0)
}

fn pause(pause: &Pause) -> Fact {
    let day = |day: Day| Fact::Plain(day.to_string());
    Fact::Map(vec![("from", day(pause.from)), ("to", day(pause.to))])
}

fn contact(answers: &Answers) -> Option<Fact> {
    let mut facts = Facts::default();
    facts.text("role", answers.said("role"));
    facts.text("phone", answers.said("phone"));
    facts.text("extension", answers.said("extension"));
    let is_texted = answers.has("sms", "yes") && answers.said("phone").is_some();
    facts.plain("sms", is_texted.then(|| "true".to_owned()));
    facts.text("email", answers.said("email"));
    facts.text("url", answers.said("website"));
    facts.map()
}

fn first_visit(answers: &Answers) -> Option<Fact> {
    let decided = |field: &str| match answers.text(field) {
        "yes" => Some("true".to_owned()),
        "no" => Some("false".to_owned()),
        _ => None,
    };
    let mut facts = Facts::default();
    facts.text("what_happens", answers.said("first"));
    facts.text("ask_for", answers.said("ask-for"));
    facts.plain("meet_me", decided("meet"));
    facts.plain("bring_someone", decided("company"));
    facts.text("what_to_bring", answers.said("bring"));
    facts.map()
}

/// Signs that word processors begin the rows of a list with.
const BULLETS: [char; 5] = ['•', '·', '◦', '▪', '‣'];

/// The text below the facts: as it was typed, with the rows of a list as a page has them.
fn body(typed: &str) -> String {
    let typed = typed.replace(['\u{a0}', '\t'], " ");
    let mut body = String::new();
    let mut was_row = false;
    for line in typed.trim().lines().map(str::trim_end) {
        match line.trim_start().strip_prefix(BULLETS) {
            Some(row) => {
                // A list begins after an empty line.
                if !was_row && !body.is_empty() && !body.ends_with("\n\n") {
                    body.push('\n');
                }
                body.push_str("- ");
                body.push_str(row.trim_start());
                was_row = true;
            }
            None => {
                body.push_str(line);
                was_row = false;
            }
        }
        body.push('\n');
    }
    body
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_from_a_word_processor_becomes_a_list() {
        assert_eq!(body("Come in.\n• Tea\n•\tBiscuits\n"), "Come in.\n\n- Tea\n- Biscuits\n");
        assert_eq!(body("  "), "");
    }
}
