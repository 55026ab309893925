//! The scan by hand finds the tokens that the grammar says.

use std::fs;
use std::ops::Range;
use std::path::Path;

use pest::Parser as _;
use proptest::prelude::*;

use super::*;

fn grammar(text: &str) -> Vec<(Range<usize>, TokenKind)> {
    let pairs = Zig::parse(Rule::tokens, text).expect("the rule reads any text");
    let mut found = Vec::new();
    for pair in pairs.flat_map(|all| all.into_inner()) {
        let kind = match pair.as_rule() {
            Rule::doc | Rule::inner_doc => TokenKind::Doc,
            Rule::comment => TokenKind::Comment,
            Rule::multi_line | Rule::string => TokenKind::String,
            Rule::char => TokenKind::Char,
            Rule::quoted => TokenKind::Ident,
            Rule::builtin => TokenKind::Builtin,
            Rule::number => TokenKind::Number,
            Rule::keyword_token => TokenKind::Keyword,
            // What a word means is no matter of the grammar.
            Rule::word_token => match tokens(pair.as_str()).as_slice() {
                [(_, kind @ (TokenKind::Constant | TokenKind::Type))] => *kind,
                _ => TokenKind::Ident,
            },
            Rule::punctuation => TokenKind::Punct,
            Rule::EOI => continue,
            _ => TokenKind::Broken,
        };
        found.push((pair.as_span().start()..pair.as_span().end(), kind));
    }
    found
}

#[track_caller]
fn same(text: &str) {
    assert_eq!(tokens(text), grammar(text), "{text:?}");
}

#[test]
fn programs_have_the_tokens_of_the_grammar() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    for entry in fs::read_dir(folder).expect("the samples") {
        let path = entry.expect("a sample").path();
        if path.extension().is_some_and(|e| e == "zig") {
            same(&fs::read_to_string(path).expect("a text"));
        }
    }
    for (_, text) in crate::stdlib::FILES {
        same(text);
    }
}

#[test]
fn corners_have_the_tokens_of_the_grammar() {
    for text in [
        "",
        "\u{feff}a",
        "a\u{feff}",
        "/ // /// //// //!",
        "///",
        "//",
        "//!x\n/// y\r\n////z",
        "\\",
        "\\\\a\n\\\\",
        "\"",
        "\"\\",
        "\"\\\n\"",
        "\"a\\\"b\" c",
        "\"é\\é\"",
        "'",
        "''",
        "'\\''",
        "'a\n'",
        "@",
        "@1",
        "@é",
        "@\"",
        "@\"a b\"c",
        "@'a",
        "@a1",
        "1.5.2",
        "1..2",
        "1...",
        "1.e+5",
        "1e",
        "1e+",
        "0x1p-3",
        "1.+",
        "9a_b",
        "a.*.?",
        "a.**",
        "<<|=|",
        ">>|=",
        ">>=>",
        "***=",
        "+%=+|-",
        "&&=",
        "!==",
        "?!~",
        "#`$",
        "é",
        "\0",
        "u8u16",
        "i",
        "u123456",
        "fnx",
        "fn",
    ] {
        same(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(300) })]

    #[test]
    fn any_text_has_the_tokens_of_the_grammar(text in "\\PC*|[ -~\n\t\r\0é😀]{0,80}|[\"'\\\\@/!\n.0-9eé]{0,30}|[-+*/%&|^<>=!.?]{0,30}") {
        same(&text);
    }

    #[test]
    fn any_words_have_the_tokens_of_the_grammar(words in prop::collection::vec(prop::sample::select(super::robust::WORDS), 0..40)) {
        same(&words.join(" "));
        same(&words.concat());
    }
}
