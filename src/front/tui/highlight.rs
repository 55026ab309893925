//! Colours for source text, from the tokens of the project's own grammar, so that what is coloured is what
//! is parsed; files that do not parse are coloured too.

use std::collections::HashMap;
use std::ops::Range;

use crate::source::{FileId, SourceFile};
use crate::syntax::{TokenKind, tokens};

use super::theme::Meaning;

/// Larger texts stay plain: nobody waits for colours.
const LIMIT: usize = 1 << 20;

/// The coloured stretches of each file that was shown, in order.
#[derive(Debug, Default)]
pub struct Colouring {
    files: HashMap<FileId, Vec<(Range<usize>, Meaning)>>,
}

impl Colouring {
    pub fn prepare(&mut self, id: FileId, file: &SourceFile) {
        self.files.entry(id).or_insert_with(|| colour(&file.text));
    }

    pub fn forget(&mut self) {
        self.files.clear();
    }

    /// The pieces of the text in `range`, each with its meaning, without gaps.
    pub fn pieces(&self, id: FileId, range: Range<usize>) -> Vec<(Range<usize>, Meaning)> {
        let all = self.files.get(&id).map_or(&[][..], Vec::as_slice);
        let first = all.partition_point(|(token, _)| token.end <= range.start);
        let mut pieces = Vec::new();
        let mut at = range.start;
        for (token, meaning) in &all[first..] {
            if token.start >= range.end {
                break;
            }
            let start = token.start.max(range.start);
            let end = token.end.min(range.end);
            if at < start {
                pieces.push((at..start, Meaning::Plain));
            }
            pieces.push((start..end, *meaning));
            at = end;
        }
        if at < range.end {
            pieces.push((at..range.end, Meaning::Plain));
        }
        pieces
    }
}

fn colour(text: &str) -> Vec<(Range<usize>, Meaning)> {
    if text.len() > LIMIT {
        return Vec::new();
    }
    let tokens = tokens(text);
    let calls = tokens
        .windows(2)
        .map(|pair| is_call(text, &pair[0], &pair[1]));
    let calls = calls.chain([false]);
    let coloured = tokens.iter().zip(calls).map(|((range, kind), call)| {
        let meaning = if call {
            Meaning::Function
        } else {
            meaning(*kind)
        };
        (range.clone(), meaning)
    });
    coloured
        .filter(|(_, meaning)| *meaning != Meaning::Plain)
        .collect()
}

fn is_call(
    text: &str,
    token: &(Range<usize>, TokenKind),
    next: &(Range<usize>, TokenKind),
) -> bool {
    token.1 == TokenKind::Ident && token.0.end == next.0.start && &text[next.0.clone()] == "("
}

fn meaning(kind: TokenKind) -> Meaning {
    match kind {
        TokenKind::Keyword => Meaning::Keyword,
        TokenKind::Constant | TokenKind::Number => Meaning::Number,
        TokenKind::Type => Meaning::Type,
        TokenKind::Builtin => Meaning::Builtin,
        TokenKind::String | TokenKind::Char => Meaning::Text,
        TokenKind::Comment | TokenKind::Doc => Meaning::Comment,
        TokenKind::Broken => Meaning::Error,
        TokenKind::Ident | TokenKind::Punct => Meaning::Plain,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn broken_text_is_coloured_too_and_pieces_have_no_gaps() {
        let text = "const a = \"open\nfn ( { const b: u8 = 1;";
        let mut colouring = Colouring::default();
        let mut map = crate::source::SourceMap::default();
        let id = map.add("a.zig", text, crate::source::Origin::User);
        colouring.prepare(id, map.file(id));
        let pieces = colouring.pieces(id, 17..text.len());
        let joined: String = pieces
            .iter()
            .map(|(range, _)| &text[range.clone()])
            .collect();
        assert_eq!(joined, &text[17..]);
        assert!(pieces.iter().any(
            |(range, meaning)| &text[range.clone()] == "const" && *meaning == Meaning::Keyword
        ));
    }
}
