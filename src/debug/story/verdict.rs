//! How a run ends, in one sentence with the short facts first.

use super::words;
use crate::debug::report::{Kind, Report};
use crate::debug::session::Session;
use crate::debug::status::Ending;
use crate::debug::text::count;
use crate::debug::walk::Walk;
use crate::vm::{AccessKind, BlockId, Cause, Fault, Halt};

impl Session {
    /// What is to be said where the run has ended badly, or has left something behind; empty after a clean end.
    pub(crate) fn verdict(&mut self) -> String {
        let Some(ending) = self.ending().cloned() else {
            return String::new();
        };
        let reports = self.reports();
        if let Halt::Fault(fault) = &ending.halt
            && let Some(id) = fault.block()
            && let Some(said) = self.too_late(&ending, fault, id)
        {
            return said;
        }
        match reports.first() {
            Some(report) if report.kind == Kind::Leak => forgotten(report),
            Some(report) if report.kind == Kind::Error => returned(report),
            Some(report) => words::sentence(&report.title),
            None => String::new(),
        }
    }

    /// `` `p` points to #2, which main freed at t 13, L18: this write comes 1 step too late (4 B from L4, makePair) ``
    /// The cause stands first: where there is little room the end is cut off.
    fn too_late(&mut self, ending: &Ending, fault: &Fault, id: BlockId) -> Option<String> {
        let home = self.past.here().tick;
        self.past.seek(ending.last);
        let said = {
            let present = self.present();
            let death = present.voided(fault).filter(|d| d.cause() == Cause::Freed);
            let Some(death) = death else {
                self.past.seek(home);
                return None;
            };
            let dates = present.dates();
            let blocks = present.machine.memory().blocks();
            let lease = blocks.lease(death.lease)?;
            let born = dates.date(&lease.born);
            let freed = dates.date(&death.at);
            let holders = present.holders().remove(&id).unwrap_or_default();
            let own = present.shown_calls().first().map(|c| c.function);
            let own = own.map_or("", |f| present.function_name(f));
            let names = holders.first().map(|name| {
                let short = name.strip_prefix(own).and_then(|n| n.strip_prefix('.'));
                short.unwrap_or(name).to_owned()
            });
            let subject = match names {
                Some(name) => format!("`{name}` points to {id}"),
                None => format!("this is {id}"),
            };
            let act = match fault.access.kind {
                AccessKind::Write => "write",
                AccessKind::Free => "free",
                AccessKind::Resize => "resize",
                AccessKind::Read => "read",
                _ => "use",
            };
            let by = if freed.by_defer { "'s defer" } else { "" };
            let late = present.date_here().step.saturating_sub(freed.step);
            format!(
                "{subject}, which {}{by} freed at t {}, L{}: this {act} comes {} too late ({} B from L{}, {})",
                freed.function,
                freed.step,
                freed.line,
                count(late.max(1), "step"),
                lease.len,
                born.line,
                born.function,
            )
        };
        self.past.seek(home);
        Some(said)
    }
}

/// `error.Full began in push, L6, at t 32: return error.Full;`
fn returned(report: &Report) -> String {
    match report.entries.last() {
        Some(first) => format!(
            "error.{} began in {}, L{}, at t {}: {}",
            report.title, first.function, first.line, first.step, first.text
        ),
        None => words::sentence(&report.title),
    }
}

/// `never freed: #1, [100]u8, allocated by leaky, L4 (100 bytes in 1 block)`
fn forgotten(report: &Report) -> String {
    let amount = report
        .title
        .split_once(" w")
        .map_or("", |(amount, _)| amount);
    match report.entries.first() {
        Some(born) => format!("never freed: {}, L{} ({amount})", born.note, born.line),
        None => words::sentence(&report.title),
    }
}
