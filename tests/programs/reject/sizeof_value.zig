pub fn main() void {
    _ = @sizeOf(5); // ~ERROR expected type 'type', found 'comptime_int'
}
