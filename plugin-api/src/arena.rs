//! The allocator of packs: every call meets a fresh instance, so blocks are handed out one after the other and small ones
//! that come back are handed out again. The fewer pages of memory a call touches, the less the server has to clean after it.
//! What does not fit goes to the allocator of the platform.

#![expect(unsafe_code, reason = "an allocator hands out raw memory")]

use std::{
    alloc::{GlobalAlloc, Layout, System},
    cell::{Cell, UnsafeCell},
    ptr,
};

/// Bytes handed out before the allocator of the platform takes over; a review of a full activity needs a tenth.
const SIZE: usize = 256 << 10;
/// Blocks are multiples of this long, and lie on multiples of it.
const GRAIN: usize = 16;
/// Lengths that are handed out again, in grains.
const REUSED: usize = 64;

/// See the module.
pub struct Arena {
    bytes: UnsafeCell<Bytes>,
    taken: Cell<usize>,
    /// Blocks that came back, by their grains: each holds the address of the next one.
    free: [Cell<*mut u8>; REUSED],
}

#[repr(C, align(16))]
struct Bytes([u8; SIZE]);

// SAFETY: a pack has one thread.
unsafe impl Sync for Arena {}

impl Arena {
    /// With nothing taken.
    pub const fn new() -> Self {
        Self {
            bytes: UnsafeCell::new(Bytes([0; SIZE])),
            taken: Cell::new(0),
            free: [const { Cell::new(ptr::null_mut()) }; REUSED],
        }
    }

    fn start(&self) -> *mut u8 {
        self.bytes.get().cast()
    }

    /// How far into the arena a block begins; `None` where it is not of the arena.
    fn place(&self, block: *mut u8) -> Option<usize> {
        let place = (block as usize).wrapping_sub(self.start() as usize);
        (place < SIZE).then_some(place)
    }

    fn free(&self, size: usize) -> Option<&Cell<*mut u8>> {
        self.free.get(size / GRAIN)
    }
}

/// What a block takes up.
fn rounded(size: usize) -> usize {
    size.saturating_add(GRAIN - 1) & !(GRAIN - 1)
}

// SAFETY: blocks of the arena lie one after the other inside `bytes`; each is handed out once, or again after it came back. All
// other blocks are those of the platform.
unsafe impl GlobalAlloc for Arena {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        let size = rounded(layout.size());
        if layout.align() > GRAIN {
            // SAFETY: as our caller promises.
            return unsafe { System.alloc(layout) };
        }
        if let Some(free) = self.free(size) {
            let block = free.get();
            if !block.is_null() {
                // SAFETY: a block that came back holds the address of the next one.
                free.set(unsafe { block.cast::<*mut u8>().read() });
                return block;
            }
        }
        let place = self.taken.get();
        if size > SIZE - place {
            // SAFETY: as our caller promises.
            return unsafe { System.alloc(layout) };
        }
        self.taken.set(place + size);
        // SAFETY: `place` lies inside.
        unsafe { self.start().add(place) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        let Some(place) = self.place(block) else {
            // SAFETY: it is not of the arena, so it is of the platform.
            return unsafe { System.dealloc(block, layout) };
        };
        let size = rounded(layout.size());
        if place + size == self.taken.get() {
            self.taken.set(place);
        } else if let Some(free) = self.free(size).filter(|_| size > 0) {
            // SAFETY: the block is ours again, at least a grain long and on a grain.
            unsafe { block.cast::<*mut u8>().write(free.get()) };
            free.set(block);
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        let Some(place) = self.place(block) else {
            // SAFETY: it is not of the arena, so it is of the platform.
            return unsafe { System.realloc(block, layout, size) };
        };
        let (old, wanted) = (rounded(layout.size()), rounded(size));
        if wanted == old {
            return block;
        }
        if place + old == self.taken.get() && wanted <= SIZE - place {
            self.taken.set(place + wanted);
            return block;
        }
        // SAFETY: our caller promises a size that fits a layout; both blocks hold as many bytes as are copied.
        unsafe {
            let new = self.alloc(Layout::from_size_align_unchecked(size, layout.align()));
            if !new.is_null() {
                ptr::copy_nonoverlapping(block, new, layout.size().min(size));
                self.dealloc(block, layout);
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
