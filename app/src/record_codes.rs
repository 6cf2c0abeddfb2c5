//! The codes that the town's own record systems know what is handed over by, as a page carries them along, and
//! the line of a record that they stand in. They come from content alone: nothing here knows a code.

#[cfg(feature = "ssr")]
use catalog::directory;

/// Codes of one kind of record, in one list of texts: what the system is called, the code of the whole
/// (offered, closed; may be empty), and then a name and its code by turns.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RecordCodes(Vec<String>);

impl RecordCodes {
    /// What a page carries; an empty list where the town has no codes.
    pub fn from_shipped(texts: Vec<String>) -> Self {
        Self(texts)
    }

    /// As a page carries it.
    pub fn shipped(&self) -> &[String] {
        &self.0
    }

    /// The code of the whole.
    pub fn whole(&self) -> Option<&str> {
        self.0.get(1).map(String::as_str).filter(|code| !code.is_empty())
    }

    /// The code of a need or of an outcome, by its id.
    pub fn of(&self, id: &str) -> Option<&str> {
        let mut pairs = self.0.get(2..)?.chunks_exact(2);
        pairs.find(|pair| pair[0] == id).map(|pair| pair[1].as_str())
    }

    /// "SNOMED CT: 123456789 Offered; 234567890 Lonely"; `None` without codes.
    pub fn line(&self, codes: &[String]) -> Option<String> {
        let system = self.0.first()?;
        (!codes.is_empty()).then(|| [system, ": ", &codes.join("; ")].concat())
    }
}

/// A code without what it is called.
pub fn alone(code: &str) -> &str {
    code.split(' ').next().unwrap_or(code)
}

#[cfg(feature = "ssr")]
impl RecordCodes {
    /// For the text of a hand-over: that something was offered, and why. A need that calls for discretion has none.
    pub fn of_offer(directory: &directory::Directory) -> Self {
        let is_told = |id: &str| {
            let needs = &directory.vocabulary.needs;
            needs.iter().any(|need| need.id == id && !need.sensitive)
        };
        Self::of_town(directory, |codes| {
            let needs = codes.needs.iter().filter(|(need, _)| is_told(need));
            (
                codes.offered.clone(),
                needs.map(|(need, code)| [need.clone(), code.clone()]).collect(),
            )
        })
    }

    /// For the text about what became of it.
    pub fn of_outcomes(directory: &directory::Directory) -> Self {
        Self::of_town(directory, |codes| {
            let outcomes = codes.outcomes.iter();
            let pair = |(outcome, code): (&catalog::link::reply::Outcome, &String)| {
                [outcome.number().to_string(), code.clone()]
            };
            (codes.closed.clone(), outcomes.map(pair).collect())
        })
    }

    fn of_town(
        directory: &directory::Directory,
        read: impl FnOnce(&directory::RecordCodes) -> (Option<String>, Vec<[String; 2]>),
    ) -> Self {
        let Some(codes) = &directory.config.record_codes else { return Self::default() };
        let (whole, pairs) = read(codes);
        let head = [codes.system.clone(), whole.unwrap_or_default()];
        Self(head.into_iter().chain(pairs.into_iter().flatten()).collect())
    }
}
