// The same for a union without a tag.
const U = union { int: u32, float: f32 };

fn get(u: *U) f32 {
    return u.float; // ~PANIC access of union field 'float' while field 'int' is active
}

pub fn main() void {
    var u = U{ .float = 1 };
    _ = get(&u);
    u = .{ .int = 2 };
    _ = get(&u);
}
