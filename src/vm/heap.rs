//! The pages of the heap: what `page_allocator` hands out. Small requests are packed with a gap between them,
//! fresh addresses come first, and freed ones rest in a long queue before they come back, under another tag.
//!
//! All bookkeeping lies in simulated memory, in a header in the gap before each region, so that going back undoes it like any other write:
//!
//! ```text
//! header + 0   length asked for; once freed, the address of the next region in the queue or list
//! header + 8   capacity | state
//! header + 16  the region, 16-byte aligned
//! ```

use super::block::{AllocatorId, Cause, LeaseId, NewBlock, NewLease, Request};
use super::event::At;
use super::fault::{Access, AccessKind, Detail, Fault, FaultCode};
use super::limits::Limits;
use super::memory::{Checked, Memory};
use super::page::{PAGE_BYTES, PAGE_CELLS};
use super::word::{self, DEFINED, KIND, META};
use crate::bytecode::address::{HEAP_BASE, addr_of, pointer, tag_of};
use crate::types::TypeId;

const HEADER: u64 = 16;
const STATE: u64 = 0xf;
const LIVE: u64 = 1;
const RESTING: u64 = 2;
const FREE: u64 = 3;

/// Capacities up to this are multiples of 16, one list each.
const SMALL: u64 = 256;
/// Capacities above this share one list and are fitted.
const LARGE: u64 = 1 << 20;
const LISTS: usize = 16 + 4 * 12 + 1;
/// Entries of a list that are looked at for a fit.
const LOOKS: usize = 64;
/// Regions that rest at most, whatever their size: what is written again and again should fit the host's cache, and every
/// interval that covers a round of them costs them all.
const MAX_RESTING: u64 = 4096;

/// Heads and sums; part of the machine's scalars.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct Heap {
    /// First address that was never handed out.
    top: u64,
    end: u64,
    limit: u64,
    pub live_bytes: u64,
    quarantine: u64,
    resting: Queue,
    lists: [u64; LISTS],
}

#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
struct Queue {
    first: u64,
    last: u64,
    bytes: u64,
    count: u64,
}

/// One piece of the heap that was handed out.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Region {
    pub tag: u16,
    pub start: u64,
    pub len: u64,
    capacity: u64,
}

impl Heap {
    pub(super) fn new(limits: &Limits, end: u64) -> Heap {
        Heap {
            // The first region starts at a round address.
            top: HEAP_BASE + 0x40 - HEADER,
            end,
            limit: limits.heap,
            live_bytes: 0,
            quarantine: limits.quarantine,
            resting: Queue::default(),
            lists: [0; LISTS],
        }
    }
}

/// The capacity that a request gets, so that freed regions fit again.
fn capacity_for(len: u64) -> u64 {
    if len <= SMALL {
        return len.max(1).next_multiple_of(16);
    }
    if len > LARGE {
        return len.next_multiple_of(PAGE_BYTES);
    }
    let step = len.next_power_of_two() / 8;
    let capacity = len.next_multiple_of(step);
    match capacity >= PAGE_BYTES {
        true => capacity.next_multiple_of(PAGE_BYTES),
        false => capacity,
    }
}

/// The list of regions of a capacity.
fn list_for(capacity: u64) -> usize {
    if capacity <= SMALL {
        return (capacity / 16) as usize - 1;
    }
    if capacity > LARGE {
        return LISTS - 1;
    }
    let power = (capacity - 1).ilog2();
    let quarter = (capacity - 1 - (1 << power)) / ((1 << power) / 4);
    16 + 4 * (power as usize - 8) + quarter as usize
}

impl Memory {
    /// Fresh pages: a pointer to `len` undefined bytes, or `None` when the simulated heap is exhausted.
    pub fn page_alloc(&mut self, len: u64, align: u64, at: At) -> Checked<Option<u64>> {
        let len = len.max(1);
        if !self.pages.has_room_for(2) {
            return Err(self.out_of_host_memory(Access {
                kind: AccessKind::HandOut,
                ptr: self.heap.top,
                len,
            }));
        }
        if len > self.heap.limit - self.heap.live_bytes.min(self.heap.limit) {
            return Ok(None);
        }
        let align = match len >= PAGE_BYTES {
            true => align.max(PAGE_BYTES),
            false => align.max(16),
        };
        let capacity = capacity_for(len);
        let Some((start, capacity)) = self.find_region(capacity, align) else {
            return Ok(None);
        };
        let tag = self.new_tag(start, start + len);
        self.write_header(start, len, capacity | LIVE, tag);
        self.heap.live_bytes += len;
        self.own_region(start, len, tag, at);
        Ok(Some(pointer(tag, start)))
    }

    /// Gives pages back; their addresses rest before they are used again.
    pub fn page_free(&mut self, ptr: u64, len: u64, at: At) -> Checked<()> {
        let region = self.region_of(ptr, len, AccessKind::Free)?;
        self.end_region(&region, at);
        self.heap.live_bytes -= region.len;
        self.rest(region);
        Ok(())
    }

    /// Changes the length of pages in place, if the room is there.
    pub fn page_resize(&mut self, ptr: u64, old: u64, new: u64, at: At) -> Checked<bool> {
        let region = self.region_of(ptr, old, AccessKind::Resize)?;
        let grows_too_far =
            new > old && new - old > self.heap.limit.saturating_sub(self.heap.live_bytes);
        let lease = self.region_lease(&region);
        // Only a region with a lease may have pages that are not painted yet.
        let needs_lease = lease.is_none() && new >= PAGE_BYTES;
        if new == 0 || new > region.capacity || grows_too_far || needs_lease {
            return Ok(false);
        }
        self.heap.live_bytes = self.heap.live_bytes - old + new;
        self.write_header(region.start, new, region.capacity | LIVE, region.tag);
        match lease {
            Some(id) => self.blocks.resize(id, new, at),
            None => self.touch_all(region.start, region.start + new),
        }
        let (from, upto) = (region.start + old.min(new), region.start + old.max(new));
        self.disown(from, upto, region.tag, region.tag);
        Ok(true)
    }

    /// The live region around an address. Regions of whole pages are found through their lease instead.
    pub(super) fn region_at(&self, addr: u64) -> Option<Region> {
        let here = (addr >> 3) as usize;
        let first = here
            .saturating_sub(PAGE_CELLS)
            .max((HEAP_BASE / 8) as usize);
        let words = self.words.get(first..=here)?;
        let header = first + words.iter().rposition(|word| word & KIND == META)?;
        let region = self.region_after(header as u64 * 8 + 8)?;
        (region.start <= addr && addr < region.start + region.len).then_some(region)
    }

    /// Whether memory that is cut from no lease is known to lie inside one owner: a local, a global, or a region of
    /// the heap that starts with it.
    pub(super) fn is_in_base(&self, start: u64, end: u64) -> bool {
        let is_in_region = |region: Region| end <= region.start + region.len;
        start < HEAP_BASE || self.region_after(start).is_some_and(is_in_region)
    }

    /// The live region that starts here.
    fn region_after(&self, start: u64) -> Option<Region> {
        let last = (start >> 3) as usize - 1;
        if start < HEAP_BASE + HEADER || last >= self.words.len() || start & 7 != 0 {
            return None;
        }
        let (word, sizes) = (self.words[last], self.cells[last]);
        (word & KIND == META && sizes & STATE == LIVE).then(|| Region {
            tag: word::tag(word),
            start,
            len: self.cells[last - 1],
            capacity: sizes & !STATE,
        })
    }

    /// The region that a pointer of an allocator stands for.
    fn region_of(&self, ptr: u64, len: u64, kind: AccessKind) -> Checked<Region> {
        let access = Access { kind, ptr, len };
        match self.region_after(addr_of(ptr)) {
            Some(region) if region.tag == tag_of(ptr) && region.len == len.max(1) => Ok(region),
            Some(region) if region.tag == tag_of(ptr) => Err(Box::new(
                Fault::new(FaultCode::PartialFree, access).because(Detail::WrongLength {
                    given: len,
                    actual: region.len,
                }),
            )),
            _ => Err(self.diagnose_free(access)),
        }
    }

    fn find_region(&mut self, capacity: u64, align: u64) -> Option<(u64, u64)> {
        if let Some(found) = self.take_free(capacity, align) {
            return Some(found);
        }
        let start = (self.heap.top + HEADER).next_multiple_of(align);
        if start.saturating_add(capacity) <= self.heap.end {
            self.heap.top = start + capacity;
            return Some((start, capacity));
        }
        // The addresses run out: those at rest come back early.
        while self.heap.resting.count > 0 {
            self.release_oldest();
        }
        self.take_free(capacity, align)
    }

    /// Takes the first region that fits off its list.
    fn take_free(&mut self, capacity: u64, align: u64) -> Option<(u64, u64)> {
        let list = list_for(capacity);
        let mut before = 0;
        let mut region = self.heap.lists[list];
        for _ in 0..LOOKS {
            if region == 0 {
                return None;
            }
            let next = self.header(region, 0);
            let room = self.header(region, 1) & !STATE;
            if room >= capacity && room <= 2 * capacity && region.is_multiple_of(align) {
                match before {
                    0 => self.heap.lists[list] = next,
                    _ => self.set_header(before, 0, next),
                }
                return Some((region, room));
            }
            before = region;
            region = next;
        }
        None
    }

    /// Pages of the heap become an owner. Large ones get a lease, by which untouched pages find their owner.
    fn own_region(&mut self, start: u64, len: u64, tag: u16, at: At) {
        let end = start + len;
        if len < PAGE_BYTES {
            self.touch_all(start, end);
        } else {
            self.blocks.begin(NewLease {
                block: NewBlock::None,
                tag,
                outer_tag: 0,
                parent: None,
                start,
                len,
                asked: Request {
                    ty: TypeId::U8,
                    count: len,
                    align: 1,
                },
                allocator: AllocatorId(0),
                born: at,
            });
            // A page that is not wholly the region's must be real; the others wait for their first use.
            let inside = start.next_multiple_of(PAGE_BYTES)..end / PAGE_BYTES * PAGE_BYTES;
            self.touch_all(start, inside.start.min(end));
            self.touch_all(inside.end.max(start), end);
        }
        self.own_pages(start, end, tag);
    }

    fn end_region(&mut self, region: &Region, at: At) {
        let end = region.start + region.len;
        match self.region_lease(region) {
            Some(id) => self.end_lease(id, at, Cause::Freed, None),
            None => self.end_leases_inside(region.start, end, at, Cause::OwnerEnded, None),
        }
        let from = region.start;
        self.write_header(from, 0, region.capacity | RESTING, region.tag);
        self.abandon(from, end);
    }

    /// The lease of a region of whole pages.
    fn region_lease(&self, region: &Region) -> Option<LeaseId> {
        let inner = self.blocks.innermost(region.start)?;
        self.blocks
            .outwards(inner)
            .find(|(_, lease)| lease.tag == region.tag && lease.block().is_none())
            .map(|(id, _)| id)
    }

    /// Puts a freed region at the end of the queue, and lets the oldest ones go where there are too many.
    fn rest(&mut self, region: Region) {
        let queue = &mut self.heap.resting;
        let last = std::mem::replace(&mut queue.last, region.start);
        queue.bytes += region.capacity;
        queue.count += 1;
        match last {
            0 => self.heap.resting.first = region.start,
            _ => self.set_header(last, 0, region.start),
        }
        while self.heap.resting.bytes > self.heap.quarantine
            || self.heap.resting.count > MAX_RESTING
        {
            self.release_oldest();
        }
    }

    fn release_oldest(&mut self) {
        let region = self.heap.resting.first;
        let next = self.header(region, 0);
        let capacity = self.header(region, 1) & !STATE;
        let queue = &mut self.heap.resting;
        queue.first = next;
        if next == 0 {
            queue.last = 0;
        }
        queue.bytes -= capacity;
        queue.count -= 1;
        let list = list_for(capacity);
        let head = std::mem::replace(&mut self.heap.lists[list], region);
        self.set_header(region, 0, head);
        self.set_header(region, 1, capacity | FREE);
    }

    fn header(&self, region: u64, field: u64) -> u64 {
        self.cells[((region - HEADER) >> 3) as usize + field as usize]
    }

    fn set_header(&mut self, region: u64, field: u64, value: u64) {
        let cell = ((region - HEADER) >> 3) as usize + field as usize;
        self.save(cell / PAGE_CELLS);
        self.cells[cell] = value;
    }

    fn write_header(&mut self, start: u64, first: u64, second: u64, tag: u16) {
        self.touch_all(start - HEADER, start);
        self.set_header(start, 0, first);
        self.set_header(start, 1, second);
        for cell in ((start - HEADER) >> 3)..(start >> 3) {
            let word = &mut self.words[cell as usize];
            *word = *word & super::owner::LOOKERS_ON | word::with_tag(tag) | META | DEFINED;
        }
    }

    fn touch_all(&mut self, start: u64, end: u64) {
        for page in start / PAGE_BYTES..end.div_ceil(PAGE_BYTES) {
            if !self.pages.is_touched(page as usize) {
                self.touch(page as usize);
            }
        }
    }
}
