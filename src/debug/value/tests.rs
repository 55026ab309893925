use super::place::LARGE;
use super::*;
use crate::types::{ContainerLayout, Resolution, StructField, StructInfo};

/// Memory with one block of four defined and four undefined bytes at 0x1000, tag 7, and a freed one with tag 8.
struct Sample;

impl Source for Sample {
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte> {
        let byte = |i: u64| match addr + i {
            0x1000 => Some(42),
            0x1001..0x1004 => Some(0),
            0x2000 => Some(b'h'),
            0x2001 => Some(b'i'),
            _ => None,
        };
        (0..len).map(byte).collect()
    }

    fn is_undefined(&self, addr: u64, len: u64) -> bool {
        self.peek(addr, len).iter().all(Option::is_none)
    }

    fn pointee(&self, pointer: u64) -> Pointee {
        let tag = pointer >> 48;
        match tag {
            7 | 8 => Pointee::Block {
                id: BlockId(tag as u32 - 6),
                offset: address(pointer) - 0x1000,
                asked: Some((TypeId::U32, 1)),
                dangling: tag == 8,
            },
            _ => Pointee::Nothing,
        }
    }

    fn function_name(&self, _: u64) -> Option<String> {
        None
    }
}

fn defined(bytes: &[u8]) -> Vec<Byte> {
    bytes.iter().copied().map(Some).collect()
}

fn show(types: &TypePool, bytes: &[Byte], ty: TypeId) -> Value {
    Reader::new(&Sample, types, 4).decode(bytes, ty)
}

fn add_struct(types: &mut TypePool, fields: &[(&str, TypeId)]) -> TypeId {
    let field = |&(name, ty): &(&str, TypeId)| StructField {
        name: name.into(),
        ty,
        default: None,
        align: None,
        is_comptime: false,
    };
    types.add_struct(StructInfo {
        name: "main.Point".into(),
        span: None,
        namespace: None,
        layout: ContainerLayout::Auto,
        is_tuple: false,
        fields: fields.iter().map(field).collect(),
        backing: None,
        resolution: Resolution::Done,
    })
}

#[test]
fn numbers_have_their_own_width_and_sign() {
    let mut types = TypePool::new();
    assert_eq!(show(&types, &defined(&[0xff]), TypeId::U8).text, "255");
    assert_eq!(show(&types, &defined(&[0xff]), TypeId::I8).text, "-1");
    let i5 = types.int(true, 5);
    assert_eq!(show(&types, &defined(&[0x1f]), i5).text, "-1");
    let bytes = defined(&1.5f64.to_bits().to_le_bytes());
    assert_eq!(show(&types, &bytes, TypeId::F64).text, "1.5");
    let bytes = defined(&0x3e00u16.to_le_bytes());
    assert_eq!(show(&types, &bytes, TypeId::F16).text, "1.5");
    assert_eq!(
        show(&types, &[Some(1), None], TypeId::I16).text,
        "undefined"
    );
    assert_eq!(show(&types, &defined(&[1]), TypeId::BOOL).text, "true");
}

#[test]
fn pointers_name_their_block() {
    let mut types = TypePool::new();
    let pointer = types.pointer(TypeId::I32, false);
    let to = |raw: u64| defined(&raw.to_le_bytes());
    let live = show(&types, &to(7 << 48 | 0x1000), pointer);
    assert_eq!(live.text, "-> #1");
    assert_eq!(live.children[0].1.text, "42");
    let element = show(&types, &to(7 << 48 | 0x1004), pointer);
    assert_eq!(element.text, "-> #1[1]");
    assert_eq!(element.children[0].1.kind, ValueKind::Undefined);
    let dead = show(&types, &to(8 << 48 | 0x1000), pointer);
    assert_eq!(dead.text, "-> #2 DANGLING");
    assert!(dead.children.is_empty());
    let optional = types.optional(pointer);
    assert_eq!(show(&types, &to(0), optional).kind, ValueKind::Null);
}

#[test]
fn slices_show_length_and_text() {
    let mut types = TypePool::new();
    let text = types.slice(TypeId::U8, true);
    let mut bytes = defined(&0x2000u64.to_le_bytes());
    bytes.extend(defined(&2u64.to_le_bytes()));
    assert_eq!(show(&types, &bytes, text).text, "\"hi\"");
    let ints = types.slice(TypeId::I32, false);
    let mut bytes = defined(&(7u64 << 48 | 0x1004).to_le_bytes());
    bytes.extend(defined(&3u64.to_le_bytes()));
    assert_eq!(
        show(&types, &bytes, ints).text,
        "-> #1[1]  len 3  undef x 3"
    );
}

#[test]
fn aggregates_are_trees_with_a_text() {
    let mut types = TypePool::new();
    let point = add_struct(&mut types, &[("x", TypeId::I32), ("y", TypeId::I32)]);
    let bytes = defined(&[1, 0, 0, 0, 2, 0, 0, 0]);
    let value = show(&types, &bytes, point);
    assert_eq!(value.text, ".{ .x = 1, .y = 2 }");
    assert_eq!(value.children[1].0, "y");
    let row = types.array(14, TypeId::U8);
    let value = show(&types, &defined(&[3; 14]), row);
    let twelve = ["3"; 12].join(", ");
    assert_eq!(value.text, format!("{{ {twelve}, ... 2 more }}"));
    assert_eq!((value.children.len(), value.more), (12, 2));
    assert_eq!(show(&types, &[None; 14], row).text, "undefined x 14");
}

/// All ones behind 1 << 40, and nothing before; nobody reads much at once.
struct Wide;

impl Source for Wide {
    fn peek(&self, addr: u64, len: u64) -> Vec<Byte> {
        assert!(len <= LARGE, "reads {len} bytes");
        vec![(addr >= 1 << 40).then_some(1); len as usize]
    }

    fn is_undefined(&self, addr: u64, len: u64) -> bool {
        addr + len <= 1 << 40
    }

    fn pointee(&self, _: u64) -> Pointee {
        Pointee::Nothing
    }

    fn function_name(&self, _: u64) -> Option<String> {
        None
    }
}

/// `struct { row: [1 << 20]u16, n: u16 }`
fn wide_struct(types: &mut TypePool) -> TypeId {
    let row = types.array(1 << 20, TypeId::U16);
    add_struct(types, &[("row", row), ("n", TypeId::U16)])
}

#[test]
fn of_a_table_only_the_part_that_is_shown_is_read() {
    let mut types = TypePool::new();
    let row = types.array(1 << 20, TypeId::U16);
    let table = types.array(300, row);
    let reader = Reader::new(&Wide, &types, 4);
    let value = reader.read(1 << 40, table);
    assert_eq!((value.children.len(), value.more), (12, 288));
    assert_eq!(value.children[3].1.children[2].1.text, "257");
    assert_eq!(reader.read(0, table).text, "undefined x 300");
    // Ends in values, which are not shown.
    let value = reader.read((1 << 40) - 600, table);
    assert_eq!((value.children.len(), value.more), (12, 288));
    let rows = &value.children;
    assert_eq!(
        rows[0].1.text,
        "{ undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, undefined, ... 1048564 more }"
    );
    assert_eq!(rows[1].1.children[11].1.text, "257");
}

#[test]
fn of_a_large_struct_only_the_part_that_is_shown_is_read() {
    let mut types = TypePool::new();
    let wide = wide_struct(&mut types);
    let maybe = types.optional(wide);
    let reader = Reader::new(&Wide, &types, 4);
    let twelve = ["257"; 12].join(", ");
    let text = format!(".{{ .row = {{ {twelve}, ... 1048564 more }}, .n = 257 }}");
    assert_eq!(reader.read(1 << 40, wide).text, text);
    assert_eq!(reader.read(1 << 40, maybe).text, text);
    assert_eq!(reader.read(0, wide).text, "undefined");
    let ends = reader.read((1 << 40) - (1 << 21), wide);
    assert_eq!(ends.text, ".{ .row = undefined x 1048576, .n = 257 }");
}
