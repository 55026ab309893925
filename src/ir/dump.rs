//! The tree as text, for stage snapshots and for whoever looks for a mistake. User functions only, one statement a
//! line, types only where they change.

use std::fmt::Write;

use super::*;

/// A module as text: its globals that people see, then its user functions.
pub fn dump(module: &Module) -> String {
    let mut d = Dump {
        module,
        out: String::new(),
        indent: 0,
        function: None,
    };
    for (i, global) in module.globals.iter().enumerate() {
        if !global.hidden && !global.is_library {
            let kind = if global.is_const { "const" } else { "var" };
            let name = format!("{}@{i}", global.name);
            let line = format!("{kind} {name}: {}", d.ty(global.ty));
            d.line(&line);
        }
    }
    for function in module.functions.iter().filter(|f| !f.is_library) {
        d.function(function);
    }
    d.out
}

struct Dump<'a> {
    module: &'a Module,
    out: String,
    indent: usize,
    function: Option<&'a Function>,
}

impl<'a> Dump<'a> {
    fn line(&mut self, text: &str) {
        let _ = writeln!(self.out, "{:1$}{text}", "", self.indent * 2);
    }

    fn ty(&self, ty: TypeId) -> String {
        self.module.types.name(ty)
    }

    fn local(&self, id: LocalId) -> String {
        let name = self
            .function
            .and_then(|f| f.locals.get(id.0 as usize))
            .map_or("", |l| l.name.as_str());
        format!("{name}%{}", id.0)
    }

    fn function(&mut self, f: &'a Function) {
        self.function = Some(f);
        let params: Vec<String> = f
            .params
            .iter()
            .map(|p| format!("{}: {}", self.local(*p), self.ty(f.locals[p.0 as usize].ty)))
            .collect();
        let head = format!("fn {}({}) {}", f.name, params.join(", "), self.ty(f.ret));
        self.line(&head);
        self.indent += 1;
        self.statement_like(&f.body);
        self.indent -= 1;
    }

    /// Blocks are written out, everything else is one line.
    fn statement_like(&mut self, e: &'a Expr) {
        match &e.kind {
            ExprKind::Block(b) => self.block(b),
            ExprKind::If {
                test,
                then,
                otherwise,
            } if is_large(then) || otherwise.as_deref().is_some_and(is_large) => {
                let head = format!("if {}", self.test(test));
                self.line(&head);
                self.nested(then);
                if let Some(e) = otherwise {
                    self.line("else");
                    self.nested(e);
                }
            }
            ExprKind::While(w) => {
                let step = w
                    .step
                    .as_ref()
                    .map(|s| format!(" : ({})", self.expr(s)))
                    .unwrap_or_default();
                let head = format!("L{}: while {}{step}", w.label.0, self.test(&w.test));
                self.line(&head);
                self.nested(&w.body);
                if let Some(e) = &w.otherwise {
                    self.line("else");
                    self.nested(e);
                }
            }
            ExprKind::For(f) => {
                let inputs: Vec<String> = f.inputs.iter().map(|i| self.for_input(i)).collect();
                let head = format!("L{}: for {}", f.label.0, inputs.join(", "));
                self.line(&head);
                self.nested(&f.body);
                if let Some(e) = &f.otherwise {
                    self.line("else");
                    self.nested(e);
                }
            }
            ExprKind::Switch(s) => {
                let label = s.label.map(|l| format!("L{}: ", l.0)).unwrap_or_default();
                let bind = s
                    .bind
                    .map(|b| format!(" |{}|", self.local(b)))
                    .unwrap_or_default();
                let head = format!("{label}switch {}{bind}", self.expr(&s.operand));
                self.line(&head);
                for p in &s.prongs {
                    let ranges: Vec<String> = p
                        .ranges
                        .iter()
                        .map(|(a, b)| {
                            if a == b {
                                a.to_string()
                            } else {
                                format!("{a}...{b}")
                            }
                        })
                        .collect();
                    self.line(&format!("{} =>", ranges.join(", ")));
                    self.nested(&p.body);
                }
                if let Some(e) = &s.otherwise {
                    self.line("else =>");
                    self.nested(e);
                }
            }
            _ => {
                let text = self.expr(e);
                self.line(&text);
            }
        }
    }

    fn nested(&mut self, e: &'a Expr) {
        self.indent += 1;
        self.statement_like(e);
        self.indent -= 1;
    }

    fn block(&mut self, b: &'a Block) {
        if let Some(label) = b.label {
            self.line(&format!("L{}: block", label.0));
            self.indent += 1;
        }
        for s in &b.stmts {
            self.stmt(s);
        }
        if let Some(tail) = &b.tail {
            let text = format!("=> {}", self.expr(tail));
            self.line(&text);
        }
        if b.label.is_some() {
            self.indent -= 1;
        }
    }

    fn stmt(&mut self, s: &'a Stmt) {
        match &s.kind {
            StmtKind::Let { local, init } => {
                let info = self.function.map(|f| &f.locals[local.0 as usize]);
                let kind = if info.is_some_and(|l| l.is_const) {
                    "const"
                } else {
                    "var"
                };
                let taken = if info.is_some_and(|l| l.address_taken) {
                    " (address taken)"
                } else {
                    ""
                };
                let ty = info.map(|l| self.ty(l.ty)).unwrap_or_default();
                let name = self.local(*local);
                if is_large(init) {
                    self.line(&format!("{kind} {name}: {ty}{taken} ="));
                    self.nested(init);
                } else {
                    let text = format!("{kind} {name}: {ty}{taken} = {}", self.expr(init));
                    self.line(&text);
                }
            }
            StmtKind::Expr(e) => match &e.kind {
                ExprKind::Block(b) if b.label.is_none() => {
                    self.line("block");
                    self.indent += 1;
                    self.block(b);
                    self.indent -= 1;
                }
                _ => self.statement_like(e),
            },
            StmtKind::Known(known) => {
                self.line(&format!("known {}: {}", known.name, self.ty(known.ty)));
            }
            StmtKind::Defer(d) => {
                let word = if d.on_error { "errdefer" } else { "defer" };
                let capture = d
                    .capture
                    .map(|c| format!(" |{}|", self.local(c)))
                    .unwrap_or_default();
                self.line(&format!("{word}{capture}"));
                self.nested(&d.body);
            }
        }
    }

    fn for_input(&self, input: &ForInput) -> String {
        let bind = input.bind.map_or_else(|| "_".to_owned(), |b| self.local(b));
        match &input.kind {
            ForInputKind::Range { start, end } => {
                let end = end.as_ref().map(|e| self.expr(e)).unwrap_or_default();
                format!("{bind} in {}..{end}", self.expr(start))
            }
            ForInputKind::Elements(e) => format!("{bind} in {}", self.expr(e)),
            ForInputKind::Pointers(e) => format!("*{bind} in {}", self.expr(e)),
        }
    }

    fn test(&self, test: &Test) -> String {
        let subject = |s: &Subject| match s {
            Subject::Value(e) => self.expr(e),
            Subject::Place(p) => format!("&{}", self.place(p)),
        };
        let name = |b: &Option<LocalId>| b.map_or_else(|| "_".to_owned(), |b| self.local(b));
        match test {
            Test::Bool(e) => self.expr(e),
            Test::NonNull { subject: s, bind } => format!("some({}) |{}|", subject(s), name(bind)),
            Test::Ok {
                subject: s,
                bind,
                bind_error,
            } => format!("ok({}) |{}| |{}|", subject(s), name(bind), name(bind_error)),
        }
    }

    fn list(&self, items: &[Expr]) -> String {
        let items: Vec<String> = items.iter().map(|e| self.expr(e)).collect();
        items.join(", ")
    }

    fn expr(&self, e: &Expr) -> String {
        let one = |name: &str, e: &Expr| format!("{name}({})", self.expr(e));
        match &e.kind {
            ExprKind::Const(image) => self.constant(e.ty, image),
            ExprKind::Undefined => format!("undefined:{}", self.ty(e.ty)),
            ExprKind::Read(p) => self.place(p),
            ExprKind::AddressOf(p) => format!("&{}", self.place(p)),
            ExprKind::Unary { op, operand } => format!("{op:?}({})", self.expr(operand)),
            ExprKind::Binary { op, lhs, rhs } => {
                format!("{op:?}({}, {})", self.expr(lhs), self.expr(rhs))
            }
            ExprKind::WithOverflow { op, lhs, rhs } => {
                format!("{op:?}WithOverflow({}, {})", self.expr(lhs), self.expr(rhs))
            }
            ExprKind::And(a, b) => format!("({} and {})", self.expr(a), self.expr(b)),
            ExprKind::Or(a, b) => format!("({} or {})", self.expr(a), self.expr(b)),
            ExprKind::Cast { kind, operand } => {
                format!("{kind:?}:{}({})", self.ty(e.ty), self.expr(operand))
            }
            ExprKind::MakeSlice { ptr, len } => {
                format!("slice({}, {})", self.expr(ptr), self.expr(len))
            }
            ExprKind::SlicePtr(e) => one("ptr", e),
            ExprKind::SliceLen(e) => one("len", e),
            ExprKind::Slice {
                base, start, end, ..
            } => {
                let base = match &**base {
                    SliceBase::Array(p) => self.place(p),
                    SliceBase::Value(e) => self.expr(e),
                };
                let end = end.as_ref().map(|e| self.expr(e)).unwrap_or_default();
                format!("{base}[{}..{end}]:{}", self.expr(start), self.ty(e.ty))
            }
            ExprKind::WrapOptional(e) => one("some", e),
            ExprKind::WrapPayload(e) => one("ok", e),
            ExprKind::WrapError(e) => one("err", e),
            ExprKind::Retype(inner) => format!("retype:{}({})", self.ty(e.ty), self.expr(inner)),
            ExprKind::IsNull(e) => one("isNull", e),
            ExprKind::IsError(e) => one("isError", e),
            ExprKind::UnwrapOptional(e) => format!("{}.?", self.expr(e)),
            ExprKind::UnwrapPayload(e) => one("payload", e),
            ExprKind::UnwrapError(e) => one("error", e),
            ExprKind::Try(e) => one("try", e),
            ExprKind::Catch {
                operand,
                bind,
                handler,
            } => {
                let bind = bind
                    .map(|b| format!("|{}| ", self.local(b)))
                    .unwrap_or_default();
                format!(
                    "({} catch {bind}{})",
                    self.expr(operand),
                    self.expr(handler)
                )
            }
            ExprKind::Orelse { operand, handler } => {
                format!("({} orelse {})", self.expr(operand), self.expr(handler))
            }
            ExprKind::StructInit(fields) => {
                let fields: Vec<String> = fields
                    .iter()
                    .map(|(i, e)| format!("{i} = {}", self.expr(e)))
                    .collect();
                format!("{}{{{}}}", self.ty(e.ty), fields.join(", "))
            }
            ExprKind::ArrayInit(items) => format!("{}{{{}}}", self.ty(e.ty), self.list(items)),
            ExprKind::ArrayFill(item) => format!("{}{{{}...}}", self.ty(e.ty), self.expr(item)),
            ExprKind::UnionInit { field, payload } => {
                format!("{}{{{field} = {}}}", self.ty(e.ty), self.expr(payload))
            }
            ExprKind::UnionTag(p) => format!("tag({})", self.place(p)),
            ExprKind::Block(_) | ExprKind::While(_) | ExprKind::For(_) | ExprKind::Switch(_) => {
                self.inline(e)
            }
            ExprKind::If {
                test,
                then,
                otherwise,
            } => {
                let other = otherwise
                    .as_ref()
                    .map(|e| format!(" else {}", self.expr(e)))
                    .unwrap_or_default();
                format!("if {} then {}{other}", self.test(test), self.expr(then))
            }
            ExprKind::Return(value) => match value {
                Some(e) => format!("return {}", self.expr(e)),
                None => "return".to_owned(),
            },
            ExprKind::Break { label, value } => match value {
                Some(e) => format!("break L{} {}", label.0, self.expr(e)),
                None => format!("break L{}", label.0),
            },
            ExprKind::Continue { label } => format!("continue L{}", label.0),
            ExprKind::ContinueSwitch { label, value } => {
                format!("continue L{} {}", label.0, self.expr(value))
            }
            ExprKind::Assign { place, value } => {
                format!("{} = {}", self.place(place), self.expr(value))
            }
            ExprKind::AssignOp { place, op, value } => {
                format!("{} {op:?}= {}", self.place(place), self.expr(value))
            }
            ExprKind::Discard(e) => format!("_ = {}", self.expr(e)),
            ExprKind::Call { callee, args } => {
                let callee = match callee {
                    Callee::Direct(id) => {
                        let f = self.module.functions.get(id.0 as usize);
                        f.map_or_else(|| format!("fn{}", id.0), |f| f.name.clone())
                    }
                    Callee::Pointer(e) => format!("({})", self.expr(e)),
                };
                format!("{callee}({})", self.list(args))
            }
            ExprKind::Intrinsic { op, args } => format!("@{op:?}({})", self.list(args)),
            ExprKind::Format(f) => self.format(f),
            ExprKind::Panic(text) => format!("panic {text:?}"),
            ExprKind::PanicWith(e) => one("panic", e),
        }
    }

    /// Control flow in the middle of an expression.
    fn inline(&self, e: &Expr) -> String {
        let mut inner = Dump {
            module: self.module,
            out: String::new(),
            indent: 0,
            function: self.function,
        };
        inner.statement_like(e);
        let lines: Vec<&str> = inner.out.lines().map(str::trim).collect();
        format!("{{ {} }}", lines.join("; "))
    }

    fn format(&self, f: &Format) -> String {
        let mut out = String::from("format");
        let _ = match &f.dest {
            FormatDest::Stream(fd) => write!(out, " to {fd}"),
            FormatDest::Buffer(e) => write!(out, " into {}", self.expr(e)),
            FormatDest::Count => write!(out, " count"),
        };
        for piece in &f.pieces {
            let _ = match piece {
                FormatPiece::Text(text) => write!(out, " {text:?}"),
                FormatPiece::Value { value, spec, .. } => {
                    write!(out, " {:?}({})", spec.kind, self.expr(value))
                }
            };
        }
        out
    }

    fn place(&self, p: &Place) -> String {
        match &p.kind {
            PlaceKind::Local(id) => self.local(*id),
            PlaceKind::Global(id) => {
                let name = self
                    .module
                    .globals
                    .get(id.0 as usize)
                    .map_or("", |g| g.name.as_str());
                format!("{name}@{}", id.0)
            }
            PlaceKind::Deref(e) => format!("{}.*", self.expr(e)),
            PlaceKind::Field { base, index } => {
                let name = self
                    .module
                    .types
                    .as_struct(base.ty)
                    .and_then(|s| s.fields.get(*index as usize))
                    .map_or_else(|| index.to_string(), |f| f.name.clone());
                format!("{}.{name}", self.place(base))
            }
            PlaceKind::Element { base, index } => {
                format!("{}[{}]", self.place(base), self.expr(index))
            }
            PlaceKind::SliceElement { slice, index } => {
                format!("{}[{}]", self.expr(slice), self.expr(index))
            }
            PlaceKind::PointerElement { ptr, index } => {
                format!("{}[{}]", self.expr(ptr), self.expr(index))
            }
            PlaceKind::SlicePtr(base) => format!("{}.ptr", self.place(base)),
            PlaceKind::SliceLen(base) => format!("{}.len", self.place(base)),
            PlaceKind::OptionalPayload { base, checked } => {
                let mark = if *checked { ".?" } else { ".some" };
                format!("{}{mark}", self.place(base))
            }
            PlaceKind::ErrorPayload { base, .. } => format!("{}.ok", self.place(base)),
            PlaceKind::UnionField { base, index, .. } => {
                let name = self
                    .module
                    .types
                    .as_union(base.ty)
                    .and_then(|u| u.fields.get(*index as usize))
                    .map_or_else(|| index.to_string(), |f| f.name.clone());
                format!("{}.{name}", self.place(base))
            }
            PlaceKind::Temporary(e) => format!("temp({})", self.expr(e)),
        }
    }

    fn constant(&self, ty: TypeId, image: &Image) -> String {
        if image.bytes.is_empty() {
            return "{}".to_owned();
        }
        if !image.relocations.is_empty() {
            let parts: Vec<String> = image
                .relocations
                .iter()
                .map(|(_, r)| match r {
                    Relocation::Global(id, 0) => format!("&@{}", id.0),
                    Relocation::Global(id, offset) => format!("&@{}+{offset}", id.0),
                    Relocation::Function(id) => {
                        let f = self.module.functions.get(id.0 as usize);
                        f.map_or_else(String::new, |f| format!("&{}", f.name))
                    }
                })
                .collect();
            return format!("const:{}({})", self.ty(ty), parts.join(", "));
        }
        let types = &self.module.types;
        if let Some(info) = types.int_info(ty)
            && image.bytes.len() <= 16
        {
            let mut bytes = [0u8; 16];
            let negative = info.signed && image.bytes.last().is_some_and(|b| b & 0x80 != 0);
            if negative {
                bytes = [0xff; 16];
            }
            bytes[..image.bytes.len()].copy_from_slice(&image.bytes);
            return format!("{}:{}", i128::from_le_bytes(bytes), self.ty(ty));
        }
        if ty == TypeId::BOOL {
            return (image.bytes[0] != 0).to_string();
        }
        if ty == TypeId::F64
            && let Some(b) = image.bytes.first_chunk::<8>()
        {
            return format!("{}:f64", f64::from_le_bytes(*b));
        }
        let hex: Vec<String> = image
            .bytes
            .iter()
            .take(24)
            .map(|b| format!("{b:02x}"))
            .collect();
        let more = if image.bytes.len() > 24 { "..." } else { "" };
        format!("const:{}({}{more})", self.ty(ty), hex.join(""))
    }
}

/// Worth lines of its own.
fn is_large(e: &Expr) -> bool {
    matches!(
        e.kind,
        ExprKind::Block(_) | ExprKind::While(_) | ExprKind::For(_) | ExprKind::Switch(_)
    )
}
