//! A part of the island that is drawn anew as a whole when its markup is another.

use web_sys::Element;

use crate::element::first;

/// A region of the page, and the markup that it shows.
pub struct Region {
    element: Element,
    shown: String,
}

impl Region {
    /// The region that a selector names. It counts as showing `shown`: what the page brought along
    /// stays until the first change.
    pub fn find(island: &Element, selector: &str, shown: String) -> Option<Self> {
        Some(Self { element: first(island, selector)?, shown })
    }

    /// An element in which nothing stands yet.
    pub fn empty(element: Element) -> Self {
        Self { element, shown: String::new() }
    }

    /// Draws the markup, unless it is what stands there.
    pub fn draw(&mut self, markup: String) {
        if self.shown != markup {
            self.element.set_inner_html(&markup);
            self.shown = markup;
        }
    }

    /// Puts words there, unless they stand there.
    pub fn say(&mut self, words: String) {
        if self.shown != words {
            self.element.set_text_content(Some(&words));
            self.shown = words;
        }
    }
}
