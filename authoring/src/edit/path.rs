//! The name of a field: `schedule[0].text`, `locations[1].address.line1`.

use std::fmt;
use std::str::FromStr;

use super::EditError;

/// The name of a field of a page, from the outermost key to the innermost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Path(pub(crate) Vec<Step>);

/// A step into a map or a list.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Into a map.
    Key(String),
    /// Into a list, counted from 0.
    Index(usize),
}

impl Path {
    /// The field under a key of this one.
    pub fn key(&self, key: &str) -> Self {
        self.and(Step::Key(key.to_owned()))
    }

    /// Entry number `index` of this list, counted from 0.
    pub fn index(&self, index: usize) -> Self {
        self.and(Step::Index(index))
    }

    /// The page itself, which holds every field and is none.
    pub fn page() -> Self {
        Self(Vec::new())
    }

    fn and(&self, step: Step) -> Self {
        let mut steps = self.0.clone();
        steps.push(step);
        Self(steps)
    }

    /// The first `count` steps.
    pub(crate) fn first(&self, count: usize) -> Self {
        Self(self.0.iter().take(count).cloned().collect())
    }

    /// The innermost key, which tells the order of the keys below it.
    pub(super) fn last_key(&self) -> &str {
        let key = self.0.iter().rev().find_map(|step| match step {
            Step::Key(key) => Some(key.as_str()),
            Step::Index(_) => None,
        });
        key.unwrap_or_default()
    }
}

impl FromStr for Path {
    type Err = EditError;

    fn from_str(text: &str) -> Result<Self, EditError> {
        let bad = || EditError::BadPath(text.to_owned());
        let mut steps = Vec::new();
        for part in text.split('.') {
            let (key, mut rest) = part.split_at(part.find('[').unwrap_or(part.len()));
            if key.is_empty() || key.contains(|c: char| c.is_control() || c.is_whitespace()) {
                return Err(bad());
            }
            steps.push(Step::Key(key.to_owned()));
            while !rest.is_empty() {
                let inner = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
                let (number, after) = inner.ok_or_else(bad)?;
                steps.push(Step::Index(number.parse().map_err(|_| bad())?));
                rest = after;
            }
        }
        Ok(Self(steps))
    }
}

impl fmt::Display for Path {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (number, step) in self.0.iter().enumerate() {
            match step {
                Step::Key(key) if number == 0 => write!(f, "{key}")?,
                Step::Key(key) => write!(f, ".{key}")?,
                Step::Index(index) => write!(f, "[{index}]")?,
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_named_as_people_write_it() {
        for name in ["id", "schedule[0].text", "locations[1].address.line1", "needs[12]", "a[0][1]"]
        {
            assert_eq!(name.parse::<Path>().map(|path| path.to_string()), Ok(name.to_owned()));
        }
        for name in ["", ".", "a.", "[0]", "a[", "a[x]", "a[-1]", "a[0]b", "a b"] {
            assert_eq!(name.parse::<Path>(), Err(EditError::BadPath(name.to_owned())), "{name}");
        }
    }
}
