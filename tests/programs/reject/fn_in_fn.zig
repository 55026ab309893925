pub fn main() void {
    fn inner() void {} // ~ERROR expected ';' after statement
    inner();
}
