//! The programs that come with the binary: `undefer` without arguments lists them. Their order here is
//! the order of a first course, from a frame on the stack to the ways in which memory goes wrong.

/// One program of `samples/`, embedded in the binary.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Sample {
    /// The file's name, `pair.zig`.
    pub name: &'static str,
    pub text: &'static str,
}

impl Sample {
    /// What to watch: the words of the program's first comment line.
    pub fn title(&self) -> &'static str {
        self.text
            .lines()
            .find_map(|line| line.trim_start().strip_prefix("//"))
            .unwrap_or(self.name)
            .trim()
    }
}

macro_rules! samples {
    ($($name:literal),* $(,)?) => {
        &[$(Sample { name: $name, text: include_str!(concat!("../../samples/", $name)) }),*]
    };
}

pub const SAMPLES: &[Sample] = samples![
    "stack.zig",
    "create.zig",
    "slices.zig",
    "dynarray.zig",
    "defer.zig",
    "errdefer.zig",
    "leak.zig",
    "doublefree.zig",
    "pair.zig",
    "dangling.zig",
    "undefined.zig",
];

/// The sample that is asked for as `pair`, `pair.zig` or `samples/pair.zig`.
pub fn find(name: &str) -> Option<&'static Sample> {
    let name = name.strip_prefix("samples/").unwrap_or(name);
    SAMPLES
        .iter()
        .find(|s| s.name == name || s.name.strip_suffix(".zig") == Some(name))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sample_fits_a_small_screen_and_says_what_to_watch() {
        for sample in SAMPLES {
            assert!(sample.title().contains("watch"), "{}", sample.name);
            for line in sample.text.lines() {
                assert!(line.chars().count() <= 61, "{}: {line}", sample.name);
            }
        }
    }

    #[test]
    fn every_file_of_the_folder_is_in_the_table() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/samples");
        let mut files: Vec<String> = std::fs::read_dir(folder)
            .expect("samples/ is part of the repository")
            .map(|f| f.unwrap().file_name().into_string().unwrap())
            .collect();
        files.sort();
        let mut table: Vec<&str> = SAMPLES.iter().map(|s| s.name).collect();
        table.sort();
        assert_eq!(files, table);
    }

    #[test]
    fn the_misuse_of_the_pair_stands_on_its_line() {
        let pair = find("pair").expect("it is the README's example");
        assert_eq!(pair.text.lines().nth(18), Some("  p.* = 5;"));
    }
}
