pub fn main() void {
    a: while (true) {
        a: while (true) { // ~ERROR redefinition of label 'a'
            break :a;
        }
        break :a;
    }
}
