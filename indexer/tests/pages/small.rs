//! A directory small enough to see whole, and its catalogs.

use std::collections::BTreeMap;

use app::locales::Locales;
use app::pages::gaps::SiteGaps;
use app::pages::topics::SiteTopics;
use app::pages::{
    Assets, DataFile, DataFormat, DeskAssets, FinderAssets, PeopleAssets, PlanAssets, Site,
    SlipAssets, Stored,
};
use catalog::calendar::Zone;
use catalog::day::{Day, Moment};
use catalog::directory::*;
use catalog::place::Position;
use catalog::schedule::{End, Frequency, Pause, Rule, Schedule};
use catalog::search::Catalog;
use catalog::service::*;
use catalog::text::decompose_natively;
use indexer::pack::{DirectoryTopics, Packed, conflation, numbers, pack, tiles};

pub use super::small_services::services;

pub const LOCALES: [&str; 3] = ["en", "zh-Hant", "pa"];

/// Everything a site borrows.
pub struct Small {
    pub directory: Directory,
    pub catalogs: BTreeMap<String, Catalog>,
    pub numbers: Vec<u32>,
    pub topics: SiteTopics,
    pub locales: Locales,
}

/// The script that stands in the find page here, and what the policy calls it.
pub const EARLY: &str = "early();";
pub const LEFT: &str = "left();";
pub const WAIT: &str = "wait();";
pub const EARLY_HASH: &str = "sha256-0123";

impl Small {
    /// With the words of content passed through `mark`.
    pub fn new(locales: Locales, mark: fn(&str) -> String) -> Self {
        let directory = directory(mark);
        let mut small = Self {
            directory,
            catalogs: BTreeMap::new(),
            numbers: Vec::new(),
            topics: SiteTopics::default(),
            locales,
        };
        small.pack();
        small
    }

    /// With the words as they are.
    pub fn plain() -> Self {
        Self::new(Locales::of_town(&[], Some("V5X")).0, str::to_owned)
    }

    /// Its first service so many times.
    pub fn crowded(services: usize) -> Self {
        let mut small = Self::plain();
        small.crowd(services);
        small
    }

    /// Leaves its first service only, and that so many times.
    pub fn crowd(&mut self, services: usize) {
        let one = self.directory.services.swap_remove(0);
        let again = |number| Service { id: format!("{number:05}"), ..one.clone() };
        self.directory.services = (0..services).map(again).collect();
        self.pack();
    }

    /// Packs the directory as it is now.
    pub fn pack(&mut self) {
        self.numbers = numbers(&tiles::cut(&self.directory));
        let locales = self.directory.config.locales.iter();
        self.catalogs =
            locales.map(|locale| (locale.clone(), self.packed(locale).catalog)).collect();
        let of_services = indexer::topics::for_pages(&self.directory);
        let english = self.catalogs.get("en");
        self.topics = SiteTopics::new(&self.directory, of_services, &self.numbers, english, now());
    }

    /// The catalog of a phone that has loaded the first tile only.
    pub fn nearest_tile(&self, locale: &str) -> Catalog {
        let packed = self.packed(locale);
        let manifest = packed.catalog.manifest().clone();
        let bytes = |name: &str| &packed.files.iter().find(|(known, _)| known == name).unwrap().1;
        let mut catalog = Catalog::new(manifest.clone(), decompose_natively);
        let tile = &manifest.tiles[0];
        catalog.add_tile(0, bytes(&tile.columns.name), bytes(&tile.cards.name)).unwrap();
        catalog
    }

    /// One locale's catalog and its files.
    pub fn packed(&self, locale: &str) -> Packed {
        let cuts = tiles::cut(&self.directory);
        let messages = self.locales.get(locale).unwrap();
        pack(
            &self.directory,
            &cuts,
            locale,
            messages,
            &conflation(&self.directory).into(),
            &DirectoryTopics::new(&self.directory),
        )
        .unwrap()
    }

    pub fn site(&self) -> Site<'_> {
        let files = FinderAssets {
            script: "assets/finder.js".into(),
            wasm: "assets/finder.wasm".into(),
            catalog: "catalog".into(),
            manifest: "manifest.bin".into(),
            loads_all: true,
            first: vec!["columns.bin".into(), "text.bin".into(), "cards.bin".into()],
            places: "places.bin".into(),
            map: Some("map.svg".into()),
        };
        let finder = LOCALES.iter().map(|locale| ((*locale).to_owned(), files.clone())).collect();
        let kept = LOCALES.iter().map(|locale| {
            let release = "0123456789abcdef".to_owned();
            (
                (*locale).to_owned(),
                Stored { release, bytes: 8_140_000, has_services: *locale != "pa" },
            )
        });
        Site {
            directory: &self.directory,
            groups: app::pages::by_group(&self.directory),
            catalogs: &self.catalogs,
            numbers: &self.numbers,
            topics: &self.topics,
            gaps: SiteGaps::new(&self.directory, self.topics.of_services(), now().day),
            locales: &self.locales,
            now: now(),
            zone: Zone { id: "America/Vancouver".into(), offset: -480, changes: Vec::new() },
            assets: Assets {
                urgent: None,
                stylesheet: "assets/signpost.css".into(),
                handout_stylesheet: "assets/handout.css".into(),
                gaps_stylesheet: "assets/gaps.css".into(),
                noscript_stylesheet: "assets/noscript.css".into(),
                icon: "assets/icon.svg".into(),
                early_script: Some(EARLY.into()),
                finder: Some(finder),
                people: Some(PeopleAssets {
                    script: "assets/people.js".into(),
                    wasm: "assets/people.wasm".into(),
                }),
                desk: Some(DeskAssets {
                    script: "assets/desk.js".into(),
                    wasm: "assets/desk.wasm".into(),
                    stylesheet: "assets/desk.css".into(),
                    notes: LOCALES
                        .iter()
                        .map(|at| ((*at).into(), format!("notes-{at}.json")))
                        .collect(),
                }),
                slips: LOCALES
                    .iter()
                    .map(|at| ((*at).into(), SlipAssets::Whole(format!("slips/{at}.json"))))
                    .collect(),
                handed: None,
                form: None,
                plan: Some(PlanAssets {
                    add_script: "assets/plan-add.js".into(),
                    script: "assets/plan.js".into(),
                    wasm: "assets/plan.wasm".into(),
                }),
                leave_script: "assets/leave.js".into(),
                left_script: Some(LEFT.into()),
                wait_script: Some(WAIT.into()),
                home_script: "assets/home.js".into(),
                lost_script: "assets/lost.js".into(),
                store_script: "assets/store.js".into(),
                inline_scripts: vec![EARLY_HASH.into()],
                stored: kept.collect(),
                data: [
                    (DataFormat::Table, "data/activities.csv", 1_234),
                    (DataFormat::Calendar, "data/calendar/all.ics", 48_000),
                    (DataFormat::Calendar, "data/calendar/company.ics", 900),
                    (DataFormat::Licence, "data/LICENCE.txt", 400),
                ]
                .map(|(format, path, bytes)| DataFile { format, path: path.into(), bytes })
                .to_vec(),
            },
        }
    }
}

/// A Monday in the morning.
pub fn now() -> Moment {
    Moment::parse("2026-11-23T08:00").unwrap()
}

pub fn day(text: &str) -> Day {
    Day::parse(text).unwrap()
}

pub fn at(lat: f64, lon: f64) -> Position {
    Position::from_degrees(lat, lon).unwrap()
}

fn each(words: [&str; 3], mark: fn(&str) -> String) -> PerLocale {
    LOCALES.iter().zip(words).map(|(locale, words)| ((*locale).to_owned(), mark(words))).collect()
}

fn term(id: &str, words: [&str; 3], mark: fn(&str) -> String) -> Term {
    Term { id: id.into(), label: each(words, mark), ..Term::default() }
}

fn vocabulary(mark: fn(&str) -> String) -> Vocabulary {
    let term = |id: &str, words| term(id, words, mark);
    let described = |id: &str, words, icon: &str| Term {
        description: each(["Some words", "一些字", "ਕੁਝ ਸ਼ਬਦ"], mark),
        icon: Some(icon.into()),
        ..term(id, words)
    };
    let topic = |id: &str, need: &str, words| Term { need: Some(need.into()), ..term(id, words) };
    Vocabulary {
        needs: vec![
            described("company", ["Meeting people", "認識朋友", "ਲੋਕਾਂ ਨੂੰ ਮਿਲਣਾ"], "users"),
            described("move", ["Moving", "活動筋骨", "ਕਸਰਤ"], "footprints"),
            Term {
                sensitive: true,
                ..described("safe", ["Safe from harm", "安全", "ਸੁਰੱਖਿਆ"], "shield")
            },
        ],
        topics: vec![
            topic("falling", "move", ["Falling", "跌倒", "ਡਿੱਗਣਾ"]),
            topic("tai-chi", "move", ["Tai chi", "太極", "ਤਾਈ ਚੀ"]),
            topic("chess", "company", ["Chess", "國際象棋", "ਸ਼ਤਰੰਜ"]),
            topic("harm", "safe", ["Violence", "暴力", "ਹਿੰਸਾ"]),
        ],
        languages: vec![
            term("en", ["English", "英語", "ਅੰਗਰੇਜ਼ੀ"]),
            term("yue", ["Cantonese", "廣東話", "ਕੈਂਟੋਨੀਜ਼"]),
            term("pa", ["Punjabi", "旁遮普語", "ਪੰਜਾਬੀ"]),
        ],
        access: vec![
            term("step-free-entrance", ["Step-free entrance", "無梯級入口", "ਪੌੜੀ ਤੋਂ ਬਿਨਾਂ ਦਾਖ਼ਲਾ"]),
            term(
                "accessible-toilet",
                ["Accessible washroom", "無障礙洗手間", "ਵ੍ਹੀਲਚੇਅਰ ਵਾਲਾ ਵਾਸ਼ਰੂਮ"],
            ),
            term("hearing-loop", ["Hearing loop", "助聽感應線圈", "ਹੀਅਰਿੰਗ ਲੂਪ"]),
        ],
        audience: vec![term("older-adults", ["Older adults", "長者", "ਬਜ਼ੁਰਗ"])],
        cost: vec![
            term("free", ["Free", "免費", "ਮੁਫ਼ਤ"]),
            term("donation", ["By donation", "隨意捐款", "ਦਾਨ"]),
        ],
        delivery: vec![
            term("in-person-group", ["In a group", "小組", "ਗਰੁੱਪ ਵਿੱਚ"]),
            Term {
                comes_to_me: true, ..term("phone", ["By phone", "電話", "ਫ਼ੋਨ 'ਤੇ"])
            },
        ],
        joining: vec![
            term("drop-in", ["Just turn up", "直接來就可以", "ਸਿੱਧੇ ਆ ਜਾਓ"]),
            term("phone-first", ["Phone first", "請先致電", "ਪਹਿਲਾਂ ਫ਼ੋਨ ਕਰੋ"]),
        ],
        requires: vec![term("photo-id", ["Photo ID", "有照片的身分證明", "ਫ਼ੋਟੋ ਆਈਡੀ"])],
    }
}

fn directory(mark: fn(&str) -> String) -> Directory {
    let vocabulary = vocabulary(mark);
    let config = Config {
        id: "small".into(),
        base_url: "https://small.example/town/".into(),
        time_zone: "America/Vancouver".into(),
        country: Some("CA".into()),
        default_locale: "en".into(),
        locales: LOCALES.map(str::to_owned).to_vec(),
        name: each(["Signpost Small", "小路標", "ਛੋਟਾ ਸਾਈਨਪੋਸਟ"], mark),
        area: each(["Small Town", "小鎮", "ਛੋਟਾ ਸ਼ਹਿਰ"], mark),
        notice: Some(each(["This is a sample.", "這是示範。", "ਇਹ ਨਮੂਨਾ ਹੈ।"], mark)),
        centre: at(49.22, -123.09),
        bounds: (at(48.9, -123.4), at(49.6, -121.2)),
        contact_email: Some("hello@small.example".into()),
        contact_phone: Some("+16045550199".into()),
        propose: None,
        freshness: Freshness { remind: vec![11, 12], stale: 14, hide: 18 },
        travel: vec![Travel { id: "walk".into(), metres: 1600 }],
        help_now: vec![HelpLine {
            placeholder: false,
            further: true,
            text: None,
            phone: "911".into(),
            display: "9-1-1".into(),
            label: each(["Emergency", "緊急", "ਐਮਰਜੈਂਸੀ"], mark),
        }],
        desks: vec![Desk {
            id: "clinic".into(),
            name: each(["Small Clinic", "小診所", "ਛੋਟਾ ਕਲੀਨਿਕ"], mark),
            phone: Some("+16045550188".into()),
            email: Some("desk@small.example".into()),
        }],
        record_codes: None,
        quick_exit: Some("https://weather.example/".into()),
        host: None,
        files_at_most: None,
        data: DataTerms::default(),
    };
    Directory {
        gone: vec!["s/zzzz9".into()],
        urgent: Vec::new(),
        config,
        vocabulary,
        places: vec![Place {
            id: "sunset".into(),
            name: mark("Sunset"),
            kind: PlaceKind::Neighbourhood,
            centre: at(49.22, -123.09),
            outline: Vec::new(),
            radius_m: 900,
            overlaps: Vec::new(),
        }],
        landmarks: Vec::new(),
        wording: BTreeMap::new(),
        plain: PlainWords::default(),
        holidays: Vec::new(),
        organizations: vec![Organization {
            id: "g1234".into(),
            folder: "neighbours".into(),
            name: mark("Sunset Neighbours"),
            website: Some("https://neighbours.example".into()),
            contact: vec![Contact { phone: Some("+16045550100".into()), ..Contact::default() }],
            words: BTreeMap::from([(
                "en".into(),
                OrganizationWords {
                    summary: Some(mark("Neighbours who drink tea.")),
                    body_html: format!("<p>{}</p>", mark("We began at a bus stop.")),
                    translation: None,
                },
            )]),
        }],
        services: services(mark),
        lists: vec![CuratedList {
            id: "first-steps".into(),
            version: day("2026-11-01"),
            services: vec!["a1111".into(), "c3333".into()],
            words: BTreeMap::from([(
                "en".into(),
                ListWords {
                    title: mark("First steps out"),
                    for_whom: mark("For someone at home a lot"),
                    body_html: format!("<p>{}</p>", mark("One is enough.")),
                },
            )]),
        }],
        pages: vec![Page {
            name: "about".into(),
            words: BTreeMap::from([(
                "en".into(),
                PageWords {
                    title: mark("About"),
                    summary: mark("What it is."),
                    body_html: format!("<p>{}</p>", mark("Words about it.")),
                },
            )]),
        }],
    }
}

/// Tuesdays at ten.
pub fn tuesdays() -> ServiceSchedule {
    let times = Schedule {
        start: Moment::parse("2026-01-06T10:00").unwrap(),
        minutes: 90,
        rule: Some(Rule {
            frequency: Frequency::Weekly(vec![catalog::day::Weekday::Tuesday]),
            interval: 1,
            end: End::Never,
        }),
        dates: Vec::new(),
        exdates: vec![day("2026-12-29")],
        pauses: vec![Pause { from: day("2027-08-01"), to: day("2027-08-31") }],
        valid_to: Some(day("2027-12-31")),
    };
    ServiceSchedule { at: None, kind: ScheduleKind::Session, times }
}
