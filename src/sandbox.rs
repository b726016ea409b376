//! The in-process Bot API server and the web chat on top of it.
