//! What of a directory does not come back when its data is taken in again, and why: the one list of it. The tests hold
//! the way there and back to it (`indexer/tests/import/round.rs`: a difference that is not here fails, and so does an
//! entry of which no difference is seen), and `docs/exchange.md` is made of it.

/// A form in which the data of a directory can be taken in again.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// HSDS, JSON.
    Hsds,
    /// HSDS, tables.
    Tabular,
    /// Open Referral UK.
    Oruk,
    /// `activities.csv` with its mapping.
    Table,
}

impl Form {
    /// All of them, fullest first.
    pub const ALL: [Self; 4] = [Self::Hsds, Self::Tabular, Self::Oruk, Self::Table];

    /// What people call it.
    fn name(self) -> &'static str {
        match self {
            Self::Hsds => "HSDS 3.1, JSON (`hsds/services-1.json`)",
            Self::Tabular => "HSDS 3.1, tables (`hsds/tabular/`)",
            Self::Oruk => "Open Referral UK 3 (`oruk/`)",
            Self::Table => "`activities.csv` with `activities.mapping.toml`",
        }
    }
}

/// Something that does not come back as it went.
pub struct Loss {
    /// The facts that differ then, by their names in the comparison: `schedule.valid_to`; `cost.*` is all of them.
    pub facts: &'static [&'static str],
    /// What it is, and what becomes of it.
    pub what: &'static str,
    /// Why.
    pub why: &'static str,
}

impl Loss {
    const fn new(facts: &'static [&'static str], what: &'static str, why: &'static str) -> Self {
        Self { facts, what, why }
    }
}

/// What no form brings back.
pub const LOSSES: [Loss; 18] = [
    Loss::new(
        &["translations", "group.translations"],
        "Words in other languages",
        "A field of HSDS is one text in one language.",
    ),
    Loss::new(&["prescriber_notes"], "What prescribers are told", "It never leaves the directory."),
    Loss::new(
        &["path", "group.folder"],
        "Names of files and folders: they are made of the names of groups and activities",
        "Where a page stands is its directory's own business; its id and its address are kept.",
    ),
    Loss::new(
        &["not_topics"],
        "`not_topics`",
        "A term says what something is. One that says what it is not would be read as the opposite elsewhere.",
    ),
    Loss::new(
        &["languages.order"],
        "The order of languages: those that people speak come first, then interpreters and what is on paper",
        "HSDS has a list for the first, and terms for the others.",
    ),
    Loss::new(
        &["markup", "group.markup"],
        "Emphasis, headings, quotes, and where a line of a paragraph ends; words, paragraphs and lists stay, the address of a link \
         stands behind its words",
        "A description of HSDS is plain text.",
    ),
    Loss::new(
        &["group.summary", "group.body"],
        "That a group has a text and no summary: a short first paragraph becomes one",
        "HSDS has one description.",
    ),
    Loss::new(
        &["alert.text", "alert.until"],
        "An alert whose last day has passed",
        "It is true no more, and not given away.",
    ),
    Loss::new(
        &[
            "schedule.start",
            "schedule.minutes",
            "schedule.rule",
            "schedule.text",
            "schedule.kind",
            "body",
        ],
        "Hours of every second or third day: they stand in the text",
        "HSDS knows weeks and months.",
    ),
    Loss::new(
        &["schedule.rule"],
        "All seven days of each week, written out: they come back as \"daily\"",
        "HSDS has no other word for daily.",
    ),
    Loss::new(&["schedule.at"], "That a row is at the only place", "It can be nowhere else."),
    Loss::new(
        &["schedule.at", "schedule.start", "schedule.rule", "schedule.text"],
        "The order of rows at several places: they come place by place",
        "HSDS keeps the rows of a place with the place.",
    ),
    Loss::new(
        &["schedule.valid_to"],
        "Until when single days, or a row whose last sessions fall out, are known: until the last day that is told",
        "A day of HSDS is known for itself, and an entry ends where its sessions do.",
    ),
    Loss::new(
        &["locations.address.city", "locations.address.postal"],
        "An address without a street",
        "HSDS wants one, and has no way to say that it is not known.",
    ),
    Loss::new(
        &["locations.address.country"],
        "That an address leaves out its country: it is that of the directory",
        "HSDS wants it, and the place lies in the directory's area.",
    ),
    Loss::new(
        &["locations.name"],
        "That one of several places has no name: its street is its name",
        "The rows of a timetable name their places.",
    ),
    Loss::new(
        &["name"],
        "A name in capitals: it is written as names are. Stars, marks of other programs and invisible signs are taken away",
        "Texts are mended whoever sends them.",
    ),
    Loss::new(
        &["contact.role", "contact.languages", "first_visit.what_happens", "body"],
        "A contact that names no way to reach anybody; what happens the first time, where nobody has said how one joins: it stands \
         in the text",
        "Both say half of something, and other directories say it for another half.",
    ),
];

/// What the table does not bring back beside: it is one row an activity, for people with a spreadsheet.
pub const LOSSES_OF_TABLE: [Loss; 9] = [
    Loss::new(
        &["organization", "group.*"],
        "Of a group, everything but its name",
        "A row is an activity.",
    ),
    Loss::new(
        &[
            "body",
            "markup",
            "topics",
            "intent",
            "volunteer.*",
            "first_visit.*",
            "alert.*",
            "capacity.*",
        ],
        "The text, topics, volunteering, the first visit, alerts and whether there is room",
        "They have no column.",
    ),
    Loss::new(
        &["cost.*"],
        "Prices: they come back as words; those that are nothing but a figure or the name of a kind of cost come back whole",
        "A cell has all prices of an activity.",
    ),
    Loss::new(
        &["eligibility.residency", "eligibility.text"],
        "Where one must live: it stands in the words about who can come",
        "A cell has all of it.",
    ),
    Loss::new(
        &["languages.*"],
        "Notes on languages, and languages on paper",
        "A cell has their names.",
    ),
    Loss::new(
        &["locations.*"],
        "All places but the first; of that one, lines of the address apart, facts that hold at times, notes, the way there and who is \
         reached there",
        "A row has one place.",
    ),
    Loss::new(
        &["schedule.*"],
        "Timetables: their words stand in the text, unless each of them is a day or a time",
        "A cell has words, and no rule.",
    ),
    Loss::new(
        &["contact.*"],
        "Contacts but the first number, the first address of mail and the first of the web; who answers, extensions' own field, \
         languages and text messages",
        "A cell has one of each.",
    ),
    Loss::new(
        &["assurance.how", "assurance.level"],
        "How somebody checked, and how far; the day and the name come back",
        "They have no column.",
    ),
];

/// What does not come back by a form.
pub fn of(form: Form) -> impl Iterator<Item = &'static Loss> {
    let own = if form == Form::Table { &LOSSES_OF_TABLE[..] } else { &[] };
    LOSSES.iter().chain(own)
}

/// Whether the list knows of a fact, by a form.
pub fn is_listed(form: Form, fact: &str) -> bool {
    of(form).flat_map(|loss| loss.facts).any(|listed| holds(listed, fact))
}

/// Whether a name of the list stands for a fact.
pub fn holds(listed: &str, fact: &str) -> bool {
    match listed.strip_suffix('*') {
        Some(start) => fact.starts_with(start),
        None => fact == listed,
    }
}

/// The list for people, as Markdown.
pub fn guide() -> String {
    let mut text = String::from(
        "# There and back\n\n\
         <!-- Made of indexer/src/exchange/held.rs: SIGNPOST_BLESS=1 cargo test -p indexer --test import guide -->\n\n\
         What a directory gives away under `/data/` can be taken in by another one, or by itself, with `signpost import`. Facts come \
         back as they went: ids, needs, topics, audiences, who can come, prices, languages, places with what is known of getting \
         in, timetables with their days off, contacts, the first visit, volunteering, whether there is room. Ours are known by what their \
         terms declare, a taxonomy named `signpost:` and the directory's id, whoever sends them on; everything else is read as \
         anybody's package is.\n\n\
         A check is a person's. Who takes the data in has not made it, so that pages say `level: listed` and no day, unless `--keep-checks` \
         believes whoever did: then the day, the name, how and how far come together, because one person said them. A page that calls \
         for discretion keeps its place confidential or not, as its own directory has said. Activities that nobody has checked for so long \
         that the search hides them are not given away, nor, unless the directory says so, those that call for discretion (by the table: never).\n\n",
    );
    let forms: Vec<&str> = Form::ALL.iter().map(|form| form.name()).collect();
    text.push_str(&format!("## By every form\n\n{}.\n\n", forms.join("; ")));
    table(&mut text, &LOSSES);
    text.push_str(&format!("\n## By the table, beside\n\n{}.\n\n", Form::Table.name()));
    table(&mut text, &LOSSES_OF_TABLE);
    text
}

fn table(text: &mut String, losses: &[Loss]) {
    text.push_str("| what does not come back as it went | why |\n|---|---|\n");
    for Loss { facts: _, what, why } in losses {
        text.push_str(&format!("| {what} | {why} |\n"));
    }
}
