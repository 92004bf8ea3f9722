//! The allocator of packs: every call meets a fresh instance, so the first blocks of memory are handed out one after the
//! other and never taken back, which costs next to nothing. What does not fit there goes to the allocator of the platform.

#![expect(unsafe_code, reason = "an allocator hands out raw memory")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::{Cell, UnsafeCell},
};

/// Bytes handed out before the allocator of the platform takes over; a review of a full activity needs a third.
const SIZE: usize = 256 << 10;

/// See the module.
pub struct Arena {
    bytes: UnsafeCell<[u8; SIZE]>,
    taken: Cell<usize>,
}

// SAFETY: a pack has one thread.
unsafe impl Sync for Arena {}

impl Arena {
    /// With nothing taken.
    pub const fn new() -> Self {
        Self { bytes: UnsafeCell::new([0; SIZE]), taken: Cell::new(0) }
    }

    fn start(&self) -> *mut u8 {
        self.bytes.get().cast()
    }

    /// How far into the arena a block begins; `None` where it is not of the arena.
    fn place(&self, block: *mut u8) -> Option<usize> {
        let place = (block as usize).wrapping_sub(self.start() as usize);
        (place < SIZE).then_some(place)
    }
}

// SAFETY: blocks of the arena lie one after the other inside `bytes`, each handed out once; only the last one grows or is
// taken back. All other blocks are those of the platform.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let start = self.start() as usize;
        let place = (start + self.taken.get()).next_multiple_of(layout.align()) - start;
        match place.checked_add(layout.size()).filter(|end| *end <= SIZE) {
            Some(end) => {
                self.taken.set(end);
                // SAFETY: `place` lies inside.
                unsafe { self.start().add(place) }
            }
            // SAFETY: as our caller promises.
            None => unsafe { System.alloc(layout) },
        }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        match self.place(block) {
            Some(place) if place + layout.size() == self.taken.get() => self.taken.set(place),
            Some(_) => {}
            // SAFETY: it is not of the arena, so it is of the platform.
            None => unsafe { System.dealloc(block, layout) },
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Some(place) = self.place(block) else {
            // SAFETY: it is not of the arena, so it is of the platform.
            return unsafe { System.realloc(block, layout, size) };
        };
        let last = place + layout.size() == self.taken.get();
        if let Some(end) = place.checked_add(size).filter(|end| last && *end <= SIZE) {
            self.taken.set(end);
            return block;
        }
        // SAFETY: our caller promises a size that fits a layout; both blocks hold as many bytes as are copied.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                std::ptr::copy_nonoverlapping(block, new, layout.size().min(size));
            }
            new
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_never_overlap_and_keep_what_they_hold() {
        let arena = Arena::new();
        let mut blocks: Vec<(*mut u8, Layout, u8)> = Vec::new();
        for round in 0..4_000_usize {
            let layout = Layout::from_size_align(1 + round * 7 % 300, 1 << (round % 5)).unwrap();
            let mark = u8::try_from(round % 251).unwrap();
            // SAFETY: layouts are those with which the blocks were handed out, and no more than their size is written.
            unsafe {
                let block = arena.alloc(layout);
                assert!(!block.is_null() && (block as usize).is_multiple_of(layout.align()));
                block.write_bytes(mark, layout.size());
                blocks.push((block, layout, mark));
                if round % 3 == 0 {
                    let (block, layout, mark) = blocks.pop().unwrap();
                    let size = layout.size() * 2;
                    let block = arena.realloc(block, layout, size);
                    assert!((0..layout.size()).all(|at| block.add(at).read() == mark));
                    block.write_bytes(mark, size);
                    blocks.push((block, Layout::from_size_align(size, layout.align()).unwrap(), mark));
                }
                if round % 5 == 0 {
                    let (block, layout, _) = blocks.swap_remove(blocks.len() / 2);
                    arena.dealloc(block, layout);
                }
            }
        }
        assert!(blocks.iter().any(|(block, ..)| arena.place(*block).is_none()), "some came from the platform");
        for (block, layout, mark) in blocks {
            // SAFETY: as above.
            unsafe {
                assert!((0..layout.size()).all(|at| block.add(at).read() == mark));
                arena.dealloc(block, layout);
            }
        }
    }
}
