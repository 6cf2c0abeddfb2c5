//! The page as people will see it, before anybody has it: the very card, facts and sheet that the site
//! draws, of what was typed so far.

use catalog::card::{Card, CardPlace, CardText};
use catalog::day::Moment;
use catalog::link::plan::{PlanLink, Reference};
use catalog::manifest::{Choice, FileRef, Manifest};
use catalog::place::Position;
use catalog::results::{Age, Hit, Why};
use catalog::schedule::{Schedule, next_of};
use catalog::service::{Answer, AssuranceHow, CapacityStatus, PageLocales, Spoken, Status};
use catalog::{directory::Freshness, facet::FACETS};

use super::answers::Answers;
use super::file::FormFile;
use super::page::{self, PLACE_KNOWN};
use super::times::{ROWS, Times};
use crate::card::{CardView, Clock, draw_card};
use crate::format::typed_phone;
use crate::handed::state::{HandedModel, Opened, Slips};
use crate::handed::view::{HandedProps, list, paper};
use crate::locale::{Key, Messages};
use crate::markup::Markup;
use crate::slip::{Line, Slip, SlipContact, SlipFile, SlipPlace};

/// What a preview is drawn with.
pub struct Preview<'a> {
    /// What was typed.
    pub answers: &'a Answers,
    /// What is known of the town.
    pub file: &'a FormFile,
    /// The page's words.
    pub messages: &'a Messages,
    /// The present moment on the directory's wall clock.
    pub now: Moment,
}

impl Preview<'_> {
    fn times(&self) -> impl Iterator<Item = Times> {
        (0..ROWS).filter_map(|row| Times::of(self.answers, row))
    }

    fn schedules(&self) -> Vec<Schedule> {
        let closed = &self.file.closed;
        self.times().filter_map(|times| times.schedule(self.now.day, closed)).collect()
    }

    /// The words of the times, in the page's own language.
    fn when(&self) -> Vec<String> {
        self.times().filter_map(|times| times.words(self.messages)).collect()
    }

    fn said(&self, field: &str) -> String {
        self.answers.said(field).unwrap_or_default()
    }

    /// The price in words.
    fn cost(&self) -> String {
        let kind = self.answers.text("cost");
        if kind.is_empty() {
            return String::new();
        }
        let label = self.file.label("cost", kind);
        let amount = self.answers.said("amount").filter(|_| page::has_amount(kind));
        let amount = amount.and_then(|amount| {
            let number = amount.trim_start_matches(['$', '£', '€']).trim().replace(',', ".");
            let (whole, cents) = number.split_once('.').unwrap_or((&number, ""));
            let cents: u32 = match cents.len() {
                0 => 0,
                1 => cents.parse::<u32>().ok()?.checked_mul(10)?,
                _ => cents.get(..2)?.parse().ok()?,
            };
            let all = whole.parse::<u32>().ok()?.checked_mul(100)?.checked_add(cents)?;
            Some(self.messages.money(all, &self.file.currency))
        });
        match amount {
            Some(amount) => [&label, self.messages.text(Key::FormSeparator), &amount].concat(),
            None => label,
        }
    }

    /// Languages as a card has them: numbers of the list's words.
    fn languages(&self) -> Vec<(u32, Spoken)> {
        let number = |code: &str| {
            let place = self.file.list("languages").iter().position(|term| term.id == code)?;
            u32::try_from(place).ok()
        };
        let all = |field: &str, how: Spoken| -> Vec<(u32, Spoken)> {
            self.answers.ticked(field).filter_map(|code| Some((number(code)?, how))).collect()
        };
        let mut spoken = all("languages", Spoken::Native);
        let interpreted = all("interpreter", Spoken::Interpreter);
        let is_new = |(code, _): &(u32, Spoken)| spoken.iter().all(|(known, _)| known != code);
        let mut more: Vec<_> = interpreted.into_iter().filter(is_new).collect();
        spoken.append(&mut more);
        spoken
    }

    fn access(&self) -> Vec<(u32, Answer)> {
        let terms = (0..).zip(self.file.list("access"));
        let answered = terms.filter_map(|(number, term)| {
            match self.answers.text(&["access.", &term.id].concat()) {
                "yes" => Some((number, Answer::Yes)),
                "no" => Some((number, Answer::No)),
                _ => None,
            }
        });
        answered.collect()
    }

    fn has_place(&self) -> bool {
        self.answers.text("place") == PLACE_KNOWN
    }

    fn phone(&self) -> Option<String> {
        let phone = self.answers.said("phone")?;
        Some(typed_phone(&phone, &self.file.country, self.answers.said("extension").as_deref()))
    }

    /// The card, as it will stand among others.
    pub fn card(&self) -> String {
        let own = |text: String| CardText { text, translated: true };
        let city = if self.has_place() { self.said("town") } else { String::new() };
        let name = match self.has_place() {
            true => self.answers.said("place-name").unwrap_or_else(|| self.said("street")),
            false => String::new(),
        };
        let usual = own(self.when().into_iter().next().unwrap_or_default());
        let comes =
            |id: &str| self.file.list("delivery").iter().any(|term| term.id == id && term.comes);
        let card = Card {
            id: String::new(),
            name: own(self.said("name")),
            organization: page::group_name(self.answers, self.file).unwrap_or_default(),
            summary: own(self.said("summary")),
            places: vec![CardPlace { name, city, schedule: usual }],
            phone: self.phone(),
            cost: own(self.cost()),
            alert: None,
            capacity: CapacityStatus::Unknown,
            status: Status::Active,
            languages: self.languages(),
            access: vec![self.access()],
            has_door: self.has_place() || !self.answers.ticked("delivery").any(comes),
            assured: Some(self.now.day),
            assured_how: AssuranceHow::SelfDeclared,
            sensitive: page::is_sensitive(self.answers, self.file),
            pages: PageLocales::None,
        };
        let hit = Hit {
            service: 0,
            score: 0.0,
            at: 0,
            metres: None,
            is_inside: false,
            next: next_of(&self.schedules(), self.now).map(|(_, session)| session),
            why: Why::default(),
            age: Age::Fresh,
        };
        let manifest = self.manifest();
        let clock = Clock::Live(self.now);
        let view = CardView::new(&card, &hit, None, &manifest, self.messages, clock, "");
        let mut markup = Markup::new();
        draw_card(&mut markup, &view);
        markup.into_text()
    }

    /// The words of the choices that a card names.
    fn manifest(&self) -> Manifest {
        let choices = FACETS.iter().map(|facet| {
            let list = match facet.id {
                "language" => "languages",
                "access" => "access",
                _ => "",
            };
            let choice = |term: &super::file::FormTerm| Choice {
                id: term.id.clone(),
                label: term.label.clone(),
                sensitive: term.sensitive,
            };
            self.file.list(list).iter().map(choice).collect()
        });
        let locale = self.messages.locale.to_string();
        Manifest {
            default_locale: locale.clone(),
            locale,
            time_zone: String::new(),
            centre: Position { lat_e5: 0, lon_e5: 0 },
            freshness: Freshness { remind: Vec::new(), stale: 14, hide: 18 },
            travel: Vec::new(),
            choices: choices.collect(),
            delivery: Vec::new(),
            places: Vec::new().into(),
            loads_all: true,
            tiles: Vec::new(),
            sayings: FileRef::default(),
            common_sayings: FileRef::default(),
            spoken: None,
            messages: Vec::new(),
        }
    }

    /// All facts, as the page tells them to who was handed it.
    pub fn facts(&self) -> String {
        let props = HandedProps { messages: self.messages.clone(), folder: String::new() };
        list(&self.model(), &props)
    }

    /// The sheet of paper.
    pub fn paper(&self) -> String {
        paper(&self.model())
    }

    /// A plan with this one activity in it.
    fn model(&self) -> HandedModel {
        let slip = self.slip();
        let link = PlanLink { services: vec![slip.id.clone()], reference: Reference::default() };
        let file = SlipFile {
            locale: self.messages.locale.to_string(),
            words: self.file.paper_words.clone(),
            slips: vec![slip],
            ..SlipFile::default()
        };
        HandedModel {
            opened: Opened::Plan(link),
            slips: Slips::Arrived,
            files: vec![file],
            now: Some(self.now),
            ..HandedModel::default()
        }
    }

    fn slip(&self) -> Slip {
        let own = |text: String| Line { text, lang: String::new() };
        let said = |field: &str| own(self.said(field));
        let decided = |field: &str| match self.answers.text(field) {
            "yes" => Some(true),
            "no" => Some(false),
            _ => None,
        };
        let note = |id: &str| {
            let answered = !self.answers.text(&["access.", id].concat()).is_empty();
            self.answers.said(&["note.", id].concat()).filter(|_| answered)
        };
        let mut notes = self.file.list("access").iter();
        // The word list of access begins with the way in.
        let door = notes.next().and_then(|term| note(&term.id)).unwrap_or_default();
        let access = notes.filter_map(|term| {
            let values = [("action", &*term.label), ("name", &*note(&term.id)?)];
            Some(own(self.messages.fill(Key::PlanWhom, &values)))
        });
        let parts = [self.answers.said("place-name"), self.answers.said("street")];
        let parts: Vec<String> = parts.into_iter().flatten().collect();
        let place = SlipPlace {
            address: parts.join(", "),
            door: own(door),
            access: access.collect(),
            transport: said("transport"),
            town: self.said("town"),
        };
        let contact = SlipContact {
            role: self.said("role"),
            phone: self.phone().unwrap_or_default(),
            email: self.said("email"),
            ..SlipContact::default()
        };
        let cost = self.cost();
        let joining = self.answers.text("joining");
        Slip {
            id: self.said("id"),
            name: said("name"),
            group: page::group_name(self.answers, self.file).unwrap_or_default(),
            when: self.when().into_iter().map(own).collect(),
            times: self.schedules().iter().map(Schedule::to_line).collect(),
            places: if self.has_place() { vec![place] } else { Vec::new() },
            ask_for: self.said("ask-for"),
            contacts: vec![contact],
            languages: self.answers.ticked("languages").map(str::to_owned).collect(),
            first_visit: said("first"),
            meet_me: decided("meet"),
            bring_someone: decided("company"),
            bring: said("bring"),
            cost: if cost.is_empty() { Vec::new() } else { vec![own(cost)] },
            is_free: self.answers.text("cost") == "free",
            joining: joining.to_owned(),
            joining_words: match joining {
                "" => String::new(),
                id => self.file.label("joining", id),
            },
            checked: self.now.day.to_string(),
            page: crate::card::NO_PAGE.to_owned(),
            ..Slip::default()
        }
    }
}
