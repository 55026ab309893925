//! The library read late is the library read whole.

use super::*;

/// Reads a text of the library whole and late, and compares the trees with all their spans.
#[track_caller]
fn same(name: &str, text: &str) {
    let mut map = SourceMap::default();
    let id = map.add(name, text, Origin::Library);
    let whole = parse(id, &map).unwrap_or_else(|problems| panic!("{name}: {problems:#?}"));
    let late = outline(id, &map);
    assert_eq!(late.root.decls.len(), whole.root.decls.len(), "{name}");
    for (late, whole) in late.root.decls.iter().zip(&whole.root.decls) {
        assert_eq!(format!("{late:?}"), format!("{whole:?}"), "{name}");
    }
    assert_eq!(format!("{late:?}"), format!("{whole:?}"), "{name}");
    assert_eq!(dump(&late), dump(&whole), "{name}");
}

#[test]
fn every_file_is_the_same_read_whole_and_late() {
    for (name, text) in crate::stdlib::FILES {
        same(name, text);
    }
}

#[test]
fn declarations_of_every_shape_end_where_they_end() {
    same(
        "shapes",
        r#"//! A file with fields.

/// With a comment.
a: u32 = 1,
b: struct { c: u8, const d = "}"; },

pub const e = struct {
    /// A name in quotes.
    const @"f g": []const u8 = "{ // \" }";
    x: u8,
    y: enum(u8) { p = 1, q, pub fn r(self: @This()) void { _ = self; } } = .p,
    inline fn h() error{ A, B }!union(enum) { u: u8, const v = 1; } { return .{ .u = '{' }; }
    fn i(comptime T: type) struct { T, u8 } { const k = struct { fn l() T { return 1; } }; return .{ k.l(), 2 }; }
};
var m: u8 = undefined;
fn n() [2]u8 { return .{ 1, 2 }; }
comptime { _ = n; }
test "o" { _ = struct { const p = 1; }; }
"#,
    );
}

#[test]
fn a_declaration_waits_until_it_is_asked_for() {
    let mut map = SourceMap::default();
    let text = "pub const a = 1;\nconst b = struct { pub fn c(d: u8) u8 { return d + e.f; } };\n";
    let id = map.add("late", text, Origin::Library);
    let file = outline(id, &map);
    let [ast::Decl::Unread(a), ast::Decl::Unread(b)] = file.root.decls.as_slice() else {
        panic!("{file:?}");
    };
    assert_eq!(
        (&*a.name.name, a.is_pub, &*b.name.name, b.is_pub),
        ("a", true, "b", false)
    );
    assert_eq!(map.text(b.name.span), "b");
    let ast::Decl::Var(b) = b.read() else {
        panic!("{b:?}");
    };
    let Some(ast::ExprKind::Container(inner)) = b.value.as_ref().map(|value| &value.kind) else {
        panic!("{b:?}");
    };
    let [ast::Decl::Unread(c)] = inner.decls.as_slice() else {
        panic!("{inner:?}");
    };
    let names = c.mentions().map(|name| map.text(name.span).to_owned());
    assert_eq!(names.collect::<Vec<_>>(), ["c", "d", "d", "e"]);
}
