//! Bars, drawn into a picture in memory.
//!
//! The font comes along, so that no system needs to have one; nothing is read and nothing is written.

use image::ExtendedColorType;
use image::ImageEncoder;
use image::codecs::png::PngEncoder;
use plotters::coord::Shift;
use plotters::drawing::DrawingArea;
use plotters::drawing::IntoDrawingArea;
use plotters::element::Rectangle;
use plotters::element::Text;
use plotters::style::Color;
use plotters::style::FontStyle;
use plotters::style::IntoFont;
use plotters::style::RGBColor;
use plotters::style::register_font;

use plotters::backend::BitMapBackend;

/// The font's name among those that are known.
const FONT: &str = "netral";

/// The Latin part of DejaVu Sans; its licence lies beside it.
static LETTERS: &[u8] = include_bytes!("chart/dejavu-sans-latin.ttf");

/// Width of a picture in pixels: a phone shows it whole.
const WIDTH: u32 = 1000;

const MARGIN: i32 = 40;
const HEADING: i32 = 38;
const TEXT: i32 = 26;
const BAR: i32 = 26;

/// What a row takes: its label and its bar.
const ROW: i32 = 78;

/// Room for the number behind a bar.
const NUMBER: i32 = 110;

const INK: RGBColor = RGBColor(27, 38, 49);
const FAINT: RGBColor = RGBColor(94, 104, 116);
// The muted teal of the page: no party's colour.
const FILL: RGBColor = RGBColor(46, 94, 104);
const TRACK: RGBColor = RGBColor(228, 233, 238);
const PAPER: RGBColor = RGBColor(255, 255, 255);

/// What a picture shows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Picture {
    /// What stands over everything.
    pub title: String,
    /// The parts, from top to bottom.
    pub parts: Vec<Part>,
    /// What stands under everything.
    pub footer: String,
}

/// Some bars with a heading; bars of one part are drawn to one scale.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Part {
    /// Its heading.
    pub heading: String,
    /// Its bars.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bar {
    /// What it stands for.
    pub label: String,
    /// How long it is.
    pub value: u64,
    /// What is written behind it.
    pub told: String,
}

/// Draws a picture, as PNG; `None` if it can't be drawn.
#[must_use]
pub fn png(picture: &Picture) -> Option<Vec<u8>> {
    let height = u32::try_from(height(picture)).ok()?;
    let bytes = usize::try_from(WIDTH.checked_mul(height)?.checked_mul(3)?).ok()?;
    let mut pixels = vec![0; bytes];
    draw(picture, &mut pixels, height)?;
    let mut png = Vec::new();
    PngEncoder::new(&mut png).write_image(&pixels, WIDTH, height, ExtendedColorType::Rgb8).ok()?;
    Some(png)
}

fn height(picture: &Picture) -> i32 {
    let part = |part: &Part| {
        let bars = i32::try_from(part.bars.len()).unwrap_or(i32::MAX);
        bars.saturating_mul(ROW).saturating_add(HEADING).saturating_add(MARGIN)
    };
    let parts = picture.parts.iter().map(part).fold(0_i32, i32::saturating_add);
    parts.saturating_add(HEADING).saturating_add(MARGIN.saturating_mul(3)).saturating_add(TEXT)
}

fn draw(picture: &Picture, pixels: &mut [u8], height: u32) -> Option<()> {
    // Registering it again changes nothing.
    register_font(FONT, FontStyle::Normal, LETTERS).ok()?;
    let area = BitMapBackend::with_buffer(pixels, (WIDTH, height)).into_drawing_area();
    area.fill(&PAPER).ok()?;
    let mut pen = Pen { area: &area, down: MARGIN };
    pen.write(&picture.title, HEADING, INK)?;
    for part in &picture.parts {
        pen.down = pen.down.saturating_add(MARGIN);
        pen.write(&part.heading, TEXT, FAINT)?;
        pen.down = pen.down.saturating_add(HEADING.saturating_sub(TEXT));
        let longest = part.bars.iter().map(|bar| bar.value).max().unwrap_or(0).max(1);
        for bar in &part.bars {
            pen.bar(bar, longest)?;
        }
    }
    pen.down = pen.down.saturating_add(MARGIN);
    pen.write(&picture.footer, TEXT.saturating_sub(4), FAINT)?;
    area.present().ok()
}

/// Draws from top to bottom.
struct Pen<'a, 'p> {
    area: &'a DrawingArea<BitMapBackend<'p>, Shift>,
    down: i32,
}

impl Pen<'_, '_> {
    fn write(&mut self, text: &str, size: i32, color: RGBColor) -> Option<()> {
        self.put(&fitting(text, size, self.room()), MARGIN, self.down, size, color)?;
        self.down = self.down.saturating_add(size);
        Some(())
    }

    fn bar(&mut self, bar: &Bar, longest: u64) -> Option<()> {
        self.put(&fitting(&bar.label, TEXT, self.room()), MARGIN, self.down, TEXT, INK)?;
        let top = self.down.saturating_add(TEXT).saturating_add(8);
        let room = self.room().saturating_sub(NUMBER);
        let share = u64::try_from(room).ok()?.saturating_mul(bar.value) / longest;
        let end = MARGIN.saturating_add(i32::try_from(share).ok()?);
        self.fill(MARGIN, top, MARGIN.saturating_add(room), TRACK)?;
        self.fill(MARGIN, top, end, FILL)?;
        let behind = MARGIN.saturating_add(room).saturating_add(16);
        self.put(&bar.told, behind, top, TEXT, INK)?;
        self.down = self.down.saturating_add(ROW);
        Some(())
    }

    fn fill(&self, from: i32, top: i32, to: i32, color: RGBColor) -> Option<()> {
        let corners = [(from, top), (to, top.saturating_add(BAR))];
        self.area.draw(&Rectangle::new(corners, color.filled())).ok()
    }

    fn put(&self, text: &str, left: i32, top: i32, size: i32, color: RGBColor) -> Option<()> {
        let style = (FONT, size).into_font().color(&color);
        self.area.draw(&Text::new(text.to_owned(), (left, top), style)).ok()
    }

    fn room(&self) -> i32 {
        i32::try_from(WIDTH).unwrap_or(i32::MAX).saturating_sub(MARGIN.saturating_mul(2))
    }
}

/// Cuts a text to a width.
fn fitting(text: &str, size: i32, room: i32) -> String {
    let wide = |text: &str| {
        (FONT, size).into_font().box_size(text).is_ok_and(|(width, _)| i64::from(width) > i64::from(room))
    };
    let mut cut: String = text.chars().filter(|letter| !letter.is_control()).collect();
    if !wide(&cut) {
        return cut;
    }
    while !cut.is_empty() && wide(&format!("{cut}…")) {
        cut.pop();
    }
    format!("{}…", cut.trim_end())
}

#[cfg(test)]
mod tests {
    use image::GenericImageView;

    use super::Bar;
    use super::Part;
    use super::Picture;
    use super::png;

    fn picture(values: &[u64]) -> Picture {
        let bar = |value: &u64| {
            Bar {
            label: "Bolehkah ASN menyukai, mengomentari, atau membagikan unggahan calon di media sosial pribadinya?".to_owned(),
            value: *value,
            told: value.to_string(),
        }
        };
        let part = Part { heading: "Jawaban".to_owned(), bars: values.iter().map(bar).collect() };
        Picture { title: "Minggu".to_owned(), parts: vec![part], footer: "Dibulatkan".to_owned() }
    }

    fn decoded(picture: &Picture) -> image::DynamicImage {
        image::load_from_memory(&png(picture).unwrap()).unwrap()
    }

    /// How many pixels have the colour of a bar.
    fn filled(picture: &Picture) -> usize {
        decoded(picture).pixels().filter(|(_, _, color)| color.0 == [46, 94, 104, 255]).count()
    }

    fn dark(picture: &Picture) -> usize {
        decoded(picture).pixels().filter(|(_, _, color)| color.0[0] < 120 && color.0[2] < 130).count()
    }

    #[test]
    fn a_picture_is_a_png_whose_bars_are_as_long_as_their_values() {
        let (both, one) = (filled(&picture(&[100, 50])), filled(&picture(&[100])));
        assert!(one > 10_000, "{one}");
        let half = both - one;
        assert!(half.abs_diff(one / 2) < 200, "{half} of {one}");
        assert_eq!(filled(&picture(&[])), 0, "without bars nothing is filled");
    }

    #[test]
    fn its_texts_are_drawn_without_any_system_font() {
        let mute = Picture { title: String::new(), parts: Vec::new(), footer: String::new() };
        assert_eq!(dark(&mute), 0, "an empty picture is blank");
        let titled = Picture { title: "Minggu".to_owned(), ..mute };
        assert!(dark(&titled) > 200, "{}", dark(&titled));
    }

    #[test]
    fn long_labels_and_odd_letters_are_drawn_within_the_picture() {
        let mut odd = picture(&[u64::MAX, 0]);
        odd.title = "日本語 \u{1f600} \u{0} ".repeat(40);
        assert_eq!(decoded(&odd).width(), 1000);
    }
}
