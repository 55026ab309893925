pub fn main() void {
    var x = undefined; // ~ERROR variable of type '@TypeOf(undefined)' must be const or comptime
    x = 1;
}
