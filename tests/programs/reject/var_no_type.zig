pub fn main() void {
    var i = 0; // ~ERROR variable of type 'comptime_int' must be const or comptime
    i += 1;
}
