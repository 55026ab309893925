//! Who owns which memory. Globals, locals whose address is taken, pages of the heap and blocks form one tree: a
//! pointer to something may touch what was cut from it, and nothing else. Each owner has a tag, painted on the
//! granules that it has not given away; a pointer carries the tag of its owner. `paint` keeps the tags right.

use crate::bytecode::LocalRef;
use crate::bytecode::address::{
    ADDRESS_MASK, FIRST_LOCAL_TAG, FIRST_TAG, GLOBALS_BASE, HEAP_BASE, STACK_BASE, addr_of,
    global_tag, pointer, tag_of,
};

use super::Tick;
use super::block::LeaseId;
use super::live_locals::LiveLocals;
use super::memory::Memory;
use super::word::{self, CLEAN, DEFINED, WATCH_READ, WATCH_WRITE};

/// With so many live locals a tag is given out again without a look whether its last local still lives: a pointer to the
/// one may then pass for a pointer to the other.
const MANY: usize = 256;
const LOCAL_TAGS: usize = (u16::MAX - FIRST_LOCAL_TAG) as usize + 1;
/// Flags of a granule that its owner has no say in.
pub(super) const LOOKERS_ON: u32 = CLEAN | WATCH_READ | WATCH_WRITE;

/// The tags in use, and what tags of locals and globals stand for.
pub(super) struct Owners {
    pub(super) tags: NextTags,
    pub(super) live: LiveLocals,
    /// The last local that had each tag, dead or alive, for the story of a dangling pointer. When tags have come round
    /// it may be one of another time: what lives is asked first.
    locals: Vec<LocalLife>,
    /// Start, size, and whether it is constant.
    pub(super) globals: Vec<(u64, u64, bool)>,
}

/// The counters that tags come from.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct NextTags {
    block: u16,
    local: u16,
    /// Local tags have been given out before.
    come_round: bool,
}

/// The life of a local variable behind a tag of its own.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub struct LocalLife {
    pub(super) tag: u16,
    pub local: LocalRef,
    pub addr: u64,
    pub len: u64,
    pub born: Tick,
    pub died: Option<Tick>,
}

/// What owns a byte.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Owner {
    pub tag: u16,
    pub start: u64,
    pub end: u64,
    pub lease: Option<LeaseId>,
}

impl Owners {
    pub(super) fn new(globals: impl Iterator<Item = (u64, u64, bool)>) -> Owners {
        let globals: Vec<_> = globals.collect();
        let after_globals = match globals.len() {
            0 => FIRST_TAG,
            n => next_block_tag(global_tag(n - 1)),
        };
        Owners {
            tags: NextTags {
                block: after_globals,
                local: FIRST_LOCAL_TAG,
                come_round: false,
            },
            live: LiveLocals::default(),
            locals: Vec::new(),
            globals,
        }
    }

    /// The local that has this tag, else the last one that had it.
    pub(super) fn local(&self, tag: u16) -> Option<&LocalLife> {
        let at = tag.checked_sub(FIRST_LOCAL_TAG)?;
        let live = self.live.find(tag);
        live.or_else(|| self.locals.get(usize::from(at)))
    }

    /// A tag for a new local: one that no live local has, unless very many are alive.
    fn new_local_tag(&mut self) -> u16 {
        let is_taken = |tag: u16| self.live.len() < MANY && self.live.find(tag).is_some();
        let mut tag = self.tags.local;
        while self.tags.come_round && is_taken(tag) {
            tag = next_local_tag(tag);
        }
        self.tags.local = next_local_tag(tag);
        self.tags.come_round |= self.tags.local < tag;
        tag
    }

    /// The global around an address.
    pub(super) fn global_at(&self, addr: u64) -> Option<(u32, u64, u64)> {
        // Globals lie in order of their index.
        let after = self.globals.partition_point(|(start, ..)| *start <= addr);
        let index = after.checked_sub(1)?;
        let (start, size, _) = self.globals[index];
        (addr < start + size).then_some((index as u32, start, start + size))
    }

    /// The global with this tag that is nearest to an address.
    pub(super) fn nearest_global(&self, tag: u16, addr: u64) -> Option<(u32, u64, u64)> {
        (0..self.globals.len())
            .filter(|index| global_tag(*index) == tag)
            .map(|index| {
                let (start, size, _) = self.globals[index];
                (index as u32, start, start + size)
            })
            .min_by_key(|(_, start, end)| distance(addr, *start, *end))
    }
}

/// How far an address is from a range.
pub(super) fn distance(addr: u64, start: u64, end: u64) -> u64 {
    if addr < start {
        start - addr
    } else {
        (addr + 1).saturating_sub(end)
    }
}

fn next_local_tag(tag: u16) -> u16 {
    tag.checked_add(1).unwrap_or(FIRST_LOCAL_TAG)
}

fn next_block_tag(tag: u16) -> u16 {
    if tag + 1 < FIRST_LOCAL_TAG {
        tag + 1
    } else {
        FIRST_TAG
    }
}

impl Memory {
    /// A local comes to life: the result is the pointer that may touch it. `defined` says whether the value is
    /// there already; otherwise all of it is undefined.
    pub fn tag_local(
        &mut self,
        addr: u64,
        len: u64,
        local: LocalRef,
        defined: bool,
        now: Tick,
    ) -> u64 {
        let tag = self.owners.new_local_tag();
        let at = usize::from(tag - FIRST_LOCAL_TAG);
        let life = LocalLife {
            tag,
            local,
            addr,
            len,
            born: now,
            died: None,
        };
        match self.owners.locals.get_mut(at) {
            Some(entry) => *entry = life,
            None => {
                debug_assert!(self.owners.locals.len() < LOCAL_TAGS);
                self.owners.locals.resize(at + 1, life);
            }
        }
        self.owners.live.push(life);
        let bits = if defined { DEFINED } else { 0 };
        let first = (addr >> 3) as usize;
        let whole = (len >> 3) as usize;
        for word in &mut self.words[first..first + whole] {
            *word = *word & LOOKERS_ON | word::with_tag(tag) | bits;
        }
        if len & 7 != 0 {
            let word = &mut self.words[first + whole];
            let rest = word::first(len & 7) | bits & word::byte_mask(0, len & 7);
            *word = *word & LOOKERS_ON | word::with_tag(tag) | rest;
        }
        pointer(tag, addr)
    }

    /// The life of a local ends: its slots are registers again. Refuses (`false`) while blocks that were cut from
    /// it are alive: end them first with [`Memory::end_blocks_in`], then ask again.
    #[must_use]
    pub fn untag_local(&mut self, addr: u64, len: u64, now: Tick) -> bool {
        let first = (addr >> 3) as usize;
        let cells = first..first + len.div_ceil(8) as usize;
        let tag = word::tag(self.words[first]);
        if tag == word::STACK_TAG {
            return true;
        }
        let is_whole = self.words[cells.clone()]
            .iter()
            .all(|word| word::tag(*word) == tag && word & word::EXACT == 0);
        if tag < FIRST_LOCAL_TAG || !is_whole {
            return false;
        }
        for word in &mut self.words[cells] {
            *word = *word & LOOKERS_ON | word::REGISTER;
        }
        self.owners.live.remove(addr);
        if let Some(life) = self
            .owners
            .locals
            .get_mut(usize::from(tag - FIRST_LOCAL_TAG))
            && life.addr == addr
        {
            life.died = Some(now);
        }
        true
    }

    /// The last local that had the tag of a pointer, alive or not.
    pub fn local_of(&self, ptr: u64) -> Option<&LocalLife> {
        let life = self.owners.local(tag_of(ptr))?;
        (life.addr..=life.addr + life.len)
            .contains(&addr_of(ptr))
            .then_some(life)
    }

    /// Whether a local's storage still has the tag of this pointer.
    pub fn is_local_alive(&self, life: &LocalLife, ptr: u64) -> bool {
        self.base_owner_at(life.addr)
            .is_some_and(|owner| owner.tag == tag_of(ptr))
    }

    /// A pointer to what owns an address now: `@ptrFromInt`.
    pub fn adopt(&self, addr: u64) -> u64 {
        let addr = addr & ADDRESS_MASK;
        match self.owner_at(addr) {
            Some(owner) => pointer(owner.tag, addr),
            None => addr,
        }
    }

    /// A tag for a new block at these addresses: one that no neighbour has, nor the last owner had.
    pub(super) fn new_tag(&mut self, start: u64, end: u64) -> u16 {
        let tag_at = |place: u64| {
            let word = self.words.get((place >> 3) as usize);
            word.map_or(0, |word| word::tag(*word))
        };
        let before = tag_at(start.wrapping_sub(8));
        let near = [
            before,
            tag_at(start),
            tag_at(end.saturating_sub(1)),
            tag_at(end + 7),
        ];
        let mut tag = self.owners.tags.block;
        // The pages of a block have the tag before its own, and the two must not trade places either.
        let is_beside = |tag: u16, used: u16| tag.wrapping_sub(used).wrapping_add(1) <= 2;
        while near.iter().any(|used| is_beside(tag, *used)) {
            tag = next_block_tag(tag);
        }
        self.owners.tags.block = next_block_tag(tag);
        tag
    }

    /// The owner of a byte: the innermost block around it, else the global, local or page of the heap.
    pub(super) fn owner_at(&self, addr: u64) -> Option<Owner> {
        if let Some(id) = self.blocks.innermost(addr) {
            let lease = self.blocks.lease(id)?;
            return Some(Owner {
                tag: lease.tag,
                start: lease.start,
                end: lease.end(),
                lease: Some(id),
            });
        }
        self.base_owner_at(addr)
    }

    /// The owner of a byte if there were no blocks.
    pub(super) fn base_owner_at(&self, addr: u64) -> Option<Owner> {
        let owner = |tag, start, end| Owner {
            tag,
            start,
            end,
            lease: None,
        };
        if (GLOBALS_BASE..STACK_BASE).contains(&addr) {
            let (index, start, end) = self.owners.global_at(addr)?;
            return Some(owner(global_tag(index as usize), start, end));
        }
        if addr >= HEAP_BASE {
            let region = self.region_at(addr)?;
            return Some(owner(region.tag, region.start, region.start + region.len));
        }
        let tag = self.local_tag_at(addr)?;
        let contains = |life: &&LocalLife| life.addr <= addr && addr < life.addr + life.len;
        let mut same = self.owners.live.iter().filter(|life| life.tag == tag);
        let life = same.find(contains)?;
        Some(owner(tag, life.addr, life.addr + life.len))
    }

    /// The tag of the local that lies at an address of the stack.
    fn local_tag_at(&self, addr: u64) -> Option<u16> {
        let tag = word::tag(*self.words.get((addr >> 3) as usize)?);
        if tag >= FIRST_LOCAL_TAG {
            return Some(tag);
        }
        // A block lies here; the outermost one knows the tag of the local.
        let inner = self.blocks.innermost(addr)?;
        let outermost = self.blocks.outwards(inner).last();
        outermost.map(|(_, lease)| lease.outer_tag)
    }

    /// Whether the local from which a pointer was made still lies where the pointer leads.
    pub fn is_local_there(&self, ptr: u64) -> bool {
        self.local_tag_at(addr_of(ptr)) == Some(tag_of(ptr))
    }

    /// Whether the owner with `tag` is around `[addr, addr + len)`, which lies in one granule that is another's.
    pub(super) fn is_ancestor(&self, tag: u16, addr: u64, len: u64) -> bool {
        let Some(inner) = self.blocks.innermost(addr) else {
            return self
                .base_owner_at(addr)
                .is_some_and(|base| base.tag == tag && addr + len <= base.end);
        };
        let mut outer_tag = 0;
        for (_, lease) in self.blocks.outwards(inner) {
            if lease.tag == tag {
                return addr + len <= lease.end();
            }
            outer_tag = lease.outer_tag;
        }
        outer_tag == tag
            && self
                .base_owner_at(addr)
                .is_none_or(|base| addr + len <= base.end)
    }
}
