// The same through an optional pointer.
const Node = struct { next: ?*Node };

fn second(n: *Node) *Node {
    return n.next.?; // ~PANIC attempt to use null value
}

pub fn main() void {
    var n = Node{ .next = null };
    n.next = &n;
    _ = second(second(&n));
    n.next = null;
    _ = second(&n);
}
