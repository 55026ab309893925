//! How a run ended, as reports and as JSON.

use serde_json::{Value, json};

use crate::debug::report::{Entry, Kind, Report};
use crate::vm::{Halt, Machine};

/// The end of the run, as data.
pub(super) fn end(machine: &Machine, reports: &[Report]) -> Value {
    let bad = reports.iter().find(|r| r.kind != Kind::Leak);
    let mut end = bad.map_or(json!({}), story);
    let (kind, key, value) = match machine.end().map(|(_, halt)| halt) {
        None => ("interrupted", "message", json!("interrupted")),
        Some(Halt::Exited(status)) => ("exited", "exit", json!(status)),
        Some(Halt::Fault(fault)) => ("fault", "code", json!(fault.code.name())),
        Some(Halt::Panic(text)) => ("panic", "message", json!(text.to_string())),
        Some(Halt::ReturnedError(error)) => (
            "error",
            "name",
            json!(machine.program().types.error_name(*error)),
        ),
        Some(Halt::Limit(_)) => ("limit", "code", json!("limit")),
    };
    end["kind"] = json!(kind);
    end[key] = value;
    end
}

/// One report: what, where, and the other places that belong to it.
pub(super) fn story(report: &Report) -> Value {
    let place = |e: &Entry| json!({ "file": e.file, "line": e.line, "col": e.col });
    let mut value = json!({ "code": report.code, "message": report.title });
    if let Some(first) = report.entries.first() {
        value["at"] = place(first);
        value["step"] = json!(first.step);
    }
    let others = report.entries.iter().skip(1);
    let labels = others.map(|e| json!({ "at": place(e), "text": e.note, "step": e.step }));
    value["labels"] = labels.collect();
    if let Some(hint) = &report.hint {
        value["hint"] = json!(hint);
    }
    value
}
