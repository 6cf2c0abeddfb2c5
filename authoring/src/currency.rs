//! The money of a country.

/// Countries (ISO 3166-1) with their currencies (ISO 4217), in one text: the form in the browser carries it, and a table of
/// pairs would weigh three times as much.
const OF_COUNTRIES: &str = "CACAD USUSD GBGBP JEGBP GGGBP IMGBP IEEUR DEEUR FREUR ESEUR ITEUR NLEUR BEEUR ATEUR PTEUR FIEUR \
     GREUR LUEUR AUAUD NZNZD PLPLN CZCZK HUHUF RORON CHCHF NONOK SESEK DKDKK ININR SGSGD HKHKD ZAZAR";

/// The currency of a country: a price without one would not be shown.
pub fn of_country(country: &str) -> Option<&'static str> {
    OF_COUNTRIES.split_ascii_whitespace().find_map(|pair| {
        let (of, currency) = pair.split_at_checked(2)?;
        of.eq_ignore_ascii_case(country).then_some(currency)
    })
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
            ("IR", None),
            ("", None),
            ("É", None),
        ] {
            assert_eq!(of_country(country), currency, "{country}");
        }
        for pair in OF_COUNTRIES.split_ascii_whitespace() {
            assert_eq!(pair.len(), 5, "{pair}");
        }
    }
}
