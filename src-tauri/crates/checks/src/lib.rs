//! Story → findings. Checks look and say; they never change a story, read a file or ask a clock (`now` comes in).

mod gate;
mod pending;
mod readiness;
pub mod spelling;

pub use gate::{Clock, Gate, Held, day, gate};
pub use pending::pending;
pub use readiness::{held_until, readiness};
