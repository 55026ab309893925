//! Declarations and containers.

use std::rc::Rc;

use pest::iterators::Pair;

use super::Builder;
use crate::source::Span;
use crate::syntax::ast::*;
use crate::syntax::fragment::Item;
use crate::syntax::grammar::{Parts, Rule};

impl Builder<'_> {
    /// What stands in a file, in order.
    pub(in crate::syntax) fn items(&self, file: Pair<'_, Rule>) -> Vec<Item> {
        let mut items = Vec::new();
        for pair in file.into_inner() {
            match pair.as_rule() {
                Rule::declaration => items.extend(self.declaration(pair).map(Item::Decl)),
                Rule::file_field => {
                    let field = Parts::of(pair).find(Rule::field);
                    items.push(Item::Field(self.field(field, ContainerKind::Struct)));
                }
                Rule::statement => items.push(Item::Stmt(self.statement(pair))),
                _ => {}
            }
        }
        items
    }

    pub(in crate::syntax) fn declaration(&self, pair: Pair<'_, Rule>) -> Option<Decl> {
        let pair = pair.into_inner().find(|p| p.as_rule() != Rule::doc)?;
        Some(match pair.as_rule() {
            Rule::test_decl => Decl::Test(Rc::new(self.test(pair))),
            Rule::comptime_decl => {
                Decl::Comptime(Rc::new(self.block(Parts::of(pair).find(Rule::block), None)))
            }
            Rule::fn_decl => Decl::Fn(Rc::new(self.function(pair)?)),
            Rule::var_decl => Decl::Var(Rc::new(self.variable(pair))),
            _ => {
                self.outside(self.span(&pair), "usingnamespace");
                return None;
            }
        })
    }

    fn test(&self, pair: Pair<'_, Rule>) -> TestDecl {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        parts.eat(Rule::kw_test);
        let name = if let Some(text) = parts.take(Rule::string) {
            Some(TestName::Text(
                String::from_utf8_lossy(&self.string(&text)).as_ref().into(),
            ))
        } else {
            parts
                .take(Rule::identifier)
                .map(|name| TestName::Decl(self.ident(&name)))
        };
        TestDecl {
            name,
            body: self.block(parts.find(Rule::block), None),
            span,
        }
    }

    fn function(&self, pair: Pair<'_, Rule>) -> Option<FnDecl> {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let (mut is_pub, mut is_inline, mut is_extern) = (false, false, false);
        while let Some(qualifier) = parts.take(Rule::fn_qualifier) {
            match self.qualifier(qualifier) {
                Rule::kw_pub => is_pub = true,
                Rule::kw_inline => is_inline = true,
                Rule::kw_extern => is_extern = true,
                _ => {}
            }
        }
        let proto = self.proto(parts.find(Rule::fn_proto));
        let Some(name) = proto.name.clone() else {
            self.error(proto.span, "missing function name");
            return None;
        };
        if !is_extern {
            proto
                .params
                .iter()
                .for_each(|param| self.check_param(param));
        }
        let body = parts.take(Rule::block).map(|body| self.block(body, None));
        if body.is_none() && !is_extern {
            self.bodyless.borrow_mut().push(name);
        }
        Some(FnDecl {
            proto,
            body,
            is_pub,
            is_inline,
            span,
        })
    }

    /// The keyword of a `fn_qualifier` or `var_qualifier`; those outside of the subset are refused.
    fn qualifier(&self, pair: Pair<'_, Rule>) -> Rule {
        let span = self.span(&pair);
        let which = Parts::of(pair).peek().unwrap_or(Rule::kw_pub);
        match which {
            Rule::kw_extern => self.outside(span, "extern"),
            Rule::kw_export => self.outside(span, "export"),
            Rule::kw_threadlocal => self.outside(span, "threadlocal"),
            _ => {}
        }
        which
    }

    /// A parameter of a declared function needs a name, one of a function type does not.
    fn check_param(&self, param: &Param) {
        if param.name.is_some() {
            return;
        }
        let ParamType::Type(ty) = &param.ty else {
            return;
        };
        let found = crate::syntax::problem(ty.span, "missing parameter name or type");
        self.report(match &ty.kind {
            ExprKind::Outside(_) => return,
            ExprKind::Ident(name) => found.hint(format!(
                "if this is a name, annotate its type: '{name}: T'; if this is a type, give it a name: 'name: {name}'"
            )),
            _ => found,
        });
    }

    pub(super) fn proto(&self, pair: Pair<'_, Rule>) -> FnProto {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        parts.eat(Rule::kw_fn);
        let name = parts.take(Rule::identifier).map(|name| self.ident(&name));
        let mut params = Vec::new();
        let mut ret = None;
        let mut inferred_errors = false;
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::param => params.extend(self.param(part)),
                Rule::align => {}
                Rule::outside_modifier => self.outside_modifier(&part),
                Rule::return_type => {
                    let mut inner = Parts::of(part);
                    inferred_errors = inner.eat(Rule::bang);
                    ret = Some(self.type_expr(inner.find(Rule::type_expr)));
                }
                _ => {}
            }
        }
        let ret = Box::new(ret.expect("the grammar promises a return type"));
        FnProto {
            name,
            params,
            ret,
            inferred_errors,
            span,
        }
    }

    fn param(&self, pair: Pair<'_, Rule>) -> Option<Param> {
        let mut span = self.span(&pair);
        let mut parts = Parts::of(pair);
        while parts.eat(Rule::doc) {}
        if let Some(varargs) = parts.take(Rule::outside_varargs) {
            self.outside(self.span(&varargs), "variadic functions");
            return None;
        }
        let is_comptime = parts.eat(Rule::kw_comptime);
        let is_noalias = parts.eat(Rule::kw_noalias);
        let name = parts.take(Rule::identifier).map(|name| self.ident(&name));
        parts.eat(Rule::colon);
        if let Some(name) = &name {
            span = name.span.to(span.at_end());
        }
        let ty = match parts.take(Rule::kw_anytype) {
            Some(any) => ParamType::Any(self.span(&any)),
            None => ParamType::Type(self.type_expr(parts.find(Rule::type_expr))),
        };
        Some(Param {
            name,
            is_comptime,
            is_noalias,
            ty,
            span,
        })
    }

    /// `callconv(...)` and its like.
    pub(super) fn outside_modifier(&self, pair: &Pair<'_, Rule>) {
        let text = pair.as_str();
        let name = text.split(['(', ' ', '\n', '\r', '\t', '/']).next();
        self.outside(self.span(pair), name.unwrap_or(text));
    }

    fn variable(&self, pair: Pair<'_, Rule>) -> VarDecl {
        let start = self.span(&pair).at_start();
        let mut parts = Parts::of(pair);
        let mut is_pub = false;
        let mut is_extern = false;
        while let Some(qualifier) = parts.take(Rule::var_qualifier) {
            match self.qualifier(qualifier) {
                Rule::kw_pub => is_pub = true,
                Rule::kw_extern => is_extern = true,
                _ => {}
            }
        }
        let mut var = self.var_proto(parts.find(Rule::var_proto));
        if parts.eat(Rule::assign) {
            let value = self.expr(parts.find(Rule::expr));
            var.span = var.span.to(value.span);
            var.value = Some(value);
        } else if !is_extern {
            self.error(var.span, "variables must be initialized");
        }
        VarDecl {
            is_pub,
            span: start.to(var.span),
            ..var
        }
    }

    /// `const x: T align(4)`, still without a value; the span ends here.
    pub(super) fn var_proto(&self, pair: Pair<'_, Rule>) -> VarDecl {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let is_const = parts.eat(Rule::kw_const);
        let name = self.ident(&parts.find(Rule::identifier));
        let ty = parts
            .eat(Rule::colon)
            .then(|| self.type_expr(parts.find(Rule::type_expr)));
        let mut align = None;
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::align => align = self.align(part),
                _ => self.outside_modifier(&part),
            }
        }
        VarDecl {
            name,
            is_const,
            is_pub: false,
            is_comptime: false,
            is_threadlocal: false,
            ty,
            align,
            value: None,
            span,
        }
    }

    pub(super) fn align(&self, pair: Pair<'_, Rule>) -> Option<Expr> {
        let span = self.span(&pair);
        let (align, bits) = self.pointer_align(pair);
        if bits.is_some() {
            self.outside(span, "bit ranges outside of pointer types");
        }
        align
    }

    /// `align(A)` or `align(A:B:C)`, which only a pointer type may have.
    pub(super) fn pointer_align(
        &self,
        pair: Pair<'_, Rule>,
    ) -> (Option<Expr>, Option<(Expr, Expr)>) {
        let mut parts = Parts::of(pair);
        let align = self.expr(parts.find(Rule::expr));
        let bits = parts.take(Rule::align_bits).map(|bits| {
            let mut parts = Parts::of(bits);
            let offset = self.expr(parts.find(Rule::expr));
            (offset, self.expr(parts.find(Rule::expr)))
        });
        (Some(align), bits)
    }

    // ------------------------------------------------------------ Containers

    pub(super) fn container(&self, pair: Pair<'_, Rule>) -> Container {
        let span = self.span(&pair);
        let mut parts = Parts::of(pair);
        let layout = if parts.eat(Rule::kw_packed) {
            ContainerLayout::Packed
        } else if parts.eat(Rule::kw_extern) {
            ContainerLayout::Extern
        } else {
            ContainerLayout::Auto
        };
        let (kind, tag, inferred_tag) = self.container_kind(parts.find(Rule::container_kind));
        let mut container = Container {
            kind,
            layout,
            tag,
            inferred_tag,
            fields: Vec::new(),
            decls: Vec::new(),
            span,
        };
        let mut order = FieldOrder::default();
        while let Some(part) = parts.next() {
            match part.as_rule() {
                Rule::open_brace => {
                    container.decls.extend(self.unread(&part));
                }
                Rule::declaration => {
                    order.declaration(self.item_span(&part));
                    container.decls.extend(self.declaration(part));
                }
                Rule::field => {
                    let field = self.field(part, kind);
                    self.check_order(&mut order, field.span);
                    container.fields.push(field);
                }
                _ => {}
            }
        }
        container
    }

    /// The members of a container of the library: the grammar sees them when somebody asks for them.
    fn unread(&self, brace: &Pair<'_, Rule>) -> Vec<Decl> {
        match self.outline {
            Some(outline) => outline.decls(self.start(brace)),
            None => Vec::new(),
        }
    }

    /// The span of a declaration without its doc comments.
    fn item_span(&self, pair: &Pair<'_, Rule>) -> Span {
        let inner = pair.clone().into_inner().find(|p| p.as_rule() != Rule::doc);
        self.span(&inner.unwrap_or_else(|| pair.clone()))
    }

    pub(super) fn check_order(&self, order: &mut FieldOrder, field: Span) {
        if let Some((before, between)) = order.field(field) {
            let at = Span::new(between.file, between.start(), between.start() + 1);
            let at = self.first_token(at);
            self.report(
                crate::syntax::problem(at, "declarations are not allowed between container fields")
                    .label(before, "field before declarations here")
                    .label(field, "field after declarations here"),
            );
        }
    }

    /// The token that starts where `span` starts.
    fn first_token(&self, span: Span) -> Span {
        match self.tokens.all.get(self.tokens.index_at(span.start())) {
            Some((range, _)) => Span::new(span.file, range.start, range.end),
            None => span,
        }
    }

    fn container_kind(&self, pair: Pair<'_, Rule>) -> (ContainerKind, Option<Expr>, bool) {
        let mut parts = Parts::of(pair);
        let kind = match parts.next().map(|p| p.as_rule()) {
            Some(Rule::kw_enum) => ContainerKind::Enum,
            Some(Rule::kw_union) => ContainerKind::Union,
            Some(Rule::kw_opaque) => ContainerKind::Opaque,
            _ => ContainerKind::Struct,
        };
        let backing = |pair| self.expr(Parts::of(pair).find(Rule::expr));
        if let Some(tag) = parts.take(Rule::union_enum) {
            let mut inner = Parts::of(tag);
            inner.eat(Rule::open_paren);
            inner.eat(Rule::kw_enum);
            return (kind, inner.take(Rule::backing).map(backing), true);
        }
        (kind, parts.take(Rule::backing).map(backing), false)
    }

    /// In an enum or union a lone name is a field's name, in a struct it is a tuple field's type.
    fn field(&self, pair: Pair<'_, Rule>, kind: ContainerKind) -> ContainerField {
        let mut parts = Parts::of(pair);
        while parts.eat(Rule::doc) {}
        let first = parts.peek_pair().map_or(0, |pair| self.start(&pair));
        let is_comptime = parts.eat(Rule::kw_comptime);
        let mut name = parts.take(Rule::identifier).map(|name| self.ident(&name));
        parts.eat(Rule::colon);
        let ty = self.type_expr(parts.find(Rule::type_expr));
        let mut end = ty.span;
        let mut ty = Some(ty);
        if name.is_none() && matches!(kind, ContainerKind::Enum | ContainerKind::Union) {
            (name, ty) = self.lone_name(ty.take(), end);
        }
        let mut align = None;
        while let Some(part) = parts.take(Rule::align) {
            end = self.span(&part);
            align = self.align(part);
        }
        while let Some(part) = parts.take(Rule::outside_modifier) {
            self.outside_modifier(&part);
        }
        let value = parts
            .eat(Rule::assign)
            .then(|| self.expr(parts.find(Rule::expr)));
        let end = value.as_ref().map_or(end, |v| v.span).end();
        ContainerField {
            name,
            ty,
            align,
            value,
            is_comptime,
            span: Span::new(self.file, first, end.max(first)),
        }
    }

    fn lone_name(&self, ty: Option<Expr>, span: Span) -> (Option<Ident>, Option<Expr>) {
        // The text, not the tree: names like `null` are values elsewhere, and names here.
        let text = &self.text[span.start()..span.end()];
        let name = match ty.map(|t| t.kind) {
            Some(ExprKind::Ident(name)) => name,
            Some(
                ExprKind::True
                | ExprKind::False
                | ExprKind::Null
                | ExprKind::Undefined
                | ExprKind::Discard,
            ) => text.into(),
            _ => {
                self.error(span, "expected the name of a field");
                text.into()
            }
        };
        (Some(Ident { name, span }), None)
    }
}

/// Fields stand together: finds a declaration between two of them.
#[derive(Default)]
pub(in crate::syntax) struct FieldOrder {
    last_field: Option<Span>,
    between: Option<Span>,
    reported: bool,
}

impl FieldOrder {
    pub fn declaration(&mut self, at: Span) {
        if self.last_field.is_some() && self.between.is_none() {
            self.between = Some(at);
        }
    }

    /// The field before and the declaration between, the first time that there is one.
    fn field(&mut self, at: Span) -> Option<(Span, Span)> {
        let found = match (self.last_field, self.between) {
            (Some(field), Some(between)) if !self.reported => Some((field, between)),
            _ => None,
        };
        self.reported |= found.is_some();
        self.last_field = Some(at);
        found
    }
}
