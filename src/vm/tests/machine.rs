//! The machine on trees written by hand: what must hold without any help from analysis.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::bytecode::{self, disassemble};
use crate::ir::*;
use crate::source::{FileId, Origin, SourceMap, Span};
use crate::types::{TypeId, TypePool};

use super::super::{FaultCode, Halt, Limits, Machine, Stop, Tick, Until};

fn span() -> Span {
    Span::new(FileId(0), 0, 1)
}

fn expr(ty: TypeId, kind: ExprKind) -> Expr {
    Expr {
        kind,
        ty,
        span: span(),
    }
}

fn number(ty: TypeId, value: u32) -> Expr {
    let image = Image {
        bytes: value.to_le_bytes().to_vec(),
        undefined: vec![],
        relocations: vec![],
    };
    expr(ty, ExprKind::Const(image))
}

fn local(ty: TypeId, id: u32) -> Expr {
    let place = Place {
        kind: PlaceKind::Local(LocalId(id)),
        ty,
        span: span(),
    };
    expr(ty, ExprKind::Read(place))
}

fn binary(op: BinaryOp, ty: TypeId, lhs: Expr, rhs: Expr) -> Expr {
    let (lhs, rhs) = (Box::new(lhs), Box::new(rhs));
    expr(ty, ExprKind::Binary { op, lhs, rhs })
}

fn call(function: u32, ty: TypeId, args: Vec<Expr>) -> Expr {
    let callee = Callee::Direct(FunctionId(function));
    expr(ty, ExprKind::Call { callee, args })
}

fn ret(value: Expr) -> Stmt {
    Stmt {
        kind: StmtKind::Expr(expr(
            TypeId::NORETURN,
            ExprKind::Return(Some(Box::new(value))),
        )),
        span: span(),
        is_step: true,
    }
}

fn function(name: &str, params: &[TypeId], ty: TypeId, stmts: Vec<Stmt>) -> Function {
    let locals = params.iter().enumerate().map(|(i, &ty)| Local {
        align: None,
        name: format!("p{i}"),
        ty,
        span: span(),
        is_const: true,
        address_taken: false,
        hidden: false,
    });
    let block = Block {
        label: None,
        stmts,
        tail: None,
        close: span(),
    };
    Function {
        name: format!("main.{name}"),
        short_name: name.to_string(),
        span: span(),
        close: span(),
        is_library: false,
        params: (0..params.len() as u32).map(LocalId).collect(),
        locals: locals.collect(),
        ret: ty,
        body: expr(TypeId::NORETURN, ExprKind::Block(block)),
        label_count: 0,
    }
}

/// `fib` as in every book, and a `main` that returns some of it.
fn fib_program(n: u32) -> Arc<bytecode::Program> {
    let u32_ = TypeId::U32;
    let n_less = |by| binary(BinaryOp::Sub, u32_, local(u32_, 0), number(u32_, by));
    let test = binary(BinaryOp::Lt, TypeId::BOOL, local(u32_, 0), number(u32_, 2));
    let branch = expr(
        TypeId::VOID,
        ExprKind::If {
            test: Box::new(Test::Bool(test)),
            then: Box::new(expr(
                TypeId::NORETURN,
                ExprKind::Return(Some(Box::new(local(u32_, 0)))),
            )),
            otherwise: None,
        },
    );
    let branch = Stmt {
        kind: StmtKind::Expr(branch),
        span: span(),
        is_step: true,
    };
    let sum = binary(
        BinaryOp::Add,
        u32_,
        call(0, u32_, vec![n_less(1)]),
        call(0, u32_, vec![n_less(2)]),
    );
    let fib = function("fib", &[u32_], u32_, vec![branch, ret(sum)]);
    let narrow = expr(
        TypeId::U8,
        ExprKind::Cast {
            kind: CastKind::Truncate,
            operand: Box::new(call(0, u32_, vec![number(u32_, n)])),
        },
    );
    let main = function("main", &[], TypeId::U8, vec![ret(narrow)]);
    let module = Module {
        types: TypePool::new(),
        functions: vec![fib, main],
        globals: vec![],
        entry: FunctionId(1),
        tests: vec![],
    };
    let mut sources = SourceMap::default();
    sources.add("fib.zig", "x", Origin::User);
    Arc::new(bytecode::lower(module, sources).expect("it is small enough"))
}

fn machine(n: u32) -> Machine {
    Machine::new(fib_program(n), Limits::default())
}

#[test]
fn fib_runs() {
    let mut machine = machine(10);
    let quiet = AtomicBool::new(false);
    assert_eq!(machine.run(Until::End, &quiet), Stop::Halted);
    assert_eq!(machine.halt(), Some(&Halt::Exited(55)));
}

#[test]
fn the_listing_reads_like_the_source() {
    let program = fib_program(3);
    let listing = disassemble::function(&program, FunctionId(0));
    assert!(listing.contains("if r0 >= 2 -> "), "{listing}");
    assert!(listing.contains("call main.fib window"), "{listing}");
}

#[test]
fn every_moment_is_the_same_whether_run_through_or_stopped_at() {
    let quiet = AtomicBool::new(false);
    let mut slow = machine(6);
    let mut hashes = vec![slow.state_hash()];
    while slow.run(Until::Tick(Tick(slow.tick().0 + 1)), &quiet) == Stop::Reached {
        hashes.push(slow.state_hash());
    }
    for (tick, hash) in hashes.iter().enumerate().step_by(7) {
        let mut fast = machine(6);
        fast.run(Until::Tick(Tick(tick as u64)), &quiet);
        assert_eq!(fast.state_hash(), *hash, "at {tick}");
    }
    assert!(slow.steps() > 20);
}

#[test]
fn statements_and_marks_stop_it() {
    let quiet = AtomicBool::new(false);
    let mut machine = machine(5);
    let next = Until::Statement {
        fp_at_most: u64::MAX,
        library: false,
        limit: Tick(u64::MAX),
    };
    // Before the first statement of main; then at the first of fib.
    assert!(machine.is_at_statement(false));
    assert_eq!(machine.run(next, &quiet), Stop::Reached);
    assert_eq!(machine.frames(9).len(), 2);
    assert_eq!(machine.steps(), 1);
    let fib = machine.program().functions[0].entry;
    machine.mark(fib);
    let mut visits = 0;
    while machine.run(Until::End, &quiet) == Stop::Marked(fib) {
        visits += 1;
    }
    assert_eq!(visits, 14);
    assert_eq!(machine.halt(), Some(&Halt::Exited(5)));
}

#[test]
fn a_mark_stops_inside_of_a_sequence_too() {
    let quiet = AtomicBool::new(false);
    // When each instruction is come to first, if they are done one at a time.
    let mut single = machine(7);
    let mut visits = vec![(single.pc(), single.tick())];
    while single.run(Until::Tick(Tick(single.tick().0 + 1)), &quiet) == Stop::Reached {
        if visits.iter().all(|(pc, _)| *pc != single.pc()) {
            visits.push((single.pc(), single.tick()));
        }
    }
    assert!(visits.len() > 10);
    for (pc, tick) in &visits[1..] {
        let mut machine = machine(7);
        machine.mark(*pc);
        assert_eq!(machine.run(Until::End, &quiet), Stop::Marked(*pc));
        assert_eq!(machine.tick(), *tick);
        // Without the mark the sequence is whole again.
        machine.unmark(*pc);
        assert_eq!(machine.run(Until::End, &quiet), Stop::Halted);
        assert_eq!(
            (machine.tick(), machine.steps()),
            (single.tick(), single.steps())
        );
        assert_eq!(machine.state_hash(), single.state_hash());
    }
}

#[test]
fn runaway_recursion_is_a_fault() {
    let mut machine = machine(4_000_000_000);
    let quiet = AtomicBool::new(false);
    assert_eq!(machine.run(Until::End, &quiet), Stop::Halted);
    let Some(Halt::Fault(fault)) = machine.halt() else {
        panic!("it must not end otherwise");
    };
    assert_eq!(fault.code, FaultCode::StackOverflow);
}
