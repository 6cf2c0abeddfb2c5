//! Words that speak of danger, and the help lines for each kind: `_taxonomy/urgent.toml`.

use super::Fields;
use super::term::{DraftWords, list_of_texts};
use crate::node::{Kind, Node, Spanned, Text};
use crate::report::{Finding, Findings, codes};

/// The file as it was typed.
#[derive(Debug, Default)]
pub struct DraftUrgent {
    /// Lines that answer.
    pub lines: Vec<DraftUrgentLine>,
    /// What somebody may be living through, in the order in which panels stand.
    pub kinds: Vec<DraftUrgentKind>,
}

/// A line that answers.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the field of the same name of the file")]
pub struct DraftUrgentLine {
    pub id: Option<Text>,
    pub phone: Option<Text>,
    pub display: Option<Text>,
    /// The number that takes text messages.
    pub text: Option<Text>,
    pub label: DraftWords,
    pub placeholder: Option<Spanned<bool>>,
    /// When it answers, and where somebody checked that; for maintainers.
    pub hours: Option<Text>,
    pub source: Option<Text>,
}

/// A kind of danger.
#[derive(Debug)]
#[allow(missing_docs, reason = "each field is the field of the same name of the file")]
pub struct DraftUrgentKind {
    pub id: Option<Text>,
    /// Which of the panels it is, for tests: `suicide`, `violence` or `emergency`.
    pub panel: Option<Text>,
    /// Ids of lines, in order.
    pub lines: Vec<Text>,
    pub title: DraftWords,
    /// Phrases, those that count alone, and turns of speech that mean no harm; by locale.
    pub words: Vec<(Text, Vec<Text>)>,
    pub alone: Vec<(Text, Vec<Text>)>,
    pub except: Vec<(Text, Vec<Text>)>,
}

impl DraftUrgent {
    /// Takes apart the file, read as a tree.
    pub fn read(node: &Node, findings: &Findings) -> Self {
        let fields = Fields::open_toml(node, "[[kind]]", findings);
        let lines = fields.nodes("line").into_iter().map(|node| line(node, findings)).collect();
        let kinds = fields.nodes("kind").into_iter().map(|node| kind(node, findings)).collect();
        fields.finish();
        Self { lines, kinds }
    }
}

fn line(node: &Node, findings: &Findings) -> DraftUrgentLine {
    let fields = Fields::open_toml(node, "[[line]]", findings);
    let line = DraftUrgentLine {
        id: fields.required("id", "id = \"988\""),
        phone: fields.required("phone", "phone = \"988\""),
        display: fields.required("display", "display = \"9-8-8\""),
        text: fields.text("text"),
        label: DraftWords::read(&fields, "label", fields.span()),
        placeholder: fields.tri("placeholder"),
        hours: fields.text("hours"),
        source: fields.text("source"),
    };
    fields.finish();
    line
}

fn kind(node: &Node, findings: &Findings) -> DraftUrgentKind {
    let fields = Fields::open_toml(node, "[[kind]]", findings);
    let kind = DraftUrgentKind {
        id: fields.required("id", "id = \"suicide\""),
        panel: fields.required("panel", "panel = \"suicide\""),
        lines: fields.texts("lines"),
        title: DraftWords::read(&fields, "title", fields.span()),
        words: phrases(&fields, "words", findings),
        alone: phrases(&fields, "alone", findings),
        except: phrases(&fields, "except", findings),
    };
    fields.finish();
    kind
}

/// Phrases by locale.
fn phrases(fields: &Fields<'_>, key: &'static str, findings: &Findings) -> Vec<(Text, Vec<Text>)> {
    let Some(node) = fields.node(key) else { return Vec::new() };
    let Kind::Map(entries) = &node.kind else {
        let finding = Finding::at(node.span, "phrases are given per language");
        findings.add(&codes::WRONG_SHAPE, finding);
        return Vec::new();
    };
    let of = |text: &Node| list_of_texts(text, findings);
    let key = |text: &Text| Spanned::new(text.value.clone(), text.span);
    entries.iter().map(|entry| (key(&entry.key), of(&entry.value))).collect()
}
