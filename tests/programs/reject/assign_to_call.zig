fn one() u32 {
    return 1;
}

fn first() void {
    one() = 2; // ~ERROR invalid left-hand side to assignment
}

fn second(x: u32) void {
    @as(u32, x) += 2; // ~ERROR invalid left-hand side to assignment
}

pub fn main() void {
    first();
    second(1);
}
