//! Source files and places in them. Everything above speaks of text through [`Span`]s; only this module
//! turns them into lines and columns.

use std::sync::Arc;

/// Names one file of a [`SourceMap`].
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct FileId(pub u32);

/// Half-open byte range of one file. Invariant: `start <= end`.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub file: FileId,
    start: u32,
    end: u32,
}

impl Span {
    pub fn new(file: FileId, start: usize, end: usize) -> Span {
        assert!(start <= end, "a span runs forwards");
        Span {
            file,
            start: start as u32,
            end: end as u32,
        }
    }

    pub fn start(self) -> usize {
        self.start as usize
    }

    pub fn end(self) -> usize {
        self.end as usize
    }

    /// The smallest span that holds both; both must be in the same file.
    pub fn to(self, other: Span) -> Span {
        debug_assert_eq!(self.file, other.file);
        Span {
            file: self.file,
            start: self.start.min(other.start),
            end: self.end.max(other.end),
        }
    }

    /// The empty span at the start of this one.
    pub fn at_start(self) -> Span {
        Span {
            end: self.start,
            ..self
        }
    }

    /// The empty span at the end of this one.
    pub fn at_end(self) -> Span {
        Span {
            start: self.end,
            ..self
        }
    }
}

impl std::fmt::Debug for Span {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}:{}..{}", self.file.0, self.start, self.end)
    }
}

/// One-based line and column (in bytes), as people and editors count them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub struct LineCol {
    pub line: u32,
    pub col: u32,
}

/// Whose text a file is: stepping skips the library unless asked for.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Origin {
    User,
    Library,
}

/// One file's name and text, with its lines found.
#[derive(Debug)]
pub struct SourceFile {
    /// As the user named it; library files are named `std/mem.zig`.
    pub name: String,
    pub text: String,
    pub origin: Origin,
    line_starts: Vec<u32>,
}

impl SourceFile {
    fn new(name: String, text: String, origin: Origin) -> SourceFile {
        let starts = text
            .bytes()
            .enumerate()
            .filter(|&(_, b)| b == b'\n')
            .map(|(i, _)| i as u32 + 1);
        let line_starts = std::iter::once(0).chain(starts).collect();
        SourceFile {
            name,
            text,
            origin,
            line_starts,
        }
    }

    /// Number of lines; a text that ends in a newline has no extra empty one, an empty text has one.
    pub fn line_count(&self) -> u32 {
        let starts = self.line_starts.len() as u32;
        if starts > 1 && self.text.ends_with('\n') {
            starts - 1
        } else {
            starts
        }
    }

    pub fn line_col(&self, offset: usize) -> LineCol {
        let line = self.line_starts.partition_point(|&s| s as usize <= offset);
        LineCol {
            line: line as u32,
            col: (offset - self.line_starts[line - 1] as usize) as u32 + 1,
        }
    }

    /// The text of a one-based line, without its line end; empty where there is no such line.
    pub fn line(&self, line: u32) -> &str {
        let Some(&start) = self.line_starts.get((line as usize).wrapping_sub(1)) else {
            return "";
        };
        let end = self
            .line_starts
            .get(line as usize)
            .map_or(self.text.len(), |&e| e as usize);
        self.text[start as usize..end].trim_end_matches(['\n', '\r'])
    }

    /// Byte offset of the start of a one-based line.
    pub fn line_start(&self, line: u32) -> Option<usize> {
        self.line_starts
            .get((line as usize).wrapping_sub(1))
            .map(|&s| s as usize)
    }
}

/// All files of one compilation. Cheap to clone: files are shared and never change.
#[derive(Clone, Default, Debug)]
pub struct SourceMap {
    files: Vec<Arc<SourceFile>>,
}

impl SourceMap {
    pub fn add(
        &mut self,
        name: impl Into<String>,
        text: impl Into<String>,
        origin: Origin,
    ) -> FileId {
        self.files
            .push(Arc::new(SourceFile::new(name.into(), text.into(), origin)));
        FileId(self.files.len() as u32 - 1)
    }

    pub fn file(&self, id: FileId) -> &Arc<SourceFile> {
        &self.files[id.0 as usize]
    }

    pub fn ids(&self) -> impl Iterator<Item = FileId> + use<> {
        (0..self.files.len() as u32).map(FileId)
    }

    pub fn text(&self, span: Span) -> &str {
        &self.file(span.file).text[span.start()..span.end()]
    }

    pub fn line_col(&self, span: Span) -> LineCol {
        self.file(span.file).line_col(span.start())
    }

    pub fn is_library(&self, file: FileId) -> bool {
        self.file(file).origin == Origin::Library
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_and_columns_count_from_one() {
        let mut map = SourceMap::default();
        let id = map.add("a.zig", "ab\n\ncd", Origin::User);
        let file = map.file(id);
        assert_eq!(file.line_col(0), LineCol { line: 1, col: 1 });
        assert_eq!(file.line_col(2), LineCol { line: 1, col: 3 });
        assert_eq!(file.line_col(3), LineCol { line: 2, col: 1 });
        assert_eq!(file.line_col(6), LineCol { line: 3, col: 3 });
        assert_eq!(
            (file.line(1), file.line(2), file.line(3), file.line(4)),
            ("ab", "", "cd", "")
        );
        assert_eq!(file.line_count(), 3);
    }
}
