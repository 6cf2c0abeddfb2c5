//! Whom to ask this month: pages whose check grows old, timetables that end, room that nobody has asked
//! after for long. By group, with a message that is ready to send in the group's language.
//!
//! Pure: the day is an argument, and nothing is sent from here.

use app::locale::{Key, Messages};
use app::locales::Locales;
use catalog::day::Day;
use catalog::directory::{Config, Directory, Freshness};
use catalog::service::{Contact, Organization, Service, Status};

/// The first line of an issue of ours, by which the next month finds it, and writes it anew.
pub const DUE_MARK: &str = "<!-- signpost due -->";

/// How long before its end a timetable is asked after, in days: a month, as often as this is read.
const ENDS_SOON_DAYS: i32 = 31;

/// How long a break is at least after which a new season begins, in days: two weeks are a holiday.
const SEASON_DAYS: i32 = 15;

/// From how old on room is asked after, in days: groups fill up within a season.
const ROOM_OLD_DAYS: i32 = 60;

/// Why somebody is to be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Reason {
    /// It is out of search: nobody has checked it for so many months.
    Hidden(u8),
    /// It says "not checked since": for so many months.
    Stale(u8),
    /// Nobody has ever checked it.
    NeverChecked,
    /// A reminder is due: it was checked so many months ago.
    Remind(u8),
    /// Its timetable ends, or has ended, on this day.
    Ends(Day),
    /// After a long break it begins again on this day.
    Season(Day),
    /// Somebody asked after room on this day, and not since.
    RoomOld(Day),
}

/// A service to ask after.
pub struct DueService<'a> {
    /// The service.
    pub service: &'a Service,
    /// Why, most urgent first; never empty.
    pub reasons: Vec<Reason>,
}

/// A group to ask.
pub struct DueGroup<'a> {
    /// The group.
    pub group: &'a Organization,
    /// Its services that are due, most urgent first; never empty.
    pub services: Vec<DueService<'a>>,
}

impl<'a> DueGroup<'a> {
    /// The ways to reach the group: its own, then those of its services.
    fn contacts(&self) -> impl Iterator<Item = &'a Contact> {
        let services = self.services.iter().flat_map(|due| &due.service.contact);
        self.group.contact.iter().chain(services)
    }

    /// The number to call, as [`Phone`](catalog::phone::Phone) writes it.
    pub fn phone(&self) -> Option<&'a str> {
        self.contacts().find_map(|contact| contact.phone.as_deref())
    }

    /// The address to write to.
    pub fn email(&self) -> Option<&'a str> {
        self.contacts().find_map(|contact| contact.email.as_deref())
    }

    /// The page locale that people there read: that of the first language on their lines that is one, and
    /// the directory's own where theirs is spoken or nothing is known.
    pub fn locale(&self, config: &'a Config, locales: &Locales) -> &'a str {
        let own = config.default_locale.as_str();
        let speaks = |locale: &str, code: &str| {
            let codes = locales.get(locale).map_or("", |messages| messages.text(Key::OwnSpeaks));
            codes.split_whitespace().any(|known| known == code)
        };
        let codes: Vec<&str> =
            self.contacts().flat_map(|contact| &contact.languages).map(String::as_str).collect();
        if codes.iter().any(|code| speaks(own, code)) {
            return own;
        }
        let all = || config.locales.iter().map(String::as_str);
        let found = codes.iter().find_map(|code| all().find(|locale| speaks(locale, code)));
        found.unwrap_or(own)
    }
}

/// Whom to ask on this day, groups in the order of their most urgent service.
pub fn due(directory: &Directory, today: Day) -> Vec<DueGroup<'_>> {
    let mut groups: Vec<DueGroup<'_>> = Vec::new();
    for group in &directory.organizations {
        let own = directory.services.iter().filter(|service| service.organization == group.id);
        let asked = own.filter(|service| service.status != Status::Defunct);
        let mut services: Vec<DueService<'_>> = asked
            .map(|service| DueService {
                service,
                reasons: reasons(service, &directory.config.freshness, today),
            })
            .filter(|due| !due.reasons.is_empty())
            .collect();
        services.sort_by(|a, b| (&a.reasons, &a.service.id).cmp(&(&b.reasons, &b.service.id)));
        if !services.is_empty() {
            groups.push(DueGroup { group, services });
        }
    }
    let urgent = |group: &DueGroup<'_>| group.services.first().map(|due| due.reasons.clone());
    groups.sort_by(|a, b| (urgent(a), &a.group.id).cmp(&(urgent(b), &b.group.id)));
    groups
}

fn reasons(service: &Service, freshness: &Freshness, today: Day) -> Vec<Reason> {
    let mut reasons = Vec::new();
    match &service.assurance {
        None => reasons.push(Reason::NeverChecked),
        Some(assurance) => {
            let months = u8::try_from(assurance.date.months_until(today).max(0)).unwrap_or(u8::MAX);
            let first = freshness.remind.iter().copied().min();
            if months >= freshness.hide {
                reasons.push(Reason::Hidden(months));
            } else if months >= freshness.stale {
                reasons.push(Reason::Stale(months));
            } else if first.is_some_and(|first| months >= first) {
                reasons.push(Reason::Remind(months));
            }
        }
    }
    // One row that goes on is enough: there is something to come to.
    let ends = service.schedule.iter().map(|row| row.times.valid_to);
    let last = ends.collect::<Option<Vec<Day>>>().and_then(|ends| ends.into_iter().max());
    if let Some(last) = last.filter(|last| last.0 - today.0 <= ENDS_SOON_DAYS) {
        reasons.push(Reason::Ends(last));
    }
    let pauses = service.schedule.iter().flat_map(|row| &row.times.pauses);
    let begins = pauses.filter(|pause| pause.to.0 - pause.from.0 >= SEASON_DAYS);
    let begins = begins.map(|pause| pause.to.plus(1));
    if let Some(day) = begins.filter(|day| (1..=ENDS_SOON_DAYS).contains(&(day.0 - today.0))).min()
    {
        reasons.push(Reason::Season(day));
    }
    let asked = service.capacity.as_ref().and_then(|capacity| capacity.updated);
    if let Some(asked) = asked.filter(|asked| today.0 - asked.0 > ROOM_OLD_DAYS) {
        reasons.push(Reason::RoomOld(asked));
    }
    reasons.sort();
    reasons
}

/// A message to a group, ready to send.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// Its subject.
    pub subject: String,
    /// Its text, lines separated by `\n`.
    pub text: String,
}

/// The message to a group, in its language. Nothing of a sensitive service is named in it: others may see the
/// screen on which it comes up.
pub fn message(due: &DueGroup<'_>, config: &Config, messages: &Messages) -> Message {
    let locale = &*messages.locale;
    let own = config.default_locale.as_str();
    let site =
        config.name.get(locale).or_else(|| config.name.get(own)).cloned().unwrap_or_default();
    let mut lines = vec![
        messages.text(Key::DueHello).to_owned(),
        String::new(),
        messages.fill(Key::DueAsk, &[("site", &site)]),
        String::new(),
    ];
    for DueService { service, reasons } in &due.services {
        let name = if service.sensitive {
            messages.fill(Key::DueCode, &[("code", &service.id)])
        } else {
            service.name(locale, own).text.to_owned()
        };
        let told: Vec<String> = reasons
            .iter()
            .map(|reason| match *reason {
                Reason::NeverChecked => messages.text(Key::DueNever).to_owned(),
                Reason::Hidden(_) | Reason::Stale(_) | Reason::Remind(_) => {
                    let day =
                        service.assurance.as_ref().map(|assurance| messages.day(assurance.date));
                    messages.fill(Key::DueChecked, &[("day", &day.unwrap_or_default())])
                }
                Reason::Ends(day) => messages.fill(Key::DueEnds, &[("day", &messages.day(day))]),
                Reason::Season(day) => {
                    messages.fill(Key::DueSeason, &[("day", &messages.day(day))])
                }
                Reason::RoomOld(day) => messages.fill(Key::DueRoom, &[("day", &messages.day(day))]),
            })
            .collect();
        lines.push(["- ", &name].concat());
        lines.push(["  ", &told.join(" ")].concat());
        if let Some(page) = service.pages.nearest(locale, own) {
            lines.push(["  ", &config.base_url, page, "/s/", &service.id, "/"].concat());
        }
        // Each opens the form with this page's facts: one press, and a message to send. What page it is stands
        // behind `#`, which no host sees.
        for (key, about) in [
            (Key::ServiceChangeRight, "/right"),
            (Key::ServiceChange, ""),
            (Key::ServiceChangeRoom, "/room"),
        ] {
            let link = [&config.base_url, locale, "/add/#", &service.id, about].concat();
            lines.push(["  ", messages.text(key), ": ", &link].concat());
        }
    }
    lines.extend([
        String::new(),
        messages.text(Key::DueAnswer).to_owned(),
        String::new(),
        messages.text(Key::DueThanks).to_owned(),
        site.clone(),
    ]);
    Message { subject: messages.fill(Key::DueSubject, &[("site", &site)]), text: lines.join("\n") }
}

/// A reason for the maintainer, in a few words: as the commands speak, in English.
pub fn told(reason: Reason) -> String {
    match reason {
        Reason::Hidden(months) => format!("checked {months} months ago: out of search"),
        Reason::Stale(months) => format!("checked {months} months ago: shown as not checked since"),
        Reason::NeverChecked => "never checked".to_owned(),
        Reason::Remind(months) => format!("checked {months} months ago"),
        Reason::Ends(day) => format!("its timetable ends on {day}"),
        Reason::Season(day) => format!("it begins again on {day} after a break"),
        Reason::RoomOld(day) => format!("room was asked after on {day}"),
    }
}
