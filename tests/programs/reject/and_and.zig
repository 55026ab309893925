pub fn main() void {
    if (true && false) return; // ~ERROR ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND
}
