//! Documents to print, made in memory: headings, paragraphs, lists, and boxes to write in; as PDF and as HTML.
//!
//! The PDF uses the fonts that every reader of PDF has (Helvetica, in Windows' Latin encoding), so that no font
//! comes along and no system needs one.

mod html;
mod layout;
mod letters;
mod pdf;

pub use html::html;
pub use pdf::pdf;

/// A document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its title.
    pub title: String,
    /// What stands at the foot of every page, before its number.
    pub footer: String,
    /// What it consists of, from top to bottom.
    pub blocks: Vec<Block>,
}

/// A piece of a document. Texts are plain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// A part of the document: begins a page.
    Part(String),
    /// A chapter within a part.
    Chapter(String),
    /// A heading within a chapter.
    Heading(String),
    /// A paragraph.
    Paragraph(String),
    /// A paragraph that weighs more than others.
    Strong(String),
    /// An item of a list.
    Item(String),
    /// A remark in small letters.
    Small(String),
    /// A frame to write in, with these labels, one a line.
    Form(Vec<String>),
}
