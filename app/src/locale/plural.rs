//! Which plural form a number asks for.
//!
//! Rules are CLDR 48's cardinal rules for whole numbers, named by what they do. Many languages
//! share one; a locale file names its own. A language whose rule has no name here comes with a table, which the build
//! makes from CLDR: phones need no library for it.

use std::sync::Arc;

/// A rule. The forms in a locale file's text stand in the alphabetical order of their CLDR names: few, many, one, other,
/// two, zero.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PluralRule {
    /// There is one form (Chinese, Korean, Vietnamese, Japanese).
    AlwaysOther,
    /// One is 1 (English, Spanish, German).
    OneIs1,
    /// One is 0 or 1 (Punjabi, Persian, Hindi, French).
    OneIs0Or1,
    /// One is 1, 2, 3, and whatever does not end in 4, 6 or 9 (Filipino).
    Filipino,
    /// The form of each number below [`TABLE`].
    Table(Arc<[u8]>),
}

/// Numbers that a table has. Larger ones ask for the form of the last hundred's number that ends as they do: CLDR's rules
/// for whole numbers below 1,000,000 look at the last two digits, and some at small numbers themselves; Cornish and Breton
/// alone have rules for thousands and millions, which no count here reaches.
pub const TABLE: u32 = 200;

impl PluralRule {
    /// The rule that a locale file names.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "always-other" => Some(Self::AlwaysOther),
            "one-is-1" => Some(Self::OneIs1),
            "one-is-0-or-1" => Some(Self::OneIs0Or1),
            "filipino" => Some(Self::Filipino),
            table => Self::table(table.as_bytes()),
        }
    }

    /// The rule that a table's digits say, one for each number.
    fn table(digits: &[u8]) -> Option<Self> {
        let form = |digit: &u8| digit.checked_sub(b'0').filter(|form| *form < 6);
        let forms = digits.iter().map(form).collect::<Option<Vec<u8>>>()?;
        (forms.len() == TABLE as usize).then(|| Self::Table(forms.into()))
    }

    /// Which of the categories `n` belongs to.
    pub(crate) fn form(&self, n: u32) -> usize {
        let is_one = match self {
            Self::Table(forms) => {
                let at = if n < TABLE { n } else { TABLE - 100 + n % 100 };
                return forms.get(at as usize).copied().unwrap_or_default().into();
            }
            Self::AlwaysOther => true,
            Self::OneIs1 => n == 1,
            Self::OneIs0Or1 => n <= 1,
            Self::Filipino => matches!(n, 1..=3) || !matches!(n % 10, 4 | 6 | 9),
        };
        usize::from(!is_one)
    }
}

#[cfg(test)]
mod tests {
    use super::PluralRule::*;

    #[test]
    fn each_rule_counts_as_its_speakers_do() {
        let forms = |rule: super::PluralRule| [0, 1, 2, 4, 5, 14].map(|n| rule.form(n));
        assert_eq!(forms(AlwaysOther), [0, 0, 0, 0, 0, 0]);
        assert_eq!(forms(OneIs1), [1, 0, 1, 1, 1, 1]);
        assert_eq!(forms(OneIs0Or1), [0, 0, 1, 1, 1, 1]);
        assert_eq!(forms(Filipino), [0, 0, 0, 1, 0, 1]);
    }
}
