//! Values as text against what real Zig 0.15.2 printed (`format/answers.txt`, re-made by `format/ask.py`).

#[path = "format/memory.rs"]
mod memory;
#[path = "types/reader.rs"]
mod reader;

use memory::Writer;
use reader::{Reader, Text};
use undefer::ir::FormatSpec;
use undefer::ir::format::{Measure, ParsedPiece, Stop, parse, render};
use undefer::types::TypeId;

/// What we print, or `!` and why not, in the form of the table.
fn answer(reader: &mut Reader, ty: TypeId, value: &str, format: &str) -> String {
    let format = format.replace('~', " ");
    let pieces = match parse(&format) {
        Ok(pieces) => pieces,
        Err(message) => return format!("!{message}"),
    };
    let mut memory = Writer::new(reader);
    let at = memory.place(ty, value);
    let mut out = Vec::new();
    for piece in pieces {
        let placeholder = match piece {
            ParsedPiece::Text(text) => {
                out.extend_from_slice(text.as_bytes());
                continue;
            }
            ParsedPiece::Placeholder(placeholder) => placeholder,
        };
        let pool = &memory.reader.pool;
        let spec = match FormatSpec::check(pool, ty, &placeholder.specifier) {
            Ok(spec) => spec,
            Err(message) => return format!("!{message}"),
        };
        let number = |measure| match measure {
            Measure::Number(n) => Some(n),
            _ => None,
        };
        let spec = FormatSpec {
            fill: placeholder.fill,
            align: placeholder.align,
            width: number(placeholder.width),
            precision: number(placeholder.precision),
            ..spec
        };
        match render(pool, &mut memory.memory, ty, at, &spec, &mut out) {
            Ok(()) => {}
            Err(Stop::Read(())) => return "!Segmentation fault".to_owned(),
            Err(Stop::Unreachable) => return "!panic: reached unreachable code".to_owned(),
            Err(Stop::TooLong) => return "!too long".to_owned(),
        }
    }
    String::from_utf8(out.clone()).unwrap_or_else(|_| {
        let escape = |b: &u8| {
            if b.is_ascii() {
                char::from(*b).to_string()
            } else {
                format!("\\x{b:02x}")
            }
        };
        out.iter().map(escape).collect()
    })
}

/// Where a constant lies differs, and a line break ends the line of the table.
fn comparable(text: &str, value: &str) -> String {
    let line = text.lines().next().unwrap_or("");
    match line.split_once('@') {
        Some((before, _)) if !value.contains('@') => before.to_owned(),
        _ => line.to_owned(),
    }
}

#[test]
fn values_print_as_zig_prints_them() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    let mut count = 0;
    for line in include_str!("format/answers.txt").lines() {
        if !line.contains(" | ") {
            reader.define(line);
            continue;
        }
        let columns: Vec<&str> = line.splitn(4, " | ").collect();
        let [ty_text, value, format, expected] = columns[..] else {
            panic!("four columns: {line}");
        };
        let ours_alone = [
            "cannot represent",
            "must be const or comptime",
            "unused argument",
        ];
        if ours_alone.iter().any(|text| expected.contains(text)) {
            continue; // refused for another reason than the format
        }
        let ty = reader.ty(&mut Text(ty_text));
        let got = answer(&mut reader, ty, value, format);
        count += 1;
        if comparable(&got, value) != comparable(expected, value) {
            wrong.push(format!(
                "{ty_text} | {value} | {format}\n  Zig: {expected}\n  we:  {got}"
            ));
        }
    }
    assert!(count > 600, "the table is there");
    assert!(
        wrong.is_empty(),
        "{} of {count} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
