//! Letters of the built-in fonts: their codes and how wide they are.

/// What stands for a letter that the encoding hasn't.
const MISSING: u8 = b'?';

/// Widths of Helvetica from space to `~`, in thousandths of its size (Adobe's font metrics for the 14 standard
/// fonts).
const WIDTHS: [u16; 95] = [
    278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278,
    500, 667, 556, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469,
    556, 333, 556, 556, 500, 556, 556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500,
    278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];

/// Width of the letters beyond those: the widest common one, so that no line runs out of the page.
const OTHER: u16 = 1000;

/// The same of Helvetica-Bold.
const BOLD_WIDTHS: [u16; 95] = [
    278, 333, 474, 556, 556, 889, 722, 238, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556,
    556, 556, 556, 556, 556, 333, 333, 584, 584, 584, 611, 975, 722, 722, 722, 722, 667, 611, 778, 722, 278,
    556, 722, 611, 833, 722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 333, 278, 333, 584,
    556, 333, 556, 611, 556, 611, 556, 333, 611, 611, 278, 278, 556, 278, 889, 611, 611, 611, 611, 389, 556,
    333, 611, 556, 778, 556, 556, 500, 389, 280, 389, 584,
];

/// Returns a text in the encoding of the built-in fonts.
pub(super) fn encoded(text: &str) -> Vec<u8> {
    text.chars().map(code).collect()
}

fn code(letter: char) -> u8 {
    match letter {
        ' '..='~' => u8::try_from(letter).unwrap_or(MISSING),
        '\u{a1}'..='\u{ff}' => u8::try_from(u32::from(letter)).unwrap_or(MISSING),
        '€' => 0x80,
        '…' => 0x85,
        '‘' => 0x91,
        '’' => 0x92,
        '“' => 0x93,
        '”' => 0x94,
        '•' => 0x95,
        '–' => 0x96,
        '—' => 0x97,
        letter if letter.is_whitespace() => b' ',
        _ => MISSING,
    }
}

/// Returns how wide a text is in points, at a font size in points; never less than it is.
pub(super) fn width(text: &str, size: f32, is_bold: bool) -> f32 {
    let widths = if is_bold { &BOLD_WIDTHS } else { &WIDTHS };
    let units: u32 = text.chars().map(|letter| u32::from(width_of(letter, widths))).sum();
    // A page's line has some thousands of units: all of them are exact in f32.
    #[allow(clippy::cast_precision_loss, reason = "far below 2^24")]
    let units = units as f32;
    units * size / 1000.0
}

fn width_of(letter: char, widths: &[u16; 95]) -> u16 {
    let index = u32::from(letter).checked_sub(u32::from(' ')).and_then(|index| usize::try_from(index).ok());
    index.and_then(|index| widths.get(index)).copied().unwrap_or(OTHER)
}

#[cfg(test)]
mod tests {
    use super::encoded;
    use super::width;

    #[test]
    fn letters_have_their_codes_and_unknown_ones_are_marked() {
        assert_eq!(encoded("aZ~–…“é"), [b'a', b'Z', b'~', 0x96, 0x85, 0x93, 0xe9]);
        assert_eq!(encoded("\u{1F600}\u{a0}"), [b'?', b' ']);
    }

    #[test]
    fn widths_add_up() {
        assert!((width("il", 1000.0, false) - 444.0).abs() < 0.01);
        assert!((width("W", 10.0, false) - 9.44).abs() < 0.01);
        assert!((width("il", 1000.0, true) - 556.0).abs() < 0.01, "narrow letters grow the most when bold");
    }
}
