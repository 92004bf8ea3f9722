//! Bookmarks: the branches of the register, nested, with the sheets as leaves.

use super::report::Sheet;
use pdf_writer::{Finish, Pdf, Ref, TextStr};

/// One bookmark; children follow their parent in the list.
struct Item<'t> {
    title: &'t str,
    depth: usize,
    /// Index of a page of the body.
    page: usize,
}

/// Writes the bookmarks and answers the reference of their root; `None` where there are none.
pub fn write(pdf: &mut Pdf, next: &mut Ref, sheets: &[Sheet], starts: &[usize], page: impl Fn(usize) -> Ref) -> Option<Ref> {
    let items = items(sheets, starts);
    if items.is_empty() {
        return None;
    }
    let root = next.bump();
    let references: Vec<Ref> = items.iter().map(|_| next.bump()).collect();
    let at = |index: usize| references.get(index).copied().unwrap_or(root);
    let tree = Tree::new(&items);
    for (index, item) in items.iter().enumerate() {
        let mut written = pdf.outline_item(at(index));
        written.title(TextStr(item.title)).parent(tree.parent(index).map_or(root, at));
        if let Some(previous) = tree.previous(index) {
            written.prev(at(previous));
        }
        if let Some(following) = tree.following(index) {
            written.next(at(following));
        }
        if let Some((first, last, count)) = tree.children(index) {
            // Negative: closed until opened, so that a long register opens with its categories.
            written.first(at(first)).last(at(last)).count(-count);
        }
        written.dest().page(page(item.page)).fit();
        written.finish();
    }
    let (first, last, count) = tree.roots()?;
    pdf.outline(root).first(at(first)).last(at(last)).count(count);
    Some(root)
}

fn items<'t>(sheets: &'t [Sheet], starts: &[usize]) -> Vec<Item<'t>> {
    let mut items = Vec::new();
    let mut branch: &[String] = &[];
    for (sheet, page) in sheets.iter().zip(starts.iter().copied()) {
        let common = branch.iter().zip(&sheet.path).take_while(|(a, b)| a == b).count();
        items.extend(sheet.path.iter().enumerate().skip(common).map(|(depth, title)| Item { title, depth, page }));
        items.push(Item { title: &sheet.title, depth: sheet.path.len(), page });
        branch = &sheet.path;
    }
    items
}

/// Kinship of the items, read off their depths.
struct Tree {
    parents: Vec<Option<usize>>,
    previous: Vec<Option<usize>>,
    following: Vec<Option<usize>>,
    children: Vec<Option<(usize, usize, i32)>>,
    roots: Option<(usize, usize, i32)>,
}

impl Tree {
    fn new(items: &[Item<'_>]) -> Self {
        let mut tree = Self {
            parents: vec![None; items.len()],
            previous: vec![None; items.len()],
            following: vec![None; items.len()],
            children: vec![None; items.len()],
            roots: None,
        };
        // The last item seen at each depth.
        let mut open: Vec<usize> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let elder = (open.len() > item.depth).then(|| open.get(item.depth).copied()).flatten();
            open.truncate(item.depth);
            let parent = open.last().copied();
            open.push(index);
            set(&mut tree.parents, index, parent);
            set(&mut tree.previous, index, elder);
            if let Some(elder) = elder {
                set(&mut tree.following, elder, Some(index));
            }
            let family = match parent {
                Some(parent) => tree.children.get_mut(parent),
                None => Some(&mut tree.roots),
            };
            if let Some(family) = family {
                *family = Some(family.map_or((index, index, 1), |(first, _, count)| (first, index, count + 1)));
            }
        }
        tree
    }

    fn parent(&self, index: usize) -> Option<usize> {
        self.parents.get(index).copied().flatten()
    }

    fn previous(&self, index: usize) -> Option<usize> {
        self.previous.get(index).copied().flatten()
    }

    fn following(&self, index: usize) -> Option<usize> {
        self.following.get(index).copied().flatten()
    }

    /// First, last and number of an item's children.
    fn children(&self, index: usize) -> Option<(usize, usize, i32)> {
        self.children.get(index).copied().flatten()
    }

    fn roots(&self) -> Option<(usize, usize, i32)> {
        self.roots
    }
}

fn set<T>(places: &mut [T], index: usize, value: T) {
    if let Some(place) = places.get_mut(index) {
        *place = value;
    }
}
