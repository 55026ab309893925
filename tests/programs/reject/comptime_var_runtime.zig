pub fn main() void {
    comptime var n = 0;
    var b = true;
    b = false;
    if (b) n += 1; // ~ERROR store to comptime variable depends on runtime condition
}
