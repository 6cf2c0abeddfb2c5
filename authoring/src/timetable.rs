//! What the words of a timetable say: which days of the week, and from when to when.
//!
//! The words are what people read, and the rule is what the finder and calendars count; where both can
//! be read, they can be compared. Only what is plain is read: `None` means that the words may say
//! anything.

mod words;

use std::collections::BTreeSet;

use catalog::text::Decompose;

use words::{AROUND, HALF, Language, NOON, language};

/// Hours and minutes of a stretch of time, each as minutes since midnight or noon: words seldom say
/// which half of the day they mean.
pub type Stretch = (u16, u16);

/// The words of one language, ready to be compared.
pub struct Reader {
    language: &'static Language,
    decompose: Decompose,
    days: [Vec<String>; 7],
    weak: [Vec<String>; 7],
    every_day: Vec<String>,
    weekdays: Vec<String>,
    weekend: Vec<String>,
    to: Vec<String>,
    and: Vec<String>,
    except: Vec<String>,
    before: Vec<String>,
    noon: Vec<String>,
    half: Vec<String>,
    around: Vec<String>,
}

impl Reader {
    /// The words of a locale's language; `None` for a language of which nothing is known.
    pub fn new(locale: &str, decompose: Decompose) -> Option<Self> {
        let language = language(locale)?;
        let all = |words: &[&str]| words.iter().map(|word| letters(word, decompose)).collect();
        Some(Self {
            language,
            decompose,
            days: language.days.map(all),
            weak: language.weak.map(all),
            every_day: all(language.every_day),
            weekdays: all(language.weekdays),
            weekend: all(language.weekend),
            to: all(language.to),
            and: all(language.and),
            except: all(language.except),
            before: all(language.before),
            noon: all(&NOON),
            half: all(&HALF),
            around: all(AROUND),
        })
    }
}

/// Minutes of half a day.
const HALF_DAY: u16 = 720;

/// A text as it is compared: small letters, without accents and joiners, digits of ASCII.
fn letters(text: &str, decompose: Decompose) -> String {
    let text = if text.is_ascii() {
        text.to_ascii_lowercase()
    } else {
        // Syllables of Korean stay whole: its words are compared by them.
        let mut plain = String::with_capacity(text.len());
        for c in text.chars() {
            match c {
                '\u{AC00}'..='\u{D7A3}' => plain.push(c),
                c => plain.push_str(&decompose(c.encode_utf8(&mut [0; 4]))),
            }
        }
        plain
    };
    let one = |c: char| match u32::from(c) {
        0x0300..=0x036F | 0x200B..=0x200F | 0x0654 => None,
        0x2010..=0x2015 | 0x2212 => Some('-'),
        0x301C | 0xFF5E => Some('~'),
        0x06F0..=0x06F9 => char::from_u32(u32::from(c) - 0x06F0 + 0x30),
        0x0660..=0x0669 => char::from_u32(u32::from(c) - 0x0660 + 0x30),
        0x0A66..=0x0A6F => char::from_u32(u32::from(c) - 0x0A66 + 0x30),
        _ => match c {
            'đ' => Some('d'),
            'ي' | 'ى' => Some('ی'),
            'ك' => Some('ک'),
            c if c.is_whitespace() => Some(' '),
            c => Some(c),
        },
    };
    text.chars().filter_map(one).collect()
}

impl Reader {
    /// The days of the week that a text names, from Monday (0) to Sunday (6); `None` where it names
    /// none.
    pub fn days(&self, text: &str) -> Option<BTreeSet<usize>> {
        // Filipino's Sunday is its week in small letters.
        let is_week = self.language.id == "fil" && !text.contains("Linggo");
        let text = letters(text, self.decompose);
        let mut found = BTreeSet::new();
        let mut is_said = false;
        for clause in text.split(['.', ';', '(', ')', '。', '；', '।']) {
            let mut is_except = false;
            // The mark before: what it is, and where it ends.
            let mut before: Option<(&What, usize)> = None;
            let marks = self.marks(clause);
            for mark in &marks {
                let from = before.map_or(0, |(_, end)| end);
                let gap = clause.get(from..mark.start).unwrap_or_default().trim();
                let is_last_call = matches!(before, Some((What::Before, _)))
                    && gap.split_whitespace().count() <= 1;
                match &mark.what {
                    What::Except => is_except = true,
                    What::Before => {}
                    What::Days(days) => {
                        is_said = true;
                        change(&mut found, days.iter().copied(), is_except);
                    }
                    What::Day(6) if is_week => continue,
                    What::Day(_) if is_last_call => continue,
                    What::Day(day) => {
                        is_said = true;
                        let first = match before {
                            Some((What::Day(first), _)) if self.is_to(gap) => *first,
                            _ => *day,
                        };
                        let length = (day + 7 - first) % 7;
                        let days = (0..=length).map(|more| (first + more) % 7);
                        change(&mut found, days, is_except);
                    }
                }
                before = Some((&mark.what, mark.end));
            }
        }
        (is_said && !found.is_empty()).then_some(found)
    }
}

fn change(found: &mut BTreeSet<usize>, days: impl IntoIterator<Item = usize>, is_except: bool) {
    for day in days {
        if is_except {
            found.remove(&day);
        } else {
            found.insert(day);
        }
    }
}

/// Something that a text says of days, and where.
struct Mark {
    start: usize,
    end: usize,
    what: What,
}

enum What {
    Day(usize),
    Days(Vec<usize>),
    Except,
    Before,
}

impl Reader {
    /// Everything that a clause says of days, in its order; of several ways to read a place the
    /// longest.
    fn marks(&self, clause: &str) -> Vec<Mark> {
        let mut all: Vec<(Mark, bool)> = Vec::new();
        let mut add = |words: &[String], what: &dyn Fn() -> What, is_weak: bool| {
            for word in words.iter().filter(|word| !word.is_empty()) {
                for (start, _) in clause.match_indices(word.as_str()) {
                    let end = start + word.len();
                    if self.is_whole(clause, start, end) {
                        all.push((Mark { start, end, what: what() }, is_weak));
                    }
                }
            }
        };
        for (day, words) in self.days.iter().enumerate() {
            add(words, &|| What::Day(day), false);
        }
        for (day, words) in self.weak.iter().enumerate() {
            add(words, &|| What::Day(day), true);
        }
        add(&self.every_day, &|| What::Days((0..7).collect()), false);
        add(&self.weekdays, &|| What::Days((0..5).collect()), false);
        add(&self.weekend, &|| What::Days(vec![5, 6]), false);
        add(&self.except, &|| What::Except, false);
        add(&self.before, &|| What::Before, false);
        all.sort_by_key(|(mark, is_weak)| (mark.start, *is_weak, std::cmp::Reverse(mark.end)));
        let mut marks: Vec<Mark> = Vec::new();
        for (mark, is_weak) in all {
            if marks.last().is_some_and(|last| mark.start < last.end) {
                continue;
            }
            // A short form counts behind another day and a word that joins them, and where it is no
            // hour: `周一到三点`.
            if !is_weak || (self.is_joined(clause, marks.last(), &mark) && !is_hour(clause, &mark))
            {
                marks.push(mark);
            }
        }
        marks
    }

    fn is_joined(&self, clause: &str, last: Option<&Mark>, mark: &Mark) -> bool {
        let Some(last) = last.filter(|last| matches!(last.what, What::Day(_))) else {
            return false;
        };
        let gap = clause.get(last.end..mark.start).unwrap_or_default().trim();
        self.is_to(gap) || [",", "·", "/", "،"].contains(&gap) || self.and.iter().any(|w| w == gap)
    }

    fn is_to(&self, gap: &str) -> bool {
        let gap = gap.trim_matches([' ', '.']);
        matches!(gap, "-" | "~")
            || self.to.iter().any(|word| word == gap && !self.and.contains(word))
    }

    /// Whether a word stands by itself, where its language separates words.
    fn is_whole(&self, text: &str, start: usize, end: usize) -> bool {
        let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() || is_sign(c));
        let rest = text.get(end..).unwrap_or_default();
        let before = text.get(..start).and_then(|before| before.chars().next_back());
        let after = rest.chars().next();
        match self.language.id {
            // Every day's name ends in Saturday's.
            "fa" => {
                !is_letter(before)
                    && (!is_letter(after) || rest.starts_with("ها") || rest.starts_with('ی'))
            }
            // Once a week, `每周一次`, has Monday's letters.
            "zh" if rest.starts_with('次') => false,
            // The first and the third of the month: the third is Tuesday's word.
            "vi" if rest.trim_start().starts_with("trong thang")
                && text.get(..start).is_some_and(|before| before.contains("thu nhat")) =>
            {
                false
            }
            _ if self.language.has_endings => true,
            // `linggo-linggo` is every week.
            "fil" if rest.starts_with("-linggo") => false,
            _ => !is_letter(before) && !is_letter(after),
        }
    }
}

/// Whether an hour, a month or a number of something follows.
fn is_hour(clause: &str, mark: &Mark) -> bool {
    let rest = clause.get(mark.end..).unwrap_or_default().trim_start();
    rest.starts_with([
        '點', '点', '時', '时', '시', '분', '月', '年', '日', '个', '個', '次', ':', '十', '半',
    ])
}

/// Vowel signs and marks of Indic scripts, which are of a word.
fn is_sign(c: char) -> bool {
    matches!(u32::from(c), 0x0900..=0x0DFF) && !matches!(c, '।' | '॥')
}

impl Reader {
    /// Every stretch of time that a text says plainly, such as `10 to 11:30`.
    pub fn stretches(&self, text: &str) -> Vec<Stretch> {
        let text = letters(text, self.decompose);
        let times = self.times(&text);
        let pairs = times.windows(2).filter_map(|pair| {
            let [first, second] = pair else { return None };
            let gap = text.get(first.end..second.start)?;
            self.is_between(gap).then_some((first.minute, second.minute))
        });
        pairs.collect()
    }
}

struct Time {
    start: usize,
    end: usize,
    minute: u16,
}

impl Reader {
    /// Every number that could be a time, with what belongs to it.
    fn times(&self, text: &str) -> Vec<Time> {
        let mut found: Vec<Time> = Vec::new();
        let mut at = 0;
        while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
            let (before, rest) = text.split_at_checked(at).unwrap_or((text, ""));
            let is_inside = is_inside(before);
            let is_apart = !before.ends_with(|c: char| c.is_ascii_alphabetic()) && !is_inside;
            if let Some(noon) =
                self.noon.iter().find(|word| is_word_at(rest, word)).filter(|_| is_apart)
            {
                // `12 noon` and `11:30 ng tanghali` are one time each.
                let is_said = found.last().is_some_and(|last| {
                    text.get(last.end..at).is_some_and(|gap| self.are_around(gap) == Some(false))
                });
                match found.last_mut().filter(|_| is_said) {
                    Some(last) => last.end = at + noon.len(),
                    None => found.push(Time { start: at, end: at + noon.len(), minute: 0 }),
                }
                at += noon.len();
                continue;
            }
            let hour = if is_inside { None } else { number(rest) };
            match hour.and_then(|(hour, length)| self.time(rest, hour, length)) {
                Some((minute, length)) => {
                    found.push(Time { start: at, end: at + length, minute: minute % HALF_DAY });
                    at += length.max(1);
                }
                None => at += hour.map_or(c.len_utf8(), |(_, length)| length),
            }
        }
        found
    }

    /// A time that begins with the hour: its minute of the day and its bytes.
    fn time(&self, rest: &str, hour: u16, hour_bytes: usize) -> Option<(u16, usize)> {
        let tail = rest.get(hour_bytes..)?;
        if hour > 24 || is_no_hour(tail) {
            return None;
        }
        // Minutes: `:30`, `h 30`, `時三十分`, `시 30분`; `.30` as some write.
        let signs = [":", " h ", "h ", " h", "h", "時", "点", "點", "时", "시 ", "시", "."];
        for sign in signs {
            let Some(after) = tail.strip_prefix(sign) else { continue };
            let begin = hour_bytes + sign.len();
            for (word, minute) in [("三刻", 45), ("一刻", 15)] {
                if after.starts_with(word) {
                    return Some((hour * 60 + minute, begin + word.len()));
                }
            }
            let is_two =
                |length: usize| length >= 2 || !after.starts_with(|c: char| c.is_ascii_digit());
            if let Some((minute, length)) =
                number(after).filter(|(minute, length)| *minute < 60 && is_two(*length))
            {
                return Some((hour * 60 + minute, begin + length));
            }
            if let Some(half) = self.half(after) {
                return Some((hour * 60 + 30, begin + half));
            }
            let is_mark = matches!(sign, "." | ":");
            let sign = if is_mark { 0 } else { sign.trim_end().len() };
            return Some((hour * 60, hour_bytes + sign));
        }
        match self.half(tail) {
            Some(half) => Some((hour * 60 + 30, hour_bytes + half)),
            None => Some((hour * 60, hour_bytes)),
        }
    }

    fn half(&self, tail: &str) -> Option<usize> {
        let trimmed = tail.trim_start();
        let word = self.half.iter().find(|word| trimmed.starts_with(word.as_str()))?;
        Some(tail.len() - trimmed.len() + word.len())
    }
}

/// Whether a number has begun before: `2027-01-12`, `604-555`, `10:30`.
fn is_inside(before: &str) -> bool {
    let mut letters = before.chars().rev();
    match letters.next() {
        Some(c) if c.is_ascii_alphanumeric() || is_numeral(c) => true,
        Some('.' | ':' | ',') => letters.next().is_some_and(|c| c.is_ascii_digit()),
        Some('$' | '#' | '第') => true,
        _ => false,
    }
}

/// Whether a text begins with this word and not with a longer one.
fn is_word_at(text: &str, word: &str) -> bool {
    text.strip_prefix(word)
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric() || is_numeral(c)))
}

/// `15th`, `3e`, `2027`, `55+`, `6 km`: numbers of something else than hours.
fn is_no_hour(tail: &str) -> bool {
    const SIGNS: [char; 18] = [
        '%', '+', '$', '月', '年', '日', '个', '個', '次', '歲', '岁', '樓', '周', '週', '名',
        '人', '楼', '/',
    ];
    const ENDS: [&str; 14] =
        ["st", "nd", "rd", "th", "e ", "er ", "월", "년", "일", "주", "명", "세", "번", "층"];
    tail.starts_with(SIGNS) || ENDS.iter().any(|end| tail.starts_with(end))
}

fn is_numeral(c: char) -> bool {
    "〇零一二三四五六七八九十兩两".contains(c)
}

/// A number of one or two digits, or in Chinese, up to 59; and its bytes.
fn number(text: &str) -> Option<(u16, usize)> {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    if digits > 0 {
        let value = text.get(..digits)?.parse().ok().filter(|_| digits <= 2)?;
        return Some((value, digits));
    }
    let (mut value, mut unit, mut bytes) = (0, None, 0);
    for c in text.chars().take_while(|c| is_numeral(*c)).take(4) {
        bytes += c.len_utf8();
        match c {
            '十' => {
                value += unit.take().unwrap_or(1) * 10;
            }
            '〇' | '零' => {}
            '兩' | '两' => unit = Some(2),
            c => {
                unit = "一二三四五六七八九"
                    .chars()
                    .position(|digit| digit == c)
                    .map(|at| at as u16 + 1)
            }
        }
    }
    (bytes > 0).then(|| (value + unit.unwrap_or(0), bytes)).filter(|(value, _)| *value < 60)
}

impl Reader {
    /// Whether nothing but a word for "to" stands between two times, with words around a time.
    fn is_between(&self, gap: &str) -> bool {
        self.are_around(gap) == Some(true)
    }

    /// Whether all words of a text can stand around a time; and if so, whether one of them says "to".
    fn are_around(&self, text: &str) -> Option<bool> {
        let mut is_to = false;
        for piece in text.split([' ', ',', '.', '、', '،', '，']).filter(|piece| !piece.is_empty())
        {
            // Scripts without spaces: known words are taken off the beginning.
            let mut rest = piece;
            while !rest.is_empty() {
                let is_spaced = rest.starts_with(|c: char| c.is_ascii_alphabetic());
                let fits = |word: &&String| match is_spaced {
                    true => rest == *word,
                    false => rest.starts_with(word.as_str()),
                };
                let longest = |words: &[String]| {
                    words
                        .iter()
                        .filter(fits)
                        .map(|word| word.len())
                        .max()
                        .filter(|length| *length > 0)
                };
                let sign = rest.starts_with(['-', '~']).then_some(1);
                let to = sign.or_else(|| longest(&self.to));
                is_to |= to.is_some();
                let length = to.or_else(|| longest(&self.around))?;
                rest = rest.get(length..).unwrap_or_default();
            }
        }
        Some(is_to)
    }
}

/// A day's name in English, for messages.
pub fn name(day: usize) -> &'static str {
    const NAMES: [&str; 7] =
        ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES.get(day).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests;
