// A table of primes made by the compiler.
const std = @import("std");

fn primes(comptime n: usize) [n]u32 {
    @setEvalBranchQuota(100_000);
    var list: [n]u32 = undefined;
    var len: usize = 0;
    var candidate: u32 = 2;
    outer: while (len < n) : (candidate += 1) {
        for (list[0..len]) |p| {
            if (candidate % p == 0) continue :outer;
        }
        list[len] = candidate;
        len += 1;
    }
    return list;
}

const table = primes(30);

pub fn main() void {
    std.debug.print("{d} {d} {any}\n", .{ table.len, table[29], table[0..8] });
}
