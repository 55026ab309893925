fn Box(comptime T: type) type {
    return struct {
        v: T,
        fn set(self: *@This(), v: T) void {
            self.v = v;
        }
    };
}
pub fn main() void {
    var b = Box(u8){ .v = 1 };
    b.set(300); // ~ERROR type 'u8' cannot represent integer value '300'
}
