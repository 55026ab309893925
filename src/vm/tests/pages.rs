//! Differences of pages undo and redo an interval.

use super::*;
use crate::bytecode::addr_of;
use crate::vm::MemoryMark;
use crate::vm::page::PAGE_CELLS;
use std::hash::Hasher;

fn hash(memory: &Memory) -> u64 {
    let mut hasher = std::collections::hash_map::DefaultHasher::new();
    memory.hash_into(&mut hasher);
    hasher.finish()
}

fn frame() -> std::ops::Range<usize> {
    let start = (STACK_BASE / 8) as usize;
    start..start + 80
}

/// Ends an interval and begins the next.
fn cut(b: &mut Bench) -> (MemoryMark, u64) {
    b.memory.forget_open();
    b.memory.begin_interval(frame());
    (b.memory.mark(), hash(&b.memory))
}

#[test]
fn an_interval_can_be_undone_and_redone() {
    let mut b = Bench::new();
    let p = b.alloc(64);
    b.memory.write_bytes(p, &[1; 64]).unwrap();
    let (mark, before) = cut(&mut b);
    b.store(p, 8, 2).unwrap();
    b.memory.set_reg((FRAME / 8) as usize, 99);
    let big = b.alloc(100_000);
    b.store(big + 50_000, 8, 3).unwrap();
    b.free(p, 64).unwrap();
    let after = hash(&b.memory);
    let end_mark = b.memory.mark();
    assert_ne!(before, after);
    let difference = b.memory.take_difference();
    assert!(difference.cost() < 2500, "{}", difference.cost());
    for _ in 0..3 {
        b.memory.apply(&[&difference]);
        b.memory.restore(&mark);
        assert_eq!(hash(&b.memory), before);
        assert_eq!(b.load(p, 8).unwrap(), 0x0101_0101_0101_0101);
        assert_eq!(b.memory.blocks().totals().live_blocks, 1);
        b.memory.apply(&[&difference]);
        b.memory.restore(&end_mark);
        assert_eq!(hash(&b.memory), after);
        assert_eq!(b.load(big + 50_000, 8).unwrap(), 3);
        expect_fault(b.load(p, 8), FaultCode::UseAfterFree, 1);
    }
}

#[test]
fn the_stack_is_saved_by_its_watermarks() {
    let mut b = Bench::new();
    let base = (STACK_BASE / 8) as usize;
    b.memory.grow_stack(base + 4000).unwrap();
    for slot in 0..4000 {
        b.memory.set_reg(base + slot, slot as u64);
    }
    // The interval begins in a deep frame; then calls return to the first page and go up beyond the old top.
    b.memory.begin_interval(base + 3000..base + 3100);
    let before = hash(&b.memory);
    assert!(b.memory.stack.may_leave_to(base + 2990));
    assert!(!b.memory.stack.may_leave_to(base + 10));
    b.memory.shrink_stack(base + 10);
    for slot in 10..3000 {
        b.memory.set_reg(base + slot, 1);
    }
    assert!(!b.memory.stack.may_enter(base + 9000));
    b.memory.grow_stack(base + 9000).unwrap();
    for slot in 3000..9000 {
        b.memory.set_reg(base + slot, 2);
    }
    let after = hash(&b.memory);
    b.memory.undo_open();
    assert_eq!(hash(&b.memory), before);
    assert_eq!(b.memory.reg(base + 3999), 3999);
    assert_ne!(after, before);
}

#[test]
fn nothing_is_saved_that_is_not_written() {
    let mut b = Bench::new();
    let p = b.alloc(1 << 20);
    b.memory.fill(p, 1, 1 << 20, 1, u8::MAX).unwrap();
    cut(&mut b);
    for i in 0..1 << 10 {
        b.load(p + i * 1024, 8).unwrap();
    }
    let dirty = b.memory.dirty_pages();
    b.store(p + 5000, 8, 1).unwrap();
    b.store(p + 5008, 8, 1).unwrap();
    assert_eq!(b.memory.dirty_pages(), dirty + 1);
}

#[test]
fn an_open_interval_can_be_given_up() {
    let mut b = Bench::new();
    let p = b.alloc(20_000);
    b.memory.fill(p, 1, 20_000, 1, u8::MAX).unwrap();
    let (mark, before) = cut(&mut b);
    for round in 0..3 {
        b.store(p + 800 * round, 8, 5 + round).unwrap();
        b.store(p + 9000, 4, round).unwrap();
        b.memory.touch_stack_page(frame().start / PAGE_CELLS + 9);
        assert_ne!(hash(&b.memory), before);
        b.memory.undo_open();
        b.memory.restore(&mark);
        assert_eq!(hash(&b.memory), before);
        assert_eq!(b.load(p + 800 * round, 8).unwrap(), 0x0101_0101_0101_0101);
        b.memory.begin_interval(frame());
    }
}

#[test]
fn a_few_cells_of_a_page_are_kept_until_more_is_written() {
    let mut b = Bench::new();
    let p = b.alloc(1024);
    b.memory.fill(p, 1, 1024, 1, u8::MAX).unwrap();
    for count in [1, 7, 8, 9, 40, 128] {
        for also_dies in [false, true] {
            let q = b.alloc(64);
            let (mark, before) = cut(&mut b);
            let write = |b: &mut Bench, count| {
                (0..count).for_each(|i| b.store(p + (i * 56) % 1024, 8, 77 * i + count).unwrap());
            };
            write(&mut b, count);
            b.memory.undo_open();
            b.memory.restore(&mark);
            assert_eq!(hash(&b.memory), before);
            b.memory.begin_interval(frame());
            write(&mut b, count / 2);
            if also_dies {
                b.free(q, 64).unwrap();
            }
            write(&mut b, count);
            let (after, end) = (hash(&b.memory), b.memory.mark());
            let difference = b.memory.take_difference();
            for _ in 0..2 {
                b.memory.apply(&[&difference]);
                b.memory.restore(&mark);
                assert_eq!(hash(&b.memory), before, "{count} {also_dies}");
                b.memory.apply(&[&difference]);
                b.memory.restore(&end);
                assert_eq!(hash(&b.memory), after, "{count} {also_dies}");
            }
            b.memory.apply(&[&difference]);
            b.memory.restore(&mark);
            b.memory.begin_interval(frame());
        }
    }
}

#[test]
fn writes_of_the_same_value_are_told_of() {
    let mut b = Bench::new();
    let p = b.alloc(4096);
    b.memory.fill(p, 1, 4096, 1, u8::MAX).unwrap();
    cut(&mut b);
    b.store(p + 1000, 8, 0x0101_0101_0101_0101).unwrap();
    for i in 0..40 {
        b.store(p + 2000 + 8 * i, 8, 0x0101_0101_0101_0101).unwrap();
    }
    let difference = b.memory.take_difference();
    let start = addr_of(p);
    let told = |offset: u64| difference.may_have_written(&(start + offset..start + offset + 1));
    assert!(told(1000) && told(1007) && !told(1008) && !told(999));
    assert!((2000..2320).all(told));
    assert!(!told(0) && !told(1500) && !told(2320) && !told(2800));
}

#[test]
fn a_cell_among_busy_ones_is_told_apart() {
    let mut b = Bench::new();
    let p = b.alloc(4096);
    b.memory.fill(p, 1, 4096, 1, u8::MAX).unwrap();
    cut(&mut b);
    let busy = |cell: &u64| cell % 3 != 1;
    (0..512).filter(busy).for_each(|cell| {
        b.store(p + 8 * cell, 8, cell).unwrap();
    });
    let difference = b.memory.take_difference();
    let start = addr_of(p);
    let told = |cell| difference.may_have_written(&(start + 8 * cell..start + 8 * cell + 8));
    assert!((0..512).all(|cell| told(cell) == busy(&cell)));
}
