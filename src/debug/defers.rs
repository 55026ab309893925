//! Defers at one moment: the pending ones come from the compiler's table, in the order in which they would run;
//! when they were armed, and what became of the others, is in the log.

use std::collections::BTreeMap;

use super::dates::Dates;
use super::eval::{Expression, raw_pointer};
use super::present::{Call, Present};
use super::value::{Pointee, Source};
use super::view::{Defer, DeferState, FrameDefers};
use crate::bytecode::DeferRef;
use crate::ir::FunctionId;
use crate::vm::{BlockId, Event, EventKind, Tick};

/// Events that are looked through for what happened lately.
const LOOKED: usize = 4_000;
/// Finished calls whose defers are still shown.
const FINISHED: usize = 2;

/// What the log tells of one defer in one call.
#[derive(Clone, Copy, Default)]
struct Fate {
    armed: Option<u64>,
    end: Option<DeferState>,
}

impl Present<'_> {
    /// Per live call, innermost first, then of calls that ended lately.
    pub fn frame_defers(&self) -> Vec<FrameDefers> {
        let calls = self.shown_calls();
        let all = self.calls();
        let depth = |call: &Call| {
            let index = all.iter().position(|c| c == call).unwrap_or(0);
            // As the log counts: the calls around this one.
            (all.len() - index - 1) as u32
        };
        let events = self.recent_events();
        let mut frames: Vec<_> = calls
            .iter()
            .map(|call| self.live_defers(call, depth(call), &events))
            .collect();
        frames.retain(|f| !f.entries.is_empty());
        frames.extend(self.finished_defers(&calls, &events));
        frames
    }

    /// The newest events up to now, newest first.
    fn recent_events(&self) -> Vec<Event> {
        let events = self.machine.journal().events();
        let newest = events.past_reversed().take(LOOKED);
        newest.map(|(_, event)| *event).collect()
    }

    fn live_defers(&self, call: &Call, depth: u32, events: &[Event]) -> FrameDefers {
        let fates = self.fates(events, |e| {
            e.at.tick.0 >= call.called && self.depth(e).is_none_or(|d| d == depth)
        });
        let program = self.atlas.program();
        let pending = program.pending_defers(call.pc);
        let running = program.line_at(call.pc).in_defer;
        let dates = self.dates();
        let mut entries = Vec::new();
        if let Some(defer) = running {
            entries.push(self.entry(&dates, call, defer, None, DeferState::Running, &fates));
        }
        for (index, &defer) in pending.iter().enumerate() {
            if Some(defer) != running {
                let order = Some(index as u32 + 1);
                entries.push(self.entry(&dates, call, defer, order, DeferState::Armed, &fates));
            }
        }
        // In the order in which they run: the place in line counts without the one that runs already.
        let waiting = entries.iter_mut().filter(|e| e.order.is_some());
        for (entry, order) in waiting.zip(1..) {
            entry.order = Some(order);
        }
        for (&defer, fate) in &fates {
            if let (Some(end), false) =
                (fate.end, pending.contains(&defer) || running == Some(defer))
            {
                entries.push(self.entry(&dates, call, defer, None, end, &fates));
            }
        }
        FrameDefers {
            frame: call.called,
            function: self.function_name(call.function).to_owned(),
            is_live: true,
            can_fail: false,
            lost: Vec::new(),
            ending: None,
            entries,
        }
    }

    fn entry(
        &self,
        dates: &Dates<'_>,
        call: &Call,
        defer: DeferRef,
        order: Option<u32>,
        state: DeferState,
        fates: &BTreeMap<DeferRef, Fate>,
    ) -> Defer {
        let (text, line) = dates.defer_text(defer);
        let is_waiting = matches!(state, DeferState::Armed);
        Defer {
            order,
            on_error: self.atlas.program().defer(defer).on_error,
            target: if is_waiting {
                self.acts_on(call, &text)
            } else {
                None
            },
            text,
            line,
            armed: fates
                .get(&defer)
                .and_then(|f| f.armed)
                .or_else(|| self.armed_in(call, defer))
                .unwrap_or(0),
            state,
        }
    }

    /// When a call armed a defer that waits, which may be long ago: before whatever it is calling now.
    fn armed_in(&self, call: &Call, defer: DeferRef) -> Option<u64> {
        let calls = self.calls();
        let own = calls.iter().position(|c| c == call)?;
        let depth = (calls.len() - own - 1) as u32;
        let now = self.machine.tick().0;
        let upto = own.checked_sub(1).map_or(now, |inner| calls[inner].called);
        let events = self.machine.journal().events();
        let end = events.partition(|e| e.at.tick.0 < upto);
        let before = (0..end).rev().map_while(|number| events.get(number));
        let mut own = before
            .take_while(|e| e.at.tick.0 >= call.called)
            .take(LOOKED)
            .filter(|e| self.depth(e).is_none_or(|d| d == depth));
        let armed = own.find(|e| e.kind() == EventKind::DeferArmed(defer))?;
        Some(armed.at.step.0.max(1))
    }

    /// The block that `gpa.free(items)` would free now: the first argument that points to one.
    fn acts_on(&self, call: &Call, text: &str) -> Option<BlockId> {
        let arguments = text.split_once('(')?.1.strip_suffix(')')?;
        let lens = self.lens(Some(*call));
        let reader = lens.reader(1);
        for argument in arguments.split(',') {
            let Ok(expression) = Expression::parse(argument) else {
                continue;
            };
            let Ok(term) = expression.evaluate(&reader, &lens) else {
                continue;
            };
            let pointer = raw_pointer(&reader, &term).map(|p| lens.pointee(p));
            if let Some(Pointee::Block { id, .. }) = pointer {
                return Some(id);
            }
        }
        None
    }

    /// What the events of one call say about its defers; `events` come newest first.
    fn fates(
        &self,
        events: &[Event],
        is_ours: impl Fn(&Event) -> bool,
    ) -> BTreeMap<DeferRef, Fate> {
        let mut fates: BTreeMap<DeferRef, Fate> = BTreeMap::new();
        for event in events.iter().filter(|e| is_ours(e)) {
            let step = event.at.step.0.max(1);
            match event.kind() {
                EventKind::DeferArmed(defer) => {
                    fates.entry(defer).or_default().armed.get_or_insert(step);
                }
                EventKind::DeferFired(defer) => {
                    let fate = fates.entry(defer).or_default();
                    if fate.armed.is_none() {
                        fate.end.get_or_insert(DeferState::Fired { step });
                    }
                }
                EventKind::DeferDisarmed(defer) => {
                    let fate = fates.entry(defer).or_default();
                    if fate.armed.is_none() {
                        fate.end.get_or_insert(DeferState::Disarmed { step });
                    }
                }
                _ => {}
            }
        }
        fates
    }

    /// Calls around it; very deep ones are not counted.
    fn depth(&self, event: &Event) -> Option<u32> {
        self.machine.journal().call_stack(event.at.stack).depth()
    }

    /// Functions whose calls ended lately and had defers.
    fn finished_defers(&self, live: &[Call], events: &[Event]) -> Vec<FrameDefers> {
        // The defer that runs last was armed first: what happened before is another call's.
        let mut finished: Vec<(FunctionId, Tick, FrameDefers)> = Vec::new();
        let dates = self.dates();
        for event in events.iter().filter(|e| dates.is_shown(e)) {
            let step = event.at.step.0.max(1);
            let (defer, state) = match event.kind() {
                EventKind::DeferFired(d) => (d, DeferState::Fired { step }),
                EventKind::DeferDisarmed(d) => (d, DeferState::Disarmed { step }),
                _ => continue,
            };
            let function = self.atlas.program().defer(defer).function;
            if is_running(live, function, event) {
                continue;
            }
            let depth = self.depth(event);
            let is_arming = |e: &&Event| {
                e.kind() == EventKind::DeferArmed(defer)
                    && e.at.tick < event.at.tick
                    && self.depth(e) == depth
            };
            let armed = events.iter().find(is_arming);
            let armed_at = armed.map_or(0, |e| e.at.step.0.max(1));
            let entry = self.finished_entry(&dates, defer, state, armed_at);
            let known = finished.iter().position(|(f, ..)| *f == function);
            match known {
                Some(index) => {
                    let (_, since, frame) = &mut finished[index];
                    let entries = &mut frame.entries;
                    if event.at.tick > *since && !entries.iter().any(|e| e.line == entry.line) {
                        entries.insert(0, entry);
                    }
                }
                None if finished.len() < FINISHED => {
                    let frame = FrameDefers {
                        // No live call has this: ticks of calls are far smaller.
                        frame: u64::MAX - u64::from(function.0),
                        function: self.function_name(function).to_owned(),
                        is_live: false,
                        can_fail: false,
                        lost: Vec::new(),
                        ending: Some(self.ending(event, armed, events)),
                        entries: vec![entry],
                    };
                    let since = armed.map_or(Tick(0), |armed| armed.at.tick);
                    finished.push((function, since, frame));
                }
                None => {}
            }
        }
        finished.into_iter().map(|(.., frame)| frame).collect()
    }

    fn finished_entry(
        &self,
        dates: &Dates<'_>,
        defer: DeferRef,
        state: DeferState,
        armed: u64,
    ) -> Defer {
        let (text, line) = dates.defer_text(defer);
        Defer {
            order: None,
            on_error: self.atlas.program().defer(defer).on_error,
            text,
            line,
            armed,
            state,
            target: None,
        }
    }

    /// `returned ok`, `returned error.OutOfMemory`: the error is on its way out when the defers run that were armed
    /// before.
    fn ending(&self, last: &Event, armed: Option<&Event>, events: &[Event]) -> String {
        let depth = self.depth(last);
        let since = armed.map_or(last.at.tick, |armed| armed.at.tick);
        let same = events.iter().find_map(|e| match e.kind() {
            EventKind::ErrorReturned(error)
                if self.depth(e) == depth && (since..=last.at.tick).contains(&e.at.tick) =>
            {
                Some(error)
            }
            _ => None,
        });
        match same {
            Some(error) => {
                let name = self.atlas.program().types.error_name(error);
                format!("returned error.{name}")
            }
            None => "returned ok".into(),
        }
    }
}

/// Whether an event is one of a call that still runs.
fn is_running(live: &[Call], function: FunctionId, event: &Event) -> bool {
    live.iter()
        .any(|c| c.function == function && c.called <= event.at.tick.0)
}
