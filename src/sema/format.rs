//! Format strings: read at compile time, checked against their arguments, lowered to pieces that the machine renders.

use std::sync::Arc;

use crate::ir::{ExprKind, Format, FormatAlign, FormatDest, FormatKind, FormatPiece, FormatSpec};
use crate::source::Span;
use crate::types::{ErrorSet, PointerSize, Type, TypeId, Value};

use super::Sema;
use super::builtin::Call;
use super::operand::{Eval, Operand, Place};

/// `{...}` as it was written.
struct Spec {
    argument: Argument,
    /// `d`, `any`, `?s`, ...
    kind: String,
    fill: char,
    align: FormatAlign,
    width: Amount,
    precision: Amount,
}

enum Argument {
    Next,
    Position(usize),
    Name(String),
}

enum Amount {
    None,
    Number(u32),
    Argument(Argument),
}

enum Part {
    Text(String),
    Value(Spec),
}

impl Sema {
    /// `@vmPrint(fd, fmt, args)`
    pub(super) fn print_builtin(&mut self, call: &Call) -> Eval {
        let (_, fd) = self.comptime_value(&call.args[0], Some(TypeId::U8))?;
        let fd = fd.as_u64().unwrap_or(2) as u8;
        let text = self.format_text(call, 1)?;
        let args = self.place(&call.args[2], None)?;
        let pieces = self.format_pieces(&text, args, call.at)?;
        let kind = ExprKind::Format(Box::new(Format {
            dest: FormatDest::Stream(fd),
            pieces,
        }));
        Ok(Operand::runtime(TypeId::VOID, call.at, kind))
    }

    /// `@vmFormat(buffer, fmt, args)`: `error{NoSpaceLeft}![]u8`
    pub(super) fn format_builtin(&mut self, call: &Call) -> Eval {
        let slice = self.pool.slice(TypeId::U8, false);
        let buffer = self.expr_as(&call.args[0], slice)?;
        let buffer = self.runtime(buffer, call.args[0].span)?;
        let text = self.format_text(call, 1)?;
        let args = self.place(&call.args[2], None)?;
        let pieces = self.format_pieces(&text, args, call.at)?;
        let kind = ExprKind::Format(Box::new(Format {
            dest: FormatDest::Buffer(buffer),
            pieces,
        }));
        let full = self.pool.error("NoSpaceLeft");
        let set = self.pool.error_set(ErrorSet::of([full]));
        let ty = self.pool.error_union(set, slice);
        Ok(Operand::runtime(ty, call.at, kind))
    }

    fn format_text(&mut self, call: &Call, index: usize) -> Eval<String> {
        let slice = self.pool.slice(TypeId::U8, true);
        let e = &call.args[index];
        let (ty, value) = self.comptime_value(e, Some(slice))?;
        let bytes = self.known_text(ty, &value).unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    pub(super) fn format_pieces(
        &mut self,
        text: &str,
        args: Place,
        at: Span,
    ) -> Eval<Vec<FormatPiece>> {
        let parts = match parse(text) {
            Ok(parts) => parts,
            Err(message) => return self.fail(at, message),
        };
        let args_ty = args.ty;
        let Some(info) = self.pool.as_struct(args_ty) else {
            let name = self.pool.name(args_ty);
            return self.fail(
                at,
                format!("expected tuple or struct argument, found {name}"),
            );
        };
        let names: Vec<String> = info.fields.iter().map(|f| f.name.clone()).collect();
        if names.len() > 32 {
            return self.fail(at, "32 arguments max are supported per format call");
        }
        let mut source = ArgumentSource {
            place: args,
            names,
            next: 0,
            used: Vec::new(),
        };
        source.used.resize(source.names.len(), false);
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                Part::Text(text) => pieces.push(FormatPiece::Text(Arc::from(text.as_str()))),
                Part::Value(spec) => {
                    let width = self.amount(&spec.width, &mut source, "width", at)?;
                    let precision = self.amount(&spec.precision, &mut source, "precision", at)?;
                    let index = self.argument_index(&spec.argument, &mut source, at)?;
                    let value = self.format_argument(&source, index, at)?;
                    self.format_value(value, &spec, width, precision, &mut pieces, at)?;
                }
            }
        }
        let unused = source.used.iter().filter(|u| !**u).count();
        match unused {
            0 => Ok(pieces),
            1 => {
                let first = source.used.iter().position(|u| !u).unwrap_or(0);
                let _ = first;
                self.fail(at, format!("unused argument in '{}'", text.escape_debug()))
            }
            n => self.fail(
                at,
                format!("{n} unused arguments in '{}'", text.escape_debug()),
            ),
        }
    }

    fn argument_index(
        &mut self,
        argument: &Argument,
        source: &mut ArgumentSource,
        at: Span,
    ) -> Eval<usize> {
        let index = match argument {
            Argument::Next => {
                source.next += 1;
                source.next - 1
            }
            Argument::Position(n) => *n,
            Argument::Name(name) => match source.names.iter().position(|n| n == name) {
                Some(index) => index,
                None => return self.fail(at, format!("no argument with name '{name}'")),
            },
        };
        if index >= source.names.len() {
            return self.fail(at, "too few arguments");
        }
        source.used[index] = true;
        Ok(index)
    }

    fn amount(
        &mut self,
        amount: &Amount,
        source: &mut ArgumentSource,
        what: &str,
        at: Span,
    ) -> Eval<Option<u32>> {
        match amount {
            Amount::None => Ok(None),
            Amount::Number(n) => Ok(Some(*n)),
            Amount::Argument(argument) => {
                let index = self.argument_index(argument, source, at)?;
                let value = self.format_argument(source, index, at)?;
                match value {
                    Operand::Known(_, v) => Ok(v.as_u64().map(|n| n as u32)),
                    Operand::Runtime(_) => {
                        self.not_yet(at, &format!("a {what} that is known only at run time"))
                    }
                }
            }
        }
    }

    fn format_argument(&mut self, source: &ArgumentSource, index: usize, at: Span) -> Eval {
        let place = self.copied(&source.place, at)?;
        let field = self.struct_field(place, index as u32, at)?;
        self.read(field, at)
    }

    /// The same place once more.
    fn copied(&mut self, place: &Place, at: Span) -> Eval<Place> {
        use super::operand::PlaceKind;
        let kind = match &place.kind {
            PlaceKind::Known(p) => PlaceKind::Known(p.clone()),
            PlaceKind::Value(Operand::Known(ty, v)) => {
                PlaceKind::Value(Operand::Known(*ty, v.clone()))
            }
            PlaceKind::Runtime(p) => match super::switch::copy_place(p) {
                Some(p) => PlaceKind::Runtime(p),
                None => return self.internal(at, "format arguments that cannot be named twice"),
            },
            PlaceKind::Value(Operand::Runtime(_)) => {
                return self.internal(at, "format arguments that cannot be named twice");
            }
        };
        Ok(Place {
            ty: place.ty,
            is_const: place.is_const,
            align: place.align,
            kind,
        })
    }

    fn format_value(
        &mut self,
        value: Operand,
        spec: &Spec,
        width: Option<u32>,
        precision: Option<u32>,
        pieces: &mut Vec<FormatPiece>,
        at: Span,
    ) -> Eval<()> {
        let value = self.formattable(value, at)?;
        let kind = self.format_kind(value.ty(), &spec.kind, at)?;
        let value = self.runtime(value, at)?;
        self.ensure_layout(value.ty, at)?;
        let peel = spec
            .kind
            .chars()
            .take_while(|c| matches!(c, '?' | '!'))
            .count() as u8;
        let spec = FormatSpec {
            kind,
            peel,
            fill: spec.fill,
            align: spec.align,
            width,
            precision,
        };
        pieces.push(FormatPiece::Value { value, spec });
        Ok(())
    }

    /// A value that exists at run time: comptime numbers take a type that holds them, others become text.
    fn formattable(&mut self, value: Operand, at: Span) -> Eval {
        match value {
            Operand::Known(TypeId::COMPTIME_INT, Value::Int(n)) => {
                let fits = [TypeId::I64, TypeId::U64, TypeId::I128, TypeId::U128];
                match fits.into_iter().find(|ty| self.pool.int_fits(*ty, &n)) {
                    Some(ty) => Ok(Operand::Known(ty, Value::Int(n))),
                    None => self.not_yet(at, "formatting numbers wider than 128 bits"),
                }
            }
            Operand::Known(TypeId::COMPTIME_FLOAT, value) => Ok(Operand::Known(TypeId::F64, value)),
            Operand::Known(TypeId::TYPE, Value::Type(ty)) => {
                let name = self.pool.name(ty);
                Ok(self.string(name.as_bytes()))
            }
            Operand::Known(TypeId::ENUM_LITERAL, Value::EnumLiteral(name)) => {
                let text = format!(".{name}");
                Ok(self.string(text.as_bytes()))
            }
            Operand::Known(TypeId::NULL, _) => Ok(self.string(b"null")),
            Operand::Known(TypeId::UNDEFINED, _) => {
                self.fail(at, "use of undefined value here causes illegal behavior")
            }
            op => Ok(op),
        }
    }

    /// What `{kind}` means for a value of the type, or the error that Zig gives.
    fn format_kind(&mut self, ty: TypeId, kind: &str, at: Span) -> Eval<FormatKind> {
        let text = self.is_byte_text(ty);
        let base = self.format_base(ty);
        Ok(match kind {
            "" => {
                if self.pool.is_slice(ty)
                    || self.pool.is_many_pointer(ty)
                    || self.is_array_pointer(ty) && !text
                {
                    return self.fail(at, format!("cannot format slice without a specifier (i.e. {{s}}, {{x}}, {{b64}}, or {{any}})"));
                }
                if text && self.pool.is_pointer(ty) {
                    return self.fail(
                        at,
                        "cannot format slice without a specifier (i.e. {s}, {x}, {b64}, or {any})",
                    );
                }
                if self.pool.is_optional(ty) {
                    return self.fail(
                        at,
                        "cannot print optional without a specifier (i.e. {?} or {any})",
                    );
                }
                if self.pool.is_error_union(ty) {
                    return self.fail(
                        at,
                        "cannot print error union without a specifier (i.e. {!} or {any})",
                    );
                }
                FormatKind::Default
            }
            "any" => FormatKind::Any,
            "d" if self.is_number(base) => FormatKind::Decimal,
            "x" if self.is_number(base) || text => FormatKind::HexLower,
            "X" if self.is_number(base) || text => FormatKind::HexUpper,
            "b" if self.pool.is_int(base) => FormatKind::Binary,
            "o" if self.pool.is_int(base) => FormatKind::Octal,
            "c" if self.pool.is_int(base) => FormatKind::Char,
            "u" if self.pool.is_int(base) => FormatKind::Unicode,
            "s" if text => FormatKind::Text,
            "e" if self.pool.is_float(base) => FormatKind::Scientific,
            "E" if self.pool.is_float(base) => FormatKind::ScientificUpper,
            "*" if self.pool.is_pointer(ty) => FormatKind::Address,
            "t" if matches!(
                self.pool.get(ty),
                Type::Enum(_) | Type::Union(_) | Type::ErrorSet(_)
            ) =>
            {
                FormatKind::TagName
            }
            _ if kind.starts_with('?') && self.pool.is_optional(ty) => {
                let child = self.pool.child(ty).unwrap_or(ty);
                return self.format_kind_inner(child, &kind[1..], at);
            }
            _ if kind.starts_with('!') && self.pool.is_error_union(ty) => {
                let child = self.pool.child(ty).unwrap_or(ty);
                return self.format_kind_inner(child, &kind[1..], at);
            }
            _ => {
                let name = self.pool.name(ty);
                return self.fail(
                    at,
                    format!("invalid format string '{kind}' for type '{name}'"),
                );
            }
        })
    }

    fn format_kind_inner(&mut self, ty: TypeId, kind: &str, at: Span) -> Eval<FormatKind> {
        self.format_kind(ty, kind, at)
    }

    /// Arrays and vectors of numbers are formatted element by element.
    fn format_base(&self, ty: TypeId) -> TypeId {
        match self.pool.get(ty) {
            Type::Pointer(p) if p.size == PointerSize::Slice => self.format_base(p.child),
            Type::Pointer(p) if p.size == PointerSize::One && self.pool.is_array(p.child) => {
                self.format_base(p.child)
            }
            Type::Array { child, .. } => self.format_base(*child),
            _ => ty,
        }
    }

    fn is_number(&self, ty: TypeId) -> bool {
        self.pool.is_int(ty) || self.pool.is_float(ty) || self.pool.is_enum(ty)
    }

    fn is_array_pointer(&self, ty: TypeId) -> bool {
        self.pool.is_single_pointer(ty)
            && self.pool.child(ty).is_some_and(|c| self.pool.is_array(c))
    }

    /// `[]u8`, `*[N]u8`, `[N]u8`, `[*:0]u8`
    fn is_byte_text(&self, ty: TypeId) -> bool {
        match self.pool.get(ty) {
            Type::Pointer(p) => match p.size {
                PointerSize::Slice => p.child == TypeId::U8,
                PointerSize::Many | PointerSize::C => p.child == TypeId::U8 && p.sentinel.is_some(),
                PointerSize::One => self
                    .pool
                    .as_array(p.child)
                    .is_some_and(|(_, c)| c == TypeId::U8),
            },
            Type::Array { child, .. } => *child == TypeId::U8,
            _ => false,
        }
    }
}

struct ArgumentSource {
    place: Place,
    names: Vec<String>,
    next: usize,
    used: Vec<bool>,
}

/// Splits a format string at its braces.
fn parse(text: &str) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut literal = String::new();
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '{' if chars.peek() == Some(&'{') => {
                chars.next();
                literal.push('{');
            }
            '}' if chars.peek() == Some(&'}') => {
                chars.next();
                literal.push('}');
            }
            '}' => return Err("missing opening {".to_owned()),
            '{' => {
                if !literal.is_empty() {
                    parts.push(Part::Text(std::mem::take(&mut literal)));
                }
                let mut inside = String::new();
                loop {
                    match chars.next() {
                        Some('}') => break,
                        Some(c) => inside.push(c),
                        None => return Err("missing closing }".to_owned()),
                    }
                }
                parts.push(Part::Value(parse_spec(&inside)?));
            }
            c => literal.push(c),
        }
    }
    if !literal.is_empty() {
        parts.push(Part::Text(literal));
    }
    Ok(parts)
}

/// `[argument][kind]:[fill][align][width].[precision]`
fn parse_spec(inside: &str) -> Result<Spec, String> {
    let (head, options) = match inside.split_once(':') {
        Some((head, options)) => (head, Some(options)),
        None => (inside, None),
    };
    let (argument, kind) = parse_argument(head)?;
    let mut spec = Spec {
        argument,
        kind: kind.to_owned(),
        fill: ' ',
        align: FormatAlign::Right,
        width: Amount::None,
        precision: Amount::None,
    };
    let Some(options) = options else {
        return Ok(spec);
    };
    let chars: Vec<char> = options.chars().collect();
    let mut at = 0;
    let align = |c: char| match c {
        '<' => Some(FormatAlign::Left),
        '^' => Some(FormatAlign::Center),
        '>' => Some(FormatAlign::Right),
        _ => None,
    };
    if let Some(a) = chars.get(1).copied().and_then(align) {
        (spec.fill, spec.align, at) = (chars[0], a, 2);
    } else if let Some(a) = chars.first().copied().and_then(align) {
        (spec.align, at) = (a, 1);
    } else if chars.len() > 1 && chars[0] == '0' && chars[1].is_ascii_digit() {
        // A leading zero is the fill.
        (spec.fill, at) = ('0', 1);
    }
    spec.width = parse_amount(&chars, &mut at)?;
    if chars.get(at) == Some(&'.') {
        at += 1;
        spec.precision = parse_amount(&chars, &mut at)?;
    }
    if at < chars.len() {
        return Err(format!("extraneous trailing character '{}'", chars[at]));
    }
    Ok(spec)
}

fn parse_argument(head: &str) -> Result<(Argument, &str), String> {
    if let Some(rest) = head.strip_prefix('[') {
        let Some((name, kind)) = rest.split_once(']') else {
            return Err("expected closing ]".to_owned());
        };
        let argument = match name.parse::<usize>() {
            Ok(n) => Argument::Position(n),
            Err(_) => Argument::Name(name.to_owned()),
        };
        return Ok((argument, kind));
    }
    let digits = head.len() - head.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    if digits > 0 {
        let n = head[..digits]
            .parse()
            .map_err(|_| "too large a position".to_owned())?;
        return Ok((Argument::Position(n), &head[digits..]));
    }
    Ok((Argument::Next, head))
}

fn parse_amount(chars: &[char], at: &mut usize) -> Result<Amount, String> {
    if chars.get(*at) == Some(&'[') {
        let end = chars[*at..]
            .iter()
            .position(|c| *c == ']')
            .ok_or("expected closing ]")?;
        let name: String = chars[*at + 1..*at + end].iter().collect();
        *at += end + 1;
        let argument = match name.parse::<usize>() {
            Ok(n) => Argument::Position(n),
            Err(_) => Argument::Name(name),
        };
        return Ok(Amount::Argument(argument));
    }
    let start = *at;
    while chars.get(*at).is_some_and(char::is_ascii_digit) {
        *at += 1;
    }
    if start == *at {
        return Ok(Amount::None);
    }
    let digits: String = chars[start..*at].iter().collect();
    digits
        .parse()
        .map(Amount::Number)
        .map_err(|_| "too large a width".to_owned())
}
