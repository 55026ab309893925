//! Format strings: read at compile time, checked against their arguments, lowered to pieces that the machine
//! renders. What is known already is rendered here.

use std::sync::Arc;

use crate::ir::format::{ArgRef, Measure, ParsedPiece, Placeholder, parse, render_value};
use crate::ir::{Expr, ExprKind, Format, FormatDest, FormatPiece, FormatSpec};
use crate::source::Span;
use crate::types::{ErrorSet, TypeId, Value};

use super::Sema;
use super::builtin::Call;
use super::operand::{Eval, Operand, Place, PlaceKind};

impl Sema {
    /// `@vmPrint(fd, fmt, args)`
    pub(super) fn print_builtin(&mut self, call: &Call) -> Eval {
        let (_, fd) = self.comptime_value(&call.args[0], Some(TypeId::U8))?;
        let fd = fd.as_u64().unwrap_or(2) as u8;
        let pieces = self.pieces_of(call, 1, true)?;
        let kind = ExprKind::Format(Box::new(Format {
            dest: FormatDest::Stream(fd),
            pieces,
        }));
        Ok(Operand::runtime(TypeId::VOID, call.at, kind))
    }

    /// `@vmFormat(buffer, fmt, args)`: `error{NoSpaceLeft}![]u8`
    pub(super) fn format_builtin(&mut self, call: &Call) -> Eval {
        self.format_into(call, true)
    }

    /// `@vmFormatCount(fmt, args)`: how many bytes the text would have.
    pub(super) fn format_count_builtin(&mut self, call: &Call) -> Eval {
        let is_whole = call.name == "vmFormatCount";
        let pieces = self.pieces_of(call, 0, is_whole)?;
        if let Some(text) = all_text(&pieces) {
            return Ok(Operand::Known(TypeId::USIZE, Value::int(text.len())));
        }
        if self.frame.comptime && !self.frame.dry {
            return self.not_known(call.at);
        }
        let kind = ExprKind::Format(Box::new(Format {
            dest: FormatDest::Count,
            pieces,
        }));
        Ok(Operand::runtime(TypeId::USIZE, call.at, kind))
    }

    /// `@vmComptimePrint(fmt, args)`: the text, as a literal.
    pub(super) fn comptime_print_builtin(&mut self, call: &Call) -> Eval {
        let pieces = self.pieces_of(call, 0, true)?;
        match all_text(&pieces) {
            Some(text) => Ok(self.string(text.as_bytes())),
            None => self.not_known(call.at),
        }
    }

    /// `@vmFormatPart(buffer, fmt, args)`: the same of a part, which need not use all arguments.
    pub(super) fn format_part_builtin(&mut self, call: &Call) -> Eval {
        self.format_into(call, false)
    }

    fn format_into(&mut self, call: &Call, is_whole: bool) -> Eval {
        let slice = self.pool.slice(TypeId::U8, false);
        let buffer = self.expr_as(&call.args[0], slice)?;
        let buffer = self.runtime(buffer, call.args[0].span)?;
        let pieces = self.pieces_of(call, 1, is_whole)?;
        let kind = ExprKind::Format(Box::new(Format {
            dest: FormatDest::Buffer(buffer),
            pieces,
        }));
        let full = self.pool.error("NoSpaceLeft");
        let set = self.pool.error_set(ErrorSet::of([full]));
        let ty = self.pool.error_union(set, slice);
        Ok(Operand::runtime(ty, call.at, kind))
    }

    /// `@vmFormatParts(fmt, args)`: `[N][2][]const u8`. A part is text with placeholders, or `""` and the name of an
    /// argument that formats itself (`{f}`).
    pub(super) fn format_parts_builtin(&mut self, call: &Call) -> Eval {
        let text = self.format_text(call, 0)?;
        let args = self.place(&call.args[1], None)?;
        let names = self.argument_names(args.ty, call.at)?;
        let parts = match split_parts(&text, &names) {
            Ok(parts) => parts,
            Err(message) => return self.fail(call.at, message),
        };
        let slice = self.pool.slice(TypeId::U8, true);
        let pair = self.pool.array(2, slice);
        let mut items = Vec::new();
        for (text, name) in parts {
            let mut both = Vec::new();
            for s in [text, name] {
                let literal = self.string(s.as_bytes());
                let (_, value) = self
                    .coerce(literal, slice, call.at)
                    .and_then(|op| self.known(op, call.at))?;
                both.push(value);
            }
            items.push(Value::aggregate(both, false));
        }
        let ty = self.pool.array(items.len() as u64, pair);
        Ok(Operand::Known(ty, Value::aggregate(items, false)))
    }

    /// `@vmFormatCallsMethods(fmt)`: whether `{f}` stands in it.
    pub(super) fn format_calls_methods_builtin(&mut self, call: &Call) -> Eval {
        let text = self.format_text(call, 0)?;
        let is_method =
            |p: &ParsedPiece| matches!(p, ParsedPiece::Placeholder(p) if p.specifier == "f");
        // What cannot be read is refused where it is used.
        let found = parse(&text).is_ok_and(|parts| parts.iter().any(is_method));
        Ok(Operand::bool(found))
    }

    fn argument_names(&mut self, ty: TypeId, at: Span) -> Eval<Vec<String>> {
        match self.pool.as_struct(ty) {
            Some(info) => Ok(info.fields.iter().map(|f| f.name.clone()).collect()),
            None => {
                let name = self.pool.name(ty);
                self.fail(
                    at,
                    format!("expected tuple or struct argument, found {name}"),
                )
            }
        }
    }

    fn format_text(&mut self, call: &Call, index: usize) -> Eval<String> {
        let slice = self.pool.slice(TypeId::U8, true);
        let (ty, value) = self.comptime_value(&call.args[index], Some(slice))?;
        let bytes = self.known_text(ty, &value).unwrap_or_default();
        Ok(String::from_utf8_lossy(&bytes).into_owned())
    }

    fn pieces_of(&mut self, call: &Call, index: usize, is_whole: bool) -> Eval<Vec<FormatPiece>> {
        let text = self.format_text(call, index)?;
        let args = self.place(&call.args[index + 1], None)?;
        self.format_pieces(&text, args, is_whole, call.at)
    }

    fn format_pieces(
        &mut self,
        text: &str,
        args: Place,
        is_whole: bool,
        at: Span,
    ) -> Eval<Vec<FormatPiece>> {
        let parts = match parse(text) {
            Ok(parts) => parts,
            Err(message) => return self.fail(at, message),
        };
        let names = self.argument_names(args.ty, at)?;
        if names.len() > 32 {
            return self.fail(at, "32 arguments max are supported per format call");
        }
        let mut source = Arguments {
            place: args,
            used: vec![false; names.len()],
            names,
            next: 0,
        };
        let mut pieces = Vec::new();
        for part in parts {
            match part {
                ParsedPiece::Text(text) => push_text(&mut pieces, text.as_bytes()),
                ParsedPiece::Placeholder(p) => {
                    self.placeholder(&p, &mut source, &mut pieces, at)?
                }
            }
        }
        match source.used.iter().filter(|used| !**used).count() {
            _ if !is_whole => Ok(pieces),
            0 => Ok(pieces),
            1 => self.fail(at, format!("unused argument in '{}'", escaped(text))),
            n => self.fail(at, format!("{n} unused arguments in '{}'", escaped(text))),
        }
    }

    fn placeholder(
        &mut self,
        p: &Placeholder,
        source: &mut Arguments,
        pieces: &mut Vec<FormatPiece>,
        at: Span,
    ) -> Eval<()> {
        let width = self.measure(&p.width, source, at)?;
        let precision = self.measure(&p.precision, source, at)?;
        let index = self.argument_index(&p.arg, source, at)?;
        let value = self.format_argument(source, index, at)?;
        let ty = value.ty();
        self.ensure_layout(ty, at)?;
        self.settle_sets(ty, at)?;
        let spec = match FormatSpec::check(&self.pool, ty, &p.specifier) {
            Ok(spec) => spec,
            Err(message) => return self.fail(at, message),
        };
        let spec = FormatSpec {
            fill: p.fill,
            align: p.align,
            width: width.known(),
            precision: precision.known(),
            ..spec
        };
        let (width, precision) = (width.runtime(), precision.runtime());
        let is_fixed = width.is_none() && precision.is_none();
        if let Operand::Known(ty, known) = &value
            && is_fixed
        {
            let mut out = Vec::new();
            let done = render_value(&self.pool, *ty, known, &spec, &mut out);
            if done && std::str::from_utf8(&out).is_ok() {
                push_text(pieces, &out);
                return Ok(());
            }
        }
        let value = match value {
            // A number without a type is handed over in the type that it would have as an argument.
            Operand::Known(ty, value) if self.pool.is_comptime_only(ty) => {
                self.runtime_number(ty, value, at)?
            }
            value => value,
        };
        let value = self.runtime(value, at)?;
        pieces.push(FormatPiece::Value {
            value,
            spec,
            width,
            precision,
        });
        Ok(())
    }

    /// Types in messages and texts name the errors of their sets.
    fn settle_sets(&mut self, ty: TypeId, at: Span) -> Eval<()> {
        let _ = (ty, at);
        Ok(())
    }

    fn argument_index(&mut self, arg: &ArgRef, source: &mut Arguments, at: Span) -> Eval<usize> {
        let index = match arg {
            ArgRef::Next => {
                source.next += 1;
                source.next - 1
            }
            ArgRef::Index(n) => *n,
            ArgRef::Name(name) => match source.names.iter().position(|n| n == name) {
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

    fn measure(&mut self, measure: &Measure, source: &mut Arguments, at: Span) -> Eval<Measured> {
        let arg = match measure {
            Measure::None => return Ok(Measured::None),
            Measure::Number(n) => return Ok(Measured::Known(*n)),
            Measure::Arg(arg) => arg,
        };
        let index = self.argument_index(arg, source, at)?;
        let op = self.format_argument(source, index, at)?;
        match self.coerce(op, TypeId::USIZE, at)? {
            Operand::Known(_, v) => {
                let n = v.as_u64().unwrap_or(0);
                Ok(Measured::Known(u32::try_from(n).unwrap_or(u32::MAX)))
            }
            Operand::Runtime(e) => Ok(Measured::Runtime(Box::new(e))),
        }
    }

    /// A comptime number in the smallest usual type that holds it.
    fn runtime_number(&mut self, ty: TypeId, value: Value, at: Span) -> Eval {
        let to = match &value {
            Value::Int(n) if n.bits() < 64 => self.pool.int(true, 64),
            Value::Int(_) => self.pool.int(true, 128),
            Value::Float(_) => TypeId::F64,
            _ => return Ok(Operand::Known(ty, value)),
        };
        self.coerce(Operand::Known(ty, value), to, at)
    }

    fn format_argument(&mut self, source: &Arguments, index: usize, at: Span) -> Eval {
        let place = self.place_again(&source.place, at)?;
        let field = self.struct_field(place, index as u32, at)?;
        self.read(field, at)
    }

    /// The same place once more.
    pub(super) fn place_again(&mut self, place: &Place, at: Span) -> Eval<Place> {
        let kind = match &place.kind {
            PlaceKind::Known(p) => PlaceKind::Known(p.clone()),
            PlaceKind::Value(Operand::Known(ty, v)) => {
                PlaceKind::Value(Operand::Known(*ty, v.clone()))
            }
            PlaceKind::Runtime(p) => match super::switch::copy_place(p) {
                Some(p) => PlaceKind::Runtime(p),
                None => return self.internal(at, "a place that cannot be named twice"),
            },
            // A parameter of which only the type is known.
            PlaceKind::Value(Operand::Runtime(e)) if matches!(e.kind, ExprKind::Undefined) => {
                PlaceKind::Value(Operand::runtime(e.ty, e.span, ExprKind::Undefined))
            }
            PlaceKind::Value(Operand::Runtime(_)) => {
                return self.internal(at, "a place that cannot be named twice");
            }
        };
        Ok(Place {
            ty: place.ty,
            is_const: place.is_const,
            align: place.align,
            kind,
        })
    }
}

/// The tuple (or struct) of a format call.
struct Arguments {
    place: Place,
    names: Vec<String>,
    next: usize,
    used: Vec<bool>,
}

/// A width or precision, and when it is known.
enum Measured {
    None,
    Known(u32),
    Runtime(Box<Expr>),
}

impl Measured {
    fn known(&self) -> Option<u32> {
        match self {
            Measured::Known(n) => Some(*n),
            _ => None,
        }
    }

    fn runtime(self) -> Option<Box<Expr>> {
        match self {
            Measured::Runtime(e) => Some(e),
            _ => None,
        }
    }
}

fn push_text(pieces: &mut Vec<FormatPiece>, bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    match pieces.last_mut() {
        Some(FormatPiece::Text(before)) => {
            *before = Arc::from(format!("{before}{text}"));
        }
        _ => pieces.push(FormatPiece::Text(Arc::from(&*text))),
    }
}

/// Cuts a format string at every `{f}`. Arguments are named in what is left, because they lose their order.
fn split_parts(text: &str, names: &[String]) -> Result<Vec<(String, String)>, String> {
    let mut parts = Vec::new();
    let mut so_far = String::new();
    let mut next = 0;
    let mut used = vec![false; names.len()];
    for piece in parse(text)? {
        match piece {
            ParsedPiece::Text(text) => {
                so_far += &text.replace('{', "{{").replace('}', "}}");
            }
            ParsedPiece::Placeholder(p) => {
                let width = named_measure(&p.width, names, &mut next, &mut used)?;
                let precision = named_measure(&p.precision, names, &mut next, &mut used)?;
                let index = index_of(&p.arg, names, &mut next, &mut used)?;
                let name = &names[index];
                if p.specifier == "f" {
                    if !so_far.is_empty() {
                        parts.push((std::mem::take(&mut so_far), String::new()));
                    }
                    parts.push((String::new(), name.clone()));
                    continue;
                }
                let align = match p.align {
                    crate::ir::FormatAlign::Left => '<',
                    crate::ir::FormatAlign::Center => '^',
                    crate::ir::FormatAlign::Right => '>',
                };
                so_far += &format!("{{[{name}]{}:{}{align}{width}", p.specifier, p.fill);
                if !precision.is_empty() {
                    so_far += &format!(".{precision}");
                }
                so_far.push('}');
            }
        }
    }
    if !so_far.is_empty() {
        parts.push((so_far, String::new()));
    }
    match used.iter().filter(|used| !**used).count() {
        0 => Ok(parts),
        1 => Err(format!("unused argument in '{}'", escaped(text))),
        n => Err(format!("{n} unused arguments in '{}'", escaped(text))),
    }
}

fn named_measure(
    measure: &Measure,
    names: &[String],
    next: &mut usize,
    used: &mut [bool],
) -> Result<String, String> {
    Ok(match measure {
        Measure::None => String::new(),
        Measure::Number(n) => n.to_string(),
        Measure::Arg(arg) => format!("[{}]", names[index_of(arg, names, next, used)?]),
    })
}

fn index_of(
    arg: &ArgRef,
    names: &[String],
    next: &mut usize,
    used: &mut [bool],
) -> Result<usize, String> {
    let index = match arg {
        ArgRef::Next => {
            *next += 1;
            *next - 1
        }
        ArgRef::Index(n) => *n,
        ArgRef::Name(name) => names
            .iter()
            .position(|n| n == name)
            .ok_or_else(|| format!("no argument with name '{name}'"))?,
    };
    let slot = used.get_mut(index).ok_or("too few arguments")?;
    *slot = true;
    Ok(index)
}

/// The whole text, if nothing is left for run time.
fn all_text(pieces: &[FormatPiece]) -> Option<String> {
    pieces
        .iter()
        .map(|p| match p {
            FormatPiece::Text(text) => Some(&**text),
            FormatPiece::Value { .. } => None,
        })
        .collect()
}

/// A format string inside a message.
fn escaped(text: &str) -> String {
    text.replace('\\', "\\\\")
        .replace('\n', "\\n")
        .replace('\t', "\\t")
}
