//! The tree as text, for stage snapshots.
