//! Reading programs from disk, with a friendly sentence for everything that is no program.

use std::fs::File;
use std::io::{ErrorKind, Read};
use std::path::Path;

use crate::source::{FileId, Origin, SourceMap};
use crate::syntax;

/// Far more than a program that people read; it bounds what a wrong file can cost.
const MAX_BYTES: u64 = 4 << 20;

/// Why a file is no program.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Unreadable {
    pub message: String,
    pub hint: Option<&'static str>,
}

/// Adds the file to the map.
pub(super) fn read(path: &Path, map: &mut SourceMap) -> Result<FileId, Unreadable> {
    let name = path.display().to_string();
    let bytes = bytes(path, &name)?;
    let text = text(bytes, &name)?;
    Ok(map.add(name, text, Origin::User))
}

fn refuse(message: String, hint: Option<&'static str>) -> Unreadable {
    Unreadable { message, hint }
}

fn bytes(path: &Path, name: &str) -> Result<Vec<u8>, Unreadable> {
    let failed = |error: std::io::Error| match error.kind() {
        ErrorKind::NotFound => refuse(
            format!("there is no file '{name}'"),
            Some("`undefer` without arguments lists the programs that come with it"),
        ),
        ErrorKind::PermissionDenied => refuse(format!("'{name}' may not be read"), None),
        _ => refuse(format!("'{name}' cannot be read: {error}"), None),
    };
    let kind = std::fs::metadata(path).map_err(failed)?;
    if kind.is_dir() {
        let hint = Some("name one file: a program here is one file");
        return Err(refuse(format!("'{name}' is a directory"), hint));
    }
    let mut bytes = Vec::new();
    let mut file = File::open(path).map_err(failed)?.take(MAX_BYTES + 1);
    file.read_to_end(&mut bytes).map_err(failed)?;
    if bytes.len() as u64 > MAX_BYTES {
        let message = format!("'{name}' is larger than {} MiB", MAX_BYTES >> 20);
        return Err(refuse(message, Some("is it a program?")));
    }
    Ok(bytes)
}

fn text(bytes: Vec<u8>, name: &str) -> Result<String, Unreadable> {
    if bytes.iter().all(u8::is_ascii_whitespace) {
        let hint = Some("a program starts with `pub fn main() void { ... }`");
        return Err(refuse(format!("'{name}' is empty"), hint));
    }
    if bytes.contains(&0) {
        let hint = Some("give it a Zig source, not a compiled program");
        return Err(refuse(format!("'{name}' is a binary file"), hint));
    }
    syntax::decode(bytes).map_err(|message| {
        refuse(
            format!("'{name}': {message}"),
            Some("save the file as UTF-8"),
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(bytes: &[u8], expected: &str) {
        let said = text(bytes.to_vec(), "a.zig").map_err(|e| e.message);
        assert_eq!(said, Err(expected.to_string()));
    }

    #[test]
    fn what_is_no_text_is_refused_by_name() {
        check(b"", "'a.zig' is empty");
        check(b" \n\t", "'a.zig' is empty");
        check(b"\x7fELF\0", "'a.zig' is a binary file");
        check(
            b"ab\n\xff",
            "'a.zig': invalid byte 0xff in line 2: the file is not UTF-8 text",
        );
    }

    #[test]
    fn a_directory_and_a_missing_file() {
        let mut map = SourceMap::default();
        let said = read(Path::new("."), &mut map).map_err(|e| e.message);
        assert_eq!(said, Err("'.' is a directory".into()));
        let said = read(Path::new("no/such.zig"), &mut map).map_err(|e| e.message);
        assert_eq!(said, Err("there is no file 'no/such.zig'".into()));
    }
}
