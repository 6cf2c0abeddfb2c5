use catalog::text::decompose_natively;

use super::*;

fn days_of(text: &str, locale: &str) -> Option<Vec<usize>> {
    Reader::new(locale, decompose_natively)?.days(text).map(|days| days.into_iter().collect())
}

fn stretches(text: &str, locale: &str) -> Vec<Stretch> {
    Reader::new(locale, decompose_natively).map_or(Vec::new(), |reader| reader.stretches(text))
}

#[test]
fn days_are_read_in_every_language_of_a_page() {
    for (locale, text, expected) in [
        ("en", "Tuesdays 10 to 11:30, not in August", &[1][..]),
        ("en", "Mondays to Thursdays", &[0, 1, 2, 3]),
        ("en", "Mon-Fri 9 to 5", &[0, 1, 2, 3, 4]),
        ("en", "Mon, Wed and Fri", &[0, 2, 4]),
        ("en", "Fri, Sat & Sun", &[4, 5, 6]),
        ("en", "Saturday to Monday", &[0, 5, 6]),
        ("en", "Every day, except Sunday", &[0, 1, 2, 3, 4, 5]),
        ("en", "Weekdays 9 to 5", &[0, 1, 2, 3, 4]),
        ("en", "First Saturday of the month; please call by Thursday", &[5]),
        ("en", "Call by Thursday. Saturdays 10 to 12", &[5]),
        ("fr", "Les mardis de 10 h à 11 h 30", &[1]),
        ("fr", "Du lundi au jeudi", &[0, 1, 2, 3]),
        ("fr", "Tous les jours sauf le dimanche", &[0, 1, 2, 3, 4, 5]),
        ("fr", "Lundi et vendredi, de 14 h à 17 h", &[0, 4]),
        ("es", "Lunes a jueves", &[0, 1, 2, 3]),
        ("es", "Miércoles y sábados", &[2, 5]),
        ("fil", "Lunes hanggang Huwebes", &[0, 1, 2, 3]),
        ("fil", "Araw-araw, 9 ng umaga hanggang 9 ng gabi", &[0, 1, 2, 3, 4, 5, 6]),
        ("fil", "ikalawang Linggo, 2 hanggang 3:30 ng hapon", &[6]),
        ("vi", "Thứ Hai đến thứ Năm", &[0, 1, 2, 3]),
        ("vi", "Thứ Ba và thứ Sáu, Chủ Nhật", &[1, 4, 6]),
        ("vi", "T2-T6", &[0, 1, 2, 3, 4]),
        ("vi", "Thứ Tư thứ nhất và thứ ba trong tháng, 1:30 đến 3:30 chiều", &[2]),
        ("vi", "Cách một tuần vào thứ Năm, từ 2 giờ đến 6 giờ chiều", &[3]),
        ("vi", "Sáng thứ Bảy từ 9 giờ đến 12 giờ", &[5]),
        ("zh-Hans", "每周一次，周三下午", &[2]),
        ("pa", "ਸੋਮਵਾਰ ਅਤੇ ਸ਼ੁੱਕਰਵਾਰ ਦੁਪਹਿਰ 2 ਤੋਂ 5", &[0, 4]),
        ("pa", "ਸੋਮਵਾਰ ਤੋਂ ਵੀਰਵਾਰ", &[0, 1, 2, 3]),
        ("pa", "ਹਰ ਰੋਜ਼", &[0, 1, 2, 3, 4, 5, 6]),
        ("fa", "سه‌شنبه‌ها 1 تا 3 بعدازظهر", &[1]),
        ("fa", "دوشنبه تا پنج‌شنبه", &[0, 1, 2, 3]),
        ("fa", "شنبه‌ها 4 تا 5:15 بعدازظهر", &[5]),
        ("ko", "월요일, 수요일, 금요일 오후 1시", &[0, 2, 4]),
        ("ko", "월요일부터 목요일까지", &[0, 1, 2, 3]),
        ("ko", "월요일~금", &[0, 1, 2, 3, 4]),
        ("ko", "매일 오전 9시부터", &[0, 1, 2, 3, 4, 5, 6]),
        ("zh-Hant", "逢星期一及星期五下午二時至五時", &[0, 4]),
        ("zh-Hant", "星期一至四", &[0, 1, 2, 3]),
        ("zh-Hans", "周二、四、六", &[1, 3, 5]),
        ("zh-Hans", "周一到三点", &[0]),
        ("zh-Hans", "每天", &[0, 1, 2, 3, 4, 5, 6]),
    ] {
        assert_eq!(days_of(text, locale).as_deref(), Some(expected), "{locale}: {text}");
    }
    for (locale, text) in [
        ("en", "By arrangement"),
        ("en", "The sun is out, we sat by the sea"),
        ("fil", "Isang beses sa bawat linggo"),
        ("fr", "au bord de la mer"),
        ("so", "Isniin"),
    ] {
        assert_eq!(days_of(text, locale), None, "{locale}: {text}");
    }
}

#[test]
fn times_are_read_where_they_are_plain() {
    let at = |hour: u16, minute: u16| (hour * 60 + minute) % 720;
    for (locale, text, from, to) in [
        ("en", "Tuesdays 10 to 11:30", at(10, 0), at(11, 30)),
        ("en", "Saturdays 10 to noon", at(10, 0), at(12, 0)),
        ("en", "Fridays 12 noon to 1:30", at(12, 0), at(1, 30)),
        ("en", "9:30 am - 12 pm", at(9, 30), at(12, 0)),
        ("en", "6.30pm to 8pm", at(6, 30), at(8, 0)),
        ("fr", "Vendredi, de 9 h 30 à 12 h 30", at(9, 30), at(12, 30)),
        ("fr", "de 9 h à midi", at(9, 0), at(12, 0)),
        ("es", "Viernes, de 9:30 a. m. a 12:30 p. m.", at(9, 30), at(12, 30)),
        ("fil", "10 ng umaga hanggang 12", at(10, 0), at(12, 0)),
        ("vi", "Thứ Ba, 1 giờ đến 3 giờ chiều", at(1, 0), at(3, 0)),
        ("pa", "ਸ਼ੁੱਕਰਵਾਰ ਸਵੇਰੇ 9:30 ਤੋਂ ਦੁਪਹਿਰ 12:30", at(9, 30), at(12, 30)),
        ("fa", "سه‌شنبه‌ها ۱۱ تا ۱۱:۴۵ صبح", at(11, 0), at(11, 45)),
        ("ko", "화요일 오전 11시부터 11시 45분까지", at(11, 0), at(11, 45)),
        ("zh-Hant", "逢星期五上午九時半至下午十二時半", at(9, 30), at(12, 30)),
        ("zh-Hans", "星期六上午十点到十一点半", at(10, 0), at(11, 30)),
        ("zh-Hans", "星期二和星期四上午九点半到十点三刻", at(9, 30), at(10, 45)),
        ("zh-Hans", "星期六上午十点到中午", at(10, 0), at(12, 0)),
    ] {
        let found = stretches(text, locale);
        assert_eq!(found, [(from, to)], "{locale}: {text}");
    }
    for text in
        ["Call 604-555-0100", "By appointment", "For people of 55 and over", "2027, for 6 weeks"]
    {
        assert_eq!(stretches(text, "en"), [], "{text}");
    }
}

#[test]
fn any_text_is_read_without_a_panic() {
    let parts = [
        "1", "10:", "星期", "一", "到", "월", "ها", " ", "-", "to", "h", "半", "İ", ".", "天",
        "sat",
    ];
    let locales = ["en", "fr", "es", "fil", "vi", "pa", "fa", "ko", "zh-Hant"];
    let readers = locales.map(|locale| Reader::new(locale, decompose_natively));
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    for _ in 0..3_000 {
        let mut text = String::new();
        for _ in 0..(state % 14) {
            state ^= state << 13;
            state ^= state >> 7;
            state ^= state << 17;
            text.push_str(parts[(state % parts.len() as u64) as usize]);
        }
        state = state.wrapping_add(0x9E37_79B9);
        state ^= state << 13;
        for reader in readers.iter().flatten() {
            reader.days(&text);
            reader.stretches(&text);
        }
    }
}
