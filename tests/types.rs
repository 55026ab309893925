//! Layouts and names of types against what real Zig 0.15.2 answered (`types/layouts.txt`, re-made by
//! `types/ask.py`). The definitions are read by a small reader of its own, so that this test needs nothing
//! above `types`.

use std::collections::HashMap;

use undefer::types::*;

/// Reads definitions such as `S1 = struct { a: u8, b: []const u8 }` into a pool.
struct Reader {
    pool: TypePool,
    named: HashMap<String, TypeId>,
}

/// What is left to read of one definition.
struct Text<'a>(&'a str);

impl<'a> Text<'a> {
    fn skip(&mut self, token: &str) -> bool {
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

    fn expect(&mut self, token: &str) {
        assert!(self.skip(token), "expected {token:?} at {:?}", self.0);
    }

    fn word(&mut self) -> &'a str {
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
    fn new() -> Reader {
        Reader {
            pool: TypePool::new(),
            named: HashMap::new(),
        }
    }

    fn define(&mut self, line: &str) -> TypeId {
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

    fn ty(&mut self, text: &mut Text) -> TypeId {
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

/// The columns of `layouts.txt` after the definition.
fn describe(pool: &TypePool, id: TypeId) -> String {
    let Layout { size, align } = pool.layout(id);
    let bits = pool.bit_size(id);
    let mut columns = format!(
        "{} | size {size} align {align} bits {bits} |",
        pool.name(id)
    );
    for offset in parts(pool, id) {
        columns += &format!(" {offset}");
    }
    columns
}

fn parts(pool: &TypePool, id: TypeId) -> Vec<String> {
    match pool.get(id) {
        Type::Struct(s) => {
            let packed = pool.struct_info(*s).layout == ContainerLayout::Packed;
            let offset = |i| match packed {
                true => u64::from(pool.packed_bit_offset(id, i)),
                false => pool.field_offset(id, i),
            };
            let count = pool.struct_info(*s).fields.len() as u32;
            (0..count).map(|i| offset(i).to_string()).collect()
        }
        Type::Optional(child) => match pool.optional_layout(*child).flag_offset {
            Some(at) => vec![at.to_string()],
            None => vec!["-".to_owned()],
        },
        Type::ErrorUnion { payload, .. } => {
            let parts = pool.error_union_layout(*payload);
            [parts.code_offset, parts.payload_offset]
                .map(|n| n.to_string())
                .into()
        }
        Type::Union(u) if pool.union_info(*u).tag.is_some() => {
            let parts = pool.union_layout(id);
            if parts.tag_size == 0 {
                return Vec::new();
            }
            [parts.tag_offset, parts.payload_offset]
                .map(|n| n.to_string())
                .into()
        }
        _ => Vec::new(),
    }
}

#[test]
fn layouts_and_names_are_zigs() {
    let mut reader = Reader::new();
    let mut wrong = Vec::new();
    for line in include_str!("types/layouts.txt").lines() {
        let (definition, expected) = line.split_once(" | ").expect("two columns");
        if expected.ends_with(" |") && !expected.contains("| size") {
            continue; // exists at compile time only
        }
        let id = reader.define(definition);
        let got = describe(&reader.pool, id);
        if got.trim_end() != expected.trim_end() {
            wrong.push(format!("{definition}\n  Zig: {expected}\n  we:  {got}"));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} differ:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
