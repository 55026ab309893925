//! Layouts and names of types against what real Zig 0.15.2 answered (`types/layouts.txt`, re-made by
//! `types/ask.py`). The definitions are read by a small reader of the tests' own, so that this one needs
//! nothing above `types`.

#[path = "types/reader.rs"]
mod reader;

use reader::Reader;
use undefer::types::*;

/// The columns of `layouts.txt` after the definition.
fn describe(pool: &TypePool, id: TypeId) -> String {
    let Layout { size, align } = pool.layout(id);
    let bits = pool.bit_size(id);
    let mut columns = format!(
        "{} | size {size} align {align} bits {bits} |",
        pool.name(id)
    );
    for offset in parts(pool, id) {
        columns += &format!(" {offset}");
    }
    columns
}

fn parts(pool: &TypePool, id: TypeId) -> Vec<String> {
    match pool.get(id) {
        Type::Struct(s) => {
            let packed = pool.struct_info(*s).layout == ContainerLayout::Packed;
            let offset = |i| match packed {
                true => u64::from(pool.packed_bit_offset(id, i)),
                false => pool.field_offset(id, i),
            };
            let count = pool.struct_info(*s).fields.len() as u32;
            (0..count).map(|i| offset(i).to_string()).collect()
        }
        Type::Optional(child) => match pool.optional_layout(*child).flag_offset {
            Some(at) => vec![at.to_string()],
            None => vec!["-".to_owned()],
        },
        Type::ErrorUnion { payload, .. } => {
            let parts = pool.error_union_layout(*payload);
            [parts.code_offset, parts.payload_offset]
                .map(|n| n.to_string())
                .into()
        }
        Type::Union(u) if pool.union_info(*u).tag.is_some() => {
            let parts = pool.union_layout(id);
            if parts.tag_size == 0 {
                return Vec::new();
            }
            [parts.tag_offset, parts.payload_offset]
                .map(|n| n.to_string())
                .into()
        }
        _ => Vec::new(),
    }
}

#[test]
fn layouts_and_names_are_zigs() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for line in include_str!("types/layouts.txt").lines() {
        let (definition, expected) = line.split_once(" | ").expect("two columns");
        if expected.ends_with(" |") && !expected.contains("| size") {
            continue; // exists at compile time only
        }
        let id = reader.define(definition);
        let got = describe(&reader.pool, id);
        if got.trim_end() != expected.trim_end() {
            wrong.push(format!("{definition}\n  Zig: {expected}\n  we:  {got}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
