pub fn main() void {
    var x = null; // ~ERROR variable of type '@TypeOf(null)' must be const or comptime
    x = 1;
}
