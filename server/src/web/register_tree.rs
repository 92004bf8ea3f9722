//! The tree of a register, with the branch of the address unfolded.

use super::register::{Maker, RowLine};
use crate::service::register::{
    list::{ActivityFilter, ActivityOrder, Page},
    tree::PurposeBranch,
};

/// Activities shown below a purpose; the list has the rest.
const LEAVES: usize = 100;

pub struct CategoryNode {
    pub id: String,
    pub name: String,
    /// Neither of a pack, nor seen by somebody who may not change it.
    pub editable: bool,
    pub href: String,
    pub count: usize,
    pub open: bool,
    pub current: bool,
    pub subcategories: Vec<SubcategoryNode>,
    pub purposes: Vec<PurposeNode>,
}

pub struct SubcategoryNode {
    pub id: String,
    pub name: String,
    pub editable: bool,
    pub href: String,
    pub count: usize,
    pub open: bool,
    pub current: bool,
    pub purposes: Vec<PurposeNode>,
}

pub struct PurposeNode {
    pub id: String,
    pub name: String,
    pub model: Option<String>,
    pub proposed: bool,
    pub href: String,
    pub count: usize,
    pub open: bool,
    pub current: bool,
    pub activities: Vec<RowLine>,
    pub more: Option<String>,
}

impl Maker<'_> {
    /// The tree with the branch of the address unfolded, and nothing else: the page stays small.
    pub(super) fn tree(&self, filter: &ActivityFilter) -> Vec<CategoryNode> {
        let tree = self.view.tree_of(&ActivityFilter { category: None, purpose: None, ..filter.clone() });
        let same = |id: String, wanted: &str| id == wanted;
        let query = &self.query;
        let nodes = tree.categories.iter().map(|category| {
            let id = category.id.to_string();
            let open = same(id.clone(), &query.category);
            let mut node = CategoryNode {
                name: category.name.clone(),
                editable: self.champion && category.pack.is_none(),
                href: if open { self.base() } else { self.branch_href(&id, "", "") },
                id: id.clone(),
                count: category.counts.total,
                open,
                current: open && query.subcategory.is_empty() && query.purpose.is_empty(),
                subcategories: Vec::new(),
                purposes: Vec::new(),
            };
            if open {
                node.purposes = category.purposes.iter().map(|purpose| self.purpose_node(purpose, &id, "")).collect();
                let subs = category.subcategories.iter().map(|sub| {
                    let sub_id = sub.id.to_string();
                    let open = same(sub_id.clone(), &query.subcategory);
                    SubcategoryNode {
                        name: sub.name.clone(),
                        editable: self.champion && category.pack.is_none(),
                        href: if open { self.branch_href(&id, "", "") } else { self.branch_href(&id, &sub_id, "") },
                        id: sub_id.clone(),
                        count: sub.counts.total,
                        open,
                        current: open && query.purpose.is_empty(),
                        purposes: if open {
                            sub.purposes.iter().map(|purpose| self.purpose_node(purpose, &id, &sub_id)).collect()
                        } else {
                            Vec::new()
                        },
                    }
                });
                node.subcategories = subs.collect();
            }
            node
        });
        nodes.collect()
    }

    fn purpose_node(&self, purpose: &PurposeBranch, category: &str, subcategory: &str) -> PurposeNode {
        let id = purpose.id.to_string();
        let open = id == self.query.purpose;
        let leaves = if open {
            let filter = ActivityFilter { purpose: Some(purpose.id), ..self.query.filter(self.today) };
            self.view.list(&filter, ActivityOrder::Branch, Page { offset: 0, limit: LEAVES }).items
        } else {
            Vec::new()
        };
        let more = open && purpose.counts.total > LEAVES;
        PurposeNode {
            name: purpose.name.clone(),
            model: purpose.model.clone(),
            proposed: purpose.proposed,
            href: if open { self.branch_href(category, subcategory, "") } else { self.branch_href(category, subcategory, &id) },
            count: purpose.counts.total,
            open,
            current: open && self.query.activity.is_empty(),
            activities: leaves.iter().map(|row| self.line(row)).collect(),
            more: more.then(|| self.href(&[("view", "list")])),
            id,
        }
    }

    fn branch_href(&self, category: &str, subcategory: &str, purpose: &str) -> String {
        self.href(&[("category", category), ("subcategory", subcategory), ("purpose", purpose)])
    }
}
