//! The heap at one moment: every block born so far, what it holds, who points to it, and sums.

use std::collections::{BTreeMap, BTreeSet};

use super::holders::Finder;
use super::present::{Lens, Present};
use super::value::{Source, inside};
use super::view::{self, BlockState, Life, Totals};
use crate::types::TypeId;
use crate::vm::{BlockId, Cause, Death, Lease, Object, Tick};

/// Names of what points to a block, per block.
pub type Holders = BTreeMap<BlockId, Vec<String>>;

/// Live blocks whose contents are searched for pointers.
const SEARCHED: usize = 2_000;
/// Elements of one array or block that are searched.
const WIDTH: u64 = 256;
/// Bytes of untyped blocks in which pointers are looked for: where allocators put them.
const RAW: u64 = 64;
/// Names kept per block.
const NAMES: usize = 4;

impl<'a> Present<'a> {
    /// Blocks born up to now.
    pub fn block_count(&self) -> u32 {
        self.machine.memory().blocks().totals().born
    }

    fn now(&self) -> Tick {
        self.machine.tick()
    }

    /// The lease that stands for a block now, or its last one.
    pub fn lease(&self, block: BlockId) -> Option<&'a Lease> {
        let now = self.now();
        let leases = self.machine.memory().blocks().leases_of(block);
        let born = leases.take_while(|(_, lease)| lease.born.tick < now);
        born.last().map(|(_, lease)| lease)
    }

    /// When a block was given back, if that has happened.
    pub fn death(&self, block: BlockId) -> Option<&'a Death> {
        let now = self.now();
        let blocks = self.machine.memory().blocks();
        let mut end = None;
        for (id, lease) in blocks.leases_of(block) {
            if lease.born.tick >= now {
                break;
            }
            end = blocks
                .death(id)
                .filter(|death| death.at.tick < now && death.cause() != Cause::Renewed);
        }
        end
    }

    pub fn is_alive(&self, block: BlockId) -> bool {
        self.lease(block).is_some() && self.death(block).is_none()
    }

    pub fn block(
        &self,
        id: BlockId,
        holders: &Holders,
        bytes: usize,
        children: usize,
    ) -> Option<view::Block> {
        let lease = self.lease(id)?;
        let blocks = self.machine.memory().blocks();
        let (_, first) = blocks.birth_of(id)?;
        let death = self.death(id);
        let dates = self.dates();
        let lens = self.lens(None);
        let holders = holders.get(&id).cloned().unwrap_or_default();
        let state = match death {
            Some(_) => BlockState::Freed,
            None if self.has_ended() => BlockState::Leaked,
            None if holders.is_empty() && self.searches_all() => BlockState::Leaked,
            None => BlockState::Live,
        };
        let reader = lens.reader(children);
        let ty = first.asked.ty;
        // What an allocator hands on may be typed otherwise by it: then the first one asked.
        let is_same = lease.asked.ty == ty;
        let count = if is_same { lease } else { first }.asked.count;
        let value = match count {
            1 => reader.read(lease.start, ty),
            count => reader.read_row(lease.start, count, ty),
        };
        let (pointer, vtable) = blocks.allocator(first.allocator);
        let parent = self.parent_block(lease, id);
        Some(view::Block {
            id,
            addr: lease.start,
            size: lease.len,
            state,
            allocator: lens.allocator_name(pointer, vtable).unwrap_or_default(),
            type_name: self.asked_name(ty, count),
            holders,
            parent,
            born: dates.date(&first.born),
            died: death.map(|d| dates.date(&d.at)),
            bytes: lens.peek(lease.start, lease.len.min(bytes as u64)),
            value,
            last_value: None,
            changed: false,
            misuse: None,
        })
    }

    /// Whether a block without a holder certainly has none.
    fn searches_all(&self) -> bool {
        self.machine.memory().blocks().totals().live_blocks as usize <= SEARCHED
    }

    /// The block out of which a lease of another was cut: one that had not been given back by then.
    fn parent_block(&self, lease: &Lease, own: BlockId) -> Option<BlockId> {
        let blocks = self.machine.memory().blocks();
        let around = blocks.outwards(lease.parent()?);
        let around = around.filter_map(|(_, lease)| lease.block());
        let around: Vec<BlockId> = around.filter(|&id| id != own).collect();
        let had_ended = |id: &BlockId| {
            let death = self.death(*id);
            death.is_some_and(|death| death.at.tick < lease.born.tick)
        };
        let lasting = around.iter().find(|id| !had_ended(id));
        lasting.or(around.first()).copied()
    }

    /// The ends of a block's leases as far as recorded, in order of time, up to the one by which it was given back: an
    /// allocator that hands on what another one gave may keep the memory for longer.
    pub fn deaths(&self, block: BlockId) -> Vec<&'a Death> {
        let blocks = self.machine.memory().blocks();
        let last = blocks.leases_of(block).last();
        let end = last.and_then(|(id, _)| blocks.death(id));
        let deaths = blocks
            .leases_of(block)
            .filter_map(|(id, _)| blocks.death(id));
        let is_own = |death: &&Death| end.is_none_or(|end| death.at.tick <= end.at.tick);
        let mut deaths: Vec<&Death> = deaths.filter(is_own).collect();
        deaths.sort_by_key(|death| death.at.tick);
        // What a reallocation has left is given back by an allocator that hands on what another one gave: the block lives.
        let moved = deaths.iter().find(|d| d.cause() == Cause::Renewed);
        if let Some(moved) = moved.map(|death| death.at.tick) {
            let is_left = |death: &Death| death.cause() == Cause::Freed && death.at.tick > moved;
            let is_last = |death: &Death| end.is_some_and(|end| death.at.step >= end.at.step);
            deaths.retain(|death| !is_left(death) || is_last(death));
        }
        deaths
    }

    /// `i32`, `[4]i32`
    pub fn asked_name(&self, ty: TypeId, count: u64) -> String {
        let name = self.atlas.program().types.name(ty);
        match count {
            1 => name,
            count => format!("[{count}]{name}"),
        }
    }

    /// Everything that points to blocks: variables of all calls, globals, and other live blocks.
    pub fn holders(&self) -> Holders {
        let mut holders = Holders::new();
        let finder = Finder::new(&self.atlas.program().types, WIDTH);
        let most = WIDTH * 64;
        for call in self.shown_calls() {
            let function = self.function_name(call.function);
            let lens = self.lens(Some(call));
            for local in self.locals(&call) {
                let info = self.atlas.program().local(local);
                if finder.holds_pointers(info.ty) {
                    let bytes = lens.bytes(&self.local(&call, local), most);
                    let path = format!("{function}.{}", info.name);
                    finder.pointers(&bytes, info.ty, &path, &mut |path, to| {
                        self.hold(&mut holders, path, to);
                    });
                }
            }
        }
        let lens = self.lens(None);
        for global in self.globals().filter(|g| finder.holds_pointers(g.ty)) {
            let bytes = lens.peek(global.addr, global.size.min(most));
            finder.pointers(
                &bytes,
                global.ty,
                super::present::tail(&global.name),
                &mut |path, to| {
                    self.hold(&mut holders, path, to);
                },
            );
        }
        self.holding_blocks(&finder, &lens, most, &mut holders);
        holders
    }

    fn holding_blocks(
        &self,
        finder: &Finder<'_>,
        lens: &Lens<'_>,
        most: u64,
        holders: &mut Holders,
    ) {
        let blocks = self.machine.memory().blocks();
        for lease in blocks
            .live()
            .take(SEARCHED)
            .filter_map(|id| blocks.lease(id))
        {
            let Some(own) = lease.block() else { continue };
            let (ty, count) = (lease.asked.ty, lease.asked.count);
            if ty == TypeId::U8 {
                for pointer in self.raw_pointers(lease) {
                    self.hold(holders, &own.to_string(), pointer);
                }
            }
            if !finder.holds_pointers(ty) {
                continue;
            }
            let bytes = lens.peek(lease.start, lease.len.min(most));
            let size = self.atlas.program().types.size(ty).max(1) as usize;
            for (index, element) in bytes.chunks_exact(size).enumerate() {
                let path = match count {
                    1 => own.to_string(),
                    _ => format!("{own}[{index}]"),
                };
                finder.pointers(element, ty, &path, &mut |path, to| {
                    self.hold(holders, path, to)
                });
            }
        }
    }

    /// Blocks to which a way leads from some variable, through other blocks or not.
    pub fn reach(&self) -> BTreeSet<BlockId> {
        let finder = Finder::new(&self.atlas.program().types, WIDTH);
        let mut reached = BTreeSet::new();
        let mut waiting = Vec::new();
        let lens = self.lens(None);
        let most = WIDTH * 64;
        let mut meet = |_: &str, pointer: u64| {
            if let Object::Block(id) = self.machine.memory().resolve(pointer).object
                && reached.insert(id)
            {
                waiting.push(id);
            }
        };
        for call in self.calls() {
            let lens = self.lens(Some(call));
            for local in self.atlas.program().visible_locals(call.pc) {
                let variable = self.local(&call, local);
                if finder.holds_pointers(variable.ty) {
                    finder.pointers(&lens.bytes(&variable, most), variable.ty, "", &mut meet);
                }
            }
        }
        for global in &self.atlas.program().globals {
            if finder.holds_pointers(global.ty) && !global.hidden {
                let bytes = lens.peek(global.addr, global.size.min(most));
                finder.pointers(&bytes, global.ty, "", &mut meet);
            }
        }
        while let Some(id) = waiting.pop() {
            let Some(lease) = self.lease(id).filter(|_| self.is_alive(id)) else {
                continue;
            };
            let ty = lease.asked.ty;
            if ty == TypeId::U8 {
                for pointer in self.raw_pointers(lease) {
                    if let Object::Block(id) = self.machine.memory().resolve(pointer).object
                        && reached.insert(id)
                    {
                        waiting.push(id);
                    }
                }
            }
            if !finder.holds_pointers(ty) {
                continue;
            }
            let bytes = lens.peek(lease.start, lease.len.min(most));
            let size = self.atlas.program().types.size(ty).max(1) as usize;
            for element in bytes.chunks_exact(size) {
                finder.pointers(element, ty, "", &mut |_, pointer| {
                    if let Object::Block(id) = self.machine.memory().resolve(pointer).object
                        && reached.insert(id)
                    {
                        waiting.push(id);
                    }
                });
            }
        }
        reached
    }

    /// What may be pointers in memory that was asked for as bytes: allocators keep the way to their other chunks there.
    fn raw_pointers(&self, lease: &Lease) -> Vec<u64> {
        let memory = self.machine.memory();
        let blocks = memory.blocks();
        let own = |addr: &u64| {
            let inner = blocks.innermost(*addr).and_then(|id| blocks.lease(id));
            inner.is_some_and(|inner| inner.block() == lease.block())
        };
        let first = lease.start.next_multiple_of(8);
        let words = (first..lease.end().min(first + RAW)).step_by(8);
        let words = words.filter(own).filter_map(|addr| memory.glance(addr, 8));
        // A pointer into the heap has a tag; small numbers have none.
        words.filter(|raw| raw >> 48 > 1).collect()
    }

    fn hold(&self, holders: &mut Holders, path: &str, pointer: u64) {
        let found = self.machine.memory().resolve(pointer);
        let Object::Block(id) = found.object else {
            return;
        };
        let names = holders.entry(id).or_default();
        // A block's pointer to itself keeps nobody.
        if names.len() >= NAMES || is_inside(path, id) {
            return;
        }
        let size = self
            .asked(id)
            .map_or(0, |(ty, _)| self.atlas.program().types.size(ty));
        let at = inside(found.offset.max(0) as u64, size);
        names.push(if at.is_empty() {
            path.to_owned()
        } else {
            format!("{path} at {at}")
        });
    }

    pub fn totals(&self) -> Totals {
        let totals = self.machine.memory().blocks().totals();
        Totals {
            live_bytes: totals.live_bytes,
            live_blocks: totals.live_blocks.into(),
            peak_bytes: totals.peak_bytes,
            peak_step: match totals.peak_bytes {
                0 => 0,
                _ => totals.peak.0.max(1),
            },
            blocks: totals.born.into(),
        }
    }

    /// Rows of the life strip: at most `rows` blocks, those of the present first.
    pub fn lives(&self, rows: usize) -> Vec<Life> {
        let born = self.block_count() as usize;
        let first = born.saturating_sub(rows) as u32 + 1;
        (first..)
            .take(rows)
            .map_while(|id| self.life(BlockId(id)))
            .collect()
    }

    /// The row of one block; `None` if it is not born in the recorded run.
    pub fn life(&self, id: BlockId) -> Option<Life> {
        let blocks = self.machine.memory().blocks();
        let (_, lease) = blocks.leases_of(id).next()?;
        let last = blocks.leases_of(id).last();
        let end = last.and_then(|(id, _)| blocks.death(id));
        Some(Life {
            block: id,
            born: lease.born.step.0.max(1),
            died: end.map(|d| d.at.step.0.max(1)),
            misused: Vec::new(),
        })
    }
}

fn is_inside(path: &str, id: BlockId) -> bool {
    path.strip_prefix(&id.to_string())
        .is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
}
