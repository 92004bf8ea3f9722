//! An action of the compliance programme: what to do, who does it, how far it is.

use super::{
    evaluation::RaisedAction,
    fault::{Fault, FieldError},
    id::{AccountId, ActionId, CampaignId, derived},
    questionnaire::Level,
    text::Localised,
};
use jiff::{Span, Timestamp, civil::Date};
use serde::{Deserialize, Serialize};

/// Longest title of an own action and longest reason, in characters.
pub const TEXT_LENGTH: usize = 500;
/// Days before its due date at which an action can be told again; 0 for never.
pub const REMINDERS: [u8; 5] = [0, 1, 3, 7, 14];
/// Days before where nobody chose.
pub const USUAL_REMINDER: u8 = 7;
/// Most people assigned to one action.
pub const ASSIGNEES: usize = 50;

/// An action as it is stored.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Action {
    pub id: ActionId,
    pub origin: ActionOrigin,
    /// Keys of the theme and subtheme it belongs to; empty where it belongs to none.
    pub theme: String,
    pub subtheme: String,
    pub title: Localised,
    pub why: Localised,
    pub article: Localised,
    pub priority: Level,
    pub effort: Level,
    pub status: ActionStatus,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub assignees: Vec<AccountId>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub due: Option<Date>,
    /// How many days before the due date those who carry it out are reminded; 0 for never.
    #[serde(default = "usual_reminder")]
    pub remind: u8,
    /// When a privacy champion set it to done; nothing where it is not.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub done_at: Option<Timestamp>,
    pub created_by: AccountId,
    pub created_at: Timestamp,
    pub updated_at: Timestamp,
}

fn usual_reminder() -> u8 {
    USUAL_REMINDER
}

/// That people were reminded of an action, so that they are once for each due date.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ActionReminder {
    pub action: ActionId,
    pub due: Date,
}

/// Where an action comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "kind", rename_all = "snake_case")]
pub enum ActionOrigin {
    /// Called for by an answer. `withdrawn` where the answer changed and no longer does: the action is kept
    /// out of sight, and comes back as it was when the answer does.
    Answer { campaign: CampaignId, question: String, action: String, withdrawn: bool },
    /// Added by hand.
    Own,
}

/// How far an action is.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "status", rename_all = "snake_case")]
pub enum ActionStatus {
    #[default]
    Todo,
    InProgress,
    /// Done in the eyes of its assignee; a privacy champion decides.
    ToValidate,
    Done,
    /// Will not be done, and why.
    NotApplicable {
        reason: String,
    },
}

impl ActionStatus {
    /// The words of all statuses, in the order of work.
    pub const ALL: [&str; 5] = ["todo", "in_progress", "to_validate", "done", "not_applicable"];

    /// The word in the API, in forms and in keys of the locale files.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::Todo => "todo",
            Self::InProgress => "in_progress",
            Self::ToValidate => "to_validate",
            Self::Done => "done",
            Self::NotApplicable { .. } => "not_applicable",
        }
    }

    /// Reads a word, with the reason that "not applicable" needs.
    pub fn read(word: &str, reason: &str) -> Result<Self, Fault> {
        let reason = reason.trim();
        match word {
            "todo" => Ok(Self::Todo),
            "in_progress" => Ok(Self::InProgress),
            "to_validate" => Ok(Self::ToValidate),
            "done" => Ok(Self::Done),
            "not_applicable" if reason.is_empty() => Err(Fault::invalid("reason", "action-reason-needed")),
            "not_applicable" if reason.chars().count() > TEXT_LENGTH => {
                Err(Fault::Invalid(vec![FieldError::new("reason", "action-text-long").with("limit", TEXT_LENGTH)]))
            }
            "not_applicable" => Ok(Self::NotApplicable { reason: reason.to_owned() }),
            _ => Err(Fault::invalid("status", "action-status-unknown")),
        }
    }

    /// Why it is not done, where that is said.
    pub fn reason(&self) -> &str {
        if let Self::NotApplicable { reason } = self { reason } else { "" }
    }
}

impl Action {
    /// An action that an answer calls for. Its identifier follows from where it comes from, so that the same
    /// answer given twice, or by two people at once, never makes two.
    pub fn raised(campaign: CampaignId, raised: &RaisedAction, by: AccountId, at: Timestamp) -> Self {
        let proposal = &raised.proposal;
        Self {
            id: id_of(campaign, &raised.question, &proposal.key),
            origin: ActionOrigin::Answer {
                campaign,
                question: raised.question.clone(),
                action: proposal.key.clone(),
                withdrawn: false,
            },
            theme: raised.theme.clone(),
            subtheme: raised.subtheme.clone(),
            title: proposal.title.clone(),
            why: proposal.why.clone(),
            article: proposal.article.clone(),
            priority: proposal.priority,
            effort: proposal.effort,
            status: ActionStatus::Todo,
            assignees: Vec::new(),
            due: None,
            remind: USUAL_REMINDER,
            done_at: None,
            created_by: by,
            created_at: at,
            updated_at: at,
        }
    }

    /// The same action goes on that an earlier campaign called for: with those who carry it out, its date and how far it is.
    #[must_use]
    pub fn continuing(self, before: &Self) -> Self {
        let Self { assignees, due, remind, status, .. } = before.clone();
        Self { assignees, due, remind, status, ..self }
    }

    /// Question and key of the action, and the campaign, where an answer called for it.
    pub fn called_for(&self) -> Option<(CampaignId, &str, &str)> {
        match &self.origin {
            ActionOrigin::Answer { campaign, question, action, .. } => Some((*campaign, question, action)),
            ActionOrigin::Own => None,
        }
    }

    /// Whether its answer no longer calls for it.
    pub fn is_withdrawn(&self) -> bool {
        matches!(self.origin, ActionOrigin::Answer { withdrawn: true, .. })
    }

    /// The same action, called for again or no longer.
    #[must_use]
    pub fn with_withdrawn(mut self, now_withdrawn: bool) -> Self {
        if let ActionOrigin::Answer { withdrawn, .. } = &mut self.origin {
            *withdrawn = now_withdrawn;
        }
        self
    }

    /// Whether there is something left to do.
    pub fn is_open(&self) -> bool {
        !matches!(self.status, ActionStatus::Done | ActionStatus::NotApplicable { .. })
    }

    /// Whether it is late on a day.
    pub fn is_overdue(&self, today: Date) -> bool {
        self.is_open() && self.due.is_some_and(|due| due < today)
    }

    /// Whether those who carry it out are to be reminded on a day.
    pub fn is_to_remind(&self, today: Date) -> bool {
        let near = |due: Date| due <= today.saturating_add(Span::new().days(self.remind));
        self.is_open() && !self.is_withdrawn() && self.remind > 0 && self.due.is_some_and(near)
    }

    /// When it was done. Actions that were done before the moment was kept count from their last change.
    pub fn finished(&self) -> Option<Timestamp> {
        (self.status == ActionStatus::Done).then(|| self.done_at.unwrap_or(self.updated_at))
    }

    /// The same action with another status, and the moment where it is done by it.
    #[must_use]
    pub fn with_status(mut self, status: ActionStatus, now: Timestamp) -> Self {
        self.done_at = match status {
            ActionStatus::Done => self.finished().or(Some(now)),
            _ => None,
        };
        self.status = status;
        self
    }

    /// Whether a person who is not a privacy champion may change its status.
    pub fn is_own(&self, account: AccountId) -> bool {
        self.assignees.contains(&account) || self.origin == ActionOrigin::Own && self.created_by == account
    }

    /// A champion sets any status; a contributor that of an own action up to "to be validated": that it is done, or does not
    /// apply, ends it, and is for champions to decide and to take back.
    pub fn may_become(&self, status: &ActionStatus, account: AccountId, champion: bool) -> bool {
        let ended = |status: &ActionStatus| matches!(status, ActionStatus::Done | ActionStatus::NotApplicable { .. });
        champion || self.is_own(account) && !ended(status) && !ended(&self.status)
    }
}

/// The identifier of an action that an answer calls for.
pub fn id_of(campaign: CampaignId, question: &str, action: &str) -> ActionId {
    ActionId(derived(&[campaign.as_bytes(), question.as_bytes(), &[0], action.as_bytes()]))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{percent::Percent, questionnaire::Proposal};

    fn action(status: ActionStatus, assignees: Vec<AccountId>) -> Action {
        let proposal = Proposal {
            key: "a".into(),
            title: Localised::same("?"),
            why: Localised::default(),
            article: Localised::default(),
            priority: Level::High,
            effort: Level::Low,
            gain: None,
        };
        let raised =
            RaisedAction { theme: "t".into(), subtheme: "s".into(), question: "q".into(), proposal, gain: Percent::ZERO };
        let campaign = CampaignId::new();
        Action { status, assignees, ..Action::raised(campaign, &raised, AccountId::new(), Timestamp::UNIX_EPOCH) }
    }

    #[test]
    fn only_a_champion_decides_what_is_done_or_does_not_apply() {
        use ActionStatus::{Done, InProgress, ToValidate, Todo};
        let na = || ActionStatus::NotApplicable { reason: "sold".into() };
        // From, to, whether allowed to: a champion, an assignee, anybody else.
        let table = [
            (Todo, InProgress, [true, true, false]),
            (InProgress, ToValidate, [true, true, false]),
            (ToValidate, InProgress, [true, true, false]),
            (InProgress, na(), [true, false, false]),
            (na(), Todo, [true, false, false]),
            (Todo, Done, [true, false, false]),
            (ToValidate, Done, [true, false, false]),
            (Done, Todo, [true, false, false]),
        ];
        for (from, to, allowed) in table {
            let me = AccountId::new();
            let mine = action(from.clone(), vec![me]);
            let other = action(from.clone(), Vec::new());
            let found = [other.may_become(&to, me, true), mine.may_become(&to, me, false), other.may_become(&to, me, false)];
            assert_eq!(found, allowed, "{from:?} to {to:?}");
        }
    }

    #[test]
    fn not_applicable_needs_its_reason() {
        for word in ActionStatus::ALL {
            assert_eq!(ActionStatus::read(word, "because").unwrap().as_str(), word);
        }
        assert!(matches!(ActionStatus::read("not_applicable", " "), Err(Fault::Invalid(_))));
        assert!(matches!(ActionStatus::read("finished", ""), Err(Fault::Invalid(_))));
    }

    #[test]
    fn the_same_answer_calls_for_the_same_action() {
        let campaign = CampaignId::new();
        assert_eq!(id_of(campaign, "q", "a"), id_of(campaign, "q", "a"));
        assert_ne!(id_of(campaign, "q", "ab"), id_of(campaign, "qa", "b"));
        assert_ne!(id_of(campaign, "q", "a"), id_of(CampaignId::new(), "q", "a"));
    }

    #[test]
    fn what_is_open_after_its_day_is_overdue() {
        let today = jiff::civil::date(2026, 11, 22);
        let due = |status, due| Action { due: Some(due), ..action(status, Vec::new()) }.is_overdue(today);
        assert!(due(ActionStatus::Todo, today.yesterday().unwrap()));
        assert!(!due(ActionStatus::Todo, today));
        assert!(!due(ActionStatus::Done, today.yesterday().unwrap()));
    }

    #[test]
    fn an_action_is_told_again_so_many_days_before() {
        let day = |day| jiff::civil::date(2026, 11, day);
        // Status, days before, due day, whether it is told on the 22nd.
        let table = [
            (ActionStatus::Todo, 7, Some(day(29)), true),
            (ActionStatus::Todo, 7, Some(day(30)), false),
            (ActionStatus::ToValidate, 1, Some(day(23)), true),
            (ActionStatus::Todo, 1, Some(day(2)), true),
            (ActionStatus::Todo, 0, Some(day(22)), false),
            (ActionStatus::Done, 7, Some(day(23)), false),
            (ActionStatus::Todo, 7, None, false),
        ];
        for (status, remind, due, told) in table {
            let action = Action { remind, due, ..action(status, Vec::new()) };
            assert_eq!(action.is_to_remind(day(22)), told, "{:?} {remind} {due:?}", action.status);
            assert!(!Action { origin: ActionOrigin::Own, ..action.clone() }.with_withdrawn(true).is_withdrawn());
            assert!(!action.with_withdrawn(true).is_to_remind(day(22)));
        }
    }

    #[test]
    fn the_moment_of_being_done_stays_until_it_is_undone() {
        let [one, two] = [Timestamp::UNIX_EPOCH, Timestamp::MAX];
        let done = action(ActionStatus::Todo, Vec::new()).with_status(ActionStatus::Done, two);
        assert_eq!(done.finished(), Some(two));
        assert_eq!(done.clone().with_status(ActionStatus::Done, one).finished(), Some(two));
        assert_eq!(done.with_status(ActionStatus::Todo, one).finished(), None);
        let old = action(ActionStatus::Done, Vec::new());
        assert_eq!((old.done_at, old.finished()), (None, Some(one)), "kept before the moment was");
    }

    #[test]
    fn actions_of_before_are_read() {
        let mut old = serde_json::to_value(action(ActionStatus::Todo, Vec::new())).unwrap();
        old.as_object_mut().unwrap().remove("remind");
        let read: Action = serde_json::from_value(old).unwrap();
        assert_eq!((read.remind, read.done_at), (USUAL_REMINDER, None));
    }
}
