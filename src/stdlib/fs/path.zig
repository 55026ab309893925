//! Paths as text: parts with slashes between them. Nothing here asks whether there is such a file.

const std = @import("../std.zig");
const mem = std.mem;
const Allocator = mem.Allocator;

pub const sep = '/';
pub const sep_str = "/";
pub const sep_posix = '/';
pub const sep_windows = '\\';
pub const delimiter = ':';

pub fn isSep(byte: u8) bool {
    return byte == sep;
}

pub fn isAbsolute(path: []const u8) bool {
    return path.len > 0 and path[0] == sep;
}

/// Puts the paths behind each other with one slash between two.
pub fn join(allocator: Allocator, paths: []const []const u8) Allocator.Error![]u8 {
    var joined: std.ArrayList(u8) = .empty;
    errdefer joined.deinit(allocator);
    for (paths) |path| {
        if (path.len == 0) continue;
        const starts_with_sep = isSep(path[0]);
        const text = joined.items;
        const ends_with_sep = text.len > 0 and isSep(text[text.len - 1]);
        if (text.len > 0 and !starts_with_sep and !ends_with_sep) try joined.append(allocator, sep);
        try joined.appendSlice(allocator, if (ends_with_sep and starts_with_sep) path[1..] else path);
    }
    return joined.toOwnedSlice(allocator);
}

/// The path without slashes at its end.
fn withoutEnd(path: []const u8) []const u8 {
    return mem.trimEnd(u8, path, sep_str);
}

/// The last part of the path.
pub fn basename(path: []const u8) []const u8 {
    const whole = withoutEnd(path);
    const before = mem.lastIndexOfScalar(u8, whole, sep) orelse return whole;
    return whole[before + 1 ..];
}

/// Everything before the last part; null when there is nothing.
pub fn dirname(path: []const u8) ?[]const u8 {
    const whole = withoutEnd(path);
    const before = mem.lastIndexOfScalar(u8, whole, sep) orelse return null;
    const dir = withoutEnd(whole[0..before]);
    return if (dir.len == 0) path[0..1] else dir;
}

/// The last dot of the last part and what follows; empty when there is none or the name starts with it.
pub fn extension(path: []const u8) []const u8 {
    const name = basename(path);
    const dot = mem.lastIndexOfScalar(u8, name, '.') orelse return path[path.len..];
    return if (dot == 0) path[path.len..] else name[dot..];
}

/// The last part without its extension.
pub fn stem(path: []const u8) []const u8 {
    const name = basename(path);
    const dot = mem.lastIndexOfScalar(u8, name, '.') orelse return name;
    return if (dot == 0) name else name[0..dot];
}

/// Joins the paths, an absolute one starting afresh, and works out `.` and `..`.
pub fn resolve(allocator: Allocator, paths: []const []const u8) Allocator.Error![]u8 {
    var parts: std.ArrayList([]const u8) = .empty;
    defer parts.deinit(allocator);
    var is_absolute = false;
    // So many `..` at the front have nothing to go up from.
    var ups: usize = 0;
    for (paths) |path| {
        if (isAbsolute(path)) {
            is_absolute = true;
            ups = 0;
            parts.clearRetainingCapacity();
        }
        var it = mem.tokenizeScalar(u8, path, sep);
        while (it.next()) |part| {
            if (mem.eql(u8, part, ".")) continue;
            if (!mem.eql(u8, part, "..")) {
                try parts.append(allocator, part);
            } else if (parts.items.len > ups) {
                _ = parts.pop();
            } else if (!is_absolute) {
                try parts.append(allocator, part);
                ups += 1;
            }
        }
    }
    const relative = try mem.join(allocator, sep_str, parts.items);
    if (!is_absolute and relative.len > 0) return relative;
    defer allocator.free(relative);
    return if (is_absolute) mem.concat(allocator, u8, &.{ sep_str, relative }) else allocator.dupe(u8, ".");
}

/// Goes through the parts of a path, both ways.
pub const ComponentIterator = struct {
    path: []const u8,
    /// Where the part that was given last starts and ends.
    start: usize = 0,
    end: usize = 0,

    pub const Component = struct {
        name: []const u8,
        /// The path up to and with this part.
        path: []const u8,
    };

    pub fn root(self: ComponentIterator) ?[]const u8 {
        return if (isAbsolute(self.path)) self.path[0..1] else null;
    }

    pub fn first(self: *ComponentIterator) ?Component {
        self.start = 0;
        self.end = 0;
        return self.next();
    }

    pub fn last(self: *ComponentIterator) ?Component {
        self.start = self.path.len;
        self.end = self.path.len;
        return self.previous();
    }

    pub fn next(self: *ComponentIterator) ?Component {
        var start = self.end;
        while (start < self.path.len and isSep(self.path[start])) start += 1;
        if (start == self.path.len) return null;
        var end = start;
        while (end < self.path.len and !isSep(self.path[end])) end += 1;
        return self.give(start, end);
    }

    pub fn peekNext(self: ComponentIterator) ?Component {
        var copy = self;
        return copy.next();
    }

    pub fn previous(self: *ComponentIterator) ?Component {
        var end = self.start;
        while (end > 0 and isSep(self.path[end - 1])) end -= 1;
        if (end == 0) return null;
        var start = end;
        while (start > 0 and !isSep(self.path[start - 1])) start -= 1;
        return self.give(start, end);
    }

    pub fn peekPrevious(self: ComponentIterator) ?Component {
        var copy = self;
        return copy.previous();
    }

    fn give(self: *ComponentIterator, start: usize, end: usize) Component {
        self.start = start;
        self.end = end;
        return .{ .name = self.path[start..end], .path = self.path[0..end] };
    }
};

pub fn componentIterator(path: []const u8) error{}!ComponentIterator {
    return .{ .path = path };
}
