//! Bookmarks: the contents, then the branches of the register, nested, with the sheets as leaves.

use super::report::Sheet;
use lopdf::{Bookmark, Document, Object, ObjectId};

/// As numbered by lopdf.
const BOLD: u32 = 2;
const PLAIN: u32 = 0;
const BLACK: [f32; 3] = [0.0; 3];

/// Adds the bookmarks and answers the reference of their root. `page` tells a page of the body.
pub fn add(
    file: &mut Document,
    (contents, contents_page): (&str, Option<ObjectId>),
    sheets: &[Sheet],
    starts: &[usize],
    page: impl Fn(usize) -> Option<ObjectId>,
) -> Option<ObjectId> {
    if let Some(place) = contents_page {
        file.add_bookmark(Bookmark::new(contents.to_owned(), BLACK, PLAIN, place), None);
    }
    // The branch of the sheet before, and the bookmark of each of its levels.
    let mut branch: &[String] = &[];
    let mut open: Vec<u32> = Vec::new();
    for (sheet, start) in sheets.iter().zip(starts) {
        let Some(place) = page(*start) else { continue };
        open.truncate(sheet.shares(branch));
        for (depth, title) in sheet.path.iter().enumerate().skip(open.len()) {
            let weight = if depth == 0 { BOLD } else { PLAIN };
            let parent = open.last().copied();
            open.push(file.add_bookmark(Bookmark::new(title.clone(), BLACK, weight, place), parent));
        }
        file.add_bookmark(Bookmark::new(sheet.title.clone(), BLACK, PLAIN, place), open.last().copied());
        branch = &sheet.path;
    }
    let root = file.build_outline()?;
    close(file, root);
    Some(root)
}

/// Shuts all branches until they are opened, so that a long register begins with its categories: a negative count says so.
fn close(file: &mut Document, root: ObjectId) {
    for dictionary in file.objects.range_mut(root..).filter_map(|(_, object)| object.as_dict_mut().ok()) {
        if dictionary.has(b"Parent")
            && let Ok(Object::Integer(count)) = dictionary.get_mut(b"Count")
        {
            *count = -*count;
        }
    }
}
