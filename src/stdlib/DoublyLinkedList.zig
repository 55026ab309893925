//! A list whose nodes know the one before and the one behind. The nodes are part of the program's own structs:
//! `@fieldParentPtr` leads from a node to the struct around it.

const DoublyLinkedList = @This();

first: ?*Node = null,
last: ?*Node = null,

pub const Node = struct {
    prev: ?*Node = null,
    next: ?*Node = null,
};

pub fn insertAfter(list: *DoublyLinkedList, existing_node: *Node, new_node: *Node) void {
    new_node.prev = existing_node;
    new_node.next = existing_node.next;
    if (existing_node.next) |next| next.prev = new_node else list.last = new_node;
    existing_node.next = new_node;
}

pub fn insertBefore(list: *DoublyLinkedList, existing_node: *Node, new_node: *Node) void {
    new_node.next = existing_node;
    new_node.prev = existing_node.prev;
    if (existing_node.prev) |prev| prev.next = new_node else list.first = new_node;
    existing_node.prev = new_node;
}

pub fn append(list: *DoublyLinkedList, new_node: *Node) void {
    if (list.last) |last| return list.insertAfter(last, new_node);
    list.prepend(new_node);
}

pub fn prepend(list: *DoublyLinkedList, new_node: *Node) void {
    if (list.first) |first| return list.insertBefore(first, new_node);
    new_node.prev = null;
    new_node.next = null;
    list.first = new_node;
    list.last = new_node;
}

/// Takes a node of this list out of it.
pub fn remove(list: *DoublyLinkedList, node: *Node) void {
    if (node.prev) |prev| prev.next = node.next else list.first = node.next;
    if (node.next) |next| next.prev = node.prev else list.last = node.prev;
}

pub fn pop(list: *DoublyLinkedList) ?*Node {
    const last = list.last orelse return null;
    list.remove(last);
    return last;
}

pub fn popFirst(list: *DoublyLinkedList) ?*Node {
    const first = list.first orelse return null;
    list.remove(first);
    return first;
}

/// Moves all nodes of the second list behind those of the first.
pub fn concatByMoving(list1: *DoublyLinkedList, list2: *DoublyLinkedList) void {
    const first = list2.first orelse return;
    if (list1.last) |last| {
        last.next = first;
        first.prev = last;
    } else {
        list1.first = first;
    }
    list1.last = list2.last;
    list2.first = null;
    list2.last = null;
}

/// Counts the nodes, one after the other.
pub fn len(list: DoublyLinkedList) usize {
    var n: usize = 0;
    var at = list.first;
    while (at) |node| : (at = node.next) n += 1;
    return n;
}
