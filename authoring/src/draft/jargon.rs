//! Words of offices, and what people say: `_taxonomy/jargon.toml`.

use crate::node::{Kind, Node, Spanned, Text};
use crate::report::{Finding, Findings, codes};

/// The words of one language.
#[derive(Debug)]
pub struct DraftJargon {
    /// The locale.
    pub locale: Text,
    /// Each word or turn of speech, and a plainer one.
    pub words: Vec<(Text, Text)>,
}

impl DraftJargon {
    /// Takes apart the file, read as a tree: a table a locale, with `"word" = "plainer"`.
    pub fn read(node: &Node, findings: &Findings) -> Vec<Self> {
        let Kind::Map(entries) = &node.kind else { return Vec::new() };
        let of_locale = entries.iter().map(|entry| {
            let locale = Spanned::new(entry.key.value.clone(), entry.key.span);
            let Kind::Map(words) = &entry.value.kind else {
                let finding = Finding::at(entry.value.span, "words are given per language");
                let example = "[en]\n\"utilize\" = \"use\"";
                findings.add(&codes::WRONG_SHAPE, finding.example(example));
                return Self { locale, words: Vec::new() };
            };
            let words = words.iter().filter_map(|word| match &word.value.kind {
                Kind::Scalar { text, .. } if !text.trim().is_empty() => {
                    let plainer = Spanned::new(text.trim().to_owned(), word.value.span);
                    Some((Spanned::new(word.key.value.to_lowercase(), word.key.span), plainer))
                }
                _ => {
                    let finding = Finding::at(word.value.span, "one plainer word belongs here");
                    findings.add(&codes::WRONG_SHAPE, finding.example("\"utilize\" = \"use\""));
                    None
                }
            });
            Self { locale, words: words.collect() }
        });
        of_locale.collect()
    }
}
