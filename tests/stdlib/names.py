#!/usr/bin/env python3
"""Looks for public names of our library that Zig's library does not have: a program that uses one would run
here and not there.

    python3 tests/stdlib/names.py        (needs `pip install ziglang==0.15.2`)
"""
import pathlib, re, subprocess, sys, tempfile

LIBRARY = pathlib.Path(__file__).parent.parent.parent / "src" / "stdlib"

# Zig's name of a container, the file that has ours, and how deep its declarations are indented there.
CONTAINERS = [
    ("std", "std.zig", 0), ("std.mem", "mem.zig", 0), ("std.mem.Allocator", "mem/Allocator.zig", 0),
    ("std.mem.Alignment", "mem/alignment.zig", 4), ("std.heap", "heap.zig", 0),
    ("std.heap.ArenaAllocator", "heap/arena_allocator.zig", 4),
    ("std.heap.FixedBufferAllocator", "heap/FixedBufferAllocator.zig", 0),
    ("std.heap.DebugAllocator(.{})", "heap/debug_allocator.zig", 8),
    ("std.heap.StackFallbackAllocator(8)", "heap/stack_fallback.zig", 8),
    ("std.heap.MemoryPool(u8)", "heap/memory_pool.zig", 8), ("std.debug", "debug.zig", 0),
    ("std.math", "math.zig", 0), ("std.fmt", "fmt.zig", 0), ("std.ascii", "ascii.zig", 0),
    ("std.sort", "sort.zig", 0), ("std.meta", "meta.zig", 0), ("std.process", "process.zig", 0),
    ("std.testing", "testing.zig", 0), ("std.testing.FailingAllocator", "testing/FailingAllocator.zig", 0),
    ("std.log", "log.zig", 0), ("std.array_list", "array_list.zig", 0),
    ("std.ArrayList(u8)", "array_list.zig:Aligned", 8),
    ("std.array_list.Managed(u8)", "array_list.zig:AlignedManaged", 8),
    ("std.builtin", "builtin.zig", 0), ("std.builtin.Type", "builtin.zig", 4),
    ("std.hash_map", "hash_map.zig", 0), ("std.AutoHashMap(u8, u8)", "hash_map.zig:HashMap", 8),
    ("std.AutoHashMapUnmanaged(u8, u8)", "hash_map.zig:HashMapUnmanaged", 8),
    ("std.array_hash_map", "array_hash_map.zig", 0),
    ("std.AutoArrayHashMap(u8, u8)", "array_hash_map.zig:ArrayHashMap", 8),
    ("std.AutoArrayHashMapUnmanaged(u8, u8)", "array_hash_map.zig:ArrayHashMapUnmanaged", 8),
    ("std.StaticStringMap(u8)", "static_string_map.zig", 8), ("std.bit_set", "bit_set.zig", 0),
    ("std.StaticBitSet(100)", "bit_set.zig:StaticBitSet", 8), ("std.DynamicBitSet", "bit_set.zig", 4),
    ("std.SinglyLinkedList", "SinglyLinkedList.zig", 0), ("std.DoublyLinkedList", "DoublyLinkedList.zig", 0),
    ("std.PriorityQueue(u8, void, undefined)", "priority_queue.zig", 8),
    ("std.Random", "Random.zig", 0), ("std.Random.Xoshiro256", "Random/Xoshiro256.zig", 0),
    ("std.enums", "enums.zig", 0), ("std.unicode", "unicode.zig", 0), ("std.fs", "fs.zig", 0),
    ("std.fs.File", "fs/File.zig", 0), ("std.Io", "Io.zig", 0), ("std.Io.Writer", "Io/Writer.zig", 0),
    ("std.Io.Reader", "Io/Reader.zig", 0), ("std.hash", "hash.zig", 0), ("std.time", "time.zig", 0),
]


def declared(path, depth):
    file, _, function = path.partition(":")
    if not (LIBRARY / file).exists():
        return []
    text = (LIBRARY / file).read_text()
    if function:
        text = re.search(rf"(?ms)^pub fn {function}\(.*?^}}", text).group(0)
    pattern = rf"(?m)^{' ' * depth}pub (?:inline )?(?:const|var|fn) (@\"[^\"]+\"|\w+)"
    return re.findall(pattern, text)


def main():
    lines = ['const std = @import("std");', "pub fn main() void {", "@setEvalBranchQuota(100000);"]
    for container, path, depth in CONTAINERS:
        for name in declared(path, depth):
            lines.append(f'if (!@hasDecl({container}, "{name}")) std.debug.print("{{s}}\\n", .{{"{container}.{name}"}});')
    lines.append("}")
    with tempfile.TemporaryDirectory() as tmp:
        program = pathlib.Path(tmp) / "main.zig"
        program.write_text("\n".join(lines))
        run = subprocess.run([sys.executable, "-m", "ziglang", "run", str(program)], capture_output=True, text=True)
        print(run.stderr or f"all of {len(lines) - 4} names are Zig's")


main()
