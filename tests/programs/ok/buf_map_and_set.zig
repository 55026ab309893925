// A map and a set that own their texts.
const std = @import("std");
pub fn main() !void {
    const a = std.heap.page_allocator;
    var m = std.BufMap.init(a);
    defer m.deinit();
    try m.put("k", "v");
    try m.put("k", "w");
    try m.put("name", "zig");
    std.debug.print("{?s} {d} {?s}\n", .{ m.get("k"), m.count(), m.get("no") });
    m.remove("k");
    std.debug.print("{d}\n", .{m.count()});
    var it = m.iterator();
    while (it.next()) |e| std.debug.print("{s}={s}\n", .{ e.key_ptr.*, e.value_ptr.* });
    var s = std.BufSet.init(a);
    defer s.deinit();
    try s.insert("x");
    try s.insert("x");
    std.debug.print("{} {} {d}\n", .{ s.contains("x"), s.contains("y"), s.count() });
    s.remove("x");
    std.debug.print("{d}\n", .{s.count()});
}
