const N = struct { next: ?*N = null, v: u8 };
fn last(n: *N) *N {
    return n.next; // ~ERROR expected type '*optional_pointer_arg.N', found '?*optional_pointer_arg.N'
}
pub fn main() void {
    var n = N{ .v = 1 };
    _ = last(&n);
    n.v = 2;
}
