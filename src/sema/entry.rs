//! The whole program: files and imports, what runs first, and putting the module together.

use std::rc::Rc;

use crate::diag::Diagnostic;
use crate::ir::{self, FunctionId};
use crate::source::{FileId, Origin, SourceMap, Span};
use crate::syntax::{self, ast};
use crate::types::{NamespaceId, Type, TypeId, TypePool};

use super::decl::World;
use super::frame::Frame;
use super::operand::{Eval, Flow};
use super::{Analysis, Options, Sema, ct, image, instance};

impl Sema {
    pub(super) fn new(map: SourceMap, options: Options) -> Sema {
        Sema {
            map,
            options,
            pool: TypePool::new(),
            diagnostics: Vec::new(),
            world: World::default(),
            ct: ct::Machine::new(),
            instances: instance::Instances::default(),
            globals: image::Globals::default(),
            frame: Frame::new(NamespaceId(0), String::new()),
            fragment: Default::default(),
            carried: Vec::new(),
            root: None,
            files: std::collections::HashMap::new(),
        }
    }

    pub(super) fn run(&mut self, root: FileId) -> Analysis {
        let file = match syntax::parse(root, &self.map) {
            Ok(file) => file,
            Err(diagnostics) => {
                return Analysis {
                    module: None,
                    diagnostics,
                };
            }
        };
        let has_main = file.root.decls.iter().any(is_main);
        if self.options.only_check && !has_main && self.is_for_tests(&file) {
            self.options.tests = true;
        }
        let is_fragment = !has_main && !self.options.tests;
        for d in super::check::check(&self.map, &file, is_fragment, self.options.only_check) {
            self.report(d);
        }
        let name = file_stem(&self.map.file(root).name);
        let ty = self.declare_container(&file.root, None, Vec::new(), name, root);
        self.root = Some(ty);
        let entry = if self.options.tests {
            self.test_entries(ty, &file)
        } else {
            self.entry(ty, &file).map(|entry| (entry, Vec::new()))
        };
        self.run_queue();
        self.fill_sets();
        let names = self.fill_error_names(file.root.span.at_start());
        let failed = self.diagnostics.iter().any(Diagnostic::is_error);
        let module = match entry {
            Ok((entry, tests)) if !failed && names.is_ok() => Some(self.module(entry, tests)),
            _ => None,
        };
        self.diagnostics
            .sort_by_key(|d| (d.primary.file, d.primary.start()));
        Analysis {
            module,
            diagnostics: std::mem::take(&mut self.diagnostics),
        }
    }

    /// Whether a file without `main` is what `zig test` takes.
    fn is_for_tests(&self, file: &ast::File) -> bool {
        let is_test = |d: &ast::Decl| matches!(d, ast::Decl::Test(_));
        self.options.entry.is_none()
            && file.loose.stmts.is_empty()
            && file.root.decls.iter().any(is_test)
    }

    fn module(&mut self, entry: FunctionId, tests: Vec<(String, FunctionId)>) -> ir::Module {
        let functions = self.instances.take_functions();
        let functions = functions
            .into_iter()
            .map(|f| f.unwrap_or_else(never_called))
            .collect();
        ir::Module {
            types: std::mem::take(&mut self.pool),
            functions,
            globals: std::mem::take(&mut self.globals.list),
            entry,
            tests,
        }
    }

    /// The `test` blocks of the file and of the containers in it that something mentions; the wanted one, or the
    /// first, stands for the entry.
    fn test_entries(
        &mut self,
        root: TypeId,
        file: &ast::File,
    ) -> Eval<(FunctionId, Vec<(String, FunctionId)>)> {
        let at = file.root.span.at_start();
        let mut tests = Vec::new();
        let mut failed = false;
        let mut done = std::collections::HashSet::new();
        // Looking at a test may mention more containers.
        while let Some((ty, ns, container)) = self.next_tests(&done, file.root.span.file) {
            done.insert(ty);
            self.add_tests(ns, &container, &mut tests, &mut failed);
            self.run_queue();
        }
        if failed || done.is_empty() {
            return Err(Flow::Failed);
        }
        let entry = match (self.options.test.clone(), tests.first()) {
            (Some(wanted), _) => self.named_test(root, &wanted, &tests, at)?,
            (None, Some((_, first))) => *first,
            (None, None) => self.instances.add_made(nothing(at)),
        };
        Ok((entry, tests))
    }

    /// The oldest container of a file whose tests have not been looked at.
    fn next_tests(
        &self,
        done: &std::collections::HashSet<TypeId>,
        file: FileId,
    ) -> Option<(TypeId, NamespaceId, Rc<ast::Container>)> {
        let waiting = self.world.containers.iter();
        let waiting = waiting
            .filter(|(ty, info)| !done.contains(ty) && self.world.namespace(info.ns).file == file);
        let (ty, info) = waiting.min_by_key(|(_, info)| info.ns.0)?;
        Some((*ty, info.ns, info.ast.clone()))
    }

    /// The test of this name: as the report of a test run gives it, or as the file writes it.
    fn named_test(
        &mut self,
        root: TypeId,
        wanted: &str,
        tests: &[(String, FunctionId)],
        at: Span,
    ) -> Eval<FunctionId> {
        let prefix = format!("{}.", self.pool.name(root));
        let short = |name: &str| {
            let own = name.strip_prefix(&prefix).unwrap_or(name);
            let plain = own.strip_prefix("test.");
            plain
                .or(own.strip_prefix("decltest."))
                .unwrap_or(own)
                .to_owned()
        };
        let found = tests
            .iter()
            .find(|(name, _)| name == wanted || short(name) == wanted);
        if let Some((_, id)) = found {
            return Ok(*id);
        }
        let names: Vec<String> = tests.iter().map(|(name, _)| short(name)).collect();
        let mut d = Diagnostic::error(
            "entry",
            at,
            format!("there is no test named '{wanted}' here"),
        );
        d = match names.is_empty() {
            true => d.note("the file has no tests"),
            false => d.note(format!("its tests are: '{}'", names.join("', '"))),
        };
        self.report(d);
        Err(Flow::Failed)
    }

    fn add_tests(
        &mut self,
        ns: NamespaceId,
        container: &ast::Container,
        tests: &mut Vec<(String, FunctionId)>,
        failed: &mut bool,
    ) {
        let mut unnamed = 0;
        let path = self.world.namespace(ns).path.clone();
        for decl in &container.decls {
            let ast::Decl::Test(test) = decl else {
                continue;
            };
            let (name, full) = match &test.name {
                Some(ast::TestName::Text(text)) => {
                    (text.to_string(), format!("{path}.test.{text}"))
                }
                Some(ast::TestName::Decl(name)) => {
                    let name = name.name.to_string();
                    let full = format!("{path}.decltest.{name}");
                    (name, full)
                }
                None => {
                    unnamed += 1;
                    let name = format!("test_{}", unnamed - 1);
                    let full = format!("{path}.{name}");
                    (name, full)
                }
            };
            match self.implicit_function(ns, full.clone(), &name, &test.body) {
                Ok(function) => {
                    let id = self.instances.add_made(function);
                    tests.push((full, id));
                }
                Err(_) => *failed = true,
            }
        }
    }

    /// The function that the program starts with.
    fn entry(&mut self, root: TypeId, file: &ast::File) -> Eval<FunctionId> {
        let at = file.root.span.at_start();
        let Some(ns) = self.pool.namespace(root) else {
            return self.internal(at, "a file without a namespace");
        };
        let Some(decl) = self.decl_of(ns, "main") else {
            return self.fragment_entry(ns, file);
        };
        let span = self.world.decl(decl).span;
        let place = self.decl_place(decl, span)?;
        let Some(id) = self.known_function(&place) else {
            return self.fail(span, "'main' is not a function");
        };
        if self.world.function(id).decl.body.is_none() {
            return self.fail(span, "'main' has no body");
        }
        let Type::Fn(ty) = self.pool.get(place.ty).clone() else {
            return self.fail(span, "'main' is not a function");
        };
        if !ty.params.is_empty() || ty.is_generic {
            return self.fail(span, "'main' must have no parameters");
        }
        let payload = ty.ret.map(|ret| match self.pool.get(ret) {
            Type::ErrorUnion { payload, .. } => *payload,
            _ => ret,
        });
        if !matches!(payload, Some(TypeId::VOID | TypeId::NORETURN | TypeId::U8)) {
            let at = self.world.function(id).decl.proto.ret.span;
            return self.fail(
                at,
                "expected return type of main to be 'void', '!void', 'noreturn', 'u8', or '!u8'",
            );
        }
        self.function_instance(id, span)
    }

    /// The type of an imported file.
    pub(super) fn import(&mut self, path: &str, at: Span) -> Eval<TypeId> {
        let here = self.world.namespace(self.frame.ns).file;
        let from = self
            .map
            .is_library(here)
            .then(|| self.map.file(here).name.clone());
        let Some(full) = crate::stdlib::resolve(path, from.as_deref()) else {
            if let ("root", Some(root)) = (path, self.root) {
                return Ok(root);
            }
            if path.ends_with(".zig") || path.ends_with(".zon") {
                return self.refuse(at, "importing other files");
            }
            let module = file_stem(&self.map.file(here).name);
            let message = format!("no module named '{path}' available within module '{module}'");
            return self.fail(at, message);
        };
        self.library_file(full, at)
    }

    /// The type of a library file, read when it is first asked for.
    pub(super) fn library_file(&mut self, full: &str, at: Span) -> Eval<TypeId> {
        if let Some(&file) = self.files.get(full) {
            return self.file_type(file, at);
        }
        let Some(text) = crate::stdlib::file(full) else {
            return self.internal(at, "a library file is missing");
        };
        let file = self.map.add(full, text, Origin::Library);
        self.files.insert(full.to_owned(), file);
        let tree = syntax::outline(file, &self.map);
        let name = library_name(full);
        Ok(self.declare_container(&tree.root, None, Vec::new(), name, file))
    }

    fn file_type(&mut self, file: FileId, at: Span) -> Eval<TypeId> {
        let found = self
            .world
            .namespaces
            .iter()
            .find(|ns| ns.file == file && ns.parent.is_none());
        match found {
            Some(ns) => Ok(ns.owner),
            None => self.internal(at, "a file that could not be read"),
        }
    }
}

fn is_main(decl: &ast::Decl) -> bool {
    matches!(decl, ast::Decl::Fn(f) if f.proto.name.as_ref().is_some_and(|n| &*n.name == "main"))
}

/// `dir/pair.zig` is named `pair`.
fn file_stem(name: &str) -> String {
    let base = name.rsplit(['/', '\\']).next().unwrap_or(name);
    base.strip_suffix(".zig").unwrap_or(base).to_owned()
}

/// `std/heap/arena.zig` is named `heap.arena`.
fn library_name(path: &str) -> String {
    let path = path.strip_suffix(".zig").unwrap_or(path);
    path.strip_prefix("std/").unwrap_or(path).replace('/', ".")
}

/// A program that does nothing.
fn nothing(span: Span) -> ir::Function {
    ir::Function {
        name: "start".to_owned(),
        short_name: "start".to_owned(),
        ret: TypeId::VOID,
        span,
        close: span,
        body: ir::Expr {
            kind: ir::ExprKind::Return(None),
            ty: TypeId::NORETURN,
            span,
        },
        ..never_called()
    }
}

/// Stands for a function that only `@TypeOf` asked about.
fn never_called() -> ir::Function {
    let span = Span::new(FileId(0), 0, 0);
    ir::Function {
        name: String::new(),
        short_name: String::new(),
        span,
        close: span,
        is_library: true,
        params: Vec::new(),
        locals: Vec::new(),
        ret: TypeId::NORETURN,
        body: ir::Expr {
            kind: ir::ExprKind::Panic("reached unreachable code".into()),
            ty: TypeId::NORETURN,
            span,
        },
        label_count: 0,
    }
}
