//! The types that cross to a shell. For the window they are written as TypeScript by ts-rs into
//! `ui/src/platform/types/` (committed; `make check` compares). Nothing here holds a token, and
//! nothing here is kept: a view is made from the vault, shown and dropped.

mod access;
mod card;
mod contact_register;
mod draft;
mod error;
mod event;
mod guide;
mod helping;
mod known;
mod language;
mod letter;
mod list;
mod lock;
mod mailbox;
mod notify;
mod notify_said;
mod notify_wish;
mod offer;
mod own_document;
mod person;
mod registration;
mod start;
mod sync;
mod todo;
mod transfer;
mod voice;
mod watching;

pub use access::{AccessStep, AccessView, AccessesView, AccountError, ActivityPage, ActivityRow, Doer};
pub use card::{CardLineView, CardView, HappeningView, PaymentView};
pub use contact_register::{ContactRegisterView, RegisterAddressView, RegisterMailboxView};
pub use draft::{
    AttachmentView, AuthorityView, DraftEdit, DraftKindView, DraftState, DraftView, FieldView, RecipientKind,
    RecipientLink, RecipientView, RefusedView,
};
pub use error::ApiError;
pub use event::AppEvent;
pub use guide::{
    Country, FactGroup, FactView, GuideAbility, GuideAge, GuideAnswers, GuideEid, GuideHome, GuideMailbox, GuidePlace,
    MailboxProviderView, MailboxProvidersView, OtherMailView, PageView, StepView, SupportView,
};
pub use helping::{HandoverView, HelpedLetter, HelpedView};
pub use known::{HostView, HostWhy, KnownView, StoredMailbox, StoredView};
pub use letter::{
    ActionView, AppointmentPlace, DocumentView, FileState, FileView, LetterView, LinkTarget, LinkView, OpeningView,
    OrganisationView, RefusedLink, SavedView, ShownAs, TextView, ThreadLetter, ThreadPlace,
};
pub use list::{LetterOrder, LetterPage, LetterQuery, LetterRow, SearchOrder, SearchQuery, SnippetPart};
pub use lock::{LockView, OwnLock};
pub use mailbox::{AccountView, EndView, FolderView, MailboxView, ReceiverView, SpaceView};
pub use model::Language;
pub use notify::{LedgerRow, NotifyChannelView, NotifyRuleView, NotifyView, TwiceView};
pub use notify_said::{ChannelTrouble, PreviewView, TrialView};
pub use notify_wish::{ChannelForms, EmailForm, RuleChange, SmsForm, WrongField};
pub use offer::Offer;
pub use own_document::OwnDocumentView;
pub use person::PersonView;
pub use registration::{
    AddressView, DeviceView, Here, NemSmsWish, RegistrationView, ServiceNotifications, ServiceNotifyWish, SettingView,
};
pub use start::{KeyChoice, KeyTrouble, ServiceView, Settings, StartState, StartView, Theme};
pub use sync::{AccountTrouble, DoctorView, MailboxSync, OddView, SyncDone, SyncPhase, SyncState};
pub use todo::{GuessView, TodoItem, TodoKind, TodoQuery};
pub use transfer::{ExportFormat, ExportView, FileDone, FileRefused, ImportView};
pub use voice::{Speaker, VoiceView};
pub use watching::WatchingView;
