// Only a limit ends it.
var turns: u32 = 0;

fn turn() void {
    defer turns +%= 1;
    if (turns % 3 == 0) turns +%= 2;
}

pub fn main() void {
    while (true) turn();
}
