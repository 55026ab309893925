//! When a condition began to hold.

use std::collections::HashMap;

use super::ask::{Findings, dated};
use super::atlas::Atlas;
use super::eval::check::{self, Asked};
use super::eval::quick;
use super::eval::{Expression, Term};
use super::present::Present;
use super::session::Session;
use super::stopping::evaluate;
use super::walk::{Here, Stops};
use crate::bytecode::Pc;
use crate::vm::guard::Guard;

/// A condition that holds.
struct Held {
    /// The call in which it does.
    fp: u64,
    /// It is about variables of that call, not about what pointers point to.
    of_variables: bool,
}

impl Held {
    /// Whether it is still the same that holds after a statement where the names mean nothing: in a function that the
    /// call has called, or in its defers. What pointers point to may outlive the call as well.
    fn lasts(&self, fp: u64, in_defer: bool) -> bool {
        fp > self.fp || fp == self.fp && in_defer || !self.of_variables
    }
}

impl Session {
    /// Moments at which a condition began to hold.
    pub(super) fn when(&mut self, text: &str) -> Result<Findings, String> {
        let expression = Expression::parse(text)?;
        check::condition(&expression, &[Asked::Anywhere], &self.atlas)?;
        let mut ways: HashMap<Pc, Way> = HashMap::new();
        let atlas = self.atlas.clone();
        let mut held: Option<Held> = None;
        let mut problem = None;
        let mut see = |here: &Here, present: &Present<'_>| {
            let way = ways
                .entry(here.pc)
                .or_insert_with(|| Way::of(&expression, &atlas, here.pc));
            let found = match way {
                Way::Quick(guard) => Ok(Term::Bool(present.machine.holds(guard))),
                Way::Evaluated => evaluate(present, &expression),
                Way::Nowhere => {
                    let in_defer = atlas.program().line_at(here.pc).in_defer.is_some();
                    held = held.take().filter(|held| held.lasts(here.fp, in_defer));
                    return None;
                }
            };
            let now = match found {
                Ok(Term::Bool(now)) => now,
                Ok(_) => {
                    problem.get_or_insert("it is no condition".to_owned());
                    false
                }
                // A value that is undefined or not there does not meet it.
                Err(_) => false,
            };
            let of_variables = match (now, held.take()) {
                (false, _) => return None,
                (true, Some(before)) => {
                    held = Some(Held {
                        fp: here.fp,
                        ..before
                    });
                    return None;
                }
                (true, None) => is_of_variables(present, &expression),
            };
            held = Some(Held {
                fp: here.fp,
                of_variables,
            });
            let date = present.date_here();
            let text = date.text.clone();
            Some(dated(date, text))
        };
        let (findings, complete) = self.each_stop(Stops::statements(false), &mut see)?;
        if let (true, Some(problem)) = (findings.is_empty(), problem) {
            return Err(problem);
        }
        Ok(self.counted(findings, complete, &format!("`{text}` never holds"), "time"))
    }
}

/// How a condition is asked before an instruction.
enum Way {
    Quick(Guard),
    Evaluated,
    Nowhere,
}

impl Way {
    fn of(expression: &Expression, atlas: &Atlas, pc: Pc) -> Way {
        let means_something = || check::condition(expression, &[Asked::Before(pc)], atlas).is_ok();
        match quick::compile(expression, atlas, pc) {
            Some(guard) => Way::Quick(guard),
            None if means_something() => Way::Evaluated,
            None => Way::Nowhere,
        }
    }
}

fn is_of_variables(present: &Present<'_>, expression: &Expression) -> bool {
    let lens = present.brief_lens(present.innermost());
    expression.is_of_variables(&lens.reader(1), &lens)
}
