//! Moves in time, each in both directions. A move goes from stop to stop, and a stop is the start of a statement
//! (but for single instructions and for what ends a run in the middle of one).

use std::collections::HashMap;

use super::atlas::Atlas;
use super::command::Motion;
use super::walk::{Found, FrameMark, Here, Stops, Walk};
use crate::bytecode::{DeferRef, Pc};
use crate::vm::FIRST_FRAME;

/// How a move ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Outcome {
    Arrived,
    /// On the way there was something to stop for.
    Caught,
    /// Nothing on the way: this is the last or first moment.
    Edge,
    /// Nowhere to go: the present did not change.
    Nowhere,
    Interrupted,
}

/// What a move knows besides the timeline.
pub struct Mover<'a> {
    pub atlas: &'a Atlas,
    /// Statements of the library count too.
    pub library: bool,
}

/// What a move may meet on its way: these instructions, if it says so.
pub struct Catch<'a, S> {
    pub pcs: Vec<Pc>,
    pub is_hit: &'a mut dyn FnMut(&Here, &S) -> bool,
}

/// The calls from which a move started, to tell which statements belong to them.
struct Origin {
    /// By address: when the frame was entered, and the fired defer in whose code it stands.
    frames: HashMap<u64, (u64, Option<DeferRef>)>,
    /// The frame that counts as ours: the innermost, or the innermost of the user's.
    own: u64,
}

impl Origin {
    /// The frame of whoever called ours.
    fn caller(&self) -> Option<u64> {
        self.frames
            .keys()
            .copied()
            .filter(|fp| *fp < self.own)
            .max()
    }
}

impl Mover<'_> {
    /// Moves once, unless something on the way is to be stopped for. Events are the business of the session.
    pub fn go<W: Walk>(
        &self,
        walk: &mut W,
        motion: Motion,
        back: bool,
        catch: &mut Catch<'_, W::State>,
    ) -> Outcome {
        match motion {
            Motion::Step => self.to(walk, u64::MAX, back, &mut |_| true, catch),
            Motion::Next => {
                let origin = self.origin(walk);
                let belongs = &mut |h: &Here| self.belongs(&origin, h);
                self.to(walk, origin.own, back, belongs, catch)
            }
            Motion::Finish => {
                let origin = self.origin(walk);
                let (outermost, _) = self.outermost();
                if back && origin.own == outermost && !walk.here().halted {
                    return Outcome::Nowhere;
                }
                let below = origin.caller().unwrap_or(origin.own.saturating_sub(1));
                let belongs = &mut |h: &Here| self.belongs(&origin, h);
                self.to(walk, below, back, belongs, catch)
            }
            Motion::Line(line) => self.visit(walk, line, back, catch),
            Motion::SameLine => {
                let here = walk.here();
                let line = self.atlas.location(here.pc).line;
                self.visit(walk, line, back, catch)
            }
            Motion::Continue => self.to_edge(walk, back),
            Motion::Instruction | Motion::Event(_) => Outcome::Nowhere,
        }
    }

    /// To the next or last visit of a line; stays if there is none.
    fn visit<W: Walk>(
        &self,
        walk: &mut W,
        line: u32,
        back: bool,
        catch: &mut Catch<'_, W::State>,
    ) -> Outcome {
        let wanted = self.atlas.visits(line);
        if wanted.is_empty() {
            return Outcome::Nowhere;
        }
        let mut pcs = [wanted, &catch.pcs].concat();
        pcs.sort();
        pcs.dedup();
        let arrives = &mut |h: &Here| wanted.contains(&h.pc);
        find(walk, &Stops::Pcs(pcs), back, arrives, catch)
    }

    /// To the next or last accepted statement in frames not above `fp_at_most`, or to the edge of the run.
    fn to<W: Walk>(
        &self,
        walk: &mut W,
        fp_at_most: u64,
        back: bool,
        accept: &mut dyn FnMut(&Here) -> bool,
        catch: &mut Catch<'_, W::State>,
    ) -> Outcome {
        let library = self.library;
        let stops = match catch.pcs.is_empty() {
            true => Stops::Statements {
                fp_at_most,
                library,
            },
            false => Stops::Mixed {
                fp_at_most,
                library,
                pcs: catch.pcs.clone(),
            },
        };
        let mut arrives = |h: &Here| h.fp <= fp_at_most && self.is_stop(*h) && accept(h);
        match find(walk, &stops, back, &mut arrives, catch) {
            Outcome::Nowhere => self.to_edge(walk, back),
            outcome => outcome,
        }
    }

    /// To the first or last moment.
    pub fn to_edge<W: Walk>(&self, walk: &mut W, back: bool) -> Outcome {
        let before = walk.here().tick;
        if back {
            self.to_start(walk);
        } else {
            if self.to_end(walk) == Found::Interrupted {
                return Outcome::Interrupted;
            }
            // From inside the last statement its beginning is no way forwards.
            if walk.here().tick < before {
                walk.seek(before);
            }
        }
        if walk.here().tick == before {
            Outcome::Nowhere
        } else {
            Outcome::Edge
        }
    }

    /// Before the first statement of the user's program.
    pub fn to_start<W: Walk>(&self, walk: &mut W) {
        walk.seek(0);
        if !self.is_stop(walk.here()) {
            walk.find_next(&Stops::statements(self.library), &mut |_, _| true);
        }
    }

    /// To the last moment: after the end of the program, or before the statement that ends it badly. Where that
    /// statement has called and come back, its beginning lies too far away; then it is the very instruction.
    pub fn to_end<W: Walk>(&self, walk: &mut W) -> Found {
        let found = walk.seek_end();
        if found != Found::Here || walk.here().halted {
            return found;
        }
        let end = walk.here();
        if self.is_stop(end) {
            return Found::Here;
        }
        let frames = walk.frames();
        if walk.find_last(&Stops::statements(self.library), &mut |_, _| true) == Found::Here {
            let start = walk.here();
            let in_frame = |f: &FrameMark| (f.fp, f.called) == (start.fp, start.called);
            if self.user_frame(&frames).is_none_or(in_frame) {
                return Found::Here;
            }
        }
        walk.seek(end.tick);
        Found::Here
    }

    pub fn is_stop(&self, here: Here) -> bool {
        !here.halted
            && if self.library {
                self.atlas.is_any_statement(here.pc)
            } else {
                self.atlas.is_statement(here.pc)
            }
    }

    /// The innermost frame that people look at.
    pub fn user_frame<'f>(&self, frames: &'f [FrameMark]) -> Option<&'f FrameMark> {
        let shown = |f: &&FrameMark| self.library || !self.atlas.is_library(f.pc);
        frames.iter().find(shown).or(frames.first())
    }

    /// The first function that people look at: its frame, and when that was entered.
    fn outermost(&self) -> (u64, u64) {
        match self.library {
            true => (8 * FIRST_FRAME as u64, 0),
            false => self.atlas.outermost(),
        }
    }

    fn origin<W: Walk>(&self, walk: &W) -> Origin {
        let mut frames = walk.frames();
        if frames.is_empty() {
            // After the end: as if the first function were about to return.
            let (fp, called) = self.outermost();
            frames.push(FrameMark {
                fp,
                called,
                pc: Pc(0),
            });
        }
        let own = self.user_frame(&frames).map_or(0, |f| f.fp);
        let place = |f: &FrameMark| (f.fp, (f.called, self.running_defer(f.pc)));
        Origin {
            frames: frames.iter().map(place).collect(),
            own,
        }
    }

    fn running_defer(&self, pc: Pc) -> Option<DeferRef> {
        self.atlas.program().line_at(pc).in_defer
    }

    /// Whether a statement is one of the functions that were running at the origin, and not of a defer that has
    /// fired meanwhile.
    fn belongs(&self, origin: &Origin, here: &Here) -> bool {
        match origin.frames.get(&here.fp) {
            Some(&(called, defer)) if called == here.called => {
                let running = self.running_defer(here.pc);
                running.is_none() || running == defer
            }
            _ => false,
        }
    }
}

/// To the next or last stop that is the aim or a catch; stays if there is none.
fn find<W: Walk>(
    walk: &mut W,
    stops: &Stops,
    back: bool,
    arrives: &mut dyn FnMut(&Here) -> bool,
    catch: &mut Catch<'_, W::State>,
) -> Outcome {
    // Backwards, the last stop that was accepted is the one that counts.
    let mut outcome = Outcome::Nowhere;
    let accept = &mut |here: &Here, state: &W::State| {
        if catch.pcs.contains(&here.pc) && (catch.is_hit)(here, state) {
            outcome = Outcome::Caught;
        } else if arrives(here) {
            outcome = Outcome::Arrived;
        } else {
            return false;
        }
        true
    };
    let found = if back {
        walk.find_last(stops, accept)
    } else {
        walk.find_next(stops, accept)
    };
    match found {
        Found::Here => outcome,
        Found::Nowhere => Outcome::Nowhere,
        Found::Interrupted => Outcome::Interrupted,
    }
}
