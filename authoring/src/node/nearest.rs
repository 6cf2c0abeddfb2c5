//! "Did you mean": the nearest of the words one could have typed.

/// Longer texts are not spelling mistakes of ours, and the distance takes time by their product.
const LONGEST: usize = 64;

/// The known word nearest to what was typed, if it is near enough to be a slip of the hand:
/// one edit in three letters.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = |text: &str| text.to_lowercase().replace(['_', ' '], "-");
    let typed = plain(typed);
    let allowed = (typed.chars().count() / 3).clamp(1, 3);
    let length = typed.chars().count();
    known
        .into_iter()
        // Each letter more or less is an edit: most words are too far away by their length.
        .filter(|word| word.chars().count().abs_diff(length) <= allowed)
        .map(|word| (distance(&typed, &plain(word)), word))
        .filter(|(distance, _)| *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

/// Edits between two words: a letter more, less, other, or two swapped (optimal string alignment).
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.chars().take(LONGEST + 1).collect();
    let b: Vec<char> = b.chars().take(LONGEST + 1).collect();
    if a.len() > LONGEST || b.len() > LONGEST {
        return usize::MAX;
    }
    let mut two_back = vec![0; b.len() + 1];
    let mut last: Vec<usize> = (0..=b.len()).collect();
    for i in 1..=a.len() {
        let mut row = vec![i; b.len() + 1];
        for j in 1..=b.len() {
            let differs = usize::from(a[i - 1] != b[j - 1]);
            row[j] = (last[j] + 1).min(row[j - 1] + 1).min(last[j - 1] + differs);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                row[j] = row[j].min(two_back[j - 2] + 1);
            }
        }
        two_back = std::mem::replace(&mut last, row);
    }
    last[b.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_slip_of_the_hand_finds_its_word() {
        let known = ["summary", "status", "first_visit", "company", "food"];
        for (typed, meant) in [
            ("sumary", Some("summary")),
            ("Status", Some("status")),
            ("first visit", Some("first_visit")),
            ("compnay", Some("company")),
            ("foood", Some("food")),
            ("colour", None),
            ("", None),
        ] {
            assert_eq!(nearest(typed, known), meant, "{typed}");
        }
        assert_eq!(nearest(&"x".repeat(30_000), known), None);
    }
}
