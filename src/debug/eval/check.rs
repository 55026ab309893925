//! What can be said against an expression before anything runs: names that nothing has where it is asked, fields that
//! no type has, and values that are no condition. What only the run can tell is let through.

use super::typed::{dotted, element_name};
use super::{Expression, integer, is_comparison, kinds, refusal};
use crate::bytecode::{LocalRef, Pc, Program};
use crate::debug::atlas::Atlas;
use crate::debug::present::tail;
use crate::ir::FunctionId;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, UnaryOp};
use crate::types::{PointerSize, Type, TypeId};

/// Where an expression will be asked.
#[derive(Clone, Copy)]
pub enum Asked {
    /// Before an instruction.
    Before(Pc),
    /// Somewhere in a function.
    In(FunctionId),
    /// Wherever the program may be.
    Anywhere,
}

/// Names that are listed when one does not exist.
const LISTED: usize = 12;

/// What is known of a value before there is one.
#[derive(Clone, PartialEq)]
enum Known {
    Nothing,
    Of(TypeId),
    Bool,
    /// Something else, in words.
    Other(&'static str),
}

/// Refuses a condition that cannot hold in any of these places.
pub fn condition(expression: &Expression, places: &[Asked], atlas: &Atlas) -> Result<(), String> {
    in_any(places, |asked| {
        Checker { atlas, asked }.is_condition(expression)
    })
}

/// Refuses a value that cannot be had in any of these places.
pub fn value(expression: &Expression, places: &[Asked], atlas: &Atlas) -> Result<(), String> {
    in_any(places, |asked| {
        Checker { atlas, asked }.known(expression.root()).map(drop)
    })
}

fn in_any(
    places: &[Asked],
    mut check: impl FnMut(Asked) -> Result<(), String>,
) -> Result<(), String> {
    let mut first = Ok(());
    for &asked in places {
        match check(asked) {
            Ok(()) => return Ok(()),
            Err(why) if first.is_ok() => first = Err(why),
            Err(_) => {}
        }
    }
    first
}

struct Checker<'a> {
    atlas: &'a Atlas,
    asked: Asked,
}

impl Checker<'_> {
    fn is_condition(&self, expression: &Expression) -> Result<(), String> {
        let text = expression.text();
        let types = &self.program().types;
        let is = match self.known(expression.root())? {
            Known::Nothing | Known::Bool => return Ok(()),
            Known::Of(ty) => match *types.get(ty) {
                Type::Bool => return Ok(()),
                Type::Optional(child) if *types.get(child) == Type::Bool => return Ok(()),
                Type::ErrorUnion { payload, .. } if *types.get(payload) == Type::Bool => {
                    return Ok(());
                }
                _ => format!("of type `{}`", types.name(ty)),
            },
            Known::Other(words) => words.to_owned(),
        };
        Err(format!(
            "`{text}` is {is}, a condition is true or false: compare it with something"
        ))
    }

    fn program(&self) -> &Program {
        self.atlas.program()
    }

    fn known(&self, expr: &Expr) -> Result<Known, String> {
        Ok(match &expr.kind {
            ExprKind::Int(_) | ExprKind::Char(_) | ExprKind::Float(_) => Known::Other("a number"),
            ExprKind::Str(_) => Known::Other("a text"),
            ExprKind::True | ExprKind::False => Known::Bool,
            ExprKind::Null => Known::Other("null"),
            ExprKind::EnumLiteral(_) => Known::Other("a name"),
            ExprKind::ErrorLiteral(_) => Known::Other("an error"),
            ExprKind::Ident(name) => self.variable(name)?,
            ExprKind::Group(inner) => self.known(inner)?,
            ExprKind::Field { base, name } => match self.qualified(base, &name.name) {
                Some(known) => known,
                None => {
                    self.no_such_member(base, &name.name)?;
                    let base = self.known(base)?;
                    self.field(base, &name.name)?
                }
            },
            ExprKind::Deref(inner) => self.behind(self.known(inner)?),
            ExprKind::Unwrap(inner) => self.payload(self.known(inner)?),
            ExprKind::Index { base, index } => {
                let field = element_name(index);
                match field.and_then(|field| self.qualified(base, &field)) {
                    Some(known) => known,
                    None => {
                        self.known(index)?;
                        self.element(self.known(base)?)
                    }
                }
            }
            ExprKind::Slice {
                base, start, end, ..
            } => {
                self.known(start)?;
                end.as_ref().map(|end| self.known(end)).transpose()?;
                self.known(base)?;
                Known::Other("a row of elements")
            }
            ExprKind::Unary { op, operand } => {
                self.known(operand)?;
                match op {
                    UnaryOp::Not => Known::Bool,
                    _ => Known::Other("a number"),
                }
            }
            ExprKind::Binary { op, lhs, rhs, .. } => self.binary(*op, lhs, rhs)?,
            ExprKind::If(branch) => {
                self.known(&branch.cond)?;
                let otherwise = branch.otherwise.as_ref();
                let otherwise = otherwise.ok_or("an `if` in an expression needs an `else`")?;
                // Where names are captured, only the run can tell.
                if branch.payload.is_none() {
                    self.known(&branch.then)?;
                    self.known(otherwise)?;
                }
                Known::Nothing
            }
            ExprKind::Switch(switch) => {
                self.known(&switch.operand)?;
                let prongs = switch.prongs.iter().filter(|p| p.capture.is_none());
                prongs
                    .map(|prong| self.known(&prong.body))
                    .try_for_each(|known| known.map(drop))?;
                Known::Nothing
            }
            ExprKind::Catch {
                operand,
                payload,
                handler,
            } => {
                self.known(operand)?;
                if payload.is_none() {
                    self.known(handler)?;
                }
                Known::Nothing
            }
            ExprKind::Builtin { name, args } => match &*name.name {
                name if kinds::ABOUT.contains(&name) || integer::is_computing(name) => {
                    args.iter().try_for_each(|arg| self.known(arg).map(drop))?;
                    Known::Nothing
                }
                name => return Err(format!("`@{name}` cannot be used here")),
            },
            ExprKind::Call { callee, args } if is_comparison(callee) => {
                let slices = args.iter().skip(1);
                slices
                    .map(|arg| self.known(arg))
                    .try_for_each(|known| known.map(drop))?;
                Known::Bool
            }
            ExprKind::OptionalType(child) => {
                self.known(child)?;
                Known::Other("a type")
            }
            other => return Err(refusal(other).into()),
        })
    }

    fn binary(&self, op: BinaryOp, lhs: &Expr, rhs: &Expr) -> Result<Known, String> {
        use BinaryOp::{And, Eq, Ge, Gt, Le, Lt, Ne, Or, Orelse};
        let (left, right) = (self.known(lhs)?, self.known(rhs)?);
        if matches!(op, Eq | Ne) {
            self.are_members(&left, rhs)?;
            self.are_members(&right, lhs)?;
        }
        Ok(match op {
            And | Or | Eq | Ne | Lt | Le | Gt | Ge => Known::Bool,
            Orelse => Known::Nothing,
            _ => Known::Other("a number"),
        })
    }

    /// `state == .done`, if the enum has a `done`.
    fn are_members(&self, known: &Known, other: &Expr) -> Result<(), String> {
        let (Known::Of(ty), ExprKind::EnumLiteral(name)) = (known, &other.kind) else {
            return Ok(());
        };
        match kinds::no_member(&self.program().types, *ty, &name.name) {
            Some(why) => Err(why),
            None => Ok(()),
        }
    }

    fn variable(&self, name: &str) -> Result<Known, String> {
        if let Some(known) = self.find(name) {
            return Ok(known);
        }
        if kinds::named(&self.program().types, name).is_some() {
            return Ok(Known::Other("a type"));
        }
        if !self.atlas.own_functions(name).is_empty() {
            return Ok(Known::Other("a function"));
        }
        Err(self.missing(name))
    }

    fn find(&self, name: &str) -> Option<Known> {
        let program = self.program();
        let named = |&l: &LocalRef| program.local(l).name == name;
        let locals: Vec<LocalRef> = self.locals().into_iter().filter(named).collect();
        let ty = |l: LocalRef| program.local(l).ty;
        match (self.asked, locals.as_slice()) {
            (Asked::Before(_), [.., last]) => return Some(Known::Of(ty(*last))),
            (_, [only]) => return Some(Known::Of(ty(*only))),
            (_, [_, ..]) => return Some(Known::Nothing),
            _ => {}
        }
        if let Some(global) = self.atlas.global(self.home(), name) {
            return Some(Known::Of(global.ty));
        }
        let here = match self.asked {
            Asked::Before(pc) => Some(pc),
            _ => None,
        };
        let constant = self.atlas.constant(here, name).is_some();
        let is_somewhere = || {
            let known = &self.program().known;
            here.is_none() && known.iter().any(|known| known.name == name)
        };
        (constant || is_somewhere()).then_some(Known::Nothing)
    }

    fn home(&self) -> Option<FunctionId> {
        match self.asked {
            Asked::Before(pc) => Some(self.program().function_at(pc).id),
            Asked::In(function) => Some(function),
            Asked::Anywhere => None,
        }
    }

    /// Variables that can be there, in the order in which they are declared.
    fn locals(&self) -> Vec<LocalRef> {
        let program = self.program();
        let mut locals = match self.asked {
            Asked::Before(pc) => program.visible_locals(pc),
            Asked::In(function) => locals_of(program, |f| f == function),
            Asked::Anywhere => locals_of(program, |f| !program.function(f).is_library),
        };
        locals.retain(|&l| !program.local(l).hidden);
        locals
    }

    /// `main.total`, a constant of a container, or a part of one of a block.
    fn qualified(&self, base: &Expr, name: &str) -> Option<Known> {
        let path = dotted(base)?;
        let first = path.split('.').next().unwrap_or_default();
        if self.find(first).is_some() {
            return None;
        }
        let full = format!("{path}.{name}");
        if let Some(global) = self.atlas.global(self.home(), &full) {
            return Some(Known::Of(global.ty));
        }
        let program = self.program();
        let own = locals_of(program, |f| program.function(f).short_name == path);
        let has = own.iter().any(|&l| program.local(l).name == name);
        let is_of_block = match self.asked {
            Asked::Before(pc) => self.atlas.constant_at(pc, &full).is_some(),
            _ => false,
        };
        if has || is_of_block || self.atlas.constants().get(&full).is_some() {
            return Some(Known::Nothing);
        }
        let functions = self.atlas.own_functions(&full);
        (!functions.is_empty()).then_some(Known::Other("a function"))
    }

    /// `State.done`, if `State` has others.
    fn no_such_member(&self, base: &Expr, name: &str) -> Result<(), String> {
        match &base.kind {
            ExprKind::Ident(container) if self.find(container).is_none() => {
                match self.atlas.constants().has_container(container) {
                    true => Err(format!("`{container}` has no constant `{name}`")),
                    false => Ok(()),
                }
            }
            _ => Ok(()),
        }
    }

    /// Says what there is instead.
    fn missing(&self, name: &str) -> String {
        let program = self.program();
        let text = |l: &LocalRef| program.local(*l).name.clone();
        let place = match self.asked {
            Asked::Before(pc) => format!("on line {}", self.atlas.location(pc).line),
            Asked::In(function) => format!("in {}", program.function(function).short_name),
            Asked::Anywhere => "in this program".to_owned(),
        };
        if let Asked::Before(pc) = self.asked {
            let own = program.function_at(pc).id;
            let later = locals_of(program, |f| f == own);
            if later.iter().any(|l| text(l) == name) {
                return format!(
                    "there is no `{name}` {place}: it is not in scope as the line begins"
                );
            }
            let elsewhere = locals_of(program, |f| !program.function(f).is_library);
            if let Some(&other) = elsewhere.iter().find(|l| text(l) == name) {
                let function = &program.function(program.local(other).function).short_name;
                return format!(
                    "there is no `{name}` {place}; {function} has one: `{function}.{name}`"
                );
            }
        }
        let mut names: Vec<String> = Vec::new();
        let globals = program
            .globals
            .iter()
            .filter(|g| !g.hidden && !g.is_library);
        let globals = globals.map(|g| tail(&g.name).to_owned());
        for there in self.locals().iter().rev().map(text).chain(globals) {
            if !names.contains(&there) {
                names.push(there);
            }
        }
        let more = if names.len() > LISTED { ", ..." } else { "" };
        names.truncate(LISTED);
        match names.is_empty() {
            true => format!("there is no `{name}` {place}, and no other variable"),
            false => format!(
                "there is no `{name}` {place}; in scope: {}{more}",
                names.join(", ")
            ),
        }
    }

    fn field(&self, base: Known, name: &str) -> Result<Known, String> {
        let Known::Of(ty) = base else {
            return Ok(Known::Nothing);
        };
        let types = &self.program().types;
        match types.get(ty) {
            Type::Pointer(p) if p.size == PointerSize::One => self.field(Known::Of(p.child), name),
            Type::Struct(id) => {
                let index = types
                    .field_index(ty, name)
                    .ok_or_else(|| format!("a `{}` has no field `{name}`", types.name(ty)))?;
                Ok(Known::Of(types.struct_info(*id).fields[index as usize].ty))
            }
            Type::Union(_) if types.field_index(ty, name).is_none() => {
                Err(format!("a `{}` has no field `{name}`", types.name(ty)))
            }
            Type::Optional(_) => Err(format!(
                "a `{}` is an optional: write `.?.{name}`",
                types.name(ty)
            )),
            Type::Bool
            | Type::Int { .. }
            | Type::Usize
            | Type::Isize
            | Type::Float(_)
            | Type::Enum(_) => Err(format!("a `{}` has no fields", types.name(ty))),
            _ => Ok(Known::Nothing),
        }
    }

    fn behind(&self, base: Known) -> Known {
        match self.type_of(&base) {
            Some(Type::Pointer(p)) if p.size == PointerSize::One => Known::Of(p.child),
            _ => Known::Nothing,
        }
    }

    fn payload(&self, base: Known) -> Known {
        match self.type_of(&base) {
            Some(Type::Optional(child)) => Known::Of(*child),
            _ => Known::Nothing,
        }
    }

    fn element(&self, base: Known) -> Known {
        match self.type_of(&base) {
            Some(Type::Array { child, .. }) => Known::Of(*child),
            Some(Type::Pointer(p)) if p.size != PointerSize::One => Known::Of(p.child),
            _ => Known::Nothing,
        }
    }

    fn type_of(&self, known: &Known) -> Option<&Type> {
        match known {
            Known::Of(ty) => Some(self.program().types.get(*ty)),
            _ => None,
        }
    }
}

fn locals_of(program: &Program, is_meant: impl Fn(FunctionId) -> bool) -> Vec<LocalRef> {
    let all = program.locals.iter().enumerate();
    let own = all.filter(|(_, l)| !l.hidden && is_meant(l.function));
    own.map(|(index, _)| LocalRef(index as u32)).collect()
}
