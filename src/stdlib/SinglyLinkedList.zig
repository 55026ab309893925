//! A list whose nodes know the next one. The nodes are part of the program's own structs:
//! `@fieldParentPtr` leads from a node to the struct around it.

const SinglyLinkedList = @This();

first: ?*Node = null,

pub const Node = struct {
    next: ?*Node = null,

    pub fn insertAfter(node: *Node, new_node: *Node) void {
        new_node.next = node.next;
        node.next = new_node;
    }

    /// Takes the next node out of the list.
    pub fn removeNext(node: *Node) ?*Node {
        const next = node.next orelse return null;
        node.next = next.next;
        return next;
    }

    /// The last node that can be reached from this one.
    pub fn findLast(node: *Node) *Node {
        var last = node;
        while (last.next) |next| last = next;
        return last;
    }

    /// How many nodes come behind this one.
    pub fn countChildren(node: *const Node) usize {
        var n: usize = 0;
        var at = node.next;
        while (at) |child| : (at = child.next) n += 1;
        return n;
    }

    /// Turns the list that begins here round, in place.
    pub fn reverse(indirect: *?*Node) void {
        var rest = indirect.*;
        var turned: ?*Node = null;
        while (rest) |node| {
            rest = node.next;
            node.next = turned;
            turned = node;
        }
        indirect.* = turned;
    }
};

pub fn prepend(list: *SinglyLinkedList, new_node: *Node) void {
    new_node.next = list.first;
    list.first = new_node;
}

/// Takes a node of this list out of it.
pub fn remove(list: *SinglyLinkedList, node: *Node) void {
    if (list.first == node) {
        list.first = node.next;
        return;
    }
    var before = list.first.?;
    while (before.next != node) before = before.next.?;
    before.next = node.next;
}

pub fn popFirst(list: *SinglyLinkedList) ?*Node {
    const first = list.first orelse return null;
    list.first = first.next;
    return first;
}

/// Counts the nodes, one after the other.
pub fn len(list: SinglyLinkedList) usize {
    const first = list.first orelse return 0;
    return 1 + first.countChildren();
}
