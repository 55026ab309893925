//! `for` that is unrolled or runs during analysis: what it goes over is known, item by item.

use crate::ir::{self, ExprKind, LabelId};
use crate::sema::Sema;
use crate::sema::frame::{BindingKind, TargetKind};
use crate::sema::operand::{Eval, Flow, Operand, Place, PlaceKind};
use crate::source::Span;
use crate::syntax::ast;
use crate::types::{Pointee, PointerSize, Step, Type, TypeId, Value};

/// Something that an unrolled or interpreted `for` goes over.
struct Source {
    len: Option<u64>,
    kind: SourceKind,
    span: Span,
    prelude: Vec<ir::Stmt>,
}

enum SourceKind {
    Range(u64),
    Slice {
        first: Pointee,
        child: TypeId,
        is_const: bool,
    },
    Known {
        base: Pointee,
        ty: TypeId,
        is_const: bool,
        step: fn(u64) -> Step,
    },
    Local {
        local: ir::LocalId,
        ty: TypeId,
        is_const: bool,
    },
    Behind {
        local: ir::LocalId,
        pointer_ty: TypeId,
    },
}

impl Sema {
    /// `inline for`, and `for` at compile time: the length must be known.
    pub(super) fn known_for(&mut self, f: &ast::For, want: Option<TypeId>, at: Span) -> Eval {
        if f.captures.len() != f.inputs.len() {
            return self.capture_count(f, at);
        }
        let interpreted = self.frame.comptime && !self.frame.dry;
        let mut sources = Vec::new();
        for (input, capture) in f.inputs.iter().zip(&f.captures) {
            sources.push(self.known_input(input, capture)?);
        }
        let lengths: Vec<u64> = sources.iter().filter_map(|s| s.len).collect();
        let Some(&len) = lengths.first() else {
            return self.fail(at, "unbounded for loop");
        };
        if lengths.iter().any(|l| *l != len) {
            return self.fail(at, "non-matching for loop lengths");
        }
        let outer = self.push_target(f.label.as_ref(), TargetKind::Loop, want, interpreted);
        let mut stmts = Vec::new();
        let mut outcome = Ok(None);
        let mut ends = false;
        let mut prelude = Vec::new();
        for s in &mut sources {
            prelude.append(&mut s.prelude);
        }
        for i in 0..len {
            let scope = self.frame.bindings.len();
            let turn = self.known_turn(f, &sources, i, outer, interpreted, &mut stmts);
            self.frame.bindings.truncate(scope);
            match turn {
                Ok(false) => {}
                Ok(true) => {
                    ends = true;
                    break;
                }
                Err(Flow::Break(target, op)) if target == outer => {
                    outcome = Ok(Some(op));
                    break;
                }
                Err(flow) => {
                    outcome = Err(flow);
                    break;
                }
            }
            if let Err(flow) = self.count_branch(at) {
                outcome = Err(flow);
                break;
            }
        }
        let target = self.pop_target();
        if let Some(op) = outcome? {
            return Ok(op);
        }
        if interpreted {
            return match &f.otherwise {
                Some(e) => self.scoped(e, want),
                None => Ok(Operand::void()),
            };
        }
        if !prelude.is_empty() {
            prelude.append(&mut stmts);
            stmts = prelude;
        }
        self.finish_unrolled(stmts, ends, target, f.otherwise.as_ref(), want, at)
    }

    fn known_turn(
        &mut self,
        f: &ast::For,
        sources: &[Source],
        i: u64,
        outer: LabelId,
        interpreted: bool,
        stmts: &mut Vec<ir::Stmt>,
    ) -> Eval<bool> {
        for (source, capture) in sources.iter().zip(&f.captures) {
            let op = self.source_item(source, i, capture)?;
            if interpreted || op.known().is_some() {
                let (ty, value) = self.known(op, capture.name.span)?;
                if !interpreted {
                    stmts.extend(self.named(&capture.name.name, capture.name.span, ty, &value));
                }
                self.bind_known(&capture.name, ty, value);
            } else if &*capture.name.name != "_" {
                let span = capture.name.span;
                let init = self.runtime(op, span)?;
                let local = self
                    .frame
                    .new_local(&capture.name.name, init.ty, span, true);
                stmts.push(self.silent(ir::StmtKind::Let { local, init }, span));
                self.frame
                    .bind(&capture.name.name, span, BindingKind::Local(local));
            }
        }
        if !interpreted {
            return self.unrolled_body(&f.body, outer, stmts);
        }
        match self.expr(&f.body, Some(TypeId::VOID)) {
            Ok(_) => Ok(false),
            Err(Flow::Continue(target)) if target == outer => Ok(false),
            Err(flow) => Err(flow),
        }
    }

    fn known_input(&mut self, input: &ast::ForInput, capture: &ast::Capture) -> Eval<Source> {
        match input {
            ast::ForInput::Range { start, end, .. } => {
                let (_, from) = self.comptime_value(start, Some(TypeId::USIZE))?;
                let from = from.as_u64().unwrap_or(0);
                let len = match end {
                    Some(e) => {
                        let (_, to) = self.comptime_value(e, Some(TypeId::USIZE))?;
                        let to = to.as_u64().unwrap_or(0);
                        match to.checked_sub(from) {
                            Some(n) => Some(n),
                            None => {
                                return self.fail(
                                    e.span,
                                    format!(
                                        "overflow of integer type 'usize' with value '{}'",
                                        i128::from(to) - i128::from(from)
                                    ),
                                );
                            }
                        }
                    }
                    None => None,
                };
                Ok(Source {
                    len,
                    kind: SourceKind::Range(from),
                    span: start.span,
                    prelude: Vec::new(),
                })
            }
            ast::ForInput::Over(e) => {
                let place = self.place(e, None)?;
                let place = match self.pool.get(place.ty) {
                    Type::Pointer(p) if p.size == PointerSize::One => {
                        let op = self.read(place, e.span)?;
                        self.deref(op, e.span)?
                    }
                    _ => place,
                };
                self.known_source(place, capture, e.span)
            }
        }
    }

    fn known_source(&mut self, place: Place, capture: &ast::Capture, at: Span) -> Eval<Source> {
        let ty = place.ty;
        let is_const = place.is_const;
        let (len, step): (u64, fn(u64) -> Step) = match self.pool.get(ty) {
            Type::Array { len, .. } => (*len, Step::Element),
            Type::Struct(id) if self.pool.is_tuple(ty) => {
                (self.pool.struct_info(*id).fields.len() as u64, |i| {
                    Step::Field(i as u32)
                })
            }
            Type::Pointer(p) if p.size == PointerSize::Slice => {
                let (child, is_const) = (p.child, p.is_const);
                let op = self.read(place, at)?;
                let Operand::Known(_, Value::Slice(first, len)) = op else {
                    return self.not_known(at);
                };
                let kind = SourceKind::Slice {
                    first: (*first).clone(),
                    child,
                    is_const,
                };
                return Ok(Source {
                    len: Some(len),
                    kind,
                    span: at,
                    prelude: Vec::new(),
                });
            }
            _ => return self.not_iterable(ty, at),
        };
        let mut prelude = Vec::new();
        let kind = match place.kind {
            PlaceKind::Known(p) => SourceKind::Known {
                base: p,
                ty,
                is_const,
                step,
            },
            PlaceKind::Value(Operand::Known(ty, value)) => SourceKind::Known {
                base: Pointee::constant(ty, value),
                ty,
                is_const: true,
                step,
            },
            PlaceKind::Runtime(p) => {
                // Kept behind a pointer, so that the elements can be read one by one.
                let is_local = matches!(p.kind, ir::PlaceKind::Local(_));
                if let (ir::PlaceKind::Local(id), true) = (&p.kind, is_local) {
                    SourceKind::Local {
                        local: *id,
                        ty,
                        is_const,
                    }
                } else {
                    let pointer = self.address_of(Place::runtime(p, is_const), at)?;
                    let pointer = self.runtime(pointer, at)?;
                    let pointer_ty = pointer.ty;
                    let local = self.frame.temporary(pointer_ty, at);
                    prelude.push(self.silent(
                        ir::StmtKind::Let {
                            local,
                            init: pointer,
                        },
                        at,
                    ));
                    SourceKind::Behind { local, pointer_ty }
                }
            }
            PlaceKind::Value(Operand::Runtime(e)) => {
                let local = self.frame.temporary(ty, at);
                prelude.push(self.silent(ir::StmtKind::Let { local, init: e }, at));
                SourceKind::Local {
                    local,
                    ty,
                    is_const: true,
                }
            }
        };
        let _ = capture;
        Ok(Source {
            len: Some(len),
            kind,
            span: at,
            prelude,
        })
    }

    fn source_item(&mut self, source: &Source, i: u64, capture: &ast::Capture) -> Eval {
        let at = source.span;
        let place = match &source.kind {
            SourceKind::Range(from) => return Ok(self.usize_operand(from + i)),
            SourceKind::Slice {
                first,
                child,
                is_const,
            } => {
                let Some(p) = crate::sema::slice::advance(first, i) else {
                    return self.not_known(at);
                };
                Place {
                    ty: *child,
                    is_const: *is_const,
                    align: None,
                    kind: PlaceKind::Known(p),
                }
            }
            SourceKind::Known {
                base,
                ty,
                is_const,
                step,
            } => {
                let step = step(i);
                let Some(part) = self.step_type(*ty, &step) else {
                    return self.not_known(at);
                };
                // A comptime field has its value in the type.
                if let Step::Field(index) = step {
                    let tuple = Place {
                        ty: *ty,
                        is_const: *is_const,
                        align: None,
                        kind: PlaceKind::Known(base.clone()),
                    };
                    self.struct_field(tuple, index, at)?
                } else {
                    Place {
                        ty: part,
                        is_const: *is_const,
                        align: None,
                        kind: PlaceKind::Known(base.step(step)),
                    }
                }
            }
            SourceKind::Local {
                local,
                ty,
                is_const,
            } => {
                let place = crate::sema::control::local_place(*local, *ty, at);
                self.item_of(Place::runtime(place, *is_const), i, at)?
            }
            SourceKind::Behind { local, pointer_ty } => {
                let read =
                    ExprKind::Read(crate::sema::control::local_place(*local, *pointer_ty, at));
                let base = self.deref(Operand::runtime(*pointer_ty, at, read), at)?;
                self.item_of(base, i, at)?
            }
        };
        if capture.by_ref {
            self.address_of(place, at)
        } else {
            self.read(place, at)
        }
    }

    fn item_of(&mut self, base: Place, i: u64, at: Span) -> Eval<Place> {
        if self.pool.is_tuple(base.ty) {
            return self.struct_field(base, i as u32, at);
        }
        let index = self.usize_operand(i);
        self.element_of(base, index, at, at)
    }
}
