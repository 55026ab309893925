//! Constants that the compiler has used up: `const LIMIT = 10;` lies nowhere in memory, but people name it where they
//! write conditions. What a declaration in a container says is computed from its text, and so are the members of enums.

use std::collections::HashMap;

use super::eval::{Expression, Scope, Term, Variable};
use super::value::{self, Byte, Reader, Source};
use crate::ir::Known;
use crate::source::{Origin, SourceMap};
use crate::syntax::ast::{Container, ContainerKind, Decl, ExprKind};
use crate::types::{Base, Pointee, Step, Type, TypeId, TypePool, Value};

/// Values by name: `LIMIT`, `Stack.capacity`, `State.done`.
#[derive(Default)]
pub struct Constants {
    values: HashMap<String, Term>,
}

/// Constants may be named before they stand: so often the declarations are read again.
const ROUNDS: usize = 4;

impl Constants {
    /// The constants of a file that has been compiled already.
    pub fn read(name: &str, text: &str, types: &TypePool) -> Constants {
        let mut map = SourceMap::default();
        let id = map.add(name, text, Origin::User);
        let mut constants = Constants::default();
        let Ok(file) = crate::syntax::parse(id, &map) else {
            return constants;
        };
        for _ in 0..ROUNDS {
            let before = constants.values.len();
            constants.add(&file.root, "", types);
            if constants.values.len() == before {
                break;
            }
        }
        constants
    }

    pub fn get(&self, name: &str) -> Option<&Term> {
        self.values.get(name)
    }

    pub fn has_container(&self, name: &str) -> bool {
        let inside = |key: &String| key.strip_prefix(name).is_some_and(|k| k.starts_with('.'));
        self.values.keys().any(inside)
    }

    fn add(&mut self, container: &Container, path: &str, types: &TypePool) {
        let full = |name: &str| match path {
            "" => name.to_owned(),
            _ => format!("{path}.{name}"),
        };
        if container.kind == ContainerKind::Enum {
            let names = container.fields.iter().filter_map(|f| f.name.as_ref());
            for member in names.map(|n| n.name.to_string()) {
                let value = Term::EnumLiteral(member.clone());
                self.values.insert(full(&member), value);
            }
        }
        for decl in &container.decls {
            let Decl::Var(decl) = decl else { continue };
            let name = &*decl.name.name;
            let value = decl.value.as_ref().filter(|_| decl.is_const);
            match value.map(|v| &v.kind) {
                Some(ExprKind::Container(inner)) => self.add(inner, &full(name), types),
                Some(_) => {
                    let reader = Reader::new(&Nowhere, types, 1);
                    let expression = Expression::of(decl);
                    if let Ok(value) = expression.evaluate(&reader, &*self) {
                        self.values.entry(name.to_owned()).or_insert(value.clone());
                        self.values.insert(full(name), value);
                    }
                }
                None => {}
            }
        }
    }
}

/// What a constant of a block means.
pub fn term(known: &Known, types: &TypePool) -> Option<Term> {
    value(&known.value, known.ty, types)
}

/// A field of a constant of a block: `f.name` of what an unrolled loop has captured.
pub fn field(known: &Known, name: &str, types: &TypePool) -> Option<Term> {
    let (Type::Struct(id), Value::Aggregate(values)) = (types.get(known.ty), &known.value) else {
        return None;
    };
    let index = types.field_index(known.ty, name)? as usize;
    let ty = types.struct_info(*id).fields[index].ty;
    value(values.get(index)?, ty, types)
}

/// What a comptime-known value means, if it is a single one or a text.
pub fn value(value: &Value, ty: TypeId, types: &TypePool) -> Option<Term> {
    Some(match (value, types.get(ty)) {
        (Value::Int(number), Type::Enum(id)) => {
            let number = i128::try_from(number).ok()?;
            let members = &types.enum_info(*id).members;
            let member = members.iter().find(|(_, n)| *n == number)?;
            Term::EnumLiteral(member.0.to_string())
        }
        (Value::Int(number), _) => Term::Number(i128::try_from(number).ok()?),
        (Value::Float(float), Type::Float(_)) => Term::Real(ty, float.to_f64()),
        (Value::Float(float), _) => Term::Float(float.to_f64()),
        (Value::Bool(value), _) => Term::Bool(*value),
        (Value::Type(ty), _) => Term::Type(*ty),
        (Value::EnumLiteral(name), _) => Term::EnumLiteral(name.to_string()),
        (Value::Bytes(bytes), _) => Term::Text(bytes.to_vec()),
        (Value::Null, _) => Term::Null,
        (Value::Pointer(to), _) => Term::Text(text(to)?.to_vec()),
        (Value::Slice(to, len), _) => Term::Text(text(to)?.get(..*len as usize)?.to_vec()),
        _ => return None,
    })
}

/// The text that a comptime-known pointer points to.
fn text(to: &Pointee) -> Option<&[u8]> {
    let Base::Constant(constant) = &to.base else {
        return None;
    };
    let Value::Bytes(bytes) = &constant.value else {
        return None;
    };
    match to.path.as_slice() {
        [] => Some(bytes),
        [Step::Element(from) | Step::Sub(from, _)] => bytes.get(*from as usize..),
        _ => None,
    }
}

/// There are no variables yet, only the constants that are known.
impl Scope for Constants {
    fn lookup(&self, _: &str) -> Option<Variable> {
        None
    }

    fn constant(&self, name: &str) -> Option<Term> {
        self.get(name).cloned()
    }
}

/// No memory.
struct Nowhere;

impl Source for Nowhere {
    fn peek(&self, _: u64, len: u64) -> Vec<Byte> {
        (0..len).map(|_| None).collect()
    }

    fn is_undefined(&self, _: u64, _: u64) -> bool {
        true
    }

    fn pointee(&self, _: u64) -> value::Pointee {
        value::Pointee::Nothing
    }

    fn function_name(&self, _: u64) -> Option<String> {
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn constants_are_computed_from_their_text() {
        let text = "const area = WIDTH * 3; const WIDTH: u32 = 1 << 4;\n\
            const Stack = struct { const room = area + 1; }; const State = enum { idle, done };\n\
            const far = now(); fn now() u8 { return 1; } pub fn main() void {}";
        let constants = Constants::read("a.zig", text, &TypePool::new());
        for name in ["WIDTH", "area", "Stack.room", "room"] {
            assert!(
                matches!(constants.get(name), Some(Term::Number(16 | 48 | 49))),
                "{name}"
            );
        }
        let done = Term::EnumLiteral("done".into());
        assert_eq!(constants.get("State.done"), Some(&done));
        assert_eq!(constants.get("far"), None);
    }
}
