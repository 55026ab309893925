//! Texts of rows.

use super::{Byte, TEXT, TOLD};
use crate::debug::view::Value;

/// An array of so many bytes that reads as text, in quotes; these are its first.
pub(super) fn text_of(bytes: &[Byte], len: u64) -> Option<String> {
    if len == 0 {
        return None;
    }
    let known: Option<Vec<u8>> = bytes.iter().copied().collect();
    let known = known?;
    let text = std::str::from_utf8(&known).ok()?;
    let readable = |c: char| !c.is_control() || c == '\n' || c == '\t';
    if !text.chars().all(readable) || !text.chars().any(|c| !c.is_control()) {
        return None;
    }
    let quoted = format!(
        "\"{}\"",
        text.replace('\\', "\\\\")
            .replace('"', "\\\"")
            .replace('\n', "\\n")
            .replace('\t', "\\t")
    );
    Some(if (known.len() as u64) < len {
        format!("{quoted}...")
    } else {
        quoted
    })
}

pub(super) fn joined(
    open: &str,
    children: &[(String, Value)],
    more: u64,
    show: impl Fn(&str, &str) -> String,
) -> String {
    if children.is_empty() && more == 0 {
        return format!("{}}}", open.trim_end());
    }
    let mut text = open.to_owned();
    let more = more + children.len().saturating_sub(TOLD) as u64;
    for (index, (name, child)) in children.iter().take(TOLD).enumerate() {
        if index > 0 {
            text += ", ";
        }
        if text.len() > TEXT {
            return text + "... }";
        }
        text += &show(name, &child.text);
    }
    if more > 0 {
        text += &format!(", ... {more} more");
    }
    text + " }"
}
