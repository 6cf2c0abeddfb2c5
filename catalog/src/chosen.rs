//! The chosen values of a question: few, sorted, each once. A sorted list instead of a tree, which is
//! 7 KB of program that a phone would load for this alone.

/// Chosen values by facet id, in the order of the ids.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Chosen(Vec<(String, Vec<String>)>);

impl Chosen {
    /// Whether no value is chosen.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many values are chosen.
    pub fn count(&self) -> usize {
        self.0.iter().map(|(_, values)| values.len()).sum()
    }

    /// The chosen values of a facet, in their order; none for most facets.
    pub fn of(&self, facet: &str) -> &[String] {
        self.index(facet).map_or(&[], |index| &self.0[index].1)
    }

    /// Whether a value is chosen.
    pub fn has(&self, facet: &str, value: &str) -> bool {
        self.of(facet).iter().any(|known| known == value)
    }

    /// Chooses a value, unless it is chosen.
    pub fn add(&mut self, facet: &str, value: &str) {
        let index = self.index(facet).unwrap_or_else(|index| {
            self.0.insert(index, (facet.to_owned(), Vec::new()));
            index
        });
        let values = &mut self.0[index].1;
        if let Err(index) = values.binary_search_by(|known| known.as_str().cmp(value)) {
            values.insert(index, value.to_owned());
        }
    }

    /// Takes a value away, where it is chosen.
    pub fn remove(&mut self, facet: &str, value: &str) {
        let Ok(index) = self.index(facet) else { return };
        self.0[index].1.retain(|known| known != value);
        if self.0[index].1.is_empty() {
            self.0.remove(index);
        }
    }

    /// Every facet with its chosen values, at least one each.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &[String])> {
        self.0.iter().map(|(facet, values)| (facet.as_str(), values.as_slice()))
    }

    fn index(&self, facet: &str) -> Result<usize, usize> {
        self.0.binary_search_by(|(known, _)| known.as_str().cmp(facet))
    }
}
