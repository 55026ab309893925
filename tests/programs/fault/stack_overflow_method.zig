// A method that calls itself instead of its child.
const std = @import("std");

const Node = struct {
    left: ?*Node = null,
    fn depth(self: *Node) u32 {
        return 1 + self.depth(); // ~FAULT stack-overflow
    }
};

pub fn main() void {
    var n = Node{};
    std.debug.print("{d}\n", .{n.depth()});
}
