//! What a link or a code says, and what is known of its activities.

use catalog::day::Moment;
use catalog::link::plan::PlanLink;
use catalog::link::repair::repair;
use catalog::link::{Unreadable, code};

use crate::locale::{Key, Messages};
use crate::plan::file::{self, Refusal};
use crate::plan::since::{self, Change, Facts, item_of};
use crate::plan::{ITEMS_MAX, Item, Plan};
use crate::slip::{Slip, SlipFile};
use crate::spelling::spelling;

/// What stands in the address, or was typed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Opened {
    /// Nothing: somebody is about to type a code.
    #[default]
    Nothing,
    /// Something that leads nowhere.
    Unreadable(Unreadable),
    /// A plan.
    Plan(PlanLink),
}

/// Whether the slips are there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Slips {
    /// On their way.
    #[default]
    Awaited,
    /// All that the plan needs.
    Arrived,
    /// They do not come.
    Failed,
}

/// The plan on its page.
#[derive(Clone, Debug, Default)]
pub struct HandedModel {
    /// What was opened.
    pub opened: Opened,
    /// Whether the slips are there.
    pub slips: Slips,
    /// The files of slips.
    pub files: Vec<SlipFile>,
    /// Those of the language beneath each line of the sheet; nothing where they are not at hand.
    pub beneath: Vec<SlipFile>,
    /// The present moment on the directory's wall clock; `None` until the browser says.
    pub now: Option<Moment>,
    /// A mail program had sent the link to the host.
    pub is_repaired: bool,
    /// It is in the person's own plan.
    pub is_kept: bool,
    /// What has changed of activities that the person keeps, since they last looked.
    pub changed: Vec<(String, Vec<Change>)>,
    /// The one polite line.
    pub said: String,
    /// What is wrong with the code that was typed.
    pub wrong: String,
}

impl HandedModel {
    /// Opens what stands in the address, with its `#` or without.
    pub fn open(&mut self, fragment: &str) {
        let fragment = fragment.trim_start_matches('#');
        // A link that was encoded twice, and repaired once.
        let repaired = repair(&["/", fragment].concat()).map(|repaired| repaired.fragment);
        let fragment = repaired.unwrap_or_else(|| fragment.trim_end_matches('/').to_owned());
        self.opened = match PlanLink::read(&fragment) {
            Ok(link) => Opened::Plan(link),
            Err(Unreadable::Empty) => Opened::Nothing,
            Err(why) => Opened::Unreadable(why),
        };
        (self.is_kept, self.said, self.wrong) = (false, String::new(), String::new());
        self.changed.clear();
    }

    /// Opens what somebody typed from paper, heard or said into the keyboard's microphone; says what is wrong where that is no code. Gives the
    /// link for the address where it is one.
    pub fn type_code(&mut self, typed: &str, messages: &Messages) -> Option<String> {
        let spelling = spelling(messages);
        match PlanLink::hear(typed, &spelling) {
            Ok(link) => {
                let fragment = link.to_fragment();
                self.open(&fragment);
                self.is_repaired = false;
                Some(fragment)
            }
            Err(why) => {
                // What was said in words, in the digits that it most likely means; what looks like a code
                // already is what somebody compares with the paper.
                let is_typed = looks_typed(&code::typed(typed));
                let said = spelling.readings(typed).into_iter().next().filter(|_| !is_typed);
                self.wrong = self.what_is_wrong(said.as_deref().unwrap_or(typed), why, messages);
                None
            }
        }
    }

    fn what_is_wrong(&self, typed: &str, why: Unreadable, messages: &Messages) -> String {
        if why == Unreadable::Newer {
            return messages.text(Key::HandedNewer).to_owned();
        }
        let plain = code::typed(typed);
        if plain.is_empty() {
            return messages.text(Key::HandedCodeEmpty).to_owned();
        }
        let mut signs: Vec<String> =
            plain.chars().filter(|sign| !is_digit(*sign)).map(String::from).collect();
        signs.dedup();
        if !signs.is_empty() {
            let signs = signs.join(" ");
            return messages.fill(Key::HandedCodeSign, &[("signs", &signs)]);
        }
        match self.doubtful_part(&plain) {
            Some(part) => messages.fill(Key::HandedCodePart, &[("part", &part)]),
            None => messages.text(Key::HandedCodeWrong).to_owned(),
        }
    }

    /// The first five digits that no activity here has: there, somebody has likely read one wrongly. `None`
    /// where the slips do not tell.
    fn doubtful_part(&self, plain: &str) -> Option<String> {
        /// Reference, version and check: they stand at the end.
        const END: usize = 7;
        if self.slips != Slips::Arrived {
            return None;
        }
        let ids = plain.get(..plain.len().checked_sub(END)?)?;
        let groups = ids.as_bytes().chunks_exact(5).map(|group| String::from_utf8_lossy(group));
        let is_unknown = |group: &String| self.slip(group).is_none();
        groups
            .map(|group| group.into_owned())
            .find(is_unknown)
            .map(|group| group.to_ascii_uppercase())
    }

    /// The plan, where one is open.
    pub fn link(&self) -> Option<&PlanLink> {
        match &self.opened {
            Opened::Plan(link) => Some(link),
            Opened::Nothing | Opened::Unreadable(_) => None,
        }
    }

    /// A slip by its service's id.
    fn slip(&self, id: &str) -> Option<&Slip> {
        self.files.iter().find_map(|file| file.slip(id))
    }

    /// The activities of the plan that are listed, in its order.
    pub fn listed(&self) -> Vec<&Slip> {
        let ids = self.link().into_iter().flat_map(|link| &link.services);
        ids.filter_map(|id| self.slip(id)).collect()
    }

    /// How many activities of the plan are no longer listed.
    pub fn gone(&self) -> usize {
        self.link().map_or(0, |link| link.services.len()) - self.listed().len()
    }

    /// Whether there is anything to be kept.
    pub fn can_be_kept(&self) -> bool {
        self.listed().iter().any(|slip| !slip.is_over)
    }

    /// What can be kept: what has ended is kept by nobody.
    pub fn items(&self) -> Vec<Item> {
        let listed = self.listed().into_iter().filter(|slip| !slip.is_over);
        listed.map(|slip| self.item(slip)).collect()
    }

    /// An activity as a plan keeps it.
    pub fn item(&self, slip: &Slip) -> Item {
        item_of(slip, self.files.first(), self.now)
    }

    /// The slips have come, or nothing has.
    pub fn receive(&mut self, files: Option<Vec<SlipFile>>) {
        match files {
            Some(files) => (self.files, self.slips) = (files, Slips::Arrived),
            None => self.slips = Slips::Failed,
        }
    }

    /// Puts everything into the person's own plan, of which `stored` is what the browser keeps. Gives what
    /// it is to keep from now on; `None` where it must not be touched, and that is then said.
    pub fn keep(&mut self, stored: Option<&str>, messages: &Messages) -> Option<String> {
        let read = stored.map(file::read).unwrap_or_else(|| Ok(Plan::default()));
        let mut plan = match read {
            Ok(plan) => plan,
            Err(Refusal::Newer) => {
                self.said = messages.text(Key::HandedNewer).to_owned();
                return None;
            }
            Err(_) => {
                self.said = messages.text(Key::PlanBroken).to_owned();
                return None;
            }
        };
        let link = self.link()?.clone();
        let items = self.items();
        let new = items.iter().filter(|item| plan.place_of(&item.id).is_none()).count();
        if plan.items.len() + new > ITEMS_MAX {
            self.said = messages.text(Key::PlanNoRoom).to_owned();
            return None;
        }
        plan.keep_handed(&link, items);
        Some(file::write(&plan))
    }

    /// Whether the browser keeps it now.
    pub fn kept(&mut self, is_kept: bool, messages: &Messages) {
        self.is_kept = is_kept;
        let key = if is_kept { Key::HandedKept } else { Key::PlanRefused };
        self.said = messages.text(key).to_owned();
    }

    /// Whether all that can be kept is in the plan that the browser keeps.
    pub fn look_at(&mut self, stored: Option<&str>) {
        let Some(Ok(plan)) = stored.map(file::read) else { return };
        let items = self.items();
        self.is_kept =
            !items.is_empty() && items.iter().all(|item| plan.place_of(&item.id).is_some());
        let Some(now) = self.now else { return };
        let changed = self.listed().into_iter().filter_map(|slip| {
            let item = plan.items.iter().find(|item| item.id == slip.id && !item.sensitive)?;
            let changes = since::changes(&since::seen(item), &Facts::of(slip), now);
            (!changes.is_empty()).then(|| (slip.id.clone(), changes))
        });
        self.changed = changed.collect();
    }

    /// The person has seen what has changed of an activity. Gives what the browser is to keep from now on.
    pub fn see(&mut self, id: &str, stored: Option<&str>) -> Option<String> {
        self.changed.retain(|(changed, _)| changed != id);
        let mut plan = file::read(stored?).ok()?;
        let slip = self.slip(id)?;
        let kept = plan.item_mut(id).filter(|kept| !kept.sensitive)?;
        since::renew(kept, Some(self.item(slip)), Facts::of(slip));
        Some(file::write(&plan))
    }
}

/// Whether a text is rather a code with a mistake than words that say one: as many digits as a code of short ids has
/// (five for each, and seven), or a sign among them that nobody says.
fn looks_typed(plain: &str) -> bool {
    let has_sign = plain.contains(|sign: char| sign.is_ascii_punctuation());
    let is_code = |sign: char| is_digit(sign) || sign.is_ascii_punctuation();
    plain.chars().all(is_code) && (has_sign || plain.len() % 5 == 2)
}

/// Whether a character can stand in a code: a digit, or the mark of a long id.
fn is_digit(sign: char) -> bool {
    sign == 'u' || u8::try_from(sign).is_ok_and(|byte| code::value(byte).is_some())
}
