pub fn main() void {
    var t = u8; // ~ERROR variable of type 'type' must be const or comptime
    t = u16;
}
