//! Checked access through pointers. The fast way is one compare of the granule word; everything else (a page not
//! yet real or not yet saved, undefined bytes, shared granules, an ancestor's pointer) takes the cold way, which
//! either completes the access or says why it is illegal.

use crate::bytecode::address::addr_of;

use super::fast;
use super::fault::{Access, AccessKind, Fault, FaultCode};
use super::granule::shared;
use super::memory::{Checked, Memory};
use super::page::{PAGE_BYTES, PAGE_CELLS};
use super::word::{self, CLEAN, DEAD, KIND, META, SHARED, STACK_TAG, WHOLE};

/// What a load found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Loaded {
    /// Zero-extended; undefined bytes are `0xaa`.
    pub value: u64,
    /// A bit for each byte that is defined; [`Loaded::is_defined`] asks for all of them.
    pub defined: u8,
    pub len: u8,
}

impl Loaded {
    pub fn is_defined(self) -> bool {
        let all = ((1u32 << self.len) - 1) as u8;
        self.defined & all == all
    }
}

/// Whether an access changes memory.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Intent {
    Read,
    Write,
}

impl Memory {
    /// Reads `N` (1, 2, 4 or 8) bytes as the loop does, zero-extended. `None` decides nothing: [`Memory::load_cold`] does.
    #[cfg(test)]
    pub fn load<const N: usize>(&mut self, ptr: u64) -> Option<u64> {
        let cells = shared(&mut self.cells);
        fast::load::<N>(cells, &self.words, ptr)
    }

    /// Writes `N` bytes as the loop does. `false` decides nothing: [`Memory::store_cold`] does.
    #[must_use]
    pub fn store<const N: usize>(&mut self, ptr: u64, value: u64) -> bool {
        let cells = shared(&mut self.cells);
        fast::store::<N>(cells, &mut self.words, ptr, value)
    }

    /// The slow way of [`super::fast::load`], for up to 8 bytes at any alignment.
    #[cold]
    #[inline(never)]
    pub fn load_cold(&mut self, ptr: u64, len: u64) -> Checked<Loaded> {
        self.admit_all(ptr, len, Intent::Read)?;
        Ok(self.read_raw(addr_of(ptr), len))
    }

    /// The slow way of [`super::fast::store`].
    #[inline(never)]
    pub fn store_cold(&mut self, ptr: u64, len: u64, value: u64) -> Checked<()> {
        self.store_partly(ptr, len, value, u8::MAX)
    }

    /// Writes up to 8 bytes of which only those in `defined` have a value: a copy of something undefined.
    #[cold]
    #[inline(never)]
    pub fn store_partly(&mut self, ptr: u64, len: u64, value: u64, defined: u8) -> Checked<()> {
        self.admit_all(ptr, len, Intent::Write)?;
        self.write_raw(addr_of(ptr), len, value, defined);
        Ok(())
    }

    /// Reads bytes without asking who owns them: memory of the frame, or what was admitted.
    pub fn read_raw(&self, addr: u64, len: u64) -> Loaded {
        let (mut value, mut defined) = (0, 0);
        let mut done = 0;
        while done < len {
            let at = addr + done;
            let part = (8 - (at & 7)).min(len - done);
            let (cell, word) = (
                self.cells[(at >> 3) as usize],
                self.words[(at >> 3) as usize],
            );
            let piece = word::visible(cell, word) >> (8 * (at & 7)) & low_bytes(part);
            value |= piece << (8 * done);
            defined |= (word >> (at & 7) & low_bits(part)) << done;
            done += part;
        }
        Loaded {
            value,
            defined: defined as u8,
            len: len as u8,
        }
    }

    /// Writes bytes without asking who owns them; the page is saved or the stack's watermarks see to it.
    pub fn write_raw(&mut self, addr: u64, len: u64, value: u64, defined: u8) {
        let mut done = 0;
        while done < len {
            let at = addr + done;
            let (index, offset) = ((at >> 3) as usize, at & 7);
            let part = (8 - offset).min(len - done);
            let mask = low_bytes(part) << (8 * offset);
            let piece = (value >> (8 * done)) << (8 * offset);
            self.cells[index] = self.cells[index] & !mask | piece & mask;
            let bits = word::byte_mask(offset, part);
            let given = (u32::from(defined) >> done) << offset & bits;
            self.words[index] = self.words[index] & !bits | given;
            done += part;
        }
    }

    /// [`Memory::load_cold`] of a scalar, which must be aligned as its type is unless it is `loose`.
    #[cold]
    #[inline(never)]
    pub(super) fn load_slow(&mut self, ptr: u64, len: u64, loose: bool) -> Checked<Loaded> {
        if !loose && !ptr.is_multiple_of(len) {
            self.check_alignment(ptr, len, AccessKind::Read)?;
        }
        self.load_cold(ptr, len)
    }

    /// [`Memory::store_cold`] of a scalar, which must be aligned as its type is unless it is `loose`.
    #[inline(never)]
    pub(super) fn store_slow(
        &mut self,
        ptr: u64,
        len: u64,
        value: u64,
        loose: bool,
    ) -> Checked<()> {
        if !loose && !ptr.is_multiple_of(len) {
            self.check_alignment(ptr, len, AccessKind::Write)?;
        }
        if self.note_first_write(ptr) && self.store_by_length(ptr, len, value) {
            return Ok(());
        }
        self.store_cold(ptr, len, value)
    }

    /// The most common obstacle: the granule is written for the first time in the interval. Noted, it is none any more.
    /// A write that is refused afterwards was noted for nothing, which does no harm.
    pub(super) fn note_first_write(&mut self, ptr: u64) -> bool {
        let cell = (addr_of(ptr) >> 3) as usize;
        let is_clean = self.words.get(cell).is_some_and(|word| word & CLEAN != 0);
        if is_clean {
            let page = cell / PAGE_CELLS;
            if !self.save_cell(page, cell) {
                self.save(page);
                self.note_written(page, cell..cell + 1);
            }
        }
        is_clean
    }

    /// The quick way, where the length is not known before.
    fn store_by_length(&mut self, ptr: u64, len: u64, value: u64) -> bool {
        match len {
            1 => self.store::<1>(ptr, value),
            2 => self.store::<2>(ptr, value),
            4 => self.store::<4>(ptr, value),
            8 => self.store::<8>(ptr, value),
            _ => false,
        }
    }

    /// The fault of an access at an address that its type forbids, if the memory is there at all.
    fn check_alignment(&mut self, ptr: u64, len: u64, kind: AccessKind) -> Checked<()> {
        if addr_of(ptr).is_multiple_of(len) {
            return Ok(());
        }
        let intent = match kind {
            AccessKind::Write => Intent::Write,
            _ => Intent::Read,
        };
        self.admit_all(ptr, len, intent)?;
        let fault = Fault::new(FaultCode::Misaligned, Access { kind, ptr, len });
        let (object, start) = self.object_at(addr_of(ptr));
        Err(Box::new(
            fault.of(object, addr_of(ptr) as i64 - start as i64),
        ))
    }

    /// Writes `count` (up to 64) bits that begin `first` (0 to 7) bits after the byte behind a pointer.
    pub(super) fn store_bits(
        &mut self,
        ptr: u64,
        first: u32,
        count: u32,
        value: u64,
    ) -> Checked<()> {
        let bytes = u64::from((first + count).div_ceil(8)).max(1);
        self.admit_all(ptr, bytes, Intent::Write)?;
        let mut bits = u128::from(value) << first;
        let mut mask = ((1u128 << count) - 1) << first;
        for i in 0..bytes {
            let at = addr_of(ptr) + i;
            let old = self.read_raw(at, 1).value;
            let new = old & !(mask as u64) | (bits & mask) as u64 & 0xff;
            self.write_raw(at, 1, new & 0xff, u8::MAX);
            bits >>= 8;
            mask >>= 8;
        }
        Ok(())
    }

    /// `@ptrFromInt`: the pointer to what owns the address now. `align` has bit 31 set if null is allowed.
    pub(super) fn pointer_from_int(&self, addr: u64, align: u32) -> Result<u64, &'static str> {
        let nullable = align >> 31 == 1;
        let align = u64::from(align & !(1 << 31)).max(1);
        if addr == 0 {
            return match nullable {
                true => Ok(0),
                false => Err("cast causes pointer to be null"),
            };
        }
        if !addr.is_multiple_of(align) {
            return Err("incorrect alignment");
        }
        Ok(self.adopt(addr))
    }

    /// Admits every granule of an access or none. A refusal changes nothing.
    pub(super) fn admit_all(&mut self, ptr: u64, len: u64, intent: Intent) -> Checked<()> {
        let kind = match intent {
            Intent::Read => AccessKind::Read,
            Intent::Write => AccessKind::Write,
        };
        self.check_range(ptr, len, kind)
    }

    /// Whether the owner `tag` may touch bytes of one granule.
    pub(super) fn allows(&self, tag: u16, addr: u64, len: u64) -> bool {
        let index = (addr >> 3) as usize;
        // An address that a program put together from a number has no tag: it may touch whose memory is there.
        let tag = match tag {
            0 => self.owner_at(addr).map_or(0, |owner| owner.tag),
            tag => tag,
        };
        if index >= self.words.len() || tag < STACK_TAG {
            return false;
        }
        if tag == STACK_TAG {
            // The machine's own pointers into frames, which no program can make, reach all of the stack.
            return self.is_stack(index);
        }
        if !self.pages.is_touched(index / PAGE_CELLS) {
            // Only a large block leaves pages of its own untouched; nobody else has business here.
            return self.is_ancestor(tag, addr, len);
        }
        let word = self.words[index];
        match word & KIND {
            WHOLE => word::tag(word) == tag || self.is_ancestor(tag, addr, len),
            SHARED => self.allows_each(tag, addr, len),
            DEAD | META => false,
            _ if word::tag(word) == tag => (addr & 7) + len <= word::owned(word),
            _ => self.is_ancestor(tag, addr, len),
        }
    }

    fn allows_each(&self, tag: u16, addr: u64, len: u64) -> bool {
        (addr..addr + len).all(|byte| {
            self.owner_at(byte).is_some_and(|owner| owner.tag == tag)
                || self.is_ancestor(tag, byte, 1)
        })
    }

    /// Makes the pages of a range fit to be written: real, and saved in the open interval.
    pub(super) fn prepare(&mut self, access: Access, addr: u64, end: u64) -> Checked<()> {
        let pages = (addr / PAGE_BYTES) as usize..end.div_ceil(PAGE_BYTES) as usize;
        let fresh = pages.clone().filter(|page| !self.pages.is_touched(*page));
        let fresh = fresh.count() as u64;
        if fresh > 0 && !self.pages.has_room_for(fresh) {
            return Err(self.out_of_host_memory(access));
        }
        for page in pages {
            let (first, last) = (page * PAGE_CELLS, (page + 1) * PAGE_CELLS);
            let cells = (addr / 8) as usize..end.div_ceil(8) as usize;
            let cells = cells.start.max(first)..cells.end.min(last);
            match self.pages.is_touched(page) {
                true if self.save_cells(page, cells.clone()) => continue,
                true => self.save(page),
                false => self.make_real(page),
            }
            self.note_written(page, cells);
        }
        Ok(())
    }
}

/// A mask of so many bytes.
pub(super) const fn low_bytes(len: u64) -> u64 {
    if len >= 8 {
        u64::MAX
    } else {
        (1 << (8 * len)) - 1
    }
}

const fn low_bits(len: u64) -> u32 {
    (1 << len) - 1
}
