//! Markup as text, for what is drawn again and again: the finder's answer, and cards wherever they
//! stand. Build and phone use these very functions, so that both draw the same to the letter.
//!
//! What is written as markup is a `&'static str`, so it stands in this program; whatever comes from
//! content, from a locale or from a person goes through [`Markup::text`], which leaves no character
//! that means anything to a browser.

/// The attribute that says what a button of an island does: a name, and numbers.
pub const ACTION: &str = "data-action";

/// Markup in the making.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Markup(String);

impl Markup {
    /// Nothing yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds markup that stands in this program.
    pub fn tag(&mut self, markup: &'static str) -> &mut Self {
        self.0.push_str(markup);
        self
    }

    /// Adds words, between tags or inside a quoted attribute.
    pub fn text(&mut self, words: &str) -> &mut Self {
        let mut plain = 0;
        for (at, byte) in words.bytes().enumerate() {
            let name = match byte {
                b'&' => "&amp;",
                b'<' => "&lt;",
                b'>' => "&gt;",
                b'"' => "&quot;",
                _ => continue,
            };
            // Those four are characters of their own in UTF-8: both cuts are between characters.
            self.0.push_str(&words[plain..at]);
            self.0.push_str(name);
            plain = at + 1;
        }
        self.0.push_str(&words[plain..]);
        self
    }

    /// Adds a plain number, for machines.
    pub fn number(&mut self, number: u32) -> &mut Self {
        self.0.push_str(&number.to_string());
        self
    }

    /// Adds a number that may be below nothing, for machines.
    pub fn signed(&mut self, number: i32) -> &mut Self {
        if number < 0 {
            self.tag("-");
        }
        self.number(number.unsigned_abs())
    }

    /// Adds the attribute [`ACTION`] to the tag that is being written: what its button does.
    pub fn action(&mut self, name: &'static str, numbers: &[u32]) -> &mut Self {
        self.tag(" data-action=\"").tag(name);
        for number in numbers {
            self.tag(" ").number(*number);
        }
        self.tag("\"")
    }

    /// Adds what was drawn elsewhere, as it is.
    pub fn drawn(&mut self, markup: &Self) -> &mut Self {
        self.0.push_str(&markup.0);
        self
    }

    /// Adds the attribute `lang` to the tag that is being written, where a language is given; which
    /// way it is written shows from its letters.
    pub fn lang(&mut self, lang: Option<&str>) -> &mut Self {
        match lang {
            Some(lang) => self.tag(" dir=\"auto\" lang=\"").text(lang).tag("\""),
            None => self,
        }
    }

    /// Adds a picture (see `icon`), which is always beside a word.
    pub fn icon(&mut self, name: &'static str) -> &mut Self {
        self.tag("<i class=\"icon i-").tag(name).tag("\"></i>")
    }

    /// Markup that a build of this directory has drawn, from a file of it.
    pub fn from_build(file: String) -> Self {
        Self(file)
    }

    /// The markup so far.
    pub fn as_text(&self) -> &str {
        &self.0
    }

    /// The markup.
    pub fn into_text(self) -> String {
        self.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_that_somebody_wrote_is_ever_markup() {
        let mut markup = Markup::new();
        markup.tag("<p title=\"").text("\" onclick=\"x").tag("\">").text("<b>Tom & Söhne</b> 茶&");
        assert_eq!(
            markup.into_text(),
            "<p title=\"&quot; onclick=&quot;x\">&lt;b&gt;Tom &amp; Söhne&lt;/b&gt; 茶&amp;"
        );
    }

    #[test]
    fn a_language_is_said_only_where_it_is_another() {
        let mut markup = Markup::new();
        markup.tag("<p").lang(None).tag("><i").lang(Some("pa")).tag(">");
        assert_eq!(markup.into_text(), "<p><i dir=\"auto\" lang=\"pa\">");
    }
}
