const U = union(enum) { a: u8, b: u16 };
fn f(u: U) u32 {
    switch (u) { // ~ERROR switch must handle all possibilities
        .a => |x| return x,
    }
}
pub fn main() void {
    _ = f(.{ .a = 1 });
}
