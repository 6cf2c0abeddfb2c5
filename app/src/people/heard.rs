//! Finds an answer in what was pasted or typed: a link, a text with a link or a code in it, or the code
//! alone.

use catalog::link::Unreadable;
use catalog::link::code::typed;
use catalog::link::dictated::Spelling;
use catalog::link::plan::{PlanLink, Reference};
use catalog::link::reply::{Reply, Spoken};

/// Longest text that is looked through, in characters: some pages of a mail that quotes others.
const CHARS_MAX: usize = 20_000;

/// Over how many lines a mail program may have broken a link.
const LINES_MAX: usize = 20;

/// Into how many words people break a code.
const GROUPS_MAX: usize = 8;

/// Most digits of a code.
const CODE_MAX: usize = 8;

/// An answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// As a link.
    Reply(Reply),
    /// As a code.
    Spoken(Spoken),
    /// No answer, but the plan itself, as it stands on the person's paper or telephone.
    Plan(Reference),
}

impl Heard {
    /// The reference that it answers.
    pub fn reference(&self) -> Reference {
        match self {
            Self::Reply(reply) => reply.reference,
            Self::Spoken(spoken) => spoken.reference,
            Self::Plan(reference) => *reference,
        }
    }
}

/// The answers in a text. Links come first, each once, in their order. Where there is none, a plan that stands in
/// the text says whom it is about. Then a code is looked for: the text itself is one, or holds one whose reference
/// `is_known`, or says one in words. (One in 32 words of six letters has a check that fits, by chance.)
///
/// # Errors
/// Why none was found.
pub fn hear(
    text: &str,
    spelling: &Spelling,
    is_known: impl Fn(Reference) -> bool,
) -> Result<Vec<Heard>, Unreadable> {
    let text: String = text.chars().take(CHARS_MAX).collect();
    let text = text.trim();
    if text.is_empty() {
        return Err(Unreadable::Empty);
    }
    let mut found: Vec<Heard> = Vec::new();
    let mut problem = Unreadable::Damaged;
    for start in fragments(text) {
        match link(start) {
            Ok(reply) if !found.contains(&Heard::Reply(reply.clone())) => {
                found.push(Heard::Reply(reply));
            }
            Err(Unreadable::Newer) => problem = Unreadable::Newer,
            _ => {}
        }
    }
    if !found.is_empty() {
        return Ok(found);
    }
    let plan = |text: &str| PlanLink::read(text).ok().filter(|plan| !plan.reference.is_none());
    let plans = fragments(text).filter_map(|start| plan(start.split_whitespace().next()?));
    if let Some(plan) = plans.chain(plan(text)).next() {
        return Ok(vec![Heard::Plan(plan.reference)]);
    }
    // What stands after `#` alone, or the code alone.
    match (Reply::read(text), Spoken::read(text)) {
        (Ok(reply), _) => return Ok(vec![Heard::Reply(reply)]),
        (_, Ok(spoken)) => return Ok(vec![Heard::Spoken(spoken)]),
        (Err(Unreadable::Newer), _) | (_, Err(Unreadable::Newer)) => problem = Unreadable::Newer,
        _ => {}
    }
    let said = |code: &str| Spoken::read(code).ok().filter(|spoken| is_known(spoken.reference));
    let known = codes(text).find(|spoken| is_known(spoken.reference));
    let known = known.or_else(|| spelling.decide(text, said));
    known.map(|spoken| vec![Heard::Spoken(spoken)]).ok_or(problem)
}

/// What stands after each `#` of a text, also where a mail guard has encoded it.
fn fragments(text: &str) -> impl Iterator<Item = &str> {
    ["#", "%23", "%2523"].into_iter().flat_map(move |sign| text.split(sign).skip(1))
}

/// The answer at the beginning of a text; a link may go on behind the end of a line.
fn link(text: &str) -> Result<Reply, Unreadable> {
    let is_of_link = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '~');
    let mut link = String::new();
    let mut last = Err(Unreadable::Damaged);
    for line in text.lines().take(LINES_MAX) {
        let line = line.trim_start_matches(['>', ' ', '\t']);
        let end = line.find(|c| !is_of_link(c)).unwrap_or(line.len());
        // A mail program that breaks lines may say so by `=`.
        link.push_str(&line[..end]);
        last = match Reply::read(&link) {
            Ok(reply) => return Ok(reply),
            Err(Unreadable::Newer) => Err(Unreadable::Newer),
            Err(_) => last,
        };
        if !matches!(line[end..].trim_end(), "" | "=") {
            break;
        }
    }
    last
}

/// The codes in a text: each run of words that together are as long as one.
fn codes(text: &str) -> impl Iterator<Item = Spoken> {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || ":;()[]\"“”".contains(c)).collect();
    (0..words.len()).flat_map(move |at| {
        let mut run = String::new();
        let mut found = Vec::new();
        for word in words[at..].iter().take(GROUPS_MAX) {
            run.push_str(&typed(word));
            if run.len() > CODE_MAX {
                break;
            }
            found.extend(Spoken::read(&run));
        }
        found
    })
}
