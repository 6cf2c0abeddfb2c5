//! The codes of what is found while reading. Those of what is found afterwards stand beside their
//! checks, in [`crate::validate::CHECKS`].

use super::{Code, Severity};

/// Every code of this file.
pub const READER_CODES: &[&Code] = &[
    &FILE_TOO_LARGE,
    &NOT_UTF8,
    &UNREADABLE_FILE,
    &OUTSIDE_LINK,
    &UNKNOWN_FILE,
    &MISSING_FILE,
    &BAD_FILE_NAME,
    &UNKNOWN_LOCALE,
    &TRANSLATION_WITHOUT_PAGE,
    &NO_FRONT_MATTER,
    &FRONT_MATTER_TOO_LARGE,
    &YAML_SYNTAX,
    &YAML_FEATURE,
    &TEXT_CUT,
    &ODD_CHARACTERS,
    &TOML_SYNTAX,
    &TOO_DEEP,
    &DUPLICATE_KEY,
    &BAD_PLACES,
    &STILL_A_TEMPLATE,
    &MISSING_FIELD,
    &UNKNOWN_KEY,
    &WRONG_SHAPE,
    &UNKNOWN_WORD,
    &NOT_YES_OR_NO,
    &BAD_NUMBER,
    &BAD_DATE,
    &BAD_TIME,
    &BAD_RRULE,
    &BAD_EMAIL,
    &BAD_AMOUNT,
    &TRANSLATION_HAS_FACTS,
];

/// Codes of what `signpost apply` says of change notes.
pub const NOTE_CODES: &[&Code] = &[
    &NOTE_NOT_READ,
    &NOTE_WITHOUT_PAGE,
    &NOTE_CONFLICT,
    &NOTE_ASKS_A_PERSON,
    &NOTE_CANNOT_PUT,
    &NOTE_NOBODY_SAID,
];

/// `note-not-read`
pub const NOTE_NOT_READ: Code = Code {
    id: "note-not-read",
    severity: Severity::Error,
    about: "A change note cannot be read, or is not as it was sent.",
};

/// `note-without-page`
pub const NOTE_WITHOUT_PAGE: Code = Code {
    id: "note-without-page",
    severity: Severity::Error,
    about: "A change note is about a page or a group that this directory does not have.",
};

/// `note-conflict`
pub const NOTE_CONFLICT: Code = Code {
    id: "note-conflict",
    severity: Severity::Warning,
    about: "The page has changed at this place since the note was made; both are shown, and the page stays.",
};

/// `note-asks-a-person`
pub const NOTE_ASKS_A_PERSON: Code = Code {
    id: "note-asks-a-person",
    severity: Severity::Warning,
    about: "A change note would change what protects somebody; a person decides and changes the page by hand.",
};

/// `note-cannot-put`
pub const NOTE_CANNOT_PUT: Code = Code {
    id: "note-cannot-put",
    severity: Severity::Error,
    about: "A change cannot be put into the page as it is written; change the page by hand.",
};

/// `note-nobody-said`
pub const NOTE_NOBODY_SAID: Code = Code {
    id: "note-nobody-said",
    severity: Severity::Warning,
    about: "Nobody of the group says so, so that the page's check stays as it is; say who and how with --by and --how.",
};

/// `file-too-large`
pub const FILE_TOO_LARGE: Code = Code {
    id: "file-too-large",
    severity: Severity::Error,
    about: "A page is over 32 KB (a word list over 256 KB, a places file over 4 MB): shorten it or split it.",
};

/// `not-utf8`
pub const NOT_UTF8: Code = Code {
    id: "not-utf8",
    severity: Severity::Error,
    about: "The file is not saved as UTF-8 text; save it again with the encoding \"UTF-8\".",
};

/// `unreadable-file`
pub const UNREADABLE_FILE: Code = Code {
    id: "unreadable-file",
    severity: Severity::Error,
    about: "The computer could not open the file.",
};

/// `outside-link`
pub const OUTSIDE_LINK: Code = Code {
    id: "outside-link",
    severity: Severity::Warning,
    about: "A file or folder is only a link to another place on the computer; it is left out.",
};

/// `unknown-file`
pub const UNKNOWN_FILE: Code = Code {
    id: "unknown-file",
    severity: Severity::Warning,
    about: "A file that Signpost does not read, because of its name or folder.",
};

/// `missing-file`
pub const MISSING_FILE: Code = Code {
    id: "missing-file",
    severity: Severity::Error,
    about: "A file that every directory (or group) needs is not there.",
};

/// `bad-file-name`
pub const BAD_FILE_NAME: Code = Code {
    id: "bad-file-name",
    severity: Severity::Error,
    about: "File and folder names are small letters a to z, digits and hyphens.",
};

/// `unknown-locale`
pub const UNKNOWN_LOCALE: Code = Code {
    id: "unknown-locale",
    severity: Severity::Warning,
    about: "A translation names a language that `locales` in directory.toml does not list; it is left out.",
};

/// `translation-without-page`
pub const TRANSLATION_WITHOUT_PAGE: Code = Code {
    id: "translation-without-page",
    severity: Severity::Error,
    about: "A translated file has no page of the same name in the default language.",
};

/// `no-front-matter`
pub const NO_FRONT_MATTER: Code = Code {
    id: "no-front-matter",
    severity: Severity::Error,
    about: "A page does not start with a block of facts between two lines of ---.",
};

/// `front-matter-too-large`
pub const FRONT_MATTER_TOO_LARGE: Code = Code {
    id: "front-matter-too-large",
    severity: Severity::Error,
    about: "The facts between the two --- lines are over 8 KB.",
};

/// `yaml-syntax`
pub const YAML_SYNTAX: Code = Code {
    id: "yaml-syntax",
    severity: Severity::Error,
    about: "The facts between the --- lines cannot be read, often a missing quote, colon or space.",
};

/// `yaml-feature`
pub const YAML_FEATURE: Code = Code {
    id: "yaml-feature",
    severity: Severity::Error,
    about: "Anchors (&), aliases (*) and tags (!) are not used here; put such a text in quotes.",
};

/// `text-cut`
pub const TEXT_CUT: Code = Code {
    id: "text-cut",
    severity: Severity::Error,
    about: "A text without quotes would be cut off: at a # after a space, or at a comma within braces.",
};

/// `odd-characters`
pub const ODD_CHARACTERS: Code = Code {
    id: "odd-characters",
    severity: Severity::Warning,
    about: "Curly quotes, spaces or colons of another kind, or a space too few; read as they were meant.",
};

/// `toml-syntax`
pub const TOML_SYNTAX: Code = Code {
    id: "toml-syntax",
    severity: Severity::Error,
    about: "A .toml file cannot be read, often a missing quote or bracket.",
};

/// `too-deep`
pub const TOO_DEEP: Code = Code {
    id: "too-deep",
    severity: Severity::Error,
    about: "Facts are nested more than 16 levels deep.",
};

/// `duplicate-key`
pub const DUPLICATE_KEY: Code = Code {
    id: "duplicate-key",
    severity: Severity::Error,
    about: "The same key is written twice in one place; which one counts?",
};

/// `bad-places`
pub const BAD_PLACES: Code = Code {
    id: "bad-places",
    severity: Severity::Error,
    about: "A line of postcodes.csv or a shape of neighbourhoods.geojson, water.geojson, parks.geojson or transit.geojson cannot be read.",
};

/// `still-a-template`
pub const STILL_A_TEMPLATE: Code = Code {
    id: "still-a-template",
    severity: Severity::Error,
    about: "What `signpost new` wrote still stands where your own words belong.",
};

/// `missing-field`
pub const MISSING_FIELD: Code = Code {
    id: "missing-field",
    severity: Severity::Error,
    about: "A fact that every page of this sort needs is not there, or empty.",
};

/// `unknown-key`
pub const UNKNOWN_KEY: Code = Code {
    id: "unknown-key",
    severity: Severity::Error,
    about: "A key that Signpost does not know, often a spelling mistake.",
};

/// `wrong-shape`
pub const WRONG_SHAPE: Code = Code {
    id: "wrong-shape",
    severity: Severity::Error,
    about: "A list stands where one text belongs, or the other way round.",
};

/// `unknown-word`
pub const UNKNOWN_WORD: Code = Code {
    id: "unknown-word",
    severity: Severity::Error,
    about: "A word that is not one of the few allowed for this key.",
};

/// `not-yes-or-no`
pub const NOT_YES_OR_NO: Code = Code {
    id: "not-yes-or-no",
    severity: Severity::Error,
    about: "Only yes, no, or \"not known\" can stand here.",
};

/// `bad-number`
pub const BAD_NUMBER: Code = Code {
    id: "bad-number",
    severity: Severity::Error,
    about: "Not a number, or not one that can be true here.",
};

/// `bad-date`
pub const BAD_DATE: Code = Code {
    id: "bad-date",
    severity: Severity::Error,
    about: "Not a day of the calendar written like 2026-05-03.",
};

/// `bad-time`
pub const BAD_TIME: Code = Code {
    id: "bad-time",
    severity: Severity::Error,
    about: "Not a day and time written like 2026-01-06T10:00.",
};

/// `bad-rrule`
pub const BAD_RRULE: Code = Code {
    id: "bad-rrule",
    severity: Severity::Error,
    about: "The repeating rule (rrule) is not one that Signpost understands.",
};

/// `bad-email`
pub const BAD_EMAIL: Code =
    Code { id: "bad-email", severity: Severity::Error, about: "Not an email address." };

/// `bad-amount`
pub const BAD_AMOUNT: Code = Code {
    id: "bad-amount",
    severity: Severity::Error,
    about: "Not a price: digits, and at most two after the point.",
};

/// `translation-has-facts`
pub const TRANSLATION_HAS_FACTS: Code = Code {
    id: "translation-has-facts",
    severity: Severity::Error,
    about: "A translation holds facts; facts stand in the default file only.",
};
