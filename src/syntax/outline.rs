//! The library, read late. A program reaches a small part of the library, and reading all files that it names took ten
//! times as long as everything else between the command and the first screen. So a file of the library is only
//! scanned into tokens at first; these show where its declarations start and end and what they are called. The
//! grammar sees a declaration when somebody asks for it by its name ([`Unread::read`]). Members of a container inside
//! of it wait likewise: they are hidden from the grammar as comments, which keeps every other byte at its place, so
//! that spans are exact. Tests read the whole library both ways and find the same trees.

use std::cell::OnceCell;
use std::fmt;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use pest::Parser as _;

use super::ast::{Decl, Expr, ExprKind, File, Ident};
use super::build::Builder;
use super::fragment::{self, Item};
use super::grammar::{Rule, Zig};
use super::token::{TokenKind, Tokens};
use crate::source::{FileId, SourceFile, SourceMap, Span};

/// Why there is nothing to do about a declaration that cannot be read.
const TESTED: &str = "tests read the whole library";

/// A declaration of the library of which no more than its name has been read.
pub struct Unread {
    pub name: Ident,
    pub is_pub: bool,
    outline: Rc<Outline>,
    /// Its tokens, without the comments before it.
    tokens: Range<usize>,
    read: OnceCell<Decl>,
}

impl Unread {
    /// The declaration itself.
    pub fn read(&self) -> &Decl {
        self.read
            .get_or_init(|| self.outline.read(self.tokens.clone()))
    }

    /// The names in it, as expressions: all but those after a dot.
    pub fn mentions(&self) -> impl Iterator<Item = Expr> {
        let outline = &self.outline;
        let names = self.tokens.clone().filter(|&i| {
            outline.tokens.all[i].1 == TokenKind::Ident && outline.word(i.saturating_sub(1)) != "."
        });
        names.map(|i| outline.ident(i)).map(|ident| Expr {
            kind: ExprKind::Ident(ident.name),
            span: ident.span,
        })
    }
}

impl fmt::Debug for Unread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.read().fmt(f)
    }
}

/// A file of the library: the names of its declarations, and its fields.
pub fn outline(id: FileId, map: &SourceMap) -> File {
    let source = map.file(id).clone();
    let tokens = Tokens::scan(&source.text);
    let outline = Rc::new(Outline {
        file: id,
        partners: partners(&source.text, &tokens),
        source,
        tokens,
    });
    let mut hidden = Vec::new();
    let members = outline.hide_members(0..outline.tokens.all.len(), &mut hidden);
    let text = outline.without(&hidden, 0..outline.source.text.len());
    let mut pairs = Zig::parse(Rule::file, &text).expect(TESTED);
    let builder = Builder::late(&outline, 0);
    let mut items: Vec<Item> = builder.items(pairs.next().expect(TESTED));
    let decls = members.into_iter().map(|member| outline.decl(member));
    items.extend(decls.map(Item::Decl));
    fragment::split(&builder, items, false)
}

/// A file of the library with its tokens.
pub(super) struct Outline {
    pub file: FileId,
    pub source: Arc<SourceFile>,
    pub tokens: Tokens,
    /// For a bracket the index of the other one.
    partners: Vec<usize>,
}

/// A declaration inside of a container, by its tokens.
struct Member {
    /// From the comments before it.
    whole: Range<usize>,
    /// Where it starts after them.
    start: usize,
    /// Where its name stands, if it has one.
    name: Option<usize>,
    is_pub: bool,
}

fn partners(text: &str, tokens: &Tokens) -> Vec<usize> {
    let mut partners: Vec<usize> = (0..tokens.all.len()).collect();
    let mut open = Vec::new();
    for (i, (range, kind)) in tokens.all.iter().enumerate() {
        if *kind != TokenKind::Punct {
            continue;
        }
        match text.as_bytes()[range.start] {
            b'(' | b'[' | b'{' => open.push(i),
            b')' | b']' | b'}' => {
                let start = open.pop().expect(TESTED);
                partners[start] = i;
                partners[i] = start;
            }
            _ => {}
        }
    }
    partners
}

impl Outline {
    fn word(&self, token: usize) -> &str {
        match self.tokens.all.get(token) {
            Some((range, _)) => &self.source.text[range.clone()],
            None => "",
        }
    }

    /// The members of the container whose opening brace is the token at this offset, waiting to be read.
    pub fn decls(self: &Rc<Self>, brace: usize) -> Vec<Decl> {
        let members = self.members(self.inside(self.tokens.index_at(brace)));
        let decls = members.into_iter().map(|member| self.decl(member));
        decls.collect()
    }

    fn inside(&self, bracket: usize) -> Range<usize> {
        bracket + 1..self.partners[bracket]
    }

    /// What has no name is read at once: nobody can ask for it.
    fn decl(self: &Rc<Self>, member: Member) -> Decl {
        let tokens = member.start..member.whole.end;
        let Some(name) = member.name else {
            return self.read(tokens);
        };
        Decl::Unread(Rc::new(Unread {
            name: self.ident(name),
            is_pub: member.is_pub,
            outline: self.clone(),
            tokens,
            read: OnceCell::new(),
        }))
    }

    fn ident(&self, token: usize) -> Ident {
        let (range, _) = &self.tokens.all[token];
        let text = &self.source.text[range.clone()];
        let quoted = text.strip_prefix("@\"").and_then(|t| t.strip_suffix('"'));
        Ident {
            name: quoted.unwrap_or(text).into(),
            span: Span::new(self.file, range.start, range.end),
        }
    }

    /// Lets the grammar see one declaration.
    fn read(self: &Rc<Self>, tokens: Range<usize>) -> Decl {
        let mut hidden = Vec::new();
        self.hide(tokens.clone(), &mut hidden);
        let start = self.tokens.all[tokens.start].0.start;
        let end = self.tokens.all[tokens.end - 1].0.end;
        let text = self.without(&hidden, start..end);
        let mut pairs = Zig::parse(Rule::declaration, &text).expect(TESTED);
        let builder = Builder::late(self, start);
        let decl = builder.declaration(pairs.next().expect(TESTED));
        decl.expect(TESTED)
    }

    /// Finds what to hide in a piece of text: the members of all containers in it.
    fn hide(&self, tokens: Range<usize>, hidden: &mut Vec<Range<usize>>) {
        let mut at = tokens.start;
        while at < tokens.end {
            if self.opens_container(at) {
                self.hide_members(self.inside(at), hidden);
                at = self.partners[at];
            }
            at += 1;
        }
    }

    /// The members of one container, and what to hide in it. Fields stand between them, whose types may be
    /// containers too.
    fn hide_members(&self, tokens: Range<usize>, hidden: &mut Vec<Range<usize>>) -> Vec<Member> {
        let members = self.members(tokens.clone());
        let mut from = tokens.start;
        for Member { whole, .. } in &members {
            self.hide(from..whole.start, hidden);
            match hidden.last_mut() {
                Some(last) if last.end == whole.start => last.end = whole.end,
                _ => hidden.push(whole.clone()),
            }
            from = whole.end;
        }
        self.hide(from..tokens.end, hidden);
        members
    }

    /// A piece of the text in which these tokens are white space and comments.
    fn without(&self, hidden: &[Range<usize>], piece: Range<usize>) -> String {
        let mut text = self.source.text[piece.clone()].to_owned();
        for tokens in hidden {
            let start = self.tokens.all[tokens.start].0.start - piece.start;
            let end = self.tokens.all[tokens.end - 1].0.end - piece.start;
            text.replace_range(start..end, &comment(end - start));
        }
        text
    }

    // ------------------------------------------------------------ Where things end

    /// The declarations between the braces of a container; the rest are its fields.
    fn members(&self, tokens: Range<usize>) -> Vec<Member> {
        let mut members = Vec::new();
        let mut first = tokens.start;
        while first < tokens.end {
            let mut start = first;
            while start < tokens.end && self.tokens.all[start].1 == TokenKind::Doc {
                start += 1;
            }
            let is_pub = self.word(start) == "pub";
            let mut at = start;
            while matches!(self.word(at), "pub" | "inline" | "noinline") {
                at += 1;
            }
            let (end, name) = match self.word(at) {
                "fn" => (self.after_function(at), Some(at + 1)),
                "const" | "var" => (self.after(at..tokens.end, ";"), Some(at + 1)),
                "comptime" if self.word(at + 1) == "{" => (self.partners[at + 1] + 1, None),
                "test" => (self.after(at..tokens.end, "{"), None),
                _ => {
                    first = self.after(start..tokens.end, ",");
                    continue;
                }
            };
            members.push(Member {
                whole: first..end,
                start,
                name,
                is_pub,
            });
            first = end;
        }
        members
    }

    /// The token after the next such separator, or after the next such brackets, that stands in no other ones.
    fn after(&self, tokens: Range<usize>, wanted: &str) -> usize {
        let mut at = tokens.start;
        while at < tokens.end {
            let found = self.word(at) == wanted;
            at = self.partners[at].max(at) + 1;
            if found {
                return at;
            }
        }
        tokens.end
    }

    /// The token after the body of a function: braces before it belong to the type that it returns.
    fn after_function(&self, start: usize) -> usize {
        let end = self.tokens.all.len();
        let mut at = self.after(start..end, "(");
        while at < end {
            let is_body = self.word(at) == "{" && !self.opens_type(at);
            at = self.partners[at].max(at) + 1;
            if is_body {
                return at;
            }
        }
        end
    }

    /// Whether this is the brace of `struct {`, `enum(u8) {`, ...
    fn opens_container(&self, token: usize) -> bool {
        self.word(token) == "{"
            && matches!(
                self.before_brace(token),
                "struct" | "enum" | "union" | "opaque"
            )
    }

    /// Whether this brace belongs to a type.
    fn opens_type(&self, token: usize) -> bool {
        self.opens_container(token) || matches!(self.before_brace(token), "error" | "switch")
    }

    /// The word before a brace, and before the round brackets that may stand between.
    fn before_brace(&self, brace: usize) -> &str {
        let Some(before) = brace.checked_sub(1) else {
            return "";
        };
        match self.word(before) {
            ")" => self.word(self.partners[before].wrapping_sub(1)),
            word => word,
        }
    }
}

/// A comment of so many bytes; the shortest declaration is much longer than its slashes.
fn comment(len: usize) -> String {
    let blank = " ".repeat(len - "//\n".len());
    format!("//{blank}\n")
}
