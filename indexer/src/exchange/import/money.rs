//! Prices as people write them: a figure, the sign or the code of its currency, and for what.
//!
//! A figure is a price only where nothing else stands beside it but for what it is paid: `from £2`, `£2 to £5`
//! and `£5, then free` stay words. A figure of another currency than the town's is nobody's guess.

use authoring::people::numbers;

/// What a text about money says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Money<'t> {
    /// One price.
    Price {
        /// In hundredths.
        cents: u32,
        /// Three capital letters (ISO 4217).
        currency: String,
        /// For what it is paid: `per session`. Empty where nothing is said.
        per: &'t str,
    },
    /// A price in another currency than the town's, or in one that nobody has named.
    OtherCurrency,
    /// No price, or several.
    Words,
}

/// Signs of currencies, the longer before what they end with.
const SIGNS: [(&str, Sign); 16] = [
    ("CA$", Sign::Of("CAD")),
    ("C$", Sign::Of("CAD")),
    ("US$", Sign::Of("USD")),
    ("AU$", Sign::Of("AUD")),
    ("A$", Sign::Of("AUD")),
    ("NZ$", Sign::Of("NZD")),
    ("HK$", Sign::Of("HKD")),
    ("S$", Sign::Of("SGD")),
    ("$", Sign::Dollar),
    ("£", Sign::Of("GBP")),
    ("€", Sign::Of("EUR")),
    ("₹", Sign::Of("INR")),
    ("₩", Sign::Of("KRW")),
    ("zł", Sign::Of("PLN")),
    ("Kč", Sign::Of("CZK")),
    ("p", Sign::Pence),
];

/// Words for currencies.
const WORDS: [(&str, Sign); 8] = [
    ("dollar", Sign::Dollar),
    ("dollars", Sign::Dollar),
    ("pound", Sign::Of("GBP")),
    ("pounds", Sign::Of("GBP")),
    ("euro", Sign::Of("EUR")),
    ("euros", Sign::Of("EUR")),
    ("pence", Sign::Pence),
    ("zloty", Sign::Of("PLN")),
];

/// Currencies that people at home call dollars.
const DOLLARS: [&str; 6] = ["CAD", "USD", "AUD", "NZD", "HKD", "SGD"];

/// What begins a text that says for what one pays.
const PER: [&str; 10] = ["per", "a", "an", "each", "every", "pp", "par", "pro", "por", "za"];

/// What stands beside a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign<'t> {
    /// A currency by its code.
    Of(&'t str),
    /// Dollars: of which country, the town says.
    Dollar,
    /// Hundredths of a pound.
    Pence,
}

/// Reads a text about money in a town with this currency.
pub fn read<'t>(text: &'t str, home: Option<&str>) -> Money<'t> {
    let text = text.trim();
    let Some(start) = text.find(|c: char| c.is_ascii_digit()) else { return Money::Words };
    let (before, rest) = text.split_at(start);
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, '.' | ',');
    let (figure, after) = rest.split_at(rest.find(|c| !is_figure(c)).unwrap_or(rest.len()));
    let before = before.trim();
    let before_sign = match sign(before) {
        _ if before.is_empty() => None,
        Some((sign, "")) => Some(sign),
        _ => return Money::Words,
    };
    let after = after.trim_start();
    let (after_sign, per) = match sign(after) {
        Some((sign, rest)) => (Some(sign), rest),
        None => (None, after),
    };
    let is_by = per.trim_start().starts_with('/');
    let per = per.trim().trim_start_matches(['(', '/']).trim_end_matches([')', '.', '!']).trim();
    let is_asked_for = || {
        let first = per.split_whitespace().next().unwrap_or_default().to_lowercase();
        is_by || PER.contains(&first.as_str())
    };
    if per.contains(|c: char| c.is_ascii_digit()) || !(per.is_empty() || is_asked_for()) {
        return Money::Words;
    }
    let price = numbers::price(figure.trim_end_matches(['.', ','])).plain();
    let Some(cents) = price.map(|price| price.cents) else { return Money::Words };
    let signs: Vec<Sign<'_>> = before_sign.into_iter().chain(after_sign).collect();
    let cents = match signs.contains(&Sign::Pence) {
        false => cents,
        // `50p`; `£1.50p` is a slip.
        true if signs.len() == 1 && cents % 100 == 0 => cents / 100,
        true => return Money::Words,
    };
    match currency(&signs, home) {
        Some(currency) if home.is_none_or(|home| home == currency) => {
            Money::Price { cents, currency: currency.to_owned(), per }
        }
        _ => Money::OtherCurrency,
    }
}

/// The sign that a text begins with, and what stands behind it.
fn sign(text: &str) -> Option<(Sign<'_>, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let lower = word.to_lowercase();
    let by_word = WORDS.iter().find(|(known, _)| *known == lower).map(|(_, sign)| *sign);
    let is_code = word.len() == 3 && word.bytes().all(|b| b.is_ascii_uppercase());
    if let Some(sign) = by_word {
        return Some((sign, rest));
    }
    if is_code {
        return Some((Sign::Of(word), rest.strip_prefix('$').unwrap_or(rest)));
    }
    SIGNS.iter().find_map(|(known, sign)| {
        let rest = text.strip_prefix(known)?;
        // A letter begins a word: `per` is no penny.
        let is_whole =
            !known.ends_with(char::is_alphabetic) || !rest.starts_with(char::is_alphabetic);
        is_whole.then_some((*sign, rest))
    })
}

/// The one currency that signs name; without a sign, the town's.
fn currency<'t>(signs: &[Sign<'t>], home: Option<&'t str>) -> Option<&'t str> {
    let mut named = signs.iter().filter_map(|sign| match sign {
        Sign::Of(code) => Some(*code),
        Sign::Pence => Some("GBP"),
        Sign::Dollar => None,
    });
    let is_dollar = signs.contains(&Sign::Dollar);
    let first = named.next();
    let is_one = named.all(|code| Some(code) == first);
    let currency = first.or(home).filter(|_| is_one)?;
    (!is_dollar || DOLLARS.contains(&currency)).then_some(currency)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn price<'t>(cents: u32, currency: &str, per: &'t str) -> Money<'t> {
        Money::Price { cents, currency: currency.to_owned(), per }
    }

    #[test]
    fn a_price_is_read_in_the_town_s_own_currency() {
        for (text, home, cents, per) in [
            ("£2", "GBP", 200, ""),
            ("£2.50 per session", "GBP", 250, "per session"),
            ("£3/session", "GBP", 300, "session"),
            ("£3 (per person)", "GBP", 300, "per person"),
            ("£3 a week.", "GBP", 300, "a week"),
            ("2 pounds", "GBP", 200, ""),
            ("50p", "GBP", 50, ""),
            ("50p per cup", "GBP", 50, "per cup"),
            ("GBP 4", "GBP", 400, ""),
            ("4", "GBP", 400, ""),
            ("2 €", "EUR", 200, ""),
            ("2,50 €", "EUR", 250, ""),
            ("CA$5", "CAD", 500, ""),
            ("$5", "CAD", 500, ""),
            ("$5 CAD", "CAD", 500, ""),
            ("NZD$5", "NZD", 500, ""),
            ("$5", "USD", 500, ""),
            ("20 zł za zajęcia", "PLN", 2000, "za zajęcia"),
            ("£0", "GBP", 0, ""),
        ] {
            assert_eq!(read(text, Some(home)), price(cents, home, per), "{text}");
        }
        // Of a town whose currency is not known, a price says its own.
        assert_eq!(read("£2", None), price(200, "GBP", ""));
    }

    #[test]
    fn a_price_of_another_currency_and_one_of_none_are_nobody_s_guess() {
        for (text, home) in [
            ("2 €", Some("GBP")),
            ("CA$5", Some("GBP")),
            ("$5", Some("GBP")),
            ("£2", Some("CAD")),
            ("50p", Some("EUR")),
            ("$5 USD", Some("CAD")),
            ("$5", None),
            ("5", None),
            ("£5 EUR", Some("GBP")),
        ] {
            assert_eq!(read(text, home), Money::OtherCurrency, "{text}");
        }
    }

    #[test]
    fn what_says_more_than_one_price_stays_words() {
        for text in [
            "",
            "call us",
            "from £2",
            "£2-£5",
            "£2 to 5",
            "£5 for 10 sessions",
            "£5 membership, then free",
            "about 2",
            "£2.505",
            "suggested donation £2",
            "£1.50p",
            "2 people",
        ] {
            assert_eq!(read(text, Some("GBP")), Money::Words, "{text}");
        }
    }
}
