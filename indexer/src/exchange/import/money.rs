//! Prices as people write them: a figure, the sign or the code of its currency, and for what.
//!
//! A figure is a price only where nothing else stands beside it but for what it is paid: `from £2`, `£2 to £5`
//! and `£5, then free` stay words. A figure of another currency than the town's is nobody's guess.

use authoring::people::numbers;
use catalog::currency::is_known;

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
const SIGNS: [(&str, Sign); 18] = [
    ("CA$", Sign::Of("CAD")),
    ("C$", Sign::Of("CAD")),
    ("US$", Sign::Of("USD")),
    ("AU$", Sign::Of("AUD")),
    ("A$", Sign::Of("AUD")),
    ("NZ$", Sign::Of("NZD")),
    ("HK$", Sign::Of("HKD")),
    ("NT$", Sign::Of("TWD")),
    ("MX$", Sign::Of("MXN")),
    ("S$", Sign::Of("SGD")),
    ("$", Sign::Home(&DOLLARS)),
    ("£", Sign::Of("GBP")),
    ("€", Sign::Of("EUR")),
    ("₹", Sign::Of("INR")),
    ("₩", Sign::Of("KRW")),
    ("¥", Sign::Home(&YEN)),
    ("￥", Sign::Home(&YEN)),
    ("Kč", Sign::Of("CZK")),
];

/// Words for currencies.
const WORDS: [(&str, Sign); 16] = [
    ("dollar", Sign::Home(&DOLLARS)),
    ("dollars", Sign::Home(&DOLLARS)),
    ("pound", Sign::Of("GBP")),
    ("pounds", Sign::Of("GBP")),
    ("euro", Sign::Of("EUR")),
    ("euros", Sign::Of("EUR")),
    ("pence", Sign::Pence),
    ("zł", Sign::Of("PLN")),
    ("zl", Sign::Of("PLN")),
    ("zloty", Sign::Of("PLN")),
    ("złoty", Sign::Of("PLN")),
    ("złote", Sign::Of("PLN")),
    ("złotych", Sign::Of("PLN")),
    ("元", Sign::Home(&YUAN)),
    ("円", Sign::Of("JPY")),
    ("원", Sign::Of("KRW")),
];

/// Currencies that people at home call dollars, or write with the sign of the dollar.
const DOLLARS: [&str; 8] = ["CAD", "USD", "AUD", "NZD", "HKD", "SGD", "TWD", "MXN"];

/// Currencies with one sign: yen and yuan.
const YEN: [&str; 2] = ["JPY", "CNY"];

/// Currencies that Chinese has one word for.
const YUAN: [&str; 4] = ["CNY", "TWD", "HKD", "SGD"];

/// What begins a text that says for what one pays, and says it with the words behind.
const PER: [&str; 8] = ["per", "a", "an", "every", "par", "pro", "por", "za"];

/// What says for what one pays without more words: each, per person.
const EACH: [&str; 2] = ["each", "pp"];

/// Most words of what one pays for: `per person per session`.
const PER_WORDS: usize = 4;

/// Most words of what stands behind a stroke: `£3/family ticket`.
const STROKE_WORDS: usize = 2;

/// Words that make another price of one, or none: `£5 a week if you can afford it`.
const CONDITIONS: [&str; 30] = [
    "and",
    "or",
    "free",
    "donation",
    "donations",
    "suggested",
    "if",
    "then",
    "except",
    "unless",
    "but",
    "plus",
    "from",
    "minimum",
    "concession",
    "concessions",
    "ou",
    "gratuit",
    "gratuite",
    "don",
    "oder",
    "frei",
    "kostenlos",
    "spende",
    "o",
    "gratis",
    "donativo",
    "lub",
    "albo",
    "darmowe",
];

/// What stands beside a figure.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Sign<'t> {
    /// A currency by its code.
    Of(&'t str),
    /// One of several: the town says which.
    Home(&'static [&'static str]),
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
        Some((sign, "")) if sign != Sign::Pence => Some(sign),
        _ => return Money::Words,
    };
    let (after_sign, per) = match pence(after).or_else(|| sign(after.trim_start())) {
        Some((sign, rest)) => (Some(sign), rest),
        None => (None, after),
    };
    let Some(per) = paid_for(per) else { return Money::Words };
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

/// For what it is paid, of the text behind a price; nothing where the text says more than that.
fn paid_for(text: &str) -> Option<&str> {
    let text = text.trim().trim_end_matches(['.', '!']).trim_end();
    // A pair around the whole: `(per person)`.
    let within = text.strip_prefix('(').and_then(|text| text.strip_suffix(')'));
    let text = within.unwrap_or(text).trim();
    let behind_stroke = text.strip_prefix('/').map(str::trim_start);
    let text = behind_stroke.unwrap_or(text);
    if text.is_empty() {
        return Some(text);
    }
    let is_plain = |c: char| c.is_alphabetic() || matches!(c, ' ' | '-' | '\'' | '’' | '.');
    let lower = text.to_lowercase();
    let words: Vec<&str> = lower.split([' ', '-']).filter(|word| !word.is_empty()).collect();
    let (first, rest) = words.split_first()?;
    let is_asked_for = EACH.contains(first)
        || (PER.contains(first) && !rest.is_empty())
        || (behind_stroke.is_some() && words.len() <= STROKE_WORDS);
    let is_one_price = text.chars().all(is_plain)
        && words.len() <= PER_WORDS
        && !words.iter().any(|word| CONDITIONS.contains(&word.trim_end_matches('.')));
    (is_asked_for && is_one_price).then_some(text)
}

/// `50p`, `50p per cup`: directly behind the figure. `5 p/p` and `10 p/w` are per person and per week.
fn pence(text: &str) -> Option<(Sign<'_>, &str)> {
    let rest = text.strip_prefix('p')?;
    let is_alone = rest.is_empty() || rest == "." || rest.starts_with(char::is_whitespace);
    is_alone.then_some((Sign::Pence, rest))
}

/// The sign that a text begins with, and what stands behind it.
fn sign(text: &str) -> Option<(Sign<'_>, &str)> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let (word, rest) = text.split_at(end);
    let lower = word.to_lowercase();
    let by_word = WORDS.iter().find(|(known, _)| *known == lower).map(|(_, sign)| *sign);
    if let Some(sign) = by_word {
        return Some((sign, rest));
    }
    if is_known(word) {
        return Some((Sign::Of(word), rest.strip_prefix('$').unwrap_or(rest)));
    }
    SIGNS.iter().find_map(|(known, sign)| {
        let rest = text.strip_prefix(known)?;
        // A letter begins a word.
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
        Sign::Home(_) => None,
    });
    let first = named.next();
    let is_one = named.all(|code| Some(code) == first);
    let currency = first.or(home).filter(|_| is_one)?;
    let is_such =
        |sign: &Sign<'_>| !matches!(sign, Sign::Home(codes) if !codes.contains(&currency));
    signs.iter().all(is_such).then_some(currency)
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
            ("20 zl", "PLN", 2000, ""),
            ("20 złotych", "PLN", 2000, ""),
            ("$100", "TWD", 10_000, ""),
            ("NT$100", "TWD", 10_000, ""),
            ("100元", "TWD", 10_000, ""),
            ("$50", "MXN", 5000, ""),
            ("¥500", "JPY", 50_000, ""),
            ("¥20", "CNY", 2000, ""),
            ("£3 PER SESSION", "GBP", 300, "PER SESSION"),
            ("£3 per person per session", "GBP", 300, "per person per session"),
            ("£3 each", "GBP", 300, "each"),
            ("£3pp", "GBP", 300, "pp"),
            ("50p.", "GBP", 50, ""),
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
            ("¥500", Some("GBP")),
            ("NT$100", Some("HKD")),
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
            // Per person, per week: no pence.
            "5 p/p",
            "10 p/w",
            "10p/w",
            "5 p.p.",
            "p 50",
            // Words in capitals are no currencies.
            "£10 OAP",
            "AGE 5",
            // More than for what it is paid.
            "£3 per session (suggested donation)",
            "£5 per session (concessions free)",
            "£5 a week if you can afford it",
            "£10 a year family / free single",
            "£3 each or family ticket ten pounds",
            "£5 per week, first week free, then membership required",
            "£3/session/person",
            "£3/free",
            "£3 per person or free",
            "£3 (per person",
            "£3 per",
        ] {
            assert_eq!(read(text, Some("GBP")), Money::Words, "{text}");
        }
    }
}
