//! One future for many: whoever waits for it drives it.

use std::future::Future;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
#[cfg(not(target_arch = "wasm32"))]
use std::task::Wake;
use std::task::{Context, Poll, Waker};

use super::transport::BoxFuture;

/// A future whose outcome is for many.
///
/// Every waiter that is polled drives it, so that none depends on another one being polled; it ends with the last of
/// them. In a browser, where a future stays on its thread and a client does not, it runs by itself.
pub(super) struct Shared<T> {
    state: Mutex<State<T>>,
    waiting: Arc<Waiting>,
}

struct State<T> {
    /// Taken out while it is polled, so that one that panics is not polled again.
    #[cfg(not(target_arch = "wasm32"))]
    future: Option<BoxFuture<'static, T>>,
    outcome: Option<T>,
}

impl<T: Clone> Shared<T> {
    /// Of a future that runs from now on.
    #[cfg(target_arch = "wasm32")]
    pub(super) fn new(future: BoxFuture<'static, T>) -> Arc<Self>
    where
        T: 'static,
    {
        let shared = Arc::new(Self {
            state: Mutex::new(State { outcome: None }),
            waiting: Arc::default(),
        });
        let own = Arc::clone(&shared);
        wasm_bindgen_futures::spawn_local(async move {
            let outcome = future.await;
            lock(&own.state).outcome = Some(outcome);
            own.waiting.wake_all();
        });
        shared
    }

    /// Of a future that is first polled when somebody waits.
    #[cfg(not(target_arch = "wasm32"))]
    pub(super) fn new(future: BoxFuture<'static, T>) -> Arc<Self> {
        let state = State {
            future: Some(future),
            outcome: None,
        };
        Arc::new(Self {
            state: Mutex::new(state),
            waiting: Arc::default(),
        })
    }

    /// Waits for the outcome; `None` when the future panicked.
    pub(super) fn wait(self: Arc<Self>) -> Waiter<T> {
        let number = self.waiting.enter();
        Waiter {
            shared: self,
            number,
        }
    }
}

/// Waits for the outcome of a [`Shared`] future.
pub(super) struct Waiter<T> {
    shared: Arc<Shared<T>>,
    number: u64,
}

#[cfg(target_arch = "wasm32")]
impl<T: Clone> Future for Waiter<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let waiting = &self.shared.waiting;
        waiting.register(self.number, context.waker());
        match &lock(&self.shared.state).outcome {
            Some(outcome) => Poll::Ready(Some(outcome.clone())),
            None => Poll::Pending,
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl<T: Clone> Future for Waiter<T> {
    type Output = Option<T>;

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Option<T>> {
        let waiting = &self.shared.waiting;
        // Before anything is looked at: what happens from here on wakes this waiter.
        waiting.register(self.number, context.waker());
        let mut state = lock(&self.shared.state);
        if state.outcome.is_some() || state.future.is_none() {
            return Poll::Ready(state.outcome.clone());
        }
        if !waiting.was_woken() {
            return Poll::Pending;
        }
        let Some(mut future) = state.future.take() else {
            return Poll::Ready(None);
        };
        let waker = Waker::from(Arc::clone(waiting));
        match future.as_mut().poll(&mut Context::from_waker(&waker)) {
            Poll::Pending => {
                state.future = Some(future);
                Poll::Pending
            }
            Poll::Ready(outcome) => {
                state.outcome = Some(outcome.clone());
                drop(state);
                waiting.wake_all();
                Poll::Ready(Some(outcome))
            }
        }
    }
}

impl<T> Drop for Waiter<T> {
    fn drop(&mut self) {
        self.shared.waiting.leave(self.number);
        if self.shared.state.is_poisoned() {
            self.shared.waiting.wake_all();
        }
    }
}

/// Those who wait; when the future can go on, all are woken: whoever comes first polls it.
///
/// The lock is held while no waker is woken or dropped: it may do anything then, this very thing included.
struct Waiting {
    /// The future can go on. From the start: it was never polled.
    woken: AtomicBool,
    wakers: Mutex<Wakers>,
}

#[derive(Default)]
struct Wakers {
    next: u64,
    /// By waiter: a list, since few wait for one thing.
    by_waiter: Vec<(u64, Waker)>,
}

impl Wakers {
    fn put(&mut self, waiter: u64, waker: Waker) -> Option<Waker> {
        let earlier = self.take(waiter);
        self.by_waiter.push((waiter, waker));
        earlier
    }

    fn take(&mut self, waiter: u64) -> Option<Waker> {
        let mut waiters = self.by_waiter.iter();
        let index = waiters.position(|(known, _)| *known == waiter)?;
        Some(self.by_waiter.swap_remove(index).1)
    }
}

impl Default for Waiting {
    fn default() -> Self {
        Self {
            woken: AtomicBool::new(true),
            wakers: Mutex::default(),
        }
    }
}

impl Waiting {
    fn enter(&self) -> u64 {
        let mut wakers = lock(&self.wakers);
        wakers.next += 1;
        wakers.next
    }

    fn register(&self, number: u64, waker: &Waker) {
        let waker = waker.clone();
        let earlier = lock(&self.wakers).put(number, waker);
        drop(earlier);
    }

    fn leave(&self, number: u64) {
        let waker = lock(&self.wakers).take(number);
        drop(waker);
    }

    #[cfg(not(target_arch = "wasm32"))]
    fn was_woken(&self) -> bool {
        self.woken.swap(false, Ordering::AcqRel)
    }

    fn wake_all(&self) {
        self.woken.store(true, Ordering::Release);
        let wakers = std::mem::take(&mut lock(&self.wakers).by_waiter);
        for (_, waker) in wakers {
            waker.wake();
        }
    }
}

#[cfg(not(target_arch = "wasm32"))]
impl Wake for Waiting {
    fn wake(self: Arc<Self>) {
        self.wake_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
