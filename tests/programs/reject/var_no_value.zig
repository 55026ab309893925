pub fn main() void {
    var i: u32; // ~ERROR expected '=', found ';'
    i = 1;
}
