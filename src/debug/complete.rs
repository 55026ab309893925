//! Completion of a command that is being typed.

use super::command::EventFilter;
use super::table::{Completes, TABLE, find};

/// The names that the program at hand has, for completion.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Vocabulary {
    pub variables: Vec<String>,
    pub functions: Vec<String>,
    pub marks: Vec<String>,
    /// Blocks are `#1` to `#blocks`.
    pub blocks: u32,
}

/// All ways in which a text that is being typed could go on, as whole lines, in the order of the table.
pub fn complete(text: &str, words: &Vocabulary) -> Vec<String> {
    let text = text.trim_start();
    let Some((name, rest)) = text.split_once(char::is_whitespace) else {
        let names = TABLE.iter().map(|e| e.name);
        return beginning(names, "", text);
    };
    let Ok(entry) = find(name) else {
        return Vec::new();
    };
    let start = rest.rfind(char::is_whitespace).map_or(0, |i| i + 1);
    let (before, word) = rest.split_at(start);
    let prefix = format!("{name} {before}");
    let blocks = || (1..=words.blocks).map(|n| format!("#{n}"));
    let owned = |names: &[&str]| names.iter().map(|&n| n.to_owned()).collect::<Vec<_>>();
    let candidates: Vec<String> = match entry.completes {
        Completes::Nothing => Vec::new(),
        Completes::Kinds => EventFilter::NAMES
            .iter()
            .map(|&(n, _)| n.to_owned())
            .collect(),
        Completes::Moments => owned(&["start", "end", "fault", "leak"])
            .into_iter()
            .chain(words.marks.iter().cloned())
            .chain(blocks().flat_map(|b| [format!("{b}:alloc"), format!("{b}:free")]))
            .collect(),
        Completes::Places => words.variables.iter().cloned().chain(blocks()).collect(),
        Completes::Blocks => blocks().chain(words.variables.iter().cloned()).collect(),
        Completes::Functions => words
            .functions
            .iter()
            .cloned()
            .chain(owned(&["alloc", "free", "defer", "error.", "fault"]))
            .collect(),
        Completes::Commands => TABLE.iter().map(|e| e.name.to_owned()).collect(),
        Completes::Words(list) => owned(list),
    };
    beginning(candidates.iter().map(String::as_str), &prefix, word)
}

fn beginning<'a>(
    candidates: impl Iterator<Item = &'a str>,
    prefix: &str,
    word: &str,
) -> Vec<String> {
    candidates
        .filter(|c| c.starts_with(word))
        .map(|c| format!("{prefix}{c}"))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_beginning_is_completed_from_the_table() {
        let words = Vocabulary {
            variables: vec!["items".into(), "p".into()],
            functions: vec!["makePair".into()],
            marks: vec!["here".into()],
            blocks: 2,
        };
        assert_eq!(complete("rev", &words).len(), 8);
        assert_eq!(complete("goto f", &words), ["goto fault"]);
        assert_eq!(
            complete("goto #2:", &words),
            ["goto #2:alloc", "goto #2:free"]
        );
        assert_eq!(complete("print i", &words), ["print items"]);
        assert_eq!(complete("b m", &words), ["b makePair"]);
        assert_eq!(complete("event al", &words), ["event alloc"]);
    }
}
