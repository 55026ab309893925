//! The pages of the heap: addresses, alignment, packing, limits.

use super::*;
use crate::bytecode::address::addr_of;

#[test]
fn addresses_are_round_stable_and_aligned() {
    let mut b = Bench::new();
    let p = b.alloc(4);
    assert_eq!(addr_of(p), 0x1000_0040);
    let at = b.at();
    let q = b.memory.page_alloc(10, 64, at).unwrap().unwrap();
    assert_eq!(addr_of(q) % 64, 0);
    let at = b.at();
    let r = b.memory.page_alloc(5000, 1, at).unwrap().unwrap();
    assert_eq!(addr_of(r) % 4096, 0);
}

#[test]
fn small_requests_are_packed() {
    let mut b = Bench::new();
    let first = b.alloc(8);
    for _ in 0..1000 {
        b.alloc(8);
    }
    let last = b.alloc(8);
    assert!(addr_of(last) - addr_of(first) <= 1001 * 32);
}

#[test]
fn an_untouched_gigabyte_costs_nothing() {
    let mut b = Bench::with(&Limits::default());
    let p = b.alloc(1 << 30);
    assert!(b.memory.footprint() < 1 << 20, "{}", b.memory.footprint());
    b.store(p + (1 << 29), 8, 7).unwrap();
    assert_eq!(b.load(p + (1 << 29), 8).unwrap(), 7);
    b.store(p + (1 << 30) - 8, 8, 7).unwrap();
    expect_fault(b.store(p + (1 << 30), 1, 7), FaultCode::OutOfBounds, 1);
    let at = b.at();
    assert_eq!(
        b.memory.page_alloc(1, 1, at).unwrap(),
        None,
        "the heap is full"
    );
    b.free(p, 1 << 30).unwrap();
    expect_fault(b.load(p + (1 << 28), 8), FaultCode::UseAfterFree, 1);
    let q = b.alloc(1 << 30);
    b.store(q, 8, 1).unwrap();
    expect_fault(b.load(p + (1 << 29), 8), FaultCode::UseAfterFree, 1);
    assert!(b.memory.footprint() < 1 << 20);
}

#[test]
fn touching_more_than_the_host_gives_is_a_fault() {
    let mut b = Bench::with(&Limits {
        host: 1 << 20,
        ..Limits::default()
    });
    let p = b.alloc(64 << 20);
    let mut outcome = Ok(());
    for i in 0..(64 << 20) / 4096 {
        outcome = b.store(p + i * 4096, 8, 1);
        if outcome.is_err() {
            break;
        }
    }
    assert_eq!(fault(outcome).code, FaultCode::OutOfMemory);
    assert!(b.memory.footprint() < (1 << 20) + (1 << 16));
}

#[test]
fn alloc_and_free_in_a_loop_reuse_memory() {
    let mut b = Bench::new();
    for i in 0..20_000u64 {
        let len = 1 + i * 37 % 9000;
        let p = b.alloc(len);
        b.store(p, 1, i).unwrap();
        b.free(p, len).unwrap();
    }
    assert!(b.memory.footprint() < 16 << 20, "{}", b.memory.footprint());
    assert_eq!(b.memory.mark().heap_live_bytes(), 0);
}

#[test]
fn regions_grow_and_shrink_in_place_where_there_is_room() {
    let mut b = Bench::new();
    let at = b.at();
    let own = b.memory.page_alloc(20, 1, at).unwrap().unwrap();
    let p = b.born(PAGE_ALLOCATOR, own, 1, 20).unwrap();
    b.memory.write_bytes(p, &[1; 20]).unwrap();
    let at = b.at();
    assert!(!b.memory.page_resize(own, 20, 400, at).unwrap());
    assert!(b.memory.page_resize(own, 20, 29, at).unwrap());
    b.memory.block_stretched(&mut b.journal, p, 29, at).unwrap();
    assert_eq!(b.memory.read_bytes(p, 20).unwrap(), [1; 20]);
    b.store(p + 28, 1, 1).unwrap();
    expect_fault(b.store(p + 29, 1, 1), FaultCode::OutOfBounds, 1);
    let at = b.at();
    assert!(b.memory.page_resize(own, 29, 3, at).unwrap());
    b.memory.block_stretched(&mut b.journal, p, 3, at).unwrap();
    assert_eq!(b.memory.read_bytes(p, 3).unwrap(), [1; 3]);
    expect_fault(b.load(p + 3, 1), FaultCode::OutOfBounds, 1);
    b.free(p, 3).unwrap();
    assert_eq!(b.memory.mark().heap_live_bytes(), 0);
}
