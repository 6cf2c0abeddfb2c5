//! The plan as a program of its own: `plan.js` and `plan_bg.wasm`. It runs when it is loaded.

fn main() {
    app::planner::open();
}
