//! Signals, and what is made of them: those of leptos, by the crate that they come from. leptos itself stays out
//! of a program: it brings streams and calls to servers along, whose functions a browser could call, so that no
//! linker leaves them out (2 KB of each program, brotli, 30 November 2026).

pub use reactive_graph::computed::Memo;
pub use reactive_graph::effect::Effect;
pub use reactive_graph::graph::untrack;
pub use reactive_graph::owner::Owner;
pub use reactive_graph::signal::RwSignal;
pub use reactive_graph::traits::*;
