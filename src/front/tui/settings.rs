//! What people may choose, for one sitting with `:set` or for good in the configuration file.

use super::layout::Ratios;
use super::theme::{Palette, Theme};

#[derive(Clone, PartialEq, Debug)]
pub struct Settings {
    pub theme: Theme,
    pub mouse: bool,
    /// Show what is recorded but has not happened yet.
    pub spoilers: bool,
    /// Values beside the source lines.
    pub inline: bool,
    /// Steps and frames of the library count too.
    pub library: bool,
    pub ratios: Ratios,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings {
            theme: Theme::default(),
            mouse: true,
            spoilers: true,
            inline: true,
            library: false,
            ratios: Ratios::default(),
        }
    }
}

/// Names of the settings that `:set` knows, with their values.
pub const NAMES: &[(&str, &str)] = &[
    ("spoilers", "on off"),
    ("inline", "on off"),
    ("mouse", "on off"),
    ("ascii", "on off"),
    ("theme", "dark light contrast safe mono"),
];

impl Settings {
    /// What the environment says, before files and arguments: `NO_COLOR`, and a locale without UTF-8.
    pub fn from_environment(variable: impl Fn(&str) -> Option<String>) -> Settings {
        let mut settings = Settings::default();
        let is_set = |name: &str| variable(name).filter(|value| !value.is_empty());
        if is_set("NO_COLOR").is_some() {
            settings.theme.palette = Palette::Mono;
        }
        let locale = ["LC_ALL", "LC_CTYPE", "LANG"].into_iter().find_map(is_set);
        let locale = locale.unwrap_or_default().to_lowercase();
        settings.theme.ascii = !(locale.contains("utf-8") || locale.contains("utf8"));
        settings
    }

    /// `:set NAME VALUE` for a setting of the screen; `None` when the session may know it.
    pub fn set(&mut self, name: &str, value: &str) -> Option<Result<String, String>> {
        if !NAMES.iter().any(|&(known, _)| known == name) {
            return None;
        }
        Some(self.set_known(name, value))
    }

    fn set_known(&mut self, name: &str, value: &str) -> Result<String, String> {
        if name == "theme" {
            let palette = Palette::named(value).ok_or_else(|| {
                format!("there is no theme `{value}`: dark, light, contrast, safe or mono")
            })?;
            self.theme.palette = palette;
            return Ok(format!("theme is {value}"));
        }
        let on = match value {
            "on" | "true" => true,
            "off" | "false" => false,
            _ => return Err(format!("`{name}` is on or off")),
        };
        match name {
            "spoilers" => self.spoilers = on,
            "inline" => self.inline = on,
            "mouse" => self.mouse = on,
            _ => self.theme.ascii = on,
        }
        Ok(format!("{name} is {}", if on { "on" } else { "off" }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(variables: &[(&str, &str)]) -> Settings {
        Settings::from_environment(|name| {
            variables
                .iter()
                .find(|(known, _)| *known == name)
                .map(|(_, value)| value.to_string())
        })
    }

    #[test]
    fn the_environment_decides_colours_and_glyphs() {
        assert_eq!(with(&[("LANG", "C.UTF-8")]).theme, Theme::default());
        assert_eq!(
            with(&[("LANG", "C.UTF-8"), ("NO_COLOR", "1")])
                .theme
                .palette,
            Palette::Mono
        );
        assert!(
            with(&[("LC_ALL", "C"), ("LANG", "de_DE.UTF-8")])
                .theme
                .ascii
        );
        assert!(with(&[]).theme.ascii);
        assert!(
            !with(&[("LC_ALL", ""), ("LC_CTYPE", "en_GB.utf8")])
                .theme
                .ascii
        );
    }

    #[test]
    fn wrong_values_are_named() {
        let mut settings = Settings::default();
        assert_eq!(
            settings.set("spoilers", "maybe"),
            Some(Err("`spoilers` is on or off".into()))
        );
        assert_eq!(settings.set("stdlib", "on"), None);
        assert_eq!(
            settings.set("theme", "light"),
            Some(Ok("theme is light".into()))
        );
    }
}
