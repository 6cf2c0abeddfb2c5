//! The money of a country, and of a town.

use std::collections::BTreeMap;

use crate::service::Cost;

/// Countries (ISO 3166-1) with their currencies (ISO 4217, as of 2026: Bulgaria has the euro), in one text: the form in the browser carries it, and a table of
/// pairs would weigh three times as much.
const OF_COUNTRIES: &str = "CACAD USUSD GBGBP JEGBP GGGBP IMGBP IEEUR DEEUR FREUR ESEUR ITEUR NLEUR BEEUR ATEUR PTEUR FIEUR \
     GREUR LUEUR BGEUR CYEUR EEEUR HREUR LTEUR LVEUR MTEUR SIEUR SKEUR MEEUR XKEUR AUAUD NZNZD PLPLN CZCZK HUHUF RORON \
     CHCHF NONOK SESEK DKDKK ISISK UAUAH TRTRY RSRSD ININR SGSGD HKHKD TWTWD JPJPY KRKRW CNCNY PHPHP MXMXN BRBRL ILILS \
     ZAZAR";

/// The currency of a country: a price without one would not be shown.
pub fn of_country(country: &str) -> Option<&'static str> {
    OF_COUNTRIES.split_ascii_whitespace().find_map(|pair| {
        let (of, currency) = pair.split_at_checked(2)?;
        of.eq_ignore_ascii_case(country).then_some(currency)
    })
}

/// Whether a code (ISO 4217) is the money of one of these countries: `GBP` is, `PER` and `OAP` are words in capitals.
pub fn is_known(code: &str) -> bool {
    OF_COUNTRIES.split_ascii_whitespace().any(|pair| pair.get(2..) == Some(code))
}

/// What a town is paid in: the currency that most of its prices have; where nobody has written a price yet, that of its
/// country.
pub fn of_town<'c>(
    prices: impl IntoIterator<Item = &'c Cost>,
    country: Option<&str>,
) -> Option<&'c str> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for currency in prices.into_iter().filter_map(|price| price.currency.as_deref()) {
        *counts.entry(currency).or_default() += 1;
    }
    let most = counts.into_iter().max_by_key(|(_, times)| *times);
    most.map(|(currency, _)| currency).or_else(|| of_country(country?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_town_pays_in_the_money_of_its_country() {
        for (country, currency) in [
            ("CA", Some("CAD")),
            ("gb", Some("GBP")),
            ("JE", Some("GBP")),
            ("PL", Some("PLN")),
            ("ZA", Some("ZAR")),
            ("AQ", None),
            ("", None),
            ("É", None),
        ] {
            assert_eq!(of_country(country), currency, "{country}");
        }
        for (code, is) in [
            ("GBP", true),
            ("ZAR", true),
            ("PER", false),
            ("OAP", false),
            ("gbp", false),
            ("", false),
        ] {
            assert_eq!(is_known(code), is, "{code}");
        }
        for pair in OF_COUNTRIES.split_ascii_whitespace() {
            assert_eq!(pair.len(), 5, "{pair}");
        }
    }

    #[test]
    fn a_new_group_is_asked_for_the_money_that_its_neighbours_take() {
        let price = |currency: Option<&str>| Cost {
            kind: "fixed".to_owned(),
            amount_cents: Some(200),
            currency: currency.map(str::to_owned),
        };
        let prices =
            [price(None), price(None), price(Some("EUR")), price(Some("EUR")), price(Some("GBP"))];
        assert_eq!(of_town(&prices, Some("GB")), Some("EUR"));
        // Of a new town nobody has written a price.
        assert_eq!(of_town(&prices[..2], Some("GB")), Some("GBP"));
        assert_eq!(of_town(&[], None), None);
    }
}
