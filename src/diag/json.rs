//! Diagnostics as JSON values.
