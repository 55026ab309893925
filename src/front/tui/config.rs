//! The configuration file: theme, glyphs, mouse, layout and keys, in TOML. Whatever is wrong with it is said in
//! one sentence with its place, before the screen is taken over.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use etcetera::{AppStrategy, AppStrategyArgs, choose_app_strategy};
use serde::Deserialize;

use super::keys::Keymap;
use super::settings::Settings;
use super::theme::Palette;

/// The file as it is written. A name that nobody knows is an error: it is a typing mistake.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
struct File {
    theme: Option<String>,
    ascii: Option<bool>,
    mouse: Option<bool>,
    spoilers: Option<bool>,
    inline: Option<bool>,
    layout: Shares,
    keys: BTreeMap<String, OneOrMore>,
}

/// Shares of the screen, between 0 and 1.
#[derive(Deserialize, Debug, Default)]
#[serde(deny_unknown_fields, default)]
struct Shares {
    left: Option<f64>,
    upper: Option<f64>,
    stack: Option<f64>,
}

#[derive(Deserialize, Debug)]
#[serde(untagged)]
enum OneOrMore {
    One(String),
    More(Vec<String>),
}

/// Where the files of a person lie.
#[derive(Clone, Debug, Default)]
pub struct Places {
    pub config: Option<PathBuf>,
    pub history: Option<PathBuf>,
}

impl Places {
    /// In the XDG folders.
    pub fn usual() -> Places {
        let arguments = AppStrategyArgs {
            top_level_domain: String::new(),
            author: String::new(),
            app_name: "undefer".into(),
        };
        let Ok(folders) = choose_app_strategy(arguments) else {
            return Places::default();
        };
        let state = folders.state_dir().unwrap_or_else(|| folders.data_dir());
        Places {
            config: Some(folders.config_dir().join("config.toml")),
            history: Some(state.join("history")),
        }
    }

    /// Settings and keys. A file that is not there changes nothing.
    pub fn load(&self, settings: Settings) -> Result<(Settings, Keymap), String> {
        let Some(path) = &self.config else {
            return Ok((settings, Keymap::default()));
        };
        match std::fs::read_to_string(path) {
            Ok(text) => apply(&text, settings).map_err(|why| format!("{}: {why}", path.display())),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
                Ok((settings, Keymap::default()))
            }
            Err(error) => Err(format!("{}: {error}", path.display())),
        }
    }

    /// Lines typed in earlier sittings, the newest last.
    pub fn typed(&self) -> Vec<String> {
        let text = self
            .history
            .as_deref()
            .and_then(|path: &Path| std::fs::read(path).ok());
        let text = String::from_utf8_lossy(&text.unwrap_or_default()).into_owned();
        let lines: Vec<&str> = text
            .lines()
            .filter(|line| !line.trim().is_empty())
            .collect();
        let recent = lines.len().saturating_sub(500);
        lines[recent..]
            .iter()
            .map(|line| line.to_string())
            .collect()
    }
}

fn apply(text: &str, mut settings: Settings) -> Result<(Settings, Keymap), String> {
    let file: File = toml::from_str(text).map_err(|error| place(text, &error))?;
    // The environment's wish for no colours is stronger than a file's for some.
    if let Some(name) = &file.theme
        && settings.theme.palette != Palette::Mono
    {
        settings.set("theme", name).unwrap_or(Ok(String::new()))?;
    }
    settings.theme.ascii |= file.ascii.unwrap_or(false);
    settings.mouse = file.mouse.unwrap_or(settings.mouse);
    settings.spoilers = file.spoilers.unwrap_or(settings.spoilers);
    settings.inline = file.inline.unwrap_or(settings.inline);
    settings.ratios.left = share("left", file.layout.left)?;
    settings.ratios.upper = share("upper", file.layout.upper)?;
    settings.ratios.stack = share("stack", file.layout.stack)?;
    let changes: Vec<(String, Vec<String>)> = file
        .keys
        .into_iter()
        .map(|(name, keys)| match keys {
            OneOrMore::One(key) => (name, vec![key]),
            OneOrMore::More(keys) => (name, keys),
        })
        .collect();
    Ok((settings, Keymap::with(&changes)?))
}

fn share(name: &str, part: Option<f64>) -> Result<Option<u16>, String> {
    match part {
        None => Ok(None),
        Some(part) if (0.15..=0.85).contains(&part) => Ok(Some((part * 1000.0) as u16)),
        Some(part) => Err(format!(
            "`layout.{name}` is {part}; it is a share between 0.15 and 0.85"
        )),
    }
}

fn place(text: &str, error: &toml::de::Error) -> String {
    let message = error.message().trim();
    match error.span() {
        Some(span) => {
            let line = text[..span.start.min(text.len())].matches('\n').count() + 1;
            format!("line {line}: {message}")
        }
        None => message.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use crate::front::tui::action::Action;
    use crate::front::tui::keys::{Key, Mode};

    use super::*;

    fn read(text: &str) -> Result<(Settings, Keymap), String> {
        apply(text, Settings::default())
    }

    #[test]
    fn everything_can_be_chosen() {
        let text = "theme = \"light\"\nspoilers = false\n[layout]\nleft = 0.4\n[keys]\nquit = \"Q\"\nzoom = [\"Space\", \"z\"]\n";
        let (settings, keymap) = read(text).unwrap();
        assert_eq!(settings.theme.palette, Palette::Light);
        assert!(!settings.spoilers);
        assert_eq!(settings.ratios.left, Some(400));
        let key = |name| keymap.action(Key::parse(name).unwrap(), Mode::Run);
        assert_eq!(
            (key("Q"), key("q"), key("Space")),
            (Some(Action::Quit), None, Some(Action::Zoom))
        );
    }

    #[test]
    fn mistakes_are_named_with_their_place() {
        let why = |text| read(text).unwrap_err();
        assert!(
            why("theme = 3").starts_with("line 1: invalid type"),
            "{}",
            why("theme = 3")
        );
        assert!(why("\n\ntheem = \"dark\"").starts_with("line 3: unknown field `theem`"));
        assert_eq!(
            why("[layout]\nleft = 2.0"),
            "`layout.left` is 2; it is a share between 0.15 and 0.85"
        );
        assert_eq!(
            why("[keys]\nover = \"s\""),
            "the key `s` has two meanings: `step` and `over`"
        );
        assert_eq!(
            why("[keys]\nfly = \"s\""),
            "there is no action `fly`; `?` in the interface lists them"
        );
        assert_eq!(
            why("[keys]\nover = \"Hyper-s\""),
            "`Hyper-s` (for `over`) is not the name of a key"
        );
        assert!(why("theme = \"pink\"").starts_with("there is no theme `pink`"));
    }
}
