//! Sizes and colour schemes the page is looked at in.

use serde_json::Value;
use serde_json::json;

#[derive(Clone, Copy)]
pub(super) enum Scheme {
    Light,
    Dark,
}

#[derive(Clone, Copy)]
pub(super) struct Screen {
    width: u32,
    height: u32,
    scale: u32,
    touch: bool,
    scheme: Scheme,
}

impl Screen {
    /// A common phone.
    pub(super) const PHONE: Self = Self::new(390, 844, 2, true);
    /// The smallest phone the page is made for.
    pub(super) const SMALL: Self = Self::new(360, 640, 1, true);
    /// A laptop at 200 % zoom.
    pub(super) const ZOOMED: Self = Self::new(640, 400, 1, false);
    /// A laptop.
    pub(super) const DESK: Self = Self::new(1280, 800, 1, false);

    const fn new(width: u32, height: u32, scale: u32, touch: bool) -> Self {
        Self { width, height, scale, touch, scheme: Scheme::Light }
    }

    pub(super) fn with(self, scheme: Scheme) -> Self {
        Self { scheme, ..self }
    }

    /// What Chromium's emulation is told about the size.
    pub(super) fn metrics(self) -> Value {
        let Self { width, height, scale, touch, .. } = self;
        json!({"width": width, "height": height, "deviceScaleFactor": scale, "mobile": touch})
    }

    /// What Chromium's emulation is told about the looks.
    pub(super) fn media(self) -> Value {
        let scheme = match self.scheme {
            Scheme::Light => "light",
            Scheme::Dark => "dark",
        };
        json!({"features": [
            {"name": "prefers-color-scheme", "value": scheme},
            {"name": "prefers-reduced-motion", "value": "reduce"},
        ]})
    }
}
