//! Pictures of pages, and pages on paper, for people to look at.

use std::fs;
use std::io::BufReader;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::json;
use thirtyfour::common::print::{PrintMargins, PrintPage, PrintParameters};
use thirtyfour::support::base64_decode;

use super::Visitor;
use crate::chromium::RUNTIME;
use crate::tools;

/// How often a page that was not printed is printed again.
const PRINTS: u64 = 5;

impl Visitor {
    /// A picture of what is on the screen, as `target/screenshots/<name>.png`.
    #[track_caller]
    pub fn screenshot(&self, name: &str) -> PathBuf {
        let shot = self.command("Page.captureScreenshot", json!({ "format": "png" }));
        keep(&format!("{name}.png"), &decoded(&shot["data"]))
    }

    /// A picture of the whole page, as `target/screenshots/<name>.png`.
    #[track_caller]
    pub fn screenshot_of_the_whole_page(&self, name: &str) -> PathBuf {
        self.picture_of_the_whole_page(name, 1)
    }

    /// The same with so many dots for each pixel of CSS.
    #[track_caller]
    fn picture_of_the_whole_page(&self, name: &str, dots: u32) -> PathBuf {
        let metrics = self.command("Page.getLayoutMetrics", json!({}));
        let size = &metrics["cssContentSize"];
        let clip = json!({
            "x": 0, "y": 0, "width": size["width"], "height": size["height"], "scale": dots,
        });
        let shot = self.command(
            "Page.captureScreenshot",
            json!({ "format": "png", "captureBeyondViewport": true, "clip": clip }),
        );
        keep(&format!("{name}.png"), &decoded(&shot["data"]))
    }

    /// What stands in the codes on the whole page, as another program than ours reads them from its
    /// picture.
    #[track_caller]
    pub fn scans(&self, name: &str) -> Vec<String> {
        // As fine as the screen of a phone, and coarser than paper.
        codes_in(&self.picture_of_the_whole_page(name, 3))
    }

    /// The page on A4 paper, as `target/screenshots/<name>.pdf`; says how many pages it takes.
    #[track_caller]
    pub fn prints(&self, name: &str) -> usize {
        self.prints_on(21.0, 29.7, name)
    }

    /// The same on US Letter, which is wider and lower.
    #[track_caller]
    pub fn prints_on_letter(&self, name: &str) -> usize {
        self.prints_on(21.59, 27.94, name)
    }

    /// The same on paper of a size in centimetres.
    #[track_caller]
    fn prints_on(&self, width: f64, height: f64, name: &str) -> usize {
        let on_paper = PrintParameters {
            page: PrintPage { width, height },
            margin: PrintMargins::default(),
            background: false,
            ..PrintParameters::default()
        };
        // Of some hundred pages one after the other Chromium 148 refuses one now and then ("Printing failed"), and
        // prints it when it is asked again.
        let print = || RUNTIME.block_on(self.chromium.driver().print_page(on_paper.clone()));
        let mut printed = print();
        for attempt in 1..=PRINTS {
            if printed.is_ok() {
                break;
            }
            std::thread::sleep(Duration::from_millis(300 * attempt));
            printed = print();
        }
        let pdf = printed.unwrap_or_else(|error| panic!("it cannot be printed: {error}"));
        keep(&format!("{name}.pdf"), &pdf);
        let text = String::from_utf8_lossy(&pdf);
        text.matches("/Type /Page\n").count() + text.matches("/Type /Page ").count()
    }
}

/// What stands in the codes on a picture as pages write it (`data:image/png;base64,…`).
#[track_caller]
pub fn codes_in_data(name: &str, address: &str) -> Vec<String> {
    let (_, data) = address.split_once(',').expect("the address of data has a comma");
    codes_in(&keep(&format!("{name}.png"), &base64_decode(data).expect("a picture is base64")))
}

/// A film of one picture, as a file for a browser's camera: `is_black` says which squares of a code of so many are
/// black. Each square is eight dots wide, with a margin of four squares.
#[track_caller]
pub fn film(name: &str, squares: usize, is_black: impl Fn(usize, usize) -> bool) -> PathBuf {
    const DOTS: usize = 8;
    const MARGIN: usize = 4;
    let side = (squares + 2 * MARGIN) * DOTS;
    let mut film =
        format!("YUV4MPEG2 W{side} H{side} F10:1 Ip A1:1 C420jpeg\nFRAME\n").into_bytes();
    for y in 0..side {
        for x in 0..side {
            let square = (y / DOTS).checked_sub(MARGIN).zip((x / DOTS).checked_sub(MARGIN));
            let is_black =
                square.is_some_and(|(y, x)| y < squares && x < squares && is_black(x, y));
            film.push(if is_black { 0 } else { 255 });
        }
    }
    // No colour.
    film.extend(std::iter::repeat_n(128, side * side / 2));
    keep(&format!("{name}.y4m"), &film)
}

/// What stands in the codes on a picture (PNG, eight bits a channel).
#[track_caller]
fn codes_in(picture: &Path) -> Vec<String> {
    let file = BufReader::new(fs::File::open(picture).expect("the picture was written"));
    let mut reader = png::Decoder::new(file).read_info().expect("a picture is PNG");
    let mut bytes = vec![0; reader.output_buffer_size().expect("a picture fits into memory")];
    let frame = reader.next_frame(&mut bytes).expect("a picture is whole");
    let channels = frame.color_type.samples();
    let (width, height) = (frame.width as usize, frame.height as usize);
    // Codes are black on white: one channel tells them.
    let mut grey = rqrr::PreparedImage::prepare_from_greyscale(width, height, |x, y| {
        bytes[(y * width + x) * channels]
    });
    let codes = grey.detect_grids().into_iter().filter_map(|code| code.decode().ok());
    codes.map(|(_, text)| text).collect()
}

#[track_caller]
fn decoded(data: &serde_json::Value) -> Vec<u8> {
    base64_decode(data.as_str().unwrap_or_default()).expect("a picture is base64")
}

#[track_caller]
fn keep(name: &str, bytes: &[u8]) -> PathBuf {
    let file = tools::workshop().join("screenshots").join(name);
    let folder = file.parent().expect("a file is in a folder");
    fs::create_dir_all(folder).expect("screenshots cannot be written");
    fs::write(&file, bytes).expect("screenshots cannot be written");
    file
}
