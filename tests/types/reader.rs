//! Reads type definitions such as `S1 = struct { a: u8, b: []const u8 }` into a pool: what the tables of
//! answers of real Zig are written in.

use std::collections::HashMap;

use undefer::types::*;

/// Reads definitions such as `S1 = struct { a: u8, b: []const u8 }` into a pool.
pub struct Reader {
    pub pool: TypePool,
    named: HashMap<String, TypeId>,
}

/// What is left to read of one definition.
pub struct Text<'a>(pub &'a str);

impl<'a> Text<'a> {
    pub fn skip(&mut self, token: &str) -> bool {
        let rest = self.0.trim_start();
        match rest.strip_prefix(token) {
            // `u8` is not the start of `u80`.
            Some(after)
                if !token.ends_with(|c: char| c.is_alphanumeric())
                    || !after.starts_with(|c: char| c.is_alphanumeric() || c == '_') =>
            {
                self.0 = after;
                true
            }
            _ => false,
        }
    }

    pub fn expect(&mut self, token: &str) {
        assert!(self.skip(token), "expected {token:?} at {:?}", self.0);
    }

    pub fn word(&mut self) -> &'a str {
        let rest = self.0.trim_start();
        let end = rest
            .find(|c: char| !c.is_alphanumeric() && c != '_' && c != '-')
            .unwrap_or(rest.len());
        self.0 = &rest[end..];
        &rest[..end]
    }

    /// `name:`, if that is what follows.
    fn label(&mut self) -> Option<&'a str> {
        let before = self.0;
        let word = self.word();
        if !word.is_empty() && self.skip(":") {
            return Some(word);
        }
        self.0 = before;
        None
    }
}

impl Reader {
    pub fn new() -> Reader {
        Reader {
            pool: TypePool::new(),
            named: HashMap::new(),
        }
    }

    pub fn define(&mut self, line: &str) -> TypeId {
        let (name, text) = line.split_once(" = ").expect("NAME = TYPE");
        let mut text = Text(text);
        let ty = self.container(name, &mut text);
        self.named.insert(name.to_owned(), ty);
        ty
    }

    fn container(&mut self, name: &str, text: &mut Text) -> TypeId {
        let layout = if text.skip("packed") {
            ContainerLayout::Packed
        } else if text.skip("extern") {
            ContainerLayout::Extern
        } else {
            ContainerLayout::Auto
        };
        let name = format!("main.{name}");
        if text.skip("struct") {
            self.structure(name, layout, text)
        } else if text.skip("union") {
            self.union(name, layout, text)
        } else if text.skip("enum") {
            self.enumeration(name, text)
        } else {
            self.ty(text)
        }
    }

    fn structure(&mut self, name: String, layout: ContainerLayout, text: &mut Text) -> TypeId {
        let mut backing = self.argument(text);
        let fields = self.fields(text);
        if !fields.is_empty() && fields.iter().all(|f| f.0.is_empty()) {
            let fields: Vec<_> = fields.iter().map(|f| (f.1, None)).collect();
            return self.pool.tuple(&fields);
        }
        if layout == ContainerLayout::Packed && backing.is_none() {
            let bits: u64 = fields.iter().map(|f| self.pool.bit_size(f.1)).sum();
            backing = Some(self.pool.int(false, bits as u16));
        }
        let make = |(name, ty, align): (String, TypeId, Option<u32>)| StructField {
            name,
            ty,
            default: None,
            align,
            is_comptime: false,
        };
        self.pool.add_struct(StructInfo {
            name,
            span: None,
            namespace: None,
            layout,
            is_tuple: false,
            fields: fields.into_iter().map(make).collect(),
            backing,
            resolution: Resolution::Done,
        })
    }

    fn union(&mut self, name: String, layout: ContainerLayout, text: &mut Text) -> TypeId {
        let mut tag = None;
        let mut inferred = None;
        if text.skip("(") {
            if text.skip("enum") {
                inferred = Some(self.argument(text));
            } else {
                tag = Some(self.ty(text));
            }
            text.expect(")");
        }
        let fields = self.fields(text);
        if let Some(given) = inferred {
            let tag_type =
                given.unwrap_or_else(|| self.pool.smallest_unsigned(fields.len() as u64 - 1));
            let members = fields.iter().zip(0..).map(|(f, i)| (f.0.clone(), i));
            tag = Some(self.pool.add_enum(EnumInfo {
                name: format!("@typeInfo({name}).@\"union\".tag_type.?"),
                span: None,
                namespace: None,
                tag: tag_type,
                members: members.collect(),
                non_exhaustive: false,
                resolution: Resolution::Done,
            }));
        }
        let make = |(name, ty, align)| UnionField { name, ty, align };
        self.pool.add_union(UnionInfo {
            name,
            span: None,
            namespace: None,
            layout,
            tag,
            fields: fields.into_iter().map(make).collect(),
            resolution: Resolution::Done,
        })
    }

    fn enumeration(&mut self, name: String, text: &mut Text) -> TypeId {
        let tag = self.argument(text);
        text.expect("{");
        let mut members: Vec<(String, i128)> = Vec::new();
        let mut non_exhaustive = false;
        while !text.skip("}") {
            let member = text.word();
            let next = members.last().map_or(0, |m| m.1 + 1);
            let value = if text.skip("=") {
                text.word().parse().expect("a number")
            } else {
                next
            };
            if member == "_" {
                non_exhaustive = true;
            } else {
                members.push((member.to_owned(), value));
            }
            text.skip(",");
        }
        let tag = tag.unwrap_or_else(|| self.pool.smallest_unsigned(members.len() as u64 - 1));
        self.pool.add_enum(EnumInfo {
            name,
            span: None,
            namespace: None,
            tag,
            members,
            non_exhaustive,
            resolution: Resolution::Done,
        })
    }

    /// `(T)`, if that is what follows.
    fn argument(&mut self, text: &mut Text) -> Option<TypeId> {
        text.skip("(").then(|| {
            let ty = self.ty(text);
            text.expect(")");
            ty
        })
    }

    fn fields(&mut self, text: &mut Text) -> Vec<(String, TypeId, Option<u32>)> {
        text.expect("{");
        let mut fields = Vec::new();
        while !text.skip("}") {
            let name = text.label().unwrap_or_default().to_owned();
            // A field of a union without a type has `void`.
            let before = text.0;
            let word = text.word();
            let bare = (text.0.trim_start().starts_with([',', '}'])) && !self.is_type(word);
            let (name, ty) = if bare {
                (word.to_owned(), TypeId::VOID)
            } else {
                text.0 = before;
                (name, self.ty(text))
            };
            let align = text.skip("align(").then(|| {
                let align = text.word().parse().expect("a number");
                text.expect(")");
                align
            });
            fields.push((name, ty, align));
            text.skip(",");
        }
        fields
    }

    fn is_type(&self, word: &str) -> bool {
        self.named.contains_key(word) || scalar(word).is_some() || int_width(word).is_some()
    }

    pub fn ty(&mut self, text: &mut Text) -> TypeId {
        let left = self.prefixed(text);
        if text.skip("!") {
            let payload = self.ty(text);
            return self.pool.error_union(left, payload);
        }
        left
    }

    fn prefixed(&mut self, text: &mut Text) -> TypeId {
        if text.skip("?") {
            let child = self.ty(text);
            return self.pool.optional(child);
        }
        if text.skip("(") {
            let inner = self.ty(text);
            text.expect(")");
            return inner;
        }
        if text.skip("*") {
            return self.pointer(PointerSize::One, None, text);
        }
        if text.skip("[*c]") {
            return self.pointer(PointerSize::C, None, text);
        }
        if text.skip("[*") {
            let sentinel = self.sentinel(text);
            text.expect("]");
            return self.pointer(PointerSize::Many, sentinel, text);
        }
        if text.skip("[") {
            let len = text.word();
            let sentinel = self.sentinel(text);
            text.expect("]");
            if len.is_empty() {
                return self.pointer(PointerSize::Slice, sentinel, text);
            }
            let child = self.ty(text);
            let len = len.parse().expect("a length");
            return self.pool.array_with(len, child, sentinel);
        }
        if text.skip("error") {
            return self.error_set(text);
        }
        if text.skip("fn") {
            return self.function(text);
        }
        let word = text.word();
        if let Some(&ty) = self.named.get(word) {
            return ty;
        }
        match int_width(word) {
            Some((signed, bits)) => self.pool.int(signed, bits),
            None => scalar(word).unwrap_or_else(|| panic!("no type {word:?} before {:?}", text.0)),
        }
    }

    fn sentinel(&mut self, text: &mut Text) -> Option<Value> {
        text.skip(":").then(|| match text.word() {
            "null" => Value::Null,
            "true" => Value::Bool(true),
            number => Value::int(number.parse::<i64>().expect("a number")),
        })
    }

    fn pointer(&mut self, size: PointerSize, sentinel: Option<Value>, text: &mut Text) -> TypeId {
        let allow_zero = text.skip("allowzero");
        let align = text.skip("align(").then(|| {
            let align = text.word().parse().expect("a number");
            text.expect(")");
            align
        });
        let is_const = text.skip("const");
        let child = self.ty(text);
        self.pool.pointer_with(Pointer {
            size,
            child,
            is_const,
            align,
            sentinel,
            allow_zero,
            bits: None,
        })
    }

    fn error_set(&mut self, text: &mut Text) -> TypeId {
        text.expect("{");
        let mut errors = Vec::new();
        while !text.skip("}") {
            errors.push(self.pool.error(text.word()));
            text.skip(",");
        }
        self.pool.error_set(ErrorSet::of(errors))
    }

    fn function(&mut self, text: &mut Text) -> TypeId {
        text.expect("(");
        let mut params = Vec::new();
        while !text.skip(")") {
            params.push(self.ty(text));
            text.skip(",");
        }
        text.skip("callconv(.auto)");
        let ret = self.ty(text);
        self.pool.function(&params, ret)
    }
}

fn int_width(word: &str) -> Option<(bool, u16)> {
    let signed = word.starts_with('i');
    let digits = word.strip_prefix(['i', 'u'])?;
    Some((signed, digits.parse().ok()?))
}

fn scalar(word: &str) -> Option<TypeId> {
    Some(match word {
        "void" => TypeId::VOID,
        "bool" => TypeId::BOOL,
        "noreturn" => TypeId::NORETURN,
        "usize" => TypeId::USIZE,
        "isize" => TypeId::ISIZE,
        "f16" => TypeId::F16,
        "f32" => TypeId::F32,
        "f64" => TypeId::F64,
        "f80" => TypeId::F80,
        "f128" => TypeId::F128,
        "anyerror" => TypeId::ANYERROR,
        "anyopaque" => TypeId::ANYOPAQUE,
        _ => return None,
    })
}
