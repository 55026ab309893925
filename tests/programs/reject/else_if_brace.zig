// && is spelled and.
pub fn main() void {
    const a = true;
    if (a && a) return; // ~ERROR ambiguous use of '&&'; use 'and' for logical AND, or change whitespace to ' & &' for bitwise AND
}
