//! What a person does in the finder: words, filters, a place, chips, and the link to share.

use thirtyfour::Key;

use super::Visitor;
use super::hearing::Heard;

impl Visitor {
    /// Types into the search field, letter by letter.
    #[track_caller]
    pub fn types(&self, words: &str) {
        let field = self.finds_one(&["searchbox"], self.words().say("finder.search"));
        self.types_into(&field, words);
    }

    /// Empties the search field as people do: everything marked, then Delete.
    #[track_caller]
    pub fn clears_the_words(&self) {
        let field = self.finds_one(&["searchbox"], self.words().say("finder.search"));
        self.types_into(&field, &format!("{}a", Key::Control.value()));
        self.types_into(&field, &Key::Delete.value().to_string());
    }

    /// Waits until the results are those for these words.
    #[track_caller]
    pub fn waits_for_the_answer_to(&self, words: &str) {
        let answered = "return document.querySelector('#results')?.dataset.for";
        self.waits_for(&format!("the answer to “{words}”"), || {
            (self.asks(answered)?.as_str()? == words).then_some(())
        });
    }

    /// What stands in the search field.
    #[track_caller]
    pub fn typed(&self) -> String {
        self.finds_one(&["searchbox"], self.words().say("finder.search")).value
    }

    /// What stands in the desk's field.
    #[track_caller]
    pub fn typed_about(&self) -> String {
        self.lines("return [document.querySelector('#about').value]").concat()
    }

    /// Opens the sheet of filters, where there is a button for it.
    #[track_caller]
    pub fn opens_filters(&self) {
        self.presses(self.words().say("finder.filters"));
        self.filters();
    }

    /// Closes the sheet of filters.
    #[track_caller]
    pub fn closes_filters(&self) {
        self.presses(self.words().say("finder.close"));
        let open = "return document.querySelector('dialog[open]') !== null";
        self.waits_for("the sheet to close", || (!self.asks(open)?.as_bool()?).then_some(()));
    }

    /// The filters: a sheet on a phone, a column on a computer.
    #[track_caller]
    pub fn filters(&self) -> Heard {
        self.finds_one(&["dialog", "group", "region", "form"], self.words().say("finder.filters"))
    }

    /// Ticks a filter; groups that are folded are opened one after the other until it is found.
    #[track_caller]
    pub fn ticks(&self, name: &str) {
        self.sets(name, true);
    }

    /// Takes a tick away.
    #[track_caller]
    pub fn unticks(&self, name: &str) {
        self.sets(name, false);
    }

    #[track_caller]
    fn sets(&self, name: &str, ticked: bool) {
        let choice = self.choice(name);
        assert_ne!(choice.checked, Some(ticked), "“{name}” is so already");
        self.presses_on(&choice);
        self.waits_for(&format!("“{name}” to change"), || {
            let choices = self.hears_inside(&self.filters());
            let now =
                choices.into_iter().find(|heard| heard.role == "checkbox" && heard.is_called(name));
            (now?.checked == Some(ticked)).then_some(())
        });
    }

    /// Whether a filter is ticked.
    #[track_caller]
    pub fn has_ticked(&self, name: &str) -> bool {
        self.choice(name).checked == Some(true)
    }

    #[track_caller]
    fn choice(&self, name: &str) -> Heard {
        let mut choices = Vec::new();
        let found = self.tries(|| {
            let inside = self.hears_inside(&self.filters());
            choices = inside.iter().filter(|heard| heard.role == "checkbox").cloned().collect();
            let found = choices.iter().find(|choice| choice.is_called(name)).cloned();
            if found.is_none()
                && let Some(folded) = inside.iter().find(|heard| heard.expanded == Some(false))
            {
                self.presses_on(folded);
            }
            found
        });
        found.unwrap_or_else(|| {
            let names: Vec<_> = choices.iter().map(|choice| &choice.name).collect();
            panic!("there is no filter “{name}”, only {names:?}")
        })
    }

    /// Asks for more cards until all are shown, and reads them.
    #[track_caller]
    pub fn shows_all_results(&self) -> Vec<String> {
        let words = self.words();
        let (before, after) = words.around_gap("finder.more");
        let offers_more = |button: &Heard| {
            let number = button.name.strip_prefix(before).and_then(|name| name.strip_suffix(after));
            number.is_some_and(|number| number.chars().all(char::is_numeric))
        };
        while let Some(more) = self.all("button").into_iter().find(&offers_more) {
            let shown = self.results().len();
            self.presses_on(&more);
            self.waits_for("more cards", || (self.results().len() > shown).then_some(()));
        }
        self.results()
    }

    /// Says where they are: types into the place field, then Enter for the first suggestion.
    #[track_caller]
    pub fn says_they_are_at(&self, place: &str) {
        let words = self.words();
        let field = self.finds_one(&["textbox", "combobox"], words.say("finder.place"));
        self.types_into(&field, place);
        self.presses_key(Key::Enter);
        let (before, after) = words.around_gap("finder.near");
        // The chips may lie behind the open sheet; the field itself says what was taken.
        self.waits_for(&format!("the place {place} to be taken"), || {
            let text = self.reads();
            let said = |line: &&str| line.starts_with(before) && line.ends_with(after);
            text.lines().find(said).map(str::to_owned)
        });
    }

    /// What is chosen: the buttons that take a choice away, by the name of the choice.
    #[track_caller]
    pub fn chips(&self) -> Vec<String> {
        let words = self.words();
        let (before, after) = words.around_gap("finder.remove");
        let inner = |button: Heard| {
            let name = button.name.strip_prefix(before)?.strip_suffix(after)?;
            Some(name.trim().to_owned())
        };
        self.all("button").into_iter().filter_map(inner).collect()
    }

    /// Takes a choice away by its chip.
    #[track_caller]
    pub fn removes(&self, choice: &str) {
        let words = self.words();
        let (before, after) = words.around_gap("finder.remove");
        self.presses(&format!("{before}{choice}{after}"));
    }

    /// Presses "share", and takes the link out of the clipboard.
    #[track_caller]
    pub fn shares(&self) -> String {
        self.allows(&["clipboardReadWrite", "clipboardSanitizedWrite"]);
        let words = self.words();
        self.presses(words.say("finder.share"));
        self.sees(words.say("finder.copied"));
        let read = "navigator.clipboard.readText().then(arguments[0], (error) => arguments[0](String(error)))";
        let text = self.asks_later(read);
        text.as_str().expect("what is in the clipboard is a text").to_owned()
    }
}
