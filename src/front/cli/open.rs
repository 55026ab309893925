//! `undefer FILE`: the terminal interface on a program.

use std::path::PathBuf;

use super::args::{LimitArgs, OpenArgs, Reading};
use super::program::{self, Compiled};
use super::{Exit, Output, input, session};
use crate::debug::Session;
use crate::debug::worker::Driven;
use crate::diag::Diagnostic;
use crate::front::samples::SAMPLES;
use crate::front::tui::loader::{Choice, Loaded, Loader, Opened, Start};
use crate::front::tui::settings::Settings;
use crate::front::tui::theme::Palette;
use crate::front::tui::{self, Places};
use crate::source::{FileId, Origin, SourceMap};

/// Opens a program, or the list of samples.
pub(super) fn open(args: &OpenArgs, color: clap::ColorChoice, out: &Output) -> Exit {
    let options = match options(args, color) {
        Ok(options) => options,
        Err(why) => {
            out.error(&why, None);
            return Exit::Usage;
        }
    };
    let loader = Files {
        reading: args.reading.clone(),
        limits: args.limits.clone(),
    };
    // A file that is no program at all is refused before the screen is taken over.
    if let Some(choice) = &options.choice
        && let Err(why) = loader.read(choice)
    {
        out.error(&why.message, why.hint);
        return Exit::Usage;
    }
    match tui::run(options, loader) {
        Ok(()) => Exit::Clean,
        Err(error) => {
            let hint = "`undefer run FILE` and `undefer debug FILE` need no terminal";
            out.error(&error.to_string(), Some(hint));
            Exit::Usage
        }
    }
}

/// The environment, then the configuration file, then the arguments.
fn options(args: &OpenArgs, color: clap::ColorChoice) -> Result<tui::Options, String> {
    let environment = |name: &str| std::env::var(name).ok();
    let places = Places::usual();
    let (mut settings, keymap) = places.load(Settings::from_environment(environment))?;
    if color == clap::ColorChoice::Never {
        settings.theme.palette = Palette::Mono;
    }
    settings.theme.ascii |= args.ascii;
    settings.mouse &= !args.no_mouse;
    Ok(tui::Options {
        settings,
        keymap,
        choice: args.file.clone().map(Choice::File),
        at: args.at.clone(),
        history: places.typed(),
        history_file: places.history,
    })
}

/// Reads programs for the interface, again whenever a file has changed. The default has no limits but the usual
/// ones.
#[derive(Clone, Debug, Default)]
pub struct Files {
    reading: Reading,
    limits: LimitArgs,
}

impl Files {
    fn read(&self, choice: &Choice) -> Result<(String, SourceMap, FileId), input::Unreadable> {
        let mut map = SourceMap::default();
        match choice {
            Choice::File(path) => {
                let id = input::read(path, &mut map)?;
                Ok((path.display().to_string(), map, id))
            }
            Choice::Sample(name) => {
                let sample = SAMPLES.iter().find(|s| s.name == *name);
                let text = sample.map_or("", |s| s.text);
                let id = map.add(*name, text, Origin::User);
                Ok(((*name).to_string(), map, id))
            }
        }
    }
}

impl Loader for Files {
    fn load(&mut self, choice: &Choice) -> Result<Loaded, String> {
        let (name, map, file) = self.read(choice).map_err(|why| why.message)?;
        let Compiled {
            map,
            diagnostics,
            program,
        } = program::from_source(map, file, &self.reading.options());
        let path = match choice {
            Choice::File(path) => path.clone(),
            Choice::Sample(name) => PathBuf::from(name),
        };
        let options = session::options(&path, &self.reading, &self.limits);
        let session = program.map(|program| -> Start {
            Box::new(move || -> Box<dyn Driven> { Box::new(Session::start(program, options)) })
        });
        let opened = Opened {
            choice: choice.clone(),
            name,
            sources: map,
            file,
            runs: session.is_some() && !diagnostics.iter().any(Diagnostic::is_error),
            diagnostics,
        };
        Ok(Loaded { opened, session })
    }
}
