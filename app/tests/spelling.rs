//! A code that somebody says into the keyboard's microphone, in each of the ten languages.
#![allow(clippy::unwrap_used, missing_docs)]

use std::collections::BTreeSet;
use std::sync::LazyLock;

use app::locale::{Key, PART};
use app::locales::Locales;
use app::spelling::spelling;
use catalog::link::code::{DIGITS, digit};
use catalog::link::dictated::Spelling;
use catalog::link::plan::{PlanLink, Reference};
use proptest::prelude::*;

static LOCALES: LazyLock<Locales> = LazyLock::new(|| Locales::load().unwrap());

/// The ways in which each digit of a code can be said in a locale: the character itself first.
struct Ways {
    locale: String,
    spelling: Spelling,
    of: Vec<Vec<String>>,
    between: Vec<String>,
}

static ALL: LazyLock<Vec<Ways>> = LazyLock::new(|| LOCALES.codes().map(ways).collect());

const RADIO: [(char, &str); 6] = [
    ('v', "Victor"),
    ('h', "hotel"),
    ('j', "Juliett"),
    ('x', "X-ray"),
    ('7', "7"),
    ('q', "Quebec"),
];

fn parts(locale: &str, key: Key) -> Vec<String> {
    LOCALES.get(locale).unwrap().text(key).split(PART).map(str::to_owned).collect()
}

fn words(list: &str) -> Vec<String> {
    list.split(',').map(|word| word.trim().to_owned()).filter(|word| !word.is_empty()).collect()
}

fn ways(locale: &str) -> Ways {
    let (digits, letters) =
        (parts(locale, Key::SpellingDigits), parts(locale, Key::SpellingLetters));
    let of = |shown: u8| {
        let shown = char::from(shown);
        let list = match shown.to_digit(10) {
            Some(number) => &digits[number as usize],
            None => &letters[usize::from(shown as u8 - b'a')],
        };
        let mut all = vec![shown.to_string(), shown.to_ascii_uppercase().to_string()];
        // A zero may be said as the letter that it looks like, and a one.
        all.extend(words(list));
        for (letter, at) in [('0', b'o'), ('1', b'i'), ('1', b'l')] {
            if letter == shown {
                all.extend(words(&letters[usize::from(at - b'a')]));
            }
        }
        all.extend(
            RADIO.iter().filter(|(digit, _)| *digit == shown).map(|(_, word)| (*word).into()),
        );
        all
    };
    let nothing = words(LOCALES.get(locale).unwrap().text(Key::SpellingNothing));
    let mut between: Vec<String> = [" ", ", ", "  ", " - "].map(String::from).to_vec();
    between.extend(nothing.iter().map(|word| [" ", word, " "].concat()));
    Ways {
        locale: locale.to_owned(),
        spelling: spelling(LOCALES.get(locale).unwrap()),
        of: DIGITS.iter().map(|shown| of(*shown)).collect(),
        between,
    }
}

#[test]
fn every_language_has_a_word_for_each_digit_and_a_name_for_each_letter() {
    for locale in LOCALES.codes() {
        let digits = parts(locale, Key::SpellingDigits);
        assert_eq!(digits.len(), 10, "{locale}");
        assert!(digits.iter().all(|list| !words(list).is_empty()), "{locale}: {digits:?}");
        let letters = parts(locale, Key::SpellingLetters);
        assert_eq!(letters.len(), 26, "{locale}");
        assert!(letters.iter().all(|list| !words(list).is_empty()), "{locale}: {letters:?}");
        assert_eq!(parts(locale, Key::SpellingTimes).len(), 2, "{locale}");
    }
}

#[test]
fn no_word_is_a_letter_alone_for_then_what_is_typed_would_be_read_as_said() {
    for locale in LOCALES.codes() {
        let lists = [Key::SpellingDigits, Key::SpellingLetters, Key::SpellingTimes]
            .into_iter()
            .flat_map(|key| parts(locale, key))
            .chain([LOCALES.get(locale).unwrap().text(Key::SpellingLike).to_owned()]);
        for word in lists.flat_map(|list| words(&list)) {
            assert!(word.len() > 1, "{locale}: {word:?}");
        }
    }
}

#[test]
fn few_words_of_a_language_say_two_digits() {
    // Each doubles the readings of a code. These are known, and the check decides between them.
    for ways in ALL.iter() {
        let mut seen = BTreeSet::new();
        let mut twice = BTreeSet::new();
        for of in &ways.of {
            let own: BTreeSet<&String> = of.iter().skip(2).collect();
            for word in own {
                if !seen.insert(word.clone()) {
                    twice.insert(word.clone());
                }
            }
        }
        assert!(twice.len() <= 4, "{}: {twice:?}", ways.locale);
    }
}

#[test]
fn a_code_is_heard_as_the_keyboards_of_ten_languages_write_it_down() {
    let plan = PlanLink {
        services: vec!["vh73j".into(), "nxm23".into()],
        reference: Reference::read("7KQ4").unwrap(),
    };
    let code = plan.to_code();
    assert_eq!(code, "VH73J NXM23 7KQ4 1VH", "the texts below say this code");
    for (locale, said) in [
        (
            "en",
            "victor hotel seven three jay november x-ray mike two three seven kilo quebec four one victor hotel",
        ),
        ("en", "vee aitch 73 jay, en ex em to tree, seven kay queue for, won vee haitch"),
        (
            "en",
            "V as in Victor H for hotel 7 3 J like Juliet capital N X M 23 dash 7 K Q 4 dash 1 V H.",
        ),
        ("fr", "vé hache 73 ji enne ixe emme deux trois sept ka ku quatre un vé ache"),
        ("es", "uve hache siete tres jota ene equis eme dos tres siete ka cu cuatro uno ve ache"),
        ("vi", "vê hát bảy ba gi en nờ ích mờ hai ba bảy ca quy bốn một vê hát"),
        ("fil", "vee aitch pito tatlo jay en ex em dalawa tatlo pito kay cue apat isa vee aitch"),
        ("zh-Hant", "V H 七三 J N X M 二三 七 K Q 四 一 V H"),
        ("zh-Hans", "VH七三J NXM二三七KQ四一VH。"),
        ("ko", "브이 에이치 칠삼 제이 엔 엑스 엠 이삼 칠 케이 큐 사 일 브이 에이치"),
        ("pa", "ਵੀ ਐਚ ਸੱਤ ਤਿੰਨ ਜੇ ਐਨ ਐਕਸ ਐਮ ਦੋ ਤਿੰਨ ਸੱਤ ਕੇ ਕਿਊ ਚਾਰ ਇੱਕ ਵੀ ਐੱਚ"),
        ("pa", "ਵੀ ਐਚ ੭੩ ਜੇ ਐਨ ਐਕਸ ਐਮ ੨੩ ੭ ਕੇ ਕਿਊ ੪ ੧ ਵੀ ਐਚ"),
        ("fa", "وی اچ هفت سه جی ان ایکس ام دو سه هفت کی کیو چهار یک وی اچ"),
        ("fa", "وي اچ ۷۳ جي ان ایکس ام ۲۳ ۷ كي کیو ۴ ۱ وي ایچ"),
    ] {
        let spelling = spelling(LOCALES.get(locale).unwrap());
        assert_eq!(PlanLink::hear(said, &spelling).as_ref(), Ok(&plan), "{locale}: {said}");
    }
}

/// A plan of a few activities.
fn plan() -> impl Strategy<Value = PlanLink> {
    let id = prop::collection::vec(0u32..32, 5);
    let ids = prop::collection::btree_set(id, 1..4);
    (ids, any::<u32>()).prop_map(|(ids, reference)| PlanLink {
        services: ids.into_iter().map(|id| id.into_iter().map(digit).collect()).collect(),
        reference: Reference::new(reference),
    })
}

/// A code as somebody says it in a locale: each digit in one of its ways, with something between.
fn say(plan: &PlanLink, ways: &Ways, choices: &[(u16, u16)]) -> String {
    let mut said = String::new();
    for (shown, (way, between)) in plan.to_fragment().bytes().zip(choices.iter().cycle()) {
        let all = &ways.of[DIGITS.iter().position(|digit| *digit == shown).unwrap()];
        said.push_str(&all[usize::from(*way) % all.len()]);
        said.push_str(&ways.between[usize::from(*between) % ways.between.len()]);
    }
    said
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn no_way_of_saying_a_code_leads_to_other_activities(
        plan in plan(),
        locale in 0usize..10,
        choices in prop::collection::vec((any::<u16>(), any::<u16>()), 40),
    ) {
        let ways = &ALL[locale % ALL.len()];
        let said = say(&plan, ways, &choices);
        let heard = PlanLink::hear(&said, &ways.spelling);
        if let Ok(heard) = heard {
            prop_assert_eq!(heard, plan, "{}: {}", ways.locale, said);
        }
    }

    #[test]
    fn a_typed_code_is_never_taken_for_words(plan in plan(), locale in 0usize..10) {
        let ways = &ALL[locale % ALL.len()];
        for typed in [plan.to_code(), plan.to_fragment(), plan.to_code().to_lowercase()] {
            let heard = PlanLink::hear(&typed, &ways.spelling);
            prop_assert_eq!(heard.as_ref(), Ok(&plan));
        }
    }
}

#[test]
fn nearly_every_code_is_heard_in_every_language_however_its_digits_are_said() {
    // A fixed row of numbers: the same codes and the same ways of saying them each time.
    let mut state = 20_261_130u64;
    let mut random = move || {
        state =
            state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as u32
    };
    for ways in ALL.iter() {
        let mut missed = Vec::new();
        for _ in 0..200 {
            let id = (0..5).map(|_| digit(random())).collect();
            let other = (0..5).map(|_| digit(random())).collect();
            let plan = PlanLink { services: vec![id, other], reference: Reference::new(random()) };
            let choices: Vec<(u16, u16)> =
                (0..17).map(|_| (random() as u16, random() as u16)).collect();
            let said = say(&plan, ways, &choices);
            if PlanLink::hear(&said, &ways.spelling).as_ref() != Ok(&plan) {
                missed.push((plan.to_code(), said));
            }
        }
        println!("{}: {} of 200 not heard", ways.locale, missed.len());
        assert!(missed.len() <= 6, "{}: {} {:#?}", ways.locale, missed.len(), &missed[..2]);
    }
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused(text in "\\PC{0,300}", words in "(be|see|two|for|double|as in|v|7| |,){0,200}") {
        for ways in ALL.iter().take(3) {
            for text in [&text, &words] {
                let _ = PlanLink::hear(text, &ways.spelling);
            }
        }
    }
}
