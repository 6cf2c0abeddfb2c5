//! The sheet that somebody is handed: what they are to do, large and in their own language, with the
//! other person's language small beneath each line, so that both can speak of it.
//!
//! Pure: drawn from slips, wherever they come from. The desk shows and prints it, and the page that
//! opens a plan from a link prints it.
//!
//! Reading order: [`Side`] (a language), [`Options`], [`sheet`]; then `activity`, `ends` (the head and
//! the foot) and `brief` (the discreet sheet, the copy for a file, and the list where they are many), and
//! `size` (what one sheet holds).

use catalog::day::{Day, Moment};
use catalog::link::plan::PlanLink;

use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::slip::{Line, Slip, SlipFile};

mod activity;
mod brief;
mod ends;
mod size;

/// Most activities that are told in full: what one sheet holds.
pub const WHOLE_MAX: usize = 3;

/// Sizes of letters on paper, in points: the id of its choice, which the style sheet knows, and its
/// words; the first is the usual one.
pub const LETTERS: &[(&str, Key)] = &[
    ("letters-14", Key::TakeOrdinary),
    ("letters-18", Key::TakeLarge),
    ("letters-24", Key::TakeLargest),
];

/// The texts that a sheet shows; a file of slips carries them in its language.
pub const WORDS: &[Key] = &[
    Key::FormDirection,
    Key::FormPlural,
    Key::FormDigits,
    Key::FormGroup,
    Key::FormMonths,
    Key::FormWeekdays,
    Key::FormDay,
    Key::FormWeekdayDay,
    Key::FormHours,
    Key::FormMorning,
    Key::FormAfternoon,
    Key::FormEvening,
    Key::FormSession,
    Key::FormListMore,
    Key::FormListLast,
    Key::FormPhoneExtension,
    Key::SiteHelpNow,
    Key::CardAlso,
    Key::ServiceWho,
    Key::ServiceNext,
    Key::ServiceThen,
    Key::ServiceNoNext,
    Key::ServiceNotOn,
    Key::ServicePause,
    Key::ServiceMeetYou,
    Key::ServiceBringSomeone,
    Key::ServiceComeAlone,
    Key::PlanNeutral,
    Key::HandoutTitle,
    Key::HandoutFree,
    Key::HandoutDropIn,
    Key::HandoutWhen,
    Key::HandoutWhere,
    Key::HandoutWay,
    Key::HandoutAsk,
    Key::HandoutFirst,
    Key::ServiceWhatToBring,
    Key::HandoutCost,
    Key::HandoutStart,
    Key::HandoutSpeaks,
    Key::HandoutSpeaksThere,
    Key::HandoutSay,
    Key::HandoutSayWords,
    Key::HandoutTogether,
    Key::HandoutNote,
    Key::HandoutScan,
    Key::HandoutPicture,
    Key::HandoutPrinted,
    Key::HandoutChecked,
    Key::HandoutCopy,
    Key::HandoutGone,
];

/// What a sheet is for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Look {
    /// For the person: everything that who goes there must know.
    #[default]
    Whole,
    /// For a person whose paper others may find: telephone, times and code, and nothing else.
    Discreet,
    /// For the record of who hands it over.
    Copy,
}

/// What a sheet is drawn with besides the slips.
#[derive(Clone, Debug)]
pub struct Options<'a> {
    /// What it is for.
    pub look: Look,
    /// The present moment on the directory's wall clock.
    pub now: Moment,
    /// The first day of the week in which both look at it together.
    pub review: Option<Day>,
    /// What stands on the line below that.
    pub note: Note<'a>,
}

/// The line to write on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Note<'a> {
    /// There is none.
    #[default]
    None,
    /// An empty one, for a pen.
    Line,
    /// What who hands it over has typed: it is on no other output.
    Words(&'a str),
}

/// A language on the sheet, with the slips of the activities.
pub struct Side<'a> {
    /// Where the words stand that all activities share.
    file: &'a SlipFile,
    /// The texts.
    messages: Messages,
    /// The slips, in the order of the plan; `None` for one that is no longer listed.
    slips: Vec<Option<&'a Slip>>,
}

impl<'a> Side<'a> {
    /// The side of these files, which are of one locale; `None` where there is no file.
    pub fn new(files: &'a [SlipFile], ids: &[String]) -> Option<Self> {
        let file = files.first()?;
        let slip = |id: &String| files.iter().find_map(|file| file.slip(id));
        Some(Self { file, messages: file.messages(), slips: ids.iter().map(slip).collect() })
    }

    /// The slips that there are.
    fn listed(&self) -> impl Iterator<Item = &'a Slip> {
        self.slips.iter().copied().flatten()
    }

    /// A text of this language.
    fn words(&self, key: Key) -> Line {
        own(self.messages.text(key).to_owned())
    }

    /// A text of this language with its gaps filled.
    fn fill(&self, key: Key, values: &[(&str, &str)]) -> Line {
        own(self.messages.fill(key, values))
    }
}

/// A text in the language of its side.
fn own(text: String) -> Line {
    Line { text, lang: String::new() }
}

/// Both languages of a sheet; the second is absent where they are one.
struct Sides<'a> {
    own: &'a Side<'a>,
    beneath: Option<&'a Side<'a>>,
    options: &'a Options<'a>,
}

/// The sheet as an `<article>`.
pub fn sheet(
    own: &Side<'_>,
    beneath: Option<&Side<'_>>,
    link: &PlanLink,
    options: &Options<'_>,
) -> Markup {
    let beneath = beneath.filter(|beneath| beneath.messages.locale != own.messages.locale);
    let sides = Sides { own, beneath, options };
    let mut sheet = Markup::new();
    match options.look {
        Look::Whole => {
            let is_whole = own.listed().count() <= WHOLE_MAX;
            let shared = Shared::of(own);
            ends::head(&mut sheet, &sides, link, is_whole.then_some(&shared));
            if is_whole {
                activity::all(&mut sheet, &sides, &shared);
                ends::say(&mut sheet, &sides);
            } else {
                brief::list(&mut sheet, &sides);
            }
            ends::together(&mut sheet, &sides);
            ends::foot(&mut sheet, &sides);
        }
        Look::Discreet => brief::discreet(&mut sheet, &sides, link),
        Look::Copy => brief::copy(&mut sheet, &sides, link),
    }
    let body = sheet;
    let mut sheet = Markup::new();
    sheet.tag("<article class=\"handout");
    sheet.tag(if size::is_long(&body) { " long\" lang=\"" } else { "\" lang=\"" });
    sheet.text(&own.messages.locale).tag("\" dir=\"").tag(own.messages.direction.code());
    sheet.tag("\">").drawn(&body).tag("</article>");
    sheet
}

/// What is known to be true of all activities, and is therefore said once.
struct Shared {
    is_free: bool,
    is_drop_in: bool,
    may_bring_someone: bool,
}

/// How one starts who just turns up.
const DROP_IN: &str = "drop-in";

impl Shared {
    fn of(side: &Side<'_>) -> Self {
        let all = |is: fn(&Slip) -> bool| {
            let mut slips = side.listed().filter(|slip| !slip.is_over).peekable();
            slips.peek().is_some() && slips.all(is)
        };
        Self {
            is_free: all(|slip| slip.is_free),
            is_drop_in: all(|slip| slip.joining == DROP_IN),
            may_bring_someone: all(|slip| slip.bring_someone == Some(true)),
        }
    }

    fn lines(&self, side: &Side<'_>) -> Vec<Line> {
        let listed = side.listed().count() as u32;
        let free = self.is_free.then(|| own(side.messages.count(Key::HandoutFree, listed, &[])));
        let drop_in = self.is_drop_in.then(|| side.words(Key::HandoutDropIn));
        let bring = self.may_bring_someone.then(|| side.words(Key::ServiceBringSomeone));
        [free, drop_in, bring].into_iter().flatten().collect()
    }
}

impl<'a> Sides<'a> {
    /// Draws what each side says: one's own, and beneath it the other's where that is not the same.
    fn both(&self, markup: &mut Markup, says: impl Fn(&Side<'a>) -> Vec<Line>) {
        let said = says(self.own);
        lines(markup, &said);
        self.beneath(markup, &said, says);
    }

    /// Draws what the other side says beneath what was said.
    fn beneath(&self, markup: &mut Markup, said: &[Line], says: impl Fn(&Side<'a>) -> Vec<Line>) {
        let Some(side) = self.beneath else { return };
        let mut other = says(side);
        // What nobody has translated stands there already.
        other.retain(|line| !line.is_empty() && said.iter().all(|own| own.text != line.text));
        if other.is_empty() {
            return;
        }
        markup.tag("<span class=\"beneath\" lang=\"").text(&side.messages.locale);
        markup.tag("\" dir=\"").tag(side.messages.direction.code()).tag("\">");
        lines(markup, &other);
        markup.tag("</span>");
    }

    /// Draws a row: what it is about, and what is said of it. Nothing where there is nothing to say.
    fn row(&self, markup: &mut Markup, about: Key, says: impl Fn(&Side<'a>) -> Vec<Line>) {
        if says(self.own).iter().all(Line::is_empty) {
            return;
        }
        self.about(markup, about);
        self.both(markup, says);
        markup.tag("</dd></div>");
    }

    /// Begins a row.
    fn about(&self, markup: &mut Markup, about: Key) {
        markup.tag("<div><dt>");
        self.both(markup, |side| vec![side.words(about)]);
        markup.tag("</dt><dd>");
    }
}

/// Draws lines one behind the other.
fn lines(markup: &mut Markup, lines: &[Line]) {
    let mut is_first = true;
    for line in lines.iter().filter(|line| !line.is_empty()) {
        if !is_first {
            markup.tag(" ");
        }
        is_first = false;
        piece(markup, line);
    }
}

/// Draws a line, marked with its language where that is another.
fn piece(markup: &mut Markup, line: &Line) {
    if line.lang.is_empty() {
        markup.text(&line.text);
    } else {
        markup.tag("<span").lang(Some(&line.lang)).tag(">").text(&line.text).tag("</span>");
    }
}

/// Draws words that are never translated, such as a street: they keep their direction.
fn proper(markup: &mut Markup, words: &str) {
    markup.tag("<bdi translate=\"no\">").text(words).tag("</bdi>");
}

/// Draws what is read letter by letter, such as a number.
fn digits(markup: &mut Markup, class: &'static str, words: &str) {
    markup.tag("<bdi dir=\"ltr\" translate=\"no\" class=\"").tag(class).tag("\">");
    markup.text(words).tag("</bdi>");
}
