//! The quick form of a condition says what the evaluation says: at all moments of a program with values of every kind,
//! for very many random conditions.

use super::compile;
use crate::debug::command::Command;
use crate::debug::eval::{Expression, Term};
use crate::debug::stopping::evaluate;
use crate::debug::{Session, SessionOptions};
use crate::source::{Origin, SourceMap};
use crate::{bytecode, sema};

const PROGRAM: &str = r#"
const std = @import("std");
const LIMIT = 7;
const Kind = enum { idle, busy, done };
const Node = struct { value: i32, next: ?*Node, kind: Kind };
const Shape = union(enum) { circle: f64, square: struct { side: u32 }, none };
var total: u64 = 3;
fn half(n: u32) error{ Odd, Zero }!u32 {
    if (n == 0) return error.Zero;
    return if (n % 2 == 1) error.Odd else n / 2;
}
pub fn main() !void {
    var tail = Node{ .value = -4, .next = null, .kind = .busy };
    var node = Node{ .value = 1, .next = &tail, .kind = .idle };
    const head = &node;
    var row = [_]i16{ 5, -6, 7, 8 };
    var part: []i16 = &row;
    var name: []const u8 = "xyz";
    var raw: [4]u8 = undefined;
    var fresh: u32 = undefined;
    var shape: Shape = .none;
    var maybe: ?u32 = null;
    var point: ?struct { x: u8, y: i64 } = null;
    var last: error{ Odd, Zero }!u32 = 0;
    var f: f64 = -1.5;
    var g: f32 = 0.25;
    var small: i5 = -9;
    var large: u64 = 0xffff_ffff_ffff_fff0;
    var wide: i64 = -5;
    var flag = false;
    const many: [*]i16 = &row;
    var i: u32 = 0;
    while (i < 12) : (i += 1) {
        total += i; // here
        small += 1;
        large +%= 2;
        wide *= -3;
        f += 0.75;
        g *= -2;
        flag = !flag;
        maybe = if (i % 3 == 0) i else null;
        point = if (i % 2 == 0) .{ .x = 3, .y = wide } else null;
        last = half(i);
        row[i % 4] -= 2;
        part = row[i % 3 ..];
        if (i > 3) raw[i % 4] = @intCast(i);
        if (i > 6) fresh = i;
        if (i == 8) name = "";
        shape = switch (i % 3) {
            0 => .{ .circle = f },
            1 => .{ .square = .{ .side = i } },
            else => .none,
        };
        head.next = if (i % 4 == 3) null else &tail;
        tail.next = if (i % 5 == 2) head else null;
        head.kind = if (i < 6) .busy else .done;
    }
    std.debug.print("{any} {any} {any} {any} {any} {any}\n", .{ raw, fresh, many[0], name, point, last catch 0 });
}
"#;

/// Numbers as good as random.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        (self.0 % sides as u64) as usize
    }

    fn one<'a>(&mut self, list: &[&'a str]) -> &'a str {
        list[self.roll(list.len())]
    }

    fn number(&mut self, depth: usize) -> String {
        let atoms = [
            "i",
            "total",
            "LIMIT",
            "node.value",
            "head.next.?.value",
            "head.value",
            "row[1]",
            "part.len",
            "row.len",
            "part[i % 3]",
            "many[2]",
            "name.len",
            "name[0]",
            "'x'",
            "raw[2]",
            "fresh",
            "small",
            "large",
            "wide",
            "shape.square.side",
            "maybe.?",
            "point.?.x",
            "point.?.y",
            "0",
            "1",
            "3",
            "255",
            "-4",
            "(1 << 40)",
            "tail.next.?.next.?.value",
            "row[fresh]",
            "head.*.next.?.*.value",
        ];
        if depth == 0 || self.roll(3) == 0 {
            return self.one(&atoms).to_owned();
        }
        let (a, b) = (self.number(depth - 1), self.number(depth - 1));
        match self.roll(10) {
            0 => format!("-({a})"),
            1 => format!("~({a})"),
            2 => format!("(if ({}) {a} else {b})", self.test(depth - 1)),
            3 => format!("(maybe orelse {b})"),
            _ => {
                let operators = ["+", "-", "*", "/", "%", "&", "|", "^", "+%", "<<", ">>"];
                format!("({a} {} {b})", self.one(&operators))
            }
        }
    }

    fn float(&mut self, depth: usize) -> String {
        if depth == 0 || self.roll(3) == 0 {
            return self
                .one(&["f", "g", "shape.circle", "0.5", "-1.5", "2.0"])
                .to_owned();
        }
        let (a, b) = (self.float(depth - 1), self.float(depth - 1));
        match self.roll(6) {
            0 => format!("({a} + {})", self.number(0)),
            1 => format!("-({a})"),
            _ => format!("({a} {} {b})", self.one(&["+", "-", "*", "/", "%"])),
        }
    }

    fn test(&mut self, depth: usize) -> String {
        let atoms = [
            "flag",
            "true",
            "false",
            "head.next == null",
            "maybe != null",
            "point == null",
            "head.kind == .done",
            "node.kind != Kind.busy",
            "head.next == tail.next",
            "head.next.? == tail.next.?",
            "shape == .circle",
            "shape != .none",
            "last == error.Odd",
            "last != error.Zero",
            "maybe == 3",
            "maybe != i",
            "maybe.? > 2",
            "node.kind == tail.kind",
            "flag == (i > 4)",
            "flag == true",
            "head.next != null",
        ];
        if depth == 0 {
            return self.one(&atoms).to_owned();
        }
        let order = self.one(&["==", "!=", "<", "<=", ">", ">="]);
        match self.roll(8) {
            0 => self.one(&atoms).to_owned(),
            1 => format!("!({})", self.test(depth - 1)),
            2 => format!("({} and {})", self.test(depth - 1), self.test(depth - 1)),
            3 => format!("({} or {})", self.test(depth - 1), self.test(depth - 1)),
            4 => format!(
                "{} {order} {}",
                self.float(depth - 1),
                self.float(depth - 1)
            ),
            5 => format!(
                "{} {order} {}",
                self.float(depth - 1),
                self.number(depth - 1)
            ),
            _ => format!(
                "{} {order} {}",
                self.number(depth - 1),
                self.number(depth - 1)
            ),
        }
    }
}

#[test]
fn quick_and_slow_say_the_same() {
    let mut map = SourceMap::default();
    let file = map.add("conditions.zig", PROGRAM, Origin::User);
    let module = sema::analyze(&mut map, file, &sema::Options::default()).module;
    let program = bytecode::lower(module.expect("it is right"), map).expect("it is complete");
    let mut session = Session::start(program, SessionOptions::default());
    let tell = |session: &mut Session, text: &str| {
        let reply = session.execute(&Command::parse(text).expect(text));
        assert!(!reply.failed, "{text}: {}", reply.message);
    };
    let line = 1 + PROGRAM
        .lines()
        .position(|l| l.ends_with("// here"))
        .expect("is there");
    tell(&mut session, &format!("break {line}"));

    let mut dice = Dice(0x2545_f491_4f6c_dd1d);
    let conditions: Vec<Expression> = (0..1200)
        .map(|_| {
            let depth = 1 + dice.roll(3);
            let text = dice.test(depth);
            Expression::parse(&text).unwrap_or_else(|why| panic!("{text}: {why}"))
        })
        .collect();
    let (mut quick, mut held) = (0, 0);
    for _ in 0..12 {
        tell(&mut session, "continue");
        let present = session.present();
        for condition in &conditions {
            let Some(guard) = compile(condition, present.atlas, present.machine.pc()) else {
                continue;
            };
            let slow = evaluate(&present, condition);
            let holds = slow == Ok(Term::Bool(true));
            let text = condition.text();
            assert_eq!(present.machine.holds(&guard), holds, "{text}: {slow:?}");
            quick += 1;
            held += usize::from(holds);
        }
    }
    // Nearly all have a quick form, but not what is rounded to the bits of a single; and what would be the test worth if
    // they were all false?
    assert!(quick > 12 * 1040, "{quick} of {}", 12 * conditions.len());
    assert!(
        (quick / 5..quick * 4 / 5).contains(&held),
        "{held} of {quick}"
    );
}
