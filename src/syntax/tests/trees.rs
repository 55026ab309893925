//! What the tree of a piece of text is.

use super::*;

#[test]
fn precedence_is_that_of_zig() {
    check(
        "const a = !b.c and d + e * f << 2 == -g orelse h;",
        "(const a = (and (! (field b c)) (== (<< (+ d (* e f)) 2) (orelse (neg g) h))))",
    );
}

#[test]
fn a_file_with_statements_is_a_fragment() {
    check(
        "const std = @import(\"std\");\nconst n = 4;\nconst m = 5;\nfn f() usize { return n; }\n_ = f();\n",
        "(const std = (@import \"std\"))\n(const n = 4)\n(fn f () usize\n  (return n))\n(loose\n  (const m = 5)\n  (= _ (call f)))",
    );
}

/// One expression, as the value of a constant.
#[track_caller]
fn expr(text: &str, expected: &str) {
    check(
        &format!("const x = {text};"),
        &format!("(const x = {expected})"),
    );
}

/// The statements of a function, each on its line.
#[track_caller]
fn stmts(text: &str, expected: &[&str]) {
    let mut whole = String::from("(fn f () void");
    for line in expected {
        whole.push_str("\n  ");
        whole.push_str(line);
    }
    check(&format!("fn f() void {{ {text} }}"), &(whole + ")"));
}

#[test]
fn operators() {
    expr("a + b * c - d", "(- (+ a (* b c)) d)");
    expr("a +% b *| c -| d", "(-| (+% a (*| b c)) d)");
    expr("a ++ b ** 2", "(++ a (** b 2))");
    expr(
        "a << 1 | b >> 2 & c ^ d",
        "(^ (& (| (<< a 1) (>> b 2)) c) d)",
    );
    expr("a or b and c == d", "(or a (and b (== c d)))");
    expr("a orelse b catch c", "(catch (orelse a b) c)");
    expr("a catch |e| b + 1", "(catch |e| a (+ b 1))");
    expr("A || B", "(|| A B)");
    expr(
        "-~!&a.b",
        "(neg (~ (! (& (field b a)))))"
            .replace("(field b a)", "(field a b)")
            .as_str(),
    );
    expr("--a", "(neg (neg a))");
    expr("a - -b", "(- a (neg b))");
    stmts(
        "_ = try a() + try b();",
        &["(= _ (+ (try (call a)) (try (call b))))"],
    );
    expr("(a == b) == c", "(== (group (== a b)) c)");
    expr("a.*.b.?[1]", "(index (unwrap (field (deref a) b)) 1)");
}

#[test]
fn literals() {
    expr("0xff + 1_000 + 0b11 + 0o17", "(+ (+ (+ 255 1000) 3) 15)");
    expr("1.5e3", "1500.0");
    expr("'a' + '\\n' + '\\u{1F600}'", "(+ (+ 'a' '\\n') '😀')");
    expr("\"a\\x00\\\"\"", "\"a\\x00\\\"\"");
    expr("\n  \\\\one\n  // between\n  \\\\ two\n", "\"one\\n two\"");
    expr("@\"a b\"", "a b");
    expr(
        ".{ true, false, null, undefined, .a, error.B }",
        "(init . true false null undefined .a error.B)",
    );
    expr("@as(u8, 1)", "(@as u8 1)");
}

#[test]
fn types() {
    expr("?*const [4]u8", "(? (* const (array 4 u8)))");
    expr("[:0]const u8", "([] :0 const u8)");
    expr("[*]align(4) T", "([*] align 4 T)");
    expr("[*:0]u8", "([*] :0 u8)");
    expr("[*c]u8", "([*c] u8)");
    expr("**T", "(* (* T))");
    expr("[_:0]u8{ 1, 2 }", "(init (array _ :0 u8) 1 2)");
    expr("E!?[]u8", "(error-union E (? ([] u8)))");
    expr("?E!T", "(? (error-union E T))");
    expr("A!B!C", "(error-union A (error-union B C))");
    expr(
        "*const fn (u8, b: T) E!void",
        "(* const (fn-type ((u8) (b T)) (error-union E void)))",
    );
    expr("error{ A, B }", "(error-set A B)");
    expr("a[1..]", "(slice a 1)");
    expr("a[1..n :0]", "(slice a 1 n :0)");
}

#[test]
fn initialisers() {
    expr(".{}", "(init .)");
    expr("T{ .a = 1, .b = .{} }", "(init T (.a 1) (.b (init .)))");
    expr("&[_]u8{1}", "(& (init (array _ u8) 1))");
    expr("a.B(u8){ .c = d }", "(init (call (field a B) u8) (.c d))");
}

#[test]
fn containers() {
    check(
        "const S = packed struct(u8) { /// doc\n a: u4 = 1, b: u4 align(1), const c = 1; fn d(_: S) void {} };",
        "(const S = (packed struct tag u8\n  (field a : u4 = 1)\n  (field b : u4 align 1)\n  (const c = 1)\n  (fn d ((_ S)) void)))",
    );
    check(
        "const E = enum(u8) { a = 1, null, _, pub fn f() void {} };",
        "(const E = (enum tag u8\n  (field a = 1)\n  (field null)\n  (field _)\n  (pub fn f () void)))",
    );
    expr(
        "union(enum) { a, b: u8 }",
        "(union enum\n  (field a)\n  (field b : u8))",
    );
    expr("union(enum(u8)) { a }", "(union enum tag u8\n  (field a))");
    expr("union(Tag) { a: u8 }", "(union tag Tag\n  (field a : u8))");
    expr(
        "struct { u8, comptime T = 1 }",
        "(struct\n  (field _ : u8)\n  (comptime-field _ : T = 1))",
    );
    expr("opaque {}", "(opaque)");
}

#[test]
fn functions() {
    check(
        "pub inline fn f(comptime T: type, noalias a: *T, b: anytype, _: u8) callconv_t!T { return a; }",
        "(pub inline fn f ((comptime T type) (noalias a (* T)) (b anytype) (_ u8)) (error-union callconv_t T)\n  (return a))",
    );
    check("fn f() !void {}", "(fn f () !void)");
    check(
        "fn f(comptime b: bool) if (b) u8 else u16 { return 1; }",
        "(fn f ((comptime b bool)) (if b u8 else u16)\n  (return 1))",
    );
    check(
        "test { a(); } test \"x\" {} test f {}",
        "(test\n  (call a))\n(test \"x\")\n(test f)",
    );
}

#[test]
fn control_flow() {
    stmts("if (a) b = 1 else c();", &["(if a (= b 1) else (call c))"]);
    stmts(
        "if (a) |x| { b(x); } else |e| return e;",
        &["(if a |x| (block (call b x)) else |e| (return e))"],
    );
    stmts("if (a) |*x| x.* = 1;", &["(if a |*x| (= (deref x) 1))"]);
    stmts(
        "while (a) : (i += 1) b();",
        &["(while a : (+= i 1) (call b))"],
    );
    stmts(
        "l: while (a) |x| { break :l; } else |e| { f(e); }",
        &["(while :l a |x| (block (break :l)) else |e| (block (call f e)))"],
    );
    stmts(
        "inline for (a, 0.., 1..n) |x, *y, _| z();",
        &["(inline-for a (range 0) (range 1 n) |x| |*y| |_| (call z))"],
    );
    stmts(
        "for (a) |x| { continue; } else {}",
        &["(for a |x| (block (continue)) else (block))"],
    );
    stmts(
        "switch (a) { 1, 2...4 => b = 1, inline .c => |*x, t| {}, else => |y| return y }",
        &[
            "(switch a (prong 1 (range 2 4) => (= b 1)) (inline-prong .c |*x| |t| => (block)) (prong else |y| => (return y)))",
        ],
    );
    stmts(
        "s: switch (a) { else => continue :s 1, }",
        &["(switch :s a (prong else => (continue :s 1)))"],
    );
    expr(
        "if (a) 1 else if (b) 2 else 3 + 4",
        "(if a 1 else (if b 2 else (+ 3 4)))",
    );
    expr("l: { break :l 1; }", "(block :l (break :l 1))");
    expr(
        "while (a) { break 1; } else 2",
        "(while a (block (break 1)) else 2)",
    );
    expr(
        "for (a) |x| { break x; } else b",
        "(for a |x| (block (break x)) else b)",
    );
}

#[test]
fn statements() {
    stmts(
        "defer a(); errdefer |e| b(e); errdefer { c(); }",
        &[
            "(defer (call a))",
            "(errdefer |e| (call b e))",
            "(errdefer (block (call c)))",
        ],
    );
    stmts(
        "a +%= 1; a <<|= 2; a |= 3; _ = b;",
        &["(+%= a 1)", "(<<|= a 2)", "(|= a 3)", "(= _ b)"],
    );
    stmts(
        "const a, var b: u8, c.* = d;",
        &["(destructure (const a) (var b : u8) (deref c) = d)"],
    );
    stmts("a, b = .{ b, a };", &["(destructure a b = (init . b a))"]);
    stmts(
        "comptime var i = 0; comptime { i += 1; } comptime f();",
        &[
            "(comptime var i = 0)",
            "(comptime\n    (block (+= i 1)))",
            "(comptime\n    (call f))",
        ],
    );
    stmts(
        "var x: u8 align(4) = undefined;",
        &["(var x : u8 align 4 = undefined)"],
    );
    stmts(
        "{ a(); } l: { b(); }",
        &["(block (call a))", "(block :l (call b))"],
    );
}

#[test]
fn what_is_outside_is_read_to_be_refused() {
    stmts(
        "suspend {} resume x; nosuspend f(); _ = async g(); await h;",
        &[
            "(outside suspend)",
            "(outside resume)",
            "(outside nosuspend)",
            "(= _ (outside async))",
            "(outside await)",
        ],
    );
    stmts("asm volatile (\"nop\" ::: (1));", &["(outside asm)"]);
    // No keywords any more: names like any other.
    stmts(
        "const async = 1; const usingnamespace = async;",
        &["(const async = 1)", "(const usingnamespace = async)"],
    );
    for (text, word) in [
        ("extern fn f() void;", "extern"),
        ("export fn f() void {}", "export"),
        ("threadlocal var x: u8 = 1;", "threadlocal"),
        ("fn f() callconv(.c) void {}", "callconv"),
        ("var x: u8 linksection(\"a\") = 1;", "linksection"),
        ("fn f(p: *volatile u8) void { _ = p; }", "volatile"),
        ("usingnamespace @import(\"std\");", "usingnamespace"),
    ] {
        let problems = read(text).expect_err("it is outside of the subset");
        assert_eq!(
            problems[0].message,
            format!("'{word}' is not in undefer's subset of Zig")
        );
    }
}

#[test]
fn spans_end_with_the_last_token() {
    let text = "fn f() void {\n    if (a) b = 1 // why\n    ;\n    return // nothing\n    ;\n}\n";
    let tree = read(text).expect("it is right");
    let ast::Decl::Fn(f) = &tree.root.decls[0] else {
        panic!("a function")
    };
    let body = f.body.as_ref().expect("a body");
    let of = |span: Span| &text[span.start()..span.end()];
    assert_eq!(of(body.stmts[0].span), "if (a) b = 1");
    assert_eq!(of(body.stmts[1].span), "return");
    assert_eq!(of(body.close), "}");
    assert_eq!(of(f.span), text.trim_end());
}

#[test]
fn colours_of_a_broken_file() {
    let text = "const x: u8 = \"a; // c\n@f ' é";
    let kinds: Vec<_> = tokens(text)
        .into_iter()
        .map(|(range, kind)| (&text[range], kind))
        .collect();
    use TokenKind::{Broken, Builtin, Ident, Keyword, Punct, Type};
    assert_eq!(
        kinds,
        [
            ("const", Keyword),
            ("x", Ident),
            (":", Punct),
            ("u8", Type),
            ("=", Punct),
            ("\"a; // c", Broken),
            ("@f", Builtin),
            ("' é", Broken),
        ]
    );
}
