//! Runs leptos' effects on the browser's queue of microtasks: before the next frame, once for all
//! changes of a moment. An executor of our own, because the one that leptos would take carries
//! promises along, 10 KB of a program.

use std::cell::RefCell;
use std::mem::take;
use std::sync::Arc;
use std::task::{Context, Wake, Waker};

use any_spawner::{CustomExecutor, Executor, PinnedFuture, PinnedLocalFuture};
use wasm_bindgen::prelude::*;

#[wasm_bindgen]
extern "C" {
    #[wasm_bindgen(js_name = queueMicrotask)]
    fn queue_microtask(run: &JsValue);
}

/// Takes leptos' tasks from now on. Refused only where another executor does already.
pub fn start() {
    let _ = Executor::init_local_custom_executor(Microtasks);
}

struct Microtasks;

thread_local! {
    /// The tasks, by their number; `None` for one that has ended, or is being run.
    static TASKS: RefCell<Vec<Option<PinnedLocalFuture<()>>>> = RefCell::default();
    /// The numbers of tasks to run in the next microtask.
    static DUE: RefCell<Vec<usize>> = RefCell::default();
    /// The microtask.
    static RUN: JsValue = Closure::<dyn Fn()>::new(run).into_js_value();
}

impl CustomExecutor for Microtasks {
    fn spawn(&self, task: PinnedFuture<()>) {
        self.spawn_local(task);
    }

    fn spawn_local(&self, task: PinnedLocalFuture<()>) {
        let number = TASKS.with_borrow_mut(|tasks| {
            tasks.push(Some(task));
            tasks.len() - 1
        });
        plan(number);
    }

    fn poll_local(&self) {
        run();
    }
}

/// Says that a task has something to do.
struct TaskWaker(usize);

impl Wake for TaskWaker {
    fn wake(self: Arc<Self>) {
        plan(self.0);
    }
}

fn plan(task: usize) {
    let is_first = DUE.with_borrow_mut(|due| {
        due.push(task);
        due.len() == 1
    });
    if is_first {
        RUN.with(queue_microtask);
    }
}

/// Runs every task that has something to do; what they wake runs in the next microtask.
fn run() {
    for number in DUE.with_borrow_mut(take) {
        let task = TASKS.with_borrow_mut(|tasks| tasks.get_mut(number).and_then(Option::take));
        let Some(mut task) = task else { continue };
        let waker = Waker::from(Arc::new(TaskWaker(number)));
        if task.as_mut().poll(&mut Context::from_waker(&waker)).is_pending() {
            TASKS.with_borrow_mut(|tasks| tasks[number] = Some(task));
        }
    }
}
