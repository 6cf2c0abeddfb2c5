//! Texts of a page in every language: what was said, and what is.

use authoring::plain::sentences as plain;
use catalog::service::{Translation, Words as ServiceWords};

use super::What;
use super::facts::{Changes, Weight};
use Weight::{First, Usual};

/// Compares the texts of one language that stand beside no fact. Those that do (notes on prices, places,
/// languages) are told with their facts. `language` is what it calls itself, and stands before each label
/// that is not in the directory's own.
pub(super) fn compare(
    old: &ServiceWords,
    new: &ServiceWords,
    language: Option<&str>,
    changes: &mut Changes,
) {
    let ServiceWords {
        name,
        summary,
        alert,
        eligibility,
        schedule,
        pauses,
        cost,
        access_notes,
        access_only,
        transport,
        language_notes,
        first_visit,
        what_to_bring,
        capacity,
        volunteer,
        body_html,
        body_text,
        translation,
    } = new;
    let label = |words: &str| match language {
        Some(language) => format!("{language}: {words}"),
        None => words.to_owned(),
    };
    let rows: [(&'static str, &str, &Option<String>, &Option<String>); 8] = [
        ("name", "name", &old.name, name),
        ("summary", "summary", &old.summary, summary),
        ("alert.text", "just now", &old.alert, alert),
        ("eligibility.text", "who can come", &old.eligibility, eligibility),
        ("first_visit.what_happens", "the first time", &old.first_visit, first_visit),
        ("first_visit.what_to_bring", "what to bring", &old.what_to_bring, what_to_bring),
        ("capacity.note", "about room", &old.capacity, capacity),
        ("volunteer.role", "helpers", &old.volunteer, volunteer),
    ];
    for (field, words, before, after) in rows {
        changes.text(Usual, field, &label(words), before.as_deref(), after.as_deref());
    }
    let filled = |texts: &[String]| -> Vec<String> {
        texts.iter().filter(|text| !text.is_empty()).cloned().collect()
    };
    // In the directory's own language the timetable tells its words with its days.
    if language.is_some() && old.schedule != *schedule {
        let words = label("times");
        changes.set(Usual, "schedule", &words, &filled(&old.schedule), &filled(schedule));
    }
    let flat = |texts: &[Vec<String>]| -> Vec<String> { filled(&texts.concat()) };
    if old.pauses != *pauses {
        let words = label("why a break");
        changes.set(Usual, "schedule.pauses.why", &words, &flat(&old.pauses), &flat(pauses));
    }
    if old.cost != *cost {
        // What stands beside a price is a part of the price.
        let words = label("about the cost");
        changes.set(First, "cost.note", &words, &filled(&old.cost), &filled(cost));
    }
    if old.transport != *transport {
        let words = label("how to get there");
        changes.set(
            Usual,
            "locations.transport",
            &words,
            &filled(&old.transport),
            &filled(transport),
        );
    }
    let notes = |places: &[std::collections::BTreeMap<String, String>]| -> Vec<String> {
        places.iter().flat_map(|notes| notes.values().cloned()).collect()
    };
    if old.access_notes != *access_notes {
        let words = label("about getting in");
        changes.set(
            Usual,
            "locations.access_notes",
            &words,
            &notes(&old.access_notes),
            &notes(access_notes),
        );
    }
    if old.access_only != *access_only {
        let words = label("getting in, only");
        changes.set(
            Usual,
            "locations.access_only",
            &words,
            &notes(&old.access_only),
            &notes(access_only),
        );
    }
    if old.language_notes != *language_notes {
        let all = |notes: &std::collections::BTreeMap<String, String>| -> Vec<String> {
            notes.values().cloned().collect()
        };
        let words = label("about languages");
        changes.set(
            Usual,
            "languages.note",
            &words,
            &all(&old.language_notes),
            &all(language_notes),
        );
    }
    body(changes, &label("text"), (&old.body_text, body_text), (&old.body_html, body_html));
    translator(changes, &label("translation"), old.translation.as_ref(), translation.as_ref());
}

/// What changed in a longer text, sentence by sentence, and where its links lead.
pub(super) fn body(
    changes: &mut Changes,
    label: &str,
    (before, after): (&str, &str),
    (before_html, after_html): (&str, &str),
) {
    if before != after {
        changes.set(Usual, "text", label, &sentences(before), &sentences(after));
    }
    let (before, after) = (links(before_html), links(after_html));
    if before != after {
        // The words of a link tell nothing of where it leads.
        changes.set(First, "text", &format!("{label}, a link"), &before, &after);
    } else if before_html != after_html && sentences_of(before_html) == sentences_of(after_html) {
        changes.add(
            Usual,
            "text",
            &format!("{label}: only its form"),
            What::Note { about: String::new() },
        );
    }
}

/// A text without its tags, so that a change of form can be told from one of words.
fn sentences_of(html: &str) -> String {
    let mut out = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            _ if !is_tag && !c.is_whitespace() => out.push(c),
            _ => {}
        }
    }
    out
}

/// The sentences of a text; each block of it stands on a line of its own.
fn sentences(text: &str) -> Vec<String> {
    text.lines().flat_map(plain::sentences).map(|sentence| sentence.words.to_owned()).collect()
}

/// Where the links of sanitized HTML lead.
fn links(html: &str) -> Vec<String> {
    html.split("href=\"")
        .skip(1)
        .filter_map(|rest| Some(rest.split_once('"')?.0.to_owned()))
        .collect()
}

pub(super) fn translator(
    changes: &mut Changes,
    label: &str,
    old: Option<&Translation>,
    new: Option<&Translation>,
) {
    let said = |by: &Translation| {
        let Translation { by, by_machine, reviewed_by, date: _ } = by;
        let mut said = if *by_machine { "by a machine" } else { "by a person" }.to_owned();
        if let Some(by) = by {
            said.push_str(&format!(", {by}"));
        }
        if let Some(reviewer) = reviewed_by {
            said.push_str(&format!(", read over by {reviewer}"));
        }
        said
    };
    changes.fact(Usual, "translation", label, old.map(said), new.map(said));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_is_told_by_its_sentences_and_a_link_by_where_it_leads() {
        let mut changes = Changes::default();
        body(
            &mut changes,
            "text",
            (
                "We eat. St. Mark's Hall is warm. Ask Rosa.",
                "We eat. St. Mark's Hall is cold. Ask Rosa.",
            ),
            ("<a href=\"https://a.example/\">Rosa</a>", "<a href=\"https://b.example/\">Rosa</a>"),
        );
        let [words, link] = changes.0.as_slice() else { unreachable!("{:?}", changes.0) };
        assert_eq!(
            words.what,
            What::Becomes {
                before: "Mark's Hall is warm.".into(),
                after: "Mark's Hall is cold.".into()
            }
        );
        assert!(link.look_first && !words.look_first);
        assert_eq!(
            link.what,
            What::Becomes {
                before: "https://a.example/".into(),
                after: "https://b.example/".into()
            }
        );
        assert_eq!(sentences("我們吃飯。你來嗎？好"), ["我們吃飯。", "你來嗎？", "好"]);
    }
}
