//! What of a service is searched, field by field, and how tantivy's postings become the catalog's.

use catalog::directory::{Directory, Term};
use catalog::format::{Posting, TextIndex};
use catalog::service::{Service, Words};

use crate::ranking::{Ranking, TermPostings, Texts};

/// The texts of a service in one locale, in the order of `catalog::text::FIELDS`: name, need,
/// organization, summary, body, other.
pub fn texts(directory: &Directory, service: &Service, locale: &str) -> Texts {
    let default_locale = directory.config.default_locale.as_str();
    let pick = |pick: fn(&Words) -> &str| {
        service.text(locale, default_locale, pick).map_or("", |found| found.text).to_owned()
    };
    let organization = directory
        .organization(&service.organization)
        .map_or("", |organization| organization.name.as_str());
    vec![
        pick(|words| words.name.as_deref().unwrap_or_default()),
        needs(directory, service, locale),
        organization.to_owned(),
        pick(|words| words.summary.as_deref().unwrap_or_default()),
        body(directory, service, locale),
        other(directory, service, locale),
    ]
}

/// Its needs, by label and by how people of this locale say them.
fn needs(directory: &Directory, service: &Service, locale: &str) -> String {
    let default_locale = directory.config.default_locale.as_str();
    let mut said = Vec::new();
    for need in terms_of(&directory.vocabulary.needs, &service.needs) {
        said.push(need.label(locale, default_locale));
        said.extend(need.synonyms.get(locale).into_iter().flatten().map(String::as_str));
    }
    said.join("\n")
}

/// What the page tells, beside name and summary.
fn body(directory: &Directory, service: &Service, locale: &str) -> String {
    let default_locale = directory.config.default_locale.as_str();
    let mut told: Vec<&str> = Vec::new();
    let mut tell = |pick: fn(&Words) -> &str| {
        told.extend(service.text(locale, default_locale, pick).map(|found| found.text));
    };
    tell(|words| &words.body_text);
    tell(|words| words.eligibility.as_deref().unwrap_or_default());
    tell(|words| words.first_visit.as_deref().unwrap_or_default());
    tell(|words| words.volunteer.as_deref().unwrap_or_default());
    for language in &service.languages {
        let terms = terms_of(&directory.vocabulary.languages, std::slice::from_ref(&language.code));
        told.extend(terms.map(|term| term.label(locale, default_locale)));
    }
    for audience in terms_of(&directory.vocabulary.audience, &service.audience) {
        told.push(audience.label(locale, default_locale));
    }
    for location in &service.locations {
        told.extend(location.name.as_deref());
    }
    told.join("\n")
}

/// Names, summaries and needs in every other locale: a person may type in another language than
/// the page's, and is not to be turned away for it.
fn other(directory: &Directory, service: &Service, locale: &str) -> String {
    let mut told: Vec<&str> = Vec::new();
    for (_, words) in service.words.iter().filter(|(known, _)| known.as_str() != locale) {
        told.extend(words.name.as_deref());
        told.extend(words.summary.as_deref());
    }
    for need in terms_of(&directory.vocabulary.needs, &service.needs) {
        let others = |known: &&String| known.as_str() != locale;
        told.extend(
            need.label.iter().filter(|(known, _)| others(known)).map(|(_, label)| label.as_str()),
        );
        told.extend(
            need.synonyms
                .iter()
                .filter(|(known, _)| others(known))
                .flat_map(|(_, said)| said.iter().map(String::as_str)),
        );
    }
    told.join("\n")
}

fn terms_of<'a>(terms: &'a [Term], ids: &'a [String]) -> impl Iterator<Item = &'a Term> {
    ids.iter().filter_map(|id| terms.iter().find(|term| &term.id == id))
}

/// Terms that more than this share of services have don't narrow a question, in any language:
/// "the", "and", 的.
const COMMON: f32 = 0.6;

/// What tantivy worked out, ready to be packed.
///
/// # Errors
/// When tantivy cannot read what it wrote.
pub fn index(ranking: &Ranking) -> tantivy::Result<TextIndex> {
    let lengths = ranking.field_lengths()?;
    let documents = lengths.first().map_or(0, Vec::len);
    let mut index = TextIndex {
        total_documents: documents as u32,
        total_tokens: ranking.total_tokens()?,
        lengths,
        ..TextIndex::default()
    };
    for TermPostings { term, documents: postings } in ranking.postings()? {
        if postings.len() as f32 > COMMON * documents as f32 {
            index.stop_words.push(term.clone());
        }
        let having = |field: usize| postings.iter().filter(|(_, times)| times[field] > 0).count();
        index.document_counts.push((0..index.lengths.len()).map(|f| having(f) as u32).collect());
        let postings = postings.into_iter().map(|(document, times)| Posting { document, times });
        index.terms.push((term, postings.collect()));
    }
    Ok(index)
}

/// The index cut into tiles of these `sizes`, documents in their order. The statistics stay those
/// of the whole directory, so that scores mean the same in every tile.
pub fn split(index: TextIndex, sizes: &[usize]) -> Vec<TextIndex> {
    let TextIndex { terms, lengths, total_tokens, total_documents, document_counts, stop_words } =
        index;
    let mut first = 0;
    let mut ends = Vec::with_capacity(sizes.len());
    let mut parts: Vec<TextIndex> = sizes
        .iter()
        .map(|size| {
            let here = first..first + size;
            first = here.end;
            ends.push(here.end as u32);
            TextIndex {
                lengths: lengths.iter().map(|lengths| lengths[here.clone()].to_vec()).collect(),
                total_tokens: total_tokens.clone(),
                total_documents,
                stop_words: stop_words.clone(),
                ..TextIndex::default()
            }
        })
        .collect();
    for ((term, postings), counts) in terms.into_iter().zip(document_counts) {
        let mut postings = postings.into_iter().peekable();
        while let Some(next) = postings.peek() {
            let tile = ends.partition_point(|end| *end <= next.document);
            let first = ends[tile] - sizes[tile] as u32;
            let mut here = Vec::new();
            while let Some(posting) = postings.next_if(|posting| posting.document < ends[tile]) {
                here.push(Posting { document: posting.document - first, ..posting });
            }
            parts[tile].terms.push((term.clone(), here));
            parts[tile].document_counts.push(counts.clone());
        }
    }
    parts
}
