//! No text whatsoever may crash the parser or keep it busy; tests run on threads with 2 MiB of stack.

use std::time::{Duration, Instant};

use proptest::prelude::*;

use super::*;

const MANY: usize = 100_000;

/// Reads quickly, whatever comes out.
#[track_caller]
fn quick(text: &str) -> Vec<Diagnostic> {
    let start = Instant::now();
    let problems = match read(text) {
        Ok(tree) => {
            dump(&tree);
            Vec::new()
        }
        Err(problems) => problems,
    };
    // Milliseconds when nothing else runs; the machine may be busy.
    assert!(start.elapsed() < Duration::from_secs(20), "too slow");
    problems
}

#[track_caller]
fn too_deep(text: String) {
    let said = quick(&text)[0].message.clone();
    assert!(
        said.starts_with("nested too deeply") || said.starts_with("expression is too long"),
        "{said}"
    );
}

fn in_function(text: String) -> String {
    format!("fn f() void {{\n{text};\n}}\n")
}

#[test]
fn a_hundred_thousand_of_anything() {
    let n = |s: &str| s.repeat(MANY);
    too_deep(in_function(format!("_ = {}1{}", n("("), n(")"))));
    too_deep(in_function(format!("_ = {}1", n("("))));
    too_deep(in_function(format!("_ = {}1", n("-"))));
    too_deep(in_function(format!("_ = {}1", n("- "))));
    too_deep(in_function(format!("_ = {}1", n("try "))));
    too_deep(in_function(format!(
        "if (a) b {}else c",
        n("else if (a) b ")
    )));
    too_deep(in_function(format!(
        "if (a) {{}} {}else {{}}",
        n("else if (a) {} ")
    )));
    too_deep(in_function(format!("_ = 1{}", n("+1"))));
    too_deep(in_function(format!("_ = a{}", n(".b"))));
    too_deep(in_function(format!("_ = a{}", n("()"))));
    too_deep(in_function(format!("_ = a{}", n(" catch b"))));
    too_deep(in_function(n("{")));
    too_deep(in_function(n("if (a) ")));
    too_deep(in_function(n("while (a) ")));
    too_deep(in_function(n("a: ")));
    too_deep(in_function(n("return ")));
    too_deep(in_function(n("comptime ")));
    too_deep(in_function(n("async ")));
    too_deep(in_function(n("defer ")));
    too_deep(in_function(format!("const a: {}u8 = b", n("[1]"))));
    too_deep(in_function(format!("const a: {}u8 = b", n("?*"))));
    too_deep(in_function(format!("const a: {}u8 = b", n("E!"))));
    too_deep(in_function(format!("_ = {}", n(".{"))));
    too_deep(n("const S = struct { "));
    too_deep(n("fn f("));
    too_deep(n("switch (a) { b => "));
}

#[test]
fn what_is_flat_may_be_long() {
    let n = |s: &str| s.repeat(MANY / 5);
    assert_eq!(quick(&in_function(n("a();\n") + "a()")), []);
    assert_eq!(
        quick(&format!("fn f() void {{\n{}}}", n("if (a) {} else {}\n"))),
        []
    );
    assert_eq!(quick(&in_function(format!("_ = .{{ {} }}", n("1, ")))), []);
    assert_eq!(quick(&n("// comment\n")), []);
    assert_eq!(quick(&n("const a = 1;\n")), []);
    assert_eq!(quick(&in_function(format!("_ =\n{}", n("\\\\line\n")))), []);
}

/// The greatest depth that is allowed really can be read.
#[test]
fn the_limits_are_within_reach() {
    let deep = MAX_NESTING - 10;
    let n = |s: &str| s.repeat(deep);
    assert_eq!(
        quick(&in_function(format!("_ = {}1{}", n("("), n(")")))),
        []
    );
    assert_eq!(
        quick(&in_function(format!("_ = {}1{}", n(".{"), n("}")))),
        []
    );
    assert_eq!(
        quick(&in_function(format!(
            "if (a) b {}else c",
            n("else if (a) b ")
        ))),
        []
    );
    assert_eq!(
        quick(&format!("fn f() void {{\n{}{}}}", n("{"), n("}"))),
        []
    );
    let half = |s: &str| s.repeat(deep / 2);
    let blocks = format!("{}{}", half("if (a) {"), half("}"));
    assert_eq!(quick(&format!("fn f() void {{\n{blocks}}}")), []);
    let structs = format!("{}{}", half("const S = struct { "), half("};"));
    assert_eq!(quick(&structs), []);
    let chain = format!("1{}", "+1".repeat(MAX_CHAIN - 10));
    assert_eq!(quick(&in_function(format!("_ = {chain}"))), []);
}

/// An error in the middle of deep nesting is where a grammar with two ways to read a thing takes for ever.
#[test]
fn errors_deep_inside_are_found_as_quickly() {
    for (open, close) in [
        ("(", ")"),
        (".{", "}"),
        (".{ .a = ", "}"),
        ("T{ ", "}"),
        ("T{ .a = ", "}"),
        ("f(", ")"),
        ("@f(", ")"),
        ("a[", "]"),
        ("[", "]u8"),
        ("a: {", "}"),
        ("if (a) ", ""),
        ("if (a) {", "}"),
        ("if (a) {} else {", "}"),
        ("if (a) b else ", ""),
        ("while (a) {", "}"),
        ("a: while (a) {", "}"),
        ("for (a) |b| {", "}"),
        ("inline for (a) |b| {", "}"),
        ("switch (a) { b => ", "}"),
        ("switch (a) { b => {", "}}"),
        ("defer {", "}"),
        ("comptime {", "}"),
        ("comptime ", ""),
        ("return ", ""),
        ("break :a ", ""),
        ("a catch |e| ", ""),
        ("a orelse {", "}"),
        ("fn (", ") void"),
        ("struct { a: ", "}"),
        ("struct { const a = ", "}"),
        ("struct { fn f() void {", "}}"),
        ("struct { comptime {", "}}"),
        ("enum(", ") {}"),
        ("union(enum(", ")) {}"),
        ("*align(", ") u8"),
        ("async ", ""),
        ("nosuspend {", "}"),
        ("asm (", ")"),
    ] {
        for wrong in ["", ";", "%", ") (", "a b", "}", "const", "1 2"] {
            let n = 100;
            let text = format!("{}{wrong}{}", open.repeat(n), close.repeat(n));
            quick(&text);
            quick(&in_function(text.clone()));
            quick(&in_function(format!("_ = {text}")));
        }
    }
}

/// Real text, so that mutations reach deep into the grammar.
const PROGRAM: &str = r#"
const std = @import("std");
/// A doc comment.
const Node = struct { value: u64 = 0, next: ?*Node, fn init(v: u64) Node { return .{ .value = v, .next = null }; } };
const Shape = union(enum) { circle: f32, square: struct { side: f32 }, none };
fn area(s: Shape) !f32 {
    return switch (s) { .circle => |r| r * r * 3.0e0, inline .square => |q, tag| blk: { _ = tag; break :blk q.side; }, else => error.None };
}
test "area" { try std.testing.expectEqual(@as(f32, 1), try area(.{ .circle = 1 })); }
pub fn main() anyerror!void {
    var items: [4]u8 = [_]u8{ 1, 0x2, 0b11, 'a' };
    const s: [:0]const u8 = "a\n\x41\u{1F600}";
    outer: for (items[0..3], 0..) |*x, i| { x.* +%= @intCast(i); if (i == 2) continue :outer; }
    var i: usize = 0;
    while (i < 10) : (i += 1) { if (s[i] == 0) break else continue; } else { unreachable; }
    const text =
        \\one
        \\two
    ;
    const a, var b = .{ 1 << 2 | 3, text };
    defer { _ = a; b = ""; }
    errdefer |e| std.debug.print("{s} {d}\n", .{ @errorName(e), -a * ~1 });
    comptime var n = 1 ++ 2;
    n = area(.none) catch |e| if (e == error.None) 1 else return e orelse 4;
}
"#;

#[test]
fn the_program_to_mutate_is_right() {
    assert_eq!(quick(PROGRAM), []);
}

fn never_panics(text: &str) {
    let mut map = SourceMap::default();
    let id = map.add("test.zig", text, Origin::User);
    let tokens = tokens(text);
    let mut end = 0;
    for (range, _) in &tokens {
        assert!(range.start >= end && range.end > range.start);
        end = range.end;
    }
    match parse(id, &map) {
        Ok(tree) => drop(dump(&tree)),
        Err(problems) => {
            assert!(!problems.is_empty());
            crate::diag::render::render_all(&problems, &map, crate::diag::render::Style::PLAIN);
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_is_read_or_refused(text in "\\PC*|[ -~\n\t\r\0é😀]{0,80}") {
        never_panics(&text);
    }

    #[test]
    fn any_tokens_are_read_or_refused(words in prop::collection::vec(prop::sample::select(WORDS), 0..40)) {
        never_panics(&words.join(" "));
        never_panics(&words.concat());
    }

    #[test]
    fn mutated_programs_are_read_or_refused(
        cuts in prop::collection::vec((any::<prop::sample::Index>(), 0usize..8, prop::sample::select(WORDS)), 1..6)
    ) {
        let mut text = PROGRAM.to_string();
        for (at, len, word) in cuts {
            let start = text.floor_char_boundary(at.index(text.len() + 1));
            let end = text.ceil_char_boundary(text.len().min(start + len));
            text.replace_range(start..end, word);
        }
        never_panics(&text);
    }
}

pub(super) const WORDS: &[&str] = &[
    "a",
    "b",
    "1",
    "0x",
    "1.5",
    "\"s\"",
    "'c'",
    "\"",
    "'",
    "@a",
    "@",
    "@\"q\"",
    "\\\\l\n",
    "//c\n",
    "///d\n",
    "//!d\n",
    "\n",
    " ",
    "",
    "(",
    ")",
    "[",
    "]",
    "{",
    "}",
    ";",
    ":",
    ",",
    ".",
    "=",
    "=>",
    "..",
    "...",
    ".*",
    ".?",
    ".{",
    "!",
    "?",
    "*",
    "**",
    "&",
    "&&",
    "|",
    "||",
    "|x|",
    "+",
    "-",
    "-%",
    "+|",
    "<<",
    "<<|=",
    "==",
    "<",
    "~",
    "$",
    "\0",
    "\u{202e}",
    "é",
    "\r",
    "pub",
    "fn",
    "const",
    "var",
    "struct",
    "enum",
    "union",
    "opaque",
    "packed",
    "extern",
    "export",
    "inline",
    "comptime",
    "test",
    "error",
    "try",
    "catch",
    "orelse",
    "and",
    "or",
    "if",
    "else",
    "while",
    "for",
    "switch",
    "return",
    "break",
    "continue",
    "defer",
    "errdefer",
    "unreachable",
    "asm",
    "align",
    "volatile",
    "callconv",
    "threadlocal",
    "anytype",
    "noalias",
    "suspend",
    "nosuspend",
    "resume",
    "anyframe",
    "async",
    "usingnamespace",
];
