//! Links that people keep on paper and in messages: every one that was ever written opens for ever.
#![allow(clippy::unwrap_used, clippy::expect_used, missing_docs)]

use catalog::day::Day;
use catalog::link::Unreadable;
use catalog::link::code;
use catalog::link::plan::{PlanLink, Reference, SERVICES_MAX};
use catalog::link::reply::{Outcome, Reply, Sayer, Spoken, WORDS_MAX, own_words};
use proptest::prelude::*;

fn plan(services: &[&str], reference: &str) -> PlanLink {
    PlanLink {
        services: services.iter().map(|id| (*id).to_owned()).collect(),
        reference: Reference::read(reference).expect("a reference"),
    }
}

/// One link of each version that was ever written. Rows are added, and never changed.
const GOLDEN: [(&str, &[&str], &str); 3] = [
    ("vh73jnxm237kq41vh", &["vh73j", "nxm23"], "7KQ4"),
    ("vh73j00001z3", &["vh73j"], "0000"),
    ("vh73ju8abcdefgh7kq41k7", &["vh73j", "abcdefgh"], "7KQ4"),
];

#[test]
fn a_link_of_every_version_opens_for_ever() {
    for (link, services, reference) in GOLDEN {
        let plan = plan(services, reference);
        assert_eq!(PlanLink::read(link), Ok(plan.clone()), "{link}");
        assert_eq!(plan.to_fragment(), link);
    }
}

#[test]
fn paper_and_telephone_lead_to_the_plan_of_the_link() {
    let plan = plan(&["vh73j", "nxm23", "q1afj0"], "7KQ4");
    let code = plan.to_code();
    assert_eq!(&code[..27], "VH73J NXM23 U6Q1AFJ0 7KQ4 1");
    for said in [code.clone(), code.to_lowercase(), code.replace(' ', "-"), code.replace('0', "O")]
    {
        assert_eq!(PlanLink::read(&said), Ok(plan.clone()), "{said}");
    }
    assert_eq!(code::typed(&code), plan.to_fragment());
}

#[test]
fn twelve_activities_are_a_link_of_110_characters() {
    let ids: Vec<String> = (0..20).map(|n| code::digits(7_919 * n + 1_000_000, 5)).collect();
    let ids: Vec<&str> = ids.iter().map(String::as_str).collect();
    let link = format!("https://signpost.example/zh-Hant/p/#{}", plan(&ids, "ZZZZ").to_fragment());
    assert!(link.len() <= 110, "{} characters", link.len());
    assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-._~:/#".contains(&byte)));
    let (_, fragment) = link.split_once('#').unwrap();
    let read = PlanLink::read(fragment).unwrap();
    assert_eq!(read.services, ids[..SERVICES_MAX], "more than twelve are no prescription");
}

#[test]
fn a_link_that_lost_a_letter_says_that_it_is_damaged_and_never_leads_elsewhere() {
    let whole = plan(&["vh73j", "nxm23"], "7KQ4").to_fragment();
    for end in 1..whole.len() {
        assert_eq!(PlanLink::read(&whole[..end]), Err(Unreadable::Damaged), "{}", &whole[..end]);
    }
    for start in 1..whole.len() {
        let read = PlanLink::read(&whole[start..]);
        assert!(read.is_err(), "{}", &whole[start..]);
    }
    assert_eq!(PlanLink::read(""), Err(Unreadable::Empty));
    assert_eq!(PlanLink::read("  #"), Err(Unreadable::Damaged));
    for hostile in ["%23", "vh73j&x=1", "<script>", "ਚਾਹ", "\u{202e}vh73j", &"0".repeat(1_000_000)]
    {
        assert!(PlanLink::read(hostile).is_err(), "{}", &hostile[..hostile.len().min(20)]);
    }
}

#[test]
fn a_link_of_a_later_version_says_so() {
    let later = code::checked("vh73jnxm237kq42".to_owned());
    assert_eq!(PlanLink::read(&later), Err(Unreadable::Newer));
}

fn reply(outcomes: &[(&str, Outcome)], words: Option<&str>, full_until: Option<&str>) -> Reply {
    Reply {
        reference: Reference::read("7KQ4").expect("a reference"),
        outcomes: outcomes.iter().map(|(id, outcome)| ((*id).to_owned(), *outcome)).collect(),
        words: words.map(str::to_owned),
        full_until: full_until.and_then(Day::parse),
    }
}

/// One answer of each kind that was ever written. Rows are added, and never changed.
type GoldenReply =
    (&'static str, &'static [(&'static str, Outcome)], Option<&'static str>, Option<&'static str>);
const GOLDEN_REPLIES: [GoldenReply; 4] = [
    (
        "vh73j2nxm2367kq40r31",
        &[("vh73j", Outcome::Went), ("nxm23", Outcome::CouldNotTransport)],
        None,
        None,
    ),
    ("vh73jf7kq40may2rzq", &[("vh73j", Outcome::GroupFull)], None, Some("2027-01-12")),
    (
        "vh73j27kq41rb0~4Kia4Ki-4Ki5IOComuCpsOCol-CpgCDgqLjgqYAkr",
        &[("vh73j", Outcome::Went)],
        Some("ਚਾਹ ਚੰਗੀ ਸੀ"),
        None,
    ),
    ("u8abcdefghm7kq40rtd", &[("abcdefgh", Outcome::GroupOutsideArea)], None, None),
];

#[test]
fn an_answer_of_every_kind_is_read_for_ever() {
    for (link, outcomes, words, until) in GOLDEN_REPLIES {
        let reply = reply(outcomes, words, until);
        assert_eq!(reply.to_fragment(), link);
        assert_eq!(Reply::read(link), Ok(reply.clone()), "{link}");
        assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte)));
    }
}

#[test]
fn outcomes_keep_their_numbers_and_who_said_so() {
    for (number, outcome) in Outcome::ALL.into_iter().enumerate() {
        assert_eq!(outcome.number() as usize, number);
        assert_eq!(Outcome::of_number(number as u32), Some(outcome));
        assert!(number < 31, "31 means a later version");
    }
    assert_eq!(Outcome::of_number(21), None);
    assert_eq!(Outcome::NoWord.said_by(), None);
    assert_eq!(Outcome::NeedHelp.said_by(), Some(Sayer::Person));
    assert_eq!(Outcome::GroupWelcome.said_by(), Some(Sayer::Group));
    assert_eq!(Outcome::CouldNotMoney.without_reason(), Outcome::CouldNot);
    assert_eq!(Outcome::GroupMoreSupport.without_reason(), Outcome::GroupNotRight);
    assert_eq!(Outcome::NotForMe.without_reason(), Outcome::NotForMe);
}

#[test]
fn an_answer_is_a_code_of_six_to_eight_digits() {
    let plan = ["vh73j", "nxm23", "q1afj"].map(str::to_owned);
    let said = reply(&[("nxm23", Outcome::Went)], None, None);
    let spoken = said.spoken(&plan[..2]).unwrap();
    assert_eq!(spoken.outcomes, [Outcome::NoWord, Outcome::Went]);
    assert_eq!(spoken.to_code(), "7KQ4 02N");
    assert_eq!(said.spoken(&plan[..1]), None, "the plan does not have it");
    assert_eq!(said.spoken(&[]), None);
    for heard in ["7kq4 02n", "7KQ4-O2N", "7KQ4.02N", " 7 k q 4 0 2 n "] {
        assert_eq!(Spoken::read(heard), Ok(spoken.clone()), "{heard}");
    }
    for outcomes in [&[Outcome::Went][..], &[Outcome::GroupWaitingList; 3]] {
        let spoken = Spoken { outcomes: outcomes.to_vec(), ..spoken.clone() };
        let code = spoken.to_code();
        assert!((6..=8).contains(&code::typed(&code).len()), "{code}");
        assert_eq!(Spoken::read(&code), Ok(spoken));
    }
}

#[test]
fn a_digit_that_was_misheard_or_changed_places_is_found() {
    let code = code::typed("7KQ4 02N");
    for at in 0..code.len() {
        for other in code::DIGITS {
            let mut wrong = code.clone().into_bytes();
            if wrong[at] == *other {
                continue;
            }
            wrong[at] = *other;
            let wrong = String::from_utf8(wrong).unwrap();
            assert_eq!(Spoken::read(&wrong), Err(Unreadable::Damaged), "{wrong}");
        }
        for with in 0..at {
            let mut turned = code.clone().into_bytes();
            turned.swap(at, with);
            let turned = String::from_utf8(turned).unwrap();
            assert!(turned == code || Spoken::read(&turned).is_err(), "{turned}");
        }
    }
}

#[test]
fn a_code_of_a_later_version_says_so() {
    // The first answer is `z`: whatever follows it is for a later version to say.
    let later = code::DIGITS.iter().filter_map(|check| {
        let code = ["7kq4z2", &char::from(*check).to_string()].concat();
        Spoken::read(&code).err().filter(|error| *error == Unreadable::Newer)
    });
    assert_eq!(later.count(), 1, "and only where the check fits");
    let outcome_of_later = code::checked("vh73jt7kq40r".to_owned());
    assert_eq!(Reply::read(&outcome_of_later), Err(Unreadable::Newer));
    assert_eq!(Reply::read(&code::checked("vh73j27kq40s".to_owned())), Err(Unreadable::Newer));
}

#[test]
fn a_damaged_or_hostile_answer_says_nothing() {
    let whole = reply(&[("vh73j", Outcome::Went)], Some("It was good."), None).to_fragment();
    for end in 1..whole.len() {
        assert_eq!(Reply::read(&whole[..end]), Err(Unreadable::Damaged), "{}", &whole[..end]);
    }
    for start in 1..whole.len() {
        assert!(Reply::read(&whole[start..]).is_err(), "{}", &whole[start..]);
    }
    let (head, words) = whole.split_once('~').unwrap();
    let flipped = words.chars().map(|c| if c.is_lowercase() { c.to_ascii_uppercase() } else { c });
    assert!(Reply::read(&[head, "~", &flipped.collect::<String>()].concat()).is_err());
    assert_eq!(
        Reply::read(&[head, "~", &words[..4], " \n", &words[4..]].concat()),
        Reply::read(&whole)
    );
    assert_eq!(
        (Reply::read(""), Reply::read("#")),
        (Err(Unreadable::Empty), Err(Unreadable::Empty))
    );
    let long = ["0", &"~".repeat(1_000_000)].concat();
    for hostile in
        ["%23", "~", "~~", "<script>", "ਚਾਹ", "\u{202e}vh73j", &long, &"0".repeat(99_999)]
    {
        assert!(Reply::read(hostile).is_err() && Spoken::read(hostile).is_err());
    }
    // Not an answer to anything: the link of a plan.
    for (plan, ..) in GOLDEN {
        assert_eq!(Reply::read(plan), Err(Unreadable::Damaged));
    }
    assert_eq!(PlanLink::read(GOLDEN_REPLIES[0].0), Err(Unreadable::Newer));
}

#[test]
fn own_words_are_one_line_that_steers_no_screen() {
    assert_eq!(
        own_words(" \n It was\t good.\u{202e} \u{0} Thank you. ").as_deref(),
        Some("It was good. Thank you.")
    );
    assert_eq!(own_words(" \u{202e}\n"), None);
    let long = "ਚ".repeat(WORDS_MAX + 50);
    let link = reply(&[("vh73j", Outcome::Went)], Some(&long), None).to_fragment();
    assert!(link.len() < 900, "{} characters", link.len());
    assert_eq!(Reply::read(&link).unwrap().words.unwrap().chars().count(), WORDS_MAX);
}

proptest! {
    #[test]
    fn every_answer_comes_back_whole(
        answers in prop::collection::btree_map("[0-9a-hjkmnp-tv-z]{5,8}", 0u32..21, 1..=12),
        reference in 0u32..1 << 20,
        words in prop::option::of(".{0,220}"),
        day in prop::option::of(0i32..1 << 20),
    ) {
        let outcomes: Vec<_> =
            answers.into_iter().map(|(id, n)| (id, Outcome::of_number(n).unwrap())).collect();
        let reply = Reply {
            reference: Reference::new(reference),
            outcomes,
            words: words.as_deref().and_then(own_words),
            full_until: day.map(Day),
        };
        let link = reply.to_fragment();
        prop_assert!(link.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"-_~".contains(&byte)));
        prop_assert_eq!(Reply::read(&link), Ok(reply));
    }

    #[test]
    fn any_text_is_an_answer_or_refused(text in "\\PC{0,60}", code in "[0-9a-z ~-]{0,40}") {
        for text in [text, code] {
            let _ = (Reply::read(&text), Spoken::read(&text), own_words(&text));
        }
    }
}
