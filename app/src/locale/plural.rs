//! Which plural form a number asks for.
//!
//! Rules are CLDR 48's cardinal rules for whole numbers, named by what they do. Many languages
//! share one; a locale file names its own.

/// A rule. The order of forms in a locale file's text is: one, other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PluralRule {
    /// There is one form (Chinese, Korean, Vietnamese, Japanese).
    AlwaysOther,
    /// One is 1 (English, Spanish, German).
    OneIs1,
    /// One is 0 or 1 (Punjabi, Persian, Hindi, French).
    OneIs0Or1,
    /// One is 1, 2, 3, and whatever does not end in 4, 6 or 9 (Filipino).
    Filipino,
}

impl PluralRule {
    /// The rule that a locale file names.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "always-other" => Some(Self::AlwaysOther),
            "one-is-1" => Some(Self::OneIs1),
            "one-is-0-or-1" => Some(Self::OneIs0Or1),
            "filipino" => Some(Self::Filipino),
            _ => None,
        }
    }

    /// The categories that a text needs, by their CLDR names, in the order in which they are kept.
    pub fn categories(self) -> &'static [&'static str] {
        match self {
            Self::AlwaysOther => &["other"],
            Self::OneIs1 | Self::OneIs0Or1 | Self::Filipino => &["one", "other"],
        }
    }

    /// Which of the categories `n` belongs to.
    pub(crate) fn form(self, n: u32) -> usize {
        let is_one = match self {
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
