//! Loads and stores through pointers: what they may touch, and what each refusal is called.

use super::*;
use crate::bytecode::address::{GLOBALS_BASE, addr_of, global_tag, pointer};
use crate::vm::fast::{frame_load, frame_store};
use crate::vm::granule::shared;
use crate::vm::{AccessKind, Detail, Memory, Object};

#[test]
fn a_block_can_be_written_and_read() {
    let mut b = Bench::new();
    let p = b.alloc(24);
    b.store(p, 8, 0x1122_3344_5566_7788).unwrap();
    b.store(p + 8, 4, 5).unwrap();
    b.store(p + 13, 1, 6).unwrap();
    assert_eq!(b.load(p, 8).unwrap(), 0x1122_3344_5566_7788);
    assert_eq!(b.load(p + 2, 2).unwrap(), 0x5566);
    assert_eq!(b.load(p + 8, 4).unwrap(), 5);
    assert_eq!(b.load(p + 13, 1).unwrap(), 6);
}

#[test]
fn an_access_may_straddle_granules() {
    let mut b = Bench::new();
    let p = b.alloc(24);
    b.store(p + 5, 8, 0x0102_0304_0506_0708).unwrap();
    assert_eq!(b.load(p + 5, 8).unwrap(), 0x0102_0304_0506_0708);
    assert_eq!(b.load(p + 7, 2).unwrap(), 0x0506);
}

#[test]
fn fresh_memory_is_undefined_and_reads_as_aa() {
    let mut b = Bench::new();
    let p = b.alloc(16);
    let loaded = b.memory.load_cold(p, 8).unwrap();
    assert_eq!((loaded.value, loaded.defined), (0xaaaa_aaaa_aaaa_aaaa, 0));
    b.store(p + 4, 2, 0xffff).unwrap();
    let loaded = b.memory.load_cold(p, 8).unwrap();
    assert_eq!(
        (loaded.value, loaded.defined),
        (0xaaaa_ffff_aaaa_aaaa, 0b0011_0000)
    );
    let found = expect_fault(b.load(p, 8), FaultCode::UndefinedRead, 1);
    assert_eq!(found.detail, Detail::UndefinedBytes { mask: 0b1100_1111 });
}

#[test]
fn reading_and_writing_past_the_end_is_out_of_bounds() {
    let mut b = Bench::new();
    let p = b.alloc_of(4, 3);
    let q = b.alloc_of(4, 3);
    for i in 0..3 {
        b.store(p + 4 * i, 4, i).unwrap();
        b.store(q + 4 * i, 4, i).unwrap();
    }
    let found = expect_fault(b.load(p + 12, 4), FaultCode::OutOfBounds, 1);
    assert_eq!(found.offset, 12);
    expect_fault(b.store(p + 12, 4, 1), FaultCode::OutOfBounds, 1);
    expect_fault(b.store(p - 4, 4, 1), FaultCode::OutOfBounds, 1);
    // Straight into the neighbour, and half in half out.
    let away = addr_of(q) - addr_of(p);
    let found = expect_fault(b.load(p + away, 4), FaultCode::OutOfBounds, 1);
    assert_eq!(found.offset as u64, away);
    expect_fault(b.load(p + 8, 8), FaultCode::OutOfBounds, 1);
    expect_fault(b.store(p + 8, 8, 0), FaultCode::OutOfBounds, 1);
    assert_eq!(
        b.load(p + 8, 4).unwrap(),
        2,
        "a refused store changes nothing"
    );
}

#[test]
fn a_small_block_ends_inside_its_granule() {
    let mut b = Bench::new();
    let p = b.alloc(3);
    b.store(p, 1, 1).unwrap();
    b.store(p + 1, 2, 0x0302).unwrap();
    assert_eq!(b.load(p + 2, 1).unwrap(), 3);
    expect_fault(b.store(p + 3, 1, 9), FaultCode::OutOfBounds, 1);
    expect_fault(b.load(p + 2, 2), FaultCode::OutOfBounds, 1);
}

#[test]
fn freed_memory_is_known_and_keeps_its_last_contents() {
    let mut b = Bench::new();
    let p = b.alloc_of(4, 2);
    b.store(p, 4, 42).unwrap();
    b.free(p, 8).unwrap();
    expect_fault(b.load(p, 4), FaultCode::UseAfterFree, 1);
    let found = expect_fault(b.store(p + 4, 4, 1), FaultCode::UseAfterFree, 1);
    assert_eq!(found.offset, 4);
    assert_eq!(found.access.kind, AccessKind::Write);
    let peek = b.memory.peek(p, 8);
    assert_eq!(peek.bytes, [0xaa; 8]);
    assert_eq!(peek.raw, [42, 0, 0, 0, 0xaa, 0xaa, 0xaa, 0xaa]);
}

#[test]
fn a_stale_pointer_stays_stale_when_the_address_is_reused() {
    let mut b = Bench::new();
    let first = b.alloc(64);
    b.free(first, 64).unwrap();
    let mut reused = None;
    for _ in 0..5000 {
        let p = b.alloc(64);
        if addr_of(p) == addr_of(first) {
            reused = Some(p);
            break;
        }
        b.free(p, 64).unwrap();
    }
    let p = reused.expect("addresses come back");
    b.store(p, 8, 1).unwrap();
    expect_fault(b.load(first, 8), FaultCode::UseAfterFree, 1);
}

#[test]
fn a_local_lives_as_long_as_its_tag() {
    let mut b = Bench::new();
    let p = b.local(FRAME, 12);
    assert_eq!(fault(b.load(p, 4)).code, FaultCode::UndefinedRead);
    b.store(p, 8, 1).unwrap();
    b.store(p + 8, 4, 2).unwrap();
    let found = fault(b.store(p + 12, 4, 2));
    assert_eq!(found.code, FaultCode::OutOfBounds);
    assert_eq!(
        found.object,
        Object::Local {
            local: LocalRef(7),
            addr: FRAME
        }
    );
    assert!(b.memory.untag_local(FRAME, 12, Tick(5)));
    let found = fault(b.load(p, 8));
    assert_eq!(found.code, FaultCode::DanglingStack);
    assert_eq!(b.memory.local_of(p).unwrap().died, Some(Tick(5)));
    // The next iteration's local is another one.
    let q = b.local(FRAME, 12);
    b.store(q, 8, 1).unwrap();
    assert_eq!(fault(b.load(p, 8)).code, FaultCode::DanglingStack);
}

#[test]
fn frame_memory_needs_no_pointer() {
    let mut b = Bench::new();
    let slot = (FRAME / 8) as usize;
    b.memory.undefine_frame(FRAME, 16);
    let Memory { cells, words, .. } = &mut b.memory;
    let cells = shared(cells);
    assert_eq!(frame_load::<4>(cells, words, slot, 0), None);
    frame_store::<4>(cells, words, slot, 0, 7);
    frame_store::<2>(cells, words, slot, 6, 0x0102);
    assert_eq!(frame_load::<4>(cells, words, slot, 0), Some(7));
    assert_eq!(frame_load::<8>(cells, words, slot, 0), None);
    assert_eq!(b.memory.read_raw(FRAME, 8).defined, 0b1100_1111);
    b.memory.define_frame(FRAME, 16);
    let Memory { cells, words, .. } = &mut b.memory;
    assert_eq!(frame_load::<2>(shared(cells), words, slot, 6), Some(0x0102));
}

#[test]
fn wild_pointers_are_named() {
    let mut b = Bench::new();
    assert_eq!(fault(b.load(0, 4)).detail, Detail::Null);
    assert_eq!(fault(b.load(0x1234_5678, 4)).detail, Detail::Nowhere);
    assert_eq!(fault(b.load(u64::MAX, 4)).code, FaultCode::OutOfBounds);
    let undefined = 0xaaaa_aaaa_aaaa_aaaa;
    assert_eq!(fault(b.load(undefined, 4)).code, FaultCode::UndefinedRead);
    let p = b.alloc(8);
    assert_eq!(
        fault(b.load(addr_of(p) - 8, 8)).detail,
        Detail::MachineMemory
    );
    assert_eq!(b.memory.adopt(addr_of(p)), p);
}

#[test]
fn globals_do_not_run_into_each_other() {
    let image: Vec<u8> = (0..32).collect();
    let globals = [
        (GLOBALS_BASE, 5, false),
        (GLOBALS_BASE + 5, 3, false),
        (GLOBALS_BASE + 8, 16, true),
        (GLOBALS_BASE + 24, 3, false),
    ];
    let mut b = Bench::new();
    b.memory = Memory::with_globals(&image, &[(24, 26)], globals.into_iter(), &small());
    let at = |i: usize| pointer(global_tag(i), globals[i].0);
    assert_eq!(b.load(at(0) + 4, 1).unwrap(), 4);
    assert_eq!(b.load(at(1), 1).unwrap(), 5);
    assert_eq!(b.load(at(2) + 8, 8).unwrap(), 0x1716_1514_1312_1110);
    let found = fault(b.load(at(0) + 5, 1));
    assert_eq!(
        (found.code, found.object),
        (FaultCode::OutOfBounds, Object::Global(0))
    );
    assert_eq!(
        fault(b.store(at(2) + 16, 1, 0)).code,
        FaultCode::OutOfBounds
    );
    assert_eq!(fault(b.load(at(3) + 3, 1)).code, FaultCode::OutOfBounds);
    assert_eq!(fault(b.load(at(3), 2)).code, FaultCode::UndefinedRead);
    assert_eq!(b.load(at(3) + 2, 1).unwrap(), 26);
}

#[test]
fn copies_carry_definedness_along() {
    let mut b = Bench::new();
    let (p, q) = (b.alloc(40), b.alloc(40));
    b.store(p + 3, 4, 0x0403_0201).unwrap();
    b.memory.copy(q + 1, p, 20).unwrap();
    assert_eq!(b.load(q + 4, 4).unwrap(), 0x0403_0201);
    assert_eq!(fault(b.load(q + 3, 4)).code, FaultCode::UndefinedRead);
    // Overlapping, both ways.
    b.memory
        .write_bytes(p, &(0..40).collect::<Vec<u8>>())
        .unwrap();
    b.memory.copy(p + 3, p, 37).unwrap();
    assert_eq!(b.memory.read_bytes(p, 8).unwrap(), [0, 1, 2, 0, 1, 2, 3, 4]);
    b.memory.copy(p, p + 3, 37).unwrap();
    let now = b.memory.read_bytes(p, 37).unwrap();
    assert_eq!(now, (0..37).collect::<Vec<u8>>());
    expect_fault(b.memory.copy(q, p, 41), FaultCode::OutOfBounds, 1);
    expect_fault(b.memory.copy(q + 8, p, 40), FaultCode::OutOfBounds, 2);
}

#[test]
fn fills_and_text() {
    let mut b = Bench::new();
    let p = b.alloc(30);
    b.memory.fill(p + 1, 1, 27, 0x55, u8::MAX).unwrap();
    assert_eq!(b.load(p + 27, 1).unwrap(), 0x55);
    assert_eq!(fault(b.load(p, 1)).code, FaultCode::UndefinedRead);
    b.memory.fill(p, 4, 7, 0x0403_0201, u8::MAX).unwrap();
    assert_eq!(b.memory.read_bytes(p + 3, 4).unwrap(), [4, 1, 2, 3]);
    assert_eq!(
        fault(b.memory.read_bytes(p, 30)).code,
        FaultCode::UndefinedRead
    );
    b.memory.undefine(p, 4).unwrap();
    assert_eq!(
        fault(b.memory.read_bytes(p, 4)).code,
        FaultCode::UndefinedRead
    );
    expect_fault(
        b.memory.fill(p, 4, 8, 0, u8::MAX),
        FaultCode::OutOfBounds,
        1,
    );
}

#[test]
fn the_stack_has_an_end() {
    let mut b = Bench::new();
    assert!(
        !b.memory
            .stack
            .may_enter((STACK_BASE / 8 + (1 << 17)) as usize)
    );
    b.memory
        .grow_stack((STACK_BASE / 8 + (1 << 17)) as usize)
        .unwrap();
    let found = fault(
        b.memory
            .grow_stack((STACK_BASE / 8 + (1 << 17) + 1) as usize),
    );
    assert_eq!(found.code, FaultCode::StackOverflow);
}

#[test]
fn the_machines_own_pointers_reach_the_stack_only() {
    let mut b = Bench::new();
    let p = b.local(FRAME, 16);
    b.store(p, 8, 5).unwrap();
    let internal = pointer(crate::vm::word::STACK_TAG, FRAME);
    assert_eq!(b.load(internal, 8).unwrap(), 5);
    b.store(internal + 3, 8, 6).unwrap();
    b.store(internal + 64, 8, 7).unwrap();
    b.memory.copy(internal + 16, internal, 16).unwrap();
    let block = b.alloc(8);
    let forged = pointer(crate::vm::word::STACK_TAG, addr_of(block));
    assert!(b.store(forged, 8, 1).is_err());
}
