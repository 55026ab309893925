// A label that no break uses.
pub fn main() void {
    outer: while (true) { // ~ERROR unused while loop label
        break;
    }
}
