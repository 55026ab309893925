// A small machine and its assembler, by reflection over a union.
const std = @import("std");
const Instr = union(enum) { load: i64, add, sub, mul, dup, swap, jmp: usize, jz: usize, print, halt };
const VM = struct {
    stack: std.ArrayList(i64) = .empty, ip: usize = 0, gpa: std.mem.Allocator, steps: usize = 0,
    const Error = error{ StackUnderflow, StepLimit } || std.mem.Allocator.Error;
    fn pop(vm: *VM) Error!i64 { return vm.stack.pop() orelse error.StackUnderflow; }
    fn run(vm: *VM, code: []const Instr) Error!void {
        while (vm.ip < code.len) {
            vm.steps += 1;
            if (vm.steps > 1000) return error.StepLimit;
            const ins = code[vm.ip];
            vm.ip += 1;
            switch (ins) {
                .load => |v| try vm.stack.append(vm.gpa, v),
                inline .add, .sub, .mul => |_, tag| {
                    const b = try vm.pop();
                    const a = try vm.pop();
                    try vm.stack.append(vm.gpa, switch (tag) { .add => a + b, .sub => a - b, .mul => a * b, else => comptime unreachable });
                },
                .dup => { const a = vm.stack.getLastOrNull() orelse return error.StackUnderflow; try vm.stack.append(vm.gpa, a); },
                .swap => { const n = vm.stack.items.len; if (n < 2) return error.StackUnderflow; std.mem.swap(i64, &vm.stack.items[n - 1], &vm.stack.items[n - 2]); },
                .jmp => |t| vm.ip = t,
                .jz => |t| if (try vm.pop() == 0) { vm.ip = t; },
                .print => std.debug.print("{d} ", .{try vm.pop()}),
                .halt => return,
            }
        }
    }
};
fn assemble(a: std.mem.Allocator, text: []const u8) ![]Instr {
    var list: std.ArrayList(Instr) = .empty;
    errdefer list.deinit(a);
    var lines = std.mem.tokenizeScalar(u8, text, '\n');
    var num: usize = 0;
    while (lines.next()) |line| {
        num += 1;
        var it = std.mem.tokenizeScalar(u8, line, ' ');
        const name = it.next() orelse continue;
        const tag = std.meta.stringToEnum(std.meta.Tag(Instr), name) orelse { std.debug.print("line {d}: {s}?\n", .{ num, name }); return error.UnknownOp; };
        switch (tag) {
            inline else => |t| {
                const T = @FieldType(Instr, @tagName(t));
                const payload = if (T == void) {} else try std.fmt.parseInt(T, it.next() orelse return error.MissingArg, 10);
                try list.append(a, @unionInit(Instr, @tagName(t), payload));
            },
        }
    }
    return list.toOwnedSlice(a);
}
pub fn main() !void {
    var gpa = std.heap.DebugAllocator(.{}){};
    defer std.debug.assert(gpa.deinit() == .ok);
    const a = gpa.allocator();
    const code = try assemble(a, "load 5\ndup\nprint\nload 1\nsub\ndup\njz 8\njmp 1\nhalt");
    defer a.free(code);
    var vm: VM = .{ .gpa = a };
    defer vm.stack.deinit(a);
    try vm.run(code);
    std.debug.print("| {d} steps\n", .{vm.steps});
    for ([_][]const u8{ "add", "bogus", "load", "load x" }) |src| {
        if (assemble(a, src)) |c| { defer a.free(c); var v2: VM = .{ .gpa = a }; defer v2.stack.deinit(a); v2.run(c) catch |e| std.debug.print("{t}\n", .{e}); } else |e| std.debug.print("{t}\n", .{e});
    }
}
