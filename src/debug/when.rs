//! When a condition began to hold. The machine itself asks at each statement, by guards: first for the statement before
//! which the condition holds, then for the one before which it does so no more, and so on by turns.

use std::collections::HashMap;

use super::ask::{Findings, MOST, dated};
use super::atlas::Atlas;
use super::eval::check::{self, Asked};
use super::eval::quick;
use super::eval::{Expression, Term};
use super::present::Present;
use super::reply::Finding;
use super::session::Session;
use super::stopping::evaluate;
use super::walk::{Found, Here, Stops, Walk};
use crate::bytecode::{LineKind, Pc};
use crate::vm::Machine;
use crate::vm::guard::{Guard, Guarded, Number, Test, Wanted};

impl Session {
    /// Moments at which a condition began to hold.
    pub(super) fn when(&mut self, text: &str) -> Result<Findings, String> {
        let expression = Expression::parse(text)?;
        check::condition(&expression, &[Asked::Anywhere], &self.atlas)?;
        let atlas = self.atlas.clone();
        let mut search = Search::new(&expression, &atlas, self.options.library);
        self.past.seek(0);
        let here = self.past.here();
        if atlas.is_statement(here.pc) {
            search.see(&here, self.past.state());
        }
        let recorded = self.past.end_tick() + 1;
        let found = loop {
            let stops = search.stops();
            let accept = &mut |here: &Here, machine: &Machine| search.see(here, machine);
            match self.past.find_next_before(&stops, recorded, accept) {
                Found::Here if search.findings.len() < MOST => {}
                found => break found,
            }
        };
        match (found, search.problem) {
            (Found::Interrupted, _) => Err("interrupted".into()),
            (_, Some(problem)) if search.findings.is_empty() => Err(problem),
            _ => {
                let none = format!("`{text}` never holds");
                let is_all = found == Found::Nowhere;
                Ok(self.counted(search.findings, is_all, &none, "time"))
            }
        }
    }
}

/// A condition that holds.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Held {
    /// The call in which it does.
    fp: u64,
    /// It is about variables of that call, not about what pointers point to.
    of_variables: bool,
}

impl Held {
    /// Whether it is still the same that holds after a statement where the names mean nothing: in a function that the
    /// call has called, or in its defers. What pointers point to may outlive the call as well.
    fn lasts(self, fp: u64, in_defer: bool) -> bool {
        fp > self.fp || fp == self.fp && in_defer || !self.of_variables
    }

    /// The same as a test before such a statement.
    fn lasting(self, in_defer: bool) -> Test {
        match in_defer {
            true => frame(Wanted::GreaterOrEqual, self.fp),
            false => frame(Wanted::Greater, self.fp),
        }
    }
}

/// How a condition is asked before an instruction.
enum Way {
    Quick(Test, Guard),
    Evaluated,
    Nowhere { in_defer: bool },
}

impl Way {
    fn of(expression: &Expression, atlas: &Atlas, pc: Pc) -> Way {
        let test = quick::test(expression, atlas, pc);
        if let Some((test, guard)) = test.and_then(|test| Guard::new(&test).map(|g| (test, g))) {
            return Way::Quick(test, guard);
        }
        match check::condition(expression, &[Asked::Before(pc)], atlas) {
            Ok(_) => Way::Evaluated,
            Err(_) => Way::Nowhere {
                in_defer: atlas.program().line_at(pc).in_defer.is_some(),
            },
        }
    }
}

/// So many statements in one call are looked at before guards are made that fit that call alone.
const PATIENCE: u32 = 1000;

struct Search<'a> {
    expression: &'a Expression,
    atlas: &'a Atlas,
    library: bool,
    /// For each statement.
    ways: HashMap<Pc, Way>,
    /// What holds now.
    held: Option<Held>,
    /// So many statements have not changed that.
    unchanged: u32,
    findings: Vec<Finding>,
    problem: Option<String>,
}

impl<'a> Search<'a> {
    fn new(expression: &'a Expression, atlas: &'a Atlas, library: bool) -> Search<'a> {
        let lines = atlas.program().lines.iter();
        let statements = lines.filter(|line| line.kind == LineKind::Statement);
        let pcs = statements
            .map(|line| line.start)
            .filter(|pc| atlas.is_statement(*pc));
        Search {
            expression,
            atlas,
            library,
            ways: pcs.map(|pc| (pc, Way::of(expression, atlas, pc))).collect(),
            held: None,
            unchanged: 0,
            findings: Vec::new(),
            problem: None,
        }
    }

    /// Whether what holds stays in a call that lasts, so that guards pay. In recursion they would fit for an instant.
    fn is_settled(&self) -> bool {
        match self.held {
            Some(held) => !held.of_variables || self.unchanged >= PATIENCE,
            None => true,
        }
    }

    /// Statements before which something may change.
    fn stops(&self) -> Stops {
        let mut pcs = Vec::new();
        let mut guards = Vec::new();
        let is_settled = self.is_settled();
        for (&pc, way) in &self.ways {
            let guard = match (way, self.held) {
                (Way::Nowhere { .. }, None) => continue,
                (Way::Nowhere { .. }, Some(held)) if !held.of_variables => continue,
                (Way::Evaluated, _) => None,
                _ if !is_settled => None,
                (Way::Quick(test, _), Some(held)) if held.of_variables => {
                    // In another call it is about others.
                    let same_call = Box::new(frame(Wanted::Equal, held.fp));
                    Guard::new(&Test::And(Box::new(test.clone()), same_call))
                }
                (Way::Quick(_, guard), _) => Some(guard.clone()),
                (&Way::Nowhere { in_defer }, Some(held)) => Guard::new(&held.lasting(in_defer)),
            };
            pcs.push(pc);
            guards.extend(guard.map(|guard| (pc, guard)));
        }
        pcs.sort();
        let guarded = Guarded {
            guards,
            stops_if: self.held.is_none(),
            most: u64::MAX,
        };
        Stops::Guarded(pcs, guarded)
    }

    /// Looks at a statement, and says whether other stops are looked for from now on, or none any more.
    fn see(&mut self, here: &Here, machine: &Machine) -> bool {
        let (before, was_settled) = (self.held, self.is_settled());
        self.held = self.held_at(here, machine);
        self.unchanged = match self.held == before {
            true => self.unchanged.saturating_add(1),
            false => 0,
        };
        self.held.is_some() != before.is_some() || self.is_settled() != was_settled
    }

    /// What holds from a statement on. If it is new, it is noted.
    fn held_at(&mut self, here: &Here, machine: &Machine) -> Option<Held> {
        let present = Present {
            machine,
            atlas: self.atlas,
            library: self.library,
        };
        let holds = match self.ways.get(&here.pc)? {
            Way::Quick(_, guard) => machine.holds(guard),
            Way::Evaluated => self.evaluate(&present),
            &Way::Nowhere { in_defer } => {
                return self.held.filter(|held| held.lasts(here.fp, in_defer));
            }
        };
        match self.held {
            _ if !holds => None,
            Some(held) if held.of_variables => Some(Held {
                fp: here.fp,
                ..held
            }),
            Some(held) => Some(held),
            None => {
                let date = present.date_here();
                let text = date.text.clone();
                self.findings.push(dated(date, text));
                Some(Held {
                    fp: here.fp,
                    of_variables: is_of_variables(&present, self.expression),
                })
            }
        }
    }

    fn evaluate(&mut self, present: &Present<'_>) -> bool {
        match evaluate(present, self.expression) {
            Ok(Term::Bool(now)) => now,
            Ok(_) => {
                let problem = || "it is no condition".to_owned();
                self.problem.get_or_insert_with(problem);
                false
            }
            // A value that is undefined or not there does not meet it.
            Err(_) => false,
        }
    }
}

/// A test of where the frame begins.
fn frame(wanted: Wanted, fp: u64) -> Test {
    Test::Compare {
        wanted,
        lhs: Number::Frame,
        rhs: Number::Constant(fp.into()),
    }
}

fn is_of_variables(present: &Present<'_>, expression: &Expression) -> bool {
    let lens = present.brief_lens(present.innermost());
    expression.is_of_variables(&lens.reader(1), &lens)
}
