//! The tree as text, for snapshots of the stages: one line per declaration and statement, expressions as
//! compact S-expressions, no spans.

use std::fmt::{self, Display, Formatter, Write as _};

use super::ast::*;

/// The whole file.
pub fn dump(file: &File) -> String {
    let mut out = Dump {
        out: String::new(),
        depth: 0,
    };
    out.members(&file.root);
    if !file.loose.stmts.is_empty() {
        out.line("(loose");
        out.stmts(&file.loose);
        out.close();
    }
    out.out
}

struct Dump {
    out: String,
    depth: usize,
}

impl Dump {
    fn line(&mut self, text: impl Display) {
        let _ = writeln!(self.out, "{:indent$}{text}", "", indent = self.depth * 2);
    }

    fn close(&mut self) {
        // The bracket joins the last line, as Lisp people like it.
        self.out.pop();
        self.out.push_str(")\n");
    }

    fn members(&mut self, container: &Container) {
        for field in &container.fields {
            self.line(ShowField(field));
        }
        for decl in &container.decls {
            self.decl(decl);
        }
    }

    fn decl(&mut self, decl: &Decl) {
        match decl.read() {
            Decl::Fn(f) => {
                let public = if f.is_pub { "pub " } else { "" };
                let inline = if f.is_inline { "inline " } else { "" };
                self.line(format_args!("({public}{inline}fn {}", ShowProto(&f.proto)));
                if let Some(body) = &f.body {
                    self.stmts(body);
                }
                self.close();
            }
            Decl::Var(v) => self.var(v),
            Decl::Test(t) => {
                match &t.name {
                    None => self.line("(test"),
                    Some(TestName::Text(text)) => self.line(format_args!("(test {text:?}")),
                    Some(TestName::Decl(name)) => self.line(format_args!("(test {}", name.name)),
                }
                self.stmts(&t.body);
                self.close();
            }
            Decl::Comptime(block) => {
                self.line("(comptime");
                self.stmts(block);
                self.close();
            }
            Decl::Unread(_) => {}
        }
    }

    fn var(&mut self, v: &VarDecl) {
        if let Some(Expr {
            kind: ExprKind::Container(container),
            ..
        }) = &v.value
        {
            self.line(format_args!("{} {}", ShowVar(v), ContainerHead(container)));
            self.depth += 1;
            self.members(container);
            self.depth -= 1;
            self.close();
            return self.close();
        }
        match &v.value {
            Some(value) => self.line(format_args!("{} {})", ShowVar(v), Show(value))),
            None => self.line(format_args!("{})", ShowVar(v))),
        }
    }

    fn stmts(&mut self, block: &Block) {
        self.depth += 1;
        for stmt in &block.stmts {
            self.stmt(stmt);
        }
        self.depth -= 1;
    }

    fn stmt(&mut self, stmt: &Stmt) {
        match &stmt.kind {
            StmtKind::Var(v) => self.var(v),
            StmtKind::Expr(e) => self.line(Show(e)),
            StmtKind::Defer(e) => self.line(format_args!("(defer {})", Show(e))),
            StmtKind::ErrDefer { payload, body } => {
                let payload = ShowPayload(payload.as_ref());
                self.line(format_args!("(errdefer{payload} {})", Show(body)));
            }
            StmtKind::Destructure { .. } => self.line(ShowStmt(stmt)),
            StmtKind::Comptime(inner) => {
                self.line("(comptime");
                self.depth += 1;
                self.stmt(inner);
                self.depth -= 1;
                self.close();
            }
        }
    }
}

/// Expressions on one line.
struct Show<'a>(&'a Expr);
struct ShowStmt<'a>(&'a Stmt);
struct ShowBlock<'a>(&'a Block);
struct ShowField<'a>(&'a ContainerField);
struct ShowProto<'a>(&'a FnProto);
struct ShowVar<'a>(&'a VarDecl);
struct ShowPayload<'a>(Option<&'a Ident>);
struct ShowCapture<'a>(&'a Capture);
struct ContainerHead<'a>(&'a Container);

impl Display for Show<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match &self.0.kind {
            ExprKind::Int(value) => write!(f, "{value}"),
            ExprKind::Float(value) => write!(f, "{:?}", value.nearest),
            ExprKind::Char(c) => match char::from_u32(*c) {
                Some(c) => write!(f, "{c:?}"),
                None => write!(f, "'\\u{{{c:x}}}'"),
            },
            ExprKind::Str(bytes) => write!(f, "\"{}\"", bytes.escape_ascii()),
            ExprKind::Ident(name) => f.write_str(name),
            ExprKind::True => f.write_str("true"),
            ExprKind::False => f.write_str("false"),
            ExprKind::Null => f.write_str("null"),
            ExprKind::Undefined => f.write_str("undefined"),
            ExprKind::Unreachable => f.write_str("unreachable"),
            ExprKind::Discard => f.write_str("_"),
            ExprKind::EnumLiteral(name) => write!(f, ".{}", name.name),
            ExprKind::ErrorLiteral(name) => write!(f, "error.{}", name.name),
            ExprKind::ErrorSet(names) => {
                f.write_str("(error-set")?;
                names.iter().try_for_each(|n| write!(f, " {}", n.name))?;
                f.write_str(")")
            }
            ExprKind::Assign { place, op, value } => {
                let op = op.map_or("", symbol);
                write!(f, "({op}= {} {})", Show(place), Show(value))
            }
            ExprKind::Unary { op, operand } => {
                let op = match op {
                    UnaryOp::Neg => "neg",
                    UnaryOp::NegWrap => "neg%",
                    UnaryOp::Not => "!",
                    UnaryOp::BitNot => "~",
                    UnaryOp::AddressOf => "&",
                };
                write!(f, "({op} {})", Show(operand))
            }
            ExprKind::Binary { op, lhs, rhs, .. } => {
                write!(f, "({} {} {})", symbol(*op), Show(lhs), Show(rhs))
            }
            ExprKind::Try(e) => write!(f, "(try {})", Show(e)),
            ExprKind::Catch {
                operand,
                payload,
                handler,
            } => {
                let payload = ShowPayload(payload.as_ref());
                write!(f, "(catch{payload} {} {})", Show(operand), Show(handler))
            }
            ExprKind::Call { callee, args } => {
                write!(f, "(call {}", Show(callee))?;
                rest(f, args)
            }
            ExprKind::Builtin { name, args } => {
                write!(f, "(@{}", name.name)?;
                rest(f, args)
            }
            ExprKind::Field { base, name } => write!(f, "(field {} {})", Show(base), name.name),
            ExprKind::Deref(e) => write!(f, "(deref {})", Show(e)),
            ExprKind::Unwrap(e) => write!(f, "(unwrap {})", Show(e)),
            ExprKind::Index { base, index } => write!(f, "(index {} {})", Show(base), Show(index)),
            ExprKind::Slice {
                base,
                start,
                end,
                sentinel,
            } => {
                write!(f, "(slice {} {}", Show(base), Show(start))?;
                option(f, " ", end.as_deref())?;
                option(f, " :", sentinel.as_deref())?;
                f.write_str(")")
            }
            ExprKind::Init { ty, body } => {
                f.write_str("(init ")?;
                match ty {
                    Some(ty) => write!(f, "{}", Show(ty))?,
                    None => f.write_str(".")?,
                }
                match body {
                    InitBody::Empty => f.write_str(")"),
                    InitBody::List(list) => rest(f, list),
                    InitBody::Fields(fields) => {
                        for (name, value) in fields {
                            write!(f, " (.{} {})", name.name, Show(value))?;
                        }
                        f.write_str(")")
                    }
                }
            }
            ExprKind::PointerType(p) => pointer(f, p),
            ExprKind::ArrayType {
                len,
                sentinel,
                child,
            } => {
                f.write_str("(array ")?;
                match len {
                    Some(len) => write!(f, "{}", Show(len))?,
                    None => f.write_str("_")?,
                }
                option(f, " :", sentinel.as_deref())?;
                write!(f, " {})", Show(child))
            }
            ExprKind::OptionalType(child) => write!(f, "(? {})", Show(child)),
            ExprKind::ErrorUnionType { set, payload } => {
                f.write_str("(error-union")?;
                option(f, " ", set.as_deref())?;
                write!(f, " {})", Show(payload))
            }
            ExprKind::FnType(proto) => write!(f, "(fn-type {})", ShowProto(proto)),
            ExprKind::Container(container) => {
                write!(f, "{}", ContainerHead(container))?;
                let mut inner = Dump {
                    out: String::new(),
                    depth: 0,
                };
                inner.members(container);
                for line in inner.out.lines() {
                    write!(f, " {}", line.trim_start())?;
                }
                f.write_str(")")
            }
            ExprKind::If(e) => {
                write!(f, "(if {}", Show(&e.cond))?;
                if let Some(payload) = &e.payload {
                    write!(f, " {}", ShowCapture(payload))?;
                }
                write!(f, " {}", Show(&e.then))?;
                otherwise(f, e.else_payload.as_ref(), e.otherwise.as_ref())
            }
            ExprKind::While(e) => {
                label(f, "while", e.label.as_ref(), e.is_inline)?;
                write!(f, " {}", Show(&e.cond))?;
                if let Some(payload) = &e.payload {
                    write!(f, " {}", ShowCapture(payload))?;
                }
                option(f, " : ", e.step.as_ref())?;
                write!(f, " {}", Show(&e.body))?;
                otherwise(f, e.else_payload.as_ref(), e.otherwise.as_ref())
            }
            ExprKind::For(e) => {
                label(f, "for", e.label.as_ref(), e.is_inline)?;
                for input in &e.inputs {
                    match input {
                        ForInput::Over(e) => write!(f, " {}", Show(e))?,
                        ForInput::Range { start, end, .. } => {
                            write!(f, " (range {}", Show(start))?;
                            option(f, " ", end.as_ref())?;
                            f.write_str(")")?;
                        }
                    }
                }
                for capture in &e.captures {
                    write!(f, " {}", ShowCapture(capture))?;
                }
                write!(f, " {}", Show(&e.body))?;
                otherwise(f, None, e.otherwise.as_ref())
            }
            ExprKind::Switch(e) => switch(f, e),
            ExprKind::Block(block) => write!(f, "{}", ShowBlock(block)),
            ExprKind::Return(value) => {
                f.write_str("(return")?;
                option(f, " ", value.as_deref())?;
                f.write_str(")")
            }
            ExprKind::Break { label: l, value } => {
                label(f, "break", l.as_ref(), false)?;
                option(f, " ", value.as_deref())?;
                f.write_str(")")
            }
            ExprKind::Continue { label: l, value } => {
                label(f, "continue", l.as_ref(), false)?;
                option(f, " ", value.as_deref())?;
                f.write_str(")")
            }
            ExprKind::Comptime(e) => write!(f, "(comptime {})", Show(e)),
            ExprKind::Group(e) => write!(f, "(group {})", Show(e)),
            ExprKind::Outside(what) => write!(f, "(outside {what})"),
        }
    }
}

impl Display for ShowStmt<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let StmtKind::Destructure {
            targets,
            value,
            is_comptime,
        } = &self.0.kind
        {
            f.write_str(if *is_comptime {
                "(comptime-destructure"
            } else {
                "(destructure"
            })?;
            for target in targets {
                match target {
                    DestructureTarget::Decl { name, is_const, ty } => {
                        let word = if *is_const { "const" } else { "var" };
                        write!(f, " ({word} {}", name.name)?;
                        option(f, " : ", ty.as_ref())?;
                        f.write_str(")")?;
                    }
                    DestructureTarget::Place(place) => write!(f, " {}", Show(place))?,
                }
            }
            return write!(f, " = {})", Show(value));
        }
        let mut inner = Dump {
            out: String::new(),
            depth: 0,
        };
        inner.stmt(self.0);
        let mut lines = inner.out.lines();
        f.write_str(lines.next().unwrap_or(""))?;
        lines.try_for_each(|line| write!(f, " {}", line.trim_start()))
    }
}

impl Display for ShowBlock<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        label(f, "block", self.0.label.as_ref(), false)?;
        self.0
            .stmts
            .iter()
            .try_for_each(|stmt| write!(f, " {}", ShowStmt(stmt)))?;
        f.write_str(")")
    }
}

impl Display for ShowField<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let field = self.0;
        f.write_str(if field.is_comptime {
            "(comptime-field"
        } else {
            "(field"
        })?;
        match &field.name {
            Some(name) => write!(f, " {}", name.name)?,
            None => f.write_str(" _")?,
        }
        option(f, " : ", field.ty.as_ref())?;
        option(f, " align ", field.align.as_ref())?;
        option(f, " = ", field.value.as_ref())?;
        f.write_str(")")
    }
}

impl Display for ShowProto<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        if let Some(name) = &self.0.name {
            write!(f, "{} ", name.name)?;
        }
        f.write_str("(")?;
        for (i, param) in self.0.params.iter().enumerate() {
            if i > 0 {
                f.write_char(' ')?;
            }
            f.write_str("(")?;
            if param.is_comptime {
                f.write_str("comptime ")?;
            }
            if param.is_noalias {
                f.write_str("noalias ")?;
            }
            if let Some(name) = &param.name {
                write!(f, "{} ", name.name)?;
            }
            match &param.ty {
                ParamType::Type(ty) => write!(f, "{}", Show(ty))?,
                ParamType::Any(_) => f.write_str("anytype")?,
            }
            f.write_str(")")?;
        }
        let bang = if self.0.inferred_errors { "!" } else { "" };
        write!(f, ") {bang}{}", Show(&self.0.ret))
    }
}

impl Display for ShowVar<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let v = self.0;
        f.write_str("(")?;
        if v.is_pub {
            f.write_str("pub ")?;
        }
        if v.is_comptime {
            f.write_str("comptime ")?;
        }
        write!(
            f,
            "{} {}",
            if v.is_const { "const" } else { "var" },
            v.name.name
        )?;
        option(f, " : ", v.ty.as_ref())?;
        option(f, " align ", v.align.as_ref())?;
        if v.value.is_some() {
            f.write_str(" =")
        } else {
            Ok(())
        }
    }
}

impl Display for ShowPayload<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        match self.0 {
            Some(name) => write!(f, " |{}|", name.name),
            None => Ok(()),
        }
    }
}

impl Display for ShowCapture<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let star = if self.0.by_ref { "*" } else { "" };
        write!(f, "|{star}{}|", self.0.name.name)
    }
}

impl Display for ContainerHead<'_> {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        let layout = match self.0.layout {
            ContainerLayout::Auto => "",
            ContainerLayout::Extern => "extern ",
            ContainerLayout::Packed => "packed ",
        };
        let kind = match self.0.kind {
            ContainerKind::Struct => "struct",
            ContainerKind::Enum => "enum",
            ContainerKind::Union => "union",
            ContainerKind::Opaque => "opaque",
        };
        write!(f, "({layout}{kind}")?;
        if self.0.inferred_tag {
            f.write_str(" enum")?;
        }
        option(f, " tag ", self.0.tag.as_ref())
    }
}

fn option(f: &mut Formatter<'_>, before: &str, e: Option<&Expr>) -> fmt::Result {
    match e {
        Some(e) => write!(f, "{before}{}", Show(e)),
        None => Ok(()),
    }
}

fn rest(f: &mut Formatter<'_>, es: &[Expr]) -> fmt::Result {
    es.iter().try_for_each(|e| write!(f, " {}", Show(e)))?;
    f.write_str(")")
}

fn label(f: &mut Formatter<'_>, word: &str, label: Option<&Ident>, inline: bool) -> fmt::Result {
    let inline = if inline { "inline-" } else { "" };
    write!(f, "({inline}{word}")?;
    match label {
        Some(label) => write!(f, " :{}", label.name),
        None => Ok(()),
    }
}

fn otherwise(f: &mut Formatter<'_>, payload: Option<&Ident>, e: Option<&Expr>) -> fmt::Result {
    if let Some(e) = e {
        write!(f, " else{} {}", ShowPayload(payload), Show(e))?;
    }
    f.write_str(")")
}

fn pointer(f: &mut Formatter<'_>, p: &PointerType) -> fmt::Result {
    f.write_str(match p.size {
        PointerSize::One => "(*",
        PointerSize::Many => "([*]",
        PointerSize::Slice => "([]",
        PointerSize::C => "([*c]",
    })?;
    option(f, " :", p.sentinel.as_ref())?;
    option(f, " align ", p.align.as_ref())?;
    option(f, " bit ", p.bits.as_ref().map(|(offset, _)| offset))?;
    option(f, " host ", p.bits.as_ref().map(|(_, host)| host))?;
    for (flag, word) in [
        (p.is_const, " const"),
        (p.is_volatile, " volatile"),
        (p.allow_zero, " allowzero"),
    ] {
        if flag {
            f.write_str(word)?;
        }
    }
    write!(f, " {})", Show(&p.child))
}

fn switch(f: &mut Formatter<'_>, e: &Switch) -> fmt::Result {
    label(f, "switch", e.label.as_ref(), false)?;
    write!(f, " {}", Show(&e.operand))?;
    for prong in &e.prongs {
        f.write_str(if prong.is_inline {
            " (inline-prong"
        } else {
            " (prong"
        })?;
        for item in &prong.items {
            match item {
                ProngItem::Value(value) => write!(f, " {}", Show(value))?,
                ProngItem::Range(from, to) => write!(f, " (range {} {})", Show(from), Show(to))?,
            }
        }
        if prong.is_else {
            f.write_str(" else")?;
        }
        if let Some(capture) = &prong.capture {
            write!(f, " {}", ShowCapture(capture))?;
        }
        write!(
            f,
            "{} => {})",
            ShowPayload(prong.tag_capture.as_ref()),
            Show(&prong.body)
        )?;
    }
    f.write_str(")")
}

fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
        BinaryOp::Rem => "%",
        BinaryOp::AddWrap => "+%",
        BinaryOp::SubWrap => "-%",
        BinaryOp::MulWrap => "*%",
        BinaryOp::AddSat => "+|",
        BinaryOp::SubSat => "-|",
        BinaryOp::MulSat => "*|",
        BinaryOp::Shl => "<<",
        BinaryOp::ShlSat => "<<|",
        BinaryOp::Shr => ">>",
        BinaryOp::BitAnd => "&",
        BinaryOp::BitOr => "|",
        BinaryOp::BitXor => "^",
        BinaryOp::And => "and",
        BinaryOp::Or => "or",
        BinaryOp::Orelse => "orelse",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::Concat => "++",
        BinaryOp::Repeat => "**",
        BinaryOp::MergeErrors => "||",
    }
}
