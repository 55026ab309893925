//! The terminal interface. It owns no knowledge of the machine: it shows the session's plain data and sends
//! commands.
//!
//! ```text
//! key, mouse, signal, session ──Msg──> update ──Effect──> session, terminal
//!                                        │
//!                                       App ──view──> one frame
//! ```
//!
//! `update` is the only code that changes the [`app::App`]; `view` only reads it. A key becomes an
//! [`action::Action`] through the one table in [`keys`], an action becomes a command or a change of the view.

pub mod action;
pub mod app;
pub mod config;
mod cursor;
mod dispatch;
mod findings;
pub mod help;
mod highlight;
pub mod keys;
pub mod layout;
pub mod loader;
mod mouse;
pub mod panes;
mod popup;
mod preview;
mod prompt;
mod rejected;
mod reload;
pub mod run;
mod samples;
mod search;
pub mod settings;
mod settle;
mod status;
pub mod svg;
mod term;
pub mod text;
pub mod theme;
mod typing;
pub mod update;
pub mod view;

pub use config::Places;
pub use run::{Options, run};
