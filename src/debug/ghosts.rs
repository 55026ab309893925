//! Calls that have returned: what they gave back, and their variables as they were last.

use super::present::{Call, Present};
use super::session::Session;
use super::view::{Frame, Returned, Value};
use super::walk::{Found, Here, Stops, Walk};
use crate::ir::FunctionId;
use crate::types::{Class, TypeId};
use crate::vm::Machine;

/// Returned calls that are shown.
const SHOWN: usize = 2;
/// Instructions back in time that are looked through for them.
const LOOKED: u64 = 200_000;

impl Session {
    /// The calls that came back last to the function in which the user stands, newest first.
    pub(super) fn ghosts(&mut self, children: usize) -> Vec<Frame> {
        let home = self.past.here().tick;
        let calls = self.present().shown_calls();
        let around = calls.first().copied();
        let began = around.map_or(0, |call| call.called + 1);
        let floor = began.max(home.saturating_sub(LOOKED));
        let below = around.map_or(0, |call| call.fp);
        let mut ghosts = Vec::new();
        while ghosts.len() < SHOWN {
            let Some(ghost) = self.ghost_before(floor, below, children) else {
                break;
            };
            let called = ghost.id;
            ghosts.push(ghost);
            if called <= floor {
                break;
            }
            self.past.seek(called);
        }
        self.past.seek(home);
        for ghost in &mut ghosts {
            ghost.called = self.step_of(ghost.id);
        }
        ghosts
    }

    /// The last call of a function of the user's that returned before the present, from a frame above `below`.
    fn ghost_before(&mut self, floor: u64, below: u64, children: usize) -> Option<Frame> {
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
        self.past.seek(here.tick + 1);
        frame.returned = Some(Returned {
            step,
            value: self.present().returned_value(&call, children),
        });
        Some(frame)
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
