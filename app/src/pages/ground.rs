//! The ground of a map: what does not change with what is found. Drawn once for the whole directory
//! into a file that a phone asks for when its owner opens the map, and in pieces into the pages of
//! neighbourhoods.

use catalog::directory::{Directory, LandmarkKind, Place, PlaceKind, Shape};
use catalog::place::{Plane, Point, Position};

use crate::map::{Window, write_at, write_circle};
use crate::markup::Markup;

/// The plane of every map of a directory.
pub fn plane(directory: &Directory) -> Plane {
    Plane::at(directory.config.centre)
}

/// The whole ground as a file, a picture that stands in another's coordinates; `None` where the
/// directory tells no outline and no landmark.
pub fn whole(directory: &Directory) -> Option<String> {
    let ground = draw(directory, &plane(directory), None, None).into_text();
    let begin = "<svg xmlns=\"http://www.w3.org/2000/svg\" overflow=\"visible\">";
    (!ground.is_empty()).then(|| [begin, &ground, "</svg>\n"].concat())
}

/// The part of the ground that reaches into `window`, with the neighbourhood `own` standing out.
pub fn part(directory: &Directory, window: &Window, own: &str) -> Markup {
    draw(directory, &window.plane, Some(window), Some(own))
}

fn draw(
    directory: &Directory,
    plane: &Plane,
    window: Option<&Window>,
    own: Option<&str>,
) -> Markup {
    let mut ground = Markup::new();
    let shows = |at: &Position| window.is_none_or(|window| window.shows(plane.put(*at)));
    let outlined = |place: &&Place| {
        place.kind == PlaceKind::Neighbourhood && reaches_into(&place.outline, plane, window)
    };
    let (this, others): (Vec<&Place>, Vec<&Place>) =
        directory.places.iter().filter(outlined).partition(|place| Some(place.id.as_str()) == own);
    for (places, class) in [(&others, "area"), (&this, "area own")] {
        for place in places {
            path(&mut ground, class, &[&place.outline], "z", plane);
        }
    }
    for landmark in &directory.landmarks {
        let class = class(landmark.kind);
        match &landmark.shape {
            Shape::Area(outlines)
                if outlines.iter().any(|line| reaches_into(line, plane, window)) =>
            {
                let outlines: Vec<&Vec<Position>> = outlines.iter().collect();
                path(&mut ground, class, &outlines, "z", plane);
            }
            Shape::Lines(lines) => {
                let lines: Vec<&Vec<Position>> =
                    lines.iter().filter(|line| reaches_into(line, plane, window)).collect();
                if !lines.is_empty() {
                    path(&mut ground, class, &lines, "", plane);
                }
            }
            Shape::Spot(at) if shows(at) => {
                ground.tag("<circle class=\"stop\" r=\".3em\"");
                write_circle(&mut ground, plane.put(*at));
                ground.tag("/>");
            }
            Shape::Area(_) | Shape::Spot(_) => {}
        }
    }
    for landmark in &directory.landmarks {
        match landmark.shape {
            Shape::Spot(at) if shows(&at) && !landmark.name.is_empty() => {
                ground.tag("<text class=\"stop-name\" dy=\"1.1em\"");
                write_at(&mut ground, plane.put(at));
                ground.tag(">").text(&landmark.name).tag("</text>");
            }
            _ => {}
        }
    }
    // The page's own neighbourhood has its name as the heading; at an edge a name would be cut off.
    let inner = window.map(|window| Window { half: window.half / 20 * 17, ..*window });
    let has_room = |at: &Position| inner.is_none_or(|inner| inner.shows(plane.put(*at)));
    for place in others.iter().filter(|place| has_room(&place.centre)) {
        // A part of a name a line: "Kensington-Cedar Cottage" is wider than its neighbourhood.
        for (part, down) in place.name.split_inclusive([' ', '-']).zip(LINES) {
            ground.tag("<text class=\"name\" dy=\"").tag(down).tag("\"");
            write_at(&mut ground, plane.put(place.centre));
            ground.tag(">").text(part.trim_end()).tag("</text>");
        }
    }
    ground
}

/// How far below its middle each part of a name stands.
const LINES: [&str; 5] = ["0em", "1.05em", "2.1em", "3.15em", "4.2em"];

fn class(kind: LandmarkKind) -> &'static str {
    match kind {
        LandmarkKind::Water => "water",
        LandmarkKind::Park => "park",
        LandmarkKind::Transit => "transit",
    }
}

/// Whether something with these corners may be seen: their box and the picture have a point in
/// common.
fn reaches_into(corners: &[Position], plane: &Plane, window: Option<&Window>) -> bool {
    let points: Vec<Point> = corners.iter().map(|at| plane.put(*at)).collect();
    let span =
        |of: fn(&Point) -> i32| Some((points.iter().map(of).min()?, points.iter().map(of).max()?));
    let (Some(x), Some(y)) = (span(|at| at.x), span(|at| at.y)) else { return false };
    window.is_none_or(|window| {
        let meets = |(least, most): (i32, i32), middle: i32| {
            least <= middle.saturating_add(window.half)
                && most >= middle.saturating_sub(window.half)
        };
        meets(x, window.middle.x) && meets(y, window.middle.y)
    })
}

/// Lines of corners as one path, in steps from corner to corner: a third of the bytes.
fn path(
    ground: &mut Markup,
    class: &'static str,
    lines: &[&Vec<Position>],
    end: &'static str,
    plane: &Plane,
) {
    ground.tag("<path class=\"").tag(class).tag("\" d=\"");
    for line in lines {
        let mut before: Option<Point> = None;
        for at in line.iter().map(|at| plane.put(*at)) {
            match before {
                None => ground.tag("M").signed(at.x).tag(" ").signed(at.y).tag("l"),
                Some(last) if last == at => continue,
                Some(last) => ground.signed(at.x - last.x).tag(" ").signed(at.y - last.y).tag(" "),
            };
            before = Some(at);
        }
        ground.tag(end);
    }
    ground.tag("\"/>");
}
