//! Diagnostics as text for people, in the form that rustc has made familiar. What a source file contains
//! never reaches the terminal raw: control characters are shown as symbols.

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Group, Level, Renderer, Snippet};

use super::{Diagnostic, Severity};
use crate::source::{FileId, SourceMap, Span};

/// How the text shall look.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Style {
    pub color: bool,
    /// Box-drawing characters for the frame.
    pub unicode: bool,
    /// Columns that are there; longer lines are cut around what matters.
    pub width: usize,
}

impl Style {
    /// For files, pipes and tests.
    pub const PLAIN: Style = Style {
        color: false,
        unicode: false,
        width: 100,
    };
}

/// One diagnostic, without a final newline.
pub fn render(found: &Diagnostic, map: &SourceMap, style: Style) -> String {
    let level = match found.severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = level
        .primary_title(printable(&found.message))
        .id(found.code)
        .elements(snippets(found, map));
    for note in &found.notes {
        group = group.element(Level::NOTE.message(printable(note)));
    }
    if found.lenient && found.severity == Severity::Warning {
        group = group.element(Level::NOTE.message("Zig refuses to compile this"));
    }
    if let Some(hint) = &found.hint {
        group = group.element(Level::HELP.with_name("hint").message(printable(hint)));
    }
    renderer(style).render(&[group])
}

/// All of them, with an empty line after each.
pub fn render_all(found: &[Diagnostic], map: &SourceMap, style: Style) -> String {
    let mut out = String::new();
    for one in found {
        out.push_str(&render(one, map, style));
        out.push_str("\n\n");
    }
    out
}

/// A sentence that stands at no place of a source: a file that cannot be read, a limit.
pub fn sentence(severity: Severity, message: &str, hint: Option<&str>, style: Style) -> String {
    let level = match severity {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let mut group = Group::with_title(level.primary_title(printable(message)));
    if let Some(hint) = hint {
        group = group.element(Level::HELP.with_name("hint").message(printable(hint)));
    }
    renderer(style).render(&[group])
}

fn renderer(style: Style) -> Renderer {
    let renderer = if style.color {
        Renderer::styled()
    } else {
        Renderer::plain()
    };
    let decor = if style.unicode {
        DecorStyle::Unicode
    } else {
        DecorStyle::Ascii
    };
    renderer.decor_style(decor).term_width(style.width.max(40))
}

/// One snippet per file, the primary one first.
fn snippets<'m>(
    found: &'m Diagnostic,
    map: &'m SourceMap,
) -> Vec<Snippet<'m, annotate_snippets::Annotation<'m>>> {
    let mut files = vec![found.primary.file];
    for (at, _) in &found.labels {
        if !files.contains(&at.file) {
            files.push(at.file);
        }
    }
    files
        .into_iter()
        .map(|id| snippet(found, map, id))
        .collect()
}

fn snippet<'m>(
    found: &'m Diagnostic,
    map: &'m SourceMap,
    id: FileId,
) -> Snippet<'m, annotate_snippets::Annotation<'m>> {
    let file = map.file(id);
    let mut snippet = Snippet::source(file.text.as_str()).path(printable(&file.name));
    if found.primary.file == id {
        let mut here = AnnotationKind::Primary.span(range(found.primary, &file.text));
        if !found.primary_label.is_empty() {
            here = here.label(printable(&found.primary_label));
        }
        snippet = snippet.annotation(here);
    }
    let others = found.labels.iter().filter(|(at, _)| at.file == id);
    snippet.annotations(others.map(|(at, text)| {
        AnnotationKind::Context
            .span(range(*at, &file.text))
            .label(printable(text))
    }))
}

/// A span that cannot hurt the renderer: inside the text, between characters, and of one line, because a
/// frame around a whole function hides what is meant.
fn range(span: Span, text: &str) -> std::ops::Range<usize> {
    let start = text.floor_char_boundary(span.start());
    let end = text.ceil_char_boundary(span.end()).max(start);
    let first_line = text[start..end]
        .find('\n')
        .map_or(end, |newline| start + newline);
    start..first_line
}

/// Messages quote names and literals of the program.
fn printable(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            '\n' => c,
            c if c.is_control() => char::REPLACEMENT_CHARACTER,
            '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                char::REPLACEMENT_CHARACTER
            }
            c => c,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::Origin;

    #[track_caller]
    fn check(text: &str, found: impl FnOnce(FileId) -> Diagnostic, expected: &str) {
        let mut map = SourceMap::default();
        let id = map.add("demo.zig", text, Origin::User);
        let shown = render(&found(id), &map, Style::PLAIN);
        assert_eq!(shown, expected.trim_matches('\n'), "\n{shown}");
    }

    #[test]
    fn primary_secondary_and_hint() {
        check(
            "const a: i32 = \"x\";\n",
            |id| {
                Diagnostic::error(
                    "type",
                    Span::new(id, 15, 18),
                    "expected type 'i32', found '*const [1:0]u8'",
                )
                .here("this is a string")
                .label(Span::new(id, 9, 12), "the type asked for here")
                .hint("use a slice")
            },
            "
error[type]: expected type 'i32', found '*const [1:0]u8'
 --> demo.zig:1:16
  |
1 | const a: i32 = \"x\";
  |          ---   ^^^ this is a string
  |          |
  |          the type asked for here
  |
  = hint: use a slice
",
        );
    }

    #[test]
    fn the_end_of_a_file_is_a_place() {
        check(
            "fn f() void {",
            |id| Diagnostic::error("syntax", Span::new(id, 13, 13), "expected '}', found 'EOF'"),
            "
error[syntax]: expected '}', found 'EOF'
 --> demo.zig:1:14
  |
1 | fn f() void {
  |              ^
",
        );
    }

    #[test]
    fn nothing_of_a_source_reaches_the_terminal_raw() {
        let mut map = SourceMap::default();
        let id = map.add("a\u{1b}[31m.zig", "\u{1b}]0;x\u{7}\u{202e}\n", Origin::User);
        let at = Span::new(id, 0, 1);
        let found = Diagnostic::error("syntax", at, "found '\u{1b}[2J'");
        let shown = render(&found, &map, Style::PLAIN);
        assert!(
            !shown.contains(['\u{1b}', '\u{7}', '\u{202e}']),
            "{shown:?}"
        );
    }

    #[test]
    fn any_place_of_any_text_can_be_shown() {
        let mut map = SourceMap::default();
        for text in ["", "\n", "ä\r\n\tb", "\u{0}", &"x".repeat(5000)] {
            let id = map.add("t.zig", text, Origin::User);
            for end in 0..text.len().min(20) + 1 {
                let found = Diagnostic::error("syntax", Span::new(id, end / 2, end), "m");
                for unicode in [false, true] {
                    let style = Style {
                        unicode,
                        color: unicode,
                        width: 0,
                    };
                    assert!(render(&found, &map, style).contains("t.zig"));
                }
            }
        }
    }
}
