//! Who wrote a place, and who uses it next.

use super::ask::{Findings, dated};
use super::command::Place;
use super::eval::{At, Expression, Extent, Term};
use super::present::{Call, Present};
use super::reply::Finding;
use super::session::Session;
use super::text::count;
use super::value::Byte;
use super::walk::{Found, Here, Stops, Walk};
use crate::vm::Machine;

/// Writes that are told of at the most.
const MOST: usize = 200;

/// What a question about writes is about.
enum Subject {
    /// Memory: the machine can watch it. `frame` is the call in whose frame it lies.
    Memory { extent: Extent, frame: Option<Call> },
    /// A variable in registers of a call: it changes between two statements.
    Register { extent: Extent, frame: Call },
}

impl Session {
    fn subject(&self, place: &Place) -> Result<Subject, String> {
        let extent = self.extent(place)?;
        let present = self.present();
        let frame = present.calls().into_iter().find(|c| {
            let slots = self.atlas.program().function(c.function).frame_slots;
            (c.fp..c.fp + 8 * u64::from(slots)).contains(&extent.addr)
        });
        let is_register = match place {
            Place::Block(_) => false,
            Place::Expression(text) => {
                let lens = self.lens();
                let reader = lens.reader(1);
                let term = Expression::parse(text)?.evaluate(&reader, &lens)?;
                matches!(
                    term,
                    Term::Data {
                        at: At::Bytes { .. },
                        ..
                    } | Term::Row {
                        at: At::Bytes { .. },
                        ..
                    }
                )
            }
        };
        Ok(match (is_register, frame) {
            (true, Some(frame)) => Subject::Register { extent, frame },
            (_, frame) => Subject::Memory { extent, frame },
        })
    }

    pub(super) fn last_write(&mut self, place: &Place) -> Result<Findings, String> {
        let home = self.past.here().tick;
        let found = match self.subject(place)? {
            Subject::Register { extent, frame } => {
                let all = self.register_writes(&extent, &frame)?;
                all.into_iter()
                    .rfind(|(tick, _)| *tick < home)
                    .map(|(_, f)| f)
            }
            Subject::Memory { extent, .. } => {
                let stops = accesses(&extent, false);
                match self.past.find_last(&stops, &mut |_, _| true) {
                    Found::Here => Some(self.written_here(place, &extent)),
                    Found::Nowhere => None,
                    Found::Interrupted => return Err("interrupted".into()),
                }
            }
        };
        Ok(match found {
            Some(finding) => (vec![finding], String::new()),
            None => (
                Vec::new(),
                format!("nobody has written `{place}` before this"),
            ),
        })
    }

    pub(super) fn writes(&mut self, place: &Place) -> Result<Findings, String> {
        let findings: Vec<Finding> = match self.subject(place)? {
            Subject::Register { extent, frame } => {
                let all = self.register_writes(&extent, &frame)?;
                all.into_iter().map(|(_, f)| f).take(MOST).collect()
            }
            Subject::Memory { extent, frame } => self.memory_writes(&extent, frame)?,
        };
        let said = match findings.len() {
            0 => format!("nobody writes `{place}`"),
            MOST => format!("the first {MOST} writes"),
            n => count(n as u64, "write"),
        };
        Ok((findings, said))
    }

    pub(super) fn next_use(&mut self, place: &Place) -> Result<Findings, String> {
        let Subject::Memory { extent, .. } = self.subject(place)? else {
            return Err(format!(
                "`{place}` is held in a register: its uses are not recorded"
            ));
        };
        let stops = accesses(&extent, true);
        match self.past.find_next(&stops, &mut |_, _| true) {
            Found::Here => {
                let date = self.present().date_here();
                let text = date.text.clone();
                Ok((vec![dated(date, text)], String::new()))
            }
            Found::Nowhere => Ok((Vec::new(), format!("`{place}` is never used again"))),
            Found::Interrupted => Err("interrupted".into()),
        }
    }

    /// The machine stands before a write: what it will have written is there one instruction later.
    fn written_here(&mut self, _place: &Place, extent: &Extent) -> Finding {
        let date = self.present().date_here();
        let tick = self.past.here().tick;
        self.past.seek(tick + 1);
        let lens = self.present().lens(None);
        let value = lens.reader(8).read(extent.addr, extent.ty);
        dated(
            date.clone(),
            format!("{}   <- wrote {}", date.text, value.text),
        )
    }

    fn memory_writes(
        &mut self,
        extent: &Extent,
        frame: Option<Call>,
    ) -> Result<Vec<Finding>, String> {
        let atlas = self.atlas.clone();
        let library = self.options.library;
        // The same place of the stack belongs to others before and after.
        let from = frame.map_or(0, |f| f.called);
        self.past.seek(from);
        let mut findings = Vec::new();
        let found = self.past.find_next(
            &accesses(extent, false),
            &mut |_: &Here, machine: &Machine| {
                let present = Present {
                    machine,
                    atlas: &atlas,
                    library,
                };
                let is_own = frame.is_none_or(|f| {
                    present
                        .calls()
                        .iter()
                        .any(|c| (c.fp, c.called) == (f.fp, f.called))
                });
                if is_own {
                    let date = present.date_here();
                    let text = date.text.clone();
                    findings.push(dated(date, text));
                }
                findings.len() >= MOST
            },
        );
        match found {
            Found::Interrupted => Err("interrupted".into()),
            _ => Ok(findings),
        }
    }

    /// Statements of a call that changed a variable in registers, with the ticks at which they began.
    fn register_writes(
        &mut self,
        extent: &Extent,
        frame: &Call,
    ) -> Result<Vec<(u64, Finding)>, String> {
        let atlas = self.atlas.clone();
        let library = self.options.library;
        self.past.seek(frame.called);
        let mut before: Option<Vec<Byte>> = None;
        let mut last: Option<(u64, super::view::Date)> = None;
        let mut writes = Vec::new();
        let stops = Stops::Statements {
            fp_at_most: frame.fp,
            library,
        };
        let types = self.atlas.program().types.clone();
        let found = self
            .past
            .find_next(&stops, &mut |here: &Here, machine: &Machine| {
                if (here.fp, here.called) != (frame.fp, frame.called) {
                    // The call has ended, or has not begun.
                    return here.tick > frame.called && here.fp < frame.fp;
                }
                let present = Present {
                    machine,
                    atlas: &atlas,
                    library,
                };
                let lens = present.lens(None);
                let now = super::value::Source::peek(&lens, extent.addr, extent.len);
                if let (Some((tick, date)), true) =
                    (&last, before.as_ref().is_some_and(|b| *b != now))
                {
                    let reader = super::value::Reader::new(&lens, &types, 8);
                    let value = reader.decode(&now, extent.ty);
                    let text = format!("{}   <- wrote {}", date.text, value.text);
                    writes.push((*tick, dated(date.clone(), text)));
                }
                before = Some(now);
                last = Some((here.tick, present.date_here()));
                writes.len() >= MOST
            });
        match found {
            Found::Interrupted => Err("interrupted".into()),
            _ => Ok(writes),
        }
    }
}

fn accesses(extent: &Extent, reads: bool) -> Stops {
    Stops::Accesses {
        addr: extent.addr,
        len: extent.len,
        reads,
    }
}
