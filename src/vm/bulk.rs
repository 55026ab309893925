//! Many bytes at once: copies that carry definedness along, fills, text, and the memory of frames, which the
//! machine's own instructions reach without a pointer.

use crate::bytecode::address::{ADDRESS_MASK, addr_of, tag_of};

use super::fault::{Access, AccessKind, Detail, Fault, FaultCode};
use super::memory::{Checked, Memory};
use super::page::{PAGE_BYTES, PAGE_CELLS};
use super::word::{self, DEFINED, EXACT, KIND, TAG};

impl Memory {
    /// Checks a whole range at once: a refusal changes nothing. What may be written is made ready for it.
    pub fn check_range(&mut self, ptr: u64, len: u64, kind: AccessKind) -> Checked<()> {
        let (tag, start) = (tag_of(ptr), addr_of(ptr));
        let end = start.saturating_add(len);
        let access = Access { kind, ptr, len };
        self.look_out(ptr, len, kind)?;
        let mut at = start;
        while at < end {
            let next = self.own_granules_from(tag, at, end);
            if next > at {
                at = next;
                continue;
            }
            let next = ((at | 7) + 1).min(end);
            if !self.allows(tag, at, next - at) {
                return Err(self.diagnose(access, at));
            }
            at = next;
        }
        match kind {
            AccessKind::Write if len > 0 => self.prepare(access, start, end),
            _ => Ok(()),
        }
    }

    /// How far from `at`, inside its page, everything is plainly the owner's.
    fn own_granules_from(&self, tag: u16, at: u64, end: u64) -> u64 {
        let first = (at >> 3) as usize;
        if at & 7 != 0 || tag < word::STACK_TAG || first >= self.words.len() {
            return at;
        }
        let page = first / PAGE_CELLS;
        if !self.pages.is_touched(page) {
            let lease = self.live_lease(tag, at).map(|(_, lease)| lease);
            let page_end = (page as u64 + 1) * PAGE_BYTES;
            return lease.map_or(at, |lease| lease.end().min(end).min(page_end));
        }
        let last = ((end >> 3) as usize).min((page + 1) * PAGE_CELLS);
        let wanted = word::with_tag(tag);
        let own = self.words[first..last.max(first)]
            .iter()
            .take_while(|word| **word & (TAG | KIND) == wanted)
            .count();
        at + 8 * own as u64
    }

    /// `dst` and `src` may overlap. Undefined bytes stay undefined.
    pub fn copy(&mut self, dst: u64, src: u64, len: u64) -> Checked<()> {
        self.check_range(src, len, AccessKind::Read)?;
        self.check_range(dst, len, AccessKind::Write)?;
        self.copy_raw(addr_of(dst), addr_of(src), len);
        Ok(())
    }

    /// From a pointer into the frame.
    pub fn copy_in(&mut self, frame: u64, src: u64, len: u64) -> Checked<()> {
        self.check_range(src, len, AccessKind::Read)?;
        self.copy_raw(frame, addr_of(src), len);
        Ok(())
    }

    /// From the frame to a pointer.
    pub fn copy_out(&mut self, dst: u64, frame: u64, len: u64) -> Checked<()> {
        self.check_range(dst, len, AccessKind::Write)?;
        self.copy_raw(addr_of(dst), frame, len);
        Ok(())
    }

    /// Copies without any check: both sides are the frame's, or were checked.
    pub fn copy_raw(&mut self, dst: u64, src: u64, len: u64) {
        if dst == src || len == 0 {
            return;
        }
        let forwards = dst < src || dst >= src + len;
        if (dst | src | len) & 7 == 0 {
            self.copy_cells(
                (dst >> 3) as usize,
                (src >> 3) as usize,
                (len >> 3) as usize,
            );
        } else if forwards {
            let mut done = 0;
            while done < len {
                // A piece ends where the source's granule does: an overlap is read before it is written.
                let part = (8 - ((src + done) & 7)).min(len - done);
                let piece = self.read_raw(src + done, part);
                self.write_raw(dst + done, part, piece.value, piece.defined);
                done += part;
            }
        } else {
            let mut left = len;
            while left > 0 {
                let part = match (src + left) & 7 {
                    0 => 8,
                    rest => rest,
                }
                .min(left);
                left -= part;
                let piece = self.read_raw(src + left, part);
                self.write_raw(dst + left, part, piece.value, piece.defined);
            }
        }
    }

    fn copy_cells(&mut self, dst: usize, src: usize, count: usize) {
        self.cells.copy_within(src..src + count, dst);
        let step = |words: &mut [u32], i: usize| {
            words[dst + i] = words[dst + i] & !DEFINED | words[src + i] & DEFINED;
        };
        if dst < src {
            (0..count).for_each(|i| step(&mut self.words, i));
        } else {
            (0..count).rev().for_each(|i| step(&mut self.words, i));
        }
    }

    /// Makes memory behind a pointer undefined: assigning `undefined`.
    pub fn undefine(&mut self, ptr: u64, len: u64) -> Checked<()> {
        let (tag, mut at) = (tag_of(ptr), addr_of(ptr));
        let end = at.saturating_add(len);
        // Pages that were never touched are undefined already, and stay untouched.
        while at < end {
            let page = (at / PAGE_BYTES) as usize;
            let upto = end.min((page as u64 + 1) * PAGE_BYTES);
            let is_fresh = upto - at == PAGE_BYTES
                && upto <= self.words.len() as u64 * 8
                && !self.pages.is_touched(page)
                && self.blocks.innermost(at).is_some_and(|id| {
                    self.blocks
                        .lease(id)
                        .is_some_and(|l| l.tag == tag && upto <= l.end())
                });
            if !is_fresh {
                let part = ptr & !ADDRESS_MASK | at;
                self.check_range(part, upto - at, AccessKind::Write)?;
                self.undefine_frame(at, upto - at);
            }
            at = upto;
        }
        Ok(())
    }

    /// Makes memory of the frame undefined, as if it held `0xaa`.
    pub fn undefine_frame(&mut self, addr: u64, len: u64) {
        let whole = self.each_part(addr, len, |cell, word, bits| {
            let mask = word::cell_mask(bits);
            *cell = *cell & !mask | word::UNDEFINED_CELL & mask;
            *word &= !bits;
        });
        self.cells[whole.clone()].fill(word::UNDEFINED_CELL);
        self.words[whole].iter_mut().for_each(|w| *w &= !DEFINED);
    }

    /// Marks slots as registers with values: what a frame's slots are before anything undefined is put there.
    pub fn define_frame(&mut self, addr: u64, len: u64) {
        let whole = self.each_part(addr, len, |_, word, bits| *word |= bits);
        self.words[whole].iter_mut().for_each(|w| *w |= DEFINED);
    }

    /// Bytes lose their value but stay readable for people.
    pub(super) fn forget_values(&mut self, addr: u64, upto: u64) {
        let whole = self.each_part(addr, upto - addr, |_, word, bits| *word &= !bits);
        self.words[whole].iter_mut().for_each(|w| *w &= !DEFINED);
    }

    /// Does something with the granules that lie in a range in part; gives the cells that are wholly inside.
    fn each_part(
        &mut self,
        addr: u64,
        len: u64,
        mut act: impl FnMut(&mut u64, &mut u32, u32),
    ) -> std::ops::Range<usize> {
        let end = addr + len;
        let head = addr.next_multiple_of(8).min(end);
        let tail = (end & !7).max(head);
        for (from, upto) in [(addr, head), (tail, end)] {
            if from < upto {
                let index = (from >> 3) as usize;
                let bits = word::byte_mask(from & 7, upto - from);
                act(&mut self.cells[index], &mut self.words[index], bits);
            }
        }
        (head >> 3) as usize..(tail >> 3) as usize
    }

    /// Writes `count` times the low `size` (up to 8) bytes of `value`; only those in `defined` have one.
    pub fn fill(
        &mut self,
        dst: u64,
        size: u64,
        count: u64,
        value: u64,
        defined: u8,
    ) -> Checked<()> {
        self.check_range(dst, size.saturating_mul(count), AccessKind::Write)?;
        let start = addr_of(dst);
        if size == 1 && defined & 1 == 1 {
            self.fill_bytes(start, count, value as u8);
            return Ok(());
        }
        for i in 0..count {
            self.write_raw(start + i * size, size, value, defined);
        }
        Ok(())
    }

    fn fill_bytes(&mut self, start: u64, len: u64, byte: u8) {
        let pattern = u64::from_ne_bytes([byte; 8]);
        let end = start + len;
        let head = start.next_multiple_of(8).min(end);
        self.write_raw(start, head - start, pattern, u8::MAX);
        let tail = (end & !7).max(head);
        let cells = (head >> 3) as usize..(tail >> 3) as usize;
        self.cells[cells.clone()].fill(pattern);
        for word in &mut self.words[cells] {
            *word |= DEFINED;
        }
        self.write_raw(tail, end - tail, pattern, u8::MAX);
    }

    /// Writes `count` copies of the `size` bytes at `frame`.
    pub fn fill_from(&mut self, dst: u64, size: u64, count: u64, frame: u64) -> Checked<()> {
        self.check_range(dst, size.saturating_mul(count), AccessKind::Write)?;
        for i in 0..count {
            self.copy_raw(addr_of(dst) + i * size, frame, size);
        }
        Ok(())
    }

    /// The bytes behind a pointer for output: all of them must be defined.
    pub fn read_bytes(&mut self, ptr: u64, len: u64) -> Checked<Vec<u8>> {
        self.check_range(ptr, len, AccessKind::Read)?;
        self.check_defined(ptr, len)?;
        let start = addr_of(ptr);
        let mut bytes = Vec::with_capacity(len as usize);
        let mut done = 0;
        while done < len {
            let at = start + done;
            let part = (8 - (at & 7)).min(len - done);
            let piece = self.cells[(at >> 3) as usize] >> (8 * (at & 7));
            bytes.extend_from_slice(&piece.to_le_bytes()[..part as usize]);
            done += part;
        }
        Ok(bytes)
    }

    /// Writes bytes behind a pointer.
    pub fn write_bytes(&mut self, ptr: u64, bytes: &[u8]) -> Checked<()> {
        self.check_range(ptr, bytes.len() as u64, AccessKind::Write)?;
        let start = addr_of(ptr);
        for (i, chunk) in bytes.chunks(8).enumerate() {
            let mut cell = [0; 8];
            cell[..chunk.len()].copy_from_slice(chunk);
            let value = u64::from_le_bytes(cell);
            self.write_raw(start + 8 * i as u64, chunk.len() as u64, value, u8::MAX);
        }
        Ok(())
    }

    /// The fault `undefined-read` unless every byte has a value.
    pub fn check_defined(&self, ptr: u64, len: u64) -> Checked<()> {
        if self.is_defined(addr_of(ptr), len) {
            return Ok(());
        }
        Err(self.undefined_use(ptr, len))
    }

    /// The fault of using undefined memory: `ptr` leads to it, with or without a tag.
    #[cold]
    #[inline(never)]
    pub fn undefined_use(&self, ptr: u64, len: u64) -> Box<Fault> {
        let peek = self.peek(addr_of(ptr), len);
        let first = peek.defined.iter().position(|defined| !defined);
        let mask = peek
            .defined
            .iter()
            .take(64)
            .enumerate()
            .fold(0, |mask, (i, defined)| mask | u64::from(!defined) << i);
        let at = addr_of(ptr) + first.unwrap_or(0) as u64;
        let access = Access {
            kind: AccessKind::Use,
            ptr,
            len,
        };
        let (object, start) = self.object_at(at);
        // What a `deinit` leaves behind is undefined, and has a better name.
        let code = match self.ended_allocator(at) {
            Some(_) => FaultCode::UseAfterDeinit,
            None => FaultCode::UndefinedRead,
        };
        Box::new(
            Fault::new(code, access)
                .because(Detail::UndefinedBytes { mask })
                .of(object, at as i64 - start as i64),
        )
    }
}

const _: () = assert!(KIND & EXACT == EXACT);
