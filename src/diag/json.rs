//! Diagnostics as JSON values, for `--json`.

use serde_json::{Value, json};

use super::{Diagnostic, Severity};
use crate::source::{SourceMap, Span};

/// One diagnostic: `severity`, `code`, `message`, `at`, and `labels`, `notes`, `hint` where there are any.
pub fn diagnostic(found: &Diagnostic, map: &SourceMap) -> Value {
    let mut value = json!({
        "severity": severity(found.severity),
        "code": found.code,
        "message": found.message,
        "at": place(found.primary, map),
    });
    let extra = |key: &str, more: Value| {
        if let Value::Object(fields) = &mut value {
            fields.insert(key.into(), more);
        }
    };
    add_details(found, map, extra);
    value
}

fn add_details(found: &Diagnostic, map: &SourceMap, mut add: impl FnMut(&str, Value)) {
    if !found.primary_label.is_empty() {
        add("label", found.primary_label.clone().into());
    }
    if !found.labels.is_empty() {
        let labels = found.labels.iter();
        let labels = labels.map(|(at, text)| json!({ "at": place(*at, map), "text": text }));
        add("labels", labels.collect());
    }
    if !found.notes.is_empty() {
        add("notes", found.notes.clone().into());
    }
    if let Some(hint) = &found.hint {
        add("hint", hint.clone().into());
    }
    if found.lenient {
        add("zig_refuses", true.into());
    }
}

/// A span as `file`, one-based `line` and `col` (bytes), and `end_line`, `end_col`.
pub fn place(span: Span, map: &SourceMap) -> Value {
    let start = map.line_col(span);
    let end = map.line_col(span.at_end());
    json!({
        "file": map.file(span.file).name,
        "line": start.line,
        "col": start.col,
        "end_line": end.line,
        "end_col": end.col,
    })
}

fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    #[test]
    fn absent_parts_are_left_out() {
        let mut map = SourceMap::default();
        let id = map.add("a.zig", "ab\ncd", Origin::User);
        let found = Diagnostic::error("syntax", Span::new(id, 3, 5), "no").hint("yes");
        let expected = json!({
            "severity": "error",
            "code": "syntax",
            "message": "no",
            "at": { "file": "a.zig", "line": 2, "col": 1, "end_line": 2, "end_col": 3 },
            "hint": "yes",
        });
        assert_eq!(diagnostic(&found, &map), expected);
    }
}
