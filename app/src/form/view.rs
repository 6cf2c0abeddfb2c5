//! The form as markup. A screen is drawn once, when somebody comes to it; what changes on it while they
//! type stands in slots ([`slots`]), so that no field is drawn anew under somebody's fingers.

mod change;
mod draw;
mod parts;
mod screens;
mod sends;

use super::answers::Answers;
use super::file::FormFile;
use super::screen::Screen;
use super::state::{FormModel, Storage};
use super::{remark, times};
use crate::locale::{Key, Messages};
use crate::markup::Markup;

use draw::{Draw, button};

pub use draw::id_of;
pub use parts::{map_window, slots};
pub use sends::{message, name};

/// What the form is drawn with.
pub struct FormProps {
    /// The page's words.
    pub messages: Messages,
    /// What is known of the town.
    pub file: FormFile,
    /// Whether the town has a map to mark a place on.
    pub has_map: bool,
    /// Whether the phone can hand a file to another program.
    pub can_share: bool,
}

/// A part of a screen that changes while somebody types.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Slot {
    /// The id of its element.
    pub id: String,
    /// By what it is told that it must be drawn anew; `None`: by its markup. What is typed into it is no
    /// reason.
    pub shape: Option<String>,
    /// What stands in it.
    pub markup: String,
}

/// The texts that the program shows; the page carries them along.
pub fn keys() -> Vec<Key> {
    let mut keys = OWN.to_vec();
    keys.extend_from_slice(times::WORDS);
    keys.extend(remark::keys());
    keys.extend(Screen::ALL.iter().map(|(_, key)| *key));
    keys.extend(times::Often::ALL.iter().map(|(.., key)| *key));
    keys.extend_from_slice(crate::handed::view::WORDS);
    let mut once: Vec<Key> = Vec::new();
    for key in keys {
        if !once.contains(&key) {
            once.push(key);
        }
    }
    once
}

const OWN: &[Key] = &[
    Key::FormDecimal,
    Key::FormSeparator,
    Key::FormMoney,
    Key::FormMoneyCode,
    Key::FinderMap,
    Key::FinderMapNorth,
    Key::FinderMapSouth,
    Key::FinderMapWest,
    Key::FinderMapEast,
    Key::FinderMapCloser,
    Key::FinderMapWider,
    Key::FinderRemove,
    Key::CardPlace,
    Key::CardInterpreter,
    Key::CardYes,
    Key::CardNo,
    Key::CardUnknown,
    Key::CardNotKnown,
    Key::CardAccessUnknown,
    Key::FreshSelf,
    Key::PlanWhom,
    Key::AddBack,
    Key::AddNext,
    Key::AddStep,
    Key::AddLast,
    Key::AddStays,
    Key::AddKeep,
    Key::AddKeepText,
    Key::AddKept,
    Key::AddNotKept,
    Key::AddRestored,
    Key::AddWipe,
    Key::AddWiped,
    Key::AddChoose,
    Key::AddGroupNew,
    Key::AddGroupName,
    Key::AddGroupLine,
    Key::AddName,
    Key::AddNameHint,
    Key::AddSummary,
    Key::AddSummaryHint,
    Key::AddAbout,
    Key::AddAboutHint,
    Key::AddLanguage,
    Key::AddNeedsHint,
    Key::AddAudience,
    Key::AddAudienceHint,
    Key::AddAgeFrom,
    Key::AddAgeTo,
    Key::AddAgeHint,
    Key::AddDays,
    Key::AddFrom,
    Key::AddTo,
    Key::AddOften,
    Key::AddFirst,
    Key::AddNth,
    Key::AddDate,
    Key::AddOff,
    Key::AddOffHolidays,
    Key::AddOffMonths,
    Key::AddOffDays,
    Key::AddOffDay,
    Key::AddOffDayAdd,
    Key::AddReads,
    Key::AddReadsNext,
    Key::AddReadsNone,
    Key::AddAnother,
    Key::AddRemoveTime,
    Key::AddNoTimes,
    Key::AddHow,
    Key::AddPlace,
    Key::AddPlaceKnown,
    Key::AddPlacePrivate,
    Key::AddPlaceNone,
    Key::AddPlacePrivateText,
    Key::AddPlaceName,
    Key::AddStreet,
    Key::AddTown,
    Key::AddPostal,
    Key::AddTransport,
    Key::AddTransportHint,
    Key::AddArea,
    Key::AddAreaHint,
    Key::AddSpot,
    Key::AddSpotText,
    Key::AddSpotSet,
    Key::AddSpotClear,
    Key::AddSpotMiddle,
    Key::AddAccessText,
    Key::AddYes,
    Key::AddNo,
    Key::AddDontKnow,
    Key::AddNote,
    Key::AddMoreAccess,
    Key::AddNoneKnown,
    Key::AddLanguages,
    Key::AddInterpreter,
    Key::AddCost,
    Key::AddAmount,
    Key::AddJoining,
    Key::AddPhone,
    Key::AddExtension,
    Key::AddSms,
    Key::AddRole,
    Key::AddEmail,
    Key::AddWebsite,
    Key::AddFirstTime,
    Key::AddFirstTimeHint,
    Key::AddAskFor,
    Key::AddMeet,
    Key::AddCompany,
    Key::AddBring,
    Key::AddMore,
    Key::AddMend,
    Key::AddConsider,
    Key::AddFine,
    Key::AddSee,
    Key::AddCard,
    Key::AddPage,
    Key::AddPaper,
    Key::AddPreview,
    Key::AddSend,
    Key::AddSendText,
    Key::AddSendWait,
    Key::AddSendEmail,
    Key::AddSendEml,
    Key::AddSendSms,
    Key::AddSendCopy,
    Key::AddSendFile,
    Key::AddSendGroupFile,
    Key::AddSendShare,
    Key::AddSendSite,
    Key::AddSigns,
    Key::AddShort,
    Key::AddLong,
    Key::AddStay,
    Key::AddArrived,
    Key::AddDone,
    Key::AddCopied,
    Key::AddNotCopied,
    Key::AddSubject,
    Key::AddAsk,
    Key::AddTitle,
    Key::AddRight,
    Key::AddRightText,
    Key::AddRoom,
    Key::AddChanged,
    Key::AddEnded,
    Key::AddElse,
    Key::AddNoteTitle,
    Key::AddNoteText,
    Key::AddNothing,
    Key::AddNoFacts,
    Key::AddSaidBy,
    Key::AddSaidByHint,
    Key::AddSubjectChange,
    Key::AddSendNoteFile,
    Key::FreshPlain,
    Key::HandoutWhen,
    Key::HandoutWhere,
    Key::HandoutCost,
    Key::ServiceRoom,
    Key::ServiceRoomOpen,
    Key::ServiceRoomWaitlist,
    Key::ServiceRoomFull,
    Key::ServiceRoomUnknown,
];

/// The island before the program is there: where the screens will stand.
pub fn island() -> String {
    let mut island = Markup::new();
    island.tag("<p class=\"status\" id=\"status\" role=\"status\"></p>");
    island.tag("<div id=\"form-screen\" class=\"stack\"></div>");
    island.into_text()
}

/// The screen that somebody is on.
pub fn screen(model: &FormModel, props: &FormProps) -> String {
    let mut draw = Draw::new(model, props);
    if model.is_asking {
        change::ask(&mut draw);
        return draw.into_text();
    }
    draw.progress(model.screen);
    let is_note = model.change.is_some() && model.screen == Screen::Look;
    draw.tag("<h2 class=\"calm\" id=\"question\" tabindex=\"-1\">");
    draw.words(if is_note { Key::AddNoteTitle } else { model.screen.key() });
    draw.tag("</h2>");
    match model.screen {
        Screen::Group => screens::group(&mut draw),
        Screen::What => screens::what(&mut draw),
        Screen::Fits => screens::fits(&mut draw),
        Screen::When => screens::when(&mut draw),
        Screen::Where => screens::place(&mut draw),
        Screen::Access => screens::access(&mut draw),
        Screen::Start => screens::start(&mut draw),
        Screen::Reach => screens::reach(&mut draw),
        Screen::Look => sends::look(&mut draw),
    }
    if model.screen != Screen::Look {
        draw.tag("<button type=\"button\" class=\"full tall\"").action("next");
        draw.tag(">").words(Key::AddNext).icon("arrow-right").tag("</button>");
        if model.screen == Screen::Access && model.change.is_none() {
            draw.button("none-known", Key::AddNoneKnown, "quiet full");
        }
        draw.tag("<details class=\"fold\"><summary>").words(Key::AddPreview);
        draw.tag("</summary><ul class=\"cards\" id=\"form-card\"></ul></details>");
    }
    match model.change {
        // A change is a few presses: there is nothing to go on with later.
        Some(_) => draw.tag("<p class=\"small soft\">").words(Key::AddStays).tag("</p>"),
        None => keeping(&mut draw),
    };
    draw.into_text()
}

/// That nothing leaves the phone, and the tick that keeps it there.
fn keeping<'d, 'a>(draw: &'d mut Draw<'a>) -> &'d mut Draw<'a> {
    draw.tag("<div class=\"part stack-small\"><p class=\"small soft\">").words(Key::AddStays);
    draw.tag("</p><label class=\"option\"><input type=\"checkbox\" id=\"keep\"");
    if draw.model.storage == Storage::Kept {
        draw.tag(" checked");
    }
    draw.tag("><span>").words(Key::AddKeep).tag("</span></label><p class=\"small soft\">");
    draw.words(Key::AddKeepText).tag("</p>");
    draw.slot("form-wipe");
    draw.tag("</div>")
}

/// The button that throws everything away, once there is something.
pub(super) fn wipe(model: &FormModel, props: &FormProps) -> String {
    let mut markup = Markup::new();
    if model.is_touched() {
        button(&mut markup, "wipe", props.messages.text(Key::AddWipe), "quiet");
    }
    markup.into_text()
}

/// Whether a value of a field is chosen; the first of the choices where nothing is, and one must be.
pub(super) fn is_chosen(answers: &Answers, field: &str, value: &str, usual: &str) -> bool {
    match answers.text(field) {
        "" => value == usual,
        chosen => chosen == value,
    }
}
