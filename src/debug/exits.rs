//! Who freed a block: by which statement, which defer, and how the run left the block or function whose defers ran.

use super::ask::{Findings, dated};
use super::present::Call;
use super::reply::Finding;
use super::session::Session;
use super::view::Location;
use super::walk::{Found, Stops, Walk};
use crate::bytecode::{Pc, ScopeEntry, ScopeRef};
use crate::vm::{BlockId, Cause, Death, Event, EventKind};

impl Session {
    /// Who gave a block back, and by which defer and exit.
    pub(super) fn end_of(&mut self, id: BlockId) -> Result<Findings, String> {
        let deaths: Vec<Death> = self.present().deaths(id).into_iter().copied().collect();
        let mut findings: Vec<Finding> = Vec::new();
        for death in deaths {
            let exit = self.exit_of(&death);
            let present = self.present();
            let dates = present.dates();
            let date = dates.date(&death.at);
            let why = match death.cause() {
                Cause::Freed => match dates.defer_around(&death.at) {
                    Some((_, defer)) => {
                        let (text, line) = dates.defer_text(defer);
                        let on_error = self.atlas.program().defer(defer).on_error;
                        let word = if on_error { "errdefer" } else { "defer" };
                        format!("{id} freed by `{word} {text}` (L{line}) as {exit}")
                    }
                    None => format!("{id} freed"),
                },
                Cause::Renewed => format!("{id} reallocated: old pointers are void"),
                Cause::OwnerEnded => format!("{id} ended with its allocator"),
                Cause::HandedOutAgain => format!("the memory of {id} was handed out again"),
                Cause::ScopeEnded => format!("{id} ended with the local that it lies in"),
            };
            let text = format!("{}   <- {why}", date.text);
            let finding = dated(date, text);
            // An allocator that hands on what another one gave gives it back in the same statement.
            if !findings.iter().any(|f| f.tells_the_same(&finding)) {
                findings.push(finding);
            }
        }
        let said = match (findings.is_empty(), self.past.is_complete()) {
            (false, _) => String::new(),
            (true, true) => format!("{id} is never freed"),
            (true, false) => format!("{id} is not freed in what is recorded so far"),
        };
        Ok((findings, said))
    }

    /// By which exit the defer ran that a death belongs to: `makePair returned`, `f returned error.Oops`,
    /// `its block ended`. The machine moves.
    fn exit_of(&mut self, death: &Death) -> String {
        let (out, death_pc) = {
            let dates = self.present().dates();
            // What a defer called may be what freed it.
            let out = dates.defer_around(&death.at).map_or(0, |(out, _)| out);
            let callers = dates.callers(&death.at);
            (out, callers.get(out).copied().unwrap_or(death.at.pc))
        };
        let name = self.atlas.function_name(death_pc).to_owned();
        self.past.seek(death.at.tick.0);
        let Some(frame) = self.present().shown_calls().into_iter().nth(out) else {
            return format!("{name} ended");
        };
        let atlas = self.atlas.clone();
        let is_in_defer = |pc| atlas.program().line_at(pc).in_defer.is_some();
        let stops = Stops::Statements {
            fp_at_most: frame.fp,
            library: self.options.library,
        };
        let found = self.past.find_next(&stops, &mut |here, _| {
            (here.fp, here.called) != (frame.fp, frame.called) || !is_in_defer(here.pc)
        });
        let here = self.past.here();
        if found == Found::Here && (here.fp, here.called) == (frame.fp, frame.called) {
            return match self.is_end_of_function(death_pc, here.pc) {
                true => format!("{name} returned"),
                false => self.jump_before(death, frame),
            };
        }
        // An error is on its way out before the defers run.
        self.past.seek(death.at.tick.0);
        let number = self.events_here();
        let is_own = |_: &Session, e: &Event| {
            let is_error = matches!(e.kind(), EventKind::ErrorReturned(_));
            // Whatever came before its call ends the search.
            e.at.tick.0 < frame.called || is_error && atlas.function_name(e.at.pc) == name
        };
        let last = self.last_event_before(number, &is_own).ok().flatten();
        match last.map(|(_, event)| (event.at, event.kind())) {
            Some((at, EventKind::ErrorReturned(error))) if at.tick.0 >= frame.called => {
                let error = atlas.program().types.error_name(error);
                format!(
                    "{name} returned error.{error}{}",
                    self.line_before(death, frame)
                )
            }
            _ => format!("{name} returned{}", self.line_before(death, frame)),
        }
    }

    /// How the run left the block whose defers run at a death: by the `break` or `continue` that ran last before them, or
    /// by its end. The machine moves.
    fn jump_before(&mut self, death: &Death, frame: Call) -> String {
        match self.statement_before(death, frame) {
            Some(place) => match jump_in(&place.text) {
                Some(jump) => format!("`{jump}` (L{}) left its block", place.line),
                None => "its block ended".into(),
            },
            None => "its block ended".into(),
        }
    }

    /// ` (L27)`, where a function returned before the defers that run at a death. The machine moves.
    fn line_before(&mut self, death: &Death, frame: Call) -> String {
        let place = self.statement_before(death, frame);
        place.map_or(String::new(), |place| format!(" (L{})", place.line))
    }

    /// The last statement of a call before its defers that run at a death.
    fn statement_before(&mut self, death: &Death, frame: Call) -> Option<Location> {
        self.past.seek(death.at.tick.0);
        let found = self.find_before_defers(frame.fp, false, frame.called);
        (found == Found::Here).then(|| self.atlas.location(self.past.here().pc))
    }

    /// Whether the statement at `next`, which comes after a defer that runs at `pc`, is the end of its function, and the
    /// defer stands in no block within the body.
    fn is_end_of_function(&self, pc: Pc, next: Pc) -> bool {
        let program = self.atlas.program();
        let Some(defer) = program.line_at(pc).in_defer else {
            return false;
        };
        let armed = ScopeEntry::Defer(defer);
        let node = program.scopes.iter().position(|node| node.entry == armed);
        let blocks = node.map_or(0, |node| {
            let chain = program.chain(ScopeRef(node as u32));
            chain.filter(|entry| *entry == ScopeEntry::Block).count()
        });
        // No other closing brace is a statement.
        self.atlas.location(next).text == "}" && blocks == 1
    }
}

/// The `break` or `continue` that a statement is, or that it makes of null or an error: `next() orelse break;`.
fn jump_in(text: &str) -> Option<&str> {
    let text = text.trim_end_matches(';');
    let is_jump = |part: &str| {
        let word = part.split([' ', ':']).next();
        matches!(word, Some("break" | "continue"))
    };
    let parts =
        ["orelse ", "catch "].map(|word| text.rfind(word).map(|at| &text[at + word.len()..]));
    let handlers = parts
        .into_iter()
        .flatten()
        .map(|part| match part.strip_prefix('|') {
            Some(named) => named.split_once("| ").map_or(part, |(_, rest)| rest),
            None => part,
        });
    [text]
        .into_iter()
        .chain(handlers)
        .find(|part| is_jump(part))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn jumps_are_read_from_statements() {
        assert_eq!(jump_in("break :outer;"), Some("break :outer"));
        assert_eq!(jump_in("continue;"), Some("continue"));
        assert_eq!(jump_in("const n = it.next() orelse break;"), Some("break"));
        let caught = "const n = f() catch |e| continue :all;";
        assert_eq!(jump_in(caught), Some("continue :all"));
        assert_eq!(jump_in("const n = f() catch 0;"), None);
        assert_eq!(jump_in("breakfast += 1;"), None);
    }
}
