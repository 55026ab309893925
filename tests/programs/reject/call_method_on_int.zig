pub fn main() void {
    const x: i32 = 3;
    x.print(); // ~ERROR no field or member function named 'print' in 'i32'
}
