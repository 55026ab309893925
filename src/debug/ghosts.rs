//! Calls that have returned: what they gave back, and their variables as they were last.

use std::collections::HashMap;

use super::present::{Call, Present};
use super::session::Session;
use super::view::{Frame, Returned, Value, Variable};
use super::walk::{Found, Here, Stops, Walk};
use crate::ir::FunctionId;
use crate::types::{Class, TypeId};
use crate::vm::Machine;

/// Returned calls that are shown.
const SHOWN: usize = 2;
/// Elements and fields of a result that are told.
const SHOWN_CHILDREN: usize = 4;
/// Instructions back in time that are looked through for them.
const LOOKED: u64 = 200_000;

/// What is known about the returns to one call, so that a step does not search the past again.
#[derive(Default)]
pub struct Ghosts {
    /// The call that the user stands in.
    around: Activation,
    /// Between these two moments `returns` are the last ones, newest first.
    from: u64,
    to: u64,
    returns: Vec<u64>,
    /// Returned calls by the tick of their return, with so many children of their values.
    frames: HashMap<u64, Frame>,
    children: usize,
}

/// A call by its frame and the tick of its start; `None` outside of all.
type Activation = Option<(u64, u64)>;

/// Frames that are kept.
const KEPT: usize = 200;

impl Session {
    /// The calls that came back last to the function in which the user stands, newest first.
    pub(super) fn ghosts(&mut self, children: usize) -> Vec<Frame> {
        if self.ghosts.children != children || self.ghosts.frames.len() > KEPT {
            self.ghosts = Ghosts {
                children,
                ..Ghosts::default()
            };
        }
        let home = self.past.here().tick;
        let innermost = self.present().shown_calls().first().copied();
        let around = innermost.map(|call| (call.fp, call.called));
        let began = around.map_or(0, |(_, called)| called + 1);
        let floor = began.max(home.saturating_sub(LOOKED));
        self.know_returns(around, home, floor);
        self.past.seek(home);
        let frames = &self.ghosts.frames;
        let known = self.ghosts.returns.iter().filter_map(|t| frames.get(t));
        let mut ghosts: Vec<Frame> = known.cloned().collect();
        for ghost in &mut ghosts {
            ghost.called = self.step_of(ghost.id);
        }
        ghosts
    }

    /// Finds what is not known yet of the returns before `home`. The machine is moved.
    fn know_returns(&mut self, around: Activation, home: u64, floor: u64) {
        let known = &mut self.ghosts;
        if known.around != around || home < known.from || known.to < floor {
            known.around = around;
            (known.from, known.to) = (floor, floor);
            known.returns.clear();
        }
        let last = known.to;
        known.to = home;
        if home >= last {
            let mut returns = self.returns_back_to(around, last, SHOWN);
            returns.append(&mut self.ghosts.returns);
            returns.truncate(SHOWN);
            self.ghosts.returns = returns;
            return;
        }
        // Going back: those that have not happened yet make room for older ones.
        let before = known.returns.len();
        known.returns.retain(|&tick| tick < home);
        if known.returns.len() == before {
            return;
        }
        let oldest = known.returns.last();
        let oldest = oldest.and_then(|tick| known.frames.get(tick)).map(|f| f.id);
        let missing = SHOWN - known.returns.len();
        known.from = known.from.min(floor);
        self.past.seek(oldest.unwrap_or(home));
        let older = self.returns_back_to(around, floor, missing);
        self.ghosts.returns.extend(older);
    }

    /// From the present back to `floor`: the ticks of the last returns, newest first.
    fn returns_back_to(&mut self, around: Activation, floor: u64, most: usize) -> Vec<u64> {
        let below = around.map_or(0, |(fp, _)| fp);
        let mut found = Vec::new();
        while found.len() < most && self.past.here().tick > floor {
            let Some((tick, ghost)) = self.ghost_before(floor, below) else {
                break;
            };
            self.past.seek(ghost.id);
            self.ghosts.frames.insert(tick, ghost);
            found.push(tick);
        }
        found
    }

    /// What a call gave back that has just returned, in a sentence: `makePair returned -> #2`. Nothing to say of functions
    /// without a result.
    pub(super) fn result_of(&mut self, call: &Call) -> Option<String> {
        let home = self.past.here().tick;
        let stops = Stops::Pcs(self.atlas.returns_of(&[call.function]));
        let accept =
            &mut |here: &Here, _: &Machine| (here.fp, here.called) == (call.fp, call.called);
        let found = self.past.find_last_after(&stops, call.called, accept);
        if found != Found::Here {
            return None;
        }
        self.past.seek(self.past.here().tick + 1);
        let value = self.present().returned_value(call, SHOWN_CHILDREN);
        self.past.seek(home);
        let name = self.present().function_name(call.function).to_owned();
        Some(format!("{name} returned {}", value?.text))
    }

    /// The last call of a function of the user's that returned before the present, from a frame above `below`,
    /// with the tick of its return.
    fn ghost_before(&mut self, floor: u64, below: u64) -> Option<(u64, Frame)> {
        let children = self.ghosts.children;
        let stops = Stops::Pcs(self.atlas.returns().to_vec());
        let accept = &mut |here: &Here, _: &Machine| here.fp > below;
        if self.past.find_last_after(&stops, floor, accept) != Found::Here {
            return None;
        }
        let here = self.past.here();
        let step = self.step_here();
        let present = self.present();
        let call = present.calls().into_iter().next()?;
        let mut frame = present.frame(&call, children);
        frame.locals = self.last_locals(&call, children);
        self.past.seek(here.tick + 1);
        frame.returned = Some(Returned {
            step,
            value: self.present().returned_value(&call, children),
        });
        Some((here.tick, frame))
    }
}

impl Session {
    /// Goes back to the last statement of a call that stands in no defer, but no farther than to `floor`.
    pub(super) fn find_before_defers(&mut self, fp: u64, library: bool, floor: u64) -> Found {
        let atlas = self.atlas.clone();
        let stops = Stops::Statements {
            fp_at_most: fp,
            library,
        };
        self.past.find_last_after(&stops, floor, &mut |here, _| {
            atlas.program().line_at(here.pc).in_defer.is_none()
        })
    }

    /// After the end, asks something as at the last moment of `main` in which its variables had names, and says so.
    pub(super) fn at_last<T>(
        &mut self,
        ask: impl FnOnce(&mut Session) -> Result<T, String>,
    ) -> Option<(Result<T, String>, String)> {
        if !self.present().has_ended() {
            return None;
        }
        let home = self.past.here().tick;
        self.ghosts(1);
        let returned = *self.ghosts.returns.first()?;
        self.past.seek(returned);
        let main = self.present().calls().into_iter().next()?;
        self.find_before_defers(main.fp, true, main.called);
        let name = self.present().function_name(main.function).to_owned();
        let answer = ask(self);
        self.past.seek(home);
        Some((answer, format!("{name} has returned: as it was last")))
    }

    /// The variables of a call that returns now, as they were before the statement with which it did: the result takes the
    /// place of the first of them, and in deferred code some have no name. The machine moves.
    fn last_locals(&mut self, call: &Call, children: usize) -> Vec<Variable> {
        let floor = call
            .called
            .max(self.past.here().tick.saturating_sub(LOOKED));
        self.find_before_defers(call.fp, true, floor);
        let present = self.present();
        let own = present.calls();
        let own = own
            .iter()
            .find(|c| (c.fp, c.called) == (call.fp, call.called));
        own.map_or_else(Vec::new, |call| present.variables(call, children))
    }
}

impl Present<'_> {
    /// What a call gave back, right after its return; nothing for functions without a result.
    pub fn returned_value(&self, call: &Call, children: usize) -> Option<Value> {
        let ty = self.result_type(call.function);
        let types = &self.atlas.program().types;
        let lens = self.lens(None);
        let reader = lens.reader(children);
        match types.class(ty) {
            Class::Void => None,
            Class::Scalar | Class::Slice => {
                let bytes = self.register(call.fp, types.size(ty));
                Some(reader.decode(&bytes, ty))
            }
            _ => Some(reader.read(call.fp, ty)),
        }
        .filter(|value| value.text != "{}")
    }

    fn result_type(&self, function: FunctionId) -> TypeId {
        self.atlas.program().function(function).ret
    }
}
