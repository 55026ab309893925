// Used after it was freed, through the other of two pointers.
const std = @import("std");

const Account = struct { owner: u32, money: [3]i32 };

fn pay(account: *Account, amount: i32) void {
    account.money[0] -= amount;
    account.money[2] += amount;
}

pub fn main() !void {
    const gpa = std.heap.page_allocator;
    const account = try gpa.create(Account);
    account.* = .{ .owner = 1, .money = .{ 10, 20, 30 } };
    const same = account;
    for (0..3) |i| pay(account, @intCast(i + 1));
    gpa.destroy(account);
    pay(same, 4);
}
