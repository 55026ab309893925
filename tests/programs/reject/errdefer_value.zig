pub fn main() void {
    errdefer |e| return e; // ~ERROR cannot return from defer expression
}
