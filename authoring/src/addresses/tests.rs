use super::*;

#[test]
fn a_house_is_found_however_people_write_where_it_stands() {
    for (text, kind) in [
        ("We meet at 1805 Larch Street.", Kind::Street),
        ("Come to 318 E 51st Ave, second floor", Kind::Street),
        ("318 E. 51st Ave.", Kind::Street),
        ("1805, larch street", Kind::Street),
        ("the house at 12b Fraser St.", Kind::Street),
        ("5120 Kingsway, buzzer 3", Kind::Street),
        ("#204 - 1805 Larch Drive", Kind::Street),
        ("47 Old Mill Lane", Kind::Street),
        ("A grey house on Fraser Street", Kind::Street),
        ("Two doors from Main St and the park", Kind::Street),
        ("Off East 51st Avenue", Kind::Street),
        ("corner of Fraser and Marine", Kind::Street),
        ("near Fraser and 41st", Kind::Street),
        ("at 41st & Fraser", Kind::Street),
        ("Apt. 204, ring twice", Kind::Street),
        ("１８０５ Larch Street", Kind::Street),
        ("au 1805, rue Fraser", Kind::Street),
        ("1805 rue de la Paix", Kind::Street),
        ("rue Fraser, nº 1805", Kind::Street),
        ("au 12, 41e Avenue", Kind::Street),
        ("en la calle Fraser 1805", Kind::Street),
        ("Avenida Fraser, número 1805", Kind::Street),
        ("esquina de Fraser y Marine", Kind::Street),
        ("Nhà số 1805 đường Fraser", Kind::Street),
        ("1805 đường Fraser", Kind::Street),
        ("đường Fraser số 1805", Kind::Street),
        ("sa 1805 Kalye Fraser", Kind::Street),
        ("sa kanto ng Fraser at Marine", Kind::Street),
        ("ਘਰ 1805 ਫਰੇਜ਼ਰ ਸਟ੍ਰੀਟ ਉੱਤੇ ਹੈ", Kind::Street),
        ("੧੮੦੫ ਫਰੇਜ਼ਰ ਸਟ੍ਰੀਟ", Kind::Street),
        ("خیابان فریزر، پلاک ۱۸۰۵", Kind::Street),
        ("۱۸۰۵ خیابان فریزر", Kind::Street),
        ("프레이저 스트리트 1805", Kind::Street),
        ("1805 프레이저 스트리트", Kind::Street),
        ("프레이저로 1805번지", Kind::Street),
        ("我們在菲沙街1805號", Kind::Street),
        ("东51街318号", Kind::Street),
        ("１８０５號菲沙街", Kind::Street),
        ("1805 弗雷泽街", Kind::Street),
        ("地址是弗雷泽街。", Kind::Street),
        ("第三大道", Kind::Street),
        ("Fraserstraße 12", Kind::Street),
        ("Our code is V5X 0A0", Kind::PostalCode),
        ("v5x0a0", Kind::PostalCode),
        ("V5X\u{a0}1A1", Kind::PostalCode),
        ("Ｖ５Ｘ　１Ａ１", Kind::PostalCode),
        ("JE3 8BS", Kind::PostalCode),
        ("sw1a1aa", Kind::PostalCode),
        ("in 98101 by the water", Kind::PostalCode),
        ("49.2200, -123.0900", Kind::Position),
        ("lat 49,2200 lon -123,0900", Kind::Position),
        ("۴۹٫۲۲۰۰ و -۱۲۳٫۰۹۰۰", Kind::Position),
        ("49°13'12\"N 123°05'24\"W", Kind::Position),
        ("84XR6WCG+FQ", Kind::Position),
        ("[here](https://maps.app.goo.gl/abc)", Kind::MapLink),
        ("https://www.google.com/maps/place/x", Kind::MapLink),
        ("<https://www.openstreetmap.org/?mlat=49.2>", Kind::MapLink),
        ("geo:49.22,-123.09", Kind::MapLink),
        ("https://what3words.com/a.b.c", Kind::MapLink),
        ("///lively.table.spoon", Kind::MapLink),
        ("https://maps.apple.com/?q=1", Kind::MapLink),
    ] {
        let found = told(text, &["V5X", "98101"]);
        assert!(found.iter().any(|told| told.kind == kind), "{text}: {found:?}");
    }
}

#[test]
fn what_is_no_house_is_left_alone() {
    for text in [
        "Two rooms, often full. We find another place the same day",
        "Ask 2 days before. A volunteer can meet you at a bus stop and go with you to the court.",
        "Most people stay between two and six weeks. 24 hours a day, 7 days a week.",
        "We serve V5X and Sunset.",
        "Wednesdays 1 to 4:30 in the afternoon, by appointment",
        "First Saturday of the month, 10 to noon, by video or phone",
        "Tuesdays and 3rd Fridays; the 1st and 3rd Monday",
        "Call 604-555-0160, extension 5, or 9-1-1.",
        "It costs 2.50 or 1,000 in all; 49.5 and 12.25 are numbers.",
        "St. Mary and St John Ambulance helped 3 women.",
        "Somebody walks down the road with you. There are 3 steps to the street.",
        "Une heure, 10 à 11 h, dans la rue ou au parc. Place au rire.",
        "Hay 2 cuartos. La avenida es ruidosa.",
        "Mở cửa 9 giờ sáng đến 9 giờ tối. Con đường phía trước còn dài.",
        "Araw-araw, 9 ng umaga hanggang 9 ng gabi, sa telepono o text",
        "9 صبح تا 9 شب، با تلفن. در خیابان منتظر نباشید.",
        "매일 오전 9시부터 오후 9시까지. 버스로 10분, 길가에서 기다리지 마세요.",
        "每天早上9点到晚上9点。坐8路公交。在街上不要等。逛街。3道菜。知道10个人。",
        "ਹਰ ਰੋਜ਼ 9 ਤੋਂ 9 ਵਜੇ ਤੱਕ।",
        "See https://harbour-circle.example/stay and [us](https://example.org/where.html).",
        "Room B2 4pm. In 2026 AD.",
        "A short walk of 10 minutes. Way In is a 5 week course.",
    ] {
        assert_eq!(told(text, &["V5X", "98101"]), [], "{text}");
    }
}

#[test]
fn the_words_that_tell_it_are_named_and_nothing_else() {
    let text = "Ring first. Then come to 1805 Larch Street, V5X 0A0.";
    let words: Vec<_> = told(text, &[]).into_iter().map(|told| &text[told.range]).collect();
    assert_eq!(words, ["1805 Larch Street", "V5X 0A0"]);
    let text = "Tuesdays 10 to 11:30, 1805 Larch Street";
    let words: Vec<_> = told(text, &[]).into_iter().map(|told| &text[told.range]).collect();
    assert_eq!(words, ["1805 Larch Street"]);
}

#[test]
fn a_street_that_is_known_is_found_without_its_word_for_street() {
    for text in ["at 318 East 51st", "318, 51ST avenue", "３１８ 51st"] {
        assert!(names(text, "318 E 51st Ave").is_some(), "{text}");
    }
    assert_eq!(names("318 people on the 51st day", "318 E 51st Ave"), None);
    assert!(names("at the Old Mill", "Old Mill").is_some());
    assert_eq!(names("a mill", "Mill"), None);
}

#[test]
fn any_text_is_read_without_a_panic_and_in_time() {
    let parts = [
        "1", " ", "Street", "rue", "街", "號", "°", ".", "V5X", "\n", "د", "é", "+", "://", ",",
        "St",
    ];
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..5_000 {
        let mut text = String::new();
        for _ in 0..(state % 30) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(parts[(state % parts.len() as u64) as usize]);
        }
        state = state.wrapping_add(0x9E37_79B9);
        state ^= state << 13;
        for told in told(&text, &["98101"]) {
            assert!(text.get(told.range).is_some(), "{text}");
        }
    }
    for part in parts {
        let started = std::time::Instant::now();
        told(&part.repeat(32_000 / part.len()), &["98101"]);
        assert!(started.elapsed().as_secs() < 2, "{part:?}: {:?}", started.elapsed());
    }
}
