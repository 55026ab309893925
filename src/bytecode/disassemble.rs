//! Bytecode as text, for stage snapshots and for the curious: one line an instruction, in the words of the table
//! in [`super::op`].

use std::fmt::Write as _;

use crate::ir::FunctionId;

use super::number_table::{BINARY, CASTS, INTRINSICS, OVERFLOWS, UNARY};
use super::*;

/// The listing of one function.
pub fn function(program: &Program, id: FunctionId) -> String {
    let info = program.function(id);
    let mut text = format!("fn {} slots {}\n", info.name, info.frame_slots);
    let mut pc = info.entry.0;
    while pc < info.end.0 {
        let instr = program.code[pc as usize];
        let _ = writeln!(
            text,
            "{:5} {} {}",
            pc - info.entry.0,
            if instr.is_statement() { '*' } else { ' ' },
            instruction(program, Pc(pc))
        );
        pc += if has_extension(instr) { 2 } else { 1 };
    }
    text
}

/// The functions of the user's files, in order.
pub fn listing(program: &Program) -> String {
    let own = program.functions.iter().filter(|f| !f.is_library);
    let texts: Vec<String> = own.map(|f| function(program, f.id)).collect();
    texts.join("\n")
}

/// Whether the next word belongs to the instruction.
pub fn has_extension(instr: Instr) -> bool {
    match instr.opcode() {
        Op::Bin | Op::Un | Op::Cast | Op::Overflow | Op::FrLdE64 | Op::FrStE64 => true,
        Op::CopyIn | Op::CopyOut | Op::CopyPtr | Op::Tag => true,
        Op::ElemAddr | Op::PtrElem => instr.x == 0,
        Op::Untag => instr.x != 0,
        _ => false,
    }
}

/// One instruction, with its extension.
pub fn instruction(program: &Program, pc: Pc) -> String {
    let instr = program.code[pc.0 as usize];
    let form = Op::TABLE
        .get(usize::from(instr.op & !STATEMENT))
        .map_or("", |e| e.2);
    let mut text = format!("{:10?} ", instr.opcode());
    let mut rest = form;
    while let Some(open) = rest.find(['{', 'r', '[']) {
        text.push_str(&rest[..open]);
        rest = &rest[open..];
        let taken = if rest.starts_with('{') {
            let end = rest.find('}').map_or(rest.len(), |e| e + 1);
            text.push_str(&hole(program, pc, instr, &rest[1..end.saturating_sub(1)]));
            end
        } else {
            named_field(&mut text, instr, rest)
        };
        rest = &rest[taken..];
    }
    text.push_str(rest);
    text.trim_end().to_string()
}

/// `ra`, `rb`, `rc`, `[a]`, `[b]`: how much of the form it took.
fn named_field(text: &mut String, instr: Instr, rest: &str) -> usize {
    let field = |letter: u8| match letter {
        b'a' => Some(instr.a),
        b'b' => Some(instr.b),
        b'c' => Some(instr.c),
        _ => None,
    };
    let bytes = rest.as_bytes();
    let next_is_letter = bytes.get(2).is_some_and(u8::is_ascii_alphabetic);
    match (bytes[0], bytes.get(1).copied().and_then(field)) {
        (b'r', Some(slot)) if !next_is_letter => {
            let _ = write!(text, "r{slot}");
            2
        }
        (b'[', Some(slot)) if bytes.get(2) == Some(&b']') => {
            let byte = if instr.x < 8 { instr.x } else { 0 };
            let sub = matches!(
                instr.opcode(),
                Op::FrLdU8
                    | Op::FrLdU16
                    | Op::FrLdU32
                    | Op::FrLdS32
                    | Op::FrSt8
                    | Op::FrSt16
                    | Op::FrSt32
                    | Op::FrUndef
                    | Op::CopyIn
                    | Op::CopyOut
            );
            let _ = match (sub, byte) {
                (true, 1..) => write!(text, "[{slot}+{byte}]"),
                _ => write!(text, "[{slot}]"),
            };
            3
        }
        _ => {
            text.push(char::from(bytes[0]));
            1
        }
    }
}

/// What stands for a `{name}` of the form.
fn hole(program: &Program, pc: Pc, instr: Instr, name: &str) -> String {
    let entry = program.function_at(pc).entry.0;
    let ext = program
        .code
        .get(pc.0 as usize + 1)
        .copied()
        .unwrap_or(instr);
    let local = |target: i64| format!("{}", target - i64::from(entry));
    match name {
        "x" => instr.x.to_string(),
        "a" => instr.a.to_string(),
        "b" => (instr.b as i16).to_string(),
        "c" => instr.c.to_string(),
        "i" => (instr.imm() as i32).to_string(),
        "s" => (instr.c as i16).to_string(),
        "T" => local(i64::from(instr.imm())),
        "t" => local(i64::from(pc.0) + 1 + i64::from(instr.c as i16)),
        "e" => ext.imm().to_string(),
        "w" => int_name(instr.x),
        "n" => kind_name(match instr.opcode() {
            Op::Cast => ext.b,
            _ => ext.a,
        }),
        "m" => kind_name(ext.c),
        "k" => constant(program, instr.imm()),
        "F" => match program.functions.get(instr.imm() as usize) {
            Some(function) => function.name.clone(),
            None => format!("function {}", instr.imm()),
        },
        "bin" => named(&BINARY, instr.x),
        "un" => named(&UNARY, instr.x),
        "cast" => named(&CASTS, instr.x),
        "ovf" => named(&OVERFLOWS, instr.x),
        "event" => named(&Notice::ALL, instr.x),
        "panic" => panic_name(program, instr),
        "intrinsic" => named(&INTRINSICS, instr.x),
        other => format!("{{{other}}}"),
    }
}

fn constant(program: &Program, index: u32) -> String {
    match program.constants.get(index as usize) {
        Some(value) => format!("{value:#x}"),
        None => format!("constant {index}"),
    }
}

fn panic_name(program: &Program, instr: Instr) -> String {
    let kind = named(&PanicKind::ALL, instr.x);
    match PanicKind::ALL.get(usize::from(instr.x)) {
        Some(PanicKind::Text) => match program.texts.get(instr.imm() as usize) {
            Some(text) => format!("\"{text}\""),
            None => kind,
        },
        Some(PanicKind::Union) => format!("{kind} {} active r{}", instr.imm(), instr.a),
        _ => format!("{kind} r{} r{}", instr.a, instr.b),
    }
}

fn named<T: std::fmt::Debug>(all: &[T], number: u8) -> String {
    match all.get(usize::from(number)) {
        Some(item) => format!("{item:?}"),
        None => number.to_string(),
    }
}

fn int_name(code: u8) -> String {
    let sign = if code & 128 != 0 { 'i' } else { 'u' };
    format!("{sign}{}", code & 127)
}

fn kind_name(code: u16) -> String {
    match NumKind::decode(code) {
        NumKind::Float(bits) => format!("f{bits}"),
        NumKind::Int { signed: true, bits } => format!("i{bits}"),
        NumKind::Int { bits, .. } => format!("u{bits}"),
    }
}
