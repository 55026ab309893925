//! The standard library: `.zig` files in the language itself, embedded in the binary. This module only finds
//! their text; what they reach of the machine is the table [`crate::ir::Intrinsic`].
//!
//! The files have the names of Zig's own, because the names of types come from them: `std.mem.Allocator` is
//! the file `mem/Allocator.zig`, and Zig calls the type `mem.Allocator`.

/// Declares [`FILES`] from their paths.
macro_rules! files {
    ($($path:literal)*) => {
        /// Every file of the library: the path under which programs and other library files know it, and its text.
        /// Sorted by path.
        pub const FILES: &[(&str, &str)] = &[$((concat!("std/", $path), include_str!($path))),*];
    };
}

files! {
    "DoublyLinkedList.zig"
    "Io.zig"
    "Io/Reader.zig"
    "Io/Writer.zig"
    "Io/fixed_buffer_stream.zig"
    "Io/generic_writer.zig"
    "Random.zig"
    "Random/SplitMix64.zig"
    "Random/Xoshiro256.zig"
    "SinglyLinkedList.zig"
    "array_hash_map.zig"
    "array_list.zig"
    "ascii.zig"
    "bit_set.zig"
    "bit_set/array.zig"
    "bit_set/dynamic.zig"
    "bit_set/integer.zig"
    "buf_map.zig"
    "buf_set.zig"
    "builtin.zig"
    "debug.zig"
    "enums.zig"
    "fmt.zig"
    "fs.zig"
    "fs/File.zig"
    "fs/path.zig"
    "hash.zig"
    "hash/checksum.zig"
    "hash/wyhash.zig"
    "hash_map.zig"
    "heap.zig"
    "heap/FixedBufferAllocator.zig"
    "heap/PageAllocator.zig"
    "heap/arena_allocator.zig"
    "heap/debug_allocator.zig"
    "heap/memory_pool.zig"
    "heap/stack_fallback.zig"
    "log.zig"
    "math.zig"
    "mem.zig"
    "mem/Allocator.zig"
    "mem/alignment.zig"
    "mem/bytes.zig"
    "mem/change.zig"
    "mem/search.zig"
    "mem/split.zig"
    "meta.zig"
    "multi_array_list.zig"
    "priority_dequeue.zig"
    "priority_queue.zig"
    "process.zig"
    "program.zig"
    "segmented_list.zig"
    "sort.zig"
    "static_string_map.zig"
    "std.zig"
    "testing.zig"
    "testing/FailingAllocator.zig"
    "time.zig"
    "unicode.zig"
}

/// What `@import("std")` names.
const ROOT: &str = "std/std.zig";
/// What `@import("builtin")` names.
const PROGRAM: &str = "std/program.zig";

/// The text of a library file.
pub fn file(path: &str) -> Option<&'static str> {
    let index = FILES.binary_search_by_key(&path, |file| file.0).ok()?;
    Some(FILES[index].1)
}

/// The path that `@import(import)` means in the file `from` of the library, or in a program (`None`).
/// Inside the library a path starts at the folder of the importing file.
pub fn resolve(import: &str, from: Option<&str>) -> Option<&'static str> {
    match import {
        "std" => return Some(ROOT),
        "builtin" => return Some(PROGRAM),
        _ => {}
    }
    let mut parts: Vec<&str> = from?.split('/').collect();
    parts.pop();
    for part in import.split('/') {
        match part {
            ".." => drop(parts.pop()),
            part => parts.push(part),
        }
    }
    let path = parts.join("/");
    let index = FILES
        .binary_search_by_key(&path.as_str(), |file| file.0)
        .ok()?;
    Some(FILES[index].0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_file_is_found_by_its_path() {
        assert!(FILES.is_sorted_by_key(|file| file.0));
        for (path, text) in FILES {
            assert_eq!(file(path), Some(*text));
            assert!(text.starts_with("//! "), "{path} says what it is for");
        }
        assert_eq!(file("nothing.zig"), None);
    }

    #[test]
    fn imports_are_found_from_where_they_stand() {
        assert_eq!(resolve("std", None), Some("std/std.zig"));
        assert!(file(PROGRAM).is_some() && file(ROOT).is_some());
        assert_eq!(resolve("mem.zig", Some("std/std.zig")), Some("std/mem.zig"));
        let allocator = Some("std/mem/Allocator.zig");
        assert_eq!(resolve("mem/Allocator.zig", Some("std/mem.zig")), allocator);
        assert_eq!(resolve("../std.zig", allocator), Some("std/std.zig"));
        assert_eq!(resolve("mem.zig", None), None);
    }

    #[test]
    fn every_import_names_a_file() {
        for (path, text) in FILES {
            for import in text.split("@import(\"").skip(1) {
                let target = import.split('"').next().unwrap_or_default();
                // The program's own file.
                if target == "root" {
                    continue;
                }
                assert!(resolve(target, Some(path)).is_some(), "{path}: {target}");
            }
        }
    }
}
