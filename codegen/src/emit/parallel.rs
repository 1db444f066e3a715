//! Work on all cores.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// Works on each element of a list, on as many threads as there are cores.
pub(super) fn each<T: Sync>(list: &[T], work: impl Fn(&T) + Sync) {
    let threads = thread::available_parallelism()
        .map_or(1, usize::from)
        .min(list.len());
    if threads < 2 {
        return list.iter().for_each(work);
    }
    let next = AtomicUsize::new(0);
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(element) = list.get(next.fetch_add(1, Ordering::Relaxed)) {
                    work(element);
                }
            });
        }
    });
}

#[cfg(test)]
mod tests {
    use std::sync::Mutex;

    #[test]
    fn each_element_is_worked_on_once() {
        let list: Vec<usize> = (0..100).collect();
        let seen = Mutex::new(Vec::new());
        super::each(&list, |n| seen.lock().unwrap().push(*n));
        let mut seen = seen.into_inner().unwrap();
        seen.sort_unstable();
        assert_eq!(seen, list);
    }
}
