pub fn main() void {
    if true { // ~ERROR expected '(', found 'an identifier'
        return;
    }
}
