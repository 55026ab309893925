//! Sentences about faults.

use crate::debug::present::Present;
use crate::debug::report::Report;
use crate::debug::session::Session;
use crate::debug::text::count;
use crate::debug::value::hex;
use crate::vm::{AccessKind, BlockId, Detail, Fault, FaultCode, Limit, Object};

/// Capital letter and full stop.
pub fn sentence(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), chars.as_str()),
        None => String::new(),
    }
}

fn act(fault: &Fault) -> String {
    let bytes = count(fault.access.len, "byte");
    match fault.access.kind {
        AccessKind::Read => format!("read of {bytes}"),
        AccessKind::Write => format!("write of {bytes}"),
        AccessKind::Free => "free".into(),
        AccessKind::Resize => "resize".into(),
        AccessKind::HandOut => "allocation".into(),
        AccessKind::Call => "call".into(),
        AccessKind::Use => "use".into(),
    }
}

/// What the fault happened to: `` block #2 ``, `` `x`, a local of f ``.
fn object(session: &Session, fault: &Fault) -> String {
    let present = session.present();
    let program = present.atlas.program();
    match fault.object {
        Object::Block(id) => format!("block {id}"),
        Object::Local { local, .. } => {
            let info = program.local(local);
            let function = present.function_name(info.function);
            format!("`{}`, a local of {function}", info.name)
        }
        Object::SomeLocal => "a local variable".into(),
        Object::SomeBlock => "a block".into(),
        Object::Global(index) => match program.globals.get(index as usize) {
            Some(global) if !global.hidden => {
                format!("`{}`", crate::debug::present::tail(&global.name))
            }
            _ => "a literal".into(),
        },
        Object::Unknown => match fault.detail {
            Detail::Null => "address 0".into(),
            _ => format!(
                "address {}",
                crate::debug::value::hex_address(fault.access.ptr)
            ),
        },
    }
}

/// The whole first sentence; `step` is that of the fault.
pub fn title(session: &Session, fault: &Fault, step: u64) -> String {
    let act = act(fault);
    let object = object(session, fault);
    match fault.code {
        FaultCode::UseAfterFree | FaultCode::UseAfterDeinit | FaultCode::DoubleFree => {
            let ago = freed_ago(session, fault, step);
            let verb = match fault.detail {
                Detail::OldPointer => "was reallocated",
                Detail::GoneWithItsAllocator => "ended with its allocator",
                _ if fault.code == FaultCode::DoubleFree => "was already freed",
                _ => "was freed",
            };
            let preposition = if fault.access.kind == AccessKind::Use {
                "of"
            } else {
                preposition(fault)
            };
            format!("{act} {preposition} {object}, which {verb}{ago}")
        }
        FaultCode::OutOfBounds => match extent_words(session, fault) {
            Some(words) => format!("{act} outside {object}: {words}"),
            None => format!("{act} {} {object}, where nothing is", preposition(fault)),
        },
        FaultCode::DanglingStack => {
            format!(
                "{act} {} {object}, which no longer exists",
                preposition(fault)
            )
        }
        FaultCode::UndefinedRead => match fault.object {
            Object::Unknown => "a value that was never set is used".into(),
            _ => format!("a value in {object} is used, but was never set"),
        },
        FaultCode::WrongAllocator => {
            format!("{object} is given back to an allocator that it did not come from")
        }
        FaultCode::PartialFree => match fault.detail {
            Detail::WrongLength { given, actual } => {
                format!("free of {given} bytes of {object}, which has {actual}")
            }
            Detail::Element { index } => format!("free of element {index} of {object}"),
            Detail::InteriorPointer => {
                format!(
                    "free of {object} by a pointer into its middle, {} from its start",
                    count(fault.offset.unsigned_abs(), "byte")
                )
            }
            _ => format!("free of a part of {object}"),
        },
        FaultCode::FreeNonHeap => format!("free of {object}, which no allocator handed out"),
        FaultCode::Misaligned => format!(
            "{act} {} {object} at an address that is not aligned for it",
            preposition(fault)
        ),
        FaultCode::StackOverflow => match fault.detail {
            Detail::StackLimit { limit, .. } => {
                format!("the calls need more than the stack's {} MiB", limit >> 20)
            }
            _ => "the calls need more than the stack has".into(),
        },
        FaultCode::OutOfMemory => "the machine itself is out of memory".into(),
        FaultCode::Leak => format!("{object} was never freed"),
    }
}

fn preposition(fault: &Fault) -> &'static str {
    match fault.access.kind {
        AccessKind::Write => "to",
        AccessKind::Read => "from",
        _ => "of",
    }
}

/// ` 3 steps ago`
fn freed_ago(session: &Session, fault: &Fault, step: u64) -> String {
    let present = session.present();
    if fault.object == Object::SomeBlock {
        return " so long ago that it is not known which one it was".into();
    }
    let Some(death) = present.voided(fault) else {
        return String::new();
    };
    match step.saturating_sub(death.at.step.0) {
        0 => " in this same step".into(),
        n => format!(" {} ago", count(n, "step")),
    }
}

/// `element 5 of 4`, or in bytes where there are no elements.
fn extent_words(session: &Session, fault: &Fault) -> Option<String> {
    let present = session.present();
    let types = &present.atlas.program().types;
    let (size, element, elements) = match fault.object {
        Object::Block(id) => {
            let lease = present.lease(id)?;
            (lease.len, types.size(lease.asked.ty), lease.asked.count)
        }
        Object::Local { local, .. } => of_type(types, present.atlas.program().local(local).ty),
        Object::Global(index) => of_type(
            types,
            present.atlas.program().globals.get(index as usize)?.ty,
        ),
        _ => return None,
    };
    let offset = fault.offset;
    if offset < 0 {
        return Some(format!(
            "{} before its start",
            count(offset.unsigned_abs(), "byte")
        ));
    }
    if element > 0 && elements > 1 && offset % element as i64 == 0 {
        let index = offset / element as i64;
        return Some(format!("element {index} of {elements}"));
    }
    Some(format!("at byte {offset} of {size}"))
}

fn of_type(types: &crate::types::TypePool, ty: crate::types::TypeId) -> (u64, u64, u64) {
    match *types.get(ty) {
        crate::types::Type::Array { len, child, .. } => (types.size(ty), types.size(child), len),
        _ => (types.size(ty), types.size(ty), 1),
    }
}

/// `here, element 2 of 5`
pub fn here(session: &Session, fault: &Fault) -> String {
    let is_element = matches!(
        fault.code,
        FaultCode::UseAfterFree
            | FaultCode::OutOfBounds
            | FaultCode::UseAfterDeinit
            | FaultCode::UndefinedRead
    ) && fault.detail != Detail::OldPointer;
    let present = session.present();
    let lease = fault.block().and_then(|id| present.lease(id));
    if let (true, Some(lease)) = (is_element, lease) {
        let size = present.atlas.program().types.size(lease.asked.ty);
        if size > 0 && fault.offset >= 0 {
            let index = fault.offset / size as i64;
            // One thing alone is no row.
            if (index, lease.asked.count) != (0, 1) {
                return format!("here, element {index} of {}", lease.asked.count);
            }
        }
    }
    "here".into()
}

/// `p still holds the old address.`
pub fn holders(names: &[String], home: &str) -> Option<String> {
    let own = format!("{home}.");
    let short: Vec<&str> = names
        .iter()
        .map(|n| n.strip_prefix(&own).unwrap_or(n))
        .map(|n| n.split_once(" at +").map_or(n, |(name, _)| name))
        .collect();
    match short.as_slice() {
        [] => None,
        [one] => Some(format!("{one} still holds the old address.")),
        [first @ .., last] => Some(format!(
            "{} and {last} still hold the old address.",
            first.join(", ")
        )),
    }
}

/// The first bytes of a block as the program would read them.
pub fn first_bytes(present: &Present<'_>, id: BlockId) -> String {
    const SHOWN: u64 = 8;
    let Some(lease) = present.lease(id) else {
        return "gone".into();
    };
    let len = lease.len.min(SHOWN);
    let bytes = present.machine.memory().peek(lease.start, len).bytes;
    let bytes: Vec<_> = bytes.into_iter().map(Some).collect();
    let more = if lease.len > SHOWN { " ..." } else { "" };
    hex(&bytes) + more
}

/// The way out.
pub fn hint(fault: &Fault, report: &Report) -> Option<String> {
    let freed = report
        .entries
        .iter()
        .find(|e| e.note.starts_with("freed by"));
    let call = freed.map(|e| {
        if e.text.contains("destroy") {
            "destroy"
        } else {
            "free"
        }
    });
    let held = report
        .notes
        .iter()
        .find_map(|n| n.split_once(" still holds"));
    let hint = match fault.code {
        _ if fault.object == Object::SomeBlock => {
            "`last-write` of the pointer tells which block it was given".into()
        }
        FaultCode::UseAfterFree => {
            let of = match held {
                Some((name, _)) => format!("the last use of `{name}`"),
                None => "its last use".into(),
            };
            match (call, freed.is_some_and(|e| e.note.ends_with("defer"))) {
                _ if fault.detail == Detail::OldPointer => renewed(report),
                (Some(_), true) => {
                    "the `defer` frees it at the end of its scope: keep a copy, or free it later"
                        .into()
                }
                (Some(call), false) => format!("move the `{call}` after {of}, or use `defer`"),
                (None, _) if report.entries.iter().any(|e| e.note.starts_with(MOVED)) => {
                    "what grows may move: take the pointer again after it".into()
                }
                (None, _) => {
                    format!("what is left of it must not be used: end its allocator after {of}")
                }
            }
        }
        FaultCode::DoubleFree => "let one owner free it, once: remove one of the two".into(),
        FaultCode::UseAfterDeinit => "use the allocator only before its `deinit`".into(),
        FaultCode::DanglingStack => {
            let mut entries = report.entries.iter();
            let end = entries.find(|e| e.note.starts_with("here `") && e.note.ends_with("ended"));
            match end.is_some_and(|e| !e.text.starts_with("return")) {
                true => {
                    "declare it outside of what ended, or make room for it with `create`".into()
                }
                false => "return the value itself, or make room for it with `create`".into(),
            }
        }
        FaultCode::UndefinedRead => "give it a value before it is used".into(),
        FaultCode::WrongAllocator => "give it back to the allocator that it came from".into(),
        FaultCode::PartialFree => "free the whole slice, as `alloc` returned it".into(),
        FaultCode::FreeNonHeap => "free only what an allocator returned".into(),
        FaultCode::StackOverflow => "does every recursion come to an end?".into(),
        FaultCode::OutOfBounds if fault.detail == Detail::Null => {
            "check the pointer before it is used".into()
        }
        FaultCode::OutOfBounds if fault.offset < 0 => {
            "element 0 is the first: nothing of it lies before that".into()
        }
        FaultCode::OutOfBounds => "the last element has the number len - 1".into(),
        FaultCode::Misaligned | FaultCode::OutOfMemory | FaultCode::Leak => return None,
    };
    Some(hint)
}

/// How the note begins on a block that a call of the library gave back in passing.
pub const MOVED: &str = "freed inside this call";

/// The way out where the old pointer of a block was used that has got a new one.
fn renewed(report: &Report) -> String {
    let is_own = |text: &str| text.contains("realloc(") || text.contains("remap(");
    match report.entries.iter().any(|e| is_own(&e.text)) {
        true => "from there on use only what that call returned".into(),
        false => "what grows may move: take the pointer again after it".into(),
    }
}

/// Whether a statement gives something back or ends an allocator, by what it says.
pub fn says_it_frees(text: &str) -> bool {
    [
        "free", "destroy", "deinit", "reset", "realloc", "remap", "resize",
    ]
    .iter()
    .any(|word| text.contains(word))
}

pub fn limit_hint(limit: &Limit) -> &'static str {
    match limit {
        Limit::Instructions(_) => "is there a loop that does not end?",
        Limit::Output(_) | Limit::Prints(_) => "is there a loop that prints without end?",
    }
}
