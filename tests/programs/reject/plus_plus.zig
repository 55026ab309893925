// There is no ++ on variables.
pub fn main() void {
    var i: u32 = 0;
    i++; // ~ERROR expected expression, found ';'
}
