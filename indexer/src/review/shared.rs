//! What all pages share: settings, help lines, word lists, places and the town's own words.

use catalog::directory::{
    Config, Desk, Directory, HelpLine, Host, PerLocale, Term, UrgentKind, Vocabulary,
};

use super::facts::{Changes, Weight, list};
use super::others::pairs;
use super::{Fate, Kind, PageChange, What, Words};
use Weight::{First, Usual};

/// `directory.toml`, help lines, word lists and places: whatever is different there is different on every
/// page, and a help line that is wrong can cost a life.
pub(super) fn directory(say: &Words<'_>) -> Vec<PageChange> {
    let Directory {
        config,
        vocabulary,
        urgent,
        places,
        landmarks,
        holidays,
        wording,
        gone,
        plain,
        organizations: _,
        services: _,
        lists: _,
        pages: _,
    } = say.after;
    let mut pages = Vec::new();
    let mut add = |path: &str, name: &str, changes: Changes| {
        if !changes.0.is_empty() {
            pages.push(PageChange {
                kind: Kind::Directory,
                id: String::new(),
                path: path.to_owned(),
                name: name.to_owned(),
                group: String::new(),
                fate: Fate::Changed,
                changes: changes.0,
            });
        }
    };
    add("directory.toml", "settings of the directory", settings(&say.before.config, config, say));
    add(
        "_taxonomy/urgent.toml",
        "words of danger and who helps",
        danger(&say.before.urgent, urgent, say),
    );
    for (path, list) in word_lists() {
        add(
            path,
            "words to choose from",
            terms(list(&say.before.vocabulary), list(vocabulary), say),
        );
    }
    let mut changes = Changes::default();
    let names = |directory: &Directory| -> Vec<String> {
        directory
            .places
            .iter()
            .map(|place| if place.name.is_empty() { &place.id } else { &place.name }.clone())
            .collect()
    };
    if say.before.places != *places {
        changes.set(Usual, "places", "place", &names(say.before), &names(say.after));
        if changes.0.is_empty() {
            let note = What::Note { about: String::new() };
            changes.add(Usual, "places", "outlines or centres of places", note);
        }
    }
    if say.before.landmarks != *landmarks {
        let note = What::Note { about: String::new() };
        changes.add(Usual, "landmarks", "what the map shows", note);
    }
    add("_places", "places and the map", changes);
    for (is, path, label) in [
        (
            say.before.holidays != *holidays,
            "_places/holidays.toml",
            "days on which a region is closed",
        ),
        (say.before.plain != *plain, "_taxonomy/jargon.toml", "what counts as plain"),
        (say.before.wording != *wording, "_locales", "the town's own words for its pages"),
        (
            say.before.gone != *gone,
            "_published.txt",
            "addresses that say they are no longer listed",
        ),
    ] {
        let mut changes = Changes::default();
        if is {
            changes.add(Usual, path, label, What::Note { about: String::new() });
        }
        add(path, label, changes);
    }
    pages
}

type List = fn(&Vocabulary) -> &Vec<Term>;

fn word_lists() -> [(&'static str, List); 9] {
    // Taken apart, so that a new list is not forgotten.
    let _ = |vocabulary: Vocabulary| {
        let Vocabulary {
            needs: _,
            topics: _,
            languages: _,
            access: _,
            audience: _,
            cost: _,
            delivery: _,
            joining: _,
            requires: _,
        } = vocabulary;
    };
    [
        ("_taxonomy/needs.toml", |v| &v.needs),
        ("_taxonomy/topics.toml", |v| &v.topics),
        ("_taxonomy/languages.toml", |v| &v.languages),
        ("_taxonomy/access.toml", |v| &v.access),
        ("_taxonomy/audience.toml", |v| &v.audience),
        ("_taxonomy/cost.toml", |v| &v.cost),
        ("_taxonomy/delivery.toml", |v| &v.delivery),
        ("_taxonomy/joining.toml", |v| &v.joining),
        ("_taxonomy/requires.toml", |v| &v.requires),
    ]
}

fn terms(old: &[Term], new: &[Term], say: &Words<'_>) -> Changes {
    let mut changes = Changes::default();
    let ids = |terms: &[Term]| terms.iter().map(|term| term.id.clone()).collect::<Vec<_>>();
    changes.set(Usual, "term", "word", &ids(old), &ids(new));
    let mut others = Vec::new();
    for (before, after) in pairs(old, new, |term| &term.id) {
        let (Some(before), Some(after)) = (before, after) else { continue };
        if before == after {
            continue;
        }
        changes.answer(
            First,
            "sensitive",
            &format!("{}: calls for discretion", after.id),
            before.sensitive,
            after.sensitive,
        );
        let labels = changes.0.len();
        per_locale(
            Usual,
            "label",
            &format!("{}: label", after.id),
            &before.label,
            &after.label,
            say,
            &mut changes,
        );
        if changes.0.len() == labels {
            others.push(after.id.clone());
        }
    }
    if !others.is_empty() {
        let what = What::Note { about: list(&others) };
        changes.add(Usual, "synonyms", "other words for", what);
    }
    changes
}

fn per_locale(
    weight: Weight,
    field: &'static str,
    label: &str,
    old: &PerLocale,
    new: &PerLocale,
    say: &Words<'_>,
    changes: &mut Changes,
) {
    let mut locales: Vec<&String> = old.keys().chain(new.keys()).collect();
    locales.sort();
    locales.dedup();
    for locale in locales {
        let label = match locale == say.locale() {
            true => label.to_owned(),
            false => format!("{label} ({})", say.locales.own_name(locale)),
        };
        changes.fact(weight, field, &label, old.get(locale).cloned(), new.get(locale).cloned());
    }
}

/// Lines that answer, each as people know it with the number that is dialled: the two can differ.
fn lines(all: &[HelpLine], say: &Words<'_>) -> Vec<String> {
    let one = |HelpLine { phone, display, text, further: _, placeholder, label }: &HelpLine| {
        let called = label.get(say.locale()).map_or("", String::as_str);
        let text = text.as_ref().map(|text| format!(", text {text}")).unwrap_or_default();
        let rung = if *placeholder { " (nobody has rung it)" } else { "" };
        format!("{display} (dials {phone}{text}): {called}{rung}")
    };
    all.iter().map(one).collect()
}

fn danger(old: &[UrgentKind], new: &[UrgentKind], say: &Words<'_>) -> Changes {
    let mut changes = Changes::default();
    for pair in pairs(old, new, |kind| &kind.panel) {
        let empty = UrgentKind {
            panel: String::new(),
            title: PerLocale::new(),
            lines: Vec::new(),
            phrases: Vec::new(),
            alone: Vec::new(),
            except: Vec::new(),
        };
        let (before, after) = (pair.0.unwrap_or(&empty), pair.1.unwrap_or(&empty));
        let UrgentKind { panel, title, lines: who, phrases, alone, except } = after;
        let panel = if panel.is_empty() { &before.panel } else { panel };
        let label = |words: &str| format!("{panel}: {words}");
        changes.set(
            First,
            "lines",
            &label("help line"),
            &lines(&before.lines, say),
            &lines(who, say),
        );
        per_locale(First, "title", &label("sentence"), &before.title, title, say, &mut changes);
        changes.set(First, "words", &label("words"), &before.phrases, phrases);
        changes.set(First, "alone", &label("words alone"), &before.alone, alone);
        changes.set(
            First,
            "except",
            &label("turns of speech that mean no harm"),
            &before.except,
            except,
        );
    }
    changes
}

fn settings(old: &Config, new: &Config, say: &Words<'_>) -> Changes {
    let Config {
        id,
        base_url,
        time_zone,
        country,
        default_locale,
        locales,
        name,
        area,
        notice,
        centre,
        bounds,
        contact_email,
        contact_phone,
        propose,
        freshness,
        travel,
        help_now,
        desks,
        record_codes,
        quick_exit,
        host,
        files_at_most,
        data,
    } = new;
    let mut changes = Changes::default();
    changes.set(First, "help_now", "help line", &lines(&old.help_now, say), &lines(help_now, say));
    let of_lines = |lines: &[HelpLine]| -> PerLocale {
        let each = lines.iter().flat_map(|line| {
            line.label.iter().map(|(locale, words)| {
                let flag = if line.further { " (knows further)" } else { "" };
                (format!("{} {locale}", line.phone), format!("{words}{flag}"))
            })
        });
        each.collect()
    };
    let (before, after) = (of_lines(&old.help_now), of_lines(help_now));
    for (key, words) in &after {
        let was = before.get(key);
        if was.is_some_and(|was| was != words) {
            let label = format!("help line {key}");
            changes.fact(First, "help_now.label", &label, was.cloned(), Some(words.clone()));
        }
    }
    let phone = |phone: &Option<String>| phone.as_deref().map(|phone| say.messages.phone(phone));
    changes.fact(
        First,
        "contact.phone",
        "phone of the directory",
        phone(&old.contact_phone),
        phone(contact_phone),
    );
    changes.text(
        First,
        "contact.email",
        "email of the directory",
        old.contact_email.as_deref(),
        contact_email.as_deref(),
    );
    changes.text(
        First,
        "quick_exit",
        "where “Leave this page” leads",
        old.quick_exit.as_deref(),
        quick_exit.as_deref(),
    );
    changes.text(First, "base_url", "address of the site", Some(&old.base_url), Some(base_url));
    let answers = |desks: &[Desk]| -> Vec<String> {
        let one = |Desk { id, name, phone, email }: &Desk| {
            let name = name.get(say.locale()).unwrap_or(id);
            let reach = [phone.as_deref().map(|phone| say.messages.phone(phone)), email.clone()];
            let reach: Vec<String> = reach.into_iter().flatten().collect();
            format!("{name} ({})", reach.join(", "))
        };
        desks.iter().map(one).collect()
    };
    changes.set(First, "desks", "desk that gets answers", &answers(&old.desks), &answers(desks));
    changes.text(Usual, "id", "id of the directory", Some(&old.id), Some(id));
    changes.text(First, "time_zone", "time zone", Some(&old.time_zone), Some(time_zone));
    changes.text(
        First,
        "default_locale",
        "language of the facts",
        Some(&old.default_locale),
        Some(default_locale),
    );
    changes.set(Usual, "locales", "language of the site", &old.locales, locales);
    per_locale(Usual, "name", "name", &old.name, name, say, &mut changes);
    per_locale(Usual, "area", "area", &old.area, area, say, &mut changes);
    let none = PerLocale::new();
    let (before, after) = (old.notice.as_ref().unwrap_or(&none), notice.as_ref().unwrap_or(&none));
    per_locale(First, "notice", "notice on every page", before, after, say, &mut changes);
    let moved = [
        (old.centre != *centre, "centre", "the centre"),
        (old.bounds != *bounds, "bounds", "the area's bounds"),
        (old.travel != *travel, "travel", "how far each way of travelling reaches"),
    ];
    for (_, field, label) in moved.into_iter().filter(|(is, ..)| *is) {
        changes.add(Usual, field, label, What::Note { about: String::new() });
    }
    let months = |freshness: &catalog::directory::Freshness| {
        let catalog::directory::Freshness { remind, stale, hide } = freshness;
        let remind: Vec<String> = remind.iter().map(u8::to_string).collect();
        Some(format!("remind {}, stale {stale}, hide {hide}", remind.join(" and ")))
    };
    changes.fact(
        First,
        "freshness",
        "months until a page is old",
        months(&old.freshness),
        months(freshness),
    );
    let (before, after) = (old.country.as_deref(), country.as_deref());
    changes.text(Usual, "country", "country that numbers are dialled from", before, after);
    let (before, after) = (old.propose.as_deref(), propose.as_deref());
    changes.text(First, "propose", "where the form proposes a page", before, after);
    for (is, weight, field, label) in [
        (old.record_codes != *record_codes, First, "record_codes", "codes for the record"),
        (old.data != *data, First, "data", "what others may do with the data"),
    ] {
        if is {
            changes.add(weight, field, label, What::Note { about: String::new() });
        }
    }
    let stands = |host: Option<Host>| host.map(Host::id);
    changes.text(Usual, "host", "host of the site", stands(old.host), stands(*host));
    let number = |most: Option<u32>| most.map(|most| most.to_string());
    changes.fact(
        Usual,
        "files_at_most",
        "files that the host takes",
        number(old.files_at_most),
        number(*files_at_most),
    );
    changes
}
