//! Leaks: what was never freed, by the place where it was allocated, and when the last way to it was lost.

use std::collections::{BTreeMap, BTreeSet};

use crate::bytecode::Pc;
use crate::debug::report::{Entry, Kind, Report};
use crate::debug::session::Session;
use crate::debug::status::Ending;
use crate::debug::text::count;
use crate::debug::walk::{Found, Here, Stops, Walk};
use crate::vm::{At, BlockId};

/// Places of allocation that are told of.
const SITES: usize = 10;
/// Of these the loss is dated.
const DATED: usize = 5;

/// Blocks of one place in the program that were never freed.
struct Site {
    blocks: Vec<BlockId>,
    bytes: u64,
    born: At,
    type_name: String,
}

/// When and by what the last way to a block was lost.
pub struct Loss {
    /// The statement that lost it.
    pub step: u64,
    /// The tick before that statement.
    pub tick: u64,
    /// The instruction that did it: a result may be stored where the function that gave it has returned already.
    pub pc: Pc,
    /// What pointed to it until then.
    pub holders: Vec<String>,
    /// That is the end of the program.
    pub at_end: bool,
}

impl Session {
    /// One report per place of allocation.
    pub(super) fn leaks(&mut self, ending: &Ending) -> Vec<Report> {
        self.past.seek(ending.tick);
        let sites = self.leak_sites();
        let more = sites.len().saturating_sub(SITES);
        let mut reports = Vec::new();
        for (index, site) in sites.into_iter().take(SITES).enumerate() {
            self.past.seek(ending.tick);
            reports.push(self.leak(&site, ending, index < DATED));
        }
        if let (Some(last), true) = (reports.last_mut(), more > 0) {
            last.notes.push(format!("{more} more places leak."));
        }
        reports
    }

    fn leak_sites(&self) -> Vec<Site> {
        let present = self.present();
        let dates = present.dates();
        let blocks = present.machine.memory().blocks();
        let mut sites: BTreeMap<u32, Site> = BTreeMap::new();
        for lease in blocks.live().filter_map(|id| blocks.lease(id)) {
            let Some(id) = lease.block() else { continue };
            let Some((_, first)) = blocks.leases_of(id).next() else {
                continue;
            };
            let pc = dates.pc(&first.born);
            let site = sites.entry(pc.0).or_insert_with(|| Site {
                blocks: Vec::new(),
                bytes: 0,
                born: first.born,
                type_name: present.asked_name(lease.asked.ty, lease.asked.count),
            });
            if site.blocks.len() < 1000 && site.blocks.contains(&id) {
                continue;
            }
            if first.born.tick < site.born.tick {
                site.born = first.born;
            }
            site.blocks.push(id);
            site.bytes += lease.len;
        }
        let mut sites: Vec<Site> = sites.into_values().collect();
        for site in &mut sites {
            site.blocks.sort();
        }
        sites.sort_by_key(|s| s.born.tick);
        sites
    }

    fn leak(&mut self, site: &Site, ending: &Ending, is_dated: bool) -> Report {
        let blocks = count(site.blocks.len() as u64, "block");
        let verb = if site.bytes == 1 { "was" } else { "were" };
        let title = format!(
            "{} in {blocks} {verb} never freed",
            count(site.bytes, "byte")
        );
        let mut report = Report::new(Kind::Leak, "leak", title);
        let born = self.leak_birth(site);
        let loss = is_dated
            .then(|| self.loss(site.blocks[0], ending))
            .flatten();
        let mut step = born.step;
        report.hint = leak_hint(&born);
        report.entries.push(born);
        if let Some(loss) = &loss {
            report.entries.push(self.loss_entry(loss, site.blocks[0]));
            step = loss.step;
        }
        report.open = Some(self.opens(step));
        report
    }

    fn leak_birth(&self, site: &Site) -> Entry {
        let present = self.present();
        let dates = present.dates();
        let pc = dates.pc(&site.born);
        let first = site.blocks[0];
        let which = match site.blocks.len() {
            1 => format!("{first}, {}", site.type_name),
            n => format!("{first}, {}, and {} more", site.type_name, n - 1),
        };
        let note = format!("{which}, allocated by {}", super::by(&dates, pc));
        self.expression_entry(pc, site.born.step.0.max(1), note)
    }

    fn loss_entry(&mut self, loss: &Loss, block: BlockId) -> Entry {
        let holders = loss.holders.join(", ");
        let note = match (loss.at_end, holders.is_empty()) {
            (true, true) => format!("here the program ended, {block} was still there"),
            (true, false) => format!("here the program ended, {holders} still had {block}"),
            (false, true) => format!("here the last pointer to {block} was lost"),
            (false, false) => format!("here the last pointer to {block} was lost: {holders}"),
        };
        self.statement_entry(loss.pc, loss.step, note)
    }

    /// When the last way to a block was lost. Nobody finds a lost block again, so the first moment without a way to
    /// it can be found by halving.
    pub(in crate::debug) fn loss(&mut self, block: BlockId, ending: &Ending) -> Option<Loss> {
        let born = {
            let present = self.present();
            let blocks = present.machine.memory().blocks();
            blocks.leases_of(block).next().map(|(_, l)| l.born.step.0)?
        };
        // Before statement `with` there is a way, before statement `without` there is none.
        let (mut with, mut without) = (born, ending.steps + 1);
        while without - with > 1 {
            let middle = with + (without - with) / 2;
            if self.past.seek_step(middle) != Found::Here {
                return None;
            }
            if self.present().reach().contains(&block) {
                with = middle;
            } else {
                without = middle;
            }
        }
        let step = self.end_of_scope(with.max(1), without);
        if self.past.seek_step(step) != Found::Here {
            return None;
        }
        let tick = self.past.here().tick;
        let present = self.present();
        let holders = present.holders().remove(&block).unwrap_or_default();
        let pc = self.losing(block, step, ending);
        Some(Loss {
            step,
            tick,
            pc,
            holders,
            at_end: step == ending.steps,
        })
    }

    /// The user's instruction that loses a block in a step, before which the machine stands.
    fn losing(&mut self, block: BlockId, step: u64, ending: &Ending) -> Pc {
        let pc_here = |session: &Session| {
            let call = session.present().innermost();
            call.map_or(session.past.here().pc, |call| call.pc)
        };
        let (first, mut with) = (pc_here(self), self.past.here().tick);
        if step >= ending.steps || self.past.seek_step(step + 1) != Found::Here {
            return first;
        }
        let mut without = self.past.here().tick;
        if self.present().reach().contains(&block) {
            return first;
        }
        while without - with > 1 {
            let middle = with + (without - with) / 2;
            self.past.seek(middle);
            match self.present().reach().contains(&block) {
                true => with = middle,
                false => without = middle,
            }
        }
        self.past.seek(with);
        pc_here(self)
    }

    /// The step that ends a function in whose last defers, which run from step `next` on, its other variables cannot be
    /// named any more; else step `last`.
    fn end_of_scope(&mut self, last: u64, next: u64) -> u64 {
        if self.past.seek_step(last) != Found::Here {
            return last;
        }
        let frame = self.past.here();
        let is_own = |here: &Here| (here.fp, here.called) == (frame.fp, frame.called);
        let atlas = self.atlas.clone();
        let is_in_defer = |here: &Here| atlas.program().line_at(here.pc).in_defer.is_some();
        if self.past.seek_step(next) != Found::Here
            || !is_own(&self.past.here())
            || !is_in_defer(&self.past.here())
        {
            return last;
        }
        let stops = Stops::Statements {
            fp_at_most: frame.fp,
            library: false,
        };
        let found = self
            .past
            .find_next(&stops, &mut |here, _| !is_own(here) || !is_in_defer(here));
        let here = self.past.here();
        let is_brace = is_own(&here) && atlas.location(here.pc).text == "}";
        match found == Found::Here && is_brace {
            true => self.step_here(),
            false => last,
        }
    }

    /// To the moment at which a leaked block was lost.
    pub(in crate::debug) fn seek_leak(&mut self, block: Option<BlockId>) -> Result<(), String> {
        self.seek_last()?;
        let Some(ending) = self.ending().cloned() else {
            return Err("the end of the run is not recorded".into());
        };
        if !self.past.here().halted {
            return Err("the run ends badly before anything can leak".into());
        }
        let leaked: BTreeSet<BlockId> = self
            .leak_sites()
            .into_iter()
            .flat_map(|s| s.blocks)
            .collect();
        let block = match block {
            Some(id) if leaked.contains(&id) => id,
            Some(id) if !self.is_known(id) => return Err(format!("there is no block {id}")),
            Some(id) => return Err(format!("{id} does not leak")),
            None => *leaked.first().ok_or("nothing leaks")?,
        };
        let loss = self.loss(block, &ending).ok_or("it cannot be dated")?;
        self.past.seek(loss.tick);
        Ok(())
    }
}

/// Calls that allocate, and the one that gives back what they return.
const PAIRS: [(&str, &str); 8] = [
    (".alloc(", "free"),
    (".create(", "destroy"),
    (".dupe(", "free"),
    (".dupeZ(", "free"),
    (".alignedAlloc(", "free"),
    (".allocSentinel(", "free"),
    (".realloc(", "free"),
    (".append(", "deinit"),
];

/// `` give it back with `gpa.free(...)` ``
fn leak_hint(born: &Entry) -> Option<String> {
    let found = |(call, end): &(&str, &'static str)| {
        let (before, _) = born.text.split_once(call)?;
        Some((before.to_owned(), *end))
    };
    let (before, end) = PAIRS.iter().find_map(found)?;
    let owner = before
        .rsplit([' ', '(', '&', '!'])
        .next()
        .unwrap_or(&before);
    Some(format!(
        "give it back with `{owner}.{end}(...)`, best in a `defer` right after the allocation"
    ))
}
