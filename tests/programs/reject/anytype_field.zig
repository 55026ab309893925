const S = struct { a: anytype }; // ~ERROR expected type expression, found 'anytype'
pub fn main() void {
    const s: S = undefined;
    _ = s;
}
