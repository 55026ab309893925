//! Births and deaths of blocks: allocators inside allocators, and every wrong way to give memory back.

use super::*;
use crate::bytecode::address::{GLOBALS_BASE, addr_of, global_tag, pointer, tag_of};
use crate::vm::{Cause, Detail};

#[test]
fn a_block_has_a_dated_life() {
    let mut b = Bench::new();
    let p = b.alloc_of(4, 4);
    let born = b.tick;
    b.free(p, 16).unwrap();
    let (id, lease) = b.memory.blocks().leases_of(BlockId(1)).next().unwrap();
    assert_eq!(lease.born.tick, Tick(born));
    assert_eq!(lease.died(), Some(Tick(born + 1)));
    assert_eq!(b.memory.blocks().death(id).unwrap().cause(), Cause::Freed);
    assert_eq!(
        b.kinds(),
        [EventKind::Born(BlockId(1)), EventKind::Freed(BlockId(1))]
    );
    assert_eq!(b.memory.blocks().totals().live_blocks, 0);
    assert_eq!(b.memory.blocks().totals().peak_bytes, 16);
}

#[test]
fn each_wrong_free_has_its_own_rule() {
    let mut b = Bench::new();
    let p = b.alloc_of(4, 4);
    let rule = |b: &mut Bench, ptr, len, code, detail| {
        let found = expect_fault(b.dies(PAGE_ALLOCATOR, ptr, len), code, 1);
        assert_eq!(found.detail, detail);
    };
    use FaultCode::{DoubleFree, PartialFree, WrongAllocator};
    rule(&mut b, p + 8, 4, PartialFree, Detail::Element { index: 2 });
    rule(&mut b, p, 4, PartialFree, Detail::Element { index: 0 });
    rule(&mut b, p + 8, 8, PartialFree, Detail::InteriorPointer);
    let wrong = Detail::WrongLength {
        given: 12,
        actual: 16,
    };
    rule(&mut b, p, 12, PartialFree, wrong);
    let found = expect_fault(b.dies(OTHER, p, 16), WrongAllocator, 1);
    assert_eq!(found.detail, Detail::OtherAllocator);
    b.free(p, 16).unwrap();
    rule(&mut b, p, 16, DoubleFree, Detail::Plain);
    rule(&mut b, p + 4, 4, DoubleFree, Detail::Plain);
}

#[test]
fn what_was_never_allocated_cannot_be_freed() {
    let mut b = Bench::new();
    let globals = [(GLOBALS_BASE, 5, true), (GLOBALS_BASE + 8, 8, false)];
    b.memory = Memory::with_globals(&[0; 16], &[], globals.into_iter(), &small());
    b.memory.grow_stack((FRAME / 8) as usize + 64).unwrap();
    let local = b.local(FRAME, 16);
    let at = |i: usize| pointer(global_tag(i), globals[i].0);
    let wrongs = [
        (local, 16, Detail::StackMemory),
        (at(0), 5, Detail::Literal),
        (at(1), 8, Detail::GlobalVariable),
        (0x1000_4000, 8, Detail::NeverAllocated),
    ];
    for (ptr, len, detail) in wrongs {
        let found = fault(b.dies(PAGE_ALLOCATOR, ptr, len));
        assert_eq!((found.code, found.detail), (FaultCode::FreeNonHeap, detail));
    }
    let undefined = b.dies(PAGE_ALLOCATOR, 0xaaaa_aaaa_aaaa_aaaa, 8);
    assert_eq!(fault(undefined).code, FaultCode::UndefinedRead);
}

/// A chunk of 256 bytes whose allocator (`OTHER`) has its header in the first 16.
fn arena(b: &mut Bench) -> u64 {
    let chunk = b.alloc(256);
    b.memory.write_bytes(chunk, &[7; 16]).unwrap();
    chunk
}

#[test]
fn a_chunk_owns_the_blocks_that_are_cut_from_it() {
    let mut b = Bench::new();
    let chunk = arena(&mut b);
    let x = b.born(OTHER, chunk + 16, 8, 2).unwrap();
    let y = b.born(OTHER, chunk + 32, 8, 2).unwrap();
    b.store(x + 8, 8, 1).unwrap();
    b.store(y, 8, 2).unwrap();
    expect_fault(b.load(x + 16, 8), FaultCode::OutOfBounds, 2);
    expect_fault(b.load(x - 8, 8), FaultCode::OutOfBounds, 2);
    // The chunk's own pointer reaches everything.
    assert_eq!(b.load(chunk, 1).unwrap(), 7);
    assert_eq!(b.load(chunk + 32, 8).unwrap(), 2);
    b.store(chunk + 24, 8, 9).unwrap();
    assert_eq!(b.load(x + 8, 8).unwrap(), 9);
    // One dies: its memory is the chunk's again, and undefined.
    let own = b.dies(OTHER, x, 16).unwrap();
    assert_eq!(own, chunk + 16);
    expect_fault(b.load(x, 8), FaultCode::UseAfterFree, 2);
    b.store(own, 8, 3).unwrap();
    // The chunk dies, and the rest with it.
    b.free(chunk, 256).unwrap();
    let found = expect_fault(b.load(y, 8), FaultCode::UseAfterFree, 3);
    assert_eq!(found.detail, Detail::GoneWithItsAllocator);
    let found = expect_fault(b.dies(OTHER, y, 16), FaultCode::DoubleFree, 3);
    assert_eq!(found.detail, Detail::GoneWithItsAllocator);
    assert_eq!(b.memory.blocks().totals().live_blocks, 0);
}

#[test]
fn a_reset_ends_the_blocks_and_keeps_the_chunk() {
    let mut b = Bench::new();
    let chunk = arena(&mut b);
    let x = b.born(OTHER, chunk + 16, 8, 2).unwrap();
    let y = b.born(OTHER, chunk + 37, 1, 3).unwrap();
    let at = b.at();
    b.memory
        .blocks_end(&mut b.journal, chunk + 16, 240, at)
        .unwrap();
    expect_fault(b.load(x, 8), FaultCode::UseAfterFree, 2);
    expect_fault(b.load(y, 1), FaultCode::UseAfterFree, 3);
    assert_eq!(b.load(chunk + 8, 8).unwrap(), 0x0707_0707_0707_0707);
    let z = b.born(OTHER, chunk + 16, 8, 2).unwrap();
    b.store(z, 8, 1).unwrap();
    expect_fault(b.load(x, 8), FaultCode::UseAfterFree, 2);
}

#[test]
fn a_new_block_over_live_siblings_ends_them() {
    let mut b = Bench::new();
    let chunk = arena(&mut b);
    let x = b.born(OTHER, chunk + 16, 8, 2).unwrap();
    let y = b.born(OTHER, chunk + 32, 8, 2).unwrap();
    let inner = b.born(PAGE_ALLOCATOR, y, 4, 1).unwrap();
    // A bump allocator that was reset without telling anybody.
    let z = b.born(OTHER, chunk + 24, 8, 2).unwrap();
    b.store(z, 8, 1).unwrap();
    let found = expect_fault(b.load(x, 8), FaultCode::UseAfterFree, 2);
    assert_eq!(found.detail, Detail::HandedOutAgain);
    expect_fault(b.load(y + 8, 8), FaultCode::UseAfterFree, 3);
    expect_fault(b.load(inner, 4), FaultCode::UseAfterFree, 4);
    assert_eq!(b.memory.blocks().totals().live_blocks, 2);
}

#[test]
fn an_allocator_that_forwards_makes_one_block() {
    let mut b = Bench::new();
    let since = Tick(b.tick + 1);
    let inner = b.alloc(40);
    let outer = b.born_since(since, OTHER, inner, 8, 5).unwrap();
    assert_ne!(tag_of(inner), tag_of(outer));
    b.store(outer, 8, 1).unwrap();
    assert_eq!(b.load(inner, 8).unwrap(), 1);
    assert_eq!(b.kinds(), [EventKind::Born(BlockId(1))]);
    assert_eq!(b.memory.blocks().totals().live_blocks, 1);
    expect_fault(
        b.dies(PAGE_ALLOCATOR, outer, 40),
        FaultCode::WrongAllocator,
        1,
    );
    let own = b.dies(OTHER, outer, 40).unwrap();
    assert_eq!(own, inner);
    expect_fault(b.load(outer, 8), FaultCode::UseAfterFree, 1);
    b.free(own, 40).unwrap();
    assert_eq!(
        b.kinds(),
        [EventKind::Born(BlockId(1)), EventKind::Freed(BlockId(1))]
    );
    expect_fault(b.dies(OTHER, outer, 40), FaultCode::DoubleFree, 1);
    assert_eq!(b.memory.blocks().totals().live_blocks, 0);
    assert_eq!(b.memory.blocks().leases_of(BlockId(1)).count(), 2);
}

#[test]
fn a_whole_buffer_handed_out_by_another_allocator_is_a_block_inside() {
    let mut b = Bench::new();
    let buffer = b.alloc(40);
    let x = b.born(OTHER, buffer, 8, 5).unwrap();
    assert_eq!(b.memory.blocks().totals().live_blocks, 2);
    b.store(x, 8, 1).unwrap();
    let own = b.dies(OTHER, x, 40).unwrap();
    assert_eq!(own, buffer);
    b.store(buffer, 8, 1).unwrap();
}

#[test]
fn blocks_of_odd_sizes_share_granules_exactly() {
    let mut b = Bench::new();
    let buffer = b.local(FRAME, 21);
    let x = b.born(OTHER, buffer, 1, 3).unwrap();
    let y = b.born(OTHER, buffer + 3, 1, 7).unwrap();
    let z = b.born(OTHER, buffer + 10, 1, 11).unwrap();
    for (p, len) in [(x, 3), (y, 7), (z, 11)] {
        for i in 0..len {
            b.store(p + i, 1, i).unwrap();
            assert_eq!(b.load(p + i, 1).unwrap(), i);
        }
    }
    expect_fault(b.store(x + 3, 1, 1), FaultCode::OutOfBounds, 1);
    expect_fault(b.load(y - 1, 1), FaultCode::OutOfBounds, 2);
    expect_fault(b.load(y + 7, 1), FaultCode::OutOfBounds, 2);
    expect_fault(b.load(z + 11, 1), FaultCode::OutOfBounds, 3);
    expect_fault(b.load(x + 2, 2), FaultCode::OutOfBounds, 1);
    assert_eq!(b.load(buffer + 2, 2).unwrap(), 2);
    let own = b.dies(OTHER, y, 7).unwrap();
    assert_eq!(own, buffer + 3);
    expect_fault(b.load(y, 1), FaultCode::UseAfterFree, 2);
    assert_eq!(b.load(x + 2, 1).unwrap(), 2);
    assert_eq!(b.load(z, 1).unwrap(), 0);
    assert_eq!(fault(b.load(buffer + 3, 1)).code, FaultCode::UndefinedRead);
    assert_eq!(fault(b.load(buffer + 21, 1)).code, FaultCode::OutOfBounds);
}

#[test]
fn blocks_end_with_the_local_that_they_were_cut_from() {
    let mut b = Bench::new();
    let buffer = b.local(FRAME, 64);
    let x = b.born(OTHER, buffer, 8, 2).unwrap();
    b.store(x, 8, 1).unwrap();
    assert!(!b.memory.untag_local(FRAME, 64, Tick(9)));
    let at = b.at();
    b.memory.end_blocks_in(&mut b.journal, FRAME, 64, at);
    assert!(b.memory.untag_local(FRAME, 64, Tick(9)));
    let found = expect_fault(b.load(x, 8), FaultCode::DanglingStack, 1);
    assert_eq!(found.offset, 0);
    assert_eq!(fault(b.load(buffer, 8)).code, FaultCode::DanglingStack);
    assert_eq!(b.memory.reg((FRAME / 8) as usize), 1);
}

#[test]
fn a_reallocation_kills_the_old_pointer() {
    let mut b = Bench::new();
    let at = b.at();
    let own = b.memory.page_alloc(20, 1, at).unwrap().unwrap();
    let p = b.born(PAGE_ALLOCATOR, own, 1, 20).unwrap();
    b.memory.write_bytes(p, &[5; 20]).unwrap();
    let at = b.at();
    assert!(b.memory.page_resize(own, 20, 30, at).unwrap());
    let q = b
        .memory
        .block_renewed(&mut b.journal, (p, 20), (own, 30), at.tick, at)
        .unwrap();
    assert_eq!(addr_of(p), addr_of(q));
    assert_eq!(b.memory.read_bytes(q, 20).unwrap(), [5; 20]);
    assert_eq!(fault(b.load(q + 20, 1)).code, FaultCode::UndefinedRead);
    let found = expect_fault(b.load(p, 1), FaultCode::UseAfterFree, 1);
    assert_eq!(found.detail, Detail::OldPointer);
    let found = expect_fault(b.dies(PAGE_ALLOCATOR, p, 20), FaultCode::DoubleFree, 1);
    assert_eq!(found.detail, Detail::OldPointer);
    b.free(q, 30).unwrap();
    assert_eq!(
        b.kinds(),
        [
            EventKind::Born(BlockId(1)),
            EventKind::Resized(BlockId(1)),
            EventKind::Freed(BlockId(1))
        ]
    );
    assert_eq!(b.memory.blocks().leases_of(BlockId(1)).count(), 2);
}

#[test]
fn a_reallocation_through_a_forwarding_allocator_is_one_block() {
    let mut b = Bench::new();
    let since = Tick(b.tick + 1);
    let inner = b.alloc(40);
    let outer = b.born_since(since, OTHER, inner, 8, 5).unwrap();
    b.memory.write_bytes(outer, &[3; 40]).unwrap();
    let since = Tick(b.tick + 1);
    // The wrapper asks the allocator inside, which moves the block.
    let inner = b.memory.block_checked(OTHER, (outer, 40, 1)).unwrap();
    let at = b.at();
    let moved = b.memory.page_alloc(80, 1, at).unwrap().unwrap();
    b.memory.copy(moved, inner, 40).unwrap();
    let new_inner = b
        .memory
        .block_renewed(&mut b.journal, (inner, 40), (moved, 80), since, at)
        .unwrap();
    let at = b.at();
    let new_outer = b
        .memory
        .block_renewed(&mut b.journal, (outer, 40), (new_inner, 80), since, at)
        .unwrap();
    assert_eq!(b.memory.read_bytes(new_outer, 40).unwrap(), [3; 40]);
    expect_fault(b.load(outer, 8), FaultCode::UseAfterFree, 1);
    assert_eq!(b.memory.blocks().totals().live_blocks, 1);
    assert_eq!(
        b.kinds(),
        [EventKind::Born(BlockId(1)), EventKind::Resized(BlockId(1))]
    );
    let own = b.dies(OTHER, new_outer, 80).unwrap();
    assert_eq!(own, new_inner);
    b.free(own, 80).unwrap();
}

#[test]
fn an_allocator_cannot_hand_out_what_is_not_its_own() {
    let mut b = Bench::new();
    let chunk = b.alloc(64);
    let found = fault(b.born(OTHER, chunk + 32, 1, 33));
    assert_eq!(found.code, FaultCode::OutOfBounds);
    assert_eq!(found.detail, Detail::NotTheAllocatorsMemory);
    b.free(chunk, 64).unwrap();
    let found = fault(b.born(OTHER, chunk, 1, 8));
    assert_eq!(found.code, FaultCode::UseAfterFree);
    let at = b.at();
    let ended = b.memory.blocks_end(&mut b.journal, chunk, 64, at);
    assert_eq!(fault(ended).code, FaultCode::UseAfterFree);
}

#[test]
fn an_ended_allocator_is_known_by_its_variable() {
    let mut b = Bench::new();
    let state = b.local(FRAME, 32);
    b.memory.undefine(state, 32).unwrap();
    let at = b.at();
    b.memory.allocator_ends(state, 32, at);
    assert_eq!(fault(b.load(state + 8, 8)).code, FaultCode::UseAfterDeinit);
    assert!(b.memory.untag_local(FRAME, 32, Tick(9)));
    let other = b.local(FRAME, 32);
    assert_eq!(fault(b.load(other + 8, 8)).code, FaultCode::UndefinedRead);
}
