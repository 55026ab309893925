//! The whole screen, drawn from the state. Nothing here changes anything.

use ratatui::buffer::Buffer;

use super::app::{App, Overlay, Stage};
use super::panes::{self, strip};
use super::{help, popup, prompt, rejected, samples, status};

/// Draws everything. `buffer` must have the size that the app was told of.
pub fn draw(app: &App, buffer: &mut Buffer) {
    match &app.stage {
        Stage::Choosing(chooser) => samples::draw(app, chooser, buffer),
        Stage::Rejected { .. } => rejected::draw(app, buffer),
        Stage::Running => running(app, buffer),
    }
    match &app.overlay {
        Overlay::None => {}
        Overlay::Help { top } => help::draw(app, *top, buffer),
        Overlay::Text { title, text, top } => popup::draw(app, title, text, *top, buffer),
    }
    if !app.prompt.is_closed() {
        prompt::draw(app, buffer);
    }
}

fn running(app: &App, buffer: &mut Buffer) {
    status::top(app, buffer);
    for &(id, area) in &app.layout.panes {
        panes::draw(app, id, area, buffer);
    }
    strip::draw(app, buffer);
    status::sentence(app, buffer);
    status::keys(app, buffer);
}
