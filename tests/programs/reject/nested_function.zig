// Functions cannot be declared inside functions.
pub fn main() void {
    fn inner() void {} // ~ERROR expected ';' after statement
    inner();
}
