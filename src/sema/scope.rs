//! Names: from the innermost binding of the function outwards through the containers around it.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::diag::near::nearest;
use crate::source::Span;
use crate::types::{Base, NamespaceId, Pointee};

use super::Sema;
use super::frame::{Binding, BindingKind};
use super::operand::{Eval, Flow, Operand, Place, PlaceKind};

impl Sema {
    pub(super) fn ident(&mut self, name: &Rc<str>, at: Span) -> Eval<Place> {
        if let Some(ty) = self.primitive_type(name) {
            return Ok(Place::value(Operand::of_type(ty)));
        }
        if let Some(b) = self.frame.bindings.iter().rev().find(|b| b.name == *name) {
            let b = b.clone();
            return self.binding_place(&b, at);
        }
        let mut next = Some(self.frame.ns);
        while let Some(ns) = next {
            if let Some(decl) = self.decl_of(ns, name) {
                return self.decl_place(decl, at);
            }
            let captures = &self.world.namespace(ns).captures;
            if let Some(b) = captures.iter().rev().find(|b| b.name == *name) {
                let b = b.clone();
                return self.captured_place(&b, at);
            }
            next = self.world.namespace(ns).parent;
        }
        if let Some(place) = self.supplied_name(name, at)? {
            return Ok(place);
        }
        self.unknown_name(name, at)
    }

    fn binding_place(&mut self, b: &Binding, at: Span) -> Eval<Place> {
        match &b.kind {
            BindingKind::Known(ty, value) => Ok(Place {
                ty: *ty,
                is_const: true,
                align: b.align,
                kind: PlaceKind::Known(Pointee::constant(*ty, value.clone())),
            }),
            BindingKind::Local(id) => {
                let local = &self.frame.locals[id.0 as usize];
                Ok(Place {
                    ty: local.ty,
                    is_const: local.is_const,
                    align: local.align,
                    kind: PlaceKind::Runtime(crate::ir::Place {
                        kind: crate::ir::PlaceKind::Local(*id),
                        ty: local.ty,
                        span: at,
                    }),
                })
            }
            BindingKind::Cell(cell) => Ok(Place {
                ty: self.ct.cell_type(*cell),
                is_const: false,
                align: b.align,
                kind: PlaceKind::Known(Pointee::new(Base::Cell(*cell))),
            }),
            BindingKind::TypeOnly(ty) | BindingKind::Outer { ty, .. } => Ok(Place::value(
                Operand::runtime(*ty, at, crate::ir::ExprKind::Undefined),
            )),
            BindingKind::Poison => Err(Flow::Failed),
        }
    }

    /// A name of the function around this container.
    fn captured_place(&mut self, b: &Binding, at: Span) -> Eval<Place> {
        match &b.kind {
            BindingKind::Known(..) => self.binding_place(b, at),
            BindingKind::Poison => Err(Flow::Failed),
            BindingKind::Outer { .. } if self.frame.dry => self.binding_place(b, at),
            BindingKind::Outer { is_const: true, .. } => {
                let message = format!("'{}' not accessible from inner function", b.name);
                let d = Diagnostic::error("name", at, message)
                    .label(b.span, "declared here")
                    .note("crossed function definition here");
                self.report(d);
                Err(Flow::Failed)
            }
            _ => {
                let message = format!("mutable '{}' not accessible from here", b.name);
                let d = Diagnostic::error("name", at, message)
                    .label(b.span, "declared mutable here")
                    .note("crosses namespace boundary here");
                self.report(d);
                Err(Flow::Failed)
            }
        }
    }

    fn unknown_name<T>(&mut self, name: &str, at: Span) -> Eval<T> {
        let message = format!("use of undeclared identifier '{name}'");
        let mut d = Diagnostic::error("name", at, message);
        if let Some(near) = self.nearest_name(name) {
            d = d.hint(format!("did you mean '{near}'?"));
        }
        self.report(d);
        Err(Flow::Failed)
    }

    /// The visible name that looks most like this one.
    fn nearest_name(&self, name: &str) -> Option<Rc<str>> {
        let mut names: Vec<Rc<str>> = self.frame.bindings.iter().map(|b| b.name.clone()).collect();
        let mut next: Option<NamespaceId> = Some(self.frame.ns);
        while let Some(ns) = next {
            let namespace = self.world.namespace(ns);
            names.extend(namespace.names.keys().cloned());
            names.extend(namespace.captures.iter().map(|b| b.name.clone()));
            next = namespace.parent;
        }
        nearest(name, names)
    }
}
