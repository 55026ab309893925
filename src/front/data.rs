//! The session's answers as JSON: the same facts as their text, for `--json`.

use serde_json::{Map, Value, json};

use crate::debug::reply::{Answer, Difference, Finding, Listing, Position, Reply};
use crate::debug::report::{Entry, Kind, Report};
use crate::debug::text;
use crate::debug::view;

/// One reply with the command that it answers.
pub fn reply(command: &str, reply: &Reply) -> Value {
    let mut value = json!({
        "command": command,
        "ok": !reply.failed,
        "moved": reply.moved,
    });
    if !reply.message.is_empty() {
        value["message"] = json!(reply.message);
    }
    if let Some((name, data)) = answer(&reply.answer) {
        value[name] = data;
    }
    value
}

fn answer(answer: &Answer) -> Option<(&'static str, Value)> {
    Some(match answer {
        Answer::Nothing | Answer::Quit => return None,
        Answer::Position(p) => ("position", position(p)),
        Answer::Source(listing) => ("source", source(listing)),
        Answer::Frames(frames) => ("frames", frames.iter().map(frame).collect()),
        Answer::Frame { number, frame } => {
            let mut data = self::frame(frame);
            data["number"] = json!(number);
            ("frame", data)
        }
        Answer::Variables {
            function,
            variables,
        } => {
            let variables: Value = variables.iter().map(variable).collect();
            let name = function.as_ref().map_or("globals", |_| "locals");
            (name, variables)
        }
        Answer::Value {
            expression,
            type_name,
            value,
        } => {
            let mut data = self::value(value);
            data["expression"] = json!(expression);
            data["type"] = json!(type_name);
            ("value", data)
        }
        Answer::Bytes { name, addr, bytes } => {
            let data = json!({ "name": name, "address": addr, "bytes": bytes });
            ("memory", data)
        }
        Answer::Blocks { blocks, totals } => {
            let blocks: Value = blocks.iter().map(block).collect();
            let data = json!({ "blocks": blocks, "totals": self::totals(totals) });
            ("heap", data)
        }
        Answer::Defers(frames) => ("defers", frames.iter().map(frame_defers).collect()),
        Answer::Log { rows, past } => {
            let rows: Value = rows.iter().map(log_row).collect();
            ("log", json!({ "past": past, "rows": rows }))
        }
        Answer::Output(output) => (
            "output",
            json!({ "past": output.past, "future": output.future, "bytes": output.total }),
        ),
        Answer::Totals(t) => ("totals", totals(t)),
        Answer::Breakpoints(list) => ("breakpoints", list.iter().map(breakpoint).collect()),
        Answer::Marks(marks) => {
            let entry = |(name, at): &(String, Position)| (name.clone(), position(at));
            ("marks", Value::Object(marks.iter().map(entry).collect()))
        }
        Answer::Findings(list) => ("findings", list.iter().map(finding).collect()),
        Answer::Differences(list) => ("differences", list.iter().map(difference).collect()),
        Answer::Text(text) => ("text", json!(text)),
    })
}

fn moment(moment: &view::Moment) -> Value {
    let mut value = json!({
        "step": moment.step,
        "last_step": moment.last_step,
        "tick": moment.tick,
    });
    if moment.library_steps > 0 {
        value["library_steps"] = json!(moment.library_steps);
    }
    value
}

fn position(position: &Position) -> Value {
    let state = match position.state {
        view::State::Paused => "paused",
        view::State::Fault => "fault",
        view::State::Panicked => "panic",
        view::State::Exited => "exited",
        view::State::Failed => "error",
        view::State::Limit => "limit",
    };
    let mut value = json!({ "moment": moment(&position.moment), "state": state });
    if let Some(at) = &position.location {
        value["at"] = location(at);
        value["at"]["file"] = json!(position.file);
    }
    if !position.headline.is_empty() {
        value["headline"] = json!(position.headline);
    }
    value
}

fn location(at: &view::Location) -> Value {
    json!({ "line": at.line, "column": at.col, "function": at.function, "text": at.text })
}

fn source(listing: &Listing) -> Value {
    json!({
        "file": listing.file,
        "first": listing.first,
        "lines": listing.lines,
        "current": listing.current,
        "breakpoints": listing.breakpoints,
    })
}

fn frame(frame: &view::Frame) -> Value {
    let mut value = json!({
        "function": frame.function,
        "at": location(&frame.location),
        "called": frame.called,
        "locals": frame.locals.iter().map(variable).collect::<Value>(),
    });
    if let Some(returned) = &frame.returned {
        value["returned"] = json!(returned.step);
        if let Some(result) = &returned.value {
            value["result"] = self::value(result);
        }
    }
    value
}

fn variable(variable: &view::Variable) -> Value {
    let mut value = self::value(&variable.value);
    value["name"] = json!(variable.name);
    value["type"] = json!(variable.type_name);
    value["line"] = json!(variable.line);
    if let (true, Some(old)) = (variable.changed, &variable.old) {
        value["was"] = json!(old);
    }
    value
}

fn value(value: &view::Value) -> Value {
    let mut data = Map::new();
    data.insert("text".into(), json!(value.text));
    match &value.kind {
        view::ValueKind::Plain | view::ValueKind::Address => {}
        view::ValueKind::Undefined => {
            data.insert("undefined".into(), json!(true));
        }
        view::ValueKind::Null => {
            data.insert("null".into(), json!(true));
        }
        view::ValueKind::Error => {
            data.insert("error".into(), json!(true));
        }
        view::ValueKind::Block {
            id,
            offset,
            dangling,
        } => {
            let to = json!({ "block": id.0, "offset": offset, "dangling": dangling });
            data.insert("to".into(), to);
        }
        view::ValueKind::Variable { name, dangling } => {
            let to = json!({ "variable": name, "dangling": dangling });
            data.insert("to".into(), to);
        }
    }
    if !value.children.is_empty() {
        let child = |(name, child): &(String, view::Value)| {
            let mut data = self::value(child);
            data["name"] = json!(name);
            data
        };
        let children: Value = value.children.iter().map(child).collect();
        data.insert("children".into(), children);
    }
    if value.more > 0 {
        data.insert("more".into(), json!(value.more));
    }
    Value::Object(data)
}

fn date(date: &view::Date) -> Value {
    json!({
        "step": date.step,
        "line": date.line,
        "function": date.function,
        "text": date.text,
        "by_defer": date.by_defer,
    })
}

fn block(block: &view::Block) -> Value {
    let state = match block.state {
        view::BlockState::Live => "live",
        view::BlockState::Freed => "freed",
        view::BlockState::Leaked => "leaked",
    };
    json!({
        "id": block.id.0,
        "address": block.addr,
        "size": block.size,
        "state": state,
        "allocator": block.allocator,
        "type": block.type_name,
        "holders": block.holders,
        "parent": block.parent.map(|id| id.0),
        "born": date(&block.born),
        "died": block.died.as_ref().map(date),
        "bytes": block.bytes,
        "value": value(&block.value),
        "last_value": block.last_value,
        "misuse": block.misuse,
    })
}

fn totals(totals: &view::Totals) -> Value {
    json!({
        "live_bytes": totals.live_bytes,
        "live_blocks": totals.live_blocks,
        "peak_bytes": totals.peak_bytes,
        "peak_step": totals.peak_step,
        "blocks": totals.blocks,
    })
}

fn frame_defers(frame: &view::FrameDefers) -> Value {
    let entry = |d: &view::Defer| {
        let (state, step) = match d.state {
            view::DeferState::Armed => ("armed", None),
            view::DeferState::Running => ("running", None),
            view::DeferState::Fired { step } => ("fired", Some(step)),
            view::DeferState::Disarmed { step } => ("disarmed", Some(step)),
        };
        json!({
            "order": d.order,
            "on_error": d.on_error,
            "text": d.text,
            "line": d.line,
            "armed": d.armed,
            "state": state,
            "step": step,
            "block": d.target.map(|id| id.0),
        })
    };
    json!({
        "function": frame.function,
        "live": frame.is_live,
        "ending": frame.ending,
        "defers": frame.entries.iter().map(entry).collect::<Value>(),
    })
}

/// One row of the log.
pub fn log_row(row: &view::LogRow) -> Value {
    json!({
        "step": row.step,
        "kind": text::kind(row.kind),
        "block": row.block.map(|id| id.0),
        "bytes": row.bytes,
        "by": row.by,
        "line": row.line,
        "text": row.text,
    })
}

fn breakpoint(breakpoint: &view::Breakpoint) -> Value {
    json!({
        "id": breakpoint.id,
        "text": breakpoint.text,
        "line": breakpoint.line,
        "enabled": breakpoint.enabled,
        "hits": breakpoint.hits,
        "visits": breakpoint.visits,
        "may_be_more": breakpoint.may_be_more,
        "first": breakpoint.first,
        "last": breakpoint.last,
    })
}

fn finding(finding: &Finding) -> Value {
    json!({ "at": finding.date.as_ref().map(date), "text": finding.text })
}

fn difference(difference: &Difference) -> Value {
    json!({ "name": difference.name, "then": difference.then, "now": difference.now })
}

/// The report of a run that ended badly.
pub fn report(report: &Report) -> Value {
    let kind = match report.kind {
        Kind::Fault => "fault",
        Kind::Panic => "panic",
        Kind::Error => "error",
        Kind::Leak => "leak",
        Kind::Limit => "limit",
    };
    let entry = |e: &Entry| {
        json!({
            "step": e.step,
            "file": e.file,
            "line": e.line,
            "column": e.col,
            "function": e.function,
            "text": e.text,
            "note": e.note,
        })
    };
    json!({
        "kind": kind,
        "code": report.code,
        "message": report.title,
        "story": report.entries.iter().map(entry).collect::<Value>(),
        "notes": report.notes,
        "hint": report.hint,
        "open": report.open,
    })
}
