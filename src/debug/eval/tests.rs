use super::*;
use crate::debug::value::{Pointee, Source};
use crate::types::{ContainerLayout, Resolution, StructField, StructInfo, TypePool};

/// `n: i32 = 7` in a register, `p: *Node` to a node at 0x1000 whose `next` is null, `row: [3]u8` at 0x2000.
struct Sample {
    types: TypePool,
    node_pointer: TypeId,
    row: TypeId,
}

fn sample() -> Sample {
    let mut types = TypePool::new();
    let field = |name: &str, ty| StructField {
        name: name.into(),
        ty,
        default: None,
        align: None,
        is_comptime: false,
    };
    let node = types.add_struct(StructInfo {
        name: "main.Node".into(),
        span: None,
        namespace: None,
        layout: ContainerLayout::Auto,
        is_tuple: false,
        fields: vec![],
        backing: None,
        resolution: Resolution::Declared,
    });
    let node_pointer = types.pointer(node, false);
    let next = types.optional(node_pointer);
    if let Type::Struct(id) = *types.get(node) {
        let info = types.struct_info_mut(id);
        info.fields = vec![field("value", TypeId::I32), field("next", next)];
        info.resolution = Resolution::Done;
    }
    let row = types.array(3, TypeId::U8);
    Sample {
        types,
        node_pointer,
        row,
    }
}

impl Scope for Sample {
    fn lookup(&self, name: &str) -> Option<Variable> {
        let bytes = |bytes: &[u8]| At::Bytes {
            bytes: bytes.iter().copied().map(Some).collect(),
            addr: Some(0x3000),
        };
        match name {
            "n" => Some(Variable {
                ty: TypeId::I32,
                at: bytes(&[7, 0, 0, 0]),
            }),
            "p" => Some(Variable {
                ty: self.node_pointer,
                at: bytes(&0x1000u64.to_le_bytes()),
            }),
            "row" => Some(Variable {
                ty: self.row,
                at: At::Memory(0x2000),
            }),
            _ => None,
        }
    }
}

impl Source for Sample {
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte> {
        let byte = |at: u64| match at {
            0x1008 => Some(42),
            0x1000..0x1010 => Some(0),
            0x2000..0x2003 => Some((at & 0xff) as u8 + 1),
            _ => None,
        };
        (addr..addr + len).map(byte).collect()
    }

    fn is_undefined(&self, addr: u64, len: u64) -> bool {
        self.peek(addr, len).iter().all(Option::is_none)
    }

    fn pointee(&self, _: u64) -> Pointee {
        Pointee::Nothing
    }

    fn function_name(&self, _: u64) -> Option<String> {
        None
    }
}

#[track_caller]
fn check(text: &str, expected: &str) {
    let sample = sample();
    let reader = Reader::new(&sample, &sample.types, 8);
    let shown = match Expression::parse(text).and_then(|e| e.evaluate(&reader, &sample)) {
        Ok(term) => {
            let (ty, value) = show(&reader, &term);
            format!("{ty} {}", value.text)
        }
        Err(why) => why,
    };
    assert_eq!(shown, expected, "{text}");
}

#[test]
fn paths_lead_into_values() {
    check("n", "i32 7");
    check("p.value", "i32 42");
    check("p.*.value", "i32 42");
    check("p.next", "?*main.Node null");
    check("row", "[3]u8 { 1, 2, 3 }");
    check("row[n - 5]", "u8 3");
    check("row[1..]", "[2]u8 { 2, 3 }");
    check("row[1..][0]", "u8 2");
    check("row.len", "usize 3");
    check("&row", "*[3]u8 0x2000");
    check("(&row).*[1]", "u8 2");
}

#[test]
fn operators_compute() {
    check("n * 6 == p.value", "bool true");
    check("n > 3 and p.next == null", "bool true");
    check("-n + 0x10", "i32 9");
    check("if (n == 7) row[0] else row[1]", "u8 1");
    check("!(n == 7) or true", "bool true");
    check("@sizeOf(row)", "comptime_int 3");
}

/// As the language computes; what would overflow is told exactly, without a type of its own.
#[test]
fn integers_keep_their_type() {
    check("row[0] +% 255", "u8 0");
    check("row[0] -% 2", "u8 255");
    check("row[1] *| 200", "u8 255");
    check("row[0] + 255", "comptime_int 256");
    check("row[0] - 2", "comptime_int -1");
    check("~row[0]", "u8 254");
    check("~n", "i32 -8");
    check("row[2] << 7", "u8 128");
    check("-%n", "i32 -7");
    check("n + row[2]", "i32 10");
    check("@as(u8, @truncate(n + 256))", "u8 7");
    check("@as(u8, n * 100)", "700 does not fit `u8`");
    check("@mod(-n, 4)", "i32 1");
    check("@rem(-n, 4)", "i32 -3");
    check("@divFloor(-n, 2)", "i32 -4");
    check("@divExact(n, 2)", "exact division produced remainder");
    check("@min(n, row[1])", "i32 2");
    check("@abs(-n)", "u32 7");
    check("@clz(row[0])", "u4 7");
    check("@popCount(~row[0])", "u4 7");
}

#[test]
fn floats_keep_their_type() {
    check("@as(f32, 0.1) == 0.1", "bool true");
    check("@as(f32, 0.1) == @as(f64, 0.1)", "bool false");
    check("@as(f32, 1) / 3", "f32 0.33333334");
    check("@as(f64, 1) / 3", "f64 0.3333333333333333");
    check("@as(f32, 0.5) + @as(f64, 0.1)", "f64 0.6");
    check("-@as(f16, 0.1)", "f16 -0.099975586");
    check("1.0 / 3.0", "comptime_float 0.3333333333333333");
    check("@as(f64, @floatFromInt(n)) / 2", "f64 3.5");
    check("@as(i32, @intFromFloat(7.9))", "i32 7");
    check("@sqrt(@as(f32, 2))", "f32 1.4142135");
    check("@max(n, 2, 9)", "i32 9");
    check("@as(u32, @bitCast(-n))", "u32 4294967289");
    check("@as(f32, @bitCast(@as(u32, 1065353216)))", "f32 1");
    check(
        "@bitCast(n)",
        "`@bitCast` needs a type around it: `@as(T, @bitCast(x))`",
    );
    check("@sqrt(p.next)", "`@sqrt` does not take `null`");
}

#[test]
fn what_cannot_be_is_said_in_a_sentence() {
    check("x", "there is no `x` here");
    check("row[3]", "index 3 is out of bounds: it has 3 elements");
    check("p.size", "a `main.Node` has no field `size`");
    check("n.x", "a `i32` has no fields");
    check("p.next.?.value", "it is null");
    check(
        "p.next.value",
        "a `?*main.Node` is an optional: write `.?.value`",
    );
    check(
        "f(n)",
        "a call would change the recording; only values can be looked at",
    );
    check("n / 0", "division by zero");
}
