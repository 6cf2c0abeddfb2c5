//! Texts as parts of the addresses that open a mail or a message.

use catalog::query::escape;

/// A text as a part of an address: all but unreserved characters (RFC 3986) and `@`, which stands between the two
/// parts of a mail address (RFC 6068), as `%` and two digits.
pub(crate) fn encoded(text: &str) -> String {
    escape(text).replace("%40", "@")
}

/// A text for the body of a mail or a message: the lines of mails end with both signs (RFC 6068).
pub(crate) fn encoded_lines(text: &str) -> String {
    encoded(&text.replace('\n', "\r\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_comes_out_of_an_address_as_it_went_in() {
        assert_eq!(encoded("hello@example.org"), "hello@example.org");
        assert_eq!(encoded("茶 & 50%40"), "%E8%8C%B6%20%26%2050%2540");
        assert_eq!(encoded_lines("a\nb"), "a%0D%0Ab");
    }
}
