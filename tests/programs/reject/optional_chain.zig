const N = struct { next: ?*N = null, v: u8 };
pub fn main() void {
    var n = N{ .v = 1 };
    n.v = 2;
    _ = n.next.v; // ~ERROR type '?*optional_chain.N' does not support field access
}
