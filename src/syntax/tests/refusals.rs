//! What is said about wrong text.

use super::*;

/// Real Zig 0.15.2 says the same at the same place.
const AS_ZIG: &[(&str, &str)] = &[
    (
        "fn f() void {\n    foo()\n    bar();\n}\n",
        "2:10: expected ';' after statement",
    ),
    (
        "const a = 1\nconst b = 2;\n",
        "1:12: expected ';' after declaration",
    ),
    (
        "fn f() void {\n    const a = 1\n    _ = a;\n}\n",
        "2:16: expected ';' after statement",
    ),
    ("const a = 1", "1:12: expected ';' after declaration"),
    (
        "fn f() void {\n    foo();\n",
        "3:1: expected statement, found 'EOF'",
    ),
    (
        "fn f() void {\n    if (a) {\n foo();\n}\nfn g() void {}\n",
        "5:15: expected ';' after statement",
    ),
    ("fn f() void {\n}\n}\n", "2:2: expected 'EOF', found '}'"),
    (
        "fn f() void {\n    _ = a == b == c;\n}\n",
        "2:16: comparison operators cannot be chained",
    ),
    (
        "fn f() void {\n    _ = a < b < c;\n}\n",
        "2:15: comparison operators cannot be chained",
    ),
    (
        "fn f() void {\n    foo(a b);\n}\n",
        "2:11: expected ',' after argument",
    ),
    (
        "fn f() void {\n    foo(a, b;\n}\n",
        "2:13: expected ',' after argument",
    ),
    (
        "fn f(a: u8 b: u8) void {}\n",
        "1:12: expected ',' after parameter",
    ),
    ("fn f(a) void {}\n", "1:6: missing parameter name or type"),
    (
        "const S = struct {\n    a: u8\n    b: u8,\n};\n",
        "2:10: expected ',' after field",
    ),
    (
        "const S = struct {\n    a: u8;\n    b: u8,\n};\n",
        "2:10: expected ',' after field",
    ),
    (
        "fn f() void {\n    const a = .{ .a = 1 .b = 2 };\n}\n",
        "2:28: expected ',' after initializer",
    ),
    (
        "fn f() void {\n    const a = .{ 1 2 };\n}\n",
        "2:20: expected ',' after initializer",
    ),
    (
        "fn f() void {\n    const a = ;\n}\n",
        "2:15: expected expression, found ';'",
    ),
    (
        "fn f() void {\n    a = 1 + ;\n}\n",
        "2:13: expected expression, found ';'",
    ),
    (
        "fn f() {\n}\n",
        "1:8: expected return type expression, found '{'",
    ),
    (
        "fn f(a: ) void {\n}\n",
        "1:9: expected type expression, found ')'",
    ),
    (
        "const a: = 5;\n",
        "1:10: expected type expression, found '='",
    ),
    (
        "fn f() void {\n    );\n}\n",
        "2:5: expected statement, found ')'",
    ),
    (
        "fn f() void {\n    if x { }\n}\n",
        "2:8: expected '(', found 'an identifier'",
    ),
    (
        "fn f() void {\n    if (x) \n}\n",
        "2:11: expected block or assignment, found '}'",
    ),
    (
        "fn f() void {\n    if (x) y = 5 else z = 5\n}\n",
        "2:28: expected ';' after statement",
    ),
    (
        "fn f() void {\n    if (x) y = 5\n}\n",
        "2:17: expected ';' or 'else' after statement",
    ),
    (
        "fn f() void {\n    while x < 5 { }\n}\n",
        "2:11: expected '(', found 'an identifier'",
    ),
    (
        "fn f() void {\n    for (x) { }\n}\n",
        "2:13: expected loop payload, found '{'",
    ),
    (
        "fn f() void {\n    for i in x { }\n}\n",
        "2:9: expected '(', found 'an identifier'",
    ),
    (
        "fn f() void {\n    for (var i = 0; i < 10; i++) { }\n}\n",
        "2:10: expected expression, found 'var'",
    ),
    (
        "fn f() void {\n    i++;\n}\n",
        "2:8: expected expression, found ';'",
    ),
    (
        "fn f() void {\n    let x = 5;\n}\n",
        "2:9: expected ';' after statement",
    ),
    (
        "fn f() void {\n    int x = 5;\n}\n",
        "2:9: expected ';' after statement",
    ),
    (
        "fn f() void {\n    if (a && b) {}\n}\n",
        "2:11: ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND",
    ),
    (
        "fn f() void {\n    const a = \"abc;\n}\n",
        "2:20: string literal contains invalid byte: '\\n'",
    ),
    (
        "fn f() void {\n    const a = 'ab';\n}\n",
        "2:17: expected single quote ('), found 'b'",
    ),
    (
        "fn f() void {\n    const a = '';\n}\n",
        "2:15: empty character literal",
    ),
    (
        "fn f() void {\n    const a = 'a;\n}\n",
        "2:18: character literal contains invalid byte: '\\n'",
    ),
    (
        "const a = \"a\\q\";\n",
        "1:14: invalid escape character: 'q'",
    ),
    (
        "const a = \"a\\xZZ\";\n",
        "1:15: expected hex digit, found 'Z'",
    ),
    (
        "const a = \"a\\x1\";\n",
        "1:16: expected hex digit, found '\"'",
    ),
    (
        "const a = \"a\\u{}\";\n",
        "1:16: empty unicode escape sequence",
    ),
    ("const a = \"a\\u12\";\n", "1:15: expected '{', found '1'"),
    (
        "const a = \"a\\u{12\";\n",
        "1:18: expected hex digit or '}', found '\"'",
    ),
    (
        "const a = \"a\\u{1g}\";\n",
        "1:17: expected hex digit or '}', found 'g'",
    ),
    (
        "const a = 0x;\n",
        "1:11: expected a digit after base prefix",
    ),
    (
        "const a = 12ab;\n",
        "1:13: invalid digit 'a' for decimal base",
    ),
    ("const a = 1__0;\n", "1:13: repeated digit separator"),
    ("const a = 1_;\n", "1:12: trailing digit separator"),
    (
        "const a = 0b12;\n",
        "1:14: invalid digit '2' for binary base",
    ),
    ("const a = 0o8;\n", "1:13: invalid digit '8' for octal base"),
    (
        "const a = 1.;\n",
        "1:13: expected pointer dereference, optional unwrap, or field access, found ';'",
    ),
    ("const a = 1.0e;\n", "1:14: expected digit after '0'"),
    ("const a = 012;\n", "1:11: number '012' has leading zero"),
    ("const a = 0x1.8p;\n", "1:16: expected digit after '8'"),
    ("const a = 0xG;\n", "1:13: invalid digit 'G' for hex base"),
    ("const a = 0X1F;\n", "1:12: base prefix must be lowercase"),
    ("const a = 1.5_;\n", "1:14: trailing digit separator"),
    ("const a = 0_1;\n", "1:11: number '0_1' has leading zero"),
    (
        "const a = \"a\tb\";\n",
        "1:13: string literal contains invalid byte: '\\t'",
    ),
    (
        "const a = \x01;\n",
        "1:11: expected expression, found 'invalid token'",
    ),
    (
        "// \x07\nconst a = 1;\n",
        "1:4: comment contains invalid byte: '\\x07'",
    ),
    (
        "const a = $x;\n",
        "1:11: expected expression, found 'invalid token'",
    ),
    (
        "#include <x>\nconst a = 5;\n",
        "1:1: expected type expression, found 'invalid token'",
    ),
    (
        "const a = \\\\abc\nconst b = 5;\n",
        "1:16: expected ';' after declaration",
    ),
    (
        "fn f() void {\n    /// doc\n}\n",
        "2:5: expected statement, found 'a document comment'",
    ),
    ("/// doc\n", "1:1: unattached documentation comment"),
    (
        "const S = struct {\n    a: u8,\n    /// doc\n};\n",
        "3:5: unattached documentation comment",
    ),
    (
        "const a = 5; //! mod\n",
        "1:14: expected type expression, found 'a document comment'",
    ),
    (
        "fn f() void {\n    switch (x) {\n        1 => a(),\n        2 => b()\n        3 => c(),\n    }\n}\n",
        "4:17: expected ',' after switch prong",
    ),
    (
        "fn f() void {\n    switch (x) {\n        1 => a();\n        2 => b(),\n    }\n}\n",
        "3:17: expected ',' after switch prong",
    ),
    (
        "fn f() void {\n    switch (x) {\n        1: a(),\n    }\n}\n",
        "3:10: expected '=>', found ':'",
    ),
    (
        "fn f() void {\n    switch x {\n    }\n}\n",
        "2:12: expected '(', found 'an identifier'",
    ),
    (
        "const fn = 5;\n",
        "1:7: expected 'an identifier', found 'fn'",
    ),
    (
        "fn f() void { const error = 5; }\n",
        "1:21: expected 'an identifier', found 'error'",
    ),
    (
        "fn f() void { const test = 5; }\n",
        "1:21: expected 'an identifier', found 'test'",
    ),
    (
        "const S = struct {\n    a: u8,\n    fn f() void {}\n    b: u8,\n};\n",
        "3:5: declarations are not allowed between container fields",
    ),
    (
        "fn f() void {\n    if (a = b) {}\n}\n",
        "2:11: expected ')', found '='",
    ),
    (
        "fn f() -> void {\n}\n",
        "1:8: expected return type expression, found '->'",
    ),
    (
        "fn f(): void {\n}\n",
        "1:7: expected return type expression, found ':'",
    ),
    (
        "fn f() void {\n    if (a) |x {}\n}\n",
        "2:15: expected '|', found '{'",
    ),
    (
        "fn f() void {\n    while (a) || {}\n}\n",
        "2:15: expected block or assignment, found '||'",
    ),
    (
        "fn f() void {\n    a[0 = 5;\n}\n",
        "2:9: expected ']', found '='",
    ),
    (
        "fn f() void {\n    const a = (1 + 2;\n}\n",
        "2:21: expected ')', found ';'",
    ),
    (
        "fn f() void {\n    const a = 1 + 2);\n}\n",
        "2:20: expected ';' after statement",
    ),
    (
        "fn f() void {\n    var x: i32;\n}\n",
        "2:15: expected '=', found ';'",
    ),
    ("var x: i32;\n", "1:1: variables must be initialized"),
    (
        "fn f() void {\n    p->x = 5;\n}\n",
        "2:6: expected ';' after statement",
    ),
    (
        "fn f() void {\n    a b;\n    c d;\n}\nfn g() void {\n    e f;\n}\n",
        "2:7: expected ';' after statement",
    ),
    (
        "fn f() void {\n    a catch |e {};\n}\n",
        "2:16: expected '|', found '{'",
    ),
    (
        "fn f() void {\n    else {}\n}\n",
        "2:5: expected statement, found 'else'",
    ),
    (
        "fn f() void {\n    const a = S{ x: 5 };\n}\n",
        "2:19: expected '}', found ':'",
    ),
    (
        "fn f() void {\n    const a = S{ x = 5 };\n}\n",
        "2:20: expected ',' after initializer",
    ),
    (
        "const S = struct { pub a: u8 };\n",
        "1:24: expected function or variable declaration after pub",
    ),
    (
        "fn f() void { pub const a = 5; }\n",
        "1:15: expected statement, found 'pub'",
    ),
    (
        "fn f() void { fn g() void {} }\n",
        "1:30: expected ';' after statement",
    ),
    (
        "fn f() void { const a = b ? c : d; }\n",
        "1:27: expected ';' after statement",
    ),
    (
        "fn f() void { defer const a = 5; }\n",
        "1:21: expected block or expression, found 'const'",
    ),
    (
        "fn f() void { if (a) const b = 5; }\n",
        "1:22: expected block or assignment, found 'const'",
    ),
    (
        "const a = b -c;\nconst d = b- c;\n",
        "1:13: binary operator '-' has whitespace on one side, but not the other",
    ),
    (
        "const a = b &c;\n",
        "1:13: binary operator '&' has whitespace on one side, but not the other",
    ),
    (
        "const a = .{1,,2};\n",
        "1:15: expected expression, found ','",
    ),
    (
        "test {\n}\ntest foo {}\ntest \"x\" {}\ntest 5 {}\n",
        "5:6: expected block, found 'a number literal'",
    ),
    (
        "pub\n",
        "1:4: expected function or variable declaration after pub",
    ),
    (
        "const @\"a b\" = 5;\nconst x = @\"\";\n",
        "2:11: identifier cannot be empty",
    ),
    (
        "const x = @;\n",
        "1:11: expected expression, found 'invalid token'",
    ),
    (
        "const x = @import;\n",
        "1:18: expected parameter list, found ';'",
    ),
    (
        "const E = error { A B };\n",
        "1:21: expected ',' after field",
    ),
    (
        "const E = error { A = 1 };\n",
        "1:21: expected ',' after field",
    ),
    (
        "const E = enum { a b };\n",
        "1:20: expected ',' after field",
    ),
    (
        "const E = enum { a; b };\n",
        "1:19: expected ',' after field",
    ),
    ("struct S { a: u8 }\n", "1:8: 'struct S' is invalid"),
    ("const a 5;\n", "1:9: expected ';' after declaration"),
    (
        "fn f() void { const a: u8 5; }\n",
        "1:27: expected '=', found 'a number literal'",
    ),
    (
        "fn f() void { x := 5; }\n",
        "1:18: expected 'while', 'for', 'inline', or '{', found '='",
    ),
    (
        "fn f() void { return 5 6; }\n",
        "1:24: expected ';' after statement",
    ),
    (
        "fn f() void { const a = if (b) 1; else 2; }\n",
        "1:35: expected statement, found 'else'",
    ),
    (
        "const a = 'abc';\n",
        "1:13: expected single quote ('), found 'b'",
    ),
    (
        "fn f() void { for (a) |x, y, z| {} }\n",
        "1:27: extra capture in for loop",
    ),
    (
        "fn f(a: *mut u8) void {}\n",
        "1:14: expected ',' after parameter",
    ),
    (
        "fn f(a: &u8) void {}\n",
        "1:9: expected type expression, found '&'",
    ),
    (
        "fn f() void { const a: List<u8> = 5; }\n",
        "1:28: expected '=', found '<'",
    ),
    (
        "fn f() void { a.*b; }\n",
        "1:18: expected ';' after statement",
    ),
    (
        "fn f() void { a.**; }\n",
        "1:16: '.*' cannot be followed by '*'; are you missing a space?",
    ),
    (
        "fn f() void { if (a) {}; }\n",
        "1:24: expected statement, found ';'",
    ),
    (
        "fn f() void {};\n",
        "1:15: expected type expression, found ';'",
    ),
    ("fn f() void { ; }\n", "1:15: expected statement, found ';'"),
    (
        "fn f() void { switch(a) { 1..5 => {}, else => {} } }\n",
        "1:28: expected '=>', found '..'",
    ),
    (
        "fn f() void { while (a) : i += 1 {} }\n",
        "1:27: expected '(', found 'an identifier'",
    ),
];

/// Ours is clearer, or Zig does not know the subset.
const OUR_OWN: &[(&str, &str)] = &[
    (
        "fn f() void {\n    for (x, 0..) |a| { }\n}\n",
        "2:13: for input is not captured",
    ),
    (
        "function f() void {\n}\n",
        "1:10: expected ';' after statement",
    ),
    (
        "const a = \"a\\u{110000}\";\n",
        "1:22: unicode escape does not correspond to a valid unicode scalar value",
    ),
    ("const a = 0b1.0;\n", "1:14: invalid base for float literal"),
    (
        "usingnamespace @import(\"std\");\n",
        "1:1: 'usingnamespace' is not in undefer's subset of Zig",
    ),
    (
        "const S = struct {\n    fn a() void\n    fn b() void\n};\n",
        "2:8: functions 'a' and 'b' have no body: a prototype says how to call it, not what it does",
    ),
    (
        "const S = struct {\n    fn a() void;\n    fn b() void;\n};\n",
        "2:8: functions 'a' and 'b' have no body: a prototype says how to call it, not what it does",
    ),
    (
        "extern fn printf(f: [*:0]const u8, ...) c_int;\n",
        "1:1: 'extern' is not in undefer's subset of Zig",
    ),
    (
        "const @\"a\n",
        "1:10: quoted identifier contains invalid byte: '\\n'",
    ),
];

#[test]
fn syntax_errors_in_the_words_of_zig() {
    AS_ZIG.iter().for_each(|(text, said)| refuse(text, said));
}

#[test]
fn syntax_errors_in_our_words() {
    OUR_OWN.iter().for_each(|(text, said)| refuse(text, said));
}

#[test]
fn every_declaration_with_an_error_is_named() {
    let problems = read(
        "fn a() void {\n    b c;\n}\n/// doc\nfn d() void {}\nconst e = ;\nfn f() void { g( }",
    )
    .expect_err("it is wrong");
    assert_eq!(
        problems.len(),
        1,
        "the brackets do not match, so only the first is sure"
    );
    let problems = read(
        "fn a() void {\n    b c;\n}\n/// doc\nfn d() void {}\nconst e = ;\nfn f() void { g h; }",
    )
    .expect_err("it is wrong");
    let said: Vec<_> = problems.iter().map(|p| p.message.as_str()).collect();
    assert_eq!(
        said,
        [
            "expected ';' after statement",
            "expected expression, found ';'",
            "expected ';' after statement"
        ]
    );
}

#[test]
fn prototypes_without_bodies_are_one_problem() {
    let text = "const A = struct {\n    fn a(n: usize) !usize\n    fn b() void\n    // ...\n};\n";
    let problems = read(text).expect_err("the bodies are missing");
    assert_eq!(problems.len(), 1);
    assert_eq!(
        problems[0].message,
        "functions 'a' and 'b' have no body: a prototype says how to call it, not what it does"
    );
}

#[test]
fn what_is_not_closed_is_shown() {
    let text = "fn f() void {\n    if (a) {\n        b();\n}\nfn g() void {}\n";
    let problems = read(text).expect_err("a brace is missing");
    assert_eq!(
        problems[0].labels[0].0.start(),
        text.find("{\n        b").expect("the `if`")
    );
}

#[track_caller]
fn hint(text: &str, expected: &str) {
    let problems = read(text).expect_err("the text is wrong");
    assert_eq!(
        problems[0].hint.as_deref(),
        Some(expected),
        "{}",
        problems[0].message
    );
}

#[test]
fn habits_from_other_languages_get_a_hint() {
    hint("fn f() void { i++; }", "to add one, write `x += 1`");
    hint("fn f() void { i--; }", "to subtract one, write `x -= 1`");
    hint(
        "fn f() void { let x = 5; }",
        "a variable starts with `const` or `var`",
    );
    hint(
        "fn f() void { if x { } }",
        "parentheses are needed: `if (...)`",
    );
    hint(
        "fn f() -> void { }",
        "the return type stands directly after the parameters: `fn f() void`",
    );
    hint(
        "fn f() void { x = c ? 1 : 2; }",
        "choose a value with `if (c) a else b`",
    );
    hint("fn f() void { if (a && b) {} }", "write `and`");
    hint(
        "fn f() void { const a = S{ x: 5 }; }",
        "the value of a field is written `.name = value`",
    );
    hint(
        "const fn = 5;",
        "'fn' is a keyword: choose another name, or write @\"fn\"",
    );
}
