//! Links that people keep on paper and in messages: every one that was ever written opens for ever.

use catalog::link::Unreadable;
use catalog::link::code;
use catalog::link::plan::{PlanLink, Reference, SERVICES_MAX};

fn plan(services: &[&str], reference: &str) -> PlanLink {
    PlanLink {
        services: services.iter().map(|id| (*id).to_owned()).collect(),
        reference: Reference::read(reference).expect("a reference"),
    }
}

/// One link of each version that was ever written. Rows are added, and never changed.
const GOLDEN: [(&str, &[&str], &str); 3] = [
    ("vh73jnxm237kq4111", &["vh73j", "nxm23"], "7KQ4"),
    ("vh73j00001", &["vh73j"], "0000"),
    ("vh73ju8abcdefgh7kq41", &["vh73j", "abcdefgh"], "7KQ4"),
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
