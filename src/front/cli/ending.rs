//! How a run ended, as reports and as JSON.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::bytecode::Pc;
use crate::debug::atlas::Atlas;
use crate::debug::report::{Entry, Kind, Report};
use crate::vm::{Halt, Machine};

/// The bad end, if it was one, and then the leaks.
pub(super) fn reports(machine: &Machine) -> Vec<Report> {
    let atlas = Atlas::new(machine.program().clone());
    let mut reports = Vec::new();
    let bad = match machine.halt() {
        None | Some(Halt::Exited(_)) => None,
        Some(Halt::Fault(fault)) => {
            let mut report = Report::new(Kind::Fault, fault.code.name(), fault.detail.rule());
            if report.title.is_empty() {
                report.title = format!("{:?} of {} bytes", fault.access.kind, fault.access.len);
            }
            Some(report)
        }
        Some(Halt::Panic(text)) => Some(Report::new(Kind::Panic, "panic", text.to_string())),
        Some(Halt::ReturnedError(error)) => {
            let name = machine.program().types.error_name(*error);
            Some(Report::new(Kind::Error, "error", name))
        }
        Some(Halt::Limit(limit)) => Some(Report::new(Kind::Limit, "limit", limit.to_string())),
    };
    if let Some(mut report) = bad {
        let frames = machine.frames(64);
        let own = frames.iter().filter(|f| !atlas.is_library(f.pc));
        report.entries = own
            .take(8)
            .map(|f| entry(&atlas, f.pc, machine.steps(), String::new()))
            .collect();
        reports.push(report);
    }
    if let Some(Halt::Exited(_) | Halt::ReturnedError(_)) = machine.halt() {
        reports.extend(leaks(machine, &atlas));
    }
    reports
}

fn entry(atlas: &Atlas, pc: Pc, step: u64, note: String) -> Entry {
    let place = atlas.location(pc);
    Entry {
        step,
        file: atlas.file_name(place.file).to_owned(),
        line: place.line,
        col: place.col,
        function: place.function,
        text: place.text,
        note,
    }
}

/// One report per place of allocation.
fn leaks(machine: &Machine, atlas: &Atlas) -> Vec<Report> {
    let blocks = machine.memory().blocks();
    let mut sites: BTreeMap<u32, (u64, u64, Pc, u64)> = BTreeMap::new();
    for lease in blocks.live().filter_map(|id| blocks.lease(id)) {
        if lease.block.is_none() {
            continue;
        }
        let calls = machine.journal().call_stack(lease.born.stack).calls;
        let pc = [lease.born.pc].into_iter().chain(calls.iter().copied());
        let pc = pc.into_iter().find(|&pc| !atlas.is_library(pc));
        let pc = pc.unwrap_or(lease.born.pc);
        let site = sites.entry(pc.0).or_insert((0, 0, pc, lease.born.step.0));
        site.0 += 1;
        site.1 += lease.len;
    }
    let report = |(count, bytes, pc, step)| {
        let blocks = if count == 1 { "block" } else { "blocks" };
        let title = format!("{bytes} bytes in {count} {blocks} never freed");
        let mut report = Report::new(Kind::Leak, "leak", title);
        report
            .entries
            .push(entry(atlas, pc, step, "allocated here".into()));
        report
    };
    sites.into_values().map(report).collect()
}

/// The end of the run, as data.
pub(super) fn end(machine: &Machine, reports: &[Report]) -> Value {
    let bad = reports.iter().find(|r| r.kind != Kind::Leak);
    let mut end = bad.map_or(json!({}), story);
    let (kind, key, value) = match machine.halt() {
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
