//! Containers and functions.

use std::collections::HashMap;

use crate::diag::Diagnostic;
use crate::source::Span;
use crate::syntax::ast::*;

use super::scope::Kind;
use super::{Checked, Checker, Label, LabelKind, Name, Stop, is_primitive};

impl Checker<'_> {
    pub(super) fn file(&mut self, file: &File) {
        let loose = &file.loose;
        let _ = self.container_with(&file.root, Some(loose));
    }

    pub(super) fn container(&mut self, c: &Container) -> Checked {
        self.container_with(c, None)
    }

    fn container_with(&mut self, c: &Container, loose: Option<&Block>) -> Checked {
        let names = self.members(c)?;
        let mark = self.mark();
        self.push_namespace(names);
        let outer = std::mem::take(&mut self.labels);
        let outer_defer = self.deferred.take();
        let result = self.container_body(c);
        if let Some(loose) = loose.filter(|b| !b.stmts.is_empty()) {
            let _ = self.block(loose);
        }
        self.deferred = outer_defer;
        self.labels = outer;
        self.drop_to(mark);
        result
    }

    /// The declared names of a container; doubles are a mistake.
    fn members(&mut self, c: &Container) -> Result<HashMap<Name, Span>, Stop> {
        let mut all: Vec<(Ident, bool)> = Vec::new();
        for f in &c.fields {
            if let Some(name) = f.name.as_ref().filter(|n| &*n.name != "_") {
                all.push((name.clone(), false));
            }
        }
        let mut decls = HashMap::new();
        let mut failed = false;
        for decl in &c.decls {
            let (name, at) = match decl {
                Decl::Fn(f) => match &f.proto.name {
                    Some(name) => (name, f.span),
                    None => continue,
                },
                Decl::Var(v) => (&v.name, v.span),
                Decl::Test(_) | Decl::Comptime(_) | Decl::Unread(_) => continue,
            };
            let quoted = self.map.text(name.span).starts_with('@');
            if !quoted && is_primitive(&name.name) {
                let d = Diagnostic::error(
                    "name",
                    name.span,
                    format!("name shadows primitive '{}'", name.name),
                )
                .note(format!("consider using @\"{}\" to disambiguate", name.name));
                self.found.push(d);
                failed = true;
            }
            all.push((name.clone(), true));
            decls.insert(name.name.clone(), at);
        }
        let mut first: HashMap<Name, usize> = HashMap::new();
        let mut doubles: Vec<(usize, Vec<Span>)> = Vec::new();
        for (i, (name, _)) in all.iter().enumerate() {
            match first.get(&name.name) {
                None => {
                    first.insert(name.name.clone(), i);
                }
                Some(&f) => match doubles.iter_mut().find(|(i, _)| *i == f) {
                    Some((_, spans)) => spans.push(name.span),
                    None => doubles.push((f, vec![name.span])),
                },
            }
        }
        let kind = match c.kind {
            ContainerKind::Struct => "struct",
            ContainerKind::Enum => "enum",
            ContainerKind::Union => "union",
            ContainerKind::Opaque => "opaque",
        };
        for (i, spans) in doubles {
            let name = &all[i].0;
            let mut d = Diagnostic::error(
                "name",
                name.span,
                format!("duplicate {kind} member name '{}'", name.name),
            );
            for span in spans {
                d = d.label(span, "duplicate name here");
            }
            self.found.push(d);
            failed = true;
        }
        if failed { Err(Stop) } else { Ok(decls) }
    }

    fn container_body(&mut self, c: &Container) -> Checked {
        let mut result = Ok(());
        let mut keep = |r: Checked| {
            if r.is_err() {
                result = Err(Stop);
            }
        };
        if let Some(e) = &c.tag {
            keep(self.value(e));
        }
        for f in &c.fields {
            for e in f.ty.iter().chain(&f.align).chain(&f.value) {
                keep(self.value(e));
            }
        }
        for decl in &c.decls {
            // A mistake in one declaration does not hide those of the next.
            let _ = match decl {
                Decl::Fn(f) => self.function(f),
                Decl::Var(v) => self.container_var(v),
                Decl::Test(t) => self.body(|s| s.block(&t.body)),
                Decl::Comptime(b) => self.body(|s| s.block(b)),
                // Files of users are read whole.
                Decl::Unread(_) => Ok(()),
            };
        }
        result
    }

    fn container_var(&mut self, v: &VarDecl) -> Checked {
        for e in v.ty.iter().chain(&v.align).chain(&v.value) {
            self.value(e)?;
        }
        Ok(())
    }

    /// Something with labels of its own. What is left of its names is forgotten after a mistake.
    fn body(&mut self, f: impl FnOnce(&mut Self) -> Checked) -> Checked {
        let mark = self.mark();
        let labels = self.labels.len();
        let depth = self.scopes.depth;
        self.labels.push(Label {
            name: None,
            kind: LabelKind::Function,
            is_used: true,
        });
        let outer_defer = self.deferred.take();
        let result = f(self);
        self.deferred = outer_defer;
        self.scopes.depth = depth;
        self.labels.truncate(labels);
        match result {
            Ok(()) => self.close_to(mark),
            Err(Stop) => self.drop_to(mark),
        }
        result
    }

    pub(super) fn function(&mut self, f: &FnDecl) -> Checked {
        self.body(|s| {
            s.scopes.depth += 1;
            s.prototype(&f.proto)?;
            match &f.body {
                Some(body) => s.block(body),
                None => {
                    // Parameters of a prototype are there for the reader.
                    Err(Stop)
                }
            }
        })
    }

    /// Parameters as names, and the types.
    fn prototype(&mut self, proto: &FnProto) -> Checked {
        for p in &proto.params {
            if let ParamType::Type(e) = &p.ty {
                self.value(e)?;
            }
            if let Some(name) = &p.name {
                self.declare(name, Kind::Parameter)?;
            }
        }
        // A parameter that only the result type mentions is used there.
        self.value(&proto.ret)
    }

    /// `fn (T) R` as a type.
    pub(super) fn function_type(&mut self, proto: &FnProto) -> Checked {
        for p in &proto.params {
            if let ParamType::Type(e) = &p.ty {
                self.value(e)?;
            }
        }
        self.value(&proto.ret)
    }

    pub(super) fn error_set(&mut self, names: &[Ident]) -> Checked {
        for (i, name) in names.iter().enumerate() {
            if let Some(before) = names[..i].iter().find(|n| n.name == name.name) {
                let d = Diagnostic::error(
                    "name",
                    name.span,
                    format!("duplicate error set field '{}'", name.name),
                )
                .label(before.span, "previous declaration here");
                self.found.push(d);
                return Err(Stop);
            }
        }
        Ok(())
    }
}
