// Accounts with errors and an errdefer that rolls back.
const std = @import("std");

const BankError = error{ InsufficientFunds, UnknownAccount, Frozen };

const Account = struct { id: u32, balance: i64, frozen: bool = false };

const Bank = struct {
    accounts: []Account,

    fn find(self: Bank, id: u32) BankError!*Account {
        for (self.accounts) |*a| {
            if (a.id == id) return a;
        }
        return error.UnknownAccount;
    }

    fn withdraw(a: *Account, amount: i64) BankError!void {
        if (a.balance < amount) return error.InsufficientFunds;
        a.balance -= amount;
    }

    fn deposit(a: *Account, amount: i64) BankError!void {
        if (a.frozen) return error.Frozen;
        a.balance += amount;
    }

    fn transfer(self: Bank, from: u32, to: u32, amount: i64) BankError!void {
        const a = try self.find(from);
        const b = try self.find(to);
        try withdraw(a, amount);
        errdefer a.balance += amount;
        try deposit(b, amount);
    }
};

pub fn main() void {
    var accounts = [_]Account{
        .{ .id = 1, .balance = 100 },
        .{ .id = 2, .balance = 50 },
        .{ .id = 3, .balance = 0, .frozen = true },
    };
    const bank = Bank{ .accounts = &accounts };
    const tries = [_]struct { u32, u32, i64 }{ .{ 1, 2, 30 }, .{ 2, 1, 500 }, .{ 1, 9, 1 }, .{ 1, 3, 70 } };
    for (tries) |t| {
        bank.transfer(t[0], t[1], t[2]) catch |e| {
            std.debug.print("{d}->{d}: {s}\n", .{ t[0], t[1], @errorName(e) });
            continue;
        };
        std.debug.print("{d}->{d}: ok\n", .{ t[0], t[1] });
    }
    for (accounts) |a| std.debug.print("{d}: {d}\n", .{ a.id, a.balance });
}
