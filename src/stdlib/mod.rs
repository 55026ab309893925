//! The standard library: files of the language itself, embedded. What only the machine can do, they ask of it by
//! builtin calls that start with `@vm` (see [`crate::ir::Intrinsic`]). A file is read when something imports it.

/// Every file by the path under which programs and other library files know it. `@import("std")` is `std/std.zig`;
/// inside the library `@import("mem.zig")` is the file of that name beside the importing one.
const FILES: &[(&str, &str)] = &[
    ("std/std.zig", include_str!("std.zig")),
    ("std/debug.zig", include_str!("debug.zig")),
    ("std/heap.zig", include_str!("heap.zig")),
    ("std/math.zig", include_str!("math.zig")),
    ("std/mem.zig", include_str!("mem.zig")),
    ("std/mem/Allocator.zig", include_str!("mem/Allocator.zig")),
    ("std/process.zig", include_str!("process.zig")),
];

/// The text of a library file.
pub fn file(path: &str) -> Option<&'static str> {
    FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(_, text)| *text)
}

/// The path that `@import(import)` means in the file `from` of the library, or in a program (`None`).
pub fn resolve(import: &str, from: Option<&str>) -> Option<&'static str> {
    let path = match (import, from) {
        ("std", _) => "std/std.zig".to_string(),
        (_, None) => return None,
        (_, Some(from)) => {
            let folder = from.rsplit_once('/').map_or("", |(folder, _)| folder);
            match import.strip_prefix("../") {
                Some(rest) => {
                    let above = folder.rsplit_once('/').map_or("", |(above, _)| above);
                    format!("{above}/{rest}")
                }
                None => format!("{folder}/{import}"),
            }
        }
    };
    FILES
        .iter()
        .find(|(name, _)| *name == path)
        .map(|(name, _)| *name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn imports_are_found_from_where_they_stand() {
        assert_eq!(resolve("std", None), Some("std/std.zig"));
        assert_eq!(resolve("mem.zig", Some("std/std.zig")), Some("std/mem.zig"));
        assert_eq!(
            resolve("mem/Allocator.zig", Some("std/mem.zig")),
            Some("std/mem/Allocator.zig")
        );
        assert_eq!(
            resolve("../std.zig", Some("std/mem/Allocator.zig")),
            Some("std/std.zig")
        );
        assert_eq!(resolve("mem.zig", None), None);
    }
}
