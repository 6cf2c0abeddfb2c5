//! How a visitor comes: on which screen, in which language, with or without JavaScript.

use std::path::{Path, PathBuf};

/// Habits, to be changed one by one: `Habits::phone().reading("pa").without_javascript()`.
#[derive(Clone, Debug)]
pub struct Habits {
    pub(crate) width: u32,
    pub(crate) height: u32,
    pub(crate) languages: String,
    pub(crate) javascript: bool,
    pub(crate) dark: bool,
    pub(crate) forced_colours: bool,
    pub(crate) may_complain: bool,
    pub(crate) new_browser: bool,
    pub(crate) waits_for_pages: bool,
    pub(crate) camera: Option<PathBuf>,
}

impl Habits {
    /// A phone of a common size, in English.
    pub fn phone() -> Self {
        Self {
            width: 360,
            height: 740,
            languages: "en-CA,en".to_owned(),
            javascript: true,
            dark: false,
            forced_colours: false,
            may_complain: false,
            new_browser: false,
            waits_for_pages: true,
            camera: None,
        }
    }

    /// A computer.
    pub fn computer() -> Self {
        Self::phone().on_screen(1280, 800)
    }

    /// Another size, in CSS pixels.
    pub fn on_screen(mut self, width: u32, height: u32) -> Self {
        (self.width, self.height) = (width, height);
        self
    }

    /// Languages as browsers list them, best first, such as `zh-Hant,en`.
    pub fn reading(mut self, languages: &str) -> Self {
        self.languages = languages.to_owned();
        self
    }

    /// JavaScript is off, as it is for some on purpose and for many by accident.
    pub fn without_javascript(mut self) -> Self {
        self.javascript = false;
        self
    }

    /// Prefers dark pages.
    pub fn in_the_dark(mut self) -> Self {
        self.dark = true;
        self
    }

    /// Comes with a browser that nobody has used before, and nobody after: what the browser keeps is
    /// what the journey is about.
    pub fn with_a_new_browser(mut self) -> Self {
        self.new_browser = true;
        self
    }

    /// Has a camera that sees the pictures of a file (YUV4MPEG2), over and over.
    pub fn with_a_camera_that_sees(mut self, file: &Path) -> Self {
        self.camera = Some(file.to_owned());
        self
    }

    /// Looks at a page while it is still on its way, and may wait for it in vain.
    pub fn looking_at_once(mut self) -> Self {
        self.waits_for_pages = false;
        self
    }

    /// The browser may complain about errors, because this journey makes some.
    pub fn among_errors(mut self) -> Self {
        self.may_complain = true;
        self
    }
}
